"""Which column of which list says that something happened, and what a child is like? The mapping, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How one event is read from a record of one list."""

    list: str
    event: str
    at: str
    """The column with the day on which it happened."""
    known: str | None = None
    """The column with the day on which its agency knew, where that may be another."""
    detail: str | None = None
    only_if: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Trait:
    """What a child is like, read from one column wherever it stands."""

    id: str
    field: str
    not_known: tuple[str, ...] = ()
    """Answers that count only where there is no other."""


@cache
def mapped_lists() -> Mapping[str, tuple[Reading, ...]]:
    """How each list is read, in the order in which lists are preferred; none for lists that tell of no events."""
    lists = _read("mapping.yaml")["lists"]
    return {name: tuple(Reading(list=name, **each) for each in readings) for name, readings in lists.items()}


@cache
def traits() -> tuple[Trait, ...]:
    """What is kept of a child beside its events."""
    found = _read("mapping.yaml")["traits"]
    return tuple(
        Trait(id=name, field=each["field"], not_known=tuple(each["not_known"])) for name, each in found.items()
    )


def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return content
