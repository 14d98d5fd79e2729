"""Which choices does a programme make, and which of them cannot be made together?

A choice is one visit (or two that take place together) starting in one week. A limit holds some choices down: a demand
is met once, an area's starts keep their distance, a pool has so many inspectors a week. Written so, the whole programme
is a table of noughts and ones that any solver of linear programmes reads, and its bound is a proof.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Literal

from joint_inspection.programmes.demand import Demand, Place
from joint_inspection.programmes.world import Pool, World

MARGIN = 3
"""Days by which months of unequal length may move a window that is counted from another visit."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Demands, by number, met in the same week."""

    demands: tuple[int, ...]
    places: tuple[Place, ...]
    cost: int

    @property
    def week(self) -> int:
        """The week in which they start."""
        return self.places[0].week


@dataclass(frozen=True, kw_only=True)
class Limit:
    """At most so much, of choices (by number) that each take some of it."""

    most: int
    takes: tuple[tuple[int, int], ...]
    role: Literal["always", "rough", "fine"] = "always"
    """``rough``: needed for an exact answer, and left out of the bound, which it slows and hardly moves; ``fine``:
    only tightens the bound, so it is left for when few choices are left."""


@dataclass(frozen=True, kw_only=True)
class Choices:
    """All that a programme may choose from."""

    demands: tuple[Demand, ...]
    choices: tuple[Choice, ...] = field(repr=False)
    limits: tuple[Limit, ...] = field(repr=False)
    regions: tuple[str, ...] = field(repr=False)
    """The region of each demand: programmes of different regions share only the national pools."""

    def cost(self, chosen: Iterable[int]) -> int:
        """Points for a programme that makes these choices."""
        made = [self.choices[number] for number in chosen]
        met = {demand for choice in made for demand in choice.demands}
        left = sum(each.unplanned for number, each in enumerate(self.demands) if number not in met)
        return left + sum(choice.cost for choice in made)


def choices(demands: Sequence[Demand], *, world: World) -> Choices:
    """Lay out every choice and every limit."""
    every = (*_single(demands), *_together(demands, world=world))
    return Choices(demands=tuple(demands), choices=every, limits=tuple(_limits(demands, every, world=world)),
        regions=tuple(world.area[demand.area].region for demand in demands),
    )  # fmt: skip


def _single(demands: Sequence[Demand]) -> Iterator[Choice]:
    for number, demand in enumerate(demands):
        for place in demand.places:
            yield Choice(demands=(number,), places=(place,), cost=place.cost)


def _together(demands: Sequence[Demand], *, world: World) -> Iterator[Choice]:
    """Two visits to one area that their frameworks want to take place together."""
    by_area: dict[str, list[int]] = defaultdict(list)
    for number, demand in enumerate(demands):
        by_area[demand.area].append(number)
    for numbers in by_area.values():
        for one, other in combinations(numbers, 2):
            second = {place.week: place for place in demands[other].places}
            for first in demands[one].places:
                if first.week in second and coincide(first, second[first.week], world=world):
                    pair = (first, second[first.week])
                    cost = sum(place.cost for place in pair) - world.settings.costs.together
                    yield Choice(demands=(one, other), places=pair, cost=cost)


def coincide(one: Place, other: Place, *, world: World) -> bool:
    """Say whether a framework asks that these two kinds of visit take place together."""
    return _asks_for(one, other, world=world) or _asks_for(other, one, world=world)


def _asks_for(one: Place, other: Place, *, world: World) -> bool:
    return any(
        rule.framework in (other.ref, other.ref.partition("@")[0])
        and (one.ref, one.kind) != (other.ref, other.kind)
        and rule.kind in (None, one.kind)
        and rule.with_kind in (None, other.kind)
        for rule in world.framework[one.ref].cycle.coincide
    )


def _limits(demands: Sequence[Demand], every: Sequence[Choice], *, world: World) -> Iterator[Limit]:
    of_demand: dict[int, list[int]] = defaultdict(list)
    for number, choice in enumerate(every):
        for demand in choice.demands:
            of_demand[demand].append(number)
    for numbers in of_demand.values():
        yield _one_of(numbers)
    yield from _distances(demands, every, world=world)
    yield from _orders(demands, every, of_demand, world=world)
    yield from _capacities(demands, every, world=world)
    yield from _partners(demands, every, world=world)


def _one_of(numbers: Iterable[int]) -> Limit:
    return Limit(most=1, takes=tuple((number, 1) for number in numbers))


def _distances(demands: Sequence[Demand], every: Sequence[Choice], *, world: World) -> Iterator[Limit]:
    """In any stretch of weeks as long as the gap, one start in an area."""
    by_area: dict[str, list[int]] = defaultdict(list)
    for number, choice in enumerate(every):
        if not all(demands[each].off_site for each in choice.demands):
            by_area[demands[choice.demands[0]].area].append(number)
    for numbers in by_area.values():
        if len({demand for number in numbers for demand in every[number].demands}) > 1:
            yield from _stretches(sorted(numbers, key=lambda number: every[number].week), every, world=world)


def _stretches(numbers: list[int], every: Sequence[Choice], *, world: World) -> Iterator[Limit]:
    longest = max(world.weeks.number(place.end) - place.week for number in numbers for place in every[number].places)
    gap = max(world.settings.gap_weeks, longest + 1)
    first = last = 0
    while last < len(numbers):
        while last < len(numbers) and every[numbers[last]].week < every[numbers[first]].week + gap:
            last += 1
        yield _one_of(numbers[first:last])
        while last < len(numbers) and every[numbers[last]].week >= every[numbers[first]].week + gap:
            first += 1


