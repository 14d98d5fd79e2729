"""Ways from the front door to an outcome, on small cohorts, and what of them may be shown."""

from collections import Counter
from datetime import date, datetime, timedelta
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from joint_inspection.casedata.events.table import EventTable, children_schema, event_schema
from joint_inspection.journeys.flow import END, START, Flow, all_steps, flow

FIRST = datetime(2025, 1, 6)
ON = date(2025, 6, 2)
Journey = list[tuple[int, str]]


def table(*journeys: Journey) -> EventTable:
    """One child for each journey: days and events in order."""
    import pyarrow as pa

    rows = [
        {
            "child": f"child {number:03}", "position": position, "event": event, "agency": "council",
            "at": FIRST + timedelta(days=day), "known": FIRST + timedelta(days=day), "list": "a list",
            "record": position, "detail": None,
        }
        for number, journey in enumerate(journeys)
        for position, (day, event) in enumerate(journey)
    ]  # fmt: skip
    return EventTable(
        events=pa.Table.from_pylist(rows, schema=event_schema()),
        children=pa.Table.from_pylist([], schema=children_schema()),
        on=ON,
    )


SHORT: Journey = [(0, "contact")]
LONG: Journey = [(0, "contact"), (1, "referral"), (4, "assessment_started"), (40, "initial_conference")]


def links(found) -> dict[tuple[str, str], tuple[int | None, float | None]]:
    return {(link.begin, link.end): (link.children, link.median_days) for link in found.links}


def test_each_child_has_one_way_forward():
    found = flow(table(*[SHORT] * 7, *[LONG] * 6))
    assert links(found) == {
        (START, "contact"): (13, None), ("contact", END): (7, None), ("contact", "referral"): (6, 1.0),
        ("referral", "assessment"): (6, 3.0), ("assessment", "conference"): (6, 36.0), ("conference", END): (6, None),
    }  # fmt: skip
    assert (found.children, found.at["contact"], found.at["conference"], found.other_paths) == (13, 13, 6, 0)
    assert [(path.steps, path.children, path.median_days) for path in found.paths] == [
        (("contact",), 7, 0.0), (("contact", "referral", "assessment", "conference"), 6, 40.0),
    ]  # fmt: skip
    assert next((link.begin, link.end) for link in found.longest_waits) == ("assessment", "conference")


def test_what_comes_again_or_out_of_order_is_no_step_back():
    again = [(0, "contact"), (1, "referral"), (50, "contact"), (51, "referral"), (52, "early_help_started")]
    found = flow(table(*[again] * 5))
    assert [path.steps for path in found.paths] == [("contact", "referral")]
    assert [(each.title, each.all, each.again) for each in found.rework] == [
        ("Referrals", 10, 5), ("Child protection plans", 0, 0),
    ]  # fmt: skip


def test_a_step_that_few_children_took_is_left_out():
    rare = [(0, "contact"), (9, "care_started")]
    found = flow(table(*[SHORT] * 9, *[rare] * 3))
    assert [step.id for step in found.steps] == ["contact"]
    assert [step.title for step in found.left_out] == ["Care"]
    assert links(found) == {(START, "contact"): (12, None), ("contact", END): (12, None)}


DIRECT: Journey = [(0, "referral"), (2, "assessment_started")]
SHORT_CUT: Journey = [(0, "contact"), (9, "assessment_started")]


def test_children_on_a_rare_link_are_left_out_and_large_links_stay():
    """One referral was not from a contact, as 90 were: without it at least five are left out at its steps."""
    found = flow(table(*[SHORT] * 300, *[LONG[:3]] * 90, DIRECT, *[SHORT_CUT] * 12))
    assert links(found) == {
        (START, "contact"): (394, None), ("contact", "referral"): (86, 1.0), ("contact", "assessment"): (12, 9.0),
        ("contact", END): (296, None), ("referral", "assessment"): (86, 3.0), ("assessment", END): (98, None),
    }  # fmt: skip
    assert (found.at, found.children, found.rare_ways) == (
        {"contact": 394, "referral": 86, "assessment": 98},
        394,
        True,
    )


def test_paths_of_few_children_are_counted_together():
    rare = [
        [(0, first), (1, "assessment_started"), *last]
        for first in ("contact", "referral")
        for last in ([], [(9, "initial_conference")])
        for _ in range(3)
    ]
    found = flow(table(*[SHORT] * 9, *rare))
    assert [(path.steps, path.children) for path in found.paths] == [(("contact",), 9)]
    assert found.other_paths == 12


def test_no_path_gives_a_small_link_away():
    """Fourteen of fifteen conferences led to a plan on one path: to show all of them would leave the fifteenth."""
    to_plan = [(0, "strategy_discussion"), (9, "initial_conference"), (9, "plan_started")]
    found = flow(table(*[to_plan] * 14, to_plan[:2], *[[(0, "plan_started")]] * 9, *[to_plan[:1]] * 8))
    counts = links(found)
    assert ("conference", END) not in counts
    assert (counts["conference", "plan"][0], [path.children for path in found.paths]) == (9, [9, 9, 8])


