"""What agencies send lies sealed, is opened by the right people alone, and can be destroyed for good."""

import io
import json
import re
import socket
import tempfile
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

import factories
from factories import child_files
from factories.child_files import IDENTIFIER, WORKER
from joint_inspection.casedata.match import Mapping
from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible
from joint_inspection_web.casedata import actions, codec, destruction, files, kept, receive, store
from joint_inspection_web.casedata.choices import chosen_by, remember
from joint_inspection_web.casedata.keys import keys_of, make_keys, rewrap
from joint_inspection_web.casedata.models import Certificate, Choices, Key, Opening, State, Upload
from joint_inspection_web.casedata.pseudonyms import pseudonym
from joint_inspection_web.casedata.scan import scan
from joint_inspection_web.casedata.seal import new_key, seal, unseal
from joint_inspection_web.history.models import Entry
from joint_inspection_web.history.verify import verify_chain
from joint_inspection_web.inspections import actions as inspections
from joint_inspection_web.inspections.models import Inspection
from web.test_attacks import at_once

NOW = factories.NOW
WHY = "Chooses the children to read about"


@pytest.fixture
def inspection(db: None) -> Inspection:
    return child_files.announced()


def sealed_files(inspection: Inspection) -> list[Path]:
    return files.of_inspection(inspection.ref)


def rows(**changed: str) -> list[dict[str, str]]:
    """Referrals of which the first has something changed."""
    first, *others = child_files.children()
    return [{**first, **changed}, *others]


# Sealing


@given(content=st.binary(max_size=300), flip=st.integers(min_value=0))
def test_what_is_sealed_opens_again_and_no_byte_of_it_may_change(content: bytes, flip: int):
    key = new_key()
    sealed = seal(content, under=key, about="inspection upload raw")
    assert unseal(sealed, under=key, about="inspection upload raw") == content
    place = flip % (len(sealed) * 8)
    changed = bytearray(sealed)
    changed[place // 8] ^= 1 << place % 8
    with pytest.raises(NotPossible):
        unseal(bytes(changed), under=key, about="inspection upload raw")


@pytest.mark.parametrize("about", ["another upload raw", "inspection upload lists", ""])
def test_what_is_sealed_opens_nowhere_else(about: str):
    key = new_key()
    sealed = seal(b"a child", under=key, about="inspection upload raw")
    for under, place in ((key, about), (new_key(), "inspection upload raw")):
        with pytest.raises(NotPossible, match="does not open"):
            unseal(sealed, under=under, about=place)


def test_the_same_thing_is_never_sealed_the_same_way_twice():
    key = new_key()
    assert len({seal(b"a child", under=key, about="x") for _ in range(20)}) == 20


# Lying on the disk


def test_a_file_is_the_services_alone_and_whole(inspection: Inspection):
    child_files.sent(child_files.council(inspection))
    found = sealed_files(inspection)
    assert [path.suffix for path in found] == [".raw", ".report", ".understood"]
    assert {path.stat().st_mode & 0o777 for path in found} == {0o600}
    assert {path.stat().st_mode & 0o777 for path in (found[0].parent, found[0].parent.parent)} == {0o700}


def test_nothing_about_a_child_lies_anywhere_in_clear(inspection: Inspection):
    upload = child_files.accepted(child_files.council(inspection))
    remember(upload.body, Mapping(headings={"referrals": {"Odd heading": "team"}}), by=None, at=NOW)
    found = [path.read_bytes() for path in sealed_files(inspection)]
    said = " ".join(Entry.objects.values_list("payload", flat=True))
    kept_in_rows = [str(row) for model in (Upload, Key, Choices) for row in model.objects.values()]
    for word in (IDENTIFIER, WORKER, "Odd heading", "lists.zip", "Known and being mended"):
        assert [word.encode() in content for content in found] == [False] * len(found)
        assert [word for text in (said, *kept_in_rows) if word in text] == []


def test_a_file_that_fails_to_enter_leaves_nothing(inspection: Inspection, monkeypatch: pytest.MonkeyPatch):
    body = child_files.council(inspection)
    monkeypatch.setattr(actions, "record", None)
    with pytest.raises(TypeError):
        child_files.sent(body)
    assert (Upload.objects.count(), sealed_files(inspection)) == (0, [])


# Coming in


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("lists.exe", b"MZ", "Choose a file of this kind"),
        ("lists", b"a,b", "Choose a file of this kind"),
        ("lists.csv", b"", "The file is empty"),
        ("lists.xlsx", b"a,b,c", "This is not xlsx inside"),
        ("lists.ods", b"%PDF-1.7", "This is not ods inside"),
        ("lists.zip", b"\x1f\x8b", "This is not zip inside"),
        ("lists.csv", b"PK\x03\x04", "This is not text inside"),
        ("lists.xlsx.exe", b"PK\x03\x04", "Choose a file of this kind"),
    ],
)
def test_what_is_no_list_is_refused_with_advice(name: str, content: bytes, says: str, inspection: Inspection):
    with pytest.raises(InvalidInput, match=says):
        actions.send_lists(
            body=child_files.council(inspection), request=child_files.REQUEST, name=name, content=content, by=None,
            at=NOW,
        )  # fmt: skip
    assert (Upload.objects.count(), Key.objects.count(), sealed_files(inspection)) == (0, 0, [])


