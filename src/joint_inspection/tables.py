"""What does a publisher's table say, row by row, and where in the file does each row stand?

Published tables differ: byte-order marks, Windows line ends and letters, columns in another order, blank lines, extra
columns. All of that ends here. What a cell means is for the reader of that table to decide.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from joint_inspection.errors import InvalidInput, invalid

FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S")
"""How publishers write dates."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a table that has a heading."""

    file: str
    line: int
    """The line of the file on which the row begins, counted from 1."""
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """The cell's text, trimmed; empty where the table lacks the column."""
        return self.cells.get(column, "")

    def problem(self, column: str, says: str) -> InvalidInput:
        """The error for one cell of this row."""
        return invalid(column, says, file=self.file, line=self.line)

    def date(self, column: str) -> date | None:
        """The cell as a date, None where it is empty; raises InvalidInput with advice."""
        text = self[column]
        if not text:
            return None
        for form in FORMS:
            try:
                return datetime.strptime(text, form).date()  # noqa: DTZ007 (a day, not a moment)
            except ValueError:
                continue
        raise self.problem(column, f"Write {column} as year-month-day, for example 2025-06-01; got {text!r}")

    def number(self, column: str) -> float | None:
        """The cell as a number, None where it is empty; raises InvalidInput with advice."""
        text = self[column].replace(",", "")
        try:
            return float(text) if text else None
        except ValueError:
            raise self.problem(column, f"Write {column} as a number; got {text!r}") from None


def read_table(path: Path, *, needs: Sequence[str] = ()) -> list[Row]:
    """Every row with something in it; raises InvalidInput where the file is no such table."""
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=False)
    try:
        heading = [name.strip() for name in next(reader, [])]
        missing = [name for name in needs if name not in heading]
        if missing:
            raise invalid("heading", f"Add the column {', '.join(missing)} to the first line", file=path.name, line=1)
        return list(_rows(reader, heading, file=path.name))
    except csv.Error as error:
        raise invalid("table", f"Save the file as CSV again ({error})", file=path.name, line=reader.line_num) from None


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> None:
    """Write a table that ``read_table`` reads back; None becomes an empty cell."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: "" if row[name] is None else row[name] for name in columns} for row in rows)


def _rows(reader: Iterable[list[str]], heading: Sequence[str], *, file: str) -> Iterable[Row]:
    before = getattr(reader, "line_num", 1)
    for cells in reader:
        line, before = before + 1, getattr(reader, "line_num", before + 1)
        trimmed = {name: cell.strip() for name, cell in zip(heading, cells, strict=False)}
        if any(trimmed.values()):
            yield Row(file=file, line=line, cells=trimmed)


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise invalid("file", f"Give a file that can be read ({error.strerror})", file=path.name) from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
