"""How is a store made of a table that is larger than memory? In passes, each taking the children of one part.

Every pass reads the whole table in batches and keeps the rows of its children only, so that memory holds one part of
the events and the store grows on disk. The parts are cut by the child's number, so no child is cut in two.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from joint_inspection.journeys.kernel.order import SPREAD, store_of
from joint_inspection.journeys.kernel.store import JourneyStore, open_store, write_cover
from joint_inspection.journeys.kernel.table import COLUMNS, children_of, kinds, opened, places_of, seconds_of

BYTES_A_ROW = 40
"""What a pass needs for each of its rows, while they are dealt and ordered."""
ROWS_A_BATCH = 500_000


def build_store(path: Path, folder: Path, *, memory: int = 2_000_000_000, on: date | None = None) -> JourneyStore:
    """Make a store in ``folder`` of a Parquet file of events, with about ``memory`` bytes at most; return it opened.

    Raises InvalidInput for an event that the catalogue does not know, and for a file without the columns.
    """
    file = opened(path)
    rows = file.metadata.num_rows
    passes = max(1, -(-rows * BYTES_A_ROW // memory))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "about.json").unlink(missing_ok=True)
    codes, seconds = (_column(folder, name, kind, rows) for name, kind in (("codes", np.uint8), ("seconds", np.int32)))
    begins, filled = [np.zeros(1, np.int64)], 0
    for number in range(passes):
        part = store_of(*_rows_of(file, number, passes), events=kinds())
        last = filled + len(part.codes)
        codes[filled:last], seconds[filled:last] = part.codes, part.seconds
        begins.append(part.begins[1:] + filled)
        filled = last
    store = JourneyStore(events=kinds(), begins=np.concatenate(begins), codes=codes, seconds=seconds, on=on)
    np.save(folder / "begins.npy", store.begins)
    write_cover(store, folder)
    return open_store(folder)


def _column(folder: Path, name: str, kind: Any, rows: int) -> Any:
    """A column on disk, to be filled."""
    return np.lib.format.open_memmap(folder / f"{name}.npy", mode="w+", dtype=kind, shape=(rows,))


def _rows_of(file: Any, number: int, passes: int) -> tuple[Any, Any, Any]:
    """The rows of the children of one pass."""
    parts = [(np.zeros(0, np.int64), np.zeros(0, np.uint8), np.zeros(0, np.int32)), *_kept(file, number, passes)]
    child, codes, seconds = (np.concatenate(column) for column in zip(*parts, strict=True))
    return child, codes, seconds


def _kept(file: Any, number: int, passes: int) -> Iterator[tuple[Any, Any, Any]]:
    for batch in file.iter_batches(batch_size=ROWS_A_BATCH, columns=COLUMNS):
        child = children_of(batch["child"])
        mine = (child.view(np.uint64) * SPREAD >> np.uint64(32)) % np.uint64(passes) == number
        places, words = places_of(batch["event"])
        yield child[mine], words[places[mine]], seconds_of(batch["at"])[mine]
