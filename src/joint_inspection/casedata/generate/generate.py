"""Invented children written to files: the lists as an area would send them, and beside them the truth.

The truth is kept apart, in ``OUT-truth`` (``lists-truth``, ``lists.xlsx-truth``): what is wrong on purpose
(``errors.csv``), who is who at every agency (``who_is_who.csv``), and the names for trying linkage (``identities/``).
All is written under temporary names and put in place at the end: a run that is stopped leaves nothing.
"""

from __future__ import annotations

import csv
import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from joint_inspection.casedata.generate.calendar import FIRST, LAST
from joint_inspection.casedata.generate.chance import Chance
from joint_inspection.casedata.generate.children import AGENCIES
from joint_inspection.casedata.generate.cohort import BLOCK, Block, asked
from joint_inspection.casedata.generate.identities import COLUMNS, identities, known_to
from joint_inspection.casedata.generate.invent import ON, invented_pages
from joint_inspection.casedata.generate.records import HEADING_ROW, file_name, sheet_name
from joint_inspection.casedata.generate.slips import Pages
from joint_inspection.casedata.generate.write_csv import Writer, csv_folder
from joint_inspection.casedata.generate.write_workbook import ods, xlsx
from joint_inspection.errors import InvalidInput, Problem, invalid
from joint_inspection.frameworks.requests import RequestedList

ABOUT, ERRORS, WHO, IDENTITIES = "about.json", "errors.csv", "who_is_who.csv", "identities"
MOST_CHILDREN = 10_000_000
WORKBOOKS = {".xlsx": xlsx, ".ods": ods}
Progress = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class Generated:
    """What was written."""

    lists: Mapping[str, int]
    """Rows by list."""
    truth: Path
    errors: int
    """Rows that are wrong on purpose."""


def generate(
    *, children: int, seed: int, out: Path, errors: float = 0.0, on: date = ON, linked: bool = True,
    progress: Progress | None = None,
) -> Generated:  # fmt: skip
    """Write invented lists to a workbook (``.xlsx``, ``.ods``) or a folder; raises InvalidInput with advice.

    ``linked`` gives a child one identifier at every agency, as linkage would. Without it each agency has numbers of its
    own, and the names by which to link them lie beside the truth.
    """
    if not out.name:
        raise invalid("--out", "Give the new folder or workbook a name")
    truth = out.with_name(f"{out.name}-truth")
    _refuse(children=children, seed=seed, out=out, errors=errors, on=on, truth=truth)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.stem}-", dir=out.parent) as folder:
        part, beside = Path(folder) / out.name, Path(folder) / truth.name
        lists, wrong = _write(part, beside, children, seed, errors, on=on, linked=linked, progress=progress)
        about = {"children": children, "seed": seed, "on": on.isoformat(), "errors": errors, "linked": linked,
                 "lists": lists, "wrong_on_purpose": wrong}  # fmt: skip
        (beside / ABOUT).write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")
        _put_in_place(part, out)
        _put_in_place(beside, truth)
    return Generated(lists=lists, truth=truth, errors=wrong)


def _refuse(*, children: int, seed: int, out: Path, errors: float, on: date, truth: Path) -> None:
    problems = []
    if not 1 <= children <= MOST_CHILDREN:
        problems.append(Problem(where="--children", says=f"Give a number from 1 to {MOST_CHILDREN:,}"))
    if seed < 0:
        problems.append(Problem(where="--seed", says="Give a whole number from 0 on"))
    if not 0 <= errors <= 1:
        problems.append(Problem(where="--errors", says="Give a share from 0 to 1, for example 0.02"))
    if not FIRST + 30 <= on.year <= LAST - 12:
        problems.append(Problem(where="--on", says=f"Give a day from {FIRST + 30} to {LAST - 12}"))
    if out.suffix and not out.is_dir() and not _workbook(out):
        says = f"Give a folder, or a name ending in {' or '.join(WORKBOOKS)}; {out.suffix} is not written"
        problems.append(Problem(where="--out", says=says))
    taken = [place for place in (out, truth) if _holds_something(place)]
    if taken and not _earlier(truth):
        says = "Something else is there already, and nothing is written over it; give a name that is free"
        problems += [Problem(where="--out", says=says, file=str(place)) for place in taken]
    if problems:
        raise InvalidInput(problems)


