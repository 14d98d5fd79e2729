"""Is every recommendation refused that its table of cases refuses, for that reason and for no other?"""

from pathlib import Path

import pytest
import yaml

from factories.follow_up import BODIES, inspected, recommendation
from joint_inspection.errors import InvalidInput, NotPossible
from joint_inspection.follow_up.blockers import NationalBlocker, check_blocker
from joint_inspection.follow_up.check import RULES, breaches, check_recommendation
from joint_inspection.follow_up.named import agencies_named
from joint_inspection.follow_up.recommendations import Recommendation
from joint_inspection.follow_up.responsibility import as_text, by_controller, responsibility
from joint_inspection.follow_up.split import assign, bodies_named, split
from joint_inspection.frameworks.load import find

SPEC = Path(__file__).parents[2] / "spec/recommendations"
TABLES = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(SPEC.glob("*.yaml"))}
CASES = [pytest.param(case, id=f"{rule}: {case['is']}") for rule, cases in TABLES.items() for case in cases]
POINT = "Children are seen late. Police, schools and health services should share what they know."


def made(case):
    more = {"framework": find(case["framework"])} if "framework" in case else {}
    if "day" in case:
        more["on"] = case["day"]
    return recommendation(**case.get("recommendation", {})), inspected(**more)


@pytest.mark.parametrize("case", CASES)
def test_a_recommendation_is_refused_for_what_its_case_says(case):
    assert [rule for rule, _ in breaches(*made(case))] == case["finds"]


def test_every_rule_has_cases_that_it_refuses_and_cases_that_it_lets_pass():
    refuses = {rule for rule, cases in TABLES.items() if any(rule in case["finds"] for case in cases)}
    spares = {rule for rule, cases in TABLES.items() if any(rule not in case["finds"] for case in cases)}
    assert refuses == spares == set(TABLES) == {rule.__name__ for rule in RULES}


def test_who_is_without_power_learns_who_has_it():
    (problem,) = check_recommendation(recommendation(function="policing", text="Arrest faster, says Sam"), inspected())
    assert problem.where == "to"
    assert problem.says == (
        "The council has no power over this. The power lies with the police (Police Reform and Social Responsibility "
        "Act 2011, section 2): ask there"
    )
    (national,) = check_recommendation(recommendation(function="court_time"), inspected())
    assert national.says == (
        "The council has no power over this. Only the government can change it: note it as a national blocker"
    )
    assert "Sam" not in repr(recommendation(text="Sam waits"))


def test_a_recommendation_comes_back_from_json_as_it_was():
    asked = recommendation(contributors=["police"], control="shared")
    assert Recommendation.model_validate_json(asked.model_dump_json()) == asked


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({}, []),
        ({"to": "transport"}, ["to"]),
        ({"function": "enquiries"}, ["function"]),
        ({"function": "weather"}, ["function"]),
        ({"blocks": ("r9",)}, ["blocks"]),
        ({"findings": ()}, ["findings"]),
        ({"findings": ("nowhere",)}, ["findings"]),
    ],
)
def test_a_blocker_is_national_and_follows_from_findings(given, where):
    said = {"id": "b1", "text": "Courts are slow.", "to": "justice", "function": "court_time", "blocks": ("r1",),
            "findings": ("council",)}  # fmt: skip
    found = check_blocker(NationalBlocker(**said | given), [recommendation()], inspected())
    assert [problem.where for problem in found] == where


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The quality of plans for children in need.", ()),
        ("Children’s mental health and their own police officer toys.", ("police",)),
        ("How the local authority, GPs and police work together as partners.",
         ("council", "health", "police", "partnership")),
        ("Schools tell the youth justice service and probation.", ("schools", "youth_justice", "probation")),
        ("Policies and schooling.", ()),
    ],
)  # fmt: skip
def test_agencies_are_found_in_words_and_topics_are_not(text, kinds):
    assert agencies_named(text) == kinds


