"""Do all the parts of a follow-up agree, and what do they give the next inspection to ask?"""

from datetime import date

import pytest

from factories.follow_up import action, found, inspected, link, recommendation, statement
from joint_inspection.areas import load_register
from joint_inspection.follow_up.blockers import NationalBlocker
from joint_inspection.follow_up.repeats import returns
from joint_inspection.follow_up.seeds import lines_of, lines_of_returns
from joint_inspection.follow_up.whole import FollowUp, check_follow_up, check_recommendations

REGISTER = load_register()
NOW = found("now")


def blocker(id="b1"):
    return NationalBlocker(id=id, text="Slow.", to="justice", function="court_time", findings=("council",))


def then(id="then"):
    return found(id, published="2024-02-12", framework="ilacs@2023", inspectorates=["ofsted"])


def whole(**given):
    said = {"blockers": (blocker(),), "statements": (statement(),), "before": (then(),), "links": (link(),)}
    return FollowUp(**said | given)


def problems(follow_up):
    found = check_follow_up(follow_up, [recommendation()], inspected(), found=[NOW], register=REGISTER)
    return [problem.where for problem in found]


def test_a_whole_follow_up_comes_back_from_json_without_a_problem():
    assert FollowUp.model_validate_json(whole().model_dump_json()) == whole()
    assert problems(whole()) == []
    assert problems(FollowUp()) == []


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"blockers": (blocker(), blocker())}, ["blockers.1.id"]),
        ({"statements": (statement(), statement())}, ["statements.1.id"]),
        ({"statements": (statement(actions=[action(due=None)]),)}, ["statements.0.actions.0.due"]),
        ({"before": (then(), then())}, ["before.1.id"]),
        ({"before": (then("now"), then())}, ["links.0.earlier", "before.0.id"]),
        ({"links": (link(earlier="unheard"),)}, ["links.0.earlier"]),
        ({"statements": (statement(supersedes="s0"),)}, ["statements.0.supersedes"]),
        ({"statements": (statement(), statement(id="s2", supersedes="s1"))}, []),
        (
            {"statements": (statement(), statement(id="s2", supersedes="s1"), statement(id="s3", supersedes="s1"))},
            ["statements.2.supersedes"],
        ),
    ],
)
def test_parts_that_do_not_agree_are_said_with_their_place(given, where):
    assert problems(whole(**given)) == where


def test_recommendations_are_checked_together():
    asked = [recommendation(), recommendation(to="police", findings=["police"])]
    assert [problem.where for problem in check_recommendations(asked, inspected())] == [
        "recommendations.1.control", "recommendations.1.contributors", "recommendations.1.id"
    ]  # fmt: skip


def test_a_statement_gives_the_next_inspection_questions():
    progress = [
        {"action": id, "on": "2026-07-01", "by": "ben", "state": state}
        for id, state in (("a2", "done"), ("a3", "done"), ("a4", "stopped"), ("a5", "done"))
    ]
    looked = [
        {"action": id, "on": "2026-07-08", "by": "eve", "because": "Read.", "confirmed": confirmed}
        for id, confirmed in (("a3", False), ("a5", True))
    ]
    written = statement(
        actions=[action(id=f"a{n}") for n in range(1, 7)] + [action(id="a7", due="2027-09-30")], sent_on="2026-06-15",
        progress=progress, verifications=looked,
        reviews=[{"on": "2026-06-22", "by": "lea", "reflects": False, "because": "No."}],
    )  # fmt: skip
    lines = lines_of(written, on=date(2026, 10, 1), source="Statement of June 2026")
    assert [each.key for each in lines] == [
        "late:s1", "review:s1", "action:s1:a1", "action:s1:a2", "action:s1:a3", "action:s1:a4", "action:s1:a6"
    ]  # fmt: skip
    assert lines[0].asks == "Why did the statement come 1 working day late, or not at all?"
    assert lines[2].asks == "What became of action a1, which is overdue?"
    assert {(each.origin.value, each.source) for each in lines} == {("statement", "Statement of June 2026")}


def test_a_statement_that_went_well_gives_none():
    assert lines_of(statement(), on=date(2026, 9, 30), source="s") == ()


def test_a_finding_that_came_back_gives_a_question():
    flags = returns([NOW, then()], [link()], REGISTER)
    (line,) = lines_of_returns(flags, source="Letter of March 2026")
    assert line.asks == "Finding now came back 24 months after then: why did what was done not last?"


def test_what_did_not_help_for_certain_gives_a_question():
    check = {"action": "a1", "by": "eve", "what": "Seen", "stratum": "Team 1", "better": "higher"}
    little = {"share": 0.5, "low": 0.3, "high": 0.7, "children": 20}
    much = {"share": 0.95, "low": 0.85, "high": 0.99, "children": 20}
    written = statement(
        progress=[{"action": "a1", "on": "2026-07-01", "by": "ben", "state": "under_way"}],
        impact=[
            check | {"on": "2026-09-01", "before": little, "after": much},
            check | {"on": "2026-08-03", "before": little, "after": little},
        ],
    )
    (line,) = lines_of(written, on=date(2026, 8, 31), source="s")
    assert (line.key, line.asks) == (
        "impact:s1:a1",
        "Did action a1 help children? It cannot be told whether it got better: 50% of 20 children before, 50% of 20 "
        "now; the difference lies between -28% and +28%",
    )
    assert lines_of(written, on=date(2026, 9, 1), source="s") == ()
