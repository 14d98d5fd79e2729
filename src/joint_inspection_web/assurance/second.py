"""What is done about second ratings: inspections are drawn, a rater is named, opens the evidence, drafts and seals.

Their history is kept under the draw, not under the inspection: its team learns nothing of them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from joint_inspection.errors import InvalidInput, NotPossible, Problem, invalid
from joint_inspection.frameworks.load import find
from joint_inspection.judgements.second import drawn_again
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.assurance.choosing import could_be_drawn, could_rate, is_sealed
from joint_inspection_web.assurance.models import Draw, Drawn, Opening, SecondGrade, SecondRater
from joint_inspection_web.assurance.rules import may_draw, may_name_rater, rates_it
from joint_inspection_web.fairness.actions.possible import text_problems
from joint_inspection_web.fairness.kept import Words, keep
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.judgements.deciding import decided
from joint_inspection_web.judgements.policy import choices_of


@action
def draw(*, framework: str, number: int, seed: int, by: Person, at: datetime) -> Draw:
    """Draw inspections under one framework version that were decided and not drawn before."""
    require(may_draw, by)
    among = {each.ref: each for each in could_be_drawn(by).filter(framework=framework)}
    if not among:
        raise invalid("framework", "No inspection under this version was decided and not drawn yet")
    chosen = drawn_again(among, number=number, seed=seed)
    row = Draw.objects.create(framework=framework, seed=seed, among=sorted(among), at=at, by=by)
    made = [Drawn.objects.create(draw=row, inspection=among[ref]) for ref in chosen]
    record("assurance.draw", by=by, at=at, subject=subject_of(row), wrote=[row, *made])
    return row


@action
def name_rater(drawn: Drawn, *, person: str, by: Person, at: datetime) -> SecondRater:
    """Name who rates an inspection a second time; another one, as long as nothing was sealed."""
    require(may_name_rater, by, drawn.inspection)
    last = drawn.raters.last()
    if last and is_sealed(last):
        raise NotPossible("The second rating is sealed: nobody else is named")
    found = next((each for each in could_rate(drawn.inspection) if each.ref == person), None)
    if found is None:
        raise invalid("person", "Choose somebody who never sat on this inspection")
    row = SecondRater.objects.create(drawn=drawn, person=found, at=at, by=by)
    record("assurance.name_rater", by=by, at=at, subject=subject_of(drawn.draw), wrote=[row])
    return row


@action
def open_evidence(rater: SecondRater, *, judgement: str, by: Person, at: datetime) -> Opening:
    """Open the evidence under one judgement, words about children too; that it was opened is kept."""
    _expect_rating(rater, by)
    if judgement not in to_rate(rater.drawn.inspection):
        raise invalid("judgement", "Choose a judgement that was decided")
    row = Opening.objects.create(rater=rater, judgement=judgement, at=at)
    record("assurance.open_evidence", by=by, at=at, subject=subject_of(rater.drawn.draw), wrote=[row])
    return row


@action
def draft(
    rater: SecondRater, *, judgement: str, grade: str, because: str, by: Person, at: datetime
) -> SecondGrade:  # fmt: skip
    """Keep what a second rater thinks of one judgement so far."""
    _expect_rating(rater, by)
    inspection = rater.drawn.inspection
    if judgement not in to_rate(inspection):
        raise invalid("judgement", "Choose a judgement that was decided")
    problems = text_problems(because, where="because", says="Say why")
    if grade not in choices_of(find(inspection.framework), judgement):
        problems.insert(0, Problem(where="grade", says="Choose a grade"))
    if not rater.openings.filter(judgement=judgement).exists():
        problems.append(Problem(where="", says="Open the evidence and read it first"))
    if problems:
        raise InvalidInput(problems)
    row = _grade(rater, judgement, {"grade": grade, "because": because.strip()}, is_final=False, by=by, at=at)
    record("assurance.draft", by=by, at=at, subject=subject_of(rater.drawn.draw), wrote=[row])
    return row


@action
def seal(rater: SecondRater, *, never_saw: bool, by: Person, at: datetime) -> None:
    """Seal a whole second rating, by somebody who says that they never saw the grades; then both are compared."""
    _expect_rating(rater, by)
    drafts, wanted = drafts_of(rater), to_rate(rater.drawn.inspection)
    problems = [Problem(where="", says=f"{title}: choose a grade and say why")
                for name, title in wanted.items() if name not in drafts]  # fmt: skip
    if not never_saw:
        problems.append(Problem(where="never_saw", says="Say that you never saw the grades, or ask for another rater"))
    if problems:
        raise InvalidInput(problems)
    rows = [_grade(rater, name, drafts[name], is_final=True, by=by, at=at) for name in wanted]
    record("assurance.seal", by=by, at=at, subject=subject_of(rater.drawn.draw), wrote=rows)


def to_rate(inspection: Inspection) -> dict[str, str]:
    """The judgements that were decided, by id with their titles, and not with what grade."""
    found = decided(inspection, Words(inspection))
    grades = found[1].get("grades", {}) if found else {}
    return {each.id: each.title for each in find(inspection.framework).judging.judgements if each.id in grades}


def drafts_of(rater: SecondRater) -> dict[str, dict[str, Any]]:
    """What a second rater has drafted, by judgement: the last of each."""
    return _said(rater, is_final=False)


def final_of(rater: SecondRater) -> dict[str, dict[str, Any]]:
    """What a second rater sealed, by judgement; empty before, and where it can no longer be read."""
    return _said(rater, is_final=True)


def subject_of(draw: Draw) -> str:
    """How history names a draw."""
    return f"second ratings:{draw.ref}"


def _said(rater: SecondRater, *, is_final: bool) -> dict[str, dict[str, Any]]:
    rows = list(rater.grades.filter(is_final=is_final))
    words = Words(rater.drawn.inspection) if rows else None
    return {row.judgement: said for row in rows if words and (said := words.of(row))}


def _grade(
    rater: SecondRater, judgement: str, said: dict[str, Any], *, is_final: bool, by: Person, at: datetime
) -> SecondGrade:
    row = SecondGrade(
        inspection=rater.drawn.inspection, rater=rater, judgement=judgement, is_final=is_final, by=by, at=at
    )
    keep(row, said)
    return row


def _expect_rating(rater: SecondRater, by: Person) -> None:
    require(rates_it, by, rater)
    if is_sealed(rater):
        raise NotPossible("You have sealed this second rating: it is never changed")
