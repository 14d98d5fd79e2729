"""May this person do this? Small questions, joined with ``|`` and ``&``; everything not allowed here is refused."""

import rules
from rules import Predicate

from joint_inspection_web.accounts.models import OrganisationKind, Person, Role

everyone: Predicate = rules.always_true
"""The public too: for what is published anyway."""


@rules.predicate
def is_signed_in(user: Person) -> bool:
    return bool(user.is_authenticated and user.is_active)


def has_role(*roles: Role) -> Predicate:
    """Ask whether the person has one of these roles now."""
    wanted = frozenset(str(role) for role in roles)

    def check(user: Person) -> bool:
        return bool(wanted & user.roles)

    return is_signed_in & rules.predicate(check, name="has_role:" + "|".join(sorted(wanted)))


@rules.predicate
def works_for_inspectorate(user: Person) -> bool:
    return any(m.organisation.kind == OrganisationKind.INSPECTORATE for m in user.present_memberships)


is_administrator = has_role(Role.ADMINISTRATOR)
is_planner = has_role(Role.PLANNER) & works_for_inspectorate
is_lead_inspector = has_role(Role.LEAD_INSPECTOR) & works_for_inspectorate
is_inspector = has_role(Role.LEAD_INSPECTOR, Role.TEAM_INSPECTOR) & works_for_inspectorate
is_quality_assurance = has_role(Role.QUALITY_ASSURANCE) & works_for_inspectorate
is_nominated_officer = has_role(Role.NOMINATED_OFFICER)
is_analyst = has_role(Role.ANALYST)
is_data_protection_officer = has_role(Role.DATA_PROTECTION_OFFICER)

rules.add_perm("accounts.manage", is_administrator)