def bomb() -> bytes:
    """A few kilobytes that unpack to three hundred megabytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as bundle:
        for number in range(3):
            bundle.writestr(f"{number}.csv", bytes(100 * 1024 * 1024))
    return packed.getvalue()


def climbing() -> bytes:
    """A zip whose file wants to lie elsewhere."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as bundle:
        bundle.writestr("../../outside.csv", "a,b")
    return packed.getvalue()


@pytest.mark.parametrize(
    "content", [bomb(), climbing(), b"PK\x03\x04" + bytes(100)], ids=["bomb", "climbing", "broken"]
)
def test_a_zip_that_would_harm_is_refused(content: bytes, inspection: Inspection):
    with pytest.raises(InvalidInput):
        child_files.sent(child_files.council(inspection), content=content)
    assert sealed_files(inspection) == []


def test_a_file_beyond_the_limit_is_refused(inspection: Inspection, settings):
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 100
    with pytest.raises(InvalidInput, match="smaller than"):
        child_files.sent(child_files.council(inspection))


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../etc/passwd.xlsx", "passwd.xlsx"),
        ("C:\\Users\\me\\List 1 (final).XLSX", "List 1 (final).xlsx"),
        ("a\x00b\n<script>.csv", "a_b__script_.csv"),
        (".xlsx", "xlsx"),
        ("x" * 300 + ".ods", "x" * 80 + ".ods"),
        ("", "lists"),
    ],
)
def test_a_name_is_only_for_reading(name: str, plain: str):
    assert receive.plain_name(name) == plain


def test_too_many_files_within_an_hour_wait(inspection: Inspection, settings):
    settings.UPLOADS_AN_HOUR = 2
    body = child_files.council(inspection)
    officer = child_files.officer(body)
    for _ in range(2):
        child_files.sent(body, by=officer)
    with pytest.raises(NotPossible, match="wait an hour"):
        child_files.sent(body, by=officer)


@contextmanager
def scanner(path: Path, *, answer: bytes | None = None) -> Iterator[str]:
    """A clamd that finds one word bad, or says something else."""

    def serve() -> None:
        caller, _ = line.accept()
        with caller, caller.makefile("rb") as said:
            content = said.read(10)
            while size := int.from_bytes(said.read(4), "big"):
                content += said.read(size)
            assert content.startswith(b"zINSTREAM\0")
            found = b"stream: Bad.Word FOUND\0" if b"BAD" in content else b"stream: OK\0"
            caller.sendall(answer or found)

    with socket.socket(socket.AF_UNIX) as line:
        line.bind(str(path))
        line.listen()
        thread = threading.Thread(target=serve)
        thread.start()
        yield str(path)
        thread.join()


def test_the_virus_scanner_is_asked(tmp_path: Path, settings):
    with scanner(tmp_path / "clamd1") as settings.CLAMD_SOCKET:
        assert scan(b"good" * 50_000) is True
    with (
        scanner(tmp_path / "clamd2") as settings.CLAMD_SOCKET,
        pytest.raises(InvalidInput, match="virus scanner found"),
    ):
        scan(b"BAD" + bytes(200_000))


def test_without_a_clear_answer_of_the_scanner_nothing_comes_in(tmp_path: Path, settings):
    settings.CLAMD_SOCKET = str(tmp_path / "nobody")
    with pytest.raises(NotPossible, match="does not answer"):
        scan(b"content")
    odd = b"stream: size limit exceeded ERROR\0"
    with (
        scanner(tmp_path / "odd", answer=odd) as settings.CLAMD_SOCKET,
        pytest.raises(NotPossible, match="no clear answer"),
    ):
        scan(b"content")


