"""What may a planner choose: capacity, gaps, weeks without visits, and what lateness costs?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import Field, StringConstraints, ValidationError, model_validator
from pydantic_core import ErrorDetails

from joint_inspection.dates import bank_holidays
from joint_inspection.errors import InvalidInput, Problem
from joint_inspection.frameworks.advice import advise, unknown_key
from joint_inspection.frameworks.document import Document, read_document
from joint_inspection.frameworks.model import AgencyKind, Id, Inspectorate, Text, Value

DEFAULTS = Path(__file__).with_name("settings.yaml")
MonthDay = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
Many = Annotated[int, Field(ge=0, le=100_000)]


class Capacity(Value):
    """How many inspectors of one inspectorate can be on site in one week."""

    national: Many | None = None
    """In the whole country; None: no limit of its own."""
    region: Many | None = None
    """In each region; None: inspectors travel anywhere."""
    regions: dict[str, Many] = Field(default_factory=dict)
    """Regions whose pool differs."""

    def in_region(self, region: str) -> int | None:
        """The pool of one region, None if the inspectorate has no regional pools."""
        return self.regions.get(region, self.region)


class Blackout(Value):
    """Weeks of the year in which nobody is on site."""

    id: Id
    says: Text
    mondays: tuple[MonthDay, MonthDay] | None = None
    """First and last Monday, as month-day; may run over the new year."""
    easter: tuple[int, int] | None = None
    """First and last Monday, in days from Good Friday."""

    @model_validator(mode="after")
    def _says_when(self) -> Self:
        if (self.mondays is None) == (self.easter is None):
            raise ValueError("Say when with exactly one of 'mondays' and 'easter'")
        return self

    def covers(self, monday: date) -> bool:
        """Say whether the week that begins on this Monday is one of them."""
        if self.mondays:
            first, last = self.mondays
            day = f"{monday:%m-%d}"
            return first <= day <= last if first <= last else day >= first or day <= last
        first_day, last_day = self.easter or (0, 0)
        friday = good_friday(monday.year)
        return friday + timedelta(days=first_day) <= monday <= friday + timedelta(days=last_day)


class Costs(Value):
    """What the plan avoids, in points."""

    late: Many
    early: Many
    overdue: Many
    unplanned: Many
    full_visit_weight: Many
    other_visit_weight: Many
    together: Many
    moved: Many
    moved_week: Many


class Settings(Value):
    """Every choice that shapes a programme."""

    capacity: dict[Inspectorate, Capacity]
    count_optional_seats: bool
    gap_weeks: int = Field(ge=0, le=104)
    blackouts: tuple[Blackout, ...]
    partner_visits_at_once: int = Field(ge=1, le=100)
    agencies: dict[Inspectorate, tuple[AgencyKind, ...]]
    catch_up_weeks: int = Field(ge=0, le=520)
    secret_share_of_window: float = Field(ge=0, le=1)
    costs: Costs
    sample_again_after_years: float = Field(ge=0, le=20)
    off_site_days: int = Field(ge=1, le=20)

    def blackout(self, monday: date) -> Blackout | None:
        """What keeps everybody off site in the week of this Monday, if anything does."""
        return next((each for each in self.blackouts if each.covers(monday)), None)

    @property
    def digest(self) -> str:
        """A short name for exactly these settings."""
        return sha256(self.model_dump_json().encode()).hexdigest()[:16]


@cache
def good_friday(year: int) -> date:
    """Good Friday of a year."""
    return next(day for day, name in bank_holidays(year).items() if name == "Good Friday")


def load_settings(path: Path | str | None = None) -> Settings:
    """The settings that come with the package, changed as a file says; raises InvalidInput with every problem."""
    given = read_document(Path(path), begins="the settings that differ from the defaults") if path else None
    data = _over(_defaults().data, given.data if given else {})
    try:
        return Settings.model_validate(data, strict=True)
    except ValidationError as error:
        raise InvalidInput(_problem(given or _defaults(), each) for each in error.errors(include_url=False)) from None


@cache
def _defaults() -> Document:
    return read_document(DEFAULTS)


def _over(base: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """The base with what is given in its place, block by block."""
    both = {name: _over(base[name], each) for name, each in given.items() if _are_blocks(base.get(name), each)}
    return {**base, **given, **both}


def _are_blocks(*values: object) -> bool:
    return all(isinstance(each, dict) for each in values)


def _problem(document: Document, error: ErrorDetails) -> Problem:
    steps = tuple(step for step in error["loc"] if step != "[key]")
    if error["type"] == "extra_forbidden":
        return document.problem(steps, unknown_key(str(steps[-1]), _keys(steps[:-1])))
    return document.problem(steps, advise(error))


def _keys(steps: tuple[int | str, ...]) -> list[str]:
    models: dict[int | str, type[Value]] = {"capacity": Capacity, "blackouts": Blackout, "costs": Costs}
    return list(models.get(steps[0], Settings).model_fields if steps else Settings.model_fields)
