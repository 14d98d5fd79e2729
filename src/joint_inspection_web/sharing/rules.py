"""Who may share, look into a box, cite from it, and read who looked at what?"""

from __future__ import annotations

import rules

from joint_inspection_web.accounts.models import Person
from joint_inspection_web.accounts.rules import is_data_protection_officer
from joint_inspection_web.evidence.heads import inspectorate_of
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.inspections.rules import assures_it, leads_it, may_know_of_it, sits_on_it


@rules.predicate
def is_of_an_inspectorate(user: Person, inspection: Inspection) -> bool:
    return inspectorate_of(inspection, user) != ""


may_see_sharing = may_know_of_it & (sits_on_it | assures_it)
"""The log and what may be cited: the inspectors and quality assurance, no adviser and no agency."""
may_share = may_know_of_it & sits_on_it & is_of_an_inspectorate
"""For one's own inspectorate."""
may_see_looks = may_know_of_it & sits_on_it & leads_it
may_see_every_look = is_data_protection_officer

rules.add_perm("sharing.see_every_look", may_see_every_look)
