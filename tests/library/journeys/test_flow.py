"""Ways from the front door to an outcome, on small cohorts, and what of them may be shown."""

from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from joint_inspection.casedata.events.table import EventTable, children_schema, event_schema
from joint_inspection.journeys.flow import END, START, all_steps, flow

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


def test_a_small_link_is_hidden_with_others():
    short_cut = [(0, "contact"), (9, "assessment_started")]
    direct = [(0, "referral"), (2, "assessment_started")]
    found = links(flow(table(*[LONG[:3]] * 20, *[direct] * 9, *[short_cut] * 2, *[SHORT] * 8)))
    hidden = {link for link, (children, _) in found.items() if children is None}
    assert ("contact", "assessment") in hidden
    assert len(hidden) >= 4
    assert all(found[link][1] is None for link in hidden)


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
    """Fourteen of fifteen conferences led to a plan on one path: to show it would leave the fifteenth."""
    to_plan = [(0, "strategy_discussion"), (9, "initial_conference"), (9, "plan_started")]
    found = flow(table(*[to_plan] * 14, to_plan[:2], *[[(0, "plan_started")]] * 9, *[to_plan[:1]] * 8))
    assert [path.steps for path in found.paths if "conference" in path.steps] == []
    assert links(found)["conference", END] == (None, None)


def test_nobody_came():
    found = flow(table())
    assert (found.steps, found.links, found.paths, found.children) == ((), (), (), 0)


events = st.sampled_from([step.event for step in all_steps()])
journeys = st.lists(st.lists(st.tuples(st.integers(0, 90), events), max_size=6), max_size=30)


@settings(max_examples=40, deadline=None)
@given(journeys)
def test_what_is_shown_is_enough_and_adds_up(drawn):
    found = flow(table(*(sorted(each, key=lambda one: one[0]) for each in drawn)))
    assert all(link.children is None or link.children >= 5 for link in found.links)
    assert all(path.children >= 5 for path in found.paths)
    assert found.other_paths == 0 or found.other_paths >= 5 or not found.paths
    assert all(children >= 5 for children in found.at.values())
    for link in found.links:
        pairs = [(path, pair) for path in found.paths
                 for pair in zip((START, *path.steps), (*path.steps, END), strict=True)]  # fmt: skip
        over = [path.children for path, pair in pairs if pair == (link.begin, link.end)]
        assert over == [] or (link.children is not None and not 0 < link.children - sum(over) < 5)
    for step in found.steps:
        coming = [link.children for link in found.links if link.end == step.id]
        assert None in coming or sum(coming) == found.at[step.id]
