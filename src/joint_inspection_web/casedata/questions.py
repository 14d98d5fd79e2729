"""What does a sender have to decide, because it could not be understood? With the possible answers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from joint_inspection.casedata.match import Mapping as Choices
from joint_inspection.casedata.model import ColumnMatch, How, ListMatch, ValueMatch
from joint_inspection.frameworks.model import DataField, DataList
from joint_inspection.frameworks.requests import RequestedList
from joint_inspection_web.design.words import plural

ASIDE = "-"
"""The answer that leaves a sheet, a column or a way of writing aside."""
MOST = 30
"""How many questions a page asks at once."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Question:
    """One thing that was not understood."""

    part: str
    """``sheets``, ``headings`` or ``codes``: where the answer belongs in a mapping."""
    path: tuple[str, ...]
    """Below it: the sheet; the list and the heading; the list, the column and what is written."""
    asks: str
    answers: tuple[tuple[str, str], ...]


def questions(matches: Sequence[ListMatch], asked: Sequence[RequestedList]) -> tuple[Question, ...]:
    """Everything to decide: sheets first, since columns and codes follow from them."""
    lists = {each.list.id: each.list for each in asked}
    found = [*_sheets(matches, lists)]
    for match in matches:
        if match.list in lists:
            found += [*_headings(match, lists[match.list]), *_codes(match, lists[match.list])]
    return tuple({(question.part, question.path): question for question in found}.values())


def stamp(asked: Sequence[Question]) -> str:
    """What a form shows that it answers these questions and no others."""
    return hashlib.sha256(repr([(one.part, one.path) for one in asked]).encode()).hexdigest()[:16]


def answered(before: Choices, asked: Sequence[Question], answers: Mapping[int, str]) -> Choices:
    """The choices before, with answers to some questions by their place; what is no possible answer changes nothing."""
    sheets = dict(before.sheets)
    headings = {name: dict(chosen) for name, chosen in before.headings.items()}
    codes = {name: {field: dict(chosen) for field, chosen in by.items()} for name, by in before.codes.items()}
    for place, question in enumerate(asked):
        said = answers.get(place, "")
        if said not in dict(question.answers):
            continue
        meant = None if said == ASIDE else said
        match question.part, question.path:
            case "sheets", (sheet,):
                sheets[sheet] = meant
            case "headings", (name, heading):
                headings.setdefault(name, {})[heading] = meant
            case "codes", (name, field, written):
                codes.setdefault(name, {}).setdefault(field, {})[written] = meant
    return Choices(sheets=sheets, headings=headings, codes=codes)


def fitting(choices: Choices, asked: Sequence[RequestedList]) -> Choices:
    """Those choices that speak of what is asked for now: they may come from another request or an earlier framework."""
    lists = {each.list.id: {field.id: field for field in each.list.fields} for each in asked}
    codes = {
        (name, field.id): {code.id for code in field.codes}
        for name, fields in lists.items()
        for field in fields.values()
    }
    return Choices(
        sheets={sheet: name for sheet, name in choices.sheets.items() if name is None or name in lists},
        headings={
            name: {heading: field for heading, field in chosen.items() if field is None or field in lists[name]}
            for name, chosen in choices.headings.items()
            if name in lists
        },
        codes={
            name: {
                field: {said: code for said, code in meant.items() if code is None or code in codes[name, field]}
                for field, meant in chosen.items()
                if field in lists[name]
            }
            for name, chosen in choices.codes.items()
            if name in lists
        },
    )


def _sheets(matches: Sequence[ListMatch], lists: Mapping[str, DataList]) -> Iterator[Question]:
    for match in matches:
        if match.list is None and match.how is How.NOT and (match.rows or match.left_out):
            yield Question(
                part="sheets", path=(match.sheet,), asks=f"Which list is the sheet “{match.sheet}”?",
                answers=(*((each.id, each.title) for each in lists.values()), (ASIDE, "None of them")),
            )  # fmt: skip


def _headings(match: ListMatch, wanted: DataList) -> Iterator[Question]:
    free = [field for field in wanted.fields if field.id in match.missing]
    for column in match.columns:
        if free and _open(column):
            yield Question(
                part="headings", path=(wanted.id, column.heading),
                asks=f"{wanted.title}: what does the column “{column.heading}” ({column.column}) hold?",
                answers=(*((field.id, field.title) for field in free), (ASIDE, "Nothing that was asked for")),
            )  # fmt: skip


def _codes(match: ListMatch, wanted: DataList) -> Iterator[Question]:
    fields = {field.id: field for field in wanted.fields}
    for value in match.values:
        if value.code is None and value.how is How.NOT and value.field in fields:
            yield _code(value, fields[value.field], wanted)


def _code(value: ValueMatch, field: DataField, wanted: DataList) -> Question:
    return Question(
        part="codes", path=(wanted.id, field.id, value.written),
        asks=f"{wanted.title}, {field.title}: what does “{value.written}” mean? ({plural(value.times, 'time')})",
        answers=(*((code.id, code.title) for code in field.codes), (ASIDE, "Nothing: leave it blank")),
    )  # fmt: skip


def _open(column: ColumnMatch) -> bool:
    return bool(column.heading) and column.field is None and column.how is How.NOT
