"""Do the lists tell of the events that the tables say? One table for each list, and one for what children are like."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from factories.case_lists import case_data, every_list
from joint_inspection.casedata.events.build import events_of
from joint_inspection.casedata.events.catalogue import catalogue
from joint_inspection.casedata.events.mapping import mapped_lists, traits

SPEC = Path(__file__).parents[2] / "spec/events"
TABLES = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(SPEC.glob("*.yaml"))}
CASES = [pytest.param(case, id=f"{name}: {case['is']}") for name, cases in TABLES.items() for case in cases]
FIELDS = {each.list.id: {field.id: field for field in each.list.fields} for each in every_list()}


def written(event: dict[str, Any]) -> str:
    """An event as the tables write it: child, position, what, who, when, as known when, detail."""
    at, known = day(event["at"]), day(event["known"])
    parts = [event["child"], event["position"], event["event"], event["agency"], at]
    parts += [f"known {known}"] if known != at else []
    return " ".join(str(part) for part in [*parts, *([event["detail"]] if event["detail"] else [])])


def day(moment: datetime) -> date:
    assert moment.time() == datetime.min.time()
    return moment.date()


@pytest.mark.parametrize("case", CASES)
def test_the_lists_tell_of_the_events_that_the_table_says(case):
    table = events_of(case_data(case["lists"], on=case["as_of"]))
    assert [written(event) for event in table.events.to_pylist()] == case["events"]
    assert dict(table.left_out) == case.get("left_out", {})
    said = [" ".join("-" if each is None else str(each) for each in row.values()) for row in table.children.to_pylist()]
    assert said == case.get("children", said)


def test_every_list_that_is_asked_for_is_mapped_and_has_a_table():
    telling = {name for name, readings in mapped_lists().items() if readings}
    assert set(mapped_lists()) == set(FIELDS)
    assert {*telling, "lists_without_events", "traits"} == set(TABLES)


def test_the_mapping_names_columns_codes_and_events_that_there_are():
    events = {each.id for each in catalogue()}
    for name, readings in mapped_lists().items():
        for each in readings:
            assert each.event in events
            assert {each.at, each.known or each.at} <= {
                key for key, field in FIELDS[name].items() if field.type == "date"
            }
            assert each.detail is None or FIELDS[name][each.detail].type == "code"
            for column, code in each.only_if.items():
                assert code in {known.id for known in FIELDS[name][column].codes}


def test_every_event_of_the_catalogue_is_told_of_by_some_list():
    told = {each.event for readings in mapped_lists().values() for each in readings}
    assert told == {each.id for each in catalogue()}


def test_what_is_not_known_of_a_child_is_a_code_that_there_is():
    codes = {code.id for columns in FIELDS.values() for field in columns.values() for code in field.codes}
    assert {each for trait in traits() for each in trait.not_known} <= codes
