"""How often and how long, in the invented cohorts? Figures from published statistics, or settings that say so."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).with_name("rates.yaml")


@cache
def rates() -> dict[str, Any]:
    """The whole file."""
    content: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return content


def share(name: str) -> float:
    """How often something happens, from 0 to 1."""
    return float(rates()["shares"][name]["share"])


def length(name: str) -> tuple[float, float]:
    """Mean days and the shape of their distribution."""
    found = rates()["lengths"][name]
    return float(found["mean"]), float(found["shape"])


def words(name: str) -> tuple[str, ...]:
    """The codes that may be picked."""
    return tuple(rates()["picks"][name])


def weights(name: str) -> tuple[float, ...]:
    """How often each of them is picked."""
    return tuple(float(each) for each in rates()["picks"][name].values())
