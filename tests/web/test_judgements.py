"""Judging together: the policy is frozen, first views are sealed, and are shown when all of them are in."""

import json

import pytest
from django.urls import reverse
from django.utils import timezone

import factories
from factories import child_files, judgements, notebook, safety, teams
from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible
from joint_inspection.frameworks.load import find
from joint_inspection.judgements.views import View
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.history.models import Entry
from joint_inspection_web.inspections import stages
from joint_inspection_web.judgements import actions, deciding
from joint_inspection_web.judgements.blind import standing_of
from joint_inspection_web.judgements.deliberation import deliberate
from joint_inspection_web.judgements.models import Asked, Decision, GivenView, Policy, Reveal
from joint_inspection_web.judgements.policy import choices_of, viewed
from joint_inspection_web.triangulation.export import history_of, opened_history_of
from web.reading import read

pytestmark = pytest.mark.django_db
SHARED = ["initial_need_and_risk", "theme_response", "leadership_and_partnership"]


def address(name, inspection, **more):
    return reverse(f"judgements:{name}", kwargs={"ref": inspection.ref, **more})


def page(inspection, person, name="front", **more):
    """A page as somebody reads it."""
    response = factories.signed_in(person).get(address(name, inspection, **more))
    assert response.status_code == 200
    return read(response)


def judging(*inspectorates):
    """An inspection with evidence, where first views were asked for."""
    made, people = judgements.on_site(*inspectorates)
    judgements.evidence(made, by=people[0])
    judgements.asked(made, by=people[0])
    return made, people


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


def test_an_inspectorate_is_asked_by_its_only_inspector_and_by_name_where_it_has_several():
    made, (lead, cqc) = judgements.on_site("cqc")
    child_files.inspector(made)
    with pytest.raises(InvalidInput, match="Name who gives the first views"):
        judgements.asked(made, by=lead)
    judgements.asked(made, by=lead, ofsted=lead.ref)
    found = [(each.inspectorate, each.person, each.author) for each in Asked.objects.all()]
    assert found == [("cqc", cqc, "cqc"), ("ofsted", lead, "ofsted")]


def test_every_inspector_can_be_asked():
    made, (lead, cqc) = judgements.on_site("cqc")
    other = child_files.inspector(made)
    judgements.asked(made, by=lead, by_inspector=True)
    assert {each.author for each in Asked.objects.all()} == {lead.ref, cqc.ref, other.ref}


def test_views_are_asked_for_once_by_the_lead_from_fieldwork_on():
    made = child_files.announced()
    lead, other = child_files.inspector(made, role="lead_inspector"), child_files.inspector(made)
    with pytest.raises(NotPossible, match="Judging begins with the fieldwork"):
        judgements.asked(made, by=lead)
    made.stages.create(stage="fieldwork", at=factories.NOW)
    with pytest.raises(NotAllowed):
        judgements.asked(made, by=other)
    judgements.asked(made, by=lead, by_inspector=True)
    with pytest.raises(NotPossible, match="already"):
        judgements.asked(made, by=lead)


def test_an_inspectorate_gives_views_of_its_own_judgements_and_of_those_that_all_make():
    framework = find(child_files.FRAMEWORK)
    assert [each.id for each in viewed(framework, inspectorate="cqc")] == [*SHARED, "health"]
    assert [each.id for each in viewed(find("ilacs@2023"))] == [
        each.id for each in find("ilacs@2023").judging.judgements if each.id != "overall"
    ]


def test_nobody_gives_a_view_of_what_is_not_theirs_or_was_not_asked_of_them():
    made, (lead, cqc) = judging("cqc")
    health = judgements.view(made, "health", by=lead)
    with pytest.raises(InvalidInput, match="yours"):
        actions.draft(made, view=health, by=lead, at=timezone.now())
    stranger = child_files.inspector(made)
    with pytest.raises(NotAllowed):
        actions.draft(made, view=health, by=stranger, at=timezone.now())
    assert actions.draft(made, view=health, by=cqc, at=timezone.now()).judgement == "health"


def test_nothing_is_sealed_while_anything_is_missing():
    made, (lead, _) = judging("cqc")
    empty = View(judgement="social_care", by="", grade=None, supports=())
    actions.draft(made, view=empty, by=lead, at=timezone.now())
    with pytest.raises(InvalidInput) as error:
        actions.seal_views(made, by=lead, at=timezone.now())
    says = [each.says for each in error.value.problems]
    assert says[:3] == [f"{each.title}: Write your view" for each in viewed(find(made.framework))[:3]]
    assert says[3:5] == ["Children's social care: Say how grave it is", "Children's social care: Say why"]
    assert not GivenView.objects.exclude(step="draft").exists()
    response = factories.signed_in(lead).post(address("seal", made))
    assert "Your views cannot be sealed yet" in read(response).text


