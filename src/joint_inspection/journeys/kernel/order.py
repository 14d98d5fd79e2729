"""How do events in order of time become journeys, without sorting them all?

Rows are dealt into buckets by child, a handful at a time, so that the dealing stays in the processor's cache. A bucket
fits there too: it is dealt once more, finely enough that a place holds the rows of one child, seldom two. Rows keep the
order in which they came; only where that is not the order of time are they sorted. At one moment the event with the
lower code comes first.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import numpy as np
from numba import get_num_threads, njit, prange

from joint_inspection.errors import invalid
from joint_inspection.journeys.kernel.store import FURTHEST, JourneyStore

ROWS_IN_A_BUCKET = 8_192
ROWS_IN_A_HAND = 131_072
"""Rows that are dealt together."""
PARTS = 64
"""Buckets are ordered in so many parts, whichever thread takes them."""
SPREAD = np.uint64(0x9E3779B97F4A7C15)
"""An odd number whose multiples spread over all the bits (the golden ratio's); no two children have the same one."""
KINDS = 256
"""A moment is kept as its second times this, plus the code of what happened then: in order of both."""


class Deal:
    """Rows on their way to becoming journeys: dealt into buckets, hand by hand, by as many threads as there are."""

    def __init__(self, rows: int) -> None:
        self.bits = max(1, int(rows // ROWS_IN_A_BUCKET).bit_length())
        self.spread = np.empty(rows, np.uint64)
        """For each row, its child's number spread over all the bits."""
        self.moments = np.empty(rows, np.int64)
        self.hands: dict[int, Any] = {}
        """For each hand, by its first row, where each bucket begins in it."""

    def take(
        self, first: int, child: Any, codes: Any, words: Any, at: Any, *, to_second: int = 1, base: int = 0
    ) -> None:
        """Deal some rows, the first of which is number ``first``; raises InvalidInput for a moment out of reach.

        ``codes`` are places in ``words``, which holds the codes of a store; ``at`` is in ``to_second``ths of a second.
        """
        for low in range(0, len(child), ROWS_IN_A_HAND):
            hand = slice(low, low + ROWS_IN_A_HAND)
            starts = np.zeros((1 << self.bits) + 1, np.int64)
            furthest = _deal(
                child[hand], codes[hand], words, at[hand], to_second, base, self.bits,
                first + low, self.spread, self.moments, starts,
            )  # fmt: skip
            check_reach(furthest)
            self.hands[first + low] = starts

    def store(self, *, events: tuple[str, ...], on: date | None) -> JourneyStore:
        """The journeys of all the rows that were dealt."""
        none = np.zeros((0, (1 << self.bits) + 1), np.int64)
        starts = np.stack([self.hands[first] for first in sorted(self.hands)]) if self.hands else none
        begins, codes, seconds = _ordered(self.spread, self.moments, starts)
        return JourneyStore(events=events, begins=begins, codes=codes, seconds=seconds, on=on)


def check_reach(furthest: int) -> None:
    """Raise InvalidInput if a moment lies further from 2000, in seconds, than a store can say."""
    if furthest > FURTHEST:
        raise invalid("at", "A store holds moments between 1932 and 2068; one of these lies outside")


def in_threads(work: Callable[[int], None], number: int) -> None:
    """Do a piece of work for each number up to ``number``, in as many threads as the compiled functions use."""
    with ThreadPoolExecutor(get_num_threads()) as pool:
        list(pool.map(work, range(number)))


def store_of(child: Any, codes: Any, seconds: Any, *, events: tuple[str, ...], on: date | None = None) -> JourneyStore:
    """The journeys in three columns: the child's number, the event's code, seconds since 2000."""
    deal, words = Deal(len(child)), np.arange(KINDS, dtype=np.uint8)

    def take(hand: int) -> None:
        rows = slice(hand * ROWS_IN_A_HAND, (hand + 1) * ROWS_IN_A_HAND)
        deal.take(rows.start, child[rows], codes[rows], words, seconds[rows])

    in_threads(take, -(-len(child) // ROWS_IN_A_HAND))
    return deal.store(events=events, on=on)


@njit(cache=True, nogil=True)
def _deal(
    child: Any, codes: Any, words: Any, at: Any, to_second: int, base: int, bits: int,
    first: int, spread: Any, moments: Any, starts: Any,
) -> Any:  # fmt: skip
    """Deal one hand's rows to ``first`` and after, bucket by bucket; say how far from 2000 the furthest moment is."""
    shift = np.uint64(64 - bits)
    for row in range(len(child)):
        starts[(np.uint64(child[row]) * SPREAD >> shift) + np.uint64(1)] += 1
    starts[0] = first
    for bucket in range(1 << bits):
        starts[bucket + 1] += starts[bucket]
    place = starts[:-1].copy()
    furthest: Any = 0
    for row in range(len(child)):
        this = np.uint64(child[row]) * SPREAD
        in_bucket = this >> shift
        to = place[in_bucket]
        place[in_bucket] = to + 1
        second = np.int64(at[row]) // to_second - base
        furthest = max(furthest, abs(second))
        spread[to], moments[to] = this, second * KINDS + words[codes[row]]
    return furthest


@njit(cache=True, parallel=True)
def _ordered(spread: Any, moments: Any, starts: Any) -> Any:
    """Where each child's events begin, and the events child by child."""
    buckets = starts.shape[1] - 1
    low = np.zeros(buckets + 1, np.int64)
    for hand in range(len(starts)):
        for bucket in range(buckets):
            low[bucket + 1] += starts[hand, bucket + 1] - starts[hand, bucket]
    largest = low.max()
    for bucket in range(buckets):
        low[bucket + 1] += low[bucket]
    codes, seconds = np.empty(low[buckets], np.uint8), np.empty(low[buckets], np.int32)
    lengths = np.empty(low[buckets], np.int32)
    children = np.zeros(buckets + 1, np.int64)
    for part in prange(PARTS):
        mine, when = np.empty(largest, np.uint64), np.empty(largest, np.int64)
        for bucket in range(buckets * part // PARTS, buckets * (part + 1) // PARTS):
            rows = slice(low[bucket], low[bucket + 1])
            ends = _fine(spread, moments, starts, bucket, mine, when, low[bucket + 1] - low[bucket])
            _sort(mine, when, ends)
            children[bucket + 1] = _split(mine, when, codes[rows], seconds[rows], lengths[rows])
    for bucket in range(buckets):
        children[bucket + 1] += children[bucket]
    begins = np.empty(children[buckets] + 1, np.int64)
    begins[0] = 0
    for bucket in prange(buckets):
        at, total = children[bucket], low[bucket]
        for number in range(children[bucket + 1] - at):
            total += lengths[low[bucket] + number]
            begins[at + number + 1] = total
    return begins, codes, seconds


@njit(cache=True)
def _fine(spread: Any, moments: Any, starts: Any, bucket: int, mine: Any, when: Any, rows: int) -> Any:
    """Deal one bucket's rows to ``mine`` and ``when``, by the bits after the bucket's; say where each place ends."""
    buckets, places = starts.shape[1] - 1, 2
    while places * 2 < rows:
        places *= 2
    above, below = np.uint64(1), np.uint64(64)
    while np.uint64(1) << above < buckets:
        above += np.uint64(1)
    while np.uint64(1) << (np.uint64(64) - below) < places:
        below -= np.uint64(1)
    ends = np.zeros(places + 1, np.int64)
    for hand in range(len(starts)):
        for row in range(starts[hand, bucket], starts[hand, bucket + 1]):
            ends[np.int64(spread[row] << above >> below) + 1] += 1
    for place in range(places):
        ends[place + 1] += ends[place]
    for hand in range(len(starts)):
        for row in range(starts[hand, bucket], starts[hand, bucket + 1]):
            fine = spread[row] << above >> below
            to = ends[fine]
            ends[fine] = to + 1
            mine[to], when[to] = spread[row], moments[row]
    return ends[:-1]


@njit(cache=True)
def _sort(mine: Any, when: Any, ends: Any) -> None:
    """Sort each place's rows by child, then moment; rows nearly in order already stay where they are."""
    low = 0
    for high in ends:
        for row in range(low + 1, high):
            this, moment, to = mine[row], when[row], row
            while to > low and (mine[to - 1] > this or (mine[to - 1] == this and when[to - 1] > moment)):
                mine[to], when[to] = mine[to - 1], when[to - 1]
                to -= 1
            mine[to], when[to] = this, moment
        low = high


@njit(cache=True)
def _split(mine: Any, when: Any, codes: Any, seconds: Any, lengths: Any) -> int:
    """Write one bucket's rows, child by child, as the columns of a store; count the children."""
    for row in range(len(codes)):
        codes[row], seconds[row] = when[row] & (KINDS - 1), when[row] >> 8
    found, begun = 0, 0
    for row in range(1, len(codes) + 1):
        if row == len(codes) or mine[row] != mine[begun]:
            lengths[found] = row - begun
            found, begun = found + 1, row
    return found
