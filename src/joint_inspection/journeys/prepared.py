"""How do many clocks run over events at hand, without writing each query anew?

The definition of a clock is the one of ``spans``. To write it out as SQL takes longer than to run it over one area, so
what was written once is kept: the query and the calendar, which hold nothing about any child. The events stay in
memory for as long as one call lasts.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from joint_inspection.casedata.events.table import EventTable, children_schema, event_schema
from joint_inspection.journeys.clocks import Clock
from joint_inspection.journeys.engines import cohort
from joint_inspection.journeys.spans import Span, as_spans, span_table

Run = tuple[Clock, Span]
"""A clock, and from when to when it ran for a child."""


def runs_of(clocks: Iterable[Clock], table: EventTable) -> tuple[Run, ...]:
    """Every run of these clocks over the events; each clock is asked once, and only if something started it."""
    import duckdb
    import pyarrow.compute as pc

    found = set(pc.unique(table.events["event"]).to_pylist())
    runs: list[Run] = []
    with duckdb.connect(config={"temp_directory": ""}) as connection:
        connection.register("events", table.events)
        for clock in dict.fromkeys(clocks):
            if clock.starts in found:
                runs += ((clock, span) for span in as_spans(_worked_out(connection, clock, on=table.on)))
    return tuple(runs)


def _worked_out(connection: Any, clock: Clock, *, on: date) -> Any:
    query, calendars = _written(clock, on=on)
    for name, days in calendars:
        connection.register(name, days)
    rows = connection.sql(query).to_arrow_table()
    for name, _ in calendars:
        connection.unregister(name)
    return rows


@lru_cache(maxsize=256)
def _written(clock: Clock, *, on: date) -> tuple[str, tuple[tuple[str, Any], ...]]:
    """The query of a clock for one day, and the calendars it looks days up in."""
    import ibis
    from ibis.expr.operations import InMemoryTable

    events, children = (
        ibis.table(ibis.Schema.from_pyarrow(schema), name=name)
        for name, schema in (("events", event_schema()), ("children", children_schema()))
    )
    spans = span_table(clock, cohort(events=events, children=children, on=on)).order_by("child", "position")
    calendars = {each.name: each.data.to_pyarrow(each.schema) for each in spans.op().find(InMemoryTable)}
    return ibis.to_sql(spans, dialect="duckdb"), tuple(calendars.items())