def _orders(
    demands: Sequence[Demand], every: Sequence[Choice], of_demand: Mapping[int, list[int]], *, world: World
) -> Iterator[Limit]:
    """A later visit comes after the one before it, and within its window if that is counted from another visit."""

    def days(demand: int) -> dict[int, int]:
        return {number: (every[number].places[0].start - world.start).days for number in of_demand[demand]}

    for number, demand in enumerate(demands):
        later = days(number)
        if demand.after is not None:
            gap = 0 if demand.off_site else 7 * world.settings.gap_weeks
            yield from _not_before(later, days(demand.after), wait=gap)
        if demand.since is not None:
            low, high = demand.days_since
            margin = MARGIN if high - low > 4 * MARGIN else 0
            earlier = days(demand.since)
            yield from _not_before(later, earlier, wait=low + margin)
            yield from _not_after(later, earlier, wait=high - margin)
            yield Limit(most=0, takes=_terms(dict.fromkeys(later, 1), dict.fromkeys(earlier, -1)))


def _not_before(later: Mapping[int, int], earlier: Mapping[int, int], *, wait: int) -> Iterator[Limit]:
    """If both are made, the later one starts at least ``wait`` days after the earlier one."""
    most = max(earlier.values()) + wait
    if min(later.values()) >= most:
        return
    takes = {number: max(most - day, 0) for number, day in later.items()}
    yield Limit(most=most, takes=_terms(takes, {each: day + wait for each, day in earlier.items()}), role="rough")
    after, before = _Starts(later), _Starts(earlier)
    for day in after.days_once:
        yield from _not_both(after.until(day), before.since(day - wait + 1))


def _not_after(later: Mapping[int, int], earlier: Mapping[int, int], *, wait: int) -> Iterator[Limit]:
    """If both are made, the later one starts at most ``wait`` days after the earlier one."""
    most = max(later.values())
    takes = {number: max(most - day - wait, 0) for number, day in earlier.items()}
    if not any(takes.values()):
        return
    yield Limit(most=most, takes=_terms(later, takes), role="rough")
    after, before = _Starts(later), _Starts(earlier)
    for day in after.days_once:
        yield from _not_both(after.since(day), before.until(day - wait - 1))


class _Starts:
    """Choices in the order of their days."""

    def __init__(self, day_of: Mapping[int, int]) -> None:
        self.numbers = sorted(day_of, key=lambda number: (day_of[number], number))
        self.days = [day_of[number] for number in self.numbers]
        self.days_once = sorted(set(self.days))

    def until(self, day: int) -> list[int]:
        """Those that start on this day or before."""
        return self.numbers[: bisect_right(self.days, day)]

    def since(self, day: int) -> list[int]:
        """Those that start on this day or after."""
        return self.numbers[bisect_left(self.days, day) :]


def _not_both(later: list[int], earlier: list[int]) -> Iterator[Limit]:
    if later and earlier:
        takes = _terms(dict.fromkeys(later, 1), dict.fromkeys(earlier, 1))
        yield Limit(most=1, takes=takes, role="fine")


def _terms(one: Mapping[int, int], other: Mapping[int, int]) -> tuple[tuple[int, int], ...]:
    """Both sides of a limit; a choice on both sides is two visits that take place together, and is free of it."""
    both = one.keys() & other.keys()
    return tuple((number, take) for number, take in (*one.items(), *other.items()) if take and number not in both)


def _capacities(demands: Sequence[Demand], every: Sequence[Choice], *, world: World) -> Iterator[Limit]:
    """Each week, the teams on site take no more inspectors than each pool has."""
    used: dict[tuple[Pool, int], dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for number, choice in enumerate(every):
        for demand, place in zip(choice.demands, choice.places, strict=True):
            for pool, size in world.pools(demands[demand].area, world.framework[place.ref].kind(place.kind)):
                for week in range(place.week, world.weeks.number(place.end) + 1):
                    used[pool, week][number] += size
    for (pool, week), takes in used.items():
        most = world.pool_size(pool, week)
        if most is not None:
            yield from tightened(takes, most=most)


def tightened(takes: Mapping[int, int], *, most: int) -> Iterator[Limit]:
    """A limit on team sizes, and the whole-number limits that follow from it.

    Divided by any number and rounded down, a limit still holds for whole visits: two teams of 6 do not fit where 11
    can go, so at most one visit of 6. These bring the bound close to the best programme.
    """
    seen: set[tuple[int, tuple[tuple[int, int], ...]]] = set()
    for divisor in sorted({1, *takes.values()}):
        part = tuple((number, size // divisor) for number, size in takes.items() if size // divisor)
        if (most // divisor, part) not in seen and sum(size for _, size in part) > most // divisor:
            seen.add((most // divisor, part))
            yield Limit(most=most // divisor, takes=part)


def _partners(demands: Sequence[Demand], every: Sequence[Choice], *, world: World) -> Iterator[Limit]:
    """Each week, a police force or health board that serves several areas has only so many visits."""
    used: dict[tuple[str, int], dict[int, int]] = defaultdict(dict)
    for number, choice in enumerate(every):
        for demand, place in zip(choice.demands, choice.places, strict=True):
            area, kind = demands[demand].area, world.framework[place.ref].kind(place.kind)
            for agency in world.partners(area, kind):
                for week in range(place.week, world.weeks.number(place.end) + 1):
                    used[agency, week][number] = used[agency, week].get(number, 0) + 1
    for takes in used.values():
        most = world.settings.partner_visits_at_once
        if len({demand for number in takes for demand in every[number].demands}) > most:
            yield Limit(most=most, takes=tuple(takes.items()))
