"""Notes are kept once, whoever sends them however often; nothing is overwritten and nothing is lost."""

import hashlib
import json
import threading
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from structlog.testing import capture_logs

import factories
from factories import child_files, notebook, teams
from factories.notebook import CHILD, OTHER_CHILD, WORDS
from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible
from joint_inspection.evidence.hearsay import counts
from joint_inspection.evidence.versions import heads
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.casedata import destruction
from joint_inspection_web.evidence import actions, reading
from joint_inspection_web.evidence.kept import Reader
from joint_inspection_web.evidence.models import Base, Note, Version
from joint_inspection_web.history.models import Entry
from joint_inspection_web.history.record import _wait_for_turn
from joint_inspection_web.history.verify import rebuild
from joint_inspection_web.inspections import actions as inspections
from joint_inspection_web.inspections.models import Inspection
from web.reading import filled

pytestmark = pytest.mark.django_db
MADE = "00000000-0000-4000-8000-0000000000{:02}"


@pytest.fixture
def inspection() -> Inspection:
    return child_files.announced()


@pytest.fixture
def writer(inspection) -> Person:
    return child_files.inspector(inspection)


@pytest.fixture
def client(writer) -> Client:
    return factories.signed_in(writer)


def test_whoever_takes_back_that_the_area_had_told_of_it_says_why(inspection, writer):
    first = notebook.raw(inspection, disclosed=True)
    notebook.keep(inspection, first, by=writer)
    follows = notebook.follows(inspection, first, disclosed=False)
    with pytest.raises(InvalidInput) as error:
        notebook.keep(inspection, follows, by=writer)
    assert [each.where for each in error.value.problems] == ["because"]
    notebook.keep(inspection, follows | {"because": "The minutes are of a later meeting"}, by=writer)
    last = Version.objects.get(pk=follows["version"])
    assert (last.disclosed, Reader(inspection).open(last).because) == (False, "The minutes are of a later meeting")
    still = notebook.follows(inspection, follows, disclosed=False, text="Another word")
    notebook.keep(inspection, still, by=writer)
    assert "minutes" not in "".join(entry.payload for entry in Entry.objects.all()) + last.sealed


def test_data_name_an_indicator_and_one_without_an_agreed_direction_is_context(inspection, writer):
    told = {"method": "data", "speaker": "published"}
    for said in (
        {"indicator": "plan_rate"},
        {"indicator": "plan_rates"},
        {"indicator": "plan_rate", "method": "record"},
    ):
        with pytest.raises(InvalidInput):
            notebook.kept(inspection, by=writer, **told | said)
    notebook.kept(inspection, by=writer, **told, indicator="plan_rate", direction="context")
    notebook.kept(inspection, by=writer, **told, indicator="repeat_plans")
    found = [(item.indicator, counts(item)) for item in reading.outlines(inspection, person=writer)]
    assert found == [("plan_rate", False), ("repeat_plans", True)]


def test_the_page_asks_why_only_where_it_is_taken_back(inspection, writer, client):
    told, plain = notebook.raw(inspection, disclosed=True), notebook.raw(inspection)
    for sent in (told, plain):
        notebook.keep(inspection, sent, by=writer)
    pages = [
        reverse("evidence:correct", kwargs={"ref": inspection.ref, "note": each["note"]}) for each in (told, plain)
    ]
    assert ['name="because"' in client.get(page).text for page in pages] == [True, False]
    sent = filled(client.get(pages[0]), "note-form")
    assert sent.pop("disclosed") == "on"
    answer = client.post(pages[0], sent)
    assert "Say why the area had not told of this" in answer.text
    assert client.post(pages[0], sent | {"because": "It was told afterwards"}).status_code == 302
    assert "It was told afterwards" in client.get(pages[0].replace("/correct/", "/")).text


def state_of(client: Client, inspection: Inspection):
    return client.get(reverse("notebook:state", kwargs={"ref": inspection.ref}))


def send(client: Client, inspection: Inspection, *notes, sent_at="2026-03-03T10:00:00Z", **more):
    body = {"device": "laptop", "sent_at": sent_at, "notes": list(notes)}
    address = reverse("notebook:sync", kwargs={"ref": inspection.ref})
    return client.post(address, json.dumps(body), content_type="application/json", **more)


