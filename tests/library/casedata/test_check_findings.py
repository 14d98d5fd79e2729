"""Do findings come in order, say what to do, and keep to themselves what they know of a child?"""

import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

from factories.case_lists import FILE, case_data, record
from joint_inspection.casedata.check import RULES, check, explain, limits
from joint_inspection.casedata.model import CaseData, Record
from joint_inspection.dates import add_months
from joint_inspection.errors import InvalidInput

SPEC = Path(__file__).parents[2] / "spec/checks"
CASES = [
    {key: value for key, value in case.items() if key not in ("is", "finds")}
    for path in sorted(SPEC.glob("*.yaml"))
    for case in yaml.safe_load(path.read_text(encoding="utf-8"))
]
CODES = {"child_protection", "children_in_need"}


def test_findings_come_in_the_order_of_sheets_rows_and_rules():
    data = case_data(
        {
            "referrals": [{"child": "A", "born": date(1900, 1, 1)}, {"child": "A", "unread": {"born": "?"}}],
            "contacts": [{"born": date(2015, 1, 1), "age": 40}],
        }
    )
    found = [(each.sheet, each.row, each.rule) for each in check(data) if each.row]
    assert found == [
        ("referrals", 2, "birth_date_impossible"),
        *[("referrals", 2, "required_blank")] * 3,
        *[("referrals", 3, "required_blank")] * 3,
        ("referrals", 3, "value_not_understood"),
        ("contacts", 2, "age_disagrees"),
        *[("contacts", 2, "required_blank")] * 4,
    ]


def test_nothing_is_found_where_nothing_came():
    assert check(CaseData(asked=(), matches=(), records={}, on=date(2025, 6, 1))) == ()


def test_lists_that_were_never_on_sheets_are_checked_too():
    data = replace(
        case_data({"child_protection": [{"child": "A", "plan_start": date(2025, 5, 2), "plan_end": date(2025, 5, 1)}]}),
        matches=(),
    )
    (finding,) = check(data, only=["plan_ends_before_it_starts"])
    assert (finding.file, finding.row, finding.column) == (FILE, 2, "Child Protection Plan End Date")


def test_a_rule_explains_itself():
    assert explain("plan_ends_before_it_starts") == (
        "A child protection plan does not end before it starts.\n\nBoth dates are of the same, latest plan."
    )
    with pytest.raises(InvalidInput, match="There is no rule 'nonsense'"):
        explain("nonsense")


def test_every_rule_says_what_why_and_how_bad():
    assert [id for id, rule in RULES.items() if not (rule.title.endswith(".") and rule.why)] == []
    assert {rule.severity for rule in RULES.values()} == {"must_fix", "check", "note"}


def test_every_limit_has_a_source_or_is_a_setting():
    assert [each.id for each in limits().values() if bool(each.source) == bool(each.setting)] == []


def told_of(data: CaseData) -> CaseData:
    """The same lists, with identifiers and free text that would be noticed anywhere."""
    return replace(data, records={id: tuple(map(_marked, records)) for id, records in data.records.items()})


def _marked(each: Record) -> Record:
    answers = {
        key: f"ZQX{value}" if key in ("child", "adopter", "family") else value for key, value in each.answers.items()
    }
    odd = "a formula"
    unread = {key: value if value.startswith(odd) else f"ZQX{value}" for key, value in each.unread.items()}
    return replace(
        each, answers=answers, unread=unread, extra={key: f"ZQX{value}" for key, value in each.extra.items()}
    )


def written(day: date) -> set[str]:
    """Ways in which a date could be said."""
    return {day.isoformat(), f"{day:%d/%m/%Y}", f"{day.day} {day:%B %Y}", f"{day.day} {day:%B}", f"{day:%d %b %Y}"}


def test_no_finding_quotes_an_identifier_a_text_or_a_date_of_a_child():
    seen = set()
    for case in CASES:
        data = told_of(case_data(**case))
        days = {value for rows in data.records.values() for row in rows for value in row.answers.values()}
        secret = {text for day in days if isinstance(day, date) for text in written(day)}
        secret -= {text for months in (0, -6, -12) for text in written(add_months(data.on, months))}
        for finding in check(data):
            seen.add(finding.rule)
            assert "ZQX" not in str(finding)
            assert [text for text in secret if text in finding.says] == []
    assert seen == set(RULES)


def test_no_finding_quotes_a_number_of_a_child():
    """Numbers in what findings say are rows, limits, or part of a heading asked for."""
    limited = {str(limit.value) for limit in limits().values()}
    for case in CASES:
        data = case_data(**case)
        rows = {str(row.row) for records in data.records.values() for row in records}
        for finding in check(data):
            if finding.rule in ("birth_date_impossible", "number_out_of_range"):
                continue
            says = re.sub(r"'[^']*'|\d+ [A-Z][a-z]+ \d{4}|\d\d/\d\d/\d{4}|List \d+", "", finding.says)
            assert set(re.findall(r"\d+", says)) <= rows | limited, finding


def test_what_the_values_hold_is_not_printed():
    data = case_data({"contacts": [{"child": "ZQX"}]})
    assert "ZQX" not in f"{data!r} {data.records['contacts'][0]!r}"


@pytest.mark.slow
def test_a_hundred_thousand_records_are_checked_in_seconds():
    import time

    rows = [
        {
            "child": str(number // 3), "gender": "male", "ethnicity": "wbri", "referrals_12m": 9, "age": 15,
            "born": date(2010, 1, 1) + timedelta(number % 900),
            "referral_date": date(2025, 1, 1) + timedelta(number % 120),
        }
        for number in range(100_000)
    ]  # fmt: skip
    data = case_data({"referrals": rows})
    began = time.process_time()
    findings = check(data)
    assert time.process_time() - began < 15
    assert {each.rule for each in findings} >= {"birth_date_differs_between_lists", "age_disagrees"}


def test_a_record_made_for_a_test_is_one_of_its_list():
    assert record("contacts", 2, {"child": "A", "unread": {"born": "?"}}).unread == {"born": "?"}