def test_a_point_that_names_several_agencies_is_split_into_one_for_each():
    point = recommendation(text=POINT, function="strategy_discussion", control="shared")
    assert [each.code for each in bodies_named(POINT, BODIES)] == ["police", "schools", "health"]
    parts = split(point, ["police", "schools", "health"], inspected())
    assert [(each.id, each.to, each.control.value, each.contributors) for each in parts] == [
        ("r1.1", "police", "shared", ("schools", "health")),
        ("r1.2", "health", "shared", ("police", "schools")),
    ]  # schools hold nothing of it
    with pytest.raises(InvalidInput, match="at least two bodies"):
        split(point, ["police", "police"], inspected())


def test_or_it_is_assigned_to_the_partnership_with_a_lead():
    point = recommendation(text=POINT, function="strategy_discussion", control="shared", findings=["partnership"])
    together = assign(point, lead="police", inspected=inspected())
    assert (together.to, together.lead, together.control) == ("partnership", "police", "shared")
    assert together.contributors == ("schools", "health", "council")
    assert check_recommendation(together, inspected()) == ()
    helping = assign(recommendation(text=POINT), lead="health", inspected=inspected())
    assert helping.control == "influence"
    with pytest.raises(NotPossible, match="No partnership is inspected"):
        assign(point, lead="police", inspected=inspected(bodies=BODIES[:3]))


def test_the_councils_duty_is_shown_beside_divided_responsibility():
    asked = recommendation(
        to="police", function="policing", contributors=["health"], findings=["police"], control="full"
    )
    found = responsibility(asked, bodies=BODIES, register=inspected().register, on=inspected().on)
    assert found.is_divided
    assert [(each.holder, each.statute) for each in found.duties] == [
        ("police", "Police Reform and Social Responsibility Act 2011, section 2")
    ]
    assert [each.statute for each in found.council] == [
        "Children Act 1989, section 17(1)", "Children Act 2004, section 10(1)"
    ]  # fmt: skip
    assert as_text(found) == (
        "Accountable: Elmshire police, with full control.",
        "Without whom it cannot be done: Elmshire health.",
        "The power lies with the police (Police Reform and Social Responsibility Act 2011, section 2).",
        "Whoever else has a part, the council keeps its duty: services for children in need and their families "
        "(Children Act 1989, section 17(1)).",
        "Whoever else has a part, the council keeps its duty: arrangements for co-operation "
        "(Children Act 2004, section 10(1)).",
    )


@pytest.mark.parametrize(
    ("given", "own"),
    [
        ({}, ": the police (Children Act 2004, section 11(1)(h))"),
        ({"contributors": ["health"]}, ": the health body (Children Act 2004, section 11(1)(bb), (f) and (g)), the "
                                       "police (Children Act 2004, section 11(1)(h))"),
        ({"to": "partnership"}, ""),
    ],
)  # fmt: skip
def test_what_each_body_does_for_itself_is_laid_at_no_others_door(given, own):
    asked = recommendation(**{"to": "police", "function": "own_safeguarding", "control": "full"} | given)
    found = responsibility(asked, bodies=BODIES, register=inspected().register, on=inspected().on)
    lines = as_text(found)
    assert [line for line in lines if "holds the power" in line] == [
        f"Each body itself holds the power for its own part{own}."
    ]  # fmt: skip
    assert [line for line in lines if "lies with" in line or "each body's own" in line] == []


@pytest.mark.parametrize(
    ("given", "divided"),
    [
        ({}, False),
        ({"contributors": ["health"]}, True),
        ({"to": "police", "function": "policing"}, True),
        ({"to": "partnership", "lead": "council"}, True),
    ],
)
def test_responsibility_is_divided_as_soon_as_anybody_but_the_council_has_a_part(given, divided):
    found = responsibility(recommendation(**given), bodies=BODIES, register=inspected().register, on=inspected().on)
    assert found.is_divided is divided
    assert any("the council keeps its duty" in line for line in as_text(found)) is divided


def test_recommendations_are_counted_by_who_is_accountable():
    asked = [recommendation(), recommendation(), recommendation(to="police"), recommendation(to="unheard")]
    assert by_controller(asked, BODIES) == {"council": 2, "police": 1, "unknown": 1}
