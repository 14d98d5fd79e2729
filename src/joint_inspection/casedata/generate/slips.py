"""What is wrong with some rows, on purpose? Each kind of slip, where it was made, and how often.

A list is worked on as a ``Page``: its columns, and over them what is written in single cells instead. Every kind is a
function that spoils one row and names the column, or says None where a row gives it nothing to spoil.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from joint_inspection.casedata.generate.chance import Chance
from joint_inspection.casedata.generate.columns import Rows, Words
from joint_inspection.casedata.generate.records import cell_words, day_text
from joint_inspection.frameworks.requests import RequestedList

Written = Mapping[str, Mapping[int, str]]
"""What stands in single cells instead, by column and row."""

STRETCHES = (
    ("assessment_start", "assessment_end"), ("assessment_start", "authorised_date"), ("plan_start", "plan_end"),
    ("strategy_date", "conference_date"), ("need_start", "need_end"), ("care_start", "care_end"),
    ("missing_from", "found_date"), ("order_start", "order_end"), ("recorded_date", "shared_date"),
    ("stage_1_start", "stage_1_end"),
)  # fmt: skip
LATEST_ONLY = ("child_protection", "children_in_care", "care_leavers")
"""Lists on which a child stands once."""


@dataclass(frozen=True, kw_only=True)
class Slip:
    """One thing that is wrong on purpose."""

    list: str
    row: int
    """Row of the list, counted from 0; of the sheet, counted from 1, once it is written."""
    field: str | None
    """The column's id; None where the whole row is meant."""
    kind: str


@dataclass(kw_only=True, repr=False)
class Page:
    """A list that is being spoilt."""

    asked: RequestedList
    rows: Rows
    on: float
    chance: Chance
    written: dict[str, dict[int, str]] = field(default_factory=dict)

    def write(self, name: str, row: int, text: str) -> str:
        """Write over a cell."""
        self.written.setdefault(name, {})[row] = text
        return name

    def names(self, kind: str) -> list[str]:
        """The columns of a kind, in a chance order."""
        found = [each.id for each in self.asked.list.fields if each.type == kind]
        return [found[place] for place in self.chance.draw.permutation(len(found))]

    def day(self, name: str, row: int) -> float:
        """The day that a cell says, else NaN."""
        column = self.rows.columns.get(name)
        return float(column[row]) if isinstance(column, np.ndarray) else np.nan

    def code(self, name: str, row: int) -> str | None:
        """The code that a cell says, as its author writes it."""
        column = self.rows.columns[name]
        if not isinstance(column, Words) or column.at[row] < 0:
            return None
        written = cell_words(next(each for each in self.asked.list.fields if each.id == name))
        return str(written[column.of[column.at[row]]])

    def put(self, name: str, row: int, value: float) -> str:
        """Put another day or number in a cell."""
        column = self.rows.columns[name]
        assert isinstance(column, np.ndarray)
        column[row] = value
        return name


def missing_value(page: Page, row: int) -> str | None:
    """A column that every row needs is blank."""
    needed = [each.id for each in page.asked.list.fields if each.required and each.id != "child"]
    return page.write(needed[int(page.chance.draw.integers(len(needed)))], row, "")


def misspelt_code(page: Page, row: int) -> str | None:
    """Two letters of a code changed places."""
    for name in page.names("code"):
        text = page.code(name, row)
        if text and len(text) > 9:
            place = int(page.chance.draw.integers(4, len(text) - 2))
            changed = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
            if changed != text:
                return page.write(name, row, changed)
    return None


def unknown_code(page: Page, row: int) -> str | None:
    """A code that is in no set of codes."""
    names = page.names("code")
    return page.write(names[0], row, "Q99 not in use") if names else None


def date_in_us_order(page: Page, row: int) -> str | None:
    """A date as text, the month before the day."""
    for name in page.names("date"):
        day = page.day(name, row)
        if day == day and int(day_text(day)[:2]) > 12:
            found = day_text(day)
            return page.write(name, row, f"{found[3:5]}/{found[:2]}/{found[6:]}")
    return None


def end_before_start(page: Page, row: int) -> str | None:
    """Something ends before it begins."""
    for start, end in STRETCHES:
        if page.day(start, row) + page.day(end, row) == page.day(start, row) + page.day(end, row):
            return page.put(end, row, page.day(start, row) - float(page.chance.draw.integers(3, 60)))
    return None


def future_date(page: Page, row: int) -> str | None:
    """A day after the day of the lists."""
    for name in page.names("date"):
        if name != "born" and page.day(name, row) == page.day(name, row):
            return page.put(name, row, page.on + float(page.chance.draw.integers(40, 300)))
    return None


def age_disagrees(page: Page, row: int) -> str | None:
    """An age that the date of birth does not give."""
    if page.day("age", row) != page.day("age", row):
        return None
    return page.put("age", row, page.day("age", row) + float(page.chance.draw.integers(2, 5)))


