"""What is decided: under a framework that weighs grades, by two inspectorates that see the same evidence otherwise."""

from collections.abc import Iterator
from datetime import date
from types import MappingProxyType

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

import factories
from factories import fairness, judgements
from joint_inspection.errors import InvalidInput, NotAllowed
from joint_inspection.evidence.model import Direction
from joint_inspection.follow_up.repeats import Found
from joint_inspection.frameworks.load import find
from joint_inspection.judgements import Grades, Judged
from joint_inspection.judgements.agreement import agreement
from joint_inspection.judgements.ratings import Ratings
from joint_inspection.judgements.weights import LABEL, nudges, shares
from joint_inspection.outcomes.model import Outcome
from joint_inspection.record.report import Graded
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.casedata.models import Key
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.judgements import deciding, earlier
from joint_inspection_web.judgements.decided import decided_at, grades_of
from joint_inspection_web.judgements.deliberation import deliberate
from joint_inspection_web.judgements.models import Decision
from web.reading import read

pytestmark = [pytest.mark.on_postgres, pytest.mark.django_db]
SCALE = ("inadequate", "adequate", "good", "outstanding")
JUDGED = ("help_protection", "practice", "practice_council", "practice_police", "leadership")
INPUTS = ("help_protection", "practice", "leadership")


@pytest.fixture(scope="module")
def revealed(django_db_setup, django_db_blocker) -> Iterator[tuple[Inspection, list[Person]]]:
    """The lead's first views were inadequate throughout, and those of the police's inspector adequate."""
    with django_db_blocker.unblock(), transaction.atomic():
        made, people = judgements.on_site("hmicfrs", **judgements.GRADED)
        judgements.evidence(made, by=people[0])
        judgements.asked(made, by=people[0])
        judgements.revealed(made, *people)
        yield made, people
        transaction.set_rollback(True)


def address(name, inspection, **more):
    return reverse(f"judgements:{name}", kwargs={"ref": inspection.ref, **more})


def page(inspection, person, name="front", **more):
    """A page as somebody reads it."""
    response = factories.signed_in(person).get(address(name, inspection, **more))
    assert response.status_code == 200
    return read(response)


OWN = {"practice_police": "adequate"}
"""What the police's inspector alone judges, as they judged it first."""


def agree(made, lead, *, grade="inadequate", **said):
    """The lead writes down one grade for every judgement and the result, or what is said instead."""
    grades = dict.fromkeys(JUDGED, grade) | said.pop("but", {})
    said = {"grades": grades, "result": grade} | said
    return deciding.decide(made, agreed=judgements.agreed(made, **said), by=lead, at=timezone.now())


def refused(made, lead, **said):
    """Everything for which a decision is refused."""
    with pytest.raises(InvalidInput) as error:
        agree(made, lead, **said)
    return [(each.where, each.says) for each in error.value.problems]


def test_the_grades_in_force_are_those_of_the_last_decision_and_the_result_among_them(revealed):
    made, (lead, police) = revealed
    assert (grades_of(made), decided_at(made)) == ((), None)
    judgements.persuaded(made, by=police)
    first = agree(made, lead)
    assert decided_at(made) == first.at
    assert grades_of(made) == tuple(Graded(judgement=each, grade="inadequate") for each in ("overall", *JUDGED))
    judgements.persuaded(made, by=lead, place=-1)
    judgements.persuaded(made, by=police, place=-1)
    second = agree(made, lead, grade="outstanding")
    assert list(Decision.objects.all()) == [first, second]
    assert decided_at(made) == second.at
    assert {each.grade for each in grades_of(made)} == {"outstanding"}
    Key.objects.filter(inspection=made).update(files=None, pseudonyms=None, destroyed_at=factories.NOW)
    assert grades_of(made) == ()


def test_nobody_but_the_lead_decides_and_everybody_on_the_team_sees_what_follows(revealed):
    made, (_, police) = revealed
    with pytest.raises(NotAllowed):
        agree(made, police)
    assert factories.signed_in(police).get(address("decide", made)).status_code == 403
    assert "From the judgements on which all views agree now" in page(made, police, "follows").text


