"""What did past inspections find? The history that the package carries, or another in the publishers' tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from joint_inspection.areas import Register, load_register
from joint_inspection.errors import InvalidInput
from joint_inspection.outcomes.model import Outcome, OverallState, Unplaced
from joint_inspection.tables import Row, read_table, write_table

if TYPE_CHECKING:
    from joint_inspection.outcomes.gather import Reading

DATA = Path(__file__).with_name("data")
UNDATED_LAG = timedelta(days=60)
"""How long after the visit an outcome is taken to be known where its publication date is missing: a little over the
usual six weeks, so that nothing is known too early."""
COLUMNS = (
    "id", "area", "framework", "kind", "start", "end", "published", "overall", "overall_state", "judgements", "theme",
    "inspectorates", "score", "next_due", "next_says", "note", "source", "row", "url",
)  # fmt: skip
ELSEWHERE_COLUMNS = ("name", *COLUMNS)
"""A service in another country has no area whose name could be looked up."""


@dataclass(frozen=True, kw_only=True)
class Outcomes:
    """Past inspections and visits by date, and the rows that found no place among them."""

    all: tuple[Outcome, ...]
    unplaced: tuple[Unplaced, ...] = ()
    reconciled: tuple[Unplaced, ...] = ()
    sources: tuple[dict[str, Any], ...] = ()
    elsewhere: tuple[Outcome, ...] = ()
    """Visits to services in another country: under no area here, kept to show how grades combine."""

    def __iter__(self) -> Iterator[Outcome]:
        return iter(self.all)

    def __len__(self) -> int:
        return len(self.all)

    def of_area(self, area: str, register: Register) -> tuple[Outcome, ...]:
        """The history of an area, with that of the authorities it took over from."""
        codes = frozenset(register.lineage(area))
        return tuple(outcome for outcome in self.all if outcome.area in codes)

    def of_framework(self, ref: str) -> tuple[Outcome, ...]:
        """Outcomes under a framework, ``id`` for all its versions or ``id@version`` for one."""
        return tuple(outcome for outcome in self.all if ref in (outcome.framework, outcome.framework_id))

    def known_on(self, day: date) -> Outcomes:
        """Only what had been published by the end of a day; a missing date of publication is guessed late."""
        return Outcomes(all=tuple(each for each in self.all if (known := known_from(each)) and known <= day))


def known_from(outcome: Outcome) -> date | None:
    """The day from which everybody could know the outcome, as far as its source says; None if it has no date."""
    if outcome.published:
        return outcome.published
    visited = outcome.end or outcome.start
    return visited + UNDATED_LAG if visited else None


def load_outcomes(history: Path | None = None) -> Outcomes:
    """The carried history; or what a folder of the publishers' tables tells."""
    if history is None:
        return _carried()
    if (history / "outcomes.csv").is_file():
        return read_outcomes(history, register=load_register())
    from joint_inspection.outcomes.gather import read_published

    reading = read_published(history, register=load_register())
    return Outcomes(all=reading.outcomes, unplaced=reading.unplaced, reconciled=reading.reconciled,
                    elsewhere=reading.elsewhere)  # fmt: skip


@lru_cache(maxsize=1)
def _carried() -> Outcomes:
    return read_outcomes(DATA, register=load_register())


def read_outcomes(folder: Path, *, register: Register) -> Outcomes:
    """Read back the tables that ``write`` has written."""
    import json

    sources = folder / "sources.json"
    return Outcomes(
        all=tuple(_outcome(row, _name(row, register)) for row in read_table(folder / "outcomes.csv", needs=COLUMNS)),
        elsewhere=_elsewhere(folder / "elsewhere.csv"),
        unplaced=_listed(folder / "unplaced.csv"),
        reconciled=_listed(folder / "reconciled.csv"),
        sources=tuple(json.loads(sources.read_text(encoding="utf-8"))) if sources.exists() else (),
    )


def write(reading: Reading, folder: Path, *, on: date) -> None:
    """Write compact tables of our own, with their sources, into a folder; ``on`` is the day of gathering."""
    import json

    folder.mkdir(parents=True, exist_ok=True)
    write_table(folder / "outcomes.csv", COLUMNS, map(_cells, reading.outcomes))
    write_table(folder / "elsewhere.csv", ELSEWHERE_COLUMNS, map(_cells, reading.elsewhere))
    for name, rows in (("unplaced", reading.unplaced), ("reconciled", reading.reconciled)):
        write_table(folder / f"{name}.csv", ("file", "row", "says"), (vars(row) for row in rows))
    sources = [
        {"id": table.id, "title": table.title, "publisher": table.publisher, "licence": table.licence,
         "table": table.file, "gathered": on.isoformat(),
         "outcomes": sum(outcome.source == table.id for outcome in reading.outcomes)}
        for table in reading.tables
    ]  # fmt: skip
    (folder / "sources.json").write_text(json.dumps(sources, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _cells(outcome: Outcome) -> dict[str, object]:
    cells = {name: getattr(outcome, name) for name in ELSEWHERE_COLUMNS}
    cells["judgements"] = " ".join(f"{id}={grade}" for id, grade in outcome.judgements.items())
    cells["inspectorates"] = " ".join(outcome.inspectorates)
    return cells


def _elsewhere(path: Path) -> tuple[Outcome, ...]:
    rows = read_table(path, needs=ELSEWHERE_COLUMNS) if path.exists() else []
    return tuple(_outcome(row, row["name"]) for row in rows)


def _outcome(row: Row, name: str) -> Outcome:
    state: OverallState = row["overall_state"]  # type: ignore[assignment]
    judgements = dict(pair.split("=", 1) for pair in row["judgements"].split())
    return Outcome(
        id=row["id"], area=row["area"], name=name, framework=row["framework"], kind=row["kind"],
        start=_day(row["start"]), end=_day(row["end"]), published=_day(row["published"]),
        overall=row["overall"] or None, overall_state=state, judgements=MappingProxyType(judgements),
        theme=row["theme"] or None, inspectorates=tuple(row["inspectorates"].split()),
        next_due=_day(row["next_due"]), next_says=row["next_says"] or None, note=row["note"] or None,
        source=row["source"], row=int(row["row"]) if row["row"] else None, url=row["url"] or None,
        score=float(row["score"]) if row["score"] else None,
    )  # fmt: skip


def _name(row: Row, register: Register) -> str:
    try:
        return register.get(row["area"]).name
    except InvalidInput as error:
        raise row.problem("area", error.problems[0].says) from None


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _listed(path: Path) -> tuple[Unplaced, ...]:
    rows: Sequence[Row] = read_table(path) if path.exists() else ()
    return tuple(Unplaced(file=row["file"], row=int(row["row"]), says=row["says"]) for row in rows)
