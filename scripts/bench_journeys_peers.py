"""The same questions about the same table, put to other tools as their users would put them. Run by bench_journeys.py.

Each contender reads the raw table, answers, and prints one JSON document: how often each event follows another with the
median seconds between, how many different journeys there are and how often the commonest occur, and three clocks in
working days. A tool that cannot do a part leaves it out and says so by leaving it out.
"""

import importlib
import sys

import numpy as np
import pandas as pd
from bench_journeys_answer import CLOCKS, COLUMNS, answer, timed


def calendar(path: str):
    """Working days up to each day since 1970."""
    return np.load(path)


def clocks_of(frame: pd.DataFrame, upto) -> dict:
    """The clocks with pandas: the next event among those that start or end a clock, if it ends it."""
    found = {}
    for name, (start, end, limit) in CLOCKS.items():
        part = frame[frame["event"].isin([start, end])]
        event, child = part["event"].astype(str), part["child"]
        ends = (event.shift(-1) == end) & (child.shift(-1) == child)
        starts = event == start
        day = part["at"].astype("datetime64[s]").astype("int64") // 86_400
        took = (upto[day.shift(-1).fillna(0).astype("int64")] - upto[day])[starts & ends]
        found[name] = [starts.sum(), len(took), (took <= limit).sum(), took.sum(), np.median(took)]
    return found


def with_pandas(path: str, upto) -> dict:
    """Plain pandas: sort, shift, group."""
    frame = pd.read_parquet(path, columns=COLUMNS).sort_values(["child", "at"])
    frame["event"] = frame["event"].astype("category")
    following = frame.shift(-1)
    same = frame["child"] == following["child"]
    pairs = pd.DataFrame(
        {
            "a": frame["event"][same], "b": following["event"][same],
            "wait": (following["at"] - frame["at"])[same].dt.total_seconds(),
        }
    )  # fmt: skip
    found = pairs.groupby(["a", "b"], observed=True)["wait"].agg(["count", "median"]).reset_index()
    journeys = frame.groupby("child")["event"].agg(tuple).value_counts()
    return answer(found.itertuples(index=False), journeys.to_list(), clocks_of(frame, upto))


def with_pm4py(path: str, upto) -> dict:
    """pm4py by its simplified interface, as its documentation shows it."""
    import pm4py

    frame = pd.read_parquet(path, columns=COLUMNS)
    frame["case"] = frame["child"].astype(str)
    log = pm4py.format_dataframe(frame, case_id="case", activity_key="event", timestamp_key="at")
    counts, _, _ = pm4py.discover_dfg(log)
    medians, _, _ = pm4py.discover_performance_dfg(log, perf_aggregation_key="median")
    pairs = [(a, b, number, medians[a, b]) for (a, b), number in counts.items()]
    plain = log[COLUMNS].sort_values(["child", "at"]).assign(at=lambda each: each["at"].dt.tz_localize(None))
    return answer(pairs, pm4py.get_variants(log).values(), clocks_of(plain, upto))


def with_pm4py_pandas(path: str, upto) -> dict:
    """pm4py's lower interface on a sorted frame of categories: its fastest way that also gives waits."""
    from pm4py.algo.discovery.dfg.adapters.pandas.df_statistics import get_dfg_graph
    from pm4py.statistics.variants.pandas.get import get_variants_count

    frame = pd.read_parquet(path, columns=COLUMNS)
    frame["event"] = frame["event"].astype("category")
    frame = frame.sort_values(["child", "at"], ignore_index=True)
    keys = {"case_id_glue": "child", "activity_key": "event", "timestamp_key": "at"}
    counts, medians = get_dfg_graph(
        frame, measure="both", perf_aggregation_key="median", sort_caseid_required=False,
        sort_timestamp_along_case_id=False, **keys,
    )  # fmt: skip
    variants = get_variants_count(
        frame,
        parameters={
            "pm4py:param:case_id_key": "child", "pm4py:param:activity_key": "event",
            "pm4py:param:timestamp_key": "at",
        },
    )  # fmt: skip
    pairs = [(a, b, number, medians[a, b]) for (a, b), number in counts.items()]
    return answer(pairs, variants.values(), clocks_of(frame, upto))


