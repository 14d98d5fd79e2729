"""What do several rules have in common? Two dates in order, an end and its reason, one answer on every list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from joint_inspection.casedata.check.rule import Lists
from joint_inspection.casedata.model import Answer, Finding, Odd, Record
from joint_inspection.dates import add_months, add_working_days
from joint_inspection.frameworks.requests import RequestedList

LAST_YEAR = 9_000
"""A year that no list means; systems write such days where an end is not known."""


def age_on(born: date, day: date) -> int:
    """Years at the last birthday; -1 before birth, as the request writes it."""
    if day < born:
        return -1
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@lru_cache(maxsize=10_000)
def working_days_after(day: date, number: int) -> date:
    """The day that many working days later; the last day that there is where it would be beyond it."""
    return add_working_days(day, number) if day.year < LAST_YEAR else date.max


def later(day: date, *, months: int = 0, days: int = 0) -> date:
    """The day that much later, or earlier; the last or the first that there is where it would be beyond it."""
    try:
        return add_months(day, months) + timedelta(days=days)
    except (ValueError, OverflowError):
        return date.max if months + days > 0 else date.min


def out_of_order(lists: Lists, list_id: str, columns: Sequence[str], *, says: str) -> Iterator[Finding]:
    """Rows on which a date is before one that should come first; dates that are blank do not matter."""
    for record in lists.of(list_id):
        latest: date | None = None
        for column in columns:
            day = record.date(column)
            if day and latest and day < latest:
                yield lists.finding(record, column, says)
            latest = max(filter(None, (day, latest)), default=None)


def one_without_the_other(
    lists: Lists, list_id: str, end: str, reason: str, *, no_reason: str, no_end: str
) -> Iterator[Finding]:
    """Rows that have an end and no reason for it, or a reason and no end; what was not understood counts as there."""
    for record in lists.of(list_id):
        ended, explained = not is_open(record, end), not is_open(record, reason)
        if ended and not explained:
            yield lists.finding(record, reason, no_reason)
        if explained and not ended:
            yield lists.finding(record, end, no_end)


def differs_between_lists(lists: Lists, column: str, *, says: str, but: Iterable[str] = ()) -> Iterator[Finding]:
    """Rows whose answer is not the one that most rows of the same agency give for the child (of two, the first)."""
    unknown = set(but)
    for rows in lists.rows_of_children():
        said = [(row, row.answers[column]) for row in rows if row.answers.get(column, "") not in {"", *unknown}]
        if len({answer for _, answer in said}) > 1:
            usual: Answer = Counter(answer for _, answer in said).most_common(1)[0][0]
            first = next(row for row, answer in said if answer == usual)
            for row, answer in said:
                if answer != usual:
                    yield lists.finding(row, column, f"{says} (compare {place(first)})")


def place(record: Record) -> str:
    """Where a row stands, in words."""
    return f"row {record.row} of {record.sheet}"


def still_open(lists: Lists, list_id: str, end: str) -> Iterator[Record]:
    """Rows without an end, whether read or not."""
    return (record for record in lists.of(list_id) if is_open(record, end))


def is_open(record: Record, end: str) -> bool:
    """Whether the row has no end; one that was not understood is there too."""
    return end not in record.answers and end not in record.unread


def open_for_an_adult(lists: Lists, list_id: str, end: str, *, says: str) -> Iterator[Finding]:
    """Rows still open for somebody who is no child any more."""
    for record in still_open(lists, list_id, end):
        born = record.date("born")
        if born and age_on(born, lists.on) >= lists.limit("adult_years"):
            yield lists.finding(record, end, says)


def counted_too_low(
    lists: Lists, list_id: str, number: str, *, counted: str, before: str, says: str
) -> Iterator[Finding]:
    """Rows that count fewer than the child's rows show in the months before the latest; the same day counts once."""
    for rows in lists.by_child(list_id).values():
        latest = max(filter(None, (row.date(before) for row in rows)), default=None)
        if latest is None or len(rows) < 2:
            continue
        first = later(latest, months=-lists.limit("counted_months"))
        shown = len({day for row in rows if (day := row.date(counted)) and first <= day < latest})
        for row in rows:
            said = row.answers.get(number)
            if isinstance(said, int | float) and said < shown:
                yield lists.finding(row, number, says)


def by_sheet(records: Iterable[Record]) -> Iterator[list[Record]]:
    """The records of each sheet."""
    found: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        found.setdefault((record.file, record.sheet), []).append(record)
    yield from found.values()


def required(each: RequestedList) -> tuple[str, ...]:
    """The columns that every row of a list must have."""
    return tuple(column.id for column in each.list.fields if column.required)


def date_columns(each: RequestedList) -> tuple[str, ...]:
    """The columns of a list that are dates of something that happened; not the date of birth."""
    return tuple(column.id for column in each.list.fields if column.type == "date" and column.id != "born")


def same_row(record: Record) -> Hashable:
    """What makes two rows of a list the same: every cell."""
    return tuple(frozenset(cells.items()) for cells in (record.answers, record.unread, record.extra))


def long(day: date) -> str:
    """A day in words: 1 June 2025."""
    return f"{day.day} {day:%B %Y}"


ODD = tuple(each.value for each in Odd)
"""How a cell without a value of its own is written among what was not understood."""
