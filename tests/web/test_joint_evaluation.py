"""Each agency and the inspectors evaluate the children followed, each side apart; then they stand side by side."""

import pytest
from django.urls import reverse
from django.utils import timezone

import factories
from factories import child_files, fairness
from factories.fairness import mark_of
from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible
from joint_inspection.frameworks.load import find
from joint_inspection_web.casedata import destruction
from joint_inspection_web.evidence import kept
from joint_inspection_web.fairness import evaluations
from joint_inspection_web.fairness.actions import evaluation
from joint_inspection_web.fairness.children import by_marks
from joint_inspection_web.fairness.models import ChildLook, Evaluation
from joint_inspection_web.history.models import Entry

pytestmark = [pytest.mark.on_postgres, pytest.mark.django_db]
WHY = "The health visitor saw her every week"
QUESTIONS = [question.id for question in find(child_files.FRAMEWORK).joint_evaluation.questions]


@pytest.fixture
def followed():
    return fairness.with_children()


@pytest.fixture
def blind(monkeypatch):
    """A framework under which inspectors evaluate each child before they see what agencies say."""
    tool = find("area-send@2023").joint_evaluation
    assert tool.before_fieldwork_visible is False
    other = find(child_files.FRAMEWORK).model_copy(update={"joint_evaluation": tool})
    for module in (evaluation, evaluations):
        monkeypatch.setattr(module, "find", lambda ref: other)


def address(inspection, name="evaluation", **kwargs):
    return reverse(f"fairness:{name}", kwargs={"ref": inspection.ref, **kwargs})


def save(inspection, child, *, by, kind="council", grade="mostly_met", send=True, **grades):
    answers = {question: (grades.get(question, grade), WHY) for question in QUESTIONS}
    body = fairness.body(inspection, kind) if kind else None
    return evaluation.save_evaluation(inspection, body=body, child=child, answers=answers, text="", send=send, by=by,
                                      at=timezone.now())  # fmt: skip


def officer(inspection, kind="council"):
    return child_files.officer(fairness.body(inspection, kind))


def test_an_agency_keeps_goes_on_and_sends_and_no_other_agency_sees_it(followed):
    inspection, _, children = followed
    council, police = officer(inspection), officer(inspection, "police")
    theirs = factories.signed_in(council)
    mark, number = mark_of(inspection, children[0]), fairness.body(inspection).pk
    page = address(inspection, "side", mark=mark, number=number)
    assert page in theirs.get(address(inspection)).text
    sent = {QUESTIONS[0]: "mostly_met", f"{QUESTIONS[0]}_why": WHY}
    theirs.post(page, sent)
    assert WHY in theirs.get(page).text
    assert f"Answer: {find(child_files.FRAMEWORK).joint_evaluation.questions[1].asks}" in theirs.post(
        page, sent | {"send": "yes"}
    ).text.replace("&#39;", "'")
    whole = sent | dict.fromkeys(QUESTIONS, "partly_met")
    theirs.post(page, whole | {"send": "yes"})
    assert [row.sent for row in Evaluation.objects.all()] == [False, True]
    assert "It is not changed any more." in theirs.get(page).text
    with pytest.raises(NotPossible, match="sent already"):
        save(inspection, children[0], by=council)
    other = factories.signed_in(police)
    assert other.get(page).status_code == 404
    assert WHY not in other.get(address(inspection)).text
    told = "".join(entry.payload for entry in Entry.objects.filter(what__startswith="fairness"))
    assert [word in told for word in (WHY, children[0])] == [False, False]


def test_inspectors_see_what_was_sent_at_once_where_the_framework_says_so(followed):
    inspection, lead, children = followed
    save(inspection, children[0], by=officer(inspection), send=False)
    client, page = factories.signed_in(lead), address(inspection, "child", mark=mark_of(inspection, children[0]))
    assert WHY not in client.get(page).text
    save(inspection, children[0], by=officer(inspection))
    assert WHY in client.get(page).text
    assert ChildLook.objects.count() == 2


