"""What is a rule, and what does it see of the lists?

A rule is a module of ``rules``: its docstring says what should be so and why, ``SEVERITY`` how bad it is where it is
not, ``NEEDS`` which lists and columns it reads, and ``find`` which rows are wrong. It runs only where those lists came.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from joint_inspection.casedata.check.limits import limit
from joint_inspection.casedata.model import CaseData, Finding, ListMatch, Record
from joint_inspection.frameworks.requests import RequestedList

Findings = Iterable[Finding]
Columns = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Rule:
    """Something that should be so of the lists."""

    id: str
    title: str
    """What should be so, in one sentence."""
    why: str
    """The law, the guidance or the meaning of the columns that says so."""
    severity: str
    needs: Mapping[str, Columns]
    """The columns it reads, by list; without any, it looks at every list."""
    find: Callable[[Lists], Findings]

    def applies_to(self, data: CaseData) -> bool:
        """Whether the lists that it needs came."""
        return all(data.has(each) for each in self.needs)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Index:
    """The lists with what the rules look up in them, each worked out once."""

    data: CaseData
    _records: dict[tuple[str, Columns], tuple[Record, ...]] = field(default_factory=dict)
    _children: dict[tuple[str, Columns], dict[str, list[Record]]] = field(default_factory=dict)

    @cached_property
    def asked(self) -> dict[str, RequestedList]:
        """The lists asked for, by id."""
        return {each.list.id: each for each in self.data.asked}

    @cached_property
    def headings(self) -> dict[tuple[str, str, str], dict[str, str]]:
        """The heading of each column understood, by file, sheet and list."""
        return {
            (match.file, match.sheet, match.list): {each.field: each.heading for each in match.columns if each.field}
            for match in self.data.matches
            if match.list
        }

    @cached_property
    def titles(self) -> dict[tuple[str, str], str]:
        """The heading asked for, by list and column."""
        return {(id, column.id): column.title for id, each in self.asked.items() for column in each.list.fields}

    def records(self, list_id: str, columns: Columns) -> tuple[Record, ...]:
        """The records of a list from sheets on which these columns were understood."""
        key = (list_id, columns)
        if key not in self._records:
            found = self.data.of(list_id)
            sheets = {(each.file, each.sheet) for each in found}
            has = {sheet for sheet in sheets if self._has(sheet, list_id, columns)}
            self._records[key] = tuple(each for each in found if (each.file, each.sheet) in has)
        return self._records[key]

    def _has(self, sheet: tuple[str, str], list_id: str, columns: Columns) -> bool:
        headings = self.headings.get((*sheet, list_id))
        return headings is None or all(each in headings for each in columns)

    def children(self, list_id: str, columns: Columns) -> dict[str, list[Record]]:
        """The records of a list by child, from sheets on which these columns were understood."""
        key = (list_id, columns)
        if key not in self._children:
            found: dict[str, list[Record]] = {}
            for record in self.records(list_id, columns):
                if record.child is not None:
                    found.setdefault(record.child, []).append(record)
            self._children[key] = found
        return self._children[key]

    @cached_property
    def rows_of_children(self) -> tuple[list[Record], ...]:
        """The rows of each child on the lists of one agency, children with several rows only."""
        found: dict[tuple[str, str], list[Record]] = {}
        for id, each in self.asked.items():
            for record in self.data.of(id):
                if record.child is not None:
                    found.setdefault((each.agency, record.child), []).append(record)
        return tuple(rows for rows in found.values() if len(rows) > 1)


@dataclass(frozen=True, kw_only=True, eq=False, repr=False)
class Lists:
    """The lists as one rule sees them: rows of sheets on which the columns that it needs were understood."""

    index: Index
    rule: Rule

    @property
    def on(self) -> date:
        """The day for which the lists were drawn up."""
        return self.index.data.on

    @property
    def matches(self) -> tuple[ListMatch, ...]:
        """How each sheet was understood."""
        return self.index.data.matches

    @property
    def asked(self) -> Mapping[str, RequestedList]:
        """The lists asked for, by id."""
        return self.index.asked

    def limit(self, name: str) -> int:
        """A number that the rule goes by."""
        return limit(name)

    def came(self) -> Iterator[tuple[RequestedList, tuple[Record, ...]]]:
        """Every list that was asked for and came, with all its records."""
        for id, each in self.index.asked.items():
            if self.index.data.has(id):
                yield each, self.index.data.of(id)

    def of(self, list_id: str) -> tuple[Record, ...]:
        """The records of one list."""
        return self.index.records(list_id, tuple(self.rule.needs.get(list_id, ())))

    def by_child(self, list_id: str) -> Mapping[str, list[Record]]:
        """The records of one list, by child."""
        return self.index.children(list_id, tuple(self.rule.needs.get(list_id, ())))

    def of_child(self, list_id: str, child: str | None) -> list[Record]:
        """The records of one child on one list."""
        return self.by_child(list_id).get(child, []) if child is not None else []

    def rows_of_children(self) -> tuple[list[Record], ...]:
        """The rows of each child on the lists of one agency, children with several rows only."""
        return self.index.rows_of_children

    def understood(self, record: Record) -> Mapping[str, str] | None:
        """The headings of the columns understood on the record's sheet; None where nothing is known of it."""
        return self.index.headings.get((record.file, record.sheet, record.list))

    def finding(self, record: Record, column: str | None, says: str) -> Finding:
        """What the rule says of one row and one of its columns."""
        heading = None if column is None else self._heading(record, column)
        return Finding(
            file=record.file, sheet=record.sheet, row=record.row, column=heading,
            rule=self.rule.id, says=says, severity=self.rule.severity,
        )  # fmt: skip

    def of_column(self, record: Record, column: str, says: str) -> Finding:
        """What the rule says of a whole column of the sheet on which a record stands."""
        return replace(self.finding(record, column, says), row=None)

    def of_sheet(self, match: ListMatch, says: str, *, column: str | None = None) -> Finding:
        """What the rule says of a whole sheet, or of one column of it given by its heading."""
        return Finding(
            file=match.file, sheet=match.sheet, row=None, column=column,
            rule=self.rule.id, says=says, severity=self.rule.severity,
        )  # fmt: skip

    def title(self, list_id: str, column: str) -> str:
        """The heading asked for."""
        return self.index.titles.get((list_id, column), column)

    def _heading(self, record: Record, column: str) -> str:
        return (self.understood(record) or {}).get(column) or self.title(record.list, column)
