"""Are the files what was invented, the same for the same seed, and written whole or not at all?"""

import csv
import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from joint_inspection.casedata.generate import generate, invent
from joint_inspection.casedata.generate.identities import COLUMNS
from joint_inspection.casedata.generate.slips import COPIES, DROPS, KINDS
from joint_inspection.casedata.load import load_lists
from joint_inspection.errors import InvalidInput
from joint_inspection.frameworks.requests import every_list

ON = date(2025, 6, 1)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", ["lists", "lists.xlsx", "lists.ods"])
def test_what_is_written_is_read_as_it_was_invented(tmp_path, name):
    made = generate(children=60, seed=5, out=tmp_path / name, linked=True)
    invented = invent(children=60, seed=5)
    found = load_lists(tmp_path / name, every_list(), on=ON)
    for each, records in invented.records.items():
        assert [record.answers for record in found.of(each)] == [record.answers for record in records]
    assert made.lists == {each: len(records) for each, records in invented.records.items()}
    assert sum(len(record.unread) for records in found.records.values() for record in records) == 0


@pytest.mark.parametrize("name", ["lists", "lists.xlsx", "lists.ods"])
def test_the_same_seed_gives_the_same_bytes(tmp_path, name):
    for folder in ("one", "two"):
        generate(children=40, seed=6, out=tmp_path / folder / name, errors=0.1)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_the_truth_stands_beside_the_lists_and_not_among_them(tmp_path):
    made = generate(children=200, seed=1, out=tmp_path / "lists")
    assert made.truth == tmp_path / "lists-truth"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lists", "lists-truth"]
    assert {path.suffix for path in (tmp_path / "lists").iterdir()} == {".csv"}
    about = json.loads((made.truth / "about.json").read_text())
    assert (about["children"], about["seed"], about["wrong_on_purpose"]) == (200, 1, 0)


def test_a_folder_and_workbooks_of_one_name_stand_side_by_side_with_the_same_truth(tmp_path):
    made = [generate(children=30, seed=1, out=tmp_path / name, errors=0.2) for name in ("a", "a.xlsx", "a.ods")]
    assert [each.truth.name for each in made] == ["a-truth", "a.xlsx-truth", "a.ods-truth"]
    assert contents(made[0].truth) == contents(made[1].truth) == contents(made[2].truth)


@pytest.mark.parametrize("out", ["", ".", "/"])
def test_a_place_without_a_name_is_refused(out):
    with pytest.raises(InvalidInput, match="a name"):
        generate(children=10, seed=1, out=Path(out))


def test_every_error_is_in_the_row_that_the_truth_names(tmp_path):
    made = generate(children=3_000, seed=8, out=tmp_path / "lists", errors=0.1)
    slips = table(made.truth / "errors.csv")
    files = {path.name: path.read_text(encoding="utf-8").splitlines() for path in (tmp_path / "lists").iterdir()}
    assert len(slips) == made.errors
    assert {slip["kind"] for slip in slips} == set(KINDS)
    assert [slip for slip in slips if not 2 <= int(slip["row"]) <= len(files[slip["file"]])] == []
    for slip in slips:
        row = files[slip["file"]][int(slip["row"]) - 1]
        assert slip["kind"] != "unknown_code" or "Q99 not in use" in row
        assert slip["kind"] != "duplicate_row" or files[slip["file"]].count(row) > 1
        assert slip["kind"] != "no_identifier" or row.startswith(",")
    spoilt = [slip for slip in slips if slip["kind"] not in DROPS + COPIES]
    assert 0.08 < len(slips) / sum(made.lists.values()) < 0.12
    assert all(slip["field"] and slip["column"] for slip in spoilt)


def test_no_errors_are_made_where_none_are_asked_for(tmp_path):
    made = generate(children=100, seed=8, out=tmp_path / "lists")
    assert table(made.truth / "errors.csv") == []


