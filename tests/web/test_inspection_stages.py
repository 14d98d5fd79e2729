"""How an inspection goes from stage to stage: by whom, when, and with which reasons."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

import factories
from joint_inspection.dates import is_working_day, working_days_between
from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible, Problem
from joint_inspection.frameworks.load import find
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.history.models import Entry
from joint_inspection_web.inspections import actions
from joint_inspection_web.inspections.drawing import PLACES, stages_rows
from joint_inspection_web.inspections.models import STAGES, Inspection

pytestmark = [pytest.mark.on_postgres, pytest.mark.django_db]
TOLD = datetime(2026, 2, 16, 9, 0, tzinfo=UTC)
FIRST = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""A Monday, the first day on site."""
LAST = datetime(2026, 3, 6, 16, 0, tzinfo=UTC)
WHY = {"reason": "A serious incident in the area", "review_on": date(2026, 4, 1)}
ENTRY = {
    "announced": ("announce", {}),
    "fieldwork": ("begin_fieldwork", {}),
    "fieldwork_done": ("end_fieldwork", {}),
    "published": ("publish", {}),
    "deferred": ("defer", WHY),
    "paused": ("pause", WHY),
    "incomplete": ("mark_incomplete", WHY),
    "called_off": ("call_off", {}),
}
"""How each stage is reached in these tests."""
WAY = {
    "planned": (),
    "announced": ("announced",),
    "deferred": ("announced", "deferred"),
    "fieldwork": ("announced", "fieldwork"),
    "paused": ("announced", "fieldwork", "paused"),
    "incomplete": ("announced", "fieldwork", "paused", "incomplete"),
    "fieldwork_done": ("announced", "fieldwork", "fieldwork_done"),
    "published": ("announced", "fieldwork", "fieldwork_done", "published"),
    "called_off": ("called_off",),
}
AT = {"announced": TOLD, "deferred": TOLD, "called_off": TOLD}


@pytest.fixture(autouse=True)
def _no_gates(monkeypatch: pytest.MonkeyPatch) -> None:
    """What other parts of the service ask before a stage has tests of its own."""
    monkeypatch.setattr("joint_inspection_web.inspections.gates.in_the_way", lambda *_, **__: [])


def opened(stage: str, *, owner: Person | None = None) -> Inspection:
    """A joint inspection with five days on site that has got to a stage."""
    inspection = actions.open_inspection(
        area=factories.area(), framework=find("jtai@2022"), kind="front_door",
        begins_on=date(2026, 3, 2), by=None, at=factories.NOW,
    )  # fmt: skip
    for reached in WAY[stage]:
        go(inspection, reached, owner=owner)
    return inspection


def go(inspection: Inspection, stage: str, *, by: Person | None = None, owner: Person | None = None) -> None:
    name, more = ENTRY[stage]
    at = AT.get(stage, LAST if stage in ("fieldwork_done", "published") else FIRST)
    answers = {"owner": owner or by or factories.person("lead_inspector")} if "review_on" in more else {}
    getattr(actions, name)(inspection, **more, **answers, by=by, at=at)


@pytest.mark.parametrize("now", STAGES)
@pytest.mark.parametrize("then", ENTRY)
def test_only_what_the_table_says_may_follow(now, then):
    inspection = opened(now)
    if then in STAGES[now] and (now, then) not in {
        ("deferred", "announced"), ("paused", "fieldwork"), ("incomplete", "fieldwork"),
    }:  # fmt: skip
        go(inspection, then)
        assert inspection.stage == then
    else:
        with pytest.raises(NotPossible):
            go(inspection, then)
        assert inspection.stage == now


PEOPLE = {
    "lead": ("lead_inspector", "lead_inspector"),
    "on the team": ("team_inspector", "team_inspector"),
    "planner": ("planner", None),
    "quality assurance": ("quality_assurance", None),
    "officer": ("nominated_officer", None),
    "other lead": ("lead_inspector", None),
    "stranger": (None, None),
}
LEADS, RUNS = {"lead"}, {"lead", "planner"}


