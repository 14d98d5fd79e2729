"""``joint-inspection programme``: who is inspected when."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

PARTS = ("due", "forecast", "plan")


def add_verbs(verbs: Any) -> None:
    """Add the verbs of the noun, part by part."""
    for part in (f"{__name__}.{part}" for part in PARTS):
        if find_spec(part):
            import_module(part).add_verbs(verbs)
