"""A child at risk: raised by anybody on the team, told in the right order, kept from whom it is about, followed up; and
cases referred back."""

from __future__ import annotations

import hashlib
import json
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

import factories
from factories import child_files, safety, teams
from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible
from joint_inspection_web.accounts import actions as accounts
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.casedata import destruction
from joint_inspection_web.casedata.keys import keys_of
from joint_inspection_web.casedata.models import Key
from joint_inspection_web.casedata.pseudonyms import LINKED, pseudonym
from joint_inspection_web.history.models import Entry
from joint_inspection_web.inspections import gates
from joint_inspection_web.inspections.models import FIELDWORK, Inspection, Seat, SeatRole
from joint_inspection_web.safety import alarms, cases
from joint_inspection_web.safety import contacts as contact_actions
from joint_inspection_web.safety.clock import still_due
from joint_inspection_web.safety.models import Alarm, Contact, ContactKind, KeptFrom, SafetyLook, Step
from joint_inspection_web.safety.routing import offices_are_open, to_tell
from joint_inspection_web.teams import actions as team
from joint_inspection_web.teams.models import Ask
from web.reading import lost

pytestmark = [pytest.mark.on_postgres, pytest.mark.django_db]
NOW = factories.NOW
"""A Monday, at nine in the morning."""
NIGHT = datetime(2026, 1, 5, 21, 0, tzinfo=UTC)


@pytest.fixture
def inspection() -> Inspection:
    return child_files.announced()


def seated(inspection: Inspection, role: str, *, account: str | None = None) -> Person:
    """Somebody with this seat, whatever the rules of seating say of them."""
    person = factories.person(account or role, at=f"council:{factories.WENLOW}" if role == "sector_adviser" else None)
    Seat.objects.create(inspection=inspection, person=person, role=role, began_at=NOW)
    return person


def told(alarm: Alarm, *, by: Person | None, at: datetime = NOW, **given) -> Step:
    made = {"contact": None, "other": "Duty worker", "how": "telephone", "happened_at": at}
    return alarms.note_told(alarm, **made | given, by=by, at=at)


def closed(alarm: Alarm, *, writer: Person, senior: Person) -> None:
    """Everything done about an alarm, to its end."""
    told(alarm, by=writer)
    alarms.note_receipt(alarm, who="The duty worker", reference="R-17", happened_at=NOW, by=writer, at=NOW)
    alarms.follow_up(alarm, says="A strategy discussion was held", by=senior, at=NOW)
    alarms.close_alarm(alarm, says="The child is with her aunt", by=senior, at=NOW)


# Who stands back for now


def standing_back(inspection: Inspection) -> tuple[Person, Ask]:
    """Somebody on the team who has to declare again."""
    person = factories.person("team_inspector")
    teams.seated(inspection, person)
    asked = team.ask_again(Ask.objects.get(person=person), because="A new post", by=None, at=NOW)
    return person, asked


def test_whoever_has_to_declare_again_still_tells_of_a_child_at_risk_and_reads_nothing_afterwards(inspection):
    safety.contacts(inspection)
    person, _ = standing_back(inspection)
    client, there = factories.signed_in(person), address(inspection, "report")
    assert client.get(address(inspection, "front")).status_code == 404
    assert there in client.get(reverse("declarations:mine")).text
    sent = {"uuid": uuid.uuid4(), "worry": safety.WORRY, "danger": "yes", "of": "family", "area": inspection.area_name}
    shown = client.post(there, sent).text
    read = ("It is saved", "Director of children’s services desk", "020 7946")
    assert [words for words in read if words not in shown] == []
    alarm = Alarm.objects.get()
    assert (alarm.raised_by, Entry.objects.filter(what="safety.raise_alarm").count()) == (person, 1)
    assert client.get(address(inspection, "alarm", alarm=alarm.ref)).status_code == 404
    lead = factories.signed_in(seated(inspection, "lead_inspector"))
    assert safety.WORRY in lead.get(address(inspection, "alarm", alarm=alarm.ref)).text.replace("&#39;", "'")


def test_their_device_sends_an_alarm_too(inspection):
    person, _ = standing_back(inspection)
    client = factories.signed_in(person)
    assert client.get(address(inspection, "state")).status_code == 200
    report = {"report": str(uuid.uuid4()), "worry": safety.WORRY}
    body = {"device": "d", "sent_at": NOW.isoformat(), "reports": [report]}
    answer = client.post(address(inspection, "sync"), body, content_type="application/json")
    assert [one["report"] for one in answer.json()["receipts"]] == [report["report"]]


