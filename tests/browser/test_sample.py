"""Stories: a lead inspector seals, draws and proves a sample; the council's officer prepares files; a stranger sees
nothing."""

import pytest
from playwright.sync_api import expect

import factories
from browser.conftest import Visitor
from factories import child_files
from joint_inspection_web.inspections import actions as inspections
from joint_inspection_web.samples import actions
from joint_inspection_web.samples.kept import drawn_of
from joint_inspection_web.samples.models import Seal

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_lead_seals_draws_replaces_and_proves_a_sample(visitor: Visitor):
    # Given an announced inspection and its lead
    inspection = child_files.announced()
    lead = visitor.sign_in_as("lead_inspector")
    inspections.add_person(inspection, person=lead, role="lead_inspector", by=None, at=factories.NOW)

    # When the lead seals the draw before lists come
    page = visitor.open(f"/inspections/{inspection.ref}/")
    page.get_by_role("link", name="Sample of cases").click()
    visitor.check()
    page.get_by_role("button", name="Seal the draw").click()

    # Then everybody may see the commitment, and nobody can be drawn yet
    expect(page.get_by_text(Seal.objects.get().commitment)).to_be_visible()
    expect(page.get_by_text("The draw needs lists that their sender accepted")).to_be_visible()
    visitor.check()

    # When lists were accepted, and the lead draws with a number outside the rules
    council = child_files.council(inspection)
    child_files.accepted(council, content=child_files.lists(child_files.children(28)))
    page.reload()
    page.get_by_role("link", name="Draw the sample").click()
    page.get_by_label("Children tracked").fill("50")
    page.get_by_role("button", name="Draw now").click()

    # Then there is advice, and within the rules the draw is made
    expect(page.get_by_role("alert")).to_contain_text("The framework asks for 5 to 7; got 50")
    visitor.check()
    page.get_by_label("Children tracked").fill("6")
    page.get_by_role("button", name="Draw now").click()
    chosen = drawn_of(actions.latest(inspection)).sample.read
    expect(page.get_by_role("rowheader", name=chosen[0].id)).to_be_visible()
    visitor.check()

    # And a child may be replaced, for a listed reason
    page.get_by_role("link", name="Replace a child").click()
    visitor.check()
    page.get_by_label("Child", exact=True).select_option(chosen[0].id)
    page.get_by_label("Reason").select_option("moved_away")
    page.get_by_role("button", name="Replace this child").click()
    expect(page.get_by_role("heading", name="Sample of cases")).to_be_visible()
    expect(page.get_by_text("The child moved away")).to_be_visible()
    visitor.check()

    # And one picked on purpose is marked so
    page.get_by_role("link", name="Pick a child on purpose").click()
    page.get_by_role("button", name="Pick this child").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the child's pseudonym")
    visitor.check()

    # And the mirror compares the sample with all
    visitor.open(f"/inspections/{inspection.ref}/sample/mirror/")
    expect(page.get_by_text("may be off by")).to_be_visible()

    # When the secret is revealed, then anybody can take the proof and nothing changes any more
    visitor.open(f"/inspections/{inspection.ref}/sample/")
    page.get_by_text("Reveal the secret", exact=True).click()
    page.get_by_role("button", name="Reveal the secret now").click()
    expect(page.get_by_text("joint-inspection sampling verify sample.json population.json")).to_be_visible()
    expect(page.get_by_role("link", name="Replace a child")).to_have_count(0)
    visitor.check()


def test_the_councils_officer_sees_who_is_chosen_and_a_stranger_nothing(visitor: Visitor):
    inspection = child_files.announced()
    lead = child_files.inspector(inspection, role="lead_inspector")
    actions.seal_draw(inspection, by=lead, at=factories.NOW)
    council = child_files.council(inspection)
    child_files.accepted(council, content=child_files.lists(child_files.children(28)))
    sample = actions.draw_sample(inspection, theme=None, tracked=None, sampled=None, by=lead, at=factories.NOW)

    visitor.sign_in_as("nominated_officer", at=council.code)
    page = visitor.open(f"/inspections/{inspection.ref}/sample/")
    expect(page.get_by_text("Please have the files of these children ready")).to_be_visible()
    expect(page.get_by_text(drawn_of(sample).sample.read[0].id)).to_be_visible()
    expect(page.get_by_text("Drawn from among")).to_have_count(0)

    # And finds them on the council's own lists
    page.get_by_role("button", name="Find them on your own lists").click()
    expect(page.get_by_role("heading", name="Files to have ready")).to_be_visible()
    expect(page.get_by_role("rowheader", name=child_files.IDENTIFIER)).to_have_count(len(drawn_of(sample).sample.read))
    visitor.check()

    visitor.sign_in_as("team_inspector")
    visitor.open(f"/inspections/{inspection.ref}/sample/", status=404)
