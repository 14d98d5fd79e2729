"""How do lists, events and a match report become bytes, and values again? As JSON and Parquet, in memory, compressed.

Nothing here runs what it reads: no value can carry code.
"""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from pydantic import TypeAdapter

from joint_inspection.casedata.events.table import EventTable
from joint_inspection.casedata.model import Answer, CaseData, Finding, ListMatch, Record
from joint_inspection.frameworks.requests import RequestedList

MATCHES: TypeAdapter[tuple[ListMatch, ...]] = TypeAdapter(tuple[ListMatch, ...])
FINDINGS: TypeAdapter[tuple[Finding, ...]] = TypeAdapter(tuple[Finding, ...])
Packed = Mapping[str, Any]


def pack(value: Any) -> bytes:
    """Plain values as compressed JSON."""
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 3)


def unpack(content: bytes) -> Any:
    """The plain values again."""
    return json.loads(zlib.decompress(content))


def packed_lists(data: CaseData) -> bytes:
    """Lists as they were understood."""
    return pack(
        {
            "on": data.on.isoformat(),
            "matches": plain_matches(data.matches),
            "records": {name: [_row(record) for record in records] for name, records in data.records.items()},
        }
    )


def unpacked_lists(content: bytes, *, asked: tuple[RequestedList, ...]) -> CaseData:
    """The same lists again; ``asked`` comes from the framework, which never changes."""
    said = unpack(content)
    records = {name: tuple(_record(name, row) for row in rows) for name, rows in said["records"].items()}
    matches = MATCHES.validate_python(said["matches"])
    return CaseData(asked=asked, matches=matches, records=records, on=date.fromisoformat(said["on"]))


def packed_events(table: EventTable) -> bytes:
    """The event table's two parts as Parquet, and its day."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    parts = []
    for each in (table.events, table.children):
        sink = pa.BufferOutputStream()
        pq.write_table(each, sink, compression="zstd")
        parts.append(sink.getvalue().to_pybytes())
    cover = json.dumps({"on": table.on.isoformat(), "left_out": dict(table.left_out), "cut": len(parts[0])}).encode()
    return len(cover).to_bytes(4, "big") + cover + b"".join(parts)


def unpacked_events(content: bytes) -> EventTable:
    """The same table again."""
    import pyarrow.parquet as pq

    begins = 4 + int.from_bytes(content[:4], "big")
    cover = json.loads(content[4:begins])
    cut = begins + cover["cut"]
    events, children = (pq.read_table(io.BytesIO(part)) for part in (content[begins:cut], content[cut:]))
    return EventTable(events=events, children=children, on=date.fromisoformat(cover["on"]), left_out=cover["left_out"])


def plain_matches(matches: tuple[ListMatch, ...]) -> Any:
    """Matches as plain values."""
    return [asdict(match) for match in matches]


def plain_findings(findings: tuple[Finding, ...]) -> Any:
    """Findings as plain values."""
    return [asdict(finding) for finding in findings]


def _row(record: Record) -> list[Any]:
    answers = {name: _said(answer) for name, answer in record.answers.items()}
    return [record.file, record.sheet, record.row, answers, dict(record.unread), dict(record.extra)]


def _record(name: str, row: list[Any]) -> Record:
    file, sheet, number, answers, unread, extra = row
    return Record(
        list=name, file=file, sheet=sheet, row=number, unread=unread, extra=extra,
        answers={field: _answer(said) for field, said in answers.items()},
    )  # fmt: skip


def _said(answer: Answer) -> Any:
    """A date as a list of one, so that it is never taken for a text."""
    return [answer.isoformat()] if isinstance(answer, date) else answer


def _answer(said: Any) -> Answer:
    if not isinstance(said, list):
        return said
    return datetime.fromisoformat(said[0]) if "T" in said[0] else date.fromisoformat(said[0])