def test_the_strongest_evidence_against_has_to_be_cited():
    made, (lead, _) = judging("cqc")
    view = judgements.view(made, SHARED[0], by=lead)
    bare = View(judgement=view.judgement, by="", grade=view.grade, supports=view.supports, because=view.because)
    assert [each.where for each in actions.check(made, bare, person=lead)] == ["against"]
    assert actions.check(made, view, person=lead) == ()


def test_a_sealed_view_is_never_changed_and_is_kept_in_no_clear_word():
    made, (lead, _) = judging("cqc")
    judgements.sealed(made, by=lead)
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


def test_all_views_are_revealed_when_the_last_is_sealed():
    made, (lead, cqc, police) = judging("cqc", "hmicfrs")
    judgements.sealed(made, by=lead, place=0)
    judgements.sealed(made, by=cqc, place=1)
    assert not Reveal.objects.exists()
    assert "First views beside one another" not in page(made, lead).tables
    judgements.sealed(made, by=police, place=2, because="The police came at once")
    assert Reveal.objects.count() == 1
    rows = {row[0]: row[1:] for row in page(made, lead).tables["First views beside one another"]}
    graded = ["What needs to improve", "Area for priority action"]
    assert rows[find(made.framework).judging.judgements[0].title] == [graded[0], "Nothing to put right", graded[1]]
    assert rows["Police"] == ["–", "Nothing to put right", "–"]
    text = page(made, lead, "view", judgement="police").text
    assert "The police came at once" in text


def test_nobody_is_waited_for_who_cannot_give_a_view_and_the_answer_does_not_tell_whether_they_did():
    made, (lead, cqc, police) = judging("cqc", "hmicfrs")
    judgements.sealed(made, by=lead)
    judgements.sealed(made, by=cqc)
    client = factories.signed_in(lead)
    for person in (cqc, police):
        there = address("wait_no_longer", made, who=person.ref)
        assert client.post(there, {"reason": ""}).status_code == 200
        assert client.post(there, {"reason": "On leave until May"}).status_code == 302
    assert standing_of(made).is_revealed
    found = page(made, police)
    assert "No longer waited for: On leave until May" in found.text
    table, grave = found.tables["First views beside one another"], "Area for priority action"
    assert table[0] == ["Judgement", "Care Quality Commission", "HMICFRS", "Ofsted"]
    assert table[1][1:] == [grave, "–", grave]
    with pytest.raises(NotPossible, match="revealed"):
        actions.seal_views(made, by=police, at=timezone.now())


def test_views_move_with_reasons_after_the_reveal_and_the_first_stays():
    made, (lead, cqc) = judging("cqc")
    again = judgements.view(made, SHARED[0], by=cqc, place=1, because="")
    with pytest.raises(NotPossible, match="not revealed"):
        actions.give_again(made, view=again, by=cqc, at=timezone.now())
    judgements.sealed(made, by=lead, place=1)
    judgements.sealed(made, by=cqc, place=0)
    with pytest.raises(InvalidInput, match="Say why"):
        actions.give_again(made, view=again, by=cqc, at=timezone.now())
    said = judgements.view(made, SHARED[0], by=cqc, place=1, because="The council's record persuaded us")
    actions.give_again(made, view=said, by=cqc, at=timezone.now())
    found = page(made, lead)
    first = found.tables["First views beside one another"][1]
    assert first[1:] == ["Area for priority action, now What needs to improve", "What needs to improve"]
    assert "1 view has moved" in found.text
    assert "The council's record persuaded us" in page(made, lead, "view", judgement=SHARED[0]).text


def test_quality_assurance_sees_what_was_judged_and_no_words():
    made, (lead, cqc) = judging("cqc")
    quality = notebook.colleague(made, at="ofsted", role="quality_assurance")
    for person in (lead, cqc):
        judgements.sealed(made, by=person)
    assert "First views beside one another" in page(made, quality).tables
    there = address("view", made, judgement=SHARED[0])
    assert factories.signed_in(quality).get(there).status_code == 403


def test_a_view_is_written_on_its_page_and_sealed_with_the_others():
    made, (lead, _) = judging("cqc")
    client = factories.signed_in(lead)
    for each in viewed(find(made.framework), inspectorate="ofsted"):
        view = judgements.view(made, each.id, by=lead)
        said = {"grade": view.grade, "supports": view.supports, "against": view.against, "because": view.because}
        assert client.post(address("view", made, judgement=each.id), said).status_code == 302
    assert [row[2] for row in page(made, lead).tables["Your own views"][1:]] == ["Ready to seal"] * 4
    assert client.post(address("seal", made)).status_code == 302
    assert [row[2] for row in page(made, lead).tables["Your own views"][1:]] == ["Sealed"] * 4
    assert judgements.WORDS in page(made, lead, "view", judgement=SHARED[0]).text


