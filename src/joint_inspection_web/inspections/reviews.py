"""When is an inspection looked at again that was put off or stands still? On the day set then, or set since.

Later parts of the service that note such a look say here when the next one is.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from joint_inspection_web.inspections.models import Stage

Asked: TypeAlias = Callable[[Stage], date | None]
"""The day set when a stage was last looked at again; None where it never was."""

_looks: list[Asked] = []


def know_looks(ask: Asked) -> None:
    """Let a later part of the service say when something is looked at next."""
    if ask not in _looks:
        _looks.append(ask)


def review_of(stage: Stage) -> date | None:
    """The day on which a stage is looked at again."""
    return max((day for ask in _looks if (day := ask(stage))), default=stage.review_on)
