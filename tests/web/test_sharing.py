"""What inspectorates tell one another, what each keeps in its own box, and the register of who looked."""

from __future__ import annotations

import csv
import io
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

import factories
from factories import child_files, notebook, safety
from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.casedata import destruction, store
from joint_inspection_web.evidence import actions as evidence
from joint_inspection_web.evidence.actions import take_out_of_box
from joint_inspection_web.evidence.models import Note, Version
from joint_inspection_web.evidence.reading import every_item, items
from joint_inspection_web.history.models import Entry
from joint_inspection_web.inspections import actions as inspections
from joint_inspection_web.inspections.models import Inspection, Seat
from joint_inspection_web.journeys.models import JourneyOpening
from joint_inspection_web.safety import alarms
from joint_inspection_web.sharing import actions
from joint_inspection_web.sharing.bases import bases
from joint_inspection_web.sharing.looks import as_csv, looks
from joint_inspection_web.sharing.models import Box, Citation, Shared
from joint_inspection_web.triangulation.export import opened_history_of
from web.reading import lost, read

pytestmark = [pytest.mark.on_postgres, pytest.mark.django_db]
NOW = factories.NOW
SECRET = "A source names the man at the garage"
"""What may be read outside its box by nobody."""


@pytest.fixture
def inspection() -> Inspection:
    return child_files.announced()


@pytest.fixture
def lead(inspection: Inspection) -> Person:
    return child_files.inspector(inspection, role="lead_inspector")


@pytest.fixture
def constable(inspection: Inspection) -> Person:
    """An inspector of constabulary on the team."""
    factories.organisation("hmicfrs")
    return notebook.colleague(inspection)


def address(inspection: Inspection, name: str, **more: object) -> str:
    return reverse(f"sharing:{name}", kwargs={"ref": inspection.ref, **more})


def boxed(inspection: Inspection, by: Person, **said: object) -> uuid.UUID:
    """A note in the box of constables; its id."""
    sent = notebook.raw(inspection, **{"text": SECRET, "box": "hmicfrs"} | said)
    notebook.keep(inspection, sent, by=by, at=NOW)
    return uuid.UUID(sent["note"])


def logged(inspection: Inspection, by: Person, **given: object) -> Shared:
    made = {
        "receivers": ["ofsted"],
        "what": "How calls are graded",
        "basis": "joint-review",
        "purpose": "To plan visits",
    }
    return actions.log_shared(inspection, **{"shared_at": NOW} | made | given, by=by, at=NOW)


# The log


def test_every_basis_has_a_citation_and_an_address():
    assert {one.trust for one in bases().values()} == {"primary", "contents", "setting"}
    assert [one.id for one in bases().values() if not (one.citation and one.url.startswith("http"))] == []
    assert bases()["joint-review"].citation == "Children Act 2004, section 20"


def test_what_was_shared_is_logged_for_one_s_own_inspectorate(inspection, constable):
    made = logged(inspection, constable)
    assert (made.giver, made.receivers) == ("hmicfrs", ["ofsted"])
    assert Entry.objects.filter(what="sharing.share").count() == 1


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"receivers": []}, "receivers"),
        ({"receivers": ["hmicfrs"]}, "receivers"),  # itself
        ({"receivers": ["council:X99000001"]}, "receivers"),
        ({"what": " "}, "what"),
        ({"basis": "because"}, "basis"),
        ({"purpose": ""}, "purpose"),
        ({"shared_at": NOW + timedelta(days=1)}, "shared_at"),
    ],
)
def test_an_entry_without_something_is_refused(inspection, constable, wrong, where):
    with pytest.raises(InvalidInput) as error:
        logged(inspection, constable, **wrong)
    assert [problem.where for problem in error.value.problems] == [where]


@pytest.mark.parametrize("role", ["planner", "lead_inspector", "nominated_officer", "data_protection_officer"])
def test_nobody_without_a_seat_shares(inspection, role):
    with pytest.raises(NotAllowed):
        logged(inspection, factories.person(role))


