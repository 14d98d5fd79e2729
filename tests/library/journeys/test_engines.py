"""Apache Spark gives the same answers as DuckDB: on every spec table, and on a random cohort for every question."""

import os

import pytest

from factories.journeys import cases, directly_follows, paths, random_cohort, spans_of, together
from joint_inspection.casedata.events.table import write
from joint_inspection.journeys.ask import ask
from joint_inspection.journeys.clocks import clocks
from joint_inspection.journeys.questions import NAMES
from joint_inspection.journeys.spans import spans

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]
CLOCK_CASES = cases("clocks", "spans")
SMALL = {
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}
"""What saves Spark the preparations that only large tables repay."""
TRIED = (*NAMES, "clock_assessment", "clock_conference", "clock_plan_first_review", "clock_plan_later_review")
"""Every question, and clocks with each kind of pairing, unit and end."""


@pytest.fixture(scope="module", autouse=True)
def one_session():
    """One session for every test, stopped at the end; it needs Spark and Java."""
    pytest.importorskip("pyspark")
    from joint_inspection.journeys.engines import spark

    session = spark._connection()._session
    for name, value in SMALL.items():
        session.conf.set(name, value)
    yield
    session.stop()
    spark._connection.cache_clear()


def rows(answer):
    """An answer as the spec tables write it."""
    return [tuple(row.values()) for row in answer.rows]


@pytest.mark.parametrize("case", cases("questions", "rows"), ids=lambda case: f"{case.name}: {case.says}")
def test_spec_table_of_a_question(case):
    assert rows(ask(case.name, events=case.events, engine="spark")) == [tuple(row) for row in case.expected]


@pytest.mark.parametrize("clock", clocks(), ids=lambda clock: clock.id)
def test_spec_table_of_a_clock(clock):
    for table, expected in together(case for case in CLOCK_CASES if case.name == clock.id):
        found = spans(clock, table, "spark")
        assert sorted(((s.child, s.started, s.ended, s.due, s.elapsed, s.state) for s in found), key=str) == expected


@pytest.mark.parametrize("name", TRIED)
def test_a_random_cohort_from_a_folder(name, tmp_path):
    cohort = random_cohort(seed=len(name), children=400)
    write(cohort, tmp_path)
    assert ask(name, events=tmp_path, engine="spark").rows == ask(name, events=cohort, engine="duckdb").rows


def test_plain_loops_agree_with_spark():
    cohort = random_cohort(seed=11, children=300, events=["referral", "assessment_started", "assessment_authorised"])
    assert rows(ask("directly_follows", events=cohort, engine="spark")) == directly_follows(cohort)
    assert rows(ask("journeys", events=cohort, engine="spark")) == paths(cohort)
    (assessment,) = (clock for clock in clocks() if clock.id == "assessment")
    found = spans(assessment, cohort, "spark")
    assert [(s.child, s.started, s.ended, s.due, s.elapsed, s.state) for s in found] == spans_of(assessment, cohort)


def test_spark_stays_on_this_machine_unless_told_otherwise():
    ask("events_by_kind", events=random_cohort(seed=1, children=3), engine="spark")
    assert os.environ["SPARK_LOCAL_IP"] == "127.0.0.1"
