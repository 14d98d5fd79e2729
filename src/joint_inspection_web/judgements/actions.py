"""What is done about first views: they are asked for, drafted, sealed, waited for no longer, and given again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible, Problem, invalid
from joint_inspection.evidence.model import Item
from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.model import Framework
from joint_inspection.judgements.views import View, check_view
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.evidence.heads import inspectorate_of
from joint_inspection_web.evidence.reading import outlines
from joint_inspection_web.fairness.actions.possible import text_problems
from joint_inspection_web.fairness.items import names_of, readable
from joint_inspection_web.fairness.kept import Words, keep
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import FIELDWORK, FIELDWORK_DONE, INCOMPLETE, PAUSED, Inspection
from joint_inspection_web.inspections.rules import INSPECTORS
from joint_inspection_web.judgements.blind import (
    Standing,
    drafts_of,
    has_sealed,
    is_waived,
    reveal_if_complete,
    standing_of,
)
from joint_inspection_web.judgements.models import Asked, GivenView, Round, Step, Waiver
from joint_inspection_web.judgements.policy import choices_of, freeze, is_told_in_words, viewed
from joint_inspection_web.judgements.rules import may_decide, may_judge

STAGES = (FIELDWORK, PAUSED, INCOMPLETE, FIELDWORK_DONE)
"""From the beginning of fieldwork; while it stands still drafts are written on."""
MOST_CITED = 100


def who_could(inspection: Inspection) -> dict[str, list[Person]]:
    """The inspectors on the team, by the code of the inspectorate for which they judge something."""
    framework = find(inspection.framework)
    seats = (
        inspection.seats.filter(ended_at=None, role__in=INSPECTORS).select_related("person").order_by("person__name")
    )
    people = [(inspectorate_of(inspection, seat.person), seat.person) for seat in seats]
    taking_part = [body.code for body in inspection.bodies.all() if body.kind == "inspectorate"]
    codes = [code for code in taking_part if viewed(framework, inspectorate=code)]
    return {code: found for code in codes if (found := [person for at, person in people if at == code])}


@action
def ask_for_views(
    inspection: Inspection, *, by_inspector: bool, named: Mapping[str, str], by: Person | None, at: datetime
) -> Round:
    """Ask for first views: of every inspector, or of one person for each inspectorate (``named``: code to reference).

    From now on nobody is added or exchanged, so that no change can tell whether somebody sealed.
    """
    require(may_decide, by, inspection)
    expect_judging(inspection)
    if Round.objects.filter(inspection=inspection).exists():
        raise NotPossible("First views were asked for already")
    asked = _everybody(inspection) if by_inspector else _named(inspection, named)
    if not asked:
        raise NotPossible("Nobody on the team could give a view: seat the inspectors first")
    freeze(inspection, by=by, at=at)
    row = Round(inspection=inspection, by_inspector=by_inspector, by=by, at=at)
    keep(row, {})
    made = [Asked.objects.create(round=row, person=person, inspectorate=code) for code, person in asked]
    record("judgements.ask_for_views", by=by, at=at, subject=subject_of(inspection), wrote=[row, *made])
    return row


@action
def draft(inspection: Inspection, *, view: View, by: Person, at: datetime) -> GivenView:
    """Keep what somebody has written of a view so far, for themselves alone."""
    _, mine = expect_open(inspection, by)
    problems = [*_judged(inspection, mine, view), *_too_much(view)]
    if problems:
        raise InvalidInput(problems)
    return _write("draft", mine, view, Step.DRAFT, by=by, at=at)


@action
def seal_views(inspection: Inspection, *, by: Person, at: datetime) -> None:
    """Seal all that somebody drafted, at once and for good; the last to do so reveals everybody's."""
    _, mine = expect_open(inspection, by)
    framework, drafts = find(inspection.framework), drafts_of(mine, Words(inspection))
    if problems := problems_of(inspection, mine, drafts, person=by):
        raise InvalidInput([Problem(where="", says=f"{title}: {each.says}") for title, each in problems])
    rows = []
    for each in viewed(framework, inspectorate=mine.inspectorate):
        row = GivenView(inspection=inspection, asked=mine, judgement=each.id, step=Step.FIRST, by=by, at=at)
        rows.append(keep(row, as_words(drafts[each.id])))
    record("judgements.seal", by=by, at=at, subject=subject_of(inspection), wrote=rows)
    _reveal(inspection, at=at)


@action
def wait_no_longer(inspection: Inspection, asked: Asked, *, reason: str, by: Person | None, at: datetime) -> Waiver:
    """Wait no longer for somebody who cannot give first views.

    Whether they sealed theirs is not asked: the answer would tell. What they sealed is revealed with the others'.
    """
    require(may_decide, by, inspection)
    expect_judging(inspection)
    if standing_of(inspection).is_revealed:
        raise NotPossible("First views are revealed: nobody is waited for")
    if is_waived(asked):
        raise NotPossible("Nobody waits for these views any more")
    if problems := text_problems(reason, where="reason", says="Say why this person cannot give first views"):
        raise InvalidInput(problems)
    row = Waiver(inspection=inspection, asked=asked, by=by, at=at)
    keep(row, {"reason": reason.strip()})
    record("judgements.wait_no_longer", by=by, at=at, subject=subject_of(inspection), wrote=[row])
    _reveal(inspection, at=at)
    return row


