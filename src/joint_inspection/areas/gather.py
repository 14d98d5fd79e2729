"""How do the publishers' tables become the register that the package carries?

``gather`` reads a folder of them and returns small tables of our own schema; ``write`` puts those into a folder that
``read_register`` reads. Only the register of authorities itself must be there.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from joint_inspection.areas.names import bare_name, plain_name
from joint_inspection.errors import InvalidInput, Problem, invalid
from joint_inspection.tables import Row, read_table, write_table

PUBLISHERS = Path(__file__).with_name("data") / "publishers.yaml"
Cells = dict[str, object]

COLUMNS = {
    "areas.csv": (
        "ons_code", "name", "region", "kind", "active_from", "active_to", "successors", "former_codes",
        "population_0_17", "longitude", "latitude", "hex_column", "hex_row",
    ),
    "agencies.csv": ("id", "kind", "name", "code"),
    "serves.csv": ("agency", "area", "share", "assumed"),
    "neighbours.csv": ("area", "model", "neighbours"),
    "touching.csv": ("area", "touches"),
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """A register as tables of our own schema, with where they came from."""

    tables: Mapping[str, tuple[Cells, ...]]
    sources: tuple[Cells, ...]
    unplaced: tuple[Problem, ...] = ()
    """What could not be read, and why."""


def gather(folder: Path, *, on: date) -> Gathered:
    """Read the publishers' tables in a folder; ``on`` is the day of gathering, kept with the sources."""
    register = _register(folder)
    codes = [row["ons_code"] for row in register]
    serves, agencies = _agencies(folder, register)
    children, unplaced = _children(folder)
    return Gathered(
        tables={
            "areas.csv": tuple(_areas(folder, register, children)),
            "agencies.csv": tuple(agencies.values()),
            "serves.csv": tuple(serves),
            "neighbours.csv": tuple(_neighbours(folder, set(codes))),
            "touching.csv": tuple(_touching(folder, set(codes))),
        },
        sources=tuple(_sources(folder, on=on)),
        unplaced=tuple(unplaced),
    )


