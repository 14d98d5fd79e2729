"""Pages about the children of one inspection: who sees them, what they say, and what they never say."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

import factories
from factories import child_files, cohorts
from joint_inspection_web.accounts.models import Person, Role
from joint_inspection_web.casedata import destruction
from joint_inspection_web.casedata.models import Opening
from joint_inspection_web.casedata.store import open_events
from joint_inspection_web.history.models import Entry
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.journeys.models import JourneyOpening
from web.reading import read

pytestmark = [pytest.mark.on_sqlite, pytest.mark.django_db]
PAGES = ("overview", "ways", "clocks", "child")


def address(name: str, inspection: Inspection, **more: str) -> str:
    return reverse(f"journeys:{name}", kwargs={"ref": inspection.ref, **more})


@pytest.fixture
def inspection() -> Inspection:
    return cohorts.with_children()


@pytest.fixture
def inspector(inspection: Inspection) -> Person:
    return child_files.inspector(inspection)


@pytest.fixture
def client(inspector: Person) -> Client:
    return factories.signed_in(inspector)


def some_child(inspection: Inspection, person: Person) -> str:
    """The pseudonym of the child with the longest journey."""
    events = open_events(inspection, person=person, purpose="A test").events
    counted = events.group_by("child").aggregate([("position", "max")]).sort_by([("position_max", "descending")])
    return counted["child"][0].as_py()


# Who


def test_only_those_who_sit_on_it_see_its_children(inspection: Inspection):
    people = {role.value: factories.person(role) for role in Role}
    people["seated"] = child_files.inspector(inspection)
    people["quality"] = factories.person("quality_assurance")
    people["stranger"] = factories.person()
    for page in PAGES:
        answers = {
            name: factories.signed_in(who).get(address(page, inspection)).status_code for name, who in people.items()
        }
        assert {name for name, status in answers.items() if status == 200} == {"seated"}
        assert set(answers.values()) <= {200, 403, 404}
        assert (answers["lead_inspector"], answers["team_inspector"]) == (404, 404)
    assert Opening.objects.exclude(person=people["seated"]).count() == 0


def test_whoever_has_left_the_team_sees_nothing_more(inspection: Inspection, inspector: Person):
    seat = inspection.seats.get(person=inspector)
    seat.ended_at = factories.NOW
    seat.save()
    assert factories.signed_in(inspector).get(address("overview", inspection)).status_code == 404


def test_only_the_lead_sees_who_opened_journeys(inspection: Inspection, client: Client):
    assert client.get(address("openings", inspection)).status_code == 403
    lead = child_files.inspector(inspection, role="lead_inspector")
    page = read(factories.signed_in(lead).get(address("openings", inspection)))
    assert "Nobody has opened a journey yet." in page.text


# Nothing there yet, nothing there any more


def test_before_lists_are_accepted_each_page_says_so():
    empty = child_files.announced()
    client = factories.signed_in(child_files.inspector(empty))
    for page in ("overview", "ways", "clocks"):
        assert "No lists have been accepted yet." in read(client.get(address(page, empty))).text
    answer = client.post(address("child", empty), {"child": "a", "purpose": "Reading the case"})
    assert "No lists have been accepted yet." in read(answer).text


def test_when_the_data_is_destroyed_each_page_says_so(inspection: Inspection, client: Client):
    destruction.destroy_what_is_due(at=timezone.now() + timedelta(days=5000))
    for page in ("overview", "ways", "clocks"):
        answer = read(client.get(address(page, inspection)))
        assert "destroyed" in answer.text
        assert answer.tables == {}
    answer = client.post(address("child", inspection), {"child": "a", "purpose": "Reading the case"})
    assert "destroyed" in read(answer).text


def test_pages_about_children_are_kept_by_no_browser(inspection: Inspection, client: Client):
    assert {client.get(address(page, inspection))["Cache-Control"] for page in PAGES} == {"private, no-store"}


def test_a_clock_that_is_not_there_is_not_found(inspection: Inspection, client: Client):
    assert client.get(address("clock", inspection, which="nothing")).status_code == 404


# All children together


def test_the_overview_counts_children_by_list_and_trait(inspection: Inspection, inspector: Person, client: Client):
    table = open_events(inspection, person=inspector, purpose="A test")
    page = read(client.get(address("overview", inspection)))
    assert f"{table.children.num_rows:,}" in page.text
    assert "a few more children than are counted here" in " ".join(page.text.split())
    assert list(page.tables) == [f"Children by {each}" for each in ("list", "sex", "age", "ethnic group",
                                                                   "disability", "team")]  # fmt: skip
    for caption, rows in page.tables.items():
        shown = [number for _, number in rows[1:]]
        assert [number for number in shown if number in {"1", "2", "3", "4"}] == [], caption


def test_small_groups_are_hidden_with_another(inspection: Inspection, client: Client):
    rows = {name: number for _, *found in [("", *read(client.get(address("overview", inspection))).tables.values())]
            for table in found for name, number in table[1:]}  # fmt: skip
    hidden = [name for name, number in rows.items() if number.startswith("c")]
    assert hidden == [] or len(hidden) >= 2


def test_what_stands_for_hidden_numbers_is_explained(inspection: Inspection, client: Client):
    pages = ["overview", "ways", "clocks"]
    assert [name for name in pages if "“c”" not in client.get(address(name, inspection)).text] == []


def test_ways_are_drawn_with_a_table_beside(inspection: Inspection, client: Client):
    answer = client.get(address("ways", inspection))
    page = read(answer)
    ways = page.tables["From step to step"][1:]
    assert answer.text.count('class="draw-way"') + answer.text.count('<g class="mark"') >= len(ways)
    assert "Contact to referral" in [row[0] for row in ways]
    assert "What came again within twelve months" in page.tables


def test_every_clock_has_a_page_with_numerator_and_denominator(inspection: Inspection, client: Client):
    page = read(client.get(address("clocks", inspection)))
    rows = page.tables["Clocks with a limit"][1:]
    assert len(rows) >= 5
    name = rows[0][0]
    one = read(client.get(page.links[name]))
    assert name in one.headings
    states = dict(one.tables["What can be said of each start"][1:])
    assert {"In time", "Late", "Open, limit passed", "Done early", "Open, not yet due"} <= set(states)
    assert "How many took so long, or have waited so long" in one.tables


# One child


def test_a_journey_is_opened_with_a_purpose_and_recorded(inspection: Inspection, inspector: Person, client: Client):
    child = some_child(inspection, inspector)
    answer = client.post(address("child", inspection), {"child": child, "purpose": "Reading the case"})
    page = read(answer)
    assert "One child’s journey" in page.headings
    assert {"Events", "Statutory clocks"} <= set(page.tables)
    opening = JourneyOpening.objects.get()
    assert (opening.person, opening.child, opening.purpose) == (inspector, child, "Reading the case")
    assert Opening.objects.last().purpose == "One journey: Reading the case"
    assert Entry.objects.filter(what="journeys.open_journey", who=inspector.ref).count() == 1
    client.post(address("child", inspection), {"child": child, "purpose": "Again"})
    assert JourneyOpening.objects.count() == 2
    lead = child_files.inspector(inspection, role="lead_inspector")
    listed = read(factories.signed_in(lead).get(address("openings", inspection))).tables
    assert [row[1:] for row in next(iter(listed.values()))[1:]] == [
        [inspector.name, child, "Again"], [inspector.name, child, "Reading the case"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"child": "", "purpose": ""}, ["Enter the pseudonym", "Say why you need to see"]),
        ({"child": "nobody", "purpose": "Reading"}, ["No child of the lists has this pseudonym"]),
        ({"child": "nobody", "purpose": "  "}, ["Say why you need to see"]),
    ],
)
def test_without_a_child_or_a_purpose_nothing_is_opened(inspection: Inspection, client: Client, said, expected):
    answer = client.post(address("child", inspection), said)
    assert [words for words in expected if words not in read(answer).text] == []
    assert JourneyOpening.objects.count() == 0


def test_another_page_may_hand_a_pseudonym_over_and_the_purpose_is_still_asked(inspection: Inspection, client: Client):
    answer = client.post(address("child", inspection), {"child": "abc123"})
    assert 'value="abc123"' in answer.text
    assert (JourneyOpening.objects.count(), Opening.objects.count()) == (0, 0)


def test_a_journey_says_nothing_that_identifies(inspection: Inspection, inspector: Person, client: Client):
    child = some_child(inspection, inspector)
    answer = client.post(address("child", inspection), {"child": child, "purpose": "Reading the case"})
    table = open_events(inspection, person=inspector, purpose="A test")
    main = answer.text.partition("<main")[2].partition("</main")[0]
    said = [*map(str, range(2000, 2030)), *filter(None, table.children["team"].to_pylist()), child_files.IDENTIFIER]
    assert [words for words in said if f" {words}" in main] == []
    assert child not in answer.request["PATH_INFO"]


def test_pages_ask_the_database_a_bounded_number_of_times(inspection: Inspection, client: Client):
    counts = {}
    for page in PAGES:
        with CaptureQueriesContext(connection) as asked:
            client.get(address(page, inspection))
        counts[page] = len(asked)
    assert max(counts.values()) <= 30