def test_too_little_evidence_and_dissent_and_a_departure_each_need_their_reason(revealed):
    made, (lead, police) = revealed
    found = dict(refused(made, lead, but=OWN, settled_because="", result="adequate"))
    assert list(found) == ["settled_because", "departs_because", ""]
    assert "less evidence than the framework asks for" in found["settled_because"]
    assert found["departs_because"] == "The policy proposes inadequate; write why you decide adequate"
    assert found[""] == "HMICFRS thinks otherwise: they write why on the page of the judgement first"
    judgements.persuaded(made, by=police, place=1, because="Officers saw each child")
    agree(made, lead, but=OWN, result="adequate", departs_because="Nobody was left unsafe")
    told = page(made, police)
    assert told.tables["What was agreed"][1][1:] == ["Inadequate", "0 findings and 2 notes; 1 against"]
    for says in ("Nobody was left unsafe", "Dissent: HMICFRS", "Officers saw each child", "Enough was seen of it",
                 f"{lead.name} stands for this."):  # fmt: skip
        assert says in told.text
    assert {each.judgement: each.grade for each in grades_of(made)}["overall"] == "adequate"


def test_who_can_write_no_more_dissents_with_the_words_of_their_first_views(revealed):
    made, (lead, police) = revealed
    made.seats.filter(person=police).update(ended_at=timezone.now())
    row = agree(made, lead, but=OWN)
    kept = Words(made).of(row)["dissent"]
    assert {(each["by"], each["grade"], each["because"]) for each in kept} == {
        ("hmicfrs", "adequate", judgements.WORDS)
    }  # fmt: skip


def test_a_grade_that_nobody_gave_rests_on_findings_that_the_lead_names(revealed):
    made, (lead, police) = revealed
    judgements.persuaded(made, by=police)
    grades = dict.fromkeys(JUDGED, "inadequate") | {"leadership": "good"}
    title = next(each.title for each in find(made.framework).judging.judgements if each.id == "leadership")
    judgements.persuaded(made, by=lead)
    with pytest.raises(InvalidInput) as error:
        agree(made, lead, grades=grades)
    problems = [each.says for each in error.value.problems if each.where == "for_leadership"]
    assert f"{title}: Cite the evidence for it" in problems
    assert f"{title}: Cite at least one experience of a child" in problems
    view = judgements.view(made, "leadership", by=lead)
    criterion = next(each.id for each in find(made.framework).criteria if each.judgement == "leadership")
    praised, blamed = (
        fairness.drafted(made, by=lead, criterion=criterion, direction=direction, waiver="Seen twice over",
                         supports=list(supports), against=list(against)).finding.ref
        for direction, supports, against in (
            ("strength", view.against, view.supports), ("weakness", view.supports, view.against))
    )  # fmt: skip
    # The page offers them, and says what the decision still lacks
    form = {f"grade_{name}": grade for name, grade in grades.items()} | {"result": "adequate"}
    client = factories.signed_in(lead)
    shown = client.post(address("decide", made), form | {"for_leadership": praised, "show": "proposal"})
    assert f'value="{praised}" checked' in shown.content.decode()
    named = form | {"for_leadership": praised, "against_leadership": blamed, "settled_because": "Enough was seen of it"}
    assert client.post(address("decide", made), named).status_code == 302
    kept = Words(made).of(Decision.objects.get())["rests_on"]["leadership"]
    assert kept == {"supports": [], "against": [], "findings": [praised], "findings_against": [blamed]}