def digest_on_a_device(note: dict) -> str:
    """The digest as it is described to whoever writes a device: told again here, in other words."""
    return hashlib.sha256(
        json.dumps(note, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    ).hexdigest()


# A device asks, and sends


def test_the_state_says_what_may_be_chosen(client, inspection, writer):
    said = state_of(client, inspection).json()
    assert (said["inspection"], said["person"], said["stage"]) == (inspection.ref, writer.ref, "announced")
    assert (said["writable"], said["says"], said["children"]) == (True, "", [])
    assert {body["kind"] for body in said["bodies"]} > {"inspectorate", "council", "police"}
    assert said["criteria"][0]["id"] == notebook.criterion(inspection)
    assert sorted(said["templates"]) == sorted(said["methods"])


def test_a_receipt_has_the_digest_of_every_letter_that_was_sent(client, inspection):
    note = notebook.raw(inspection, text='Zoë said: “never” \u2028 😀 \\ " \t', happened_on="2026-03-01")
    answer = send(client, inspection, note).json()
    version = Version.objects.get()
    assert answer["refused"] == []
    assert [(each["version"], each["digest"], each["heads"]) for each in answer["receipts"]] == [
        (note["version"], digest_on_a_device(note), [note["version"]])
    ]
    assert answer["receipts"][0]["at"] == version.received_at.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def test_the_same_note_sent_again_has_the_same_receipt_and_is_there_once(client, inspection):
    note = notebook.raw(inspection)
    first, second = (send(client, inspection, note, note).json() for _ in range(2))
    assert first["receipts"] == second["receipts"] == [first["receipts"][0]] * 2
    assert (Version.objects.count(), Note.objects.count()) == (1, 1)
    assert Entry.objects.filter(what="evidence.keep").count() == 1


def test_the_same_id_with_other_words_is_refused_and_the_first_stays(client, inspection):
    note = notebook.raw(inspection)
    send(client, inspection, note)
    answer = send(client, inspection, note | {"text": "Other words"}).json()
    assert answer["receipts"] == []
    assert [(each["version"], each["says"]) for each in answer["refused"]] == [
        (note["version"], [{"where": "version", "says": actions.TAKEN}])
    ]
    assert reading.items(inspection, person=Note.objects.get().author)[0].text == "The record has no plan"


def test_an_id_that_somebody_else_used_is_refused_and_tells_nothing(client, inspection):
    other = notebook.colleague(inspection)
    note = notebook.raw(inspection, text=WORDS)
    notebook.keep(inspection, note, by=other)
    answers = [send(client, inspection, note).json(), send(client, inspection, note | {"text": "x"}).json()]
    assert answers[0]["refused"] == answers[1]["refused"]


def test_one_bad_note_never_holds_up_the_others(client, inspection):
    good = [notebook.raw(inspection, text=f"Note {n}") for n in range(3)]
    bad = notebook.raw(inspection, criterion="nothing", text="")
    sent = [good[0], bad, good[1], "no note", {"version": 3}, good[2]]
    answer = send(client, inspection, *sent).json()
    assert [each["version"] for each in answer["receipts"]] == [each["version"] for each in good]
    assert [each["version"] for each in answer["refused"]] == [bad["version"], None, None]
    assert {each["where"] for each in answer["refused"][0]["says"]} == {"criterion", "text"}


def test_a_fault_of_the_service_is_told_and_logged_without_words(client, inspection, monkeypatch):
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError(WORDS)

    monkeypatch.setattr(actions, "seal_words", fails)
    with capture_logs() as said:
        answer = send(client, inspection, notebook.raw(inspection)).json()
    assert [each["says"][0]["says"] for each in answer["refused"]] == [
        "The service could not keep this note now: it stays here, try again"
    ]
    assert [each["event"] for each in said if each["log_level"] == "error"] == ["a note was not kept"]


@pytest.mark.parametrize(
    ("sent_at", "noted_at", "skew"),
    [
        ("2026-03-03T10:00:00Z", "2026-03-03T09:00:00Z", None),
        ("1970-01-01T00:05:00Z", "1970-01-01T00:00:00Z", None),
        ("2199-12-31T23:00:00Z", "2199-12-31T23:00:00Z", None),
        ("2026-03-03T10:00:00+14:00", "2026-03-03T09:00:00-11:00", None),
    ],
)
def test_a_wrong_clock_is_recorded_and_never_refused(client, inspection, sent_at, noted_at, skew):
    answer = send(client, inspection, notebook.raw(inspection, noted_at=noted_at), sent_at=sent_at).json()
    version = Version.objects.get()
    assert answer["refused"] == []
    really = version.received_at - timezone.datetime.fromisoformat(sent_at)
    assert abs(version.clock_skew - really.total_seconds()) < 1
    assert version.noted_at == timezone.datetime.fromisoformat(noted_at)


# Who is let in


def test_who_is_not_signed_in_is_told_so_in_json_and_sent_nowhere(inspection):
    nobody = Client(enforce_csrf_checks=True)
    answers = [state_of(nobody, inspection), send(nobody, inspection, notebook.raw(inspection))]
    assert [(each.status_code, list(each.json())) for each in answers] == [(401, ["says"])] * 2


def test_without_the_token_of_the_session_nothing_is_kept(writer, inspection):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(writer, backend="allauth.account.auth_backends.AuthenticationBackend")
    refused = send(strict, inspection, notebook.raw(inspection))
    assert (refused.status_code, refused.json()) == (
        403, {"says": ["Ask for the state again: its token has changed"]})  # fmt: skip
    token = state_of(strict, inspection).json()["csrf"]
    assert send(strict, inspection, notebook.raw(inspection), HTTP_X_CSRFTOKEN=token).status_code == 200


def test_who_may_write_and_who_finds_nothing(inspection, writer):
    people = {
        "writer": writer, "colleague": notebook.colleague(inspection),
        "quality": factories.person("quality_assurance"), "planner": factories.person("planner"),
        "officer": child_files.officer(child_files.council(inspection)),
        "another lead": factories.person("lead_inspector"), "stranger": factories.person(),
    }  # fmt: skip
    clients = {name: factories.signed_in(who) for name, who in people.items()}
    got = {
        name: (state_of(one, inspection).status_code, send(one, inspection, notebook.raw(inspection)).status_code)
        for name, one in clients.items()
    }
    assert got == {
        "writer": (200, 200), "colleague": (200, 200), "quality": (403, 403), "planner": (403, 403),
        "officer": (403, 403), "another lead": (404, 404), "stranger": (404, 404),
    }  # fmt: skip


def test_who_left_the_team_writes_nothing_more(inspection, writer, client):
    inspections.remove_person(inspection.seats.get(person=writer), by=None, at=factories.NOW)
    assert send(client, inspection, notebook.raw(inspection)).status_code == 404


def test_in_the_vault_those_named_write_and_nobody_else_learns_of_it():
    hidden = factories.inspection(no_notice=True)
    named, other = factories.person("team_inspector"), factories.person("team_inspector")
    inspections.grant_access(hidden, person=named, reason="Reads beforehand", by=None, at=factories.NOW)
    inspections.add_person(hidden, person=named, role="team_inspector", by=None, at=factories.NOW)
    note = notebook.raw(hidden)
    assert [send(factories.signed_in(who), hidden, note).status_code for who in (named, other)] == [200, 404]


@pytest.mark.parametrize(
    ("stages", "writable"),
    [
        ((), True), (("fieldwork",), True), (("fieldwork", "paused"), True),
        (("fieldwork", "paused", "incomplete"), True), (("fieldwork", "fieldwork_done"), False),
        (("deferred",), False), (("called_off",), False),
    ],
)  # fmt: skip
def test_evidence_is_noted_until_the_last_day(client, inspection, stages, writable):
    for stage in stages:
        inspection.stages.create(stage=stage, at=timezone.now() - timedelta(hours=1))
    answer = send(client, inspection, notebook.raw(inspection), sent_at=timezone.now().isoformat()).json()
    assert [len(answer["receipts"]), len(answer["refused"])] == ([1, 0] if writable else [0, 1])
    said = state_of(client, inspection).json()
    assert (said["writable"], bool(said["says"])) == (writable, not writable)


@pytest.mark.parametrize("since", [("fieldwork_done",), ("fieldwork_done", "published")])
def test_what_was_noted_in_time_and_arrives_after_the_last_day_is_not_lost(client, inspection, since):
    ended = timezone.now() - timedelta(hours=1)
    inspection.stages.create(stage="fieldwork", at=ended - timedelta(days=5))
    for minutes, stage in enumerate(since):
        inspection.stages.create(stage=stage, at=ended + timedelta(minutes=minutes))
    slow = timedelta(hours=3)  # the device's clock is three hours slow
    sent = {"sent_at": (timezone.now() - slow).isoformat()}
    early = notebook.raw(inspection, noted_at=(ended - slow - timedelta(minutes=5)).isoformat())
    late = notebook.raw(inspection, noted_at=(ended - slow + timedelta(minutes=5)).isoformat())
    answer = send(client, inspection, early, late, **sent).json()
    assert [each["version"] for each in answer["receipts"]] == [early["version"]]
    assert [each["version"] for each in answer["refused"]] == [late["version"]]


# What a note may say


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ({"criterion": ""}, ["criterion"]),
        ({"agency": "council:elsewhere"}, ["agency"]),
        ({"agency": "ofsted"}, ["agency"]),
        ({"method": "gossip"}, ["method"]),
        ({"direction": None}, ["direction"]),
        ({"speaker": "agency"}, ["directness", "speaker_agency"]),
        ({"speaker": "agency", "speaker_agency": "nobody", "directness": None}, ["speaker_agency"]),
        ({"speaker": "inspector", "speaker_agency": "police"}, ["speaker_agency"]),
        ({"speaker": "child", "directness": "seen"}, ["directness"]),
        ({"first_hand": True}, ["first_hand"]),
        ({"text": " \n"}, ["text"]),
        ({"text": "x" * 20_001}, ["text"]),
        ({"text": "\ud800"}, ["text"]),
        ({"child": "Gwendolen Smith"}, ["child"]),
        ({"happened_on": "3 March"}, ["happened_on"]),
        ({"happened_on": "2199-01-01"}, ["happened_on"]),
        ({"noted_at": "yesterday"}, ["noted_at"]),
        ({"noted_at": "2026-03-03T10:00:00"}, ["noted_at"]),
        ({"noted_at": "0001-01-01T00:00:00Z"}, ["noted_at"]),
        ({"box": "cqc"}, ["box"]),
        ({"bases": [MADE.format(1)]}, ["bases"]),
        ({"kind": "correction"}, ["note"]),
        ({"note": "one"}, ["note"]),
        ({"extra": "words"}, ["extra"]),
        ({"quotes": [{"document": "nothing", "passage": "p1", "words": "x"}]}, ["quotes.1"]),
        ({"experience": "perhaps"}, ["experience"]),
    ],
)
def test_what_is_wrong_is_refused_with_advice_that_quotes_nothing(client, inspection, said, where):
    answer = send(client, inspection, notebook.raw(inspection) | said).json()
    assert [sorted(problem["where"] for problem in each["says"]) for each in answer["refused"]] == [where]
    assert "Gwendolen" not in json.dumps(answer)
    assert Version.objects.count() == 0


