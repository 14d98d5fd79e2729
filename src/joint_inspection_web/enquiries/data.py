"""Which clocks of the accepted lists run late, so that somebody should ask why? All children together, small numbers
hidden."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from joint_inspection.journeys import clocks as library
from joint_inspection.journeys.measures import Measure, measure
from joint_inspection.journeys.prepared import runs_of
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.casedata.store import open_events
from joint_inspection_web.inspections.models import Inspection

PURPOSE = "All children together: lines of enquiry"
MOST = 6


@dataclass(frozen=True, kw_only=True)
class Tail:
    """A clock, and how much of it is past its limit."""

    key: str
    title: str
    late: int
    judged: int
    asks: str


def tails(inspection: Inspection, *, person: Person) -> list[Tail]:
    """The clocks with the largest share past their limit; raises NotPossible where no lists were accepted.

    A limit is no target: a long tail is a reason to ask, and says nothing of quality by itself.
    """
    table = open_events(inspection, person=person, purpose=PURPOSE)
    judged = [clock for clock in library.clocks() if clock.limit is not None]
    runs = runs_of(judged, table)
    found = (measure(clock, [span for which, span in runs if which.id == clock.id], on=table.on) for clock in judged)
    return sorted((tail for each in found for tail in _tail(each)), key=lambda tail: -tail.late / tail.judged)[:MOST]


def _tail(found: Measure) -> Iterator[Tail]:
    judged, in_time = found.can_be_judged, found.in_time
    if judged and in_time is not None and in_time < judged:
        late, title = judged - in_time, found.clock.title
        asks = f"{title}: {late} of {judged} went past the limit. Why, for whom, and what came of it?"
        yield Tail(key=f"clock:{found.clock.id}", title=title, late=late, judged=judged, asks=asks)
