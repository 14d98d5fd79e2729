"""What is handed back to an area that sent lists? What to put right, what was understood, what was left out.

It says where things are and what to do, and nothing that a cell says about a child.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from joint_inspection.casedata.check import RULES
from joint_inspection.casedata.model import ColumnMatch, Finding, ListMatch

URGENCY = {"must_fix": "Put right", "check": "Check", "note": "Note"}
MOST = 1_000_000
"""Problems that fit onto one sheet."""
EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 (the same for every workbook, so that equal findings give equal files)
Cells = tuple[object, ...]


def problems_workbook(findings: Sequence[Finding], matches: Sequence[ListMatch], path: Path) -> None:
    """Write the workbook, whole or not at all."""
    new = path.with_name(f"{path.name}.new")
    new.write_bytes(workbook_bytes(findings, matches))
    new.replace(path)


def workbook_bytes(findings: Sequence[Finding], matches: Sequence[ListMatch]) -> bytes:
    """The workbook itself, for those who send it on and keep no file."""
    import xlsxwriter

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        book.set_properties({"title": "Problems of the lists", "created": EPOCH})
        look = {
            "title": book.add_format({"bold": True, "font_size": 16}),
            "heading": book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}),
            "cell": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        _write_cover(book.add_worksheet("Cover"), look, findings, matches)
        _write_table(book.add_worksheet("Problems"), look, PROBLEMS, map(_problem, findings[:MOST]))
        _write_table(book.add_worksheet("What was understood"), look, UNDERSTOOD, _understood(matches))
        _write_table(book.add_worksheet("Rows left out"), look, LEFT_OUT, _left_out(matches))
    return file.getvalue()


PROBLEMS = {
    "File": 22, "Sheet": 22, "Row": 8, "Column": 34, "Urgency": 12, "What to do": 70, "What should be so": 60,
    "Rule": 30, "Your answer": 40,
}  # fmt: skip
UNDERSTOOD = {
    "File": 22, "Sheet": 22, "List": 22, "Rows": 8, "Column": 8, "Heading": 40, "Understood as": 30, "How": 24,
    "Sure (%)": 8, "Values not understood": 12,
}  # fmt: skip
LEFT_OUT = {"File": 22, "Sheet": 22, "Row": 8, "Why": 60}


def _problem(finding: Finding) -> Cells:
    rule = RULES.get(finding.rule)
    return (
        finding.file, finding.sheet, finding.row, finding.column, URGENCY.get(finding.severity, finding.severity),
        finding.says, rule.title if rule else None, finding.rule, None,
    )  # fmt: skip


def _understood(matches: Iterable[ListMatch]) -> Iterator[Cells]:
    for match in matches:
        unread = Counter({each.field: 0 for each in match.values})
        for each in match.values:
            unread[each.field] += each.times if each.code is None else 0
        place = (match.file, match.sheet, match.list and match.list.replace("_", " "), match.rows)
        for column in match.columns:
            yield (*place, *_column(column), unread.get(column.field or ""))
        for missing in match.missing:
            yield (*place, None, None, missing.replace("_", " "), "asked for and not there", None, None)
        if not match.columns and not match.missing:
            yield (*place, None, None, None, str(match.how), None, None)


def _column(column: ColumnMatch) -> Cells:
    meant = column.field.replace("_", " ") if column.field else None
    return column.column, column.heading, meant, str(column.how), round(100 * column.sure)


def _left_out(matches: Iterable[ListMatch]) -> Iterator[Cells]:
    for match in matches:
        for remark in match.remarks:
            yield match.file, match.sheet, None, remark
        for row, why in match.left_out:
            yield match.file, match.sheet, row, why
        if match.empty_rows:
            yield match.file, match.sheet, None, f"{match.empty_rows:,} empty rows"


def _write_cover(sheet: Any, look: dict[str, Any], findings: Sequence[Finding], matches: Sequence[ListMatch]) -> None:
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1 + len(URGENCY), 14)
    sheet.write_string(0, 0, "Problems of the lists", look["title"])
    for line, says in enumerate(_cover_says(findings), start=2):
        sheet.write_string(line, 0, says)
    _write_rows(sheet, look, ("Sheet", "Rows", *URGENCY.values()), _counts(findings, matches), first=8)


def _cover_says(findings: Sequence[Finding]) -> Iterator[str]:
    counts = Counter(each.severity for each in findings)
    yield ", ".join(f"{URGENCY[severity]}: {counts[severity]:,}" for severity in URGENCY)
    yield "'Put right' must be mended before the lists can be relied on; 'Check' may be right: then say so."
    yield "Mend the lists in your own system where you can, draw them up again, and send them again."
    yield "This workbook holds nothing that the lists say about a child: it may be passed on to whoever mends them."
    if len(findings) > MOST:
        yield f"The sheet 'Problems' has the first {MOST:,} of {len(findings):,}."


def _counts(findings: Iterable[Finding], matches: Iterable[ListMatch]) -> Iterator[Cells]:
    counts = Counter((each.file, each.sheet, each.severity) for each in findings)
    rows = {(each.file, each.sheet): each.rows for each in matches}
    places = dict.fromkeys([*rows, *((file, sheet) for file, sheet, _ in counts)])
    for file, sheet in places:
        yield sheet or "(none)", rows.get((file, sheet)), *(counts[file, sheet, severity] for severity in URGENCY)


def _write_table(sheet: Any, look: dict[str, Any], columns: dict[str, int], rows: Iterable[Cells]) -> None:
    for place, width in enumerate(columns.values()):
        sheet.set_column(place, place, width)
    last = _write_rows(sheet, look, tuple(columns), rows, first=0)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)


def _write_rows(sheet: Any, look: dict[str, Any], heading: Sequence[str], rows: Iterable[Cells], *, first: int) -> int:
    """Write a heading and rows, text always as text, so that no cell begins to calculate; returns the last row."""
    line = first
    for place, text in enumerate(heading):
        sheet.write_string(first, place, text, look["heading"])
    for line, row in enumerate(rows, start=first + 1):
        for place, cell in enumerate(row):
            if isinstance(cell, int | float):
                sheet.write_number(line, place, cell, look["cell"])
            elif cell is not None:
                sheet.write_string(line, place, str(cell)[:32_000], look["cell"])
    return line
