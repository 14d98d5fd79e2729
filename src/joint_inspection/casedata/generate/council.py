"""Which rows would the council's own lists have? From what happened, as each list asks for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joint_inspection.casedata.generate.calendar import Days, add, since, until
from joint_inspection.casedata.generate.care import Care, last_plan_review
from joint_inspection.casedata.generate.chance import Chance, Flags, Picks
from joint_inspection.casedata.generate.children import Children
from joint_inspection.casedata.generate.columns import Column, Rows, Words, chosen, joined, picked, rows, years, yes_no
from joint_inspection.casedata.generate.course import Course
from joint_inspection.casedata.generate.rates import rates, words
from joint_inspection.casedata.generate.routes import REFERRAL, UNACCOMPANIED, Routes

STATUSES = ("looked_after_child", "child_protection_plan", "child_in_need_plan", "open_assessment", "closed_episode")


@dataclass(frozen=True, kw_only=True, repr=False)
class Story:
    """Everything that is known of the children of one block on the day of the lists."""

    children: Children
    routes: Routes
    course: Course
    care: Care
    on: float
    since: float
    """The first day of the period that the lists look back on."""
    need: Picks
    """Place of the primary need in its codes."""

    @property
    def n(self) -> int:
        """How many children."""
        return len(self.children.born)

    def shown(self, start: Days, end: Days) -> Flags:
        """Begun by the day of the lists, and open then or ended in the period."""
        return (start <= self.on) & ~(end < self.since)

    def lately(self, day: Days) -> Flags:
        """In the period."""
        return (day >= self.since) & (day <= self.on)

    def somewhen(self, chance: Chance, start: Days, end: Days) -> Days:
        """A working day of the period between ``start`` and ``end``, each as likely; NaN where there is none."""
        first = np.fmax(start, since(np.full(self.n, self.since)))
        last = np.fmin(np.where(np.isnan(end), self.on, end), self.on)
        day = until(first + np.floor(chance.draw.random(self.n) * (last - first + 1)))
        return np.where(~np.isnan(start) & (last >= first) & (day >= first), day, np.nan)


def council_rows(chance: Chance, story: Story) -> list[Rows]:
    """The rows of every list about children that the council holds, adoption apart."""
    return [
        _contacts(chance, story), _early_help(chance, story), _referrals(story), _assessments(chance, story),
        _enquiries(chance, story), _need(chance, story), _protection(chance, story), _leavers(chance, story),
    ]  # fmt: skip


def handled_by(story: Story, stage: str) -> dict[str, Words]:
    """The team and the worker: the same for a child throughout a stage."""
    place = story.children.place
    teams = tuple(rates()["teams"][stage])
    workers = tuple(f"Worker {each:03d}" for each in range(1, rates()["workers"] + 1))
    return {
        "team": Words(at=place % len(teams), of=teams),
        "worker": Words(at=(place // 7 + len(stage)) % len(workers), of=workers),
    }


def _contacts(chance: Chance, story: Story) -> Rows:
    course, n = story.course, story.n
    again = ~np.isnan(course.assessment) & (story.routes.supported) & chance.happens(0.35, n)
    later = np.where(again, story.somewhen(chance, add(course.contact, np.full(n, 8)), course.need_end), np.nan)
    days = ((course.contact, course.source), (course.earlier_contact, chance.pick("source", n)),
            (later, chance.pick("source", n)))  # fmt: skip
    return joined(
        *(
            rows("contacts", story.lately(day), contact_date=day, contact_source=picked("source", source))
            for day, source in days
        )
    )


def _early_help(chance: Chance, story: Story) -> Rows:
    course = story.course
    of = tuple(rates()["organisations"])
    return rows(
        "early_help",
        story.shown(course.help_start, course.help_closed),
        assessment_start=course.help_start,
        assessment_end=course.help_end,
        organisation=Words(at=chance.between(0, len(of) - 1, story.n).astype(np.int64), of=of),
    )


def _referrals(story: Story) -> Rows:
    course = story.course
    last_year = story.on - 365
    count = (course.referral > last_year) + (course.earlier_contact > last_year) + 0.0
    shared: dict[str, Column] = {"referrals_12m": count, "referral_source": picked("source", course.source)}
    shared |= handled_by(story, "front_door")
    dropped = yes_no(story.routes.no_further_action)
    earlier = yes_no(np.isnan(course.earlier_authorised))
    return joined(
        rows("referrals", story.lately(course.earlier_contact), referral_date=course.earlier_contact,
             no_further_action=earlier, **shared),
        rows("referrals", story.lately(course.referral), referral_date=course.referral, no_further_action=dropped,
             **shared),
    )  # fmt: skip


def _assessments(chance: Chance, story: Story) -> Rows:
    course, n = story.course, story.n
    shared: dict[str, Column] = {"disability": yes_no(story.children.disabled), **handled_by(story, "assessment")}
    seen = yes_no(chance.happens(0.96, n))
    done = ~np.isnan(course.authorised)
    earlier = np.where(np.isnan(course.earlier_authorised), np.nan, add(course.earlier_contact, np.ones(n)))
    earlier = np.fmin(earlier, course.earlier_authorised)
    return joined(
        rows("assessments", story.shown(earlier, course.earlier_authorised), assessment_start=earlier,
             authorised_date=course.earlier_authorised, child_seen=seen,
             needs_support=yes_no(np.zeros(n, dtype=bool)), **shared),
        rows("assessments", story.shown(course.assessment, course.authorised), assessment_start=course.assessment,
             authorised_date=course.authorised, child_seen=seen.where(done),
             needs_support=yes_no(story.routes.supported).where(done), **shared),
    )  # fmt: skip


def _enquiries(chance: Chance, story: Story) -> Rows:
    course, n = story.course, story.n
    met = ~np.isnan(course.conference)
    concluded = add(course.strategy, chance.within("conference_in_15", 15, n, tail=6))
    unneeded = ~met & np.where(story.routes.conference, course.authorised < story.on - 90, concluded <= story.on)
    planned = ~np.isnan(course.plan_start)
    return rows(
        "s47_enquiries",
        story.lately(course.strategy) | (story.lately(course.conference)),
        disability=yes_no(story.children.disabled),
        strategy_date=course.strategy,
        conference_unnecessary=chosen(("yes", "no"), yes=unneeded, no=met),
        conference_date=course.conference,
        led_to_plan=yes_no(planned).where(met),
        enquiries_12m=1.0 + chance.happens(0.12, n),
        conferences_12m=0.0 + met,
        **handled_by(story, "assessment"),
    )


def _need(chance: Chance, story: Story) -> Rows:
    course, n = story.course, story.n
    begun = np.where(np.isnan(course.assessment), np.nan, course.referral)
    closed = ~np.isnan(course.need_end)
    end = np.fmin(course.need_end, story.on)
    seen = np.fmax(until(end - chance.between(0, 34, n)), course.assessment)
    cared = ~np.isnan(course.care_start)
    reasons = ("rc1", "rc3", "rc4", "rc5", "rc6", "rc7", "rc8")
    other = np.array([reasons.index(each) for each in words("closed_after_support")])
    picks = other[chance.pick("closed_after_support", n)]
    adopted = ~np.isnan(story.care.steps["order"])
    reason = np.where(story.routes.supported, picks, reasons.index("rc8"))
    reason = np.where(cared, reasons.index("rc7"), reason)
    reason = np.where(adopted, reasons.index("rc1"), reason)
    looked_after = cared & np.isnan(course.care_end)
    on_plan = ~np.isnan(course.plan_start) & np.isnan(course.plan_end)
    assessing = np.isnan(course.authorised)
    status = chosen(
        STATUSES, child_in_need_plan=~closed, open_assessment=assessing & ~closed, child_protection_plan=on_plan,
        looked_after_child=looked_after, closed_episode=closed,
    )  # fmt: skip
    return rows(
        "children_in_need",
        story.shown(begun, course.need_end),
        disability=yes_no(story.children.disabled),
        need_start=begun,
        primary_need=picked("primary_need", story.need),
        last_seen=np.fmin(seen, end),
        need_end=course.need_end,
        closure_reason=Words(at=reason, of=reasons).where(closed),
        case_status=status,
        **handled_by(story, "safeguarding"),
    )


def _protection(chance: Chance, story: Story) -> Rows:
    course, n = story.course, story.n
    end = np.fmin(course.plan_end, story.on)
    first = chance.pick("category_of_abuse", n)
    latest = np.where(chance.happens(0.08, n), chance.pick("category_of_abuse", n), first)
    visit = until(end - chance.between(0, 20, n))
    return rows(
        "child_protection",
        story.shown(course.plan_start, course.plan_end),
        disability=yes_no(story.children.disabled),
        plan_start=course.plan_start,
        initial_category=picked("category_of_abuse", first),
        latest_category=picked("category_of_abuse", latest),
        last_visit=np.where(visit > course.plan_start, visit, np.nan),
        seen_alone=yes_no(chance.happens(0.75, n)).where(visit > course.plan_start),
        last_review=last_plan_review(chance, course.plan_start, end),
        plan_end=course.plan_end,
        emergency_powers=yes_no(chance.happens(0.04, n)),
        previous_plans=chance.happens("repeat_plan", n) * (1.0 + chance.happens(0.15, n)),
        **handled_by(story, "safeguarding"),
    )


def entitled(story: Story) -> Flags:
    """Who left care at sixteen or later and is not yet too old for leaving-care services."""
    course, born = story.course, story.children.born
    left = (course.care_end >= born + 16 * 365.25) & (story.on < story.children.grown + story.routes.entitled)
    return left & (years(born, story.on) < 25)


def _leavers(chance: Chance, story: Story) -> Rows:
    n = story.n
    age = years(story.children.born, story.on)
    relevant = ("relevant_child", *words("eligibility"))
    later = 1 + chance.pick("eligibility", n)
    touch = picked("in_touch", chance.pick("in_touch", n))
    lives = picked("accommodation", chance.pick("accommodation", n))
    known = touch.at == 0
    suits = ~np.isin(lives.at, [words("accommodation").index(each) for each in "wxsvr"])
    return rows(
        "care_leavers",
        entitled(story),
        disability=yes_no(story.children.disabled),
        eligibility=Words(at=np.where(age < 18, 0, later), of=relevant),
        in_touch=touch,
        accommodation=lives.where(known),
        suitability=chosen(("suitable", "unsuitable"), suitable=suits, unsuitable=~suits).where(known),
        activity=picked("activity", chance.pick("activity", n)).where(known),
        **handled_by(story, "leaving_care"),
    )


def primary_needs(chance: Chance, children: Children, routes: Routes) -> Picks:
    """The main reason for help: more often their disability for disabled children, absent parents for those alone."""
    n, of = len(children.born), words("primary_need")
    need = np.where(routes.way == UNACCOMPANIED, of.index("n8"), chance.pick("primary_need", n))
    return np.where(children.disabled & (routes.way == REFERRAL) & chance.happens(0.5, n), of.index("n2"), need)
