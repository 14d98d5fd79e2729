"""Pages about lists: the board, sending, what was understood, accepting, the register, the certificate."""

import io
import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

import factories
from factories import child_files
from factories.child_files import IDENTIFIER, WORKER
from joint_inspection_web.casedata import actions, destruction, store
from joint_inspection_web.casedata.models import Certificate, Hours, Key, Opening, State, Upload
from joint_inspection_web.inspections.models import Body, Inspection
from web.reading import read

pytestmark = [pytest.mark.on_sqlite, pytest.mark.django_db]
NOW = factories.NOW


@pytest.fixture
def inspection() -> Inspection:
    return child_files.announced()


@pytest.fixture
def council(inspection: Inspection) -> Body:
    return child_files.council(inspection)


@pytest.fixture
def officer(council: Body) -> Client:
    """The council's nominated officer at a browser."""
    return factories.signed_in(child_files.officer(council))


def board_of(inspection: Inspection) -> str:
    return reverse("casedata:board", kwargs={"ref": inspection.ref})


def page_of(upload: Upload, name: str = "upload") -> str:
    return reverse(f"casedata:{name}", kwargs={"ref": upload.inspection.ref, "upload": upload.ref})


def sending(body: Body) -> str:
    return reverse(
        "casedata:send", kwargs={"ref": body.inspection.ref, "number": body.pk, "asked": child_files.REQUEST}
    )


def send(client: Client, body: Body, content: bytes, *, name: str = "lists.zip") -> HttpResponse:
    file = io.BytesIO(content)
    file.name = name
    return client.post(sending(body), {"file": file}, follow=True)


def odd_lists(**changed: str) -> bytes:
    first, *others = child_files.children()
    return child_files.lists([{**first, **changed}, *others])


def stamp_of(answer: HttpResponse) -> str:
    return re.search(r'name="stamp" value="(\w+)"', answer.text)[1]


def lines(client: Client, inspection: Inspection) -> dict[str, list[str]]:
    """The board's rows by what stands in their first cell."""
    return {row[0]: row[1:] for row in read(client.get(board_of(inspection))).tables.get("Requests", [])[1:]}


# The board


def test_the_board_shows_each_agency_what_is_asked_of_it_and_when_it_is_due(inspection, council, officer):
    own = lines(officer, inspection)
    assert list(own) == [f"{council.name}: Council, lists of contacts, enquiries, plans and care"]
    assert next(iter(own.values())) == ["7", "19 Feb 2026", "Overdue", "–", "–", "–", "–"]
    everybody = lines(factories.signed_in(child_files.inspector(inspection)), inspection)
    agencies = {name.split(": ")[0] for name in everybody}
    kinds = {body.kind for body in inspection.bodies.all() if body.name in agencies}
    assert kinds == {"council", "police", "health", "youth_justice", "schools"} & set(
        inspection.bodies.values_list("kind", flat=True)
    )


def test_days_on_the_board_are_not_broken_over_lines(inspection, council, officer):
    child_files.accepted(council)
    page = officer.get(board_of(inspection)).text
    received = timezone.localdate(Upload.objects.get().sent_at)
    words = {f"{each.day} {each:%b %Y}" for each in (received, date(2026, 2, 19))}
    assert [each for each in words if f'<span class="ji-nowrap">{each}</span>' not in page] == []


def test_the_board_says_how_far_each_request_is(inspection, council, officer):
    inspector = factories.signed_in(child_files.inspector(inspection))
    name = next(iter(lines(officer, inspection)))
    upload = child_files.sent(council, content=odd_lists(gender=""))
    today = timezone.localdate()
    said = f"{today.day} {today:%b %Y}"
    assert lines(officer, inspection)[name][2:] == ["With the sender", said, str(upload.problems), "–", "–"]
    assert lines(inspector, inspection)[name][2:] == ["With the sender", "–", "–", "–", "–"]
    actions.accept(upload, explanation="Not recorded at the door", linked=False, by=None, at=timezone.now())
    actions.note_hours(body=council, request=child_files.REQUEST, hours=7.5, by=None, at=NOW)
    actions.note_hours(body=council, request=child_files.REQUEST, hours=2, by=None, at=NOW)
    for client in (officer, inspector):
        assert lines(client, inspection)[name][2:] == ["Accepted", said, str(upload.problems), said, "9.5"]
    assert "Not recorded at the door" in read(inspector.get(board_of(inspection))).text
    assert (
        "Not recorded at the door"
        not in read(factories.signed_in(factories.person("planner")).get(board_of(inspection))).text
    )


