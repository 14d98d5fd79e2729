"""Was it done in time, how long did it take, and for whom does it take longer? Counted so that nobody is left out.

Each start of a clock stands in one of these ways on the day of the lists:

=====================  ==============================================================================================
in time                answered within the limit, and the limit has passed
late                   answered after the limit; or no longer owed after it, and never answered
open, limit passed     not answered, and the limit has passed
done early             answered already, although the limit has not passed
open, not yet due      not answered, and the limit has not passed
=====================  ==============================================================================================

The first three can be judged, and make the denominator. The last two are too recent to tell: to count those of them
that are done, and leave out those that are not, would flatter. What is no longer owed before its limit, what the lists
cannot tell and what contradicts itself is counted beside. A limit is not a target: beside the share in time stand the
whole distribution and how far the longest waits go.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property, lru_cache

from joint_inspection.dates import working_days_between
from joint_inspection.disclosure import THRESHOLD, TOTAL, Counted, Published, may_show, share, suppress, suppress_parts
from joint_inspection.journeys.clocks import Clock
from joint_inspection.journeys.spans import Span
from joint_inspection.journeys.spans import State as Stands
from joint_inspection.journeys.survival import Curve, Interval, kaplan_meier, wilson

DAYS_IN_MONTH = 365.25 / 12

QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)


class State(StrEnum):
    """What a measure says of one start of a clock, on the day of the lists."""

    IN_TIME = "in time"
    LATE = "late"
    OPEN_PAST = "open, limit passed"
    DONE_EARLY = "done early"
    NOT_YET_DUE = "open, not yet due"
    DONE = "done"
    OPEN = "open"
    NOT_OWED = "no longer owed"
    CANNOT_TELL = "cannot be told"
    IMPOSSIBLE = "dates contradict each other"


JUDGED = (State.IN_TIME, State.LATE, State.OPEN_PAST)
TOO_RECENT = (State.DONE_EARLY, State.NOT_YET_DUE)
MEASURED = (State.DONE, State.OPEN)
"""Where there is no limit, nothing is judged."""
BESIDE = (State.NOT_OWED, State.CANNOT_TELL, State.IMPOSSIBLE)
SAID = {
    Stands.IN_TIME: State.IN_TIME, Stands.LATE: State.LATE, Stands.OVERDUE: State.OPEN_PAST,
    Stands.NOT_YET_DUE: State.NOT_YET_DUE, Stands.CANNOT_TELL: State.CANNOT_TELL, Stands.STOPPED: State.NOT_OWED,
    Stands.IMPOSSIBLE: State.IMPOSSIBLE, Stands.ANSWERED: State.DONE, Stands.OPEN: State.OPEN,
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Breakdown:
    """Who was done in time, group by group; None where the groups would give single children away."""

    by: str
    title: str
    table: Published | None
    """Columns: in time, not in time; the total is all who can be judged."""

    @property
    def groups(self) -> tuple[GroupShare, ...]:
        """Each group's share, where it may be shown."""
        if self.table is None:
            return ()
        return tuple(GroupShare.of(name, self.table.row(name)) for name in self.table.rows)


@dataclass(frozen=True, kw_only=True)
class GroupShare:
    """One group's numerator, denominator, share and interval; None where hidden."""

    group: str
    in_time: int | None
    judged: int | None
    share: float | None
    interval: Interval | None

    @classmethod
    def of(cls, group: str, row: Sequence[int | None]) -> GroupShare:
        """Work the share out of what is shown."""
        in_time, _, judged = row
        shown = share(in_time, judged)
        interval = wilson(in_time, judged) if shown is not None and in_time is not None and judged else None
        return cls(group=group, in_time=in_time, judged=judged, share=shown, interval=interval)


@dataclass(frozen=True, kw_only=True)
class Spread:
    """How long it takes, with those still waiting counted for as long as they have."""

    curve: Curve = field(repr=False)
    """The share still waiting, in steps of several children; empty where there are too few."""
    limit: float | None
    """The limit in the unit of the curve."""
    quantiles: Mapping[float, float | None]
    """By which time a tenth, a quarter, half … were done; None if not so many are yet, or too few are."""
    done_median: float | None
    """Half of those that are done took at most so long; smaller than the truth while the longest waits are open."""
    by_limit: float | None
    """The share done by the limit, from all starts: the recent and the open ones count for what they tell."""
    by_limit_interval: Interval | None


