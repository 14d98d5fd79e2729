"""Who sees whether it is enough, and who writes about it?"""

import rules

from joint_inspection_web.accounts.models import Person, Role
from joint_inspection_web.accounts.rules import has_role, is_inspector, is_nominated_officer, is_quality_assurance
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.inspections.rules import has_seat, may_know_of_it, sits_on_it, speaks_for

could_have_a_seat = (
    is_inspector
    | is_quality_assurance
    | has_role(Role.SECTOR_ADVISER)
    | has_role(Role.SECTOR_ADVISER, in_inspectorate=False)
)
could_be_told = is_inspector | is_nominated_officer


@rules.predicate
def speaks_for_an_agency(user: Person, inspection: Inspection) -> bool:
    return inspection.bodies.filter(code__in=speaks_for(user)).exists()


may_see_picture = may_know_of_it & has_seat
"""How much evidence there is, without children and words."""
may_write = may_know_of_it & sits_on_it
"""Contradictions, children who were not heard, the daily meeting, what the area is told."""
may_see_told = may_write | (may_know_of_it & speaks_for_an_agency)
"""An agency's officer sees what that agency was told, and nothing else."""
