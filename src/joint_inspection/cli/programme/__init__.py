"""``joint-inspection programme``: who is inspected when."""

from __future__ import annotations

from typing import Any

from joint_inspection.cli.programme import due, forecast, plan


def add_verbs(verbs: Any) -> None:
    """Add the verbs of the noun."""
    due.add_verbs(verbs)
    forecast.add_verbs(verbs)
    plan.add_verbs(verbs)
