"""Is a whole inspection read strictly, checked by every rule, and told about without repeating what was written?"""

import json
from copy import deepcopy

import pytest
import yaml

from factories.evidence import record
from joint_inspection.cli import main
from joint_inspection.record import InspectionRecord, check_file, coverage_of, read_record, schema

COUNCIL, POLICE = "council:X99000001", "police:X98000001"
HEARSAY = {
    "speaker": "agency", "speaker_agency": POLICE, "directness": "told_by_another", "method": "interview",
}  # fmt: skip


@pytest.fixture
def write(tmp_path):
    """``write(said, "r.yaml")``: a file that says it."""

    def made(said, name="r.json"):
        text = yaml.safe_dump(said, sort_keys=False) if name.endswith("yaml") else json.dumps(said, indent=1)
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return made


def with_items(*changes, **more):
    """The whole inspection, each item with changes of its own."""
    said = record()
    said["evidence"] = [each | change for each, change in zip(deepcopy(said["evidence"]), changes, strict=False)]
    return said | more


@pytest.mark.parametrize("name", ["r.json", "r.yaml"])
def test_a_whole_inspection_comes_back_as_it_was_written(write, name):
    made, problems = check_file(write(record(), name))
    assert problems == ()
    assert InspectionRecord.model_validate_json(made.model_dump_json()) == made
    assert (len(made.items), made.items[0].child, made.items[1].speaker) == (2, "ash-river", "child")
    assert read_record(write(json.loads(made.model_dump_json()), "again.json")) == made


CASES = [
    ("an unknown framework", {"framework": "jtai@1999"}, ["framework"]),
    ("a kind of visit that it has not", {"kind": "short"}, ["kind"]),
    ("an area that is none", {"area": "Z1"}, ["area"]),
    ("a Saturday on site", {"dates": record()["dates"] | {"last_day": "2026-01-24"}}, ["dates.last_day"]),
    ("a weekday that the day has not", {"dates": record()["dates"] | {"last_day": "Monday 23 January 2026"}},
     ["dates.first_day"]),
    ("told after it began", {"dates": record()["dates"] | {"notified": "2026-01-20"}}, ["dates.first_day"]),
    ("told on no day at all", {"dates": record()["dates"] | {"notified": "5 January 26"}}, ["dates.notified"]),
    ("a statement with neither date nor address",
     {"letters": [{"id": "letter", "dated": "2 March 2026", "asks_for_statement": True}]},
     ["letters.0.statement_due", "letters.0.statement_to"]),
    ("a statement with a date and no address",
     {"letters": [{"id": "letter", "received": "2026-03-02", "statement_due": "2026-06-12"}]},
     ["letters.0.statement_to"]),
    ("a letter that carries another date than its page",
     {"letters": [{"id": "letter", "dated": "2026-03-02", "published": "2026-03-03"}]}, ["letters.0.dated"]),
    ("a statement due on a Saturday, before the letter was received",
     {"letters": [{"id": "letter", "received": "2026-06-15", "statement_due": "2026-06-13", "statement_to": "A box"}]},
     ["letters.0.statement_due", "letters.0.statement_due"]),
    ("a statement in half the time, and nobody says why",
     {"letters": [{"id": "letter", "received": "2026-03-02", "statement_due": "2026-04-15", "statement_to": "A box"}]},
     ["letters.0.statement_because"]),
    ("a team without anybody from the police", {"team": record()["team"][:5]},
     ["team.numbers:hmicfrs", "team.agency:police"]),
    ("the same, accepted in writing",
     {"team": record()["team"][:5], "accepted": [
         {"gap": gap, "by": "lead", "because": "An expert reads along"}
         for gap in ("numbers:hmicfrs", "agency:police")]},
     []),
    ("an adviser who serves the area",
     {"team": [*record()["team"], {"ref": "adviser", "role": "sector_adviser", "employer": COUNCIL}]},
     ["team.adviser"]),
    ("a name given twice", {"children": [{"id": "ash-river"}, {"id": "ash-river"}]}, ["children.1.id"]),
    ("a child who is not among the children", {"children": []}, ["evidence.0.child", "evidence.1.child"]),
    ("an answer to a finding about another",
     {"replies": [{"finding": "f1", "agency": POLICE, "answer": "agrees", "on": "2026-02-02"}]}, ["replies.0.finding"]),
    ("a concern sent to nobody who takes part, answered before it was asked",
     {"referrals": [{"about": POLICE, "to": "hmi-probation", "on": "2026-01-21", "due_on": "2026-01-20"}]},
     ["referrals.0.to", "referrals.0.due_on"]),
]  # fmt: skip