def test_a_service_without_scanner_or_key_takes_nothing(inspection: Inspection, settings):
    settings.UPLOADS_NOT_SCANNED = False
    with pytest.raises(NotPossible, match="no virus scanner"):
        child_files.sent(child_files.council(inspection))
    settings.UPLOADS_NOT_SCANNED = True
    settings.CHILD_DATA_KEYS = {}
    with pytest.raises(NotPossible, match="CHILD_DATA_KEY"):
        child_files.sent(child_files.council(inspection))


# From quarantine to inspectors


def test_nothing_reaches_an_inspector_before_the_sender_accepts(inspection: Inspection):
    inspector = child_files.inspector(inspection)
    upload = child_files.sent(child_files.council(inspection))
    assert store.has_accepted_lists(inspection) is False
    with pytest.raises(NotPossible, match="No lists have been accepted yet"):
        store.open_case_data(inspection, person=inspector, purpose=WHY)
    actions.accept(upload, explanation="", linked=False, by=None, at=NOW)
    assert store.has_accepted_lists(inspection) is True
    assert len(store.open_case_data(inspection, person=inspector, purpose=WHY).of("referrals")) == 6


def test_inspectors_see_pseudonyms_and_nothing_that_identifies(inspection: Inspection):
    inspector = child_files.inspector(inspection)
    upload = child_files.accepted(child_files.council(inspection))
    data = store.open_case_data(inspection, person=inspector, purpose=WHY)
    table = store.open_events(inspection, person=inspector, purpose=WHY)
    record = data.of("referrals")[0]
    everything = codec.packed_lists(data)
    said = json.dumps(codec.unpack(everything)) + str(table.events.to_pylist()) + str(table.children.to_pylist())
    assert [word for word in (IDENTIFIER, WORKER, "lists.zip") if word in said] == []
    assert (re.fullmatch("[a-z2-7]{12}", record.child) is not None, record.file) == (True, upload.ref)
    assert {row["child"] for row in table.events.to_pylist()} == {each.child for each in data.of("referrals")}
    assert record.date("referral_date").isoformat() == "2025-11-01"
    assert "worker" not in record.answers


@pytest.mark.django_db
def test_a_child_cannot_be_followed_to_another_inspection():
    numbers = []
    for area in (factories.ELMSHIRE, factories.MARLBURY):
        inspection = child_files.announced(area_code=area)
        child_files.accepted(child_files.council(inspection))
        data = store.open_case_data(inspection, person=child_files.inspector(inspection), purpose=WHY)
        numbers.append({record.child for record in data.of("referrals")})
    assert (len(numbers[0] | numbers[1]), numbers[0] & numbers[1]) == (12, set())


def test_identifiers_of_two_agencies_meet_only_where_they_agreed_on_them():
    key = new_key()
    assert pseudonym("1001", key=key, whose="council:X") != pseudonym("1001", key=key, whose="police:Y")
    assert pseudonym("1001", key=key, whose="agreed") == pseudonym("1001", key=key, whose="agreed")
    assert pseudonym("1001", key=key, whose="agreed") != pseudonym("1001", key=new_key(), whose="agreed")


def test_lists_of_two_agencies_are_opened_as_one(inspection: Inspection):
    child_files.accepted(child_files.council(inspection))
    police = inspection.bodies.filter(kind="police").first()
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as bundle:
        bundle.writestr(
            "Police incidents.csv",
            "Child reference,Gender,Date of birth,Date of incident,Date recorded by police\n"
            f"{IDENTIFIER}01,Male,01/03/2015,05/11/2025,06/11/2025\n",
        )
    child_files.accepted(police, content=content.getvalue(), request="police_lists")
    data = store.open_case_data(inspection, person=child_files.inspector(inspection), purpose=WHY)
    table = store.open_events(inspection, person=child_files.inspector(inspection), purpose=WHY)
    assert {name: len(found) for name, found in data.records.items() if found} == {
        "referrals": 6, "police_incidents": 1,
    }  # fmt: skip
    assert data.of("police_incidents")[0].child == data.of("referrals")[0].child
    assert table.counts == {"events": 7, "children": 6}


