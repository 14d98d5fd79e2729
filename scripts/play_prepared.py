"""Where judging begins: inspections of a fictional area at the end of their fieldwork, with what was seen there.

Everything is done through the service's own actions, by invented people about invented children.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

import play_before

PHONE = "020 7946 0000"
WHERE = ("", ", in a second record", ", in a third record")
CHILD_SAYS = "Nobody asked me what I wanted"
LATE = "Plans for children are written too late to help them"
OFFICERS_SEE = "Officers see the child behind each call"


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What somebody noted of an agency under a judgement's first criterion."""

    judgement: str
    by: str
    about: str
    says: str
    weakness: bool = True


SEEN = (
    Seen(judgement="initial_need_and_risk", by="lead", about="council", says="Three referrals waited for two weeks"),
    Seen(judgement="theme_response", by="lead", about="council", says="The plan came six weeks after the meeting"),
    Seen(judgement="leadership_and_partnership", by="nurse", about="partnership", says="No leader asked why"),
    Seen(judgement="social_care", by="lead", about="council", says="The record has no wish of the child"),
    Seen(judgement="health", by="nurse", about="health", says="The nurse was not asked to the meeting"),
    Seen(judgement="police", by="constable", about="police", says="The officer wrote down her words", weakness=False),
    Seen(judgement="probation_and_youth_justice", by="probation", about="youth_justice", says="The worker came in time",
         weakness=False),
)  # fmt: skip
"""Weaknesses of the council and of health, strengths of the police and of youth justice."""


@dataclass(frozen=True, kw_only=True)
class Visit:
    """Who inspects under which framework, what they see, and what they make of it."""

    framework: str
    kind: str
    roles: Mapping[str, str]
    """The role of each on the team, by their key; the lead stands besides."""
    lead: str = "lead"
    seen: tuple[Seen, ...] = ()
    found: Mapping[str, str] = field(default_factory=dict)
    """What a finding says, by its judgement."""
    theme: str = ""
    besides: tuple[str, ...] = ()
    """Inspectorates that may stay away, and come."""


JOINT = Visit(
    framework=play_before.FRAMEWORK, kind=play_before.KIND, theme="domestic_abuse", besides=("hmi-probation",),
    roles={"nurse": "team_inspector", "constable": "team_inspector", "probation": "team_inspector",
           "quality": "quality_assurance"},
    seen=SEEN, found={"theme_response": LATE, "police": OFFICERS_SEE},
)  # fmt: skip
"""Four inspectorates look together at one theme."""


def inspected(people: Mapping[str, Any], *, visit: Visit, at: datetime) -> Any:
    """An inspection whose fieldwork is over."""
    from joint_inspection_web.fairness.children import tracked
    from joint_inspection_web.inspections import stages
    from joint_inspection_web.triangulation.actions import excuse

    lead = people[visit.lead]
    inspection = play_before.planned(lead, at=at, framework=visit.framework, kind=visit.kind)
    stages.announce(inspection, by=None, at=at)
    _team(inspection, people, visit, at=at)
    _sample(inspection, lead, at=at)
    _offices(inspection, lead, at=at)
    stages.begin_fieldwork(inspection, by=lead, at=at)
    cited = {each.judgement: list(_noted(inspection, visit, each, people, at=at)) for each in visit.seen}
    for child in tracked(inspection)[len(visit.seen) :]:
        excuse(inspection, child=child, reason="Asked twice, and did not want to", by=lead, at=at)
    _findings(inspection, visit, cited, people, at=at)
    stages.end_fieldwork(inspection, by=lead, at=at)
    return inspection


def _team(inspection: Any, people: Mapping[str, Any], visit: Visit, *, at: datetime) -> None:
    """Everybody of the inspectorates has a seat, and what the team lacks is accepted in writing."""
    from joint_inspection_web.inspections import actions as inspections
    from joint_inspection_web.teams import actions as teams
    from joint_inspection_web.teams.cover import cover_of

    if visit.theme:
        teams.choose_theme(inspection, theme=visit.theme, by=None, at=at)
    for code in visit.besides:
        teams.say_part(inspection, inspectorate=code, takes_part=True, reason="", by=None, at=at)
    for key, role in visit.roles.items():
        inspections.add_person(inspection, person=people[key], role=role, by=None, at=at)
    if gaps := [gap.id for gap in cover_of(inspection).still_open]:
        teams.accept_gaps(inspection, gaps=gaps, why="A colleague can be asked by telephone", by=None, at=at)


