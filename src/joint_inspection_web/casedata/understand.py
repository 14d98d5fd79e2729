"""What did an agency send? Read in memory, understood as the lists that it was asked for, and checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from joint_inspection.casedata.check import check
from joint_inspection.casedata.match import Mapping, match
from joint_inspection.casedata.model import CaseData, Finding, How, ListMatch
from joint_inspection.casedata.read import Limits, Sent, read_sheets
from joint_inspection.errors import invalid
from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.requests import RequestedList, requested_lists
from joint_inspection_web.casedata import codec
from joint_inspection_web.casedata.questions import fitting
from joint_inspection_web.inspections.models import Inspection

MEGABYTE = 1 << 20
LIMITS = Limits(
    file_bytes=64 * MEGABYTE, unpacked_bytes=256 * MEGABYTE, ratio=200, entries=200, cells=4_000_000,
    memory_bytes=2048 * MEGABYTE, seconds=60,
)  # fmt: skip
"""Far above what one area sends, and small enough to be read while the sender waits."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Report:
    """What the sender reads about an upload: how it was understood, and what is wrong with it."""

    name: str
    matches: tuple[ListMatch, ...]
    findings: tuple[Finding, ...]

    @property
    def counts(self) -> dict[str, int]:
        """What the upload's row keeps: numbers alone."""
        return {
            "lists": len({each.list for each in self.matches if each.list}),
            "rows": sum(each.rows for each in self.matches if each.list),
            "problems": sum(finding.severity == "must_fix" for finding in self.findings),
            "checks": sum(finding.severity == "check" for finding in self.findings),
            "not_understood": sum(1 for _ in not_understood(self.matches)),
        }

    def packed(self) -> bytes:
        """The report as bytes."""
        findings = codec.plain_findings(self.findings)
        return codec.pack({"name": self.name, "matches": codec.plain_matches(self.matches), "findings": findings})


def unpacked_report(content: bytes) -> Report:
    """The report again."""
    said = codec.unpack(content)
    return Report(
        name=said["name"],
        matches=codec.MATCHES.validate_python(said["matches"]),
        findings=codec.FINDINGS.validate_python(said["findings"]),
    )


def asked_of(inspection: Inspection, *, request: str) -> tuple[RequestedList, ...]:
    """The lists of one request of the inspection's framework; none where it asks for none with columns."""
    return tuple(each for each in requested_lists(find(inspection.framework)) if each.request.id == request)


def understand(
    name: str, content: bytes, *, asked: tuple[RequestedList, ...], choices: Mapping
) -> tuple[CaseData, Report]:
    """Read, match and check; raises InvalidInput where nothing that was asked for can be found in it."""
    sheets = read_sheets(Sent(name=name, content=content), limits=LIMITS)
    choices = fitting(choices, asked)
    data = _with_choices(match(sheets, asked, mapping=choices), choices)
    if not any(sheet.rows for sheet in sheets):
        raise invalid("file", "Nothing in this file has rows: choose the file with the lists")
    return data, Report(name=name, matches=data.matches, findings=check(data))


def _with_choices(data: CaseData, choices: Mapping) -> CaseData:
    """A sheet that the sender said is none of the lists is not asked about again."""
    matches = tuple(
        replace(one, how=How.CHOSEN) if choices.sheet(one.file, one.sheet) == (True, None) else one
        for one in data.matches
    )
    return replace(data, matches=matches)


def not_understood(matches: Iterable[ListMatch]) -> Iterable[Any]:
    """Every sheet with rows, column and way of writing that was not understood and that nobody chose to leave aside."""
    for sheet in matches:
        if sheet.list is None:
            if sheet.how is How.NOT and (sheet.rows or sheet.left_out):
                yield sheet
            continue
        yield from (one for one in sheet.columns if one.field is None and one.how is How.NOT)
        yield from (one for one in sheet.values if one.code is None and one.how is How.NOT)
