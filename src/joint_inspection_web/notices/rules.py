"""Who reads notices, confirms them, names a contact, asks for a deferral and decides on it?"""

from __future__ import annotations

import rules

from joint_inspection_web.accounts.models import Person, Role
from joint_inspection_web.inspections.models import Body, Inspection
from joint_inspection_web.inspections.rules import leads_it, may_know_of_it, plans_it, sits_on_it, speaks_for


@rules.predicate
def assures_quality_of_it(user: Person, inspection: Inspection) -> bool:
    """Quality assurance of an inspectorate that takes part."""
    codes = [m.organisation.code for m in user.present_memberships if m.role == Role.QUALITY_ASSURANCE]
    return inspection.bodies.filter(kind="inspectorate", code__in=codes).exists()


@rules.predicate
def is_inspected_for(user: Person, inspection: Inspection) -> bool:
    """The nominated officer of an agency that is inspected."""
    return inspection.bodies.filter(code__in=speaks_for(user)).exists()


@rules.predicate
def answers_for_body(user: Person, body: Body) -> bool:
    """The nominated officer of this agency."""
    return body.code in speaks_for(user) and may_know_of_it.test(user, body.inspection)


may_see_board = may_know_of_it & (sits_on_it | plans_it | assures_quality_of_it)
"""Who was told what, all agencies beside one another."""
may_see_own = may_know_of_it & is_inspected_for
may_see_notices = may_see_board | may_see_own
may_follow_up = may_know_of_it & (leads_it | plans_it)
"""Note a receipt given by telephone, remind, correct a contact."""
may_decide = may_follow_up
may_answer = answers_for_body


@rules.predicate
def may_name_contact(user: Person, body: Body) -> bool:
    """The agency itself, or who leads or plans the inspection."""
    return answers_for_body.test(user, body) or may_follow_up.test(user, body.inspection)
