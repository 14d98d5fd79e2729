"""What was published as good here, and is not good now: asked for across inspections of one area."""

from datetime import date

import pytest

from factories import child_files, fairness, judgements, publishing
from joint_inspection_web.fairness.actions.findings import standing
from joint_inspection_web.judgements.earlier import turned
from joint_inspection_web.reports.models import Publication

pytestmark = [pytest.mark.on_postgres, pytest.mark.django_db]
LATER = date(2027, 6, 1)


def test_a_strength_that_was_published_and_is_a_weakness_now_is_asked_about_whoever_found_it():
    # Given a published strength of the police
    before, people = publishing.inspected()
    publishing.went_out(before, by=people["ofsted"])
    # When a later inspection finds a weakness there, under the same criterion
    now, (lead, police) = judgements.on_site("hmicfrs")
    strength = next(each for each in standing(before) if each.direction == "strength")
    seen = fairness.enough(now, by=police, criterion=strength.criterion, agency=strength.about[0])
    assert turned(now, {}, None, on=LATER) == ()
    fairness.drafted(now, by=lead, criterion=strength.criterion, about=strength.about, supports=seen)
    # Then it is asked about there, and never of the inspection that said so
    (found,) = turned(now, {}, None, on=LATER)
    assert (found.reversal.before, found.reversal.now, found.reversal.worse) == ("strength", "weakness", True)
    assert found.title.endswith("(Police)")
    assert [each.key for each in turned(before, {}, None, on=LATER)] == []


def test_a_grade_that_was_published_here_is_compared_with_the_one_that_is_agreed():
    before, people = publishing.inspected()
    row = publishing.went_out(before, by=people["ofsted"])
    grades = [{"judgement": name, "title": name, "grade": grade, "grade_title": grade}
              for name, grade in (("overall", "good"), ("practice", "inadequate"), ("leadership", "good"))]  # fmt: skip
    edition = row.edition | {"framework": judgements.GRADED["framework"], "grades": grades}
    Publication.objects.update(edition=edition)
    now = child_files.announced(**judgements.GRADED)
    agreed = {"practice": "inadequate", "leadership": "adequate"}
    found = [(each.key, each.reversal.before, each.reversal.now) for each in turned(now, agreed, "adequate", on=LATER)]
    assert found == [("leadership", "good", "adequate"), ("overall", "good", "adequate")]
