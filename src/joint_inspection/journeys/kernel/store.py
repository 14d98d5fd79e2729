"""What is a journey store? For each child the events in order, as two columns of numbers and a table of beginnings.

==================  ========  ==============================================================================
file                type      meaning
==================  ========  ==============================================================================
``begins.npy``      int64     where each child's events begin; one more than there are children
``codes.npy``       uint8     what happened: the place of the event in ``about.json``'s ``events``
``seconds.npy``     int32     when, in seconds since 1 January 2000
``about.json``      -         the events by code, the day of the lists, the counts
==================  ========  ==============================================================================

Children have no names in a store: it answers questions about all of them, never about one.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from joint_inspection.errors import invalid

BASE = (date(2000, 1, 1) - date(1970, 1, 1)).days * 86_400
"""Second 0 of a store, in seconds since 1970."""
FURTHEST = 2**31 - 1
COLUMNS = ("begins", "codes", "seconds")


@dataclass(frozen=True, kw_only=True, repr=False)
class JourneyStore:
    """The journeys of some children, child by child."""

    events: tuple[str, ...]
    """What each code means, in the order in which events come at one moment."""
    begins: Any
    codes: Any
    seconds: Any
    on: date | None = None

    @property
    def counts(self) -> dict[str, int]:
        """How many events, and how many children they happened to."""
        return {"events": len(self.codes), "children": len(self.begins) - 1}


def save(store: JourneyStore, folder: Path) -> None:
    """Write a store; the cover comes last, so that a folder with a cover is whole."""
    import numpy as np

    folder.mkdir(parents=True, exist_ok=True)
    (folder / "about.json").unlink(missing_ok=True)
    for name in COLUMNS:
        np.save(folder / f"{name}.npy", getattr(store, name))
    write_cover(store, folder)


def write_cover(store: JourneyStore, folder: Path) -> None:
    """Say what the columns in a folder hold, and so that they are whole."""
    said = {"events": store.events, "on": store.on.isoformat() if store.on else None, "counts": store.counts}
    (folder / "about.json").write_text(json.dumps(said, indent=2) + "\n", encoding="utf-8")


def open_store(folder: Path) -> JourneyStore:
    """Open a store without reading it; raises InvalidInput where it is not whole."""
    import numpy as np

    try:
        said = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        columns = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in COLUMNS}
        store = JourneyStore(
            events=tuple(said["events"]), on=date.fromisoformat(said["on"]) if said["on"] else None, **columns
        )
        whole = store.counts == said["counts"] and int(columns["begins"][-1]) == len(columns["seconds"])
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        whole = False
    if not whole:
        raise invalid("store", "This folder holds no whole journey store; make it again", file=str(folder))
    return store
