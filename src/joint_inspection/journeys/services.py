"""Which services does a child have on the day of the lists, since when, and who is responsible?"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from joint_inspection.journeys.clocks import Clock, load_clocks
from joint_inspection.journeys.engines import Cohort

if TYPE_CHECKING:
    import ibis.expr.types as ir

FILE = Path(__file__).with_name("services.yaml")


@cache
def services() -> tuple[Clock, ...]:
    """What can be open for a child, each in the form of a clock."""
    return load_clocks(FILE).clocks


def open_services(cohort: Cohort) -> ir.Table:
    """One row for each service that is open: child, service, agency responsible, days it has been open."""
    import ibis

    return ibis.union(*(_open(each, cohort) for each in services()))


def _open(service: Clock, cohort: Cohort) -> ir.Table:
    import ibis

    from joint_inspection.journeys.spans import State, span_table

    table = span_table(service, cohort)
    return table.filter(table.state == State.OPEN.value).select(
        "child", service=ibis.literal(service.id), agency=ibis.literal(service.who), days=table.waited
    )
