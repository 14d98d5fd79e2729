"""What did an area send? Every sheet matched to the list it is, every heading and code to what was asked for.

Nothing is dropped in silence: each row of a sheet is a record, a heading, an empty row or left out with a reason; what
was not understood in a record is kept beside its answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from joint_inspection.casedata.match import rows
from joint_inspection.casedata.match.dates import Proofs
from joint_inspection.casedata.match.day import latest_day
from joint_inspection.casedata.match.lists import Guess, place
from joint_inspection.casedata.match.mapping import Mapping, check
from joint_inspection.casedata.match.records import Table, Understood, no_list
from joint_inspection.casedata.model import CaseData, How, Record, Sheet
from joint_inspection.errors import InvalidInput
from joint_inspection.frameworks.requests import RequestedList

__all__ = ["Mapping", "match"]


def match(
    sheets: Sequence[Sheet],
    asked: Sequence[RequestedList],
    *,
    others: Sequence[RequestedList] = (),
    on: date | None = None,
    mapping: Mapping | None = None,
) -> CaseData:
    """Understand sheets as the lists that were asked for; without ``on``, as of the latest day they speak of.

    ``others`` are lists that nobody asked for: a sheet that is rather one of them is taken for none that was asked for.
    Raises InvalidInput where the mapping names what was not asked for.
    """
    mapping = mapping or Mapping()
    if problems := check(mapping, asked):
        raise InvalidInput(problems)
    wanted = {each.list.id for each in asked}
    guesses = place(sheets, [*asked, *(each for each in others if each.list.id not in wanted)], mapping)
    tables = [
        (sheet, guess, Table(sheet, guess, mapping) if guess and guess.list.id in wanted else None)
        for sheet, guess in zip(sheets, guesses, strict=True)
    ]
    sent_with = sum((each for *_, table in tables if table for each in table.proofs.values()), start=Proofs())
    kept = _without_repeats(
        [
            table.understood(sent_with=sent_with) if table else _no_list(sheet, mapping, guess)
            for sheet, guess, table in tables
        ]
    )
    records: dict[str, tuple[Record, ...]] = {}
    for each in asked:
        parts = [part for part in kept if part.match.list == each.list.id]
        if parts:
            records[each.list.id] = tuple(record for part in parts for record in part.records)
    every = (record for listed in records.values() for record in listed)
    return CaseData(
        asked=tuple(asked), matches=tuple(part.match for part in kept), records=records, on=on or latest_day(every)
    )


def _no_list(sheet: Sheet, mapping: Mapping, rather: Guess | None) -> Understood:
    aside, _ = mapping.sheet(sheet.file, sheet.name)
    if rather:
        remark = f"It looks like the list '{rather.list.title}', which was not asked for"
        sheet = replace(sheet, remarks=(*sheet.remarks, remark))
    return no_list(sheet, how=How.CHOSEN if aside else How.NOT)


def _without_repeats(every: Sequence[Understood]) -> list[Understood]:
    """Leave out a sheet that says what another sheet of the same list has said; say where a list comes in parts."""
    kept: list[Understood] = []
    for part in every:
        others = [each for each in kept if part.match.list and each.match.list == part.match.list]
        same = next((each for each in others if part.records and _said(each) == _said(part)), None)
        if same:
            part = _repeating(part, same)
        elif others:
            remark = f"Another sheet is this list too ({_name(others[0])}); the rows of both were kept"
            part = replace(part, match=replace(part.match, remarks=(*part.match.remarks, remark)))
        kept.append(part)
    return kept


def _said(part: Understood) -> list[tuple[object, object]]:
    return [(record.answers, record.unread) for record in part.records]


def _repeating(part: Understood, same: Understood) -> Understood:
    left_out = {record.row: f"{rows.REPEATED} ({_name(same)})" for record in part.records}
    remark = f"The rows are those of another sheet ({_name(same)}); they were left out"
    match = replace(
        part.match, rows=0, left_out=tuple(sorted({**dict(part.match.left_out), **left_out}.items())),
        remarks=(*part.match.remarks, remark),
    )  # fmt: skip
    return Understood(match=match)


def _name(part: Understood) -> str:
    return f"{part.match.file}, {part.match.sheet}"
