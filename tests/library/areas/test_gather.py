"""How the publishers' tables become the register, on small made-up ones."""

import json
from datetime import date

import pytest

from factories.publishers import publish
from joint_inspection.areas import read_register
from joint_inspection.areas.gather import gather, write
from joint_inspection.errors import InvalidInput

DAY = date(2025, 6, 1)
OLD = {
    "ons_code": "E10000021", "la_name": "Northamptonshire", "region": "East Midlands", "la_type": "County",
    "la_active_to": "2021-03-31", "successor_ons_codes": "E06000061;E06000062", "police_area_code": "E23000022",
    "police_area": "Northamptonshire",
}  # fmt: skip
NORTH = {
    "ons_code": "E06000061", "la_name": "North Northamptonshire", "region": "East Midlands",
    "la_type": "Unitary Authority", "la_active_from": "2021-04-01", "former_ons_codes": "E10000021;E07000150",
    "police_area_code": "E23000022", "police_area": "Northamptonshire", "icb_main_ods": "QPM",
    "icb_main": "NHS Northamptonshire Integrated Care Board", "icb_main_share": "1.0",
    "probation_region_assumed": "East Midlands",
}  # fmt: skip
WEST = NORTH | {"ons_code": "E06000062", "la_name": "West Northamptonshire", "region": "East midlands"}


def gathered(tmp_path):
    write(gather(tmp_path / "in", on=DAY), tmp_path / "out")
    return read_register(tmp_path / "out")


def test_the_register_alone_is_enough(tmp_path):
    publish(tmp_path / "in", "la_register.csv", OLD, NORTH, WEST)
    register = gathered(tmp_path)
    north = register.get("E06000061")
    assert (north.predecessors, north.successors, north.former_codes) == (("E10000021",), (), ("E07000150",))
    assert [agency.id for agency in north.agencies] == [
        "council:E06000061",
        "police:E23000022",
        "health:QPM",
        "youth_justice:E06000061",
        "probation:east-midlands-probation-region",
        "schools:E06000061",
        "partnership:E06000061",
    ]
    assert {agency.kind for agency in north.agencies if agency.assumed} == {
        "health",
        "youth_justice",
        "probation",
        "partnership",
    }
    assert (north.population_0_17, north.centre, north.hexagon) == (None, None, None)
    assert {area.region for area in register.areas} == {"East Midlands"}


def test_the_other_tables_add_what_they_tell(tmp_path):
    folder = tmp_path / "in"
    publish(folder, "la_register.csv", OLD, NORTH, WEST)
    publish(
        folder,
        "la_icb_lookup_2024.csv",
        {"ons_code": "E06000061", "icb_ods_code": "QXX", "icb_name": "Small board", "share_of_lsoas": "0.25"},
        {"ons_code": "E06000061", "icb_ods_code": "QPM", "icb_name": "Large board", "share_of_lsoas": "0.75"},
    )
    publish(
        folder,
        "population_0_17.csv",
        {"ons_code": "E06000061", "year": "2024", "population_estimate": "81000"},
        {"ons_code": "E06000061", "year": "2023", "population_estimate": "80000"},
        {"ons_code": "E06000062", "year": "2024", "population_estimate": "x"},
    )
    publish(
        folder,
        "statistical_neighbours.csv",
        {"model": "2025-05", "ons_code": "E06000061", "rank": "1", "neighbour_ons": "E06000062", "closeness": "Close"},
    )
    publish(
        folder,
        "hmip_youth_justice_ratings.csv",
        {"la_name": "Northamptonshire - JI", "ons_code": "E10000021", "publication_date": "2023-10-13"},
    )
    (folder / "la_hexes.json").write_text(json.dumps({"layout": "odd-r", "hexes": {"E06000061": {"q": 3, "r": 7}}}))
    square = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}
    beside = {"type": "MultiPolygon", "coordinates": [[[[1, 1], [2, 1], [2, 2], [1, 1]]]]}
    outlines = [
        {"properties": {"ons_code": code}, "geometry": shape}
        for code, shape in (("E06000061", square), ("E06000062", beside), ("W06000001", square))
    ]
    (folder / "la_boundaries_simplified.geojson").write_text(json.dumps({"features": outlines}))
    register = gathered(tmp_path)
    north, west = register.get("E06000061"), register.get("E06000062")
    assert [(each.name, each.share) for each in north.agencies_of("health")] == [
        ("Large board", 0.75),
        ("Small board", 0.25),
    ]
    assert (north.population_0_17, west.population_0_17) == (81000, None)
    assert north.hexagon == (3, 7)
    assert (north.touches, west.touches) == (("E06000062",), ("E06000061",))
    assert [(each.name, each.closeness, each.model) for each in register.neighbours("E06000061")] == [
        ("West Northamptonshire", "close", "2025-05")
    ]
    assert north.agencies_of("youth_justice") == west.agencies_of("youth_justice")
    assert [problem.line for problem in gather(folder, on=DAY).unplaced] == [4]


def test_sources_say_who_published_what_and_when_it_was_gathered(tmp_path):
    publish(tmp_path / "in", "la_register.csv", NORTH)
    gathered(tmp_path)
    (source,) = json.loads((tmp_path / "out" / "sources.json").read_text())
    assert (source["table"], source["licence"], source["gathered"]) == (
        "la_register.csv",
        "Open Government Licence v3.0",
        "2025-06-01",
    )


def test_without_the_register_nothing_can_be_gathered(tmp_path):
    with pytest.raises(InvalidInput, match=r"Put la_register.csv into"):
        gather(tmp_path, on=DAY)


def test_a_register_without_names_gets_advice(tmp_path):
    (tmp_path / "la_register.csv").write_text("ons_code,region\nE06000061,East Midlands\n")
    with pytest.raises(InvalidInput, match=r"la_register.csv:1: heading: Add the column la_name"):
        gather(tmp_path, on=DAY)
