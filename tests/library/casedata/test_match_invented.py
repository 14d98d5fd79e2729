"""Invented lists written in the ways in which areas write them are understood as what they were."""

import random
from datetime import date

import pytest

from factories.sheets import accounted_for, sheet
from joint_inspection.casedata.generate import invent
from joint_inspection.casedata.match import match

ON = date(2025, 6, 1)


@pytest.fixture(scope="module")
def invented():
    return invent(children=80, seed=4, on=ON, errors=0.0)


def written(data):
    """Every list as a table: headings, then the answers, codes by their titles."""
    tables = {}
    for each in data.asked:
        titles = {field.id: {code.id: code.title for code in field.codes} for field in each.list.fields}
        rows = [
            [
                titles[field.id].get(record.answers.get(field.id), record.answers.get(field.id))
                for field in each.list.fields
            ]
            for record in data.of(each.list.id)
        ]
        tables[each.list.id] = [[field.title for field in each.list.fields], *rows]
    return tables


def in_headings(change):
    return lambda rows: [[change(cell) for cell in rows[0]], *rows[1:]]


def in_cells(change):
    return lambda rows: [rows[0], *([change(cell) for cell in row] for row in rows[1:])]


def in_dates(form):
    return in_cells(lambda cell: cell.strftime(form) if isinstance(cell, date) else cell)


def shuffled(rows):
    order = random.Random(len(rows[0])).sample(range(len(rows[0])), len(rows[0]))
    return [[row[place] for place in order] for row in rows]


def one_slip(cell):
    """The heading without a letter in its middle."""
    return (
        cell if len(cell) < 5 or cell[len(cell) // 2].isdigit() else cell[: len(cell) // 2] + cell[len(cell) // 2 + 1 :]
    )


def counted(cell):
    """A date as the number of days that a workbook counts."""
    return (cell - date(1899, 12, 30)).days if isinstance(cell, date) else cell


WAYS = {
    "as asked for": lambda rows: rows,
    "capitals": in_headings(str.upper),
    "underscores": in_headings(lambda cell: cell.lower().replace(" ", "_")),
    "run together": in_headings(lambda cell: "".join(word.capitalize() for word in cell.split())),
    "line breaks in headings": in_headings(lambda cell: cell.replace(" ", "\n", 2)),
    "numbered headings": lambda rows: [[f"{n}. {cell}" for n, cell in enumerate(rows[0], 1)], *rows[1:]],
    "a slip in each heading": in_headings(one_slip),
    "columns in another order": shuffled,
    "below a title": lambda rows: [["A council"], [], ["Lists of children", None, "1 June 2025"], *rows],
    "with a total": lambda rows: [*rows, [], ["Total", len(rows) - 1]],
    "with empty rows": lambda rows: [each for row in rows for each in (row, [])],
    "with more columns": lambda rows: [
        [*row[:2], "Ours" if n == 0 else f"x{n}", *row[2:]] for n, row in enumerate(rows)
    ],
    "dates as text": in_dates("%d/%m/%Y"),
    "dates in words": in_dates("%d %B %Y"),
    "dates the American way": in_dates("%m/%d/%Y"),
    "dates as a workbook counts": in_cells(
        lambda cell: (cell - date(1899, 12, 30)).days if isinstance(cell, date) else cell
    ),
    "numbers as text": in_cells(lambda cell: f"{cell}.0" if isinstance(cell, int) else cell),
    "values in capitals": in_cells(lambda cell: cell.upper() if isinstance(cell, str) else cell),
    "hard spaces": in_cells(lambda cell: f"\u00a0{cell.replace(' ', chr(160))} " if isinstance(cell, str) else cell),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_is_written_in_another_way_says_the_same(invented, way):
    tables = {name: WAYS[way](rows) for name, rows in written(invented).items() if len(rows) > 1}
    sheets = [sheet(rows, name=f"Tab {number}") for number, rows in enumerate(tables.values(), start=7)]
    data = match(sheets, invented.asked, on=ON)
    assert [accounted_for(each) for each in data.matches] == [len(rows) for rows in tables.values()]
    assert [each.list for each in data.matches] == list(tables)
    free = ("team", "worker", "organisation", "child", "adopter", "family", "placement_authority", "placement_postcode")
    assert differing(invented, data, leave_out=free if way == "values in capitals" else ()) == []


def differing(before, after, *, leave_out):
    """List, row and column wherever the answers are not the same."""
    return [
        (name, number, column)
        for name, records in before.records.items()
        for number, (old, new) in enumerate(zip(records, after.of(name), strict=True))
        for column in sorted({*old.answers, *new.answers} - {*leave_out})
        if old.answers.get(column) != new.answers.get(column)
    ]
