"""Which ways lead from the front door to an outcome, how many children take each, and where do they wait?

For each child every step counts the first time it is taken, provided that no later step (in the order of
``flow.yaml``) was taken before it: so each child has one way, and it leads forward. What comes again is rework, and is
counted beside. Steps that fewer than five children took are left out; links so small that they could tell of a single
child are hidden, and others with them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from statistics import median

import yaml

from joint_inspection.casedata.events.table import EventTable
from joint_inspection.disclosure import THRESHOLD, Counted, suppress_list, suppress_parts
from joint_inspection.frameworks.model import Value

FILE = Path(__file__).with_name("flow.yaml")
START, END = "start", "end"
Way = tuple[tuple[str, date], ...]
"""One child's steps with their dates."""


class Step(Value):
    """One step from the front door to an outcome."""

    id: str
    title: str
    event: str


@dataclass(frozen=True, kw_only=True)
class Link:
    """Children who went from one step to the next; ``START`` and ``END`` stand before the first and after the last."""

    begin: str
    end: str
    children: int | None
    """None where hidden."""
    median_days: float | None
    """None where hidden, and for links from the start and to the end."""


@dataclass(frozen=True, kw_only=True)
class Route:
    """A whole way that several children took."""

    steps: tuple[str, ...]
    children: int
    median_days: float


@dataclass(frozen=True, kw_only=True)
class Rework:
    """What was done again for the same child."""

    title: str
    all: int | None
    again: int | None


@dataclass(frozen=True, kw_only=True)
class Flow:
    """The ways of a cohort, as far as they may be shown."""

    steps: tuple[Step, ...]
    """Those that enough children took, in order."""
    children: int | None
    """Children with at least one step."""
    at: Mapping[str, int]
    """Children at each step."""
    links: tuple[Link, ...]
    paths: tuple[Route, ...]
    """The commonest first; only those that enough children took."""
    other_paths: int
    """Children on all other ways together."""
    left_out: tuple[Step, ...] = ()
    """Steps that some children took, but too few to be shown."""
    rework: tuple[Rework, ...] = field(default=())

    @property
    def longest_waits(self) -> tuple[Link, ...]:
        """Links by how long half of the children waited, the longest first."""
        known = [link for link in self.links if link.median_days is not None]
        return tuple(sorted(known, key=lambda link: (-(link.median_days or 0), link.begin, link.end)))


@cache
def all_steps() -> tuple[Step, ...]:
    """Every step from the front door to an outcome, in order."""
    return tuple(Step.model_validate(each) for each in yaml.safe_load(FILE.read_text(encoding="utf-8"))["steps"])


def flow(table: EventTable, *, threshold: int = THRESHOLD) -> Flow:
    """The ways of all children of an event table."""
    steps, ways = _shown_steps(_taken(table), threshold=threshold)
    at = Counter(step for way in ways for step, _ in way)
    total = suppress_list({"children": len(ways)}, threshold=threshold)[1]
    links = _links(ways, steps, threshold=threshold)
    paths, others = _paths(ways, links, threshold=threshold)
    return Flow(
        steps=steps,
        children=total,
        at={step.id: at[step.id] for step in steps},
        links=links,
        paths=paths,
        other_paths=others,
        left_out=tuple(step for step in all_steps() if step not in steps and _was_taken(table, step)),
        rework=(_again(table, "referral", "Referrals", threshold=threshold),
                _again(table, "plan_started", "Child protection plans", threshold=threshold)),
    )  # fmt: skip


def _taken(table: EventTable) -> list[list[tuple[str, date]]]:
    """For each child, the first time of each step in the order of the journey."""
    steps = {step.event: step.id for step in all_steps()}
    firsts: dict[str, dict[str, date]] = defaultdict(dict)
    for child, event, at in _rows(table, steps):
        firsts[child].setdefault(steps[event], at)
    return [list(first.items()) for first in firsts.values()]


def _rows(table: EventTable, events: Iterable[str]) -> Iterable[tuple[str, str, date]]:
    """Child, event and day of these events, in the order of the journeys, up to the day of the lists."""
    import pyarrow as pa
    import pyarrow.compute as pc

    chosen = table.events.filter(pc.is_in(table.events["event"], pa.array(list(events), pa.string())))
    chosen = chosen.sort_by([("child", "ascending"), ("position", "ascending")])
    columns = (chosen.column(name).to_pylist() for name in ("child", "event", "at"))
    rows = ((child, event, at.date()) for child, event, at in zip(*columns, strict=True))
    return (row for row in rows if row[2] <= table.on)


