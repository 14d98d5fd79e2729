"""Which child-level lists a framework asks for, and what is wrong with a file that defines them."""

import json
from pathlib import Path

import pytest

from joint_inspection.cli import main
from joint_inspection.errors import InvalidInput, NotPossible
from joint_inspection.frameworks.check import check_files, digests, request_lists
from joint_inspection.frameworks.document import read_document
from joint_inspection.frameworks.load import find, published
from joint_inspection.frameworks.model import DataRequest
from joint_inspection.frameworks.requests import (
    FILES,
    every_list,
    known_lists,
    requested_lists,
    written_out,
)

COUNCIL = (
    "contacts", "early_help", "referrals", "assessments", "s47_enquiries", "children_in_need", "child_protection",
    "children_in_care", "care_leavers", "adoption", "adopters",
)  # fmt: skip
PARTNERS = ("police_incidents", "missing_episodes", "health_contacts", "youth_justice", "school_attendance")

SMALL = """\
id: small-lists
version: "1"
title: Two small lists
sources:
  - {id: ours, title: Our own, confidence: primary}
headings:
  child: [Child]
code_sets:
  sex:
    - {id: male, title: Male, also: [M]}
    - {id: female, title: Female, also: [F]}
lists:
  - id: seen
    number: 1
    title: Children seen
    who: Every child
    fields:
      - {id: child, title: Child ID, required: true}
      - {id: sex, title: Sex, type: code, codes: sex}
      - {id: seen, title: Date seen, type: date, also: [Seen on]}
  - id: missed
    number: 2
    title: Children missed
    who: Every child
    agency: health
    fields:
      - {id: child, title: Child ID, required: true}
      - {id: due, title: Date due, type: date}
"""


@pytest.fixture
def problems(tmp_path):
    """``problems(("old", "new"), …)``: what is wrong with the small file, each old text made new once."""

    def check(*changes):
        text = SMALL
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new, 1)
        path = tmp_path / "lists.yaml"
        path.write_text(text, encoding="utf-8")
        found = request_lists.check_lists(read_document(path))
        return [(each.line, each.where, each.says) for each in found]

    return check


def test_the_small_file_is_whole(problems):
    assert problems() == []


def test_a_file_of_lists_is_checked_as_a_framework_is(tmp_path):
    path = tmp_path / "lists.yaml"
    path.write_text(SMALL.replace("title: Female", "titel: Female"), encoding="utf-8")
    checked, found = check_files([path])
    assert (checked, [(each.file, each.line) for each in found]) == (1, [(str(path), 11)])


WRONG = [
    (("codes: sex}", "codes: sexes}"),
     [(19, "lists.0.fields.1.codes", "There is no set of codes 'sexes'; did you mean 'sex'?")]),
    (("title: Female", "titel: Female"),
     [(11, "code_sets.sex.1.titel", "Unknown key 'titel'; did you mean 'title'?")]),
    (("type: code, codes", "typ: code, codes"),
     [(19, "lists.0.fields.1.typ", "Unknown key 'typ'; did you mean 'type'?")]),
    (("  - id: missed", "  - id: seen"),
     [(21, "lists.1.id", "Another list has the id 'seen'; give this one another")]),
    (("number: 2", "number: 1"),
     [(22, "lists.1.number", "Another list has the number '1'; give this one another")]),
    (("title: Children missed", "title: Children seen"),
     [(23, "lists.1.title", "Another list has the name 'Children seen'; give this one another")]),
    (("{id: seen, title: Date seen", "{id: sex, title: Date seen"),
     [(20, "lists.0.fields.2.id", "Another column has the id 'sex'; give this one another"),
      (20, "lists.0.fields.2.type", "'sex' is a code elsewhere; make it one here, or give it another id")]),
    (("also: [Seen on]", "also: [child id]"),
     [(20, "lists.0.fields.2.title", "Another column has the heading 'child id'; give this one another")]),
    (("{id: due, title: Date due, type: date}", "{id: seen, title: Due, type: number}"),
     [(28, "lists.1.fields.1.type", "'seen' is a date elsewhere; make it one here, or give it another id")]),
    (("type: code, codes: sex", "type: text, codes: sex"),
     [(19, "lists.0.fields.1.codes", "Only a column of type code has codes; take them out")]),
    (("type: date, also", "type: code, also"),
     [(20, "lists.0.fields.2.codes", "Name its codes")]),
    (("title: Female, also: [F]", "title: Female, also: [m]"),
     [(11, "code_sets.sex.1.also", "Another code has the way of writing 'm'; give this one another")]),
    (("id: female", "id: male"),
     [(11, "code_sets.sex.1.also", "Another code has the way of writing 'male'; give this one another"),
      (11, "code_sets.sex.1.id", "Another code has the id 'male'; give this one another")]),
    ((", codes: sex}", ", codes: [{id: x, title: X}]}"),
     [(9, "code_sets.sex", "No column has the codes 'sex'; name them in one, or take them out")]),
    (("  child: [Child]", "  shoe: [Shoe size]"),
     [(7, "headings.shoe", "No list has a column 'shoe'; correct the id, or take it out")]),
    (("{id: child, title: Child ID, required: true}", "{id: child, title: Child ID}"),
     [(17, "lists.0.fields", "Mark the column that says whom a row is about: type text, required: true")]),
]  # fmt: skip


