"""``joint-inspection casedata``: child-level lists, from the file as it comes to a table of events."""

from __future__ import annotations

import importlib
from typing import Any

VERBS = ("check", "generate", "events", "link")
"""One module each; every one adds its verbs."""


def add_verbs(verbs: Any) -> None:
    """Add the verbs of the noun."""
    for name in VERBS:
        importlib.import_module(f"{__name__}.{name}").add_verbs(verbs)
