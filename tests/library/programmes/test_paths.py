"""Rules against history: the published figures, each exception, and small made-up histories."""

import itertools
from collections import Counter
from datetime import date
from typing import Any

import pytest

from factories import small as make
from joint_inspection.programmes.paths import PathCheck, check_paths, months_in

RULES = [
    {"id": "good", "when": {"overall": ["good"]}, "due": [make.due("full")]},
    {"id": "weak", "when": {"overall": ["weak"]}, "due": [make.due("look", 3, 6), make.due("long")]},
    {"id": "rest"},
]
LATER = {"start": date(2022, 5, 9), "end": date(2022, 5, 13), "published": date(2022, 6, 20)}


@pytest.fixture(scope="module")
def england() -> dict[str, PathCheck]:
    register, outcomes, frameworks = make.england()
    return {each.framework: each for each in check_paths(frameworks=frameworks, register=register, outcomes=outcomes)}


def test_the_path_rule_matches_254_of_271_real_transitions(england: dict[str, PathCheck]) -> None:
    figures = england["ilacs"].as_json()
    assert (figures["transitions"], figures["matched"]) == (271, 254)
    assert figures["by_previous"] == {
        "sif": {"transitions": 150, "matched": 141},
        "ilacs": {"transitions": 121, "matched": 113},
    }
    assert figures["inherited"] == {"transitions": 6, "matched": 6}


def test_printed_intervals_match_the_rule_67_times_of_67(england: dict[str, PathCheck]) -> None:
    figures = england["area-send"].as_json()
    assert (figures["transitions"], figures["matched"], figures["exceptions"]) == (67, 67, [])


def test_every_exception_is_a_good_area_that_had_the_longer_visit_or_the_reverse(england: dict[str, PathCheck]) -> None:
    exceptions = england["ilacs"].exceptions
    paths = Counter((each.previous.overall, each.expected, each.actual) for each in exceptions)
    assert sum(paths.values()) == 17
    assert {expected == "short" for overall, expected, _ in paths if overall in ("good", "outstanding")} == {True}
    assert all(expected != actual for _, expected, actual in paths)
    register = make.england()[0]
    assert all(register.has(each.area) and register.get(each.area).name == each.name for each in exceptions)


def test_figures_are_those_of_a_plain_count() -> None:
    """Counted from the carried table alone, with the rule in one line."""
    register, outcomes, _ = make.england()
    by_area: dict[str, list[Any]] = {}
    for each in sorted((each for each in outcomes if each.when), key=lambda each: each.when or date.min):
        if each.framework.startswith(("sif@", "ilacs@")) and each.kind in (
            "inspection",
            "reinspection",
            "short",
            "standard",
        ):
            by_area.setdefault(register.get(each.area).ons_code, []).append(each)
    pairs = [(a, b) for visits in by_area.values() for a, b in itertools.pairwise(visits) if "ilacs" in b.framework]
    matched = sum(b.kind == ("short" if a.overall in ("good", "outstanding") else "standard") for a, b in pairs)
    assert (len(pairs), matched) == (271, 254)


def test_transitions_are_matches_and_exceptions(england: dict[str, PathCheck]) -> None:
    for check in england.values():
        figures = check.as_json()
        assert figures["transitions"] == figures["matched"] + len(figures["exceptions"])  # type: ignore[operator, arg-type]
        assert check.counted


def check(*outcomes: Any, **more: Any) -> list[PathCheck]:
    frameworks = more.pop("frameworks", None) or [make.framework(rules=RULES)]
    return list(check_paths(frameworks=frameworks, register=more.pop("register", make.register()), outcomes=outcomes))


@pytest.mark.parametrize(("grade", "kind", "matched"), [("good", "full", 1), ("good", "long", 0), ("weak", "long", 1)])
def test_a_transition_matches_if_the_kind_was_the_rules(grade: str, kind: str, matched: int) -> None:
    figures = check(make.outcome(grade), make.outcome("good", kind=kind, **LATER))[0].as_json()
    assert (figures["transitions"], figures["matched"]) == (1, matched)


def test_an_exception_says_what_an_override_would_have_needed() -> None:
    figures = check(make.outcome("good"), make.outcome("good", kind="long", **LATER))[0].as_json()
    assert figures["exceptions"] == [
        {
            "area": "X1", "name": "Elmshire", "framework": "harbour@1", "from": "harbour@1",
            "from_date": date(2019, 3, 4), "from_overall": "good", "to_date": date(2022, 5, 9), "rule": "good",
            "expected": "full", "actual": "long",
            "says": "After 'good' rule 'good' names full, and the inspection that began 2022-05-09 was long; an "
            "override would have needed a reason for long, who approved it, and a decision before 2022-05-09.",
        }
    ]  # fmt: skip


def test_a_rule_that_names_no_full_inspection_makes_an_exception_of_any() -> None:
    exception = check(make.outcome("other"), make.outcome("good", **LATER))[0].exceptions[0]
    assert (exception.rule, exception.expected) == ("rest", "no full inspection")


def test_visits_that_are_not_full_make_no_transition() -> None:
    assert check(make.outcome("good"), make.outcome(None, kind="look", **LATER)) == []


def test_a_framework_with_one_kind_of_inspection_has_nothing_to_try() -> None:
    framework = make.framework(rules=[RULES[0]])
    assert check(make.outcome("good"), make.outcome("good", **LATER), frameworks=[framework]) == []


def test_a_successors_first_inspection_is_shown_apart() -> None:
    register = make.register(
        make.area("X1", successors=("X2",), active_to=date(2020, 3, 31)),
        make.area("X2", predecessors=("X1",), active_from=date(2020, 4, 1)),
    )
    again = {"start": date(2024, 5, 9), "end": date(2024, 5, 13), "published": date(2024, 6, 20)}
    visits = [make.outcome(), make.outcome(area="X2", **LATER), make.outcome(area="X2", kind="long", **again)]
    figures = check(*visits, register=register)[0].as_json()
    assert (figures["transitions"], figures["matched"]) == (1, 0)
    assert figures["inherited"] == {"transitions": 1, "matched": 1}


@pytest.mark.parametrize(
    ("says", "due", "matched"),
    [
        ("3 years", None, 1),
        ("three years", None, 1),
        ("18 months", None, 0),
        (None, date(2022, 3, 4), 1),
        (None, date(2024, 3, 4), 0),
        ("3 years", date(2024, 3, 4), 0),
        ("in due course", None, 0),
    ],
)
def test_a_printed_interval_is_compared_with_the_window(says: str | None, due: date | None, matched: int) -> None:
    figures = check(make.outcome("good", next_says=says, next_due=due))[0].as_json()
    assert (figures["compared"], figures["transitions"], figures["matched"]) == ("printed interval", 1, matched)


@pytest.mark.parametrize(
    ("text", "months"),
    [("within approximately five years", 60), ("18 months", 18), ("1 year", 12), ("some years", None), ("", None)],
)
def test_an_interval_in_words(text: str, months: int | None) -> None:
    assert months_in(text) == months
