"""Which list is each sheet, and in which row do its headings stand?"""

from __future__ import annotations

import re
from collections import Counter, abc
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from joint_inspection.casedata.match.headings import Heading, understand_headings
from joint_inspection.casedata.match.mapping import Mapping
from joint_inspection.casedata.match.words import clean, closeness, plain
from joint_inspection.casedata.model import Cell, ColumnMatch, How, Sheet
from joint_inspection.frameworks.model import DataField, DataList
from joint_inspection.frameworks.requests import RequestedList

NUMBERED = re.compile(r"^\(?(?:\d{1,2}|[a-z])(?:[.):]|\s+-)\s*(?=\D)", re.IGNORECASE)
"""A number or a letter before a heading: ``1. Child Unique ID``."""
SEARCHED = 60
"""Rows in which headings are looked for."""
TRIED = 3
"""Rows that look most like headings, of those."""
FEW_KNOWN = 3
"""Headings known word by word below which other rows are tried too."""
LONGEST_HEADING, LONGEST_TITLE = 300, 120
MOST_IN_TITLE = 3
"""Cells that a row with a title holds at most."""
SURE, ENOUGH = 0.5, 0.35
"""How far the headings must be those of a list: for certain; if most of the sheet's are understood."""
NAMED, CLOSELY_NAMED = 0.7, 0.6
NEARLY_AS_GOOD = 0.1
NAME_COUNTS = 0.25
NAME_IS_NO_WORD = frozenset({
    "annex", "annexa", "a", "list", "lists", "ofsted", "of", "la", "cs", "table", "sheet", "tab", "data", "csv",
    "xlsx", "child", "level", "the",
})  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Guess:
    """A list that a sheet may be, and where its headings stand."""

    list: DataList
    agency: str
    rows: tuple[int, ...]
    """Places of its heading rows, from 0; one or two, or none."""
    columns: tuple[ColumnMatch, ...]
    headings: float
    """From 0 to 1: how far headings and columns asked for are the same."""
    named: float
    """From 0 to 1: how far the sheet's name or title is that of the list."""
    chosen: bool = False

    @property
    def worth(self) -> float:
        """What decides between two lists: the headings above all."""
        return self.headings + NAME_COUNTS * self.named

    @property
    def understood(self) -> int:
        """How many columns are understood."""
        return sum(column.field is not None for column in self.columns)

    @property
    def good(self) -> bool:
        """Whether it is enough to go by."""
        if self.chosen:
            return True
        most = self.understood >= 0.6 * len(self.columns)
        named = self.named >= NAMED and key_field(self.list).id in {column.field for column in self.columns}
        return self.understood >= 2 and (self.headings >= SURE or (self.headings >= ENOUGH and most) or named)

    @property
    def how(self) -> How:
        """How the list was known."""
        if self.chosen:
            return How.CHOSEN
        if self.named >= NAMED:
            return How.EXACT if self.headings >= SURE else How.KNOWN
        return How.CLOSE if self.named >= CLOSELY_NAMED else How.CONTENT

    @property
    def sure(self) -> float:
        """From 0 to 1."""
        return 1.0 if self.chosen else round(min(1.0, self.headings + NAME_COUNTS * self.named), 2)


def key_field(wanted: DataList) -> DataField:
    """The column that says whom a row is about."""
    return next((each for each in wanted.fields if each.required and each.type == "text"), wanted.fields[0])


class Asked:
    """The lists that were asked for, with how much each heading tells."""

    def __init__(self, lists: Sequence[RequestedList]) -> None:
        self.lists = tuple(lists)

    @cached_property
    def known(self) -> frozenset[str]:
        """Every heading as asked for, or as it is known to arrive."""
        return frozenset(
            plain(name)
            for each in self.lists
            for field in each.list.fields
            for name in (field.title, field.id, *field.also)
        )

    @cached_property
    def _times(self) -> Counter[str]:
        return Counter(field.id for each in self.lists for field in each.list.fields)

    def weight(self, field_id: str) -> float:
        """A heading that many lists have tells little about which list it is."""
        return 1 / self._times[field_id]

    def weigh(self, columns: Sequence[ColumnMatch], wanted: DataList) -> float:
        """From 0 to 1: how far the headings of a sheet and of a list are the same."""
        found = sum(self.weight(each.field) * each.sure for each in columns if each.field)
        here = sum(self.weight(each.field) if each.field else 0.25 for each in columns if each.heading)
        there = sum(self.weight(field.id) for field in wanted.fields)
        return 2 * found / (here + there) if here + there else 0.0


