"""What is done about notices: confirm, remind, name a contact, say that something was sent."""

from __future__ import annotations

import re
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from joint_inspection.errors import InvalidInput, NotPossible, Problem, invalid
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import CALLED_OFF, Body, Inspection
from joint_inspection_web.notices.models import Contact, How, Notice, Receipt, Reminder, Supplied
from joint_inspection_web.notices.rules import may_answer, may_follow_up, may_name_contact

PHONE = re.compile(r"^\+?[0-9][0-9 ()]{1,28}$")


@action
def confirm(notice: Notice, *, who: str, by: Person | None, at: datetime) -> Receipt:
    """Say for the agency addressed that it has its notice."""
    require(may_answer, by, notice.body)
    return _receive(notice, how=How.HERE, who=who, by=by, at=at, what="confirm")


@action
def note_receipt(notice: Notice, *, how: str, who: str, by: Person | None, at: datetime) -> Receipt:
    """Note that an agency said, outside the service, that it has its notice."""
    require(may_follow_up, by, notice.inspection)
    if how not in How.values or how == How.HERE:
        raise invalid("how", "Choose how you were told that it was received")
    return _receive(notice, how=how, who=who, by=by, at=at, what="note_receipt")


@action
def remind(notice: Notice, *, how: str, says: str, by: Person | None, at: datetime) -> Reminder:
    """Note that an agency was reminded of a notice that nobody has confirmed."""
    require(may_follow_up, by, notice.inspection)
    _expect_open(notice)
    if how not in How.values or how == How.HERE:
        raise invalid("how", "Choose how you reminded them")
    made = Reminder.objects.create(notice=notice, how=how, says=says.strip(), at=at, by=by)
    record("notices.remind", by=by, at=at, subject=subject_of(notice.inspection), wrote=[made])
    return made


@action
def name_contact(
    body: Body, *, name: str, post: str, email: str, phone: str, by: Person | None, at: datetime
) -> Contact:
    """Name whom inspectors ask in an agency; the contact before ends, and is kept."""
    require(may_name_contact, by, body)
    inspection = body.inspection
    _expect_told(inspection)
    if problems := _contact_problems(name=name, post=post, email=email, phone=phone):
        raise InvalidInput(problems)
    earlier = list(Contact.objects.filter(inspection=inspection, body=body, ended_at=None))
    for one in earlier:
        one.ended_at = at
        one.save()
    made = Contact.objects.create(
        inspection=inspection, body=body, name=name.strip(), post=post.strip(), email=email.strip().lower(),
        phone=phone.strip(), entered_at=at, entered_by=by,
    )  # fmt: skip
    record("notices.name_contact", by=by, at=at, subject=subject_of(inspection), wrote=[*earlier, made])
    return made


@action
def supply(notice: Notice, *, duty: str, says: str, by: Person | None, at: datetime) -> Supplied:
    """Say for an agency that something it was asked for has been sent outside the service's lists, and where it is."""
    require(may_answer, by, notice.body)
    inspection = notice.inspection
    asked = {each.id for each in notice.letter.duties if each.id.startswith("request:")}
    if duty not in asked:
        raise invalid("duty", "Choose something that the notice asks for")
    if not says.strip():
        raise invalid("says", "Say where inspectors find it")
    if Supplied.objects.filter(inspection=inspection, body=notice.body, duty=duty).exists():
        raise NotPossible("This was said already")
    made = Supplied.objects.create(inspection=inspection, body=notice.body, duty=duty, says=says.strip(), at=at, by=by)
    record("notices.supply", by=by, at=at, subject=subject_of(inspection), wrote=[made])
    return made


def _receive(notice: Notice, *, how: str, who: str, by: Person | None, at: datetime, what: str) -> Receipt:
    _expect_open(notice)
    if not who.strip():
        raise invalid("who", "Say who has the notice, by name or office")
    made = Receipt.objects.create(notice=notice, how=how, who=who.strip(), at=at, by=by)
    record(f"notices.{what}", by=by, at=at, subject=subject_of(notice.inspection), wrote=[made])
    return made


def _expect_open(notice: Notice) -> None:
    _expect_told(notice.inspection)
    if Receipt.objects.filter(notice=notice).exists():
        raise NotPossible("This notice was confirmed already")
    if Notice.objects.filter(replaces=notice).exists():
        raise NotPossible("Another notice took the place of this one: look at that one")


def _expect_told(inspection: Inspection) -> None:
    if not inspection.was_announced or inspection.stage == CALLED_OFF:
        raise NotPossible("Nobody has been told of this inspection, or it was called off")


def _contact_problems(*, name: str, post: str, email: str, phone: str) -> list[Problem]:
    problems = []
    if not name.strip():
        problems.append(Problem(where="name", says="Enter the name of your contact"))
    if not post.strip():
        problems.append(Problem(where="post", says="Enter what your contact does there"))
    try:
        validate_email(email.strip())
    except ValidationError:
        problems.append(Problem(where="email", says="Enter an email address, like name@example.org"))
    if not PHONE.match(phone.strip()):
        problems.append(Problem(where="phone", says="Enter a telephone number, like 020 7946 0000"))
    return problems
