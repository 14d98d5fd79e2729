"""Notices: who is told, who has it and who not, whom an agency names, and what becomes of a request for a deferral."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import factories
from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible
from joint_inspection.frameworks.load import find
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.history.models import Entry
from joint_inspection_web.inspections import actions as inspections
from joint_inspection_web.inspections.models import ANNOUNCED, DEFERRED, Inspection, Seat
from joint_inspection_web.inspections.now import now
from joint_inspection_web.notices import actions, board, deferrals
from joint_inspection_web.notices.models import Contact, DeferralDecision, DeferralRequest, Notice, Receipt, Review
from web.reading import lost

pytestmark = [pytest.mark.on_postgres, pytest.mark.django_db]
NOW = factories.NOW
TOLD = datetime(2026, 2, 16, 9, 0, tzinfo=UTC)
"""The day on which the area is told: ten working days before the first on site."""
NEXT = TOLD + timedelta(hours=25)
POLICE = "police:X98000001"
REVIEW = date(2026, 2, 24)


def joint() -> Inspection:
    """A joint inspection of Elmshire, planned."""
    return inspections.open_inspection(
        area=factories.area(), framework=find("jtai@2022"), kind="thematic", begins_on=date(2026, 3, 2), by=None, at=NOW
    )


def announced(*, at: datetime = TOLD) -> Inspection:
    """One whose area has been told."""
    inspection = joint()
    inspections.announce(inspection, by=None, at=at)
    return inspection


def lead_of(inspection: Inspection) -> Person:
    lead = factories.person("lead_inspector")
    Seat.objects.create(inspection=inspection, person=lead, role="lead_inspector", began_at=NOW)
    return lead


def officer(code: str = POLICE) -> Person:
    return factories.person("nominated_officer", at=code)


def notice(inspection: Inspection, kind: str = "police") -> Notice:
    return Notice.objects.get(inspection=inspection, body__kind=kind, replaced_by=None)


def page(name: str, inspection: Inspection, **more: object) -> str:
    return reverse(f"notices:{name}", kwargs={"ref": inspection.ref, **more})


# Who is told


def test_nothing_exists_before_the_area_is_told_and_everybody_has_a_notice_after_it():
    inspection = joint()
    assert Notice.objects.count() == 0
    inspections.announce(inspection, by=None, at=TOLD)
    told = dict(Notice.objects.values_list("body__kind", "office"))
    inspected = set(inspection.bodies.exclude(kind="inspectorate").values_list("kind", flat=True))
    assert set(told) == inspected
    assert told["council"] == "Director of children's services"
    assert told["police"] == "Chief constable"


def test_the_letter_says_the_days_what_is_asked_and_whom_to_ask():
    inspection = joint()
    lead = lead_of(inspection)
    inspections.announce(inspection, by=None, at=TOLD)
    client = factories.signed_in(officer())
    shown = client.get(page("letter", inspection, notice=notice(inspection).ref)).text
    text = client.get(page("text", inspection, notice=notice(inspection).ref)).text
    for word in ("Chief constable", "19 February 2026", "Police, lists of incidents", lead.email, "code of conduct"):
        assert word in shown
        assert word in " ".join(text.split())
    assert "Council, lists" not in shown


def test_every_page_opens_for_the_lead_and_for_an_officer():
    inspection = announced()
    lead, police = lead_of(inspection), officer()
    asked = deferrals.ask_for_deferral(
        notice(inspection).body, reason="other", says="A flood", evidence="Ring us", by=police, at=TOLD
    )
    ref, body = notice(inspection).ref, notice(inspection).body_id
    both = {"front": {}, "due": {}, "told": {}, "letter": {"notice": ref}, "text": {"notice": ref},
            "contact": {"number": body}, "asked": {"asked": asked.ref}}  # fmt: skip
    own = {"ask": {"number": body}, "supply": {"notice": ref, "duty": "police_request"}}
    leads = {"receipt": {"notice": ref}, "remind": {"notice": ref}}
    for person, opens, refused in ((lead, both | leads, own), (police, both | own, leads)):
        client = factories.signed_in(person)
        assert {name: client.get(page(name, inspection, **more)).status_code for name, more in opens.items()} == (
            dict.fromkeys(opens, 200)
        )
        assert {name: client.get(page(name, inspection, **more)).status_code for name, more in refused.items()} == (
            dict.fromkeys(refused, 403)
        )


def test_of_an_inspection_in_the_vault_nothing_exists_and_nothing_is_found():
    hidden = factories.inspection(no_notice=True)
    lead = lead_of(hidden)
    assert Notice.objects.count() == 0
    for who in (officer(hidden.bodies.get(kind="council").code), lead):
        assert factories.signed_in(who).get(page("front", hidden)).status_code == 404


def test_nobody_is_announced_to_where_nobody_can_be_told():
    inspection = joint()
    inspection.bodies.exclude(kind="inspectorate").delete()
    with pytest.raises(InvalidInput, match="nobody can be told"):
        inspections.announce(inspection, by=None, at=TOLD)
    assert (inspection.stage, Notice.objects.count()) == ("planned", 0)


def test_an_agency_finds_its_own_notice_and_no_other():
    inspection = announced()
    police = factories.signed_in(officer())
    council = notice(inspection, "council")
    assert police.get(page("letter", inspection, notice=council.ref)).status_code == 404
    assert police.get(page("contact", inspection, number=council.body_id)).status_code == 404
    assert [
        name for name in ("front", "due", "told") if council.body.name in police.get(page(name, inspection)).text
    ] == []


# Receipts and reminders


def test_the_officer_confirms_once_and_the_board_shows_who_and_when():
    inspection = announced()
    lead, police = lead_of(inspection), officer()
    client = factories.signed_in(police)
    there = page("letter", inspection, notice=notice(inspection).ref)
    assert "by name or office" in client.post(there, {"who": " "}).text
    assert client.post(there, {"who": "Staff officer of the chief constable"}).status_code == 302
    assert list(Receipt.objects.values_list("notice__body__kind", "how", "who", "by")) == [
        ("police", "here", "Staff officer of the chief constable", police.pk)
    ]
    again = client.post(there, {"who": "The chief’s own office"})
    assert lost(again, "The chief’s own office", says="This notice was confirmed already") == []
    assert "Staff officer of the chief constable" in factories.signed_in(lead).get(page("front", inspection)).text


def test_after_the_hours_of_the_settings_a_notice_that_nobody_confirmed_is_late():
    inspection = announced()
    actions.confirm(notice(inspection), who="The chief", by=None, at=TOLD + timedelta(hours=2))
    just_before = board.lines(inspection, at=TOLD + timedelta(hours=23, minutes=59))
    after = board.lines(inspection, at=NEXT)
    assert [line.notice.body.kind for line in just_before if line.late] == []
    assert {line.notice.body.kind for line in after if not line.late} == {"police"}
    assert [(line.hours, line.receipt is None) for line in after[:1]] == [(25, True)]
    assert [line.hours for line in after if line.receipt] == [2]


def test_the_lead_notes_a_receipt_and_a_reminder_and_an_officer_does_not():
    inspection = announced()
    lead, police = lead_of(inspection), officer()
    council = notice(inspection, "council")
    client = factories.signed_in(lead)
    client.post(page("remind", inspection, notice=council.ref), {"how": "telephone", "says": "Rings back"})
    assert [(r.how, r.says) for r in council.reminders.all()] == [("telephone", "Rings back")]
    client.post(page("receipt", inspection, notice=council.ref), {"how": "telephone", "who": "The director"})
    assert Receipt.objects.get().how == "telephone"
    with pytest.raises(NotPossible, match="confirmed already"):
        actions.remind(council, how="email", says="", by=lead, at=NEXT)
    with pytest.raises(NotAllowed):
        actions.note_receipt(notice(inspection), how="telephone", who="Me", by=police, at=NEXT)
    with pytest.raises(NotAllowed):
        actions.confirm(notice(inspection, "health"), who="Me", by=police, at=NEXT)


@pytest.mark.parametrize("how", ["here", "pigeon", ""])
def test_how_somebody_was_reached_is_one_of_the_ways_there_are(how):
    inspection = announced()
    with pytest.raises(InvalidInput, match="Choose how"):
        actions.note_receipt(notice(inspection), how=how, who="The chief", by=None, at=NEXT)
    with pytest.raises(InvalidInput, match="Choose how"):
        actions.remind(notice(inspection), how=how, says="", by=None, at=NEXT)


# Contacts and what is due

SOMEBODY = {"name": "A. Person", "post": "Staff officer", "email": "staff@example.org", "phone": "020 7946 0000"}


def test_a_new_contact_ends_the_one_before_which_is_kept():
    inspection = announced()
    client = factories.signed_in(officer())
    there = page("contact", inspection, number=notice(inspection).body_id)
    client.post(there, SOMEBODY)
    client.post(there, SOMEBODY | {"name": "B. Person"})
    assert list(Contact.objects.filter(ended_at=None).values_list("name", flat=True)) == ["B. Person"]
    assert Contact.objects.count() == 2
    assert "A. Person" in client.get(page("told", inspection)).text


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("name", " ", "Enter the name"),
        ("post", "", "what your contact does"),
        ("email", "nobody", "Enter an email address"),
        ("phone", "ring me", "Enter a telephone number"),
    ],
)
def test_a_contact_can_be_reached(field, value, says):
    inspection = announced()
    with pytest.raises(InvalidInput, match=says):
        actions.name_contact(notice(inspection).body, **(SOMEBODY | {field: value}), by=None, at=NEXT)


def test_what_is_due_shows_how_far_it_is():
    inspection = announced()
    told = notice(inspection)
    actions.supply(told, duty="request:police_request", says="On the sharing site", by=None, at=NEXT)
    before = board.due(inspection, [told], on=TOLD.date())[told.body_id]
    after = board.due(inspection, [told], on=date(2026, 3, 20))[told.body_id]
    requests = {each.duty.id: each.says for each in before if each.duty.id.startswith("request:")}
    assert requests == {"request:police_lists": "Asked", "request:police_request": "Sent"}
    assert {each.says for each in before if each.duty.id.startswith("step:")} == {"Coming"}
    assert [each.says for each in after if each.duty.id == "step:on_site"] == ["Past"]
    assert [each.duty.id for each in before if each.may_supply] == []


def test_only_what_the_notice_asks_for_is_said_to_be_sent_and_once():
    inspection = announced()
    told = notice(inspection, "schools")
    with pytest.raises(InvalidInput, match="that the notice asks for"):
        actions.supply(told, duty="request:police_request", says="Here", by=None, at=NEXT)
    actions.supply(told, duty="request:schools_request", says="On the sharing site", by=None, at=NEXT)
    with pytest.raises(NotPossible, match="said already"):
        actions.supply(told, duty="request:schools_request", says="Again", by=None, at=NEXT)


# Deferral


def asked(inspection: Inspection, **said: str) -> DeferralRequest:
    given = {"reason": "police_investigation", "says": "Arrests are planned", "evidence": "Ring the head of crime"}
    return deferrals.ask_for_deferral(notice(inspection).body, **(given | said), by=None, at=TOLD)


def decided(request: DeferralRequest, decision: str, *, by: Person | None = None, **said: object) -> DeferralDecision:
    given = {"reason": "As asked", "owner": factories.person("planner"), "review_on": REVIEW}
    return deferrals.decide(request, decision=decision, **(given | said), by=by, at=TOLD)


def test_asking_changes_nothing_and_a_decision_reaches_the_stage():
    inspection = announced()
    request = asked(inspection)
    assert inspection.stage == ANNOUNCED
    made = decided(request, "defer")
    assert (inspection.stage, made.stage.review_on, made.stage.owner) == (DEFERRED, REVIEW, made.owner)


def test_going_ahead_has_an_owner_and_a_review_too_and_leaves_the_stage():
    inspection = announced()
    made = decided(asked(inspection), "proceed")
    assert (inspection.stage, made.stage, made.review_on) == (ANNOUNCED, None, REVIEW)


@pytest.mark.parametrize(
    ("stages", "decision", "reached"),
    [(["fieldwork"], "pause", "paused"), (["fieldwork", "paused"], "incomplete", "incomplete")],
)
def test_once_begun_it_is_paused_or_incomplete(stages, decision, reached):
    inspection = announced()
    request = asked(inspection)
    for stage in stages:
        inspection.stages.create(stage=stage, at=TOLD)
    decided(request, decision)
    assert inspection.stage == reached


@pytest.mark.parametrize("wrong", ["pause", "incomplete", "perhaps"])
def test_what_the_stage_does_not_allow_is_not_decided(wrong):
    request = asked(announced())
    with pytest.raises(InvalidInput, match="what can be decided at this stage"):
        decided(request, wrong)
    assert DeferralDecision.objects.count() == 0


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"reason": " "}, "Say why"),
        ({"owner": None}, "Name the person who answers"),
        ({"review_on": None}, "Enter the day"),
        ({"review_on": date(2026, 2, 16)}, "Choose a later day"),
        ({"review_on": date(2026, 2, 21)}, "not a working day"),
    ],
)
@pytest.mark.parametrize("decision", ["proceed", "defer"])
def test_no_decision_without_reason_owner_and_a_day_of_review(decision, said, says):
    inspection = announced()
    with pytest.raises(InvalidInput, match=says):
        decided(asked(inspection), decision, **said)
    assert (inspection.stage, DeferralDecision.objects.count()) == (ANNOUNCED, 0)


def test_who_asks_does_not_decide_and_the_other_agencies_do_not_see_it():
    inspection = announced()
    request = asked(inspection)
    lead, police, council = lead_of(inspection), officer(), officer(inspection.bodies.get(kind="council").code)
    with pytest.raises(NotAllowed):
        decided(request, "defer", by=police)
    there = page("asked", inspection, asked=request.ref)
    client = factories.signed_in(council)
    assert client.get(there).status_code == 404
    assert "investigation" not in client.get(page("front", inspection)).text
    owner = factories.person("planner")
    sent = {"decision": "proceed", "reason": "It can wait", "owner": owner.email, "review_on": "24 2 2027"}
    assert factories.signed_in(lead).post(there, sent).status_code == 302
    assert "It can wait" in factories.signed_in(police).get(there).text


def test_two_agencies_that_ask_are_both_answered():
    inspection = announced()
    first = asked(inspection)
    council = notice(inspection, "council").body
    second = deferrals.ask_for_deferral(council, reason="other", says="A flood", evidence="Ring", by=None, at=TOLD)
    decided(first, "defer")
    assert decided(second, "defer").stage is None
    assert [stage.stage for stage in inspection.stages.all()] == ["planned", "announced", "deferred"]


def test_one_request_waits_at_a_time_and_none_after_the_fieldwork():
    inspection = announced()
    request = asked(inspection)
    with pytest.raises(NotPossible, match="asked already"):
        asked(inspection)
    decided(request, "proceed")
    inspection.stages.create(stage="fieldwork", at=TOLD)
    inspection.stages.create(stage="fieldwork_done", at=TOLD)
    with pytest.raises(NotPossible, match="from the notification to the end"):
        asked(inspection)


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"reason": "the weather"}, "Choose why"),
        ({"says": " "}, "Say what happened"),
        ({"evidence": ""}, "Say what shows it"),
    ],
)
def test_a_request_says_why_and_what_shows_it(said, says):
    with pytest.raises(InvalidInput, match=says):
        asked(announced(), **said)


def test_a_review_that_is_overdue_is_shown_until_it_is_noted():
    inspection = announced()
    made = decided(asked(inspection), "defer")
    late = date(2026, 2, 25)
    assert [board.is_overdue(made, on=day, stage=DEFERRED) for day in (REVIEW, late)] == [False, True]
    deferrals.review(made, says="Still going on", next_on=date(2026, 3, 10), by=None, at=TOLD + timedelta(days=9))
    assert board.is_overdue(made, on=late, stage=DEFERRED) is False
    assert board.is_overdue(made, on=date(2026, 3, 11), stage=DEFERRED) is True
    assert board.is_overdue(made, on=date(2026, 3, 11), stage=ANNOUNCED) is False


def test_a_review_puts_off_the_next_look_on_the_page_of_the_inspection():
    inspection = announced()
    made = decided(asked(inspection), "defer")
    lead = lead_of(inspection)
    with pytest.raises(InvalidInput, match="Enter the next day"):
        deferrals.review(made, says="Still going on", next_on=None, by=lead, at=NEXT)
    late = datetime(2026, 2, 25, 9, 0, tzinfo=UTC)
    assert now(inspection, person=lead, at=late).overdue is True
    there = page("review", inspection, asked=made.request.ref)
    factories.signed_in(lead).post(there, {"says": "Still going on", "next_on": "10 3 2027"})
    after = now(inspection, person=lead, at=late)
    assert (after.overdue, after.review_on) == (False, date(2027, 3, 10))


def test_what_a_lead_puts_off_unasked_is_looked_at_again_too():
    inspection = announced()
    lead, police = lead_of(inspection), officer()
    why = {"reason": "A police investigation", "owner": lead, "review_on": REVIEW}
    stage = inspections.defer(inspection, **why, by=lead, at=TOLD)
    client, there = factories.signed_in(lead), page("put_off", inspection)
    assert there in client.get(reverse("inspections:show", kwargs={"ref": inspection.ref})).text
    shown = client.get(there).text
    assert [words for words in ("A police investigation", str(lead), "24 February 2026") if words not in shown] == []
    assert "Enter the next day" in client.post(there, {"says": "Still going on"}).text
    assert client.post(there, {"says": "Still going on", "next_on": "10 3 2027"}).status_code == 302
    assert list(Review.objects.values_list("stage", "decision", "says", "next_on", "by")) == [
        (stage.pk, None, "Still going on", date(2027, 3, 10), lead.pk)
    ]
    assert now(inspection, person=lead, at=datetime(2026, 2, 25, 9, 0, tzinfo=UTC)).review_on == date(2027, 3, 10)
    read_by = factories.signed_in(police)
    assert ("Still going on" in read_by.get(there).text, "Note the review" in read_by.get(there).text) == (True, False)
    assert read_by.post(there, {"says": "Enough", "next_on": "10 3 2027"}).status_code == 403


def test_where_an_agency_had_asked_the_look_is_at_its_request():
    inspection = announced()
    made = decided(asked(inspection), "defer")
    client = factories.signed_in(lead_of(inspection))
    assert client.get(page("put_off", inspection)).url == page("asked", inspection, asked=made.request.ref)
    with pytest.raises(NotPossible, match="An agency asked for this"):
        deferrals.review_stage(made.stage, says="Read", next_on=REVIEW, by=None, at=TOLD)


def test_nothing_is_looked_at_again_that_goes_on():
    inspection = announced()
    assert factories.signed_in(lead_of(inspection)).get(page("put_off", inspection)).status_code == 409


def test_taken_up_again_everybody_is_told_anew_and_the_first_letter_is_kept():
    inspection = announced()
    first = notice(inspection)
    decided(asked(inspection), "defer")
    inspections.take_up_again(inspection, begins_on=date(2026, 6, 1), reason="Arrests made", by=None, at=NEXT)
    second = notice(inspection)
    assert (second.replaces, first.letter.begins_on, second.letter.begins_on) == (
        first, date(2026, 3, 2), date(2026, 6, 1)
    )  # fmt: skip
    with pytest.raises(NotPossible, match="took the place"):
        actions.confirm(first, who="The chief", by=None, at=NEXT)
    shown = factories.signed_in(officer()).get(page("told", inspection)).text
    assert shown.count(reverse("notices:letter", kwargs={"ref": inspection.ref, "notice": first.ref})) == 1
    assert "Another notice took its place" in shown


# History and queries


def test_everything_is_in_history():
    inspection = announced()
    actions.confirm(notice(inspection), who="The chief", by=None, at=TOLD)
    decided(asked(inspection), "defer")
    ours = Entry.objects.filter(what__startswith="notices.").values_list("what", flat=True)
    assert list(ours) == ["notices.make", "notices.confirm", "notices.ask_for_deferral", "notices.decide_deferral"]


def test_the_board_asks_a_bounded_number_of_questions():
    inspection = announced()
    lead = lead_of(inspection)
    client = factories.signed_in(lead)
    for told in Notice.objects.all():
        actions.name_contact(told.body, **SOMEBODY, by=None, at=NEXT)
        actions.remind(told, how="email", says="", by=None, at=NEXT)
    for name in ("front", "due", "told"):
        with CaptureQueriesContext(connection) as queries:
            client.get(page(name, inspection))
        assert len(queries) <= 34, name
