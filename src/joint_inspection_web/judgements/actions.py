"""What somebody does about their own views: draft, seal, and say again what they think after the reveal."""

from __future__ import annotations

from datetime import datetime

from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible, Problem
from joint_inspection.frameworks.load import find
from joint_inspection.judgements.views import View
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.fairness.kept import Words, keep
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.judgements.blind import (
    CITED,
    Standing,
    drafts_of,
    has_sealed,
    reveal_if_complete,
    standing_of,
)
from joint_inspection_web.judgements.checking import check, check_written, citable, problems_of
from joint_inspection_web.judgements.models import Asked, GivenView, Step
from joint_inspection_web.judgements.policy import viewed
from joint_inspection_web.judgements.possible import expect_judging
from joint_inspection_web.judgements.rules import may_judge


@action
def draft(inspection: Inspection, *, view: View, by: Person, at: datetime) -> GivenView:
    """Keep what somebody has written of a view so far, for themselves alone."""
    _, mine = expect_open(inspection, by)
    if problems := check_written(mine, view, find(inspection.framework)):
        raise InvalidInput(problems)
    return _write("draft", mine, view, Step.DRAFT, by=by, at=at)


@action
def seal_views(inspection: Inspection, *, by: Person, at: datetime) -> None:
    """Seal all that somebody drafted, at once and for good; the last to do so reveals everybody's."""
    _, mine = expect_open(inspection, by)
    words = Words(inspection)
    drafts = drafts_of(mine, words)
    if problems := problems_of(mine, drafts, citable(inspection, words=words, person=by)):
        raise InvalidInput([Problem(where="", says=f"{title}: {each.says}") for title, each in problems])
    rows = []
    for each in viewed(find(inspection.framework), inspectorate=mine.inspectorate):
        row = GivenView(inspection=inspection, asked=mine, judgement=each.id, step=Step.FIRST, by=by, at=at)
        rows.append(keep(row, as_words(drafts[each.id])))
    record("judgements.seal", by=by, at=at, subject=subject_of(inspection), wrote=rows)
    reveal_if_complete(inspection, at=at)


@action
def give_again(inspection: Inspection, *, view: View, by: Person, at: datetime) -> GivenView:
    """Say what one thinks after having read the others, with reasons; the first view stays."""
    require(may_judge, by, inspection)
    expect_judging(inspection)
    standing = standing_of(inspection)
    mine = _asked_for(standing, by)
    if not standing.is_revealed:
        raise NotPossible("First views are not revealed yet")
    problems = check_written(mine, view, find(inspection.framework))
    if problems := problems or list(check(view, citable(inspection, words=Words(inspection), person=by))):
        raise InvalidInput(problems)
    return _write("give_again", mine, view, Step.LATER, by=by, at=at)


def expect_open(inspection: Inspection, by: Person) -> tuple[Standing, Asked]:
    """What somebody is asked for, who has not sealed it yet; raises NotPossible where nothing can be written."""
    require(may_judge, by, inspection)
    expect_judging(inspection)
    standing = standing_of(inspection)
    mine = _asked_for(standing, by)
    if has_sealed(mine):
        raise NotPossible("You have sealed your first views: they are never changed")
    if standing.is_revealed:
        raise NotPossible("First views are revealed: none can be added")
    return standing, mine


def as_words(view: View) -> dict[str, object]:
    """What of a view is sealed."""
    cited = {name: list(getattr(view, name)) for name in CITED}
    return {"grade": view.grade, "because": view.because.strip(), **cited}


def _write(what: str, mine: Asked, view: View, step: Step, *, by: Person, at: datetime) -> GivenView:
    inspection = mine.round.inspection
    row = GivenView(inspection=inspection, asked=mine, judgement=view.judgement, step=step, by=by, at=at)
    keep(row, as_words(view))
    record(f"judgements.{what}", by=by, at=at, subject=subject_of(inspection), wrote=[row])
    return row


def _asked_for(standing: Standing, by: Person) -> Asked:
    mine = standing.of(by)
    if standing.round is None:
        raise NotPossible("First views were not asked for yet")
    if mine is None:
        raise NotAllowed("You are not asked for first views")
    return mine
