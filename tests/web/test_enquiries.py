"""Reading beforehand and lines of enquiry: who read what, where a question comes from, what becomes of it."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import factories
from factories import child_files, cohorts, notebook
from joint_inspection.areas import load_register
from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible
from joint_inspection.frameworks.load import find
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.casedata.models import Key
from joint_inspection_web.enquiries import actions, forms, logged
from joint_inspection_web.enquiries.data import tails
from joint_inspection_web.enquiries.models import Line, LineState, Read
from joint_inspection_web.enquiries.suggested import suggested_lines, suggested_reading
from joint_inspection_web.evidence import actions as evidence
from joint_inspection_web.evidence.notes import NoteIn
from joint_inspection_web.history.models import Entry
from joint_inspection_web.inspections import actions as inspections
from joint_inspection_web.inspections import gates
from joint_inspection_web.inspections.models import FIELDWORK_DONE, Inspection, Seat, Stage

pytestmark = [pytest.mark.on_postgres, pytest.mark.django_db]
NOW = factories.NOW
TODAY = NOW.date()
ASKS = "Do children wait?"


def inspection_of(area_code: str = factories.ELMSHIRE, *, begins_on: date = date(2026, 3, 2)) -> Inspection:
    """A joint inspection, announced."""
    made = inspections.open_inspection(
        area=load_register().get(area_code), framework=find("jtai@2022"), kind="thematic", begins_on=begins_on,
        by=None, at=NOW,
    )  # fmt: skip
    Stage.objects.create(inspection=made, stage="announced", at=NOW)
    return made


def seated(inspection: Inspection, role: str = "team_inspector") -> Person:
    person = factories.person(role)
    Seat.objects.create(inspection=inspection, person=person, role=role, began_at=NOW)
    return person


def opened(inspection: Inspection, asks: str = ASKS, **said: str) -> Line:
    return actions.open_line(inspection, asks=asks, origin=said.pop("origin", "team"), by=None, at=NOW, **said)


def noted(inspection: Inspection, by: Person, *, at: datetime = NOW, **said: str) -> str:
    """A note's id."""
    raw = notebook.raw(inspection, **said)
    evidence.keep(inspection, note=NoteIn.sent(raw), by=by, at=at)
    return raw["note"]


def page(name: str, inspection: Inspection, **more: object) -> str:
    return reverse(f"enquiries:{name}", kwargs={"ref": inspection.ref, **more})


# Lines


def test_every_page_opens_for_an_inspector_on_the_team_and_for_nobody_else():
    inspection = inspection_of()
    inspector, stranger, officer = (
        seated(inspection),
        factories.person("team_inspector"),
        factories.person("nominated_officer"),
    )
    line, reading = opened(inspection), logged.add_reading(inspection, kind="data", title="Figures", by=None, at=NOW)
    pages = {
        "front": {},
        "new": {},
        "data": {},
        "reading": {},
        "read": {"reading": reading.ref},
        "line": {"line": line.ref},
    }
    for person, status in ((inspector, 200), (stranger, 404), (officer, 403)):
        client = factories.signed_in(person)
        found = {name: client.get(page(name, inspection, **more)).status_code for name, more in pages.items()}
        assert found == dict.fromkeys(pages, status)


def test_the_framework_and_earlier_findings_suggest_questions_each_with_its_source():
    torbay = load_register().find("Torbay").ons_code
    inspection = inspection_of(torbay)
    found = suggested_lines(inspection, on=TODAY)
    own = [line.asks for line in find("jtai@2022").lines_of_enquiry]
    assert [line.asks for line in found if line.origin == "framework"] == own
    weak = [line for line in found if line.key.startswith("weakest:area-send")]
    assert [(line.origin.value, line.source, bool(line.url)) for line in weak] == [
        ("last_letter", "Area SEND 2023 (full inspection), March 2025", True)
    ]


def test_suggestions_are_taken_over_once_with_their_origin():
    inspection = inspection_of()
    lead = seated(inspection, "lead_inspector")
    first, second, *rest = suggested_lines(inspection, on=TODAY)
    client = factories.signed_in(lead)
    client.post(page("take", inspection), {"keys": [first.key, second.key, "nothing:of-the-kind"]})
    assert list(Line.objects.values_list("asks", "origin", "source")) == [
        (one.asks, "framework", "JTAI 2022") for one in (first, second)
    ]
    assert suggested_lines(inspection, on=TODAY) == rest
    shown = client.post(page("take", inspection), {"keys": []}).text
    assert "Choose at least one of the questions" in shown