@pytest.mark.parametrize(
    ("speaker", "agency", "directness"),
    [
        ("inspector", None, "seen"), ("published", None, "seen"), ("child", None, "told_by_subject"),
        ("family", None, "told_by_subject"), ("whistleblower", None, "told_by_another"),
        ("agency", "council", "told_by_subject"), ("agency", "police", "told_by_another"),
    ],
)  # fmt: skip
def test_how_near_it_is_follows_from_who_says_so(inspection, writer, speaker, agency, directness):
    teller = notebook.agency(inspection, agency) if agency else None
    notebook.kept(inspection, by=writer, speaker=speaker, speaker_agency=teller, directness=None)
    assert Version.objects.get().directness == directness


# Nothing is overwritten


def test_two_corrections_of_one_version_both_stand_until_a_person_merges_them(inspection, writer):
    other = notebook.colleague(inspection)
    first = notebook.raw(inspection)
    one, two = (notebook.follows(inspection, first, text=f"Corrected {n}") for n in (1, 2))
    notebook.keep(inspection, first, by=writer)
    notebook.keep(inspection, one, by=writer)
    receipt = notebook.keep(inspection, two, by=other)
    assert receipt.heads == (UUID(one["version"]), UUID(two["version"]))
    assert [item.text for item in reading.items(inspection, person=writer)] == ["Corrected 2"]

    merged = notebook.follows(inspection, one, two, kind="merge", text="Both")
    assert notebook.keep(inspection, merged, by=writer).heads == (UUID(merged["version"]),)
    assert [item.text for item in reading.items(inspection, person=other)] == ["Both"]
    assert Version.objects.count() == 4


