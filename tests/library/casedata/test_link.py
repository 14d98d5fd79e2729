"""One child, many records: compared, reviewed, grouped, and sent under pseudonyms."""

import csv
import json
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories.samples import write_lists
from joint_inspection.casedata.generate import generate
from joint_inspection.casedata.link.compare import Pair, pairs
from joint_inspection.casedata.link.groups import group, linked_pairs, score
from joint_inspection.casedata.link.identities import Identity, comparable, read_identities
from joint_inspection.casedata.link.pseudonyms import pseudonyms
from joint_inspection.casedata.link.review import read_decisions, review_page, review_table
from joint_inspection.cli import main
from joint_inspection.errors import InvalidInput

HEAD = "id,forename,surname,born,sex,postcode"
COUNCIL, POLICE, HEALTH = ("council", "C1"), ("police", "P1"), ("health", "H1")
SURE = {"link_at": 0.9, "review_from": 0.5, "decisions": {}}


def write(folder, **agencies):
    folder.mkdir(exist_ok=True)
    for agency, rows in agencies.items():
        (folder / f"identities_{agency}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


def identity(
    agency, identifier, *, forename="alba", surname="thorne", born="2012-03-04", sex="female", postcode="zz1", **more
):
    said = {"forename": forename, "surname": surname, "born": born, "sex": sex, "postcode": postcode} | more
    return Identity(agency=agency, id=identifier, said={name: value for name, value in said.items() if value})


def likely(one, other):
    return next((pair.probability for pair in pairs((one, other), least=0.001)), 0.0)


def table(path):
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def run(capsys, *arguments):
    code = main(["casedata", "link", *map(str, arguments), "--json"])
    return code, json.loads(capsys.readouterr().out)


TERMS = ("--controller", "Elmshire Council", "--lawful-basis", "An agreement of the partners")


def test_what_is_written_is_made_comparable(tmp_path):
    folder = write(tmp_path / "i", council=[HEAD + ",upn", "C1, Zoë-Ann ,O'NEILL,04/03/2012,Female,AB1 2CD,A 12-3"])
    assert read_identities(folder)[0].said == {
        "forename": "zoe ann", "surname": "o neill", "born": "2012-03-04", "sex": "female", "postcode": "ab12cd",
        "upn": "a123",
    }  # fmt: skip


def test_every_problem_of_identity_files_is_told_and_no_child_is_named(tmp_path):
    folder = write(tmp_path / "i", council=[HEAD, "C1,Alba,Thorne,,,", "C1,Brin,Marsh,,,", ",Cole,Heath,,,"])
    with pytest.raises(InvalidInput) as error:
        read_identities(folder)
    assert [str(problem) for problem in error.value.problems] == [
        "id: 1 rows of council have no identifier: add it",
        "id: 1 identifiers of council stand on several rows: keep one",
    ]  # fmt: skip


def test_a_folder_without_identities_is_advised(tmp_path):
    with pytest.raises(InvalidInput, match="with a file identities_AGENCY"):
        read_identities(tmp_path)


@given(st.text())
def test_comparable_words_stay_the_same_when_compared_again(text):
    assert comparable(comparable(text)) == comparable(text)


@pytest.mark.parametrize(
    ("other", "least", "most"),
    [
        ({}, 0.95, 1.0),
        ({"forename": "abla"}, 0.9, 1.0),
        ({"postcode": "zz9"}, 0.9, 1.0),
        ({"born": "2012-04-03"}, 0.8, 1.0),
        ({"forename": "wilfred", "surname": "oakes", "postcode": "zz9"}, 0.0, 0.2),
        ({"born": "2001-11-29", "forename": "wilfred"}, 0.0, 0.6),
    ],
)
def test_the_more_agrees_the_likelier(other, least, most):
    assert least <= likely(identity(*COUNCIL), identity(*POLICE, **other)) <= most


def test_twins_are_never_joined_without_a_person():
    twins = identity(*COUNCIL), identity(*POLICE, forename="wilfred", sex="male")
    linked = group([COUNCIL, POLICE], pairs(twins, least=0.1), link_at=0.9, review_from=0.5, decisions={})
    assert linked.children == ((COUNCIL,), (POLICE,))
    assert [(pair.one, pair.unlike) for pair in linked.review] == [(COUNCIL, True)]


def test_a_shared_number_is_certain_whatever_the_names():
    one, other = identity(*COUNCIL, upn="a1"), identity(*POLICE, forename="brin", surname="marsh", born="", upn="a1")
    assert [(p.one, p.other, p.probability) for p in pairs((one, other), least=0.5)] == [(COUNCIL, POLICE, 1.0)]


def test_records_of_one_agency_are_never_compared():
    assert pairs((identity("council", "C1"), identity("council", "C2")), least=0.001) == ()


def grouped(keys, *found, **how):
    made = [Pair(one=one, other=other, probability=probability) for one, other, probability in found]
    return group(keys, made, **SURE | how)


def test_records_are_joined_reviewed_or_left():
    keys = [COUNCIL, POLICE, HEALTH, ("schools", "S1")]
    linked = grouped(keys, (COUNCIL, POLICE, 0.95), (COUNCIL, HEALTH, 0.7), (HEALTH, keys[3], 0.2))
    assert linked.children == ((COUNCIL, POLICE), (HEALTH,), (keys[3],))
    assert [(pair.one, pair.other) for pair in linked.review] == [(COUNCIL, HEALTH)]


def test_an_agency_knows_a_child_once_so_the_second_is_reviewed():
    keys = [COUNCIL, ("council", "C2"), POLICE]
    linked = grouped(keys, (COUNCIL, POLICE, 0.99), (("council", "C2"), POLICE, 0.97))
    assert linked.children == ((COUNCIL, POLICE), (("council", "C2"),))
    assert [pair.one for pair in linked.review] == [("council", "C2")]


def test_a_person_decides():
    said = {(COUNCIL, HEALTH): "same", (COUNCIL, POLICE): "different"}
    linked = grouped(
        [COUNCIL, POLICE, HEALTH],
        (COUNCIL, POLICE, 0.99),
        (COUNCIL, HEALTH, 0.6),
        (HEALTH, POLICE, 0.95),
        decisions=said,
    )
    assert linked.children == ((COUNCIL, HEALTH), (POLICE,))
    assert linked.decided == 2


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.floats(0, 0.999)), max_size=12))
def test_no_agency_ever_has_a_child_twice(found):
    keys = [(agency, str(n)) for agency in ("a", "b", "c") for n in range(2)]
    made = [(*sorted((keys[x], keys[y])), p) for x, y, p in found if keys[x][0] != keys[y][0]]
    linked = grouped(keys, *made, link_at=0.5)
    assert sorted(key for child in linked.children for key in child) == keys
    assert all(len({agency for agency, _ in child}) == len(child) for child in linked.children)


