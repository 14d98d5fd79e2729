"""A clock measured over small tables: nobody is left out, nothing flatters, nobody can be picked out."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joint_inspection.disclosure import check
from joint_inspection.errors import InvalidInput
from joint_inspection.journeys.clocks import Clock
from joint_inspection.journeys.groups import trait, traits
from joint_inspection.journeys.measures import BESIDE, JUDGED, TOO_RECENT, State, _Counted, bands, measure, state
from joint_inspection.journeys.spans import Span
from joint_inspection.journeys.spans import State as Stands

ON = date(2025, 6, 2)
MADE = {"id": "ten", "title": "Ten days", "starts": "referral", "ends": ("assessment_authorised",), "pairing": "next"}
TEN = Clock(**MADE, limit=10, unit="calendar_days", who="council", setting="A test.")
MEASURED = TEN.model_copy(update={"id": "measured", "limit": None})
WORKING = TEN.model_copy(update={"unit": "working_days"})
MONTH = TEN.model_copy(update={"limit": 1, "unit": "months"})


def span(started: date, *, took: int | None = None, clock: Clock = TEN, child: str = "a", **more) -> Span:
    """A start that was answered after so many days, or is open; as it stands is worked out in days of the week."""
    ended = None if took is None else started + timedelta(days=took)
    due = clock.due(started)
    answered = {True: Stands.IN_TIME, False: Stands.LATE, None: Stands.ANSWERED}
    still = {True: Stands.NOT_YET_DUE, False: Stands.OVERDUE, None: Stands.OPEN}
    within = None if due is None else (ended or ON) <= due
    made = {
        "child": child, "list": "referrals", "record": 0, "started": started, "ended": ended, "stopped": None,
        "due": due, "elapsed": took, "waited": ((ended or ON) - started).days,
        "state": (answered if ended else still)[within],
    }  # fmt: skip
    return Span(**made | more)


def ago(days: int) -> date:
    return ON - timedelta(days=days)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (span(ago(30), took=10), State.IN_TIME),
        (span(ago(30), took=11), State.LATE),
        (span(ago(11)), State.OPEN_PAST),
        (span(ago(10)), State.NOT_YET_DUE),
        (span(ago(10), took=0), State.DONE_EARLY),
        (span(ago(11), took=10), State.IN_TIME),
        (span(ago(30), state=Stands.STOPPED), State.NOT_OWED),
        (span(ago(30), took=20, state=Stands.CANNOT_TELL), State.CANNOT_TELL),
        (span(ago(30), took=20, state=Stands.IMPOSSIBLE), State.IMPOSSIBLE),
        (span(ago(30), took=20, clock=MEASURED), State.DONE),
        (span(ago(30), clock=MEASURED), State.OPEN),
    ],
)
def test_each_start_is_in_one_state(given, expected):
    assert state(TEN, given, on=ON) == expected


def test_a_limit_of_working_days_passes_with_the_next_working_day():
    """Due on Friday 30 May: an answer on Sunday is still in time, so on Sunday nothing is judged."""
    done = span(date(2025, 5, 15), took=3, clock=WORKING, due=date(2025, 5, 30), state=Stands.IN_TIME)
    assert [state(WORKING, done, on=day) for day in (date(2025, 6, 1), date(2025, 6, 2))] == [
        State.DONE_EARLY, State.IN_TIME,
    ]  # fmt: skip


def cohort() -> list[Span]:
    """Twelve in time, eight late, six open past the limit, five done early and seven not yet due."""
    return [
        *(span(ago(60), took=n % 11) for n in range(12)),
        *(span(ago(60), took=12 + 3 * n) for n in range(8)),
        *(span(ago(20 + n)) for n in range(6)),
        *(span(ago(8), took=2) for _ in range(5)),
        *(span(ago(n)) for n in range(1, 8)),
    ]


def test_numerator_denominator_and_what_cannot_be_judged_yet():
    found = measure(TEN, cohort(), on=ON)
    assert {str(each): number for each, number in found.counts.items()} == {
        "in time": 12, "late": 8, "open, limit passed": 6, "done early": 5, "open, not yet due": 7,
    }  # fmt: skip
    assert (found.in_time, found.can_be_judged, found.starts) == (12, 26, 38)
    assert found.share == 12 / 26
    assert [round(bound, 3) for bound in found.interval] == [0.288, 0.645]  # Wilson, by hand


def test_leaving_out_open_cases_would_flatter():
    found = measure(TEN, cohort(), on=ON)
    completed = [each for each in cohort() if each.ended]
    assert found.share < sum(each.state == Stands.IN_TIME for each in completed) / len(completed)
    assert found.spread.done_median < found.spread.quantiles[0.5]
    assert found.spread.by_limit_interval[0] < found.spread.by_limit < found.spread.by_limit_interval[1]


def test_the_whole_distribution_stands_beside_the_share():
    found = measure(TEN, cohort(), on=ON)
    assert bands(TEN) == (3, 6, 10, 15, 20, 30, 50)
    assert found.judged.rows[0] == "0 to 3"
    assert found.judged.rows[-1] == "more than 50"


def test_curves_fall_in_steps_of_several_children():
    found = measure(TEN, cohort(), on=ON)
    assert min(step.ended for step in found.spread.curve.steps) >= 5
    few = measure(TEN, cohort()[:4], on=ON)
    assert (few.spread.curve.steps, few.spread.done_median, set(few.spread.quantiles.values())) == ((), None, {None})
    assert (few.starts, few.share) == (None, None)


def test_where_a_count_is_hidden_no_curve_lets_one_read_it_off():
    spans = [*(span(ago(60), took=n) for n in range(10)), span(ago(60), took=12), span(ago(60), took=13)]
    found = measure(TEN, spans, on=ON)
    assert (found.in_time, found.can_be_judged) == (None, 12)
    assert (found.spread.curve.steps, found.spread.by_limit, found.spread.done_median) == ((), None, None)


def test_without_a_limit_nothing_is_judged():
    spans = [span(ago(40), took=n, clock=MEASURED) for n in range(9)]
    found = measure(MEASURED, spans, on=ON)
    assert found.counts == {State.DONE: 9, State.OPEN: 0}
    assert (found.share, found.can_be_judged, found.spread.by_limit) == (None, 0, None)
    assert found.spread.quantiles[0.5] == 4


def test_months_are_measured_against_their_own_length():
    """28 days from 1 February and 31 from 1 March are both exactly the limit; one day more is late."""
    starts = [date(2025, 2, 1)] * 6 + [date(2025, 3, 1)] * 6
    spans = [span(start, took=(28 if start.month == 2 else 31), clock=MONTH) for start in starts]
    found = measure(MONTH, spans, on=ON)
    assert (found.in_time, found.spread.limit, found.spread.by_limit) == (12, 30, 1)


def test_what_stands_beside_is_said_unless_it_is_small():
    spans = [span(ago(30), state=Stands.STOPPED)] * 6 + [span(ago(30), took=20, state=Stands.CANNOT_TELL)] * 2
    assert measure(TEN, spans, on=ON).beside == {
        State.NOT_OWED: 6, State.CANNOT_TELL: None, State.IMPOSSIBLE: 0,
    }  # fmt: skip


def test_nothing_has_started():
    found = measure(TEN, [], on=ON)
    assert (found.starts, found.share, found.interval, found.can_be_judged) == (0, None, None, 0)


# Groups


def grouped(girls: tuple[int, int], boys: tuple[int, int]) -> tuple[list[Span], dict[str, str]]:
    spans, groups = [], {}
    for title, (in_time, late) in {"Girls": girls, "Boys": boys}.items():
        for number in range(in_time + late):
            child = f"{title}{number}"
            groups[child] = title
            spans.append(span(ago(60), took=5 if number < in_time else 20, child=child))
    return spans, groups


def test_each_group_has_its_share_and_interval():
    spans, groups = grouped((20, 10), (15, 5))
    (found,) = measure(TEN, spans, on=ON, by={"sex": groups}).breakdowns
    assert [(each.group, each.in_time, each.judged, each.share) for each in found.groups] == [
        ("Girls", 20, 30, 20 / 30), ("Boys", 15, 20, 0.75),
    ]  # fmt: skip
    assert found.title == "Sex"


def test_a_group_with_a_small_count_shows_no_share_and_takes_another_with_it():
    spans, groups = grouped((20, 10), (15, 3))
    (found,) = measure(TEN, spans, on=ON, by={"sex": groups}).breakdowns
    assert [(each.in_time, each.judged, each.share) for each in found.groups] == [(None, 30, None), (None, 18, None)]


def test_groups_that_would_give_a_child_away_are_not_shown():
    spans, groups = grouped((20, 3), (15, 0))
    (found,) = measure(TEN, spans, on=ON, by={"sex": groups}).breakdowns
    assert (found.table, found.groups) == (None, ())


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 80), st.none() | st.integers(0, 60)), max_size=60))
def test_every_start_is_counted_once_and_what_is_shown_is_safe(drawn):
    spans = [span(ago(days), took=took if took is None or took <= days else None) for days, took in drawn]
    counted = _Counted(clock=TEN, spans=tuple(spans), on=ON)
    found = measure(TEN, spans, on=ON)
    assert len(counted.states) == len(spans)
    assert sum(each in (*JUDGED, *TOO_RECENT, *BESIDE) for each in counted.states) == len(spans)
    for states, published in ((JUDGED, found.judged), (TOO_RECENT, found.recent)):
        assert check(counted.table(states), published) == ()
        assert sum(map(sum, counted.table(states).cells)) == sum(each in states for each in counted.states)


@pytest.mark.parametrize(
    ("by", "value", "expected"),
    [
        ("sex", "female", "Girls"), ("sex", None, "Not known"), ("sex", "not_stated_recorded", "Not known"),
        ("age", 0, "Under 1"), ("age", 17, "16 and 17"), ("age", 18, "18 and over"), ("age", None, "Not known"),
        ("ethnicity", "chne", "Asian or Asian British"), ("ethnicity", "refu", "Not known"),
        ("disability", "no", "Not disabled"), ("team", "North", "North"), ("team", None, "No team given"),
    ],
)  # fmt: skip
def test_groups(by, value, expected):
    assert trait(by).group(value) == expected


def test_groups_stand_in_their_order_and_the_unknown_last():
    assert trait("age").in_order(["Not known", "10 to 15", "Under 1"]) == ("Under 1", "10 to 15", "Not known")
    assert trait("team").in_order(["South", "No team given", "North"]) == ("North", "South", "No team given")
    assert [each.id for each in traits()] == ["sex", "age", "ethnicity", "disability", "team"]
    with pytest.raises(InvalidInput, match="Group children by one of"):
        trait("height")