@dataclass(frozen=True, kw_only=True)
class Measure:
    """One clock, measured: what may be shown of it, and what it rests on."""

    clock: Clock
    on: date
    starts: int | None
    """Everything that started, whatever became of it; None where too few to say."""
    judged: Published
    """How long it took or has taken, by what can be said: bands by states, for all that can be judged."""
    recent: Published
    """The same for those too recent to tell; without a limit, for all."""
    beside: Mapping[State, int | None]
    """No longer owed before the limit, and what the lists cannot tell."""
    spread: Spread
    breakdowns: tuple[Breakdown, ...] = ()

    @property
    def counts(self) -> dict[State, int | None]:
        """How many are in each state, in the order of the table above."""
        tables = (self.judged, self.recent)
        return {State(name): n for table in tables for name, n in zip(table.columns, table.totals, strict=False)}

    @property
    def in_time(self) -> int | None:
        """The numerator."""
        return self.counts.get(State.IN_TIME)

    @property
    def can_be_judged(self) -> int | None:
        """The denominator."""
        return self.judged.at(TOTAL, TOTAL)

    @property
    def share(self) -> float | None:
        """The share in time among those that can be judged."""
        return share(self.in_time, self.can_be_judged)

    @property
    def interval(self) -> Interval | None:
        """Wilson's 95 per cent interval of the share."""
        if self.share is None or self.in_time is None or not self.can_be_judged:
            return None
        return wilson(self.in_time, self.can_be_judged)


def measure(
    clock: Clock,
    spans: Iterable[Span],
    *,
    on: date,
    by: Mapping[str, Mapping[str, str]] | None = None,
    threshold: int = THRESHOLD,
) -> Measure:
    """Measure one clock over its starts. ``by`` gives each child's group, for each trait to break down by."""
    counted = _Counted(clock=clock, spans=tuple(spans), on=on)
    states = JUDGED if clock.limit is not None else ()
    judged = suppress(counted.table(states), threshold=threshold)
    recent = suppress(counted.table(TOO_RECENT if clock.limit is not None else MEASURED), threshold=threshold)
    hides = None in ((judged.totals[0], judged.totals[-1]) if states else recent.totals)
    return Measure(
        clock=clock, on=on, judged=judged, recent=recent, beside=counted.beside(threshold=threshold),
        starts=_sum(judged.at(TOTAL, TOTAL), recent.at(TOTAL, TOTAL)),
        spread=counted.spread(threshold=threshold, hides=hides),
        breakdowns=tuple(
            counted.breakdown(trait, groups, judged=judged, threshold=threshold) for trait, groups in (by or {}).items()
        ),
    )  # fmt: skip


def state(clock: Clock, span: Span, *, on: date) -> State:
    """What a measure says of one start, on the day of the lists."""
    said = SAID[span.state]
    if said == State.IN_TIME and span.due and not limit_has_passed(clock, span.due, on=on):
        return State.DONE_EARLY
    return said


@lru_cache(maxsize=4096)
def limit_has_passed(clock: Clock, due: date, *, on: date) -> bool:
    """Whether an answer on this day would be late. A limit of working days passes with the next working day."""
    return working_days_between(due, on) > 0 if clock.unit == "working_days" else on > due


def limit_of(clock: Clock) -> float | None:
    """The limit in the unit in which times are counted; a month stands for its average length."""
    if clock.limit is None:
        return None
    return float(round(clock.limit * DAYS_IN_MONTH)) if clock.unit == "months" else float(clock.limit)


