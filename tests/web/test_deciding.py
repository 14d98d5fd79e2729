"""What is decided: under a framework that grades, by two inspectorates of which one thinks otherwise."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.utils import timezone

import factories
from factories import judgements
from joint_inspection.record.report import Graded
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.casedata.models import Key
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.judgements import deciding
from joint_inspection_web.judgements.decided import decided_at, grades_of

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def revealed(django_db_setup, django_db_blocker) -> Iterator[tuple[Inspection, list[Person]]]:
    """First views of two inspectorates were revealed; all tests here begin from it."""
    with django_db_blocker.unblock(), transaction.atomic():
        made, people = judgements.on_site("hmicfrs", **judgements.GRADED)
        judgements.evidence(made, by=people[0])
        judgements.asked(made, by=people[0])
        judgements.revealed(made, *people)
        yield made, people
        transaction.set_rollback(True)


def agree(made, lead, *, best: tuple[str, ...] = (), **said):
    """The lead writes down the worst grade of every judgement, and the best of some."""
    agreed = judgements.agreed(made)
    grades = agreed.grades | dict.fromkeys(best, "outstanding")
    said = {"result": "inadequate"} | said
    return deciding.decide(made, agreed=judgements.agreed(made, grades=grades, **said), by=lead, at=timezone.now())


def test_the_grades_in_force_are_those_of_the_last_decision_and_the_result_among_them(revealed):
    made, (lead, police) = revealed
    assert (grades_of(made), decided_at(made)) == ((), None)
    judgements.persuaded(made, by=police)
    first = agree(made, lead)
    assert decided_at(made) == first.at
    judged = ["overall", "help_protection", "practice", "practice_council", "practice_police", "leadership"]
    assert grades_of(made) == tuple(Graded(judgement=each, grade="inadequate") for each in judged)
    judgements.persuaded(made, by=lead, place=-1)
    judgements.persuaded(made, by=police, place=-1)
    second = agree(made, lead, best=tuple(judged[1:]), result="outstanding")
    assert decided_at(made) == second.at
    assert {each.grade for each in grades_of(made)} == {"outstanding"}
    Key.objects.filter(inspection=made).update(files=None, pseudonyms=None, destroyed_at=factories.NOW)
    assert grades_of(made) == ()
