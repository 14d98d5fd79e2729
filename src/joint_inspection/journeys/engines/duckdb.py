"""How does DuckDB work an answer out? In this process and in memory."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from joint_inspection.casedata.events.table import EventTable
from joint_inspection.errors import NotPossible, invalid
from joint_inspection.journeys.engines import Cohort, Source, cohort_in, cohort_of

if TYPE_CHECKING:
    import ibis.expr.types as ir

NO_MEMORY = "This needs more memory than there is: for invented children give --spill DIR, else ask on a larger machine"
DAMAGED = "A file of the events is damaged; make them again with: joint-inspection casedata events PATH --out DIR"


class DuckDB:
    """The embedded engine. Nothing about a child reaches the disk unless a folder is given for it."""

    name = "duckdb"

    def __init__(self, *, spill: Path | None = None) -> None:
        self.spill = spill

    @cached_property
    def connection(self) -> Any:
        """A database of its own, in memory."""
        import ibis

        return ibis.duckdb.connect(temp_directory=str(self.spill or ""))

    def cohort(self, source: Source) -> Cohort:
        """Open a folder of events, or events at hand."""
        if isinstance(source, EventTable):
            return cohort_of(source)
        return cohort_in(source, self.connection.read_parquet)

    def table(self, expression: ir.Table) -> Any:
        """Work an expression out; raises NotPossible where memory is too small, InvalidInput for a damaged file."""
        import duckdb

        try:
            return self.connection.to_pyarrow(expression)
        except duckdb.OutOfMemoryException:
            raise NotPossible(NO_MEMORY) from None
        except duckdb.Error as error:
            if type(error) in (duckdb.Error, duckdb.IOException, duckdb.InvalidInputException):
                raise invalid("events", DAMAGED) from None
            raise
