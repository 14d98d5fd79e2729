"""Which statements of action were asked for in published letters, of whom, and by when?

The table that the package carries is our own, written by ``statements import`` from the published facts, with their
source and licence beside it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from joint_inspection.areas import Register, load_register
from joint_inspection.evidence.model import Body
from joint_inspection.follow_up.authorities import Authority, in_words
from joint_inspection.follow_up.deadlines import Deadline, Follows, how_it_follows, time_for
from joint_inspection.frameworks.load import find
from joint_inspection.outcomes.model import Unplaced
from joint_inspection.tables import Row, read_table

DATA = Path(__file__).with_name("data")
COLUMNS = (
    "id", "area", "framework", "visit", "published", "received", "due", "follows", "body", "office", "delegated_by",
    "points", "source", "row",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Asked:
    """One letter that asks for a statement of action."""

    id: str
    area: str
    """ONS code."""
    name: str
    framework: str
    """``id@version``."""
    visit: str | None
    """Id of the inspection's outcome."""
    published: date
    received: date | None
    """None where no source says."""
    deadline: Deadline
    authority: Authority | None
    """None where the source does not say who is asked."""
    asked_of: str
    """That in words."""
    points: int | None
    """Points that need to improve."""
    source: str
    row: int

    def as_json(self) -> dict[str, Any]:
        """The outside shape."""
        return {
            "id": self.id, "area": self.area, "name": self.name, "framework": self.framework, "visit": self.visit,
            "published": self.published, "received": self.received, "due": self.deadline.due,
            "follows": self.deadline.follows.value, "working_days": self.deadline.working_days,
            "says": self.deadline.says,
            "principal_authority": self.authority.model_dump(mode="json") if self.authority else None,
            "asked_of": self.asked_of or None, "points": self.points, "source": self.source, "row": self.row,
        }  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class History:
    """Every letter that is known to ask for a statement, by date, and rows that found no place."""

    all: tuple[Asked, ...]
    unplaced: tuple[Unplaced, ...] = ()
    sources: tuple[dict[str, Any], ...] = ()


@lru_cache(maxsize=1)
def load_statements() -> History:
    """The statements that the package knows of."""
    return read_statements(DATA, register=load_register())


def read_statements(folder: Path, *, register: Register) -> History:
    """Read back the tables that ``write`` has written."""
    unplaced = (Unplaced(file=row["file"], row=int(row["row"]), says=row["says"])
                for row in read_table(folder / "unplaced.csv"))  # fmt: skip
    return History(
        all=tuple(_asked(row, register) for row in read_table(folder / "statements.csv", needs=COLUMNS)),
        unplaced=tuple(unplaced),
        sources=tuple(json.loads((folder / "sources.json").read_text(encoding="utf-8"))),
    )


def agencies_of(area: str, register: Register) -> tuple[Body, ...]:
    """The agencies that serve an area."""
    return tuple(Body(code=each.id, kind=each.kind, name=each.name) for each in register.get(area).agencies)


def as_cells(asked: Asked) -> dict[str, object]:
    """One row of the table."""
    who = asked.authority or Authority()
    return {
        "id": asked.id, "area": asked.area, "framework": asked.framework, "visit": asked.visit,
        "published": asked.published, "received": asked.received, "due": asked.deadline.due,
        "follows": asked.deadline.follows.value, "body": who.body, "office": who.office,
        "delegated_by": " ".join(f"{each.body}={each.office}" for each in who.delegated_by),
        "points": asked.points, "source": asked.source, "row": asked.row,
    }  # fmt: skip


def _asked(row: Row, register: Register) -> Asked:
    published, due, received = row.date("published"), row.date("due"), row.date("received")
    if published is None:
        raise row.problem("published", "Say when the letter was published")
    limit = time_for(find(row["framework"]))
    deadline = how_it_follows(due, published=published, limit=limit, received=received)
    if deadline.follows != Follows(row["follows"]):
        raise row.problem("follows", f"These dates say {deadline.follows.value}; bring the table in again")
    authority = _authority(row)
    return Asked(
        id=row["id"], area=row["area"], name=register.get(row["area"]).name, framework=row["framework"],
        visit=row["visit"] or None, published=published, received=received, deadline=deadline, authority=authority,
        asked_of=in_words(authority, agencies_of(row["area"], register)) if authority else "",
        points=int(row["points"]) if row["points"] else None, source=row["source"], row=int(row["row"]),
    )  # fmt: skip


def _authority(row: Row) -> Authority | None:
    if not (row["body"] or row["office"]):
        return None
    pairs = [each.partition("=") for each in row["delegated_by"].split()]
    return Authority(
        body=row["body"] or None, office=row["office"] or None,
        delegated_by=tuple(Authority(body=body, office=office) for body, _, office in pairs),
    )  # fmt: skip
