"""Which engine works an answer out? Each opens the same tables and runs the same definitions.

DuckDB is embedded and the default; Apache Spark serves tables that need more than one machine. Neither decides
anything: what a question or a clock means is written once, as an Ibis expression over ``Cohort``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from joint_inspection.casedata.events.table import EventTable, about, files
from joint_inspection.dates import add_months
from joint_inspection.errors import invalid
from joint_inspection.frameworks.advice import meant
from joint_inspection.journeys.calendar import count_days
from joint_inspection.journeys.clocks import Clock

if TYPE_CHECKING:
    import ibis.expr.types as ir

ENGINES = ("duckdb", "spark")
DAY = 24 * 60 * 60
FIRST_OF_1970 = date(1970, 1, 1).toordinal()
Source = Path | EventTable
"""A folder of events, or the events themselves."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Cohort:
    """The events of some children as tables of an engine, as known on one day.

    ``events`` has two columns more than the event table: ``day`` and ``known_day`` number the days as
    ``date.toordinal`` does, so that the days between two events are a difference of whole numbers on every engine.
    """

    events: ir.Table
    children: ir.Table
    on: date

    @property
    def past(self) -> ir.Table:
        """The events up to the day of the lists: what is dated later has not happened yet."""
        return self.events.filter(self.events.day <= self.today)

    @property
    def today(self) -> ir.Value:
        """The number of the day of the lists."""
        return _whole(self.on.toordinal())

    def months_back(self, months: int) -> ir.Value:
        """The number of the day so many months before."""
        return _whole(add_months(self.on, -months).toordinal())

    def calendar(self, clock: Clock) -> ir.Table:
        """Every day up to the day of the lists, as a clock counts it."""
        import ibis

        return ibis.memtable(count_days(clock, on=self.on))


class Listed(Protocol):
    """What clocks run over: events up to the day of the lists, and days counted from it."""

    @property
    def past(self) -> ir.Table:
        """The events up to the day of the lists."""

    @property
    def today(self) -> ir.Value:
        """The number of the day of the lists."""

    def months_back(self, months: int) -> ir.Value:
        """The number of the day so many months before."""

    def calendar(self, clock: Clock) -> ir.Table:
        """Every day up to the day of the lists, as a clock counts it."""


class Engine(Protocol):
    """What works answers out."""

    name: str

    def cohort(self, source: Source) -> Cohort:
        """Open the events; raises InvalidInput where the folder holds none."""

    def table(self, expression: ir.Table) -> Any:
        """Work an expression out, as an Arrow table."""


def engine(name: str, *, spill: Path | None = None) -> Engine:
    """The engine of this name; raises InvalidInput if there is none and NotPossible if this machine lacks it.

    ``spill`` is a folder to which DuckDB may write, in clear, what does not fit into memory: for invented children.
    """
    if name == "duckdb":
        from joint_inspection.journeys.engines.duckdb import DuckDB

        return DuckDB(spill=spill)
    if name == "spark":
        from joint_inspection.journeys.engines.spark import Spark

        return Spark()
    near = meant(name, ENGINES)
    hint = f"did you mean '{near}'? Known" if near else "known"
    raise invalid("engine", f"There is no engine '{name}'; {hint}: {', '.join(ENGINES)}")


def cohort_in(folder: Path, read: Callable[[str], ir.Table]) -> Cohort:
    """The cohort in a folder of events, each file read as the engine does; raises InvalidInput with advice."""
    on = date.fromisoformat(about(folder)["on"])
    events, children = (read(str(path)) for path in files(folder))
    return cohort(events=events, children=children, on=on)


def cohort_of(table: EventTable) -> Cohort:
    """The cohort of events at hand, whatever the engine."""
    import ibis

    return cohort(events=ibis.memtable(table.events), children=ibis.memtable(table.children), on=table.on)


def cohort(*, events: ir.Table, children: ir.Table, on: date) -> Cohort:
    """The tables of an engine with their days numbered."""
    return Cohort(events=numbered(events), children=children, on=on)


def numbered(events: ir.Table) -> ir.Table:
    """Events with the numbers of their days."""
    return events.mutate(day=number_of(events.at), known_day=number_of(events.known))


def _whole(number: int) -> ir.Value:
    import ibis

    return ibis.literal(number, type="int64")


def number_of(moment: Any) -> Any:
    """The number of the day on which a moment falls. Counted from the year 1, so that no division is negative."""
    seconds = moment.epoch_seconds().cast("int64") + FIRST_OF_1970 * DAY
    return (seconds // DAY).cast("int64")