def test_whoever_was_ruled_out_works_for_the_area_or_has_no_seat_finds_nothing(inspection):
    ruled_out, asked = standing_back(inspection)
    team.declare(asked, by=ruled_out, at=NOW)
    team.rule(asked, decision="not_allowed", reason="Too near", conditions="", by=None, at=NOW + timedelta(hours=1))
    gone, _ = standing_back(inspection)
    Seat.objects.filter(person=gone).update(ended_at=NOW)
    turned, _ = standing_back(inspection)
    council = factories.organisation(child_files.council(inspection).code)
    accounts.give_role(turned, organisation=council, role="nominated_officer", by=None, at=NOW)
    people = [factories.signed_in(Person.objects.get(pk=one.pk)) for one in (ruled_out, gone)]
    assert [one.get(address(inspection, "report")).status_code for one in people] == [404, 404]
    assert factories.signed_in(turned).get(address(inspection, "report")).status_code == 403


def test_in_the_vault_whoever_stands_back_finds_nothing(inspection):
    person, _ = standing_back(inspection)
    Inspection.objects.update(no_notice=True)
    inspection.stages.filter(stage="announced").delete()
    assert factories.signed_in(person).get(address(inspection, "report")).status_code == 404


# Whom to tell


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        (datetime(2026, 1, 5, 9, 0, tzinfo=UTC), True),
        (datetime(2026, 1, 5, 17, 0, tzinfo=UTC), False),
        (datetime(2026, 7, 6, 8, 0, tzinfo=UTC), True),  # nine in summer
        (datetime(2026, 1, 4, 12, 0, tzinfo=UTC), False),  # Sunday
        (datetime(2026, 4, 3, 12, 0, tzinfo=UTC), False),  # Good Friday
    ],
)
def test_offices_are_open_on_working_days_from_nine_to_five(at, is_open):
    assert offices_are_open(at) == is_open


@pytest.mark.parametrize(
    ("danger", "of", "at", "order"),
    [
        ("no", "unknown", NOW, ["director", "duty_team", "police"]),
        ("no", "family", NIGHT, ["duty_team", "director", "police"]),
        ("yes", "family", NIGHT, ["police", "duty_team", "director"]),
        ("not_sure", "unknown", NOW, ["police", "director", "duty_team"]),
        ("no", "staff", NOW, ["director", "designated_officer", "duty_team", "police"]),
        ("no", "staff", NIGHT, ["duty_team", "designated_officer", "director", "police"]),
    ],
)
def test_whom_to_tell_in_which_order(inspection, danger, of, at, order):
    offices = safety.contacts(inspection)
    alarm = safety.alarm(inspection, danger=danger, of=of)
    assert [one.kind for one in to_tell(alarm, offices, kept=(), at=at)] == order


def test_an_office_that_must_learn_nothing_is_left_out_and_a_missing_one_is_said(inspection):
    offices = safety.contacts(inspection)
    director = offices[0]
    alarm = safety.alarm(inspection, kept_from=(director,), danger="no")
    found = to_tell(alarm, offices[:2], kept=[director], at=NOW)
    assert [(one.kind, one.contact) for one in found] == [("duty_team", offices[1]), ("police", None)]


def test_contacts_are_those_of_where_the_child_lives(inspection):
    safety.contacts(inspection)
    wenlow = factories.area(factories.WENLOW)
    assert contact_actions.contacts_of(inspection, wenlow.ons_code) == []
    there = child_files.announced(area_code=factories.WENLOW)
    offices = safety.contacts(there)
    assert contact_actions.contacts_of(inspection, wenlow.ons_code) == offices


def test_contacts_entered_in_an_inspection_that_its_area_does_not_know_of_stay_there(inspection):
    hidden = factories.inspection(no_notice=True, area_code=factories.WENLOW)
    safety.contacts(hidden)
    assert contact_actions.contacts_of(inspection, factories.WENLOW) == []
    assert len(contact_actions.contacts_of(hidden, factories.WENLOW)) == 4


def test_fieldwork_waits_for_every_contact(inspection):
    missing = [problem.says for problem in contact_actions.check_contacts(inspection, NOW)]
    assert len(missing) == 4
    assert missing[3].endswith("first: Designated officer (LADO), Elmshire (fictional)")
    safety.contacts(inspection)
    assert contact_actions.check_contacts(inspection, NOW) == []
    assert contact_actions.check_contacts in gates._checks[FIELDWORK]


