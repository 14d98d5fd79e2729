"""How does Apache Spark work an answer out? On this machine, or on the cluster that its configuration names.

One session serves the whole process. It runs in UTC and shows no page of its own. Spark writes what does not fit into
memory to its local folders in clear: it is for invented children, or for a cluster lawfully set up for real ones.
"""

from __future__ import annotations

import os
import shutil
import warnings
from functools import cache
from typing import TYPE_CHECKING, Any

from joint_inspection.casedata.events.table import EventTable
from joint_inspection.errors import NotPossible
from joint_inspection.journeys.engines import Cohort, Source, cohort_in, cohort_of

if TYPE_CHECKING:
    import ibis.expr.types as ir

NO_SPARK = "Spark is not installed here: pip install 'joint-inspection[spark]', or leave --engine out"
NO_JAVA = "Spark needs Java 17, which is not installed here: install it, or leave --engine out"


class Spark:
    """The engine for tables that need more than one machine."""

    name = "spark"

    def __init__(self) -> None:
        self.connection = _connection()

    def cohort(self, source: Source) -> Cohort:
        """Open a folder of events, or events at hand."""
        if isinstance(source, EventTable):
            return cohort_of(source)
        return cohort_in(source, self.connection.read_parquet)

    def table(self, expression: ir.Table) -> Any:
        """Work an expression out."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return self.connection.to_pyarrow(expression)


@cache
def _connection() -> Any:
    try:
        import ibis
        from pyspark.sql import SparkSession
    except ImportError:
        raise NotPossible(NO_SPARK) from None
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise NotPossible(NO_JAVA)
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ibis.pyspark.connect(_session(SparkSession.builder))


def _session(builder: Any) -> Any:
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.execution.arrow.pyspark.enabled": "true",
        "spark.log.level": "ERROR",
    }
    try:
        session = builder.appName("joint-inspection").config(map=settings).getOrCreate()
    except RuntimeError as error:
        raise NotPossible(f"Spark does not start here ({error}); leave --engine out") from None
    session.conf.set("spark.sql.shuffle.partitions", 2 * session.sparkContext.defaultParallelism)
    return session
