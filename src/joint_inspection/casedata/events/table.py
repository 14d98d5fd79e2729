"""What is an event table? Two Parquet files and a cover: what happened, to whom, and as known on which day.

``events.parquet`` has one row for each thing that an agency recorded about a child:

========== ============== =====================================================================================
column     type           meaning
========== ============== =====================================================================================
child      string         the child's pseudonym
position   int32          the event's place in the child's journey, from 0: the total order that every engine uses
event      string         what happened: an id of the catalogue
agency     string         who recorded it
at         timestamp[s]   when it happened
known      timestamp[s]   when that agency knew; never before ``at``
list       string         the list it comes from
record     int32          the record of that list it comes from, from 0: its events belong together
detail     string, null   the code that says more (a category, a source, a reason)
========== ============== =====================================================================================

``children.parquet`` has one row a child: ``child``, ``sex``, ``ethnicity``, ``disability``, ``age`` (years on the
day of the lists; null if not known) and ``team``. ``about.json`` holds the day of the lists (``on``), the counts and
what was left out. Rows are ordered by child and position.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from joint_inspection.errors import invalid

if TYPE_CHECKING:
    import pyarrow as pa

EVENTS, CHILDREN, ABOUT = "events.parquet", "children.parquet", "about.json"


@dataclass(frozen=True, kw_only=True, repr=False)
class EventTable:
    """What happened to the children of some lists, as known on one day."""

    events: pa.Table
    children: pa.Table
    on: date
    left_out: Mapping[str, int] = field(default_factory=dict)
    """What the lists say that could not become an event: why, and how often."""

    @property
    def counts(self) -> dict[str, int]:
        """How many events, and how many children they happened to."""
        return {"events": self.events.num_rows, "children": self.children.num_rows}


def event_schema() -> Any:
    """The columns of ``events.parquet``."""
    import pyarrow as pa

    return pa.schema(
        [
            ("child", pa.string()), ("position", pa.int32()), ("event", pa.string()), ("agency", pa.string()),
            ("at", pa.timestamp("s")), ("known", pa.timestamp("s")), ("list", pa.string()), ("record", pa.int32()),
            ("detail", pa.string()),
        ]
    )  # fmt: skip


def children_schema() -> Any:
    """The columns of ``children.parquet``."""
    import pyarrow as pa

    return pa.schema(
        [
            ("child", pa.string()), ("sex", pa.string()), ("ethnicity", pa.string()), ("disability", pa.string()),
            ("age", pa.int32()), ("team", pa.string()),
        ]
    )  # fmt: skip


def write(table: EventTable, folder: Path) -> None:
    """Write the three files, each under another name first; a folder with a cover is whole, for that comes last."""
    import pyarrow.parquet as pq

    folder.mkdir(parents=True, exist_ok=True)
    cover = {"on": table.on.isoformat(), **table.counts, "left_out": dict(table.left_out)}
    with tempfile.TemporaryDirectory(prefix=".events-", dir=folder) as name:
        part = Path(name)
        pq.write_table(table.events, part / EVENTS, compression="zstd")
        pq.write_table(table.children, part / CHILDREN, compression="zstd")
        (part / ABOUT).write_text(json.dumps(cover, indent=2) + "\n", encoding="utf-8")
        (folder / ABOUT).unlink(missing_ok=True)
        for each in (EVENTS, CHILDREN, ABOUT):
            (part / each).replace(folder / each)


def about(folder: Path) -> dict[str, Any]:
    """The cover of a folder of events; raises InvalidInput where there is none."""
    try:
        found: dict[str, Any] = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        date.fromisoformat(found["on"])
    except (OSError, ValueError, KeyError, TypeError):
        says = "This folder holds no events: make them with: joint-inspection casedata events PATH --out DIR"
        raise invalid("events", says, file=str(folder)) from None
    return found


def read(folder: Path) -> EventTable:
    """Read the three files; raises InvalidInput where one is missing or has other columns."""
    import pyarrow.parquet as pq

    cover = about(folder)
    events, children = files(folder)
    return EventTable(
        events=pq.read_table(events).cast(event_schema()),
        children=pq.read_table(children).cast(children_schema()),
        on=date.fromisoformat(cover["on"]),
        left_out=cover.get("left_out", {}),
    )


def files(folder: Path) -> tuple[Path, Path]:
    """The files of events and of children; raises InvalidInput where one is missing or has other columns."""
    return _checked(folder / EVENTS, event_schema()), _checked(folder / CHILDREN, children_schema())


def _checked(path: Path, schema: Any) -> Path:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        found = pq.read_schema(path)
    except (OSError, pa.ArrowInvalid):
        raise invalid(
            "events", "This file is missing or is not Parquet; make the events again", file=str(path)
        ) from None
    if _plain(found) != _plain(schema):
        raise invalid("events", f"It should have the columns {', '.join(schema.names)}", file=str(path))
    return path


def _plain(schema: Any) -> list[tuple[str, str]]:
    """Names and kinds of columns; Parquet holds no whole seconds, so that moments are alike whatever their unit."""
    return [(field.name, str(field.type).partition("[")[0].removeprefix("large_")) for field in schema]