def test_the_sender_alone_finds_whose_pseudonym_it_is(inspection: Inspection):
    body = child_files.council(inspection)
    officer, inspector = child_files.officer(body), child_files.inspector(inspection)
    upload = child_files.accepted(body)
    child = store.open_case_data(inspection, person=inspector, purpose=WHY).of("referrals")[2].child
    assert (
        store.whose_pseudonym(upload, f" {child.upper()} ", person=officer, purpose="Prepares the file") == "ELM-0003"
    )
    with pytest.raises(NotAllowed):
        store.whose_pseudonym(upload, child, person=inspector, purpose=WHY)
    with pytest.raises(InvalidInput, match="letter by letter"):
        store.whose_pseudonym(upload, "aaaaaaaaaaaa", person=officer, purpose="Prepares the file")
    assert [(one.person, one.what) for one in Opening.objects.all()] == [(inspector, "lists"), (officer, "one child")]


def test_every_opening_is_recorded_with_its_purpose_and_needs_one(inspection: Inspection):
    inspector = child_files.inspector(inspection)
    child_files.accepted(child_files.council(inspection))
    with pytest.raises(InvalidInput, match="Say why"):
        store.open_events(inspection, person=inspector, purpose="  ")
    store.open_events(inspection, person=inspector, purpose=WHY)
    assert [(one.person, one.what, one.purpose) for one in Opening.objects.all()] == [(inspector, "events", WHY)]
    assert Entry.objects.filter(what="casedata.open", who=inspector.ref).count() == 1


def test_who_may_open_lists(inspection: Inspection):
    child_files.accepted(child_files.council(inspection))
    other = child_files.announced(area_code=factories.MARLBURY)
    people = factories.one_of_each() | {
        "team": child_files.inspector(inspection), "lead": child_files.inspector(inspection, role="lead_inspector"),
        "quality": child_files.inspector(inspection, role="quality_assurance"),
        "another inspection's": child_files.inspector(other),
    }  # fmt: skip
    left = child_files.inspector(inspection)
    inspections.remove_person(left.seats.get(), by=None, at=NOW)
    people["left the team"] = left
    opened = set()
    for name, person in people.items():
        try:
            store.open_case_data(inspection, person=factories.Person.objects.get(pk=person.pk), purpose=WHY)
            opened.add(name)
        except NotAllowed:
            continue
    assert opened == {"team", "lead"}


def test_lists_sent_again_take_the_place_of_those_that_wait(inspection: Inspection):
    body = child_files.council(inspection)
    first, second = child_files.sent(body), child_files.sent(body, content=child_files.lists(rows(team="Other")))
    first.refresh_from_db()
    assert (first.state, second.state) == (State.REPLACED, State.QUARANTINED)
    assert {path.name.split(".")[0] for path in sealed_files(inspection)} == {second.ref}


def test_lists_accepted_later_count_and_the_earlier_ones_stay_provable(inspection: Inspection):
    body, inspector = child_files.council(inspection), child_files.inspector(inspection)
    first = child_files.accepted(body)
    second = child_files.accepted(body, content=child_files.lists(child_files.children(2)))
    first.refresh_from_db()
    assert (first.state, store.digests(inspection)) == (State.REPLACED, ((second.ref, second.digest),))
    assert len(store.open_case_data(inspection, person=inspector, purpose=WHY).of("referrals")) == 2
    assert {path.name.split(".")[0] for path in sealed_files(inspection)} == {first.ref, second.ref}


def test_after_acceptance_what_came_is_kept_only_as_inspectors_need_it(inspection: Inspection):
    child_files.accepted(child_files.council(inspection))
    assert [path.suffix for path in sealed_files(inspection)] == [".children", ".events", ".lists", ".report"]


def test_withdrawn_and_expired_lists_are_gone(inspection: Inspection):
    body = child_files.council(inspection)
    first = child_files.sent(body)
    actions.withdraw(first, by=None, at=NOW)
    assert (first.state, sealed_files(inspection)) == (State.WITHDRAWN, [])
    second = child_files.sent(body)
    assert actions.expire(at=second.expires_at - timedelta(seconds=1)) == 0
    assert actions.expire(at=second.expires_at) == 1
    second.refresh_from_db()
    assert (second.state, sealed_files(inspection)) == (State.EXPIRED, [])
    with pytest.raises(NotPossible, match="not waiting any more"):
        actions.accept(second, explanation="", linked=False, by=None, at=NOW)


def test_problems_are_explained_before_lists_are_accepted(inspection: Inspection):
    upload = child_files.sent(child_files.council(inspection), content=child_files.lists(rows(gender="")))
    assert upload.problems > 0
    with pytest.raises(InvalidInput, match="Explain the problems"):
        actions.accept(upload, explanation="ok", linked=False, by=None, at=NOW)
    actions.accept(upload, explanation="Not recorded at the door", linked=False, by=None, at=NOW)
    assert kept.opened_words(upload, keys=keys_of(inspection)) == "Not recorded at the door"


