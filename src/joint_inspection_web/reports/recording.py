"""What is one inspection as a whole, as a value that needs no service?

Every item of evidence stands in it, sealed boxes too, for the numbers of the report and the rules. What inspectors
wrote of a child stays out of it, unless it was opened.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils import timezone

from joint_inspection.errors import invalid
from joint_inspection.evidence.model import Finding, Item
from joint_inspection.follow_up.whole import FollowUp
from joint_inspection.record.model import InspectionRecord
from joint_inspection.record.report import Report
from joint_inspection.sampling.draw import PURPOSIVE, TRACKED
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.evidence import reading
from joint_inspection_web.evidence.kept import Reader
from joint_inspection_web.evidence.kept import Words as OpenedWords
from joint_inspection_web.fairness.actions.findings import as_finding, standing
from joint_inspection_web.fairness.items import disclosed_ids
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.fairness.models import PointReply, Referral
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import ANNOUNCED, Inspection
from joint_inspection_web.judgements.decided import grades_of
from joint_inspection_web.reports.published import publication_of
from joint_inspection_web.reports.rules import may_publish
from joint_inspection_web.reports.texts import (
    blockers_of,
    letter_of,
    population_of,
    recommendations_of,
    releases_of,
    report_of,
    sign_offs_of,
)
from joint_inspection_web.samples.actions import chosen
from joint_inspection_web.teams.cover import Cover, cover_of

ANSWERS = {"agree": "agrees", "partly": "partly", "disagree": "disagrees"}
"""What an agency said to a point, in the words of a record."""


def record_of(
    inspection: Inspection, *, words: Words, opened: Mapping[str, OpenedWords] | None = None
) -> InspectionRecord:
    """The whole inspection; of evidence, the words of those items alone that were ``opened``, by their ids.

    What lies in a sealed box stands in it only where a finding cites it.
    """
    cover, found = cover_of(inspection), [as_finding(version, words) for version in standing(inspection)]
    said: dict[str, Any] = {
        "ref": inspection.ref, "framework": inspection.framework, "area": inspection.area, "kind": inspection.kind,
        "theme": cover.theme, "dates": _dates(inspection), "bodies": _bodies(inspection, cover),
        "team": _team(inspection, cover),
        "accepted": [{"gap": each.gap, "by": each.by.ref if each.by else "system", "because": each.why}
                     for each in cover.acceptances],
        "children": _children(inspection), "evidence": _evidence(inspection, found, opened or {}),
        "findings": [_finding(each) for each in found],
        "replies": _replies(inspection, words), "referrals": _referrals(inspection, words),
    }  # fmt: skip
    made = InspectionRecord.model_validate_json(json.dumps(said))
    letter = letter_of(inspection, words=words)
    return made.model_copy(update={
        "letters": (letter,) if letter else (), "grades": grades_of(inspection, words=words),
        "recommendations": recommendations_of(inspection, words=words),
        "population": population_of(inspection, words=words), "report": _report(inspection, words),
        "sign_offs": sign_offs_of(inspection, words=words), "releases": releases_of(inspection),
        "follow_up": FollowUp(blockers=blockers_of(inspection, words=words)),
    })  # fmt: skip


@action
def take_record(inspection: Inspection, *, purpose: str, by: Person | None, at: datetime) -> InspectionRecord:
    """The whole inspection for a file: that it was taken is in history.

    With a ``purpose``, it holds what inspectors wrote about children too, as far as somebody may read it.
    """
    if by is not None:
        require(may_publish, by, inspection)
    purpose = purpose.strip()[:300]
    if purpose and len(purpose.split()) < 2:
        raise invalid("purpose", "Say in a few words why what is about children has to be opened")
    what = "open_record" if purpose else "take_record"
    record(f"reports.{what}", by=by, at=at, subject=subject_of(inspection), purpose=purpose)
    return record_of(inspection, words=Words(inspection), opened=_opened(inspection, by) if purpose else None)


def _opened(inspection: Inspection, by: Person | None) -> dict[str, OpenedWords]:
    reader, versions = Reader(inspection), reading.every_version(inspection, person=by)
    found = ((str(version.note_id), reader.open(version)) for version in versions)
    return {id: said for id, said in found if said}


def as_file(made: InspectionRecord) -> bytes:
    """A record as the file that the command line reads."""
    return made.model_dump_json(indent=1, exclude_defaults=True).encode()


def _report(inspection: Inspection, words: Words) -> Report | None:
    """The last draft; final, where it is the text that is published."""
    report, published = report_of(inspection, words=words), publication_of(inspection)
    if report and published and published.digest == report.digest:
        return report.model_copy(update={"state": "final"})
    return report


def _dates(inspection: Inspection) -> dict[str, str]:
    told = inspection.stages.filter(stage=ANNOUNCED).order_by("pk").first()
    notified = timezone.localdate(told.at) if told else inspection.notify_on
    days = {"notified": min(notified, inspection.begins_on), "first_day": inspection.begins_on,
            "last_day": inspection.ends_on}  # fmt: skip
    return {name: day.isoformat() for name, day in days.items()}


def _bodies(inspection: Inspection, cover: Cover) -> list[dict[str, str]]:
    rows = (body for body in inspection.bodies.all() if body.code not in cover.away)
    return [{"code": body.code, "kind": body.kind, "name": body.name} for body in rows]


def _team(inspection: Inspection, cover: Cover) -> list[dict[str, Any]]:
    """Everybody on the team now, and whoever was and left."""
    now = {each.member.ref: each.member for each in cover.sitting}
    team = [
        {
            "ref": ref,
            "role": member.role,
            "inspectorate": member.inspectorate,
            "competences": sorted(member.competences),
        }
        for ref, member in now.items()
    ]  # fmt: skip
    left = inspection.seats.exclude(person__ref__in=now).select_related("person").order_by("pk")
    gone = {seat.person.ref: {"ref": seat.person.ref, "role": seat.role} for seat in left}
    return [*team, *gone.values()]


def _children(inspection: Inspection) -> list[dict[str, Any]]:
    tracked = {*(chosen(inspection, TRACKED, PURPOSIVE) or ())}
    return [{"id": child, "tracked": child in tracked} for child in chosen(inspection) or ()]


def _evidence(
    inspection: Inspection, found: Iterable[Finding], opened: Mapping[str, OpenedWords]
) -> list[dict[str, Any]]:
    cited = {id for each in found for id in (*each.supports, *each.against)}
    told, items = disclosed_ids(inspection), reading.every_item(inspection, children=chosen(inspection) or ())
    return [
        _item(_with(item, opened.get(item.id))) | {"disclosed": item.disclosed or item.id in told}
        for item in items if not item.box or item.id in cited
    ]  # fmt: skip


def _with(item: Item, opened: OpenedWords | None) -> Item:
    """The item with what was opened of it."""
    if opened is None:
        return item
    return replace(item, text=opened.text, quotes=opened.quotes, happened_on=opened.happened_on)


def _item(item: Item) -> dict[str, Any]:
    said = {name: getattr(item, name) for name in item.__dataclass_fields__ if name != "quotes"}
    said |= {"noted_at": item.noted_at.isoformat(), "happened_on": item.happened_on and item.happened_on.isoformat()}
    quotes = [{"document": q.document, "passage": q.passage, "words": q.words} for q in item.quotes]
    return said | {"quotes": quotes}


def _finding(finding: Finding) -> dict[str, Any]:
    return {name: getattr(finding, name) for name in finding.__dataclass_fields__}


def _replies(inspection: Inspection, words: Words) -> list[dict[str, Any]]:
    stands = {version.finding_id: version for version in standing(inspection)}
    rows = PointReply.objects.filter(inspection=inspection, point__finding__in=stands).select_related("point__body")
    return [
        {"finding": stands[row.point.finding_id].finding.ref, "agency": row.point.body.code,
         "answer": ANSWERS[row.answer], "text": words.of(row).get("text") or None,
         "on": timezone.localdate(row.at).isoformat()}
        for row in rows if row.point.body.code in stands[row.point.finding_id].about
    ]  # fmt: skip


def _referrals(inspection: Inspection, words: Words) -> list[dict[str, Any]]:
    rows = Referral.objects.filter(inspection=inspection).select_related("about").prefetch_related("answer")
    return [
        {"about": row.about.code, "to": row.to, "on": timezone.localdate(row.at).isoformat(),
         "due_on": row.due_on.isoformat(), "answered_on": _answered(row), "text": words.of(row).get("text") or None}
        for row in rows
    ]  # fmt: skip


def _answered(referral: Referral) -> str | None:
    answer = getattr(referral, "answer", None)
    return timezone.localdate(answer.at).isoformat() if answer else None
