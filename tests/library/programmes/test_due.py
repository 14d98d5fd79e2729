"""What is due: windows by hand, by a plain twin, and by properties that must always hold."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import small as make
from joint_inspection.areas import Register
from joint_inspection.dates import add_months
from joint_inspection.frameworks.model import Framework
from joint_inspection.outcomes import Outcome
from joint_inspection.programmes.case import after_months
from joint_inspection.programmes.due import due
from joint_inspection.programmes.model import DueWindow

ON = date(2021, 6, 1)
DATED = {"start": date(2019, 3, 4), "end": date(2019, 3, 8), "published": date(2019, 4, 15)}


def found(
    framework: Framework,
    *outcomes: Outcome,
    on: date = ON,
    register: Register | None = None,
    others: tuple[Framework, ...] = (),
    **more: Any,
) -> list[DueWindow]:
    everyone = register or make.register()
    return list(due(on=on, frameworks=(framework, *others), register=everyone, outcomes=outcomes, **more))


def spans(windows: list[DueWindow]) -> list[tuple[str, str, date, date]]:
    return [(window.area, window.kind, window.start, window.end) for window in windows]


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        ({}, (date(2021, 9, 4), date(2022, 9, 4))),
        ({"earliest": 0, "latest": 1}, (date(2019, 3, 4), date(2019, 4, 4))),
        ({"earliest": 17.5, "latest": 18}, (date(2020, 8, 19), date(2020, 9, 4))),
        ({"since": "end"}, (date(2021, 9, 8), date(2022, 9, 8))),
        ({"since": "published"}, (date(2021, 10, 15), date(2022, 10, 15))),
        ({"since": "launch", "earliest": 0, "latest": 36}, (date(2018, 4, 1), date(2021, 4, 1))),
        ({"since": "year_start", "earliest": 12, "latest": 24}, (date(2019, 4, 1), date(2020, 4, 1))),
    ],
)
def test_a_window_is_so_many_months_after_a_date(months: dict[str, Any], expected: tuple[date, date]) -> None:
    framework = make.framework(rules=[{"due": [make.due(**months)]}])
    assert spans(found(framework, make.outcome())) == [("X1", "full", *expected)]


@pytest.mark.parametrize(
    ("missing", "since", "counted_from"),
    [
        ({"start": None}, "start", date(2019, 3, 8)),
        ({"start": None, "end": None}, "start", date(2019, 4, 15)),
        ({"end": None}, "end", date(2019, 3, 4)),
        ({"published": None}, "published", date(2019, 3, 4)),
    ],
)
def test_a_date_the_source_lacks_is_stood_in_for_by_the_one_it_has(
    missing: dict[str, Any], since: str, counted_from: date
) -> None:
    framework = make.framework(rules=[{"due": [make.due(since=since)]}])
    window = found(framework, make.outcome(**missing))[0]
    assert (window.start, window.end) == (add_months(counted_from, 30), add_months(counted_from, 42))
    assert "not in the source" in window.because


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2020, 1, 31), 1, date(2020, 2, 29)),
        (date(2019, 11, 30), 3, date(2020, 2, 29)),
        (date(2020, 1, 15), 0.5, date(2020, 1, 30)),
        (date(2020, 1, 15), 0, date(2020, 1, 15)),
        (date(2020, 1, 15), 13.25, date(2021, 2, 23)),
    ],
)
def test_months_end_on_the_last_day_there_is(day: date, months: float, expected: date) -> None:
    assert after_months(day, months) == expected


@pytest.mark.parametrize(
    ("begun", "expected"),
    [
        (date(2021, 3, 31), (date(2021, 4, 1), date(2022, 4, 1))),
        (date(2021, 4, 1), (date(2022, 4, 1), date(2023, 4, 1))),
        (date(2022, 2, 28), (date(2022, 4, 1), date(2023, 4, 1))),
    ],
)
def test_a_yearly_visit_is_due_in_the_year_after_the_one_it_was_made_in(
    begun: date, expected: tuple[date, date]
) -> None:
    framework = make.framework(rules=[{"due": [make.due(earliest=12, latest=24, since="year_start")]}])
    outcome = make.outcome(start=begun, end=begun, published=begun)
    assert spans(found(framework, outcome, on=date(2022, 6, 1))) == [("X1", "full", *expected)]


FIRST = {"when": {"never_inspected": True}, "due": [make.due(earliest=0, latest=36, since="launch")]}


def test_an_area_never_inspected_is_due_in_the_first_cycle() -> None:
    framework = make.framework(rules=[FIRST])
    windows = found(framework)
    assert spans(windows) == [("X1", "full", date(2018, 4, 1), date(2021, 4, 1))]
    assert windows[0].because == (
        "No full inspection of Elmshire counts under Harbour; the rule 'rule-0' says: A rule; "
        "0 to 36 months after the launch (1 April 2018) is 1 April 2018 to 1 April 2021; overdue since 1 April 2021."
    )


def test_a_new_authority_counts_its_first_cycle_from_its_own_first_day() -> None:
    register = make.register(make.area(active_from=date(2021, 4, 1)))
    assert spans(found(make.framework(rules=[FIRST]), register=register)) == [
        ("X1", "full", date(2021, 4, 1), date(2024, 4, 1))
    ]


def test_a_window_older_than_its_framework_moves_whole_to_the_launch() -> None:
    old = make.framework(id="old", start=date(2010, 4, 1), end=date(2020, 12, 31))
    replaces = [{"framework": "old"}]
    new = make.framework(
        id="new", start=date(2021, 1, 1), replaces=replaces, rules=[{"when": {"otherwise": True}, "due": [make.due()]}]
    )
    begun = date(2017, 3, 6)
    outcome = make.outcome(framework="old@1", start=begun, end=begun, published=begun)
    window = found(new, outcome, others=(old,))[0]
    assert (window.start, window.end) == (date(2021, 1, 1), date(2022, 1, 1))
    assert window.because.endswith(
        "30 to 42 months after its first day on site (6 March 2017) is 6 September 2019 to 6 September 2020; "
        f"{new.title} only began on 1 January 2021, so the window moves to 1 January 2021 to 1 January 2022."
    )


def test_a_later_version_takes_windows_over_as_they_are() -> None:
    rule = [{"due": [make.due()]}]
    first = make.framework(rules=rule, end=date(2021, 5, 31))
    second = make.framework(version="2", start=date(2021, 6, 1), rules=rule)
    outcome = make.outcome(start=date(2018, 4, 2), end=None, published=date(2018, 5, 1))
    assert spans(found(second, outcome, others=(first,))) == [("X1", "full", date(2020, 10, 2), date(2021, 10, 2))]


def test_no_visit_is_due_to_an_authority_before_its_first_day() -> None:
    register = make.register(
        make.area("X2", active_to=date(2021, 3, 31), successors=("X1",)),
        make.area("X1", active_from=date(2021, 4, 1), predecessors=("X2",)),
    )
    outcome = make.outcome(area="X2", start=date(2018, 4, 2), end=date(2018, 4, 6), published=date(2018, 5, 1))
    window = found(make.framework(rules=[{"due": [make.due()]}]), outcome, register=register)[0]
    assert (window.area, window.start, window.end) == ("X1", date(2021, 4, 1), date(2022, 4, 1))
    assert "Elmshire only began on 1 April 2021" in window.because


def test_a_window_in_the_past_stays_and_says_since_when() -> None:
    window = found(make.framework(rules=[{"due": [make.due()]}]), make.outcome(), on=date(2025, 1, 1))[0]
    assert (window.start, window.end) == (date(2021, 9, 4), date(2022, 9, 4))
    assert window.because.endswith("is 4 September 2021 to 4 September 2022; overdue since 4 September 2022.")


MONITORED = [
    {
        "when": {"overall": ["weak"]},
        "due": [
            make.due("look", 3, 5, since="published", repeat_every_months=3, repeat_at_most=3),
            make.due("full", 24, 42),
        ],
    }
]


@pytest.mark.parametrize(
    ("looks", "expected"),
    [
        ([], (date(2019, 7, 15), date(2019, 9, 15))),
        ([date(2019, 8, 1)], (date(2019, 10, 1), date(2019, 12, 1))),
        ([date(2019, 8, 1), date(2019, 11, 1)], (date(2020, 1, 1), date(2020, 3, 1))),
        ([date(2019, 8, 1), date(2019, 11, 1), date(2020, 2, 1)], None),
        ([date(2018, 8, 1), date(2018, 11, 1), date(2018, 12, 1)], (date(2019, 7, 15), date(2019, 9, 15))),
    ],
)
def test_monitoring_is_repeated_until_the_most_there_may_be(
    looks: list[date], expected: tuple[date, date] | None
) -> None:
    framework = make.framework(rules=MONITORED)
    visits = [make.outcome(None, kind="look", start=day, end=day, published=day + timedelta(30)) for day in looks]
    windows = [window for window in found(framework, make.outcome("weak"), *visits) if window.kind == "look"]
    assert [(window.start, window.end) for window in windows] == ([expected] if expected else [])


def test_a_full_inspection_stays_due_beside_monitoring() -> None:
    windows = found(make.framework(rules=MONITORED), make.outcome("weak"))
    assert [(window.kind, window.full) for window in windows] == [("look", False), ("full", True)]


def test_a_visit_between_full_ones_is_due_once() -> None:
    framework = make.framework(rules=[{"due": [make.due("look", 12, 24), make.due()]}])
    look = make.outcome(None, kind="look", start=date(2020, 5, 4), end=date(2020, 5, 5), published=date(2020, 6, 1))
    assert [window.kind for window in found(framework, make.outcome())] == ["look", "full"]
    assert [window.kind for window in found(framework, make.outcome(), look)] == ["full"]


@pytest.mark.parametrize(
    ("published", "on", "known"),
    [
        (date(2019, 4, 15), date(2019, 4, 14), False),
        (date(2019, 4, 15), date(2019, 4, 15), True),
        (None, date(2019, 5, 6), False),
        (None, date(2019, 5, 7), True),
    ],
)
def test_an_outcome_counts_from_its_publication(published: date | None, on: date, known: bool) -> None:
    framework = make.framework(rules=[FIRST, {"due": [make.due()]}], start=date(2019, 1, 1))
    windows = found(framework, make.outcome(published=published), on=on)
    assert [window.rule for window in windows] == ["rule-1" if known else "rule-0"]


def test_only_versions_in_force_and_areas_that_exist_have_anything_due() -> None:
    past, now = (
        make.framework(id="past", rules=[FIRST], start=date(2015, 1, 1), end=date(2020, 1, 1)),
        make.framework(id="now", rules=[FIRST]),
    )
    proposed = make.framework(id="proposed", rules=[FIRST], start=None)
    register = make.register(make.area("X1"), make.area("X2", active_to=date(2021, 5, 31)))
    windows = found(now, register=register, others=(past, proposed))
    assert [(window.framework, window.area) for window in windows] == [("now@1", "X1")]


def test_a_framework_that_visits_a_sample_makes_nothing_due() -> None:
    assert found(make.framework(rules=[]), make.outcome()) == []


def test_history_is_carried_from_a_framework_that_was_replaced_if_it_says_so() -> None:
    old = make.framework(id="pier", rules=[])
    rules = [FIRST, {"when": {"frameworks": ["pier", "harbour"], "overall": ["good"]}, "due": [make.due("long")]}]
    outcome = make.outcome(framework="pier@1")
    carried, not_carried = (
        found(
            make.framework(rules=rules, replaces=[{"framework": "pier", "carries_history": carries}]),
            outcome,
            others=(old,),
        )
        for carries in (True, False)
    )
    assert [window.kind for window in carried if window.framework == "harbour@1"] == ["long"]
    assert [window.kind for window in not_carried if window.framework == "harbour@1"] == ["full"]
    assert "(pier@1), found 'good'" in carried[0].because


def test_an_earlier_version_of_the_same_framework_counts() -> None:
    versions = [
        make.framework(version="1", rules=[FIRST], start=date(2015, 1, 1), end=date(2020, 3, 31)),
        make.framework(version="2", rules=[FIRST, {"due": [make.due("long")]}]),
    ]
    windows = found(versions[1], make.outcome(framework="harbour@1"), others=(versions[0],))
    assert [(window.framework, window.kind) for window in windows] == [("harbour@2", "long")]


def test_history_follows_succession_and_says_so() -> None:
    register = make.register(
        make.area("X1", active_to=date(2020, 3, 31), successors=("X2", "X3")),
        make.area("X2", active_from=date(2020, 4, 1), predecessors=("X1",)),
        make.area("X3", active_from=date(2020, 4, 1), predecessors=("X1",)),
    )
    windows = found(make.framework(rules=[FIRST, {"due": [make.due("long")]}]), make.outcome(), register=register)
    assert spans(windows) == [
        (code, "long", date(2021, 9, 4), date(2022, 9, 4)) for code in ("X3", "X2")
    ]  # by name: Ashford-on-Sea, Oakborough
    assert windows[0].because.startswith(
        "The last full inspection of Elmshire, whose history it carries, begun 4 March 2019 (harbour@1), found 'good'; "
    )


def test_a_result_without_an_overall_grade_is_told_by_its_judgements() -> None:
    outcome = make.outcome(None, overall_state="none_by_design", judgements={"help": "good", "leaders": "weak"})
    window = found(make.framework(rules=[{"due": [make.due()]}]), outcome)[0]
    assert "found help 'good', leaders 'weak'; " in window.because


def test_an_assessment_without_a_visit_is_due_all_the_same() -> None:
    framework = make.framework(rules=[FIRST])
    desk = framework.model_copy(
        update={"kinds": tuple(kind.model_copy(update={"on_site_working_days": 0}) for kind in framework.kinds)}
    )
    assert len(found(desk)) == 1


# --- a plain twin: the same windows worked out without any of the library's functions


LAUNCH = date(2020, 4, 1)


def twin(on: date, framework: Framework, outcomes: list[Outcome], areas: list[str]) -> set[tuple[str, str, date, date]]:
    result = set()
    for code in areas:
        seen = [each for each in outcomes if each.area == code and each.published and each.published <= on]
        full = sorted((each for each in seen if each.kind == "full"), key=lambda each: each.start or on)
        if not full:
            result.add((code, "full", LAUNCH, date(2023, 4, 1)))
            continue
        start = full[-1].start
        assert start
        first, last = (12, 24) if full[-1].overall == "weak" else (30, 42)
        result.add((code, "full", *not_before_launch(start, first, last)))
        if full[-1].overall == "weak" and not any(
            each.kind == "look" and each.start > start for each in seen if each.start
        ):
            result.add((code, "look", *not_before_launch(start, 3, 6)))
    return result


def not_before_launch(begun: date, first: int, last: int) -> tuple[date, date]:
    if months_on(begun, first) < LAUNCH:
        return LAUNCH, months_on(LAUNCH, last - first)
    return months_on(begun, first), months_on(begun, last)


def months_on(day: date, months: int) -> date:
    return date(day.year + (day.month - 1 + months) // 12, (day.month - 1 + months) % 12 + 1, day.day)


RULES = [
    FIRST,
    {"when": {"overall": ["weak"]}, "due": [make.due("look", 3, 6), make.due("full", 12, 24)]},
    {"when": {"otherwise": True}, "due": [make.due()]},
]


def visit(area: str, kind: str, grade: str, start: date, lag: int) -> Outcome:
    published = start + timedelta(lag)
    overall = grade if kind == "full" else None
    return make.outcome(overall, area=area, kind=kind, start=start, end=start, published=published)


STARTS = st.dates(date(2019, 1, 1), date(2022, 12, 31)).map(lambda day: day.replace(day=min(day.day, 28)))
VISITS = st.builds(
    visit,
    area=st.sampled_from(["X1", "X2", "X3"]),
    kind=st.sampled_from(["full", "look"]),
    grade=st.sampled_from(["good", "weak"]),
    start=STARTS,
    lag=st.integers(0, 90),
)
HISTORIES = st.lists(VISITS, max_size=12, unique_by=lambda each: each.start)
DAYS = st.dates(date(2020, 4, 1), date(2024, 1, 1))
AREAS = make.register(make.area("X1"), make.area("X2"), make.area("X3"))
FRAMEWORK = make.framework(rules=RULES, start=LAUNCH)


@settings(max_examples=60, deadline=None)
@given(on=DAYS, outcomes=HISTORIES)
def test_windows_are_those_of_a_plain_twin(on: date, outcomes: list[Outcome]) -> None:
    windows = found(FRAMEWORK, *outcomes, on=on, register=AREAS)
    assert set(spans(windows)) == twin(on, FRAMEWORK, outcomes, ["X1", "X2", "X3"])
    assert len(windows) == len(set(spans(windows)))


@settings(max_examples=60, deadline=None)
@given(on=DAYS, outcomes=HISTORIES)
def test_nothing_published_later_ever_matters(on: date, outcomes: list[Outcome]) -> None:
    known = [each for each in outcomes if each.published and each.published <= on]
    changed = [each if each in known else replace(each, overall="weak", kind="full") for each in outcomes]
    expected = found(FRAMEWORK, *known, on=on, register=AREAS)
    assert found(FRAMEWORK, *outcomes, on=on, register=AREAS) == expected
    assert found(FRAMEWORK, *changed, on=on, register=AREAS) == expected


# --- England


@pytest.mark.parametrize(
    "on", [date(2010, 1, 1), date(2012, 6, 1), date(2015, 10, 28), date(2025, 6, 1), date(2029, 1, 1)]
)
def test_every_window_of_england_names_its_rule_once_an_area(on: date) -> None:
    register, outcomes, frameworks = make.england()
    windows = due(on=on, frameworks=frameworks, register=register, outcomes=outcomes)
    rules = {(framework.ref, rule.id) for framework in frameworks for rule in framework.cycle.frequency}
    assert {(window.framework, window.rule) for window in windows} <= rules
    assert all(window.start <= window.end for window in windows)
    assert len(windows) == len({(window.area, window.framework, window.kind) for window in windows})


def test_every_area_has_one_full_inspection_due_under_each_framework_of_2025() -> None:
    register, outcomes, frameworks = make.england()
    on = date(2025, 6, 1)
    windows = due(on=on, frameworks=frameworks, register=register, outcomes=outcomes)
    full = [(window.framework, window.area) for window in windows if window.full]
    assert sorted(full) == sorted(
        (framework, area.ons_code) for framework in ("area-send@2023", "ilacs@2023") for area in register.active(on)
    )


def test_a_real_window_can_be_worked_out_again_from_its_sentence() -> None:
    register, outcomes, frameworks = make.england()
    windows = due(on=date(2025, 6, 1), frameworks=frameworks, register=register, outcomes=outcomes)
    barnet = {(window.framework, window.kind): window for window in windows if window.name == "Barnet"}
    window = barnet["ilacs@2023", "short"]
    assert (window.start, window.end, window.rule) == (date(2026, 12, 10), date(2027, 12, 10), "good_short")
    assert "begun 10 June 2024 (ilacs@2023), found 'good'" in window.because
    assert "30 to 42 months after its first day on site (10 June 2024)" in window.because
