"""What is done when a child is at risk: raise the alarm, tell, note the receipt, follow up, close, learn which child.

Raising is never refused for want of a stage, a key, a box or a seal.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from joint_inspection.areas import Area
from joint_inspection.errors import NotPossible, invalid
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.casedata.store import own_identifiers
from joint_inspection_web.history.models import canonical
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.safety.clock import is_told_of_staff
from joint_inspection_web.safety.models import (
    Alarm,
    Contact,
    Danger,
    How,
    KeptFrom,
    Of,
    SafetyLook,
    Step,
    StepKind,
)
from joint_inspection_web.safety.routing import is_kept
from joint_inspection_web.safety.rules import may_follow_up, may_handle_alarm, may_identify, may_raise, may_tell
from joint_inspection_web.safety.words import Words, sealed

MOST = 4000
"""Letters of what somebody writes at once."""
FEW = 200


@dataclass(frozen=True, kw_only=True)
class Report:
    """What somebody says of a child at risk. It has no place for what an investigation would ask."""

    uuid: UUID
    child: str = field(default="", repr=False)
    """Pseudonym, or words by which the authority will know the child."""
    worry: str = field(repr=False)
    """What was seen or heard that makes one worried now."""
    danger: str = Danger.NOT_SURE
    of: str = Of.UNKNOWN
    area: Area
    """Where the child lives."""
    kept_from: tuple[Person | Contact, ...] = field(default=(), repr=False)
    noted_at: datetime

    @property
    def words(self) -> dict[str, str]:
        """What is sealed."""
        return {"child": self.child.strip(), "worry": self.worry.strip()}


def visible_alarms(inspection: Inspection, *, person: Person) -> QuerySet[Alarm]:
    """The alarms of an inspection that somebody may know of; for an agency inspected there are none."""
    found = Alarm.objects.filter(inspection=inspection).select_related("inspection", "raised_by")
    if not may_raise.test(person, inspection):
        return found.none()
    kept = KeptFrom.objects.filter(person=person).values("alarm")
    return found.exclude(pk__in=kept).prefetch_related("steps__contact", "steps__by", "kept_from__contact")


@action
def raise_alarm(inspection: Inspection, *, report: Report, by: Person | None, at: datetime) -> Alarm:
    """Say that a child is at risk. Sent twice it is the same alarm."""
    require(may_tell, by, inspection)
    if earlier := Alarm.objects.filter(uuid=report.uuid).first():
        return _same(earlier, inspection, report, by=by, at=at)
    check_report(report)
    alarm = Alarm(
        uuid=report.uuid, inspection=inspection, raised_by=by, at=at, noted_at=report.noted_at, danger=report.danger,
        of=report.of, area=report.area.ons_code, area_name=report.area.name,
    )  # fmt: skip
    alarm.sealed = sealed(report.words, inspection=inspection, about=about(alarm), at=at)
    alarm.save()
    kept = [KeptFrom.objects.create(alarm=alarm, **_who(one)) for one in report.kept_from]
    record("safety.raise_alarm", by=by, at=at, subject=subject_of(inspection), wrote=[alarm, *kept])
    return alarm


def check_report(report: Report) -> None:
    """Refuse only what nobody could act on."""
    if not report.worry.strip():
        raise invalid("worry", "Say what makes you worried now")
    if len(report.worry) > MOST or len(report.child) > FEW:
        raise invalid("worry", f"Write at most {MOST:,} characters; tell the rest by telephone")
    if report.danger not in Danger.values:
        raise invalid("danger", "Say whether the child is in immediate danger")
    if report.of not in Of.values:
        raise invalid("of", "Say of whom you are afraid for the child")


def digest_of(report: Report) -> str:
    """By which a device knows that its words arrived whole, letter by letter as it sent them."""
    said = [str(report.uuid), report.child, report.worry]
    return hashlib.sha256(canonical(said).encode()).hexdigest()


@action
def note_told(
    alarm: Alarm, *, contact: Contact | None, other: str, how: str, happened_at: datetime, by: Person | None,
    at: datetime,
) -> Step:  # fmt: skip
    """Note that an office, or somebody else, was told."""
    require(may_handle_alarm, by, alarm)
    _expect_open(alarm)
    if contact is None and not other.strip():
        raise invalid("contact", "Say whom you told")
    if contact is not None and is_kept(contact, [one.contact for one in alarm.kept_from.select_related("contact")]):
        raise invalid("contact", "This alarm is kept from that office: tell another, or the police")
    if how not in How.values:
        raise invalid("how", "Say how you told them")
    return _step(alarm, StepKind.TOLD, {"other": other}, contact=contact, how=how, when=happened_at, by=by, at=at)


@action
def note_receipt(
    alarm: Alarm, *, who: str, reference: str, happened_at: datetime, by: Person | None, at: datetime
) -> Step:
    """Note who took it, when, and under which reference."""
    require(may_handle_alarm, by, alarm)
    _expect_open(alarm)
    if not alarm.steps.filter(kind=StepKind.TOLD).exists():
        raise NotPossible("Note first whom you told")
    if not who.strip():
        raise invalid("who", "Enter the name or post of the person who took it")
    words = {"who": who, "reference": reference}
    return _step(alarm, StepKind.RECEIVED, words, when=happened_at, by=by, at=at)


@action
def follow_up(alarm: Alarm, *, says: str, by: Person | None, at: datetime) -> Step:
    """A senior inspector, another than who raised it, notes what they found done."""
    require(may_follow_up, by, alarm)
    _expect_open(alarm)
    return _step(alarm, StepKind.FOLLOWED_UP, {"says": _said(says)}, when=at, by=by, at=at)


@action
def close_alarm(alarm: Alarm, *, says: str, by: Person | None, at: datetime) -> Step:
    """End it with the authority's answer."""
    require(may_follow_up, by, alarm)
    _expect_open(alarm)
    steps = list(alarm.steps.select_related("contact"))
    if not {StepKind.RECEIVED, StepKind.FOLLOWED_UP} <= {step.kind for step in steps}:
        raise NotPossible("It can be closed once somebody took it and a senior inspector followed it up")
    if not is_told_of_staff(alarm, steps):
        raise NotPossible("It is about somebody who works with children: tell the designated officer first")
    return _step(alarm, StepKind.CLOSED, {"says": _said(says)}, when=at, by=by, at=at)


