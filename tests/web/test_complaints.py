"""One way to complain about a published letter: who answers, by when, what comes of it, and who may read it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

import factories
from factories import accuracy, child_files, fairness
from factories.accuracy import WRONG
from joint_inspection.dates import add_working_days
from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible
from joint_inspection_web.accuracy import complaints
from joint_inspection_web.accuracy.models import Complaint
from joint_inspection_web.inspections.waiting import waiting

pytestmark = [pytest.mark.on_postgres, pytest.mark.django_db]
OPEN = {"text": "In a few plain words"}


def address(inspection, name="complaints", **kwargs):
    return reverse(f"accuracy:{name}", kwargs={"ref": inspection.ref, **kwargs})


@pytest.mark.slow
def test_a_body_complains_and_is_answered_by_somebody_who_had_no_part():
    made, lead = accuracy.over()
    council, police = (child_files.officer(fairness.body(made, kind)) for kind in ("council", "police"))
    seated = child_files.inspector(made, role="quality_assurance")
    handler = factories.person("quality_assurance", name="Handler")
    reviewer = factories.person("quality_assurance", at="cqc", name="Reviewer")
    oversees, theirs, others = (factories.signed_in(each) for each in (lead, council, police))
    assert theirs.get(address(made)).status_code == 404
    first = accuracy.published(made)

    # The council complains; the police find nothing of it
    assert "Raise a complaint" in theirs.get(address(made)).text
    sent = {"body": fairness.body(made).code, "text": WRONG, "wants": "A correction"}
    assert "Say what you ask for" in theirs.post(address(made, "complain"), sent | {"wants": ""}).text
    assert theirs.post(address(made, "complain"), sent).status_code == 302
    found = Complaint.objects.get()
    page = address(made, "complaint", complaint=found.ref)
    assert (found.lead, found.publication) == ("ofsted", first)
    assert [client.get(page).status_code for client in (theirs, oversees, others)] == [200, 200, 404]
    assert "Complaint of" not in others.get(address(made)).text
    assert factories.signed_in(handler).get(page).status_code == 404

    # The lead names somebody who had no part; whoever was seated cannot be chosen
    choices = oversees.get(page).text
    assert (handler.name in choices, seated.name in choices, reviewer.name in choices) == (True, False, False)
    assert theirs.post(page, {"do": "name", "person": handler.ref, **OPEN}).status_code == 403
    oversees.post(page, {"do": "name", "person": handler.ref, **OPEN})
    answers = factories.signed_in(handler)
    turns = {each.says: each.mine for each in waiting(made, person=handler, at=timezone.now())}
    assert turns[f"Complaint of {found.body.name}: answer it"]

    # The answer, and the review by another inspectorate that the council asks for
    assert "Say whether the complaint is upheld" in answers.post(page, {"do": "outcome", **OPEN}).text
    answers.post(page, {"do": "outcome", "outcome": "not_upheld", "text": "Twelve were late"})
    assert "Twelve were late" in theirs.get(page).text
    theirs.post(page, {"do": "verdict", "accepts": "no", "text": "There is a second page"})
    assert reviewer.name in oversees.get(page).text
    oversees.post(page, {"do": "name", "person": reviewer.ref, **OPEN})
    assert answers.post(page, {"do": "outcome", "outcome": "upheld", **OPEN}).status_code == 403
    second = accuracy.published(made, supersedes=first)
    reviews = factories.signed_in(reviewer)
    reviews.post(page, {"do": "outcome", "outcome": "upheld", "correction": second.ref, "text": "It was ten"})
    shown = theirs.get(page).text
    said = ("Reviewed independently", "Upheld", "The letter was corrected on", "It has ended")
    assert [words for words in said if words not in shown] == []
    assert [each.state for each in found.steps.all()] == [
        "raised", "acknowledged", "answered", "review_asked", "in_review", "reviewed",
    ]  # fmt: skip
    assert [client.get(page).status_code for client in (answers, factories.signed_in(seated), others)] == [
        200,
        200,
        404,
    ]


def test_steps_come_in_their_order_and_in_time():
    made, lead = accuracy.over()
    with pytest.raises(NotPossible, match="Nothing is published yet"):
        accuracy.complained(made)
    letter = accuracy.published(made)
    late = timezone.now() + timedelta(days=60)
    with pytest.raises(NotPossible, match="could be raised until"):
        complaints.complain(child_files.council(made), text=WRONG, wants="More", by=None, at=late)
    found, handler = accuracy.complained(made), factories.person("quality_assurance")
    by, now = {"by": lead, "at": timezone.now()}, {"by": None, "at": timezone.now()}
    with pytest.raises(InvalidInput, match="had no part"):
        complaints.acknowledge(found, person=lead, **OPEN, **by)
    with pytest.raises(NotPossible, match="that does not come next"):
        complaints.answer(found, outcome="upheld", correction=None, **OPEN, **now)
    assert complaints.due_on(found) == add_working_days(timezone.localdate(), 2)
    complaints.acknowledge(found, person=handler, **OPEN, **by)
    with pytest.raises(InvalidInput, match="Choose a correction of this letter"):
        complaints.answer(found, outcome="upheld", correction=letter, **OPEN, by=handler, at=timezone.now())
    corrected = accuracy.published(made, supersedes=letter)
    with pytest.raises(InvalidInput, match="is upheld, at least in part"):
        complaints.answer(found, outcome="not_upheld", correction=corrected, **OPEN, by=handler, at=timezone.now())
    with pytest.raises(NotAllowed):
        complaints.answer(found, outcome="partly", correction=corrected, **OPEN, **by)
    complaints.answer(found, outcome="partly", correction=corrected, **OPEN, by=handler, at=timezone.now())
    with pytest.raises(NotPossible, match="may ask for a review until"):
        complaints.close(found, **OPEN, **by)
    with pytest.raises(NotPossible, match="A review could be asked for until"):
        complaints.ask_review(found, **OPEN, by=None, at=late)
    complaints.close(found, **OPEN, by=lead, at=late)
    assert (complaints.state_of(found), complaints.due_on(found)) == ("closed", None)
    council = child_files.officer(child_files.council(made))
    again = accuracy.complained(made, by=council)
    assert again.publication == corrected