def test_the_heads_are_those_of_the_library(inspection, writer):
    sent = [notebook.raw(inspection)]
    notebook.keep(inspection, sent[0], by=writer)
    for number, bases in enumerate([(0,), (0,), (1, 2), (1,), (3,)], 1):
        kind = "merge" if len(bases) > 1 else "correction"
        sent.append(notebook.follows(inspection, *(sent[base] for base in bases), kind=kind, text=f"Text {number}"))
        receipt = notebook.keep(inspection, sent[-1], by=writer)
        expected = heads([(each["version"], each["bases"]) for each in sent])
        assert {str(head) for head in receipt.heads} == set(expected)


def test_a_version_waits_for_the_one_it_follows(client, inspection):
    first = notebook.raw(inspection)
    second = notebook.follows(inspection, first, text="Corrected")
    assert [each["version"] for each in send(client, inspection, second, first).json()["refused"]] == [
        second["version"]
    ]
    assert [each["version"] for each in send(client, inspection, second).json()["receipts"]] == [second["version"]]


def test_a_withdrawal_gives_a_reason_and_leaves_the_note_out(inspection, writer):
    first = notebook.raw(inspection, child=CHILD)
    notebook.keep(inspection, first, by=writer)
    short = {"note": first["note"], "version": str(uuid4()), "bases": [first["version"]], "kind": "withdrawal",
             "noted_at": timezone.now().isoformat()}  # fmt: skip
    with pytest.raises(InvalidInput, match="Say why it is withdrawn"):
        notebook.keep(inspection, short | {"text": " "}, by=writer)
    notebook.keep(inspection, short | {"text": "It was another child"}, by=writer)
    assert reading.items(inspection, person=writer) == ()
    assert reading.every_item(inspection) == ()
    assert Version.objects.values("criterion", "method", "child_mark").distinct().count() == 1


