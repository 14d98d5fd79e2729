"""Who gets what from every address about one inspection, at every stage of it: the table in ``stages.csv``.

A line is an address, how it is asked (``get``, or ``post`` with an empty form where it takes nothing else), everybody
who gets the same, and the status at each stage. Fill it in anew with ``WRITE_STAGES= pytest tests/web/test_stages.py``,
or for some addresses alone with ``WRITE_STAGES=safety:,sharing:``, and read every line that changed: what the service
answers is not yet what it should.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from factories.world import PATHS, VIEWERS

FILE = Path(__file__).with_name("stages.csv")
LETS_IN = (200, 302, 400, 409)
"""The page, done, not with this form, not at this stage: the person may."""
Table = dict[tuple[str, str, str, str], int]
"""By address, way of asking, viewer and stage: the status."""


def read() -> Table:
    """The table as it stands in the file."""
    found: Table = {}
    with FILE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for viewer in row["who"].split(", "):
                found |= {(row["address"], row["asked"], viewer, stage): int(row[stage]) for stage in PATHS}
    return found


def write(found: Table) -> None:
    """Put a table into the file: those who get the same in one line; 0 stands for what nobody has asked yet."""
    lines: Mapping[tuple, list[str]] = defaultdict(list)
    for name, asked in dict.fromkeys((name, asked) for name, asked, _, _ in sorted(found)):
        for viewer in VIEWERS:
            lines[name, asked, *(found.get((name, asked, viewer, stage), 0) for stage in PATHS)].append(viewer)
    with FILE.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["address", "asked", "who", *PATHS])
        for (name, asked, *statuses), viewers in lines.items():
            table.writerow([name, asked, ", ".join(viewers), *statuses])
