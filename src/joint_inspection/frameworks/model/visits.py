"""What a visit is: its kinds, notice, days on site, timetable and team."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from joint_inspection.frameworks.model.base import Cited, Id, Inspectorate, Text, Value

Role = Id  # a role id of the framework's team, an agency kind, or 'partnership', 'all'


class Notice(Cited):
    """How long before the first day on site the area is told. No notice is 0 working days."""

    working_days: int = Field(ge=0, le=60)
    no_notice: bool = False
    """Nothing about the visit may exist outside the vault before its hour."""

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        if self.no_notice and self.working_days:
            raise ValueError("A no-notice visit has working_days 0; set it to 0 or set no_notice to false")
        return self


class TeamRole(Value):
    """A seat on the team."""

    role: Id
    title: Text
    inspectorate: Inspectorate
    count: int = Field(ge=1, le=30)
    competence: tuple[Id, ...] = ()
    """What the person must know: ``social_care``, ``health``, ``police``, ``probation``, ``schools``, a theme."""
    optional: bool = False
    """True where participation is decided per inspection."""


class Team(Cited):
    """Who goes: the seats by inspectorate and role."""

    roles: tuple[TeamRole, ...] = Field(min_length=1)

    def size(self, *, with_optional: bool = True) -> dict[Inspectorate, int]:
        """Inspectors needed by inspectorate."""
        sizes: dict[Inspectorate, int] = {}
        for seat in self.roles:
            if with_optional or not seat.optional:
                sizes[seat.inspectorate] = sizes.get(seat.inspectorate, 0) + seat.count
        return sizes


class Step(Cited):
    """One row of a timetable: what happens on a day, or on several, and who does it.

    Say *when* in one of three ways: ``day`` (one framework day), ``days`` (first and last framework day), or
    ``after`` with ``working_days`` (so many working days after another step, counted from that step's last day).
    Framework days are working days, numbered from the day of notification as ``day_numbering`` says.
    """

    id: Id
    stage: Literal[
        "notify", "set_up", "select", "joint_evaluation", "off_site", "on_site", "feedback", "draft", "accuracy",
        "sign_off", "publish", "respond", "follow_up",
    ]  # fmt: skip
    what: Text
    who: tuple[Role, ...] = Field(min_length=1)
    day: int | None = None
    days: tuple[int, int] | None = None
    after: Id | None = None
    working_days: int | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _says_when(self) -> Self:
        ways = [self.day is not None, self.days is not None, self.after is not None]
        if sum(ways) != 1:
            raise ValueError("Say when with exactly one of 'day', 'days', or 'after' with 'working_days'")
        if (self.after is None) != (self.working_days is None):
            raise ValueError("'after' and 'working_days' go together")
        if self.days and self.days[1] < self.days[0]:
            raise ValueError(f"The last day ({self.days[1]}) is before the first ({self.days[0]})")
        return self


class VisitKind(Cited):
    """One kind of visit that the framework makes."""

    id: Id
    title: Text
    says: Text
    full: bool = True
    """A full inspection, with which the area's cycle starts again."""
    notice: Notice
    on_site_working_days: int = Field(ge=0, le=60)
    """Working days from the first to the last day on site, both included; 0 for an assessment made off site."""
    team: Team
    timetable: tuple[Step, ...] = ()
    planned_with_area: bool = False
    """After its fixed first days the lead plans the rest with the council."""


class DayNumbering(Cited):
    """How the framework numbers its days."""

    notification_is_day: Literal[0, 1]
    """The number of the day on which the area is told."""
