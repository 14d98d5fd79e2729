"""Does exported history build an inspection again exactly as its tables have it, also after destruction; and does a
file of evidence come in whole or not at all?"""

import json
from copy import deepcopy
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import factories
from factories import carried_out, child_files
from factories.carried_out import WORDS
from factories.evidence import record
from joint_inspection.cli import main
from joint_inspection.inspections.replay import UNREADABLE, mark_of
from joint_inspection_web.casedata import destruction
from joint_inspection_web.casedata.sealed import Opener, named_in
from joint_inspection_web.evidence.models import Note, Version
from joint_inspection_web.history.models import Entry
from joint_inspection_web.history.record import row_of
from joint_inspection_web.inspections.models import Inspection

pytestmark = [pytest.mark.on_postgres, pytest.mark.django_db]


@pytest.fixture
def inspection() -> Inspection:
    return carried_out.whole_story()


def straight_from_the_tables(inspection: Inspection, tables: list[str]) -> dict[str, list[dict[str, Any]]]:
    """Every row of these tables as it stands, opened wherever the inspection's key still opens it."""
    return {
        table: [_row(inspection, each) for each in apps.get_model(table).objects.order_by("pk")] for table in tables
    }


def _row(inspection: Inspection, row: Any) -> dict[str, Any]:
    return {name: _opened(inspection, value) for name, value in row_of(row)["fields"].items()}


def _opened(inspection: Inspection, value: Any) -> Any:
    if not (isinstance(value, str) and value.startswith("sealed:")):
        return value
    if inspection.child_key.destroyed_at:
        return UNREADABLE
    return Opener(inspection).open(value, about=named_in(value))


def of_the_inspection(inspection: Inspection) -> dict[str, int]:
    """How many rows of each table belong to the inspection, itself left out; a look at the vault leaves no other."""
    models = [model for model in apps.get_models() if any(f.related_model is Inspection for f in model._meta.fields)]
    counted = {model._meta.label_lower: model.objects.filter(inspection=inspection).count() for model in models}
    return {table: number for table, number in counted.items() if number}