def test_a_withdrawal_and_a_correction_at_once_leave_the_note_in_until_somebody_decides(inspection, writer):
    first = notebook.raw(inspection)
    notebook.keep(inspection, first, by=writer)
    notebook.keep(inspection, notebook.follows(inspection, first, text="Better"), by=writer)
    notebook.keep(inspection, notebook.follows(inspection, first, kind="withdrawal", text="Wrong"), by=writer)
    assert [item.text for item in reading.items(inspection, person=writer)] == ["Better"]


@pytest.mark.parametrize("table", ["evidence_note", "evidence_version", "evidence_base"])
@pytest.mark.parametrize(
    "doing", ["UPDATE {} SET id = id", "DELETE FROM {}", "INSERT OR REPLACE INTO {} SELECT * FROM {}"]
)
def test_the_database_refuses_to_change_what_was_noted(inspection, writer, table, doing):
    first = notebook.raw(inspection)
    notebook.keep(inspection, first, by=writer)
    notebook.keep(inspection, notebook.follows(inspection, first, text="Better"), by=writer)
    if connection.vendor == "postgresql":
        doing = doing.replace("INSERT OR REPLACE INTO {} SELECT * FROM {}", "TRUNCATE {} CASCADE")
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(DatabaseError, match="Evidence is added to, never changed"), transaction.atomic():
        connection.cursor().execute(doing.replace("{}", table))


# Who reads what


def test_words_about_a_child_are_read_by_their_author_and_by_who_opened_them(inspection, writer):
    other = notebook.colleague(inspection)
    notebook.kept(inspection, by=writer, child=CHILD, text=WORDS, happened_on="2026-03-01")
    notebook.kept(
        inspection, by=writer, child=OTHER_CHILD, text=WORDS, criterion=notebook.criterion(inspection, place=1)
    )
    notebook.kept(inspection, by=writer, text="About no child")

    def read() -> list[str | None]:
        return [item.text for item in reading.items(inspection, person=other)]

    assert read() == [None, None, "About no child"]
    assert [item.child for item in reading.items(inspection, person=other)] == [CHILD, OTHER_CHILD, None]
    assert [item.happened_on for item in reading.items(inspection, person=other)] == [None] * 3
    open_ = {"criterion": notebook.criterion(inspection), "purpose": "Writing the finding", "by": other}
    actions.open_words(inspection, child=OTHER_CHILD, at=timezone.now(), **open_)
    actions.open_words(inspection, at=timezone.now() - timedelta(days=1), **open_)
    assert read() == [None, None, "About no child"]
    actions.open_words(inspection, child=CHILD, at=timezone.now(), **open_)
    assert read() == [WORDS, None, "About no child"]
    assert reading.item(inspection, Note.objects.first().pk, person=again(other)) is not None
    assert [item.text for item in reading.items(inspection, person=writer)] == [WORDS, WORDS, "About no child"]


