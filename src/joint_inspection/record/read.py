"""Which inspection does a file hold, and on which line is something wrong with it?

JSON or YAML, told apart by the name. What is wrong inside something that somebody wrote is said without repeating it:
it may be about a child.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from joint_inspection.errors import InvalidInput, Problem, invalid
from joint_inspection.frameworks.advice import choices_of, shape_problems
from joint_inspection.frameworks.document import Document, document_from
from joint_inspection.frameworks.json_document import json_data
from joint_inspection.frameworks.json_document import with_lines as lines_of
from joint_inspection.record.check import check_record
from joint_inspection.record.model import InspectionRecord

LARGEST = 64_000_000
"""Bytes: several times an inspection of fifty people writing five thousand items."""
PRIVATE = frozenset({
    "accepted", "children", "evidence", "findings", "replies", "referrals", "recommendations", "report", "sign_offs",
    "follow_up",
})  # fmt: skip
"""Parts in which something about a child could stand, in its right place or by mistake."""
NOT_REPEATED = "This cannot be read as it is written. It is not repeated here, since it may be about a child"
ADVICE = {
    "date": "Write a date as year-month-day, for example 2026-01-29",
    "datetime": "Write a moment with its time zone, for example 2026-01-29T16:05:00+00:00",
    "timezone": "Write a moment with its time zone, for example 2026-01-29T16:05:00+00:00",
    "bool": "Write true or false",
}
Steps = tuple[str | int, ...]


def read_record(path: Path) -> InspectionRecord:
    """The inspection in a file; raises InvalidInput with every problem of its form."""
    return record_from(_content(path), file=str(path))


def record_from(content: bytes, *, file: str) -> InspectionRecord:
    """The inspection in the content of a file, which need not be on any disk; raises InvalidInput."""
    data = _data(content, file)
    try:
        return InspectionRecord.model_validate_json(json.dumps(data, default=_as_text))
    except ValidationError as error:
        raise InvalidInput(_shape(content, file, data, error.errors(include_url=False))) from None


def check_file(path: Path) -> tuple[InspectionRecord | None, tuple[Problem, ...]]:
    """The inspection in a file and everything wrong with it; None where its form already is wrong."""
    try:
        record = read_record(path)
    except InvalidInput as error:
        return None, error.problems
    return record, tuple(with_lines(check_record(record), content=_content(path), file=str(path)))


def with_lines(problems: Iterable[Problem], *, content: bytes, file: str) -> list[Problem]:
    """The same problems with the file and the line of each, in the order in which they were found."""
    problems = list(problems)
    if not problems:
        return []
    document, has_lines = lines_of(content, file=file, data=_data(content, file))
    return [
        replace(each, file=file, line=document.line(_steps(each.where)) if has_lines else None) for each in problems
    ]


def _content(path: Path) -> bytes:
    file = str(path)
    try:
        if path.stat().st_size > LARGEST:
            raise invalid("", f"The file is larger than {LARGEST:,} bytes: is it one inspection?", file=file)
        return path.read_bytes()
    except FileNotFoundError:
        raise invalid("", "There is no such file; check the spelling of its name", file=file) from None
    except IsADirectoryError:
        raise invalid("", "This is a folder; name the file of one inspection", file=file) from None


def _data(content: bytes, file: str) -> Any:
    if file.lower().endswith((".yaml", ".yml")):
        return document_from(content, file=file, begins="ref, framework, area and kind").data
    otherwise = ", or name the file .yaml if it is YAML"
    return json_data(content, file=file, is_it="is it one inspection?", otherwise=otherwise)


def _as_text(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError


def _shape(content: bytes, file: str, data: Any, errors: Iterable[ErrorDetails]) -> list[Problem]:
    """What the model refuses, as advice with lines; what may be about a child is not repeated."""
    document, has_lines = lines_of(content, file=file, data=data)
    safe = [each for each in errors if not _is_private(each)]
    found = shape_problems(document, safe, model=InspectionRecord)
    found += [_unrepeated(document, each) for each in errors if _is_private(each)]
    found.sort(key=lambda problem: problem.line or 0)
    return found if has_lines else [replace(problem, line=None) for problem in found]


def _is_private(error: ErrorDetails) -> bool:
    return error["type"] != "missing" and not PRIVATE.isdisjoint(error["loc"])


def _unrepeated(document: Document, error: ErrorDetails) -> Problem:
    steps = tuple(step for step in error["loc"])
    if error["type"] == "extra_forbidden":
        return document.problem(steps[:-1], "There is a key here that a record does not know: take it out")
    if error["type"] in ("enum", "literal_error"):
        return document.problem(steps, f"Write one of: {', '.join(choices_of(error['ctx']))}")
    return document.problem(steps, ADVICE.get(error["type"].partition("_")[0], NOT_REPEATED))


def _steps(where: str) -> Steps:
    return tuple(int(part) if part.isdecimal() else part for part in where.split(".") if part)
