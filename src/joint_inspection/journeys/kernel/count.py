"""What follows what, how long does it take, which journeys are commonest, and how do the clocks stand?

One pass over the journeys counts pairs of events that follow one another, runs every clock and takes a fingerprint of
each journey; a second sorts the waits of each pair to find their exact medians. Journeys with the same fingerprint are
compared event by event before they count as one.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit, prange

PARTS = 64
"""Children are counted in so many parts, whichever thread takes them: the result does not depend on threads."""


@njit(cache=True, parallel=True)
def follow(begins: Any, codes: Any, kinds: int) -> Any:
    """How often each kind of event follows another directly: shape (parts, kinds * kinds)."""
    children = len(begins) - 1
    counts = np.zeros((PARTS, kinds * kinds), np.int64)
    for part in prange(PARTS):
        first, last = children * part // PARTS, children * (part + 1) // PARTS
        mine = counts[part]
        for child in range(first, last):
            before = np.int64(codes[begins[child]])
            for row in range(begins[child] + 1, begins[child + 1]):
                code = np.int64(codes[row])
                mine[before * kinds + code] += 1
                before = code
    return counts


@njit(cache=True, parallel=True)
def waits(begins: Any, codes: Any, seconds: Any, counts: Any, kinds: int) -> Any:
    """Every wait between events that follow one another, pair by pair: the waits, and where each pair's begin."""
    pairs = kinds * kinds
    starts = np.zeros(pairs + 1, np.int64)
    place = np.zeros((PARTS, pairs), np.int64)
    for pair in range(pairs):
        total = starts[pair]
        for part in range(PARTS):
            place[part, pair] = total
            total += counts[part, pair]
        starts[pair + 1] = total
    found = np.empty(starts[pairs], np.int32)
    children = len(begins) - 1
    for part in prange(PARTS):
        mine = place[part]
        for child in range(children * part // PARTS, children * (part + 1) // PARTS):
            before = np.int64(codes[begins[child]])
            for row in range(begins[child] + 1, begins[child + 1]):
                code = np.int64(codes[row])
                this = before * kinds + code
                found[mine[this]] = seconds[row] - seconds[row - 1]
                mine[this] += 1
                before = code
    return found, starts


@njit(cache=True, parallel=True)
def medians(found: Any, starts: Any) -> Any:
    """The exact median of each pair's waits: the middle one, or the mean of the middle two; not a number if none."""
    pairs = len(starts) - 1
    result = np.full(pairs, np.nan)
    for pair in prange(pairs):
        if starts[pair + 1] > starts[pair]:
            result[pair] = _median(found, starts[pair], starts[pair + 1])
    return result


@njit(cache=True)
def _median(values: Any, low: int, high: int) -> float:
    middle = low + (high - low) // 2
    upper = _nth(values, low, high, middle)
    if (high - low) % 2:
        return float(upper)
    lower = values[low]
    for row in range(low, middle):
        lower = max(lower, values[row])
    return (float(lower) + float(upper)) / 2


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
def fingerprints(begins: Any, codes: Any) -> Any:
    """A number for each journey that depends on its events and their order."""
    children = len(begins) - 1
    found = np.empty(children, np.uint64)
    for child in prange(children):
        value = np.uint64(0xCBF29CE484222325)
        for row in range(begins[child], begins[child + 1]):
            value = (value ^ np.uint64(codes[row] + 1)) * np.uint64(0x9E3779B97F4A7C15)
            value ^= value >> np.uint64(29)
        found[child] = value
    return found


@njit(cache=True)
def variants(begins: Any, codes: Any, prints: Any) -> Any:
    """The different journeys: one child that had each, and how many had it."""
    children = len(prints)
    size = 1024
    while size < 2 * children and size < 1 << 30:
        size *= 2
    seat = np.full(size, -1, np.int32)
    shown, times = np.empty(children, np.int32), np.zeros(children, np.int32)
    mask, found = np.uint64(size - 1), 0
    for child in range(children):
        slot = (prints[child] >> np.uint64(7)) & mask
        while seat[slot] >= 0 and not _same(begins, codes, prints, shown[seat[slot]], child):
            slot = (slot + np.uint64(1)) & mask
        if seat[slot] < 0:
            seat[slot] = found
            shown[found] = child
            found += 1
        times[seat[slot]] += 1
    return shown[:found].copy(), times[:found].copy()


@njit(cache=True)
def _same(begins: Any, codes: Any, prints: Any, one: int, other: int) -> bool:
    if prints[one] != prints[other]:
        return False
    first, second = begins[one], begins[other]
    length = begins[one + 1] - first
    if begins[other + 1] - second != length:
        return False
    for row in range(length):  # noqa: SIM110 the compiler knows loops
        if codes[first + row] != codes[second + row]:
            return False
    return True