@pytest.mark.parametrize(
    ("now", "then", "may"),
    [
        ("planned", "announced", RUNS), ("announced", "fieldwork", LEADS), ("announced", "deferred", RUNS),
        ("fieldwork", "fieldwork_done", LEADS), ("fieldwork", "paused", RUNS), ("paused", "incomplete", RUNS),
        ("planned", "called_off", {"planner"}), ("fieldwork_done", "published", LEADS),
    ],
)  # fmt: skip
def test_who_may_reach_each_stage(now, then, may):
    inspection = opened(now)
    found = set()
    for name, (role, seat) in PEOPLE.items():
        person = factories.person(role)
        if seat:
            actions.add_person(inspection, person=person, role=seat, by=None, at=factories.NOW)
        try:
            go(Inspection.objects.get(pk=inspection.pk), then, by=person, owner=factories.person("planner"))
        except NotAllowed:
            continue
        except NotPossible:
            pass  # somebody before did it
        found.add(name)
    assert found == may


@pytest.mark.parametrize(
    ("change", "where", "says"),
    [
        ({"reason": " "}, "reason", "Say why"),
        ({"owner": None}, "owner", "Name the person who answers for it"),
        ({"review_on": None}, "review_on", "Enter the day on which this is looked at again"),
        ({"review_on": date(2026, 2, 16)}, "review_on", "Choose a later day"),
        ({"review_on": date(2026, 4, 4)}, "review_on", "Saturday 4 April 2026 is not a working day"),
        ({"review_on": date(2026, 4, 3)}, "review_on", "(Good Friday) is not a working day"),
    ],
)
@pytest.mark.parametrize("stage", ["deferred", "paused", "incomplete"])
def test_nothing_is_put_off_without_a_reason_an_owner_and_a_review(stage, change, where, says):
    inspection = opened(WAY[stage][-2])
    before = inspection.stage
    sent = WHY | {"owner": factories.person("lead_inspector")} | change
    with pytest.raises(InvalidInput) as error:
        getattr(actions, ENTRY[stage][0])(inspection, **sent, by=None, at=TOLD if stage == "deferred" else LAST)
    if stage == "deferred" or where != "review_on" or "working day" in says:
        assert [problem.where for problem in error.value.problems] == [where]
        assert says in error.value.problems[0].says
    assert inspection.stage == before


def test_whoever_answers_for_it_works_for_an_inspectorate():
    with pytest.raises(InvalidInput, match="does not work for an inspectorate"):
        actions.defer(opened("announced"), **WHY, owner=factories.person("nominated_officer"), by=None, at=TOLD)


def test_what_is_put_off_keeps_who_why_and_until_when():
    owner = factories.person("planner")
    inspection = opened("deferred", owner=owner)
    last = inspection.stages.last()
    assert (last.reason, last.owner, last.review_on) == (WHY["reason"], owner, WHY["review_on"])
    assert Entry.objects.get(what="inspections.defer").subject == f"inspection:{inspection.ref}"


def test_fieldwork_begins_on_its_first_day_and_not_before():
    inspection = opened("announced")
    with pytest.raises(NotPossible, match="begins on Monday 2 March 2026"):
        actions.begin_fieldwork(inspection, by=None, at=FIRST - timedelta(days=3))
    actions.begin_fieldwork(inspection, by=None, at=FIRST)
    assert inspection.stage == "fieldwork"


def test_fieldwork_ends_early_only_with_a_reason():
    inspection = opened("fieldwork")
    with pytest.raises(InvalidInput, match="lasts until Friday 6 March 2026: say why it ends earlier"):
        actions.end_fieldwork(inspection, by=None, at=FIRST)
    actions.end_fieldwork(inspection, reason="The council's offices flooded", by=None, at=FIRST)
    assert inspection.stages.last().reason == "The council's offices flooded"
    assert inspection.timetable.get(step="on_site").done_on == date(2026, 3, 2)