def test_what_a_sender_chose_is_used_now_and_next_time(inspection: Inspection):
    body = child_files.council(inspection)
    odd = child_files.lists(rows(gender="Lad"))
    upload = child_files.sent(body, content=odd)
    before = upload.not_understood
    choices = Mapping(codes={"referrals": {"gender": {"Lad": "male"}}})
    actions.understand_again(upload, choices=choices, by=None, at=NOW)
    assert (before, upload.not_understood) == (1, 0)
    assert chosen_by(body) == choices
    assert child_files.sent(body, content=odd).not_understood == 0


def test_what_was_chosen_for_another_request_or_framework_does_no_harm(inspection: Inspection):
    body = child_files.council(inspection)
    earlier = Mapping(
        sheets={"Referrals": "list_of_2009", "Notes": None},
        headings={"list_of_2009": {"a": "b"}, "referrals": {"Gender": "column_of_2009"}},
        codes={"referrals": {"gender": {"Lad": "code_of_2009"}, "column_of_2009": {"a": "b"}}, "list_of_2009": {}},
    )
    remember(body, earlier, by=None, at=NOW)
    assert (child_files.sent(body).not_understood, chosen_by(body)) == (0, earlier)


def test_an_inspection_called_off_asks_for_nothing_more(inspection: Inspection):
    body = child_files.council(inspection)
    inspections.call_off(inspection, by=None, at=NOW)
    with pytest.raises(NotPossible, match="called off"):
        child_files.sent(body)


def test_an_agency_is_not_taken_for_another(inspection: Inspection):
    with pytest.raises(InvalidInput, match="not asked of your agency"):
        child_files.sent(inspection.bodies.filter(kind="police").first())


# The end


def confirmed(inspection: Inspection) -> Certificate:
    """Destroyed early, by two people."""
    proposal = destruction.propose(
        inspection, reason="The inspection is over", by=factories.person("data_protection_officer"), at=NOW
    )
    return destruction.confirm(proposal, by=factories.person("data_protection_officer"), at=NOW)


def test_a_destroyed_key_leaves_nothing_to_read(inspection: Inspection):
    body, inspector = child_files.council(inspection), child_files.inspector(inspection)
    officer = child_files.officer(body)
    upload = child_files.accepted(body)
    waiting = child_files.sent(body)
    copies = {path.name: path.read_bytes() for path in sealed_files(inspection)}
    certificate = confirmed(inspection)
    assert sealed_files(inspection) == []
    assert list(Key.objects.values_list("files", "pseudonyms")) == [(None, None)]
    for attempt in (
        lambda: store.open_case_data(inspection, person=inspector, purpose=WHY),
        lambda: store.open_events(inspection, person=inspector, purpose=WHY),
        lambda: store.whose_pseudonym(Upload.objects.get(pk=upload.pk), "a", person=officer, purpose=WHY),
        lambda: actions.read_report(upload),
        lambda: make_keys(inspection, at=NOW),
        lambda: child_files.sent(body),
        lambda: destruction.confirm(inspection.destruction_proposals.get(), by=inspector, at=NOW),
    ):
        with pytest.raises((NotPossible, NotAllowed)):
            attempt()
    for name, content in copies.items():  # somebody kept a copy of the sealed files
        files.write(files.path_of(inspection.ref, *name.split(".")), content)
    with pytest.raises(NotPossible, match="was destroyed"):
        actions.read_report(waiting)
    said = certificate.content
    assert {one["file"] for one in said["files"]} == set(copies)
    assert {one["sha256"] for one in said["uploads"]} == {upload.digest, waiting.digest}
    assert (said["rule"], said["reason"]) == (destruction.BY_TWO, "The inspection is over")
    assert [word for word in (IDENTIFIER, WORKER) if word in json.dumps(said)] == []
    assert verify_chain() == []


def test_a_sealed_file_is_overwritten_before_it_is_removed(inspection: Inspection):
    child_files.accepted(child_files.council(inspection))
    path = sealed_files(inspection)[0]
    before = path.read_bytes()
    with path.open("rb") as still_open:
        files.erase(path)
        after = still_open.read()
    assert (path.exists(), len(after), after == before) == (False, len(before), False)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="the bytes of PostgreSQL's tables are its own affair")
