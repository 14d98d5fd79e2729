"""Judging together: the policy is frozen, first views are sealed, and are shown when all of them are in."""

import json
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

import factories
from factories import child_files, fairness, judgements, notebook, safety, teams
from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible
from joint_inspection.frameworks.load import find
from joint_inspection.judgements.views import View
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.history.models import Entry
from joint_inspection_web.inspections import stages
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.judgements import actions, deciding
from joint_inspection_web.judgements.blind import standing_of
from joint_inspection_web.judgements.checking import check, citable
from joint_inspection_web.judgements.models import Asked, GivenView, Policy, Reveal
from joint_inspection_web.judgements.policy import viewed
from joint_inspection_web.triangulation.export import history_of, opened_history_of
from web.reading import read

pytestmark = pytest.mark.django_db
SHARED = ["initial_need_and_risk", "theme_response", "leadership_and_partnership"]
BESIDE = "First views beside one another"


@pytest.fixture(scope="module")
def asked(django_db_setup, django_db_blocker) -> Iterator[tuple[Inspection, list[Person]]]:
    """An inspection with evidence in which two inspectorates were asked for first views; each test begins there."""
    with django_db_blocker.unblock(), transaction.atomic():
        made, people = judgements.on_site("cqc")
        judgements.evidence(made, by=people[0])
        judgements.asked(made, by=people[0])
        yield made, people
        transaction.set_rollback(True)


def address(name, inspection, **more):
    return reverse(f"judgements:{name}", kwargs={"ref": inspection.ref, **more})


def page(inspection, person, name="front", **more):
    """A page as somebody reads it."""
    response = factories.signed_in(person).get(address(name, inspection, **more))
    assert response.status_code == 200
    return read(response)


# Asking


def test_the_policy_is_frozen_when_fieldwork_begins_and_once_only():
    made = child_files.announced()
    lead = child_files.inspector(made, role="lead_inspector")
    teams.accept_gaps(made)
    safety.contacts(made)
    assert not Policy.objects.exists()
    begins = timezone.now().replace(year=2027)
    stages.begin_fieldwork(made, by=lead, at=begins)
    row = Policy.objects.get()
    assert row.as_combination() == find(made.framework).judging.combination
    assert (row.by, row.at) == (lead, begins)
    assert Entry.objects.filter(what="judgements.freeze").count() == 1
    judgements.asked(made, by=lead)
    assert Policy.objects.get() == row
    assert "Frozen on" in page(made, lead).text


def test_views_are_asked_for_once_by_the_lead_from_fieldwork_on_by_name_or_of_every_inspector():
    made = child_files.announced()
    lead, other = child_files.inspector(made, role="lead_inspector"), child_files.inspector(made)
    cqc = notebook.colleague(made, at="cqc")
    with pytest.raises(NotPossible, match="Judging begins with the fieldwork"):
        judgements.asked(made, by=lead)
    made.stages.create(stage="fieldwork", at=factories.NOW)
    with pytest.raises(NotAllowed):
        judgements.asked(made, by=other)
    with pytest.raises(InvalidInput, match="Name who gives the first views"):
        judgements.asked(made, by=lead)
    with transaction.atomic():
        judgements.asked(made, by=lead, ofsted=lead.ref)
        found = [(each.inspectorate, each.person, each.author) for each in Asked.objects.all()]
        assert found == [("cqc", cqc, "cqc"), ("ofsted", lead, "ofsted")]
        transaction.set_rollback(True)
    judgements.asked(made, by=lead, by_inspector=True)
    assert {each.author for each in Asked.objects.all()} == {lead.ref, cqc.ref, other.ref}
    with pytest.raises(NotPossible, match="already"):
        judgements.asked(made, by=lead)


def test_an_inspectorate_gives_views_of_its_own_judgements_and_of_those_that_all_make():
    framework = find(child_files.FRAMEWORK)
    assert [each.id for each in viewed(framework, inspectorate="cqc")] == [*SHARED, "health"]
    assert [each.id for each in viewed(find("ilacs@2023"))] == [
        each.id for each in find("ilacs@2023").judging.judgements if each.id != "overall"
    ]


# Writing


def test_nobody_gives_a_view_of_what_is_not_theirs_or_was_not_asked_of_them(asked):
    made, (lead, cqc) = asked
    health = judgements.view(made, "health", by=lead)
    with pytest.raises(InvalidInput, match="yours"):
        actions.draft(made, view=health, by=lead, at=timezone.now())
    stranger = child_files.inspector(made)
    with pytest.raises(NotAllowed):
        actions.draft(made, view=health, by=stranger, at=timezone.now())
    assert actions.draft(made, view=health, by=cqc, at=timezone.now()).judgement == "health"


