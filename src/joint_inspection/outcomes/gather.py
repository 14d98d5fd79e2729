"""How do the publishers' tables become the history that the package carries?

``read_published`` reads whichever of the known tables a folder holds. Every row is placed or listed with the reason why
not; a row that repeats another's visit is placed, and listed with how the two were reconciled.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from joint_inspection.areas import Register
from joint_inspection.errors import InvalidInput, Problem, invalid
from joint_inspection.outcomes.mapping import Mapped, Table, load_mapping
from joint_inspection.outcomes.model import Outcome, Unplaced
from joint_inspection.outcomes.place import place, place_elsewhere
from joint_inspection.outcomes.reconcile import reconcile
from joint_inspection.tables import Row, read_table


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a folder of published tables told: ``read`` = ``placed`` + unplaced rows."""

    read: int
    outcomes: tuple[Outcome, ...]
    unplaced: tuple[Unplaced, ...]
    reconciled: tuple[Unplaced, ...]
    """Rows that tell of a visit which another row had told of, and how that was settled."""
    tables: tuple[Table, ...]
    """The tables found."""
    elsewhere: tuple[Outcome, ...] = ()
    """Visits to services in another country: outcomes of no area here, kept to show how grades combine."""

    @property
    def placed(self) -> int:
        """Rows that found a place."""
        return self.read - len(self.unplaced)


def read_published(folder: Path, *, register: Register) -> Reading:
    """Read the publishers' tables in a folder; raises InvalidInput where there is none of them."""
    mapping = load_mapping()
    tables = tuple(table for table in mapping.tables if (folder / table.file).is_file())
    if not tables:
        names = ", ".join(table.file for table in mapping.tables)
        raise invalid("folder", f"Put at least one of these tables into {folder}: {names}")
    rows = _rows(folder, tables)
    outcomes: list[Outcome] = []
    elsewhere: list[Outcome] = []
    unplaced: list[Unplaced] = []
    for table, row in rows:
        try:
            outcomes += place(row, table=table, mapping=mapping, register=register)
        except InvalidInput as error:
            says = " ".join(problem.says for problem in error.problems)
            unplaced.append(Unplaced(file=row.file, row=row.line, says=says))
            with suppress(InvalidInput):
                elsewhere += place_elsewhere(row, table=table, mapping=mapping, register=register)
    kept, repeats = reconcile(outcomes, mapping=mapping)
    return Reading(
        read=len(rows), outcomes=in_order(kept), unplaced=tuple(unplaced), tables=tables,
        reconciled=tuple(_repeat(outcome, says, mapping=mapping) for outcome, says in repeats),
        elsewhere=in_order(elsewhere),
    )  # fmt: skip


def _rows(folder: Path, tables: Iterable[Table]) -> list[tuple[Table, Row]]:
    """Every row of every table; raises InvalidInput with the problems of all tables that cannot be read."""
    rows: list[tuple[Table, Row]] = []
    problems: list[Problem] = []
    for table in tables:
        try:
            rows += [(table, row) for row in read_table(folder / table.file, needs=table.needs)]
        except InvalidInput as error:
            problems += error.problems
    if problems:
        raise InvalidInput(problems)
    return rows


def in_order(outcomes: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """Outcomes by date, with ids that differ."""
    ordered = sorted(outcomes, key=lambda each: (each.when or date.min, each.area, each.framework, each.kind))
    seen: Counter[str] = Counter()
    named = []
    for outcome in ordered:
        seen[outcome.id] += 1
        number = seen[outcome.id]
        named.append(outcome if number == 1 else replace(outcome, id=f"{outcome.id}-{number}"))
    return tuple(named)


def _repeat(outcome: Outcome, says: str, *, mapping: Mapped) -> Unplaced:
    file = next(table.file for table in mapping.tables if table.id == outcome.source)
    return Unplaced(file=file, row=outcome.row or 0, says=says)