def test_the_wrapped_key_is_gone_from_the_database_file_too():
    inspection = child_files.announced()
    child_files.sent(child_files.council(inspection))
    key = Key.objects.get()
    wrapped = [bytes(key.files)[-40:], bytes(key.pseudonyms)[-40:]]

    def bytes_of_database() -> bytes:
        name = str(connection.settings_dict["NAME"])
        return b"".join(Path(name + end).read_bytes() for end in ("", "-wal") if Path(name + end).exists())

    assert [secret in bytes_of_database() for secret in wrapped] == [True, True]
    confirmed(inspection)
    assert [secret in bytes_of_database() for secret in wrapped] == [False, False]


def test_one_person_alone_destroys_nothing(inspection: Inspection):
    child_files.accepted(child_files.council(inspection))
    officer = factories.person("data_protection_officer")
    proposal = destruction.propose(inspection, reason="The inspection is over", by=officer, at=NOW)
    with pytest.raises(NotAllowed, match="second person"):
        destruction.confirm(proposal, by=officer, at=NOW)
    for role in ("planner", "administrator", "nominated_officer"):
        with pytest.raises(NotAllowed):
            destruction.confirm(proposal, by=factories.person(role), at=NOW)
    with pytest.raises(NotAllowed):
        destruction.propose(inspection, reason="x", by=factories.person("planner"), at=NOW)
    with pytest.raises(NotPossible, match="asked for this already"):
        destruction.propose(inspection, reason="x", by=factories.person("data_protection_officer"), at=NOW)
    destruction.refuse(proposal, by=child_files.inspector(inspection, role="lead_inspector"), at=NOW)
    assert (Key.objects.get().destroyed_at, len(sealed_files(inspection))) == (None, 4)


def test_the_clock_destroys_what_is_due_and_nothing_before(inspection: Inspection):
    child_files.accepted(child_files.council(inspection))
    last = timezone.make_aware(timezone.datetime.combine(Key.objects.get().retain_until, timezone.datetime.min.time()))
    assert destruction.destroy_what_is_due(at=last) == ([], [])
    made, _ = destruction.destroy_what_is_due(at=last + timedelta(days=1))
    assert [one.content["rule"] for one in made] == [destruction.BY_CLOCK]
    assert (sealed_files(inspection), Key.objects.get().files) == ([], None)
    assert destruction.destroy_what_is_due(at=last + timedelta(days=2)) == ([], [])


def test_lists_of_an_inspection_called_off_are_destroyed_at_the_next_turn(inspection: Inspection, capsys):
    child_files.accepted(child_files.council(inspection))
    inspections.call_off(inspection, by=None, at=NOW)
    call_command("retention")
    assert "Inspections destroyed: 1." in capsys.readouterr().out
    assert Certificate.objects.get().content["rule"] == destruction.CALLED_OFF_EARLY


def test_a_hold_stops_the_clock_and_two_people_alike(inspection: Inspection, capsys):
    child_files.accepted(child_files.council(inspection))
    officer = factories.person("data_protection_officer")
    proposal = destruction.propose(inspection, reason="The inspection is over", by=officer, at=NOW)
    hold = destruction.place_hold(inspection, kind="inquiry", reason="A public inquiry asked", by=officer, at=NOW)
    with pytest.raises(NotPossible, match="A hold for public inquiry keeps these lists"):
        destruction.confirm(proposal, by=factories.person("data_protection_officer"), at=NOW)
    assert destruction.destroy_what_is_due(at=NOW.replace(year=2040)) == ([], [inspection])
    with pytest.raises(NotAllowed):
        destruction.lift_hold(hold, reason="x", by=factories.person("planner"), at=NOW)
    destruction.lift_hold(hold, reason="The inquiry has ended", by=officer, at=NOW)
    made, _ = destruction.destroy_what_is_due(at=NOW.replace(year=2040))
    assert (len(made), sealed_files(inspection)) == (1, [])


def test_an_interrupted_destruction_is_finished_later(inspection: Inspection, monkeypatch: pytest.MonkeyPatch):
    child_files.accepted(child_files.council(inspection))
    monkeypatch.setattr(destruction, "_clear_away", lambda inspection: None)
    confirmed(inspection)
    assert len(sealed_files(inspection)) == 4
    call_command("retention")
    assert sealed_files(inspection) == []


def test_what_something_interrupted_left_behind_is_swept_away(inspection: Inspection):
    upload = child_files.accepted(child_files.council(inspection))
    there = sealed_files(inspection)
    files.write(files.path_of(inspection.ref, "nobodyhere", "raw"), b"never entered")
    files.write(files.path_of(inspection.ref, upload.ref, "raw"), b"should have gone")
    now = timezone.now()
    assert destruction.sweep(at=now) == 0
    assert destruction.sweep(at=now + timedelta(hours=2)) == 2
    assert sealed_files(inspection) == there