def test_the_page_of_the_log(inspection, constable, lead):
    client = factories.signed_in(constable)
    assert client.post(address(inspection, "share"), {"what": "Only this"}).content.decode().count("Only this") == 1
    said = {
        "what": "How calls are graded", "receivers": ["ofsted", "cqc"], "basis": "joint-action-police",
        "purpose": "To plan visits", "shared_at": "2026-01-05T09:00",
    }  # fmt: skip
    assert client.post(address(inspection, "share"), said).status_code == 302
    page = factories.signed_in(lead).get(address(inspection, "front")).content.decode()
    assert "Police Act 1996, Schedule 4A, paragraph 5" in page


# Boxes


def test_a_box_is_read_by_its_own_inspectorate_alone(inspection, constable, lead):
    boxed(inspection, constable)
    other = notebook.colleague(inspection)
    assert [actions.in_box(inspection, person=one).count() for one in (constable, other, lead)] == [1, 1, 0]
    assert "Take it out" in factories.signed_in(other).get(address(inspection, "box")).content.decode()
    assert "Nothing lies in it" in factories.signed_in(lead).get(address(inspection, "box")).content.decode()


def test_a_box_is_opened_once_with_a_reason(inspection, constable):
    with pytest.raises(InvalidInput, match="kept apart"):
        actions.open_box(inspection, reason=" ", by=constable, at=NOW)
    client = factories.signed_in(constable)
    assert client.post(address(inspection, "box"), {"reason": "Police intelligence"}).status_code == 302
    assert Box.objects.get().inspectorate == "hmicfrs"
    again = client.post(address(inspection, "box"), {"reason": "More of it"})
    assert lost(again, "More of it", says="Your inspectorate has opened its box already") == []


def test_what_a_box_shows_is_cited_without_what_it_holds(inspection, constable, lead):
    boxed(inspection, constable)
    council = child_files.council(inspection).code
    client = factories.signed_in(constable)
    said = {"about": council, "summary": "Intelligence of ours supports this"}
    assert client.post(address(inspection, "cite"), {"about": council}).status_code == 200
    assert client.post(address(inspection, "cite"), said).status_code == 302
    page = factories.signed_in(lead).get(address(inspection, "front")).content.decode()
    assert "Intelligence of ours supports this" in page
    assert SECRET not in page
    assert Citation.objects.get().notes == 1
    police = notebook.agency(inspection, "police")
    with pytest.raises(InvalidInput, match="nothing to cite"):
        actions.cite(inspection, about=police, summary="Something", by=constable, at=NOW)
    with pytest.raises(InvalidInput, match="nothing to cite"):
        actions.cite(inspection, about=council, summary="Something", by=lead, at=NOW)


def test_a_note_with_two_versions_is_brought_together_before_it_leaves_its_box(inspection, constable):
    note = boxed(inspection, constable)
    first = Version.objects.get(note=note)
    for words in ("One correction", "Another"):
        sent = notebook.raw(
            inspection, note=str(note), kind="correction", bases=[str(first.pk)], text=words, box="hmicfrs"
        )
        notebook.keep(inspection, sent, by=constable, at=NOW)
    with pytest.raises(NotPossible, match="bring them together first"):
        actions.share_note(inspection, note=note, basis="joint-review", purpose="To judge", by=constable, at=NOW)
    assert Shared.objects.count() == 0


