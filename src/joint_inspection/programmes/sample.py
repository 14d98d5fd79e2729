"""Where a framework visits some areas each year: how many, and which ones does the draw choose?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from joint_inspection.areas import Area
from joint_inspection.dates import add_months
from joint_inspection.frameworks.model import AreaSample, Framework
from joint_inspection.programmes.demand import Demand, costed, open_places
from joint_inspection.programmes.history import id_of
from joint_inspection.programmes.world import World, is_off_site
from joint_inspection.sampling.chance import Chance, chance_of, secret_of_seed, systematic

SAMPLE = "area_sample"
"""How the rule of a visit drawn in a sample of areas begins."""


@dataclass(frozen=True, kw_only=True)
class SampleYear:
    """One year of the programme in which a framework visits a sample of areas."""

    framework: Framework
    sample: AreaSample
    start: date
    end: date

    def count(self, number: float) -> int:
        """So many areas a year, in proportion to the part of the year."""
        return round(number * ((self.end - self.start).days + 1) / 365.25)

    @property
    def fewest(self) -> int:
        """The least number of areas that the rule asks for."""
        return int(self.sample.areas_each_year[0] * ((self.end - self.start).days + 1) / 366)

    @property
    def most(self) -> int:
        """The largest number of areas that the rule allows."""
        return -(-self.sample.areas_each_year[1] * ((self.end - self.start).days + 1) // 365)


def sample_years(world: World) -> Iterator[SampleYear]:
    """Every year of the programme, cut where a version comes into force or ends, of each framework with a sample."""
    first = world.start
    while first <= world.end:
        last = min(add_months(first, 12) - timedelta(days=1), world.end)
        for framework in world.frameworks:
            start, end = framework.in_force.start, framework.in_force.end
            if framework.cycle.area_sample and start and start <= last and (end is None or end >= first):
                yield SampleYear(
                    framework=framework, sample=framework.cycle.area_sample, start=max(start, first),
                    end=min(end or last, last),
                )  # fmt: skip
        first = last + timedelta(days=1)


def sampled_demands(world: World, *, seed: int) -> tuple[Demand, ...]:
    """A visit to each area drawn, year by year; no area again too soon."""
    drawn: dict[str, dict[str, date]] = {}
    found: list[Demand] = []
    for year in sample_years(world):
        recent = drawn.setdefault(year.framework.id, _last_visits(world, year.framework.id))
        chance = chance_of(secret_of_seed(seed), year.framework.ref, year.start.isoformat())
        since = add_months(year.start, -round(12 * world.settings.sample_again_after_years))
        pool = [
            area for area in world.areas if recent.get(area.ons_code, date.min) < since and area.is_active(year.start)
        ]
        for area in draw(pool, year.count(sum(year.sample.areas_each_year) / 2), chance=chance):
            demand = _demand(world, year, area, chance=chance)
            if demand:
                recent[area.ons_code] = year.end
                found.append(demand)
    return tuple(found)


def draw(areas: Sequence[Area], number: int, *, chance: Chance) -> list[Area]:
    """So many areas, in proportion to the areas of each region: every so-many-th of a list in order of region."""
    by_region: dict[str, list[Area]] = defaultdict(list)
    for area in areas:
        by_region[area.region].append(area)
    ordered = [
        area
        for region in sorted(by_region)
        for area in chance.order(by_region[region], "area", name=lambda area: area.ons_code)
    ]
    return systematic(ordered, number, chance=chance, label="areas")


def _demand(world: World, year: SampleYear, area: Area, *, chance: Chance) -> Demand | None:
    ref, kind = year.framework.ref, year.sample.kind
    visit_kind = world.kind(ref, kind)
    places = tuple(open_places(world, area, ref=ref, kind=kind, first=year.start, last=year.end))
    if not places or visit_kind is None:
        return None
    return costed(
        Demand(
            area=area.ons_code, framework=year.framework.id, kind=kind, rule=rule_of(year),
            places=places, aim=places[chance.below(len(places), "week", area.ons_code)].week, unplanned=0,
            off_site=is_off_site(visit_kind),
        ),
        world=world, last=year.end, full=visit_kind.full,
    )  # fmt: skip


def rule_of(year: SampleYear) -> str:
    """The name of the rule by which an area is drawn in a year."""
    return f"{SAMPLE}_{year.start:%Y}"


def _last_visits(world: World, framework_id: str) -> dict[str, date]:
    last: dict[str, date] = {}
    for area in world.areas:
        visits = [
            each.when for each in world.known(area.ons_code) if id_of(each.framework) == framework_id and each.when
        ]
        if visits:
            last[area.ons_code] = max(visits)
    return last