# The master key


def test_a_new_master_key_takes_over_and_the_old_one_can_go(inspection: Inspection, settings):
    upload = child_files.accepted(child_files.council(inspection))
    remember(upload.body, Mapping(sheets={"a": "contacts"}), by=None, at=NOW)
    old, new = settings.CHILD_DATA_KEYS, new_key()
    settings.CHILD_DATA_KEYS = {**old, "next": new}
    assert rewrap(at=NOW) == 2
    settings.CHILD_DATA_KEYS = {"next": new}
    assert actions.read_report(upload).name == "lists.zip"
    assert chosen_by(upload.body).sheets == {"a": "contacts"}
    settings.CHILD_DATA_KEYS = old
    with pytest.raises(NotPossible, match="not among those"):
        actions.read_report(upload)


def test_the_command_that_wraps_again_says_what_it_lacks(settings, capsys, db: None):
    call_command("rewrap_keys")
    assert capsys.readouterr().out == "Wrapped again: 0\n"
    settings.CHILD_DATA_KEYS = {}
    with pytest.raises(CommandError, match="CHILD_DATA_KEY"):
        call_command("rewrap_keys")


def test_history_never_holds_a_key(inspection: Inspection):
    child_files.accepted(child_files.council(inspection))
    fields = {
        (row["table"], name)
        for entry in Entry.objects.all() for row in entry.content["rows"] for name in row["fields"]
    }  # fmt: skip
    assert fields & {
        ("casedata.key", "files"), ("casedata.key", "pseudonyms"), ("casedata.upload", "explanation"),
        ("casedata.choices", "sealed"),
    } == set()  # fmt: skip


# Somebody with ill intent


def attempts(inspection: Inspection, upload: Upload) -> list[tuple[str, str]]:
    """Every address of one upload, and how it is asked for."""
    one = {"ref": inspection.ref, "upload": upload.ref}
    asked = {"ref": inspection.ref, "number": upload.body_id, "asked": upload.request}
    return [
        ("get", reverse("casedata:upload", kwargs=one)),
        ("get", reverse("casedata:problems", kwargs=one)),
        ("get", reverse("casedata:whose", kwargs=one)),
        ("post", reverse("casedata:whose", kwargs=one)),
        ("post", reverse("casedata:decide", kwargs=one)),
        ("post", reverse("casedata:accept", kwargs=one)),
        ("post", reverse("casedata:withdraw", kwargs=one)),
        ("get", reverse("casedata:send", kwargs=asked)),
        ("post", reverse("casedata:send", kwargs=asked)),
        ("post", reverse("casedata:note_hours", kwargs=asked)),
    ]


def test_nobody_but_the_sending_agency_finds_an_upload(inspection: Inspection):
    upload = child_files.sent(child_files.council(inspection))
    police = inspection.bodies.filter(kind="police").first()
    other = child_files.announced(area_code=factories.MARLBURY)
    visitors = {
        "police officer": child_files.officer(police),
        "council elsewhere": child_files.officer(child_files.council(other)),
        "lead": child_files.inspector(inspection, role="lead_inspector"), "planner": factories.person("planner"),
        "data protection": factories.person("data_protection_officer"), "stranger": factories.person(),
    }  # fmt: skip
    for name, person in visitors.items():
        client = factories.signed_in(person)
        got = {getattr(client, method)(address).status_code for method, address in attempts(inspection, upload)}
        assert (name, got) == (name, {404} if person.roles == {"nominated_officer"} else {403})
    upload.refresh_from_db()
    assert upload.state == State.QUARANTINED


def test_an_upload_is_not_found_under_another_inspection(inspection: Inspection):
    body = child_files.council(inspection)
    upload, other = child_files.sent(body), child_files.announced()
    client = factories.signed_in(child_files.officer(body))
    for method, address in attempts(inspection, upload)[:7]:
        assert getattr(client, method)(address.replace(inspection.ref, other.ref)).status_code == 404


