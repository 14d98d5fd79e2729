"""What is one inspection as a whole, as a value that needs no service?

Every item of evidence stands in it, sealed boxes too, for the numbers of the report and the rules. What inspectors
wrote of a child stays out of it, unless it was opened.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils import timezone

from joint_inspection.evidence.model import Finding, Item
from joint_inspection.follow_up.whole import FollowUp
from joint_inspection.frameworks.check.surroundings import grades_for
from joint_inspection.frameworks.load import find
from joint_inspection.record.model import InspectionRecord
from joint_inspection.record.report import Graded
from joint_inspection.sampling.draw import PURPOSIVE, TRACKED
from joint_inspection_web.evidence import reading
from joint_inspection_web.fairness.actions.findings import as_finding, standing
from joint_inspection_web.fairness.items import disclosed_ids
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.fairness.models import PointReply, Referral
from joint_inspection_web.inspections.models import ANNOUNCED, Inspection
from joint_inspection_web.judgements.deciding import decided
from joint_inspection_web.reports.texts import (
    blockers_of,
    last_draft,
    letter_of,
    population_of,
    recommendations_of,
    releases_of,
    sign_offs_of,
    text_of,
)
from joint_inspection_web.samples.actions import chosen
from joint_inspection_web.teams.cover import Cover, cover_of

ANSWERS = {"agree": "agrees", "partly": "partly", "disagree": "disagrees"}
"""What an agency said to a point, in the words of a record."""


def record_of(inspection: Inspection, *, words: Words, opened: Mapping[str, Item] | None = None) -> InspectionRecord:
    """The whole inspection; of evidence, the words of those items alone that were ``opened``, by their ids."""
    cover = cover_of(inspection)
    draft = last_draft(inspection)
    said: dict[str, Any] = {
        "ref": inspection.ref, "framework": inspection.framework, "area": inspection.area, "kind": inspection.kind,
        "theme": cover.theme, "dates": _dates(inspection), "bodies": _bodies(inspection, cover),
        "team": _team(inspection, cover),
        "accepted": [{"gap": each.gap, "by": each.by.ref if each.by else "system", "because": each.why}
                     for each in cover.acceptances],
        "children": _children(inspection), "evidence": _evidence(inspection, opened or {}),
        "findings": [_finding(as_finding(version, words)) for version in standing(inspection)],
        "replies": _replies(inspection, words), "referrals": _referrals(inspection, words),
    }  # fmt: skip
    made = InspectionRecord.model_validate_json(json.dumps(said, default=str))
    letter, text = letter_of(inspection, words=words), text_of(draft, words=words) if draft else None
    return made.model_copy(update={
        "letters": (letter,) if letter else (), "grades": _grades(inspection, words),
        "recommendations": recommendations_of(inspection, words=words),
        "population": population_of(inspection, words=words), "report": text,
        "sign_offs": sign_offs_of(draft, words=words) if draft else (), "releases": releases_of(draft) if draft else (),
        "follow_up": FollowUp(blockers=blockers_of(inspection, words=words)),
    })  # fmt: skip


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


def _evidence(inspection: Inspection, opened: Mapping[str, Item]) -> list[dict[str, Any]]:
    told, items = disclosed_ids(inspection), reading.every_item(inspection, children=chosen(inspection) or ())
    return [
        _item(_with(item, opened.get(item.id))) | {"disclosed": item.disclosed or item.id in told} for item in items
    ]


def _with(item: Item, opened: Item | None) -> Item:
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


def _grades(inspection: Inspection, words: Words) -> tuple[Graded, ...]:
    """The grades in force; what is told in words has none."""
    found, framework = decided(inspection, words), find(inspection.framework)
    given = (found[1] if found else {}).get("grades", {})
    return tuple(
        Graded(judgement=name, grade=grade) for name, grade in given.items() if grade in grades_for(framework, name)
    )
