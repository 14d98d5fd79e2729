"""What an agency writes is only ever text; what is known of a child reaches no log, no history and no error page."""

import csv
import io
import logging
import zipfile
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook
from structlog.testing import capture_logs

import factories
from factories import child_files
from factories.child_files import IDENTIFIER, WORKER
from joint_inspection_web.casedata import actions, destruction, keeping_urls, store
from joint_inspection_web.casedata import urls as casedata_urls
from joint_inspection_web.casedata.keys import make_keys
from joint_inspection_web.casedata.models import Upload
from joint_inspection_web.history.models import Entry
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.journeys import urls as journeys_urls
from joint_inspection_web.journeys import views as journeys
from joint_inspection_web.samples import urls as samples_urls
from joint_inspection_web.samples.models import Sample

pytestmark = [pytest.mark.on_sqlite, pytest.mark.django_db]
SCRIPT, FORMULA = "<script>alert(1)</script>", '=HYPERLINK("http://example.org/","look")'
SECRETS = (IDENTIFIER, WORKER, "2015-03-01", "01/03/2015", "2025-11-01")


@pytest.fixture
def inspection() -> Inspection:
    return child_files.announced()


def harmful() -> bytes:
    """Lists whose names, headings and words would run if anything took them for more than text."""
    packed = io.BytesIO(child_files.lists([{**child_files.children(1)[0], "gender": SCRIPT, "ethnicity": FORMULA}]))
    with zipfile.ZipFile(packed, "a") as bundle:
        text = io.StringIO()
        csv.writer(text).writerows([[SCRIPT, FORMULA, "@SUM(A1)", "-1+1"], ["one", FORMULA, SCRIPT, "+1"]])
        bundle.writestr(f"{SCRIPT.replace('/', '')}.csv", text.getvalue())
        bundle.writestr("=1+1.csv", text.getvalue())
    return packed.getvalue()


def send(client: Client, inspection: Inspection, content: bytes, *, name: str) -> Upload:
    file = io.BytesIO(content)
    file.name = name
    body = child_files.council(inspection)
    kwargs = {"ref": inspection.ref, "number": body.pk, "asked": child_files.REQUEST}
    client.post(reverse("casedata:send", kwargs=kwargs), {"file": file})
    return Upload.objects.order_by("pk").last()


def test_what_an_agency_writes_is_shown_as_text(inspection: Inspection):
    # Given lists full of scripts, sent by the council's officer
    client = factories.signed_in(child_files.officer(child_files.council(inspection)))
    upload = send(client, inspection, harmful(), name=f"{SCRIPT}.zip")
    page = reverse("casedata:upload", kwargs={"ref": inspection.ref, "upload": upload.ref})

    # Then the page shows them as they are written
    shown = client.get(page).text
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)" in shown

    # And so do the pages on which an inspector reads what the sender explained
    actions.accept(upload, explanation=f"See {SCRIPT} please", linked=False, by=None, at=factories.NOW)
    reader = factories.signed_in(child_files.inspector(inspection))
    board = reader.get(reverse("casedata:board", kwargs={"ref": inspection.ref})).text
    pages = [client.get(page).text, board]
    assert [("<script>alert" in text, "&lt;script&gt;alert(1)" in text) for text in pages] == [(False, True)] * 2


