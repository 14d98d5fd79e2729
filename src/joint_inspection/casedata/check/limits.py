"""Which numbers do the rules go by, and where does each come from?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_name("limits.yaml")


@dataclass(frozen=True, kw_only=True)
class Limit:
    """A number that a rule goes by, with its unit and where it comes from."""

    id: str
    value: int
    unit: str
    source: str | None = None
    setting: str | None = None
    """Why this number was chosen, where no source gives one."""


@cache
def limits() -> dict[str, Limit]:
    """Every limit, by id."""
    return {id: Limit(id=id, **said) for id, said in _file()["limits"].items()}


def limit(name: str) -> int:
    """The number itself."""
    return limits()[name].value


@cache
def ranges() -> dict[str, tuple[float, float]]:
    """The least and the greatest number that a column may say, by the column's id."""
    return {field: (least, greatest) for field, (least, greatest) in _file()["ranges"].items()}


@cache
def _file() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found