def _workbook(out: Path) -> bool:
    """Whether a workbook is asked for; a folder that is there already stays a folder, whatever its name."""
    return out.suffix.lower() in WORKBOOKS and not out.is_dir()


def _holds_something(out: Path) -> bool:
    return any(out.iterdir()) if out.is_dir() else out.exists() and out.stat().st_size > 0


def _earlier(truth: Path) -> bool:
    """Whether what is there was invented here before: it may be replaced."""
    try:
        return "wrong_on_purpose" in json.loads((truth / ABOUT).read_text(encoding="utf-8"))
    except (OSError, ValueError, TypeError):
        return False


def _write(
    part: Path, truth: Path, children: int, seed: int, errors: float, *, on: date, linked: bool,
    progress: Progress | None,
) -> tuple[dict[str, int], int]:  # fmt: skip
    lists, count, wrong = asked(), Counter({each.list.id: 0 for each in asked()}), 0
    with _writer(part, lists, on=on) as writer, _Truth(truth, lists, linked=linked) as beside:
        made = invented_pages(children=children, seed=seed, on=on, errors=errors, linked=linked)
        for place, (block, pages) in enumerate(made):
            writer.add(pages)
            beside.add(block, pages, count, chance=Chance(seed, 2 + place, 3))
            count.update({name: len(rows.who) for name, rows in pages.lists.items()})
            wrong += len(pages.slips)
            if progress:
                progress(min((place + 1) * BLOCK, children), children)
    return dict(count), wrong


@contextmanager
def _writer(part: Path, lists: tuple[RequestedList, ...], *, on: date) -> Iterator[Writer]:
    book = WORKBOOKS.get(part.suffix.lower())
    with book(part, lists, on=on) if book else csv_folder(part, lists) as writer:
        yield writer


class _Truth:
    """The files beside the lists, open while blocks are written."""

    def __init__(self, folder: Path, lists: tuple[RequestedList, ...], *, linked: bool) -> None:
        self.folder, self.lists, self.linked = folder, {each.list.id: each for each in lists}, linked
        self.stack = ExitStack()

    def __enter__(self) -> _Truth:
        (self.folder if self.linked else self.folder / IDENTITIES).mkdir(parents=True)
        self.errors = self._table(ERRORS, ("list", "file", "sheet", "row", "field", "column", "kind"))
        self.who = self._table(WHO, ("person", "agency", "id"))
        with_names = () if self.linked else AGENCIES
        self.names = {each: self._table(f"{IDENTITIES}/identities_{each}.csv", COLUMNS) for each in with_names}
        return self

    def __exit__(self, *error: object) -> None:
        self.stack.close()

    def _table(self, name: str, columns: tuple[str, ...]) -> Any:
        file = self.stack.enter_context((self.folder / name).open("w", encoding="utf-8", newline=""))
        table = csv.writer(file, lineterminator="\n")
        table.writerow(columns)
        return table

    def add(self, block: Block, pages: Pages, before: Mapping[str, int], *, chance: Chance) -> None:
        """Note what is wrong on purpose in a block, and who its children are."""
        for slip in pages.slips:
            asked_for = self.lists[slip.list]
            title = next((each.title for each in asked_for.list.fields if each.id == slip.field), "")
            row = before[slip.list] + slip.row + HEADING_ROW + 1
            names = (slip.list, file_name(asked_for), sheet_name(asked_for))
            self.errors.writerow((*names, row, slip.field, title, slip.kind))
        children = block.story.children
        known = known_to(block.lists, tuple(self.lists.values()), block.story.n)
        for agency, flags in known.items():
            ids = children.ids["council" if self.linked else agency][flags].tolist()
            self.who.writerows((person, agency, each) for person, each in zip(children.place[flags], ids, strict=True))
        if not self.linked:
            for agency, line in identities(chance, children, known):
                self.names[agency].writerow(line)


def _put_in_place(part: Path, out: Path) -> None:
    if out.is_dir():
        shutil.rmtree(out)
    part.replace(out)
