"""Is what followed an inspection read and checked with its record, without repeating what was written?"""

import json
from datetime import date

import pytest

from factories.evidence import record
from factories.follow_up import action, link, statement
from joint_inspection.cli import main
from joint_inspection.frameworks.load import find
from joint_inspection.record import InspectionRecord, check_file
from joint_inspection.record.follow_up import published_findings

COUNCIL = "council:X99000001"
ASKED = {
    "id": "r1", "text": "See children sooner.", "to": COUNCIL, "function": "enquiries", "control": "full",
    "severity": "improvement", "findings": ["f1"],
}  # fmt: skip
LETTER = {
    "id": "letter", "published": "2026-03-04", "received": "2026-03-02", "asks_for_statement": True,
    "statement_of": {"body": COUNCIL}, "statement_due": "12 June 2026",
    "statement_to": "the mailbox of the inspectorates",
}  # fmt: skip
BEFORE = {
    "id": "then", "area": "X99000001", "framework": "ilacs@2023", "inspectorates": ["ofsted"],
    "published": "2024-02-12", "about": ["council"], "direction": "weakness", "text": "Children are not asked.",
}  # fmt: skip
OWNER = {"body": COUNCIL, "office": "director_of_childrens_services"}


def whole(act=None, **given):
    """The whole inspection of Elmshire, one recommendation, the council's answer, and a finding of 2024."""
    actions = [action(owner=OWNER, **(act or {}))]
    after = {
        "statements": [statement(request={"to": {"body": COUNCIL}}, actions=actions).model_dump(mode="json")],
        "before": [BEFORE], "links": [link(later="f1").model_dump(mode="json")],
        "blockers": [{"id": "b1", "text": "Slow.", "to": "justice", "function": "court_time", "findings": ["f1"]}],
    } | given  # fmt: skip
    return record(recommendations=[ASKED], letters=[LETTER], follow_up=after)


def written(tmp_path, said):
    (tmp_path / "r.json").write_text(json.dumps(said, indent=1), encoding="utf-8")
    return tmp_path / "r.json"


def test_a_record_with_everything_that_followed_comes_back_as_it_was(tmp_path):
    made, problems = check_file(written(tmp_path, whole()))
    assert problems == ()
    assert InspectionRecord.model_validate_json(made.model_dump_json()) == made
    assert (len(made.follow_up.statements), made.follow_up.links[0].earlier) == (1, "then")


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"act": {"due": None}}, "follow_up.statements.0.actions.0.due"),
        ({"blockers": [{"id": "b", "text": "S.", "to": "justice", "function": "enquiries", "findings": ["f1"]}]},
         "follow_up.blockers.0.function"),
        ({"before": [BEFORE | {"area": "E10000008"}]}, "follow_up.links.0.earlier"),
        ({"before": [BEFORE | {"published": "2026-03-04"}]}, "follow_up.links.0.earlier"),
    ],
)  # fmt: skip
def test_what_does_not_agree_is_said_with_its_line(tmp_path, given, where):
    _, (problem,) = check_file(written(tmp_path, whole(**given)))
    assert problem.where == where
    assert problem.line


def test_the_command_says_it_and_repeats_nothing(tmp_path, capsys):
    path = written(tmp_path, whole(act={"says": "Sam is seen", "due": "2026-12-25"}))
    assert main(["inspection", "import", str(path)]) == 10
    assert "Friday 25 December 2026 (Christmas Day) is not a working day" in capsys.readouterr().err
    path = written(tmp_path, _broken(whole()))
    assert main(["inspection", "import", str(path)]) == 10
    assert "Sam" not in capsys.readouterr().err


def _broken(said):
    said["follow_up"]["statements"][0]["actions"][0]["due"] = "Sam"
    return said


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"id": "other"}, "follow_up.statements.0.request.letter"),
        ({"received": "2026-03-03", "statement_due": "15 June 2026"}, "follow_up.statements.0.request"),
        ({"statement_of": None}, "follow_up.statements.0.request"),
    ],
)
def test_a_statement_was_asked_for_by_a_letter_in_its_own_terms(tmp_path, changed, where):
    _, (problem,) = check_file(written(tmp_path, whole() | {"letters": [LETTER | changed]}))
    assert problem.where == where


def test_findings_are_told_to_later_inspections_with_what_was_put_right():
    said = whole()
    said["follow_up"]["statements"][0] |= {
        "progress": [{"action": "a1", "on": "2026-09-01", "by": "ben", "state": "done"}],
        "verifications": [{"action": "a1", "on": "2026-09-15", "by": "eve", "confirmed": True, "because": "Read."}],
    }
    made = InspectionRecord.model_validate_json(json.dumps(said, default=str))
    framework = find("jtai@2022")
    (found,) = published_findings(made, framework, on=date(2026, 9, 15))
    assert (found.id, found.area, found.about, found.published) == ("f1", "X99000001", ("council",), date(2026, 3, 4))
    shared = next(each.shared for each in framework.criteria if each.id == "voice")
    assert (found.shared, found.inspectorates) == (shared, ("ofsted", "cqc", "hmicfrs"))
    assert found.resolved_on == date(2026, 9, 15)
    (earlier,) = published_findings(made, framework, on=date(2026, 9, 14))
    assert earlier.resolved_on is None


@pytest.mark.parametrize("depth", [40, 90, 200, 5000])
def test_whoever_delegates_to_the_end_of_the_world_is_refused_with_advice(tmp_path, depth):
    endless = '{"body": "X", "delegated_by": [' * depth + '{"body": "Sam"}' + "]}" * depth
    path = tmp_path / "r.json"
    path.write_text(json.dumps(record(letters=[{"id": "l", "statement_of": "@"}])).replace('"@"', endless))
    made, problems = check_file(path)
    assert (made is None, bool(problems)) == (depth > 40, True)
    assert "Sam" not in " ".join(map(str, problems))
    if made is None:
        assert [problem.says for problem in problems] == ["Blocks lie within blocks too deep; is it one inspection?"]
