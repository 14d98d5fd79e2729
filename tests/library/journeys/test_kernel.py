"""The kernel against independent truth: the SQL engine's own definitions, a plain-Python twin, and itself."""

from datetime import date, datetime, timedelta
from random import Random
from statistics import median

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joint_inspection.casedata.events.table import EventTable, children_schema, event_schema
from joint_inspection.casedata.generate.raw import invent_events
from joint_inspection.errors import InvalidInput, NotPossible
from joint_inspection.journeys.ask import ask
from joint_inspection.journeys.clocks import clocks
from joint_inspection.journeys.kernel import count
from joint_inspection.journeys.kernel.ask import can_run, clock_counts, pairs, variants
from joint_inspection.journeys.kernel.build import build_store
from joint_inspection.journeys.kernel.order import store_of
from joint_inspection.journeys.kernel.store import JourneyStore, open_store, save
from joint_inspection.journeys.kernel.table import store_of_events, store_of_table

ON = date(2025, 6, 1)
FRONT_DOOR = (
    "contact", "referral", "assessment_started", "assessment_authorised", "strategy_discussion", "initial_conference",
    "plan_started", "plan_ended", "care_started", "initial_health_assessment", "missing_found", "return_interview",
)  # fmt: skip


def cohort(random, children, most=12):
    """Children to whom the events of the front door happen in any order, often several on one day."""
    rows = []
    for number in range(children):
        days = sorted(random.randint(0, 120) for _ in range(random.randint(1, most)))
        for position, day in enumerate(days):
            at = datetime(2025, 2, 10) + timedelta(days=day)
            event = random.choice(FRONT_DOOR)
            rows.append((f"child {number}", position, event, "council", at, at, "a list", position, None))
    columns = list(zip(*rows, strict=True))
    schema = event_schema()
    events = pa.table([pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)], schema=schema)
    children_table = pa.table({f.name: pa.array([], f.type) for f in children_schema()}, schema=children_schema())
    return EventTable(events=events, children=children_table, on=ON)


def rows_of(table):
    journeys = {}
    for row in table.events.sort_by([("child", "ascending"), ("position", "ascending")]).to_pylist():
        journeys.setdefault(row["child"], []).append((row["event"], row["at"]))
    return journeys


@pytest.mark.parametrize("seed", range(4))
def test_pairs_and_journeys_are_those_of_the_sql_engine(seed):
    table = cohort(Random(seed), children=60)
    store = store_of_events(table)
    by_sql = [(r["event"], r["then"], r["times"], r["median_days"]) for r in ask("directly_follows", events=table).rows]
    assert sorted((a, b, n, seconds / 86_400) for a, b, n, seconds in pairs(store)) == sorted(by_sql)
    found = variants(store)
    ours = {" > ".join(found.journey(n)): int(times) for n, times in enumerate(found.times)}
    assert ours == {r["path"]: r["children"] for r in ask("journeys", events=table).rows}


@pytest.mark.parametrize("seed", range(4))
def test_clocks_are_those_of_the_sql_engine(seed):
    table = cohort(Random(100 + seed), children=200)
    ours = [
        (each.clock.id, each.started, each.ended, each.in_time, each.median)
        for each in clock_counts(store_of_events(table), [clock for clock in clocks() if can_run(clock)])
    ]
    by_sql = []
    for clock_id, *_ in ours:
        (row,) = ask(clock_id, events=table).rows
        by_sql.append((clock_id, row["starts"], row["answered"], row["in_time"], row["median"]))
    assert ours == by_sql
    assert len(ours) >= 5
    assert sum(started for _, started, *_ in ours) > 100


def test_a_clock_that_a_store_cannot_run_is_refused():
    clock = next(clock for clock in clocks() if not can_run(clock))
    with pytest.raises(NotPossible, match=clock.id):
        clock_counts(store_of_events(cohort(Random(1), children=3)), [clock])


events_in_any_order = st.lists(
    st.tuples(st.integers(-5, 5), st.integers(0, 4), st.integers(0, 30)), min_size=0, max_size=80
)


@settings(max_examples=60, deadline=None)
@given(events_in_any_order)
def test_events_in_any_order_become_journeys_in_order(rows):
    child, codes, seconds = (np.array(column, kind) for column, kind in zip(
        zip(*rows, strict=True) if rows else ((), (), ()), (np.int64, np.uint8, np.int32), strict=True
    ))  # fmt: skip
    store = store_of(child, codes, seconds, events=("a", "b", "c", "d", "e"))
    found = sorted(
        tuple(zip(store.seconds[low:high].tolist(), store.codes[low:high].tolist(), strict=True))
        for low, high in zip(store.begins[:-1], store.begins[1:], strict=True)
    )
    truth = {}
    for one, code, second in rows:
        truth.setdefault(one, []).append((second, code))
    assert found == sorted(tuple(sorted(journey)) for journey in truth.values())


def test_many_buckets_give_the_same_journeys(tmp_path):
    random = np.random.Generator(np.random.PCG64(5))
    child = random.integers(0, 9_000, 60_000)
    codes = random.integers(0, 5, 60_000).astype(np.uint8)
    seconds = np.sort(random.integers(0, 10**8, 60_000)).astype(np.int32)
    store = store_of(child, codes, seconds, events=("a", "b", "c", "d", "e"))
    order = np.lexsort((codes, seconds, child))
    lengths = np.bincount(child)
    truth = {}
    for one, low in zip(np.unique(child), np.concatenate([[0], np.cumsum(lengths[lengths > 0])])[:-1], strict=True):
        journey = tuple(codes[order[low : low + lengths[one]]].tolist())
        truth[journey] = truth.get(journey, 0) + 1
    found = variants(store)
    shown = {
        tuple(store.codes[store.begins[child] : store.begins[child + 1]].tolist()): int(times)
        for child, times in zip(found.shown, found.times, strict=True)
    }
    assert shown == truth


