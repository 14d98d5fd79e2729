"""What happened at the front door, in assessment, enquiry, protection and need, day by day?

Every day is as known on the day of the lists: what had not happened by then is NaN.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joint_inspection.casedata.generate.calendar import Days, add, since, until
from joint_inspection.casedata.generate.chance import Chance, Picks
from joint_inspection.casedata.generate.children import Children
from joint_inspection.casedata.generate.routes import EARLY_HELP, PARTNER_ONLY, UNACCOMPANIED, Routes


@dataclass(frozen=True, kw_only=True, repr=False)
class Course:
    """Days of what the council did for each child; one entry of every array a child."""

    contact: Days
    source: Picks
    """Place in the codes of ``source``."""
    earlier_contact: Days
    """An earlier contact that led to a referral within the twelve months before this one."""
    earlier_authorised: Days
    """When the assessment that followed it was authorised; NaN where there was none."""
    help_start: Days
    help_end: Days
    """When the early help assessment was completed."""
    help_closed: Days
    """When the help ended."""
    referral: Days
    assessment: Days
    authorised: Days
    strategy: Days
    conference: Days
    plan_start: Days
    plan_end: Days
    care_start: Days
    care_end: Days
    need_end: Days
    whole: Days
    """Working days from referral to authorisation, known on that day or not."""


def follow(chance: Chance, children: Children, routes: Routes, *, on: float) -> Course:
    """What happened to these children up to ``on``."""
    n = len(children.born)
    contact = until(np.where(routes.way == PARTNER_ONLY, np.nan, children.noticed))
    contact = np.where(contact <= children.born, since(children.born), contact)
    referred = routes.need * 0 + np.where((routes.way == EARLY_HELP) | (routes.way == 1), np.nan, 1)
    referral = add(contact, np.minimum(chance.wait(0.35, n), 3)) * referred
    whole = np.where(routes.no_further_action, np.nan, chance.within("assessment_in_45", 45, n))
    authorised = np.minimum(add(referral, whole), until(children.grown))
    assessment = np.minimum(add(referral, _decision(chance, n)), authorised)
    strategy = np.where(routes.enquiry, np.minimum(add(assessment, chance.wait(3, n)), authorised), np.nan)
    waited = chance.within("conference_in_15", 15, n, power=5, tail=7)
    conference = np.where(routes.conference, add(strategy, waited), np.nan)
    conference = np.where(conference < children.grown - 60, conference, np.nan)
    plan_start = np.where(routes.plan, conference, np.nan)
    plan_end = until(np.minimum(plan_start + routes.planned, children.grown))
    care_start, care_end = _care(children, routes, contact=contact, authorised=authorised, plan_end=plan_end)
    need_end = _need_end(chance, children, routes, authorised=authorised, plan_end=plan_end, care_end=care_end)
    earlier, earlier_authorised = _earlier(chance, children, contact=contact, referral=referral)
    help_start = np.where(routes.way == EARLY_HELP, add(contact, chance.between(1, 12, n)), np.nan)
    help_end = add(help_start, chance.within("assessment_in_45", 45, n))
    happened = {
        "contact": contact, "earlier_contact": earlier, "earlier_authorised": earlier_authorised,
        "help_start": help_start, "help_end": help_end, "help_closed": help_end + routes.need, "referral": referral,
        "assessment": assessment, "authorised": authorised, "strategy": strategy, "conference": conference,
        "plan_start": plan_start, "plan_end": plan_end, "care_start": care_start, "care_end": care_end,
        "need_end": need_end,
    }  # fmt: skip
    known = {name: np.where(day <= on, day, np.nan) for name, day in happened.items()}
    return Course(source=chance.pick("source", n), whole=whole, **known)


def _decision(chance: Chance, n: int) -> Days:
    """Working days from a referral to the start of its assessment."""
    return np.where(chance.happens("decision_in_1", n), chance.between(0, 1, n), chance.between(2, 6, n))


def _care(children: Children, routes: Routes, *, contact: Days, authorised: Days, plan_end: Days) -> tuple[Days, Days]:
    """Care begins when the plan ends, some way into need, or at once for a child who came alone."""
    start = np.where(routes.plan, plan_end, until(np.minimum(authorised + np.floor(routes.need / 2), children.grown)))
    start = np.where(routes.way == UNACCOMPANIED, contact, start)
    start = np.where(routes.care & (start < children.grown - 30), start, np.nan)
    lasts = np.where(routes.adoption & ~routes.reversed, sum(routes.stages), routes.in_care)
    end = until(np.minimum(start + np.maximum(lasts, 2), children.grown))
    return start, end


def _need_end(
    chance: Chance, children: Children, routes: Routes, *, authorised: Days, plan_end: Days, care_end: Days
) -> Days:
    """Need ends soon after an assessment that found none, else with whatever help came last."""
    closed = add(authorised, chance.between(0, 5, len(authorised)))
    helped = np.where(routes.plan, plan_end + routes.after_plan, authorised + routes.need)
    end = np.where(routes.supported, np.fmax(helped, authorised), closed)
    end = np.where(np.isnan(care_end), end, care_end)
    return np.where(np.isnan(end), np.nan, np.maximum(until(np.minimum(end, children.grown)), authorised))


def _earlier(chance: Chance, children: Children, *, contact: Days, referral: Days) -> tuple[Days, Days]:
    """An earlier referral within twelve months, and when its assessment was authorised if it came to one."""
    n = len(contact)
    gap = chance.between(20, 360, n)
    day = np.where(chance.happens("re_referral", n) & ~np.isnan(referral), until(contact - gap), np.nan)
    day = np.where(day > children.born, day, np.nan)
    authorised = add(day, chance.within("assessment_in_45", 45, n))
    return day, np.where((authorised < contact) & ~chance.happens("no_further_action", n), authorised, np.nan)
