"""Which areas are there, which agencies serve them, and whose history does each carry?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from joint_inspection.areas.model import Agency, AgencyKind, Area, Neighbour
from joint_inspection.areas.names import bare_name, near_misses, plain_name
from joint_inspection.errors import InvalidInput, Problem, invalid
from joint_inspection.tables import Row, read_table

DATA = Path(__file__).with_name("data")


@dataclass(frozen=True, kw_only=True)
class Register:
    """Every area of England now and before, the agencies that serve them, and a few invented areas."""

    areas: tuple[Area, ...]
    """Real areas, existing and abolished."""
    fictional: tuple[Area, ...] = ()
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Short names in everyday use (``Hull``), with the ONS codes that they may mean."""
    likenesses: Mapping[str, tuple[Neighbour, ...]] = field(default_factory=dict)
    """Statistical neighbours by ONS code, all models."""

    @cached_property
    def _by_code(self) -> dict[str, Area]:
        everyone = (*self.areas, *self.fictional)
        former = {code: area for area in everyone for code in area.former_codes}
        return former | {area.ons_code: area for area in everyone}

    @cached_property
    def _by_name(self) -> dict[str, tuple[Area, ...]]:
        found: dict[str, dict[str, Area]] = defaultdict(dict)
        never = {"", *(plain_name(area.region) for area in self.areas)}  # London is more than the City of London
        for area in (*self.areas, *self.fictional):
            for key in {plain_name(area.name), bare_name(area.name)} - never:
                found[key][area.ons_code] = area
        for alias, codes in self.aliases.items():
            for code in codes:
                found[plain_name(alias)][code] = self._by_code[code]
        return {key: tuple(areas.values()) for key, areas in found.items()}

    @cached_property
    def agencies(self) -> dict[str, Agency]:
        """Every agency once, by id; its share is that of the first area that it serves."""
        return {agency.id: agency for area in (*self.fictional, *self.areas) for agency in area.agencies}

    def active(self, on: date) -> tuple[Area, ...]:
        """The real areas that exist on a day, by name."""
        return tuple(sorted((area for area in self.areas if area.is_active(on)), key=lambda area: area.name))

    def has(self, code: str) -> bool:
        """Say whether this is the code of an area, now or before."""
        return code in self._by_code

    def get(self, code: str) -> Area:
        """The area with this ONS code, or that had it before; raises InvalidInput."""
        try:
            return self._by_code[code]
        except KeyError:
            raise invalid("area", f"No area has the ONS code {code!r}; codes look like E06000001") from None

    def find(self, name_or_code: str, on: date | None = None) -> Area:
        """The one area meant by a name or code, as it was on a day; raises InvalidInput with near misses."""
        code = name_or_code.strip().upper()
        if self.has(code):
            return self._existing((self.get(code),), asked=name_or_code, on=on)
        found = self._by_name.get(plain_name(name_or_code)) or self._by_name.get(bare_name(name_or_code))
        if found:
            return self._existing(found, asked=name_or_code, on=on)
        raise self._unknown(name_or_code)

    def lineage(self, code: str) -> tuple[str, ...]:
        """Every code whose history counts for this area: its own, its former ones, then its predecessors'.

        The history of an authority that was split goes to each of its successors.
        """
        codes: dict[str, None] = {}
        waiting = [self.get(code)]
        while waiting:
            area = waiting.pop(0)
            codes.update(dict.fromkeys((area.ons_code, *area.former_codes)))
            waiting += [self.get(each) for each in area.predecessors if each not in codes]
        return tuple(codes)

    def successors_on(self, code: str, day: date) -> tuple[Area, ...]:
        """The areas that are responsible on a day for what this area covered: itself while it exists."""
        area = self.get(code)
        if area.active_to is None or day <= area.active_to or not area.successors:
            return (area,)
        return tuple(later for each in area.successors for later in self.successors_on(each, day))

    def served_by(self, agency_id: str, on: date | None = None) -> tuple[Area, ...]:
        """The areas that an agency serves, of those that exist on a day if one is given."""
        return tuple(area for area in self._served.get(agency_id, ()) if on is None or area.is_active(on))

    @cached_property
    def _served(self) -> dict[str, list[Area]]:
        served: dict[str, list[Area]] = defaultdict(list)
        for area in (*self.areas, *self.fictional):
            for agency in area.agencies:
                served[agency.id].append(area)
        return served

    def neighbours(self, code: str, model: str | None = None) -> tuple[Neighbour, ...]:
        """The areas most like this one, the most alike first, by the model named or else the newest."""
        known = self.likenesses.get(self.get(code).ons_code, ())
        named = model or max((each.model for each in known), default=None)
        return tuple(each for each in known if each.model == named)

    def _existing(self, found: tuple[Area, ...], *, asked: str, on: date | None) -> Area:
        there = tuple(area for area in found if on is None or area.is_active(on))
        if on and not there:
            raise invalid("area", " ".join(self._not_on(area, on) for area in found))
        if len(there) > 1 and on is None:
            there = tuple(area for area in there if area.active_to is None) or there
        if len(there) > 1:
            raise InvalidInput(
                Problem(where="area", says=f"{asked!r} could mean {area.name}; ask for {area.ons_code}")
                for area in there
            )
        return there[0]

    def _not_on(self, area: Area, day: date) -> str:
        if area.active_to and area.active_to < day:
            later = ", ".join(f"{each.name} ({each.ons_code})" for each in self.successors_on(area.ons_code, day))
            return f"{area.name} was abolished after {area.active_to}; ask for what took its place: {later}."
        before = [self.get(code) for code in area.predecessors]
        names = ", ".join(f"{each.name} ({each.ons_code})" for each in before)
        advice = f"; ask for what was there before: {names}." if names else "; ask for a later date."
        return f"{area.name} exists only from {area.active_from}{advice}"

    def _unknown(self, asked: str) -> InvalidInput:
        names = {area.name: area.ons_code for area in self.areas}
        near = near_misses(asked, [*names, *self.aliases])
        codes = dict.fromkeys(code for name in near for code in self.aliases.get(name, (names.get(name),)) if code)
        means = [f"{self.get(code).name} ({code})" for code in codes]
        advice = f"did you mean {', or '.join(means)}?" if near else "`areas list` shows every name and code."
        return invalid("area", f"No area is called {asked!r}; {advice}")


