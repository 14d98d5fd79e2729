"""A framework that nobody has heard of, from one file: read, checked, due, planned, and its timetable drawn up."""

from datetime import date
from pathlib import Path

import pytest

from factories import small as make
from joint_inspection.frameworks.check import check_files
from joint_inspection.frameworks.load import load_framework
from joint_inspection.frameworks.timetable import timetable
from joint_inspection.programmes.check import check
from joint_inspection.programmes.due import due
from joint_inspection.programmes.plan import plan, world_for
from joint_inspection.programmes.settings import load_settings

ON = date(2024, 9, 2)
GOOD, WEAK, NEW = make.area("X1"), make.area("X2"), make.area("X3")
REGISTER = make.register(GOOD, WEAK, NEW)


@pytest.fixture
def framework(edit):
    """The small framework, renamed, so that it is like nothing that is published."""
    path: Path = edit(("id: harbour-check", "id: lighthouse"), ('version: "2020"', 'version: "7.b"'), name="new.yaml")
    assert check_files([path]) == (1, [])
    return load_framework(path)


@pytest.fixture
def outcomes(framework):
    """Elmshire was good in 2022, Oakborough weak in May 2024, and nobody has been to Ashford-on-Sea."""
    real = {"framework": framework.ref, "kind": "full"}
    good = {"start": date(2022, 3, 7), "end": date(2022, 3, 9), "published": date(2022, 4, 20)}
    weak = {"start": date(2024, 5, 13), "end": date(2024, 5, 15), "published": date(2024, 6, 24)}
    return (make.outcome("good", area="X1", **real, **good), make.outcome("weak", area="X2", **real, **weak))


def test_its_own_rules_say_what_is_due(framework, outcomes):
    windows = due(on=ON, frameworks=[framework], register=REGISTER, outcomes=outcomes)
    assert [(each.area, each.kind, each.rule, each.start, each.end) for each in windows] == [
        ("X3", "full", "first", date(2020, 4, 1), date(2023, 4, 1)),
        ("X1", "full", "good-areas", date(2024, 9, 7), date(2025, 9, 7)),
        ("X2", "look", "weak-areas", date(2024, 8, 13), date(2024, 11, 13)),
        ("X2", "full", "weak-areas", date(2025, 5, 13), date(2026, 5, 13)),
    ]


@pytest.mark.slow
def test_it_is_planned_like_any_other_and_told_in_its_own_days(framework, outcomes):
    world = world_for(
        start=ON, years=2, register=REGISTER, frameworks=[framework], outcomes=outcomes, settings=load_settings()
    )
    programme = plan(world, seed=1, time_limit=10).programme
    assert check(programme, world=world) == ()
    assert {(visit.area, visit.kind) for visit in programme.visits} >= {("X1", "full"), ("X2", "look"), ("X2", "full")}
    visit = next(visit for visit in programme.visits if (visit.area, visit.kind) == ("X1", "full"))
    told = next(day for day in days_before(visit.start) if on_site(framework, day)[0] == visit.start)
    assert on_site(framework, told) == [visit.start, visit.end]


def on_site(framework, notify):
    return [row.date for row in timetable(framework, notify=notify) if row.stage == "on_site"]


def days_before(day):
    """The working days of the month before, the nearest first."""
    from joint_inspection.dates import add_working_days

    return [add_working_days(day, -number) for number in range(1, 20)]
