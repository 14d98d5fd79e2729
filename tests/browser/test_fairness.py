"""Stories: a lead drafts a finding and puts a point; the council's officer answers it, tells what it had told before,
and evaluates a child; the host inspectorate answers a concern."""

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Visitor
from factories import child_files, fairness
from factories.fairness import mark_of
from joint_inspection_web.fairness.models import Disclosure, Evaluation, Finding, PointReply, ReferralAnswer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def answer_all(page: Page, grade: str) -> None:
    """Choose the same answer to every question."""
    for each in page.get_by_label(grade, exact=True).all():
        each.check()


def test_a_finding_is_drafted_and_its_agency_answers(visitor: Visitor):
    # Given an inspection with evidence, some of it hearsay
    inspection = child_files.announced()
    lead = child_files.inspector(inspection, role="lead_inspector")
    officer = child_files.officer(fairness.body(inspection))
    fairness.enough(inspection, by=lead)
    fairness.hearsay(inspection, by=lead)

    # When the lead drafts a finding on hearsay alone
    visitor.go_on_as(lead)
    page = visitor.open(f"/inspections/{inspection.ref}/findings/")
    visitor.kept("front-empty")
    page.get_by_role("button", name="Draft a finding").click()
    visitor.kept("criterion")
    page.get_by_role("table").get_by_role("link").first.click()
    page.get_by_label("What was found").fill(fairness.WORDS)
    page.get_by_label(fairness.body(inspection).name, exact=True).check()
    page.get_by_label("Weakness").check()
    page.get_by_label("For it: Interview").check()
    page.get_by_role("button", name="Keep the finding").click()

    # Then it is refused with advice, and stands once more is cited
    expect(page.get_by_role("alert")).to_contain_text("supports no finding")
    visitor.kept("finding-refused")
    for each in page.get_by_label("For it: ").all():
        each.check()
    page.get_by_role("button", name="Keep the finding").click()
    expect(page.get_by_text("1 item cited is hearsay")).to_be_visible()
    visitor.kept("finding")
    assert Finding.objects.count() == 1

    # When the lead puts a point to the council
    page.get_by_role("link", name="Put a point to").click()
    page.get_by_label("The point, as the agency will read it").fill("The police say that plans are late")
    page.get_by_label("Rests on this").first.check()
    page.get_by_role("button", name="Put the point").click()
    expect(page.get_by_role("alert")).to_contain_text("what another agency says or thinks")
    visitor.kept("point-refused")
    page.get_by_label("The point, as the agency will read it").fill("In two of three records the plan came late.")
    page.get_by_role("button", name="Put the point").click()
    visitor.kept("points")

    # Then its officer reads it at home in the evening, and answers
    visitor.go_on_as(officer)
    page = visitor.open(f"/inspections/{inspection.ref}/findings/")
    visitor.kept("own")
    page.get_by_role("link", name="Read and answer").click()
    visitor.kept("point-to-answer")
    page.get_by_label("We agree in part").check()
    page.get_by_label("In your own words").fill("One plan was late because the family had moved.")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_text("One plan was late because the family had moved.")).to_be_visible()
    visitor.kept("point-answered")
    assert PointReply.objects.get().answer == "partly"

    # And says what the council had told before
    page = visitor.open(f"/inspections/{inspection.ref}/findings/candour/new/")
    page.get_by_label("Criterion").select_option(index=1)
    page.get_by_label("When it was told").fill("3 1 2026")
    page.get_by_label("Self-evaluation").check()
    page.get_by_label("What was told").fill("Our plans are late")
    page.get_by_label("Where it can be found").fill("Self-evaluation, page 4")
    visitor.kept("disclose")
    page.get_by_role("button", name="Note it").click()
    expect(page.get_by_text("An inspector is looking for it")).to_be_visible()
    assert Disclosure.objects.count() == 1


def test_a_concern_is_referred_and_escalation_is_noted(visitor: Visitor):
    # Given an inspection in which the police spoke about the council
    inspection, lead, children = fairness.with_children()
    fairness.hearsay(inspection, by=lead)
    visitor.go_on_as(lead)

    # When the lead refers what was said, and the host inspectorate's inspector answers
    page = visitor.open(f"/inspections/{inspection.ref}/findings/hearsay/")
    visitor.kept("hearsay")
    page.get_by_role("link", name="Refer to Ofsted").click()
    visitor.kept("refer")
    page.get_by_role("button", name="Refer the concern").click()
    visitor.kept("referrals")
    page.get_by_role("table").get_by_role("link").first.click()
    page.get_by_label("It is looked into in this inspection").check()
    page.get_by_label("Why, and what follows").fill("We look at the record of contacts")
    page.get_by_role("button", name="Answer").click()
    visitor.kept("referral")
    assert ReferralAnswer.objects.count() == 1

    # Then the trail of a case is noted
    page = visitor.open(f"/inspections/{inspection.ref}/findings/escalation/cases/new/")
    page.get_by_label("Child").select_option(children[0])
    page.get_by_label("Who raised it").select_option(fairness.body(inspection, "health").code)
    page.get_by_label("With whom").select_option(fairness.body(inspection).code)
    page.get_by_label("By which way").select_option("manager")
    page.get_by_label("What the concern was").fill("No visit for six weeks")
    page.get_by_label("Resolved", exact=True).check()
    visitor.kept("step")
    page.get_by_role("button", name="Note it").click()
    expect(page.get_by_text("No visit for six weeks")).to_be_visible()
    visitor.kept("cases")
    page = visitor.open(f"/inspections/{inspection.ref}/findings/escalation/")
    visitor.kept("escalation")
    page.get_by_role("table").get_by_role("link").first.click()
    visitor.kept("process")


def test_a_child_is_evaluated_by_an_agency_and_by_inspectors(visitor: Visitor):
    # Given children whose cases are followed
    inspection, lead, children = fairness.with_children()
    visitor.go_on_as(child_files.officer(fairness.body(inspection)))

    # When the council evaluates one of them and the inspectors do so too
    page = visitor.open(f"/inspections/{inspection.ref}/findings/evaluation/")
    visitor.kept("evaluation-officer")
    page.get_by_role("link", name="Write it").first.click()
    page.get_by_label("What shows it").first.fill("The panel of 3 February")
    answer_all(page, "Mostly met")
    visitor.kept("side")
    page.get_by_role("button", name="Send it").click()
    visitor.go_on_as(lead)
    page = visitor.open(f"/inspections/{inspection.ref}/findings/evaluation/{mark_of(inspection, children[0])}/0/")
    answer_all(page, "Partly met")
    page.get_by_role("button", name="Send it").click()

    # Then both stand side by side, with how far they agree
    visitor.kept("evaluation-lead")
    expect(page.get_by_text("0 of 1").first).to_be_visible()
    page.get_by_role("link", name="Side by side").first.click()
    expect(page.get_by_text("The panel of 3 February")).to_be_visible()
    visitor.kept("child")
    assert Evaluation.objects.filter(sent=True).count() == 2