def test_journeys_with_the_same_fingerprint_are_told_apart():
    journeys = [[0] * 11 + [1], [1] * 12, [0] * 11 + [1], [1] * 13]
    child, codes = zip(*((n, code) for n, journey in enumerate(journeys) for code in journey), strict=True)
    store = store_of(
        np.array(child), np.array(codes, np.uint8), np.arange(len(child), dtype=np.int32), events=("a", "b")
    )
    _, times = count.variants(store.begins, store.codes, np.zeros(4, np.uint64), 11)
    assert sorted(times.tolist()) == [1, 1, 2]


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 255), st.data())
def test_fingerprints_tell_short_journeys_apart(kinds, data):
    few = st.lists(st.integers(max(0, kinds - 3), kinds - 1), min_size=1, max_size=count.told_apart(kinds))
    journeys = data.draw(st.lists(few, min_size=2, max_size=30, unique_by=tuple))
    begins = np.concatenate([[0], np.cumsum([len(journey) for journey in journeys])])
    codes = np.array([code for journey in journeys for code in journey], np.uint8)
    assert len(set(count.fingerprints(begins, codes, kinds).tolist())) == len(journeys)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(st.integers(0, 40), st.integers(0, 2**32 - 2)), min_size=1, max_size=40))
def test_medians_are_exact(waits):
    last, first = -(2**31) + 1, -(2**31) + 1
    begins = np.arange(0, 2 * len(waits) + 1, 2)
    seconds = np.array([moment for wait in waits for moment in (first, last + wait)], np.int32)
    codes = np.tile(np.array([0, 1], np.uint8), len(waits))
    store = JourneyStore(events=("a", "b"), begins=begins, codes=codes, seconds=seconds)
    assert list(pairs(store)) == [("a", "b", len(waits), median(waits))]


def test_no_events_at_all(tmp_path):
    schema = pa.schema([("child", pa.int64()), ("event", pa.string()), ("at", pa.timestamp("s"))])
    pq.write_table(schema.empty_table(), tmp_path / "none.parquet")
    store = store_of_table(tmp_path / "none.parquet")
    assert (store.counts, list(pairs(store)), len(variants(store).times)) == ({"events": 0, "children": 0}, [], 0)


def test_a_store_comes_back_as_it_was(tmp_path):
    store = store_of_events(cohort(Random(7), children=20))
    save(store, tmp_path / "store")
    again = open_store(tmp_path / "store")
    assert (again.events, again.on, again.counts, list(pairs(again))) == (
        store.events,
        ON,
        store.counts,
        list(pairs(store)),
    )


def test_a_store_that_is_not_whole_is_refused(tmp_path):
    save(store_of_events(cohort(Random(7), children=20)), tmp_path / "store")
    np.save(tmp_path / "store" / "codes.npy", np.zeros(3, np.uint8))
    with pytest.raises(InvalidInput, match="no whole journey store"):
        open_store(tmp_path / "store")


def test_an_event_that_the_catalogue_does_not_know_is_refused(tmp_path):
    at = pa.array([datetime(2025, 1, 1)], pa.timestamp("s"))
    pq.write_table(pa.table({"child": [1], "event": ["moon_landing"], "at": at}), tmp_path / "odd.parquet")
    with pytest.raises(InvalidInput, match="moon_landing"):
        store_of_table(tmp_path / "odd.parquet")


def test_the_raw_table_and_the_event_table_give_the_same_store(tmp_path):
    table = cohort(Random(3), children=40)
    journeys = rows_of(table)
    rows = sorted((at, int(name.split()[1]), event) for name, journey in journeys.items() for event, at in journey)
    raw = pa.table({
        "child": [number for _, number, _ in rows], "event": [event for *_, event in rows],
        "at": pa.array([at for at, *_ in rows], pa.timestamp("s")),
    })  # fmt: skip
    pq.write_table(raw, tmp_path / "raw.parquet")
    one, other = store_of_table(tmp_path / "raw.parquet"), store_of_events(table)
    assert one.counts == other.counts
    assert sorted(np.diff(one.begins)) == sorted(np.diff(other.begins))
    assert sorted(one.seconds) == sorted(other.seconds)


@pytest.mark.parametrize("memory", [10**9, 500_000])
def test_a_store_made_in_passes_holds_the_same_journeys(tmp_path, memory):
    invent_events(40_000, seed=2, out=tmp_path / "raw.parquet")
    whole = store_of_table(tmp_path / "raw.parquet")
    built = build_store(tmp_path / "raw.parquet", tmp_path / "store", memory=memory)
    assert (built.counts, list(pairs(built))) == (whole.counts, list(pairs(whole)))
    assert sorted(variants(built).times) == sorted(variants(whole).times)


def test_a_table_of_nothing_makes_an_empty_store(tmp_path):
    schema = pa.schema([("child", pa.int64()), ("event", pa.string()), ("at", pa.timestamp("s"))])
    pq.write_table(schema.empty_table(), tmp_path / "none.parquet")
    assert build_store(tmp_path / "none.parquet", tmp_path / "store").counts == {"events": 0, "children": 0}
