"""What can be asked of the events of a cohort? One small module a question; every engine runs the same definition.

The first sentence of a module is the question, ``COLUMNS`` says what each column of the answer means, and ``answer``
is the only definition: an Ibis expression. Its rows come in a total order. Medians are exact: of an even number, the
middle between the two in the middle. "Nine in ten" is the exact ninth decile, between two values where it falls so.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from joint_inspection.journeys.clocks import Clock, Clocks, load_clocks
from joint_inspection.journeys.engines import Cohort

if TYPE_CHECKING:
    import ibis.expr.types as ir

NAMES = (
    "events_by_kind", "events_by_month", "directly_follows", "journeys", "front_door_to_outcome",
    "re_referrals_within_12_months", "repeat_plans", "time_to_first_help", "open_on", "silences", "shared_after",
    "known_after", "known_before_referral", "agencies_together", "children_by_group",
)  # fmt: skip
CLOCK = "clock_"


@dataclass(frozen=True, kw_only=True)
class Question:
    """Something that can be asked of a cohort."""

    name: str
    title: str
    says: str
    """How it is worked out."""
    columns: Mapping[str, str]
    """What each column of the answer means, in order."""
    answer: Callable[[Cohort], ir.Table]


@cache
def questions() -> tuple[Question, ...]:
    """Every question but those about clocks."""
    return tuple(_from_module(name) for name in NAMES)


def clock_question(clock: Clock) -> Question:
    """How a clock stands over the whole cohort."""
    from joint_inspection.journeys.questions import clock as module

    return Question(
        name=CLOCK + clock.id,
        title=clock.title,
        says=_rest(module.__doc__),
        columns=module.COLUMNS,
        answer=lambda cohort: module.answer(cohort, clock),
    )


def every_question(known: Clocks | None = None) -> tuple[Question, ...]:
    """Every question, those about each clock too."""
    return (*questions(), *(clock_question(each) for each in (known or load_clocks()).clocks))


def _from_module(name: str) -> Question:
    module = importlib.import_module(f"{__name__}.{name}")
    title = (module.__doc__ or "").strip().splitlines()[0]
    return Question(
        name=name, title=title, says=_rest(module.__doc__), columns=module.COLUMNS, answer=module.answer
    )  # fmt: skip


def _rest(doc: str | None) -> str:
    """A docstring without its first paragraph."""
    return (doc or "").strip().partition("\n\n")[2].strip()
