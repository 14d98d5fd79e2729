"""``journeys measure`` and ``journeys timeline``: what they print, and what they refuse."""

import json
from datetime import date
from pathlib import Path

import pytest

from joint_inspection.casedata.events import table
from joint_inspection.casedata.events.build import events_of
from joint_inspection.casedata.generate import invent
from joint_inspection.cli import main


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("events")
    table.write(events_of(invent(children=300, seed=5, on=date(2025, 6, 1))), folder)
    return folder


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict:
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_measure_has_numerator_denominator_and_all_groups(events, capsys):
    found = printed(capsys, "journeys", "measure", "assessment", "--events", str(events))
    assert list(found["counts"]) == ["in time", "late", "open, limit passed", "done early", "open, not yet due"]
    assert set(found["groups"]) == {"sex", "age", "ethnicity", "disability", "team"}
    assert found["share"] is None or found["share"] == found["in_time"] / found["can_be_judged"]
    numbers = [*found["counts"].values(), *(row[key] for row in found["distribution"] for key in found["counts"])]
    assert [number for number in numbers if number in (1, 2, 3, 4)] == []


def test_a_journey_is_told_in_words(events, capsys):
    child = table.read(events).events["child"][0].as_py()
    found = printed(capsys, "journeys", "timeline", child, "--events", str(events))
    assert found["says"][0].startswith("Days are counted from the first event.")
    assert child not in " ".join(found["says"])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(("measure", "asessment"), "did you mean 'assessment'"), (("timeline", "nobody"), "No child of the lists")],
)
def test_what_is_not_there_is_refused_with_advice(events, capsys, arguments, says):
    assert main(["journeys", *arguments, "--events", str(events)]) == 10
    assert says in capsys.readouterr().err
