"""Which bodies can people work for? The inspectorates, and every agency in the register of areas.

A body becomes a row when somebody first works for it.
"""

from functools import cache
from typing import get_args

from joint_inspection.areas import load_register
from joint_inspection.frameworks.model import Inspectorate
from joint_inspection_web.accounts.models import Organisation, OrganisationKind
from joint_inspection_web.design.words import NAMES


@cache
def known() -> dict[str, tuple[str, str]]:
    """Name and kind of every body that is known, by its code."""
    inspectorates = {code: (NAMES[code], OrganisationKind.INSPECTORATE.value) for code in get_args(Inspectorate)}
    agencies = load_register().agencies.values()
    return inspectorates | {agency.id: (agency.name, agency.kind) for agency in agencies}


@cache
def _codes() -> dict[str, str]:
    return {name.casefold(): code for code, (name, _) in known().items()}


def body(code_or_name: str) -> Organisation | None:
    """The body meant, as a row, or as one that is still to be saved; None if there is no such body."""
    asked = code_or_name.strip()
    if (
        found := Organisation.objects.filter(code=asked).first()
        or Organisation.objects.filter(name__iexact=asked).first()
    ):
        return found
    code = asked if asked in known() else _codes().get(asked.casefold(), "")
    if code not in known():
        return None
    name, kind = known()[code]
    return Organisation.objects.filter(code=code).first() or Organisation(code=code, name=name, kind=kind)
