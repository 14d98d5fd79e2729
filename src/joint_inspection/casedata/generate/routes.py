"""By which way does each child come to notice, how far does it lead, and when did it begin?

Children are drawn as somebody would find them who looks at the lists of one day: whoever stays longer is more likely
to be on them. A larger number of candidates is drawn first, with all their long stretches; each is then taken as often
as the days on which the lists would show them, and its beginning falls on any of these days alike.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from joint_inspection.casedata.generate.calendar import Days
from joint_inspection.casedata.generate.chance import Chance, Flags, Picks
from joint_inspection.casedata.generate.rates import rates

REFERRAL, CONTACT_ONLY, EARLY_HELP, UNACCOMPANIED, PARTNER_ONLY = range(5)
GROWN = 6575.0
"""Days from birth to the eighteenth birthday, near enough to cut a stretch off."""
LATEST_ENTRY = GROWN - 200
BANDS = ((5, 360), (366, 1820), (1827, 3650), (3653, 5840), (5844, int(LATEST_ENTRY)))
"""Ages at first notice in days, for the bands that the rates name."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Routes:
    """How far each child's way leads and how long its stretches are, in days; one entry of every array a child."""

    way: Picks
    age: Days
    """Days old at first notice."""
    no_further_action: Flags
    supported: Flags
    """Assessed as in need of support."""
    enquiry: Flags
    conference: Flags
    plan: Flags
    care: Flags
    adoption: Flags
    reversed: Flags
    need: Days
    planned: Days
    """Length of the protection plan."""
    after_plan: Days
    in_care: Days
    stages: tuple[Days, ...]
    """Entering care to decision, placement order, match, placing, adoption order: each from the one before."""
    to_reversal: Days
    entitled: Days
    """How long after the eighteenth birthday leaving-care services stay open."""

    def take(self, index: Picks) -> Routes:
        """The routes at these places."""
        taken: dict[str, Any] = {
            each.name: tuple(part[index] for part in value) if isinstance(value, tuple) else value[index]
            for each in fields(self)
            for value in [getattr(self, each.name)]
        }
        return replace(self, **taken)


def draw_routes(chance: Chance, *, children: int, window: int) -> tuple[Routes, Days]:
    """Routes of so many children, and how many days before the day of the lists each was first noticed."""
    candidates = _candidates(chance, max(4 * children, 4000))
    shown = _shown(candidates, window) + window
    routes = candidates.take(chance.weighed(shown, children))
    return _siblings(chance, routes, np.floor(chance.draw.random(children) * (_shown(routes, window) + window)))


def _candidates(chance: Chance, n: int) -> Routes:
    way = chance.weighed([each["rate"] for each in rates()["routes"].values()], n)
    age = _ages(chance, way)
    referred, alone = way == REFERRAL, way == UNACCOMPANIED
    dropped = referred & chance.happens("no_further_action", n)
    supported = (referred & ~dropped & ~chance.happens("not_in_need", n)) | alone
    enquiry = referred & ~dropped & chance.happens("enquiry", n)
    conference = enquiry & chance.happens("conference", n)
    plan = conference & chance.happens("plan", n)
    supported |= plan
    care = alone | (plan & chance.happens("care_after_plan", n))
    care |= supported & ~plan & chance.happens("care_after_need", n)
    adoption = care & (age < 5 * 365) & chance.happens("adoption_plan_under_5", n)
    stages = tuple(
        chance.long(name, n)
        for name in ("to_decision", "to_placement_order", "to_match", "to_placing", "to_adoption_order")
    )
    return Routes(
        way=way, age=age, no_further_action=dropped, supported=supported, enquiry=enquiry, conference=conference,
        plan=plan, care=care, adoption=adoption, reversed=adoption & chance.happens("adoption_reversed", n),
        need=np.where(way == EARLY_HELP, chance.long("help", n), chance.long("need", n)),
        planned=np.maximum(chance.long("plan", n), 45), after_plan=chance.long("after_plan", n),
        in_care=_in_care(chance, n), stages=stages, to_reversal=chance.long("to_reversal", n),
        entitled=np.where(chance.happens(0.7, n), 3 * 365.0, 7 * 365.0),
    )  # fmt: skip


def _ages(chance: Chance, way: Picks) -> Days:
    """Days old at first notice, by the way in which children come."""
    age = np.zeros(len(way))
    named = {UNACCOMPANIED: "unaccompanied", PARTNER_ONLY: "partner_only"}
    for each in range(5):
        of = rates()["ages"][named.get(each, "referral")]
        those = np.flatnonzero(way == each)
        band = chance.weighed([of[name] for name in ("under_1", "1_4", "5_9", "10_15", "16_17")], len(those))
        low, high = np.array(BANDS, dtype=np.float64).T
        age[those] = np.floor(low[band] + chance.draw.random(len(those)) * (high[band] - low[band]))
    return age


def _in_care(chance: Chance, n: int) -> Days:
    brief = chance.happens(rates()["care_short_share"]["share"], n)
    return np.where(brief, chance.long("care_short", n), chance.long("care_long", n))


def _shown(routes: Routes, window: int) -> Days:
    """For how many days after first notice a list would show the child, apart from the period that lists look back.

    The list of care leavers does not look back.
    """
    assessed = np.where(routes.no_further_action | (routes.way == CONTACT_ONLY), 2.0, 50.0)
    shown = np.where(routes.way == PARTNER_ONLY, 0, assessed)
    shown += np.where((routes.supported & ~routes.plan) | (routes.way == EARLY_HELP), routes.need, 0)
    shown += np.where(routes.plan, 30 + routes.planned + np.where(routes.care, 0, routes.after_plan), 0)
    grown = GROWN - routes.age
    cared = np.where(routes.adoption & ~routes.reversed, sum(routes.stages), routes.in_care)
    ends = np.minimum(shown + np.where(routes.care, cared, 0), grown)
    leaves = routes.care & (routes.age + ends > 16 * 365.25) & ~(routes.adoption & ~routes.reversed)
    after = np.where(leaves, grown + routes.entitled - window - 10, ends) + np.where(routes.adoption, 180, 0)
    return np.asarray(np.floor(after))


def _siblings(chance: Chance, routes: Routes, before: Days) -> tuple[Routes, Days]:
    """Let some children come together with the child before them, by the same way, at an age of their own."""
    n = len(before)
    earlier = np.arange(n) - 1
    near = (before < 3 * 365) & ~routes.care & (routes.way != PARTNER_ONLY)
    joins = near & near[earlier] & chance.happens("sibling", n) & (np.arange(n) > 0)
    joins[1:] &= ~joins[:-1]
    age = np.floor(30 + chance.draw.random(n) * (LATEST_ENTRY - 3 * 365 - 30))
    index = np.where(joins, earlier, np.arange(n))
    taken = routes.take(index)
    return replace(taken, age=np.where(joins, age, taken.age)), before[index]
