"""One inspection with something of everything in it, at any stage, and everybody who might want to look at it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

import factories
from factories import accuracy, assurance, child_files, days, fairness, notebook, publishing, safety, teams, voices
from joint_inspection.frameworks.load import find
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.accuracy.models import AccuracyPoint, Complaint
from joint_inspection_web.assurance.models import Query
from joint_inspection_web.casedata import destruction
from joint_inspection_web.casedata.models import Certificate, Upload
from joint_inspection_web.enquiries import actions as enquiries
from joint_inspection_web.enquiries import logged
from joint_inspection_web.evidence import actions as evidence
from joint_inspection_web.evidence import papers
from joint_inspection_web.evidence.models import Note
from joint_inspection_web.evidence.notes import NoteIn
from joint_inspection_web.fairness.actions import candour, referrals, replies
from joint_inspection_web.fairness.children import by_marks
from joint_inspection_web.fairness.models import Disclosure, Point, Referral
from joint_inspection_web.inspections import planning
from joint_inspection_web.inspections.models import Inspection, Seat, VaultAccess
from joint_inspection_web.judgements import asking
from joint_inspection_web.notices import deferrals
from joint_inspection_web.safety.models import Alarm, Contact, ReferredBack
from joint_inspection_web.samples import actions as samples
from joint_inspection_web.triangulation.picture import picture_of

NOW = factories.NOW
NOTHING = "nobodyhere"
PATHS = {
    "in the vault": ("planned",),
    "planned": ("planned",),
    "announced": ("planned", "announced"),
    "deferred": ("planned", "announced", "deferred"),
    "fieldwork": ("planned", "announced", "fieldwork"),
    "paused": ("planned", "announced", "fieldwork", "paused"),
    "incomplete": ("planned", "announced", "fieldwork", "paused", "incomplete"),
    "fieldwork done": ("planned", "announced", "fieldwork", "fieldwork_done"),
    "published": ("planned", "announced", "fieldwork", "fieldwork_done", "published"),
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
    visit: Inspection
    """Another, by the same team, whose days are planned with the council."""
    people: Mapping[str, Person]
    contact: Contact
    alarm: Alarm
    case: ReferredBack
    upload: Upload
    note: str
    heard: str
    """What the police say of the council."""
    boxed: str


def world(stage: str) -> World:
    """Everything, with the inspection at a stage."""
    factories.organisation("cqc"), factories.organisation("hmicfrs")
    inspection = child_files.announced()
    visit = days.opened("child-protection@2012", "inspection", told=True)
    people = _people(inspection, visit)
    lead, other = people["lead"], people["inspector of another"]
    upload = _drawn(inspection, lead=lead)
    contact = safety.contacts(inspection)[0]
    note = _noted(inspection, lead)
    made = World(
        inspection=inspection, visit=visit, people=people, upload=upload, contact=contact,
        alarm=safety.alarm(inspection, by=people["inspector"]), case=safety.case(inspection, by=lead),
        note=note, heard=fairness.hearsay(inspection, by=lead), boxed=_noted(inspection, other, box="hmicfrs"),
    )  # fmt: skip
    told_and_asked(inspection)
    voices.whole_story(inspection, by=lead)
    voices.offered(child_files.council(inspection), by=people["council’s officer"])
    _planned(visit)
    _judged_fairly(inspection, lead=lead, officer=people["council’s officer"])
    _with_papers(inspection, note, by=lead)
    teams.asked(inspection, people["inspector without a seat"])
    _kept(inspection, by=people["data protection officer"])
    judged(inspection, by=lead)
    publishing.went_out(inspection, by=lead)
    accuracy.everything(inspection)
    assurance.queried(inspection, by=people["quality assurance"])
    for each in (inspection, visit):
        _move(each, stage, lead=lead)
    return made


def _drawn(inspection: Inspection, *, lead: Person) -> Upload:
    """The council's lists, from which a sample was drawn."""
    samples.seal_draw(inspection, by=lead, at=NOW)
    rows = child_files.children(28)
    upload = child_files.accepted(child_files.council(inspection), content=child_files.lists(rows))
    samples.draw_sample(inspection, theme=None, tracked=None, sampled=None, by=lead, at=timezone.now())
    return upload


def _planned(visit: Inspection) -> None:
    """An activity for which the council proposed another time."""
    activity = planning.propose(visit, days.WATCH, by=None, at=days.MORNING)
    other = {"day": days.WATCH.day, "part": "afternoon", "reason": "They meet in the morning"}
    planning.answer(activity, says="another_time", **other, by=None, at=days.MORNING)


def _judged_fairly(inspection: Inspection, *, lead: Person, officer: Person) -> None:
    """A finding and a contradiction, a point that was answered, a concern referred, something the council told."""
    fairness.drafted(inspection, by=lead)
    notebook.kept(inspection, by=lead, direction="strength")
    point, at, body = fairness.put(inspection, by=lead), timezone.now(), fairness.body(inspection)
    file = ("plan.txt", b"The plan, as it was written")
    replies.answer_point(point, answer="disagree", text="The plan is there", files=[file], by=officer, at=at)
    criterion = notebook.criterion(inspection)
    referrals.refer(inspection, about=body.code, criterion=criterion, text="They never come", by=lead, at=at)
    said = {"criterion": criterion, "told_in": "public", "text": "We were late", "source": "Annual report, page 3"}
    candour.note_disclosure(body, told_on=NOW.date(), **said, by=officer, at=at)


