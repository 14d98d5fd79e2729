"""A concern about an agency goes to its host inspectorate; who took up what with whom is noted; candour is credited."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

import factories
from factories import child_files, fairness, notebook
from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible
from joint_inspection_web.fairness.actions import candour, escalation, referrals
from joint_inspection_web.fairness.items import every_item
from joint_inspection_web.fairness.models import Disclosure, EscalationProcess, EscalationStep, Referral
from joint_inspection_web.fairness.views import referrals as views
from joint_inspection_web.history.models import Entry
from joint_inspection_web.sharing.looks import looks

pytestmark = [pytest.mark.on_postgres, pytest.mark.django_db]
CONCERN = "The police keep no record of missed meetings"


@pytest.fixture
def inspection():
    return child_files.announced()


@pytest.fixture
def lead(inspection):
    return child_files.inspector(inspection, role="lead_inspector")


@pytest.fixture
def officer(inspection):
    return child_files.officer(fairness.body(inspection))


def address(inspection, name, **kwargs):
    return reverse(f"fairness:{name}", kwargs={"ref": inspection.ref, **kwargs})


def referred(inspection, *, by, kind="police", **said):
    asked = {"criterion": notebook.criterion(inspection), "text": CONCERN} | said
    about = fairness.body(inspection, kind).code
    return referrals.refer(inspection, about=about, **asked, by=by, at=timezone.now())


# Referred


@pytest.mark.parametrize(
    ("kind", "host"),
    [("police", "hmicfrs"), ("health", "cqc"), ("council", "ofsted"), ("youth_justice", "hmi-probation")],
)
def test_a_concern_goes_to_the_inspectorate_that_inspects_the_agency(inspection, lead, kind, host):
    assert referred(inspection, by=lead, kind=kind).to == host


def test_much_hearsay_comes_in_parts_the_newest_first(inspection, lead, monkeypatch):
    monkeypatch.setattr(views, "PAGE", 2)
    said = [fairness.hearsay(inspection, by=lead, text=f"They never come, {place}") for place in range(3)]
    client = factories.signed_in(lead)
    parts = [client.get(address(inspection, "hearsay"), {"page": number}).text for number in (1, 2)]
    assert [[id for id in said if id in part] for part in parts] == [said[1:], said[:1]]
    assert ("Page 1 of 2: 3 items" in parts[0], "?page=2" in parts[0], "?page=1" in parts[1]) == (True, True, True)


def test_hearsay_is_referred_and_the_host_answers(inspection, lead):
    item = fairness.hearsay(inspection, by=lead)
    client = factories.signed_in(lead)
    listed = client.get(address(inspection, "hearsay")).text
    assert f"?item={item}" in listed
    page = address(inspection, "refer") + f"?item={item}"
    assert "They never come when we ask them to" in client.get(page).text
    about, criterion = fairness.body(inspection).code, notebook.criterion(inspection)
    client.post(page, {"about": about, "criterion": criterion, "text": CONCERN, "days": "2"})
    row = Referral.objects.get()
    assert (str(row.item), row.to) == (item, "ofsted")
    assert "Referred to Ofsted on" in client.get(address(inspection, "hearsay")).text
    assert "Waiting" in client.get(address(inspection, "referrals")).text
    client.post(address(inspection, "referral", referral=row.ref), {"taken": "this_inspection", "text": "We look"})
    assert "Answered" in client.get(address(inspection, "referrals")).text


def test_hearsay_opens_a_line_of_enquiry_once(inspection, lead):
    item = fairness.hearsay(inspection, by=lead)
    client, page = factories.signed_in(lead), address(inspection, "enquire", item=item)
    assert client.post(page).status_code == 302
    line = inspection.lines_of_enquiry.get()
    assert (line.origin, line.source) == ("hearsay", f"item {item}")
    assert "given what Elm Valley Police (fictional) says of it?" in line.asks
    assert client.post(page).status_code == 409


def test_hearsay_in_a_sealed_box_opens_no_line_that_all_read(inspection, lead):
    criterion, police = notebook.criterion(inspection), notebook.agency(inspection, "police")
    heard = {"speaker": "agency", "speaker_agency": police, "directness": "told_by_another", "box": "ofsted"}
    said = notebook.raw(inspection, criterion=criterion, **heard)
    notebook.keep(inspection, said, by=lead)
    client = factories.signed_in(lead)
    assert client.post(address(inspection, "enquire", item=said["note"])).status_code == 409
    assert inspection.lines_of_enquiry.count() == 0


def test_only_the_host_answers_or_the_lead_where_it_sent_nobody(inspection, lead):
    row = referred(inspection, by=lead)
    said = {"taken": "own_programme", "text": "Next spring", "at": timezone.now()}
    with pytest.raises(NotAllowed):
        referrals.answer_referral(row, **said, by=child_files.inspector(inspection))
    with pytest.raises(InvalidInput, match="Say who answered for the inspectorate"):
        referrals.answer_referral(row, **said, by=lead)
    police = notebook.colleague(inspection)
    with pytest.raises(NotAllowed):
        referrals.answer_referral(row, **said, given_by="The regional lead", by=lead)
    referrals.answer_referral(row, **said, by=police)
    with pytest.raises(NotPossible, match="answered already"):
        referrals.answer_referral(row, **said, by=police)


def test_no_officer_sees_a_concern_about_their_agency(inspection, lead):
    row = referred(inspection, by=lead)
    officer = factories.signed_in(child_files.officer(fairness.body(inspection, "police")))
    names = [("referrals", {}), ("referral", {"referral": row.ref}), ("hearsay", {}), ("cases", {}), ("candour", {})]
    assert {officer.get(address(inspection, name, **more)).status_code for name, more in names} == {403}
    assert CONCERN not in officer.get(address(inspection, "front")).text
    assert CONCERN not in "".join(entry.payload for entry in Entry.objects.all())


def test_an_item_in_another_box_is_not_referred(inspection, lead):
    police = notebook.colleague(inspection)
    secret = fairness.hearsay(inspection, by=police, box="hmicfrs")
    with pytest.raises(InvalidInput, match="Choose from the evidence that there is"):
        referred(inspection, by=lead, item=secret)
    assert factories.signed_in(lead).get(address(inspection, "refer") + f"?item={secret}").status_code == 404


# Escalated


def process(**said):
    return {"exists": "yes", "text": "Three steps", "used": 6, "resolved": 4, "months": 12, "source": "Policy"} | said


def test_an_officer_says_how_their_own_agency_raises_concerns(inspection, lead, officer):
    body, theirs = fairness.body(inspection), factories.signed_in(officer)
    theirs.post(address(inspection, "process", number=body.pk), process())
    row = EscalationProcess.objects.get()
    assert (row.own_word, row.used, row.resolved) == (True, 6, 4)
    page = factories.signed_in(lead).get(address(inspection, "escalation")).text
    assert "6 in 12 months, 4 resolved" in page
    assert "(its own word)" in page
    police = fairness.body(inspection, "police")
    assert theirs.get(address(inspection, "process", number=police.pk)).status_code == 404
    with pytest.raises(NotAllowed):
        escalation.note_process(police, **process(), by=officer, at=timezone.now())


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"exists": ""}, "Say whether the agency has a way"),
        ({"resolved": 7}, "No more can be resolved than were raised"),
        ({"used": -1, "resolved": None}, "from 0 upwards"),
        ({"months": None}, "over how many months"),
        ({"source": ""}, "Say where this is written"),
    ],
)
def test_what_is_wrong_with_a_process_is_said(inspection, lead, change, says):
    with pytest.raises(InvalidInput, match=says):
        escalation.note_process(fairness.body(inspection), **process(**change), by=lead, at=timezone.now())


def step(inspection, child, /, **said):
    made = {
        "child": child, "raised_by": fairness.body(inspection, "health").code,
        "raised_with": fairness.body(inspection).code, "route": "manager", "raised_on": "2026-02-03",
        "text": "No visit for six weeks", "came_of": "resolved", "came": "Seen the next day",
    }  # fmt: skip
    return made | said


def test_the_trail_of_a_case_is_noted_counted_and_sealed():
    inspection, lead, children = fairness.with_children()
    client = factories.signed_in(lead)
    client.post(address(inspection, "step"), step(inspection, children[0]))
    client.post(address(inspection, "step"), step(inspection, children[0], came_of="no_answer", came=""))
    missed = step(inspection, children[1], came_of="not_raised", route="", raised_on="", came="")
    client.post(address(inspection, "step"), missed)
    assert EscalationStep.objects.count() == 3
    shown = client.get(address(inspection, "cases")).text
    assert [f"Case of {child}" in shown for child in children[:3]] == [True, True, False]
    assert "Seen the next day" in shown
    table = client.get(address(inspection, "escalation")).text
    row = table.split("By agency", 1)[1].split(fairness.body(inspection, "health").name, 1)[1].split("</tr>")[0]
    assert re.findall(r">\s*(\d+)\s*<", row) == ["2", "1", "1"]
    told = "".join(entry.payload for entry in Entry.objects.filter(what__startswith="fairness"))
    assert children[0] not in told
    assert [look.purpose for look in looks(inspection=inspection)].count("Escalation in each case") == 2


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"child": "nobodyknown1"}, "Choose a child whose case is tracked"),
        ({"raised_with": "health"}, "Choose the agency whose part it was"),
        ({"route": ""}, "Say by which way it was raised"),
        ({"came_of": ""}, "Say what came of it"),
        ({"raised_on": "soon"}, "Enter day, month and year"),
    ],
)
def test_what_is_wrong_with_a_step_is_said(change, says):
    inspection, lead, children = fairness.with_children()
    page = factories.signed_in(lead).post(address(inspection, "step"), step(inspection, children[0], **change)).text
    assert says in page
    assert EscalationStep.objects.count() == 0


def test_no_agency_escalates_to_itself():
    inspection, lead, children = fairness.with_children()
    own = fairness.body(inspection).code
    with pytest.raises(InvalidInput, match="does not escalate to itself"):
        escalation.note_step(
            inspection, **step(inspection, children[0], raised_by=own, raised_with=own) | {"raised_on": None},
            by=lead, at=timezone.now(),
        )  # fmt: skip


# Told before the notification


def told(body, *, by, days_before=1, **said):
    made = {
        "criterion": notebook.criterion(body.inspection), "told_in": "self_evaluation", "text": "Our plans are late",
        "told_on": candour.notified_on(body.inspection) - timedelta(days=days_before), "source": "Page 4",
    }  # fmt: skip
    return candour.note_disclosure(body, **made | said, by=by, at=timezone.now())


def test_what_was_told_after_the_notification_is_no_candour(inspection, lead):
    assert told(fairness.body(inspection), by=lead, days_before=0).confirmed_by == lead
    with pytest.raises(InvalidInput, match="what was told later is evidence, but not candour"):
        told(fairness.body(inspection), by=lead, days_before=-1)


def test_an_agency_claims_an_inspector_confirms_and_evidence_is_marked(inspection, lead, officer):
    theirs, client = factories.signed_in(officer), factories.signed_in(lead)
    sent = {
        "body": fairness.body(inspection).code, "criterion": notebook.criterion(inspection), "told_on": "3 1 2026",
        "told_in": "self_evaluation", "text": "Our plans are late", "source": "Page 4",
    }  # fmt: skip
    theirs.post(address(inspection, "disclose"), sent)
    row = Disclosure.objects.get()
    assert row.confirmed_at is None
    assert "An inspector is looking for it" in theirs.get(address(inspection, "front")).text
    with pytest.raises(NotPossible, match="Confirm first"):
        candour.mark_disclosed(row, items=["x"], by=lead, at=timezone.now())
    items = fairness.enough(inspection, by=lead)
    client.post(address(inspection, "confirm", disclosure=row.ref))
    page = address(inspection, "disclosure", disclosure=row.ref)
    assert "Choose the items" in client.post(page, {}).text
    client.post(page, {"items": items})
    assert {item.id for item in every_item(inspection) if item.disclosed} == set(items)
    assert "Credited to you" in theirs.get(address(inspection, "front")).text
    with pytest.raises(InvalidInput, match="Candour cannot by itself lower a judgement"):
        fairness.drafted(inspection, by=lead, supports=items)


def test_only_items_about_the_agency_are_marked(inspection, lead):
    row = told(fairness.body(inspection), by=lead)
    police = fairness.noted(inspection, by=lead, agency=fairness.body(inspection, "police").code)
    with pytest.raises(InvalidInput, match="Choose items about"):
        candour.mark_disclosed(row, items=[police], by=lead, at=timezone.now())


def test_nobody_claims_for_another_agency(inspection, officer):
    with pytest.raises(NotAllowed):
        told(fairness.body(inspection, "police"), by=officer)
