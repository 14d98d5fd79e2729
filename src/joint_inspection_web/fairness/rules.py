"""Who writes findings, who answers, and for whom?"""

import rules

from joint_inspection_web.accounts.models import Person
from joint_inspection_web.casedata.rules import is_its_officer, may_open, speaks_for
from joint_inspection_web.fairness.models import Point, Referral
from joint_inspection_web.inspections.models import Body, Inspection
from joint_inspection_web.inspections.rules import leads_it, may_know_of_it

may_find = may_open
"""Draft findings, refer concerns, note escalation: the inspectors of this inspection."""
may_put = may_open & leads_it
"""Put points to agencies, accept a finding with less evidence than is asked for."""


def inspected(inspection: Inspection) -> list[Body]:
    """The bodies whose practice is looked at."""
    return list(inspection.agencies)


def spoken_for(user: Person, inspection: Inspection) -> list[Body]:
    """The bodies inspected whose nominated officer somebody is."""
    return [body for body in inspected(inspection) if body.code in speaks_for(user)]


@rules.predicate
def answers_for_one(user: Person, inspection: Inspection) -> bool:
    return bool(spoken_for(user, inspection))


may_answer_here = may_know_of_it & answers_for_one
may_come_in = may_find | may_answer_here
speaks_for_body = is_its_officer
"""The nominated officer of this body, and nobody else."""


@rules.predicate
def was_put_to(user: Person, point: Point) -> bool:
    return is_its_officer.test(user, point.body)


@rules.predicate
def hosts_it(user: Person, referral: Referral) -> bool:
    """An inspector on this inspection from the host inspectorate; where it sent nobody, whoever leads."""
    if not may_find.test(user, referral.inspection):
        return False
    if referral.to in user.organisation_codes:
        return True
    return leads_it.test(user, referral.inspection) and not _has_seat(referral)


def _has_seat(referral: Referral) -> bool:
    seats = referral.inspection.seats.filter(ended_at=None, role__in=("lead_inspector", "team_inspector"))
    return seats.filter(
        person__memberships__ended_at=None, person__memberships__organisation__code=referral.to
    ).exists()
