"""What the team writes about its evidence, and what it tells the area on the day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from joint_inspection.errors import InvalidInput, NotPossible, Problem, invalid
from joint_inspection.frameworks.load import find
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.evidence.reading import every_item
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import EVIDENCE_STAGES, Inspection
from joint_inspection_web.triangulation.kept import written
from joint_inspection_web.triangulation.models import Agreed, NotHeard, Noticed, Resolution, Told, Written
from joint_inspection_web.triangulation.picture import opposed, tracked_children
from joint_inspection_web.triangulation.rules import may_write

FEWEST_WORDS, LONGEST, LONGEST_OFFICE = 3, 4_000, 120
"""Fewest words of a reason, most characters of a text and of an office."""


@action
def notice(
    inspection: Inspection, *, criterion: str, body: str, items: Iterable[str], why: str, by: Person | None,
    at: datetime,
) -> Noticed:  # fmt: skip
    """Say that items contradict one another, which no rule found."""
    _expect_going_on(inspection, by)
    items = sorted(dict.fromkeys(items))
    problems = [*_place(inspection, criterion, body), *_items(inspection, items), *_words("why", why)]
    if problems:
        raise InvalidInput(problems)
    row = Noticed(inspection=inspection, criterion=criterion, body=body, items=items)
    return _keep("notice", row, inspection, {"why": why.strip()}, by=by, at=at)  # type: ignore[return-value]


@action
def resolve(
    inspection: Inspection, *, contradiction: str, seen: Iterable[str], how: str, by: Person | None, at: datetime
) -> Resolution:
    """Write how a contradiction is resolved, having ``seen`` the items on both sides."""
    _expect_going_on(inspection, by)
    found = next((x for x in opposed(inspection, every_item(inspection)) if x.found.id == contradiction), None)
    if found is None:
        raise NotPossible("This contradiction is no longer there: an item was corrected or withdrawn")
    if problems := _words("how", how):
        raise InvalidInput(problems)
    if set(seen) != set(found.found.items):
        raise invalid("how", "Something was noted in the meantime: read both sides again, then write")
    row = Resolution(inspection=inspection, contradiction=contradiction, items=sorted(found.found.items))
    return _keep("resolve", row, inspection, {"how": how.strip()}, by=by, at=at)  # type: ignore[return-value]


@action
def excuse(inspection: Inspection, *, child: str, reason: str, by: Person | None, at: datetime) -> NotHeard:
    """Write why a tracked child's own voice is not in the evidence."""
    _expect_going_on(inspection, by)
    problems = _words("reason", reason)
    if child not in (tracked_children(inspection) or ()):
        problems.append(Problem(where="child", says="Choose one of the children tracked"))
    if problems:
        raise InvalidInput(problems)
    says = {"child": child, "reason": reason.strip()}
    return _keep("excuse", NotHeard(inspection=inspection), inspection, says, by=by, at=at)  # type: ignore[return-value]


@action
def tell(
    inspection: Inspection, *, body: str, office: str, what: str, on: date, by: Person | None, at: datetime
) -> Told:
    """Record what an agency was told about itself on a day: what, to whom by office, by whom."""
    _expect_going_on(inspection, by)
    if not inspection.was_announced:
        raise NotPossible("The area does not know of this inspection yet: nobody can have been told anything")
    problems = [*_inspected(inspection, body), *_words("what", what), *_days(on, at)]
    if not 0 < len(office.strip()) <= LONGEST_OFFICE:
        problems.append(
            Problem(where="office", says="Say who was told, by office: the director of children’s services")
        )
    if problems:
        raise InvalidInput(problems)
    row = Told(inspection=inspection, body=body, office=office.strip(), on=on)
    return _keep("tell", row, inspection, {"what": what.strip()}, by=by, at=at)  # type: ignore[return-value]


@action
def agree(inspection: Inspection, *, on: date, what: str, by: Person | None, at: datetime) -> Agreed:
    """Write down what a daily meeting of the team agreed."""
    _expect_going_on(inspection, by)
    if problems := [*_words("what", what), *_days(on, at)]:
        raise InvalidInput(problems)
    row = Agreed(inspection=inspection, on=on)
    return _keep("agree", row, inspection, {"what": what.strip()}, by=by, at=at)  # type: ignore[return-value]


def _keep(
    what: str, row: Written, inspection: Inspection, says: dict[str, str], *, by: Person | None, at: datetime
) -> Written:
    written(row, inspection=inspection, says=says, by=by, at=at)
    record(f"triangulation.{what}", by=by, at=at, subject=subject_of(inspection), wrote=[row])
    return row


def _expect_going_on(inspection: Inspection, by: Person | None) -> None:
    require(may_write, by, inspection)
    if (stage := inspection.stage) not in EVIDENCE_STAGES:
        raise NotPossible(f"This is written until the last day on site: this inspection is {stage.replace('_', ' ')}")


def _place(inspection: Inspection, criterion: str, body: str) -> list[Problem]:
    problems = _inspected(inspection, body)
    if criterion not in {each.id for each in find(inspection.framework).criteria}:
        problems.append(Problem(where="criterion", says="Choose a criterion"))
    return problems


def _inspected(inspection: Inspection, body: str) -> list[Problem]:
    if inspection.agencies.filter(code=body).exists():
        return []
    return [Problem(where="body", says="Choose an agency that is inspected")]


def _items(inspection: Inspection, items: list[str]) -> list[Problem]:
    known = {item.id for item in every_item(inspection)}
    if len(items) < 2 or len(items) > 100:
        return [Problem(where="items", says="Choose at least two items that contradict one another")]
    if set(items) - known:
        return [Problem(where="items", says="One of these items is not among the evidence, or was withdrawn")]
    return []


def _words(where: str, said: str) -> list[Problem]:
    if len(said) > LONGEST:
        return [Problem(where=where, says=f"Write at most {LONGEST:,} characters")]
    if len(said.split()) < FEWEST_WORDS:
        return [Problem(where=where, says="Write a sentence that somebody will understand a year from now")]
    return []


def _days(on: date, at: datetime) -> list[Problem]:
    if on <= timezone.localdate(at):
        return []
    return [Problem(where="on", says="This day has not come yet")]