def again(person: Person) -> Person:
    """The person as the next request sees them."""
    return Person.objects.get(pk=person.pk)


def test_a_sealed_box_is_for_its_inspectorate_alone(inspection, writer):
    constable, second = (notebook.colleague(inspection) for _ in range(2))
    first = notebook.raw(inspection, box="hmicfrs", text=WORDS)
    notebook.keep(inspection, first, by=constable)
    number = Note.objects.get().pk
    got = {
        who: (len(reading.items(inspection, person=person)), reading.item(inspection, number, person=person) is None)
        for who, person in {"author": constable, "same": second, "other": writer}.items()
    }
    assert got == {"author": (1, False), "same": (1, False), "other": (0, True)}
    assert [item.box for item in reading.every_item(inspection)] == ["hmicfrs"]
    with pytest.raises(InvalidInput, match="is not here yet"):
        notebook.keep(inspection, notebook.follows(inspection, first, box=None, text="x"), by=writer)
    with pytest.raises(InvalidInput, match="chosen when it is first noted"):
        notebook.keep(inspection, notebook.follows(inspection, first, box="ofsted", text="x"), by=second)


def test_an_adviser_writes_without_children_and_reads_their_own_alone(inspection, writer):
    adviser = again(teams.adviser(inspection))
    notebook.kept(inspection, by=writer, text="By an inspector")
    own = notebook.raw(inspection, text="By the adviser")
    notebook.keep(inspection, own, by=adviser)
    with pytest.raises(InvalidInput, match="child"):
        notebook.kept(inspection, by=adviser, child=CHILD)
    assert [item.text for item in reading.items(inspection, person=adviser)] == ["By the adviser"]
    assert [item.by_adviser for item in reading.items(inspection, person=writer)] == [False, True]
    with pytest.raises(NotAllowed):
        notebook.keep(inspection, notebook.follows(inspection, own, text="Mine now"), by=writer)
    client = factories.signed_in(adviser)
    assert state_of(client, inspection).json()["children"] == []
    other = Note.objects.exclude(pk=own["note"]).get().pk
    pages = {
        name: client.get(reverse(f"evidence:{name}", kwargs={"ref": inspection.ref, **more})).status_code
        for name, more in {"front": {}, "write": {}, "open": {}, "documents": {}, "note": {"note": other}}.items()
    }
    assert pages == {"front": 200, "write": 200, "open": 403, "documents": 403, "note": 404}


def test_nobody_without_a_seat_reads(inspection, writer):
    notebook.kept(inspection, by=writer)
    for role in ("planner", "quality_assurance", "nominated_officer"):
        with pytest.raises(NotAllowed):
            reading.items(inspection, person=factories.person(role))


# Sealed, and gone with the key


def test_no_word_of_a_note_stands_in_the_database_in_the_history_or_in_a_log(
    inspection, writer, client, caplog, capsys
):
    note = notebook.raw(inspection, child=CHILD, text=WORDS, happened_on="2025-12-13")
    caplog.set_level("DEBUG")
    with capture_logs() as said:
        send(client, inspection, note, note | {"child": WORDS}, note | {"version": "x", "criterion": WORDS})
        client.get(reverse("evidence:front", kwargs={"ref": inspection.ref}))
    printed = capsys.readouterr()
    told = "\n".join((str(said), caplog.text, printed.out, printed.err))
    rows = "\n".join(str(row) for model in (Note, Version, Base, Entry) for row in model.objects.values())
    assert Version.objects.count() == 1
    assert [(word, word in told, word in rows) for word in (WORDS, "Gwendolen", CHILD, "2025-12-13")] == [
        (word, False, False) for word in (WORDS, "Gwendolen", CHILD, "2025-12-13")
    ]


