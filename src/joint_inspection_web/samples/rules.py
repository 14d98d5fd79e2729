"""Who may seal, draw and read a sample?"""

import rules

from joint_inspection_web.accounts.models import Person
from joint_inspection_web.casedata.rules import may_open, speaks_for
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.inspections.rules import leads_it, may_know_of_it

may_read = may_open
"""The children chosen, their strata and chances: the inspectors of this inspection."""
may_draw = may_open & leads_it


@rules.predicate
def speaks_for_council(user: Person, inspection: Inspection) -> bool:
    return inspection.bodies.filter(kind="council", code__in=speaks_for(user)).exists()


may_prepare = may_know_of_it & speaks_for_council
"""The council's officer sees which children were chosen, to have their files ready, and nothing else."""