@pytest.mark.parametrize(("linked", "numbers"), [(True, 1), (False, 2)])
def test_a_child_known_to_two_agencies_has_one_number_or_two(tmp_path, linked, numbers):
    made = generate(children=300, seed=2, out=tmp_path / "lists", linked=linked)
    of: dict[str, dict[str, str]] = {}
    for row in table(made.truth / "who_is_who.csv"):
        of.setdefault(row["person"], {})[row["agency"]] = row["id"]
    both = [each for each in of.values() if {"council", "police"} <= set(each)]
    assert {len({each["council"], each["police"]}) for each in both} == {numbers}
    assert (made.truth / "identities").exists() != linked


def test_who_is_who_is_told_for_every_identifier_on_the_lists(tmp_path):
    made = generate(children=300, seed=2, out=tmp_path / "lists", linked=False)
    found = load_lists(tmp_path / "lists", every_list(), on=ON)
    named = {
        (each.agency, record.child)
        for each in every_list() if each.list.id != "adopters" for record in found.of(each.list.id)
    }  # fmt: skip
    who = table(made.truth / "who_is_who.csv")
    assert {(row["agency"], row["id"]) for row in who} == named
    assert len({row["person"] for row in who}) == 300
    assert max(Counter((row["person"], row["agency"]) for row in who).values()) == 1


def test_identities_differ_between_agencies_but_not_too_often(tmp_path):
    made = generate(children=3_000, seed=2, out=tmp_path / "lists", linked=False)
    folder = made.truth / "identities"
    people = {(row["agency"], row["id"]): row["person"] for row in table(made.truth / "who_is_who.csv")}
    known: dict[str, dict[str, tuple[str, ...]]] = {}
    for path in folder.iterdir():
        agency = path.stem.removeprefix("identities_")
        rows = table(path)
        assert tuple(rows[0]) == COLUMNS
        known[agency] = {people[agency, row["id"]]: (row["forename"], row["surname"], row["born"]) for row in rows}
    both = set(known["council"]) & set(known["police"])
    same = sum(known["council"][person] == known["police"][person] for person in both)
    assert 0.6 < same / len(both) < 0.9


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"children": 0}, "--children"), ({"children": 10_000_001}, "--children"), ({"seed": -1}, "--seed"),
        ({"errors": 1.5}, "--errors"), ({"out": "lists.xls"}, "--out"), ({"on": date(1950, 1, 1)}, "--on"),
    ],
)  # fmt: skip
def test_what_cannot_be_invented_is_refused_with_advice(tmp_path, changes, where):
    asked = {"children": 10, "seed": 1, "out": "lists", **changes}
    with pytest.raises(InvalidInput) as refused:
        generate(**{**asked, "out": tmp_path / asked["out"]})
    assert [problem.where for problem in refused.value.problems] == [where]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["lists", "lists-truth"])
def test_nothing_of_anybody_else_is_written_over(tmp_path, name):
    (tmp_path / name).mkdir()
    (tmp_path / name / "mine.csv").write_text("mine")
    with pytest.raises(InvalidInput, match="Something else is there"):
        generate(children=10, seed=1, out=tmp_path / "lists")
    assert contents(tmp_path) == {f"{name}/mine.csv": b"mine"}


def test_what_was_invented_before_is_replaced(tmp_path):
    generate(children=10, seed=1, out=tmp_path / "lists")
    before = contents(tmp_path)
    generate(children=10, seed=2, out=tmp_path / "lists")
    assert contents(tmp_path).keys() == before.keys()
    assert contents(tmp_path) != before


def test_a_folder_that_is_there_and_empty_is_used_whatever_its_name(tmp_path):
    (tmp_path / "tmp.x1Y").mkdir()
    made = generate(children=10, seed=1, out=tmp_path / "tmp.x1Y")
    assert made.truth == tmp_path / "tmp.x1Y-truth"
    assert len(list((tmp_path / "tmp.x1Y").glob("*.csv"))) == 16


def test_a_run_that_is_stopped_leaves_nothing(tmp_path):
    def stop(done, children):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        generate(children=30, seed=1, out=tmp_path / "lists", progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_progress_is_told_block_by_block(tmp_path):
    told = []
    generate(children=20_050, seed=1, out=tmp_path / "lists", progress=lambda *done: told.append(done))
    assert told == [(20_000, 20_050), (20_050, 20_050)]
