"""What is each child like? One answer where the lists give several."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from joint_inspection.casedata.events.mapping import Trait, mapped_lists, traits
from joint_inspection.casedata.events.table import children_schema
from joint_inspection.casedata.model import CaseData, Record

if TYPE_CHECKING:
    import pyarrow as pa

Said = dict[str, dict[Any, tuple[int, date]]]
"""By trait, each answer with how many records give it and the latest date that stands on one of them."""

AGES = (Trait(id="born", field="born"), Trait(id="years", field="age"))


def children_table(data: CaseData, *, with_events: pa.ChunkedArray) -> tuple[pa.Table, int]:
    """One row for each child with events, in order, and how many children the lists name beside them."""
    import pyarrow as pa
    import pyarrow.compute as pc

    said = _said(data)
    children = sorted(pc.unique(with_events).to_pylist())
    columns: dict[str, list[Any]] = {
        "child": children,
        **{trait.id: [_settle(said[child], trait) for child in children] for trait in traits()},
        "age": [_age(said[child], on=data.on) for child in children],
    }
    schema = children_schema()
    return pa.table({name: columns[name] for name in schema.names}, schema=schema), len(said) - len(children)


def _said(data: CaseData) -> dict[str, Said]:
    said: dict[str, Said] = defaultdict(lambda: defaultdict(dict))
    for record in _records(data):
        child = record.child
        if child:
            latest = max((each for each in map(_day, record.answers.values()) if each <= data.on), default=date.min)
            _note(said[child], record, latest=latest)
    return said


def _records(data: CaseData) -> Iterator[Record]:
    """The records of every list that is about children."""
    for name in mapped_lists():
        yield from data.of(name)


def _note(said: Said, record: Record, *, latest: date) -> None:
    for trait in (*traits(), *AGES):
        answer = record.answers.get(trait.field)
        if answer is not None:
            times, before = said[trait.id].get(answer, (0, date.min))
            said[trait.id][answer] = (times + 1, max(before, latest))


def _settle(said: Said, trait: Trait) -> Any:
    """The answer that most records give; of equals the latest, then the first in order of its letters."""
    answers = said.get(trait.id, {})
    known = {answer: weight for answer, weight in answers.items() if answer not in trait.not_known} or answers
    return min(known, key=lambda answer: (-known[answer][0], -known[answer][1].toordinal(), str(answer)), default=None)


def _age(said: Said, *, on: date) -> int | None:
    """Whole years on the day of the lists: from the date of birth, else as written."""
    born, years = (_settle(said, trait) for trait in AGES)
    if isinstance(born, date):
        age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
        return age if age >= 0 else None
    return int(years) if isinstance(years, int | float) and years >= 0 else None


def _day(answer: Any) -> date:
    return date(answer.year, answer.month, answer.day) if isinstance(answer, date) else date.max
