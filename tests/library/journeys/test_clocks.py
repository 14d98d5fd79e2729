"""How long each clock runs: spec tables, a second opinion in plain loops, and what a file of clocks may say."""

from collections import Counter
from dataclasses import replace
from datetime import date
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories.events import event_table
from factories.journeys import cases, random_cohort, spans_of, together
from joint_inspection.dates import working_days_between
from joint_inspection.errors import InvalidInput
from joint_inspection.journeys.ask import ask
from joint_inspection.journeys.calendar import count_days
from joint_inspection.journeys.clocks import clock, clocks, load_clocks
from joint_inspection.journeys.prepared import runs_of
from joint_inspection.journeys.spans import State, spans

CASES = cases("clocks", "spans")
EVERY = [each.id for each in clocks()]
LIMITED = ("in_time", "late", "cannot_tell", "overdue", "not_yet_due")


def rows(found):
    """Spans as the spec tables write them."""
    return [(s.child, s.started, s.ended, s.due, s.elapsed, s.state.value) for s in found]


@pytest.mark.parametrize("name", EVERY)
def test_spec_table(name):
    for table, expected in together(case for case in CASES if case.name == name):
        assert sorted(rows(spans(name, table)), key=str) == expected


@pytest.mark.parametrize("name", EVERY)
def test_plain_loops_agree_with_the_spec_table(name):
    for table, expected in together(case for case in CASES if case.name == name):
        assert sorted(spans_of(clock(name), table), key=str) == expected


def test_every_clock_has_a_spec_table():
    assert sorted({case.name for case in CASES}) == sorted(EVERY)


def test_every_state_has_a_case():
    assert {row[-1] for case in CASES for row in case.expected} == {state.value for state in State}


@pytest.mark.parametrize("name", EVERY)
def test_plain_loops_agree_on_a_random_cohort(name):
    wanted = clock(name)
    words = sorted({wanted.starts, *wanted.ends, *wanted.stops, *wanted.needs})
    cohort = random_cohort(seed=EVERY.index(name), children=60, events=words)
    expected = spans_of(wanted, cohort)
    assert rows(spans(name, cohort)) == expected
    (row,) = ask(f"clock_{name}", events=cohort).rows
    states = Counter(each[-1] for each in expected)
    counted = {state: row[state] for state in LIMITED}
    assert counted == {state: states[state] if wanted.limit is not None else None for state in LIMITED}
    elapsed = [] if wanted.latest_only else [each[4] for each in expected if each[4] is not None]
    assert (row["median"], row["longest"]) == ((median(elapsed), max(elapsed)) if elapsed else (None, None))
    assert row["starts"] == len(expected)
    assert row["starts"] == row["answered"] + row["open"] + _settled_otherwise(row, states)


@pytest.mark.parametrize("on", [date(2025, 5, 20), date(2024, 12, 31)])
def test_a_query_written_once_answers_for_every_day(on):
    cohort = replace(random_cohort(seed=5, children=120), on=on)
    assert runs_of(clocks(), cohort) == tuple((each, span) for each in clocks() for span in spans(each, cohort))


def _settled_otherwise(row, states):
    """Stopped, in time or late, and impossible: neither answered nor open."""
    assert row["impossible"] == states["impossible"]
    return row["stopped"] + row["impossible"]


def test_waited_runs_to_the_stop_or_to_the_day_of_the_lists():
    day = date(2025, 5, 1)
    table = event_table([("a", day, "plan_visit"), ("b", day, "plan_visit"), ("b", date(2025, 5, 2), "plan_ended")])
    assert [(s.waited, s.open, s.stopped) for s in spans("plan_visit", table)] == [
        (19, True, None), (1, False, date(2025, 5, 2)),
    ]  # fmt: skip


def test_a_start_before_anybody_was_born_is_impossible():
    table = event_table([("a", date(1900, 1, 1), "referral"), ("a", date(2025, 1, 1), "assessment_started")])
    assert [(s.state, s.waited) for s in spans("assessment", table)] == [(State.IMPOSSIBLE, None)]


@settings(max_examples=200, deadline=None)
@given(start=st.dates(date(1980, 1, 1), date(2025, 6, 1)), end=st.dates(date(1980, 1, 1), date(2025, 6, 1)))
def test_the_calendar_counts_as_a_calendar_on_the_wall(start, end):
    start, end = sorted((start, end))
    first = date(1980, 1, 1).toordinal()
    days = count_days(clock("assessment"), on=date(2025, 6, 1))
    one, other = (days.slice(each.toordinal() - first, 1).to_pylist()[0] for each in (start, end))
    elapsed = working_days_between(start, end)
    assert (one["day"], other["day"]) == (start.toordinal(), end.toordinal())
    assert other["index"] - one["index"] == elapsed
    assert (end.toordinal() <= one["in_time_until"]) == (elapsed <= 45)
    assert date.fromordinal(one["due"]) == clock("assessment").due(start)


def test_an_unknown_clock_is_told_its_near_name():
    with pytest.raises(InvalidInput, match="did you mean 'assessment'"):
        clock("asessment")


WRONG = {
    "starts: contakt": "There is no event 'contakt'; did you mean 'contact'?",
    "who: polize": "There is no agency 'polize'; did you mean 'police'?",
    "limit: many": "Write a whole number; got 'many'",
    "unit: weeks": "'weeks' is not allowed here; write one of: working_days, calendar_days, months",
    "limits: 3": "Unknown key 'limits'; did you mean 'limit'?",
    "source: nowhere": "Clock 'local' cites 'nowhere'; add it to 'sources'",
}
LOCAL = """version: "1"
clocks:
  - id: local
    title: Local
    starts: plan_visit
    ends: [plan_visit]
    pairing: next
    limit: 10
    unit: working_days
    who: council
    setting: Agreed locally.
"""


@pytest.mark.parametrize(("line", "says"), WRONG.items())
def test_a_file_of_clocks_is_read_strictly(tmp_path, line, says):
    file = tmp_path / "clocks.yaml"
    key = line.partition(":")[0]
    kept = [each for each in LOCAL.splitlines() if not each.strip().startswith(f"{key}:")]
    file.write_text("\n".join([*kept, f"    {line}"]) + "\n", encoding="utf-8")
    with pytest.raises(InvalidInput) as caught:
        load_clocks(file)
    assert says in str(caught.value)


def test_a_clock_of_ones_own(tmp_path):
    file = tmp_path / "clocks.yaml"
    file.write_text(LOCAL, encoding="utf-8")
    table = event_table([("a", date(2025, 1, 6), "plan_visit"), ("a", date(2025, 1, 21), "plan_visit")])
    (row,) = ask("local", events=table, clocks=load_clocks(file)).rows
    assert (row["late"], row["overdue"], row["longest"]) == (1, 1, 11)
