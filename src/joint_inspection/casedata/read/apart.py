"""What does an Excel workbook hold? Answered by a process of its own, run with this file alone.

The reader of workbooks is fast, but a damaged file can make it ask for more memory than there is, and then it ends
the process it runs in. So it runs in this one, which may take only so much memory and time; whoever asked hears that
it ended. The workbook comes on standard input and its sheets go to standard output: nothing is written to disk.
"""

from __future__ import annotations

import contextlib
import io
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple


class Raw(NamedTuple):
    """One sheet as the reader gives it."""

    name: str
    is_table: bool
    """Whether it is a sheet of cells and no chart."""
    is_hidden: bool
    rows: list[list[Any]]


class Ended(Exception):
    """The process ended before it had read the workbook."""


def read_apart(content: bytes, *, memory: int, seconds: int, cells: int) -> list[Raw]:
    """Every sheet, read in a process of its own; raises Ended where that process gave up."""
    command = [sys.executable, "-P", str(Path(__file__)), str(memory), str(seconds), str(cells)]
    try:
        done = subprocess.run(  # noqa: S603 (this very file)
            command, input=content, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise Ended from None
    if done.returncode:
        raise Ended
    return [Raw(*sheet) for sheet in pickle.loads(done.stdout)]  # noqa: S301 (written by this file, just now)


def _sheets(content: bytes, *, cells: int) -> Iterator[tuple[str, bool, bool, list[list[Any]]]]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for index, about in enumerate(workbook.sheets_metadata):
        is_table = about.typ == SheetTypeEnum.WorkSheet
        rows = _rows(workbook.get_sheet_by_index(index), cells=cells) if is_table else []
        yield about.name, is_table, about.visible != SheetVisibleEnum.Visible, rows


def _rows(sheet: Any, *, cells: int) -> list[list[Any]]:
    last_row, last_column = sheet.end or (0, 0)
    if (last_row + 1) * (last_column + 1) > cells:
        raise Ended
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    return rows


def _main(memory: int, seconds: int, cells: int) -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):  # Windows has no such limits
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sheets = list(_sheets(sys.stdin.buffer.read(), cells=cells))
    sys.stdout.buffer.write(pickle.dumps(sheets))


if __name__ == "__main__":
    _main(*map(int, sys.argv[1:]))