def test_lists_sent_once_more_do_not_hide_that_others_were_accepted(inspection, council, officer):
    child_files.accepted(council)
    child_files.sent(council)
    inspector = factories.signed_in(child_files.inspector(inspection))
    said = [next(iter(lines(client, inspection).values()))[2] for client in (officer, inspector)]
    assert said == ["With the sender", "Accepted"]


def test_the_board_holds_nothing_about_a_child(inspection, council):
    child_files.accepted(council)
    for role in ("planner", "quality_assurance"):
        said = factories.signed_in(factories.person(role)).get(board_of(inspection)).text
        assert [word for word in (IDENTIFIER, WORKER, "lists.zip") if word in said] == []


def test_a_framework_without_lists_has_an_empty_board():
    made = factories.inspection()
    client = factories.signed_in(factories.person("planner"))
    page = read(client.get(board_of(made)))
    assert ("asks for no lists of children" in page.text) or page.tables["Requests"]


def test_the_board_asks_the_database_as_often_for_three_uploads_as_for_one(inspection, council):
    client = factories.signed_in(child_files.inspector(inspection))
    client.get(board_of(inspection))
    counts = []
    for request in ("council_lists", "police_lists", "health_lists"):
        kind = request.partition("_")[0]
        body = inspection.bodies.filter(kind=kind).first()
        if request == "council_lists":
            child_files.accepted(body)
        else:
            Upload.objects.create(
                inspection=inspection, body=body, request=request, state=State.ACCEPTED, digest="0" * 64, size=1,
                scanned=False, lists=1, rows=1, problems=0, checks=0, not_understood=0, sent_at=NOW, expires_at=NOW,
                ended_at=NOW,
            )  # fmt: skip
        with CaptureQueriesContext(connection) as asked:
            assert client.get(board_of(inspection)).status_code == 200
        counts.append(len(asked))
    assert len(set(counts)) == 1


# Sending


def test_an_officer_sends_sees_what_was_understood_and_accepts(inspection, council, officer):
    answer = send(officer, council, child_files.lists())
    upload = Upload.objects.get()
    assert answer.redirect_chain == [(page_of(upload), 302)]
    page = read(answer)
    assert page.headings[0].startswith("Lists sent on")
    table = {row[1]: row for row in page.tables["How the sheets were understood"][1:]}
    assert table["Referrals"] == ["Referrals", "Referrals", "as asked for", "6", "11 of 11", "0"]
    assert "not scanned for viruses" in page.text
    officer.post(page_of(upload, "accept"), {"linked": "no"})
    upload.refresh_from_db()
    assert (upload.state, upload.linked) == (State.ACCEPTED, False)
    assert "You accepted these lists" in officer.get(page_of(upload)).text


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("letter.pdf", b"%PDF-1.7", "Choose a file of this kind"),
        ("lists.xlsx", b"a,b,c", "This is not xlsx inside"),
        ("lists.csv", b"", "The file is empty"),
        ("lists.zip", b"PK\x03\x04 broken", "zip"),
    ],
)
def test_what_is_no_list_is_refused_beside_the_field(name, content, says, council, officer):
    page = read(send(officer, council, content, name=name))
    assert "There is a problem" in page.text
    assert says in page.text
    assert Upload.objects.count() == 0


def test_no_file_and_too_large_a_file_are_advised_of(council, officer, settings):
    assert "Choose the file with the lists" in officer.post(sending(council)).text
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 2000
    said = send(officer, council, child_files.lists()).text
    assert "The file must be smaller than 0 megabytes" in said
    assert Upload.objects.count() == 0


def test_what_is_asked_for_is_listed_column_by_column(council, officer):
    page = read(officer.get(sending(council)))
    assert "Date of referral (needed)" in page.text


def test_problems_are_shown_and_the_second_file_mends_them(inspection, council, officer):
    page = read(send(officer, council, odd_lists(gender="")))
    first = Upload.objects.get()
    weights = {row[4] for row in page.tables["Problems"][1:]}
    assert "Fix or explain" in weights
    refused = officer.post(page_of(first, "accept"), {"linked": "no", "explanation": ""})
    assert "Explain the problems in a sentence" in refused.text
    page = read(send(officer, council, child_files.lists()))
    first.refresh_from_db()
    assert first.state == State.REPLACED
    assert Upload.objects.get(state=State.QUARANTINED).problems == 0
    assert "replaced" in officer.get(page_of(first)).text


