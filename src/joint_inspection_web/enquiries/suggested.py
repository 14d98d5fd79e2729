"""What could this team read and ask, that it has not taken over yet?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TypeAlias

from django.db.models import Q

from joint_inspection.areas import load_register
from joint_inspection.frameworks.load import find
from joint_inspection.inspections.enquiries import (
    Origin,
    SuggestedLine,
    SuggestedReading,
    lines_to_start_from,
    reading_to_start_from,
)
from joint_inspection.outcomes import load_outcomes
from joint_inspection.outcomes.model import Outcome
from joint_inspection_web.design.words import day
from joint_inspection_web.enquiries.models import Line, State
from joint_inspection_web.inspections.models import Inspection

CARRIED = "carried:"
Lines: TypeAlias = Callable[[Inspection, date], Iterable[SuggestedLine]]
Past: TypeAlias = Callable[[Inspection, date], Iterable[Outcome]]
_sources: list[Lines] = []
_past: list[Past] = []


def know_lines(source: Lines) -> None:
    """Let a later part of the service suggest lines too."""
    if source not in _sources:
        _sources.append(source)


def know_outcomes(source: Past) -> None:
    """Let a later part of the service tell what it published of the area of an inspection by a day."""
    if source not in _past:
        _past.append(source)


def suggested_lines(inspection: Inspection, *, on: date) -> list[SuggestedLine]:
    """Lines that nobody has taken over: what earlier inspections here left open first."""
    taken = set(inspection.lines_of_enquiry.exclude(key="").values_list("key", flat=True))
    later = [line for source in _sources for line in source(inspection, on)]
    own = lines_to_start_from(find(inspection.framework), _history(inspection, on=on))
    found = [*_carried(inspection), *later, *own]
    return [line for line in found if line.key not in taken]


def suggested_reading(inspection: Inspection, *, on: date) -> list[SuggestedReading]:
    """Reading that nobody has put on the list."""
    taken = set(inspection.reading.exclude(key="").values_list("key", flat=True))
    return [each for each in reading_to_start_from(_history(inspection, on=on)) if each.key not in taken]


def carried_line(inspection: Inspection, key: str) -> Line | None:
    """The earlier line that a suggestion carries on."""
    ref = key.removeprefix(CARRIED) if key.startswith(CARRIED) else ""
    return next((line for line in _left_open(inspection) if line.ref == ref), None)


def _carried(inspection: Inspection) -> Iterator[SuggestedLine]:
    for line in _left_open(inspection):
        source = (
            f"Inspection that began on {day(line.inspection.begins_on)}, {find(line.inspection.framework).short_title}"
        )
        yield SuggestedLine(key=f"{CARRIED}{line.ref}", asks=line.asks, origin=Origin.CARRIED_ON, source=source)


def _left_open(inspection: Inspection) -> list[Line]:
    """Lines of other inspections of this area, or of those it took over from, that were carried on to the next.

    None of an inspection in the vault: nobody outside it learns that there is one.
    """
    areas = load_register().lineage(inspection.area)
    known = Inspection.objects.with_announced().filter(Q(no_notice=False) | Q(announced=True))
    lines = (
        Line.objects.filter(inspection__area__in=list(areas), inspection__begins_on__lt=inspection.begins_on)
        .filter(inspection__in=known)
        .exclude(inspection=inspection)
        .exclude(carried_to__inspection=inspection)
        .filter(states__state=State.CARRIED_ON)
        .select_related("inspection")
        .prefetch_related("states")
    )
    return [line for line in lines.distinct() if line.now.state == State.CARRIED_ON]


def _history(inspection: Inspection, *, on: date) -> tuple[Outcome, ...]:
    here = (outcome for source in _past for outcome in source(inspection, on))
    return (*load_outcomes().known_on(on).of_area(inspection.area, load_register()), *here)
