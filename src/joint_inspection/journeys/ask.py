"""What is the answer to a question about the events of a cohort, worked out by the engine of choice?"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from joint_inspection.errors import invalid
from joint_inspection.frameworks.advice import meant
from joint_inspection.journeys.clocks import Clocks
from joint_inspection.journeys.engines import Source
from joint_inspection.journeys.engines import engine as open_engine
from joint_inspection.journeys.questions import CLOCK, Question, every_question

Row = Mapping[str, str | int | float | None]


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The rows of an answer, in the question's own order: the same on every engine."""

    question: Question
    engine: str
    rows: tuple[Row, ...]


def ask(
    question: str, *, events: Source, engine: str = "duckdb", clocks: Clocks | None = None, spill: Path | None = None
) -> Answer:
    """Work an answer out; raises InvalidInput with near names where there is no such question or engine."""
    wanted = find_question(question, clocks)
    worker = open_engine(engine, spill=spill)
    table = worker.table(wanted.answer(worker.cohort(events)))
    rows = tuple({name: _plain(row[name]) for name in wanted.columns} for row in table.to_pylist())
    return Answer(question=wanted, engine=engine, rows=rows)


def find_question(name: str, clocks: Clocks | None = None) -> Question:
    """The question of this name; the id of a clock asks how it stands."""
    known = {each.name: each for each in every_question(clocks)}
    found = known.get(name) or known.get(CLOCK + name)
    if found is None:
        near = meant(name, known)
        hint = f"did you mean '{near}'? Known" if near else "known"
        raise invalid("question", f"There is no question '{name}'; {hint}: {', '.join(known)}")
    return found


def _plain(value: Any) -> str | int | float | None:
    """A value that JSON can hold."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and math.isnan(value):
        return None
    return value if value is None or isinstance(value, str | int | float) else int(value)
