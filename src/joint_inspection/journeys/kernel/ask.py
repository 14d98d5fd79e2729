"""What does a journey store answer? The kernel's counts, said in the words of the questions and clocks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from joint_inspection.dates import add_months
from joint_inspection.errors import NotPossible
from joint_inspection.journeys.clocks import Clock
from joint_inspection.journeys.kernel.store import JourneyStore


@dataclass(frozen=True, kw_only=True)
class ClockCount:
    """How a clock stands in all journeys together."""

    clock: Clock
    started: int
    ended: int
    in_time: int | None
    """Ended within the limit; None where there is no limit."""
    total: int
    """Days of all that ended, added up."""
    median: float | None


@dataclass(frozen=True, kw_only=True, repr=False)
class Variants:
    """The different journeys in a store, the commonest first; equally common ones always in the same order."""

    store: JourneyStore
    shown: Any
    """A child that had each."""
    times: Any

    def journey(self, number: int) -> tuple[str, ...]:
        """The events of one of them."""
        child = self.shown[number]
        codes = self.store.codes[self.store.begins[child] : self.store.begins[child + 1]]
        return tuple(self.store.events[code] for code in codes)


def pairs(store: JourneyStore) -> Iterator[tuple[str, str, int, float]]:
    """Each event and the one that follows it directly: how often, and the exact median of the seconds between."""
    import numpy as np

    from joint_inspection.journeys.kernel import count

    kinds = len(store.events)
    columns = store.begins, store.codes, store.seconds
    counts = np.zeros((count.FEW_PARTS, kinds * kinds), np.int64)
    steps = np.zeros((*counts.shape, count.STEPS), np.int32)
    count.follow(*columns, kinds, counts, steps)
    medians = count.medians(*columns, kinds, counts, steps)
    times = counts.sum(axis=0)
    for place in times.nonzero()[0]:
        before, after = divmod(int(place), kinds)
        yield store.events[before], store.events[after], int(times[place]), float(medians[place])


def variants(store: JourneyStore) -> Variants:
    """The different journeys, and how many children had each."""
    import numpy as np

    from joint_inspection.journeys.kernel import count

    kinds = len(store.events)
    prints = count.fingerprints(store.begins, store.codes, kinds)
    shown, times = count.variants(store.begins, store.codes, prints, count.told_apart(kinds))
    order = np.argsort(-times, kind="stable")
    return Variants(store=store, shown=shown[order], times=times[order])


def can_run(clock: Clock) -> bool:
    """Whether a store holds what a clock needs: not for pairs on one record, details, or limits in months."""
    return clock.pairing == "next" and not clock.ignores and clock.unit != "months"


def clock_counts(store: JourneyStore, clocks: Sequence[Clock]) -> tuple[ClockCount, ...]:
    """How the clocks stand; raises NotPossible for a clock that a store cannot run."""
    from joint_inspection.journeys.kernel.clock import run_clocks

    if cannot := [clock.id for clock in clocks if not can_run(clock)]:
        raise NotPossible(f"A journey store cannot run {', '.join(cannot)}: ask the SQL engine")
    runs = [_run_of(clock, store) for clock in clocks]
    started, elapsed = run_clocks(store.begins, store.codes, store.seconds, runs=runs, on=store.on)
    return tuple(_counted(*each) for each in zip(clocks, started, elapsed, strict=True))


def _run_of(clock: Clock, store: JourneyStore) -> Any:
    from joint_inspection.journeys.kernel.clock import Run

    codes = {event: code for code, event in enumerate(store.events)}
    named = [
        frozenset(codes[event] for event in events if event in codes)
        for events in ((clock.starts,), clock.ends, clock.stops, clock.needs)
    ]
    starts, ends, stops, needs = named
    missing = clock.needs and not needs
    back = clock.months_back and store.on
    return Run(
        starts=frozenset() if missing else starts, ends=ends, stops=stops, needs=needs,
        in_working_days=clock.unit == "working_days",
        earliest=add_months(store.on, -clock.months_back) if back and store.on and clock.months_back else None,
    )  # fmt: skip


def _counted(clock: Clock, started: Any, elapsed: Any) -> ClockCount:
    import numpy as np

    from joint_inspection.journeys.kernel.clock import median_of

    return ClockCount(
        clock=clock, started=int(started), ended=int(elapsed.sum()),
        in_time=None if clock.limit is None else int(elapsed[: clock.limit + 1].sum()),
        total=int((elapsed * np.arange(len(elapsed))).sum()), median=median_of(elapsed),
    )  # fmt: skip