def test_a_visit_that_stood_still_goes_on_by_the_days_lost():
    inspection = opened("fieldwork")
    owner = factories.person("lead_inspector")
    actions.pause(inspection, **WHY, owner=owner, by=None, at=FIRST + timedelta(days=2))
    before = {row.step: (row.first, row.last) for row in inspection.timetable.all()}
    actions.resume(inspection, reason="The danger is over", by=None, at=FIRST + timedelta(days=9))
    assert inspection.stage == "fieldwork"
    for row in inspection.timetable.all():
        first, last = before[row.step]
        assert working_days_between(first, row.first) == (5 if first >= date(2026, 3, 4) else 0)
        assert working_days_between(last, row.last) == (5 if last >= date(2026, 3, 4) else 0)
        assert (row.planned_first, row.planned_last) == (first, last)
    assert Inspection.objects.get(pk=inspection.pk).ends_on == date(2026, 3, 13)
    reasons = {move.reason for row in inspection.timetable.all() for move in row.moves.all()}
    assert reasons == {"Stood still from Wednesday 4 March 2026: The danger is over"}


def test_what_was_put_off_begins_with_its_notice_again():
    inspection = opened("deferred")
    with pytest.raises(NotPossible, match="take it up again"):
        actions.announce(inspection, by=None, at=LAST)
    with pytest.raises(InvalidInput, match="10 working days of notice: choose Friday 20 March 2026 or later"):
        actions.take_up_again(inspection, begins_on=date(2026, 3, 19), reason="Over", by=None, at=LAST)
    with pytest.raises(InvalidInput, match="Sunday 29 March 2026 is not a working day"):
        actions.take_up_again(inspection, begins_on=date(2026, 3, 29), reason="Over", by=None, at=LAST)
    with pytest.raises(InvalidInput, match="Say why"):
        actions.take_up_again(inspection, begins_on=date(2026, 3, 30), reason=" ", by=None, at=LAST)
    actions.take_up_again(inspection, begins_on=date(2026, 3, 30), reason="The danger is over", by=None, at=LAST)
    again = Inspection.objects.get(pk=inspection.pk)
    assert (again.stage, again.begins_on, again.ends_on) == ("announced", date(2026, 3, 30), date(2026, 4, 7))
    rows = list(again.timetable.all())
    assert all(is_working_day(day) for row in rows for day in (row.first, row.last))
    on_site = again.timetable.get(step="on_site")
    assert (on_site.planned_first, on_site.first) == (date(2026, 3, 2), date(2026, 3, 30))
    actions.begin_fieldwork(again, by=None, at=datetime(2026, 3, 30, 9, 0, tzinfo=UTC))
    assert again.stage == "fieldwork"


def test_telling_the_area_is_noted_on_its_day():
    inspection = opened("announced")
    assert [row.done_on for row in inspection.timetable.filter(stage="notify")] == [date(2026, 2, 16)]
    assert inspection.timetable.exclude(done_on=None).count() == 1


# The pages


@pytest.fixture
def lead() -> Person:
    return factories.person("lead_inspector")


def staffed(stage: str, lead: Person) -> Inspection:
    inspection = opened(stage)
    if stage not in ("called_off",):
        actions.add_person(inspection, person=lead, role="lead_inspector", by=None, at=factories.NOW)
    return inspection


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        ("planned", []),
        ("announced", ["begin", "defer"]),
        ("deferred", ["take-up"]),
        ("fieldwork", ["end", "pause"]),
        ("paused", ["resume", "incomplete"]),
        ("incomplete", ["resume"]),
        ("fieldwork_done", []),
    ],
)
def test_the_page_offers_what_may_follow(now, shown, lead):
    inspection = staffed(now, lead)
    page = factories.signed_in(lead).get(reverse("inspections:show", kwargs={"ref": inspection.ref})).text
    every = ("begin", "end", "defer", "pause", "resume", "incomplete", "take-up")
    offered = [name for name in every if f"/inspections/{inspection.ref}/stage/{name}/" in page]
    assert sorted(offered) == sorted(shown)