def test_nobody_came():
    found = flow(table())
    assert (found.steps, found.links, found.paths, found.children, found.rare_ways) == ((), (), (), 0, False)


events = st.sampled_from([step.event for step in all_steps()])
journeys = st.lists(st.lists(st.tuples(st.integers(0, 90), events), max_size=6), max_size=30)


@settings(max_examples=40, deadline=None)
@given(journeys)
def test_what_is_shown_is_enough_and_adds_up(drawn):
    found = flow(table(*(sorted(each, key=lambda one: one[0]) for each in drawn)))
    assert all(link.children >= 5 for link in found.links)
    assert all(path.children >= 5 for path in found.paths)
    assert found.other_paths == 0 or found.other_paths >= 5 or not found.paths
    assert all(children >= 5 for children in found.at.values())
    for link in found.links:
        pairs = [(path, pair) for path in found.paths
                 for pair in zip((START, *path.steps), (*path.steps, END), strict=True)]  # fmt: skip
        over = [path.children for path, pair in pairs if pair == (link.begin, link.end)]
        assert over == [] or not 0 < link.children - sum(over) < 5
    for step in found.steps:
        coming = [link.children for link in found.links if link.end == step.id]
        going = [link.children for link in found.links if link.begin == step.id]
        assert sum(coming) == sum(going) == found.at[step.id]
    assert sum(path.children for path in found.paths) + found.other_paths == found.children


# What an attacker could work out who has every number of the page and knows, of each step, how many took it in all

IDS = [step.id for step in all_steps()]
EVENTS = {step.id: step.event for step in all_steps()}
paths = st.lists(st.sampled_from(IDS), min_size=1, max_size=5, unique=True).map(
    lambda path: tuple(sorted(path, key=IDS.index))
)
cohorts = st.dictionaries(paths, st.one_of(st.integers(1, 6), st.integers(5, 60)), min_size=1, max_size=12)


def pairs(path: tuple[str, ...]) -> list[tuple[str, str]]:
    return list(zip((START, *path), (*path, END), strict=True))


def truth(cohort: dict[tuple[str, ...], int]) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """Children at each step and on each link, of the steps that five children took."""
    at = Counter({step: sum(n for path, n in cohort.items() if step in path) for step in IDS})
    over: Counter[tuple[str, str]] = Counter()
    for path, children in cohort.items():
        if common := tuple(step for step in path if at[step] >= 5):
            over.update(dict.fromkeys(pairs(common), children))
    return Counter({step: n for step, n in at.items() if n >= 5}), over


def bounds(at: Counter[str], found: Flow, link: tuple[str, str]) -> tuple[float, float]:
    """The fewest and the most of the children left out who could have taken a link."""
    from ortools.linear_solver import pywraplp

    solver = pywraplp.Solver.CreateSolver("GLOP")
    order = [START, *(step for step in IDS if step in at), END]
    could = {pair: solver.NumVar(0, 1000, "") for pair in combinations(order, 2) if pair != (START, END)}
    for step, all_children in at.items():
        coming = sum(could[pair] for pair in could if pair[1] == step)
        solver.Add(coming == sum(could[pair] for pair in could if pair[0] == step))
        solver.Add(coming <= all_children - found.at.get(step, 0))
    results = []
    for way in (solver.Minimize, solver.Maximize):
        way(could[link])
        assert solver.Solve() == solver.OPTIMAL
        results.append(round(could[link].solution_value(), 6))
    return results[0], results[1]


@settings(max_examples=60, deadline=None)
@given(cohorts)
def test_no_attacker_can_tell_a_rare_link(cohort):
    journeys = [[(day, EVENTS[step]) for day, step in enumerate(path)] for path, n in cohort.items() for _ in range(n)]
    found = flow(table(*journeys))
    at, over = truth(cohort)
    shown = {(link.begin, link.end): link.children for link in found.links}
    left_out = {pair: children - shown.get(pair, 0) for pair, children in over.items()}
    assert min(left_out.values(), default=0) >= 0
    for pair, children in left_out.items():
        if 0 < children < 5:
            fewest, most = bounds(at, found, pair)
            assert fewest <= 1
            assert most >= 4


@settings(max_examples=60, deadline=None)
@given(cohorts)
def test_where_no_link_is_rare_everything_is_shown(cohort):
    found = flow(table(*[[(d, EVENTS[s]) for d, s in enumerate(path)] for path, n in cohort.items() for _ in range(n)]))
    _, over = truth(cohort)
    if all(children >= 5 for children in over.values()):
        assert {(link.begin, link.end): link.children for link in found.links} == over
        assert not found.rare_ways
