"""Which offices are known for an area, which are missing, and who enters and confirms them?"""

from __future__ import annotations

import re
from datetime import datetime

from django.db.models import Exists, OuterRef

from joint_inspection.areas import Area
from joint_inspection.errors import NotPossible, Problem, invalid
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import ANNOUNCED, Inspection, Stage
from joint_inspection_web.inspections.rules import leads_it
from joint_inspection_web.safety.models import Contact, ContactKind
from joint_inspection_web.safety.rules import may_enter_contacts

PHONE = re.compile(r"^\+?[0-9][0-9 ()]{1,28}$")


def contacts_of(inspection: Inspection, area: str) -> list[Contact]:
    """The offices of an area, in the order in which one looks for them.

    What was entered in this inspection; of other areas, where nothing was, also what another inspection knows that its
    area has been told of.
    """
    own = Contact.objects.filter(inspection=inspection, area=area, ended_at=None)
    found = {contact.kind: contact for contact in own}
    for contact in _entered_elsewhere(area):
        found.setdefault(contact.kind, contact)
    return [found[kind] for kind in ContactKind if kind in found]


def _entered_elsewhere(area: str) -> list[Contact]:
    announced = Exists(Stage.objects.filter(inspection=OuterRef("inspection"), stage=ANNOUNCED))
    return list(Contact.objects.filter(announced, area=area, ended_at=None).order_by("-entered_at", "-pk"))


def missing(inspection: Inspection) -> list[ContactKind]:
    """The kinds of office that nobody has entered for the area inspected."""
    entered = Contact.objects.filter(inspection=inspection, area=inspection.area, ended_at=None)
    known = set(entered.values_list("kind", flat=True))
    return [kind for kind in ContactKind if kind not in known]


def check_contacts(inspection: Inspection, _at: datetime) -> list[Problem]:
    """Everything missing before inspectors meet children: asked before fieldwork begins."""
    return [
        Problem(
            where="contacts", says=f"Enter a contact for a child at risk first: {kind.label}, {inspection.area_name}"
        )
        for kind in missing(inspection)
    ]


@action
def enter_contact(
    inspection: Inspection, *, area: Area, kind: str, office: str, phone: str, hours: str, by: Person | None,
    at: datetime,
) -> Contact:  # fmt: skip
    """Enter an office for an area; one of the same kind that was there before ends."""
    require(may_enter_contacts, by, inspection)
    if by is not None and area.ons_code != inspection.area:
        require(leads_it, by, inspection)
    if kind not in ContactKind.values:
        raise invalid("kind", "Choose which office it is")
    if not office.strip():
        raise invalid("office", "Enter the name of the office")
    if not PHONE.match(phone.strip()):
        raise invalid("phone", "Enter a telephone number, like 020 7946 0000")
    earlier = list(Contact.objects.filter(inspection=inspection, area=area.ons_code, kind=kind, ended_at=None))
    for one in earlier:
        one.ended_at = at
        one.save()
    made = Contact.objects.create(
        inspection=inspection, area=area.ons_code, area_name=area.name, kind=kind, office=office.strip(),
        phone=phone.strip(), hours=hours.strip(), entered_at=at, entered_by=by,
    )  # fmt: skip
    record("safety.enter_contact", by=by, at=at, subject=subject_of(inspection), wrote=[*earlier, made])
    return made


@action
def confirm_contact(contact: Contact, *, by: Person | None, at: datetime) -> None:
    """Say that a number was tried, or that the area stands by it."""
    require(may_enter_contacts, by, contact.inspection)
    contact.refresh_from_db(fields=["ended_at", "confirmed_at"])
    if contact.ended_at:
        raise NotPossible("This contact was replaced in the meantime: look at the one that counts now")
    contact.confirmed_at, contact.confirmed_by = at, by
    contact.save()
    record("safety.confirm_contact", by=by, at=at, subject=subject_of(contact.inspection), wrote=[contact])
