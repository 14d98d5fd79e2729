"""Small programmes for tests: a few visits of real areas, made up."""

from datetime import date

import factories
from joint_inspection.programmes.model import Programme as Planned
from joint_inspection.programmes.model import Unmet, Visit
from joint_inspection_web.programmes.actions import keep_programme
from joint_inspection_web.programmes.models import Programme

BIRMINGHAM, LEEDS = "E08000025", "E08000035"


def planned(number: int = 3) -> Planned:
    """A programme of so many visits, and one thing that could not be met."""
    visits = [
        Visit(id="V0001", area=BIRMINGHAM, framework="ilacs@2023", kind="short", start=date(2025, 9, 8),
              end=date(2025, 9, 12), rule="good_short"),
        Visit(id="V0002", area=LEEDS, framework="ilacs@2023", kind="standard", start=date(2025, 9, 8),
              end=date(2025, 9, 19)),
        Visit(id="V0003", area=LEEDS, framework="area-send@2023", kind="full", start=date(2026, 3, 2),
              end=date(2026, 3, 13), coincides_with=("V0002",)),
    ]  # fmt: skip
    left = Unmet(area=LEEDS, rule="window", says="Left to the next programme.", framework="ilacs@2023", kind="focused")
    return Planned(
        start=date(2025, 6, 1), end=date(2026, 5, 31), visits=tuple(visits[:number]), unmet=(left,),
        notes={"illustration": "An illustration, not any inspectorate's programme.", "gap": 0.0123, "seed": 7},
    )  # fmt: skip


def programme(number: int = 3) -> Programme:
    """The same, kept by the service."""
    return keep_programme(planned(number), by=None, at=factories.NOW)
