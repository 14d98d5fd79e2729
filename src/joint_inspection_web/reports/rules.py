"""Who writes the report, who releases and signs it, and who publishes it?"""

import rules

from joint_inspection_web.accounts.models import Person, Role
from joint_inspection_web.accounts.rules import is_inspector, is_quality_assurance
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.inspections.rules import INSPECTORS, is_kept_blind, leads_it, may_know_of_it, sits_on_it
from joint_inspection_web.teams.cover import not_taking_part


def taking_part(inspection: Inspection) -> dict[str, str]:
    """The names of the inspectorates that take part, by their codes: each of them signs."""
    away = not_taking_part(inspection)
    return {each.code: each.name for each in inspection.bodies.filter(kind="inspectorate") if each.code not in away}


def signs_for(user: Person, inspection: Inspection) -> frozenset[str]:
    """The inspectorates for which somebody may sign: an inspector on the team, or quality assurance, for their own."""
    codes = frozenset(taking_part(inspection))
    if inspection.seats_of(user).filter(role__in=INSPECTORS).exists():
        return codes & user.organisation_codes
    if is_kept_blind.test(user, inspection):
        return frozenset()
    held = (m.organisation.code for m in user.present_memberships if m.role == Role.QUALITY_ASSURANCE)
    return codes & frozenset(held)


@rules.predicate
def signs_for_one(user: Person, inspection: Inspection) -> bool:
    return bool(signs_for(user, inspection))


could_report = is_inspector | is_quality_assurance
may_write = may_know_of_it & sits_on_it
"""Edit the draft, recommend, say what the letter asks."""
may_read = may_know_of_it & (sits_on_it | signs_for_one)
"""Read the draft before it is published; quality assurance of an inspectorate that takes part too."""
may_release = may_read
"""Look through the text for anything that could tell who a child is, and let it go out."""
may_sign = may_know_of_it & signs_for_one
may_publish = may_know_of_it & leads_it
"""Write the first draft, publish it, begin a correction, take the record of the whole inspection."""