def test_a_note_leaves_its_box_with_a_legal_basis_and_stands_once(inspection, constable, lead):
    note = boxed(inspection, constable, child=notebook.CHILD, happened_on="2026-01-02")
    assert [one.text for one in items(inspection, person=lead)] == []
    client = factories.signed_in(constable)
    assert client.get(address(inspection, "share_note", note=note)).status_code == 200
    assert client.post(address(inspection, "share_note", note=note), {"basis": "joint-review"}).status_code == 200
    said = {"basis": "joint-review", "purpose": "It bears on the council"}
    assert client.post(address(inspection, "share_note", note=note), said).status_code == 302
    again = client.post(address(inspection, "share_note", note=note), said)
    assert lost(again, said["purpose"], says="does not lie in the box of your inspectorate any more") == []
    evidence.open_words(
        inspection, criterion=notebook.criterion(inspection), purpose="To judge it", by=lead, at=timezone.now()
    )
    assert [(one.text, one.box, one.child) for one in items(inspection, person=lead)] == [
        (SECRET, None, notebook.CHILD)
    ]
    assert len(every_item(inspection)) == 1
    copy = Note.objects.get(box="")
    assert (copy.author, copy.inspectorate, copy.versions.get().author) == (constable, "hmicfrs", constable)
    row = Shared.objects.get()
    assert (row.giver, row.basis, "ofsted" in row.receivers, str(row.note)) == (
        "hmicfrs", "joint-review", True, items(inspection, person=lead)[0].id,
    )  # fmt: skip


def test_whoever_takes_a_note_out_of_its_box_is_not_its_author_and_the_look_is_recorded(inspection, constable, lead):
    note = boxed(inspection, constable, child=notebook.CHILD)
    other = notebook.colleague(inspection)
    said = {"basis": "joint-review", "purpose": "It bears on the council"}
    assert factories.signed_in(other).post(address(inspection, "share_note", note=note), said).status_code == 302
    copy = Note.objects.get(box="")
    assert (copy.author, Shared.objects.get().by) == (constable, other)
    page = read(factories.signed_in(lead).get(address(inspection, "front")))
    (row,) = page.tables["The log"][1:]
    assert (f"by {constable}" in row[0], f"shared by {other}" in row[-1]) == (True, True)
    assert [(one.person, one.what, one.purpose) for one in looks(inspection=inspection, lead=True)] == [
        (str(other), "a note in a sealed box, to share it", "It bears on the council")
    ]
    with pytest.raises(NotAllowed):
        take_out_of_box(Version.objects.get(note=boxed(inspection, constable)), by=lead, at=NOW)


def test_nobody_takes_a_note_out_of_another_s_box(inspection, constable, lead):
    note = boxed(inspection, constable)
    assert factories.signed_in(lead).get(address(inspection, "share_note", note=note)).status_code == 404
    with pytest.raises(NotPossible):
        actions.share_note(inspection, note=note, basis="joint-review", purpose="To know", by=lead, at=NOW)
    with pytest.raises(InvalidInput):
        actions.share_note(inspection, note=note, basis="because", purpose="To know", by=constable, at=NOW)
    assert (Shared.objects.count(), len(every_item(inspection))) == (0, 1)


def test_an_adviser_and_an_agency_see_nothing_of_sharing(inspection):
    adviser = factories.person("sector_adviser", at=f"council:{factories.WENLOW}")
    Seat.objects.create(inspection=inspection, person=adviser, role="sector_adviser", began_at=NOW)
    for person in (adviser, child_files.officer(child_files.council(inspection))):
        client = factories.signed_in(person)
        assert [client.get(address(inspection, name)).status_code for name in ("front", "share", "box", "looks")] == [
            403
        ] * 4


def test_summaries_go_with_the_key(constable, inspection, lead):
    boxed(inspection, constable)
    council = child_files.council(inspection).code
    actions.cite(inspection, about=council, summary="It is so", by=constable, at=NOW)
    proposal = destruction.propose(inspection, reason="Over", by=None, at=NOW)
    destruction.confirm(proposal, by=None, at=NOW)
    client = factories.signed_in(lead)
    assert "The words are gone" in client.get(address(inspection, "front")).content.decode()
    assert factories.signed_in(constable).get(address(inspection, "box")).status_code == 200


# The register of looks


def looked(inspection: Inspection, lead: Person) -> None:
    """One look of each kind, a minute after another."""
    at = [NOW + timedelta(minutes=number) for number in range(5)]
    store._note(inspection, lead, what="lists", purpose="To draw", at=at[0])
    JourneyOpening.objects.create(inspection=inspection, person=lead, child="abcdefghijkl", purpose="To read", at=at[1])
    evidence.open_words(inspection, criterion=notebook.criterion(inspection), purpose="To judge it", by=lead, at=at[2])
    inspections.look(inspection, person=lead, page="inspections:show", at=at[3])
    alarm = safety.alarm(inspection, by=None)
    alarms.read_alarm(alarm, by=lead, at=at[4])


