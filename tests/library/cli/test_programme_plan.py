"""The national programme from the command line: planned, checked, spoilt, explained and exported."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from joint_inspection.cli import main

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def programme(tmp_path_factory) -> Path:
    """One year of England's inspections, planned from its real history."""
    path = tmp_path_factory.mktemp("plan") / "plan.json"
    wanted = ["programme", "plan", "--from", "2025-06-01", "--years", "1", "--seed", "5", "--time-limit", "40"]
    assert main([*wanted, "--out", str(path)]) == 0
    return path


def told(capsys, *words: str) -> tuple[int, dict]:
    capsys.readouterr()
    code = main(["programme", *words, "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_every_active_area_has_what_it_is_due_or_the_plan_says_why(programme: Path, capsys):
    code, result = told(capsys, "check", str(programme))
    document = json.loads(programme.read_text())
    assert (code, result["breaches"], result["visits"]) == (0, [], len(document["visits"]))
    owned = {(each["area"], each["framework"].partition("@")[0]) for each in (*document["visits"], *document["unmet"])}
    _, due = told(capsys, "due", "--on", "2025-06-01")
    asked = {(each["area"], each["framework"].partition("@")[0]) for each in due if each["from"] <= document["to"]}
    assert asked - owned == set()
    assert document["notes"]["illustration"] == "An illustration, not any inspectorate's programme."


def drop_first(visits: list[dict]) -> None:
    visits.pop(0)


def to_sunday(visits: list[dict]) -> None:
    visits[3]["start"] = str(date.fromisoformat(visits[3]["start"]) - timedelta(days=1))


def overlap(visits: list[dict]) -> None:
    visits.append(visits[0] | {"id": "again"})


def crowd(visits: list[dict]) -> None:
    first = visits[0]
    for number, each in enumerate(list(visits[1:41])):
        visits.append(first | {"id": f"more-{number}", "area": each["area"]})


@pytest.mark.parametrize(
    ("spoil", "broken"),
    [(drop_first, "due"), (to_sunday, "working_day"), (overlap, "overlap"), (crowd, "capacity")],
)
def test_a_spoilt_plan_is_found_out(programme: Path, tmp_path: Path, capsys, spoil, broken: str):
    document = json.loads(programme.read_text())
    document["unmet"] = [each for each in document["unmet"] if each["area"] != document["visits"][0]["area"]]
    spoil(document["visits"])
    path = tmp_path / "spoilt.json"
    path.write_text(json.dumps(document))
    code, result = told(capsys, "check", str(path))
    assert (code, broken in {each["rule"] for each in result["breaches"]}) == (10, True)


def test_it_is_explained_and_exported(programme: Path, tmp_path: Path, capsys):
    visit = json.loads(programme.read_text())["visits"][50]["id"]
    code, explained = told(capsys, "explain", str(programme), visit)
    assert (code, list(explained)) == (0, ["why", "not_earlier", "would_have_to_change"])
    code, exported = told(capsys, "export", str(programme), "--format", "ics", "--out", str(tmp_path / "plan.ics"))
    content = (tmp_path / "plan.ics").read_bytes()
    assert (code, content.count(b"BEGIN:VEVENT")) == (0, exported["visits"])


def test_wrong_wishes_are_all_listed(tmp_path: Path, capsys):
    wishes = ["plan", "--from", "2025-06-01", "--years", "9", "--time-limit", "0", "--out", str(tmp_path / "x.json")]
    code, result = told(capsys, *wishes)
    assert (code, [each["where"] for each in result["problems"]]) == (10, ["years", "time-limit"])