def test_nothing_is_sealed_while_anything_is_missing(asked):
    made, (lead, _) = asked
    empty = View(judgement="social_care", by="", grade=None, supports=())
    actions.draft(made, view=empty, by=lead, at=timezone.now())
    with pytest.raises(InvalidInput) as error:
        actions.seal_views(made, by=lead, at=timezone.now())
    says = [each.says for each in error.value.problems]
    assert says[:3] == [f"{each.title}: Write your view" for each in viewed(find(made.framework))[:3]]
    assert says[3:5] == ["Children's social care: Say why", "Children's social care: Say how grave it is"]
    assert not GivenView.objects.exclude(step="draft").exists()
    response = factories.signed_in(lead).post(address("seal", made))
    assert "Your views cannot be sealed yet" in read(response).text


def test_the_strongest_evidence_against_is_cited_and_a_finding_counts_as_what_supports_it(asked):
    made, (lead, _) = asked
    view = judgements.view(made, SHARED[0], by=lead)
    known = citable(made, words=Words(made), person=lead)
    bare = View(judgement=view.judgement, by="", grade=view.grade, supports=view.supports, because=view.because)
    assert [each.where for each in check(bare, known)] == ["against"]
    assert check(view, known) == ()
    # Given a finding on the same evidence
    criterion = find(made.framework).criteria[0].id
    evidence = {"supports": list(view.supports), "against": list(view.against), "waiver": "Seen twice over"}
    finding = fairness.drafted(made, by=lead, criterion=criterion, **evidence).finding.ref
    # When a view cites the finding alone, on its page
    said = {"grade": view.grade, "findings": [finding], "against": view.against, "because": view.because}
    assert fairness.WORDS in page(made, lead, "view", judgement=SHARED[0]).text
    client = factories.signed_in(lead)
    assert client.post(address("view", made, judgement=SHARED[0]), said).status_code == 302
    # Then it can be sealed
    told = page(made, lead, "view", judgement=SHARED[0]).text
    assert "Kept, and ready to seal with your other views." in told
    assert f'value="{finding}" checked' in client.get(address("view", made, judgement=SHARED[0])).content.decode()


# Sealing


def test_a_view_is_written_on_its_page_and_sealed_with_the_others_in_no_clear_word_and_for_good(asked):
    made, (lead, _) = asked
    client = factories.signed_in(lead)
    for each in viewed(find(made.framework), inspectorate="ofsted"):
        view = judgements.view(made, each.id, by=lead)
        said = {"grade": view.grade, "supports": view.supports, "against": view.against, "because": view.because}
        assert client.post(address("view", made, judgement=each.id), said).status_code == 302
    assert [row[2] for row in page(made, lead).tables["Your own views"][1:]] == ["Ready to seal"] * 4
    assert client.post(address("seal", made)).status_code == 302
    assert [row[2] for row in page(made, lead).tables["Your own views"][1:]] == ["Sealed"] * 4
    assert judgements.WORDS in page(made, lead, "view", judgement=SHARED[0]).text
    with pytest.raises(NotPossible, match="never changed"):
        judgements.drafted(made, by=lead)
    with pytest.raises(NotPossible, match="never changed"):
        actions.seal_views(made, by=lead, at=timezone.now())
    kept = json.dumps([each.content for each in Entry.objects.filter(what__startswith="judgements.")])
    assert judgements.WORDS not in kept
    assert "priority_action" not in kept
    mine = GivenView.objects.filter(step="first").order_by("pk")
    assert [each.judgement for each in mine] == [*SHARED, "social_care"]
    assert {Words(made).of(each)["grade"] for each in mine} == {"priority_action"}


