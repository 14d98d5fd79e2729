"""How a command ends: its exit code, and one JSON document on standard output whatever happened."""

import argparse
import contextlib
import io
import json

import pytest

from joint_inspection.cli import main, run
from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible, Problem


def ends(error):
    def command(_):
        raise error

    return command


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (InvalidInput([Problem(where="on", says="Give a date")]), 10, "Give a date"),
        (OSError(28, "No space left", "out.json"), 10, "No space left"),
        (ModuleNotFoundError("No module named 'ortools'", name="ortools"), 11, "This needs ortools"),
        (NotPossible("Install the extra 'pdf'"), 11, "Install the extra 'pdf'"),
        (NotAllowed("Only planners may"), 12, "Only planners may"),
    ],
)
@pytest.mark.parametrize("as_json", [True, False])
def test_every_error_has_its_code_and_is_told_once(capsys, error, code, says, as_json):
    assert run(argparse.Namespace(run=ends(error), json=as_json)) == code
    told = capsys.readouterr()
    assert (told.out == "", told.err == "") == ((False, True) if as_json else (True, False))
    text = json.loads(told.out)["problems"][0]["says"] if as_json else told.err
    assert says in text


def test_json_leaves_a_terminal_that_takes_plain_letters_only(tmp_path, monkeypatch):
    path = tmp_path / "out.json"
    with path.open("w", encoding="ascii") as out:
        monkeypatch.setattr("sys.stdout", out)
        code = main(["areas", "show", "Ynys Môn", "--json"])
    assert (code, "Ynys Môn" in json.loads(path.read_text())["problems"][0]["says"]) == (10, True)


@pytest.mark.parametrize("bug", [ZeroDivisionError(), ImportError("cannot import it", name="joint_inspection.areas")])
def test_a_bug_keeps_its_traceback(bug):
    with pytest.raises(type(bug)):
        run(argparse.Namespace(run=ends(bug), json=True))


def test_a_folder_that_cannot_be_written_is_advised(capsys, tmp_path):
    (tmp_path / "taken").write_text("a file")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "la_inspections.csv").write_text("framework,inspection_type\n")
    code = main(["outcomes", "import", str(tmp_path / "in"), "--out", str(tmp_path / "taken"), "--json"])
    problem = json.loads(capsys.readouterr().out)["problems"][0]
    assert (code, problem["file"]) == (10, str(tmp_path / "taken"))


@pytest.mark.parametrize("framework", ["ilacs@", "nothing", "mine.yaml"])
def test_what_is_due_is_asked_of_published_frameworks(capsys, tmp_path, framework, small_text):
    path = tmp_path / "mine.yaml"
    path.write_text(small_text)
    asked = str(path) if framework.endswith(".yaml") else framework
    code = main(["programme", "due", "--on", "2025-06-01", "--framework", asked, "--json"])
    assert (code, [each["where"] for each in json.loads(capsys.readouterr().out)["problems"]]) == (10, ["framework"])


@pytest.fixture
def small_text():
    from factories.small import SMALL

    return SMALL.read_text(encoding="utf-8")


def test_a_program_that_takes_the_output_as_text_gets_the_document():
    taken = io.StringIO()
    with contextlib.redirect_stdout(taken):
        assert main(["journeys", "list", "--json"]) == 0
    assert set(json.loads(taken.getvalue())) == {"questions", "clocks"}
