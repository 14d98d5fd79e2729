"""From when to when did a clock run for each child, and was the answer in time?

One row for each start that counts. An open case is a row too: nothing is measured on completed cases alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from joint_inspection.journeys.calendar import FIRST, is_looked_up
from joint_inspection.journeys.clocks import Clock, clock
from joint_inspection.journeys.engines import Engine, Listed, Source, engine

if TYPE_CHECKING:
    import ibis.expr.types as ir


class State(StrEnum):
    """How a span stands on the day of the lists."""

    IN_TIME = "in_time"
    """Answered within the limit."""
    LATE = "late"
    """Answered after it; or never answered, and no longer owed when the limit had passed."""
    OVERDUE = "overdue"
    """Not answered, and the limit has passed."""
    NOT_YET_DUE = "not_yet_due"
    """Not answered, and the limit has not passed: too recent to tell."""
    CANNOT_TELL = "cannot_tell"
    """The latest answer came after the limit; the lists do not say whether it was the first."""
    STOPPED = "stopped"
    """No longer owed before the limit had passed, or stopped where there is no limit."""
    IMPOSSIBLE = "impossible"
    """The dates contradict each other: answered before it started, or started before anybody listed was born."""
    ANSWERED = "answered"
    """Answered; the clock has no limit."""
    OPEN = "open"
    """Not answered; the clock has no limit."""


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Span:
    """One run of a clock for one child."""

    child: str
    list: str
    record: int
    """The record that started it."""
    started: date
    ended: date | None
    stopped: date | None
    due: date | None
    elapsed: int | None
    """From the start to the answer, in the clock's days; None where there is none."""
    waited: int | None
    """From the start to the answer, to the stop, or to the day of the lists; None where the dates contradict."""
    state: State

    @property
    def open(self) -> bool:
        """Whether it still ran on the day of the lists."""
        return self.state in (State.OPEN, State.OVERDUE, State.NOT_YET_DUE)


def spans(which: Clock | str, events: Source, engine_name: str = "duckdb") -> tuple[Span, ...]:
    """Every span of a clock, by child and in the order of their journeys."""
    chosen, with_engine = clock(which) if isinstance(which, str) else which, engine(engine_name)
    return tuple(read_spans(span_table(chosen, with_engine.cohort(events)), with_engine))


def read_spans(table: ir.Table, with_engine: Engine) -> Iterable[Span]:
    """The rows of a span table as values."""
    return as_spans(with_engine.table(table.order_by("child", "position")))


def as_spans(rows: Any) -> Iterable[Span]:
    """The rows of a span table that was worked out, as values."""
    for row in rows.to_pylist():
        row.pop("position")
        days = {name: _day(row[name]) for name in ("started", "ended", "stopped", "due")}
        yield Span(**{**row, **days, "state": State(row["state"])})


def _day(number: int | None) -> date | None:
    return None if number is None else date.fromordinal(number)


def span_table(clock: Clock, cohort: Listed) -> ir.Table:
    """The spans of a clock as a table: days are numbered as in the cohort."""
    return _judged(_paired(clock, cohort), clock, cohort)


def _paired(clock: Clock, cohort: Listed) -> ir.Table:
    """Each start that counts, with what answered or stopped it before the next start."""
    import ibis

    events = cohort.past.filter(cohort.past.event.isin(_words(clock)))
    by = ["child"] if clock.pairing == "next" else ["child", "list", "record"]
    later = ibis.window(group_by=by, order_by="position", following=(1, None))
    until_now = ibis.window(group_by=by, order_by="position", preceding=None, following=0)

    def first(column: str, *words: str) -> Any:
        return ibis.ifelse(events.event.isin(words), events[column], ibis.null("int64")).min().over(later)

    def so_far(*words: str) -> Any:
        return events.event.isin(words).cast("int64").sum().over(until_now)

    nothing = ibis.null("int64")
    seen = events.mutate(
        next_start=first("position", clock.starts),
        next_end=first("position", *clock.ends),
        next_stop=first("position", *clock.stops) if clock.stops else nothing,
        next_need=first("position", *clock.needs) if clock.needs else nothing,
        end_day=first("day", *clock.ends),
        stop_day=first("day", *clock.stops) if clock.stops else nothing,
        backwards=(so_far(*clock.ends) > 0) & (so_far(clock.starts) == 1),
    )
    starts = seen.filter(_counts(clock, seen, cohort))
    answered = _before(starts.next_end, starts.next_start) & _before(starts.next_end, starts.next_stop)
    stopped = ~answered & _before(starts.next_stop, starts.next_start)
    never_backwards = clock.pairing == "next" or clock.starts in clock.ends
    return starts.select(
        "child", "list", "record", "position",
        started=starts.day,
        ended=ibis.ifelse(answered, starts.end_day, nothing),
        stopped=ibis.ifelse(stopped, starts.stop_day, nothing),
        backwards=ibis.literal(False) if never_backwards else starts.backwards & ~answered,
    )  # fmt: skip