def place(sheets: Sequence[Sheet], asked: Sequence[RequestedList], mapping: Mapping) -> list[Guess | None]:
    """The list of every sheet, the surest first: a second sheet of a list is another one if it nearly is."""
    every = Asked(asked)
    options = [guesses(sheet, every, mapping) for sheet in sheets]
    found: list[Guess | None] = [None] * len(sheets)
    taken: set[str] = set()
    for number in sorted(range(len(sheets)), key=lambda n: _turn(options[n])):
        if choice := _choose(options[number], taken):
            found[number] = choice
            taken.add(choice.list.id)
    return found


def _turn(options: Sequence[Guess]) -> float:
    """Sheets whose list was chosen come first, then the surest."""
    return -(options[0].worth + 2 * options[0].chosen) if options else 0.0


def _choose(options: Sequence[Guess], taken: set[str]) -> Guess | None:
    if not options:
        return None
    best = options[0]
    if best.list.id not in taken or best.chosen:
        return best
    near = (each for each in options if each.list.id not in taken and best.worth - each.worth <= NEARLY_AS_GOOD)
    return next(near, best)


def guesses(sheet: Sheet, asked: Asked, mapping: Mapping) -> list[Guess]:
    """The lists that a sheet may be, the likeliest first; none if it is none of them."""
    is_chosen, chosen = mapping.sheet(sheet.file, sheet.name)
    if is_chosen and chosen is None:
        return []
    wanted = [each for each in asked.lists if not is_chosen or each.list.id == chosen]
    found = [
        _guess(sheet, each, rows, headings, asked, mapping.heading(each.list.id), chosen=is_chosen)
        for rows, headings in ((rows, headings_at(sheet, rows)) for rows in _heading_rows(sheet, asked))
        for each in wanted
    ]
    ranked = sorted((each for each in found if each.good), key=lambda g: (-g.worth, len(g.rows), g.rows))
    return ranked if is_chosen else _clear(ranked)


def _clear(ranked: list[Guess]) -> list[Guess]:
    """Nothing, where headings that many lists have say as much for one list as for another."""
    others = [each for each in ranked[1:] if each.list.id != ranked[0].list.id] if ranked else []
    doubtful = others and ranked[0].headings < SURE and ranked[0].worth - others[0].worth < 0.02
    return [] if doubtful else ranked


def _guess(
    sheet: Sheet,
    each: RequestedList,
    rows: tuple[int, ...],
    headings: Sequence[Heading],
    asked: Asked,
    meant: abc.Mapping[str, str | None],
    *,
    chosen: bool,
) -> Guess:
    columns = understand_headings(headings, each.list.fields, chosen=meant)
    titles = (0.9 * _named(title, each.list) for title in _titles(sheet, above=min(rows, default=0)))
    return Guess(
        list=each.list, agency=each.agency, rows=rows, columns=columns, headings=asked.weigh(columns, each.list),
        named=max(_named(sheet.name, each.list), *titles, 0.0), chosen=chosen,
    )  # fmt: skip


def _titles(sheet: Sheet, *, above: int) -> Iterator[str]:
    """Texts above the headings, in rows that hold little else."""
    for row in sheet.rows[:above]:
        filled = [cell for cell in row if cell is not None]
        if len(filled) <= MOST_IN_TITLE:
            yield from (clean(cell) for cell in filled if isinstance(cell, str) and len(cell) <= LONGEST_TITLE)