def test_every_kind_of_look_stands_in_the_register_the_newest_first(inspection, lead):
    looked(inspection, lead)
    assert [(one.what, one.purpose) for one in looks()] == [
        ("an alarm", "Child at risk"),
        ("the vault: inspections:show", ""),
        ("words about children", "To judge it"),
        ("one journey", "To read"),
        ("lists", "To draw"),
    ]
    assert [one.what for one in looks(inspection=inspection, lead=True)] == [one.what for one in looks()][1:]
    assert looks(person="nobody") == []
    assert len(looks(since=NOW + timedelta(minutes=2))) == 3
    assert len(looks(most=2)) == 2


def test_what_was_taken_away_as_a_file_stands_in_the_register_too(inspection, lead):
    opened_history_of(inspection, purpose="To replay it elsewhere", by=lead, at=NOW)
    assert [(one.person, one.inspection, one.what, one.purpose) for one in looks(person=lead.name)] == [
        (lead.name, inspection.ref, "a file with everything opened", "To replay it elsewhere")
    ]
    assert looks(person="nobody") == []


def test_no_child_stands_in_the_register(inspection, lead):
    looked(inspection, lead)
    assert "abcdefghijkl" not in as_csv(looks())


def test_the_lead_reads_the_looks_of_the_own_inspection(inspection, lead):
    looked(inspection, lead)
    colleague = child_files.inspector(inspection)
    assert factories.signed_in(colleague).get(address(inspection, "looks")).status_code == 403
    client = factories.signed_in(lead)
    page = client.get(address(inspection, "looks")).content.decode()
    assert ("To judge it" in page, "Child at risk" in page) == (True, False)
    table = client.get(address(inspection, "looks") + "?form=csv").content.decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(table)))) == 5


def test_the_data_protection_officer_reads_them_all_by_reference(inspection, lead, client_of):
    looked(inspection, lead)
    client = client_of("data_protection_officer")
    page = client.get("/looks/").content.decode()
    assert ("Child at risk" in page, inspection.ref in page, inspection.area_name in page) == (True, True, False)
    assert "To judge it" in client.get("/looks/", {"inspection": inspection.ref, "since": "5 1 2026"}).content.decode()
    for nothing in ({"inspection": "nobodyhere"}, {"since": "1 1 2050"}, {"person": "Nobody"}):
        assert "Nobody has looked" in client.get("/looks/", nothing).content.decode()
    assert client.get("/looks/", {"since": "soon"}).status_code == 200
    table = client.get("/looks/", {"form": "csv"}).content.decode("utf-8-sig")
    assert [row[3] for row in csv.reader(io.StringIO(table))][:2] == ["What", "an alarm"]


def test_what_was_said_of_an_inspection_in_the_vault_is_not_read_out(client_of):
    planner = factories.person("planner")
    hidden = factories.inspection(no_notice=True, by=planner)
    inspections.look(hidden, person=planner, page="inspections:show", at=NOW)
    store._note(hidden, planner, what="lists", purpose="To plan the visit to Elmshire", at=NOW)
    page = client_of("data_protection_officer").get("/looks/").content.decode()
    assert (hidden.ref in page, "Elmshire" in page) == (True, False)


def test_nothing_that_was_written_is_a_formula(inspection, lead):
    store._note(inspection, lead, what="lists", purpose="=1+1", at=NOW)
    assert next(row for row in csv.reader(io.StringIO(as_csv(looks()))) if row[3] == "lists")[5] == "'=1+1"


@pytest.mark.parametrize("number", [1, 3])
def test_the_register_asks_the_database_no_more_for_more(
    inspection, lead, client_of, number, django_assert_max_num_queries
):
    for _ in range(number):
        looked(inspection, lead)
    client = client_of("data_protection_officer")
    with django_assert_max_num_queries(20):
        assert client.get("/looks/").status_code == 200
