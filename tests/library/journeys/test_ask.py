"""Asking: from the command line, from a folder, and for what is not there."""

import json
from datetime import date

import pytest

from factories.events import event_table
from factories.journeys import random_cohort
from joint_inspection.casedata.events.table import write
from joint_inspection.cli import main
from joint_inspection.errors import InvalidInput, NotPossible
from joint_inspection.journeys.ask import ask, find_question
from joint_inspection.journeys.clocks import clocks
from joint_inspection.journeys.engines import engine, spark
from joint_inspection.journeys.questions import NAMES

TABLE = event_table([("a", date(2025, 1, 2), "contact"), ("a", date(2025, 1, 6), "referral")])


@pytest.fixture
def folder(tmp_path):
    write(TABLE, tmp_path / "events")
    return tmp_path / "events"


def run(capsys, *arguments):
    """The exit code, and what was printed."""
    code = main(["journeys", *map(str, arguments), "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_the_list_names_every_question_and_clock(capsys):
    code, printed = run(capsys, "list")
    assert code == 0
    assert [each["name"] for each in printed["questions"]] == list(NAMES)
    assert [each["id"] for each in printed["clocks"]] == [each.id for each in clocks()]
    assert set(printed["questions"][0]) == {"name", "title"}


def test_a_question_from_the_command_line(capsys, folder):
    row = {"event": "contact", "then": "referral", "times": 1, "children": 1, "median_days": 4.0, "longest_days": 4}
    expected = {"question": "directly_follows", "engine": "duckdb", "rows": [row]}
    assert run(capsys, "ask", "directly_follows", "--events", folder) == (0, expected)


def test_a_clock_by_its_id_or_by_its_name(capsys, folder):
    by_id = run(capsys, "ask", "contact_to_referral", "--events", folder)
    assert by_id == run(capsys, "ask", "clock_contact_to_referral", "--events", folder)
    assert (by_id[1]["question"], by_id[1]["rows"][0]["median"]) == ("clock_contact_to_referral", 2.0)


def test_a_table_for_people(capsys, folder):
    assert main(["journeys", "ask", "journeys", "--events", str(folder)]) == 0
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [
        "path                events  children  median_days",
        "contact > referral  2       1         4",
    ]
    assert printed.err == "Which paths did children take, from the first event to the last?\n"


def test_a_folder_answers_as_the_events_at_hand(folder):
    assert ask("known_after", events=folder).rows == ask("known_after", events=TABLE).rows


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["directlyfollows"], "did you mean 'directly_follows'"),
        (["journeys", "--engine", "sparc"], "did you mean 'spark'"),
        (["journeys", "--clocks", "nothing.yaml"], "There is no such file"),
    ],
)
def test_what_is_not_there_is_told_with_advice(capsys, folder, arguments, says):
    code, printed = run(capsys, "ask", *arguments, "--events", folder)
    assert (code, says in printed["problems"][0]["says"]) == (10, True)


def test_a_folder_without_events(capsys, tmp_path):
    code, printed = run(capsys, "ask", "journeys", "--events", tmp_path)
    assert (code, "casedata events" in printed["problems"][0]["says"]) == (10, True)


def test_other_columns_than_those_of_events(folder):
    (folder / "events.parquet").write_bytes((folder / "children.parquet").read_bytes())
    with pytest.raises(InvalidInput, match="should have the columns child, position"):
        ask("journeys", events=folder)


def test_without_java_spark_says_what_to_install(monkeypatch):
    spark._connection.cache_clear()
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(NotPossible, match="Java 17"):
        engine("spark")


def test_without_the_extra_spark_says_what_to_install(monkeypatch):
    spark._connection.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, "pyspark.sql", None)
    with pytest.raises(NotPossible, match=r"joint-inspection\[spark\]"):
        engine("spark")


def test_nothing_of_a_child_is_written_to_the_disk_unless_a_folder_is_given(tmp_path):
    setting = "SELECT current_setting('temp_directory')"
    assert engine("duckdb").connection.raw_sql(setting).fetchall() == [("",)]
    given = engine("duckdb", spill=tmp_path).connection
    assert given.raw_sql(setting).fetchall() == [(str(tmp_path),)]


def test_a_damaged_file_is_told_with_advice(folder):
    whole = (folder / "events.parquet").read_bytes()
    (folder / "events.parquet").write_bytes(whole[:4] + bytes(200) + whole[204:])
    with pytest.raises(InvalidInput, match="make them again"):
        ask("journeys", events=folder)


def test_too_little_memory_is_told_with_advice():
    worker = engine("duckdb")
    worker.connection.raw_sql("SET memory_limit = '1MB'")
    cohort = worker.cohort(random_cohort(seed=1, children=2000))
    with pytest.raises(NotPossible, match="more memory"):
        worker.table(find_question("journeys").answer(cohort))