def birth_date_differs(page: Page, row: int) -> str | None:
    """A date of birth that other lists do not give."""
    if "born" not in page.rows.columns:
        return None
    return page.put("born", row, page.day("born", row) - float(page.chance.draw.integers(3, 300)))


def no_identifier(page: Page, row: int) -> str | None:
    """A row that does not say which child it is about."""
    return page.write("child", row, "") if "child" in page.rows.columns else None


SPOILS: Mapping[str, Callable[[Page, int], str | None]] = {
    each.__name__: each
    for each in (missing_value, misspelt_code, unknown_code, date_in_us_order, end_before_start, future_date,
                 age_disagrees, birth_date_differs, no_identifier)
}  # fmt: skip
COPIES = ("duplicate_row", "child_twice")
"""Kinds that add a row: the same again; or on a list that shows a child once, the same child with an earlier start."""
DROPS = ("plan_without_enquiry",)
"""Kinds that take a row away on another list."""
KINDS = (*SPOILS, *COPIES, *DROPS)


def spoil(page: Page, often: float) -> tuple[Rows, Written, list[Slip]]:
    """Spoil rows of one list, about as often as a share says; what was done is in the slips."""
    spoilt = np.flatnonzero(page.chance.happens(often, len(page.rows.who)))
    count = len(page.rows.who)
    page.rows = page.rows.those(np.concatenate([np.arange(count), spoilt]))
    slips = [slip for at, row in enumerate(spoilt.tolist()) if (slip := _spoil_row(page, row, spare=count + at))]
    kept = np.array([*range(count), *sorted(slip.row for slip in slips if slip.row >= count)], dtype=np.int64)
    places = {row: place for place, row in enumerate(kept.tolist())}
    written = {name: {places[row]: text for row, text in cells.items()} for name, cells in page.written.items()}
    return page.rows.those(kept), written, [replace(slip, row=places[slip.row]) for slip in slips]


def _spoil_row(page: Page, row: int, *, spare: int) -> Slip | None:
    kinds = (*SPOILS, *COPIES)
    for place in page.chance.draw.permutation(len(kinds)).tolist():
        kind = kinds[place]
        made = _copy(page, kind, spare) if kind in COPIES else (SPOILS[kind](page, row), row)
        if made and (made[0] or kind == "duplicate_row"):
            return Slip(list=page.asked.list.id, row=made[1], field=made[0], kind=kind)
    return None


def _copy(page: Page, kind: str, spare: int) -> tuple[str | None, int] | None:
    """Use the copy of the row that lies ready."""
    if kind == "duplicate_row":
        return None, spare
    if page.asked.list.id not in LATEST_ONLY:
        return None
    for start, _ in STRETCHES:
        if page.day(start, spare) == page.day(start, spare):
            page.put(start, spare, page.day(start, spare) - float(page.chance.draw.integers(10, 200)))
            return "child", spare
    return ("child", spare) if page.asked.list.id == "care_leavers" else None


def drop_enquiries(
    chance: Chance, lists: Mapping[str, Rows], often: float, *, since: float
) -> tuple[dict[str, Rows], list[Slip]]:
    """Take the enquiry away of some children whose plan began in the period."""
    plans, enquiries = lists["child_protection"], lists["s47_enquiries"]
    start = plans.columns["plan_start"]
    assert isinstance(start, np.ndarray)
    fits = (start >= since + 1) & np.isin(plans.who, enquiries.who) & chance.happens(often, len(plans.who))
    left = ~np.isin(enquiries.who, plans.who[fits])
    slips = [
        Slip(list="child_protection", row=int(row), field="plan_start", kind="plan_without_enquiry")
        for row in np.flatnonzero(fits)
    ]
    return {**lists, "s47_enquiries": enquiries.those(left)}, slips


@dataclass(frozen=True, kw_only=True, repr=False)
class Pages:
    """The lists of one block as they are written: rows, single cells written over, and what is wrong on purpose."""

    lists: Mapping[str, Rows]
    written: Mapping[str, Written]
    slips: tuple[Slip, ...] = ()


def spoil_lists(
    chance: Chance, asked: Sequence[RequestedList], lists: Mapping[str, Rows], often: float, *, on: float, since: float
) -> Pages:
    """Spoil rows of every list, about as often as a share says; with a share of 0 nothing is spoilt."""
    if not often:
        return Pages(lists=lists, written={name: {} for name in lists})
    lists, slips = drop_enquiries(chance, lists, often, since=since)
    written: dict[str, Written] = {}
    for each in asked:
        name = each.list.id
        page = Page(asked=each, rows=lists[name], on=on, chance=chance)
        lists[name], written[name], made = spoil(page, often)
        slips.extend(made)
    return Pages(lists=lists, written=written, slips=tuple(slips))