def test_a_contact_entered_again_replaces_the_one_before_and_is_confirmed_anew(inspection):
    first = safety.contacts(inspection)[0]
    contact_actions.confirm_contact(first, by=None, at=NOW)
    second = safety.contacts(inspection)[0]
    assert [one.pk for one in Contact.objects.filter(kind="director", ended_at=None)] == [second.pk]
    assert second.confirmed_at is None
    with pytest.raises(NotPossible):
        contact_actions.confirm_contact(first, by=None, at=NOW)


def test_an_officer_enters_contacts_of_its_own_area_alone(inspection):
    officer = child_files.officer(child_files.council(inspection))
    safety.contacts(inspection, by=officer)
    with pytest.raises(NotAllowed):
        contact_actions.enter_contact(
            inspection, area=factories.area(factories.WENLOW), kind="police", office="Desk", phone="101", hours="",
            by=officer, at=NOW,
        )  # fmt: skip


@pytest.mark.parametrize("phone", ["", "ring the desk", "1", "0" * 31, "020;rm"])
def test_a_number_that_is_none_is_refused(inspection, phone):
    with pytest.raises(InvalidInput, match="telephone number"):
        contact_actions.enter_contact(
            inspection, area=factories.area(), kind="police", office="Desk", phone=phone, hours="", by=None, at=NOW
        )


# Raising


@pytest.mark.parametrize("role", SeatRole.values)
def test_anybody_on_the_team_raises_an_alarm_the_adviser_too(inspection, role):
    person = seated(inspection, role)
    made = safety.alarm(inspection, by=person)
    assert (made.raised_by, made.sealed != "") == (person, True)


@pytest.mark.parametrize("role", ["planner", "nominated_officer", "administrator", "lead_inspector", None])
def test_nobody_else_does(inspection, role):
    with pytest.raises(NotAllowed):
        safety.alarm(inspection, by=factories.person(role))


@pytest.mark.parametrize("stage", ["planned", "deferred", "fieldwork", "paused", "fieldwork_done", "called_off"])
def test_no_stage_stands_in_the_way(inspection, stage):
    inspection.stages.create(stage=stage, at=NOW)
    assert safety.alarm(inspection, by=seated(inspection, "team_inspector")).pk


def test_it_is_kept_although_no_key_was_made_yet(inspection):
    assert not Key.objects.filter(inspection=inspection).exists()
    assert safety.alarm(inspection).sealed != ""


def test_it_is_kept_without_its_words_once_nothing_can_be_sealed(settings, inspection):
    writer = seated(inspection, "team_inspector")
    settings.CHILD_DATA_KEYS = {}
    page = factories.signed_in(writer).post(address(inspection, "report"), filled())
    assert (page.status_code, Alarm.objects.get().sealed) == (200, "")
    assert "its words could not be kept any more" in page.content.decode()
    assert safety.WORRY in page.content.decode()


def test_what_was_written_stands_in_the_sealed_column_alone(inspection):
    safety.alarm(inspection)
    rows = [str(vars(row)) for model in (Alarm, Entry, KeptFrom, Step) for row in model.objects.all()]
    assert [row for row in rows if safety.WORRY in row or safety.CHILD in row] == []


def test_the_same_report_sent_twice_is_one_alarm_and_another_under_its_name_is_refused(inspection):
    writer, said = seated(inspection, "team_inspector"), safety.report()
    first = alarms.raise_alarm(inspection, report=said, by=writer, at=NOW)
    assert alarms.raise_alarm(inspection, report=said, by=writer, at=NOW) == first
    other = seated(inspection, "lead_inspector")
    for by, again in ((writer, safety.report(uuid=said.uuid, worry="Something else")), (other, said)):
        with pytest.raises(InvalidInput, match="write it once more"):
            alarms.raise_alarm(inspection, report=again, by=by, at=NOW)
    assert Alarm.objects.count() == 1


# Who learns of it


