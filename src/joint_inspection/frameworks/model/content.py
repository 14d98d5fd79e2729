"""What is looked at: lines of enquiry, criteria with their evidence, data requests, and whose cases are read."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from joint_inspection.frameworks.model.base import AgencyKind, Cited, FrameworkRef, Id, Text, Value

Method = Literal[
    "record", "tracked_case", "sampled_case", "observation", "multi_agency_meeting", "interview", "survey", "data",
    "child", "family",
]  # fmt: skip


class LineOfEnquiry(Cited):
    """A question that inspectors start from."""

    id: Id
    asks: Text


class Sufficiency(Cited):
    """How much evidence is enough to judge."""

    agencies: int = Field(default=1, ge=1)
    methods: int = Field(default=2, ge=1)
    direct: int = Field(default=1, ge=0)
    """Items seen by the inspector or told by the subject."""
    child_or_family: int = Field(default=0, ge=0)
    records: int = Field(default=0, ge=0)


class Criterion(Cited):
    """What inspectors look for."""

    id: Id
    title: Text
    text: Text
    judgement: Id | None = None
    """The judgement it feeds."""
    agencies: tuple[AgencyKind, ...] = ()
    """Whose practice it is about."""
    methods: tuple[Method, ...] = Field(min_length=1)
    shared: tuple[Id, ...] = ()
    """Ids of the shared multi-agency criteria it covers: the crosswalk between frameworks."""
    sufficiency: Sufficiency | None = None
    """Where it differs from the framework's own rule."""


class Code(Value):
    """One value that a column may take."""

    id: Id
    title: Text
    also: tuple[Text, ...] = ()
    """Other ways in which it is written."""


class DataField(Value):
    """A column of a list."""

    id: Id
    """The same id means the same thing on every list: ``child``, ``born``, ``gender``."""
    title: Text
    """The heading in the template."""
    type: Literal["text", "date", "number", "code"] = "text"
    codes: tuple[Code, ...] = ()
    required: bool = False
    identifies: bool = False
    """Whether it could tell who the child or a worker is: never shown, never carried into a journey."""
    also: tuple[Text, ...] = ()
    """Other headings under which it arrives."""


class DataList(Value):
    """A list of records asked for."""

    id: Id
    title: Text
    who: Text
    """Which children or cases belong on it."""
    months_back: int | None = Field(default=None, ge=0)
    number: int | None = None
    agency: AgencyKind | None = None
    """Who holds it, where the request does not say so for all its lists."""
    fields: tuple[DataField, ...] = ()
    also: tuple[Text, ...] = ()
    """Other names under which it arrives."""


class DataItem(Value):
    """A document or another item asked for."""

    id: Id
    title: Text


class DataRequest(Cited):
    """What one agency is asked for, and by when."""

    id: Id
    title: Text
    agency: AgencyKind
    due_day: int | None = None
    """Framework day by which it is due."""
    lists_from: FrameworkRef | None = None
    """The file of request lists, ``id@version``, that defines the columns of these lists."""
    lists: tuple[DataList, ...] = ()
    """Where ``lists_from`` is given, ids alone choose lists of that file; without any, all of its agency."""
    items: tuple[DataItem, ...] = ()


class CaseloadBand(Value):
    """How many children are chosen where the caseload is at most ``up_to``."""

    up_to: int | None = None
    """None: any caseload above the bands before."""
    tracked: int = Field(ge=0)
    sampled: int = Field(default=0, ge=0)


class Quota(Value):
    """At least so many of the children chosen have this trait."""

    trait: Id
    at_least: int = Field(ge=1)


class CaseSample(Cited):
    """Whose cases are read: numbers, strata and quotas."""

    cohort: Text
    tracked: tuple[int, int]
    """Fewest and most children tracked in depth."""
    sampled: tuple[int, int] = (0, 0)
    """Fewest and most children whose records are read more lightly."""
    bands: tuple[CaseloadBand, ...] = ()
    strata: tuple[Id, ...] = ()
    quotas: tuple[Quota, ...] = ()
    shared_by_all: bool = False
    """One sample, read by every inspectorate."""
