"""Which day is it in the play? Nothing is published on a day off: on one, the clock is set to the next working day."""

from __future__ import annotations

import os
import sys
from datetime import datetime, timedelta
from pathlib import Path

LATER = "PLAYED_DAYS_LATER"


def choose_working_day() -> None:
    """Today, or the working day after it, for this process and all that it starts."""
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))
    from joint_inspection.dates import add_working_days

    today = datetime.now().astimezone().date()
    day = add_working_days(today - timedelta(days=1), 1)
    os.environ[LATER] = str((day - today).days)


def set_clock() -> None:
    """Let the service read the chosen day from its clock."""
    from django.utils import timezone

    later, real = timedelta(days=int(os.environ.get(LATER, "0"))), timezone.now

    def now() -> datetime:
        return real() + later

    if later:
        timezone.now = now
