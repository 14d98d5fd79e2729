"""Who sends a draft out, who says whether its facts are right, who answers, and who deals with a complaint?"""

from __future__ import annotations

import rules

from joint_inspection_web.accounts.models import Person
from joint_inspection_web.accuracy.models import AccuracyPoint, Complaint, Round
from joint_inspection_web.casedata.rules import is_its_officer
from joint_inspection_web.fairness.rules import may_answer_here
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.inspections.rules import assures_it, leads_it, may_know_of_it, may_lead, sits_on_it

may_send = may_lead
"""Send a draft out for its facts, and end the round."""
may_answer = may_know_of_it & sits_on_it
may_follow = may_know_of_it & (sits_on_it | assures_it)
"""Read every agency's points: the inspectors of this inspection and its quality assurance."""


@rules.predicate
def was_asked(user: Person, inspection: Inspection) -> bool:
    """The officer of an agency inspected, once a draft went out: before that there is none to know of."""
    return may_answer_here.test(user, inspection) and Round.objects.filter(inspection=inspection).exists()


@rules.predicate
def is_its_own(user: Person, point: AccuracyPoint) -> bool:
    """The officer of the agency that made the point."""
    return is_its_officer.test(user, point.body)


@rules.predicate
def may_read_point(user: Person, point: AccuracyPoint) -> bool:
    return is_its_own.test(user, point) or may_follow.test(user, point.inspection)


# Complaints


@rules.predicate
def is_published(user: Person, inspection: Inspection) -> bool:
    return inspection.publications.exists()


may_come_with_complaint = may_know_of_it & is_published & may_answer_here
may_oversee = may_know_of_it & is_published & (leads_it | assures_it)
"""See every complaint, and name who deals with it: the lead inspector and quality assurance."""


@rules.predicate
def deals_with_one(user: Person, inspection: Inspection) -> bool:
    """Somebody who was named to answer or review a complaint here."""
    return Complaint.objects.filter(inspection=inspection, steps__person=user).exists()


may_see_complaints = may_know_of_it & is_published & (may_answer_here | leads_it | assures_it | deals_with_one)


@rules.predicate
def complained(user: Person, complaint: Complaint) -> bool:
    return is_its_officer.test(user, complaint.body)


@rules.predicate
def deals_with_it(user: Person, complaint: Complaint) -> bool:
    """Whoever was named last."""
    named = complaint.steps.exclude(person=None).order_by("pk").last()
    return named is not None and named.person_id == user.pk and may_know_of_it.test(user, complaint.inspection)


@rules.predicate
def was_named_for_it(user: Person, complaint: Complaint) -> bool:
    return complaint.steps.filter(person=user).exists() and may_know_of_it.test(user, complaint.inspection)


@rules.predicate
def oversees_it(user: Person, complaint: Complaint) -> bool:
    return may_oversee.test(user, complaint.inspection)


may_read_complaint = complained | was_named_for_it | oversees_it
