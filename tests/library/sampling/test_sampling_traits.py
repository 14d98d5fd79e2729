"""What the lists tell about a child, list by list, in small tables."""

from datetime import date

import pytest

from factories.samples import ON, framework
from joint_inspection.casedata.model import CaseData, Record
from joint_inspection.errors import InvalidInput
from joint_inspection.frameworks.load import find, published
from joint_inspection.frameworks.requests import every_list
from joint_inspection.sampling.population import as_json, from_json, population
from joint_inspection.sampling.traits import theme


def lists(**rows):
    """Lists by name; each row is what a record says of the child ``c`` unless it names another."""
    records = {
        name: tuple(
            Record(list=name, file="f", sheet=name, row=n, answers={"child": "c"} | row)
            for n, row in enumerate(each, 2)
        )
        for name, each in rows.items()
    }
    return CaseData(asked=every_list(), matches=(), records=records, on=ON)


def told(data, name):
    people = population(data, framework(strata=(name,)))
    return people.untold.get(name) or {child.id: child.traits[name] for child in people.children}["c"]


@pytest.mark.parametrize(
    ("name", "rows", "value"),
    [
        ("sex", {"contacts": [{"gender": "female"}, {"gender": "male"}, {"gender": "female"}]}, "female"),
        ("sex", {"contacts": [{"gender": "not_stated_recorded"}], "referrals": [{"gender": "male"}]}, "male"),
        ("sex", {"contacts": [{}], "referrals": [{"gender": "male", "child": "d"}]}, "not known"),
        ("sex", {"contacts": [{}]}, "no list that came says gender"),
        ("ethnicity", {"contacts": [{"ethnicity": "aind"}, {"ethnicity": "aind"}, {"ethnicity": "nobt"}]}, "asian"),
        ("age_band", {"contacts": [{"born": date(2024, 6, 2)}]}, "under 1"),
        ("age_band", {"contacts": [{"born": date(2024, 6, 1)}]}, "1 to 4"),
        ("age_band", {"contacts": [{"born": date(2009, 6, 1)}]}, "16 and over"),
        ("age_band", {"contacts": [{"born": date(2009, 6, 2)}]}, "10 to 15"),
        ("under_one", {"contacts": [{"born": date(2025, 1, 2)}]}, "yes"),
        ("age_band", {"contacts": [{"born": date(2025, 9, 1)}]}, "not known"),
        ("list", {"contacts": [{}], "children_in_care": [{}]}, "children_in_care"),
        ("status", {"children_in_care": [{"care_end": ON}], "child_protection": [{}]}, "protection plan"),
        ("status", {"children_in_care": [{"care_end": ON}]}, "closed"),
        ("disabled", {"assessments": [{"disability": "yes"}, {"disability": "no"}]}, "yes"),
        ("disabled", {"contacts": [{}]}, "no list that came says so"),
        ("placed_out_of_area", {"children_in_care": [{"placement_location": "out"}]}, "yes"),
        ("out_of_area", {"children_in_care": [{"placement_location": "in"}]}, "no"),
        ("missing_or_exploited", {"children_in_care": [{"missing_episodes": 2}]}, "yes"),
        ("missing_or_exploited", {"children_in_care": [{"missing_episodes": 0}]}, "no"),
        ("placement_type", {"children_in_care": [{"placement_type": "u4"}]}, "fostered"),
        ("agencies_involved", {"contacts": [{}], "police_incidents": [{}], "health_contacts": [{}]}, "3 or more"),
        ("agencies_involved", {"contacts": [{}]}, "lists of one agency came"),
        ("known_to_another_agency", {"contacts": [{}], "police_incidents": [{}]}, "yes"),
        ("adopted_or_placed_for_adoption", {"adoption": [{"order_date": ON}]}, "yes"),
        ("locality", {"contacts": [{}]}, "the lists name teams and no localities"),
        ("moon_phase", {"contacts": [{}]}, "nobody said how lists tell it"),
    ],
)
def test_a_trait(name, rows, value):
    assert told(lists(**rows), name) == value


def test_each_child_counts_once_and_rows_without_a_child_are_said():
    people = population(
        lists(contacts=[{}, {}, {"child": "b"}, {"child": None}], adopters=[{"child": None}]), framework()
    )
    assert ([c.id for c in people.children], people.notes) == (
        ["b", "c"], ("1 rows name no child and could not be drawn",),
    )  # fmt: skip


def test_lists_of_another_agency_under_its_own_identifiers_are_left_out_and_said():
    people = population(lists(contacts=[{}], police_incidents=[{"child": "P1"}], health_contacts=[{}]), framework())
    assert [child.id for child in people.children] == ["c"]
    assert people.notes == (
        "No child of the list police_incidents is on another list under its identifier: link the lists first; left out",
    )


def test_where_the_council_sent_nothing_the_first_agency_holds_the_cohort():
    people = population(lists(youth_justice=[{}], police_incidents=[{"child": "P1"}]), framework())
    assert [child.id for child in people.children] == ["c"]


def test_a_theme_narrows_the_cohort():
    data = lists(contacts=[{"child": "a"}, {}], police_incidents=[{"incident_type": "domestic_abuse"}])
    rules = framework(ref="jtai@2022")
    assert [c.id for c in population(data, rules, of_theme="domestic_abuse").children] == ["c"]
    with pytest.raises(InvalidInput, match="has no theme 'neglect'"):
        population(data, rules, of_theme="neglect")


def test_every_theme_of_every_framework_says_which_children_it_is_about():
    themes = {each.id for rules in published() if rules.case_sample for each in rules.cycle.themes}
    assert {name: bool(theme(name)) for name in themes} == dict.fromkeys(themes, True)
    with pytest.raises(InvalidInput):
        theme("weather")


def test_a_population_is_the_same_after_a_file():
    people = population(lists(contacts=[{"gender": "male"}, {"child": "b"}]), find("ilacs@2026"))
    again = from_json(as_json(people), file="p.json")
    assert as_json(again) == as_json(people)


@pytest.mark.parametrize("wrong", [None, [], {}, {"kind": "joint-inspection population 1"}, {"kind": 3}])
def test_a_file_that_is_no_population_is_refused(wrong):
    with pytest.raises(InvalidInput):
        from_json(wrong, file="p.json")