def test_inspectors_evaluate_blind_first_where_the_framework_says_so(followed, blind):
    inspection, lead, children = followed
    save(inspection, children[0], by=officer(inspection), grade="fully_met")
    client, page = factories.signed_in(lead), address(inspection, "child", mark=mark_of(inspection, children[0]))
    before = client.get(page).text + client.get(address(inspection)).text
    assert [word in before for word in (WHY, "Fully met", "Same answer")] == [False, False, False]
    save(inspection, children[0], kind=None, by=lead, send=False)
    assert WHY not in client.get(page).text
    save(inspection, children[0], kind=None, by=lead)
    assert "Fully met" in client.get(page).text
    assert "Same answer" in client.get(address(inspection)).text
    other = address(inspection, "child", mark=mark_of(inspection, children[1]))
    save(inspection, children[1], by=officer(inspection), grade="fully_met")
    assert "Fully met" not in client.get(other).text


def test_how_far_they_agree_is_counted_by_hand(followed):
    inspection, lead, children = followed
    council = officer(inspection)
    first, second, third = QUESTIONS[:3]
    pairs = [
        ({}, {}),
        ({first: "fully_met"}, {}),
        ({first: "not_met", second: "cannot_say"}, {}),
        ({second: "fully_met", third: "fully_met"}, {second: "not_met"}),
    ]
    for child, (theirs, ours) in zip(children, pairs, strict=False):
        save(inspection, child, by=council, **theirs)
        save(inspection, child, kind=None, by=lead, **ours)
    save(inspection, children[4], by=council)
    sides = evaluations.Sides(inspection)
    rows = evaluations.compare(sides, fairness.body(inspection), evaluation.tool_of(inspection), children)
    found = [
        (row.found.children, row.found.exact, row.found.within_one, row.found.higher, row.found.lower) for row in rows
    ]
    assert found[:3] == [(4, 2, 3, 1, 1), (3, 2, 2, 1, 0), (4, 3, 4, 1, 0)]
    assert rows[0].within == pytest.approx((0.3006, 0.9544), abs=0.0001)
    page = factories.signed_in(lead).get(address(inspection)).text
    assert "2 of 4 (15% to 85%)" in page


def test_who_may_evaluate_for_whom(followed):
    inspection, lead, children = followed
    for who, kind in ((officer(inspection), "police"), (officer(inspection), None), (lead, "council")):
        with pytest.raises(NotAllowed):
            save(inspection, children[0], kind=kind, by=who)
    with pytest.raises(InvalidInput, match="Choose a child whose case is tracked"):
        save(inspection, "nobodyknown1", by=officer(inspection))
    page = address(inspection, "side", mark=mark_of(inspection, children[0]), number=0)
    assert factories.signed_in(officer(inspection)).get(page).status_code == 403
    assert factories.signed_in(lead).get(page).status_code == 200
    assert "0" * 16 not in by_marks(inspection)


def test_no_address_holds_a_pseudonym(followed):
    inspection, lead, children = followed
    page = factories.signed_in(lead).get(address(inspection)).text
    links = [part.split('"')[0] for part in page.split('href="')[1:]]
    assert [link for link in links for child in children if child in link] == []


def test_before_anybody_is_chosen_the_page_says_so():
    inspection = child_files.announced()
    lead = child_files.inspector(inspection, role="lead_inspector")
    assert "No child has been chosen yet." in factories.signed_in(lead).get(address(inspection)).text


def test_a_framework_without_a_joint_evaluation_has_none():
    inspection = factories.inspection()
    lead = child_files.inspector(inspection, role="lead_inspector")
    assert find(inspection.framework).joint_evaluation is None
    assert "has no joint evaluation" in factories.signed_in(lead).get(address(inspection)).text
    with pytest.raises(NotPossible, match="has no joint evaluation"):
        evaluation.tool_of(inspection)


def test_a_child_has_one_mark_wherever_it_stands_and_another_in_every_inspection():
    (one, _, children), (other, _, _) = fairness.with_children(), fairness.with_children()
    now = {"by": None, "at": factories.NOW}
    marks = {child: kept.mark_of(child, inspection=one, at=factories.NOW) for child in children}
    assert by_marks(one) == {mark: child for child, mark in marks.items()}
    assert {kept.mark_of(child, inspection=other, at=factories.NOW) for child in children} & set(
        marks.values()
    ) == set()
    proposal = destruction.propose(one, reason="The inspection is over", **now)
    destruction.confirm(proposal, **now)
    assert kept.marks_of(children, inspection=one) == {}
