"""Invented children at once, as lists that were already read and matched."""

from __future__ import annotations

from datetime import date

from joint_inspection.casedata.generate.cohort import asked, blocks
from joint_inspection.casedata.generate.records import HEADING_ROW, as_case_data, as_records, file_name
from joint_inspection.casedata.model import CaseData, Record

ON = date(2025, 6, 1)


def invent(*, children: int, seed: int, on: date = ON, errors: float = 0.0, linked: bool = True) -> CaseData:
    """The lists of so many invented children on one day; the same seed gives the same lists.

    ``errors`` is the share of rows with something wrong. ``linked`` gives a child one identifier at every agency, as
    after linkage; without it each agency has identifiers of its own.
    """
    lists = asked()
    records: dict[str, list[Record]] = {each.list.id: [] for each in lists}
    for block in blocks(children=children, seed=seed, on=on, linked=linked):
        for each in lists:
            kept = records[each.list.id]
            row = HEADING_ROW + 1 + len(kept)
            kept.extend(as_records(block.lists[each.list.id], each, file=file_name(each), row=row))
    return as_case_data(lists, {name: tuple(kept) for name, kept in records.items()}, on=on)