def test_it_is_kept_from_whom_it_is_about_in_every_page(inspection):
    writer, lead, other = (
        seated(inspection, role) for role in ("team_inspector", "lead_inspector", "quality_assurance")
    )
    alarm = safety.alarm(inspection, by=writer, kept_from=(lead,))
    assert list(alarms.visible_alarms(inspection, person=lead)) == []
    assert list(alarms.visible_alarms(inspection, person=other)) == [alarm]
    lead_sees = factories.signed_in(lead)
    front = lead_sees.get(address(inspection, "front")).content.decode()
    assert (alarm.ref in front, "0 alarms" in front) == (False, True)
    assert lead_sees.get(address(inspection, "alarm", alarm=alarm.ref)).status_code == 404
    for action in ("told", "receipt", "follow_up", "close", "identify"):
        assert lead_sees.post(address(inspection, action, alarm=alarm.ref)).status_code == 404


def test_a_receipt_noted_before_anybody_was_told_is_shown_again_with_what_to_do(inspection):
    alarm = safety.alarm(inspection, by=(writer := seated(inspection, "team_inspector")))
    said = {"receipt-who": "The duty worker on call", "receipt-happened_at": "2026-01-05T09:00"}
    answer = factories.signed_in(writer).post(address(inspection, "receipt", alarm=alarm.ref), said)
    page = answer.content.decode()
    assert (answer.status_code, "Note first whom you told" in page, said["receipt-who"] in page) == (200, True, True)


def test_an_agency_inspected_sees_nothing_of_it(inspection):
    officer = child_files.officer(child_files.council(inspection))
    alarm = safety.alarm(inspection, of="staff")
    client = factories.signed_in(officer)
    page = client.get(address(inspection, "front")).content.decode()
    assert "Children at risk" not in page
    assert "alarm" not in page
    assert client.get(address(inspection, "alarm", alarm=alarm.ref)).status_code == 404
    assert client.get(address(inspection, "report")).status_code == 403


def test_colleagues_see_that_there_is_one_and_only_who_raised_it_and_a_senior_read_it(inspection):
    writer, colleague, lead = (seated(inspection, r) for r in ("team_inspector", "team_inspector", "lead_inspector"))
    alarm = safety.alarm(inspection, by=writer)
    sees = {one: factories.signed_in(one) for one in (writer, colleague, lead)}
    assert all(alarm.ref in client.get(address(inspection, "front")).content.decode() for client in sees.values())
    found = {one: client.get(address(inspection, "alarm", alarm=alarm.ref)) for one, client in sees.items()}
    assert [found[one].status_code for one in (writer, colleague, lead)] == [200, 404, 200]
    assert safety.WORRY in found[lead].content.decode()
    assert [(look.person, look.what) for look in SafetyLook.objects.all()] == [(lead, "an alarm")]


def test_nothing_of_it_can_be_reached_from_the_evidence():
    below = ("evidence", "triangulation", "fairness", "voices", "samples", "sharing")
    for model in (Alarm, Step, KeptFrom):
        pointing = {relation.related_model._meta.app_label for relation in model._meta.related_objects}
        assert pointing.isdisjoint(below)


# Which child


def test_it_alone_resolves_a_pseudonym_and_that_is_recorded():
    inspection = child_files.with_lists()
    writer, adviser = seated(inspection, "team_inspector"), seated(inspection, "sector_adviser")
    own = f"{child_files.IDENTIFIER}01"
    name = pseudonym(own, key=keys_of(inspection).pseudonyms, whose=LINKED)
    alarm = safety.alarm(inspection, by=writer, child=f" {name.upper()} ")
    assert alarms.identify(alarm, by=writer, at=NOW) == (("Elmshire council (fictional)", own),)
    assert [(one.person, one.what, one.alarm) for one in SafetyLook.objects.all()] == [
        (writer, "which child, for safety", alarm)
    ]
    assert own not in "".join(Entry.objects.values_list("payload", flat=True))
    page = factories.signed_in(writer).post(address(inspection, "identify", alarm=alarm.ref))
    assert own in page.content.decode()
    by_adviser = safety.alarm(inspection, by=adviser, child=name)
    with pytest.raises(NotAllowed):
        alarms.identify(by_adviser, by=adviser, at=NOW)


def test_words_are_no_pseudonym(inspection):
    inspection = child_files.with_lists()
    alarm = safety.alarm(inspection, by=(writer := seated(inspection, "team_inspector")))
    assert alarms.identify(alarm, by=writer, at=NOW) == ()


# Told, received, followed up, closed


