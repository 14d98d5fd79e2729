"""The days of an inspection: every framework opens with its own, steps move for a reason, a council plans along."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

import factories
from factories.days import BEGINS, MORNING, WATCH, opened
from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible
from joint_inspection.frameworks.load import find, published
from joint_inspection.frameworks.timetable import planned
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.inspections import actions, planning
from joint_inspection_web.inspections.models import Activity, Inspection, Says

pytestmark = [pytest.mark.on_sqlite, pytest.mark.django_db]
KINDS = [(framework.ref, kind) for framework in published() for kind in framework.kind_ids]


@pytest.fixture(autouse=True)
def _no_gates(monkeypatch: pytest.MonkeyPatch) -> None:
    """What other parts of the service ask before a stage has tests of its own."""
    monkeypatch.setattr("joint_inspection_web.inspections.gates.in_the_way", lambda *_, **__: [])


def seated(inspection: Inspection, role: str = "lead_inspector", *, at: str = "ofsted") -> Person:
    person = factories.person(role, at=at)
    if inspection.in_vault:
        actions.grant_access(inspection, person=person, reason="Is on the team", by=None, at=factories.NOW)
    actions.add_person(inspection, person=person, role=role, by=None, at=factories.NOW)
    return person


def address(inspection: Inspection, name: str, **more) -> str:
    return reverse(f"inspections:{name}", kwargs={"ref": inspection.ref, **more})


# Opening


@pytest.mark.parametrize(("framework", "kind"), KINDS)
def test_every_framework_opens_with_its_own_timetable(framework, kind):
    inspection = opened(framework, kind)
    steps = planned(find(framework), notify=inspection.notify_on, kind=kind)
    rows = {row.step: row for row in inspection.timetable.all()}
    assert {row.as_planned() for row in rows.values()} == set(steps)
    assert {(row.planned_first, row.planned_last) == (row.first, row.last) for row in rows.values()} == {True}
    on_site = [row for row in rows.values() if row.stage == "on_site"]
    assert min((row.first for row in on_site), default=BEGINS) == BEGINS == inspection.begins_on
    assert inspection.ends_on == max(
        row.last for row in on_site or rows.values() if row.stage in ("on_site", "off_site")
    )
    assert inspection.notify_on == min(row.first for row in rows.values() if row.stage == "notify")
    page = factories.signed_in(seated(inspection, at=inspection.bodies.first().code)).get(
        address(inspection, "timetable")
    )
    assert page.status_code == 200
    assert page.text.count("ji-calendar__number") >= 1


def test_an_assessment_off_site_can_be_chosen_on_the_page():
    planner = factories.person("planner")
    sent = {"area": factories.ELMSHIRE, "visit": "annual-rating@2009 assessment", "begins_on": "2 3 2026"}
    response = factories.signed_in(planner).post(reverse("inspections:open"), sent)
    inspection = Inspection.objects.get()
    assert response.url == address(inspection, "show")
    assert "Assessed off site" in factories.signed_in(planner).get(response.url).text


@pytest.mark.parametrize(
    ("begins_on", "says"),
    [
        ("Friday 18 April 2028", "18 April 2028 is not a Friday but a Tuesday"),
        ("12 November 28", "The year 28 has 2 digits: write all four, like 2028"),
        ("31 2 2028", "February 2028 has no day 31"),
    ],
)
def test_a_first_day_that_cannot_be_meant_is_refused(begins_on, says):
    sent = {"area": factories.ELMSHIRE, "visit": "jtai@2022 front_door", "begins_on": begins_on}
    page = factories.signed_in(factories.person("planner")).post(reverse("inspections:open"), sent).text
    assert says in page
    assert f'value="{begins_on}"' in page
    assert Inspection.objects.count() == 0


# Who reads which steps


def steps_on(page: str) -> int:
    return page.split('role="rowheader"').__len__() - 1


def test_an_agency_reads_its_own_steps_and_the_team_all_of_them():
    inspection = opened(told=True)
    lead, police = (
        seated(inspection),
        factories.person("nominated_officer", at=inspection.bodies.get(kind="police").code),
    )
    every = inspection.timetable.count()
    own = [row for row in inspection.timetable.all() if {"police", "partnership", "all"} & set(row.who)]
    assert 0 < len(own) < every
    where = address(inspection, "timetable")
    assert steps_on(factories.signed_in(lead).get(where).text) == every
    assert steps_on(factories.signed_in(lead).get(where, {"of": "me"}).text) < every
    for asked in ({}, {"of": "all"}):
        page = factories.signed_in(police).get(where, asked).text
        assert steps_on(page) == len(own)
        assert [row.what for row in inspection.timetable.all() if row not in own and row.what in page] == []


def test_each_inspectorate_reads_its_own_steps():
    inspection = opened()
    seats = {seat.role: seat.inspectorate for seat in find("jtai@2022").kind("front_door").team.roles}
    factories.organisation("hmicfrs")
    police = seated(inspection, "team_inspector", at="hmicfrs")
    own = {role for role, inspectorate in seats.items() if inspectorate == "hmicfrs"} | {"all"}
    page = factories.signed_in(police).get(address(inspection, "timetable"), {"of": "me"}).text
    assert steps_on(page) == sum(bool(own & set(row.who)) for row in inspection.timetable.all())


def events(person: Person, inspection: Inspection) -> list:
    response = factories.signed_in(person).get(address(inspection, "calendar"))
    assert response["Content-Type"] == "text/calendar"
    return Calendar.from_ical(response.content).walk("VEVENT")


def test_a_calendar_holds_ones_own_steps_and_no_area_before_it_is_told():
    inspection = opened()
    lead = seated(inspection)
    own = [row for row in inspection.timetable.all() if "lead" in row.who or "all" in row.who]
    found = events(lead, inspection)
    assert {(event.decoded("dtstart"), event.decoded("dtend") - timedelta(days=1)) for event in found} >= {
        (row.first, row.last) for row in own
    }
    assert [str(event["summary"]) for event in found if "Elmshire" in event.to_ical().decode()] == []
    actions.announce(inspection, by=None, at=MORNING)
    assert {"Elmshire" in str(event["summary"]) for event in events(lead, inspection)} == {True}
    police = factories.person("nominated_officer", at=inspection.bodies.get(kind="police").code)
    assert 0 < len(events(police, inspection)) < len(inspection.timetable.all())


def test_a_calendar_says_nothing_of_an_inspection_in_the_vault():
    hidden = opened("child-protection@2012", "inspection")
    lead, stranger = seated(hidden), factories.person("planner")
    assert {str(event["summary"]) for event in events(lead, hidden)} == {f"Held ({hidden.ref})"}
    said = factories.signed_in(lead).get(address(hidden, "calendar")).content.decode()
    assert [word for word in ("Elmshire", "child-protection", "DESCRIPTION", "arrive", "door") if word in said] == []
    assert factories.signed_in(stranger).get(address(hidden, "calendar")).status_code == 404
    assert hidden.looks.filter(page="inspections:calendar").count() == 2


# Moving


def test_a_lead_moves_a_step_and_what_was_planned_stays(client):
    inspection = opened(told=True)
    lead = seated(inspection)
    row = inspection.timetable.get(step="on_site")
    client = factories.signed_in(lead)
    where = address(inspection, "move", step="on_site")
    assert 'value="2 3 2026"' in client.get(where).text
    page = client.post(where, {"first": "Saturday 7 March 2026", "last": "13 3 2026", "reason": ""}).text
    assert "Say why, in words that the area may read" in page
    page = client.post(where, {"first": "Saturday 7 March 2026", "last": "13 3 2026", "reason": "Snow"}).text
    assert (
        "Saturday 7 March 2026 is not a working day; the nearest are Friday 6 March 2026 and Monday 9 March 2026"
        in page
    )
    assert client.post(where, {"first": "3 3 2026", "last": "9 3 2026", "reason": "Snow"}).status_code == 302
    row.refresh_from_db()
    assert (row.planned_first, row.first, row.last) == (BEGINS, date(2026, 3, 3), date(2026, 3, 9))
    now = Inspection.objects.get(pk=inspection.pk)
    assert (now.begins_on, now.ends_on) == (date(2026, 3, 3), date(2026, 3, 9))
    page = client.get(address(inspection, "timetable")).text
    assert re.search(rf"Moved from 2 March 2026 to 6 March 2026 by {lead} on [^:]+: Snow", page)


@pytest.mark.parametrize(
    ("step", "first", "says"),
    [
        ("accuracy", date(2026, 3, 20), "choose that day or later"),
        ("select", date(2026, 2, 13), "The area is told on"),
        ("select", None, "The step stands there already"),
    ],
)
def test_a_step_does_not_come_before_what_it_follows(step, first, says):
    inspection = opened()
    row = inspection.timetable.get(step=step)
    with pytest.raises(InvalidInput, match=says):
        planning.move_step(row, first=first or row.first, last=first or row.last, reason="So", by=None, at=MORNING)


def test_what_has_happened_does_not_move():
    inspection = opened(told=True)
    told, later = inspection.timetable.get(stage="notify"), inspection.timetable.get(step="on_site")
    with pytest.raises(NotPossible, match="has happened"):
        planning.move_step(told, first=BEGINS, last=BEGINS, reason="So", by=None, at=MORNING)
    with pytest.raises(InvalidInput, match="only what has happened"):
        planning.note_done(later, on=date(2026, 3, 3), by=None, at=MORNING)
    with pytest.raises(InvalidInput, match="from the notification on"):
        planning.note_done(later, on=date(2026, 2, 2), by=None, at=MORNING)
    planning.note_done(later, on=date(2026, 3, 2), by=None, at=MORNING)
    with pytest.raises(NotPossible, match="noted already"):
        planning.note_done(later, on=date(2026, 3, 2), by=None, at=MORNING)


def test_the_day_of_notification_moves_until_the_area_is_told():
    inspection = opened()
    row = inspection.timetable.get(stage="notify")
    earlier = date(2026, 2, 13)
    planning.move_step(row, first=earlier, last=earlier, reason="Told on a Friday", by=None, at=factories.NOW)
    assert Inspection.objects.get(pk=inspection.pk).notify_on == earlier


@pytest.mark.parametrize("role", ["team_inspector", "nominated_officer", "quality_assurance"])
def test_nobody_else_moves_a_step(role):
    inspection = opened(told=True)
    person = seated(inspection, role) if role == "team_inspector" else factories.person(role)
    for name in ("move", "done"):
        assert factories.signed_in(person).get(address(inspection, name, step="on_site")).status_code == 403


# The plan with the council


@pytest.fixture
def visit() -> Inspection:
    return opened("child-protection@2012", "inspection", told=True)


@pytest.fixture
def council(visit: Inspection) -> Person:
    return factories.person("nominated_officer", at=visit.bodies.get(kind="council").code)


def test_the_first_two_days_are_at_the_front_door_and_the_rest_is_planned(visit):
    assert planning.on_site(visit).fixed == (date(2026, 3, 2), date(2026, 3, 3))
    assert len(planning.on_site(visit).free) == 8
    assert planning.on_site(visit).free[0] == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("framework", "kind", "fixed", "free"),
    [("multi-inspectorate@2012", "inspection", 2, 8), ("looked-after@2012", "inspection", 0, 5),
     ("integrated@proposed", "inspection", 5, 5), ("child-protection@2011-consulted", "inspection", 2, 8)],
)  # fmt: skip
def test_what_is_fixed_follows_from_the_framework(framework, kind, fixed, free):
    on_site = planning.on_site(opened(framework, kind))
    assert (len(on_site.fixed), len(on_site.free)) == (fixed, free)


def test_lead_and_council_plan_the_days_together(visit, council):
    lead, where = factories.signed_in(seated(visit)), address(visit, "plan")
    officer = factories.signed_in(council)
    sent = {
        "day": "2 3 2026",
        "part": "morning",
        "what": "Sit with duty workers",
        "whom": "Duty team",
        "where": "Civic Centre",
    }
    page = lead.post(where, sent | {"day": "3 3 2099"}).text
    assert "Choose a day on site, from Wednesday 4 March 2026 to Friday 13 March 2026" in page
    assert "Sit with duty workers" in page
    assert officer.post(where, sent).status_code == 403
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.now", lambda: MORNING)
        assert (
            "2 March 2026 is fixed by the framework; plan a day from Wednesday 4 March 2026"
            in lead.post(where, sent).text
        )
        assert lead.post(where, sent | {"day": "Wednesday 4 March 2026"}).status_code == 302
        activity = Activity.objects.get()
        answer = address(visit, "answer", number=activity.pk)
        assert lead.post(answer, {"says": "agreed"}).status_code == 403
        assert "Say why" in officer.post(answer, {"says": "not_possible"}).text
        other = {
            "says": "another_time",
            "day": "5 3 2026",
            "part": "afternoon",
            "reason": "The team meets that morning",
        }
        assert "2 March 2026 is fixed" in officer.post(answer, other | {"day": "2 3 2026"}).text
        assert officer.post(answer, other).status_code == 302
        for reader in (lead, officer):
            page = reader.get(where).text
            assert "Other time proposed" in page
            assert "5 March 2026, afternoon" in page
        assert officer.post(address(visit, "take_other_time", number=activity.pk)).status_code == 403
        assert lead.post(address(visit, "take_other_time", number=activity.pk)).status_code == 302
        agreed = Activity.objects.get(instead_of=activity)
        assert (agreed.day, agreed.part, agreed.answers.get().says) == (date(2026, 3, 5), "afternoon", Says.AGREED)
        page = officer.get(where).text
        assert page.count("Sit with duty workers") >= 1
        assert "Other time proposed" not in page
        assert lead.post(address(visit, "withdraw", number=agreed.pk), {"reason": "Not needed"}).status_code == 302
        assert "Withdrawn" in officer.get(where).text


@pytest.mark.parametrize(
    ("change", "where", "says"),
    [
        ({"day": date(2026, 3, 7)}, "day", "Saturday 7 March 2026 is not a working day"),
        ({"day": date(2026, 3, 16)}, "day", "Choose a day on site"),
        ({"day": date(2026, 2, 27)}, "day", "Friday 27 February 2026 is over"),
        ({"part": "night"}, "part", "Choose which part of the day"),
        ({"what": " "}, "what", "Say what inspectors would do"),
        ({"whom": ""}, "whom", "Say with whom"),
        ({"where": ""}, "where", "Say where"),
    ],
)
def test_an_activity_that_cannot_be_is_refused(visit, change, where, says):
    with pytest.raises(InvalidInput) as error:
        planning.propose(visit, replace(WATCH, **change), by=None, at=MORNING)
    assert [problem.where for problem in error.value.problems] == [where]
    assert says in error.value.problems[0].says


def test_what_took_another_place_or_was_withdrawn_is_answered_no_more(visit):
    first = planning.propose(visit, WATCH, by=None, at=MORNING)
    second = planning.propose_instead(first, WATCH, by=None, at=MORNING)
    with pytest.raises(NotPossible, match="took this one's place"):
        planning.answer(first, says="agreed", by=None, at=MORNING)
    with pytest.raises(NotPossible, match="has not proposed another time"):
        planning.take_other_time(second, by=None, at=MORNING)
    planning.withdraw(second, reason="Not needed", by=None, at=MORNING)
    with pytest.raises(NotPossible, match="was withdrawn"):
        planning.answer(second, says="agreed", by=None, at=MORNING)


def test_an_activity_whose_day_is_no_longer_on_site_is_flagged(visit, council):
    planning.propose(visit, WATCH, by=None, at=MORNING)
    gone = planning.propose(visit, replace(WATCH, what="Ask the night team"), by=None, at=MORNING)
    planning.withdraw(gone, reason="Not needed", by=None, at=MORNING)
    there, pages = address(visit, "plan"), [factories.signed_in(who) for who in (seated(visit), council)]
    assert [page.get(there).text.count("Day has moved") for page in pages] == [0, 0]
    visit.timetable.filter(stage="on_site").update(first=date(2026, 3, 16), last=date(2026, 3, 27))
    assert [page.get(there).text.count("Day has moved") for page in pages] == [1, 1]
    assert "Choose a day on site, from Monday 16 March 2026 to Friday 27 March 2026" in pages[1].get(there).text


def test_before_the_area_is_told_nothing_is_planned_with_it():
    with pytest.raises(NotPossible, match="from the announcement"):
        planning.propose(opened("child-protection@2012", "inspection"), WATCH, by=None, at=MORNING)
    with pytest.raises(NotPossible, match="not planned with the council"):
        planning.propose(opened(told=True), WATCH, by=None, at=MORNING)


def test_the_plan_is_for_the_team_the_planner_and_the_council(visit, council):
    police = factories.person("nominated_officer", at=visit.bodies.get(kind="police").code)
    people = {
        200: [seated(visit), seated(visit, "team_inspector"), factories.person("planner"), council],
        403: [police, factories.person("quality_assurance")],
        404: [factories.person("analyst"), factories.person()],
    }
    for status, some in people.items():
        assert {factories.signed_in(one).get(address(visit, "plan")).status_code for one in some} == {status}
    other = opened(told=True)
    assert factories.signed_in(seated(other)).get(address(other, "plan")).status_code == 404
    assert address(other, "plan") not in factories.signed_in(council).get(address(other, "show")).text
    assert address(visit, "plan") in factories.signed_in(council).get(address(visit, "show")).text
    with pytest.raises(NotAllowed):
        planning.answer(planning.propose(visit, WATCH, by=None, at=MORNING), says="agreed", by=police, at=MORNING)


@pytest.mark.parametrize("number", [1, 3])
def test_the_plan_takes_the_same_queries_however_long_it_is(visit, council, number, django_assert_max_num_queries):
    for _ in range(number):
        planning.answer(planning.propose(visit, WATCH, by=None, at=MORNING), says="agreed", by=council, at=MORNING)
    client = factories.signed_in(council)
    with django_assert_max_num_queries(21):
        page = client.get(address(visit, "plan")).text
    assert page.count("Agreed") == number


def test_a_child_at_risk_is_one_step_from_every_page_for_the_team_only(visit, council):
    told = address(visit, "show")
    for person, shown in ((seated(visit), True), (seated(visit, "team_inspector"), True), (council, False)):
        page = factories.signed_in(person).get(address(visit, "timetable")).text
        assert ("A child is at risk" in page) is shown
    assert "A child is at risk" not in factories.signed_in(factories.person("planner")).get(told).text


@pytest.mark.parametrize("number", [1, 3])
def test_the_timetable_takes_the_same_queries_however_often_it_moved(number, django_assert_max_num_queries):
    inspection = opened(told=True)
    lead = seated(inspection)
    row = inspection.timetable.get(stage="publish", step="publish")
    for days in range(1, number + 1):
        later = date(2026, 6, days)
        planning.move_step(row, first=later, last=later, reason="So", by=lead, at=MORNING)
    client = factories.signed_in(lead)
    with django_assert_max_num_queries(19):
        page = client.get(address(inspection, "timetable")).text
    assert page.count("Moved from") == number
