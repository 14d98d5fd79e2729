"""Pages of the notebook: writing, reading for a purpose, correcting, bringing together, withdrawing, quoting."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfWriter

import factories
from factories import child_files, many_notes, notebook, teams
from factories.notebook import CHILD, WORDS
from joint_inspection_web.casedata import destruction
from joint_inspection_web.casedata.sealed import Opener
from joint_inspection_web.evidence import reading
from joint_inspection_web.evidence.models import Attachment, Document, EvidenceOpening, Note, Version
from joint_inspection_web.inspections.models import Inspection
from web.reading import filled

pytestmark = [pytest.mark.on_sqlite, pytest.mark.django_db]


@pytest.fixture
def inspection() -> Inspection:
    return child_files.announced()


@pytest.fixture
def writer(inspection):
    return child_files.inspector(inspection)


@pytest.fixture
def client(writer) -> Client:
    return factories.signed_in(writer)


def page(inspection: Inspection, name: str, **more: object) -> str:
    return reverse(f"evidence:{name}", kwargs={"ref": inspection.ref, **more})


def shown(client: Client, address: str) -> dict[str, str]:
    """What the form of a note is filled with."""
    return filled(client.get(address), "note-form")


def typed(client: Client, inspection: Inspection, address: str | None = None, **said: object) -> dict[str, object]:
    """What a browser sends from the form as it was shown, with what somebody typed into it."""
    new = {
        "criterion": notebook.criterion(inspection), "agency": child_files.council(inspection).code,
        "method": "record", "text": "The record has no plan", "direction": "weakness",
    }  # fmt: skip
    return shown(client, address or page(inspection, "write")) | ({} if address else new) | said


def test_a_note_is_written_and_the_next_one_starts_where_it_did(client, inspection):
    answer = client.post(page(inspection, "write"), typed(client, inspection, next="1"), follow=True)
    assert Version.objects.get().method == "record"
    assert "Your note was kept at" in answer.text
    assert filled(answer, "note-form")["criterion"] == notebook.criterion(inspection)
    assert "The record has no plan" in client.get(page(inspection, "front")).text


def test_the_same_form_sent_twice_is_one_note(client, inspection):
    form = typed(client, inspection, finish="1")
    answers = [client.post(page(inspection, "write"), form).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert Version.objects.count() == 1


def test_sent_again_with_other_words_it_is_shown_again_with_them(client, inspection):
    form = typed(client, inspection, finish="1")
    client.post(page(inspection, "write"), form)
    answer = client.post(page(inspection, "write"), form | {"text": "Something else"})
    assert "Another note has this id" in answer.text
    assert "Something else" in answer.text


def test_what_was_typed_is_shown_again_with_advice(client, inspection):
    answer = client.post(page(inspection, "write"), typed(client, inspection, criterion="", text="Long dictation"))
    assert answer.status_code == 200
    assert re.findall(r"Choose a criterion(?=\s*</)", answer.text) == ["Choose a criterion"] * 2
    assert "Long dictation" in answer.text
    assert Version.objects.count() == 0


def test_after_the_last_day_what_was_typed_is_not_lost(client, inspection):
    form = typed(client, inspection, text="Typed for an hour")
    for stage in ("fieldwork", "fieldwork_done"):
        inspection.stages.create(stage=stage, at=factories.NOW)
    answer = client.post(page(inspection, "write"), form)
    assert answer.status_code == 200
    assert "Typed for an hour" in answer.text
    assert "Evidence is noted until the last day on site" in answer.text
    assert client.get(page(inspection, "write")).status_code == 409


@pytest.mark.parametrize("method", ["interview", "child", "multi_agency_meeting"])
def test_headings_to_begin_with(client, inspection, method):
    form = shown(client, page(inspection, "write") + f"?begin={method}")
    assert form["method"] == method
    assert form["text"].count(":\n") >= 3


def test_hearsay_is_kept_and_marked(client, inspection):
    told = {"speaker": "agency", "speaker_agency": notebook.agency(inspection, "police"), "finish": "1"}
    answer = client.post(page(inspection, "write"), typed(client, inspection, **told), follow=True)
    assert Version.objects.get().directness == "told_by_another"
    assert "can open a line of enquiry, but cannot alone support a finding" in answer.text
    assert "Hearsay" in client.get(page(inspection, "front")).text


# Words about a child open for a purpose


def test_a_colleague_reads_words_about_a_child_only_for_a_purpose(inspection, writer):
    notebook.kept(inspection, by=writer, child=CHILD, text=WORDS)
    other = factories.signed_in(notebook.colleague(inspection))
    note = Note.objects.get()
    pages = [page(inspection, "front"), page(inspection, "note", note=note.pk)]
    assert [(WORDS in other.get(each).text, CHILD in other.get(each).text) for each in pages] == [(False, True)] * 2
    assert "Say why you need to read them" in other.get(pages[0]).text

    asked = {
        "criterion": notebook.criterion(inspection),
        "purpose": "Writing the finding",
        "child": "",
        "note": note.pk,
    }
    answer = other.post(page(inspection, "open"), asked)
    assert answer.headers["Location"] == pages[1]
    assert [WORDS in other.get(each).text for each in pages] == [True, True]
    assert EvidenceOpening.objects.get().purpose == "Writing the finding"
    lead = factories.signed_in(child_files.inspector(inspection, role="lead_inspector"))
    assert "Writing the finding" in lead.get(page(inspection, "openings")).text


def test_without_a_reason_nothing_opens(inspection, client):
    asked = {"criterion": notebook.criterion(inspection), "purpose": "reading"}
    assert "Say in a few words why" in client.post(page(inspection, "open"), asked).text
    assert EvidenceOpening.objects.count() == 0


def test_a_correction_of_words_that_are_closed_is_not_begun(inspection, writer):
    notebook.kept(inspection, by=writer, child=CHILD, text=WORDS)
    other = factories.signed_in(notebook.colleague(inspection))
    answer = other.get(page(inspection, "correct", note=Note.objects.get().pk))
    assert (answer.status_code, WORDS in answer.text) == (409, False)


# Nothing is overwritten


def test_two_people_correct_one_note_and_a_third_brings_both_together(inspection, writer, client):
    notebook.kept(inspection, by=writer, text="As it was")
    note = Note.objects.get()
    other = factories.signed_in(notebook.colleague(inspection))
    correct, merge = page(inspection, "correct", note=note.pk), page(inspection, "merge", note=note.pk)
    forms = [typed(who, inspection, correct, text=f"Corrected by {n}") for n, who in enumerate((client, other), 1)]
    for who, form in zip((client, other), forms, strict=True):
        assert who.post(correct, form).status_code == 302
    front = client.get(page(inspection, "front")).text
    assert "1 note has two versions" in front
    side_by_side = client.get(merge).text
    assert ["Corrected by 1" in side_by_side, "Corrected by 2" in side_by_side] == [True, True]

    assert client.post(merge, typed(client, inspection, merge, text="What both say")).status_code == 302
    versions = re.findall(
        "What both say|Corrected by [12]|As it was", client.get(page(inspection, "note", note=note.pk)).text
    )
    assert versions == ["What both say", "What both say", "Corrected by 2", "Corrected by 1", "As it was"]
    assert "has two versions" not in client.get(page(inspection, "front")).text
    assert client.get(merge).status_code == 302


def test_a_note_is_withdrawn_for_a_reason_and_stays_to_be_read(inspection, writer, client):
    notebook.kept(inspection, by=writer, text="A mistake of mine")
    note = Note.objects.get()
    address = page(inspection, "withdraw", note=note.pk)
    assert "Say why it is withdrawn" in client.post(address, {"reason": " "}).text
    assert client.post(address, {"reason": "It was another child"}).status_code == 302
    text = client.get(page(inspection, "note", note=note.pk)).text
    assert ["It was another child" in text, "A mistake of mine" in text] == [True, True]
    assert "A mistake of mine" not in client.get(page(inspection, "front")).text
    assert "It was another child" in client.get(page(inspection, "front") + "?which=withdrawn").text


# Filters and many notes


def test_notes_are_found_by_what_they_are_about(inspection, writer, client):
    police = notebook.agency(inspection, "police")
    other = notebook.colleague(inspection)
    notebook.kept(inspection, by=writer, text="One about the council")
    notebook.kept(inspection, by=other, agency=police, text="Two about the police")
    notebook.kept(inspection, by=writer, method="interview", text="Three from an interview")
    notebook.kept(inspection, by=writer, child=CHILD, text="Four about a child")
    mark = Version.objects.exclude(child_mark="").get().child_mark
    queries = ("", "?which=mine", f"?agency={police}", "?method=interview", f"?child={mark}", "?agency=no", "?page=x")
    texts = {query: client.get(page(inspection, "front") + query).text for query in queries}
    words = ("One", "Two", "Three", "Four")
    found = {query: [word for word in words if f"{word} " in text] for query, text in texts.items()}
    assert found == {
        "": ["One", "Two", "Three", "Four"], "?which=mine": ["One", "Three", "Four"], f"?agency={police}": ["Two"],
        "?method=interview": ["Three"], f"?child={mark}": ["Four"], "?agency=no": ["One", "Two", "Three", "Four"],
        "?page=x": ["One", "Two", "Three", "Four"],
    }  # fmt: skip


@pytest.mark.parametrize("number", [1, 3, 45])
def test_the_list_asks_the_database_a_few_times_however_long_it_is(inspection, writer, client, number):
    for _ in range(number):
        notebook.kept(inspection, by=writer)
    with CaptureQueriesContext(connection) as queries:
        text = client.get(page(inspection, "front")).text
    assert len(queries) < 30
    assert text.count('class="ji-note"') == min(number, 20)
    assert (f"{number} note" in text, "Older" in text) == (True, number > 20)


# Files


def test_a_document_is_taken_in_and_quoted_where_it_stands(inspection, client):
    text = b"First passage of the review.\n\nThe visit took place after five weeks, without a plan.\n\nLast one."
    council = child_files.council(inspection).code
    sent = {"agency": council, "file": SimpleUploadedFile("review of Gwendolen.txt", text)}
    client.post(page(inspection, "documents"), sent)
    document = Document.objects.get()
    assert (
        "The visit took place after five weeks" in client.get(page(inspection, "document", document=document.ref)).text
    )

    form = shown(client, page(inspection, "write") + f"?quote={document.ref}.p2")
    assert form["quote_words"].strip() == "The visit took place after five weeks, without a plan."
    quote = {"quote_document": document.ref, "quote_passage": "p2"}
    wrong = client.post(page(inspection, "write"), typed(client, inspection, quote_words="after six weeks", **quote))
    assert "These words do not stand in that passage" in wrong.text
    right = typed(client, inspection, quote_words="after five\n weeks", finish="1", **quote)
    answer = client.post(page(inspection, "write"), right, follow=True)
    assert "Where it stands" in answer.text
    assert document.ref in answer.text


def test_words_of_a_document_in_a_box_stay_in_the_box(inspection, client):
    council = child_files.council(inspection).code
    text = SimpleUploadedFile("letter.txt", b"A source names the garage.")
    client.post(page(inspection, "documents"), {"agency": council, "file": text, "boxed": "on"})
    document = Document.objects.get()
    quote = {"quote_document": document.ref, "quote_passage": "p1", "quote_words": "names the garage"}
    open_note = client.post(page(inspection, "write"), typed(client, inspection, **quote))
    assert ("put the note into the box too" in open_note.text, Version.objects.count()) == (True, 0)
    boxed = typed(client, inspection, box=document.box, finish="1", **quote)
    assert client.post(page(inspection, "write"), boxed).status_code == 302


def test_a_sector_adviser_quotes_from_no_document(inspection, client):
    council = child_files.council(inspection).code
    text = SimpleUploadedFile("letter.txt", b"Gwendolen waited.")
    client.post(page(inspection, "documents"), {"agency": council, "file": text})
    document = Document.objects.get()
    adviser = factories.signed_in(teams.adviser(inspection))
    answer = adviser.get(page(inspection, "write") + f"?quote={document.ref}.p1")
    assert (answer.status_code, "Gwendolen" in answer.text) == (200, False)


def pdf(text: str = "") -> bytes:
    made, written = PdfWriter(), BytesIO()
    made.add_blank_page(width=200, height=200)
    made.write(written)
    return written.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("notes.exe", b"MZ...", "Choose a picture"),
        ("notes.txt", b"MZ program", "not what its name says"),
        ("notes.txt", b"", "missing or too large|empty"),
        ("notes.pdf", b"not a pdf", "not what its name says"),
        ("notes.pdf", b"%PDF-1.7 broken", "cannot be read|no text"),
        ("scan.pdf", pdf(), "There is no text in this file"),
        ("notes.docx", b"PK\x03\x04 broken", "cannot be read"),
        ("picture.png", b"\x89PNG\r\n\x1a\n", "Choose a PDF file"),
    ],
)
def test_documents_that_cannot_be_quoted_are_refused_with_advice(inspection, client, name, content, says):
    sent = {"agency": child_files.council(inspection).code, "file": SimpleUploadedFile(name, content)}
    answer = client.post(page(inspection, "documents"), sent)
    assert re.search(says, answer.text)
    assert Document.objects.count() == 0


def test_a_file_beside_a_note_comes_back_byte_by_byte_and_to_readers_alone(inspection, writer, client):
    notebook.kept(inspection, by=writer, child=CHILD)
    note, picture = Note.objects.get(), b"\x89PNG\r\n\x1a\n and more"
    sent = {"file": SimpleUploadedFile("plan.png", picture)}
    assert client.post(page(inspection, "attach", note=note.pk), sent).status_code == 302
    address = page(inspection, "attachment", note=note.pk, attachment=Attachment.objects.get().ref)
    answer = client.get(address)
    assert (answer.content, answer.headers["Content-Type"]) == (picture, "application/octet-stream")
    other = factories.signed_in(notebook.colleague(inspection))
    assert other.get(address).status_code == 403
    sent = {"file": SimpleUploadedFile("plan.exe", b"MZ")}
    assert "Choose a picture" in client.post(page(inspection, "attach", note=note.pk), sent).text


def test_the_sweep_leaves_what_belongs_to_evidence(inspection, writer, client):
    notebook.kept(inspection, by=writer)
    note = Note.objects.get()
    client.post(page(inspection, "attach", note=note.pk), {"file": SimpleUploadedFile("a.txt", b"Words")})
    council = child_files.council(inspection).code
    client.post(page(inspection, "documents"), {"agency": council, "file": SimpleUploadedFile("b.txt", b"Words")})
    assert destruction.sweep(at=factories.NOW.replace(year=2100)) == 0
    address = page(inspection, "attachment", note=note.pk, attachment=Attachment.objects.get().ref)
    assert client.get(address).content == b"Words"


# When the key is destroyed


def test_after_destruction_every_page_works_and_says_so(inspection, writer, client):
    notebook.kept(inspection, by=writer, text=WORDS)
    note = Note.objects.get()
    client.post(page(inspection, "attach", note=note.pk), {"file": SimpleUploadedFile("a.txt", b"Words")})
    council = child_files.council(inspection).code
    client.post(page(inspection, "documents"), {"agency": council, "file": SimpleUploadedFile("b.txt", b"Words")})
    form = typed(client, inspection)
    proposal = destruction.propose(inspection, reason="The inspection is over", by=None, at=factories.NOW)
    destruction.confirm(proposal, by=None, at=factories.NOW)
    attachment = {"note": note.pk, "attachment": Attachment.objects.get().ref}
    got = {
        name: (answer.status_code, "destroyed" in answer.text, WORDS in answer.text)
        for name, more in {
            "front": {}, "write": {}, "documents": {}, "document": {"document": Document.objects.get().ref},
            "note": {"note": note.pk}, "correct": {"note": note.pk}, "attachment": attachment,
        }.items()
        for answer in [client.get(page(inspection, name, **more))]
    }  # fmt: skip
    assert got == {
        "front": (200, True, False), "write": (409, True, False), "documents": (200, True, False),
        "document": (409, True, False), "note": (200, True, False), "correct": (409, True, False),
        "attachment": (409, True, False),
    }  # fmt: skip
    answer = client.post(page(inspection, "write"), form)
    assert (answer.status_code, "destroyed" in answer.text) == (200, True)


@pytest.mark.slow
def test_a_list_of_five_thousand_opens_only_the_notes_it_shows(inspection, writer, client, monkeypatch):
    many_notes.notes(inspection, 5_000, by=[writer])
    opened: list[str] = []
    monkeypatch.setattr(Opener, "open", counting(Opener.open, opened))
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(page(inspection, "front"))
    assert (answer.status_code, len(queries) < 30, len(opened)) == (200, True, 20)
    assert len(reading.items(inspection, person=writer)) == 5_000
    assert len(opened) == 5_020


def counting(do, counted: list[str]):
    """Do the same, and count."""

    def done(self, sealed: str, *, about: str) -> object:
        counted.append(about)
        return do(self, sealed, about=about)

    return done
