"""How long may each step take, who owes it, and where is that written?

Clocks are data (``clocks.yaml``). A clock runs from the event that ``starts`` it to the first event that ``ends`` it,
on the same record or next in the child's journey and before the next start. What is dated after the day of the lists
has not happened yet. A limit is the longest time allowed, never a target.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, ValidationError, model_validator

from joint_inspection.casedata.events.catalogue import agencies, catalogue
from joint_inspection.dates import add_months, add_working_days
from joint_inspection.errors import InvalidInput, Problem, invalid
from joint_inspection.frameworks.advice import advise, meant, unknown_key
from joint_inspection.frameworks.document import Document, read_document
from joint_inspection.frameworks.model import Cited, Source, Text, Value

FILE = Path(__file__).with_name("clocks.yaml")

ClockId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Unit = Literal["working_days", "calendar_days", "months"]


class Clock(Cited):
    """How long one step may take."""

    id: ClockId
    title: Text
    starts: Text
    """The event that starts it."""
    ends: tuple[Text, ...] = Field(min_length=1)
    """The events that answer it."""
    stops: tuple[Text, ...] = ()
    """Events after which it is no longer owed, although nothing answered it."""
    needs: tuple[Text, ...] = ()
    """A start counts only where one of these follows it, before the next start."""
    ignores: tuple[Text, ...] = ()
    """Codes of the start's detail with which it does not count."""
    pairing: Literal["record", "next"]
    """``record``: both events stand on one record. ``next``: the first answer before the child's next start."""
    limit: int | None = Field(default=None, ge=0, le=1000)
    """None: it is measured, and judged by nobody."""
    unit: Unit
    """In which ``limit`` is written. The time taken is counted in working days, else in calendar days."""
    months_back: int | None = Field(default=None, ge=1, le=240)
    """Only starts within so many months of the day of the lists count."""
    latest_only: bool = False
    """The lists tell only of the latest answer: one that came after the limit may not have been the first."""
    who: Text
    """The kind of agency that owes it."""
    note: Text | None = None

    @model_validator(mode="after")
    def _knows_its_words(self) -> Self:
        known = [each.id for each in catalogue()]
        for event in (self.starts, *self.ends, *self.stops, *self.needs):
            if event not in known:
                raise ValueError(f"There is no event '{event}'; {_hint(event, known)}")
        if self.who not in set(agencies().values()):
            raise ValueError(f"There is no agency '{self.who}'; {_hint(self.who, sorted(set(agencies().values())))}")
        return self

    @property
    def counts(self) -> str:
        """What the time taken is counted in."""
        return "working days" if self.unit == "working_days" else "days"

    @property
    def limit_in_words(self) -> str | None:
        """The limit as people say it: ``45 working days``, ``1 month``."""
        if self.limit is None:
            return None
        unit = {"working_days": "working days", "calendar_days": "days", "months": "months"}[self.unit]
        return f"{self.limit} {unit[:-1] if self.limit == 1 else unit}"

    def due(self, started: date) -> date | None:
        """The day of the limit, if there is one."""
        if self.limit is None:
            return None
        if self.unit == "working_days":
            return add_working_days(started, self.limit)
        return add_months(started, self.limit) if self.unit == "months" else started + timedelta(days=self.limit)


class Clocks(Value):
    """A file of clocks with its sources."""

    version: Text
    sources: tuple[Source, ...] = ()
    clocks: tuple[Clock, ...]

    @model_validator(mode="after")
    def _cites_what_is_there(self) -> Self:
        known = {each.id for each in self.sources}
        for clock in self.clocks:
            cited = (clock.source,) if isinstance(clock.source, str) else clock.source or ()
            if missing := [each for each in cited if each not in known]:
                raise ValueError(f"Clock '{clock.id}' cites '{missing[0]}'; add it to 'sources'")
        ids = [clock.id for clock in self.clocks]
        if twice := sorted({each for each in ids if ids.count(each) > 1}):
            raise ValueError(f"Two clocks are called '{twice[0]}'; give one another id")
        return self


def load_clocks(path: Path | None = None) -> Clocks:
    """The clocks of a file, else those that come with the package; raises InvalidInput with every problem."""
    return _read(path) if path else _shipped()


def clocks() -> tuple[Clock, ...]:
    """The clocks that come with the package."""
    return _shipped().clocks


def clock(clock_id: str, known: Clocks | None = None) -> Clock:
    """The clock of this id; raises InvalidInput with near ids."""
    found = {each.id: each for each in (known or _shipped()).clocks}
    if clock_id not in found:
        raise invalid("clock", f"There is no clock '{clock_id}'; {_hint(clock_id, list(found))}")
    return found[clock_id]


@cache
def _shipped() -> Clocks:
    return _read(FILE)


def _read(path: Path) -> Clocks:
    document = read_document(path, begins="version, sources and clocks")
    try:
        return Clocks.model_validate(document.data, strict=True)
    except ValidationError as error:
        raise InvalidInput(_problems(document, error)) from None


def _problems(document: Document, error: ValidationError) -> list[Problem]:
    found = []
    for each in error.errors(include_url=False):
        steps = each["loc"]
        unknown = each["type"] == "extra_forbidden"
        says = unknown_key(str(steps[-1]), _keys(steps[:-1])) if unknown else advise(each)
        found.append(document.problem(steps, says))
    return found


def _keys(steps: tuple[int | str, ...]) -> list[str]:
    blocks: dict[int | str, type[Value]] = {"clocks": Clock, "sources": Source}
    return list(blocks[steps[0]].model_fields if steps else Clocks.model_fields)


def _hint(word: str, known: list[str]) -> str:
    near = meant(word, known)
    return f"did you mean '{near}'? Known: {', '.join(known)}" if near else f"known: {', '.join(known)}"
