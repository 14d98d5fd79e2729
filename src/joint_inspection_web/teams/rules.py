"""Who may ask, rule, accept, say whether an inspectorate takes part, and record what somebody knows?"""

import rules
from rules import Predicate

from joint_inspection_web.accounts.models import Person, Role
from joint_inspection_web.accounts.rules import is_planner, is_quality_assurance
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.inspections.rules import assures_it, leads_it, may_know_of_it, may_staff, plans_it
from joint_inspection_web.teams.models import Ask

may_ask = may_staff
may_accept = may_know_of_it & (plans_it | leads_it | assures_it)
"""Accept a gap in writing: the planner, the lead, or quality assurance."""
may_see_declarations = may_know_of_it & (plans_it | assures_it)
may_record_competence: Predicate = is_planner | is_quality_assurance


@rules.predicate
def may_rule(user: Person, ask: Ask) -> bool:
    """The planner or quality assurance, on somebody else."""
    return ask.person_id != user.pk and may_see_declarations.test(user, ask.inspection)


@rules.predicate
def may_record_of(user: Person, person: Person) -> bool:
    """A planner or quality assurance of the same inspectorate; for an adviser, who has none, of any."""
    theirs = {m.organisation.code for m in person.present_memberships if m.organisation.is_inspectorate}
    mine = {m.organisation.code for m in user.present_memberships if m.role in (Role.PLANNER, Role.QUALITY_ASSURANCE)}
    advises = any(m.role == Role.SECTOR_ADVISER for m in person.present_memberships)
    return may_record_competence.test(user) and person.pk != user.pk and bool(theirs & mine or advises)


def plans_for(user: Person, inspection: Inspection) -> frozenset[str]:
    """The inspectorates on this inspection whose planner somebody is."""
    codes = {m.organisation.code for m in user.present_memberships if m.role == Role.PLANNER}
    if not may_know_of_it.test(user, inspection):
        return frozenset()
    return frozenset(inspection.bodies.filter(kind="inspectorate", code__in=codes).values_list("code", flat=True))


@rules.predicate
def may_say_part(user: Person, inspection: Inspection) -> bool:
    """Say whether an inspectorate takes part: its own planner."""
    return bool(plans_for(user, inspection))