def _with_papers(inspection: Inspection, note: str, *, by: Person) -> None:
    """A document that can be quoted, and a file beside a note."""
    code, plain, now = fairness.body(inspection).code, b"Every child has a plan.\n\nSome have two.", timezone.now()
    papers.take_document(inspection, agency=code, name="plans.txt", content=plain, boxed=False, by=by, at=now)
    papers.attach(Note.objects.get(pk=note), name="seen.txt", content=plain, by=by, at=now)


def _kept(inspection: Inspection, *, by: Person) -> None:
    """Somebody asked for an early destruction, a hold came between, and there is a certificate to read."""
    destruction.propose(inspection, reason="The inspection is over", by=by, at=NOW)
    destruction.place_hold(inspection, kind="legal", reason="A claim was made", by=by, at=NOW)
    content = {"rule": "A rule", "openings": 0, "uploads": [], "files": []}
    Certificate.objects.create(ref="certif1cat", inspection=inspection, at=NOW, content=content)


def _people(inspection: Inspection, visit: Inspection) -> dict[str, Person]:
    """Everybody; those of the team with their seats, whatever else seating asks for."""
    elsewhere = f"council:{factories.WENLOW}"
    seats: dict[str, tuple[str, str]] = {
        "lead": ("lead_inspector", "ofsted"), "inspector": ("team_inspector", "ofsted"),
        "inspector of another": ("team_inspector", "hmicfrs"), "quality assurance": ("quality_assurance", "ofsted"),
        "adviser": ("sector_adviser", elsewhere),
    }  # fmt: skip
    people = {name: factories.person(role, at=at) for name, (role, at) in seats.items()}
    for name, (role, _) in seats.items():
        for each in (inspection, visit):
            Seat.objects.create(inspection=each, person=people[name], role=role, began_at=NOW)
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


def judged(inspection: Inspection, *, by: Person) -> None:
    """First views were asked for of every inspector, as once fieldwork has begun."""
    inspection.stages.create(stage="fieldwork", at=NOW)
    asking.ask_for_views(inspection, by_inspector=True, named={}, by=by, at=NOW)


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
    "meeting": lambda w: w.inspection.meetings.get(offered=False).ref,
    "finding": lambda w: w.inspection.findings.get().ref,
    "point": lambda w: Point.objects.get().ref,
    "file": lambda w: Point.objects.get().reply.files.get().ref,
    "referral": lambda w: Referral.objects.get().ref,
    "disclosure": lambda w: Disclosure.objects.get().ref,
    "mark": lambda w: min(by_marks(w.inspection)),
    "document": lambda w: w.inspection.documents.get().ref,
    "attachment": lambda w: Note.objects.get(pk=w.note).attachments.get().ref,
    "item": lambda w: w.heard,
    "thread": lambda w: Query.objects.get().ref,
    "which": lambda w: picture_of(w.inspection).opposed[0].found.id,
    "judgement": lambda w: find(w.inspection.framework).judging.judgements[0].id,
    "who": lambda w: w.people["inspector"].ref,
    "complaint": lambda w: Complaint.objects.get().ref,
    "sentence": lambda w: AccuracyPoint.objects.get().sentence,
    "statement": lambda w: getattr(w.inspection.statements.first(), "ref", NOTHING),
    "number": lambda w: 0,  # of nothing, whatever was numbered before
}
"""What stands in the place of a name in an address, whatever the address."""


def _council(w: World) -> int:
    return child_files.council(w.inspection).pk


def _asked(w: World) -> int:
    return w.inspection.asks.get().pk


ON_THE_PLAN = {"ref": lambda w: w.visit.ref, "number": lambda w: w.visit.activities.get().pk}
OF_FACTS = {"point": lambda w: AccuracyPoint.objects.get().ref}
OWN: dict[str, dict[str, Callable[[World], Any]]] = {
    "accuracy:answer": OF_FACTS,
    "accuracy:file": OF_FACTS | {"file": lambda w: AccuracyPoint.objects.get().files.get().ref},
    "accuracy:finish": {"number": _council},
    "accuracy:log": {"number": _council},
    "accuracy:point": OF_FACTS,
    "casedata:send": {"number": _council, "asked": lambda w: child_files.REQUEST},
    "casedata:note_hours": {"number": _council, "asked": lambda w: child_files.REQUEST},
    "child_data:answer": {"number": lambda w: w.inspection.destruction_proposals.get().pk},
    "child_data:certificate": {"number": lambda w: w.inspection.certificates.get().ref},
    "child_data:lift_hold": {"number": lambda w: w.inspection.holds.get().pk},
    "fairness:process": {"number": _council},
    "fairness:side": {"number": _council},
    "inspections:plan": {"ref": lambda w: w.visit.ref},
    "inspections:answer": ON_THE_PLAN,
    "inspections:withdraw": ON_THE_PLAN,
    "inspections:take_other_time": ON_THE_PLAN,
    "inspections:withdraw_access": {"number": lambda w: getattr(w.inspection.accesses.first(), "pk", 0)},
    "inspections:remove_person": {"number": lambda w: w.inspection.seats.get(person=w.people["inspector"]).pk},
    "journeys:clock": {"which": lambda w: "assessment"},
    "notices:ask": {"number": _council},
    "notices:contact": {"number": _council},
    "notices:supply": {"duty": lambda w: _first_request(w.inspection)},
    "safety:confirm_contact": {"number": lambda w: w.contact.pk},
    "sharing:share_note": {"note": lambda w: w.boxed},
    "teams:again": {"number": _asked},
    "teams:let_off": {"number": _asked},
    "teams:seat": {"number": _asked},
    "teams:ruling": {"number": _asked},
    "voices:call_off": {"meeting": lambda w: w.inspection.meetings.get(offered=True).ref},
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