def test_the_clock_runs_through_the_night(settings, inspection):
    settings.AT_RISK_HOURS = {"told": 1, "received": 4, "followed_up": 24, "closed": 120}
    alarm = safety.alarm(inspection, by=(writer := seated(inspection, "team_inspector")), at=NIGHT)
    due = still_due(alarm, [], now=NIGHT + timedelta(hours=2))
    assert [(one.what, one.by - NIGHT, one.overdue) for one in due] == [
        ("told", timedelta(hours=1), True),
        ("received", timedelta(hours=4), False),
        ("followed_up", timedelta(hours=24), False),
        ("closed", timedelta(hours=120), False),
    ]
    told(alarm, by=writer, at=NIGHT)
    assert still_due(alarm, alarm.steps.all(), now=NIGHT)[0].what == "received"


def test_an_alarm_to_its_end(inspection):
    writer, lead = seated(inspection, "team_inspector"), seated(inspection, "lead_inspector")
    alarm = safety.alarm(inspection, by=writer)
    with pytest.raises(NotPossible, match="whom you told"):
        alarms.note_receipt(alarm, who="Somebody", reference="", happened_at=NOW, by=writer, at=NOW)
    with pytest.raises(NotPossible, match="once somebody took it"):
        alarms.close_alarm(alarm, says="Fine", by=lead, at=NOW)
    closed(alarm, writer=writer, senior=lead)
    assert [step.kind for step in alarm.steps.all()] == ["told", "received", "followed_up", "closed"]
    assert still_due(alarm, alarm.steps.all(), now=NOW) == ()
    with pytest.raises(NotPossible, match="closed"):
        told(alarm, by=writer)


def test_who_raised_it_does_not_follow_it_up_themselves(inspection):
    lead, second = seated(inspection, "lead_inspector"), seated(inspection, "team_inspector", account="lead_inspector")
    alarm = safety.alarm(inspection, by=lead)
    with pytest.raises(NotAllowed):
        alarms.follow_up(alarm, says="All is well", by=lead, at=NOW)
    with pytest.raises(NotAllowed):
        alarms.follow_up(alarm, says="All is well", by=seated(inspection, "team_inspector"), at=NOW)
    assert alarms.follow_up(alarm, says="A visit was made", by=second, at=NOW).pk


def test_an_allegation_about_staff_is_not_closed_before_the_designated_officer_knows(inspection):
    offices = {one.kind: one for one in safety.contacts(inspection)}
    writer, lead = seated(inspection, "team_inspector"), seated(inspection, "lead_inspector")
    alarm = safety.alarm(inspection, by=writer, of="staff")
    with pytest.raises(NotPossible, match="designated officer first"):
        closed(alarm, writer=writer, senior=lead)
    assert "designated officer" in still_due(alarm, alarm.steps.all(), now=NOW)[0].says
    told(alarm, by=writer, contact=offices["designated_officer"], other="")
    alarms.close_alarm(alarm, says="The officer has it", by=lead, at=NOW)


def test_an_office_from_which_it_is_kept_cannot_be_told(inspection):
    director = safety.contacts(inspection)[0]
    alarm = safety.alarm(inspection, by=(writer := seated(inspection, "team_inspector")), kept_from=(director,))
    with pytest.raises(InvalidInput, match="kept from that office"):
        told(alarm, by=writer, contact=director)


def test_an_office_entered_anew_still_learns_nothing(inspection):
    director = safety.contacts(inspection)[0]
    alarm = safety.alarm(inspection, by=(writer := seated(inspection, "team_inspector")), kept_from=(director,))
    anew = safety.contacts(inspection)[0]
    with pytest.raises(InvalidInput, match="kept from that office"):
        told(alarm, by=writer, contact=anew)
    page = factories.signed_in(writer).get(address(inspection, "alarm", alarm=alarm.ref)).content.decode()
    assert anew.phone not in page


def test_what_lies_in_the_future_is_refused(inspection):
    alarm = safety.alarm(inspection, by=(writer := seated(inspection, "team_inspector")))
    with pytest.raises(InvalidInput, match="future"):
        told(alarm, by=writer, happened_at=NOW + timedelta(hours=1))


# Pages


def address(inspection: Inspection, name: str, **more: object) -> str:
    return reverse(f"safety:{name}", kwargs={"ref": inspection.ref, **more})


def filled(**given: object) -> dict[str, object]:
    made = {
        "child": safety.CHILD,
        "worry": safety.WORRY,
        "danger": "no",
        "of": "family",
        "area": "Elmshire (fictional)",
    }
    return made | given


