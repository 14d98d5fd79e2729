"""Who gives first views? The lead asks for them, and says for whom nobody waits any longer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from joint_inspection.errors import InvalidInput, NotPossible, Problem
from joint_inspection.frameworks.load import find
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.evidence.heads import inspectorate_of
from joint_inspection_web.fairness.actions.possible import text_problems
from joint_inspection_web.fairness.kept import keep
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.inspections.rules import INSPECTORS
from joint_inspection_web.judgements.blind import is_waived, reveal_if_complete, standing_of
from joint_inspection_web.judgements.models import Asked, Round, Waiver
from joint_inspection_web.judgements.policy import freeze, viewed
from joint_inspection_web.judgements.possible import expect_judging
from joint_inspection_web.judgements.rules import may_decide


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
def wait_no_longer(inspection: Inspection, asked: Asked, *, reason: str, by: Person | None, at: datetime) -> Waiver:
    """Wait no longer for somebody who cannot give first views.

    Whether they sealed theirs is not asked: the answer would tell. What they sealed is revealed with the others'.
    """
    require(may_decide, by, inspection)
    expect_judging(inspection)
    if standing_of(inspection).is_revealed:
        raise NotPossible("First views are revealed: nobody is waited for")
    if by is not None and asked.person_id == by.pk:
        raise NotPossible("You are waited for yourself: seal your views, or let another lead say why you cannot")
    if is_waived(asked):
        raise NotPossible("Nobody waits for these views any more")
    if problems := text_problems(reason, where="reason", says="Say why this person cannot give first views"):
        raise InvalidInput(problems)
    row = Waiver(inspection=inspection, asked=asked, by=by, at=at)
    keep(row, {"reason": reason.strip()})
    record("judgements.wait_no_longer", by=by, at=at, subject=subject_of(inspection), wrote=[row])
    reveal_if_complete(inspection, at=at)
    return row


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