@pytest.mark.django_db
def test_before_it_is_announced_an_officer_finds_nothing_to_send():
    hidden = inspections.open_inspection(
        area=factories.area(), framework=child_files.find(child_files.FRAMEWORK), kind=child_files.KIND,
        begins_on=child_files.date(2026, 3, 2), by=None, at=NOW,
    )  # fmt: skip
    body = child_files.council(hidden)
    officer = child_files.officer(body)
    client = factories.signed_in(officer)
    asked = {"number": body.pk, "asked": child_files.REQUEST}
    pages = [("casedata:board", {}), ("casedata:send", asked)]
    for name, more in pages:
        real, unreal = (client.get(reverse(name, kwargs={"ref": ref, **more})) for ref in (hidden.ref, "nobodyhere"))
        assert (real.status_code, unreal.status_code) == (404, 404)
        assert [len(answer.content) for answer in (real, unreal)] == [len(real.content)] * 2
    with pytest.raises(NotAllowed):
        child_files.sent(body, by=officer)
    assert (Key.objects.count(), sealed_files(hidden)) == (0, [])


def test_every_form_needs_its_token(inspection: Inspection):
    body = child_files.council(inspection)
    upload = child_files.sent(body)
    client = factories.signed_in(child_files.officer(body))
    client.handler.enforce_csrf_checks = True
    posts = [address for method, address in attempts(inspection, upload) if method == "post"]
    assert {client.post(address).status_code for address in posts} == {403}
    upload.refresh_from_db()
    assert upload.state == State.QUARANTINED


def test_files_are_taken_from_nominated_officers_only(inspection: Inspection):
    """What anybody else attaches to any form is not even kept in memory."""
    taken = []

    class Request:
        META, user = {}, None

    for role in ("nominated_officer", "planner", None):
        handler = receive.InMemory(Request())
        handler.request.user = factories.person(role)
        handler.handle_raw_input(None, {}, 1000, b"boundary")
        taken.append(handler.activated)
    assert taken == [True, False, False]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("first", "second", "ends"),
    [("accept", "accept", {"accepted"}), ("accept", "withdraw", {"accepted", "withdrawn"})],
)
def test_two_officers_at_once_end_an_upload_once(first: str, second: str, ends: set[str]):
    inspection = child_files.announced()
    body = child_files.council(inspection)
    upload = child_files.sent(body)
    officers = [child_files.officer(body), child_files.officer(body)]

    def do(what: str, number: int) -> Callable[[], object]:
        mine = Upload.objects.select_related("inspection", "body").get(pk=upload.pk)
        if what == "withdraw":
            return lambda: actions.withdraw(mine, by=officers[number], at=NOW)
        return lambda: actions.accept(mine, explanation="", linked=False, by=officers[number], at=NOW)

    assert at_once(do(first, 0), do(second, 1)) == ["NotPossible", "done"]
    upload.refresh_from_db()
    assert upload.state in ends
    parts = {path.suffix for path in sealed_files(inspection)}
    assert parts == ({".children", ".events", ".lists", ".report"} if upload.state == "accepted" else set())
    assert verify_chain() == []


@pytest.mark.django_db(transaction=True)
def test_two_officers_who_send_at_once_leave_one_that_waits():
    inspection = child_files.announced()
    body = child_files.council(inspection)
    officers = [child_files.officer(body), child_files.officer(body)]
    sends = [lambda by=by: child_files.sent(child_files.council(inspection), by=by) for by in officers]
    assert at_once(*sends) == ["done", "done"]
    assert sorted(Upload.objects.values_list("state", flat=True)) == ["quarantined", "replaced"]
    assert len({path.name.split(".")[0] for path in sealed_files(inspection)}) == 1
    assert Key.objects.count() == 1


def test_the_log_says_references_and_counts_only(inspection: Inspection, capsys, caplog):
    import structlog

    with structlog.testing.capture_logs() as said:
        child_files.accepted(child_files.council(inspection))
        confirmed(inspection)
    assert {key for line in said for key in line} <= {"event", "log_level", "upload", "rows", "problems", "files"}
    assert [word for word in (IDENTIFIER, WORKER, "lists.zip") if word in str(said)] == []


def test_a_file_waits_in_memory_and_nowhere_else(inspection: Inspection, monkeypatch: pytest.MonkeyPatch):
    made = []
    monkeypatch.setattr(tempfile, "_get_default_tempdir", lambda *_: made.append("folder"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    body = child_files.council(inspection)
    client = factories.signed_in(child_files.officer(body))
    address = reverse("casedata:send", kwargs={"ref": inspection.ref, "number": body.pk, "asked": child_files.REQUEST})
    file = io.BytesIO(child_files.lists() + bytes(4 * 1024 * 1024))
    file.name = "lists.zip"
    assert client.post(address, {"file": file}).status_code in (200, 302)
    assert made == []
