"""A programme in its file: the round trip, and everything that may be wrong with one."""

import json
from datetime import date
from pathlib import Path

import pytest

from joint_inspection.errors import InvalidInput
from joint_inspection.programmes.file import programme_from, read_programme, write_programme
from joint_inspection.programmes.model import Programme, Unmet, Visit

PROGRAMME = Programme(
    start=date(2025, 6, 1),
    end=date(2026, 5, 31),
    visits=(
        Visit(
            id="V1", area="X1", framework="harbour@1", kind="full", start=date(2025, 6, 2), end=date(2025, 6, 6),
            coincides_with=("V2",), rule="good",
        ),
        Visit(id="V2", area="X1", framework="other@1", kind="look", start=date(2025, 6, 2), end=date(2025, 6, 3)),
    ),
    unmet=(Unmet(area="X2", rule="capacity", says="No inspectors.", framework="harbour@1", kind="full"),),
    notes={"seed": 1},
)  # fmt: skip


def test_a_programme_comes_back_as_it_was_written(tmp_path: Path):
    write_programme(PROGRAMME, tmp_path / "plan.json", names={"X1": "Elmshire"})
    assert read_programme(tmp_path / "plan.json") == PROGRAMME
    document = json.loads((tmp_path / "plan.json").read_text())
    assert document["visits"][0]["name"] == "Elmshire"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plan.json"]


def test_a_file_in_no_folder_is_refused_with_advice(tmp_path: Path):
    with pytest.raises(InvalidInput, match="name a file in a folder that exists"):
        write_programme(PROGRAMME, tmp_path / "nowhere" / "plan.json", names={})


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"\xff\xfe", "UTF-8"),
        (b"[" * 100_000, "too deep"),
        (b"[]", "A programme is a JSON object"),
        (b"{}", "Add from, which is missing here"),
        (b'{"from": 1, "to": "2025-01-01", "visits": [], "unmet": []}', "Write from as text"),
        (b'{"from": "2025-02-30", "to": "2025-03-01", "visits": [], "unmet": []}', "a date that exists"),
        (b'{"from": "2025-03-02", "to": "2025-03-01", "visits": [], "unmet": []}', "before it begins"),
        (b'{"from": "2025-01-01", "to": "2025-03-01", "unmet": []}', "Write visits as a list"),
        (b'{"from": "2025-01-01", "to": "2025-03-01", "visits": [3], "unmet": []}', "Write an object here"),
        (b'{"from": "2025-01-01", "to": "2025-03-01", "visits": [], "unmet": [{"area": "X"}]}', "Add rule"),
    ],
)
def test_what_is_no_programme_is_refused_with_advice(tmp_path: Path, content: bytes, says: str):
    path = tmp_path / "plan.json"
    path.write_bytes(content)
    with pytest.raises(InvalidInput) as error:
        read_programme(path)
    assert [says in str(error.value), error.value.problems[0].file] == [True, str(path)]


def test_every_problem_of_a_visit_is_listed():
    visit = {
        "id": "",
        "area": 7,
        "framework": "harbour@1",
        "start": "soon",
        "end": "2025-01-07",
        "coincides_with": "V2",
    }
    document = {"from": "2025-01-01", "to": "2025-12-31", "visits": [visit], "unmet": []}
    with pytest.raises(InvalidInput) as error:
        programme_from(document)
    where = [problem.where.rpartition(".")[2] for problem in error.value.problems]
    assert where == ["id", "area", "kind", "coincides_with", "start"]