def _heading_rows(sheet: Sheet, asked: Asked) -> list[tuple[int, ...]]:
    """Rows, and pairs of rows, that look most like headings; none that is far behind the best."""
    rows = {n: row for n, row in enumerate(sheet.rows[:SEARCHED]) if sum(map(_may_head, row)) >= 2}
    known = {n: _known_in(row, asked) for n, row in rows.items()}
    most = max(known.values(), default=0)
    ranked = sorted(rows, key=lambda n: (-known[n], -sum(map(_may_head, rows[n])), n))
    likely = [n for n in ranked if known[n] >= most / 2 or most < FEW_KNOWN][:TRIED]
    pairs = [(n, n + 1) for n in likely if _is_text(sheet, n + 1)] + [(n - 1, n) for n in likely if n - 1 in rows]
    return [*((number,) for number in likely), *dict.fromkeys(pairs)] or [()]


def _known_in(row: Sequence[Cell], asked: Asked) -> int:
    return sum(plain(NUMBERED.sub("", cell)) in asked.known for cell in row if isinstance(cell, str))


def _may_head(cell: Cell) -> bool:
    return isinstance(cell, str) and 0 < len(cell.strip()) <= LONGEST_HEADING and any(map(str.isalpha, cell))


def _is_text(sheet: Sheet, number: int) -> bool:
    filled = [cell for cell in (sheet.rows[number] if number < len(sheet.rows) else ()) if cell not in (None, "")]
    return bool(filled) and all(map(_may_head, filled))


def headings_at(sheet: Sheet, rows: Sequence[int], *, blank_too: bool = False) -> tuple[Heading, ...]:
    """The headings that stand in one row, or over two; ``blank_too``: columns that hold something below none."""
    lines = [sheet.rows[number] for number in rows]
    found = []
    group = ""
    for spot in range(max(map(len, sheet.rows), default=0)):
        texts = [text for line in lines if (text := _text(line[spot]) if spot < len(line) else "")]
        own = _text(lines[0][spot]) if len(lines) == 2 and spot < len(lines[0]) else ""
        group = _group(group, own, texts)
        ways = _ways(f"{group} {texts[-1]}", texts[-1]) if group and texts else _ways(*texts[:1])
        if ways or (blank_too and _holds(sheet, spot, after=max(rows, default=-1))):
            found.append(Heading(place=spot, shown=ways[0] if ways else "", ways=ways or ("",)))
    return tuple(found)


def _ways(*texts: str) -> tuple[str, ...]:
    """What a heading may say: as it stands, or without a number before it."""
    bare = (NUMBERED.sub("", text) for text in texts)
    return tuple(dict.fromkeys((*texts, *filter(None, bare))))


def _group(group: str, own: str, texts: Sequence[str]) -> str:
    """The heading that stands above several, merged, and so only in the first of its cells."""
    if own:
        return own if len(texts) == 2 else ""
    return group if texts else ""


def _text(cell: Cell) -> str:
    return "" if cell is None else clean(str(cell))


def _holds(sheet: Sheet, spot: int, *, after: int) -> bool:
    return any(spot < len(row) and row[spot] is not None and _text(row[spot]) for row in sheet.rows[after + 1 :])


def _named(name: str, wanted: DataList) -> float:
    """How far a name of a sheet, or a title above it, is that of a list: by its number, its words or both."""
    said = [word for word in plain(name).split() if word not in NAME_IS_NO_WORD and word != str(wanted.number)]
    if not said or _bare_number(said[0]) == wanted.number:
        numbers = [int(each) for each in re.findall(r"\d+", name) if len(each) <= 2]
        return 0.9 if wanted.number is not None and numbers == [wanted.number] and not _counts_sheets(name) else 0.0
    alike = max(closeness(" ".join(said), other) for other in (wanted.title, wanted.id, *wanted.also))
    return alike if alike >= CLOSELY_NAMED else 0.0


def _bare_number(word: str) -> int | None:
    """The number of a list in a name such as L1 or List01."""
    found = re.fullmatch(r"(?:l|list)?0*(\d{1,2})", word)
    return int(found[1]) if found else None


def _counts_sheets(name: str) -> bool:
    return plain(name).startswith(("sheet", "table", "tab"))