def test_one_step_on_the_page_and_what_was_typed_is_shown_again(inspection):
    client = factories.signed_in(seated(inspection, "team_inspector"))
    page = client.post(address(inspection, "report"), filled(danger="", worry="A bruise like a hand"))
    assert page.status_code == 200
    assert "A bruise like a hand" in page.content.decode()
    name = uuid.uuid4()
    answers = [client.post(address(inspection, "report"), filled(uuid=str(name))) for _ in range(2)]
    made = Alarm.objects.get()
    assert [answer.headers["Location"] for answer in answers] == [address(inspection, "alarm", alarm=made.ref)] * 2
    assert made.uuid == name


def test_the_form_has_no_field_for_an_investigation(inspection):
    page = factories.signed_in(seated(inspection, "team_inspector")).get(address(inspection, "report"))
    said = page.content.decode()
    assert [word for word in ("Why", "How often", "Details of the injury", "Witness") if word in said] == []
    assert "ring 999 first" in said


def test_the_steps_are_taken_on_the_page(inspection):
    offices = safety.contacts(inspection)
    writer, lead = seated(inspection, "team_inspector"), seated(inspection, "lead_inspector")
    alarm = safety.alarm(inspection, by=writer)
    one, two = factories.signed_in(writer), factories.signed_in(lead)
    when = "2026-01-05T09:30"
    told_so = {"contact": offices[0].pk, "how": "telephone", "happened_at": when}
    steps = [
        (one, "told", told_so),
        (one, "receipt", {"receipt-who": "Duty worker", "receipt-happened_at": when}),
        (two, "follow_up", {"follow-says": "Seen at home"}),
        (two, "close", {"close-says": "Plan made"}),
    ]
    for client, name, _ in steps:
        assert client.post(address(inspection, name, alarm=alarm.ref), {}).status_code == 200
    for client, name, said in steps:
        assert client.post(address(inspection, name, alarm=alarm.ref), said).status_code == 302
    page = two.get(address(inspection, "alarm", alarm=alarm.ref)).content.decode()
    assert [word for word in ("Duty worker", "Seen at home", "Plan made") if word not in page] == []


def test_pages_still_open_once_the_key_is_destroyed():
    inspection = child_files.with_lists()
    lead = seated(inspection, "lead_inspector")
    alarm, case = safety.alarm(inspection, by=lead), safety.case(inspection, by=lead)
    told(alarm, by=lead)
    proposal = destruction.propose(inspection, reason="Over", by=None, at=NOW)
    destruction.confirm(proposal, by=None, at=NOW)
    client = factories.signed_in(lead)
    for name, more in (("front", {}), ("report", {}), ("alarm", {"alarm": alarm.ref}), ("case", {"case": case.ref})):
        assert client.get(address(inspection, name, **more)).status_code == 200
    assert "The words are gone" in client.get(address(inspection, "alarm", alarm=alarm.ref)).content.decode()
    assert client.post(address(inspection, "identify", alarm=alarm.ref)).status_code == 409
    again_raised = client.post(address(inspection, "report"), filled())
    assert "its words could not be kept any more" in again_raised.content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_front_page_asks_the_database_no_more_for_more(inspection, number, django_assert_max_num_queries):
    lead = seated(inspection, "lead_inspector")
    for _ in range(number):
        told(safety.alarm(inspection, by=lead), by=lead)
        safety.case(inspection, by=lead)
    client = factories.signed_in(lead)
    client.get(address(inspection, "front"))
    with django_assert_max_num_queries(42):
        assert client.get(address(inspection, "front")).status_code == 200


# From a device


def send(client: Client, inspection: Inspection, *reports: object) -> dict:
    body = json.dumps({"device": "d", "sent_at": NOW.isoformat(), "reports": reports})
    return client.post(address(inspection, "sync"), body, content_type="application/json").json()


def test_what_was_written_without_a_connection_is_kept_once_and_receipted(inspection):
    writer = seated(inspection, "team_inspector")
    name, when = str(uuid.uuid4()), "2026-01-05T21:00:00Z"
    said = {"report": name, "noted_at": when, "child": safety.CHILD, "worry": safety.WORRY, "danger": "yes"}
    first, second = (send(factories.signed_in(writer), inspection, said) for _ in range(2))
    made = Alarm.objects.get()
    whole = json.dumps([name, safety.CHILD, safety.WORRY], separators=(",", ":"))
    assert first["receipts"][0]["digest"] == hashlib.sha256(whole.encode()).hexdigest()
    assert first["receipts"] == second["receipts"]
    assert [one["report"] for one in first["receipts"]] == [name]
    assert (str(made.uuid), made.danger, made.of, made.area) == (name, "yes", "unknown", inspection.area)
    assert made.noted_at == datetime(2026, 1, 5, 21, tzinfo=UTC)


