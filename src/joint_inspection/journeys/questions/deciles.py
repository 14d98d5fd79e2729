"""How long did nine in ten wait at most? To a tenth of a day, where the exact decile falls between two values.

A decile of whole days is a whole number of tenths. Rounding takes away only what engines add in the last binary place.
"""

from __future__ import annotations

from typing import Any


def nine_in_ten(days: Any) -> Any:
    """The ninth decile of a column of days."""
    return days.quantile(0.9).round(1)
