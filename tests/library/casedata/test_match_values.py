"""What each cell means: dates, codes, numbers, texts; tables of cells in and answers out."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories.case_lists import every_list
from joint_inspection.casedata.match.codes import CodeBook
from joint_inspection.casedata.match.dates import Note, Order, Proofs, order_of, proofs, read_day
from joint_inspection.casedata.match.values import reader
from joint_inspection.casedata.model import Odd
from joint_inspection.frameworks.model import DataField

JUNE = date(2025, 6, 1)

DAYS = [
    (date(2025, 6, 1), JUNE),
    (datetime(2025, 6, 1, 10, 35), JUNE),
    ("2025-06-01", JUNE),
    ("2025/06/01", JUNE),
    ("2025-06-01 00:00:00", JUNE),
    ("2025-06-01T09:30:00Z", JUNE),
    ("20250601", JUNE),
    (20250601, JUNE),
    ("01/06/2025", JUNE),
    ("1/6/2025", JUNE),
    ("1.6.25", JUNE),
    ("01-06-2025", JUNE),
    ("01 06 2025", JUNE),
    ("01/06/2025 14:05", JUNE),
    ("'01/06/2025", JUNE),
    ("\u00a001/06/2025\u200b", JUNE),
    ("Sun 01/06/2025", JUNE),
    ("1 June 2025", JUNE),
    ("1st June 2025", JUNE),
    ("01-Jun-25", JUNE),
    ("1-Sept-2025", date(2025, 9, 1)),
    ("June 1, 2025", JUNE),
    ("01JUN2025", JUNE),
    (45809, JUNE),
    (45809.4, JUNE),
    ("45809", JUNE),
    ("29/02/2024", date(2024, 2, 29)),
    ("31/12/68", date(1968, 12, 31)),
    ("31/12/05", date(2005, 12, 31)),
    ("29/02/2023", None),
    ("31/06/2025", None),
    ("13/13/2025", None),
    ("06/25/2025", None),
    ("1/1/1900", None),
    ("31/12/9999", None),
    ("00/00/0000", None),
    ("0001-01-01", None),
    (2025, None),
    (0, None),
    (-3, None),
    (12.5, None),
    (True, None),
    (time(9, 30), None),
    (timedelta(days=3), None),
    ("June 2025", None),
    ("next week", None),
    ("1/6", None),
    ("", None),
]


@pytest.mark.parametrize(("cell", "day"), DAYS, ids=lambda value: str(value))
def test_a_day_is_read_as_it_is_written_here(cell, day):
    assert read_day(cell).day == day


AMERICAN = [("06/01/2025", JUNE), ("6/13/25", date(2025, 6, 13)), ("13/06/2025", None), ("2025-06-01", JUNE)]


@pytest.mark.parametrize(("cell", "day"), AMERICAN)
def test_a_column_that_writes_the_month_first_is_read_so(cell, day):
    assert read_day(cell, order=Order.MONTH).day == day


UNSURE = [
    ("13/06/2025", date(2025, 6, 13)),
    ("06/13/2025", date(2025, 6, 13)),
    ("01/06/2025", None),
    ("06/06/2025", date(2025, 6, 6)),
]


@pytest.mark.parametrize(("cell", "day"), UNSURE)
def test_where_a_column_does_both_only_what_can_be_nothing_else_is_read(cell, day):
    assert read_day(cell, order=Order.UNSURE).day == day


ORDERS = [
    ((Proofs(), Proofs()), Order.ASSUMED),
    ((Proofs(day=1), Proofs(month=9)), Order.DAY),
    ((Proofs(month=1), Proofs(day=9)), Order.MONTH),
    ((Proofs(day=3, month=2), Proofs(day=9)), Order.UNSURE),
    ((Proofs(day=40, month=1), Proofs()), Order.DAY),
    ((Proofs(day=1, month=40), Proofs()), Order.MONTH),
    ((Proofs(), Proofs(month=5)), Order.MONTH),
    ((Proofs(), Proofs(day=5)), Order.DAY),
    ((Proofs(), Proofs(day=5, month=5)), Order.ASSUMED),
    ((Proofs(), Proofs(), Proofs(month=5)), Order.MONTH),
    ((Proofs(), Proofs(day=1), Proofs(month=5)), Order.DAY),
]


@pytest.mark.parametrize(("proven", "order"), ORDERS)
def test_the_order_is_what_the_column_proves_else_its_sheet_else_all_that_was_sent(proven, order):
    assert order_of(*proven) == order


def test_only_numbers_of_more_than_twelve_prove_an_order():
    cells = ["13/01/2025", "01/13/2025", "12/12/2025", "32/13/2025", date(2025, 1, 13), "2025-01-13", None, 45000]
    assert proofs(cells) == Proofs(day=1, month=1)


@pytest.mark.parametrize(
    ("cell", "order", "notes"),
    [
        ("01/06/2025", Order.ASSUMED, (Note.AMBIGUOUS,)),
        ("01/06/2025", Order.DAY, ()),
        ("06/01/2025", Order.MONTH, (Note.MONTH_FIRST,)),
        ("13/06/2025", Order.ASSUMED, ()),
        ("06/06/25", Order.ASSUMED, (Note.CENTURY,)),
        (datetime(2025, 6, 1, 8, 0), Order.DAY, (Note.TIME,)),
        ("2025-06-01 00:00", Order.DAY, ()),
        (45809, Order.DAY, (Note.SERIAL,)),
    ],
)
def test_what_had_to_be_decided_is_told(cell, order, notes):
    assert read_day(cell, order=order).notes == notes


def test_a_calendar_that_begins_in_1904_is_counted_from_there():
    assert read_day(45809 - 1462, from_1904=True).day == JUNE


WRITTEN = st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d-%b-%Y", "%d %B %Y", "%d.%m.%Y", "%a %d/%m/%Y", "%d/%m/%Y %H:%M"])


@given(day=st.dates(min_value=date(1951, 1, 1), max_value=date(2098, 12, 31)), form=WRITTEN)
def test_every_day_is_read_back_however_it_is_written(day, form):
    assert read_day(day.strftime(form)).day == day


@given(cell=st.one_of(st.text(max_size=20), st.floats(allow_nan=False), st.integers(), st.booleans(), st.datetimes()))
def test_no_cell_stops_the_reading(cell):
    found = read_day(cell)
    assert found.day is None or 1900 <= found.day.year < 2100


def codes_of(list_id, field_id):
    wanted = next(each.list for each in every_list() if each.list.id == list_id)
    return next(field.codes for field in wanted.fields if field.id == field_id)


CODES = [
    ("contacts", "gender", {
        "a) Male": "male", "b) Female": "female", "Male": "male", "MALE": "male", "male ": "male", "M": "male",
        "m": "male", "F": "female", "1": "male", "2": "female", "a)": "male", "b)": "female", "Boy": "male",
        "femal": "female", "Femle": "female", "c) Not stated/recorded (or unborn)": "not_stated_recorded",
        "Unborn": "not_stated_recorded", "d) Neither": "neither", "a": None, "Fmale": None, "Feale": "female",
        "3": None, "Mail": None, "q) Robot": None, "Male/Female": None,
    }),
    ("contacts", "ethnicity", {
        "a) WBRI": "wbri", "WBRI": "wbri", "wbri": "wbri", "White British": "wbri", "WBRI - White British": "wbri",
        "White British (WBRI)": "wbri", "White - British": "wbri", "s) REFU": "refu", "s) NOBT": "nobt", "s)": None,
        "Whte British": "wbri", "Black African": "bafr", "African": "bafr", "Other": "ooth", "Martian": None,
    }),
    ("contacts", "contact_source", {
        "q) 6: Police": "6", "6": "6", "Police": "6", "b) 1B: Individual": "1b", "1B": "1b",
        "j) 3D: Health services": "3d",
        "10": "10", "u) 10: Unknown": "10", "1": None, "Individual": None, "GP": "3a", "5C": "5c", "P": None,
    }),
    ("children_in_need", "primary_need", {
        "N1 - Abuse or neglect": "n1", "N1": "n1", "n1": "n1", "N1: Abuse or Neglect": "n1", "Abuse or neglect": "n1",
        "N3 - Parental illness or disability": "n3", "Abuse or neglct": "n1", "N1 - Low income": None, "N10": None,
        "PSRMEM - Support with memory": None,
    }),
    ("children_in_care", "legal_status", {
        "C2: FCO": "c2", "C2": "c2", "FCO": "c2", "Full care order": "c2", "S20": "v2",
        "V2 - Single period of accommodation": "v2",
    }),
    ("children_in_care", "reason_ceased", {
        "e) E4A: Returned home to live with parents or relatives - part of planning": "e4a",
        "E4B": "e4b", "E4": None, "Returned home to live with parents or relatives - not part of planing": "e4b",
    }),
    ("children_in_care", "placement_type", {
        "zz) T4: Temporary placement - seven days or less": "t4", "zz)": "t4", "U1": "u1",
    }),
    ("care_leavers", "suitability", {
        "a) Suitable": "suitable", "Suitble": "suitable", "Unsuitable": "unsuitable", "Not suitable": "unsuitable",
        "Unsuitble": "unsuitable", "unsuitable.": "unsuitable",
    }),
    ("care_leavers", "accommodation", {
        "B: Parents/relatives": "b", "B": "b", "U: Independent living": "u", "Y - Other accommodation": "y", "Q": None,
    }),
    ("assessments", "child_seen", {
        "a) Yes": "yes", "Y": "yes", "True": "yes", "1": "yes", "N": "no", "0": "no", "c) Unknown": "unknown",
        "Not known": "unknown", "Yess": None, "Maybe": None,
    }),
    ("adopters", "left_reason", {"1 - Adopter withdrew from process": "1", "1": "1", "Process put on hold": "2"}),
]  # fmt: skip
EACH_CODE = [(*where, written, code) for *where, table in CODES for written, code in table.items()]


@pytest.mark.parametrize(("list_id", "field_id", "written", "code"), EACH_CODE)
def test_a_code_is_known_however_areas_write_it(list_id, field_id, written, code):
    assert CodeBook(codes_of(list_id, field_id)).read(written).code == code


def test_every_code_is_known_by_its_id_its_title_and_both():
    wrong = [
        (field.id, code.id, way)
        for each in every_list()
        for field in each.list.fields
        for code in field.codes
        for way in (
            code.id,
            code.id.upper(),
            code.title,
            f"{code.id.upper()}: {code.title}",
            f"{code.title} ({code.id})",
        )
        if CodeBook(field.codes).read(way).code != code.id
    ]
    assert wrong == []


@pytest.mark.parametrize("written", ["nsuitable", "usuitable"])
def test_a_slip_in_an_opposite_is_not_turned_into_it(written):
    field = next(field for each in every_list() for field in each.list.fields if field.id == "suitability")
    assert CodeBook(field.codes).read(written).code is None


@given(st.data())
def test_one_slip_in_a_code_never_makes_it_another(data):
    """One letter taken out of a title is read as that title, or not at all."""
    fields = [field for each in every_list() for field in each.list.fields if field.codes]
    field = data.draw(st.sampled_from(fields))
    code = data.draw(st.sampled_from(field.codes))
    at = data.draw(st.integers(0, len(code.title) - 1))
    slipped = code.title[:at] + code.title[at + 1 :]
    known = {name.casefold() for each in field.codes for name in (each.id, each.title, *each.also)}
    if slipped.strip().casefold() not in known:
        assert CodeBook(field.codes).read(slipped).code in (code.id, None)


def field(kind, **more):
    return DataField(id="column", title="Column", type=kind, **more)


CELLS = [
    ("number", 7, 7, None),
    ("number", 7.0, 7, None),
    ("number", 6.138, 6.138, None),
    ("number", "7.0", 7, None),
    ("number", "1,234", 1234, None),
    ("number", "12 years", 12, None),
    ("number", "85%", 85, None),
    ("number", " 3 ", 3, None),
    ("number", "n/a", None, None),
    ("number", "seven", None, "seven"),
    ("number", "10+", None, "10+"),
    ("number", "6 months", None, "6 months"),
    ("number", True, None, "True"),
    ("number", date(1900, 1, 7), None, "1900-01-07"),
    ("text", 9212044.0, "9212044", None),
    ("text", 9212044, "9212044", None),
    ("text", "9212044.0", "9212044", None),
    ("text", "00123", "00123", None),
    ("text", "  Top\u00a0Town \n Academy ", "Top Town Academy", None),
    ("text", "none", "none", None),
    ("text", "NULL", None, None),
    ("date", "N/A", None, None),
    ("date", "-", None, None),
    ("date", "soon", None, "soon"),
    ("date", None, None, None),
    ("date", "\u00a0", None, None),
    ("date", Odd.NEVER_CALCULATED, None, "a formula that was never calculated"),
    ("text", Odd.ERROR, None, "a formula that ended in an error"),
]


@pytest.mark.parametrize(("kind", "cell", "answer", "unread"), CELLS, ids=lambda value: str(value))
def test_a_cell_is_an_answer_or_blank_or_kept_as_it_was_written(kind, cell, answer, unread):
    found = reader(field(kind))(cell)
    assert (found.answer, found.unread) == (answer, unread)


@pytest.mark.parametrize("cell", ["1.23E+11", 1234567890123456789])
def test_an_identifier_that_lost_figures_is_not_taken_for_one(cell):
    assert reader(field("text", required=True))(cell).answer is None


def test_a_choice_of_the_area_comes_before_everything_else():
    codes = [{"id": "male", "title": "Male"}, {"id": "female", "title": "Female"}]
    read = reader(field("code", codes=codes), chosen={"boy": "male", "male": "female", "hm": None})
    assert [read(cell).answer for cell in ("Boy", "Male", "Female", "Hm")] == ["male", "female", "female", None]
    assert read("Hm").unread is None
