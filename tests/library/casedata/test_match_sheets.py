"""Which list a sheet is, where its headings stand, what each means, and what becomes of every row."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories.case_lists import asked_for, every_list
from factories.sheets import accounted_for, headings, matched, sheet
from joint_inspection.casedata.match import match
from joint_inspection.casedata.match.headings import Heading, letter, understand_headings
from joint_inspection.casedata.match.words import closeness, plain
from joint_inspection.casedata.model import How, Odd

CONTACTS = headings("contacts")
JO = ["C1", "Female", "WBRI", date(2015, 1, 25), 10, date(2025, 5, 16), "6: Police"]
SAM = ["C2", "Male", "APKN", date(2012, 3, 1), 13, date(2025, 5, 20), "2A: Schools"]


def found(rows, **more):
    """How one sheet of contacts was understood, and the children on it."""
    data = matched(sheet(rows, **more))
    assert [accounted_for(each) for each in data.matches] == [len(rows)]
    return data.matches[0], [record.child for record in data.of("contacts")]


def test_letters_of_columns_are_those_of_a_workbook():
    assert [letter(place) for place in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


@pytest.mark.parametrize(
    ("left", "right", "close"),
    [
        ("Date of Contact", "date  of\ncontact:", True),
        ("ChildUniqueID", "Child Unique ID", True),
        ("child_unique_id", "Child Unique ID", True),
        ("Date of Brith", "Date of Birth", True),
        ("Contact Date", "Date of Contact", True),
        ("Date Stage 1 started", "Date Stage 2 started", False),
        ("CIN Start Date", "CIN Closure Date", False),
        ("Date of Death", "Date of Birth", False),
        ("Café", "Cafe", True),
    ],
)
def test_headings_are_the_same_if_their_words_are(left, right, close):
    assert (closeness(left, right) >= 0.8) == close


def test_a_heading_is_plain_without_what_looks_different_only():
    assert {plain(text) for text in ("Child’s  need?", "CHILDS NEED", "child's\u00a0need", "Child's\nNeed\u200b")} == {
        "childs need"
    }


def understood(list_id, *names):
    fields = asked_for([list_id])[0].list.fields
    each = [Heading(place=place, shown=name, ways=(name,)) for place, name in enumerate(names)]
    return [(column.field, column.how) for column in understand_headings(each, fields)]


HEADINGS = [
    ("contacts", "Child Unique ID", "child", How.EXACT),
    ("contacts", "child unique id ", "child", How.EXACT),
    ("contacts", "DOB", "born", How.KNOWN),
    ("contacts", "Age", "age", How.KNOWN),
    ("contacts", "contact_date", "contact_date", How.KNOWN),
    ("contacts", "Date of Contcat", "contact_date", How.CLOSE),
    ("contacts", "Gendr", "gender", How.CLOSE),
    ("contacts", "Shoe size", None, How.NOT),
    ("contacts", "Date", None, How.NOT),
    ("child_protection", "Child Protection Plan Strat Date", "plan_start", How.CLOSE),
    ("child_protection", "Child Protection Plan", None, How.NOT),
    ("children_in_care", "Number of Episodes the Child has been 'Mising' from their Placement in the last 12 months",
     "missing_episodes", How.CLOSE),
    ("children_in_care", "Number of Episodes the Child has been 'Away' from their Placement in the last 12 months",
     None, How.NOT),
    ("children_in_care", "Was the child refused a Return Interview after their last missing episode (Y/N)?",
     None, How.NOT),
    ("adopters", "Date Stage 2 startd", "stage_2_start", How.CLOSE),
    ("adopters", "Date Stage 3 started", None, How.NOT),
]  # fmt: skip


@pytest.mark.parametrize(("list_id", "heading", "field", "how"), HEADINGS)
def test_a_heading_means_a_column_asked_for_or_nothing(list_id, heading, field, how):
    assert understood(list_id, heading) == [(field, how)]


def test_no_two_headings_mean_one_column_and_the_better_one_wins():
    assert understood("contacts", "Gendr", "Gender", "Sex") == [
        (None, How.NOT), ("gender", How.EXACT), (None, How.NOT),
    ]  # fmt: skip


def test_what_a_column_holds_decides_where_headings_are_equally_close():
    rows = [
        [*CONTACTS[:5], CONTACTS[5], "Age of Child (Years)", CONTACTS[6]],
        ["C1", "F", "WBRI", None, None, None, 10],
    ]
    match, _ = found(rows)
    ages = [each for each in match.columns if each.heading == "Age of Child (Years)"]
    assert [(each.column, each.field) for each in ages] == [("E", None), ("G", "age")]


NAMES = [
    "List 1", "list1", "L1", "1", "1 Contacts", "1. Contacts", "Contacts", "CONTACTS ", "List 1 - Contacts",
    "Annex A - Contacts", "Annex A List 1", "annexa_list_1", "Contact", "Sheet1", "Export 2025", "Referrals",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_sheet_is_known_by_its_headings_whatever_its_name(name):
    match, children = found([CONTACTS, JO, SAM], name=name)
    assert (match.list, match.heading_row, children) == ("contacts", 1, ["C1", "C2"])


HARDLY = ["Child ID", "Gender", "When we heard"]


@pytest.mark.parametrize(
    ("name", "title", "list_id"),
    [("Contacts", None, "contacts"), ("List 3", None, "referrals"), ("Sheet1", None, None), ("List 99", None, None),
     ("Sheet1", "List 6: Children in need", "children_in_need")],
)  # fmt: skip
def test_a_name_or_a_title_helps_where_headings_say_little(name, title, list_id):
    rows = [*([[title]] if title else []), HARDLY, ["C1", "F", date(2025, 5, 16)]]
    data = matched(sheet(rows, name=name))
    assert [(each.list, accounted_for(each)) for each in data.matches] == [(list_id, len(rows))]


@pytest.mark.parametrize("list_id", [each.list.id for each in every_list()])
def test_every_list_is_told_from_every_other_by_its_headings_alone(list_id):
    match = matched(sheet([headings(list_id)])).matches[0]
    assert (match.list, match.missing, [each.how for each in match.columns]) == (
        list_id, (), [How.EXACT] * len(match.columns),
    )  # fmt: skip


TABLES = {
    "as asked for": [CONTACTS, JO, SAM],
    "below a title": [["Annex A"], [], ["List 1: Contacts", None, "as at 1 June 2025"], CONTACTS, JO, SAM],
    "headings in another order": [row[::-1] for row in (CONTACTS, JO, SAM)],
    "beside blank columns": [[None, None, *row] for row in (CONTACTS, JO, SAM)],
    "headings again half way": [CONTACTS, JO, CONTACTS, SAM],
    "empty rows between": [CONTACTS, [], JO, ["", " ", "\u00a0"], SAM, []],
    "a total": [CONTACTS, JO, SAM, ["Total", 2]],
    "a total in another column": [CONTACTS, JO, SAM, [None, "Total number of contacts:", None, None, None, 2]],
    "notes": [CONTACTS, JO, SAM, [], ["Source: case management system"], ["* unborn children are on the list"]],
    "numbers of columns": [CONTACTS, [1, 2, 3, 4, 5, 6, 7], JO, SAM],
    "guidance below the headings": [
        CONTACTS, ["Unique identity number for each child", "Use the codes", "Use the codes", "DD/MM/YYYY"], JO, SAM,
    ],
    "headings over two rows, merged across": [
        ["Child", None, None, None, None, "Contact", None],
        ["Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age", "Date", "Source"], JO, SAM,
    ],
    "headings over two rows, merged down": [
        [*CONTACTS[:5], "Contact", None], [None, None, None, None, None, "Date of Contact", "Contact Source"], JO, SAM,
    ],
    "headings cut over two rows": [
        ["Child", "Gender", "Ethnicity", "Date of", "Age of Child", "Date of", "Contact"],
        ["Unique ID", None, None, "Birth", "(Years)", "Contact", "Source"], JO, SAM,
    ],
}  # fmt: skip


@pytest.mark.parametrize("rows", TABLES.values(), ids=TABLES)
def test_a_table_is_understood_however_it_lies_on_the_sheet(rows):
    match, children = found(rows)
    assert (match.list, children, match.missing) == ("contacts", ["C1", "C2"], ())


LEFT_OUT = [
    ("headings again half way", [(3, "the headings again")], 0),
    ("below a title", [(1, "above the headings"), (3, "above the headings")], 1),
    ("empty rows between", [], 3),
    ("a total", [(4, "a total")], 0),
    ("notes", [(5, "a note"), (6, "a note")], 1),
    ("numbers of columns", [(2, "numbers of columns")], 0),
    ("guidance below the headings", [(2, "guidance on the columns")], 0),
    ("headings over two rows, merged across", [(1, "the upper of two rows of headings")], 0),
]


@pytest.mark.parametrize(("table", "left_out", "empty"), LEFT_OUT, ids=lambda value: str(value)[:30])
def test_what_is_no_record_is_told_with_the_reason(table, left_out, empty):
    match, _ = found(TABLES[table])
    assert (list(match.left_out), match.empty_rows) == (left_out, empty)


def test_a_record_without_an_identifier_stays_a_record():
    match, children = found([CONTACTS, [None, *JO[1:]], SAM])
    assert (match.rows, children) == (2, [None, "C2"])


def test_what_was_not_understood_is_kept_beside_the_answers():
    rows = [[*CONTACTS, "Shoe size", None], [*JO[:1], "Robot", "WBRI", "soon", *JO[4:], 31, "by the door"]]
    data = matched(sheet(rows))
    record = data.of("contacts")[0]
    assert (record.unread, record.extra) == ({"gender": "Robot", "born": "soon"}, {"H": "31", "I": "by the door"})
    assert [(each.column, each.heading) for each in data.matches[0].columns if each.field is None] == [
        ("H", "Shoe size"), ("I", ""),
    ]  # fmt: skip


def test_a_formula_never_calculated_is_told_and_not_blank():
    record = matched(sheet([CONTACTS, [*JO[:5], Odd.NEVER_CALCULATED, JO[6]]])).of("contacts")[0]
    assert record.unread == {"contact_date": "a formula that was never calculated"}


def test_ways_of_writing_codes_are_counted():
    rows = [CONTACTS, JO, SAM, ["C3", "F", *JO[2:]], ["C4", "Female", *JO[2:]], ["C5", "Robot", *JO[2:]]]
    match, _ = found(rows)
    ways = [(each.written, each.code, each.how, each.times) for each in match.values if each.field == "gender"]
    assert ways == [
        ("Female", "female", How.EXACT, 2), ("F", "female", How.KNOWN, 1), ("Male", "male", How.EXACT, 1),
        ("Robot", None, How.NOT, 1),
    ]  # fmt: skip


def test_american_dates_are_read_so_where_the_sheet_proves_it():
    rows = [CONTACTS, [*JO[:3], "01/25/2015", 10, "05/06/2025", JO[6]]]
    data = matched(sheet(rows, is_text=True))
    record = data.of("contacts")[0]
    assert (record.date("born"), record.date("contact_date")) == (date(2015, 1, 25), date(2025, 5, 6))
    assert data.matches[0].remarks == ("Date of Contact (F): month before day, as other dates show (cells: 1)",)


def test_a_share_where_a_percentage_is_asked_for_is_left_and_told():
    """A workbook holds 85% as 0.85 and shows it as 85%: which was meant cannot be seen, so nothing is guessed."""
    asked = headings("school_attendance")
    rows = [[f"C{n}" if each == asked[0] else share if "%" in each else None for each in asked]
            for n, share in enumerate([0.85, 92, 1, "0.85%", 0])]  # fmt: skip
    data = matched(sheet([asked, *rows]), asked=["school_attendance"])
    assert [record.answers.get("attendance") for record in data.of("school_attendance")] == [0.85, 92, 1, 0.85, 0]
    said = [each for each in data.matches[0].remarks if "is held as 0.85" in each]
    assert [(each[:29], each[-21:]) for each in said] == [("Attendance in the period (%) ", ", write 85 (cells: 2)")]


def test_two_parts_of_a_list_are_both_kept_and_told():
    data = matched(sheet([CONTACTS, JO], name="Contacts"), sheet([CONTACTS, SAM], name="Contacts (2)"))
    assert [record.child for record in data.of("contacts")] == ["C1", "C2"]
    assert [each.remarks for each in data.matches] == [
        (), ("Another sheet is this list too (lists.xlsx, Contacts); the rows of both were kept",),
    ]  # fmt: skip


def test_a_sheet_that_repeats_another_is_left_out_row_by_row():
    data = matched(sheet([CONTACTS, JO, SAM], name="List 1"), sheet([CONTACTS, JO, SAM, ["Total", 2]], name="Copy"))
    assert [record.child for record in data.of("contacts")] == ["C1", "C2"]
    why = "on a sheet that repeats another (lists.xlsx, List 1)"
    assert [(each.rows, each.left_out) for each in data.matches] == [
        (2, ()), (0, ((2, why), (3, why), (4, "a total"))),
    ]  # fmt: skip


def test_of_two_sheets_alike_the_better_one_is_the_list_and_the_other_what_it_nearly_is():
    early = ["Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age", "Start date", "End date"]
    data = matched(
        sheet([early, [*JO[:5], JO[5], None]], name="Early help"), sheet([headings("early_help")], name="List 2")
    )
    assert [each.list for each in data.matches] == ["early_help", "early_help"]


def test_a_list_without_children_came_all_the_same():
    data = matched(sheet([CONTACTS, ["No contacts in the period"]]))
    assert (data.has("contacts"), data.of("contacts"), data.matches[0].left_out) == (True, (), ((2, "a note"),))


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [["A letter"], [], ["Dear inspector"]],
        [["Code", "Meaning"], ["M", "Male"], ["F", "Female"]],
        [[1, 2], [3, 4]],
    ],
)
def test_a_sheet_that_is_no_list_is_kept_and_told(rows):
    data = matched(sheet(rows))
    match = data.matches[0]
    assert (match.list, match.rows, accounted_for(match), data.records) == (None, 0, len(rows), {})


CELL = st.one_of(
    st.none(), st.just(""), st.sampled_from([*CONTACTS, *headings("referrals"), "Total", "a) Male", "n/a", Odd.ERROR]),
    st.text(max_size=8), st.integers(-5, 50_000), st.floats(allow_nan=False, allow_infinity=False), st.booleans(),
    st.dates(min_value=date(1950, 1, 1), max_value=date(2060, 1, 1)),
)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(
    above=st.lists(st.lists(CELL, max_size=4), max_size=3),
    rows=st.lists(st.one_of(st.just(JO), st.just(SAM), st.just(CONTACTS), st.lists(CELL, max_size=9)), max_size=12),
    headed=st.booleans(),
)
def test_every_row_of_any_sheet_is_accounted_for(above, rows, headed):
    every = [*above, *([CONTACTS] if headed else []), *rows]
    data = matched(sheet(every))
    match = data.matches[0]
    assert accounted_for(match) == len(every)
    numbers = [record.row for record in data.of(match.list or "")] + [row for row, _ in match.left_out]
    assert len(set(numbers)) == match.rows + len(match.left_out)


@given(order=st.permutations(range(len(CONTACTS))), extra=st.integers(0, 3))
@settings(deadline=None, max_examples=40)
def test_the_order_of_columns_changes_nothing(order, extra):
    rows = [[*(row[place] for place in order), *[None] * extra] for row in (CONTACTS, JO, SAM)]
    plain_order = matched(sheet([CONTACTS, JO, SAM])).of("contacts")
    assert [each.answers for each in matched(sheet(rows)).of("contacts")] == [each.answers for each in plain_order]


def test_a_sheet_that_is_rather_a_list_nobody_asked_for_is_left_whole_and_said():
    contacts = sheet([CONTACTS, JO, SAM], name="List 1")
    leavers = sheet([headings("care_leavers")], name="List 9")
    data = match([contacts, leavers], asked_for(["care_leavers"]), others=every_list())
    assert [(each.list, each.rows, accounted_for(each)) for each in data.matches] == [
        (None, 0, 3),
        ("care_leavers", 0, 1),
    ]
    assert data.matches[0].remarks == ("It looks like the list 'Contacts', which was not asked for",)
