"""What has to be right before an inspection reaches a stage, and what follows when it does?

Later parts of the service add their questions and their consequences here when they start (``AppConfig.ready``), so
that a stage is reached in one way only and in one transaction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

from joint_inspection.errors import InvalidInput, Problem
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.inspections.models import Inspection

Check: TypeAlias = Callable[[Inspection, datetime], list[Problem]]
"""Everything that stands in the way, each with what to do."""
After: TypeAlias = Callable[..., None]
"""Called as ``after(inspection, by=…, at=…)`` inside the action's transaction."""

SeatCheck: TypeAlias = Callable[[Inspection, Person, str], list[Problem]]
"""Everything that stands between somebody and a role on the team."""

_checks: dict[str, list[Check]] = defaultdict(list)
_after: dict[str, list[After]] = defaultdict(list)
_seating: list[SeatCheck] = []


def before(stage: str, check: Check) -> None:
    """Ask this before an inspection reaches a stage."""
    if check not in _checks[stage]:
        _checks[stage].append(check)


def after(stage: str, follow: After) -> None:
    """Do this when an inspection has reached a stage, in the same transaction."""
    if follow not in _after[stage]:
        _after[stage].append(follow)


def in_the_way(inspection: Inspection, stage: str, *, at: datetime) -> list[Problem]:
    """Everything that stands between an inspection and a stage."""
    return [problem for check in _checks[stage] for problem in check(inspection, at)]


def expect_open(inspection: Inspection, stage: str, *, at: datetime) -> None:
    """Raise InvalidInput with everything that stands in the way."""
    if problems := in_the_way(inspection, stage, at=at):
        raise InvalidInput(problems)


def follow(inspection: Inspection, stage: str, *, by: Person | None, at: datetime) -> None:
    """Let everything follow that follows from reaching a stage."""
    for each in _after[stage]:
        each(inspection, by=by, at=at)


def before_seating(check: SeatCheck) -> None:
    """Ask this before somebody is seated on the team."""
    if check not in _seating:
        _seating.append(check)


def expect_free_to_sit(inspection: Inspection, person: Person, role: str) -> None:
    """Raise InvalidInput with everything that keeps somebody from a role on the team."""
    if problems := [problem for check in _seating for problem in check(inspection, person, role)]:
        raise InvalidInput(problems)
