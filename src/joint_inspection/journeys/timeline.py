"""What happened to one child, seen from every agency: events in lanes, statutory clocks as bars, silences as gaps?

Nothing here identifies the child: days are counted from the first event, and there is no name, address or date. The
same is said as text, for people who listen to a page and for the command line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from joint_inspection.casedata.events.catalogue import catalogue
from joint_inspection.casedata.events.table import EventTable
from joint_inspection.errors import invalid
from joint_inspection.journeys.clocks import Clock, clocks
from joint_inspection.journeys.prepared import runs_of
from joint_inspection.journeys.silences import Happened, quiet, silences
from joint_inspection.journeys.spans import Span, State

if TYPE_CHECKING:
    import pyarrow as pa

AGENCIES = {
    "council": "Council", "police": "Police", "health": "Health", "schools": "Schools",
    "youth_justice": "Youth justice",
}  # fmt: skip
SAID = {
    State.IN_TIME: "in time",
    State.LATE: "late",
    State.OVERDUE: "open, limit passed",
    State.NOT_YET_DUE: "open, not yet due",
    State.CANNOT_TELL: "cannot be told",
    State.STOPPED: "no longer owed",
}


@dataclass(frozen=True, kw_only=True, repr=False)
class Moment:
    """One event: the day on which it happened, and the day on which its agency knew."""

    order: int
    """Its place in the journey, from 0."""
    day: int
    known: int
    event: str
    title: str


@dataclass(frozen=True, kw_only=True, repr=False)
class Bar:
    """One run of a clock that has a limit."""

    title: str
    first: int
    last: int
    """The day of the answer, or the last day of the timeline."""
    due: int
    state: State

    @property
    def says(self) -> str:
        """How it stands."""
        return SAID[self.state]


@dataclass(frozen=True, kw_only=True, repr=False)
class Gap:
    """A time in which the lane's agency was silent."""

    first: int
    last: int
    ended: bool
    why: str


@dataclass(frozen=True, kw_only=True, repr=False)
class Lane:
    """One agency: what it recorded, what it owed, when it was silent."""

    agency: str
    title: str
    moments: tuple[Moment, ...]
    bars: tuple[Bar, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, kw_only=True, repr=False)
class Timeline:
    """One child's journey."""

    child: str
    """The pseudonym."""
    age: int | None
    """In whole years on the last day."""
    days: int
    """The day of the lists, counted from the first event."""
    lanes: tuple[Lane, ...]

    def text(self) -> tuple[str, ...]:
        """The same in sentences, in the order of the days."""
        said = sorted(_sentences(self.lanes))
        age = f"; the child was then {self.age}" if self.age is not None else ""
        return (
            f"Days are counted from the first event. The lists were drawn up on day {self.days}{age}.",
            *(sentence for _, _, _, sentence in said),
        )


def timeline(table: EventTable, child: str, *, quiet_after: int | None = None) -> Timeline:
    """The journey of one child; raises InvalidInput where the table does not know the child."""
    own = events_of_child(table, child)
    happened = _happened(own.events)
    if not happened:
        raise invalid("child", "No child of the lists has this pseudonym")
    first = happened[0].at
    return Timeline(
        child=child,
        age=own.children.column("age").to_pylist()[0] if own.children.num_rows else None,
        days=(own.on - first).days,
        lanes=_lanes(happened, own, quiet_after=quiet_after),
    )


def events_of_child(table: EventTable, child: str) -> EventTable:
    """The events of one child up to the day of the lists, and nothing about any other."""
    import pyarrow.compute as pc

    past = pc.and_(pc.equal(table.events["child"], child), pc.less(table.events["at"], _after(table.on)))
    return replace(
        table,
        events=table.events.filter(past).sort_by("position"),
        children=table.children.filter(pc.equal(table.children["child"], child)),
    )


def _after(on: date) -> pa.Scalar:
    import pyarrow as pa

    return pa.scalar((on - date(1970, 1, 1)).days * 86400 + 86400, pa.timestamp("s"))


def _happened(events: pa.Table) -> list[Happened]:
    return [
        Happened(
            event=row["event"], agency=row["agency"], at=row["at"].date(), known=row["known"].date(),
            record=(row["list"], row["record"]),
        )
        for row in events.to_pylist()
    ]  # fmt: skip


def _lanes(happened: Sequence[Happened], own: EventTable, *, quiet_after: int | None) -> tuple[Lane, ...]:
    first, on = happened[0].at, own.on
    runs = runs_of((*clocks(), *quiet().clocks()), own)
    judged = [(clock, span) for clock, span in runs if clock.limit is not None and span.state != State.IMPOSSIBLE]
    gaps = silences(happened, runs, on=on, after_days=quiet_after)
    present = {each.agency for each in happened} | {each.agency for each in gaps} | {clock.who for clock, _ in judged}
    return tuple(
        Lane(
            agency=agency,
            title=AGENCIES.get(agency, agency.replace("_", " ").capitalize()),
            moments=tuple(_moment(n, each, first=first) for n, each in enumerate(happened) if each.agency == agency),
            bars=tuple(_bar(clock, span, first=first, on=on) for clock, span in judged if clock.who == agency),
            gaps=tuple(
                Gap(first=(each.since - first).days, last=(each.until - first).days, ended=each.ended, why=each.why)
                for each in gaps
                if each.agency == agency
            ),
        )
        for agency in sorted(present, key=lambda one: [*AGENCIES, one].index(one))
    )


def _moment(order: int, happened: Happened, *, first: date) -> Moment:
    titles = {each.id: each.title for each in catalogue()}
    return Moment(
        order=order,
        day=(happened.at - first).days,
        known=(happened.known - first).days,
        event=happened.event,
        title=titles.get(happened.event, happened.event.replace("_", " ").capitalize()),
    )


def _bar(clock: Clock, span: Span, *, first: date, on: date) -> Bar:
    last, due = span.ended or span.stopped or on, span.due or on
    return Bar(
        title=clock.title,
        first=(span.started - first).days,
        last=(last - first).days,
        due=(due - first).days,
        state=span.state,
    )


def _sentences(lanes: Iterable[Lane]) -> Iterator[tuple[int, int, int, str]]:
    """Day, kind, order and sentence of everything there is to say."""
    for lane in lanes:
        for moment in lane.moments:
            known = f", known on day {moment.known}" if moment.known != moment.day else ""
            yield moment.day, 0, moment.order, f"Day {moment.day}. {lane.title}: {moment.title}{known}."
        for bar in lane.bars:
            ran = f"{_days(bar.first, bar.last)}. Clock of {lane.title}: {bar.title}"
            yield bar.first, 1, bar.last, f"{ran}: {bar.says}, limit on day {bar.due}."
        for gap in lane.gaps:
            still = "" if gap.ended else ", as far as the lists tell"
            yield gap.first, 2, gap.last, f"{_days(gap.first, gap.last)}. Silence of {lane.title}: {gap.why}{still}."


def _days(first: int, last: int) -> str:
    return f"Day {first}" if first == last else f"Days {first} to {last}"
