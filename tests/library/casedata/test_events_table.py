"""Is every table of events whole and in order, whatever the lists are like, and the same after a journey on disk?"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories.case_lists import ON, case_data
from joint_inspection.casedata.events.build import events_of
from joint_inspection.casedata.events.catalogue import agencies, catalogue
from joint_inspection.casedata.events.table import children_schema, event_schema, read, write
from joint_inspection.casedata.generate import invent
from joint_inspection.errors import InvalidInput


@pytest.fixture(scope="module")
def cohort():
    return invent(children=400, seed=7)


@pytest.fixture(scope="module")
def table(cohort):
    return events_of(cohort)


def test_rows_are_in_the_total_order_and_numbered_from_nought(table):
    rank = {each.id: each.order for each in catalogue()}
    rows = table.events.to_pylist()
    keys = [(row["child"], row["at"], rank[row["event"]], row["list"], row["record"]) for row in rows]
    assert [key[:3] for key in keys] == sorted(key[:3] for key in keys)
    assert len({(row["child"], row["event"], row["at"], row["agency"]) for row in rows}) == len(rows)
    expected: list[int] = []
    for before, row in zip([{"child": None}, *rows], rows, strict=False):
        expected.append(expected[-1] + 1 if before["child"] == row["child"] else 0)
    assert [row["position"] for row in rows] == expected


def test_nothing_is_known_before_it_happened_nor_happened_after_the_day_of_the_lists(table):
    rows = table.events.to_pylist()
    assert [row for row in rows if row["known"] < row["at"] or row["at"].date() > table.on] == []
    assert [row for row in rows if row["agency"] != agencies()[row["event"]]] == []


def test_every_child_with_an_event_has_one_row(table):
    told = set(table.events.column("child").to_pylist())
    assert table.children.column("child").to_pylist() == sorted(told)
    assert table.counts == {"events": table.events.num_rows, "children": len(told)}


def test_every_day_on_the_lists_is_an_event_or_counted(cohort, table):
    days = sum(each.date("contact_date") is not None for each in cohort.of("contacts"))
    twice = days - len({(each.child, each.date("contact_date")) for each in cohort.of("contacts")})
    assert table.events.column("event").to_pylist().count("contact") == days - twice


def test_what_is_written_is_read_again(table, tmp_path):
    write(table, tmp_path)
    again = read(tmp_path)
    assert again.events.equals(table.events)
    assert again.children.equals(table.children)
    assert (again.on, dict(again.left_out)) == (table.on, dict(table.left_out))


def test_a_folder_without_events_says_how_to_make_them(tmp_path):
    with pytest.raises(InvalidInput, match="casedata events PATH"):
        read(tmp_path)


def test_no_lists_give_an_empty_table_with_all_its_columns():
    table = events_of(case_data({}))
    assert table.events.schema.equals(event_schema())
    assert table.children.schema.equals(children_schema())
    assert table.counts == {"events": 0, "children": 0}


@settings(max_examples=30, deadline=None)
@given(
    names=st.lists(st.text(min_size=1, max_size=30).filter(str.strip), min_size=1, max_size=6),
    rows=st.lists(st.tuples(st.integers(0, 5), st.dates(max_value=ON)), max_size=20),
)
def test_any_identifiers_and_days_keep_their_order(names, rows):
    records = [{"child": names[place % len(names)], "contact_date": day} for place, day in rows]
    found = events_of(case_data({"contacts": records})).events.to_pylist()
    expected = sorted({(record["child"], record["contact_date"]) for record in records})
    assert [(row["child"], row["at"].date()) for row in found] == expected
