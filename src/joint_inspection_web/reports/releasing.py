"""What is done so that a report goes out: two people release it, every inspectorate signs, the lead publishes.

What is published never changes. A correction is another text, with a reason, released, signed and published again.
"""

from __future__ import annotations

import json
from datetime import datetime

from django.utils import timezone

from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible, Problem, invalid
from joint_inspection.follow_up.repeats import Found
from joint_inspection.frameworks.load import find
from joint_inspection.record.follow_up import published_findings
from joint_inspection.record.model import InspectionRecord
from joint_inspection.record.report import Report
from joint_inspection.reports.edition import edition_of
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.fairness.actions.possible import LONGEST
from joint_inspection_web.fairness.kept import Words, keep
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections import gates, stages
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import PUBLISHED, Inspection
from joint_inspection_web.reports.checking import wrong_with_text
from joint_inspection_web.reports.drafting import expect_writing, is_corrected, save, text_now
from joint_inspection_web.reports.letters import date_letter
from joint_inspection_web.reports.models import Draft, Publication, Release, SignOff
from joint_inspection_web.reports.published import publication_of
from joint_inspection_web.reports.recording import record_of
from joint_inspection_web.reports.rules import may_publish, may_release, may_sign, signs_for
from joint_inspection_web.reports.texts import last_draft, plain, report_of


@action
def release(inspection: Inspection, *, digest: str, by: Person, at: datetime) -> Release:
    """Say that one looked through this very text for anything that could tell who a child is, and lets it go out."""
    require(may_release, by, inspection)
    draft = _expect_whole(inspection, digest)
    if Release.objects.filter(inspection=inspection, digest=digest, by=by).exists():
        raise NotPossible("You have released this text already: another person looks through it too")
    row = Release(inspection=inspection, draft=draft, digest=digest, by=by, at=at)
    keep(row, {})
    record("reports.release", by=by, at=at, subject=subject_of(inspection), wrote=[row])
    return row


@action
def sign(inspection: Inspection, *, inspectorate: str, digest: str, dissent: str, by: Person, at: datetime) -> SignOff:
    """Sign this very text for one's own inspectorate, and say where it differs."""
    require(may_sign, by, inspection)
    if inspectorate not in signs_for(by, inspection):
        raise NotAllowed("You sign for your own inspectorate alone")
    draft = _expect_whole(inspection, digest)
    if len(dissent) > LONGEST:
        raise invalid("dissent", f"Write at most {LONGEST:,} characters")
    if SignOff.objects.filter(inspection=inspection, digest=digest, inspectorate=inspectorate).exists():
        raise NotPossible("Your inspectorate has signed this text already")
    row = SignOff(inspection=inspection, draft=draft, inspectorate=inspectorate, digest=digest, by=by, at=at)
    keep(row, {"dissent": dissent.strip()})
    record("reports.sign", by=by, at=at, subject=subject_of(inspection), wrote=[row])
    return row


@action
def publish(inspection: Inspection, *, by: Person, at: datetime) -> Publication:
    """Publish the report, or its correction: once, for good, when nothing stands in the way."""
    require(may_publish, by, inspection)
    expect_writing(inspection)
    if inspection.stage == PUBLISHED:
        gates.expect_open(inspection, PUBLISHED, at=at)
    else:
        stages.publish(inspection, by=by, at=at)
    words = Words(inspection)
    made, draft = record_of(inspection, words=words), last_draft(inspection)
    on = timezone.localdate(at)
    letters = tuple(date_letter(inspection, each, on=on, by=by, at=at) for each in made.letters)
    final = made.model_copy(update={"letters": letters, "report": made.report.model_copy(update={"state": "final"})})
    row = publication_from(inspection, draft, final, at=at)
    row.by = by
    row.save(force_insert=True)
    record("reports.publish", by=by, at=at, subject=subject_of(inspection), wrote=[row])
    return row


@action
def correct(inspection: Inspection, *, reason: str, by: Person, at: datetime) -> Draft:
    """Begin a text that takes the place of what is published, and say why."""
    require(may_publish, by, inspection)
    published = expect_correctable(inspection)
    if len(reason.split()) < 2 or len(reason) > LONGEST:
        raise invalid("reason", "Say in a few words what was wrong: everybody will read it")
    before = report_text(inspection)
    changed = {"supersedes": published.digest, "correction": reason.strip(), "state": "draft"}
    return save(inspection, before.model_copy(update=changed), what="correct", by=by, at=at, corrects=published)


def expect_correctable(inspection: Inspection) -> Publication:
    """What is published, where a correction may begin; raises NotPossible."""
    published = publication_of(inspection)
    if published is None:
        raise NotPossible("Nothing is published yet: change the draft")
    if is_corrected(inspection):
        raise NotPossible("A correction was begun already: go on with it")
    return published


def report_text(inspection: Inspection) -> Report:
    """What the last draft says; raises NotPossible where its words are gone."""
    report = report_of(inspection)
    if report is None:
        raise NotPossible("What was written can no longer be read")
    return report


def _expect_whole(inspection: Inspection, digest: str) -> Draft:
    """The draft with this very text, with which nothing is wrong; raises InvalidInput."""
    report = text_now(inspection)
    if report.digest != digest:
        raise NotPossible("The text changed since you opened this page: read it again first")
    wrong = wrong_with_text(inspection, record_of(inspection, words=Words(inspection)))
    if wrong:
        raise InvalidInput([Problem(where="", says=f"{each.sentence} {each.says}".strip()) for each in wrong])
    return last_draft(inspection)


def publication_from(inspection: Inspection, draft: Draft, final: InspectionRecord, *, at: datetime) -> Publication:
    """What everybody may read of a record, as a row that is not saved yet."""
    framework, on = find(final.framework), timezone.localdate(at)
    return Publication(
        published_at=at,
        inspection=inspection, number=inspection.publications.count() + 1,
        edition=json.loads(edition_of(final).model_dump_json()),
        recommendations=[plain(each) for each in final.recommendations],
        blockers=[plain(each) for each in final.follow_up.blockers],
        letter=plain(final.letters[0]) if final.letters else None, bodies=[plain(each) for each in final.bodies],
        found=[plain(_as_released(each, final.report)) for each in published_findings(final, framework, on=on)],
        digest=final.report.digest, supersedes=draft.corrects, reason=final.report.correction or "",
    )  # fmt: skip


def _as_released(found: Found, report: Report) -> Found:
    """A finding in the words that went out: what inspectors wrote for themselves stays sealed."""
    told = (each.text for section in report.sections for each in section.sentences if found.id in each.findings)
    return found.model_copy(update={"text": " ".join(told)})