def with_pm4py_polars(path: str, upto) -> dict:
    """pm4py's own adapter for Polars on a sorted table: its fastest way; it does no clocks."""
    import polars as pl
    from pm4py.algo.discovery.dfg.adapters.polars.df_statistics import get_dfg_graph
    from pm4py.statistics.variants.polars.get import get_variants_count

    lazy = pl.read_parquet(path, columns=COLUMNS).sort("child", "at").lazy()
    keys = {"case_id_glue": "child", "activity_key": "event", "timestamp_key": "at"}
    counts, medians = get_dfg_graph(
        lazy, measure="both", perf_aggregation_key="median", sort_caseid_required=False,
        sort_timestamp_along_case_id=False, **keys,
    )  # fmt: skip
    variants = get_variants_count(
        lazy,
        parameters={
            "pm4py:param:case_id_key": "child", "pm4py:param:activity_key": "event",
            "pm4py:param:timestamp_key": "at",
        },
    )  # fmt: skip
    pairs = [(a, b, number, medians[a, b]) for (a, b), number in counts.items()]
    return answer(pairs, variants.values())


def with_duckdb(path: str, upto) -> dict:
    """Plain SQL in DuckDB, straight from the file."""
    import duckdb

    db = duckdb.connect()
    db.execute(f"CREATE VIEW raw AS SELECT child, event, \"at\" FROM read_parquet('{path}')")
    db.register("calendar", pd.DataFrame({"day": np.arange(len(upto)), "upto": upto}))
    pairs = db.execute(
        """SELECT event, following, count(*), median(wait) FROM (
             SELECT event, lead(event) OVER w AS following, epoch(lead("at") OVER w) - epoch("at") AS wait
             FROM raw WINDOW w AS (PARTITION BY child ORDER BY "at"))
           WHERE following IS NOT NULL GROUP BY ALL"""
    ).fetchall()
    variants = db.execute(
        """SELECT count(*) FROM (SELECT string_agg(event, ',' ORDER BY "at") AS journey FROM raw GROUP BY child)
           GROUP BY journey"""
    ).fetchall()
    return answer(pairs, (row[0] for row in variants), {name: sql_clock(db, *each) for name, each in CLOCKS.items()})


def sql_clock(db, start: str, end: str, limit: int) -> list:
    """One clock in SQL."""
    return db.execute(
        """WITH step AS (
             SELECT event, "at", lead(event) OVER w AS following, lead("at") OVER w AS later FROM raw
             WHERE event IN ($start, $end) WINDOW w AS (PARTITION BY child ORDER BY "at")),
           took AS (
             SELECT CASE WHEN following = $end THEN b.upto - a.upto END AS days FROM step
             JOIN calendar a ON a.day = epoch("at")::BIGINT // 86400
             LEFT JOIN calendar b ON b.day = epoch(later)::BIGINT // 86400 WHERE event = $start)
           SELECT count(*), count(days), count(*) FILTER (days <= $limit), sum(days), median(days) FROM took""",
        {"start": start, "end": end, "limit": limit},
    ).fetchone()


CONTENDERS = {
    "pm4py": (with_pm4py, ["pm4py"]),
    "pm4py-pandas": (with_pm4py_pandas, ["pm4py", "pm4py.algo.discovery.dfg.adapters.pandas.df_statistics"]),
    "pm4py-polars": (with_pm4py_polars, ["polars", "pm4py", "pm4py.algo.discovery.dfg.adapters.polars.df_statistics"]),
    "pandas": (with_pandas, ["pyarrow.parquet"]),
    "duckdb": (with_duckdb, ["duckdb"]),
}
"""What answers, and which packages it has loaded before its time begins."""

if __name__ == "__main__":
    name, table, days = sys.argv[1:]
    contender, packages = CONTENDERS[name]
    upto = calendar(days)
    for package in packages:
        importlib.import_module(package)
    print(timed(lambda: contender(table, upto)))