@pytest.mark.parametrize(("change", "told"), WRONG, ids=lambda value: str(value)[:50])
def test_everything_wrong_is_told_with_its_line(problems, change, told):
    assert sorted(problems(change)) == sorted(told)


def test_what_comes_with_the_package_is_whole_and_as_published():
    assert request_lists.check_carried() == []
    assert sorted(digests.recorded(request_lists.DIGESTS)) == sorted(known_lists())


def test_a_published_file_that_changed_is_told(tmp_path):
    changed = tmp_path / "2026.yaml"
    text = (FILES / "partner-lists/2026.yaml").read_text(encoding="utf-8")
    changed.write_text(text.replace("Police incidents with a child", "Police incidents"), encoding="utf-8")
    told = [each.says for each in request_lists.check_lists(read_document(changed))]
    assert told == [
        "partner-lists@2026 is published and never changes; put it back, and give what you changed a new version"
    ]


def test_lists_are_asked_of_whoever_holds_them():
    asked = requested_lists(find("jtai@2022"))
    assert {each.list.id: each.agency for each in asked} == {
        "contacts": "council", "referrals": "council", "assessments": "council", "s47_enquiries": "council",
        "children_in_need": "council", "child_protection": "council", "children_in_care": "council",
        "police_incidents": "police", "missing_episodes": "police", "health_contacts": "health",
        "youth_justice": "youth_justice", "school_attendance": "schools",
    }  # fmt: skip


def test_the_framework_says_of_whom_and_how_far_back():
    asked = {each.list.id: each.list for each in requested_lists(find("child-protection@2012"))}
    assert (asked["referrals"].who, asked["referrals"].months_back) == ("Every child referred", 3)
    assert asked["referrals"].fields == next(each.list.fields for each in every_list() if each.list.id == "referrals")


def test_the_newest_files_hold_every_list_known():
    assert tuple(each.list.id for each in every_list()) == COUNCIL + PARTNERS


def test_ids_alone_are_not_needed_where_all_lists_of_an_agency_are_asked():
    whole = DataRequest(id="all", title="All", agency="police", lists_from="partner-lists@2026", setting="for tests")
    framework = find("jtai@2022").model_copy(update={"data_requests": (whole,)})
    assert [each.list.id for each in requested_lists(framework)] == ["police_incidents", "missing_episodes"]


def test_frameworks_without_columns_ask_for_none():
    without = []
    for framework in published():
        try:
            requested_lists(framework)
        except NotPossible:
            without.append(framework.ref)
    assert without == ["annual-rating@2009"]


def test_a_framework_of_ones_own_that_names_lists_that_are_not_there_is_told():
    request = DataRequest(id="all", title="All", agency="police", lists_from="calls@1", setting="for tests")
    with pytest.raises(InvalidInput, match="There are no request lists 'calls@1'"):
        requested_lists(find("jtai@2022").model_copy(update={"data_requests": (request,)}))


def test_a_framework_is_shown_with_the_columns_of_its_lists(capsys):
    assert main(["frameworks", "show", "looked-after", "--json"]) == 0
    lists = json.loads(capsys.readouterr().out)["data_requests"][0]["lists"]
    assert [(each["id"], each["title"], len(each["fields"])) for each in lists] == [
        ("children_in_care", "Children in care", 34), ("care_leavers", "Care leavers", 13),
    ]  # fmt: skip
    assert main(["frameworks", "show", "looked-after"]) == 0
    text = capsys.readouterr().out
    assert "      uasc: Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N) (Yes | No)\n" in text


def test_lists_written_out_keep_those_with_no_columns_elsewhere():
    before, after = find("sif@2013"), written_out(find("sif@2013"))
    assert [[each.id for each in request.lists] for request in after.data_requests] == [
        [each.id for each in request.lists] for request in before.data_requests
    ]


def test_the_template_s_own_files_are_where_they_say():
    assert known_lists() == ["annex-a@2019", "partner-lists@2026"]
    assert all(Path(FILES / f"{ref.replace('@', '/')}.yaml").is_file() for ref in known_lists())