def replayed(inspection: Inspection, path, capsys, *more: str) -> tuple[int, dict[str, Any]]:
    """The inspection exported by one command and built again by the other."""
    call_command("inspection_export", inspection.ref, out=path, **dict(zip(("open",), more, strict=False)))
    capsys.readouterr()
    code = main(["inspection", "replay", str(path), "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_history_alone_leads_to_the_same_state_as_the_tables(inspection, tmp_path, capsys):
    code, found = replayed(inspection, tmp_path / "h.json", capsys, "To prove the history")
    assert (code, found["problems"]) == (0, [])
    assert found["entries"] == Entry.objects.filter(subject=f"inspection:{inspection.ref}").count()
    expected = straight_from_the_tables(inspection, list(found["state"]))
    assert found["state"] == json.loads(json.dumps(expected))
    assert {table: len(found["state"].get(table, [])) for table in of_the_inspection(inspection)} == of_the_inspection(
        inspection
    )
    assert len(of_the_inspection(inspection)) > 20
    assert WORDS in json.dumps(found)
    values = [value for rows in found["state"].values() for row in rows for value in row.values()]
    assert UNREADABLE not in values


def test_after_destruction_it_is_the_same_less_what_was_sealed(inspection, tmp_path, capsys):
    before = replayed(inspection, tmp_path / "before.json", capsys, "To prove the history")[1]["state"]
    proposal = destruction.propose(inspection, reason="The inspection is over", by=None, at=timezone.now())
    destruction.confirm(proposal, by=None, at=timezone.now())
    inspection.refresh_from_db()
    code, found = replayed(inspection, tmp_path / "after.json", capsys, "To prove the history")
    assert (code, found["problems"]) == (0, [])
    assert found["state"] == json.loads(json.dumps(straight_from_the_tables(inspection, list(found["state"]))))
    assert WORDS not in json.dumps(found)
    versions = [row | {"sealed": UNREADABLE} for row in before["evidence.version"]]
    assert found["state"]["evidence.version"] == versions


def test_without_a_purpose_nothing_about_children_leaves_sealed(inspection, tmp_path, capsys):
    code, found = replayed(inspection, tmp_path / "h.json", capsys)
    assert code == 0
    assert WORDS not in (tmp_path / "h.json").read_text("utf-8")
    assert {row["sealed"] for row in found["state"]["evidence.version"]} == {UNREADABLE}
    assert (tmp_path / "h.json").stat().st_mode & 0o077 == 0


def test_that_it_was_opened_and_why_is_in_the_history(inspection, tmp_path):
    with pytest.raises(CommandError, match="Say in a few words why"):
        call_command("inspection_export", inspection.ref, out=tmp_path / "h.json", open="why")
    assert not (tmp_path / "h.json").exists()
    call_command("inspection_export", inspection.ref, out=tmp_path / "h.json", open="A court asked")
    last = Entry.objects.last()
    assert (last.what, last.content["purpose"]) == ("triangulation.export", "A court asked")
    with pytest.raises(CommandError, match="no inspection with this reference"):
        call_command("inspection_export", "nothing", out=tmp_path / "h.json")


def test_one_changed_letter_is_found(inspection, tmp_path, capsys):
    path = tmp_path / "h.json"
    replayed(inspection, path, capsys, "To prove the history")
    path.write_text(path.read_text("utf-8").replace("night director", "Night director"), "utf-8")
    assert main(["inspection", "replay", str(path), "--json"]) == 10
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert problem["says"] == "What it says is not what was recorded"


def test_what_is_sealed_is_marked_alike_on_both_sides(inspection):
    sealed = Version.objects.first().sealed
    assert sealed.startswith("sealed:evidence version ")
    assert len(mark_of(sealed)) == 64


# Files of evidence


@pytest.fixture
def writer(inspection):
    return child_files.inspector(inspection)


@pytest.fixture
def client(writer) -> Client:
    return factories.signed_in(writer)


def file_of(inspection: Inspection, *changes: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A file of this inspection: its items changed one by one, and no finding unless one is given."""
    said = record(framework=inspection.framework, kind=inspection.kind, area=inspection.area, findings=[]) | more
    items = deepcopy(said["evidence"])
    return said | {"evidence": [each | change for each, change in zip(items, changes or ({}, {}), strict=True)]}


def send(client: Client, inspection: Inspection, said: Any, name: str = "evidence.json"):
    content = said if isinstance(said, bytes) else json.dumps(said, indent=1).encode()
    return client.post(
        reverse("triangulation:bring_in", kwargs={"ref": inspection.ref}),
        {"file": SimpleUploadedFile(name, content)},
    )


def test_a_file_comes_in_whole_and_once(inspection, writer, client):
    before = Note.objects.count()
    for _ in range(2):
        assert "2 items are in the notebook" in send(client, inspection, file_of(inspection)).text
    assert Note.objects.count() == before + 2
    assert {note.author for note in Note.objects.all()[before:]} <= {writer, *(n.author for n in Note.objects.all())}
    assert Note.objects.filter(author=writer).count() == 2


HEARSAY = {"speaker": "agency", "speaker_agency": "police:X98000001", "directness": "told_by_another"}
FINDING = record()["findings"][0] | {"supports": ["i1"]}


@pytest.mark.parametrize(
    ("changes", "more", "says"),
    [
        (({}, {"criterion": "elsewhere"}), {}, "Choose a criterion"),
        (({}, {"about": "council:E06000001"}), {}, "Choose the agency it is about"),
        (({}, {"text": None}), {}, "Write what was seen or said"),
        (({}, {"by_adviser": True}), {}, "A sector adviser writes their own notes"),
        (({}, {"box": "hmicfrs"}), {}, "Choose your own inspectorate"),
        ((HEARSAY, {}), {"findings": [FINDING]}, "what other agencies say of it"),
        (({"disclosed": True}, {}), {"findings": [FINDING]}, "Candour cannot by itself lower a judgement"),
        (({"by_adviser": True, "child": None}, {}), {"findings": [FINDING]}, "who has no vote"),
        (({}, {}), {"framework": "ilacs@2023"}, "under another framework"),
        (({}, {}), {"area": "X99000002"}, "of another area"),
    ],
)
def test_where_anything_is_wrong_nothing_comes_in(inspection, client, changes, more, says):
    before = Note.objects.count(), Version.objects.count(), Entry.objects.count()
    page = send(client, inspection, file_of(inspection, *changes, **more)).text
    assert says in page
    assert "Nothing was brought in" in page
    assert (Note.objects.count(), Version.objects.count(), Entry.objects.count()) == before


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"{", "evidence.json", "This is not JSON"),
        (b"[]", "evidence.json", "Write a block"),
        (b"x", "evidence.xlsx", "Choose a file whose name ends in .json"),
        (b"", "evidence.json", "The file is empty"),
    ],
)
def test_what_is_no_file_of_evidence_is_refused(inspection, client, content, name, says):
    assert says in send(client, inspection, content, name).text


def test_no_problem_of_a_file_repeats_what_was_written(inspection, client):
    for field in ("child", "text", "method", "id", "noted_at", "about", "criterion"):
        page = send(client, inspection, file_of(inspection, {field: f"{WORDS} {{}}"}, {"author": 3})).text
        assert "Gwendolen" not in page
