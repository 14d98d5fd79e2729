"""Stories: an inspector asks a child's family and watches a meeting; the family reads what became of it, a child
stops."""

import pytest
from playwright.sync_api import Page, expect

import factories
from browser.conftest import Visitor
from factories import child_files, notebook, voices
from joint_inspection_web.evidence.reading import every_item
from joint_inspection_web.inspections.models import Inspection, Seat
from joint_inspection_web.voices import meetings

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def inspection() -> Inspection:
    """One whose area was told, and whose council has named a meeting."""
    made = child_files.announced()
    council = child_files.council(made)
    meetings.offer(
        council, kind="multi_agency_meeting", whom="Daily meeting at the front door", where="Town hall, room 3",
        starts_at=factories.NOW.replace(year=made.begins_on.year, month=made.begins_on.month, day=made.begins_on.day),
        by=child_files.officer(council), at=factories.NOW,
    )  # fmt: skip
    return made


def test_a_family_is_heard_in_its_own_language_and_reads_what_became_of_it(visitor: Visitor, inspection):
    # Given a lead, and a family that speaks Polish
    lead = visitor.sign_in_as("lead_inspector")
    Seat.objects.create(inspection=inspection, person=lead, role="lead_inspector", began_at=factories.NOW)
    page = visitor.open(f"/inspections/{inspection.ref}/")
    page.get_by_role("link", name="People met and meetings observed").click()
    visitor.check()

    # When the lead plans to meet them
    page.get_by_role("link", name="Ask somebody, or plan to watch something").click()
    page.get_by_label("A child’s family").check()
    page.get_by_label("Who it is, or what it is").fill("her mother")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("alert")).to_contain_text("pseudonym")
    visitor.check()
    page.get_by_label("Child", exact=True).fill(notebook.CHILD)
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_text("Nobody has asked them yet.")).to_be_visible()
    expect(page.get_by_role("link", name="Write down")).to_have_count(0)
    visitor.check()

    # And asks them without an interpreter, then with one
    page.get_by_role("link", name="Record what they say").click()
    page.get_by_label("Agreed", exact=True).check()
    page.get_by_label("They read the leaflet").check()
    page.get_by_label("Language in which they agreed").fill("Polish")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("alert")).to_contain_text("bring an interpreter")
    visitor.check()
    page.get_by_label("An interpreter").check()
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("cell", name="in Polish. An interpreter")).to_be_visible()

    # Then what they say can be noted
    page.get_by_role("link", name="Write down what was said").click()
    visitor.check()
    _write(page, "We told our story five times")
    expect(page.get_by_role("link", name="Note of")).to_be_visible()

    # And they get a code, and an answer
    page.get_by_role("button", name="Make a code to hand over").click()
    code = page.locator("p.govuk-heading-l").inner_text()
    visitor.check()
    page.get_by_role("link", name="Back to this meeting").click()
    page.get_by_label("You said, we did").fill("We asked for one worker a family")
    page.get_by_role("button", name="Tell them").click()
    visitor.check()

    # And the meeting that the council named is watched, where everybody agrees
    page.get_by_role("link", name="People met", exact=True).click()
    page.get_by_role("link", name="Daily meeting at the front door").click()
    page.get_by_label("Who goes there").select_option(label=lead.name)
    page.get_by_role("button", name="Keep who goes").click()
    page.get_by_role("link", name="Record what they say").click()
    page.get_by_label("Agreed", exact=True).check()
    page.get_by_label("They read the leaflet").check()
    page.get_by_role("button", name="Record it").click()
    page.get_by_role("link", name="Write down what was seen").click()
    expect(page.get_by_label("What was said or seen")).to_have_value("Meeting, and who was there:\n"
        "Who was missing:\nWhat was shared:\nWhat was decided:\n")  # fmt: skip
    _write(page, "Health was missing")
    expect(page.get_by_role("link", name="Note of")).to_be_visible()

    # When the family looks with its code, without an account
    page.context.clear_cookies()
    _look(visitor, code)

    # Then it reads what became of what it said
    expect(page.get_by_text("We asked for one worker a family")).to_be_visible()
    visitor.check()


def test_a_child_stops(visitor: Visitor, inspection):
    # Given a child who agreed, whose words were noted, and who has a leaflet and a code
    lead = child_files.inspector(inspection, role="lead_inspector")
    made = voices.agreed(inspection, by=lead, kind="child")
    voices.wrote_down(made, by=lead)
    code = meetings.give_code(made, by=lead, at=factories.NOW)
    page = visitor.open("/leaflet/children/")
    expect(page.get_by_text("You can stop at any time.")).to_be_visible()

    # When the child has had enough
    _look(visitor, code)
    visitor.check()
    page.get_by_role("button", name="I want to stop").click()

    # Then nothing more is noted, and the team withdraws what it had
    expect(page.get_by_text("You have stopped.")).to_be_visible()
    visitor.check()
    other = visitor.sign_in_as("team_inspector")
    Seat.objects.create(inspection=inspection, person=other, role="team_inspector", began_at=factories.NOW)
    visitor.open(f"/inspections/{inspection.ref}/voices/people/{made.ref}/")
    page.get_by_role("button", name="Withdraw what was not used").click()
    expect(page.get_by_role("button", name="Withdraw what was not used")).to_have_count(0)
    expect(page.get_by_role("link", name="Write down")).to_have_count(0)
    visitor.check()
    assert every_item(inspection) == ()


def test_an_officer_names_a_meeting(visitor: Visitor, inspection):
    # Given an officer of the council
    visitor.sign_in_as("nominated_officer", at=child_files.council(inspection).code)
    page = visitor.open(f"/inspections/{inspection.ref}/")

    # When the officer names another meeting
    page.get_by_role("link", name="Meetings that inspectors can watch").click()
    page.get_by_label("Practice that is observed").check()
    page.get_by_label("What it is", exact=True).fill("Duty desk")
    page.get_by_label("When it begins").fill(f"{inspection.begins_on}T10:00")
    page.get_by_label("Where", exact=True).fill("Town hall")
    page.get_by_role("button", name="Tell the inspectors").click()

    # Then it stands in the list
    expect(page.get_by_role("rowheader", name="Duty desk")).to_be_visible()
    visitor.check()


def _write(page: Page, text: str) -> None:
    page.get_by_label("Criterion").select_option(index=1)
    page.get_by_label("Agency it is about").select_option(index=1)
    page.get_by_label("What was said or seen").fill(text)
    page.get_by_label("Speaks against it").check()
    page.get_by_role("button", name="Keep this note").click()


def _look(visitor: Visitor, code: str) -> None:
    page = visitor.open("/said/")
    page.get_by_label("Your code").fill(code)
    page.get_by_role("button", name="Look").click()
    expect(page.get_by_role("heading", name="What became of what you said")).to_be_visible()