def test_all_is_revealed_when_the_last_seals_and_a_file_of_history_holds_no_view_before_and_never_a_draft(asked):
    made, (lead, cqc) = asked
    before = history_of(made)
    for name in ("decide", "follows"):
        assert "not revealed yet" in read(factories.signed_in(lead).get(address(name, made))).text
    with pytest.raises(NotPossible, match="not revealed"):
        deciding.decide(made, agreed=judgements.agreed(made), by=lead, at=timezone.now())
    judgements.sealed(made, by=lead)
    assert (Reveal.objects.count(), history_of(made)) == (0, before)
    opened = opened_history_of(made, purpose="For a test", by=None, at=timezone.now())["opened"]
    assert [each for each in opened.values() if "grade" in each] == []
    assert BESIDE not in page(made, lead).tables
    judgements.sealed(made, by=cqc, place=1, because="Health came at once")
    assert Reveal.objects.count() == 1
    told = [each["what"] for each in history_of(made)["entries"] if each["what"].startswith("judgements.")]
    assert told == ["judgements.freeze", "judgements.ask_for_views", "judgements.seal", "judgements.seal",
                    "judgements.reveal"]  # fmt: skip
    opened = opened_history_of(made, purpose="For a test", by=None, at=timezone.now())["opened"]
    grades = sorted(each["grade"] for each in opened.values() if "grade" in each)
    assert grades == ["improvement"] * 4 + ["priority_action"] * 4
    found = page(made, lead)
    rows = {row[0]: row[1:] for row in found.tables[BESIDE]}
    assert rows["Judgement"] == ["Care Quality Commission", "Ofsted"]
    assert rows[find(made.framework).judging.judgements[0].title] == [
        "What needs to improve", "Area for priority action"
    ]  # fmt: skip
    assert rows["Health services"] == ["What needs to improve", "–"]
    assert "Health came at once" in page(made, lead, "view", judgement="health").text
    # Quality assurance sees what was judged and no words
    quality = notebook.colleague(made, at="ofsted", role="quality_assurance")
    assert page(made, quality).tables[BESIDE] == found.tables[BESIDE]
    assert "This framework gives no overall grade." in page(made, quality, "follows").text
    assert factories.signed_in(quality).get(address("view", made, judgement=SHARED[0])).status_code == 403


def test_what_follows_says_that_there_is_nothing_to_put_right_as_the_other_pages_do(asked):
    made, (lead, cqc) = asked
    judgements.sealed(made, by=lead)
    judgements.sealed(made, by=cqc)
    chosen = {f"grade_{each.id}": "none" for each in viewed(find(made.framework))}
    sent = factories.signed_in(lead).post(address("decide", made), {"show": "proposal"} | chosen)
    told = read(sent)
    assert "This framework gives no overall grade." in told.text
    assert f"Nothing to put right: {find(made.framework).judging.judgements[0].title}" in told.text
    [others] = [rows for name, rows in told.tables.items() if name.startswith("Other policies")]
    proposed = {row[0]: row[1] for row in others[1:]}
    assert (proposed["Median"], proposed["Profile"]) == ("Nothing to put right", "No overall grade")
    assert [word for word in ("None", "none:") if word in told.text] == []


def test_nobody_is_waited_for_who_cannot_give_a_view_and_the_answer_does_not_tell_whether_they_did(asked):
    made, (lead, cqc) = asked
    client = factories.signed_in(lead)
    mine = client.post(address("wait_no_longer", made, who=lead.ref), {"reason": "To look at the others"})
    assert "You are waited for yourself" in read(mine).text
    judgements.sealed(made, by=cqc)
    there = address("wait_no_longer", made, who=cqc.ref)
    assert client.post(there, {"reason": ""}).status_code == 200
    assert client.post(there, {"reason": "On leave until May"}).status_code == 302
    assert not standing_of(made).is_revealed
    judgements.sealed(made, by=lead)
    found = page(made, cqc)
    assert "No longer waited for: On leave until May" in found.text
    assert found.tables[BESIDE][1][1:] == ["Area for priority action"] * 2


def test_views_move_with_reasons_after_the_reveal_and_the_first_stays(asked):
    made, (lead, cqc) = asked
    again = judgements.view(made, SHARED[0], by=cqc, place=1, because="")
    with pytest.raises(NotPossible, match="not revealed"):
        actions.give_again(made, view=again, by=cqc, at=timezone.now())
    judgements.sealed(made, by=lead, place=1)
    judgements.sealed(made, by=cqc, place=0)
    with pytest.raises(NotPossible, match="revealed: nobody is waited for"):
        judgements.waived(made, cqc, by=lead)
    with pytest.raises(InvalidInput, match="Say why"):
        actions.give_again(made, view=again, by=cqc, at=timezone.now())
    said = judgements.view(made, SHARED[0], by=cqc, place=1, because="The council's record persuaded us")
    actions.give_again(made, view=said, by=cqc, at=timezone.now())
    found = page(made, lead)
    first = found.tables[BESIDE][1]
    assert first[1:] == ["Area for priority action, now What needs to improve", "What needs to improve"]
    assert "1 view has moved" in found.text
    assert "The council's record persuaded us" in page(made, lead, "view", judgement=SHARED[0]).text
