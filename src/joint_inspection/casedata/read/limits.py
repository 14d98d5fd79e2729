"""How large may a file be, as it comes and unpacked, before reading it would harm the machine?"""

from __future__ import annotations

from dataclasses import dataclass

from joint_inspection.errors import InvalidInput, invalid

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The most that is read."""

    file_bytes: int = 500 * MEGABYTE
    """Of one file as it comes."""
    unpacked_bytes: int = 1024 * MEGABYTE
    """Of everything packed in one zip or one workbook."""
    ratio: int = 300
    """How many times smaller than itself a large part may have been packed."""
    entries: int = 5000
    """Files in one folder, one zip or one workbook."""
    cells: int = 50_000_000
    """Between the first cell of a sheet and its last, filled or not; and in all that was sent together."""
    memory_bytes: int = 6 * 1024 * MEGABYTE
    """While the values of one Excel workbook are read."""
    seconds: int = 300
    """As long may that take."""

    def hold(self, *, file: str, rows: int, columns: int) -> None:
        """Refuse a sheet that stretches too far."""
        if rows * columns > self.cells:
            raise invalid(
                "file",
                f"Delete what stands far from the table: one sheet stretches over {rows:,} rows and {columns:,} "
                f"columns, and at most {self.cells:,} cells are read",
                file=file,
            )


LIMITS = Limits()


def too_large(file: str, *, limits: Limits) -> InvalidInput:
    """The error for a file beyond the limit as it comes."""
    return invalid("file", f"Send it in parts: it is larger than {limits.file_bytes // MEGABYTE} megabytes", file=file)
