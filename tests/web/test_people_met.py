"""People who are met and meetings that are observed: asked, agreed or not, written down, stopped, answered."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import factories
from factories import child_files, fairness, notebook, voices
from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.casedata import destruction
from joint_inspection_web.evidence.models import Version
from joint_inspection_web.evidence.reading import every_item, items
from joint_inspection_web.history.models import Entry
from joint_inspection_web.inspections import gates
from joint_inspection_web.inspections.models import Inspection, Seat
from joint_inspection_web.sharing.looks import looks
from joint_inspection_web.voices import meetings
from joint_inspection_web.voices.models import Consent, Meeting, MeetingKind, MeetingNote
from joint_inspection_web.voices.reading import voice_of
from web import stages

pytestmark = [pytest.mark.on_postgres, pytest.mark.django_db]
NOW = factories.NOW
SAID = reverse("heard:said")


@pytest.fixture
def inspection() -> Inspection:
    return child_files.announced()


@pytest.fixture
def lead(inspection: Inspection) -> Person:
    return child_files.inspector(inspection, role="lead_inspector")


def address(name: str, meeting: Meeting | Inspection) -> str:
    if isinstance(meeting, Inspection):
        return reverse(f"voices:{name}", kwargs={"ref": meeting.ref})
    return reverse(f"voices:{name}", kwargs={"ref": meeting.inspection.ref, "meeting": meeting.ref})


def look(code: str, **more: str) -> str:
    return Client().post(SAID, {"code": code, **more}).content.decode()


def standing(inspection: Inspection) -> int:
    """How many notes count."""
    return len(every_item(inspection))


# Asking


@pytest.mark.parametrize("kind", MeetingKind.values)
def test_every_kind_of_meeting_becomes_evidence_of_its_own_method(inspection, lead, kind):
    made = voices.agreed(inspection, by=lead, kind=kind)
    voices.wrote_down(made, by=lead)
    (item,) = items(inspection, person=lead)
    assert (item.method, item.speaker) == {
        "child": ("child", "child"), "family": ("family", "family"), "staff": ("interview", "agency"),
        "observation": ("observation", "inspector"), "multi_agency_meeting": ("multi_agency_meeting", "inspector"),
    }[kind]  # fmt: skip
    assert (item.child, item.text) == (notebook.CHILD if kind in ("child", "family") else None, voices.WORDS)


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ({"kind": "neighbour"}, "kind"),
        ({"whom": " "}, "whom"),
        ({"child": "Gwendolen Smith"}, "child"),
        ({"child": ""}, "child"),
        ({"kind": "staff"}, "agency"),
        ({"kind": "observation", "child": "", "agency": "ofsted"}, "agency"),
        ({"where": "x" * 301}, "where"),
    ],
)
def test_what_is_wrong_with_a_plan_to_meet_somebody_is_said(inspection, lead, said, where):
    right = {"kind": "family", "whom": "her mother", "child": notebook.CHILD}
    with pytest.raises(InvalidInput) as refused:
        meetings.ask(inspection, **right | said, by=lead, at=NOW)
    assert [problem.where for problem in refused.value.problems] == [where]
    assert "Gwendolen" not in str(refused.value)


@pytest.mark.parametrize("stage", ["planned", "deferred", "fieldwork_done", "called_off"])
def test_nobody_is_asked_before_the_area_is_told_or_after_the_last_day(inspection, lead, stage):
    made = voices.met(inspection, by=lead)
    inspection.stages.create(stage=stage, at=NOW)
    for act in (
        lambda: voices.met(inspection, by=lead),
        lambda: meetings.record_consent(made, answer="agreed", leaflet=True, by=lead, at=NOW),
        lambda: meetings.go(made, person=lead, by=lead, at=NOW),
    ):
        with pytest.raises(NotPossible, match="after the area was told"):
            act()


def test_who_is_met_stands_nowhere_in_clear(inspection, lead):
    voices.wrote_down(voices.agreed(inspection, by=lead), by=lead)
    secret = (voices.WHOM, voices.REACH, voices.WORDS, notebook.CHILD, "Polish")
    rows = [*Meeting.objects.all(), *Consent.objects.all(), *MeetingNote.objects.all(), *Version.objects.all()]
    assert [word for word in secret for row in rows if word in str(vars(row))] == []
    assert [word for word in secret for entry in Entry.objects.all() if word in entry.payload] == []


# Consent


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ({"answer": "perhaps"}, "answer"),
        ({"answer": "stopped"}, "answer"),
        ({"leaflet": False}, "leaflet"),
        ({"language": "Polish"}, "interpreter"),
        ({"interpreter": "her brother"}, "interpreter"),
        ({"advocate": "waiting"}, "advocate"),
        ({"advocate": "no"}, "advocate"),
        ({"reach": "x" * 301}, "__all__"),
    ],
)
def test_a_consent_that_does_not_count_is_refused_with_advice(inspection, lead, said, where):
    made = voices.met(inspection, by=lead)
    right = {"answer": "agreed", "leaflet": True}
    with pytest.raises(InvalidInput) as refused:
        meetings.record_consent(made, **right | said, by=lead, at=NOW)
    assert [problem.where for problem in refused.value.problems] == [where]
    assert not made.has_agreed


def test_somebody_may_refuse_without_a_leaflet_and_in_any_language(inspection, lead):
    made = voices.met(inspection, by=lead)
    meetings.record_consent(made, answer="refused", language="Polish", advocate="waiting", by=lead, at=NOW)
    assert (made.has_agreed, made.consent.answer) == (False, "refused")


@pytest.mark.parametrize("kind", MeetingKind.values)
@pytest.mark.parametrize("answer", [None, "refused", "stopped"])
def test_without_consent_nothing_is_written_down(inspection, lead, kind, answer):
    made = voices.met(inspection, by=lead, kind=kind)
    if answer:
        meetings.record_consent(made, answer="agreed", leaflet=True, by=lead, at=NOW)
    if answer == "refused":
        meetings.record_consent(made, answer="refused", by=lead, at=NOW)
    if answer == "stopped":
        meetings.stop(made, by=lead, at=NOW)
    with pytest.raises(NotPossible, match="stopped" if answer == "stopped" else "have not agreed"):
        voices.wrote_down(made, by=lead)
    assert (standing(inspection), MeetingNote.objects.count()) == (0, 0)


@pytest.mark.parametrize("speaker", ["child", "family"])
def test_the_notebook_takes_nobodys_words_without_consent_either(inspection, lead, speaker):
    def noted(**more: str) -> object:
        said = {"speaker": speaker, "method": speaker, "child": notebook.CHILD, "directness": None}
        return notebook.kept(inspection, by=lead, **said | more)

    noted()  # nobody keeps a list of them yet
    asked = voices.met(inspection, by=lead, kind=speaker)
    with pytest.raises(InvalidInput, match="once they have agreed"):
        noted()
    noted(child=notebook.OTHER_CHILD)
    noted(speaker="inspector", method="record")
    meetings.record_consent(asked, answer="agreed", leaflet=True, by=lead, at=NOW)
    noted()
    assert standing(inspection) == 4


def test_one_parent_speaks_though_the_other_does_not_want_to(inspection, lead):
    refuses = voices.met(inspection, by=lead)
    meetings.record_consent(refuses, answer="refused", by=lead, at=NOW)
    voices.wrote_down(voices.agreed(inspection, by=lead), by=lead)
    assert standing(inspection) == 1


# Stopping


def test_stopping_withdraws_what_was_not_used(inspection, lead):
    made = voices.agreed(inspection, by=lead)
    voices.wrote_down(made, by=lead)
    said = {"speaker": "family", "method": "family", "child": notebook.CHILD, "directness": None}
    notebook.kept(inspection, by=child_files.inspector(inspection), **said)
    other = voices.agreed(inspection, by=lead, kind="child")
    voices.wrote_down(other, by=lead)
    assert standing(inspection) == 3
    done = meetings.stop(made, by=lead, at=NOW)
    assert (done.withdrawn, done.used, standing(inspection)) == (2, (), 1)
    assert [each.answer for each in made.consents.all()] == ["agreed", "stopped"]
    assert Version.objects.filter(kind="first").count() == 3  # added to, never changed
    with pytest.raises(NotPossible, match="nothing to stop"):
        meetings.stop(made, by=lead, at=NOW)


def test_what_another_of_the_family_says_stays(inspection, lead):
    mother, father = (voices.agreed(inspection, by=lead) for _ in range(2))
    for each in (mother, father):
        voices.wrote_down(each, by=lead)
    assert (meetings.stop(mother, by=lead, at=NOW).withdrawn, standing(inspection)) == (1, 1)


def test_what_was_used_stays_and_it_is_said_where(inspection, lead):
    made = voices.agreed(inspection, by=lead, kind="child")
    used, unused = (voices.wrote_down(made, by=lead) for _ in range(2))
    fairness.drafted(inspection, by=lead, supports=[*fairness.enough(inspection, by=lead), str(used)])
    done = meetings.stop(made, by=lead, at=NOW)
    assert (done.withdrawn, done.used) == (1, ((used, ("a finding",)),))
    page = factories.signed_in(lead).get(address("meeting", made)).content.decode()
    assert ("used in a finding" in page, str(unused) in page) == (True, True)


def test_they_may_stop_after_the_last_day_on_site(inspection, lead):
    made = voices.agreed(inspection, by=lead)
    voices.wrote_down(made, by=lead)
    inspection.stages.create(stage="fieldwork_done", at=timezone.now())
    assert (meetings.stop(made, by=lead, at=timezone.now()).withdrawn, standing(inspection)) == (1, 0)


def test_a_note_of_somebody_who_stopped_is_not_written_anew(inspection, lead):
    made = voices.agreed(inspection, by=lead, kind="staff")
    note = voices.wrote_down(made, by=lead)
    version = Version.objects.get(note=note)
    sent = notebook.raw(
        inspection, note=note, kind="correction", bases=[str(version.pk)], speaker="agency", method="interview",
        speaker_agency=voices.agency(inspection), directness=None,
    )  # fmt: skip
    meetings.stop(made, by=lead, at=NOW)
    with pytest.raises(InvalidInput, match="after they have stopped"):
        notebook.keep(inspection, sent, by=lead)
    assert standing(inspection) == 0


def test_a_note_in_another_inspectorates_box_is_withdrawn_by_that_inspectorate(inspection, lead):
    officer = notebook.colleague(inspection)
    made = voices.agreed(inspection, by=lead)
    said = {"speaker": "family", "method": "family", "child": notebook.CHILD, "directness": None, "box": "hmicfrs"}
    notebook.kept(inspection, by=officer, **said)
    assert meetings.stop(made, by=lead, at=NOW).withdrawn == 0
    assert "Withdraw what was not used" not in factories.signed_in(lead).get(address("meeting", made)).content.decode()
    assert meetings.withdraw_unused(made, by=officer, at=NOW).withdrawn == 1


def test_they_stop_by_their_code_and_the_team_withdraws(inspection, lead):
    made = voices.agreed(inspection, by=lead, kind="child")
    voices.wrote_down(made, by=lead)
    code = meetings.give_code(made, by=lead, at=NOW)
    assert "I want to stop" in look(code)
    assert "You have stopped" in look(code, stop="yes")
    assert "You have stopped" in look(code, stop="yes")
    assert made.consents.filter(answer="stopped").count() == 1
    with pytest.raises(NotPossible, match="have stopped"):
        voices.wrote_down(made, by=lead)
    problems = {each.where for each in gates.in_the_way(inspection, "fieldwork_done", at=NOW)}
    assert "people_met" in problems
    assert factories.signed_in(lead).post(address("withdraw", made)).status_code == 302
    assert standing(inspection) == 0
    assert "people_met" not in {each.where for each in gates.in_the_way(inspection, "fieldwork_done", at=NOW)}


def test_what_was_observed_is_not_taken_out_by_one_of_those_who_were_there(inspection, lead):
    made = voices.agreed(inspection, by=lead, kind="observation")
    voices.wrote_down(made, by=lead)
    code = meetings.give_code(made, by=lead, at=NOW)
    assert "I want to stop" not in look(code, stop="yes")
    assert (standing(inspection), made.has_agreed) == (1, True)


# Codes and answers


def test_whoever_has_the_code_reads_what_became_of_it(inspection, lead):
    made, other = voices.agreed(inspection, by=lead), voices.agreed(inspection, by=lead, kind="child")
    voices.wrote_down(made, by=lead)
    code, another = (meetings.give_code(each, by=lead, at=NOW) for each in (made, other))
    meetings.tell(made, says="We asked for one worker a child", by=lead, at=NOW)
    assert [("one worker" in look(each), voices.WORDS in look(each)) for each in (code, another)] == [
        (True, False), (False, False),
    ]  # fmt: skip


def test_a_code_is_given_to_who_agreed_and_answered_by_the_lead(inspection, lead):
    made = voices.met(inspection, by=lead)
    with pytest.raises(NotPossible):
        meetings.give_code(made, by=lead, at=NOW)
    with pytest.raises(NotAllowed):
        meetings.tell(made, says="Hello", by=child_files.inspector(inspection), at=NOW)
    with pytest.raises(InvalidInput):
        meetings.tell(made, says=" ", by=lead, at=NOW)


def test_how_to_reach_somebody_is_shown_for_a_purpose(inspection, lead):
    made, client = voices.agreed(inspection, by=lead), factories.signed_in(lead)
    assert voices.REACH not in client.get(address("meeting", made)).content.decode()
    assert voices.REACH not in client.post(address("reach", made), {"purpose": "Why"}).content.decode()
    assert voices.REACH in client.post(address("reach", made), {"purpose": "To tell her what we did"}).content.decode()
    (row,) = looks(inspection=inspection)
    assert (row.what, row.purpose) == ("how to reach somebody who was met", "To tell her what we did")


# Meetings that agencies name


def test_an_agency_names_meetings_and_sees_its_own_alone(inspection, lead):
    council, police = child_files.council(inspection), inspection.bodies.get(kind="police")
    officers = {body.code: child_files.officer(body) for body in (council, police)}
    said = {"kind": "observation", "where": "Hall", "starts_at": f"{inspection.begins_on}T10:00"}
    for code, officer in officers.items():
        sent = factories.signed_in(officer).post(address("offer", inspection), {"agency": code, "whom": code, **said})
        assert sent.status_code == 302
    made = inspection.meetings.get(agency=council.code)
    page = factories.signed_in(officers[council.code]).get(address("offer", inspection)).content.decode()
    assert (council.code in page, police.code in page, "Not decided yet" in page) == (True, False, True)
    meetings.go(made, person=lead, by=lead, at=NOW)
    page = factories.signed_in(officers[council.code]).get(address("offer", inspection)).content.decode()
    assert ("An inspector comes" in page, lead.name in page) == (True, False)
    with pytest.raises(NotAllowed):
        meetings.offer(council, whom="x", **said | {"starts_at": NOW}, by=officers[police.code], at=NOW)


CALL_IT_OFF = "/call-off/"
"""Where the button of each meeting sends."""


def test_an_agency_calls_off_what_it_named_and_nobody_goes_there(inspection, lead):
    council, police = child_files.council(inspection), inspection.bodies.get(kind="police")
    officer, other = child_files.officer(council), child_files.officer(police)
    made, kept = (voices.offered(council, by=officer) for _ in range(2))
    meetings.go(made, person=lead, by=lead, at=NOW)
    assert factories.signed_in(other).post(address("call_off", made)).status_code == 404
    with pytest.raises(NotAllowed):
        meetings.call_off(made, by=other, at=NOW)
    client = factories.signed_in(officer)
    assert client.get(address("offer", inspection)).text.count(CALL_IT_OFF) == 2
    assert client.post(address("call_off", made)).status_code == 302
    made.refresh_from_db()
    shown = client.get(address("offer", inspection)).text
    assert (shown.count("Called off"), shown.count(CALL_IT_OFF)) == (1, 1)
    team = factories.signed_in(lead)
    assert "Called off" in team.get(address("people", inspection)).text
    assert "The agency called this off" in team.get(address("meeting", made)).text
    for act in (
        lambda: meetings.go(made, person=None, by=lead, at=NOW), lambda: meetings.call_off(made, by=officer, at=NOW),
        lambda: meetings.record_consent(made, answer="agreed", leaflet=True, by=lead, at=NOW),
    ):  # fmt: skip
        with pytest.raises(NotPossible, match="The agency has called this off"):
            act()
    meetings.record_consent(kept, answer="agreed", leaflet=True, by=lead, at=NOW)
    with pytest.raises(NotPossible, match="tell their lead"):
        meetings.call_off(kept, by=officer, at=NOW)


def test_a_meeting_is_named_for_the_days_of_the_inspection(inspection):
    council = child_files.council(inspection)
    officer, late = (
        child_files.officer(council),
        NOW + timedelta(days=999),
    )
    for said, where in (({"starts_at": late}, "starts_at"), ({"kind": "child"}, "kind")):
        right = {"kind": "observation", "whom": "Duty desk", "where": "Hall", "starts_at": NOW}
        with pytest.raises(InvalidInput) as refused:
            meetings.offer(council, **right | said, by=officer, at=NOW)
        assert [problem.where for problem in refused.value.problems] == [where]


def test_only_the_team_goes(inspection, lead):
    made = voices.met(inspection, by=lead)
    with pytest.raises(InvalidInput, match="inspector of this team"):
        meetings.go(made, person=factories.person("team_inspector"), by=lead, at=NOW)
    factories.signed_in(lead).post(address("go", made), {"goes": ""})
    made.refresh_from_db()
    assert made.goes is None


# Who sees it


def test_no_agency_no_adviser_and_nobody_without_a_seat_comes_near(inspection, lead):
    made = voices.agreed(inspection, by=lead)
    adviser = factories.person("sector_adviser", at=f"council:{factories.WENLOW}")
    Seat.objects.create(inspection=inspection, person=adviser, role="sector_adviser", began_at=NOW)
    people = [adviser, child_files.officer(child_files.council(inspection)), factories.person("lead_inspector")]
    assert [factories.signed_in(one).get(address("people", inspection)).status_code for one in people] == [
        403,
        403,
        404,
    ]
    for person in (*people, factories.person("planner")):
        for act in (
            lambda by: voices.met(inspection, by=by),
            lambda by: meetings.record_consent(made, answer="refused", by=by, at=NOW),
            lambda by: meetings.stop(made, by=by, at=NOW),
            lambda by: meetings.withdraw_unused(made, by=by, at=NOW),
            lambda by: voices.wrote_down(made, by=by),
            lambda by: meetings.give_code(made, by=by, at=NOW),
            lambda by: meetings.go(made, person=None, by=by, at=NOW),
            lambda by: meetings.tell(made, says="Hello", by=by, at=NOW),
            lambda by: meetings.read_reach(made, purpose="To ring her", by=by, at=NOW),
        ):
            with pytest.raises(NotAllowed):
                act(person)


def test_at_every_stage_an_agency_finds_what_it_named_alone_and_an_adviser_nothing():
    outside = ("council’s officer", "police’s officer", "adviser", "quality assurance", "planner")
    found = {
        (name, viewer) for (name, _, viewer, _), status in stages.read().items()
        if name.startswith("voices:") and viewer in outside and status in stages.LETS_IN
    }  # fmt: skip
    offer = {("voices:offer", "council’s officer"), ("voices:offer", "police’s officer")}
    assert found == {*offer, ("voices:call_off", "council’s officer")}


def test_a_meeting_of_another_inspection_is_not_found(inspection, lead):
    made, other = voices.met(inspection, by=lead), child_files.announced(area_code=factories.WENLOW)
    Seat.objects.create(inspection=other, person=lead, role="lead_inspector", began_at=NOW)
    there = reverse("voices:meeting", kwargs={"ref": other.ref, "meeting": made.ref})
    assert factories.signed_in(lead).get(there).status_code == 404


def test_the_team_sees_of_each_child_whether_it_was_asked(inspection, lead):
    children = [notebook.CHILD, notebook.OTHER_CHILD]
    assert voice_of(inspection, children) == {}
    made = voices.met(inspection, by=lead, kind="child")
    voices.agreed(inspection, by=lead)
    assert voice_of(inspection, children) == {notebook.CHILD: "No answer yet"}
    meetings.record_consent(made, answer="refused", by=lead, at=NOW)
    (said,) = voice_of(inspection, children).values()
    assert said.startswith("Did not want to, ")


def test_what_is_typed_is_kept_and_noted_once(inspection, lead):
    made, client = voices.agreed(inspection, by=lead), factories.signed_in(lead)
    given = {
        "once": str(uuid4()), "criterion": notebook.criterion(inspection), "agency": voices.agency(inspection),
        "text": voices.WORDS, "direction": "weakness", "experience": "on",
    }  # fmt: skip
    assert "In the family’s own words" in client.get(address("note", made)).content.decode()
    assert voices.WORDS in client.post(address("note", made), given | {"direction": ""}).content.decode()
    assert client.post(address("note", made), given).status_code == 302
    assert "kept already" in client.post(address("note", made), given).content.decode()
    (item,) = items(inspection, person=lead)
    assert (item.experience, item.outcome, item.text) == (True, False, voices.WORDS)


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_database_no_more_for_more_people(inspection, lead, number, django_assert_max_num_queries):
    for _ in range(number):
        voices.agreed(inspection, by=lead)
    client = factories.signed_in(lead)
    with django_assert_max_num_queries(30):
        page = client.get(address("people", inspection)).content.decode()
    assert len(re.findall(voices.WHOM, page)) == number


def test_pages_open_once_the_key_is_destroyed(inspection, lead):
    made = voices.agreed(inspection, by=lead)
    code = meetings.give_code(made, by=lead, at=NOW)
    meetings.tell(made, says="We asked for more", by=lead, at=NOW)
    inspection.stages.create(stage="called_off", at=NOW)
    destruction.confirm(destruction.propose(inspection, reason="Over", by=None, at=NOW), by=None, at=NOW)
    client = factories.signed_in(lead)
    for page in (address("people", inspection), address("meeting", made)):
        assert "Destroyed with the child data" in client.get(page).content.decode()
    assert "is not kept any more" in look(code)
    with pytest.raises(NotPossible):
        meetings.stop(made, by=lead, at=NOW)
