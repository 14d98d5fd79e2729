"""One inspection with something of everything in it, at any stage, and everybody who might want to look at it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import factories
from factories import child_files, notebook, safety, voices
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.casedata.models import Upload
from joint_inspection_web.enquiries import actions as enquiries
from joint_inspection_web.enquiries import logged
from joint_inspection_web.evidence import actions as evidence
from joint_inspection_web.evidence.notes import NoteIn
from joint_inspection_web.inspections.models import Inspection, Seat, VaultAccess
from joint_inspection_web.notices import deferrals
from joint_inspection_web.safety.models import Alarm, Contact, ReferredBack

NOW = factories.NOW
PATHS = {
    "in the vault": ("planned",),
    "planned": ("planned",),
    "announced": ("planned", "announced"),
    "deferred": ("planned", "announced", "deferred"),
    "fieldwork": ("planned", "announced", "fieldwork"),
    "paused": ("planned", "announced", "fieldwork", "paused"),
    "incomplete": ("planned", "announced", "fieldwork", "paused", "incomplete"),
    "fieldwork done": ("planned", "announced", "fieldwork", "fieldwork_done"),
    "called off": ("planned", "announced", "called_off"),
}
"""Every stage, with the stages before it; and the first one once more for an inspection without notice."""
VIEWERS = (
    "lead", "inspector", "inspector of another", "quality assurance", "adviser", "planner", "council’s officer",
    "police’s officer", "officer elsewhere", "inspector without a seat", "data protection officer", "administrator",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class World:
    """An inspection, what is in it, and the people."""

    inspection: Inspection
    people: Mapping[str, Person]
    contact: Contact
    alarm: Alarm
    case: ReferredBack
    upload: Upload
    note: str
    boxed: str


def world(stage: str) -> World:
    """Everything, with the inspection at a stage."""
    factories.organisation("cqc"), factories.organisation("hmicfrs")
    inspection = child_files.announced()
    people = _people(inspection)
    upload = child_files.accepted(child_files.council(inspection))
    contact = safety.contacts(inspection)[0]
    lead, other = people["lead"], people["inspector of another"]
    made = World(
        inspection=inspection, people=people, upload=upload, contact=contact,
        alarm=safety.alarm(inspection, by=people["inspector"]), case=safety.case(inspection, by=lead),
        note=_noted(inspection, lead), boxed=_noted(inspection, other, box="hmicfrs"),
    )  # fmt: skip
    told_and_asked(inspection)
    voices.whole_story(inspection, by=lead)
    _move(inspection, stage, lead=lead)
    return made


def _people(inspection: Inspection) -> dict[str, Person]:
    """Everybody; those of the team with their seats, whatever else seating asks for."""
    elsewhere = f"council:{factories.WENLOW}"
    seats: dict[str, tuple[str, str]] = {
        "lead": ("lead_inspector", "ofsted"), "inspector": ("team_inspector", "ofsted"),
        "inspector of another": ("team_inspector", "hmicfrs"), "quality assurance": ("quality_assurance", "ofsted"),
        "adviser": ("sector_adviser", elsewhere),
    }  # fmt: skip
    people = {name: factories.person(role, at=at) for name, (role, at) in seats.items()}
    for name, (role, _) in seats.items():
        Seat.objects.create(inspection=inspection, person=people[name], role=role, began_at=NOW)
    officers = {f"{kind}’s officer": inspection.bodies.get(kind=kind).code for kind in ("council", "police")}
    officers["officer elsewhere"] = elsewhere
    people |= {name: factories.person("nominated_officer", at=at) for name, at in officers.items()}
    people["inspector without a seat"] = factories.person("lead_inspector")
    for role in ("planner", "data_protection_officer", "administrator"):
        people[role.replace("_", " ")] = factories.person(role)
    return people


def _noted(inspection: Inspection, by: Person, **said: Any) -> str:
    raw = notebook.raw(inspection, child=notebook.CHILD, **said)
    evidence.keep(inspection, note=NoteIn.sent(raw), by=by, at=NOW)
    return raw["note"]


def told_and_asked(inspection: Inspection) -> None:
    """Something on the reading list, a line of enquiry, a survey, and an agency that asks for a deferral."""
    logged.add_reading(inspection, kind="data", title="Figures", by=None, at=NOW)
    enquiries.open_line(inspection, asks="Do children wait?", origin="team", by=None, at=NOW)
    voices.survey(inspection)
    police = inspection.bodies.get(kind="police")
    deferrals.ask_for_deferral(police, reason="other", says="A flood", evidence="Ring us", by=None, at=NOW)


def _move(inspection: Inspection, stage: str, *, lead: Person) -> None:
    """Put the inspection where it is wanted, without asking what stands in the way."""
    inspection.stages.all().delete()
    for each in PATHS[stage]:
        inspection.stages.create(stage=each, at=NOW)
    if stage == "in the vault":
        Inspection.objects.filter(pk=inspection.pk).update(no_notice=True)
        VaultAccess.objects.create(inspection=inspection, person=lead, reason="Leads it", granted_at=NOW)


def _first_request(inspection: Inspection) -> str:
    """The first thing that the council is asked for."""
    duties = inspection.notices.get(body__kind="council").letter.duties
    return next(duty.id for duty in duties if duty.id.startswith("request:")).removeprefix("request:")


KWARGS: dict[str, Callable[[World], Any]] = {
    "ref": lambda w: w.inspection.ref,
    "alarm": lambda w: w.alarm.ref,
    "case": lambda w: w.case.ref,
    "upload": lambda w: w.upload.ref,
    "note": lambda w: w.note,
    "notice": lambda w: w.inspection.notices.get(body__kind="council").ref,
    "asked": lambda w: w.inspection.deferral_requests.get().ref,
    "reading": lambda w: w.inspection.reading.get().ref,
    "line": lambda w: w.inspection.lines_of_enquiry.get().ref,
    "survey": lambda w: w.inspection.surveys.get().ref,
    "meeting": lambda w: w.inspection.meetings.get().ref,
    "number": lambda w: 0,  # of nothing, whatever was numbered before
}
"""What stands in the place of a name in an address, whatever the address."""
OWN: dict[str, dict[str, Callable[[World], Any]]] = {
    "casedata:send": {"number": lambda w: w.upload.body_id},
    "casedata:note_hours": {"number": lambda w: w.upload.body_id},
    "inspections:withdraw_access": {"number": lambda w: getattr(w.inspection.accesses.first(), "pk", 0)},
    "inspections:remove_person": {"number": lambda w: w.inspection.seats.get(person=w.people["inspector"]).pk},
    "notices:ask": {"number": lambda w: w.inspection.bodies.get(kind="council").pk},
    "notices:contact": {"number": lambda w: w.inspection.bodies.get(kind="council").pk},
    "notices:supply": {"duty": lambda w: _first_request(w.inspection)},
    "safety:confirm_contact": {"number": lambda w: w.contact.pk},
    "sharing:share_note": {"note": lambda w: w.boxed},
}
"""What stands there in one address."""


BODIES: dict[str, Any] = {
    "notebook:sync": {"device": "d", "sent_at": NOW.isoformat(), "notes": []},
    "safety:sync": {"device": "d", "sent_at": NOW.isoformat(), "reports": []},
}
"""What a device sends to an address that takes no form: nothing to keep."""


def kwargs_of(name: str, given: Mapping[str, Any], world: World) -> dict[str, Any]:
    """The parts of an address: of something that is there, as far as there is something."""
    found = {part: KWARGS[part](world) if part in KWARGS else value for part, value in given.items()}
    return found | {part: find(world) for part, find in OWN.get(name, {}).items()}