def test_no_cell_of_a_workbook_begins_to_calculate(inspection: Inspection):
    client = factories.signed_in(child_files.officer(child_files.council(inspection)))
    upload = send(client, inspection, harmful(), name="lists.zip")
    answer = client.get(reverse("casedata:problems", kwargs={"ref": inspection.ref, "upload": upload.ref}))
    book = load_workbook(io.BytesIO(answer.content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if str(cell.value).startswith("=")] != []
    assert {cell.data_type for cell in cells if isinstance(cell.value, str)} == {"s"}
    assert [cell.hyperlink for cell in cells if cell.hyperlink] == []


def pages_of(inspection: Inspection) -> Iterator[str]:
    for name in ("overview", "ways", "clocks", "child"):
        yield reverse(f"journeys:{name}", kwargs={"ref": inspection.ref})
    yield reverse("journeys:clock", kwargs={"ref": inspection.ref, "which": "assessment"})
    yield reverse("samples:show", kwargs={"ref": inspection.ref})
    yield reverse("samples:mirror", kwargs={"ref": inspection.ref})
    yield reverse("casedata:board", kwargs={"ref": inspection.ref})
    yield reverse("child_data:kept", kwargs={"ref": inspection.ref})


def whole_story(inspection: Inspection) -> None:
    """Lists are sent with mistakes, looked at and accepted; a lead seals, draws, and opens a journey on pages."""
    officer = factories.signed_in(child_files.officer(child_files.council(inspection)))
    lead = factories.signed_in(child_files.inspector(inspection, role="lead_inspector"))
    odd = child_files.lists([{**each, "gender": "Lad", "age": "19"} for each in child_files.children(28)])
    for content in (b"\x00" + odd, odd):
        upload = send(officer, inspection, content, name=f"{IDENTIFIER}01 of {WORKER}.zip")
    one = {"ref": inspection.ref, "upload": upload.ref}
    officer.get(reverse("casedata:upload", kwargs=one))
    officer.get(reverse("casedata:problems", kwargs=one))
    officer.post(reverse("casedata:accept", kwargs=one), {"linked": "no", "explanation": f"About {WORKER} and others"})
    kwargs = {"ref": inspection.ref}
    lead.post(reverse("samples:seal", kwargs=kwargs))
    lead.post(reverse("samples:draw", kwargs=kwargs), {"theme": ""})
    for page in pages_of(inspection):
        assert lead.get(page).status_code == 200
    child = next(iter(store.open_events(inspection, person=reader_of(inspection), purpose="To try").children["child"]))
    asked = {"child": str(child), "purpose": "Reading the case"}
    assert "Days from the first event" in lead.post(reverse("journeys:child", kwargs=kwargs), asked).text
    said = {"pseudonym": str(child), "purpose": "Fetching the file"}
    assert IDENTIFIER in officer.post(reverse("casedata:whose", kwargs=one), said).text
    lead.post(reverse("samples:reveal", kwargs=kwargs))
    assert lead.get(reverse("samples:proof", kwargs={**kwargs, "what": "population"})).status_code == 200


def reader_of(inspection: Inspection):
    return inspection.seats.get().person


def test_a_whole_story_leaves_no_child_in_log_or_history(inspection: Inspection, caplog, capsys):
    caplog.set_level(logging.DEBUG)
    with capture_logs() as said:
        whole_story(inspection)
    printed = capsys.readouterr()
    told = "\n".join((str(said), caplog.text, printed.out, printed.err))
    history = "\n".join(str(entry.__dict__) for entry in Entry.objects.all())
    assert Sample.objects.count() == 1
    assert len(said) > 10
    assert [
        (where, word) for where, text in (("log", told), ("history", history)) for word in SECRETS if word in text
    ] == []


def test_an_error_while_data_is_open_tells_nothing(inspection: Inspection, monkeypatch, caplog, capsys):
    def fails(table, *_):
        raise RuntimeError(f"Broken at {len(table.children)} children")

    child_files.accepted(child_files.council(inspection))
    monkeypatch.setattr(journeys, "flow", fails)
    reader = factories.signed_in(child_files.inspector(inspection))
    reader.raise_request_exception = False
    with capture_logs() as said:
        answer = reader.get(reverse("journeys:ways", kwargs={"ref": inspection.ref}))
    printed = capsys.readouterr()
    told = "\n".join((answer.text, str(said), caplog.text, printed.out, printed.err))
    assert answer.status_code == 500
    assert [word for word in (*SECRETS, "Broken at") if word in answer.text] == []
    assert [word for word in SECRETS if word in told] == []
    assert "no-store" in answer.headers["Cache-Control"]


# Every address, every method


def addresses(inspection: Inspection, upload: Upload) -> dict[str, str]:
    """Every address of lists, children, samples and keeping, with what is really there."""
    body = child_files.council(inspection)
    proposal = inspection.destruction_proposals.first()
    hold, certificate = inspection.holds.first(), inspection.certificates.first()
    known = {
        "ref": inspection.ref, "upload": upload.ref, "asked": child_files.REQUEST, "which": "assessment",
        "what": "population",
    }  # fmt: skip
    numbers = {
        "child_data:answer": proposal.pk if proposal else 1, "child_data:lift_hold": hold.pk if hold else 1,
        "child_data:certificate": certificate.ref if certificate else "nothing",
    }  # fmt: skip
    found = {}
    for app in (casedata_urls, journeys_urls, samples_urls, keeping_urls):
        for pattern in app.urlpatterns:
            name = f"{app.app_name}:{pattern.name}"
            wanted = {key: known.get(key, numbers.get(name, body.pk)) for key in pattern.pattern.converters}
            if app is not keeping_urls:
                wanted["ref"] = inspection.ref
            found[name] = reverse(name, kwargs=wanted)
    return found


@pytest.fixture
def story(inspection: Inspection) -> Upload:
    """An inspection whose sample was drawn and revealed, with a hold that was lifted and a question that is open."""
    whole_story(inspection)
    hold = destruction.place_hold(inspection, kind="legal", reason="A claim was made", by=None, at=factories.NOW)
    destruction.lift_hold(hold, reason="The claim has ended", by=None, at=factories.NOW)
    destruction.propose(inspection, reason="The inspection is over", by=None, at=factories.NOW)
    return Upload.objects.get(state="accepted")


def outsiders() -> dict[str, Client]:
    """People with accounts who have nothing to do with the inspection."""
    elsewhere = child_files.announced(area_code=factories.MARLBURY)
    people = {
        "another lead": child_files.inspector(elsewhere, role="lead_inspector"),
        "another inspector": factories.person("team_inspector", at="cqc"),
        "another officer": child_files.officer(child_files.council(elsewhere)),
        "another planner": factories.person("planner", at="hmi-prisons"),
        "administrator": factories.person("administrator"), "analyst": factories.person("analyst"),
        "stranger": factories.person(),
    }  # fmt: skip
    return {"nobody": Client()} | {name: factories.signed_in(who) for name, who in people.items()}


def test_no_method_opens_any_address_to_an_outsider(inspection: Inspection, story: Upload):
    before = Entry.objects.count()
    visitors = outsiders()
    made = Entry.objects.count() - before
    got = [
        (name, method, page, answer.status_code)
        for page, address in addresses(inspection, story).items()
        if page != "child_data:register"
        for name, client in visitors.items()
        for method in ("get", "post", "put", "patch", "delete", "head", "options")
        for answer in [getattr(client, method)(address)]
        if answer.status_code not in (302, 403, 404, 405) or IDENTIFIER in answer.text
    ]
    assert got == []
    assert Entry.objects.count() == before + made


def test_of_an_inspection_in_the_vault_the_keeper_reads_no_area(inspection: Inspection, story: Upload):
    hidden = factories.inspection(no_notice=True, area_code=factories.MARLBURY)
    make_keys(hidden, at=factories.NOW)
    keeper = factories.signed_in(factories.person("data_protection_officer"))
    register = keeper.get(reverse("child_data:register")).text
    kept = [keeper.get(reverse("child_data:kept", kwargs={"ref": one.ref})).text for one in (inspection, hidden)]
    assert (hidden.ref in register, inspection.area_name in register, inspection.area_name in kept[0]) == (True,) * 3
    assert [hidden.area_name in page for page in (register, kept[1])] == [False, False]


def test_nothing_of_children_is_kept_by_a_browser(inspection: Inspection, story: Upload):
    clients = {
        "lead": factories.signed_in(reader_of(inspection)),
        "officer": factories.signed_in(child_files.officer(child_files.council(inspection))),
        "keeper": factories.signed_in(factories.person("data_protection_officer")),
    }  # fmt: skip
    answers = {
        (who, page): client.get(address)
        for page, address in addresses(inspection, story).items()
        for who, client in clients.items()
    }
    shown = {key: answer for key, answer in answers.items() if answer.status_code == 200}
    assert len(shown) >= 20
    assert [key for key, answer in shown.items() if "no-store" not in answer.headers.get("Cache-Control", "")] == []


def test_when_the_key_is_destroyed_every_address_says_so(inspection: Inspection, story: Upload):
    destruction.confirm(inspection.destruction_proposals.get(), by=None, at=factories.NOW)
    clients = {
        "lead": factories.signed_in(reader_of(inspection)),
        "officer": factories.signed_in(child_files.officer(child_files.council(inspection))),
        "keeper": factories.signed_in(factories.person("data_protection_officer")),
    }  # fmt: skip
    silent = [
        (who, page, answer.status_code)
        for page, address in addresses(inspection, story).items()
        if page not in ("journeys:child", "journeys:openings", "samples:draw")
        for who, client in clients.items()
        for answer in [client.get(address)]
        if answer.status_code not in (403, 404, 405) and "destroyed" not in answer.text.lower()
    ]
    assert silent == []
    asked = {"child": "abcdefghijkl", "purpose": "Reading the case"}
    answer = clients["lead"].post(reverse("journeys:child", kwargs={"ref": inspection.ref}), asked)
    assert "destroyed" in answer.text