def test_agreement_weights_and_what_would_flip_are_the_librarys_own_numbers(revealed):
    made, (lead, _) = revealed
    # Two raters, five judgements of which three were rated by both, a grade apart each time
    units = [{"hmicfrs": 1, "ofsted": 0}] * 3
    values = tuple(float(place) for place in range(4))
    ratings = Ratings(values=values, scale=SCALE, units=tuple(units), raters=("hmicfrs", "ofsted"))
    alpha = agreement(ratings, seed=2024).alpha["ordinal"]
    says = "Of 3 judgements with two first views or more, 0 per cent of pairs are the same. Beyond chance: alpha"
    assert f"{says} {alpha:.2f}" in page(made, lead).text
    given = dict.fromkeys(JUDGED, "inadequate") | {"leadership": "outstanding", "practice_police": "outstanding"}
    grades = Grades(
        scale=SCALE, weights=dict.fromkeys(INPUTS, 1.0),
        judged=tuple(Judged(id=each, title=each, grade=given[each], scale=SCALE) for each in INPUTS),
    )  # fmt: skip
    found = deliberate(made, given)
    share = shares(grades, {}, seed=2024).share
    assert found.weighing is not None
    assert [each for _, each in found.weighing.shares] == [f"{share[grade]:.0%}" for grade in SCALE]
    assert [f"{each.moved:.1%}" in says for each, says in zip(nudges(grades, {}), found.weighing.nudges, strict=True)]
    counts = {title: now for title, now, _ in found.weighing.counts}
    titles = {each.id: each.title for each in find(made.framework).judging.judgements}
    assert counts[titles["leadership"]] == "33%"
    assert counts[titles["practice_police"]] == "not by itself"
    assert found.proposal is not None
    assert {flip.proposed for flip in found.flips} - {found.proposal.proposed} != set()
    form = {f"grade_{name}": grade for name, grade in given.items()} | {"show": "proposal"}
    shown = read(factories.signed_in(lead).post(address("decide", made), form))
    assert f"Of all weights that could be given, the share that leads to each grade: {LABEL}" in shown.tables
    assert "Other policies, with plain settings that nobody chose beforehand" in shown.tables
    assert not Decision.objects.exists()


BEFORE = Outcome(
    id="then", area=factories.ELMSHIRE, name="Elmshire", framework="multi-inspectorate@2012", kind="inspection",
    start=None, end=None, published=date(2023, 5, 4), overall="good",
    judgements=MappingProxyType({"practice": "good", "leadership": "inadequate"}),
)  # fmt: skip


def test_what_was_published_as_good_and_is_not_good_now_needs_written_reasons(revealed, monkeypatch):
    made, (lead, police) = revealed
    judgements.persuaded(made, by=police)
    criterion = next(each for each in find(made.framework).criteria if each.judgement == "leadership")
    view = judgements.view(made, "leadership", by=lead)
    weak = fairness.drafted(made, by=lead, criterion=criterion.id, supports=list(view.supports),
                            against=list(view.against), waiver="Seen twice over").finding.ref  # fmt: skip
    praise = Found(
        id="f1", area=factories.ELMSHIRE, framework="multi-inspectorate@2012", inspectorates=("hmicfrs",),
        published=date(2023, 5, 4), about=("council",), criterion=criterion.id, direction=Direction.STRENGTH,
        text="Leaders know their children",
    )  # fmt: skip
    monkeypatch.setattr(earlier, "_tells", [lambda _: [earlier.Earlier(outcome=BEFORE, findings=(praise,))]])
    asked = {"turned_overall", "turned_practice", f"turned_finding-{weak}"}
    assert {where for where, _ in refused(made, lead)} == asked
    text = page(made, lead, "decide").text
    assert f"{criterion.title} (Council): a strength in what HMICFRS published on 4 May 2023, a weakness now" in text
    assert "“Good” in " in text
    why = {each.removeprefix("turned_"): f"Because of {each}" for each in asked}
    agree(made, lead, turned_because=why)
    told = page(made, police).text
    assert [says in told for says in why.values()] == [True, True, True]
    assert refused(made, lead, turned_because=why | {"practice": " "}) == [
        ("turned_practice", "Write why this turned, or what changed in practice since")
    ]  # fmt: skip


def test_a_missing_grade_is_told_and_nothing_is_proposed():
    made = factories.inspection()
    made.framework = "ilacs@2023"
    found = deliberate(made, {})
    assert found.proposal is None
    assert len(found.missing) == len(find("ilacs@2023").judging.combination.inputs)
