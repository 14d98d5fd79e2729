"""When an area is inspected: rules by previous outcome, samples of areas, series with gates."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from joint_inspection.frameworks.model.base import Cited, FrameworkRef, Id, Span, Text, Value


class AtLeast(Value):
    """At least ``count`` of these judgements have one of these grades."""

    count: int = Field(ge=1)
    of: tuple[Id, ...] = Field(min_length=1)
    grades: tuple[Id, ...] = Field(min_length=1)


class When(Value):
    """What the previous full outcome must have been; every condition given must hold.

    Grades are compared as ids of this framework's scales; words of an older framework are translated by
    ``same_grade_as`` of its grades (``adequate`` to ``requires_improvement``).
    """

    frameworks: tuple[FrameworkRef, ...] = ()
    """The framework of the previous outcome (``id`` for any version, ``id@version`` for one); none: this one."""
    overall: tuple[Id, ...] = ()
    judgements: dict[Id, tuple[Id, ...]] = Field(default_factory=dict)
    at_least: tuple[AtLeast, ...] = ()
    any_of: dict[Id, tuple[Id, ...]] = Field(default_factory=dict)
    """At least one of these judgements has one of its grades."""
    never_inspected: bool = False
    """The area has no outcome under the framework, nor under one whose history it carries."""
    otherwise: bool = False
    """Everything that no rule above has caught."""


class Due(Value):
    """A kind of visit and its window, in months from the ``since`` date of the previous full outcome."""

    kind: Id
    earliest_months: float = Field(ge=0)
    latest_months: float = Field(gt=0)
    since: Literal["start", "end", "published", "launch", "year_start"] = "start"
    """A date of the previous full outcome; ``launch``: the framework's first day in force (for a newer authority its
    own first day); ``year_start``: the day on which the framework's year, counted from its launch, began in which the
    previous full outcome fell."""
    repeat_every_months: float | None = None
    """Repeated at this interval until the next full visit (monitoring visits)."""
    repeat_at_most: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.latest_months < self.earliest_months:
            raise ValueError("latest_months is before earliest_months; swap them or correct one")
        return self


class FrequencyRule(Cited):
    """After such an outcome, such a visit is due in such a window. The first rule that fits applies."""

    id: Id
    says: Text
    when: When
    due: tuple[Due, ...] = ()
    """Empty where nothing is due by rule."""


class BringForward(Cited):
    """A reason for which a visit may come earlier than its window."""

    id: Id
    says: Text
    decided_by: Text | None = None


class AreaSample(Cited):
    """A number of areas chosen each year, rather than every area in turn."""

    kind: Id
    areas_each_year: tuple[int, int]
    """Fewest and most areas a year."""
    selection: Literal["random", "mixed", "risk", "volunteers", "commissioned"]
    secret: bool = False
    """The draw is kept secret and proved after the year's last visit."""
    strata: tuple[Id, ...] = ()
    says: Text


class Coincide(Cited):
    """Visits of this framework take place together with another's where they can."""

    kind: Id | None = None
    framework: FrameworkRef
    with_kind: Id | None = None
    strength: Literal["must", "where_possible"]
    says: Text


class Gate(Cited):
    """A point in a series at which it stops until a decision is recorded against criteria written before."""

    id: Id
    after_visits: int | None = Field(default=None, ge=1)
    says: Text
    standing: Literal["fact", "proposed"]
    """``proposed`` where it was asked for and history does not show that it was agreed."""
    asked_by: tuple[Text, ...] = ()
    criteria: tuple[Text, ...] = ()


class Theme(Cited):
    """What a deep dive looks at."""

    id: Id
    title: Text
    says: Text | None = None
    planned: int | None = Field(default=None, ge=1)
    period: Span | None = None
    competence: tuple[Id, ...] = ()
    inspectorates: tuple[Id, ...] = ()


class Series(Cited):
    """Visits planned as a set, with its gates."""

    id: Id
    title: Text
    themes: tuple[Id, ...] = ()
    planned: int | None = Field(default=None, ge=1)
    done: int | None = Field(default=None, ge=0)
    announced_for: Text | None = None
    moved_to: Text | None = None
    gates: tuple[Gate, ...] = ()
    evaluation: Text | None = None
    """How the series is evaluated at its end."""


class Cycle(Value):
    """Everything about when areas are visited."""

    frequency: tuple[FrequencyRule, ...] = ()
    bring_forward: tuple[BringForward, ...] = ()
    area_sample: AreaSample | None = None
    coincide: tuple[Coincide, ...] = ()
    series: tuple[Series, ...] = ()
    themes: tuple[Theme, ...] = ()
