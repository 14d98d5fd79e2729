"""Stories: an agency is told, confirms and asks for a deferral; the team reads beforehand and follows a question."""

import pytest
from playwright.sync_api import expect

import factories
from browser.conftest import Visitor
from factories import child_files, notebook
from joint_inspection_web.inspections.models import Inspection

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def inspection(transactional_db: None) -> Inspection:
    return child_files.announced()


def test_an_officer_confirms_names_a_contact_and_asks_and_the_lead_decides(visitor: Visitor, inspection: Inspection):
    # Given the officer of the police force, who has been told
    police = inspection.bodies.get(kind="police")
    visitor.sign_in(factories.person("nominated_officer", at=police.code))
    page = visitor.open(f"/inspections/{inspection.ref}/notices/")

    # When they read the notice and confirm it
    page.get_by_role("link", name="Read it and confirm").click()
    expect(page.get_by_role("heading", name=f"Notice to {police.name}")).to_be_visible()
    visitor.check()
    page.get_by_label("Who has it").fill("Staff officer of the chief constable")
    page.get_by_role("button", name="We have this notice").click()
    expect(page.get_by_text("by Staff officer of the chief constable")).to_be_visible()

    # And name whom to ask, with a slip first
    visitor.open(f"/inspections/{inspection.ref}/notices/")
    page.get_by_role("link", name="Name your contact").click()
    page.get_by_label("Name", exact=True).fill("A. Person")
    page.get_by_label("What they do").fill("Staff officer")
    page.get_by_label("Email address at work").fill("staff@example.org")
    page.get_by_role("button", name="This is our contact").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter a telephone number")
    visitor.check()
    page.get_by_label("Telephone number at work").fill("020 7946 0000")
    page.get_by_role("button", name="This is our contact").click()
    visitor.check()

    # And see what is due, and ask for a deferral
    page.get_by_role("link", name="What you have to send and do, by when").click()
    visitor.check()
    visitor.open(f"/inspections/{inspection.ref}/notices/told/")
    visitor.open(f"/inspections/{inspection.ref}/notices/")
    page.get_by_role("link", name="Ask for a deferral").click()
    visitor.check()
    page.get_by_label("The inspection could compromise a police investigation").check()
    page.get_by_label("What happened").fill("Arrests are planned for that week")
    page.get_by_label("What shows it").fill("Ring the head of crime")
    page.get_by_role("button", name="Ask for a deferral").click()
    expect(page.get_by_text("Waits for a decision")).to_be_visible()
    visitor.check()


def test_the_lead_follows_up_and_decides(visitor: Visitor, inspection: Inspection):
    # Given a request, and a lead
    from joint_inspection_web.notices import deferrals

    police = inspection.bodies.get(kind="police")
    deferrals.ask_for_deferral(
        police, reason="other", says="A flood", evidence="Ring the control room", by=None, at=factories.NOW
    )
    visitor.sign_in(child_files.inspector(inspection, role="lead_inspector"))
    page = visitor.open(f"/inspections/{inspection.ref}/notices/")

    # When they ring an agency that has not confirmed
    page.get_by_role("link", name=f"Remind {police.name}").click()
    visitor.check()
    page.get_by_label("By telephone").check()
    page.get_by_label("What came of it").fill("They ring back")
    page.get_by_role("button", name="Note the reminder").click()
    page.get_by_role("link", name=f"They have it note for {police.name}").click()
    visitor.check()
    page.get_by_label("By telephone").check()
    page.get_by_label("Who has it").fill("Staff officer")
    page.get_by_role("button", name="Note that they have it").click()
    expect(page.get_by_text("Staff officer").first).to_be_visible()
    visitor.check()

    # And decide without naming who answers for it
    page.get_by_role("link", name=police.name, exact=True).last.click()
    page.get_by_label("Go ahead as planned").check()
    page.get_by_label("Why", exact=True).fill("The water has gone")
    page.get_by_label("When it is looked at again").fill("1 3 2027")
    page.get_by_role("button", name="Decide").click()

    # Then they are told what is missing, and nothing typed is lost
    expect(page.get_by_role("alert")).to_contain_text("Name the person who answers for it")
    expect(page.get_by_label("Why", exact=True)).to_have_value("The water has gone")
    visitor.check()


def test_the_team_reads_beforehand_and_answers_a_question_with_evidence(visitor: Visitor, inspection: Inspection):
    # Given a lead with a note in the notebook
    lead = child_files.inspector(inspection, role="lead_inspector")
    notebook.kept(inspection, by=lead)
    visitor.sign_in(lead)
    page = visitor.open(f"/inspections/{inspection.ref}/enquiries/")

    # When they open two of the suggested questions
    boxes = page.get_by_role("checkbox")
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.get_by_role("button", name="Open these lines").click()
    expect(page.get_by_role("region", name="Open: table").get_by_role("link")).to_have_count(2)
    visitor.check()

    # And put something on the reading list and say that they read it
    page.get_by_role("link", name="Reading beforehand").click()
    page.get_by_role("checkbox").nth(0).check()
    page.get_by_role("button", name="Put these on the list").click()
    visitor.check()
    page.get_by_role("region", name="Who has read what: table").get_by_role("link").first.click()
    page.get_by_label("What you noted").fill("Says little of children's own words")
    page.get_by_role("button", name="I have read it").click()
    expect(page.get_by_text("Says little of children's own words")).to_be_visible()
    visitor.check()

    # And answer the first question with the note
    visitor.open(f"/inspections/{inspection.ref}/enquiries/new/")
    visitor.open(f"/inspections/{inspection.ref}/enquiries/data/")
    visitor.open(f"/inspections/{inspection.ref}/enquiries/")
    page.get_by_role("region", name="Open: table").get_by_role("link").first.click()
    visitor.check()
    page.get_by_label("Answered").check()
    page.get_by_label("The answer, or why").fill("Children wait for weeks")
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Save").click()

    # Then the trace leads from the question to the evidence
    trace = page.get_by_role("region", name="States: table")
    expect(trace.get_by_text("Children wait for weeks")).to_be_visible()
    expect(trace.get_by_role("link")).to_have_count(1)
    visitor.check()
