"""What is an area due over a whole period, when each visit planned changes what is due next?

On the first day it is what the published rules say of published outcomes. After a planned visit the same outcome is
assumed again, and the rules are asked anew: so a planned monitoring visit asks for the next one, and a planned full
inspection starts the area's cycle again. A later version of a framework takes over on its first day in force.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from joint_inspection.areas import Area
from joint_inspection.outcomes.model import Outcome
from joint_inspection.programmes.due import due_for
from joint_inspection.programmes.history import History, id_of
from joint_inspection.programmes.model import DueWindow, Visit
from joint_inspection.programmes.world import World

PUBLISHED_AFTER = timedelta(weeks=6)
"""How long after its last day an assumed outcome is taken to be published: the usual thirty working days."""


@dataclass(frozen=True, kw_only=True)
class Need:
    """One visit that the rules ask for: its window, by the turning point from which it holds."""

    area: str
    framework: str
    """The framework's id; the version depends on the day."""
    kind: str
    windows: tuple[tuple[date, DueWindow], ...]

    @property
    def first(self) -> DueWindow:
        """The window under the first version that asks for it."""
        return self.windows[0][1]

    def dates(self) -> tuple[tuple[date, date], ...]:
        """First and last day of each window: two needs with the same dates are one."""
        return tuple((window.start, window.end) for _, window in self.windows)


@dataclass(frozen=True, kw_only=True)
class Walk:
    """How the planned visits of one area under one framework answer what is due, in their order."""

    met: tuple[tuple[Visit, Need], ...]
    unasked: tuple[Visit, ...]
    """Visits that nothing asks for."""
    missing: tuple[Need, ...]
    """What was asked for within the programme and no visit answers."""


def window_on(need: Need, day: date, *, world: World) -> DueWindow | None:
    """The window that holds for a visit starting on ``day``; None where no version in force asks for it then."""
    since = max(point for point in world.turning_points if point <= day)
    window = dict(need.windows).get(since)
    return window if window and world.framework[window.framework].is_in_force(day) else None


def needs(world: World, area: Area, framework_id: str, visits: Sequence[Visit]) -> dict[str, Need]:
    """What the rules ask of an area after these visits to it, by kind of visit."""
    own = [visit for visit in visits if id_of(visit.framework) == framework_id]
    found: dict[str, list[tuple[date, DueWindow]]] = {}
    for day in world.turning_points:
        before = [visit for visit in visits if id_of(visit.framework) != framework_id and visit.start < day]
        for window in _due(world, area, framework_id, day, [*own, *before]):
            found.setdefault(window.kind, []).append((day, window))
    return {
        kind: Need(area=area.ons_code, framework=framework_id, kind=kind, windows=tuple(windows))
        for kind, windows in found.items()
        if any(window.start <= world.end for _, window in windows)
    }


def _due(world: World, area: Area, framework_id: str, day: date, visits: list[Visit]) -> Iterable[DueWindow]:
    framework = world.in_force(framework_id, day)
    if framework is None or not area.is_active(day):
        return ()
    known = world.known(area.ons_code)
    history = History(outcomes=known, register=world.register, frameworks=world.frameworks)
    if visits:
        assumed = [_assume(visit, area=area, history=history, world=world) for visit in visits]
        history = History(outcomes=(*known, *assumed), register=world.register, frameworks=world.frameworks)
    return due_for(area, framework=framework, history=history, on=day)


def _assume(visit: Visit, *, area: Area, history: History, world: World) -> Outcome:
    """The outcome of a planned visit: the same as the area's last."""
    last = history.previous_full(area.ons_code, framework=world.framework[visit.framework])
    return Outcome(
        id=f"assumed-{visit.id}", area=area.ons_code, name=area.name, framework=visit.framework, kind=visit.kind,
        start=visit.start, end=visit.end, published=visit.end + PUBLISHED_AFTER,
        overall=last.overall if last else None, overall_state=last.overall_state if last else "not_in_source",
        judgements=last.judgements if last else {},
    )  # fmt: skip


def walk(world: World, area: Area, framework_id: str, visits: Sequence[Visit]) -> Walk:
    """Follow an area's planned visits in their order, asking the rules again after each."""
    met: list[tuple[Visit, Need]] = []
    unasked: list[Visit] = []
    missing: list[Need] = []
    visits = sorted(visits, key=lambda visit: (visit.start, visit.id))
    asked = needs(world, area, framework_id, _before(visits, 0, framework_id))
    for number, visit in enumerate(visits):
        if id_of(visit.framework) != framework_id:
            continue
        need = asked.pop(visit.kind, None)
        if need is None:
            unasked.append(visit)
            continue
        met.append((visit, need))
        later = needs(world, area, framework_id, _before(visits, number + 1, framework_id))
        missing += [each for kind, each in asked.items() if kind not in later or later[kind].dates() != each.dates()]
        asked = later
    return Walk(met=tuple(met), unasked=tuple(unasked), missing=(*missing, *asked.values()))


def _before(visits: Sequence[Visit], number: int, framework_id: str) -> list[Visit]:
    """The framework's own visits so far, and all those of other frameworks."""
    others = [visit for visit in visits[number:] if id_of(visit.framework) != framework_id]
    return [*visits[:number], *others]