@lru_cache(maxsize=1)
def load_register() -> Register:
    """The register that the package carries."""
    return read_register(DATA, fictional=DATA / "fictional")


def read_register(folder: Path, *, fictional: Path | None = None) -> Register:
    """Read a register from the tables that ``areas import`` writes, with invented areas beside it."""
    invented = _read_areas(fictional) if fictional else ()
    areas = _read_areas(folder)
    return Register(
        areas=areas,
        fictional=tuple(replace(area, fictional=True) for area in invented),
        aliases=_read_aliases(DATA / "aliases.csv", {area.ons_code for area in areas}),
        likenesses=_read_neighbours(folder / "neighbours.csv", {area.ons_code: area.name for area in areas}),
    )


def _read_areas(folder: Path) -> tuple[Area, ...]:
    rows = read_table(folder / "areas.csv")
    agencies, touching = _read_agencies(folder), _read_touching(folder / "touching.csv")
    before: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        for code in row["successors"].split():
            before[code].append(row["ons_code"])
    found = (_area(row, before[row["ons_code"]], agencies.get(row["ons_code"], ())) for row in rows)
    return tuple(replace(area, touches=touching.get(area.ons_code, ())) for area in found)


def _read_touching(path: Path) -> dict[str, tuple[str, ...]]:
    return {row["area"]: tuple(row["touches"].split()) for row in (read_table(path) if path.exists() else ())}


def _area(row: Row, predecessors: Iterable[str], agencies: Iterable[Agency]) -> Area:
    return Area(
        ons_code=row["ons_code"], name=row["name"], region=row["region"], kind=row["kind"],
        active_from=_day(row["active_from"]), active_to=_day(row["active_to"]),
        predecessors=tuple(predecessors), successors=tuple(row["successors"].split()),
        former_codes=tuple(row["former_codes"].split()), agencies=tuple(agencies),
        population_0_17=int(row["population_0_17"]) if row["population_0_17"] else None,
        centre=(float(row["longitude"]), float(row["latitude"])) if row["longitude"] else None,
        hexagon=(int(row["hex_column"]), int(row["hex_row"])) if row["hex_column"] else None,
    )  # fmt: skip


def _read_agencies(folder: Path) -> dict[str, list[Agency]]:
    bodies = {row["id"]: row for row in read_table(folder / "agencies.csv")}
    serving: dict[str, list[Agency]] = defaultdict(list)
    for row in read_table(folder / "serves.csv"):
        body = bodies[row["agency"]]
        serving[row["area"]].append(_agency(body, share=float(row["share"]), assumed=row["assumed"] == "yes"))
    return serving


def _agency(body: Row, *, share: float, assumed: bool) -> Agency:
    kind: AgencyKind = body["kind"]  # type: ignore[assignment]
    return Agency(id=body["id"], kind=kind, name=body["name"], code=body["code"] or None, share=share, assumed=assumed)


def _read_aliases(path: Path, known: set[str]) -> dict[str, tuple[str, ...]]:
    rows = read_table(path)
    return {row["name"]: codes for row in rows if known.issuperset(codes := tuple(row["ons_codes"].split()))}


def _read_neighbours(path: Path, names: Mapping[str, str]) -> dict[str, tuple[Neighbour, ...]]:
    found: dict[str, tuple[Neighbour, ...]] = {}
    for row in read_table(path) if path.exists() else ():
        pairs = [each.partition(":") for each in row["neighbours"].split("|")]
        found[row["area"]] = found.get(row["area"], ()) + tuple(
            Neighbour(area=code, name=names[code], rank=rank, closeness=closeness, model=row["model"])
            for rank, (code, _, closeness) in enumerate(pairs, start=1)
        )
    return found


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
