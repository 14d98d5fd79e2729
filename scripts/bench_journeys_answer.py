"""In which form does every contender of bench_journeys.py answer, so that equal answers are equal texts?"""

import hashlib
import json
import time

import numpy as np

CLOCKS = {
    "decision": ("referral", "assessment_started", 1),
    "assessment": ("referral", "assessment_authorised", 45),
    "conference": ("strategy_discussion", "initial_conference", 15),
}
"""Starts, ends, limit in working days; the next event among the two that follows a start, if it ends the clock."""
COLUMNS = ["child", "event", "at"]


def answer(pairs=None, variants=None, clocks=None) -> dict:
    """Pairs (event, next event, times, median seconds), how often each journey occurs, and the clocks: as digests."""
    found = {}
    if pairs is not None:
        rows = sorted((a, b, int(times), None if median is None else float(median)) for a, b, times, median in pairs)
        found["pairs"] = digest([row[:3] for row in rows])
        found["medians"] = digest([(*row[:2], round(row[3], 3)) for row in rows])
    if variants is not None:
        times = np.sort(variants if isinstance(variants, np.ndarray) else np.fromiter(variants, np.int64))
        found["journeys"] = f"{len(times)} {fingerprint(times.tobytes())}"
    if clocks is not None:
        found["clocks"] = {
            name: [None if value is None else float(value) for value in values] for name, values in clocks.items()
        }
    return found


def digest(rows) -> str:
    """A fingerprint of numbers and names, in their order, and how many there are."""
    return f"{len(rows)} {fingerprint(json.dumps(rows).encode())}"


def fingerprint(said: bytes) -> str:
    """Enough of a hash to see that two answers are the same."""
    return hashlib.sha256(said).hexdigest()[:16]


def timed(work) -> str:
    """Run a contender that has started; say what it answered and what that took, as one JSON document."""
    began, used = time.perf_counter(), time.process_time()
    found = work()
    return json.dumps({"answer": found, "wall": time.perf_counter() - began, "processor": time.process_time() - used})
