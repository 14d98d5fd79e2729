"""What somebody may do to one inspection, once they may know of it."""

from collections.abc import Callable

import rules

from joint_inspection_web.accounts.models import Person, Role
from joint_inspection_web.accounts.rules import is_data_protection_officer, is_planner
from joint_inspection_web.inspections.models import Inspection, SeatRole

INSPECTORS = (SeatRole.LEAD_INSPECTOR, SeatRole.TEAM_INSPECTOR)


@rules.predicate
def plans_it(user: Person, inspection: Inspection) -> bool:
    """A planner of an inspectorate that takes part."""
    codes = [m.organisation.code for m in user.present_memberships if m.role == Role.PLANNER]
    return inspection.bodies.filter(code__in=codes, kind="inspectorate").exists()


@rules.predicate
def leads_it(user: Person, inspection: Inspection) -> bool:
    return inspection.seats_of(user).filter(role=SeatRole.LEAD_INSPECTOR).exists()


@rules.predicate
def is_named_for_it(user: Person, inspection: Inspection) -> bool:
    return inspection.accesses.filter(person=user, withdrawn_at=None).exists()


@rules.predicate
def sits_on_it(user: Person, inspection: Inspection) -> bool:
    """A lead or team inspector with a seat on this inspection now."""
    return inspection.seats_of(user).filter(role__in=INSPECTORS).exists()


@rules.predicate
def has_seat(user: Person, inspection: Inspection) -> bool:
    """Anybody on the team, whatever they do on it: quality assurance and a sector adviser too."""
    return inspection.seats_of(user).exists()


@rules.predicate
def assures_it(user: Person, inspection: Inspection) -> bool:
    """Quality assurance with a seat on this inspection."""
    return inspection.seats_of(user).filter(role=SeatRole.QUALITY_ASSURANCE).exists()


@rules.predicate
def advises_it(user: Person, inspection: Inspection) -> bool:
    """A sector adviser with a seat on this inspection: sees no data about children, and has no vote."""
    return inspection.seats_of(user).filter(role=SeatRole.SECTOR_ADVISER).exists()


_blind: list[Callable[[Person, Inspection], bool]] = []


def keep_blind(rule: Callable[[Person, Inspection], bool]) -> None:
    """Let a later part of the service say who must not see for now what was decided, though their role would."""
    if rule not in _blind:
        _blind.append(rule)


@rules.predicate
def is_kept_blind(user: Person, inspection: Inspection) -> bool:
    """Whether somebody must not see for now what was decided."""
    return any(rule(user, inspection) for rule in _blind)


def speaks_for(user: Person) -> frozenset[str]:
    """The codes of the agencies whose nominated officer somebody is."""
    held = [m.organisation for m in user.present_memberships if m.role == Role.NOMINATED_OFFICER]
    return frozenset(one.code for one in held if not one.is_inspectorate)


@rules.predicate
def may_know_of_it(user: Person, inspection: Inspection) -> bool:
    return Inspection.objects.visible_to(user).filter(pk=inspection.pk).exists()


@rules.predicate
def speaks_for_its_council(user: Person, inspection: Inspection) -> bool:
    return inspection.bodies.filter(kind="council", code__in=speaks_for(user)).exists()


may_open = is_planner
may_see_names = may_know_of_it & (plans_it | has_seat)
"""See the team by name. The area sees roles and what the team knows, and who leads it."""
may_staff = may_know_of_it & (plans_it | leads_it)
may_announce = may_staff
may_deviate = may_staff
"""Put an inspection off, pause it, go on with it, move its days."""
may_lead = may_know_of_it & leads_it
"""Begin and end the fieldwork."""
may_plan = may_lead
may_answer_plan = may_know_of_it & speaks_for_its_council
may_see_plan = may_know_of_it & (sits_on_it | plans_it | speaks_for_its_council)
"""The plan of the days on site: the lead's proposals and the council's answers."""
may_call_off = may_know_of_it & plans_it
may_read_vault_register = is_data_protection_officer

rules.add_perm("inspections.open", may_open)
rules.add_perm("inspections.read_vault_register", may_read_vault_register)