def test_many_problems_are_folded_after_ten_and_all_are_on_the_page(council, officer):
    rows = [{**each, "gender": ""} for each in child_files.children(28)]
    answer = send(officer, council, child_files.lists(rows))
    page, found = read(answer), actions.read_report(Upload.objects.get()).findings
    shown, folded = page.tables["Problems"][1:], page.tables["More problems"][1:]
    assert (len(shown), len(shown) + len(folded)) == (10, len(found))
    assert f"Show the other {len(folded)}" in page.text
    assert answer.text.index("<details", answer.text.index(">Problems<")) < answer.text.index(">More problems<")


def test_the_workbook_of_problems_is_handed_out(council, officer):
    upload = child_files.sent(council, content=odd_lists(gender=""))
    answer = officer.get(page_of(upload, "problems"))
    assert answer["Content-Disposition"] == f'attachment; filename="problems-{upload.ref}.xlsx"'
    assert answer["Cache-Control"] == "private, no-store"
    book = load_workbook(io.BytesIO(answer.content))
    assert "Problems" in book.sheetnames
    assert book["Problems"].max_row == 1 + len(actions.read_report(upload).findings)


def test_what_could_not_be_understood_is_asked_and_remembered(council, officer):
    upload = child_files.sent(council, content=odd_lists(gender="Lad"))
    page = officer.get(page_of(upload))
    assert "what does “Lad” mean? (1 time)" in page.text
    stamp = stamp_of(page)
    officer.post(page_of(upload, "decide"), {"stamp": stamp, "answer-0": "male"})
    upload.refresh_from_db()
    assert upload.not_understood == 0
    assert "what does" not in officer.get(page_of(upload)).text
    again = child_files.sent(council, content=odd_lists(gender="Lad"))
    assert again.not_understood == 0
    page = officer.get(page_of(again))
    officer.post(page_of(again, "decide"), {"stamp": stamp_of(page), "forget": "yes"})
    again.refresh_from_db()
    assert again.not_understood == 1
    assert "Take all answers back" not in officer.get(page_of(again)).text


def test_an_answer_to_other_questions_changes_nothing(council, officer):
    upload = child_files.sent(council, content=odd_lists(gender="Lad"))
    answer = officer.post(page_of(upload, "decide"), {"stamp": "another", "answer-0": "male"})
    assert (answer.status_code, "understood anew" in answer.text) == (409, True)
    stamp = stamp_of(officer.get(page_of(upload)))
    officer.post(page_of(upload, "decide"), {"stamp": stamp, "answer-0": "<script>"})
    upload.refresh_from_db()
    assert upload.not_understood == 1


def test_withdrawn_lists_are_gone(inspection, council, officer):
    upload = child_files.sent(council)
    officer.post(page_of(upload, "withdraw"))
    assert "Nothing of them is kept" in officer.get(page_of(upload)).text
    again = officer.post(page_of(upload, "withdraw"))
    assert (again.status_code, "not waiting any more" in again.text) == (409, True)


def test_hours_are_noted_and_odd_ones_refused(council, officer):
    address = reverse(
        "casedata:note_hours",
        kwargs={"ref": council.inspection.ref, "number": council.pk, "asked": child_files.REQUEST},
    )
    for said, advice in (("", "Enter the hours"), ("many", "as a number"), ("-3", "between 0"), ("nan", "number")):
        assert advice in officer.post(address, {"hours": said}).text
    assert officer.post(address, {"hours": "7.5"}).status_code == 302
    assert list(Hours.objects.values_list("hours", "body__kind")) == [(7.5, "council")]


def test_the_officer_finds_whose_pseudonym_it_is(inspection, council, officer):
    upload = child_files.accepted(council)
    inspector = child_files.inspector(inspection)
    child = store.open_case_data(inspection, person=inspector, purpose="Reads").of("referrals")[3].child
    page = read(officer.post(page_of(upload, "whose"), {"pseudonym": child, "purpose": "Prepares the file"}))
    assert "ELM-0004" in page.text
    assert "letter by letter" in officer.post(page_of(upload, "whose"), {"pseudonym": "x", "purpose": "y"}).text
    assert Opening.objects.filter(what="one child").count() == 1


# Keeping and destroying


@pytest.fixture
def keeper() -> Client:
    """The data protection officer at a browser."""
    return factories.signed_in(factories.person("data_protection_officer", name="Dorothea Lyle"))


def kept(inspection: Inspection, name: str = "kept", **more: object) -> str:
    return reverse(f"child_data:{name}", kwargs={"ref": inspection.ref, **more})


