"""Invented drafts that agencies read, what they say of them, and a publication that one complains about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

import factories
from factories import child_files, fairness, publishing
from joint_inspection.frameworks.load import find
from joint_inspection.record.report import Paragraph, Report, Section, Sentence
from joint_inspection.reports.accuracy import Answer
from joint_inspection.reports.edit import reworded
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.accuracy import complaints, points, rounds
from joint_inspection_web.accuracy.models import AccuracyPoint, Complaint, Round
from joint_inspection_web.fairness.kept import keep
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.judgements.models import Decision
from joint_inspection_web.reports.models import Draft, Publication
from joint_inspection_web.reports.texts import last_draft, plain, report_of

TWELVE, OFFICERS = "Twelve plans were late.", "Officers see the child behind each call."
WRONG, SHOULD = "It was ten: see the panel’s minutes", "Ten plans were late."
"""What may be read by nobody whom it is not for."""
FILE = ("minutes.txt", b"Ten plans")


@dataclass(frozen=True, kw_only=True)
class Out:
    """A draft that is with the agencies, and the people."""

    inspection: Inspection
    lead: Person
    council: Person
    police: Person
    round: Round


def text() -> Report:
    """A report of two sentences."""
    section = find(child_files.FRAMEWORK).report.sections[0].id
    said = Paragraph(sentences=(Sentence(id="s1", text=TWELVE), Sentence(id="s2", text=OFFICERS)))
    return Report(sections=(Section(id=section, paragraphs=(said,)),), given=2)


def over() -> tuple[Inspection, Person]:
    """An inspection whose fieldwork is over, and its lead."""
    made = child_files.announced()
    lead = child_files.inspector(made, role="lead_inspector")
    publishing.reach(made, "fieldwork", "fieldwork_done")
    return made, lead


@action
def saved(inspection: Inspection, report: Report, *, by: Person | None = None) -> Draft:
    """Somebody saved the report."""
    before = last_draft(inspection)
    row = Draft(inspection=inspection, number=before.number + 1 if before else 1, by=by, at=timezone.now())
    keep(row, {"report": plain(report)})
    record("reports.save", by=by, at=row.at, subject=subject_of(inspection), wrote=[row])
    return row


def changed(inspection: Inspection, sentence: str = "s1", words: str = SHOULD) -> Draft:
    """A sentence of the report was reworded."""
    return saved(inspection, reworded(report_of(inspection), sentence, words))


def out() -> Out:
    """The first draft is with the agencies, two of which have officers."""
    made, lead = over()
    saved(made, text(), by=lead)
    officers = {kind: child_files.officer(fairness.body(made, kind)) for kind in ("council", "police")}
    round = rounds.send_draft(made, by=lead, at=timezone.now())
    return Out(inspection=made, lead=lead, round=round, **officers)


def pointed(round: Round, *, kind: str = "council", by: Person | None = None, **said: Any) -> AccuracyPoint:
    """An agency said what is wrong."""
    given: dict[str, Any] = {"sentence": "s1", "wrong": WRONG, "should": SHOULD, "at": timezone.now()}
    return points.make_point(round, body=fairness.body(round.inspection, kind), by=by, **given | said)


def answer(**said: Any) -> Answer:
    """A rejection, or something else."""
    return Answer(**{"decision": "rejected", "because": "The minutes say twelve"} | said)


def answered(point: AccuracyPoint, *, by: Person | None = None, decided: Decision | None = None, **said: Any) -> None:
    """Inspectors answered a point."""
    points.answer_point(point, answer=answer(**said), decided=decided, by=by, at=timezone.now())


def settled(inspection: Inspection) -> Round:
    """Every agency has read the draft and has nothing to say, and the round is over."""
    round = rounds.send_draft(inspection, by=None, at=timezone.now())
    for body in inspection.agencies:
        rounds.finish(round, body=body, by=None, at=timezone.now())
    rounds.end_round(round, by=None, at=timezone.now())
    return round


@action
def published(inspection: Inspection, *, supersedes: Publication | None = None) -> Publication:
    """Something was published, or corrected, whatever stood in the way."""
    number = inspection.publications.count() + 1
    row = Publication.objects.create(
        inspection=inspection, number=number, published_at=timezone.now(), edition={}, digest="0" * 64,
        supersedes=supersedes,
    )  # fmt: skip
    record("reports.publish", by=None, at=row.published_at, subject=subject_of(inspection), wrote=[row])
    return row


def complained(inspection: Inspection, *, by: Person | None = None) -> Complaint:
    """The council complained."""
    said = {"text": WRONG, "wants": "A correction"}
    return complaints.complain(child_files.council(inspection), **said, by=by, at=timezone.now())


def everything(inspection: Inspection, *, by: Person | None = None) -> Complaint:
    """A round in which the council made a point with a file, and was answered; and a complaint of the council."""
    publishing.reach(inspection, "fieldwork_done")
    if last_draft(inspection) is None:
        saved(inspection, text())
    round = rounds.last_round(inspection) or rounds.send_draft(inspection, by=by, at=timezone.now())
    sentence = report_of(inspection).sentences[0].id
    point = pointed(round, sentence=sentence, files=[FILE])
    answered(point)
    points.add_remark(point, text="See page 3", by=None, at=timezone.now())
    if not inspection.publications.exists():
        published(inspection)
    return complained(inspection)


def whole_story() -> Inspection:
    """One whose facts were looked at to the end, with a complaint that led to a correction."""
    made, _ = over()
    complaint, now = everything(made), timezone.now()
    round = rounds.last_round(made)
    for body in made.agencies:
        rounds.finish(round, body=body, by=None, at=now)
    rounds.end_round(round, by=None, at=now)
    by, said = {"by": None, "at": now}, {"text": "In a few plain words"}
    complaints.acknowledge(complaint, person=factories.person("quality_assurance"), **said, **by)
    complaints.answer(complaint, outcome="not_upheld", correction=None, **said, **by)
    complaints.ask_review(complaint, **said, **by)
    reviewer = factories.person("quality_assurance", at="cqc")
    complaints.name_reviewer(complaint, person=reviewer, **said, **by)
    correction = published(made, supersedes=complaint.publication)
    complaints.review(complaint, outcome="upheld", correction=correction, **said, at=now + timedelta(days=1), by=None)
    return made
