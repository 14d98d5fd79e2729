"""Does the command line say of grades what scripts rely on, with the right exit codes?"""

import json

import pytest

from joint_inspection.cli import main

SCALE = ["inadequate", "requires_improvement", "good", "outstanding"]
GRADES = {"help_protection": "good", "looked_after": "good", "leadership": "inadequate"}


def run(capsys, *words):
    code = main(["judgements", *map(str, words)])
    return code, capsys.readouterr()


def written(tmp_path, **said):
    path = tmp_path / "grades.json"
    path.write_text(json.dumps({"scale": SCALE, "grades": GRADES} | said, indent=1), encoding="utf-8")
    return path


def test_a_result_is_proposed_and_explained(tmp_path, capsys):
    code, told = run(capsys, "combine", "--framework", "sif", written(tmp_path), "--json")
    found = json.loads(told.out)
    assert (code, found["proposed"], found["policy"], found["limited"]) == (0, "inadequate", "limiting", True)
    assert found["because"] == [
        "Leadership, management and governance: inadequate. That limits overall effectiveness to inadequate at most."
    ]
    assert found["other_policies"]["median"] == "good"
    assert "limiting" not in found["other_policies"]
    assert found["flips"][0] == {
        "changes": [{"judgement": "leadership", "from": "inadequate", "to": "requires_improvement"}],
        "proposed": "good", "steps": 1,
        "says": "With Leadership, management and governance at requires improvement instead of inadequate, good would "
                "be proposed as overall effectiveness.",
    }  # fmt: skip


def test_no_overall_by_design_is_a_result(tmp_path, capsys):
    path = written(tmp_path, grades={**GRADES, "care_leavers": "good"})
    code, told = run(capsys, "combine", "--framework", "ilacs@2026", path, "--json")
    found = json.loads(told.out)
    assert (code, found["proposed"], found["overall_state"], found["flips"]) == (0, None, "none_by_design", [])


def test_people_read_it_too(tmp_path, capsys):
    code, told = run(capsys, "combine", "--framework", "sif", written(tmp_path))
    assert code == 0
    assert told.out.startswith("Proposed: inadequate (policy: limiting)\n")
    assert told.err == (
        "The system proposes and explains; people decide, and give their reasons where they decide otherwise.\n"
    )


def test_every_problem_of_a_file_is_told_with_its_line(tmp_path, capsys):
    path = written(tmp_path, grades={"help_protection": "goood", "leaders": "good"})
    code, told = run(capsys, "combine", "--framework", "sif", path, "--json")
    found = [(each["where"], each["line"]) for each in json.loads(told.out)["problems"]]
    assert (code, found) == (10, [("grades.help_protection", 9), ("grades.leaders", 10)])


@pytest.mark.parametrize(
    ("content", "where", "line"),
    [
        ("{", "", 1),
        ("[]", "", 1),
        ('{"grades": {"a": 3}}', "grades.a", 1),
        ('{"grades": {}, "wieghts": {}}', "wieghts", 1),
        ('{"grades": {"a": "good", "a": "good"}}', "", None),
        ('{"scale": ["bad", "good"],\n "grades": {"a": "good"},\n "weights": {"a": -1}}', "weights.a", 3),
        ('{"scale": ["bad", "good"],\n "grades": {"a": "good"},\n "weights": {"b": 1}}', "weights.b", 3),
        ('{"scale": ["bad", "good"], "grades": {"a": "good"}, "weights": {"a": NaN}}', "", None),
        ('{"scale": ["good"], "grades": {"a": "good"}}', "scale", 1),
        ('{"scale": ["bad", "good"], "grades": {}}', "grades", 1),
    ],
)
def test_a_file_that_is_no_file_of_grades(tmp_path, capsys, content, where, line):
    path = tmp_path / "grades.json"
    path.write_text(content, encoding="utf-8")
    code, told = run(capsys, "weights", path, "--json")
    (problem,) = json.loads(told.out)["problems"]
    assert (code, problem["where"], problem["line"]) == (10, where, line)


def test_a_file_that_is_not_there(tmp_path, capsys):
    code, told = run(capsys, "weights", tmp_path / "none.json")
    assert (code, told.out) == (10, "")
    assert "There is no such file" in told.err


def test_the_share_of_weights(tmp_path, capsys):
    code, told = run(capsys, "weights", written(tmp_path), "--json")
    found = json.loads(told.out)
    assert code == 0
    assert found["share"] == {"inadequate": 1 / 16, "requires_improvement": 8 / 16, "good": 7 / 16, "outstanding": 0}
    assert (found["method"], found["error"]) == ("exact", 0)
    assert found["says"] == "a share of weights, not a probability"
    assert [each["grade"] for each in found["smallest_changes"]] == ["inadequate", "good"]
    assert found["one_weight"]["leadership"][0] == {"from": 0, "to": 0.25, "grade": "good"}


def test_the_share_of_weights_for_people(tmp_path, capsys):
    code, told = run(capsys, "weights", written(tmp_path, bounds={"leadership": [0, 0.2]}))
    assert code == 0
    assert "good                     100.0%" in told.out
    assert "(a share of weights, not a probability; exact)" in told.out


def test_agreement(tmp_path, capsys):
    path = tmp_path / "ratings.csv"
    rows = ["a,x,1", "a,y,1", "b,x,2", "b,y,2", "c,x,3", "c,y,3", "d,x,3", "d,y,3", "e,x,1", "e,y,2", "f,x,4", "f,z,4"]
    path.write_text("unit,rater,rating\n" + "\n".join(rows) + "\n", encoding="utf-8")
    code, told = run(capsys, "agreement", path, "--json")
    found = json.loads(told.out)
    assert (code, found["units"], found["raters"], found["ratings"]) == (0, 6, 3, 12)
    assert set(found["alpha"]) == {"nominal", "ordinal", "interval"}
    assert set(found["ac2"]) == {"identity", "linear", "quadratic", "ordinal"}
    assert found["interval"][0] < found["alpha"]["ordinal"] < found["interval"][1] <= 1
    assert run(capsys, "agreement", path)[1].out.startswith("6 units, 6 rated by two or more; 3 raters, 12 ratings\n")


def test_agreement_names_the_line_that_is_wrong(tmp_path, capsys):
    path = tmp_path / "ratings.csv"
    path.write_text("unit,rater,rating\na,x,1\na,x,2\n", encoding="utf-8")
    code, told = run(capsys, "agreement", path)
    assert (code, told.out) == (10, "")
    assert told.err.startswith("ratings.csv:3: rater:")


def test_decisions_of_the_past_are_proposed_again(capsys):
    code, told = run(capsys, "replay", "--framework", "youth-justice", "--json")
    found = json.loads(told.out)
    assert (code, found["rows"], found["reproduced"], len(found["exceptions"])) == (0, 82, 80, 2)
    assert run(capsys, "replay", "--framework", "sif")[1].out.startswith(
        "sif@2013, policy limiting (2013): 167 of 172 as decided\n"
    )


def test_a_framework_that_there_is_not(tmp_path, capsys):
    assert run(capsys, "replay", "--framework", "nothing")[0] == 10
    assert run(capsys, "combine", "--framework", "sif@1999", written(tmp_path))[0] == 10