def test_the_register_says_what_is_kept_and_never_what_it_says(inspection, council, keeper):
    child_files.accepted(council)
    inspector = child_files.inspector(inspection)
    for _ in range(3):
        store.open_events(inspection, person=inspector, purpose="Reads the journeys")
    page = read(keeper.get(reverse("child_data:register")))
    assert page.tables["Inspections with lists"][1][0] == inspection.ref
    assert page.tables["Inspections with lists"][1][4] == "3"
    said = keeper.get(kept(inspection)).text
    assert "Reads the journeys" in said
    assert [word for word in (IDENTIFIER, WORKER, "lists.zip") if word in said] == []
    assert keeper.get(board_of(inspection)).status_code == 404


def test_a_hold_is_placed_and_lifted_with_reasons(inspection, council, keeper):
    child_files.accepted(council)
    assert "Say why" in keeper.post(kept(inspection, "place_hold"), {"kind": "legal", "reason": ""}).text
    keeper.post(kept(inspection, "place_hold"), {"kind": "legal", "reason": "A claim was made"})
    assert "kept by a hold" in keeper.get(reverse("child_data:register")).text
    hold = inspection.holds.get()
    keeper.post(kept(inspection, "lift_hold", number=hold.pk), {f"lift-{hold.pk}-reason": "The claim has ended"})
    assert "The claim has ended" in keeper.get(kept(inspection)).text


def test_two_people_destroy_and_the_certificate_says_so(inspection, council, keeper, officer):
    upload = child_files.accepted(council)
    lead = factories.signed_in(child_files.inspector(inspection, role="lead_inspector"))
    keeper.post(kept(inspection, "propose"), {"propose-reason": "The inspection is over"})
    proposal = inspection.destruction_proposals.get()
    own = keeper.post(kept(inspection, "answer", number=proposal.pk), {"answer": "destroy"})
    assert (own.status_code, Key.objects.get().destroyed_at) == (403, None)
    assert "A second person has to answer" in lead.get(board_of(inspection)).text
    lead.post(kept(inspection, "answer", number=proposal.pk), {"answer": "destroy"})
    certificate = Certificate.objects.get()
    address = kept(inspection, "certificate", number=certificate.ref)
    page = read(keeper.get(address))
    assert upload.digest in page.text
    assert "The inspection is over" in page.text
    assert keeper.get(address + "?form=json").json() == certificate.content
    assert "cannot be brought back" in officer.get(board_of(inspection)).text
    assert "Nothing of them is kept" in officer.get(page_of(upload)).text
    assert send(officer, council, child_files.lists()).status_code == 409


def test_an_error_leads_to_its_own_field(inspection, council, keeper):
    child_files.accepted(council)
    hold = destruction.place_hold(inspection, kind="legal", reason="A claim was made", by=None, at=NOW)
    said = {
        field: keeper.post(kept(inspection, name, **more), {}).text
        for field, name, more in (("id_propose", "propose", {}), (f"lift-{hold.pk}", "lift_hold", {"number": hold.pk}),
                                  ("id_reason", "place_hold", {}))
    }  # fmt: skip
    assert [(f'href="#{field}"' in text, f'id="{field}"' in text) for field, text in said.items()] == [(True, True)] * 3


def test_after_destruction_nothing_is_overdue_or_offered(inspection, council, keeper):
    child_files.accepted(council)
    proposal = destruction.propose(inspection, reason="The inspection is over", by=None, at=NOW)
    destruction.confirm(proposal, by=None, at=NOW)
    lead = factories.signed_in(child_files.inspector(inspection, role="lead_inspector"))
    assert {row[2] for row in lines(lead, inspection).values()} == {"Closed"}


def test_a_refused_destruction_destroys_nothing(inspection, council, keeper):
    child_files.accepted(council)
    keeper.post(kept(inspection, "propose"), {"propose-reason": "The inspection is over"})
    proposal = inspection.destruction_proposals.get()
    keeper.post(kept(inspection, "answer", number=proposal.pk), {"answer": "keep"})
    assert (Key.objects.get().destroyed_at, store.has_accepted_lists(inspection)) == (None, True)


def test_nobody_else_finds_what_is_kept(inspection, council):
    child_files.accepted(council)
    certificate = destruction.destroy_what_is_due(at=NOW + timedelta(days=3650))[0][0]
    pages = [kept(inspection), kept(inspection, "certificate", number=certificate.ref)]
    for role in ("planner", "team_inspector", "administrator", "nominated_officer", None):
        client = factories.signed_in(factories.person(role))
        assert [client.get(page).status_code for page in pages] == [404, 404]
    other = factories.signed_in(child_files.inspector(child_files.announced(), role="lead_inspector"))
    assert [other.get(page).status_code for page in pages] == [404, 404]
