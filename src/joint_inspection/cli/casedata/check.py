"""``joint-inspection casedata check``: how an area's lists are understood, and what is wrong with them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from joint_inspection.cli.output import add_verb, print_json, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from joint_inspection.casedata.match import Mapping
    from joint_inspection.casedata.model import CaseData, Finding, ListMatch
    from joint_inspection.frameworks.requests import RequestedList

SHOWN = 20
"""Problems printed for a person; the report has all of them."""


def add_verbs(verbs: Any) -> None:
    """Add the verb."""
    parser = add_verb(verbs, "check", check_lists, "Tell how lists are understood, and everything wrong with them.")
    parser.add_argument("path", metavar="PATH", help="a workbook, a CSV file, a folder or a zip of them")
    parser.add_argument("--framework", metavar="ID", help="whose lists to look for; without it, every list known")
    parser.add_argument("--on", metavar="DATE", help="the day of the lists; without it, the latest that they speak of")
    parser.add_argument("--mapping", metavar="FILE", help="what you chose before for sheets, headings and codes (JSON)")
    parser.add_argument("--save-mapping", metavar="FILE", help="write what was understood, for you to correct")
    parser.add_argument("--report", metavar="DIR", help="write the problems as a workbook into this folder")


def check_lists(options: argparse.Namespace) -> int:
    """Print what was understood and every problem; 10 if something must be put right."""
    from joint_inspection.casedata.check import check

    data = _load(options)
    say(f"Checking {_count(sum(map(len, data.records.values())), 'row')}, as of {data.on}")
    findings = check(data)
    if options.save_mapping:
        _save_mapping(data, options.save_mapping)
    if options.report:
        _report(findings, data, options.report)
    if options.json:
        print_json(_document(data, findings, options))
    else:
        _print(data, findings)
    return 10 if any(finding.severity == "must_fix" for finding in findings) else 0


def _load(options: argparse.Namespace) -> CaseData:
    from pathlib import Path

    from joint_inspection.casedata.load import load_lists
    from joint_inspection.dates import parse_date

    path = Path(options.path)
    on = parse_date(options.on, where="on") if options.on else None
    asked, mapping = _asked(options.framework), _mapping(options.mapping)
    say(f"Reading {path.name}")
    return load_lists(path, asked, on=on, mapping=mapping)


def _asked(ref: str | None) -> Sequence[RequestedList]:
    from joint_inspection.frameworks.load import find
    from joint_inspection.frameworks.requests import every_list, requested_lists

    if ref:
        return requested_lists(find(ref))
    say("No framework named: looking for every list known (--framework ID looks for those of one)")
    return every_list()


def _mapping(name: str | None) -> Mapping | None:
    from pathlib import Path

    from joint_inspection.casedata.match.mapping import from_json
    from joint_inspection.frameworks.document import read_text

    return from_json(read_text(Path(name)), file=name) if name else None


def _save_mapping(data: CaseData, name: str) -> None:
    from pathlib import Path

    from joint_inspection.casedata.match.mapping import of

    path = Path(name)
    new = path.with_name(f"{path.name}.new")
    new.write_text(of(data).to_json(), encoding="utf-8")
    new.replace(path)
    say(f"Wrote {path}: put a name in place of each '?', or null to leave it aside")


def _report(findings: Sequence[Finding], data: CaseData, folder: str) -> None:
    from pathlib import Path

    from joint_inspection.casedata.workbook import problems_workbook

    path = Path(folder) / "problems.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    problems_workbook(findings, data.matches, path)
    say(f"Wrote {path}")


def _document(data: CaseData, findings: Sequence[Finding], options: argparse.Namespace) -> dict[str, object]:
    unread = _unread(data)
    return {
        "framework": options.framework,
        "on": data.on,
        "lists": [_list(match, unread.get((match.file, match.sheet), 0)) for match in data.matches if match.list],
        "not_understood": [_sheet(match) for match in data.matches if not match.list],
        "values_not_understood": sum(unread.values()),
        "problems": findings,
    }


def _unread(data: CaseData) -> dict[tuple[str, str], int]:
    """Values not understood, by file and sheet."""
    from collections import Counter

    found: Counter[tuple[str, str]] = Counter()
    for records in data.records.values():
        for record in records:
            found[record.file, record.sheet] += len(record.unread)
    return found


def _list(match: ListMatch, unread: int) -> dict[str, object]:
    """How a list was understood; ways of writing that were not stay untold, for they may say who a child is."""
    return {
        "list": match.list, "sheet": match.sheet, "file": match.file, "rows": match.rows,
        "columns_understood": sum(column.field is not None for column in match.columns),
        "columns_not_understood": [
            column.heading or f"column {column.column}" for column in match.columns if column.field is None
        ],
        "how": match.how, "sure": match.sure, "heading_row": match.heading_row, "columns": match.columns,
        "missing": match.missing, "values": [value for value in match.values if value.code is not None],
        "values_not_understood": unread, "left_out": match.left_out, "empty_rows": match.empty_rows,
        "remarks": match.remarks,
    }  # fmt: skip


def _sheet(match: ListMatch) -> dict[str, object]:
    return {"file": match.file, "sheet": match.sheet, "rows": len(match.left_out), "remarks": match.remarks}


def _print(data: CaseData, findings: Sequence[Finding]) -> None:
    width = max((len(match.sheet) for match in data.matches), default=5)
    print(f"{'Sheet':<{width}}  {'List':<18}  {'Rows':>6}  {'Columns':>7}  Left out")
    for match in data.matches:
        understood = f"{sum(column.field is not None for column in match.columns)}/{len(match.columns)}"
        name = match.list or "not understood"
        print(f"{match.sheet:<{width}}  {name:<18}  {match.rows:>6}  {understood:>7}  {_left_out(match)}")
    _print_remarks(data)
    _print_problems(findings)


def _left_out(match: ListMatch) -> str:
    from collections import Counter

    return ", ".join(f"{times} {why}" for why, times in Counter(why for _, why in match.left_out).items())


def _print_remarks(data: CaseData) -> None:
    remarks = [f"  {match.sheet}: {remark}" for match in data.matches for remark in match.remarks]
    if remarks:
        print("\nHow they were read")
        print("\n".join(remarks))


def _print_problems(findings: Sequence[Finding]) -> None:
    must = sum(finding.severity == "must_fix" for finding in findings)
    rest = len(findings) - must
    print(f"\n{_count(must, 'problem')} to put right, {_count(rest, 'thing')} to look at")
    worst_first = sorted(findings, key=lambda finding: finding.severity != "must_fix")
    for finding in worst_first[:SHOWN]:
        place = ", ".join(
            part for part in (finding.sheet, finding.row and f"row {finding.row}", finding.column) if part
        )
        print(f"  {place}: {finding.says}")
    if len(findings) > SHOWN:
        print(f"  … and {len(findings) - SHOWN} more: --report DIR writes all of them into a workbook")


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
