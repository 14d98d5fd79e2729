"""What came back from a survey, and how does it become evidence? Counts, small ones hidden; by a person's act alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from joint_inspection.disclosure import may_show, suppress_list
from joint_inspection.errors import NotPossible, invalid
from joint_inspection.evidence.model import Direction, Speaker, Strength
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.design.words import day
from joint_inspection_web.evidence import actions as evidence
from joint_inspection_web.evidence.notes import NoteIn, Receipt
from joint_inspection_web.voices.actions import answers
from joint_inspection_web.voices.models import Survey
from joint_inspection_web.voices.rules import may_hear
from joint_inspection_web.voices.texts import speaker_of, texts

HIDDEN = "fewer than 5, or hidden to protect others"


@dataclass(frozen=True, kw_only=True)
class Answered:
    """One question: how many chose what, of how many who answered it."""

    id: str
    asks: str
    counts: Mapping[str, int | None]
    """By the words of the choice; None is hidden."""
    of: int | None


def results(survey: Survey) -> tuple[Answered, ...]:
    """Every question with its counts; raises NotPossible where the key is gone."""
    said = [each["choices"] for _, each in answers(survey)]
    return tuple(_answered(id, asks, survey, said) for id, asks in texts(survey.kind).questions.items())


def use(
    survey: Survey, *, question: str, criterion: str, agency: str, direction: str, by: Person, at: datetime
) -> Receipt:
    """Note the counts of one question as evidence; raises NotPossible where so few answered that none may be shown."""
    require(may_hear, by, survey.inspection)
    found = next((each for each in results(survey) if each.id == question), None)
    if found is None:
        raise invalid("question", "Choose one of the questions")
    if found.of is None or not may_show(found.of):
        raise NotPossible("So few have answered this question that its counts would point at them")
    speaker = Speaker(speaker_of(survey.kind))
    note = NoteIn(
        note=uuid4(), version=uuid4(), noted_at=at, criterion=criterion, agency=agency, speaker=speaker,
        speaker_agency=agency if speaker == Speaker.AGENCY else None, method="survey", direction=Direction(direction),
        strength=Strength.MODERATE, experience=speaker in (Speaker.CHILD, Speaker.FAMILY),
        text=_text(found, survey, at),
    )  # fmt: skip
    return evidence.keep(survey.inspection, note=note, by=by, at=at)


def _answered(id: str, asks: str, survey: Survey, said: list[dict[str, str]]) -> Answered:
    counted = Counter(each[id] for each in said if id in each)
    choices = texts(survey.kind).choices
    counts, of = suppress_list({says: counted[name] for name, says in choices.items()})
    return Answered(id=id, asks=asks, counts=counts, of=of)


def _text(found: Answered, survey: Survey, at: datetime) -> str:
    counts = "; ".join(f"{says}: {HIDDEN if n is None else n}" for says, n in found.counts.items())
    who = survey.get_kind_display()
    return f"Survey ({who}), as it stood on {day(at)}. “{found.asks}” Of {found.of} who answered: {counts}."
