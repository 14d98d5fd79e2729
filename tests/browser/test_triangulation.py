"""Stories: a lead sees whether the evidence is enough, resolves a contradiction, excuses a child and ends the day; an
officer reads what the council was told."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

import factories
from browser.conftest import Visitor
from factories import child_files, notebook
from joint_inspection.frameworks.load import find
from joint_inspection_web.inspections import actions as inspections
from joint_inspection_web.samples import actions as samples
from joint_inspection_web.triangulation import actions
from joint_inspection_web.triangulation.picture import tracked_children

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SAID = ("record", "interview", "child", "observation", "tracked_case")


@pytest.fixture
def inspection():
    """Half-way through: some criteria are covered, one practice is praised and blamed, a sample is drawn."""
    made = child_files.announced()
    lead = child_files.inspector(made, role="lead_inspector")
    samples.seal_draw(made, by=lead, at=factories.NOW)
    child_files.accepted(child_files.council(made), content=child_files.lists(child_files.children(28)))
    samples.draw_sample(made, theme=None, tracked=None, sampled=None, by=lead, at=timezone.now())
    nurse = notebook.colleague(made, at="cqc")
    agencies = [body.code for body in made.bodies.exclude(kind="inspectorate")]
    for place, criterion in enumerate(find(made.framework).criteria[:5]):
        for method in SAID[place:]:
            notebook.kept(made, by=lead, criterion=criterion.id, agency=agencies[place], method=method)
    notebook.kept(made, by=lead, speaker="agency", speaker_agency=agencies[1], directness=None)
    notebook.kept(made, by=nurse, direction="strength", text="Every record I read had a plan")
    return made


def test_a_lead_sees_what_is_missing_and_settles_what_contradicts(visitor: Visitor, inspection):
    # Given a lead half-way through the visit
    lead = visitor.sign_in_as("lead_inspector")
    inspections.add_person(inspection, person=lead, role="team_inspector", by=None, at=factories.NOW)
    page = visitor.open(f"/inspections/{inspection.ref}/")

    # When the lead asks whether it is enough
    page.get_by_role("link", name="Is it enough?").click()

    # Then it is drawn, said in words, and it is said whose turn it is
    expect(page.get_by_role("heading", name="Is it enough?")).to_be_visible()
    expect(page.get_by_role("img", name="Evidence by criterion and agency")).to_be_visible()
    visitor.check()
    page.get_by_text("The same as a table").click()
    visitor.check()

    # When the lead reads the contradiction and writes too little, then enough
    page.get_by_role("link", name="Contradictions", exact=True).click()
    expect(page.get_by_text("1 contradiction is open.")).to_be_visible()
    visitor.check()
    page.get_by_role("link", name="Read and resolve").click()
    expect(page.get_by_text("Every record I read had a plan")).to_be_visible()
    visitor.check()
    page.get_by_label("How it is resolved").fill("Both")
    page.get_by_role("button", name="Record how it is resolved").click()
    expect(page.get_by_role("alert")).to_contain_text("Write a sentence")
    visitor.check()
    page.get_by_label("How it is resolved").fill("The team for the youngest plans; the others do not yet")
    page.get_by_role("button", name="Record how it is resolved").click()
    expect(page.get_by_text("None is open.")).to_be_visible()

    # And one that no rule found is added by hand
    page.get_by_role("link", name="Two items contradict one another").click()
    page.get_by_role("button", name="Show what was noted").click()
    page.get_by_label("Criterion", exact=True).select_option(index=1)
    page.get_by_label("Agency it is about").select_option(index=1)
    page.get_by_role("button", name="Show what was noted").click()
    visitor.check()
    for place in (0, 1):
        page.get_by_role("checkbox").nth(place).check()
    page.get_by_label("What they contradict one another in").fill("One says weekly, the other monthly")
    page.get_by_role("button", name="Record the contradiction").click()
    expect(page.get_by_text("1 contradiction is open.")).to_be_visible()

    # And a child who could not be heard is excused
    page.get_by_role("link", name="Children’s own voices").click()
    visitor.check()
    page.get_by_label("Child", exact=True).select_option(sorted(tracked_children(inspection))[0])
    page.get_by_label("Why the child could not be heard").fill("Asked twice, and did not want to")
    page.get_by_role("button", name="Record the reason").click()
    expect(page.get_by_role("cell", name="Asked twice, and did not want to")).to_be_visible()
    visitor.check()

    # When the day ends, the area is told, and the team agrees what comes next
    page.get_by_role("link", name="What the area was told").click()
    page.get_by_label("Agency that was told").select_option(index=1)
    page.get_by_label("Who was told, by office").fill("assistant director")
    page.get_by_label("What was told").fill("Plans come late in the front door team")
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("cell", name="Plans come late in the front door team")).to_be_visible()
    visitor.check()
    page.get_by_role("link", name="Daily meeting").click()
    expect(page.get_by_role("heading", name="What is missing now, by whose turn it is")).to_be_visible()
    visitor.check()

    # And a file that is none is refused with advice
    page.get_by_role("link", name="Bring in a file of evidence").click()
    visitor.check()
    page.get_by_label("File").set_input_files(
        {"name": "e.json", "mimeType": "application/json", "buffer": b'{"ref": 1}'}
    )
    page.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was brought in")
    visitor.check()


def test_an_officer_reads_what_the_council_was_told(visitor: Visitor, inspection):
    # Given two agencies that were told something
    council, police = child_files.council(inspection), inspection.bodies.get(kind="police")
    for body, what in ((council, "Plans come late"), (police, "Calls are graded well")):
        actions.tell(inspection, body=body.code, office="director", what=what, on=inspection.notify_on, by=None,
                     at=timezone.now())  # fmt: skip
    visitor.sign_in_as("nominated_officer", at=council.code)

    # When the council's officer looks
    page = visitor.open(f"/inspections/{inspection.ref}/")
    page.get_by_role("link", name="What agencies were told during the visit").click()

    # Then there is what the council was told, and nothing about the police
    expect(page.get_by_role("heading", name="What inspectors told us")).to_be_visible()
    expect(page.get_by_role("cell", name="Plans come late")).to_be_visible()
    expect(page.get_by_text("Calls are graded well")).to_have_count(0)
    visitor.check()
