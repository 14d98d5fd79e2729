"""Are the facts of a draft right, as those see it whom it is about: by when do they say so, what may be answered, and
which sentences changed for it?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import Field

from joint_inspection.dates import add_working_days
from joint_inspection.errors import Problem
from joint_inspection.frameworks.document import read_document
from joint_inspection.frameworks.model import Cited, Framework, Source, Value
from joint_inspection.record.report import Report

FILE = Path(__file__).with_name("accuracy.yaml")
Days = Annotated[int, Field(ge=1, le=250)]


class Within(Cited):
    """How many working days something may take."""

    working_days: Days


class ComplaintDays(Cited):
    """How many working days each step of a complaint may take."""

    raised: Days
    acknowledged: Days
    answered: Days
    review_asked: Days
    reviewed: Days


class AccuracySettings(Value):
    """Every choice about comments on facts and about complaints."""

    version: str
    sources: tuple[Source, ...]
    comments: Within
    answers: Within
    complaints: ComplaintDays


@cache
def accuracy_settings() -> AccuracySettings:
    """The settings that come with the package."""
    return AccuracySettings.model_validate(read_document(FILE, begins="version").data)


@dataclass(frozen=True, kw_only=True)
class Window:
    """How long those whom a draft is about have to say whether its facts are right."""

    working_days: int
    by_framework: bool
    """Whether the framework says so; else it is a setting."""

    def ends(self, opened: date) -> date:
        """The last day, where the draft was sent on a day."""
        return add_working_days(opened, self.working_days)


def window(framework: Framework, kind: str) -> Window:
    """As the framework's timetable of this kind of visit says, or its deadlines for reports, or the setting."""
    days = _given_days(framework, kind)
    return Window(working_days=days or accuracy_settings().comments.working_days, by_framework=days is not None)


def has_round(framework: Framework, kind: str) -> bool:
    """Whether the framework has the facts looked at before a report of this kind of visit is published."""
    return _given_days(framework, kind) is not None


def _given_days(framework: Framework, kind: str) -> int | None:
    """Working days from sending the draft to the end of comments, where the framework gives them."""
    steps = (step.working_days for step in framework.kind(kind).timetable if step.stage == "accuracy")
    deadlines = (each for each in framework.report.deadlines if each.from_event == "draft_sent")
    limits = (each.working_days for each in deadlines if not each.kinds or kind in each.kinds)
    return next((days for days in (*steps, *limits) if days), None)


@dataclass(frozen=True, kw_only=True)
class Changed:
    """A sentence that reads otherwise in a later draft."""

    sentence: str
    before: str | None = field(repr=False)
    """None: it was not there."""
    after: str | None = field(repr=False)
    """None: it was taken out."""


def changes(before: Report, after: Report) -> tuple[Changed, ...]:
    """Every sentence whose words differ between two drafts, in the order of the earlier one, new ones at the end."""
    then, now = ({each.id: each.text for each in report.sentences} for report in (before, after))
    return tuple(
        Changed(sentence=id, before=then.get(id), after=now.get(id))
        for id in dict.fromkeys((*then, *now))
        if then.get(id) != now.get(id)
    )


class Decision(StrEnum):
    """What inspectors say to a point about facts."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    REJECTED = "rejected"


class OnJudgement(StrEnum):
    """What a point did to a judgement."""

    NONE = "none"
    RECONSIDERED = "reconsidered"
    CHANGED = "changed"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What inspectors answer to a point about facts, and what it did."""

    decision: str
    because: str = field(repr=False)
    sentences: Sequence[str] = ()
    """The sentences that were changed for it."""
    on_judgement: str = OnJudgement.NONE
    decided: bool = False
    """Whether the decision that changed the judgement is named."""


def check_answer(answer: Answer, *, changed: Collection[str]) -> tuple[Problem, ...]:
    """Everything that is missing from an answer, or does not fit; ``changed`` are the sentences that read otherwise."""
    found = []
    if answer.decision not in list(Decision):
        found.append(Problem(where="decision", says="Say whether the point is accepted, accepted in part or rejected"))
    if not answer.because.strip():
        found.append(Problem(where="because", says="Give the reasons, in words that the agency will read"))
    if set(answer.sentences) - set(changed):
        says = "Choose from the sentences that read otherwise than in the draft that was sent: change the text first"
        found.append(Problem(where="sentences", says=says))
    if answer.on_judgement not in list(OnJudgement):
        found.append(Problem(where="on_judgement", says="Say what the point did to the judgements"))
    return (*found, *_effect_fits(answer))


def _effect_fits(answer: Answer) -> list[Problem]:
    found, effect = [], answer.on_judgement
    if effect == OnJudgement.CHANGED and not answer.decided:
        says = "Write the changed judgement down as a decision first, then choose that decision here"
        found.append(Problem(where="decided", says=says))
    if effect != OnJudgement.CHANGED and answer.decided:
        found.append(Problem(where="decided", says="Choose a decision only where it changed a judgement"))
    if answer.decision == Decision.ACCEPTED and not answer.sentences and effect != OnJudgement.CHANGED:
        says = "An accepted point changes a sentence or a judgement: change the draft first, or accept it in part"
        found.append(Problem(where="sentences", says=says))
    if answer.decision == Decision.REJECTED and (answer.sentences or effect == OnJudgement.CHANGED):
        says = "A rejected point changes nothing: name no sentence and no changed judgement, or accept it in part"
        found.append(Problem(where="decision", says=says))
    return found


def undone(accepted: Sequence[Changed], report: Report) -> tuple[str, ...]:
    """The sentences that read again as they did before they were changed for a point."""
    now = {each.id: each.text for each in report.sentences}
    return tuple(each.sentence for each in accepted if now.get(each.sentence) == each.before)