def write(gathered: Gathered, folder: Path) -> None:
    """Write the tables and ``sources.json`` into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, columns in COLUMNS.items():
        write_table(folder / name, columns, gathered.tables[name])
    document = json.dumps(gathered.sources, indent=1, ensure_ascii=False, default=str)
    (folder / "sources.json").write_text(document + "\n", encoding="utf-8")


def _register(folder: Path) -> list[Row]:
    path = folder / "la_register.csv"
    if not path.exists():
        raise invalid("folder", f"Put la_register.csv into {folder}: the register of authorities is read from it")
    return read_table(path, needs=("ons_code", "la_name", "region"))


def _areas(folder: Path, register: list[Row], children: Mapping[str, int]) -> Iterable[Cells]:
    centres, hexes = _centres(folder), _hexes(folder)
    regions, own_codes = _regions(register), {row["ons_code"] for row in register}
    for row in sorted(register, key=lambda row: row["ons_code"]):
        code = row["ons_code"]
        longitude, latitude = centres.get(code, (None, None))
        column, line = hexes.get(code, (None, None))
        yield {
            "ons_code": code, "name": row["la_name"], "region": regions[plain_name(row["region"])],
            "kind": row["la_type"], "active_from": row.date("la_active_from"), "active_to": row.date("la_active_to"),
            "successors": " ".join(_codes(row["successor_ons_codes"])),
            "former_codes": " ".join(each for each in _codes(row["former_ons_codes"]) if each not in own_codes),
            "population_0_17": children.get(code), "longitude": longitude, "latitude": latitude,
            "hex_column": column, "hex_row": line,
        }  # fmt: skip


def _regions(register: list[Row]) -> dict[str, str]:
    """One spelling a region: the one used most."""
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for row in register:
        spellings[plain_name(row["region"])][row["region"]] += 1
    return {key: counted.most_common(1)[0][0] for key, counted in spellings.items()}


def _children(folder: Path) -> tuple[dict[str, int], list[Problem]]:
    newest: dict[str, tuple[str, int]] = {}
    unplaced: list[Problem] = []
    for row in _optional(folder, "population_0_17.csv"):
        try:
            estimate = int(row.number("population_estimate") or 0)
        except InvalidInput as error:
            unplaced += error.problems
        else:
            newest[row["ons_code"]] = max(newest.get(row["ons_code"], ("", 0)), (row["year"], estimate))
    return {code: number for code, (_, number) in newest.items() if number}, unplaced


def _centres(folder: Path) -> dict[str, tuple[str, str]]:
    return {row["ons_code"]: (row["lon"], row["lat"]) for row in _optional(folder, "la_centroids.csv")}


def _hexes(folder: Path) -> dict[str, tuple[int, int]]:
    path = folder / "la_hexes.json"
    if not path.exists():
        return {}
    hexes: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8-sig"))["hexes"]
    return {code: (place["q"], place["r"]) for code, place in hexes.items()}


def _neighbours(folder: Path, codes: set[str]) -> Iterable[Cells]:
    found: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for row in _optional(folder, "statistical_neighbours.csv"):
        if {row["ons_code"], row["neighbour_ons"]} <= codes:
            word = f"{row['neighbour_ons']}:{row['closeness'].lower()}"
            found[row["ons_code"], row["model"]].append((int(row["rank"]), word))
    for (code, model), ranked in sorted(found.items()):
        yield {"area": code, "model": model, "neighbours": "|".join(word for _, word in sorted(ranked))}


def _touching(folder: Path, codes: set[str]) -> Iterable[Cells]:
    """Areas whose outlines meet: they have a corner in common."""
    path = folder / "la_boundaries_simplified.geojson"
    shapes = json.loads(path.read_text(encoding="utf-8-sig"))["features"] if path.exists() else []
    at: dict[tuple[float, float], set[str]] = defaultdict(set)
    for shape in shapes:
        for corner in _corners(shape["geometry"]):
            at[corner].add(shape["properties"]["ons_code"])
    touches: dict[str, set[str]] = defaultdict(set)
    for meeting in at.values():
        for code in meeting & codes:
            touches[code] |= meeting & codes - {code}
    for code in sorted(code for code in touches if touches[code]):
        yield {"area": code, "touches": " ".join(sorted(touches[code]))}


def _corners(geometry: Mapping[str, Any]) -> Iterable[tuple[float, float]]:
    shapes = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for shape in shapes:
        for ring in shape:
            yield from ((place[0], place[1]) for place in ring)


def _agencies(folder: Path, register: list[Row]) -> tuple[list[Cells], dict[str, Cells]]:
    """Who serves whom, and every agency once."""
    shares = _health_shares(folder)
    together = _joint_youth_justice(folder, register)
    serves: list[Cells] = []
    agencies: dict[str, Cells] = {}
    for row in sorted(register, key=lambda row: row["ons_code"]):
        for kind, code, name, share, assumed in _serving(row, shares, together):
            agency = {"id": f"{kind}:{code or plain_name(name).replace(' ', '-')}", "kind": kind, "name": name}
            agencies.setdefault(agency["id"], {**agency, "code": code})
            link = {"agency": agency["id"], "area": row["ons_code"], "share": f"{share:g}"}
            serves.append({**link, "assumed": "yes" if assumed else ""})
    return serves, agencies


Link = tuple[str, str, str, float, bool]
"""Kind, code, name, share, and whether it is assumed."""


def _serving(row: Row, shares: Mapping[str, list[Link]], together: Mapping[str, tuple[str, str]]) -> Iterable[Link]:
    code, name = row["ons_code"], bare_name(row["la_name"])
    name = ", ".join(part for part in row["la_name"].split(", ") if bare_name(part)) if name else row["la_name"]
    yield "council", code, f"{name} council", 1, False
    if row["police_area"]:
        yield "police", row["police_area_code"], _force(row["police_area"]), 1, False
    if code in shares:
        yield from shares[code]
    elif row["icb_main"]:
        yield "health", row["icb_main_ods"], row["icb_main"], row.number("icb_main_share") or 1, True
    joint = together.get(code)
    service = joint or (code, name)
    yield "youth_justice", service[0], f"{service[1]} youth justice service", 1, joint is None
    if row["probation_region_assumed"]:
        yield "probation", "", f"{row['probation_region_assumed']} probation region", 1, True
    yield "schools", code, f"{name} schools and colleges", 1, False
    yield "partnership", code, f"{name} safeguarding children partnership", 1, True


def _force(police_area: str) -> str:
    name = " ".join(reversed(police_area.split(", ")))
    return name if name.endswith("Police") else f"{name} police"


def _health_shares(folder: Path) -> dict[str, list[Link]]:
    shares: dict[str, list[Link]] = defaultdict(list)
    for row in _optional(folder, "la_icb_lookup_2024.csv"):
        link = ("health", row["icb_ods_code"], row["icb_name"], row.number("share_of_lsoas") or 0, False)
        shares[row["ons_code"]].append(link)
    by_share: Callable[[Link], float] = lambda link: -link[3]  # noqa: E731 (names what mypy cannot infer)
    return {code: sorted(links, key=by_share) for code, links in shares.items()}


def _joint_youth_justice(folder: Path, register: list[Row]) -> dict[str, tuple[str, str]]:
    """Areas that share one youth justice service, with the service's code and name.

    A service still inspected under the name of an abolished authority works for that authority's successors.
    """
    gone = {row["ons_code"]: row for row in register if row["la_active_to"]}
    services: dict[str, tuple[str, str]] = {}
    for row in _optional(folder, "hmip_youth_justice_ratings.csv"):
        codes = _codes(row["ons_code"])
        if len(codes) == 1 and codes[0] in gone and row["publication_date"] > gone[codes[0]]["la_active_to"]:
            codes = _codes(gone[codes[0]]["successor_ons_codes"])
        if len(codes) > 1:
            name = row["la_name"].removeprefix("An inspection of ").removesuffix(" - JI")
            services |= dict.fromkeys(codes, ("", name))
    return services


def _codes(cell: str) -> list[str]:
    return [code for code in cell.replace(",", ";").replace(" ", ";").split(";") if code]


def _optional(folder: Path, name: str) -> list[Row]:
    path = folder / name
    return read_table(path) if path.exists() else []


def _sources(folder: Path, *, on: date) -> Iterable[Cells]:
    import yaml

    said = yaml.safe_load(PUBLISHERS.read_text(encoding="utf-8"))
    for name, words in said["tables"].items():
        if (folder / name).exists():
            yield {"table": name, **words, "licence": words.get("licence", said["licence"]), "gathered": on}