def test_hearsay_opens_a_line_that_leads_back_to_the_note():
    inspection = inspection_of()
    inspector = seated(inspection)
    note = noted(inspection, inspector)
    line = opened(inspection, "What does the council itself show?", origin="hearsay", source=f"item {note}")
    shown = factories.signed_in(inspector).get(page("line", inspection, line=line.ref)).text
    assert reverse("evidence:note", kwargs={"ref": inspection.ref, "note": note}) in shown
    assert "What one agency says of another" in shown


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"asks": " "}, "Write the question"),
        ({"asks": "x" * 501}, "at most 500 letters"),
        ({"origin": "the wind"}, "Choose where the question comes from"),
        ({"asks": ASKS}, "has been opened already"),
    ],
)
def test_a_question_says_what_and_where_from(sent, says):
    inspection = inspection_of()
    opened(inspection)
    with pytest.raises(InvalidInput, match=says):
        actions.open_line(inspection, **({"asks": "Why?", "origin": "team"} | sent), by=None, at=NOW)


def test_a_line_is_answered_with_evidence_and_shows_it():
    inspection = inspection_of()
    inspector = seated(inspection)
    line, note = opened(inspection), noted(inspection, inspector)
    client = factories.signed_in(inspector)
    there = page("line", inspection, line=line.ref)
    without = client.post(there, {"state": "answered", "says": "They wait"}).text
    assert "Choose the evidence that answers it" in without
    assert "They wait" in without
    client.post(there, {"state": "answered", "says": "They wait for weeks", "items": [note]})
    assert list(line.states.values_list("state", "says", "items")) == [
        ("open", "", []), ("answered", "They wait for weeks", [note])
    ]  # fmt: skip
    assert reverse("evidence:note", kwargs={"ref": inspection.ref, "note": note}) in client.get(there).text


