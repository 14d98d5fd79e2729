"""Quality assurance asks and blocks; somebody who never saw the grades rates again; nobody else sees who leans."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

import factories
from factories import assurance, child_files, fairness, judgements, publishing
from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible
from joint_inspection.frameworks.load import find
from joint_inspection_web.assurance import queries, second
from joint_inspection_web.assurance.models import Drawn, Opening, Query, SecondGrade, Turn
from joint_inspection_web.history.models import Entry
from joint_inspection_web.inspections import gates
from joint_inspection_web.inspections.waiting import waiting
from joint_inspection_web.judgements.policy import viewed
from joint_inspection_web.reports.rules import signs_for
from joint_inspection_web.triangulation.export import history_of
from web.reading import read

pytestmark = [pytest.mark.on_postgres, pytest.mark.django_db]
SECRET = "Nobody asked Gwendolen"


def team():
    """An inspection with its lead and quality assurance."""
    made = child_files.announced()
    return made, child_files.inspector(made, role="lead_inspector"), assurance.assurer(made)


def now():
    return {"at": timezone.now()}


def shows(person, address, *, status=200):
    """A page as somebody reads it."""
    response = factories.signed_in(person).get(address)
    assert response.status_code == status
    return read(response) if status == 200 else None


def blocked(made):
    return [each.says for each in gates.in_the_way(made, "published", at=timezone.now()) if each.where == "queries"]


# Queries


def test_a_query_blocks_publication_until_it_was_answered_and_resolved():
    made, lead, quality = team()
    publishing.reach(made, "fieldwork", "fieldwork_done")
    front = reverse("assurance:front", args=[made.ref])
    assert blocked(made) == []
    client = factories.signed_in(quality)
    assurance.written(made)
    client.post(reverse("assurance:ask", args=[made.ref]), {"about": "sentence", "sentence": "s12", "text": SECRET})
    query = Query.objects.get()
    assert SECRET not in Entry.objects.last().payload + query.sealed
    assert blocked(made) == [
        "1 query of quality assurance is not resolved: answer, and let quality assurance resolve it"
    ]
    assert [
        (each.whose, each.mine) for each in waiting(made, person=lead, at=timezone.now()) if "quer" in each.says
    ] == [("The team", True)]
    one = reverse("assurance:query", args=[made.ref, query.ref])
    for does, by, text in (
        ("answer", lead, "Twelve children say so"),
        ("further", quality, "Of how many?"),
        ("answer", lead, "Of fourteen"),
    ):
        factories.signed_in(by).post(one, {"does": does, "text": text})
    assert "Answered, not resolved" in shows(lead, front).text
    assert len(blocked(made)) == 1
    client.post(one, {"does": "resolved", "text": "The number now stands there"})
    assert blocked(made) == []
    page = shows(lead, one)
    for said in (
        "Sentence s12 of the draft",
        "Most children were heard.",
        SECRET,
        "Twelve children say so",
        "Of how many?",
        "The number now",
    ):
        assert said in page.text
    with pytest.raises(NotPossible, match="closed"):
        queries.answer(query, text="Once more", by=lead, **now())


def test_an_answered_query_is_never_withdrawn_and_an_unanswered_one_only_by_whoever_asked():
    made, lead, quality = team()
    publishing.reach(made, "fieldwork", "fieldwork_done")
    other = assurance.assurer(made)
    kept, taken = assurance.queried(made, by=quality), assurance.queried(made, by=quality)
    with pytest.raises(NotAllowed):
        queries.withdraw(taken, text="A mistake", by=other, **now())
    with pytest.raises(NotPossible, match="Nobody has answered yet"):
        queries.resolve(taken, text="It is fine", by=quality, **now())
    queries.withdraw(taken, text="A mistake", by=quality, **now())
    queries.answer(kept, text="Because", by=lead, **now())
    with pytest.raises(NotPossible, match="it stays"):
        queries.withdraw(kept, text="A mistake", by=quality, **now())
    assert (Query.objects.count(), Turn.objects.count(), len(blocked(made))) == (2, 2, 1)


def test_only_quality_assurance_with_a_seat_asks_and_only_the_team_answers():
    made, lead, quality = team()
    query = assurance.queried(made, by=quality)
    without = factories.person("quality_assurance")
    for by in (lead, without):
        with pytest.raises(NotAllowed):
            assurance.queried(made, by=by)
        with pytest.raises(NotAllowed):
            queries.resolve(query, text="It is fine", by=by, **now())
    with pytest.raises(NotAllowed):
        queries.answer(query, text="I think so", by=quality, **now())
    shows(without, reverse("assurance:front", args=[made.ref]), status=403)
    officer = child_files.officer(child_files.council(made))
    shows(officer, reverse("assurance:front", args=[made.ref]), status=403)


def test_a_query_is_about_something_that_is_there():
    made, lead, quality = team()
    fairness.drafted(made, by=lead)
    (finding,) = made.findings.all()
    judged = find(made.framework).judging.judgements[0]
    for about, which in (("sentence", "s12"), ("finding", "nothing"), ("judgement", "nothing"), ("weather", "")):
        with pytest.raises(InvalidInput):
            assurance.queried(made, by=quality, about=about, which=which)
    for about, which in (("finding", finding.ref), ("judgement", judged.id)):
        assurance.queried(made, by=quality, about=about, which=which)
    said = shows(quality, reverse("assurance:front", args=[made.ref])).text
    assert f"Judgement: {judged.title}" in said
    assert "Finding: " in said
    asked = shows(quality, reverse("assurance:ask", args=[made.ref]) + f"?about=finding&which={finding.ref}")
    assert "Ask the team" in asked.text


# Second ratings


def test_a_second_rater_reads_the_evidence_never_the_grades_and_is_compared_when_both_are_in():
    made, lead, quality = team()
    judgements.evidence(made, by=lead)
    assurance.rated(made, lead, places=[0])
    rater = factories.person("lead_inspector")
    drawn = assurance.drawn(made, by=quality)
    named = assurance.named(drawn, rater, by=quality)
    address = reverse("quality:second", args=[named.ref])
    page = shows(rater, address)
    assert [row[1] for row in page.tables["Your grades"][1:]] == ["Not graded"] * len(viewed(find(made.framework)))
    shows(rater, reverse("judgements:front", args=[made.ref]), status=404)
    for by in (lead, quality):
        shows(by, address, status=404)

    one = reverse("quality:judgement", args=[named.ref, viewed(find(made.framework))[0].id])
    assert judgements.WORDS not in shows(rater, one).text
    factories.signed_in(rater).post(one, {"open": "evidence"})
    assert judgements.WORDS in shows(rater, one).text
    assert [each.rater for each in Opening.objects.all()] == [named]

    with pytest.raises(InvalidInput, match="choose a grade and say why"):
        second.seal(named, never_saw=True, by=rater, **now())
    assurance.drafted(named, place=1)
    with pytest.raises(InvalidInput, match="never saw"):
        second.seal(named, never_saw=False, by=rater, **now())
    assert "Both ratings" not in shows(quality, reverse("quality:drawn", args=[drawn.ref])).tables
    with pytest.raises(InvalidInput, match="without seeing its grades"):
        gates.expect_free_to_sit(made, rater, "team_inspector")
    factories.signed_in(rater).post(address, {"never_saw": "on"})
    gates.expect_free_to_sit(made, rater, "team_inspector")
    for by, where in ((rater, address), (quality, reverse("quality:drawn", args=[drawn.ref]))):
        rows = shows(by, where).tables["Both ratings"][1:]
        assert {row[3] for row in rows} == {"1 step milder"}
        assert len(rows) == len(viewed(find(made.framework)))
    with pytest.raises(NotPossible, match="never changed"):
        second.open_evidence(named, judgement="health", by=rater, **now())
    with pytest.raises(NotPossible, match="nobody else is named"):
        assurance.named(drawn, factories.person("lead_inspector"), by=quality)


def test_the_team_learns_nothing_of_a_second_rating_and_nobody_on_it_rates():
    made, lead, quality = team()
    assurance.rated(made, lead, places=[0])
    before = history_of(made)["entries"]
    drawn = assurance.drawn(made, by=quality)
    for person in (lead, quality, factories.person("team_inspector"), factories.person("lead_inspector", at="hmcpsi")):
        with pytest.raises(InvalidInput, match="never sat"):
            assurance.named(drawn, person, by=quality)
    assurance.sealed(assurance.named(drawn, factories.person("quality_assurance"), by=quality))
    assert history_of(made)["entries"] == before
    for name in ("quality:drawn", "quality:across", "quality:draw"):
        shows(lead, reverse(name, args=[drawn.ref] if name == "quality:drawn" else []), status=403)
    assert made.area_name not in shows(lead, reverse("quality:front")).text.partition("Nobody has asked")[0]


def test_what_was_drawn_once_is_not_drawn_again_and_only_what_was_decided():
    made, lead, quality = team()
    with pytest.raises(InvalidInput, match="decided and not drawn"):
        second.draw(framework=made.framework, number=1, seed=1, by=quality, **now())
    assurance.rated(made, lead, places=[0])
    client = factories.signed_in(quality)
    client.post(reverse("quality:draw"), {"framework": made.framework, "number": "1", "seed": "5"})
    (found,) = Drawn.objects.all()
    assert (found.inspection, found.draw.seed, found.draw.among) == (made, 5, [made.ref])
    assert "Nothing can be drawn" in shows(quality, reverse("quality:draw")).text
    with pytest.raises(NotAllowed):
        second.draw(framework=made.framework, number=1, seed=1, by=lead, **now())


# Across inspections


def test_below_the_minimum_number_nothing_is_said_and_above_it_drift_and_leniency_are():
    made, lead, quality = team()
    mild, strict = lead, child_files.inspector(made)
    assurance.rated(made, mild, strict, places=[1, 0], decided=1, at=datetime(2026, 2, 3, 9, tzinfo=UTC))
    address = reverse("quality:across")
    page = shows(quality, address).text
    for says in ("Too few judgements were rated twice", "any quarter", "any inspectorate", "any inspector"):
        assert says in page
    assert mild.name not in page

    other = child_files.announced()
    for person in (mild, strict):
        other.seats.create(person=person, role="team_inspector", began_at=factories.NOW)
    assurance.rated(other, mild, strict, places=[1, 0], decided=1, at=datetime(2026, 2, 4, 9, tzinfo=UTC))
    rater = factories.person("lead_inspector")
    for each in (made, other):
        drawn = Drawn.objects.filter(inspection=each).first() or assurance.drawn(each, by=quality)
        assurance.sealed(assurance.named(drawn, rater, by=quality), place=0)
    page = shows(quality, address)
    table = page.tables["By inspector: grades above others"]
    assert {row[0]: row[2] for row in table[1:]} == {mild.name: "+1.00", strict.name: "-1.00"}
    (quarter,) = page.tables["Over time: grades above others"][1:]
    assert (quarter[0], quarter[2], quarter[4]) == ("2026, January to March", "+1.00", "worth a conversation")
    assert "0 per cent are the same" in page.text
    # grades are side by side of what was published or is assured by the reader; the rater still sees neither
    assert [row[0].split(",")[0] for row in page.tables["Grades decided"][1:]] == [made.area_name]
    assert "1 inspection was decided besides" in page.text


def test_whoever_rates_again_is_shown_nothing_of_it_across_inspections():
    made, lead, quality = team()
    assurance.rated(made, lead, places=[0])
    rater = factories.person("quality_assurance")
    drawn = assurance.drawn(made, by=quality)
    assert signs_for(rater, made) == {"ofsted"}
    named = assurance.named(drawn, rater, by=quality)
    made.stages.create(stage="published", at=factories.NOW)
    assert signs_for(rater, made) == frozenset()
    assert "Grades decided" not in shows(rater, reverse("quality:across")).tables
    assert "Grades decided" in shows(quality, reverse("quality:across")).tables
    assurance.sealed(named)
    assert "Grades decided" in shows(rater, reverse("quality:across")).tables
    assert signs_for(rater, made) == {"ofsted"}
    assert SecondGrade.objects.filter(is_final=True).count() == len(viewed(find(made.framework)))
