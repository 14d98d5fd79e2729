"""Are findings linked across inspectorates, frameworks and areas, and flagged where they come back too soon?"""

from pathlib import Path

import pytest
import yaml

from factories.follow_up import found, link
from joint_inspection.areas import load_register
from joint_inspection.follow_up.repeats import (
    RULES,
    Found,
    Link,
    breaches,
    check_link,
    may_repeat,
    returns,
    story,
    was_good,
)

REGISTER = load_register()
SPEC = Path(__file__).parents[2] / "spec/repeats"
TABLES = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(SPEC.glob("*.yaml"))}
CASES = [pytest.param(case, id=f"{rule}: {case['is']}") for rule, cases in TABLES.items() for case in cases]


def then(**given):
    return found("then", **{"published": "2024-02-12", "framework": "ilacs@2023", "inspectorates": ["ofsted"]} | given)


@pytest.mark.parametrize("case", CASES)
def test_a_link_is_refused_for_what_its_case_says(case):
    findings = [found("now", **case.get("now", {})), then(**case.get("then", {}))]
    assert [rule for rule, _ in breaches(link(**case.get("link", {})), findings, REGISTER)] == case["finds"]


def test_every_rule_has_cases_that_it_refuses_and_cases_that_it_lets_pass():
    refuses = {rule for rule, cases in TABLES.items() if any(rule in case["finds"] for case in cases)}
    spares = {rule for rule, cases in TABLES.items() if any(rule not in case["finds"] for case in cases)}
    assert refuses == spares == set(TABLES) == {rule.__name__ for rule in RULES}


def test_links_and_findings_come_back_from_json_as_they_were():
    assert Link.model_validate_json(link().model_dump_json()) == link()
    assert Found.model_validate_json(then().model_dump_json()) == then()
    assert "asked" not in repr(then())
    (problem,) = check_link(link(kind="contradicts"), [found("now"), then()], REGISTER)
    assert problem.says == "Both say the same: choose same, wider, narrower or returned"


@pytest.mark.parametrize(
    ("earlier", "kind", "flagged"),
    [
        ({"published": "2023-03-02"}, "same", True),
        ({"published": "2023-03-01"}, "same", False),
        ({"published": "2023-03-02"}, "wider", True),
        ({"published": "2023-03-02"}, "narrower", True),
        ({"published": "2024-02-12", "direction": "strength"}, "contradicts", False),
        ({"published": "2019-02-12", "resolved_on": "2023-03-02"}, "returned", True),
        ({"published": "2019-02-12", "resolved_on": "2023-03-01"}, "returned", False),
    ],
)
def test_what_comes_back_within_three_years_is_flagged(earlier, kind, flagged):
    flags = returns([found("now"), then(**earlier)], [link(kind=kind)], REGISTER)
    assert [each.earlier for each in flags] == (["then"] if flagged else [])


def test_a_return_says_across_what_it_came_back():
    cumberland = found("now", area="E06000063", inspectorates=["hmi-probation"], framework="youth-justice@2018")
    (flag,) = returns([cumberland, then(area="E10000006")], [link(kind="wider")], REGISTER)
    assert (flag.months, flag.other_inspectorate, flag.other_framework, flag.other_area) == (24, True, True, True)
    (flag,) = returns([found("now"), then(framework="jtai@2016", published="2024-03-03")], [link()], REGISTER)
    assert (flag.months, flag.other_inspectorate, flag.other_framework, flag.other_area) == (23, False, False, False)


def test_the_time_that_is_watched_can_be_chosen():
    findings = [found("now"), then(published="2021-09-01")]
    assert [len(returns(findings, [link()], REGISTER, years=years)) for years in (3, 4, 5)] == [0, 0, 1]


def test_a_finding_has_a_story_over_many_links():
    links = [
        link(), link(later="then", earlier="long_ago"), link(later="then", earlier="before"),
        link(later="before", earlier="long_ago"), link(later="now", earlier="praise", kind="contradicts"),
    ]  # fmt: skip
    assert story("now", links) == ("then", "long_ago", "before")
    assert story("long_ago", links) == ()
    assert story("round", [link(later="round", earlier="and"), link(later="and", earlier="round")]) == ("and",)


def test_what_may_be_a_repeat_is_suggested_the_closest_first():
    earlier = [
        then(criterion="other"),
        found("same", published="2022-05-01", framework="jtai@2016"),
        found("more", published="2020-05-01", criterion="x", about=["council", "police"]),
        found("elsewhere", published="2022-05-01", area="E10000008"),
        found("strength", published="2022-05-01", direction="strength"),
        found("later", published="2026-05-01"),
        found("unshared", published="2022-05-01", criterion="x", shared=[]),
        found("none", published="2022-05-01", criterion=None, shared=[]),
    ]
    now = found("now", about=["council", "police"])
    ids = [each.id for each in may_repeat(now, earlier, REGISTER)]
    assert ids == ["same", "more", "then"]


@pytest.mark.parametrize(
    ("earlier", "turned"),
    [
        ([{"direction": "strength"}], True),
        ([{"direction": "weakness"}], False),
        ([{"direction": "context"}], False),
        ([{"direction": "strength", "inspectorates": ["hmicfrs"], "framework": "integrated@proposed"}], True),
        ([{"direction": "strength", "about": ["school"]}], False),
        ([{"direction": "strength", "shared": [], "criterion": "another"}], False),
        ([{"direction": "strength", "area": "E06000063"}], False),
        ([{"direction": "strength", "published": "2030-01-01"}], False),
        ([{"direction": "strength", "published": "2020-01-01"}, {"direction": "weakness"}], False),
        ([{"direction": "weakness", "published": "2020-01-01"}, {"direction": "strength"}], True),
        ([{"direction": "strength"}, {"direction": "weakness"}], False),
    ],
)
def test_what_was_good_when_last_published_of_the_same_bodies_and_is_not_good_now(earlier, turned):
    before = [then(**each).model_copy(update={"id": f"then{place}"}) for place, each in enumerate(earlier)]
    assert bool(was_good(found("now"), before, REGISTER)) == turned
    assert was_good(found("now", direction="strength"), before, REGISTER) == ()
