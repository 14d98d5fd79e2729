"""What happened in care and on the way to adoption? Placements, reviews, visits and health, as known on the day."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joint_inspection.casedata.generate.calendar import Days, add, until
from joint_inspection.casedata.generate.chance import Chance
from joint_inspection.casedata.generate.course import Course
from joint_inspection.casedata.generate.routes import Routes

STEPS = ("decision", "placement_order", "matched", "placed", "order")


@dataclass(frozen=True, kw_only=True, repr=False)
class Care:
    """Days in care; one entry of every array a child, NaN for children not in care and for what had not happened."""

    until: Days
    """The day that care ended, else the day of the lists."""
    review: Days
    visit: Days
    officer: Days
    """The reviewing officer's last visit or contact."""
    health: Days
    first_health: Days
    """The initial health assessment."""
    dental: Days
    placement: Days
    moved: Days
    """How many placements in the last twelve months."""
    steps: dict[str, Days]
    """The way to adoption, by step."""
    reversal: Days


def follow_care(chance: Chance, course: Course, routes: Routes, *, on: float) -> Care:
    """What happened to children in care up to ``on``."""
    start, n = course.care_start, len(course.care_start)
    end = np.where(np.isnan(start), np.nan, np.fmin(course.care_end, on))
    first_health = _by(add(start, chance.within("health_assessment_in_20", 20, n, tail=14)), end)
    placement = np.fmax(until(end - chance.wait(500, n)), start)
    steps, reversal = _adoption(routes, start=start, end=course.care_end, on=on)
    placement = np.where(np.isnan(steps["placed"]), placement, steps["placed"])
    moves = 1 + (placement > np.fmax(start, end - 365)) * (1 + np.minimum(chance.wait(0.4, n), 4))
    return Care(
        until=end,
        review=_last_review(chance, start, end, first=28, second=91, later=182, often="care_review_in_time"),
        visit=_last_visit(chance, start, end),
        officer=np.where(end - start > 20, np.fmax(until(end - chance.between(0, 90, n)), start), np.nan),
        health=_again(first_health, end, every=364),
        first_health=first_health,
        dental=np.where(end - start > 60, np.fmax(until(end - chance.between(0, 320, n)), start + 30), np.nan),
        placement=np.fmin(placement, end), moved=moves, steps=steps, reversal=reversal,
    )  # fmt: skip


def last_plan_review(chance: Chance, start: Days, end: Days) -> Days:
    """The latest review conference of a protection plan."""
    return _last_review(chance, start, end, first=0, second=91, later=182, often="plan_review_in_time")


def _last_review(
    chance: Chance, start: Days, end: Days, *, first: float, second: float, later: float, often: str
) -> Days:
    """The latest review: first, second, then at even steps; where it is late, the one before is the latest."""
    n = len(start)
    gone = end - start
    steps = np.floor((gone - first - second) / later)
    due = np.where(gone >= first + second, first + second + np.maximum(steps, 0) * later, first)
    before = np.where(due > first + second, due - later, first)
    due = np.where(chance.happens(often, n), due, before)
    held = np.fmax(until(start + due - chance.between(0, 6, n)), until(start + np.minimum(due, 1)))
    return np.where((gone >= due) & (due > 0), held, np.nan)


def _last_visit(chance: Chance, start: Days, end: Days) -> Days:
    n = len(start)
    ago = np.where(chance.happens("care_visit_in_time", n), chance.between(0, 40, n), chance.between(43, 85, n))
    soon = np.fmin(start + 5, end)
    return np.fmax(until(np.fmax(end - ago, soon)), start)


def _again(first: Days, end: Days, *, every: float) -> Days:
    """The latest of something done first on one day and then every so many days."""
    times = np.floor((end - first) / every)
    return until(np.where(times >= 1, first + times * every - 3, first))


def _adoption(routes: Routes, *, start: Days, end: Days, on: float) -> tuple[dict[str, Days], Days]:
    """Each step of the way to adoption, and the day a decision was reversed: at the latest when care ended."""
    ends = np.where(routes.adoption, start, np.nan)
    reversal = np.where(routes.reversed, np.fmin(ends + routes.stages[0] + routes.to_reversal, end), np.nan)
    steps: dict[str, Days] = {}
    for name, lasts in zip(STEPS, routes.stages, strict=True):
        ends = ends + lasts
        day = np.where(ends < np.where(routes.reversed, reversal, np.inf), until(ends), np.nan)
        steps[name] = _by(day, on)
    steps["order"] = np.where(routes.reversed, np.nan, steps["order"])
    return steps, _by(until(reversal), on)


def _by(day: Days, on: Days | float) -> Days:
    return np.where(day <= on, day, np.nan)
