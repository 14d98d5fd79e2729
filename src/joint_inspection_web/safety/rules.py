"""Who may raise an alarm, follow it up, and learn of it? No seal, no box and no role on the team stands in the way."""

from __future__ import annotations

import rules

from joint_inspection_web.accounts.models import Person, Role
from joint_inspection_web.inspections.models import Inspection, SeatRole
from joint_inspection_web.inspections.rules import has_seat, leads_it, may_know_of_it, sits_on_it, speaks_for
from joint_inspection_web.safety.models import Alarm, ReferredBack
from joint_inspection_web.teams.declared import may_come_back

SENIOR = (SeatRole.LEAD_INSPECTOR, SeatRole.QUALITY_ASSURANCE)


@rules.predicate
def is_senior(user: Person, inspection: Inspection) -> bool:
    """Who leads it or assures its quality, and a lead inspector who sits on it as one of the team."""
    seats = inspection.seats_of(user)
    leads_elsewhere = any(
        m.role == Role.LEAD_INSPECTOR and m.organisation.is_inspectorate for m in user.present_memberships
    )
    held = set(seats.values_list("role", flat=True))
    return bool(held & {*SENIOR}) or (leads_elsewhere and SeatRole.TEAM_INSPECTOR in held)


@rules.predicate
def is_its_agency(user: Person, inspection: Inspection) -> bool:
    """The nominated officer of an agency that is inspected."""
    return inspection.bodies.filter(code__in=speaks_for(user)).exists()


@rules.predicate
def waits_to_come_back(user: Person, inspection: Inspection) -> bool:
    """On the team, but standing back until they have declared again or somebody has ruled; out of the vault."""
    known = Inspection.objects.visible_to(user, though_standing_back=True).filter(pk=inspection.pk)
    return not inspection.in_vault and known.exists() and may_come_back(user, inspection)


may_raise = may_know_of_it & has_seat
may_tell = may_raise | waits_to_come_back
"""Raise an alarm: a child does not wait for a ruling on interests. Who stands back reads nothing of it afterwards."""
may_enter_contacts = may_know_of_it & (leads_it | is_its_agency)
may_see_safety = may_know_of_it & (has_seat | is_its_agency)
may_refer_back = may_know_of_it & sits_on_it


def is_kept_from(user: Person, alarm: Alarm) -> bool:
    """Whether somebody must learn nothing of an alarm."""
    return alarm.kept_from.filter(person=user).exists()


@rules.predicate
def may_know_of_alarm(user: Person, alarm: Alarm) -> bool:
    """The team, but for those from whom it is kept; never an agency inspected."""
    return may_raise.test(user, alarm.inspection) and not is_kept_from(user, alarm)


@rules.predicate
def raised_it(user: Person, alarm: Alarm) -> bool:
    return alarm.raised_by_id == user.pk


@rules.predicate
def is_senior_for(user: Person, alarm: Alarm) -> bool:
    return is_senior.test(user, alarm.inspection)


may_handle_alarm = may_know_of_alarm & (raised_it | is_senior_for)
"""Read its words, note who was told and who took it."""
may_follow_up = may_know_of_alarm & is_senior_for & ~raised_it
"""Another pair of eyes than the one that raised it."""


@rules.predicate
def is_not_an_adviser(user: Person, alarm: Alarm) -> bool:
    seats = alarm.inspection.seats_of(user)
    return seats.exclude(role=SeatRole.SECTOR_ADVISER).exists()


may_identify = may_handle_alarm & is_not_an_adviser
"""Learn the area's own identifier of the child."""


@rules.predicate
def answers_for(user: Person, case: ReferredBack) -> bool:
    """The nominated officer of the agency that a case went back to."""
    return case.body.code in speaks_for(user) and may_know_of_it.test(user, case.inspection)


@rules.predicate
def referred_it(user: Person, case: ReferredBack) -> bool:
    return case.by_id == user.pk and may_refer_back.test(user, case.inspection)


@rules.predicate
def leads_its_inspection(user: Person, case: ReferredBack) -> bool:
    return (may_know_of_it & leads_it).test(user, case.inspection)


may_read_case = answers_for | referred_it | leads_its_inspection
