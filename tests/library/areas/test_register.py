"""Facts of the carried register, each against something known from elsewhere."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from joint_inspection.areas import load_register
from joint_inspection.errors import InvalidInput

REGISTER = load_register()
TODAY = date(2025, 6, 1)
ACTIVE = REGISTER.active(TODAY)


def names(areas):
    return [area.name for area in areas]


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (
            "2009-03-31",
            148,
        ),  # the counties of Bedfordshire and Cheshire, split the next day, are older than the register
        ("2009-04-01", 152),
        ("2019-03-31", 152),
        ("2019-04-01", 151),  # three Dorset authorities became two
        ("2021-04-01", 152),  # Northamptonshire was split
        ("2023-04-01", 153),  # Cumbria was split
        ("2025-06-01", 153),
    ],
)
def test_how_many_authorities_there_were(day, number):
    assert len(REGISTER.active(date.fromisoformat(day))) == number


def test_there_are_nine_regions_and_153_authorities():
    assert Counter(area.region for area in ACTIVE) == {
        "London": 33,
        "North West": 24,
        "South East": 19,
        "South West": 15,
        "Yorkshire and the Humber": 15,
        "West Midlands": 14,
        "North East": 12,
        "East of England": 11,
        "East Midlands": 10,
    }


def test_five_are_abolished_with_their_successors():
    abolished = [area for area in REGISTER.areas if area.active_to]
    assert {area.name: names(REGISTER.successors_on(area.ons_code, TODAY)) for area in abolished} == {
        "Bournemouth": ["Bournemouth, Christchurch and Poole"],
        "Poole": ["Bournemouth, Christchurch and Poole"],
        "Dorset (pre-2019 county)": ["Dorset", "Bournemouth, Christchurch and Poole"],
        "Northamptonshire": ["North Northamptonshire", "West Northamptonshire"],
        "Cumbria": ["Cumberland", "Westmorland and Furness"],
    }


@pytest.mark.parametrize(
    ("name", "lineage"),
    [
        ("Leeds", {"Leeds"}),
        ("Cumberland", {"Cumberland", "Cumbria"}),
        ("Westmorland and Furness", {"Westmorland and Furness", "Cumbria"}),
        ("North Northamptonshire", {"North Northamptonshire", "Northamptonshire"}),
        ("Dorset", {"Dorset", "Dorset (pre-2019 county)"}),
        (
            "Bournemouth, Christchurch and Poole",
            {"Bournemouth, Christchurch and Poole", "Bournemouth", "Poole", "Dorset (pre-2019 county)"},
        ),
    ],
)
def test_history_follows_succession_and_goes_to_every_successor(name, lineage):
    area = REGISTER.find(name, TODAY)
    codes = REGISTER.lineage(area.ons_code)
    assert codes[0] == area.ons_code
    assert {REGISTER.get(code).name for code in codes} == lineage


def test_a_new_code_of_the_same_authority_keeps_its_history():
    somerset = REGISTER.get("E10000027")
    assert (somerset.name, somerset.ons_code) == ("Somerset", "E06000066")
    assert REGISTER.lineage("E06000066") == ("E06000066", "E10000027")


def test_succession_is_told_both_ways():
    for area in REGISTER.areas:
        for code in area.successors:
            assert area.ons_code in REGISTER.get(code).predecessors
        for code in area.predecessors:
            assert area.ons_code in REGISTER.get(code).successors


def test_an_authority_ends_the_day_before_its_successors_begin():
    for area in REGISTER.areas:
        for code in area.successors:
            assert (REGISTER.get(code).active_from - area.active_to).days == 1


def test_one_police_force_serves_many_areas():
    served = Counter(area.agencies_of("police")[0].name for area in ACTIVE)
    assert len(served) == 39  # the territorial forces of England
    assert served["Metropolitan Police"] == 32
    assert served["Greater Manchester police"] == 10
    assert served["Dorset police"] == 2


def test_forty_two_health_boards_cover_every_area_once():
    boards = {agency.id for area in ACTIVE for agency in area.agencies_of("health")}
    assert len(boards) == 42
    for area in ACTIVE:
        assert sum(agency.share for agency in area.agencies_of("health")) == pytest.approx(1, abs=1e-3)


def test_served_by_finds_what_a_search_through_all_areas_finds():
    for agency_id in REGISTER.agencies:
        brute_force = [
            area.ons_code
            for area in (*REGISTER.areas, *REGISTER.fictional)
            if any(agency.id == agency_id for agency in area.agencies)
        ]
        assert [area.ons_code for area in REGISTER.served_by(agency_id)] == brute_force
        assert brute_force != []


def test_services_shared_by_areas_are_one_agency():
    assert {
        agency.name: names(REGISTER.served_by(agency.id, TODAY))
        for agency in REGISTER.agencies.values()
        if agency.kind == "youth_justice"
        and len(REGISTER.served_by(agency.id, TODAY)) > 1
        and not REGISTER.served_by(agency.id)[0].fictional
    } == {
        "Bedfordshire youth justice service": ["Bedford", "Central Bedfordshire"],
        "Dorset youth justice service": ["Bournemouth, Christchurch and Poole", "Dorset"],
        "Northamptonshire youth justice service": ["North Northamptonshire", "West Northamptonshire"],
        "Tower Hamlets and City of London youth justice service": ["City of London", "Tower Hamlets"],
        "West Mercia youth justice service": ["Herefordshire", "Telford and Wrekin", "Shropshire", "Worcestershire"],
    }


def test_every_area_has_every_kind_of_agency_and_assumptions_are_marked():
    kinds = {"council", "police", "health", "youth_justice", "probation", "schools", "partnership"}
    for area in REGISTER.areas:
        assert {agency.kind for agency in area.agencies} == kinds
    assert all(agency.assumed for area in REGISTER.areas for agency in area.agencies_of("probation"))
    assert not any(agency.assumed for area in REGISTER.areas for agency in area.agencies_of("police"))


def test_every_existing_area_has_its_own_hexagon_a_middle_and_children():
    assert len({area.hexagon for area in ACTIVE}) == 153
    assert all(-7 < area.centre[0] < 2 and 49 < area.centre[1] < 56 for area in ACTIVE)
    children = {area.name: area.population_0_17 for area in ACTIVE}
    assert max(children, key=children.get) == "Kent"
    assert sorted(children, key=children.get)[:2] == ["Isles of Scilly", "City of London"]
    assert 11_500_000 < sum(children.values()) < 12_500_000


def test_ten_neighbours_by_the_newest_model_none_itself():
    for area in REGISTER.areas:
        neighbours = REGISTER.neighbours(area.ons_code)
        assert {each.model for each in neighbours} == {"2025-05"}
        assert [each.rank for each in neighbours] == list(range(1, 11))
        assert area.ons_code not in {each.area for each in neighbours}
    assert {each.model for each in REGISTER.neighbours("E08000035", model="2021-04")} == {"2021-04"}


def test_invented_areas_are_never_in_a_national_list():
    assert len(REGISTER.fictional) == 6
    assert all(area.name.endswith("(fictional)") and area.region == "Fictional region" for area in REGISTER.fictional)
    assert not {area.ons_code for area in REGISTER.fictional} & {area.ons_code for area in ACTIVE}
    assert REGISTER.find("X99000001").fictional
    assert not {agency.id for area in REGISTER.fictional for agency in area.agencies} & {
        agency.id for area in REGISTER.areas for agency in area.agencies
    }


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("Bristol", "E06000023"),
        ("city of bristol", "E06000023"),
        ("Bristol City Council", "E06000023"),
        ("Brighton & Hove", "E06000043"),
        ("St Helens", "E08000013"),
        ("Hull", "E06000010"),
        ("Durham", "E06000047"),
        ("Royal Borough of Greenwich", "E09000011"),
        ("London Borough of Barnet", "E09000003"),
        ("Kent County Council", "E10000016"),
        ("Southend-on-Sea", "E06000033"),
        ("Stockton on Tees", "E06000004"),
        ("City of London", "E09000001"),
        ("Bournemouth Christchurch & Poole", "E06000058"),
        ("Wéstminster", "E09000033"),
        ("  leeds ", "E08000035"),
        ("e08000035", "E08000035"),
        ("E10000002", "E06000060"),
        ("Northamptonshire", "E10000021"),
        ("Dorset", "E06000059"),
    ],
)
def test_finding_by_name_or_code(asked, code):
    assert REGISTER.find(asked).ons_code == code


@pytest.mark.parametrize(
    ("asked", "on", "code"),
    [
        ("Dorset", "2015-01-01", "E10000009"),
        ("Dorset", "2019-03-31", "E10000009"),
        ("Dorset", "2019-04-01", "E06000059"),
        ("Cumbria", "2023-03-31", "E10000006"),
    ],
)
def test_finding_the_area_of_a_day(asked, on, code):
    assert REGISTER.find(asked, on=date.fromisoformat(on)).ons_code == code


@pytest.mark.parametrize(
    ("asked", "on", "says"),
    [
        ("Suffok", None, "did you mean Suffolk (E10000029)?"),
        ("Westmorland", None, "did you mean Westmorland and Furness (E06000064)?"),
        ("London", None, "did you mean City of London (E09000001)?"),
        ("Bathh", None, "did you mean Bath and North East Somerset (E06000022)?"),
        ("E06999999", None, "No area is called 'E06999999'"),
        ("", None, "`areas list` shows every name and code"),
        ("Cumbria", "2023-04-01", "ask for what took its place: Cumberland (E06000063), Westmorland and Furness"),
        ("Cumberland", "2020-01-01", "ask for what was there before: Cumbria (E10000006)"),
        ("Bedford", "2009-03-31", "Bedford exists only from 2009-04-01; ask for a later date"),
    ],
)
def test_an_unknown_name_gets_near_misses(asked, on, says):
    with pytest.raises(InvalidInput) as error:
        REGISTER.find(asked, on=on and date.fromisoformat(on))
    assert says in str(error.value)


def test_an_ambiguous_name_lists_every_area_it_may_mean():
    with pytest.raises(InvalidInput) as error:
        REGISTER.find("Kingston")
    assert [problem.says for problem in error.value.problems] == [
        "'Kingston' could mean Kingston upon Thames; ask for E09000021",
        "'Kingston' could mean Kingston upon Hull; ask for E06000010",
    ]


def dressed(name, *, case, ampersand, council, spaces):
    name = name.replace(" and ", " & ") if ampersand else name
    return spaces + getattr(f"{name}{council}", case)() + spaces


@settings(deadline=None)
@given(
    area=st.sampled_from(ACTIVE),
    case=st.sampled_from(["upper", "lower", "title", "swapcase"]),
    ampersand=st.booleans(),
    council=st.sampled_from(["", " Council", " City Council", " County Council", " Borough Council", " (LA)"]),
    spaces=st.sampled_from(["", " ", "\t"]),
)
def test_a_name_is_found_however_it_is_dressed(area, case, ampersand, council, spaces):
    if area.name == "City of London" and council:
        return  # it has a corporation; without "City of" nothing but a region's name would be left
    asked = dressed(area.name, case=case, ampersand=ampersand, council=council, spaces=spaces)
    assert REGISTER.find(asked).ons_code == area.ons_code


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_text_finds_an_area_or_gets_advice(text):
    try:
        found = [REGISTER.find(text).name]
    except InvalidInput as error:
        found = [problem.says for problem in error.problems]
    assert all(found)
    assert found != []


def test_areas_touch_one_another_both_ways_and_never_themselves():
    register = load_register()
    everyone = {area.ons_code: area for area in (*register.areas, *register.fictional)}
    one_way = [
        (code, other) for code, area in everyone.items() for other in area.touches
        if code not in everyone[other].touches or code == other
    ]  # fmt: skip
    assert one_way == []
    kent = {register.get(code).name for code in register.find("Kent").touches}
    assert kent == {"Bexley", "Bromley", "East Sussex", "Medway", "Surrey"}
    alone = [area.name for area in register.active(date(2025, 6, 1)) if not area.touches]
    assert alone == ["Isle of Wight", "Isles of Scilly", "Portsmouth"]