def test_the_score_counts_pairs():
    truth = {COUNCIL: "1", POLICE: "1", HEALTH: "1", ("police", "P2"): "2"}
    assert score([(COUNCIL, POLICE), (HEALTH, ("police", "P2"))], truth) == {
        "pairs": 3, "joined": 2, "right": 1, "precision": 0.5, "recall": 1 / 3,
    }  # fmt: skip
    assert linked_pairs([(COUNCIL,)]) == set()


def test_another_inspection_another_pseudonym():
    children = [(COUNCIL, POLICE), (HEALTH,)]
    one, other = (pseudonyms(children, key=bytes([n]) * 32) for n in (1, 2))
    assert one[COUNCIL] == one[POLICE] != one[HEALTH]
    assert set(one.values()) & set(other.values()) == set()
    assert {len(name) for name in one.values()} == {12}


def test_doubtful_pairs_come_as_a_table_and_a_page_and_decisions_are_read_back(tmp_path):
    people = {each.key: each for each in (identity(*COUNCIL, forename="=1+1"), identity(*POLICE, surname="<b>"))}
    doubtful = [Pair(one=COUNCIL, other=POLICE, probability=0.7)]
    table, page = review_table(doubtful, people), review_page(doubtful, people)
    assert "'=1+1" in table
    assert ("<b>" in page, "&lt;b&gt;" in page, "70% likely one child" in page) == (False, True, True)
    assert not any(word in page for word in ("http://", "https://", "src="))
    path = tmp_path / "review.csv"
    rows = list(csv.DictReader(table.splitlines()))
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(row | {"decision": "Same"} for row in rows)
    assert read_decisions(path) == {(COUNCIL, POLICE): "same"}
    path.write_text("agency_a,id_a,agency_b,id_b,decision\npolice,P1,council,C1,perhaps\n")
    with pytest.raises(InvalidInput, match="Write same, different, unsure or nothing"):
        read_decisions(path)


