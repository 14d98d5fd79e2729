"""What is known of past inspections, and which windows did a publication move?

The carried tables know what publishers told; what was published here since counts beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from joint_inspection.areas import Area, load_register
from joint_inspection.frameworks.load import published
from joint_inspection.outcomes import load_outcomes
from joint_inspection.outcomes.model import Outcome
from joint_inspection.programmes.due import due_for, in_force
from joint_inspection.programmes.history import History
from joint_inspection.programmes.model import DueWindow
from joint_inspection_web.follow_up.outcome import outcome_of
from joint_inspection_web.reports.models import Publication
from joint_inspection_web.reports.published import publications_in_force


@dataclass(frozen=True, kw_only=True)
class Moved:
    """A publication and what the rules expect of its area: as before it, and since."""

    area: Area
    outcome: Outcome
    before: tuple[DueWindow, ...]
    now: tuple[DueWindow, ...]


def outcomes() -> tuple[Outcome, ...]:
    """Every outcome that is known."""
    return (*load_outcomes().all, *_here())


def moved() -> list[Moved]:
    """The publications here after which the rules expect something else of their area, the newest first."""
    found = [_moved(each) for each in _here()]
    return [each for each in found if each.before != each.now]


def moved_by(publication: Publication) -> Moved:
    """What the rules expected of an area before a publication, and since, the same or something else."""
    return _moved(outcome_of(publication))


def _here() -> Iterator[Outcome]:
    return (outcome_of(each) for each in publications_in_force())


def _moved(outcome: Outcome) -> Moved:
    area, on = load_register().get(outcome.area), outcome.published
    assert on is not None
    others = tuple(each for each in outcomes() if each.id != outcome.id)
    return Moved(
        area=area, outcome=outcome, before=_windows(area, others, on=on), now=_windows(area, (*others, outcome), on=on)
    )


def _windows(area: Area, known: tuple[Outcome, ...], *, on: date) -> tuple[DueWindow, ...]:
    codes = set(load_register().lineage(area.ons_code))
    of_area = tuple(each for each in known if each.area in codes)
    history = History(outcomes=of_area, register=load_register(), frameworks=published(), on=on)
    windows = (
        window for framework in in_force(published(), on=on) for window in due_for(area, framework=framework,
                                                                                  history=history, on=on)
    )  # fmt: skip
    return tuple(sorted(windows, key=lambda each: (each.start, each.framework, each.kind)))
