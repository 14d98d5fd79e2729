"""What would an area's lists say, once they were read and matched? Invented children, without a file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from joint_inspection.casedata.generate.chance import Chance
from joint_inspection.casedata.generate.cohort import Block, asked, blocks
from joint_inspection.casedata.generate.records import (
    HEADING_ROW,
    as_case_data,
    as_cells,
    as_records,
    file_name,
    headings,
    sheet_name,
)
from joint_inspection.casedata.generate.slips import Pages, spoil_lists
from joint_inspection.casedata.match import match
from joint_inspection.casedata.model import CaseData, Cell, Record, Sheet

ON = date(2025, 6, 1)


def invent(*, children: int, seed: int, on: date = ON, errors: float = 0.0, linked: bool = True) -> CaseData:
    """The lists of so many invented children on one day; the same seed gives the same lists.

    ``errors`` is the share of rows with something wrong. ``linked`` gives a child one identifier at every agency, as
    after linkage; without it each agency has identifiers of its own.
    """
    made = invented_pages(children=children, seed=seed, on=on, errors=errors, linked=linked)
    if errors:
        return match(_sheets(pages for _, pages in made), asked(), on=on)
    records: dict[str, list[Record]] = {each.list.id: [] for each in asked()}
    for _, pages in made:
        for each in asked():
            kept = records[each.list.id]
            row = HEADING_ROW + 1 + len(kept)
            kept.extend(as_records(pages.lists[each.list.id], each, file=file_name(each), row=row))
    return as_case_data(asked(), {name: tuple(kept) for name, kept in records.items()}, on=on)


def invented_pages(*, children: int, seed: int, on: date, errors: float, linked: bool) -> Iterator[tuple[Block, Pages]]:
    """Block by block, the children and their lists as they are written, with what is wrong on purpose."""
    for place, block in enumerate(blocks(children=children, seed=seed, on=on, linked=linked)):
        chance, story = Chance(seed, 2 + place, 2), block.story
        yield block, spoil_lists(chance, asked(), block.lists, errors, on=story.on, since=story.since)


def _sheets(every: Iterator[Pages]) -> tuple[Sheet, ...]:
    """The lists as sheets of a workbook, for reading what is wrong as it would be read."""
    rows: dict[str, list[tuple[Cell, ...]]] = {each.list.id: [headings(each)] for each in asked()}
    for pages in every:
        for each in asked():
            name = each.list.id
            rows[name].extend(as_cells(pages.lists[name], each, pages.written[name]))
    return tuple(Sheet(file=file_name(each), name=sheet_name(each), rows=tuple(rows[each.list.id])) for each in asked())
