"""A story: quality assurance asks, is answered and resolves; somebody who never saw the grades rates again, blind."""

import pytest
from playwright.sync_api import expect

import factories
from browser.conftest import Visitor
from factories import assurance, judgements
from joint_inspection_web.assurance.models import Drawn, SecondRater
from joint_inspection_web.inspections.gates import in_the_way

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FIRST = "Recognising and answering the first signs of need and risk"


def blocks(inspection) -> bool:
    return any(each.where == "queries" for each in in_the_way(inspection, "published", at=factories.NOW))


def test_quality_assurance_asks_resolves_and_compares_with_a_second_blind_rating(visitor: Visitor):
    # Given an inspection that was decided, and quality assurance with a seat on it, who asks about a sentence
    inspection, (lead,) = judgements.on_site()
    quality, rater = assurance.assurer(inspection), factories.person("lead_inspector", name="Robin Reader")
    judgements.evidence(inspection, by=lead)
    assurance.rated(inspection, lead, places=[0])
    assurance.written(inspection)
    queries = f"/inspections/{inspection.ref}/assurance/"
    visitor.go_on_as(quality)
    page = visitor.open(queries)
    page.get_by_role("button", name="Ask").click()
    visitor.kept("assurance-ask")
    page.get_by_label("A sentence of the draft").check()
    page.get_by_label("Sentence", exact=True).fill("s12")
    page.get_by_label("What you ask").fill("Most children: how many of how many?")
    page.get_by_role("button", name="Ask").click()
    expect(page.get_by_text("1 query stands in the way of publication")).to_be_visible()
    assert blocks(inspection)

    # When the lead answers and quality assurance resolves it
    visitor.go_on_as(lead)
    visitor.open(queries)
    page.get_by_role("link", name="Most children").click()
    page.get_by_label("Your words").fill("Nine of eleven; the sentence now says so")
    page.get_by_role("button", name="Write it down").click()
    visitor.go_on_as(quality)
    page.reload()
    visitor.kept("assurance-query")
    page.get_by_label("Resolve it").check()
    page.get_by_label("Your words").fill("The number stands there")
    page.get_by_role("button", name="Write it down").click()

    # Then nothing stands in the way any more
    expect(page.get_by_text("Resolved", exact=True)).to_be_visible()
    visitor.open(queries)
    expect(page.get_by_text("No query stands in the way of publication.")).to_be_visible()
    assert not blocks(inspection)

    # When the inspection is drawn and somebody named, who opens the evidence, grades and seals
    visitor.open("/quality/")
    page.get_by_role("button", name="Draw inspections for a second rating").click()
    page.get_by_label("Framework version").select_option(index=1)
    page.get_by_label("Seed").fill("2026")
    page.get_by_label("How many inspections").fill("1")
    visitor.kept("assurance-draw")
    page.get_by_role("button", name="Draw").click()
    expect(page.get_by_role("heading", name="Quality assurance", exact=True)).to_be_visible()
    visitor.open(f"/quality/drawn/{Drawn.objects.get().ref}/")
    page.get_by_label("Second rater").select_option(label="Robin Reader")
    page.get_by_role("button", name="Name").click()
    visitor.go_on_as(rater)
    visitor.open("/quality/")
    page.get_by_role("link", name=inspection.area_name).click()
    visitor.kept("assurance-second")
    page.get_by_role("link", name=FIRST).click()
    page.get_by_role("button", name="Open the evidence").click()
    expect(page.get_by_text(judgements.WORDS).first).to_be_visible()
    page.get_by_label("Nothing to put right").check()
    page.get_by_label("Why").fill("The record shows an answer each time")
    visitor.kept("assurance-judgement")
    page.get_by_role("button", name="Keep the grade").click()
    assurance.drafted(SecondRater.objects.get())
    page.get_by_label("I have not seen the grades").check()
    page.get_by_role("button", name="Seal the second rating").click()

    # Then both ratings are beside one another, and too few to say more
    expect(page.get_by_role("table", name="Both ratings")).to_be_visible()
    visitor.go_on_as(quality)
    visitor.open("/quality/")
    page.get_by_role("link", name=inspection.area_name).last.click()
    expect(page.get_by_role("table", name="Both ratings")).to_be_visible()
    visitor.kept("assurance-drawn")
    visitor.open("/quality/across/")
    expect(page.get_by_text("Too few first views side by side for any inspector.")).to_be_visible()
    visitor.kept("assurance-across")
