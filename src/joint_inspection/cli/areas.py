"""``joint-inspection areas``: who is inspected, and by which agencies each area is served."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from joint_inspection.cli.output import add_verb, print_json, say

if TYPE_CHECKING:
    from joint_inspection.areas import Area, Register


def add_verbs(verbs: Any) -> None:
    """Add the verbs of the noun."""
    parser = add_verb(verbs, "list", print_list, "Print the areas that exist, or that existed on a day.")
    parser.add_argument("--on", metavar="DATE", help="as on this day")
    parser.add_argument("--all", action="store_true", help="with the abolished areas")
    parser = add_verb(
        verbs, "show", show, "Print one area: its agencies, what it took over from, what took over from it."
    )
    parser.add_argument("area", metavar="NAME_OR_CODE")
    parser.add_argument("--on", metavar="DATE", help="the area of this name on this day")
    parser = add_verb(verbs, "import", bring_in, "Make the register's tables from the publishers' tables in a folder.")
    parser.add_argument("folder", metavar="DIR")
    parser.add_argument("--out", required=True, metavar="DIR", help="where to write the tables")
    parser.add_argument("--gathered", metavar="DATE", help="when the tables were gathered; today unless said")


def print_list(options: argparse.Namespace) -> None:
    """Print one line an area."""
    from joint_inspection.areas import load_register
    from joint_inspection.dates import parse_date

    register = load_register()
    if options.on is not None:
        areas = register.active(parse_date(options.on, where="on"))
    else:
        areas = tuple(area for area in register.areas if options.all or area.active_to is None)
    if options.json:
        print_json([_brief(area) for area in sorted(areas, key=lambda area: area.name)])
        return
    for area in sorted(areas, key=lambda area: area.name):
        gone = f"  (until {area.active_to})" if area.active_to else ""
        print(f"{area.ons_code}  {area.name:<36} {area.region}{gone}")
    say(f"{len(areas)} areas")


def show(options: argparse.Namespace) -> None:
    """Print one area."""
    from joint_inspection.areas import load_register
    from joint_inspection.dates import parse_date

    register = load_register()
    on = parse_date(options.on, where="on") if options.on is not None else None
    area = register.find(options.area, on=on)
    if options.json:
        print_json(_whole(area, register))
    else:
        _print_area(area, register)


def bring_in(options: argparse.Namespace) -> None:
    """Write the register's tables from the publishers'."""
    from pathlib import Path

    from joint_inspection.areas.gather import gather, write
    from joint_inspection.cli.outcomes import gathered_on

    gathered = gather(Path(options.folder), on=gathered_on(options))
    write(gathered, Path(options.out))
    counts = {name: len(rows) for name, rows in gathered.tables.items()}
    unplaced = [{"file": each.file, "row": each.line, "says": each.says} for each in gathered.unplaced]
    if options.json:
        print_json({"written": counts, "unplaced": unplaced})
        return
    for name, rows in counts.items():
        print(f"{rows:>6}  {name}")
    for row in unplaced:
        print(f"{row['file']}:{row['row']}: {row['says']}")


def _brief(area: Area) -> dict[str, object]:
    return {
        "ons_code": area.ons_code, "name": area.name, "region": area.region,
        "active": [area.active_from, area.active_to],
    }  # fmt: skip


def _whole(area: Area, register: Register) -> dict[str, object]:
    return _brief(area) | {
        "kind": area.kind,
        "agencies": [
            {"id": agency.id, "kind": agency.kind, "name": agency.name, "code": agency.code, "share": agency.share,
             "assumed": agency.assumed, "areas_served": len(_others(agency.id, area, register)) + 1}
            for agency in area.agencies
        ],
        "predecessors": area.predecessors,
        "predecessor_names": [register.get(code).name for code in area.predecessors],
        "successors": area.successors,
        "successor_names": [register.get(code).name for code in area.successors],
        "former_codes": area.former_codes,
        "population_0_17": area.population_0_17,
        "neighbours": register.neighbours(area.ons_code),
        "fictional": area.fictional,
    }  # fmt: skip


def _others(agency_id: str, area: Area, register: Register) -> list[Area]:
    """The other areas that an agency serves today, or for an abolished area any."""
    return [
        each for each in register.served_by(agency_id)
        if each != area and (each.active_to is None or area.active_to is not None)
    ]  # fmt: skip


def _print_area(area: Area, register: Register) -> None:
    print(f"{area.name}  {area.ons_code}\n{area.kind}, {area.region}")
    if area.active_from or area.active_to:
        print(f"Exists from {area.active_from or 'before the register'} to {area.active_to or 'now'}")
    for title, codes in (("Took over from", area.predecessors), ("Taken over by", area.successors)):
        if codes:
            print(f"{title}: {', '.join(f'{register.get(code).name} ({code})' for code in codes)}")
    if area.former_codes:
        print(f"Former codes: {', '.join(area.former_codes)}")
    if area.population_0_17:
        print(f"Children aged 0 to 17: {area.population_0_17:,}")
    print("\nAgencies")
    for agency in area.agencies:
        others = len(_others(agency.id, area, register))
        parts = [
            f"{agency.share:.0%} of the area" if agency.share < 1 else "",
            f"serves {others} more" if others else "",
            "assumed" if agency.assumed else "",
        ]
        print(f"  {agency.name:<60} {', '.join(part for part in parts if part)}".rstrip())
    neighbours = register.neighbours(area.ons_code)
    if neighbours:
        print(f"\nStatistical neighbours, model of {neighbours[0].model}")
        print("  " + ", ".join(each.name for each in neighbours))
