"""How it is judged and what comes out: scales, judgements, combination policy, report, recommendations, follow-up."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from joint_inspection.frameworks.model.base import AgencyKind, Cited, Id, Inspectorate, Text, Value


class Grade(Value):
    """One word of a scale and what it means, in our own words."""

    id: Id
    title: Text
    describes: Text
    same_grade_as: Id | None = None
    """The grade of today's four-point scale that it stands for when histories are compared."""


class Scale(Cited):
    """Grades from the worst to the best."""

    id: Id
    title: Text
    grades: tuple[Grade, ...] = Field(min_length=2)


class Judgement(Cited):
    """Something that is judged."""

    id: Id
    title: Text
    kind: Literal["overall", "key", "sub", "shared", "beside", "theme"]
    """``beside``: graded in the same volume but apart from the overall (the safeguarding board)."""
    scale: Id | None = None
    """None where it is told in words only."""
    part_of: Id | None = None
    made_by: tuple[Inspectorate, ...] = ()
    """None: all inspectorates together."""
    asks: Text | None = None


class Limit(Value):
    """If any of these judgements has one of these grades, the result is at most ``at_most``."""

    any: tuple[Id, ...] = Field(min_length=1)
    grades: tuple[Id, ...] = Field(min_length=1)
    at_most: Id


class Band(Value):
    """A grade given from a score upwards, in points or in per cent of the most possible."""

    from_score: float
    grade: Id


class Combination(Cited):
    """How single judgements become a result; the system proposes and people decide."""

    policy: Literal[
        "paired", "limiting", "median", "weighted", "per_inspectorate", "profile", "narrative", "points_bands",
        "three_way",
    ]  # fmt: skip
    says: Text
    result: Id | None = None
    """The judgement proposed; None where there is no overall."""
    inputs: tuple[Id, ...] = ()
    limits: tuple[Limit, ...] = ()
    weights: dict[Id, float] = Field(default_factory=dict)
    points: dict[Id, float] = Field(default_factory=dict)
    """Points for each grade."""
    bands: tuple[Band, ...] = ()
    unresolved: Text | None = None
    """What about combining was never settled."""


class OutcomeKind(Cited):
    """What an inspection can end with."""

    kind: Literal["grade", "no_overall", "narrative", "three_way", "rating"]
    says: Text
    states: tuple[Literal["graded", "withheld", "none_by_design", "incomplete"], ...] = ("graded",)
    """States an overall may be in; ``withheld`` and ``none_by_design`` are valid results, not gaps."""


Holds = Literal[
    "headlines", "grades", "priority", "improvement", "strengths", "weaknesses", "findings", "agencies", "experiences",
    "area", "scope", "next_steps", "dissent", "referrals", "children",
]  # fmt: skip
"""What a section of a report can be made of."""


class ReportSection(Value):
    """A part of the report or letter."""

    id: Id
    title: Text
    required: bool = True
    says: Text | None = None
    holds: tuple[Holds, ...] = ()
    """What stands in it; none: what people write. ``scope``: what was looked at and its limits; ``children``: the
    version for children."""
    judgements: tuple[Id, ...] = ()
    """The judgements whose grades and findings stand in it; none: all of them."""


class Deadline(Cited):
    """Something due so many working or calendar days after an event."""

    id: Id
    what: Text
    who: tuple[Id, ...] = Field(min_length=1)
    from_event: Literal[
        "notification", "first_day_on_site", "last_day_on_site", "draft_sent", "report_received", "published",
        "judgement",
    ]  # fmt: skip
    working_days: int | None = Field(default=None, ge=0)
    months: float | None = Field(default=None, ge=0)
    kinds: tuple[Id, ...] = ()
    """The kinds of visit that it follows; none: all of them."""


class Report(Cited):
    """The report or letter."""

    form: Literal["graded_report", "letter", "outcome_letter", "rating_letter"]
    addressed_to: tuple[AgencyKind, ...] = ()
    signed_by: tuple[Inspectorate, ...] = ()
    sections: tuple[ReportSection, ...] = Field(min_length=1)
    deadlines: tuple[Deadline, ...] = ()


class RecommendationKind(Cited):
    """A kind of point that the report may make."""

    id: Id
    title: Text
    describes: Text
    severity: Literal["priority", "improvement"]


class StatementRule(Cited):
    """Whether a written statement of action is asked for, from whom and by when."""

    asked: Literal["always", "decided_each_time", "when_priority_action", "never"]
    principal_authority: Text | None = None
    """Who may be asked: any person or body by office."""
    working_days: int | None = Field(default=None, ge=1)
    counted_from: Literal["report_received", "published"] = "report_received"


class FollowUp(Cited):
    """What happens after."""

    id: Id
    says: Text
    after: tuple[Id, ...] = ()
    """Grades or outcomes after which it happens; empty: always."""


class Judging(Value):
    """Everything about judging and its result."""

    scales: tuple[Scale, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    combination: Combination
    outcome: OutcomeKind
    blind_first_views: Literal["inspectorate", "inspector", "none"] = "inspectorate"