@pytest.fixture
def key(tmp_path, capsys):
    assert run(capsys, "--new-key", tmp_path / "key")[0] == 0
    return tmp_path / "key"


def test_the_command_needs_a_controller_a_basis_and_a_key(tmp_path, capsys, key):
    folder = write(tmp_path / "i", council=[HEAD, "C1,Alba,Thorne,2012-03-04,female,ZZ1"])
    code, said = run(capsys, folder, "--key", key, "--out", tmp_path / "o")
    assert (code, [problem["where"] for problem in said["problems"]]) == (10, ["controller", "lawful-basis"])
    assert run(capsys, folder, *TERMS)[0] == 10
    assert run(capsys, folder, *TERMS, "--key", key, "--out", tmp_path / "o", "--link-at", "0.2")[0] == 10
    assert run(capsys, "--new-key", key)[0] == 10
    assert not (tmp_path / "o").exists()


def test_lists_leave_with_pseudonyms_and_nothing_of_their_own_identifiers(tmp_path, capsys, key):
    lists = write_lists(tmp_path / "lists", children=20)
    rows = [f"K{n:04},Child,Number{n},2012-03-04,female,ZZ1" for n in range(19)]
    folder = write(tmp_path / "i", council=[HEAD, *rows])
    code, said = run(capsys, folder, "--key", key, *TERMS, "--out", tmp_path / "o", "--lists", lists)
    assert (code, said["lists"]["rows_without_identity"], said["lists"]["rows"]) == (0, 1, 26)
    names = {row["id"]: row["pseudonym"] for row in table(tmp_path / "o/pseudonyms_council.csv")}
    for path in sorted(lists.glob("*.csv")):
        before, after = table(path), table(tmp_path / "o" / "lists" / path.name)
        came = [row["Child Unique ID"] for row in after]
        assert [names.get(row["Child Unique ID"], new) for row, new in zip(before, came, strict=True)] == came
        assert [list(row.values())[1:] for row in before] == [list(row.values())[1:] for row in after]
    whole = "".join(path.read_text() for path in (tmp_path / "o" / "lists").iterdir())
    assert [n for n in range(20) if f"K{n:04}" in whole] == []
    about = json.loads((tmp_path / "o/about.json").read_text())
    assert (about["controller"], about["lawful_basis"]) == ("Elmshire Council", "An agreement of the partners")
    assert {path.stat().st_mode & 0o077 for path in (tmp_path / "o").rglob("*")} == {0}
    assert run(capsys, folder, "--key", key, *TERMS, "--out", tmp_path / "o")[0] == 10


def test_nothing_is_written_by_halves(tmp_path, capsys, key):
    folder = write(tmp_path / "i", council=[HEAD, "C1,Alba,Thorne,2012-03-04,female,ZZ1"])
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "letter.csv").write_text("Dear colleague\n")
    before = sorted(tmp_path.iterdir())
    assert run(capsys, folder, "--key", key, *TERMS, "--out", tmp_path / "o", "--lists", tmp_path / "none")[0] == 10
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.slow
def test_linkage_scored_against_the_truth_about_invented_children(tmp_path, capsys, key):
    made = generate(children=1500, seed=11, out=tmp_path / "lists", on=date(2025, 6, 1), linked=False)
    code, said = run(
        capsys, made.truth / "identities", "--key", key, *TERMS, "--out", tmp_path / "o",
        "--truth", made.truth / "who_is_who.csv",
    )  # fmt: skip
    assert code == 0
    assert said["score"]["precision"] >= 0.99
    assert said["score"]["recall"] >= 0.93  # sampling alone moves it by one or two hundredths
    identities = read_identities(made.truth / "identities")
    found = pairs(identities, least=0.1)
    assert all(one.probability >= other.probability for one, other in pairwise(found))
