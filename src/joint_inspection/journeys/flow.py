"""Which ways lead from the front door to an outcome, how many children take each, and where do they wait?

For each child every step counts the first time it is taken, provided that no later step (in the order of
``flow.yaml``) was taken before it: so each child has one way, and it leads forward. What comes again is rework, and is
counted beside.

Steps that fewer than five children took are left out. So is every child who went from one step to another as fewer
than five did: all numbers are of the others, exact, and add up. At each step those left out are none or at least five
(a few of the commonest path are left out with them) and how many they are is not said: whoever knows from elsewhere
how many children took a step learns of no rare link.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from statistics import median
from typing import TypeVar

import yaml

from joint_inspection.casedata.events.table import EventTable
from joint_inspection.disclosure import THRESHOLD, suppress_list
from joint_inspection.frameworks.model import Value

FILE = Path(__file__).with_name("flow.yaml")
START, END = "start", "end"
Way = tuple[tuple[str, date], ...]
"""One child's steps with their dates."""
Part = TypeVar("Part", str, tuple[str, str])
"""A step or a link."""


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
    children: int
    median_days: float | None
    """None for links from the start and to the end."""


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
    """The ways of a cohort, as far as they may be shown; without the children whose way holds a rare link."""

    steps: tuple[Step, ...]
    """Those that enough children took, in order."""
    children: int
    """Children with at least one step."""
    at: Mapping[str, int]
    """Children at each step."""
    links: tuple[Link, ...]
    paths: tuple[Route, ...]
    """The commonest first; only those that enough children took."""
    other_paths: int
    """Children on all other ways together."""
    left_out: tuple[Step, ...] = ()
    """Steps that some children took, but too few on any one way to be shown."""
    rare_ways: bool = False
    """Whether children were left out for a rare link."""
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
    common, every = _shown_steps(_taken(table), threshold=threshold)
    ways = _without_rare(every, threshold=threshold)
    at = Counter(step for way in ways for step, _ in way)
    steps = tuple(step for step in common if at[step.id])
    links = _links(ways, steps)
    paths, others = _paths(ways, links, threshold=threshold)
    return Flow(
        steps=steps,
        children=len(ways),
        at={step.id: at[step.id] for step in steps},
        links=links,
        paths=paths,
        other_paths=others,
        rare_ways=len(ways) < len(every),
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


def _without_rare(ways: Sequence[Way], *, threshold: int) -> list[Way]:
    """The ways of which every link was gone by enough children, but for a few: enough are left out at each step."""
    every = Counter(_steps(way) for way in ways)
    kept = Counter(every)
    while True:
        if rare := _over_rare(kept, threshold):
            del kept[min(rare, key=lambda steps: (kept[steps], steps))]
        elif few := _few(kept, every, threshold):
            beside = (steps for steps in kept if few.intersection(steps))
            kept[max(beside, key=lambda steps: (kept[steps], steps))] -= 1
        else:
            return list(_taken_from(kept, ways))


def _taken_from(kept: Counter[tuple[str, ...]], ways: Iterable[Way]) -> Iterator[Way]:
    """So many ways of each path, the first ones."""
    left = Counter(kept)
    for way in ways:
        if left[_steps(way)] > 0:
            left[_steps(way)] -= 1
            yield way


def _over_rare(kept: Mapping[tuple[str, ...], int], threshold: int) -> list[tuple[str, ...]]:
    """Paths over a link that few children took."""
    links = _count(kept, _pairs)
    return [steps for steps in kept if any(links[pair] < threshold for pair in _pairs(steps))]


def _few(kept: Mapping[tuple[str, ...], int], every: Mapping[tuple[str, ...], int], threshold: int) -> set[str]:
    """Steps at which so few children are left out that the number itself would tell of them."""
    left = _count(every, list)
    left.subtract(_count(kept, list))
    return {step for step in left if 0 < left[step] < threshold}


def _count(paths: Mapping[tuple[str, ...], int], parts: Callable[[tuple[str, ...]], Iterable[Part]]) -> Counter[Part]:
    found: Counter[Part] = Counter()
    for steps, children in paths.items():
        for part in parts(steps):
            found[part] += children
    return found


def _links(ways: Iterable[Way], steps: Sequence[Step]) -> tuple[Link, ...]:
    """Every link with its count and its wait, in the order of the steps."""
    waits: dict[tuple[str, str], list[int | None]] = defaultdict(list)
    for way in ways:
        for (begin, left), (end, reached) in zip(((START, None), *way), (*way, (END, None)), strict=True):
            waits[begin, end].append((reached - left).days if left and reached else None)
    rows, columns = (START, *(step.id for step in steps)), (*(step.id for step in steps), END)
    return tuple(_link(*pair, waits[pair]) for pair in product(rows, columns) if pair in waits)


def _link(begin: str, end: str, waits: Sequence[int | None]) -> Link:
    days = [wait for wait in waits if wait is not None]
    return Link(
        begin=begin, end=end, children=len(waits), median_days=float(median(days)) if days else None
    )  # fmt: skip


def _paths(ways: Sequence[Way], links: Iterable[Link], *, threshold: int) -> tuple[tuple[Route, ...], int]:
    """The paths that enough children took, and how many children took others.

    On every link those on other paths are none or enough: so that nobody takes the one from the other and is left with
    a single child.
    """
    lengths: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for way in ways:
        lengths[_steps(way)].append((way[-1][1] - way[0][1]).days)
    counts = {(link.begin, link.end): link.children for link in links}
    shown = {
        steps: days
        for steps, days in sorted(lengths.items(), key=lambda each: (-len(each[1]), each[0]))
        if len(days) >= threshold
    }
    while (small := _left_small(shown, counts, len(ways), threshold=threshold)) is not None:
        del shown[small]
    rest = len(ways) - sum(map(len, shown.values()))
    return tuple(
        Route(steps=steps, children=len(days), median_days=float(median(days))) for steps, days in shown.items()
    ), rest


def _steps(way: Way) -> tuple[str, ...]:
    return tuple(step for step, _ in way)


def _pairs(steps: tuple[str, ...]) -> list[tuple[str, str]]:
    return list(zip((START, *steps), (*steps, END), strict=True))


def _left_small(
    shown: Mapping[tuple[str, ...], Sequence[int]],
    counts: Mapping[tuple[str, str], int],
    children: int,
    *,
    threshold: int,
) -> tuple[str, ...] | None:
    """The rarest path that leaves so few others, on one of its links or in all, that they could be worked out."""
    left = Counter(counts)
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
