"""Which rows would police, health, youth justice and schools have, and when did they tell the council?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joint_inspection.casedata.generate.calendar import Days, add, until
from joint_inspection.casedata.generate.chance import Chance, Flags, Picks
from joint_inspection.casedata.generate.columns import Rows, joined, picked, rows, yes_no
from joint_inspection.casedata.generate.council import Story
from joint_inspection.casedata.generate.rates import words
from joint_inspection.casedata.generate.routes import PARTNER_ONLY

POLICE, HEALTH, SCHOOLS, YOUTH_JUSTICE = range(4)


@dataclass(frozen=True, kw_only=True, repr=False)
class Missing:
    """Who went missing: the list of episodes, and for each child how often and what followed the last."""

    rows: Rows
    times: Picks
    offered: Flags
    held: Flags


def partner_rows(chance: Chance, story: Story, missing: Missing) -> list[Rows]:
    """The rows of every list that the agencies beside the council hold."""
    alone = np.where(story.routes.way == PARTNER_ONLY, _holder(chance, story), -1)
    return [
        _incidents(chance, story, alone == POLICE), missing.rows, _health(chance, story, alone == HEALTH),
        _youth_justice(chance, story, alone == YOUTH_JUSTICE), _attendance(chance, story, alone == SCHOOLS),
    ]  # fmt: skip


def _holder(chance: Chance, story: Story) -> Picks:
    """The agency that alone knows a child: by age."""
    age = (story.on - story.children.born) / 365.25
    at = chance.weighed((0.5, 0.2, 0.22, 0.08), story.n)
    at = np.where((at == YOUTH_JUSTICE) & (age < 11), POLICE, at)
    return np.where((at == SCHOOLS) & ((age < 6) | (age > 16)), HEALTH, at)


def _told(chance: Chance, story: Story, day: Days, often: str) -> Days:
    """When the council was told; NaN where it never was, or not yet."""
    told = add(day, np.floor(chance.draw.gamma(1.2, 5, story.n)))
    return np.where(chance.happens(often, story.n) & (told <= story.on), told, np.nan)


def _came_from(story: Story, codes: str) -> Flags:
    """Whether the contact came from a source whose code begins so."""
    places = [place for place, code in enumerate(words("source")) if code.startswith(codes)]
    return np.isin(story.course.source, places) & ~np.isnan(story.course.contact)


def _open(story: Story) -> Days:
    """From when on the council was at work with the child; NaN where it never was."""
    return np.where(story.routes.supported, story.course.assessment, np.nan)


def _silent(chance: Chance, story: Story, often: float) -> Days:
    """A day some time before a contact that came from somebody else."""
    before = until(story.course.contact - chance.between(8, 120, story.n))
    return np.where(chance.happens(often, story.n) & (before > story.children.born), before, np.nan)


def _incidents(chance: Chance, story: Story, alone: Flags) -> Rows:
    n, led = story.n, _came_from(story, "6")
    shared = np.where(led, story.course.contact, np.nan)
    recorded = until(shared - np.floor(chance.draw.gamma(1.1, 3, n)))
    others = (
        _silent(chance, story, 0.14),
        np.where(chance.happens(0.25, n), story.somewhen(chance, _open(story), story.course.need_end), np.nan),
        np.where(alone, story.somewhen(chance, story.children.born + 3, np.full(n, np.nan)), np.nan),
        np.where(alone & chance.happens(0.3, n), story.somewhen(chance, story.children.born + 3, np.full(n, np.nan)),
                 np.nan),
    )  # fmt: skip
    days = [(recorded, shared), *((day, _told(chance, story, day, "police_shares")) for day in others)]
    return joined(*(_incident(chance, story, recorded=day, shared=told) for day, told in days))


def _incident(chance: Chance, story: Story, *, recorded: Days, shared: Days) -> Rows:
    n = story.n
    happened = np.fmax(recorded - chance.between(0, 2, n), story.children.born)
    happened = np.where(happened <= recorded, happened, np.nan)
    return rows(
        "police_incidents", story.lately(happened), incident_date=happened, recorded_date=recorded,
        incident_type=picked("incident_type", chance.pick("incident_type", n)), shared_date=shared,
        police_powers=yes_no(chance.happens("police_powers", n)),
    )  # fmt: skip


def go_missing(chance: Chance, story: Story) -> Missing:
    """Episodes of children in care, and of others whom the council works with."""
    n = story.n
    old = (story.on - story.children.born) / 365.25 >= 11
    often = np.where(~np.isnan(story.care.until), 0.17, np.where(np.isnan(_open(story)), 0.0, 0.05))
    goes = old & chance.happens(often, n)
    start = np.fmax(np.fmax(_open(story), story.course.care_start), story.course.contact)
    end = np.fmin(np.where(np.isnan(story.care.until), story.course.need_end, story.care.until), story.on)
    first = np.where(goes, story.somewhen(chance, start, end), np.nan)
    again = np.where(chance.happens(0.45, n), story.somewhen(chance, first + 6, end), np.nan)
    episodes = [_episode(chance, story, day) for day in (first, again)]
    last = episodes[1].gone == again
    return Missing(
        rows=joined(*(each.rows(story) for each in episodes)),
        times=(~np.isnan(first)).astype(np.int64) + ~np.isnan(again),
        offered=np.where(last, episodes[1].offered, episodes[0].offered),
        held=np.where(last, ~np.isnan(episodes[1].seen), ~np.isnan(episodes[0].seen)),
    )


@dataclass(frozen=True, kw_only=True, repr=False)
class _Episode:
    gone: Days
    found: Days
    offered: Flags
    seen: Days

    def rows(self, story: Story) -> Rows:
        """The rows that the police would have of it."""
        return rows(
            "missing_episodes", story.lately(self.gone), missing_from=self.gone, found_date=self.found,
            interview_offered=yes_no(self.offered).where(~np.isnan(self.found)), interview_date=self.seen,
        )  # fmt: skip


def _episode(chance: Chance, story: Story, gone: Days) -> _Episode:
    n = story.n
    found = gone + np.minimum(chance.wait(0.9, n), 20)
    found = np.where(found <= story.on, found, np.nan)
    offered = chance.happens(0.85, n) & ~np.isnan(found)
    soon = chance.happens("return_interview_in_3", n)
    seen = found + np.where(soon, chance.between(0, 3, n), 4 + chance.wait(6, n))
    held = offered & chance.happens("return_interview_held", n) & (seen <= story.on)
    return _Episode(gone=gone, found=found, offered=offered, seen=np.where(held, seen, np.nan))


def _health(chance: Chance, story: Story, alone: Flags) -> Rows:
    n = story.n
    told = np.where(_came_from(story, "3"), story.course.contact, np.nan)
    led = until(told - np.floor(chance.draw.gamma(1.1, 2.5, n)))
    in_care = story.somewhen(chance, story.course.care_start, story.care.until)
    first = story.care.first_health
    in_care = np.where(story.lately(first), first, in_care)
    others = (_silent(chance, story, 0.12),
              np.where(alone, story.somewhen(chance, story.children.born, np.full(n, np.nan)), np.nan))  # fmt: skip
    days = [(led, told), *((day, _told(chance, story, day, "health_shares")) for day in others), (in_care, in_care)]
    return joined(*(_contact(chance, story, day=day, shared=told) for day, told in days))


def _contact(chance: Chance, story: Story, *, day: Days, shared: Days) -> Rows:
    day = np.where(day >= story.children.born, day, np.nan)
    return rows(
        "health_contacts", story.lately(day), contact_date=day,
        service=picked("service", chance.pick("service", story.n)), shared_date=shared,
        initial_health_assessment=story.care.first_health,
    )  # fmt: skip


def _youth_justice(chance: Chance, story: Story, alone: Flags) -> Rows:
    n = story.n
    old = story.children.born + 10 * 365.25 + 60
    known = ~np.isnan(_open(story)) & (story.on > old) & chance.happens(0.06, n)
    start = until(story.on - chance.between(2, 300, n))
    start = np.where(
        (known | alone) & (start > old) & (start < story.children.grown),
        start,
        np.where(alone, until(np.full(n, story.on - 1)), np.nan),
    )
    end = start + np.ceil(chance.draw.gamma(3, 60, n)) + 20
    assessed = until(start + chance.between(1, 20, n))
    risk = picked("risk_level", chance.pick("risk_level", n))
    assessed = np.where((assessed <= story.on) & (assessed >= start), assessed, np.nan)
    end = np.where(end <= story.on, end, np.nan)
    return rows(
        "youth_justice", story.shown(start, end), disposal=picked("disposal", chance.pick("disposal", n)),
        order_start=start, assessed_date=assessed, risk_level=risk.where(~np.isnan(assessed)),
        shared_date=_told(chance, story, start, "youth_justice_shares"), order_end=end,
    )  # fmt: skip


def _attendance(chance: Chance, story: Story, alone: Flags) -> Rows:
    n = story.n
    age = (story.on - story.children.born) / 365.25
    of_age = (age >= 5.6) & (age < 16.5)
    told = np.where(_came_from(story, "2") & of_age & chance.happens(0.5, n), story.course.contact, np.nan)
    led = until(told - np.floor(chance.draw.gamma(1.2, 8, n)))
    known = of_age & chance.happens(0.12, n)
    others = (
        np.where(known, story.somewhen(chance, _open(story), story.course.need_end), np.nan),
        np.where(alone, story.somewhen(chance, story.children.born + 5 * 365, np.full(n, np.nan)), np.nan),
    )
    days = [(led, told), *((day, _told(chance, story, day, "school_shares")) for day in others)]
    return joined(*(_concern(chance, story, day=day, shared=told) for day, told in days))


def _concern(chance: Chance, story: Story, *, day: Days, shared: Days) -> Rows:
    n = story.n
    away = chance.happens(0.06, n)
    excluded = np.where(chance.happens(0.12, n), until(day + chance.between(0, 15, n)), np.nan)
    excluded = np.where((excluded <= story.on) & (excluded >= day), excluded, np.nan)
    return rows(
        "school_attendance", story.lately(day), concern_date=day,
        attendance=np.where(away, np.nan, np.round(89.9 - chance.draw.gamma(1.5, 14, n).clip(0, 89))),
        excluded_date=excluded, missing_education_date=np.where(away, day, np.nan), shared_date=shared,
    )  # fmt: skip