def test_among_much_evidence_the_newest_is_offered_and_older_is_found_by_its_name(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(forms, "OFFERED", 2)
    inspection = inspection_of()
    inspector, line = seated(inspection), opened(inspection)
    police = inspection.bodies.get(kind="police").code
    old = noted(inspection, inspector, agency=police)
    later = [noted(inspection, inspector, at=NOW + timedelta(minutes=each)) for each in (1, 2, 3)]
    client, there = factories.signed_in(inspector), page("line", inspection, line=line.ref)
    assert offered(client.get(there).text) == later[:0:-1]
    typed = {"state": "answered", "says": "They wait", "items": later[:1]}
    shown = client.post(there, typed | {"find": "Police", "show": "evidence"}).text
    assert (offered(shown), "They wait" in shown) == ([later[0], old], True)
    client.post(there, typed | {"find": "Police", "items": [later[0], old]})
    assert line.states.latest("pk").items == [later[0], old]


def offered(shown: str) -> list[str]:
    """The evidence to choose from, in its order."""
    return re.findall(r'value="([0-9a-f-]{36})"', shown)


def test_evidence_of_another_inspection_or_of_a_sealed_box_answers_nothing():
    inspection, another = inspection_of(), inspection_of(factories.WENLOW)
    inspector, elsewhere = seated(inspection), seated(another)
    note = noted(another, elsewhere)
    with pytest.raises(InvalidInput, match="Choose from the evidence that there is"):
        actions.answer(opened(inspection), says="So it is", items=[note], by=inspector, at=NOW)


@pytest.mark.parametrize(("end", "state"), [(actions.drop, "dropped"), (actions.carry_on, "carried_on")])
def test_only_the_lead_ends_a_line_unanswered_and_says_why(end, state):
    inspection = inspection_of()
    line, lead, inspector = opened(inspection), seated(inspection, "lead_inspector"), seated(inspection)
    with pytest.raises(NotAllowed):
        end(line, says="No time", by=inspector, at=NOW)
    with pytest.raises(InvalidInput, match="Say why"):
        end(line, says=" ", by=lead, at=NOW)
    end(line, says="Out of scope", by=lead, at=NOW)
    assert Line.objects.get().now.state == state
    with pytest.raises(NotPossible, match="has ended already"):
        end(line, says="Again", by=lead, at=NOW)


def test_states_are_added_and_nothing_is_written_over():
    inspection = inspection_of()
    line, lead = opened(inspection), seated(inspection, "lead_inspector")
    actions.drop(line, says="Out of scope", by=lead, at=NOW)
    client = factories.signed_in(lead)
    client.post(page("again", inspection, line=line.ref), {"says": "Something new was seen"})
    assert list(LineState.objects.values_list("state", "says")) == [
        ("open", ""), ("dropped", "Out of scope"), ("open", "Something new was seen")
    ]  # fmt: skip
    ours = Entry.objects.filter(what__startswith="enquiries.")
    assert list(ours.values_list("what", flat=True)) == [
        "enquiries.open_line", "enquiries.drop", "enquiries.open_again"
    ]  # fmt: skip


def test_fieldwork_does_not_end_while_a_line_is_open():
    inspection = inspection_of()
    lines = [opened(inspection, f"Question {number}?") for number in range(7)]
    problems = gates.in_the_way(inspection, FIELDWORK_DONE, at=NOW)
    said = [problem.says for problem in problems if problem.where.startswith("lines")]
    assert said == [
        *(f"Answer this line of enquiry, drop it or carry it on: “Question {number}?”" for number in range(5)),
        "Lines of enquiry that are open besides: 2",
    ]
    for line in lines:
        actions.drop(line, says="For a test", by=None, at=NOW)
    left = gates.in_the_way(inspection, FIELDWORK_DONE, at=NOW)
    assert [problem for problem in left if problem.where.startswith("lines")] == []


def test_the_gate_asks_wherever_fieldwork_is_ended():
    inspection = inspection_of()
    opened(inspection)
    Stage.objects.create(inspection=inspection, stage="fieldwork", at=NOW)
    with pytest.raises(InvalidInput, match="Do children wait"):
        inspections.end_fieldwork(inspection, by=None, at=datetime(2026, 3, 6, 16, 0, tzinfo=UTC))
    assert inspection.stage == "fieldwork"


def test_after_the_fieldwork_nothing_is_opened_or_ended():
    inspection = inspection_of()
    line = opened(inspection)
    Stage.objects.create(inspection=inspection, stage="fieldwork", at=NOW)
    Stage.objects.create(inspection=inspection, stage="fieldwork_done", at=NOW)
    with pytest.raises(NotPossible):
        opened(inspection, "Too late?")
    with pytest.raises(NotPossible):
        actions.drop(line, says="Too late", by=None, at=NOW)


def test_what_is_carried_on_is_suggested_to_the_next_inspection_of_the_area_and_to_no_other():
    first = inspection_of()
    line = opened(first)
    actions.carry_on(line, says="The plan is a month old", by=None, at=NOW)
    following, other = (
        inspection_of(begins_on=date(2026, 11, 2)),
        inspection_of(factories.WENLOW, begins_on=date(2026, 11, 2)),
    )
    carried = [each for each in suggested_lines(following, on=TODAY) if each.origin == "carried_on"]
    assert [each.asks for each in carried] == [ASKS]
    assert [each for each in suggested_lines(other, on=TODAY) if each.origin == "carried_on"] == []
    taken = actions.take_lines(following, keys=[carried[0].key], by=None, at=NOW)
    assert [each.carried_from for each in taken] == [line]
    assert [each for each in suggested_lines(following, on=TODAY) if each.origin == "carried_on"] == []


def test_what_an_inspection_in_the_vault_takes_up_or_carries_on_is_told_to_nobody_outside():
    first, hidden, later = (inspection_of(begins_on=date(2026, day, 2)) for day in (3, 7, 11))
    reader, line = seated(first), opened(first)
    actions.carry_on(line, says="The plan is a month old", by=None, at=NOW)
    Inspection.objects.filter(pk=hidden.pk).update(no_notice=True)
    Stage.objects.filter(inspection=hidden, stage="announced").delete()
    key = next(each.key for each in suggested_lines(hidden, on=TODAY) if each.origin == "carried_on")
    actions.take_lines(hidden, keys=[key], by=None, at=NOW)
    actions.carry_on(opened(hidden, "What of the garage?"), says="Later", by=None, at=NOW)
    shown = factories.signed_in(reader).get(page("line", first, line=line.ref)).text
    assert ("Taken up" in shown, "July 2026" in shown) == (False, False)
    assert [each.asks for each in suggested_lines(later, on=TODAY) if each.origin == "carried_on"] == [ASKS]


def test_late_clocks_of_the_accepted_lists_open_a_line():
    inspection = cohorts.with_children()
    lead = child_files.inspector(inspection)
    client = factories.signed_in(lead)
    shown = client.get(page("data", inspection))
    found = tails(inspection, person=lead)
    assert [one.title for one in found if one.title not in shown.text] == []
    assert [one for one in found if not 0 < one.late <= one.judged] == []
    client.post(page("data", inspection), {"key": found[0].key})
    assert list(Line.objects.values_list("origin", "asks")) == [("data", found[0].asks)]


def test_without_lists_there_are_no_clocks_to_ask_about():
    inspection = inspection_of()
    shown = factories.signed_in(seated(inspection)).get(page("data", inspection))
    assert (shown.status_code, "The longest tails" in shown.text) == (200, False)


# Reading


def test_the_log_says_who_has_read_what_and_who_has_not():
    inspection = inspection_of()
    reader, other = seated(inspection), seated(inspection)
    reading = logged.add_reading(inspection, kind="review", title="Review of 2024", by=reader, at=NOW)
    logged.note_read(reading, read_on=TODAY, noted="", by=reader, at=NOW)
    assert [
        (row.reading.title, [read.by for read in row.reads], list(row.missing)) for row in logged.rows(inspection)
    ] == [("Review of 2024", [reader], [other])]


def test_what_was_noted_is_sealed_and_in_no_history():
    inspection = inspection_of()
    reader = seated(inspection)
    reading = logged.add_reading(inspection, kind="review", title="Review of 2024", by=reader, at=NOW)
    client = factories.signed_in(reader)
    there = page("read", inspection, reading=reading.ref)
    client.post(there, {"read_on": "5 1 2026", "noted": notebook.WORDS})
    assert notebook.WORDS in client.get(there).text
    kept = [
        str(row)
        for row in (*Read.objects.values_list("sealed", flat=True), *Entry.objects.values_list("payload", flat=True))
    ]
    assert [each for each in kept if "Gwendolen" in each] == []


def test_after_the_key_is_destroyed_the_log_stays_without_its_words():
    inspection = inspection_of()
    reader = seated(inspection)
    reading = logged.add_reading(inspection, kind="review", title="Review of 2024", by=reader, at=NOW)
    logged.note_read(reading, read_on=TODAY, noted=notebook.WORDS, by=reader, at=NOW)
    Key.objects.filter(inspection=inspection).update(files=None, pseudonyms=None, destroyed_at=NOW)
    shown = factories.signed_in(reader).get(page("read", inspection, reading=reading.ref))
    assert (shown.status_code, "cannot be read any more" in shown.text, "5 January 2026" in shown.text) == (
        200,
        True,
        True,
    )


@pytest.mark.parametrize(
    ("sent", "says"),
    [({"kind": "poem"}, "Choose what it is"), ({"title": " "}, "Say what is to be read")],
)
def test_reading_says_what_it_is(sent, says):
    with pytest.raises(InvalidInput, match=says):
        logged.add_reading(inspection_of(), **({"kind": "data", "title": "Figures"} | sent), by=None, at=NOW)


def test_nobody_has_read_something_tomorrow():
    inspection = inspection_of()
    reader = seated(inspection)
    reading = logged.add_reading(inspection, kind="data", title="Figures", by=reader, at=NOW)
    with pytest.raises(InvalidInput, match="has not come yet"):
        logged.note_read(reading, read_on=TODAY + timedelta(days=1), noted="", by=reader, at=NOW)


def test_suggested_reading_is_put_on_the_list_once():
    inspection = inspection_of(load_register().find("Torbay").ons_code)
    reader = seated(inspection)
    there = suggested_reading(inspection, on=TODAY)
    assert [each.kind.value for each in there if each.key.startswith("always:")] == [
        "self_evaluation",
        "review",
        "data",
    ]
    client = factories.signed_in(reader)
    assert "Choose at least one thing to read" in client.post(page("take_reading", inspection)).text
    client.post(page("take_reading", inspection), {"keys": [each.key for each in there]})
    assert [row.reading.title for row in logged.rows(inspection)] == [each.title for each in there]
    assert suggested_reading(inspection, on=TODAY) == []


@pytest.mark.parametrize("number", [1, 3])
def test_pages_ask_no_more_for_more_lines(number: int):
    inspection = inspection_of()
    inspector = seated(inspection)
    for place in range(number):
        opened(inspection, f"Question {place}?")
        reading = logged.add_reading(inspection, kind="data", title=f"Figures {place}", by=inspector, at=NOW)
        logged.note_read(reading, read_on=TODAY, noted="", by=inspector, at=NOW)
    client: Client = factories.signed_in(inspector)
    for name in ("front", "reading"):
        with CaptureQueriesContext(connection) as queries:
            shown = client.get(page(name, inspection)).text
        assert shown.count("Question " if name == "front" else "Figures ") >= number
        assert len(queries) <= 32
