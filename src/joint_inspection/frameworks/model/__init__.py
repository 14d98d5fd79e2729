"""What is a framework? Everything an inspection, a plan and a judgement need to know, as one frozen value.

A framework is data: one YAML file a version. No code names a framework; whatever a framework does differently
is said here. Facts cite their sources block by block; what is not confirmed is marked a setting.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import Field, model_validator

from joint_inspection.frameworks.model.base import (
    AgencyKind,
    Cited,
    FrameworkRef,
    Id,
    Inspectorate,
    Source,
    Span,
    Text,
    Value,
)
from joint_inspection.frameworks.model.content import (
    CaseloadBand,
    CaseSample,
    Code,
    Criterion,
    DataField,
    DataItem,
    DataList,
    DataRequest,
    LineOfEnquiry,
    Method,
    Quota,
    Sufficiency,
)
from joint_inspection.frameworks.model.cycle import (
    AreaSample,
    AtLeast,
    BringForward,
    Coincide,
    Cycle,
    Due,
    FrequencyRule,
    Gate,
    Series,
    Theme,
    When,
)
from joint_inspection.frameworks.model.evaluation import EvaluationQuestion, JointEvaluation
from joint_inspection.frameworks.model.judging import (
    Band,
    Combination,
    Deadline,
    FollowUp,
    Grade,
    Holds,
    Judgement,
    Judging,
    Limit,
    OutcomeKind,
    RecommendationKind,
    Report,
    ReportSection,
    Scale,
    StatementRule,
)
from joint_inspection.frameworks.model.life import Inspectorates, LegalBasis, LifeEvent, Move, Partner, Replaces
from joint_inspection.frameworks.model.request_lists import RequestLists
from joint_inspection.frameworks.model.visits import DayNumbering, Notice, Step, Team, TeamRole, VisitKind

Status = Literal["proposed", "consulted", "piloted", "in_force", "ended", "deferred", "withdrawn"]


class Framework(Value):
    """One version of an inspection framework."""

    id: Id
    version: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]*$")
    title: Text
    short_title: Text
    summary: Text
    status: Status
    """Where its life had got to when this file was written; whether it is in force on a date is ``in_force``."""
    in_force: Span
    """First and last day on which visits started under this version; empty where it never came into force."""
    sources: tuple[Source, ...] = Field(min_length=1)
    inspectorates: Inspectorates
    legal_basis: tuple[LegalBasis, ...] = ()
    life: tuple[LifeEvent, ...] = Field(min_length=1)
    replaces: tuple[Replaces, ...] = ()
    day_numbering: DayNumbering
    kinds: tuple[VisitKind, ...] = Field(min_length=1)
    cycle: Cycle
    lines_of_enquiry: tuple[LineOfEnquiry, ...] = ()
    criteria: tuple[Criterion, ...] = Field(min_length=1)
    sufficiency: Sufficiency
    data_requests: tuple[DataRequest, ...] = ()
    case_sample: CaseSample | None = None
    joint_evaluation: JointEvaluation | None = None
    judging: Judging
    report: Report
    recommendations: tuple[RecommendationKind, ...] = ()
    statement: StatementRule
    follow_up: tuple[FollowUp, ...] = ()
    agencies: tuple[AgencyKind, ...] = Field(min_length=1)
    """The agencies in scope."""

    @model_validator(mode="after")
    def _version_is_a_string(self) -> Self:
        if not self.in_force.start and self.status in ("in_force", "ended"):
            raise ValueError(f"A framework whose status is {self.status!r} needs in_force.from")
        return self

    @property
    def ref(self) -> str:
        """The version's full name, ``id@version``."""
        return f"{self.id}@{self.version}"

    def kind(self, kind_id: str) -> VisitKind:
        """The visit kind with this id; raises KeyError."""
        for kind in self.kinds:
            if kind.id == kind_id:
                return kind
        raise KeyError(kind_id)

    @property
    def kind_ids(self) -> tuple[str, ...]:
        """Ids of the visit kinds, in the file's order."""
        return tuple(kind.id for kind in self.kinds)

    def is_in_force(self, day: date) -> bool:
        """Say whether visits start under this version on ``day``."""
        return self.in_force.covers(day)


__all__ = [
    "AgencyKind", "AreaSample", "AtLeast", "Band", "BringForward", "CaseSample", "CaseloadBand", "Cited",
    "Code", "Coincide",
    "Combination", "Criterion", "Cycle", "DataField", "DataItem", "DataList", "DataRequest", "DayNumbering",
    "Deadline", "Due", "EvaluationQuestion", "FollowUp", "Framework", "FrameworkRef", "FrequencyRule", "Gate", "Grade",
    "Holds", "Id", "Inspectorate", "Inspectorates", "JointEvaluation", "Judgement", "Judging", "LegalBasis",
    "LifeEvent", "Limit", "LineOfEnquiry",
    "Method", "Move", "Notice", "OutcomeKind", "Partner", "Quota", "RecommendationKind", "Replaces", "Report",
    "ReportSection", "RequestLists", "Scale",
    "Series", "Source", "Span", "StatementRule", "Status", "Step", "Sufficiency", "Team",
    "TeamRole", "Text", "Theme", "Value", "VisitKind", "When",
]  # fmt: skip
