"""What stands in the way of a visit in one week, given every other visit of the programme?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from joint_inspection.dates import is_working_day, monday_of, why_not_working
from joint_inspection.programmes.model import Visit
from joint_inspection.programmes.weeks import mondays_of
from joint_inspection.programmes.world import Pool, World, is_off_site


@dataclass(frozen=True, kw_only=True)
class Obstacle:
    """One reason why a visit cannot take place then."""

    rule: str
    says: str


class Load:
    """What the visits of a programme take: inspectors by pool and week, partners' weeks, areas' time."""

    def __init__(self, world: World, visits: Iterable[Visit] = ()) -> None:
        self.world = world
        self.teams: dict[tuple[Pool, int], int] = defaultdict(int)
        self.partners: dict[tuple[str, int], int] = defaultdict(int)
        self.of_area: dict[str, list[Visit]] = defaultdict(list)
        for visit in visits:
            self.add(visit)

    def add(self, visit: Visit) -> None:
        """Count a visit in."""
        self._count(visit, by=1)
        self.of_area[visit.area].append(visit)

    def remove(self, visit: Visit) -> None:
        """Count a visit out."""
        self._count(visit, by=-1)
        self.of_area[visit.area].remove(visit)

    def _count(self, visit: Visit, *, by: int) -> None:
        for pool, size in self._pools(visit):
            for week in self._weeks(visit):
                self.teams[pool, week] += size * by
        for agency in self._partners(visit):
            for week in self._weeks(visit):
                self.partners[agency, week] += by

    def _weeks(self, visit: Visit) -> range:
        return range(self.world.weeks.number(visit.start), self.world.weeks.number(visit.end) + 1)

    def _pools(self, visit: Visit) -> list[tuple[Pool, int]]:
        kind = self.world.kind(visit.framework, visit.kind)
        return list(self.world.pools(visit.area, kind)) if kind else []

    def _partners(self, visit: Visit) -> tuple[str, ...]:
        kind = self.world.kind(visit.framework, visit.kind)
        return self.world.partners(visit.area, kind) if kind else ()

    def obstacles(self, visit: Visit) -> tuple[Obstacle, ...]:
        """Everything that stands in the way of a visit that is not counted in."""
        return (*self._calendar(visit), *self._gap(visit), *self._capacity(visit), *self._burden(visit))

    def _calendar(self, visit: Visit) -> Iterator[Obstacle]:
        if not is_working_day(visit.start):
            yield Obstacle(rule="working_day", says=f"{visit.start} is {why_not_working(visit.start)}")
        if visit.start < self.world.start or visit.end > self.world.end:
            yield Obstacle(rule="horizon", says=f"{visit.start} to {visit.end} is not within the programme")
        for monday in mondays_of(visit.start, visit.end):
            if blackout := self.world.settings.blackout(monday):
                yield Obstacle(rule="blackout", says=f"the week of {monday} is in {blackout.says}")

    def _gap(self, visit: Visit) -> Iterator[Obstacle]:
        gap = timedelta(weeks=self.world.settings.gap_weeks)
        for other in self.of_area[visit.area]:
            if not (self._apart(visit, other) or self._is_off_site(visit) or self._is_off_site(other)) and (
                abs(visit.start - other.start) < gap or (visit.start <= other.end and other.start <= visit.end)
            ):
                away = f"less than {gap.days // 7} weeks away"
                says = f"{other.framework} {other.kind} starts in the area on {other.start}, {away}"
                yield Obstacle(rule="gap", says=says)

    def _is_off_site(self, visit: Visit) -> bool:
        kind = self.world.kind(visit.framework, visit.kind)
        return kind is not None and is_off_site(kind)

    @staticmethod
    def _apart(visit: Visit, other: Visit) -> bool:
        return other.id == visit.id or other.id in visit.coincides_with or visit.id in other.coincides_with

    def _capacity(self, visit: Visit) -> Iterator[Obstacle]:
        for pool, size in self._pools(visit):
            for week in self._weeks(visit):
                most = self._most(pool, week)
                used = self.teams[pool, week]
                if most is not None and used + size > most:
                    monday = monday_of(visit.start) + timedelta(weeks=week - self.world.weeks.number(visit.start))
                    says = (
                        f"in the week of {monday} {used} of {most} inspectors of {pool} are taken and {size} are needed"
                    )
                    yield Obstacle(rule="capacity", says=says)

    def _most(self, pool: Pool, week: int) -> int | None:
        within = 0 <= week < len(self.world.weeks.mondays)
        return self.world.pool_size(pool, week if within else None)

    def _burden(self, visit: Visit) -> Iterator[Obstacle]:
        most = self.world.settings.partner_visits_at_once
        for agency in self._partners(visit):
            if any(self.partners[agency, week] + 1 > most for week in self._weeks(visit)):
                says = f"{agency} already serves {most} visits at that time"
                yield Obstacle(rule="partner", says=says)
