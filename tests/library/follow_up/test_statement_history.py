"""Are all the letters there that are known to ask for a statement, each with who is asked and how its day follows?"""

import csv
import json
from collections import Counter
from datetime import date

import pytest

from joint_inspection.areas import load_register
from joint_inspection.cli import main
from joint_inspection.errors import InvalidInput
from joint_inspection.follow_up.authorities import Authority, check_authority, in_words
from joint_inspection.follow_up.gather import NEEDS, read_published, write
from joint_inspection.follow_up.history import DATA, agencies_of, load_statements, read_statements
from joint_inspection.outcomes import load_outcomes

REGISTER = load_register()
HISTORY = load_statements()
COLUMNS = [*NEEDS, "n_need_to_improve_bullets"]
KIRKLEES = ["80478_kirklees", "2022-08-18", "Kirklees Council", "2022-11-25", "99", "4"]


def read(tmp_path, *rows):
    with (tmp_path / "jtai_next_steps.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([COLUMNS, *rows])
    return read_published(tmp_path, register=REGISTER)


def test_all_letters_have_a_place_and_an_inspection():
    assert (len(HISTORY.all), HISTORY.unplaced) == (44, ())
    visits = {each.id: each for each in load_outcomes()}
    assert [each.id for each in HISTORY.all if visits[each.visit or ""].area != each.area] == []
    assert len({each.id for each in HISTORY.all}) == 44
    assert [source["licence"] for source in HISTORY.sources] == ["Open Government Licence v3.0"]


def test_each_day_follows_or_says_how_else_it_came_about():
    assert Counter(each.deadline.follows.value for each in HISTORY.all) == {
        "from_receipt": 20, "from_earlier_receipt": 17, "none_said": 3, "not_a_working_day": 2, "shorter": 2,
    }  # fmt: skip
    odd = {each.name: each.deadline.follows.value for each in HISTORY.all
           if each.deadline.follows.value not in ("from_receipt", "from_earlier_receipt")}  # fmt: skip
    assert odd == {
        "Hampshire": "none_said", "Hounslow": "none_said", "Medway": "none_said",
        "Southend-on-Sea": "not_a_working_day", "Manchester": "not_a_working_day",
        "Windsor and Maidenhead": "shorter", "Harrow": "shorter",
    }  # fmt: skip


def test_fifteen_name_who_is_asked_by_body_and_office():
    named = {each.name: each.asked_of for each in HISTORY.all if each.authority}
    assert named == {
        "Kirklees": "Kirklees council", "Lewisham": "Lewisham council", "Wirral": "Wirral council",
        "Sunderland": "An officer whom the letter names", "Bedford": "Bedford council", "Surrey": "Surrey council",
        "Harrow": "Children's services, Harrow council",
        "Blackburn with Darwen": "Children's services, Blackburn with Darwen council",
        "Gloucestershire": "Gloucestershire council", "Manchester": "Manchester council",
        "Merton": "Merton safeguarding children partnership", "Buckinghamshire": "Buckinghamshire council",
        "Somerset": (
            "Chair, Somerset safeguarding children partnership, for Chief constable, Avon and Somerset police and "
            "Chief executive, Somerset council and Chief executive, NHS Somerset Integrated Care Board"
        ),
        "Blackpool": "Chair, Blackpool safeguarding children partnership",
        "Bromley": "Chair, Bromley safeguarding children partnership",
    }  # fmt: skip
    for each in HISTORY.all:
        assert each.authority is None or check_authority(each.authority, agencies_of(each.area, REGISTER)) == ()


def test_who_is_asked_may_be_any_body_or_office():
    devon = next(each for each in REGISTER.areas if each.name == "Devon")
    bodies = agencies_of(devon.ons_code, REGISTER)
    health = next(each.code for each in bodies if each.kind == "health")
    police = next(each.code for each in bodies if each.kind == "police")
    board = Authority(body=health)
    assert (check_authority(board, bodies), in_words(board, bodies)) == ((), "NHS Devon Integrated Care Board")
    chief = Authority(body=police, office="chief_constable")
    assert (check_authority(chief, bodies), in_words(chief, bodies)) == ((), "Chief constable, Devon & Cornwall police")
    assert Authority.model_validate_json(chief.model_dump_json()) == chief


@pytest.mark.parametrize(
    ("authority", "where"),
    [
        (Authority(), "to.body"),
        (Authority(body="police:elsewhere"), "to.body"),
        (Authority(body="council:E10000008", office="chief_constable"), "to.office"),
        (Authority(office="chief_constable"), "to.body"),
        (Authority(body="council:E10000008", delegated_by=(Authority(body="council:E10000008"),)), "to.delegated_by.0"),
        (Authority(body="council:E10000008", delegated_by=(Authority(),)), "to.delegated_by.0.body"),
        (
            Authority(
                body="council:E10000008",
                delegated_by=(
                    Authority(body="partnership:E10000008", delegated_by=(Authority(body="council:E10000008"),)),
                ),
            ),
            "to.delegated_by.0",
        ),
    ],
)
def test_who_cannot_be_asked_is_refused(authority, where):
    (problem,) = check_authority(authority, agencies_of("E10000008", REGISTER))
    assert problem.where == where


def test_a_row_is_placed_with_its_inspection(tmp_path):
    reading = read(tmp_path, KIRKLEES)
    (asked,) = reading.asked
    assert asked.as_json() == {
        "id": "statement-jtai-E08000034-2022-06-27-thematic", "area": "E08000034", "name": "Kirklees",
        "framework": "jtai@2022", "visit": "jtai-E08000034-2022-06-27-thematic", "published": date(2022, 8, 18),
        "received": None, "due": date(2022, 11, 25), "follows": "from_earlier_receipt", "working_days": 69,
        "says": "69 working days from publication; when it was received is not known. It follows if the letter came on "
                "Wednesday 17 August 2022",
        "principal_authority": {"body": "council:E08000034", "office": None, "delegated_by": []},
        "asked_of": "Kirklees council", "points": 4, "source": "joint-targeted-area-inspections-next-steps", "row": 2,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("column", "value", "says"),
    [
        (0, "80478_atlantis", "No area is called"),
        (1, "", "Say when the letter was published"),
        (1, "2019-08-18", "No inspection of this area is known"),
        (2, "the lighthouse keeper", "Nothing is known of these words"),
        (4, "98", "2022-11-25 is not 98 days after 2022-08-18"),
    ],
)
def test_a_row_that_cannot_be_meant_is_listed_with_the_reason(tmp_path, column, value, says):
    row = [value if number == column else cell for number, cell in enumerate(KIRKLEES)]
    reading = read(tmp_path, row)
    assert (reading.read, reading.asked) == (1, ())
    assert reading.unplaced[0].row == 2
    assert says in reading.unplaced[0].says


def test_what_is_written_reads_back_the_same(tmp_path):
    reading = read(tmp_path, KIRKLEES, ["1_merton", "2024-02-12", "the MSCP", "2024-05-23", "101", "11"])
    write(reading, tmp_path / "out", on=date(2026, 11, 22))
    assert read_statements(tmp_path / "out", register=REGISTER).all == reading.asked
    assert read_statements(DATA, register=REGISTER).all == HISTORY.all


def test_a_table_whose_dates_were_changed_is_refused(tmp_path):
    write(read(tmp_path, KIRKLEES), tmp_path, on=date(2026, 11, 22))
    table = tmp_path / "statements.csv"
    table.write_text(table.read_text().replace("2022-11-25", "2022-11-28"))
    with pytest.raises(InvalidInput, match="These dates say from_receipt"):
        read_statements(tmp_path, register=REGISTER)


def test_the_command_lists_imports_and_counts(tmp_path, capsys):
    assert main(["statements", "list", "--area", "Somerset", "--json"]) == 0
    (somerset,) = json.loads(capsys.readouterr().out)
    assert (somerset["name"], somerset["due"], somerset["follows"]) == ("Somerset", "2024-10-25", "from_receipt")
    assert main(["statements", "list"]) == 0
    assert "Windsor and Maidenhead" in capsys.readouterr().out
    read(tmp_path, KIRKLEES, ["1_atlantis", *KIRKLEES[1:]])
    assert (
        main(["statements", "import", str(tmp_path), "--out", str(tmp_path / "out"), "--gathered", "2026-01-05"]) == 0
    )
    assert capsys.readouterr().out.startswith("2 rows read, 1 placed, 1 not placed\n  jtai_next_steps.csv:3: No area")
    assert main(["statements", "import", str(tmp_path), "--out", str(tmp_path / "out"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["placed"] == 1
    assert main(["statements", "due", "--framework", "jtai@2016", "--received", "2018-01-30"]) == 0
    assert capsys.readouterr().out.startswith("Friday 11 May 2018: 70 working days after Tuesday 30 January 2018")
    assert main(["statements", "due", "--framework", "jtai@2016", "--received", "2018-01-30", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["due"] == "2018-05-11"
    assert main(["statements", "due", "--framework", "slac@2009", "--received", "2010-01-29"]) == 11