def _sample(inspection: Any, lead: Any, *, at: datetime) -> None:
    """The draw is sealed, agencies send their lists, and the children are drawn."""
    from joint_inspection.frameworks.load import find
    from joint_inspection_web.casedata import actions as casedata
    from joint_inspection_web.samples import actions as samples

    samples.seal_draw(inspection, by=lead, at=at)
    council = inspection.bodies.get(kind="council")
    asked = {each.id for each in find(inspection.framework).data_requests if each.agency == council.kind}
    for request, content in play_before.lists(inspection.begins_on, framework=inspection.framework).items():
        if request in asked:
            sent = casedata.send_lists(body=council, request=request, name="lists.zip", content=content, by=None, at=at)
            casedata.accept(sent, explanation="Known, and being mended", linked=True, by=None, at=at)
    samples.draw_sample(inspection, theme=None, tracked=None, sampled=None, by=lead, at=at)


def _offices(inspection: Any, lead: Any, *, at: datetime) -> None:
    """Whom to ring for a child at risk is known."""
    from joint_inspection_web.safety.contacts import confirm_contact, enter_contact
    from joint_inspection_web.safety.models import ContactKind

    for kind in ContactKind:
        made = enter_contact(
            inspection, area=play_before.area(), kind=kind, office=kind.label, phone=PHONE, hours="day and night",
            by=lead, at=at,
        )  # fmt: skip
        confirm_contact(made, by=lead, at=at)


def _noted(inspection: Any, visit: Visit, seen: Seen, people: Mapping[str, Any], *, at: datetime) -> Iterator[str]:
    """As many records as the framework asks for, and a child's own words: their ids."""
    from joint_inspection.frameworks.load import find
    from joint_inspection_web.fairness.children import tracked

    children = tracked(inspection)
    place = visit.seen.index(seen)
    record = {"says": seen.says, "outcome": True}
    words = "They asked me, and wrote it down" if not seen.weakness else CHILD_SAYS
    voice = {"method": "child", "speaker": "child", "directness": "told_by_subject", "experience": True, "says": words,
             "child": children[place % len(children)]}  # fmt: skip
    needed = find(inspection.framework).sufficiency.records
    records = [record | {"says": f"{seen.says}{where}"} for where in WHERE[:needed]]
    for told in (*records, voice):
        yield _note(inspection, seen, people[seen.by], at=at, **told)


def _note(inspection: Any, seen: Seen, by: Any, *, at: datetime, says: str, **told: Any) -> str:
    """What somebody noted, through the address that devices use."""
    from joint_inspection_web.evidence import actions as evidence
    from joint_inspection_web.evidence.notes import NoteIn

    usual = {
        "note": str(uuid4()), "version": str(uuid4()), "bases": [], "kind": "first", "noted_at": at.isoformat(),
        "criterion": criterion(inspection, seen.judgement), "agency": inspection.bodies.get(kind=seen.about).code,
        "speaker": "inspector", "speaker_agency": None, "method": "record", "directness": "seen", "first_hand": False,
        "direction": "weakness" if seen.weakness else "strength", "strength": "moderate", "child": None,
        "happened_on": None, "disclosed": False, "experience": False, "outcome": False, "text": says, "quotes": [],
        "box": None, "because": "",
    }  # fmt: skip
    evidence.keep(inspection, note=NoteIn.sent(usual | told), by=by, at=at)
    return str(usual["note"])


def criterion(inspection: Any, judgement: str) -> str:
    """The first criterion of a judgement."""
    from joint_inspection.frameworks.load import find

    return next(each.id for each in find(inspection.framework).criteria if each.judgement == judgement)


def _findings(
    inspection: Any, visit: Visit, cited: Mapping[str, list[str]], people: Mapping[str, Any], *, at: datetime
) -> None:
    """Weaknesses and strengths, each by who saw it."""
    from joint_inspection_web.fairness.actions import findings
    from joint_inspection_web.fairness.written import FindingIn

    for judgement, text in visit.found.items():
        seen = next(each for each in visit.seen if each.judgement == judgement)
        says = {
            "criterion": criterion(inspection, judgement), "about": [inspection.bodies.get(kind=seen.about).code],
            "direction": "weakness" if seen.weakness else "strength", "text": text, "supports": cited[judgement],
            "against": [], "waiver": "",
        }  # fmt: skip
        findings.draft(inspection, says=FindingIn.sent(says), by=people[seen.by], at=at)
