"""What is a statement of action: what was asked, what is promised by whom, how it goes on and who looks at it again?

Entries are added and never changed: progress, verification, checks of the impact, the inspectorates' view of the plan,
monitoring visits. How things stand on a day follows from them alone.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from joint_inspection.follow_up.authorities import Authority
from joint_inspection.follow_up.part import Code, Part, Words
from joint_inspection.frameworks.model import Text

State = Literal["not_begun", "under_way", "done", "stopped"]


class Request(Part):
    """A letter asks for a statement of action."""

    letter: Code
    to: Authority
    """The principal authority."""
    published: date | None = None
    received: date | None = None
    """From here the time counts, unless the framework says otherwise."""
    due: date | None = None
    because: Words | None = Field(default=None, repr=False)
    """Why there is another time than the framework gives."""
    address: Text | None = None
    """Where the statement is sent."""


class Measure(Part):
    """By what it will be seen whether an action helps."""

    what: Words = Field(repr=False)
    unit: Text
    better: Literal["higher", "lower"]
    baseline: float | None = None
    baseline_on: date | None = None
    target: float | None = None


class Action(Part):
    """Something that is promised."""

    id: Code
    says: Words = Field(repr=False)
    answers: tuple[Code, ...] = ()
    """The recommendations that it answers."""
    owner: Authority | None = None
    with_others: tuple[Code, ...] = ()
    """Bodies that do it together with the owner's."""
    resources: Words | None = Field(default=None, repr=False)
    measure: Measure | None = None
    due: date | None = None


class Progress(Part):
    """What somebody reports of one action."""

    action: Code
    on: date
    by: Code
    """Reference of the person."""
    state: State
    value: float | None = None
    """What was measured, in the unit of the action's measure."""
    says: Words | None = Field(default=None, repr=False)


class Verification(Part):
    """Somebody else looked whether an action was really done."""

    action: Code
    on: date
    by: Code
    confirmed: bool
    because: Words = Field(repr=False)
    """What they saw."""


class Review(Part):
    """Whether inspectors judge that the plan reflects their findings."""

    on: date
    by: Code
    reflects: bool
    because: Words | None = Field(default=None, repr=False)
    left_out: tuple[Code, ...] = ()
    """The recommendations that it does not answer."""


class Share(Part):
    """A share of a stratum, as a sample or a count tells it."""

    share: float = Field(ge=0, le=1)
    low: float = Field(ge=0, le=1)
    high: float = Field(ge=0, le=1)
    """Between these it lies in 95 samples of 100."""
    children: int = Field(ge=1)
    """On whom it rests."""


class ImpactCheck(Part):
    """The same stratum was read before and, drawn afresh, after an action; what follows from it is worked out."""

    action: Code
    on: date
    by: Code
    what: Words = Field(repr=False)
    """What was looked for in each case."""
    stratum: Text
    """Whose cases: the same before and after."""
    better: Literal["higher", "lower"]
    before: Share
    after: Share
    target: float | None = Field(default=None, ge=0, le=1)


class MonitoringVisit(Part):
    """Inspectors come to see how the actions go on."""

    id: Code
    on: date
    """The first day."""
    until: date | None = None
    by: tuple[Code, ...]
    looked_at: tuple[Code, ...]
    """Actions."""
    found: Words = Field(repr=False)


class Statement(Part):
    """The written answer of an area to a report, and all that became of it."""

    id: Code
    request: Request
    supersedes: Code | None = None
    """The statement that it takes the place of, for instance because that one did not reflect the findings."""
    author: Code
    sent_on: date | None = None
    actions: tuple[Action, ...] = Field(default=(), max_length=500)
    progress: tuple[Progress, ...] = Field(default=(), max_length=20_000)
    verifications: tuple[Verification, ...] = Field(default=(), max_length=5_000)
    reviews: tuple[Review, ...] = Field(default=(), max_length=100)
    impact: tuple[ImpactCheck, ...] = Field(default=(), max_length=1_000)
    visits: tuple[MonitoringVisit, ...] = Field(default=(), max_length=100)

    def progress_of(self, action: str, on: date | None = None) -> tuple[Progress, ...]:
        """What was reported of an action, by a day if one is given, in the order of days."""
        found = (each for each in self.progress if each.action == action and (on is None or each.on <= on))
        return tuple(sorted(found, key=lambda each: each.on))
