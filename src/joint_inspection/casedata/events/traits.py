"""What is each child like? One answer where the lists give several: the one that most records give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from joint_inspection.casedata.events.mapping import Reading, Trait, mapped_lists, traits
from joint_inspection.casedata.events.table import children_schema
from joint_inspection.casedata.model import CaseData, Record

if TYPE_CHECKING:
    import pyarrow as pa

BORN, YEARS = Trait(id="born", field="born"), Trait(id="years", field="age")
ASKED = (*traits(), BORN, YEARS)


@dataclass(frozen=True, kw_only=True, repr=False)
class _Said:
    """What the records say of their children: one entry of every list a record."""

    children: dict[str, int] = field(default_factory=dict)
    """The place of each child."""
    who: list[int] = field(default_factory=list)
    latest: list[int] = field(default_factory=list)
    """The latest day of the record that is an event, as a number; 0 where it has none."""
    answers: Mapping[str, list[Any]] = field(default_factory=lambda: {trait.id: [] for trait in ASKED})

    def hear(self, record: Record, readings: tuple[Reading, ...], on: date) -> None:
        """Note what one record says."""
        child, given = record.child, record.answers
        if not child:
            return
        days = (given.get(each.at) for each in readings)
        self.latest.append(max((day.toordinal() for day in days if isinstance(day, date) and day <= on), default=0))
        self.who.append(self.children.setdefault(child, len(self.children)))
        for trait in ASKED:
            self.answers[trait.id].append(given.get(trait.field))


def children_table(data: CaseData, *, with_events: pa.ChunkedArray) -> tuple[pa.Table, int]:
    """One row for each child with events, in order, and how many children the lists name beside them."""
    import pyarrow as pa
    import pyarrow.compute as pc

    said = _Said()
    for name, readings in mapped_lists().items():
        for record in data.of(name):
            said.hear(record, readings, data.on)
    children = sorted(pc.unique(with_events).to_pylist())
    places = [said.children[child] for child in children]
    settled = {trait.id: _settle(said, trait) for trait in ASKED}
    columns = {name: [answers[place] for place in places] for name, answers in settled.items()}
    ages = [_age(born, years, on=data.on) for born, years in zip(columns["born"], columns["years"], strict=True)]
    columns |= {"child": children, "age": ages}
    schema = children_schema()
    return pa.table({name: columns[name] for name in schema.names}, schema=schema), len(said.children) - len(children)


def _settle(said: _Said, trait: Trait) -> list[Any]:
    """For each child the answer that most records give; of equals the latest, then the first in order of letters.

    An answer that says "not known" counts only where there is no other.
    """
    import numpy as np

    given = said.answers[trait.id]
    settled: list[Any] = [None] * len(said.children)
    answers = sorted({each for each in given if each is not None}, key=str)
    codes = {answer: code for code, answer in enumerate(answers)}
    rows = [row for row, answer in enumerate(given) if answer is not None]
    keys = [said.who[row] * len(answers) + codes[given[row]] for row in rows]
    found, group, times = np.unique(np.array(keys, dtype=np.int64), return_inverse=True, return_counts=True)
    latest = np.zeros(len(found), dtype=np.int64)
    np.maximum.at(latest, group, np.array(said.latest, dtype=np.int64)[rows])
    who, code = np.divmod(found, max(len(answers), 1))
    unknown = np.isin(code, [codes[each] for each in trait.not_known if each in codes])
    for place in np.lexsort([code, -latest, -times, unknown, who])[::-1].tolist():
        settled[who[place]] = answers[code[place]]
    return settled


def _age(born: object, years: object, *, on: date) -> int | None:
    """Whole years on the day of the lists: from the date of birth, else as written."""
    if isinstance(born, date):
        age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
        return age if age >= 0 else None
    return int(years) if isinstance(years, int | float) and years >= 0 else None
