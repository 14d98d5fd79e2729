"""Between which dates does a rule expect a kind of visit of one area, or has it been made already?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from joint_inspection.areas import Area
from joint_inspection.dates import add_months
from joint_inspection.frameworks.model import Due, Framework
from joint_inspection.outcomes.model import Outcome
from joint_inspection.programmes.history import History, when

DAYS_A_MONTH = 30.4375


@dataclass(frozen=True, kw_only=True)
class Case:
    """One kind of visit that a rule expects of one area, before it is known when, or whether it is done already."""

    area: Area
    framework: Framework
    history: History
    on: date
    previous: Outcome | None
    due: Due

    def window(self) -> tuple[date, date] | None:
        """First and last day on which the visit should start; None if the rule asks for no more of them.

        A window that would begin before anybody could visit begins on the first day possible and is as long.
        """
        span, first = self.by_rule(), self.possible_from()
        if span is None or span[0] >= first:
            return span
        return first, after_months(first, self.due.latest_months - self.due.earliest_months)

    def possible_from(self) -> date:
        """The first day on which the framework, in whatever version, and the authority both existed."""
        versions = (each for each in self.history.frameworks if each.id == self.framework.id)
        launched = [each.in_force.start for each in (self.framework, *versions) if each.in_force.start]
        return max(min(launched, default=date.min), self.area.active_from or date.min)

    def by_rule(self) -> tuple[date, date] | None:
        """What the rule's months alone give; None if the rule asks for no more of these visits."""
        done = self.done_since()
        if self.framework.kind(self.due.kind).full or not done:
            return self._months_from(self.base())
        if self.due.repeat_every_months is None or len(done) >= (self.due.repeat_at_most or len(done) + 1):
            return None
        return self._repeated(when(done[-1]))

    def done_since(self) -> list[Outcome]:
        """The visits of this kind, not full inspections, since the previous full one."""
        visits = self.history.of_area(self.area.ons_code, framework=self.framework)
        after = when(self.previous) if self.previous else date.min
        return [visit for visit in visits if visit.kind == self.due.kind and when(visit) > after]

    def base(self) -> date:
        """The day from which the rule counts its months."""
        if self.due.since == "year_start":
            return self._year_start(when(self.previous) if self.previous else self.on)
        if self.previous is None or self.due.since == "launch":
            return self._launch()
        days = {"start": self.previous.start, "end": self.previous.end, "published": self.previous.published}
        return days[self.due.since] or when(self.previous)

    def _launch(self) -> date:
        """The framework's first day in force or, for a newer authority, the authority's own first day."""
        start = self.framework.in_force.start or self.on
        return max(start, self.area.active_from or start)

    def _year_start(self, day: date) -> date:
        """The first day of the framework's year, counted from its launch, in which ``day`` falls."""
        launch = self.framework.in_force.start or day
        start = add_months(launch, 12 * (day.year - launch.year))
        return start if start <= day else add_months(start, -12)

    def _months_from(self, base: date) -> tuple[date, date]:
        return after_months(base, self.due.earliest_months), after_months(base, self.due.latest_months)

    def _repeated(self, last: date) -> tuple[date, date]:
        """The next visit of a repeated kind: the interval after the last one, with as much room as the first had."""
        assert self.due.repeat_every_months is not None
        room = (self.due.latest_months - self.due.earliest_months) / 2
        every = self.due.repeat_every_months
        return after_months(last, max(every - room, 0)), after_months(last, every + room)


def after_months(day: date, months: float) -> date:
    """So many months after a day, a part of a month counted in days."""
    whole = int(months)
    return add_months(day, whole) + timedelta(days=round((months - whole) * DAYS_A_MONTH))
