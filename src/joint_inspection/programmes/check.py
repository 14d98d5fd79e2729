"""Which rules does a programme break?

Written apart from the solver and plainer than it: each rule is one sentence and one small function, and every breach
of it is listed. What is due is worked out again from the published rules and outcomes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations

from joint_inspection.areas import Area
from joint_inspection.dates import add_working_days, is_working_day, monday_of, why_not_working
from joint_inspection.errors import InvalidInput, Problem
from joint_inspection.frameworks.model import VisitKind
from joint_inspection.programmes.model import DueWindow, Programme, Unmet, Visit
from joint_inspection.programmes.needs import Need, Walk, walk, window_on
from joint_inspection.programmes.sample import sample_years
from joint_inspection.programmes.world import World


@dataclass(frozen=True, kw_only=True)
class Breach:
    """One rule broken in one area."""

    rule: str
    area: str
    says: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Case:
    """A programme before its rules, with what is known of each visit."""

    programme: Programme
    world: World

    @cached_property
    def visits(self) -> tuple[Visit, ...]:
        """The visits by date."""
        return tuple(sorted(self.programme.visits, key=lambda visit: (visit.start, visit.id)))

    @cached_property
    def known(self) -> tuple[Visit, ...]:
        """The visits to real areas under frameworks and kinds that exist; the other rules hold for these."""
        return tuple(
            visit for visit in self.visits if self.area(visit) and self.kind(visit) and visit.start <= visit.end
        )

    def area(self, visit: Visit) -> Area | None:
        """The real area visited, None if there is none with its code."""
        area = self._areas.get(visit.area)
        return area if area and not area.fictional else None

    @cached_property
    def _areas(self) -> dict[str, Area]:
        return {area.ons_code: area for area in self.world.register.areas}

    def kind(self, visit: Visit) -> VisitKind | None:
        """The kind of visit, None if its framework version has no such kind."""
        return self.world.kind(visit.framework, visit.kind)

    def on_site(self, visit: Visit) -> bool:
        """Say whether inspectors come to the area."""
        kind = self.kind(visit)
        return kind is not None and kind.on_site_working_days > 0

    @cached_property
    def by_area(self) -> dict[str, list[Visit]]:
        """The visits to each area by date."""
        found: dict[str, list[Visit]] = defaultdict(list)
        for visit in self.known:
            found[visit.area].append(visit)
        return found

    @cached_property
    def walks(self) -> tuple[Walk, ...]:
        """How the visits to each area answer what is due to it."""
        return tuple(
            walk(self.world, area, framework_id, self.by_area.get(area.ons_code, []))
            for area in self.world.areas
            for framework_id in self.world.framework_ids
        )

    def owns_up(self, need: Need, window: DueWindow, *, planned: bool) -> bool:
        """Say whether ``unmet`` tells of this need; that a visit is late excuses no visit that is missing."""
        return any(
            each.kind in (None, need.kind)
            and (each.framework is None or each.framework.partition("@")[0] == window.framework.partition("@")[0])
            and each.window in (None, window.span)
            and (planned or each.rule != "window")
            for each in self._unmet.get(need.area, ())
        )

    @cached_property
    def _unmet(self) -> dict[str, list[Unmet]]:
        found: dict[str, list[Unmet]] = defaultdict(list)
        for each in self.programme.unmet:
            found[each.area].append(each)
        return found

    def weeks(self, visit: Visit) -> Iterator[date]:
        """The Mondays of the weeks in which a visit is on site; of a hostile length only the first hundred."""
        first = monday_of(visit.start)
        for number in range(min((visit.end - first).days // 7 + 1, 100)):
            yield first + timedelta(weeks=number)


Rule = Callable[[Case], Iterable[Breach]]


def check(programme: Programme, *, world: World) -> tuple[Breach, ...]:
    """Every breach of every rule, in the order of the rules."""
    case = Case(programme=programme, world=world)
    return tuple(replace(breach, rule=name) for name, rule in RULES.items() for breach in rule(case))


def must_exist(programme: Programme, *, world: World) -> None:
    """Raise InvalidInput with every visit that is to no area, or of no kind, that exists; other breaches may stand."""
    case = Case(programme=programme, world=world)
    breaches = [breach for rule in (one_id_each, real_area, real_kind, end_after_start) for breach in rule(case)]
    if breaches:
        raise InvalidInput(Problem(where=f"visits.{each.area}", says=each.says) for each in breaches)


def _breach(visit: Visit, says: str) -> Breach:
    return Breach(rule="", area=visit.area, says=f"{visit.id} ({visit.framework} {visit.kind}, {visit.start}): {says}")


def one_id_each(case: Case) -> Iterator[Breach]:
    """Every visit has an id of its own."""
    seen: set[str] = set()
    for visit in case.visits:
        if visit.id in seen:
            yield _breach(visit, "another visit has the same id")
        seen.add(visit.id)


def real_area(case: Case) -> Iterator[Breach]:
    """Every visit is to an area that exists on its days."""
    for visit in case.visits:
        area = case.area(visit)
        if area is None:
            yield _breach(visit, f"no area of England has the code {visit.area}")
        elif not (area.is_active(visit.start) and area.is_active(visit.end)):
            yield _breach(visit, f"{area.name} does not exist then")


def real_kind(case: Case) -> Iterator[Breach]:
    """Every visit is of a kind that its framework version makes."""
    for visit in case.visits:
        framework = case.world.framework.get(visit.framework)
        if framework is None:
            yield _breach(visit, f"there is no framework {visit.framework}")
        elif case.kind(visit) is None:
            yield _breach(
                visit, f"{visit.framework} has no visits of kind {visit.kind}; it has {', '.join(framework.kind_ids)}"
            )


def version_in_force(case: Case) -> Iterator[Breach]:
    """Every visit starts under the version in force that day."""
    for visit in case.known:
        if not case.world.framework[visit.framework].is_in_force(visit.start):
            yield _breach(visit, f"{visit.framework} is not in force on {visit.start}")


def within_programme(case: Case) -> Iterator[Breach]:
    """Every visit lies within the programme."""
    for visit in case.visits:
        if visit.start < case.programme.start or visit.end > case.programme.end:
            yield _breach(visit, f"it is not between {case.programme.start} and {case.programme.end}")


def end_after_start(case: Case) -> Iterator[Breach]:
    """No visit ends before it starts."""
    for visit in case.visits:
        if visit.end < visit.start:
            yield _breach(visit, f"it ends on {visit.end}, before it starts")


def working_days_only(case: Case) -> Iterator[Breach]:
    """Visits start and end on working days."""
    for visit in case.visits:
        for day, what in ((visit.start, "starts"), (visit.end, "ends")):
            if not is_working_day(day):
                yield _breach(visit, f"it {what} on {day}, which is {why_not_working(day)}")


def starts_on_monday(case: Case) -> Iterator[Breach]:
    """Visits start on a Monday."""
    for visit in case.visits:
        if visit.start.weekday() != 0:
            yield _breach(visit, f"it starts on {visit.start:%A}, not on a Monday")


def right_length(case: Case) -> Iterator[Breach]:
    """Visits have the working days on site that their framework says."""
    for visit in case.known:
        kind = case.kind(visit)
        assert kind is not None
        working_days = kind.on_site_working_days or case.world.settings.off_site_days
        end = add_working_days(visit.start, working_days - 1)
        if visit.end != end:
            yield _breach(visit, f"{working_days} working days end on {end}, not on {visit.end}")


def no_blackout(case: Case) -> Iterator[Breach]:
    """No visit touches a week kept free."""
    for visit in case.visits:
        for monday in case.weeks(visit):
            if blackout := case.world.settings.blackout(monday):
                yield _breach(visit, f"the week of {monday} is in {blackout.says}")
                break


def one_at_a_time(case: Case) -> Iterator[Breach]:
    """One visit at a time in an area, unless they coincide on purpose."""
    for one, other in _pairs(case):
        if one.start <= other.end and other.start <= one.end:
            yield _breach(
                other, f"it overlaps {one.id} in the same area and neither says that it coincides with the other"
            )


def gap_between_starts(case: Case) -> Iterator[Breach]:
    """Starts in one area keep their distance."""
    gap = timedelta(weeks=case.world.settings.gap_weeks)
    for one, other in _pairs(case):
        if abs(other.start - one.start) < gap:
            apart = (other.start - one.start).days
            yield _breach(
                other, f"it starts {apart} days after {one.id}; {gap.days} are needed between starts in an area"
            )


def _pairs(case: Case) -> Iterator[tuple[Visit, Visit]]:
    """Any two visits on site in one area that do not coincide on purpose."""
    for visits in case.by_area.values():
        for one, other in combinations([visit for visit in visits if case.on_site(visit)], 2):
            if one.id not in other.coincides_with and other.id not in one.coincides_with:
                yield one, other


def coincides_with_a_visit(case: Case) -> Iterator[Breach]:
    """Visits coincide with visits that are there, where a framework asks for it."""
    by_id = {visit.id: visit for visit in case.visits}
    for visit in case.visits:
        for other_id in visit.coincides_with:
            other = by_id.get(other_id)
            if other is None or other.id == visit.id:
                yield _breach(visit, f"it says that it coincides with {other_id}, which is no other visit")
            elif other.area != visit.area or other.start > visit.end or visit.start > other.end:
                yield _breach(
                    visit, f"it says that it coincides with {other_id}, which is elsewhere or at another time"
                )
            elif not _may_coincide(case, visit, other):
                yield _breach(visit, f"it coincides with {other_id}, and neither framework asks for that")


def _may_coincide(case: Case, one: Visit, other: Visit) -> bool:
    for first, second in ((one, other), (other, one)):
        framework = case.world.framework.get(first.framework)
        for rule in framework.cycle.coincide if framework else ():
            named = rule.framework in (second.framework, second.framework.partition("@")[0])
            if named and rule.kind in (None, first.kind) and rule.with_kind in (None, second.kind):
                return True
    return False


def within_capacity(case: Case) -> Iterator[Breach]:
    """No pool sends more inspectors than it has."""
    taken: dict[tuple[str, str | None, date], list[tuple[int, Visit]]] = defaultdict(list)
    for visit in case.known:
        kind, area = case.kind(visit), case.area(visit)
        assert kind is not None
        assert area is not None
        for inspectorate, size in kind.team.size(with_optional=case.world.settings.count_optional_seats).items():
            for monday in case.weeks(visit):
                taken[str(inspectorate), area.region, monday].append((size, visit))
                taken[str(inspectorate), None, monday].append((size, visit))
    capacities = {str(name): capacity for name, capacity in case.world.settings.capacity.items()}
    for (name, region, monday), teams in sorted(taken.items(), key=lambda each: (each[0][2], str(each[0]))):
        capacity = capacities.get(name)
        most = None if capacity is None else capacity.national if region is None else capacity.in_region(region)
        needed = sum(size for size, _ in teams)
        if most is not None and needed > most:
            ids = ", ".join(sorted(visit.id for _, visit in teams))
            place = f"{name} in {region or 'England'}"
            says = f"{needed} inspectors of {place} are needed in the week of {monday} and {most} can go: {ids}"
            yield Breach(rule="", area=teams[-1][1].area, says=says)


def partners_not_overburdened(case: Case) -> Iterator[Breach]:
    """No police force, health board or other partner serves too many visits at once."""
    looks_at = {str(name): kinds for name, kinds in case.world.settings.agencies.items()}
    taken: dict[tuple[str, date], list[Visit]] = defaultdict(list)
    for visit in case.known:
        kind, area = case.kind(visit), case.area(visit)
        assert kind is not None
        assert area is not None
        team = kind.team.size(with_optional=case.world.settings.count_optional_seats)
        for agency in area.agencies:
            if any(agency.kind in looks_at.get(name, ()) for name in team):
                for monday in case.weeks(visit):
                    taken[agency.id, monday].append(visit)
    for (agency_id, monday), visits in sorted(taken.items(), key=lambda each: (each[0][1], each[0][0])):
        if len(visits) > case.world.settings.partner_visits_at_once:
            says = f"{agency_id} serves {len(visits)} visits in the week of {monday}: {', '.join(v.id for v in visits)}"
            yield Breach(rule="", area=visits[-1].area, says=says)


def everything_due(case: Case) -> Iterator[Breach]:
    """Everything due is planned, or unmet says why not."""
    for steps in case.walks:
        for need in steps.missing:
            window = need.first
            if not case.owns_up(need, window, planned=False):
                span = f"{window.framework} {need.kind} is due between {window.start} and {window.end}"
                says = f"{span} and is neither planned nor in unmet"
                yield Breach(rule="", area=need.area, says=says)


def within_window(case: Case) -> Iterator[Breach]:
    """Visits start in their windows, or unmet says why not."""
    for steps in case.walks:
        for visit, need in steps.met:
            window = window_on(need, visit.start, world=case.world) or need.first
            on_time = window.start <= visit.start <= window.end
            if not on_time and not case.owns_up(need, window, planned=True):
                yield _breach(
                    visit,
                    f"it is due between {window.start} and {window.end}, and unmet does not say why it is not then",
                )


def asked_for(case: Case) -> Iterator[Breach]:
    """Nothing is planned that no rule asks for."""
    sampled = {
        (framework.ref, framework.cycle.area_sample.kind)
        for framework in case.world.frameworks
        if framework.cycle.area_sample
    }
    brought_forward = case.programme.notes.get("brought_forward")
    reasons = brought_forward if isinstance(brought_forward, dict) else {}
    for steps in case.walks:
        for visit in steps.unasked:
            if (visit.framework, visit.kind) not in sampled and visit.id not in reasons:
                yield _breach(visit, "no rule asks for it then")


def samples_kept(case: Case) -> Iterator[Breach]:
    """Samples of areas are as large as their rule says."""
    for year in sample_years(case.world):
        ref, kind = year.framework.ref, year.sample.kind
        drawn = [v for v in case.known if (v.framework, v.kind) == (ref, kind) and year.start <= v.start <= year.end]
        if len(drawn) > year.most:
            yield _breach(
                drawn[-1], f"{len(drawn)} areas are visited from {year.start} to {year.end}; at most {year.most} may be"
            )
        left = [each for each in case.programme.unmet if each.framework == ref and each.kind == kind]
        if len(drawn) + len(left) < year.fewest:
            span = f"from {year.start} to {year.end}"
            says = f"{ref} {kind}: {len(drawn)} areas are visited {span}; at least {year.fewest} should be"
            yield Breach(rule="", area="", says=says)


RULES: dict[str, Rule] = {
    "id": one_id_each,
    "area": real_area,
    "kind": real_kind,
    "version": version_in_force,
    "horizon": within_programme,
    "order": end_after_start,
    "working_day": working_days_only,
    "monday": starts_on_monday,
    "length": right_length,
    "blackout": no_blackout,
    "overlap": one_at_a_time,
    "gap": gap_between_starts,
    "coincide": coincides_with_a_visit,
    "capacity": within_capacity,
    "partner": partners_not_overburdened,
    "due": everything_due,
    "window": within_window,
    "asked": asked_for,
    "sample": samples_kept,
}
"""Each rule's name and the function that finds its breaches; the function's docstring is the rule."""
