"""What can happen in a child's journey, who records it, and which comes first on one day?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("catalogue.yaml")


@dataclass(frozen=True, kw_only=True)
class Happening:
    """One kind of event."""

    id: str
    title: str
    agency: str
    """The kind of agency that records it."""
    order: int
    """Of two events at one moment, the one with the lower number comes first."""


@cache
def catalogue() -> tuple[Happening, ...]:
    """Every kind of event, in the order in which they come at one moment."""
    said = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    found = [Happening(**each) for each in said["events"]]
    return tuple(sorted(found, key=lambda each: (each.order, each.id)))


@cache
def version() -> str:
    """The version of the catalogue."""
    return str(yaml.safe_load(FILE.read_text(encoding="utf-8"))["version"])


@cache
def agencies() -> dict[str, str]:
    """Who records each kind of event, by its id."""
    return {each.id: each.agency for each in catalogue()}