@pytest.mark.parametrize(("said", "wrong"), [pytest.param(said, wrong, id=name) for name, said, wrong in CASES])
def test_what_is_wrong_with_an_inspection(write, said, wrong):
    assert [problem.where for problem in check_file(write(record(**said)))[1]] == wrong


@pytest.mark.parametrize(
    ("said", "wrong", "says"),
    [
        (with_items(HEARSAY, HEARSAY), "findings.0.supports", "what other agencies say of it"),
        (with_items({"disclosed": True}, {"disclosed": True}), "findings.0.supports", "Candour cannot by itself"),
        (with_items({"by_adviser": True}, {}), "findings.0.supports", "who has no vote"),
        (with_items({}, {"direction": "strength"}), "findings.0.supports", "says the opposite"),
    ],
)  # fmt: skip
def test_the_rules_of_findings_hold_when_a_file_is_brought_in(write, capsys, said, wrong, says):
    assert main(["inspection", "import", str(write(said)), "--json"]) == 10
    found = json.loads(capsys.readouterr().out)
    assert (found["items"], found["findings"]) == (2, 1)
    assert [each["where"] for each in found["problems"] if says in each["says"]] == [wrong]
    assert all(each["file"].endswith("r.json") and each["line"] > 1 for each in found["problems"])


def test_the_line_is_the_one_on_which_it_stands(write):
    path = write(with_items({}, {"criterion": "elsewhere"}))
    (problem,) = (each for each in check_file(path)[1] if each.where == "evidence.1.criterion")
    assert "elsewhere" in path.read_text("utf-8").splitlines()[problem.line - 1]


def test_a_file_without_problems_ends_with_nothing_wrong(write, capsys):
    assert main(["inspection", "import", str(write(record())), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"items": 2, "findings": 1, "problems": []}


SECRET = "Sam-Smith of 3 Elm Road 🙂"
LEAKS = [
    with_items({field: SECRET}, {field: [SECRET]}) for field in record()["evidence"][0]
] + [with_items({SECRET: 1}), record(children=[{"id": SECRET}]), record(findings=[{"text": SECRET}])]  # fmt: skip


@pytest.mark.parametrize("said", LEAKS)
@pytest.mark.parametrize("name", ["r.json", "r.yaml"])
def test_no_problem_repeats_what_was_written_about_a_child(write, capsys, said, name):
    main(["inspection", "import", str(write(said, name)), "--json"])
    out = capsys.readouterr()
    assert "Sam" not in out.out + out.err
    assert "Elm" not in out.out + out.err


BROKEN = [
    b"", b"[]", b"{", b"null", b'{"ref": 1, "ref": 2}', b'{"ref": NaN}', b"\xff\xfe", b"[" * 5000, b'"' + b"x" * 9,
    json.dumps(record()).encode()[:-40],
]  # fmt: skip


@pytest.mark.parametrize("content", BROKEN)
def test_a_file_that_is_no_inspection_is_refused_with_advice(tmp_path, capsys, content):
    (tmp_path / "r.json").write_bytes(content)
    assert main(["inspection", "import", str(tmp_path / "r.json"), "--json"]) == 10
    found = json.loads(capsys.readouterr().out)
    assert (found["items"], found["findings"]) == (0, 0)
    assert all(each["says"] for each in found["problems"])
    assert found["problems"]


def test_no_file_is_said_so(tmp_path, capsys):
    assert main(["inspection", "import", str(tmp_path / "none.json"), "--json"]) == 10
    assert "no such file" in capsys.readouterr().out


def test_coverage_counts_and_names_no_child(write, capsys):
    path = write(record())
    assert main(["inspection", "coverage", str(path), "--json"]) == 0
    out = capsys.readouterr().out
    found = json.loads(out)
    assert (found["items"], found["share_direct"], found["hearsay"]) == (2, 1.0, 0)
    assert found["children"] == {"tracked": 1, "heard": 1, "missing": 0}
    assert "ash-river" not in out
    assert main(["inspection", "coverage", str(path)]) == 0
    assert "2 items of evidence carry weight, 100% of them direct; 0 are hearsay." in capsys.readouterr().out
    assert coverage_of(read_record(path)).items == 2


def test_the_schema_is_published_and_knows_every_part(capsys):
    assert main(["inspection", "schema", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said == json.loads(json.dumps(schema()))
    assert {"ref", "framework", "dates", "bodies", "team", "children", "evidence", "findings", "letters"} <= set(
        said["properties"]
    )