def test_history_alone_builds_the_evidence_again(inspection, writer):
    first = notebook.raw(inspection, child=CHILD)
    notebook.keep(inspection, first, by=writer)
    notebook.keep(inspection, notebook.follows(inspection, first, text="Better"), by=writer)
    actions.open_words(
        inspection, criterion=notebook.criterion(inspection), purpose="To try it", by=writer, at=timezone.now()
    )
    built = rebuild()
    stored = factories.stored(Note, Version, Base)
    assert {table: {str(k): v for k, v in rows.items()} for table, rows in stored.items()} == {
        table: {str(k): v for k, v in built[table].items()} for table in stored
    }


def test_when_the_key_is_destroyed_what_was_noted_stays_and_says_nothing(inspection, writer, client):
    note = notebook.raw(inspection, child=CHILD, text=WORDS)
    notebook.keep(inspection, note, by=writer)
    proposal = destruction.propose(inspection, reason="The inspection is over", by=None, at=factories.NOW)
    destruction.confirm(proposal, by=None, at=factories.NOW)
    item = reading.items(inspection, person=writer)[0]
    assert (item.text, item.child, item.criterion) == (None, None, notebook.criterion(inspection))
    answers = [send(client, inspection, each).json() for each in (note, notebook.raw(inspection))]
    assert [[each["says"][0]["says"] for each in answer["refused"]] for answer in answers] == [
        ["The child data of this inspection was destroyed"]
    ] * 2
    with pytest.raises(NotPossible):
        notebook.kept(inspection, by=writer)


# Many at once


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_five_people_writing_at_once_lose_nothing():
    inspection = child_files.announced()
    people = [child_files.inspector(inspection) for _ in range(5)]
    shared = notebook.raw(inspection)
    notebook.keep(inspection, shared, by=people[0])
    notes = {
        person.pk: [notebook.raw(inspection, text=f"{person} {n}") for n in range(18)]
        + [notebook.follows(inspection, shared, text=f"{person} corrects {n}") for n in range(2)]
        for person in people
    }
    receipts: Counter[str] = Counter()
    wrong: list[object] = []

    def write(person: Person) -> None:
        client = factories.signed_in(person)
        own = notes[person.pk]
        for start in range(0, len(own), 4):  # each part is sent twice, as after a lost answer
            for _ in range(2):
                answer = send(client, inspection, *own[start : start + 4]).json()
                wrong.extend(answer["refused"])
            receipts.update(each["version"] for each in answer["receipts"])
        connection.close()

    threads = [threading.Thread(target=write, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert set(receipts.values()) == {1}
    assert {str(pk) for pk in Version.objects.values_list("pk", flat=True)} == {*receipts, shared["version"]}
    assert len(actions.heads_of(Note.objects.get(pk=shared["note"]))) == 10


@pytest.mark.django_db(transaction=True)
def test_a_note_sent_again_while_it_is_being_kept_has_its_receipt_both_times(inspection, writer):
    sent = notebook.raw(inspection)
    receipts, refused = [], []

    def keep() -> None:
        try:
            receipts.append(notebook.keep(inspection, sent, by=writer))
        except InvalidInput as error:
            refused.append(error.problems)
        connection.close()

    notebook.kept(inspection, by=writer)  # now its key is there
    threads = [threading.Thread(target=keep) for _ in range(2)]
    with transaction.atomic():
        _wait_for_turn()
        for thread in threads:
            thread.start()
        time.sleep(0.3)  # both have found that it is not kept yet, and wait for their turn
    for thread in threads:
        thread.join()
    assert refused == []
    assert [receipt.version for receipt in receipts] == [UUID(sent["version"])] * 2
    assert Version.objects.count() == 2


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_no_word_stands_in_the_file_of_the_database():
    if connection.vendor != "sqlite":
        pytest.skip("SQLite keeps its data in a file that can be read")
    inspection = child_files.announced()
    notebook.kept(inspection, by=child_files.inspector(inspection), child=CHILD, text=WORDS)
    connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = Path(connection.settings_dict["NAME"]).read_bytes()
    assert (b"evidence.keep" in content, WORDS.encode() in content, CHILD.encode() in content) == (True, False, False)
    assert [
        path for path in Path(settings.CHILD_FILES).rglob("*") if path.is_file() and WORDS.encode() in path.read_bytes()
    ] == []