@dataclass(frozen=True, kw_only=True, repr=False)
class _Counted:
    """The starts of one clock, before anything is hidden."""

    clock: Clock
    spans: tuple[Span, ...]
    on: date

    @cached_property
    def states(self) -> tuple[State, ...]:
        return tuple(state(self.clock, span, on=self.on) for span in self.spans)

    @cached_property
    def times(self) -> tuple[float, ...]:
        """How long each took or has taken. Months are not equally long: each wait is stretched to a limit of its own
        that lies at ``limit_of``, so that whoever was in time is below it."""
        limit = limit_of(self.clock)
        if self.clock.unit != "months" or limit is None:
            return tuple(float(span.waited or 0) for span in self.spans)
        return tuple((span.waited or 0) * limit / _own_limit(span) for span in self.spans)

    def table(self, columns: Sequence[State]) -> Counted:
        """Bands of time by states."""
        edges = bands(self.clock)
        found = Counter(
            (_band(time, edges), each) for time, each in zip(self.times, self.states, strict=True) if each in columns
        )
        return Counted(
            rows=tuple(_band_title(number, edges) for number in range(len(edges) + 1)),
            columns=tuple(columns),
            cells=tuple(tuple(found[number, each] for each in columns) for number in range(len(edges) + 1)),
        )

    def beside(self, *, threshold: int) -> dict[State, int | None]:
        found = Counter(self.states)
        return {each: found[each] if found[each] == 0 or found[each] >= threshold else None for each in BESIDE}

    def spread(self, *, threshold: int, hides: bool) -> Spread:
        """Nothing where a count is hidden that a curve would let one read off."""
        told = [n for n, each in enumerate(self.states) if each not in (State.CANNOT_TELL, State.IMPOSSIBLE)]
        curve = kaplan_meier([self.times[n] for n in told], [bool(self.spans[n].ended) for n in told])
        done = sorted(self.times[n] for n in told if self.spans[n].ended)
        limit = limit_of(self.clock)
        if hides or not may_show(len(done), threshold=threshold):
            return Spread(
                curve=kaplan_meier([], []), limit=limit, quantiles=dict.fromkeys(QUANTILES), done_median=None,
                by_limit=None, by_limit_interval=None,
            )  # fmt: skip
        waiting = curve.waiting(limit) if limit is not None else None
        bounds = curve.waiting_interval(limit) if limit is not None and waiting is not None else None
        return Spread(
            curve=curve.in_steps_of(threshold),
            limit=limit,
            quantiles={each: curve.quantile(each) for each in QUANTILES},
            done_median=_median(done),
            by_limit=None if waiting is None else 1 - waiting,
            by_limit_interval=(1 - bounds[1], 1 - bounds[0]) if bounds else None,
        )

    def breakdown(self, by: str, groups: Mapping[str, str], *, judged: Published, threshold: int) -> Breakdown:
        from joint_inspection.journeys.groups import trait

        how = trait(by)
        found = Counter(
            (groups.get(span.child, how.otherwise), each == State.IN_TIME)
            for span, each in zip(self.spans, self.states, strict=True)
            if each in JUDGED
        )
        rows = how.in_order(group for group, _ in found)
        counted = Counted(
            rows=rows,
            columns=("in time", "not in time"),
            cells=tuple((found[row, True], found[row, False]) for row in rows),
        )
        known = judged.columns and judged.totals[0] is not None and judged.at(TOTAL, TOTAL) is not None
        table = suppress_parts(counted, threshold=threshold) if known else None
        return Breakdown(by=by, title=how.title, table=table)


def bands(clock: Clock) -> tuple[int, ...]:
    """The upper bounds by which times are sorted: parts and multiples of the limit, so that the tail is seen."""
    limit = limit_of(clock)
    if limit is None:
        return (0, 1, 2, 5, 10, 20, 30, 60, 90, 180)
    parts = (limit / 3, limit * 2 / 3, limit, limit * 1.5, limit * 2, limit * 3, limit * 5)
    return tuple(sorted({int(part) for part in parts}))


def _own_limit(span: Span) -> int:
    return (span.due - span.started).days if span.due else 1


def _band(time: float, edges: Sequence[int]) -> int:
    return next((number for number, edge in enumerate(edges) if time <= edge), len(edges))


def _band_title(number: int, edges: Sequence[int]) -> str:
    if number == len(edges):
        return f"more than {edges[-1]}"
    first = edges[number - 1] + 1 if number else 0
    return str(edges[number]) if first == edges[number] else f"{first} to {edges[number]}"


def _median(ordered: Sequence[float]) -> float:
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _sum(*counts: int | None) -> int | None:
    return None if None in counts else sum(count for count in counts if count is not None)
