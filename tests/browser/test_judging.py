"""A story: two inspectorates seal first views without seeing the other’s, and then decide together."""

import pytest
from playwright.sync_api import expect

from browser.conftest import Visitor
from factories import judgements
from joint_inspection_web.judgements.models import Decision, GivenView

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FIRST = "Effectiveness of help and protection"


def test_two_inspectorates_judge_blind_and_then_together(visitor: Visitor):
    # Given an inspection on site with evidence, and a lead who asks for first views
    inspection, (lead, police) = judgements.on_site("hmicfrs", **judgements.GRADED)
    judgements.evidence(inspection, by=lead)
    front = f"/inspections/{inspection.ref}/judgements/"
    visitor.go_on_as(lead)
    page = visitor.open(front)
    page.get_by_role("button", name="Ask for first views").click()
    visitor.kept("judging-ask")
    page.get_by_role("button", name="Ask for first views").click()

    # When the lead writes one view, seals too early, and seals when all are written
    page.get_by_role("link", name=FIRST).click()
    page.get_by_label("Adequate", exact=True).check()
    page.get_by_label("Why", exact=True).fill("Two children waited for weeks")
    page.get_by_role("button", name="Keep the draft").click()
    expect(page.get_by_text("Before you seal it")).to_be_visible()
    visitor.kept("judging-draft")
    visitor.open(front)
    page.get_by_role("button", name="Seal my views").click()
    expect(page.get_by_role("alert")).to_contain_text("Write your view")
    visitor.kept("judging-too-early")
    judgements.drafted(inspection, by=lead)
    page.get_by_role("button", name="Seal my views").click()
    expect(page.get_by_text("You have sealed your first views")).to_be_visible()

    # Then the other inspectorate learns nothing, seals its own, and all are revealed
    visitor.go_on_as(police)
    judgements.drafted(inspection, by=police, place=2)
    visitor.open(front)
    expect(page.get_by_text("Until all of them are sealed nobody reads")).to_be_visible()
    expect(page.get_by_text("Inadequate")).to_have_count(0)
    page.get_by_role("button", name="Seal my views").click()
    expect(page.get_by_role("table", name="First views beside one another")).to_be_visible()
    assert GivenView.objects.filter(step="first").count() == 8

    # When it is persuaded of one thing, and stays with the rest in its own words
    page.get_by_role("link", name=FIRST).click()
    expect(page.get_by_role("heading", name="What you think now")).to_be_visible()
    visitor.kept("judging-again")
    judgements.persuaded(inspection, by=police, place=1, because="Officers saw each child, late as it was")
    visitor.open(front)
    visitor.pictured("judging-revealed")

    # And the lead deliberates, is told what needs a reason, and writes down what is agreed
    visitor.go_on_as(lead)
    visitor.open(f"{front}decide/")
    for name in ("help_protection", "practice", "leadership"):
        page.locator(f"#id_grade_{name}").select_option(label="Inadequate")
    page.get_by_role("button", name="Show what follows").click()
    expect(page.get_by_text("The policy proposes: Inadequate.")).to_be_visible()
    expect(page.get_by_text("How much each judgement counts")).to_be_visible()
    visitor.kept("judging-decide")
    page.get_by_label("Decided as the result").select_option(label="Adequate")
    page.get_by_role("button", name="Write down what is decided").click()
    expect(page.get_by_role("alert")).to_contain_text("write why you decide adequate")
    visitor.kept("judging-refused")
    page.get_by_label("Why, if this departs from what the policy proposes").fill("Nobody was left unsafe")
    page.get_by_label("Why it is decided though the evidence lacks something").fill("Enough children were heard")
    page.get_by_role("button", name="Write down what is decided").click()

    # Then everybody on the team reads it, with the dissent and what would have changed it
    expect(page.get_by_text("Nobody was left unsafe")).to_be_visible()
    expect(page.get_by_role("heading", name="Dissent: HMICFRS").first).to_be_visible()
    visitor.kept("judging-decided")
    page.get_by_role("link", name="What follows").click()
    visitor.kept("judging-follows")
    assert Decision.objects.count() == 1