@pytest.mark.parametrize("worry", [" ", "half a letter \ud83d"])
def test_one_that_is_refused_keeps_back_no_other(inspection, worry):
    client = factories.signed_in(seated(inspection, "team_inspector"))
    good, bad = {"report": str(uuid.uuid4()), "worry": safety.WORRY}, {"report": str(uuid.uuid4()), "worry": worry}
    answer = send(client, inspection, bad, good)
    assert [one["report"] for one in answer["receipts"]] == [good["report"]]
    assert [(one["report"], one["says"][0]["where"]) for one in answer["refused"]] == [(bad["report"], "worry")]


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b"\xff", b'{"reports": 1}', b'{"reports": [1]}', b"[" * 100_000, b'{"reports": {}}']
)
def test_what_is_no_list_of_reports_is_refused_with_advice(inspection, body):
    client = factories.signed_in(seated(inspection, "team_inspector"))
    answer = client.post(address(inspection, "sync"), body, content_type="application/json")
    assert (answer.status_code, set(answer.json())) == (400, {"says"})


@pytest.mark.parametrize(
    "wrong",
    [
        {"report": 7}, {"report": None}, {"worry": 7}, {"worry": "x" * 5000}, {"child": ["a"]}, {"danger": "perhaps"},
        {"of": "x"}, {"area": "Nowhere"}, {"worry": "a\x00b"},
    ],
)  # fmt: skip
def test_a_wrong_report_is_refused_alone(inspection, wrong):
    client = factories.signed_in(seated(inspection, "team_inspector"))
    answer = send(client, inspection, {"report": str(uuid.uuid4()), "worry": "w"} | wrong)
    assert (answer["receipts"], len(answer["refused"]), Alarm.objects.count()) == ([], 1, 0)