def _shown_steps(taken: Sequence[Sequence[tuple[str, date]]], *, threshold: int) -> tuple[tuple[Step, ...], list[Way]]:
    """The steps that enough children took, and the ways through these alone."""
    steps = all_steps()
    while True:
        ranks = {step.id: rank for rank, step in enumerate(steps)}
        ways = [way for way in (_forward(each, ranks) for each in taken) if way]
        at = Counter(step for way in ways for step, _ in way)
        enough = tuple(step for step in steps if at[step.id] >= threshold)
        if enough == steps:
            return steps, ways
        steps = enough


def _forward(taken: Iterable[tuple[str, date]], ranks: Mapping[str, int]) -> Way:
    way: list[tuple[str, date]] = []
    for step, at in taken:
        if step in ranks and (not way or ranks[step] > ranks[way[-1][0]]):
            way.append((step, at))
    return tuple(way)


def _links(ways: Iterable[Way], steps: Sequence[Step], *, threshold: int) -> tuple[Link, ...]:
    """Every link with its count, where the totals of the steps leave it open; without counts where they would not."""
    waits: dict[tuple[str, str], list[int | None]] = defaultdict(list)
    for way in ways:
        for (begin, left), (end, reached) in zip(((START, None), *way), (*way, (END, None)), strict=True):
            waits[begin, end].append((reached - left).days if left and reached else None)
    rows, columns = (START, *(step.id for step in steps)), (*(step.id for step in steps), END)
    counted = Counted(
        rows=rows, columns=columns, cells=tuple(tuple(len(waits[row, column]) for column in columns) for row in rows)
    )
    published = suppress_parts(counted, rows_too=True, threshold=threshold)
    return tuple(
        _link(row, column, waits[row, column], shown=published is not None and published.at(r, c) is not None)
        for r, row in enumerate(rows)
        for c, column in enumerate(columns)
        if waits[row, column]
    )


def _link(begin: str, end: str, waits: Sequence[int | None], *, shown: bool) -> Link:
    days = [wait for wait in waits if wait is not None]
    return Link(
        begin=begin,
        end=end,
        children=len(waits) if shown else None,
        median_days=float(median(days)) if shown and days else None,
    )


def _paths(ways: Sequence[Way], links: Iterable[Link], *, threshold: int) -> tuple[tuple[Route, ...], int]:
    """The paths that enough children took, and how many children took others.

    None leads over a hidden link, and on every link those on other paths are none or enough: so that nobody takes the
    one from the other and is left with a single child.
    """
    lengths: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for way in ways:
        lengths[tuple(step for step, _ in way)].append((way[-1][1] - way[0][1]).days)
    counts = {(link.begin, link.end): link.children for link in links}
    shown = {
        steps: days
        for steps, days in sorted(lengths.items(), key=lambda each: (-len(each[1]), each[0]))
        if len(days) >= threshold and all(counts[pair] is not None for pair in _pairs(steps))
    }
    while (small := _left_small(shown, counts, len(ways), threshold=threshold)) is not None:
        del shown[small]
    rest = len(ways) - sum(map(len, shown.values()))
    return tuple(
        Route(steps=steps, children=len(days), median_days=float(median(days))) for steps, days in shown.items()
    ), rest


def _pairs(steps: tuple[str, ...]) -> list[tuple[str, str]]:
    return list(zip((START, *steps), (*steps, END), strict=True))


def _left_small(
    shown: Mapping[tuple[str, ...], Sequence[int]],
    counts: Mapping[tuple[str, str], int | None],
    children: int,
    *,
    threshold: int,
) -> tuple[str, ...] | None:
    """The rarest path that leaves so few others, on one of its links or in all, that they could be worked out."""
    left = Counter({pair: count for pair, count in counts.items() if count is not None})
    for steps, days in shown.items():
        for pair in _pairs(steps):
            left[pair] -= len(days)
    all_left = children - sum(map(len, shown.values()))
    found = [
        steps
        for steps in shown
        if 0 < all_left < threshold or any(0 < left[pair] < threshold for pair in _pairs(steps))
    ]
    return found[-1] if found else None


def _again(table: EventTable, event: str, title: str, *, threshold: int, within_days: int = 365) -> Rework:
    """How many of something came within a year of an earlier one of the same child."""
    last: dict[str, date] = {}
    number = {"first": 0, "again": 0}
    for child, _, at in _rows(table, [event]):
        before = last.get(child)
        number["again" if before and (at - before).days <= within_days else "first"] += 1
        last[child] = at
    shown, total = suppress_list(number, threshold=threshold)
    return Rework(title=title, all=total, again=shown["again"])


def _was_taken(table: EventTable, step: Step) -> bool:
    return any(True for _ in _rows(table, [step.event]))