@action
def identify(alarm: Alarm, *, by: Person, at: datetime) -> tuple[tuple[str, str], ...]:
    """Which child the pseudonym is, by the area's own identifiers: agency and identifier. Recorded, never kept."""
    require(may_identify, by, alarm)
    words = Words(alarm.inspection).open(alarm.sealed, about=about(alarm))
    if words is None:
        raise NotPossible("The words of this alarm are gone, and the lists with them")
    found = own_identifiers(alarm.inspection, words["child"])
    note_look(alarm.inspection, alarm=alarm, what="which child, for safety", by=by, at=at)
    return found


@action
def read_alarm(alarm: Alarm, *, by: Person, at: datetime) -> None:
    """Record that somebody read what another wrote of a child."""
    require(may_handle_alarm, by, alarm)
    note_look(alarm.inspection, alarm=alarm, what="an alarm", by=by, at=at)


def note_look(inspection: Inspection, *, what: str, by: Person, at: datetime, **on: object) -> SafetyLook:
    """Enter a look into the register, inside an action."""
    look = SafetyLook.objects.create(inspection=inspection, person=by, what=what, at=at, **on)
    record("safety.look", by=by, at=at, subject=subject_of(inspection), wrote=[look])
    return look


def about(alarm: Alarm) -> str:
    """The name under which an alarm's words are sealed."""
    return f"alarm {alarm.uuid}"


def about_step(alarm: Alarm, number: int) -> str:
    """The name under which the words of its first, second … step are sealed."""
    return f"alarm {alarm.uuid} step {number}"


def opened_steps(alarm: Alarm, steps: Iterable[Step], words: Words) -> list[tuple[Step, dict[str, str]]]:
    """Every step with its words, as far as they can be read."""
    return [
        (step, words.open(step.sealed, about=about_step(alarm, number)) or {}) for number, step in enumerate(steps, 1)
    ]


def _step(
    alarm: Alarm, kind: StepKind, words: dict[str, str], *, when: datetime, by: Person | None, at: datetime,
    contact: Contact | None = None, how: str = "",
) -> Step:  # fmt: skip
    if when > at + timedelta(minutes=5):
        raise invalid("happened_at", "This lies in the future: enter when it happened")
    said = {name: text.strip()[:MOST] for name, text in words.items() if text.strip()}
    about = about_step(alarm, alarm.steps.count() + 1)
    step = Step.objects.create(
        alarm=alarm, kind=kind, contact=contact, how=how, happened_at=when, at=at, by=by,
        sealed=sealed(said, inspection=alarm.inspection, about=about, at=at) if said else "",
    )  # fmt: skip
    record(f"safety.{kind}", by=by, at=at, subject=subject_of(alarm.inspection), wrote=[step])
    return step


def _same(earlier: Alarm, inspection: Inspection, report: Report, *, by: Person | None, at: datetime) -> Alarm:
    """The alarm that came before, if it says the same; another one under its name is refused."""
    mine = earlier.inspection_id == inspection.pk and (by is None or earlier.raised_by_id == by.pk)
    words = Words(inspection).open(earlier.sealed, about=about(earlier)) if mine else None
    if not mine or (words is not None and words != report.words):
        raise invalid("uuid", "Another alarm was sent under this name: write it once more as a new one")
    record("safety.sent_again", by=by, at=at, subject=subject_of(inspection))
    return earlier


def _who(one: Person | Contact) -> dict[str, Person | Contact]:
    return {"person" if isinstance(one, Person) else "contact": one}


def _said(text: str) -> str:
    if not text.strip():
        raise invalid("says", "Write what was done")
    return text


def _expect_open(alarm: Alarm) -> None:
    if alarm.steps.filter(kind=StepKind.CLOSED).exists():
        raise NotPossible("This alarm is closed")
