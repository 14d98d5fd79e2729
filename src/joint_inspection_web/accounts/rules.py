"""May this person do this? Small questions, joined with ``|`` and ``&``; everything not allowed here is refused."""

import rules
from rules import Predicate

from joint_inspection_web.accounts.models import Person, Role

everyone: Predicate = rules.always_true
"""The public too: for what is published anyway."""


@rules.predicate
def is_signed_in(user: Person) -> bool:
    return bool(user.is_authenticated and user.is_active)


def has_role(*roles: Role, in_inspectorate: bool = True) -> Predicate:
    """Ask whether the person has one of these roles now, in an inspectorate unless an agency gives it."""
    wanted = frozenset(str(role) for role in roles)

    def check(user: Person) -> bool:
        return any(
            membership.role in wanted and membership.organisation.is_inspectorate == in_inspectorate
            for membership in user.present_memberships
        )

    return is_signed_in & rules.predicate(check, name="has_role:" + "|".join(sorted(wanted)))


is_administrator = has_role(Role.ADMINISTRATOR)
is_planner = has_role(Role.PLANNER)
is_lead_inspector = has_role(Role.LEAD_INSPECTOR)
is_inspector = has_role(Role.LEAD_INSPECTOR, Role.TEAM_INSPECTOR)
is_quality_assurance = has_role(Role.QUALITY_ASSURANCE)
is_nominated_officer = has_role(Role.NOMINATED_OFFICER, in_inspectorate=False)
is_analyst = has_role(Role.ANALYST)
is_data_protection_officer = has_role(Role.DATA_PROTECTION_OFFICER)

rules.add_perm("accounts.manage", is_administrator)
