"""What an area chose is remembered: read, checked, applied, and written for a person to edit."""

import json
from datetime import date

import pytest

from factories.case_lists import asked_for
from factories.sheets import accounted_for, headings, matched, sheet
from joint_inspection.casedata.match import mapping as mappings
from joint_inspection.casedata.match.mapping import Mapping, from_json
from joint_inspection.casedata.model import How
from joint_inspection.errors import InvalidInput

CONTACTS = headings("contacts")
OURS = ["Client", "Gender", "Ethnicity", "Date of Birth", "Age", "Rang up on", "Contact Source", "Shoe size"]
JO = ["C1", "Boy-ish", "WBRI", date(2015, 1, 25), 10, date(2025, 5, 16), "6: Police", 31]


def test_what_was_chosen_for_headings_and_codes_is_applied():
    data = matched(
        sheet([OURS, JO]),
        headings={"contacts": {"client": "child", "Rang up on": "contact_date", "Shoe size": None}},
        codes={"contacts": {"gender": {"Boy-ish": "male"}}},
    )
    record = data.of("contacts")[0]
    assert (record.child, record.text("gender"), record.date("contact_date")) == ("C1", "male", date(2025, 5, 16))
    chosen = [(each.heading, each.field, each.how) for each in data.matches[0].columns if each.how is How.CHOSEN]
    assert chosen == [
        ("Client", "child", How.CHOSEN), ("Rang up on", "contact_date", How.CHOSEN), ("Shoe size", None, How.CHOSEN),
    ]  # fmt: skip


def test_a_sheet_is_the_list_that_was_chosen_for_it_even_if_it_looks_like_another():
    data = matched(sheet([CONTACTS, JO[:7]], name="Duty"), sheets={"duty": "referrals"})
    assert [(each.list, each.how, each.rows) for each in data.matches] == [("referrals", How.CHOSEN, 1)]


@pytest.mark.parametrize("name", ["List 1", "lists.xlsx/List 1"])
def test_a_sheet_that_was_left_aside_is_no_list(name):
    data = matched(sheet([CONTACTS, JO[:7]], name="List 1"), sheets={name: None})
    match = data.matches[0]
    assert (match.list, match.how, accounted_for(match), data.records) == (None, How.CHOSEN, 2, {})


def test_what_is_still_to_be_decided_changes_nothing():
    data = matched(
        sheet([CONTACTS, JO[:7]], name="List 1"), sheets={"List 1": "?"}, headings={"contacts": {"Gender": "?"}}
    )
    assert [(each.list, each.how) for each in data.matches] == [("contacts", How.EXACT)]


def test_a_code_left_aside_is_read_as_empty():
    data = matched(sheet([CONTACTS, JO[:7]]), codes={"contacts": {"gender": {"boy-ish": None}}})
    record = data.of("contacts")[0]
    assert (record.text("gender"), record.unread) == (None, {})


def test_what_was_understood_is_written_for_a_person_to_edit():
    data = matched(
        sheet([OURS[:1] + CONTACTS[1:] + ["Shoe size"], JO], name="List 1"), sheet([["A letter"]], name="Note")
    )
    assert json.loads(mappings.of(data).to_json()) == {
        "sheets": {"List 1": "contacts", "Note": "?"},
        "headings": {"contacts": {
            "Client": "?", "Gender": "gender", "Ethnicity": "ethnicity", "Date of Birth": "born",
            "Age of Child (Years)": "age", "Date of Contact": "contact_date", "Contact Source": "contact_source",
            "Shoe size": "?",
        }},
        "codes": {"contacts": {
            "gender": {"Boy-ish": "?"}, "ethnicity": {"WBRI": "wbri"}, "contact_source": {"6: Police": "6"},
        }},
    }  # fmt: skip


def test_a_mapping_read_back_says_the_same_and_understands_the_same():
    once = matched(sheet([OURS, JO]), headings={"contacts": {"Client": "child"}})
    text = mappings.of(once).to_json()
    back = from_json(text)
    again = matched(sheet([OURS, JO]), sheets=back.sheets, headings=back.headings, codes=back.codes)
    assert back.to_json() == text
    assert [record.answers for record in again.of("contacts")] == [record.answers for record in once.of("contacts")]


def test_sheets_of_one_name_are_told_apart_by_their_files():
    data = matched(sheet([CONTACTS, JO[:7]], file="a.xlsx"), sheet([["x"]], file="b.xlsx"))
    assert mappings.of(data).sheets == {"a.xlsx/Sheet1": "contacts", "b.xlsx/Sheet1": "?"}


@pytest.mark.parametrize(
    ("text", "where", "says"),
    [
        (
            "{",
            "mapping",
            "This is not JSON: Expecting property name enclosed in double quotes: line 1 column 2 (char 1)",
        ),
        ("[]", "mapping", "Write a block with sheets, headings and codes"),
        ('{"sheet": {}}', "sheet", "Unknown key; use sheets, headings, codes"),
        ('{"sheets": {"A": 1}}', "sheets", "Write 1 block within each other with text or null at the end"),
        ('{"headings": {"A": "b"}}', "headings", "Write 2 blocks within each other with text or null at the end"),
    ],
)
def test_a_file_of_another_shape_is_refused_with_advice(text, where, says):
    with pytest.raises(InvalidInput) as refused:
        from_json(text, file="ours.json")
    assert [(each.file, each.where, each.says) for each in refused.value.problems] == [("ours.json", where, says)]


def test_every_name_that_leads_to_nothing_is_told():
    wrong = Mapping(
        sheets={"A": "contact", "B": "contacts", "C": None, "D": "?"},
        headings={"contacts": {"Client": "chil", "Other": None}, "calls": {"x": "child"}},
        codes={"contacts": {"gender": {"Boy": "mal", "Girl": "female"}, "sex": {"M": "male"}}},
    )
    told = {(each.where, each.says.partition(";")[0]) for each in mappings.check(wrong, asked_for(["contacts"]))}
    assert told == {
        ("sheets.A", "There is no list 'contact'"),
        ("headings", "There is no list 'calls'"),
        ("headings.contacts.Client", "There is no column 'chil'"),
        ("headings.calls.x", "There is no column 'child'"),
        ("codes.contacts", "There is no column 'sex'"),
        ("codes.contacts.gender", "There is no code 'mal'"),
        ("codes.contacts.sex", "There is no code 'male'"),
    }


@pytest.mark.parametrize(
    ("choices", "where"),
    [
        ({"sheets": {"Sheet1": "calls"}}, "sheets.Sheet1"),
        ({"headings": {"contacts": {"Client": "chil"}}}, "headings.contacts.Client"),
        ({"codes": {"contacts": {"sex": {"Boy-ish": "male"}}}}, "codes.contacts"),
        ({"codes": {"contacts": {"gender": {"Boy-ish": "mal"}}}}, "codes.contacts.gender"),
    ],
)
def test_sheets_are_not_matched_by_names_that_lead_to_nothing(choices, where):
    with pytest.raises(InvalidInput) as refused:
        matched(sheet([OURS, JO]), **choices)
    assert refused.value.problems[0].where == where


def test_what_was_written_about_a_child_is_in_no_text_of_a_mapping_in_memory():
    data = matched(sheet([OURS, JO]))
    assert "Boy-ish" not in f"{mappings.of(data)!r}{data!r}{data.matches!r}"
