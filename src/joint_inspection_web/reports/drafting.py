"""What is done with the draft: it is composed from the record, and edited sentence by sentence.

Each save is another draft. Somebody who wrote on an older one changes only their own sentence; where somebody else
changed the same one meanwhile, they see both first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from joint_inspection.errors import InvalidInput, NotPossible, Problem, invalid
from joint_inspection.record.report import Group, Report, Sentence
from joint_inspection.reports import edit
from joint_inspection.reports.compose import compose
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.fairness.kept import Words, keep
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import (
    FIELDWORK,
    FIELDWORK_DONE,
    INCOMPLETE,
    PAUSED,
    PUBLISHED,
    Inspection,
)
from joint_inspection_web.reports.models import Draft, Population
from joint_inspection_web.reports.recording import record_of
from joint_inspection_web.reports.rules import may_publish, may_write
from joint_inspection_web.reports.texts import last_draft, plain, text_of

STAGES = (FIELDWORK, PAUSED, INCOMPLETE, FIELDWORK_DONE)
"""From the beginning of fieldwork until it is published."""
LONGEST = 2_000
"""Characters of one sentence."""
CHANGED = "{} changed this sentence while you wrote. Theirs stands below: put both together, and save again"


@action
def compose_draft(inspection: Inspection, *, by: Person, at: datetime) -> Draft:
    """Write the first draft from what the record holds."""
    require(may_publish, by, inspection)
    expect_writing(inspection)
    if last_draft(inspection):
        raise NotPossible("There is a draft already: change it sentence by sentence, so that no identifier is lost")
    return save(inspection, compose(record_of(inspection, words=Words(inspection))), what="compose", by=by, at=at)


@action
def reword(
    inspection: Inspection, id: str, *, text: str, rests_on: Mapping[str, Any], names: Iterable[str] = (), seen: int,
    by: Person, at: datetime,
) -> Draft:  # fmt: skip
    """Other words, or another footing, for one sentence; ``seen`` is the draft on which they were written."""
    require(may_write, by, inspection)
    report = expect_same(inspection, id, seen=seen)
    made = _named(edit.reworded(report, id, _one(text), **rests_on), names)
    return save(inspection, made, what="reword", by=by, at=at)


@action
def add(
    inspection: Inspection, *, part: edit.PartOf, section: str, text: str, rests_on: Mapping[str, Any],
    names: Iterable[str] = (), by: Person, at: datetime,
) -> tuple[Draft, Sentence]:  # fmt: skip
    """A new sentence at the end of a section."""
    require(may_write, by, inspection)
    made, sentence = edit.added(text_now(inspection), _one(text), section=section, part=part, **rests_on)
    return save(inspection, _named(made, names), what="add", by=by, at=at), sentence


@action
def take_out(inspection: Inspection, id: str, *, seen: int, by: Person, at: datetime) -> Draft:
    """Take a sentence out, and its identifier with it."""
    require(may_write, by, inspection)
    report = expect_same(inspection, id, seen=seen)
    return save(inspection, edit.without(report, id), what="take_out", by=by, at=at)


@action
def move(
    inspection: Inspection, id: str, *, section: str, before: str = "", seen: int, by: Person, at: datetime
) -> Draft:
    """Let a sentence stand elsewhere, before another or at the end of a section; it keeps its identifier."""
    require(may_write, by, inspection)
    report = expect_same(inspection, id, seen=seen)
    return save(inspection, edit.moved(report, id, section=section, before=before), what="move", by=by, at=at)


@action
def say_population(inspection: Inspection, *, groups: Iterable[Group], by: Person, at: datetime) -> Population:
    """Say how many children of the area have the traits that the report speaks of."""
    require(may_write, by, inspection)
    expect_writing(inspection)
    row = Population(inspection=inspection, by=by, at=at)
    keep(row, {"groups": [plain(each) for each in groups]})
    record("reports.say_population", by=by, at=at, subject=subject_of(inspection), wrote=[row])
    return row


def save(inspection: Inspection, report: Report, *, what: str, by: Person, at: datetime, **more: Any) -> Draft:
    """Keep the report as the next draft, inside an action."""
    last = last_draft(inspection)
    usual = {"number": last.number + 1 if last else 1, "corrects": last.corrects if last else None}
    row = Draft(inspection=inspection, by=by, at=at, **usual | more)
    keep(row, {"report": plain(report)})
    record(f"reports.{what}", by=by, at=at, subject=subject_of(inspection), wrote=[row])
    return row


def expect_writing(inspection: Inspection) -> None:
    """Raise NotPossible at a stage at which nothing is written."""
    stage = inspection.stage
    if stage == PUBLISHED and not is_corrected(inspection):
        raise NotPossible("The report is published, and never changes: begin a correction, and say why")
    if stage not in (*STAGES, PUBLISHED):
        raise NotPossible(f"Writing begins with the fieldwork: this inspection is {stage.replace('_', ' ')}")


def is_corrected(inspection: Inspection) -> bool:
    """Whether a draft is being written that takes the place of what is published."""
    last = last_draft(inspection)
    if last is None or last.corrects_id is None:
        return False
    return not inspection.publications.filter(supersedes=last.corrects_id).exists()


def text_now(inspection: Inspection) -> Report:
    """The draft as it stands; raises NotPossible where nothing can be written on it."""
    expect_writing(inspection)
    draft = last_draft(inspection)
    report = text_of(draft) if draft else None
    if report is None:
        raise NotPossible("There is no draft to write on")
    return report


def expect_same(inspection: Inspection, id: str, *, seen: int) -> Report:
    """The draft as it stands, if nobody changed a sentence since the draft ``seen``; raises InvalidInput."""
    report, last = text_now(inspection), last_draft(inspection)
    before = Draft.objects.filter(inspection=inspection, number=seen).first()
    known = text_of(before) if before else None
    if report.sentence(id) is None:
        raise invalid("text", "Somebody took this sentence out while you wrote: add yours as a new one")
    if known is None or known.sentence(id) != report.sentence(id):
        who = _who_changed(inspection, id, since=seen) or last
        raise InvalidInput([Problem(where="text", says=CHANGED.format(who.by if who else "Somebody"))])
    return report


def _who_changed(inspection: Inspection, id: str, *, since: int) -> Draft | None:
    """The last draft that changed a sentence."""
    words, found, before = Words(inspection), None, None
    rows = Draft.objects.filter(inspection=inspection, number__gte=since).select_related("by", "inspection")
    for row in rows.order_by("number"):
        report = text_of(row, words=words)
        now = report.sentence(id) if report else None
        found, before = (row if before is not None and now != before else found), now
    return found


def _one(text: str) -> str:
    """The words of a sentence, with single spaces."""
    said = " ".join(text.split())
    if not said or len(said) > LONGEST:
        raise invalid("text", f"Write one sentence, of at most {LONGEST:,} characters")
    return said


def _named(report: Report, names: Iterable[str]) -> Report:
    """With further words that somebody looked at: they name nobody."""
    known = tuple(dict.fromkeys((*report.proper_names, *(each for each in names if each))))
    return report.model_copy(update={"proper_names": known})