def test_a_file_of_history_holds_no_view_before_the_reveal_and_never_a_draft():
    made, (lead, cqc) = judging("cqc")
    before = history_of(made)
    judgements.sealed(made, by=lead)
    assert history_of(made) == before
    opened = opened_history_of(made, purpose="For a test", by=None, at=timezone.now())["opened"]
    assert [each for each in opened.values() if "grade" in each] == []
    judgements.sealed(made, by=cqc, place=1)
    told = [each["what"] for each in history_of(made)["entries"] if each["what"].startswith("judgements.")]
    assert told == ["judgements.freeze", "judgements.ask_for_views", "judgements.seal", "judgements.seal",
                    "judgements.reveal"]  # fmt: skip
    opened = opened_history_of(made, purpose="For a test", by=None, at=timezone.now())["opened"]
    grades = sorted(each["grade"] for each in opened.values() if "grade" in each)
    assert grades == ["improvement"] * 4 + ["priority_action"] * 4


# Deciding


def decide(made, lead, **said):
    return deciding.decide(made, agreed=judgements.agreed(made, **said), by=lead, at=timezone.now())


def test_nothing_is_decided_before_the_reveal_or_by_anybody_but_the_lead():
    made, (lead, cqc) = judging("cqc")
    with pytest.raises(NotPossible, match="not revealed"):
        decide(made, lead)
    judgements.revealed(made, lead, cqc)
    with pytest.raises(NotAllowed):
        decide(made, cqc)
    assert factories.signed_in(cqc).get(address("decide", made)).status_code == 403


def test_a_decision_asks_for_a_reason_where_evidence_lacks_and_for_the_words_of_who_dissents():
    made, (lead, cqc) = judging("cqc")
    judgements.revealed(made, lead, cqc)
    with pytest.raises(InvalidInput) as error:
        decide(made, lead, settled_because="")
    lacking, *dissents = [(each.where, each.says) for each in error.value.problems]
    assert lacking[0] == "settled_because"
    assert "less evidence than the framework asks for" in lacking[1]
    assert dissents == [
        ("", "Care Quality Commission thinks otherwise: they write why on the page of the judgement first")
    ]
    for each in viewed(find(made.framework), inspectorate="cqc"):
        said = judgements.view(made, each.id, by=cqc, place=1, because="Health did what it could")
        actions.give_again(made, view=said, by=cqc, at=timezone.now())
    decide(made, lead)
    found = page(made, cqc)
    assert found.tables["What was agreed"][1] == [viewed(find(made.framework))[0].title, "Area for priority action"]
    assert "Dissent: Care Quality Commission" in found.text
    assert "Health did what it could" in found.text
    assert "Enough was seen of it" in found.text


def test_the_last_decision_counts_and_those_before_it_stay():
    made, (lead, cqc) = judging("cqc")
    judgements.sealed(made, by=lead)
    judgements.sealed(made, by=cqc)
    first = decide(made, lead)
    second = decide(made, lead, settled_because="More was seen since")
    assert list(Decision.objects.all()) == [first, second]
    assert "More was seen since" in page(made, lead).text


def test_what_follows_is_shown_before_anything_is_decided():
    made, (lead, cqc) = judging("cqc")
    judgements.sealed(made, by=lead)
    judgements.sealed(made, by=cqc)
    client = factories.signed_in(lead)
    shown = read(client.get(address("decide", made)))
    assert "The policy proposes: no overall" in shown.text
    assert "Other policies, with plain settings that nobody chose beforehand" in shown.tables
    form = {"show": "proposal", "grade_police": "improvement"}
    assert "Improvement: Police." in read(client.post(address("decide", made), form)).text
    assert not Decision.objects.exists()


def test_a_missing_grade_is_told_and_nothing_is_proposed():
    made = factories.inspection()
    made.framework = "ilacs@2023"
    found = deliberate(made, {})
    assert found.proposal is None
    assert len(found.missing) == len(find("ilacs@2023").judging.combination.inputs)


def test_how_much_one_judgement_counts_is_drawn_where_there_are_weights():
    framework = find("multi-inspectorate@2012")
    rule = framework.judging.combination
    made = factories.inspection()
    made.framework = framework.ref
    agreed = {name: list(choices_of(framework, name))[0 if place else -1] for place, name in enumerate(rule.inputs)}
    found = deliberate(made, agreed)
    assert rule.policy == "weighted"
    assert len(found.says) == len(rule.inputs)
    assert str(found.weights).count('class="lane"') == len(rule.inputs)
    assert found.flips != ()
