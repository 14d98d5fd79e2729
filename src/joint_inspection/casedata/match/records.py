"""What does each row of a sheet say, once it is known which list it is?"""

from __future__ import annotations

from collections import Counter, abc
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property

from joint_inspection.casedata.match import rows as row_kinds
from joint_inspection.casedata.match.codes import Meaning
from joint_inspection.casedata.match.dates import Order, Proofs, order_of, proofs
from joint_inspection.casedata.match.headings import Fits, letter, understand_headings
from joint_inspection.casedata.match.lists import Guess, headings_at, key_field
from joint_inspection.casedata.match.mapping import Mapping
from joint_inspection.casedata.match.values import Reader, Reading, is_blank, reader, shown
from joint_inspection.casedata.match.words import plain
from joint_inspection.casedata.model import Cell, ColumnMatch, How, ListMatch, Record, Sheet, ValueMatch
from joint_inspection.casedata.read import BEGINS_IN_1904
from joint_inspection.frameworks.model import DataField

SAMPLED = 60
"""Cells of a column looked at to tell what it holds."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Understood:
    """A sheet with its records."""

    match: ListMatch
    records: tuple[Record, ...] = ()


def no_list(sheet: Sheet, *, how: How = How.NOT) -> Understood:
    """A sheet that is none of the lists asked for, or was left aside, with all its rows accounted for."""
    left_out = tuple((n, row_kinds.NO_LIST) for n, row in enumerate(sheet.rows, 1) if not row_kinds.is_empty(row))
    match = ListMatch(
        file=sheet.file, sheet=sheet.name, list=None, how=how, sure=0.0, heading_row=None, left_out=left_out,
        empty_rows=len(sheet.rows) - len(left_out), remarks=sheet.remarks,
    )  # fmt: skip
    return Understood(match=match)


class Table:
    """One sheet with its list, while it is being understood."""

    def __init__(self, sheet: Sheet, guess: Guess, mapping: Mapping) -> None:
        self.sheet, self.guess, self.list, self.mapping = sheet, guess, guess.list, mapping
        self.from_1904 = BEGINS_IN_1904 in sheet.remarks
        self.first = max(guess.rows, default=-1) + 1
        self.left_out: list[tuple[int, str]] = []
        self.headings = headings_at(sheet, guess.rows, blank_too=True)
        self.columns = self._columns()
        self.places = {each.field: place for place, each in self.columns.items() if each.field}
        self.fields = {field.id: field for field in self.list.fields}
        self.body = self._body()

    def _columns(self) -> dict[int, ColumnMatch]:
        meant = self.mapping.heading(self.list.id)
        found = understand_headings(self.headings, self.list.fields, chosen=meant, fits=self._fits())
        return {heading.place: column for heading, column in zip(self.headings, found, strict=True)}

    def _fits(self) -> Fits:
        """Tells which share of a column reads as a field would have it."""

        def fits(place: int, field: DataField) -> float:
            rows = self.sheet.rows[self.first : self.first + 5 * SAMPLED]
            cells = [cell for row in rows if not is_blank(cell := _cell(row, place))][:SAMPLED]
            read = reader(field, from_1904=self.from_1904)
            return sum(read(cell).unread is None for cell in cells) / len(cells) if cells else 0.0

        return fits

    def _body(self) -> list[tuple[int, Sequence[Cell]]]:
        """The rows that may be records, with their numbers; every other row is noted."""
        key = self.places.get(key_field(self.list).id)
        headings = {each.place: frozenset(map(plain, each.ways)) - {""} for each in self.headings}
        shape = row_kinds.Shape(headings=headings, key=key)
        body: list[tuple[int, Sequence[Cell]]] = []
        for number, row in enumerate(self.sheet.rows, start=1):
            if number == self.first or row_kinds.is_empty(row):
                continue
            if why := self._above(number - 1) or row_kinds.why_not(row, shape):
                self.left_out.append((number, why))
            else:
                body.append((number, row))
        return body

    def _above(self, place: int) -> str | None:
        if place >= self.first:
            return None
        return row_kinds.FIRST_OF_TWO if place in self.guess.rows else row_kinds.ABOVE

    @cached_property
    def proofs(self) -> dict[str, Proofs]:
        """What each column of dates proves of the order in which it is written."""
        dates = (name for name in self.places if self.fields[name].type == "date")
        return {name: proofs(_cell(row, self.places[name]) for _, row in self.body) for name in dates}

    def _readers(self, sent_with: Proofs) -> dict[str, Reader]:
        """A reader for every column understood, once it is known how dates are written."""
        here = sum(self.proofs.values(), start=Proofs())
        orders = {name: order_of(each, here, sent_with) for name, each in self.proofs.items()}
        return {
            name: reader(
                self.fields[name], order=orders.get(name, Order.ASSUMED), from_1904=self.from_1904,
                chosen=self.mapping.code(self.list.id, name),
            )
            for name in self.places
        }  # fmt: skip

    def understood(self, *, sent_with: Proofs) -> Understood:
        """Its records, and how columns and codes were understood; ``sent_with`` is what dates of all sheets prove."""
        readers = self._readers(sent_with)
        tally = _Tally(self.fields)
        records = []
        others = [place for place, each in self.columns.items() if each.field is None]
        for number, row in self.body:
            readings = {name: readers[name](_cell(row, place)) for name, place in self.places.items()}
            if self._is_guidance(row, readings):
                self.left_out.append((number, row_kinds.GUIDANCE))
                continue
            tally.add(readings)
            records.append(self._record(number, row, readings, others))
        return Understood(match=self._match(len(records), tally), records=tuple(records))

    def _is_guidance(self, row: Sequence[Cell], readings: abc.Mapping[str, Reading]) -> bool:
        """Sentences where signs and days should stand: nothing in the row is of the kind asked for."""
        place = self.places.get(key_field(self.list).id)
        typed = [each for name, each in readings.items() if self.fields[name].type != "text"]
        read = any(each.answer is not None for each in typed)
        return place is not None and row_kinds.is_prose(_cell(row, place)) and not read

    def _record(
        self, number: int, row: Sequence[Cell], readings: abc.Mapping[str, Reading], others: Sequence[int]
    ) -> Record:
        extra = {letter(place): shown(cell) for place in others if not is_blank(cell := _cell(row, place))}
        return Record(
            list=self.list.id, file=self.sheet.file, sheet=self.sheet.name, row=number,
            answers={name: each.answer for name, each in readings.items() if each.answer is not None},
            unread={name: each.unread for name, each in readings.items() if each.unread is not None}, extra=extra,
        )  # fmt: skip

    def _match(self, records: int, tally: _Tally) -> ListMatch:
        empty = sum(row_kinds.is_empty(row) for number, row in enumerate(self.sheet.rows, 1) if number != self.first)
        return ListMatch(
            file=self.sheet.file, sheet=self.sheet.name, list=self.list.id, how=self.guess.how, sure=self.guess.sure,
            heading_row=self.first or None, columns=tuple(self.columns.values()),
            missing=tuple(field.id for field in self.list.fields if field.id not in self.places),
            values=tally.values(), rows=records, left_out=tuple(sorted(self.left_out)), empty_rows=empty,
            remarks=(*self.sheet.remarks, *tally.remarks({n: self.columns[p] for n, p in self.places.items()})),
        )  # fmt: skip


class _Tally:
    """How often each code was written how, and what reading the columns had to decide."""

    def __init__(self, fields: abc.Mapping[str, DataField]) -> None:
        self.order = {name: number for number, name in enumerate(fields)}
        self.codes: Counter[tuple[str, str]] = Counter()
        self.meanings: dict[tuple[str, str], Meaning] = {}
        self.notes: Counter[tuple[str, str]] = Counter()

    def add(self, readings: abc.Mapping[str, Reading]) -> None:
        """Count the readings of one record."""
        for name, reading in readings.items():
            if reading.meaning:
                self.codes[name, reading.written] += 1
                self.meanings[name, reading.written] = reading.meaning
            for note in reading.notes:
                self.notes[name, note] += 1

    def values(self) -> tuple[ValueMatch, ...]:
        """Every way of writing every code, in the order of the columns asked for, the commonest first."""
        ordered = sorted(self.codes.items(), key=lambda each: (self.order[each[0][0]], -each[1], each[0][1]))
        return tuple(
            ValueMatch(field=name, written=written, times=times, **asdict(self.meanings[name, written]))
            for (name, written), times in ordered
        )

    def remarks(self, columns: abc.Mapping[str, ColumnMatch]) -> Iterator[str]:
        """What was decided, column by column."""
        for (name, note), times in sorted(self.notes.items(), key=lambda each: (self.order[each[0][0]], each[0][1])):
            yield f"{columns[name].heading} ({columns[name].column}): {note} (cells: {times})"


def _cell(row: Sequence[Cell], place: int) -> Cell:
    return row[place] if place < len(row) else None
