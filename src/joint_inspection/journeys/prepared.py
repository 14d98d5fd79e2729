"""How do many clocks run over events at hand, without writing each query anew?

The definition of a clock is the one of ``spans``. To write it out as SQL takes longer than to run it over one area, so
each query is written once, before anybody asks: it names neither the events nor the day of the lists nor the calendar,
which are given when it runs. The events stay in memory for as long as one call lasts.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from joint_inspection.casedata.events.table import EventTable, event_schema
from joint_inspection.dates import add_months
from joint_inspection.journeys.calendar import COLUMNS, count_days, is_looked_up
from joint_inspection.journeys.clocks import Clock, clocks
from joint_inspection.journeys.engines import numbered
from joint_inspection.journeys.spans import Span, as_spans, span_table

if TYPE_CHECKING:
    import ibis.expr.types as ir

Run = tuple[Clock, Span]
"""A clock, and from when to when it ran for a child."""
EVENTS, TODAY, CALENDAR = "events", "today", "calendar"


class AnyCohort:
    """The events of any area on any day, by the names under which they will be given."""

    @property
    def past(self) -> ir.Table:
        """The events up to the day of the lists."""
        import ibis

        events = numbered(ibis.table(ibis.Schema.from_pyarrow(event_schema()), name=EVENTS))
        return events.filter(events.day <= self.today)

    @property
    def today(self) -> ir.Value:
        """The number of the day of the lists."""
        return self._said("today")

    def months_back(self, months: int) -> ir.Value:
        """The number of the day so many months before, which is given with the clock."""
        return self._said("earliest")

    def calendar(self, clock: Clock) -> ir.Table:
        """Every day up to the day of the lists, as a clock counts it."""
        import ibis

        return ibis.table(dict.fromkeys(COLUMNS, "int64"), name=CALENDAR)

    def _said(self, column: str) -> ir.Value:
        import ibis

        return ibis.table({"today": "int64", "earliest": "int64"}, name=TODAY)[column].as_scalar()


def runs_of(clocks: Iterable[Clock], table: EventTable) -> tuple[Run, ...]:
    """Every run of these clocks over the events; each clock is asked once, and only if something started it."""
    import duckdb
    import pyarrow.compute as pc

    found = set(pc.unique(table.events["event"]).to_pylist())
    runs: list[Run] = []
    with duckdb.connect(config={"temp_directory": ""}) as connection:
        connection.register(EVENTS, table.events)
        for clock in dict.fromkeys(clocks):
            if clock.starts in found:
                runs += ((clock, span) for span in as_spans(_worked_out(connection, clock, on=table.on)))
    return tuple(runs)


def write_ahead(*, on: date) -> None:
    """Write the queries of the clocks that come with the package, and load what they need, before anybody asks."""
    import duckdb  # noqa: F401 (takes a while)
    import pyarrow.compute  # noqa: F401 (takes a while)

    for clock in clocks():
        _written(clock)
        count_days(clock, on=on)


def _worked_out(connection: Any, clock: Clock, *, on: date) -> Any:
    connection.register(TODAY, _days_of(clock, on=on))
    if is_looked_up(clock):
        connection.register(CALENDAR, count_days(clock, on=on))
    return connection.sql(_written(clock)).to_arrow_table()


def _days_of(clock: Clock, *, on: date) -> Any:
    import pyarrow as pa

    earliest = add_months(on, -(clock.months_back or 0))
    return pa.table({"today": [on.toordinal()], "earliest": [earliest.toordinal()]})


@lru_cache(maxsize=256)
def _written(clock: Clock) -> str:
    """The query of a clock."""
    import ibis

    spans = span_table(clock, AnyCohort()).order_by("child", "position")
    return str(ibis.to_sql(spans, dialect="duckdb"))
