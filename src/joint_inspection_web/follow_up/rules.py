"""Who answers a report, who may see how that goes on, and who looks at it again?"""

import rules

from joint_inspection_web.accounts.models import Person
from joint_inspection_web.accounts.rules import is_inspector, is_nominated_officer, is_planner, is_quality_assurance
from joint_inspection_web.casedata.rules import may_follow
from joint_inspection_web.fairness.rules import answers_for_one
from joint_inspection_web.follow_up.asked import asked_of
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.inspections.rules import leads_it, may_know_of_it, sits_on_it, speaks_for

could_follow_up = is_inspector | is_planner | is_quality_assurance | is_nominated_officer


@rules.predicate
def is_asked(user: Person, inspection: Inspection) -> bool:
    """A nominated officer of the principal authority."""
    asked = asked_of(inspection)
    return asked is not None and bool(asked.authorities & speaks_for(user))


may_see = may_follow
"""How an area answers: whoever may know of the inspection, but no adviser from the sector."""
may_write = may_know_of_it & is_asked
"""Write the statement and send it, for the principal authority."""
may_note_receipt = may_know_of_it & (is_asked | leads_it)
may_report = may_know_of_it & answers_for_one
"""Report progress, of one's own agency's actions."""
may_judge = may_know_of_it & sits_on_it
"""Say whether a plan reflects the findings, visit, check the impact, link findings."""
may_verify = may_know_of_it & (sits_on_it | answers_for_one)
