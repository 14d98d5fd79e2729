"""Do people write down why they decide otherwise, why they dissent, and why something good is good no more?"""

import pytest

from factories.small import outcome
from joint_inspection.frameworks.load import find
from joint_inspection.judgements import Proposal
from joint_inspection.judgements.decide import Decision, Reversal, check_decision, reversals

GRADED, UNGRADED, RATED = find("sif@2013"), find("ilacs@2026"), find("annual-rating@2009")
PROPOSED = Proposal(policy="limiting", proposed="good", because=("The middle.",))
NONE = Proposal(policy="profile", proposed=None, because=("No overall.",))
TURNED = Reversal(judgement="leadership", before="good", now="inadequate", earlier="sif-1", worse=True)


@pytest.mark.parametrize(
    ("framework", "proposal", "decided", "more", "found"),
    [
        (GRADED, PROPOSED, {"result": "good"}, {}, []),
        (GRADED, PROPOSED, {"result": "requires_improvement"}, {}, ["departs_because"]),
        (GRADED, PROPOSED, {"result": "requires_improvement", "departs_because": " "}, {}, ["departs_because"]),
        (GRADED, PROPOSED, {"result": "requires_improvement", "departs_because": "Too new."}, {}, []),
        (GRADED, PROPOSED, {"result": "splendid", "departs_because": "So."}, {}, ["result"]),
        (GRADED, PROPOSED, {"result": None, "departs_because": "So."}, {}, ["result"]),
        (RATED, PROPOSED, {"result": None, "departs_because": "An inspection is due."}, {}, []),
        (UNGRADED, NONE, {"result": None}, {}, []),
        (UNGRADED, NONE, {"result": "good", "departs_because": "So."}, {}, ["result"]),
        (GRADED, PROPOSED, {"result": "good"}, {"turned": [TURNED]}, ["turned_because.leadership"]),
        (GRADED, PROPOSED, {"result": "good", "turned_because": {"leadership": "All left."}}, {"turned": [TURNED]}, []),
        (GRADED, PROPOSED, {"result": "good"}, {"dissenting": ["cqc"]}, ["dissent_because.cqc"]),
        (
            GRADED,
            PROPOSED,
            {"result": "good", "dissent_because": {"cqc": "Too few seen."}},
            {"dissenting": ["cqc"]},
            [],
        ),
    ],
)
def test_what_has_to_be_written_down(framework, proposal, decided, more, found):
    problems = check_decision(Decision(**decided), proposal, framework, **more)
    assert [problem.where for problem in problems] == found


def test_advice_says_what_was_proposed_and_what_it_was_before():
    departs, turned = check_decision(Decision(result="inadequate"), PROPOSED, GRADED, turned=[TURNED])
    assert departs.says == "The policy proposes good; write why you decide inadequate"
    assert turned.says == "It was good in sif-1 and is inadequate now: write why, or what changed in practice since"


def earlier(when, framework="sif@2013", overall=None, **judgements):
    year = outcome().start.replace(year=when)
    return outcome(overall, id=f"{framework}-{when}", framework=framework, start=year, judgements=judgements)


@pytest.mark.parametrize(
    ("history", "now", "found"),
    [
        ([], {"leadership": "inadequate"}, []),
        ([earlier(2015, leadership="good")], {"leadership": "outstanding"}, []),
        ([earlier(2015, leadership="good")], {"leadership": "requires_improvement"}, [("leadership", "good", True)]),
        ([earlier(2015, leadership="inadequate")], {"leadership": "good"}, [("leadership", "inadequate", False)]),
        ([earlier(2012, leadership="good"), earlier(2015, leadership="inadequate")], {"leadership": "inadequate"}, []),
        ([earlier(2015, leadership="good"), earlier(2016)], {"leadership": "inadequate"},
         [("leadership", "good", True)]),
        ([earlier(2012, "child-protection@2012", help_protection="adequate")], {"help_protection": "good"},
         [("help_protection", "adequate", False)]),
        ([earlier(2015, overall="good")], {"overall": "inadequate"}, [("overall", "good", True)]),
    ],
)  # fmt: skip
def test_what_turned_since_it_was_last_published_by_whichever_framework(history, now, found):
    turned = reversals(now, find("ilacs@2018"), history)
    assert [(each.judgement, each.before, each.worse) for each in turned] == found


def test_reasons_are_not_shown_where_a_value_is_printed():
    decision = Decision(
        result="good", departs_because="Sam", dissent_because={"cqc": "Sam"}, turned_because={"a": "Sam"}
    )
    assert "Sam" not in repr(decision)