def test_a_lead_puts_an_inspection_off_on_the_page(lead):
    inspection = staffed("announced", lead)
    client = factories.signed_in(lead)
    address = reverse("inspections:stage", kwargs={"ref": inspection.ref, "change": "defer"})
    sent = {"reason": "A serious incident", "owner": lead.email, "review_on": "Friday 18 April 2028"}
    page = client.post(address, sent)
    assert "18 April 2028 is not a Friday but a Tuesday" in page.text
    assert "A serious incident" in page.text
    assert inspection.stage == "announced"
    assert client.post(address, sent | {"review_on": "18 4 28"}).text.count("The year 28 has 2 digits") == 2
    assert client.post(address, sent | {"review_on": "Tuesday 18 April 2028"}).status_code == 302
    assert inspection.stage == "deferred"
    shown = client.get(reverse("inspections:show", kwargs={"ref": inspection.ref})).text
    assert f"{lead} answers for it until it goes on. It is looked at again on 18 April 2028." in shown


def test_a_review_that_is_overdue_is_said(lead):
    inspection = staffed("deferred", lead)
    page = factories.signed_in(lead).get(reverse("inspections:show", kwargs={"ref": inspection.ref})).text
    assert "Overdue" in page


@pytest.mark.parametrize(("name", "status"), [("begin", 409), ("end", 200), ("pause", 200), ("nothing", 404)])
def test_a_stage_that_cannot_follow_is_explained(name, status, lead):
    inspection = staffed("fieldwork", lead)
    address = reverse("inspections:stage", kwargs={"ref": inspection.ref, "change": name})
    assert factories.signed_in(lead).get(address).status_code == status


@pytest.mark.parametrize(
    ("who", "status"),
    [("team_inspector", 404), ("nominated_officer", 403), ("quality_assurance", 403), ("planner", 403), (None, 404)],
)
def test_others_end_no_fieldwork(who, status, lead):
    inspection = staffed("fieldwork", lead)
    address = reverse("inspections:stage", kwargs={"ref": inspection.ref, "change": "end"})
    assert factories.signed_in(factories.person(who)).post(address, {}).status_code == status
    assert inspection.stage == "fieldwork"


def test_every_stage_has_its_place_in_the_drawing():
    assert set(PLACES) == set(STAGES)
    assert len(set(PLACES.values())) == len(PLACES)
    assert dict(stages_rows())["announced"] == "fieldwork or deferred or called off"


@pytest.mark.parametrize(("number", "says"), [(1, "Still in the way:"), (5, "5 things still in the way")])
def test_what_stands_in_the_way_is_said_instead_of_offering_the_step(number, says, lead, monkeypatch):
    inspection = staffed("announced", lead)
    found = [Problem(where=f"gap.{place}", says=f"Nobody knows subject {place}") for place in range(number)]
    monkeypatch.setattr("joint_inspection_web.inspections.gates.in_the_way", lambda *_, **__: found)
    client = factories.signed_in(lead)
    page = client.get(reverse("inspections:show", kwargs={"ref": inspection.ref})).text
    assert says in page
    assert [problem.says in page for problem in found] == [True] * number
    assert "/stage/begin/" not in page
    assert "/stage/defer/" in page
    sent = client.post(reverse("inspections:stage", kwargs={"ref": inspection.ref, "change": "begin"}))
    assert "Nobody knows subject 0" in sent.text
    assert inspection.stage == "announced"


def test_whoever_cannot_end_the_fieldwork_reads_nothing_of_what_stands_in_the_way(lead, monkeypatch):
    inspection = staffed("fieldwork", lead)
    found = [Problem(where="lines", says="Answer this line of enquiry: what of the garage?")]
    monkeypatch.setattr("joint_inspection_web.inspections.gates.in_the_way", lambda *_, **__: found)
    here = reverse("inspections:show", kwargs={"ref": inspection.ref})
    pages = [factories.signed_in(one).get(here).text for one in (lead, factories.person("planner"))]
    assert ["garage" in page for page in pages] == [True, False]
    assert "/stage/pause/" in pages[1]