def _words(clock: Clock) -> list[str]:
    return sorted({clock.starts, *clock.ends, *clock.stops, *clock.needs})


def _counts(clock: Clock, seen: ir.Table, cohort: Listed) -> Any:
    """Whether a row is a start that counts."""
    counts = seen.event == clock.starts
    if clock.ignores:
        counts &= seen.detail.isnull() | ~seen.detail.isin(clock.ignores)
    if clock.needs:
        counts &= _before(seen.next_need, seen.next_start)
    if clock.months_back:
        counts &= seen.day >= cohort.months_back(clock.months_back)
    return counts


def _before(one: Any, other: Any) -> Any:
    """Whether one thing comes at all, and not after the other."""
    return one.notnull() & (other.isnull() | (one <= other))


def _judged(paired: ir.Table, clock: Clock, cohort: Listed) -> ir.Table:
    """Each pair with the time taken and how it stands."""
    import ibis

    until = ibis.coalesce(paired.ended, paired.stopped, cohort.today)
    both = _counted(paired.mutate(until=until), clock, cohort)
    possible = ~both.backwards & (both.started >= FIRST.toordinal())
    waited = ibis.ifelse(possible, both.at_end - both.at_start, ibis.null("int64"))
    return both.select(
        "child", "list", "record", "position", "started", "ended", "stopped", "due",
        elapsed=ibis.ifelse(both.ended.notnull(), waited, ibis.null("int64")),
        waited=waited,
        state=_state(both, clock, possible=possible),
    )  # fmt: skip


def _counted(both: ir.Table, clock: Clock, cohort: Listed) -> ir.Table:
    """Each pair with both days as the clock counts them, and its limit; looked up wherever days are not alike."""
    import ibis

    if not is_looked_up(clock):
        due = ibis.null("int64") if clock.limit is None else both.started + clock.limit
        return both.mutate(at_start=both.started, at_end=both.until, due=due, in_time_until=due)
    table = cohort.calendar(clock)
    began, now = table.view(), table.view()
    both = both.left_join(began, both.started == began.day).select(
        both, at_start=began.index, due=began.due, in_time_until=began.in_time_until
    )
    return both.left_join(now, both.until == now.day).select(both, at_end=now.index)


def _state(both: ir.Table, clock: Clock, *, possible: Any) -> Any:
    import ibis

    answered, stopped = both.ended.notnull(), both.stopped.notnull()
    if clock.limit is None:
        return ibis.cases(
            (~possible, State.IMPOSSIBLE.value), (answered, State.ANSWERED.value), (stopped, State.STOPPED.value),
            else_=State.OPEN.value,
        )  # fmt: skip
    in_time = both.until <= both.in_time_until
    after = State.CANNOT_TELL if clock.latest_only else State.LATE
    return ibis.cases(
        (~possible, State.IMPOSSIBLE.value),
        (answered & in_time, State.IN_TIME.value), (answered, after.value),
        (stopped & in_time, State.STOPPED.value), (stopped, State.LATE.value),
        (in_time, State.NOT_YET_DUE.value),
        else_=State.OVERDUE.value,
    )  # fmt: skip
