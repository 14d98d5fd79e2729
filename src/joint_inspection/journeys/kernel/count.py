"""What follows what, how long does it take, which journeys are commonest, and how do the clocks stand?

One pass over the journeys counts pairs of events that follow one another, and roughly how long each wait was; a second
takes the waits near the middle of each pair, among which the exact median is found. A journey's fingerprint is the
journey itself where it is short; longer ones with the same are compared event by event before they count as one.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit, prange

PARTS = 64
"""Children are counted in so many parts, whichever thread takes them: the result does not depend on threads."""
FEW_PARTS = 4
"""The same where each part needs much room."""
STEPS = 513
"""Waits of 0 to 2 ** 32 seconds are counted in steps, each a sixteenth of a power of two wide."""


@njit(cache=True, inline="always")
def _step(wait: Any) -> Any:
    """The step of a wait: the exponent and the first four digits of its binary logarithm's number."""
    return np.int64(np.float32(wait + 1).view(np.int32) >> 19) - (127 << 4)


@njit(cache=True, parallel=True)
def follow(begins: Any, codes: Any, seconds: Any, kinds: int, counts: Any, steps: Any) -> None:
    """How often each kind of event follows another directly, and after how long: into (parts, pairs) and (…, STEPS)."""
    children = len(begins) - 1
    for part in prange(FEW_PARTS):
        mine, near = counts[part], steps[part]
        for child in range(children * part // FEW_PARTS, children * (part + 1) // FEW_PARTS):
            before, moment = np.int64(codes[begins[child]]) * kinds, np.int64(seconds[begins[child]])
            for row in range(begins[child] + 1, begins[child + 1]):
                code, later = np.int64(codes[row]), np.int64(seconds[row])
                mine[before + code] += 1
                near[before + code, _step(later - moment)] += 1
                before, moment = code * kinds, later


@njit(cache=True, parallel=True)
def medians(begins: Any, codes: Any, seconds: Any, kinds: int, counts: Any, steps: Any) -> Any:
    """The exact median wait of each pair: the middle one, or the mean of the middle two; not a number if none."""
    children, pairs = len(begins) - 1, counts.shape[1]
    least, most, skipped, place, starts = _middles(counts, steps)
    found = np.empty(starts[pairs], np.int64)
    for part in prange(FEW_PARTS):
        mine = place[part]
        for child in range(children * part // FEW_PARTS, children * (part + 1) // FEW_PARTS):
            before, moment = np.int64(codes[begins[child]]) * kinds, np.int64(seconds[begins[child]])
            for row in range(begins[child] + 1, begins[child + 1]):
                code, later = np.int64(codes[row]), np.int64(seconds[row])
                this, wait = before + code, later - moment
                if least[this] <= wait < most[this]:
                    found[mine[this]] = wait
                    mine[this] += 1
                before, moment = code * kinds, later
    result = np.full(pairs, np.nan)
    for pair in prange(pairs):
        total = counts[:, pair].sum()
        if total:
            low, high = starts[pair], starts[pair + 1]
            upper = _nth(found, low, high, low + total // 2 - skipped[pair])
            lower = upper if total % 2 else _nth(found, low, high, low + total // 2 - 1 - skipped[pair])
            result[pair] = (float(lower) + float(upper)) / 2
    return result


@njit(cache=True)
def _middles(counts: Any, steps: Any) -> Any:
    """For each pair: from what to what wait its middle ones lie, how many are shorter, where each part's are to go."""
    parts, pairs = counts.shape
    least, most, skipped = np.zeros(pairs, np.int64), np.zeros(pairs, np.int64), np.zeros(pairs, np.int64)
    place, starts = np.zeros((parts, pairs), np.int64), np.zeros(pairs + 1, np.int64)
    for pair in range(pairs):
        starts[pair + 1] = starts[pair]
        total, below, first, last = counts[:, pair].sum(), 0, 0, 0
        if not total:
            continue
        for step in range(STEPS):
            here = steps[:, pair, step].sum()
            if below <= (total - 1) // 2 < below + here:
                first, skipped[pair] = step, below
            below += here
            if below > total // 2:
                last = step
                break
        least[pair], most[pair] = _least(first), _least(last + 1)
        for part in range(parts):
            place[part, pair] = starts[pair + 1]
            starts[pair + 1] += steps[part, pair, first : last + 1].sum()
    return least, most, skipped, place, starts


@njit(cache=True)
def _least(step: int) -> int:
    """The shortest wait of a step."""
    low, high = 0, 1 << 33
    while low < high:
        middle = (low + high) // 2
        if _step(middle) < step:
            low = middle + 1
        else:
            high = middle
    return low


@njit(cache=True)
def _nth(values: Any, low: int, high: int, wanted: int) -> Any:
    """Put in place ``wanted`` the value that sorting would put there, smaller ones before it (Hoare's selection)."""
    left, right = low, high - 1
    while left < right:
        pivot = _middle_of_three(values[left], values[(left + right) // 2], values[right])
        first, last = left, right
        while first <= last:
            while values[first] < pivot:
                first += 1
            while values[last] > pivot:
                last -= 1
            if first <= last:
                values[first], values[last] = values[last], values[first]
                first += 1
                last -= 1
        if wanted <= last:
            right = last
        elif wanted >= first:
            left = first
        else:
            return values[wanted]
    return values[wanted]


@njit(cache=True, inline="always")
def _middle_of_three(one: Any, two: Any, three: Any) -> Any:
    return max(min(one, two), min(max(one, two), three))


@njit(cache=True, parallel=True)
def fingerprints(begins: Any, codes: Any, kinds: int) -> Any:
    """A number for each journey that depends on its events and their order; see ``told_apart``."""
    children = len(begins) - 1
    found = np.empty(children, np.uint64)
    for child in prange(children):
        value = np.uint64(0)
        for row in range(begins[child], begins[child + 1]):
            value = value * np.uint64(kinds + 1) + np.uint64(codes[row]) + np.uint64(1)
        value = (value ^ value >> np.uint64(32)) * np.uint64(0x9E3779B97F4A7C15)
        found[child] = value ^ value >> np.uint64(29)
    return found


def told_apart(kinds: int) -> int:
    """Up to how many events different journeys never have the same fingerprint: so many figures fit in 64 bits."""
    events = 0
    while (kinds + 1) ** (events + 1) <= 1 << 64:
        events += 1
    return events


@njit(cache=True, parallel=True)
def variants(begins: Any, codes: Any, prints: Any, apart: int) -> Any:
    """The different journeys: one child that had each, and how many had it.

    Journeys with the same fingerprint are the same up to ``apart`` events; longer ones are compared.
    """
    starts, dealt = _by_fingerprint(prints)
    shown, times = np.empty(len(prints), np.int32), np.zeros(len(prints), np.int32)
    found = np.zeros(PARTS + 1, np.int64)
    for part in prange(PARTS):
        rows = slice(starts[part], starts[part + 1])
        found[part + 1] = _count(begins, codes, prints, dealt[rows], shown[rows], times[rows], apart)
    for part in range(PARTS):
        low, number = starts[part], found[part + 1]
        found[part + 1] += found[part]
        shown[found[part] : found[part + 1]] = shown[low : low + number].copy()
        times[found[part] : found[part + 1]] = times[low : low + number].copy()
    return shown[: found[PARTS]].copy(), times[: found[PARTS]].copy()


@njit(cache=True)
def _by_fingerprint(prints: Any) -> Any:
    """The children part by part, cut by their fingerprints; and where each part begins."""
    starts = np.zeros(PARTS + 1, np.int64)
    for child in range(len(prints)):
        starts[prints[child] % np.uint64(PARTS) + np.uint64(1)] += 1
    for part in range(PARTS):
        starts[part + 1] += starts[part]
    place, dealt = starts[:-1].copy(), np.empty(len(prints), np.int32)
    for child in range(len(prints)):
        part = prints[child] % np.uint64(PARTS)
        dealt[place[part]] = child
        place[part] += 1
    return starts, dealt


@njit(cache=True)
def _count(begins: Any, codes: Any, prints: Any, children: Any, shown: Any, times: Any, apart: int) -> int:
    """The different journeys of some children, into ``shown`` and ``times``; say how many."""
    size = 16
    while size < 2 * len(children):
        size *= 2
    seat, taken = np.full(size, -1, np.int32), np.empty(size, np.uint64)
    mask, found = np.uint64(size - 1), 0
    for child in children:
        this = prints[child]
        slot = (this >> np.uint64(7)) & mask
        while seat[slot] >= 0 and not (taken[slot] == this and _same(begins, codes, shown[seat[slot]], child, apart)):
            slot = (slot + np.uint64(1)) & mask
        if seat[slot] < 0:
            seat[slot], taken[slot] = found, this
            shown[found] = child
            found += 1
        times[seat[slot]] += 1
    return found


@njit(cache=True)
def _same(begins: Any, codes: Any, one: int, other: int, apart: int) -> bool:
    """Whether two journeys with the same fingerprint are the same."""
    first, second = begins[one], begins[other]
    length = begins[one + 1] - first
    if begins[other + 1] - second != length:
        return False
    if length <= apart:
        return True
    for row in range(length):  # noqa: SIM110 the compiler knows loops
        if codes[first + row] != codes[second + row]:
            return False
    return True
