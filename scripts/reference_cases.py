"""The cases that the tests run, for the reference pages that print them as tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import yaml

SPEC = Path(__file__).resolve().parent.parent / "tests/spec"
Table = Callable[[Iterable[str], Iterable[Iterable[object]]], str]
"""Prints headings and rows."""


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of ``tests/spec/{name}.yaml``."""
    found = yaml.safe_load((SPEC / f"{name}.yaml").read_text(encoding="utf-8"))
    return list(found["cases"] if isinstance(found, dict) else found)
