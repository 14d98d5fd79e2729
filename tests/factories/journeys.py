"""The spec tables of questions and clocks, and a second opinion on both: plain loops written apart from the library."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import pyarrow as pa
import yaml

from factories.events import ON, event_table
from joint_inspection.casedata.events.catalogue import catalogue
from joint_inspection.casedata.events.table import EventTable, children_schema, event_schema
from joint_inspection.dates import add_months, working_days_between
from joint_inspection.journeys.clocks import Clock

SPEC = Path(__file__).parents[1] / "spec"


@dataclass(frozen=True, kw_only=True)
class Case:
    """One small table in, and what should come out."""

    name: str
    """Of the question or clock."""
    says: str
    events: EventTable
    expected: list[Any]


def cases(kind: str, expects: str) -> list[Case]:
    """Every case of the spec tables below ``tests/spec/KIND``; what is expected stands under ``expects``."""
    return [case for path in sorted((SPEC / kind).glob("*.yaml")) for case in _read(path, expects)]


def _read(path: Path, expects: str) -> Iterator[Case]:
    for each in yaml.safe_load(path.read_text(encoding="utf-8"))["cases"]:
        table = event_table(each["events"], on=each.get("as_at", ON), children=each.get("children", ()))
        yield Case(name=path.stem, says=each["says"], events=table, expected=each[expects])


def together(some: Iterable[Case]) -> list[tuple[EventTable, list[tuple[Any, ...]]]]:
    """The cases of one clock as one cohort for each day of the lists, so that an engine runs once for all of them."""
    found = []
    by_day = groupby(sorted(enumerate(some), key=lambda pair: pair[1].events.on), key=lambda pair: pair[1].events.on)
    for on, numbered in by_day:
        merged, expected = [], []
        for number, case in numbered:
            events = case.events.events.to_pylist()
            merged += [{**event, "child": f"{number:02} {event['child']}"} for event in events]
            expected += [(f"{number:02} {row[0]}", *row[1:]) for row in case.expected]
        events = pa.Table.from_pylist(merged, schema=event_schema())
        found.append(
            (EventTable(events=events, children=children_schema().empty_table(), on=on), sorted(expected, key=str))
        )
    return found


def random_cohort(*, seed: int, children: int, events: list[str] | None = None) -> EventTable:
    """Anything that can happen, to anybody, on any day, a few on one day; records and codes at random."""
    chance = Random(seed)
    words = events or [each.id for each in catalogue()]
    rows = []
    for child in range(children):
        for _ in range(chance.randint(0, 9)):
            day = ON - timedelta(days=chance.choice([chance.randint(-9, 20), chance.randint(0, 400)]))
            record = {
                "list": chance.choice("xy"),
                "record": chance.randint(0, 2),
                "detail": chance.choice(["yes", None]),
            }
            rows.append((f"child {child} å", day, chance.choice(words), record))
    return event_table(rows)


def journeys_of(table: EventTable) -> dict[str, list[dict[str, Any]]]:
    """The events of each child, in order."""
    found = defaultdict(list)
    for event in sorted(table.events.to_pylist(), key=lambda e: (e["child"], e["position"])):
        found[event["child"]].append({**event, "day": event["at"].date()})
    return found


def directly_follows(table: EventTable) -> list[tuple[Any, ...]]:
    """The answer to that question, by plain loops."""
    days, children = defaultdict(list), defaultdict(set)
    for child, journey in journeys_of(table).items():
        for one, then in pairwise(journey):
            pair = one["event"], then["event"]
            days[pair].append((then["day"] - one["day"]).days)
            children[pair].add(child)
    rows = [(*pair, len(d), len(children[pair]), float(median(d)), max(d)) for pair, d in days.items()]
    return sorted(rows, key=lambda row: (-row[2], row[0], row[1]))


def paths(table: EventTable) -> list[tuple[Any, ...]]:
    """The commonest paths, by plain loops."""
    counts: Counter[str] = Counter()
    days = defaultdict(list)
    for journey in journeys_of(table).values():
        path = " > ".join(event["event"] for event in journey)
        counts[path] += 1
        days[path].append((journey[-1]["day"] - journey[0]["day"]).days)
    rows = [(path, path.count(">") + 1, times, float(median(days[path]))) for path, times in counts.items()]
    return sorted(rows, key=lambda row: (-row[2], row[0]))


def spans_of(clock: Clock, table: EventTable) -> list[tuple[Any, ...]]:
    """Every span of a clock, by plain loops: child, started, ended, due, elapsed, state."""
    rows = []
    for child, journey in journeys_of(table).items():
        past = [event for event in journey if event["day"] <= table.on]
        for number, start in enumerate(past):
            if start["event"] == clock.starts and start["detail"] not in clock.ignores:
                before, after = (_beside(clock, start, part) for part in (past[:number], past[number + 1 :]))
                row = _span(clock, start, before, after, table.on)
                rows += [(child, *row)] if row else []
    return rows


def _beside(clock: Clock, start: dict[str, Any], others: list[dict[str, Any]]) -> list[dict[str, Any]]:
    same = lambda other: (other["list"], other["record"]) == (start["list"], start["record"])  # noqa: E731
    return [other for other in others if clock.pairing == "next" or same(other)]


def _span(clock: Clock, start: dict[str, Any], before: list[Any], after: list[Any], on: date) -> tuple[Any, ...] | None:
    words = [event["event"] for event in after]
    window = after[: words.index(clock.starts) + 1] if clock.starts in words else after
    if clock.months_back and start["day"] < add_months(on, -clock.months_back):
        return None
    if clock.needs and not any(event["event"] in clock.needs for event in window):
        return None
    settles = next((event for event in window if event["event"] in {*clock.ends, *clock.stops}), None)
    answered = settles is not None and settles["event"] in clock.ends
    earlier = [event["event"] for event in before]
    backwards = (
        clock.pairing == "record" and not answered and clock.starts not in [*clock.ends, *earlier]
        and any(word in clock.ends for word in earlier)
    )  # fmt: skip
    until = settles["day"] if settles else on
    elapsed = working_days_between(start["day"], until) if clock.unit == "working_days" else (until - start["day"]).days
    due = clock.due(start["day"])
    in_time = None if due is None else elapsed <= clock.limit if clock.unit == "working_days" else until <= due
    state = _state(clock, backwards, answered, settles is not None, in_time)
    ended = until if answered else None
    return start["day"], ended, due, elapsed if answered and not backwards else None, state


def _state(clock: Clock, backwards: bool, answered: bool, settled: bool, in_time: bool | None) -> str:
    if backwards:
        return "impossible"
    if in_time is None:
        return "answered" if answered else "stopped" if settled else "open"
    if answered:
        return "in_time" if in_time else "cannot_tell" if clock.latest_only else "late"
    if settled:
        return "stopped" if in_time else "late"
    return "not_yet_due" if in_time else "overdue"
