"""Does a team know enough, and is nobody too near? Small tables; the register's facts are the independent truth."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories.small import framework
from joint_inspection.areas import Agency, Area, Register, load_register
from joint_inspection.frameworks.load import published
from joint_inspection.inspections.interests import Interest, InterestKind, Vicinity
from joint_inspection.inspections.settings import LookBack, team_settings
from joint_inspection.inspections.team import (
    Member,
    Team,
    check_team,
    gaps,
    may_stay_away,
    themes_of,
)

ON = date(2026, 3, 2)
FORCE, BOARD = (Agency(id=f"{kind}:1", kind=kind, name=f"The {kind}") for kind in ("police", "health"))


def area(code: str, *agencies: Agency, touches: tuple[str, ...] = ()) -> Area:
    council = Agency(id=f"council:{code}", kind="council", name=f"{code} council")
    return Area(ons_code=code, name=code, region="North", kind="county", agencies=(council, *agencies), touches=touches)


HERE = area("Here", FORCE, BOARD, touches=("Beside",))
REGISTER = Register(areas=(HERE, area("Beside"), area("Same force", FORCE), area("Far"), area("Same board", BOARD)))
VICINITY = Vicinity(area=HERE, register=REGISTER, on=ON)


def works(code: str, end: int | None = None, kind: str = "employment") -> Interest:
    return Interest(kind=InterestKind(kind), body=f"council:{code}", name=f"{code} council", start=2015, end=end)


def test_neighbours_touch_or_share_an_agency():
    assert VICINITY.neighbours == {
        "Beside": "touches Here",
        "Same force": "shares The police with Here",
        "Same board": "shares The health with Here",
    }


AGAIN = ". Choose an adviser from another part of the country"


@pytest.mark.parametrize(
    ("declared", "says"),
    [
        ([works("Far")], None),
        ([works("Far"), works("Beside", end=2025)], None),
        ([works("Far"), works("Here", end=2019)], None),
        (
            [works("Far"), works("Here", end=2020)],
            "The adviser worked for Here council until 2020; 6 years have to pass",
        ),
        ([works("Here")], "The adviser works for Here council, which serves Here"),
        ([works("Beside")], "The adviser works for Beside council, and Beside touches Here"),
        ([works("Same force")], "The adviser works for Same force council, and Same force shares The police with Here"),
        (
            [works("Far"), works("Here", kind="financial")],
            "The adviser has a financial interest in Here council, which is inspected",
        ),
    ],
)  # fmt: skip
def test_an_adviser_comes_from_elsewhere(declared, says):
    assert VICINITY.why_not_adviser(declared) == ((says + AGAIN,) if says else ())


@pytest.mark.parametrize("declared", [[], [works("Far", end=2024)]])
def test_an_adviser_works_somewhere_now(declared):
    assert [says.split(":")[0] for says in VICINITY.why_not_adviser(declared)] == ["Say for whom the adviser works now"]


def test_the_look_back_is_a_setting():
    longer = team_settings().model_copy(update={"look_back": LookBack(years=10, setting="A test.")})
    declared = [works("Far"), works("Here", end=2017)]
    assert VICINITY.why_not_adviser(declared) == ()
    assert len(replace(VICINITY, settings=longer).why_not_adviser(declared)) == 1


@pytest.mark.parametrize(
    ("interest", "found"),
    [
        (works("Here"), True),
        (works("Here", end=2019), False),
        (works("Beside"), False),
        (works("Here", kind="family"), True),
        (works("Here", kind="inspection"), False),
        (Interest(kind=InterestKind.EMPLOYMENT, body="police:1"), True),
        (Interest(kind=InterestKind.PROFESSIONAL, body="Here"), True),
        (Interest(kind=InterestKind.VALUES, says="Something"), True),
    ],
)
def test_what_somebody_has_to_rule_on(interest, found):
    assert VICINITY.found_in([interest]) == ((interest,) if found else ())


# Real areas, and what everybody can see on a map


def real(name: str) -> Vicinity:
    register = load_register()
    return Vicinity(area=register.find(name), register=register, on=ON)


@pytest.mark.parametrize(
    ("of", "neighbour", "expected"),
    [
        ("Kent", "Medway", True),
        ("Kent", "East Sussex", True),
        ("Kent", "Cornwall", False),
        ("Leeds", "Bradford", True),
        ("Leeds", "Middlesbrough", False),
        ("County Durham", "Northumberland", True),
        ("Haringey", "Croydon", True),  # one police force
        ("Portsmouth", "Hampshire", True),  # across water, one police force
    ],
)
def test_neighbours_of_real_areas(of, neighbour, expected):
    assert (load_register().find(neighbour).ons_code in real(of).neighbours) is expected


def test_neighbours_are_mutual():
    register = load_register()
    near = {area.ons_code: Vicinity(area=area, register=register, on=ON).neighbours for area in register.active(ON)}
    assert [(one, other) for one in near for other in near[one] if one not in near[other]] == []


# Gaps


def member(ref: str, role: str, inspectorate: str | None, *knows: str, **more) -> Member:
    return Member(ref=ref, role=role, inspectorate=inspectorate, competences=frozenset(knows), **more)


HARBOUR = framework(kinds={"full": True, "long": True, "look": False}).model_copy(
    update={"agencies": ("council", "health")}
)
FULL = HARBOUR.kind("full")
LEAD = member("a", "lead_inspector", "ofsted", "social_care")
HEALTH = (member("b", "team_inspector", "cqc", "health"), member("c", "team_inspector", "cqc"))
ADVISER = member("z", "sector_adviser", None, "health", "social_care", interests=(works("Far"),))


def found(*members: Member, **more) -> list[str]:
    team = Team(members=members, not_taking_part=more.pop("not_taking_part", frozenset()))
    given = {"framework": HARBOUR, "kind": FULL, "theme": None, "vicinity": VICINITY} | more
    return [each.id for each in gaps(team, **given)]


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ((LEAD, *HEALTH), []),
        ((LEAD, *HEALTH, ADVISER), []),
        ((), ["numbers:ofsted", "numbers:cqc", "lead", "agency:council", "agency:health"]),
        ((LEAD, HEALTH[0]), ["numbers:cqc"]),
        ((LEAD, HEALTH[1], ADVISER), ["numbers:cqc", "agency:health"]),  # an adviser closes no gap
        ((replace(LEAD, competences=frozenset()), *HEALTH), ["agency:council"]),
        ((replace(LEAD, interests=None), *HEALTH), ["undeclared:a"]),
        ((replace(LEAD, inspections_here=3), *HEALTH), ["rotation:a"]),
        ((replace(LEAD, interests=(works("Here", 2024, "inspection"),) * 3), *HEALTH), ["rotation:a"]),
        ((replace(LEAD, interests=(works("Here", 2012, "inspection"),) * 3), *HEALTH), []),
        ((LEAD, replace(LEAD, ref="d"), *HEALTH), ["lead"]),
    ],
)
def test_what_a_team_lacks(members, expected):
    assert found(*members) == expected


def test_an_inspectorate_that_stays_away_is_not_missed_but_its_knowledge_is():
    assert found(LEAD, not_taking_part=frozenset({"cqc"})) == ["agency:health"]
    assert found(LEAD, not_taking_part=frozenset({"cqc"}), agencies=["council"]) == []


@pytest.mark.parametrize(
    ("theme", "expected"),
    [(None, ["theme"]), ("exploitation", ["theme:exploitation"]), ("neglect", [])],
)
def test_a_team_knows_its_theme(theme, expected):
    themes = [
        {"id": "exploitation", "title": "Exploitation", "competence": ["exploitation"], "setting": "A test."},
        {"id": "neglect", "title": "Neglect", "competence": ["social_care"], "setting": "A test."},
    ]
    cycle = HARBOUR.model_dump(mode="json", by_alias=True, exclude_none=True)["cycle"] | {"themes": themes}
    with_themes = type(HARBOUR).model_validate(
        HARBOUR.model_dump(mode="json", by_alias=True, exclude_none=True) | {"cycle": cycle}
    )
    assert [each.id for each in themes_of(with_themes, ON)] == ["exploitation", "neglect"]
    assert found(LEAD, *HEALTH, framework=with_themes, theme=theme) == expected


def test_accepted_gaps_no_longer_stand_in_the_way_and_nearness_always_does():
    near = replace(ADVISER, interests=(works("Beside"),))
    team = Team(members=(LEAD, HEALTH[0], near, replace(HEALTH[1], interests=(works("Here"),))))
    given = {"framework": HARBOUR, "kind": FULL, "theme": None, "vicinity": VICINITY}
    wheres = [problem.where for problem in check_team(team, **given, accepted=["numbers:cqc"])]
    assert wheres == ["team.z", "team.c"]
    ruled = replace(team, members=(LEAD, *HEALTH[:1], replace(team.members[3], allowed=True)))
    assert [problem.where for problem in check_team(ruled, **given)] == []


def test_every_word_for_a_competence_in_a_published_framework_is_known():
    used = {
        word
        for each in published()
        for named in (*(role for kind in each.kinds for role in kind.team.roles), *each.cycle.themes)
        for word in named.competence
    }
    assert used - set(team_settings().competences) == set()


def test_somebody_can_know_every_agency_that_a_published_framework_looks_at():
    kinds = {kind for each in published() for kind in each.agencies}
    assert [kind for kind in kinds if not team_settings().knowing(kind)] == []


def test_who_may_stay_away():
    harbour = HARBOUR.model_copy(
        update={
            "inspectorates": HARBOUR.inspectorates.model_copy(
                update={
                    "partners": (
                        HARBOUR.inspectorates.partners[0].model_copy(update={"participation": "per_inspection"}),
                    )
                }
            )
        }
    )
    assert [may_stay_away(each, FULL, name) for each in (HARBOUR, harbour) for name in ("ofsted", "cqc")] == [
        False, False, False, True,
    ]  # fmt: skip


@given(
    st.lists(
        st.tuples(st.sampled_from(["ofsted", "cqc"]), st.sampled_from(["social_care", "health", "police"])), max_size=8
    ),
    st.tuples(st.sampled_from(["ofsted", "cqc"]), st.sampled_from(["social_care", "health", "police"])),
)
def test_one_more_inspector_never_opens_a_gap(people, one_more):
    members = [member(str(n), "team_inspector", *each) for n, each in enumerate(people)]
    more = member("more", "team_inspector", *one_more)
    assert set(found(*members, more)) <= set(found(*members))
