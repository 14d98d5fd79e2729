"""What can go wrong, said as advice: where it is and what to do about it.

Four kinds of error leave the library. ``InvalidInput`` lists every problem of an input. ``NotPossible`` means the
right thing at the wrong stage, or on a machine that lacks a part. ``NotAllowed`` means the wrong person. All three
are shown without a traceback; anything else is a bug and keeps its traceback.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Problem:
    """One thing wrong with an input, and what to do.

    ``where`` is a path a person can follow (``criteria.3.text``, or a row of a table); ``says`` is one plain
    sentence of advice; ``file`` and ``line`` (counted from 1) are given when the input came from a file.
    """

    where: str
    says: str
    file: str | None = None
    line: int | None = None

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line) if part is not None)
        return ": ".join(part for part in (place, self.where, self.says) if part)


class JointInspectionError(Exception):
    """An error to show as it is, without a traceback."""


class InvalidInput(JointInspectionError):
    """The input has problems; every one of them is listed in ``problems``."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class NotPossible(JointInspectionError):
    """The request makes sense, but not at this stage or not on this machine."""


class NotAllowed(JointInspectionError):
    """This person may not do this."""


def invalid(where: str, says: str, *, file: str | None = None, line: int | None = None) -> InvalidInput:
    """Build the error for an input with a single problem."""
    return InvalidInput([Problem(where=where, says=says, file=file, line=line)])