@action
def give_again(inspection: Inspection, *, view: View, by: Person, at: datetime) -> GivenView:
    """Say what one thinks after having read the others, with reasons; the first view stays."""
    require(may_judge, by, inspection)
    expect_judging(inspection)
    standing = standing_of(inspection)
    mine = _asked_for(standing, by)
    if not standing.is_revealed:
        raise NotPossible("First views are not revealed yet")
    problems = [*_judged(inspection, mine, view), *_too_much(view)]
    problems += text_problems(view.because, where="because", says="Say why, whether you moved or not")
    if problems := problems or list(check(inspection, view, person=by)):
        raise InvalidInput(problems)
    return _write("give_again", mine, view, Step.LATER, by=by, at=at)


def expect_judging(inspection: Inspection) -> None:
    """Raise NotPossible at a stage at which nothing is judged."""
    if (stage := inspection.stage) not in STAGES:
        raise NotPossible(f"Judging begins with the fieldwork: this inspection is {stage.replace('_', ' ')}")


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


def check(inspection: Inspection, view: View, *, person: Person) -> tuple[Problem, ...]:
    """Everything that stands between a view and its being sealed, by the evidence that its author may know of."""
    framework, names = find(inspection.framework), names_of(inspection)
    items = outlines(inspection, person=person)
    return tuple(readable(each, items, names) for each in checked(view, items, framework))


def checked(view: View, items: Iterable[Item], framework: Framework) -> tuple[Problem, ...]:
    """The library's own rules; where a judgement is told in words, how grave it is has to be said besides."""
    found = list(text_problems(view.because, where="because", says="Say why"))
    if is_told_in_words(framework, view.judgement):
        if view.grade not in choices_of(framework, view.judgement):
            found.insert(0, Problem(where="grade", says="Say how grave it is"))
        view = replace(view, grade=None)
    return (*found, *check_view(view, items, framework))


def problems_of(
    inspection: Inspection, mine: Asked, drafts: Mapping[str, View], *, person: Person
) -> list[tuple[str, Problem]]:
    """Everything that stands between somebody and sealing their views, each with the title of its judgement."""
    framework, names = find(inspection.framework), names_of(inspection)
    items, found = outlines(inspection, person=person), []
    for each in viewed(framework, inspectorate=mine.inspectorate):
        if each.id not in drafts:
            found.append((each.title, Problem(where="", says="Write your view")))
            continue
        found += [(each.title, readable(x, items, names)) for x in checked(drafts[each.id], items, framework)]
    return found


def as_words(view: View) -> dict[str, object]:
    """What of a view is sealed."""
    return {"grade": view.grade, "supports": list(view.supports), "against": list(view.against),
            "because": view.because.strip()}  # fmt: skip


def _write(what: str, mine: Asked, view: View, step: Step, *, by: Person, at: datetime) -> GivenView:
    inspection = mine.round.inspection
    row = GivenView(inspection=inspection, asked=mine, judgement=view.judgement, step=step, by=by, at=at)
    keep(row, as_words(view))
    record(f"judgements.{what}", by=by, at=at, subject=subject_of(inspection), wrote=[row])
    return row


def _reveal(inspection: Inspection, *, at: datetime) -> None:
    if row := reveal_if_complete(inspection, at=at):
        record("judgements.reveal", by=None, at=at, subject=subject_of(inspection), wrote=[row])


def _asked_for(standing: Standing, by: Person) -> Asked:
    mine = standing.of(by)
    if standing.round is None:
        raise NotPossible("First views were not asked for yet")
    if mine is None:
        raise NotAllowed("You are not asked for first views")
    return mine


def _everybody(inspection: Inspection) -> list[tuple[str, Person]]:
    return [(code, person) for code, people in who_could(inspection).items() for person in people]


def _named(inspection: Inspection, named: Mapping[str, str]) -> list[tuple[str, Person]]:
    """One person for each inspectorate: who is named, or the only one there is."""
    found, problems = [], []
    for code, people in who_could(inspection).items():
        chosen = [each for each in people if each.ref == named.get(code)] or (people if len(people) == 1 else [])
        found += [(code, each) for each in chosen]
        if not chosen:
            problems.append(Problem(where=f"named_{code}", says="Name who gives the first views of this inspectorate"))
    if problems:
        raise InvalidInput(problems)
    return found


def _judged(inspection: Inspection, mine: Asked, view: View) -> list[Problem]:
    framework = find(inspection.framework)
    if view.judgement not in {each.id for each in viewed(framework, inspectorate=mine.inspectorate)}:
        raise invalid("judgement", "Choose a judgement that is yours to give a view of")
    if view.grade is not None and view.grade not in choices_of(framework, view.judgement):
        return [Problem(where="grade", says="Choose one of the grades")]
    return []


def _too_much(view: View) -> list[Problem]:
    """What is too long; a draft may lack anything."""
    found = text_problems(view.because or "-", where="because", says="")
    if len(view.supports) > MOST_CITED or len(view.against) > MOST_CITED:
        found.append(Problem(where="supports", says=f"Cite at most {MOST_CITED} items on a side"))
    return found
