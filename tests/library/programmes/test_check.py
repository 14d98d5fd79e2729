"""Each rule broken once, by a programme that was sound before."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import small as make
from joint_inspection.areas import Agency
from joint_inspection.programmes.check import RULES, check
from joint_inspection.programmes.model import Programme, Unmet, Visit
from joint_inspection.programmes.plan import plan
from joint_inspection.programmes.settings import load_settings
from joint_inspection.programmes.world import World

START, END = date(2021, 6, 1), date(2022, 12, 31)
FRAMEWORK = make.framework(rules=[{"due": [make.due()]}])
DAYS = FRAMEWORK.kind("full").on_site_working_days
LEAD = next(iter(FRAMEWORK.kind("full").team.size()))
TEAM = FRAMEWORK.kind("full").team.size()[LEAD]


def world(**changed) -> World:
    areas = [make.area(f"X{n}", agencies=(Agency(id="police:1", kind="police", name="Police"),)) for n in range(1, 5)]
    outcomes = tuple(make.outcome(area=area.ons_code) for area in areas)
    choices = load_settings().model_copy(update={"agencies": {LEAD: ("police",)}} | changed)
    return World(
        start=START,
        end=END,
        register=make.register(*areas),
        frameworks=(FRAMEWORK,),
        outcomes=outcomes,
        settings=choices,
    )


WORLD = world()


def visit(number: int, start: date, **changed) -> Visit:
    kind = FRAMEWORK.kind("full")
    made = Visit(
        id=f"V{number}",
        area=f"X{number}",
        framework=FRAMEWORK.ref,
        kind="full",
        start=start,
        end=WORLD.last_day(kind, start),
    )
    return replace(made, **changed)


MONDAYS = [date(2021, 9, 6), date(2021, 10, 4), date(2021, 11, 8), date(2022, 1, 10)]
SOUND = Programme(start=START, end=END, visits=tuple(visit(n, day) for n, day in enumerate(MONDAYS, start=1)))


def changed(number: int, **new) -> Programme:
    visits = list(SOUND.visits)
    visits[number - 1] = replace(visits[number - 1], **new)
    return replace(SOUND, visits=tuple(visits))


def with_more(*more: Visit) -> Programme:
    return replace(SOUND, visits=(*SOUND.visits, *more))


def moved(number: int, start: date) -> Programme:
    return changed(number, start=start, end=WORLD.last_day(FRAMEWORK.kind("full"), start))


def rules(programme: Programme, *, in_world: World = WORLD) -> set[str]:
    return {breach.rule for breach in check(programme, world=in_world)}


def test_a_sound_programme_breaks_no_rule():
    assert check(SOUND, world=WORLD) == ()


@pytest.mark.parametrize(
    ("programme", "broken"),
    [
        (changed(2, id="V1"), "id"),
        (changed(1, area="X9"), "area"),
        (changed(1, kind="party"), "kind"),
        (changed(1, framework="harbour@9"), "kind"),
        (moved(1, date(2023, 1, 9)), "horizon"),
        (changed(1, end=date(2021, 9, 5)), "order"),
        (changed(1, start=date(2021, 9, 5)), "working_day"),
        (changed(1, start=date(2021, 9, 7)), "monday"),
        (changed(1, end=date(2021, 9, 17)), "length"),
        (moved(1, date(2022, 8, 8)), "blackout"),
        (with_more(visit(1, MONDAYS[0], id="V9")), "overlap"),
        (with_more(visit(1, MONDAYS[0] + timedelta(weeks=3), id="V9")), "gap"),
        (changed(1, coincides_with=("V77",)), "coincide"),
        (changed(1, coincides_with=("V2",)), "coincide"),
        (replace(SOUND, visits=SOUND.visits[1:]), "due"),
        (moved(1, date(2022, 9, 12)), "window"),
        (moved(1, date(2021, 6, 7)), "window"),
        (with_more(visit(1, date(2022, 3, 7), id="V9", kind="look")), "asked"),
    ],
)
def test_each_breach_is_found(programme: Programme, broken: str):
    assert broken in rules(programme)


def test_forty_visits_in_one_week_are_more_than_any_pool_can_send():
    more = [visit(1, MONDAYS[0], id=f"W{n}") for n in range(40)]
    assert {"capacity", "overlap", "gap"} <= rules(with_more(*more))


def test_a_pool_is_full_to_the_last_inspector_and_no_further():
    together = replace(SOUND, visits=tuple(visit(n, MONDAYS[0]) for n in range(1, 5)))
    for spare, broken in ((0, set()), (-1, {"capacity"})):
        capacity = {LEAD: load_settings().capacity[LEAD].model_copy(
            update={"region": None, "regions": {}, "national": 4 * TEAM + spare})}  # fmt: skip
        assert rules(together, in_world=world(capacity=capacity, partner_visits_at_once=4)) == broken


def test_a_police_force_serves_only_so_many_visits_at_once():
    together = replace(SOUND, visits=tuple(visit(n, MONDAYS[0]) for n in range(1, 5)))
    assert "partner" in rules(together, in_world=world(partner_visits_at_once=3))
    assert "partner" not in rules(together, in_world=world(partner_visits_at_once=4))


def test_a_version_out_of_force_and_an_area_that_is_no_more_are_found():
    ended = replace(WORLD, frameworks=(make.framework(rules=[{"due": [make.due()]}], end=date(2021, 8, 31)),))
    assert "version" in rules(SOUND, in_world=ended)
    areas = [replace(area, active_to=date(2021, 8, 31)) for area in WORLD.register.areas]
    assert "area" in rules(SOUND, in_world=replace(WORLD, register=make.register(*areas)))


def test_what_is_due_may_be_missing_if_the_programme_says_why():
    owned = Unmet(area="X1", rule="capacity", says="No inspectors.", framework=FRAMEWORK.ref, kind="full")
    assert rules(replace(SOUND, visits=SOUND.visits[1:], unmet=(owned,))) == set()
    another_window, late = replace(owned, window="2030-01-01/2030-12-31"), replace(owned, rule="window")
    for excuse in (replace(owned, area="X2"), another_window, late):
        assert rules(replace(SOUND, visits=SOUND.visits[1:], unmet=(excuse,))) == {"due"}


def test_every_rule_is_a_sentence():
    assert [name for name, rule in RULES.items() if not (rule.__doc__ or "").strip().endswith(".")] == []


def test_a_planned_programme_breaks_no_rule_and_places_everybody():
    made = plan(WORLD, seed=3, time_limit=10)
    assert check(made.programme, world=WORLD) == ()
    assert sorted(each.area for each in made.programme.visits) == ["X1", "X2", "X3", "X4"]
    assert made.programme.unmet == ()


@given(
    seed=st.integers(0, 999),
    gap=st.integers(0, 30),
    inspectors=st.integers(0, 3 * TEAM),
    start=st.dates(date(2020, 6, 1), date(2024, 1, 1)),
)
@settings(max_examples=12, deadline=None)
def test_whatever_is_planned_passes_the_checker(seed: int, gap: int, inspectors: int, start: date):
    capacity = {LEAD: load_settings().capacity[LEAD].model_copy(update={"region": inspectors, "regions": {}})}
    rules_ = [{"due": [make.due(), make.due("look", 6, 12)]}]
    tight = replace(
        world(gap_weeks=gap, capacity=capacity),
        start=start,
        end=start + timedelta(days=600),
        frameworks=(make.framework(rules=rules_),),
    )
    programme = plan(tight, seed=seed, time_limit=10).programme
    assert check(programme, world=tight) == ()


def test_the_same_seed_plans_the_same_and_another_aims_elsewhere():
    first, again, other = (plan(WORLD, seed=seed, time_limit=10).programme.visits for seed in (1, 1, 2))
    assert first == again
    assert first != other
