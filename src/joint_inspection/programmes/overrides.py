"""Whose window did a named person replace, and why?

An override is a decision: it has a reason, somebody who approved it and a day on which it was decided. It shows on
the window for ever. Overrides are the planner's; what the public sees is worked out without them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from joint_inspection.areas import Register
from joint_inspection.errors import InvalidInput, Problem
from joint_inspection.programmes.model import DueWindow

NEEDED = ("area", "framework", "from", "to", "reason", "approver", "decided_on")
KNOWN = (*NEEDED, "kind")


@dataclass(frozen=True, kw_only=True)
class Override:
    """A decision to inspect an area between other dates than the rule's."""

    area: str
    """ONS code or name of the area."""
    framework: str
    """``id@version``, or ``id`` for any version."""
    start: date
    end: date
    reason: str
    approver: str
    """The office of whoever decided."""
    decided_on: date
    kind: str | None = None
    """The kind of visit; None: the full visit due under the framework."""

    def __post_init__(self) -> None:
        problems = [
            Problem(where=name, says=f"Write the {name} of the override; without one it is refused")
            for name in ("reason", "approver")
            if not getattr(self, name).strip()
        ]
        if self.end < self.start:
            problems.append(Problem(where="to", says=f"'to' ({self.end}) is before 'from' ({self.start}); swap them"))
        if problems:
            raise InvalidInput(problems)

    def replaces(self, window: DueWindow, *, register: Register) -> bool:
        """Say whether it is this window that the override replaces."""
        return (
            self.framework in (window.framework, window.framework.partition("@")[0])
            and (window.full if self.kind is None else self.kind == window.kind)
            and register.find(self.area).ons_code == window.area
        )


def apply_overrides(
    windows: Iterable[DueWindow], *, overrides: Sequence[Override], on: date, register: Register
) -> list[DueWindow]:
    """The windows, with those that a decision taken by ``on`` replaced; of several decisions the latest counts."""
    decided = sorted(taken(overrides, on=on), key=lambda override: override.decided_on)
    return [_overridden(window, decided=decided, register=register) for window in windows]


def taken(overrides: Iterable[Override], *, on: date) -> list[Override]:
    """The overrides decided by a day."""
    return [override for override in overrides if override.decided_on <= on]


def check_overrides(
    windows: Sequence[DueWindow], *, overrides: Sequence[Override], on: date, register: Register
) -> list[Problem]:
    """One problem for each decided override that replaces none of these windows."""
    return [
        _nothing_to_replace(override, number=overrides.index(override))
        for override in taken(overrides, on=on)
        if not any(override.replaces(window, register=register) for window in windows)
    ]


def _overridden(window: DueWindow, *, decided: Sequence[Override], register: Register) -> DueWindow:
    by = next((each for each in reversed(decided) if each.replaces(window, register=register)), None)
    if by is None:
        return window
    says = (
        f"Overridden on {by.decided_on} by {by.approver}: {by.reason.rstrip('.')}; "
        f"by rule it was due {window.start} to {window.end}. {window.because}"
    )
    return replace(window, start=by.start, end=by.end, because=says, overridden=True)


def _nothing_to_replace(override: Override, *, number: int) -> Problem:
    what = f"{override.framework} {override.kind}" if override.kind else override.framework
    says = f"No visit of {what} is due to {override.area}, so there is nothing to override; correct or drop it"
    return Problem(where=f"overrides.{number}", says=says)


def read_overrides(path: Path) -> tuple[Override, ...]:
    """Read overrides from a YAML or JSON file with one list, ``overrides``; raises InvalidInput with every problem."""
    from joint_inspection.frameworks.document import Document, read_document

    document: Document = read_document(path, begins="overrides")
    listed = document.data.get("overrides")
    if not isinstance(listed, tuple) or set(document.data) != {"overrides"}:
        says = "Write one key, overrides, with a list of area, framework, from, to, reason, approver, decided_on"
        raise InvalidInput([document.problem((), says)])
    problems = [document.problem(steps, says) for steps, says in _problems(listed)]
    if problems:
        raise InvalidInput(problems)
    return tuple(_override(entry) for entry in listed)


def _problems(listed: Sequence[object]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for number, entry in enumerate(listed):
        if isinstance(entry, dict):
            yield from ((("overrides", number, key), says) for key, says in _entry_problems(entry))
        else:
            yield ("overrides", number), "Write an override as a block of keys: area, framework, from, to, reason, …"


def _entry_problems(entry: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for key in entry:
        if key not in KNOWN:
            yield key, f"'{key}' is not a key of an override; they are {', '.join(KNOWN)}"
    for key in KNOWN:
        says = _advice(key, entry.get(key))
        if says:
            yield key, says
    start, end = _date(entry.get("from")), _date(entry.get("to"))
    if start and end and end < start:
        yield "to", f"'to' ({end}) is before 'from' ({start}); swap them or correct one"


def _advice(key: str, value: object) -> str | None:
    if value in (None, "") or (isinstance(value, str) and not value.strip()):
        return f"Write the {key} of the override; without one it is refused" if key in NEEDED else None
    if key in ("from", "to", "decided_on"):
        return None if _date(value) else f"Write {key} as year-month-day, for example 2025-06-01; got '{value}'"
    return None if isinstance(value, str) else f"Write {key} as text; got '{value}'"


def _date(value: object) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


def _override(entry: dict[str, object]) -> Override:
    days = {key: _date(entry[key]) or date.min for key in ("from", "to", "decided_on")}
    texts = {key: str(entry[key]) for key in ("area", "framework", "reason", "approver")}
    kind = entry.get("kind")
    return Override(
        **texts, start=days["from"], end=days["to"], decided_on=days["decided_on"], kind=str(kind) if kind else None
    )