@pytest.mark.parametrize("moment", ["", "yesterday", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00", "2026-13-45"])
def test_a_wrong_clock_stops_nothing(inspection, moment):
    client = factories.signed_in(seated(inspection, "team_inspector"))
    said = {"report": str(uuid.uuid4()), "worry": "w", "noted_at": moment}
    assert len(send(client, inspection, said)["receipts"]) == 1


def test_a_device_is_answered_in_json_whoever_asks(inspection):
    officer = child_files.officer(child_files.council(inspection))
    for client, status in (
        (Client(), 401),
        (factories.signed_in(officer), 403),
        (factories.signed_in(factories.person()), 404),
    ):
        for answer in (
            client.get(address(inspection, "state")),
            client.post(address(inspection, "sync"), "{}", content_type="application/json"),
        ):
            assert (answer.status_code, set(answer.json())) == (status, {"says"})


def test_a_device_keeps_whom_to_ring_and_nothing_out_of_the_vault(inspection):
    safety.contacts(inspection)
    state = factories.signed_in(seated(inspection, "team_inspector")).get(address(inspection, "state")).json()
    assert [one["kind"] for one in state["contacts"]] == list(ContactKind.values)
    lead = factories.person("planner")
    hidden = factories.inspection(no_notice=True, by=lead)
    safety.contacts(hidden)
    Seat.objects.create(inspection=hidden, person=lead, role="lead_inspector", began_at=NOW)
    answer = factories.signed_in(lead).get(address(hidden, "state"))
    assert answer.json()["contacts"] == []
    assert hidden.area_name not in answer.content.decode()


# Cases referred back


@pytest.mark.parametrize(
    ("within", "due"),
    [
        ("4_hours", datetime(2026, 1, 5, 13, 0, tzinfo=UTC)),
        ("24_hours", datetime(2026, 1, 6, 9, 0, tzinfo=UTC)),
        ("3_days", datetime(2026, 1, 8, 9, 0, tzinfo=UTC)),
        ("5_days", datetime(2026, 1, 12, 9, 0, tzinfo=UTC)),
        ("10_days", datetime(2026, 1, 19, 9, 0, tzinfo=UTC)),
    ],
)
def test_by_when_an_answer_is_due(within, due):
    assert cases.due_at(within, NOW) == due


def test_a_case_goes_back_is_acknowledged_and_answered(inspection):
    writer = seated(inspection, "team_inspector")
    officer = child_files.officer(child_files.council(inspection))
    case = safety.case(inspection, by=writer)
    assert cases.overdue(case, now=NOW + timedelta(days=4))
    client = factories.signed_in(officer)
    page = client.get(address(inspection, "case", case=case.ref)).content.decode()
    assert "Visit before Friday" in page
    assert str(writer) not in page
    assert client.post(address(inspection, "acknowledge", case=case.ref)).status_code == 302
    assert client.post(address(inspection, "answer", case=case.ref), {}).status_code == 200
    said = {"outcome": "done", "says": "Visited on Thursday"}
    assert client.post(address(inspection, "answer", case=case.ref), said).status_code == 302
    again = client.post(address(inspection, "answer", case=case.ref), said | {"says": "Visited once more"})
    assert lost(again, "Visited once more", says="Your agency has answered this already") == []
    read = factories.signed_in(writer).get(address(inspection, "case", case=case.ref)).content.decode()
    assert "Visited on Thursday" in read
    case.refresh_from_db()
    assert not cases.overdue(case, now=NOW + timedelta(days=4))
    assert cases.counted(inspection) == cases.Counted(
        at_risk=0, referred_back=1, by_agency=(("Elmshire council (fictional)", 1, 1),)
    )


def test_an_agency_sees_its_own_cases_alone(inspection):
    case = safety.case(inspection)
    police = child_files.officer(inspection.bodies.get(kind="police"))
    client = factories.signed_in(police)
    assert case.ref not in client.get(address(inspection, "front")).content.decode()
    for method, name in (("get", "case"), ("post", "acknowledge"), ("post", "answer"), ("post", "whose")):
        assert getattr(client, method)(address(inspection, name, case=case.ref)).status_code == 404


def test_the_officer_finds_the_child_of_a_case_on_its_own_lists():
    inspection = child_files.with_lists()
    officer, own = child_files.officer(child_files.council(inspection)), f"{child_files.IDENTIFIER}02"
    name = pseudonym(own, key=keys_of(inspection).pseudonyms, whose=LINKED)
    case = safety.case(inspection, child=name)
    page = factories.signed_in(officer).post(address(inspection, "whose", case=case.ref))
    assert own in page.content.decode()
    assert inspection.openings.filter(person=officer, purpose="To act on a case referred back").count() == 1


def test_no_case_goes_back_before_the_area_knows(inspection):
    early = factories.inspection()
    with pytest.raises(NotPossible):
        safety.case(early)
    with pytest.raises(InvalidInput, match="agency"):
        safety.case(inspection, body=inspection.bodies.filter(kind="inspectorate").first())


def test_an_inspector_s_look_at_another_s_case_is_recorded(inspection):
    case = safety.case(inspection, by=seated(inspection, "team_inspector"))
    lead = seated(inspection, "lead_inspector")
    assert factories.signed_in(lead).get(address(inspection, "case", case=case.ref)).status_code == 200
    assert [(look.person, look.what, look.case) for look in SafetyLook.objects.all()] == [
        (lead, "a case referred back", case)
    ]


# Reminders


def test_what_waits_is_said_on_the_desk_of_whom_it_waits_for(inspection):
    writer, lead, colleague = (seated(inspection, r) for r in ("team_inspector", "lead_inspector", "team_inspector"))
    officer = child_files.officer(child_files.council(inspection))
    kept = seated(inspection, "quality_assurance")
    safety.alarm(inspection, by=writer, kept_from=(kept,))
    safety.case(inspection, by=writer)
    case, alarm = (
        "A case referred back to Elmshire council (fictional) waits for its answer",
        "A child at risk: tell the",
    )
    for person, waits in (
        (writer, {case, alarm}),
        (lead, {alarm}),
        (officer, {case}),
        (colleague, set()),
        (kept, set()),
    ):
        desk = factories.signed_in(person).get("/").content.decode()
        assert {said for said in (case, alarm) if said in desk} == waits


def test_what_is_overdue_is_printed_by_reference_alone(inspection, capsys):
    writer, lead = seated(inspection, "team_inspector"), seated(inspection, "lead_inspector")
    call_command("overdue")
    assert capsys.readouterr().out == ""
    safety.alarm(inspection, by=writer)
    safety.case(inspection, by=writer)
    call_command("overdue")
    assert capsys.readouterr().out == f"{inspection.ref}: 2 overdue\n"
    closed(Alarm.objects.get(), writer=writer, senior=lead)
    call_command("overdue")
    assert capsys.readouterr().out == f"{inspection.ref}: 1 overdue\n"
