"""How does a file of evidence come in: whole, by the notebook's own rules, or not at all?

The file is that of one inspection, as ``joint-inspection inspection import`` reads it. Its items become notes of
whoever brings it in; brought in again, each is there once. Findings in it are held to their rules, and written on
their own pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible, Problem, invalid
from joint_inspection.evidence.findings import check_finding
from joint_inspection.frameworks.load import find
from joint_inspection.record.model import InspectionRecord, ItemIn
from joint_inspection.record.read import record_from, with_lines
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.design.words import listed
from joint_inspection_web.evidence import actions as notebook
from joint_inspection_web.evidence.notes import NoteIn
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.triangulation.rules import may_write

ENDINGS = (".json", ".yaml", ".yml")
NAMES = UUID("6f0bb5c6-8c1f-5b7e-9d1a-2f4a3a1c7c11")
"""Names of items that are no UUIDs become UUIDs under this one."""
SAME = (
    "criterion", "speaker", "speaker_agency", "method", "directness", "first_hand", "direction", "strength", "child",
    "happened_on", "disclosed", "experience", "outcome", "box", "indicator",
)  # fmt: skip
WHERE = {"agency": "about", "note": "id", "version": "id"}
"""What the notebook calls something that a file calls otherwise."""


@dataclass(frozen=True, kw_only=True)
class BroughtIn:
    """What a file held."""

    items: int
    findings: int
    """Findings that keep to the rules; they are not brought in."""


def bring_in(inspection: Inspection, *, name: str, content: bytes, by: Person, at: datetime) -> BroughtIn:
    """Keep every item of a file as a note, or none; raises InvalidInput with every problem and its line."""
    require(may_write, by, inspection)
    file = read_file(name, content)
    try:
        _expect_same(inspection, file)
        return _keep_all(inspection, file, by=by, at=at)
    except InvalidInput as error:
        raise InvalidInput(with_lines(error.problems, content=content, file=name)) from None


def read_file(name: str, content: bytes) -> InspectionRecord:
    """The inspection in an uploaded file, read in memory; raises InvalidInput."""
    if not name.lower().endswith(ENDINGS):
        raise invalid("file", f"Choose a file whose name ends in {listed(ENDINGS)}")
    return record_from(content, file=f"file.{name.rpartition('.')[2].lower()}")


@action
def _keep_all(inspection: Inspection, file: InspectionRecord, *, by: Person, at: datetime) -> BroughtIn:
    problems = [*_findings(file)]
    for number, item in enumerate(file.evidence):
        problems += _kept(inspection, item, f"evidence.{number}", by=by, at=at)
    if problems:
        raise InvalidInput(problems)
    numbers = {"items": len(file.evidence), "findings": len(file.findings)}
    record("triangulation.bring_in", by=by, at=at, subject=subject_of(inspection), **numbers)
    return BroughtIn(**numbers)


def _kept(inspection: Inspection, item: ItemIn, where: str, *, by: Person, at: datetime) -> Iterator[Problem]:
    if item.by_adviser:
        yield Problem(where=f"{where}.by_adviser", says="A sector adviser writes their own notes, in the notebook")
        return
    try:
        with transaction.atomic():
            notebook.keep(inspection, note=NoteIn.sent(as_note(item)), by=by, at=at)
    except InvalidInput as error:
        yield from (Problem(where=f"{where}.{WHERE.get(x.where, x.where)}", says=x.says) for x in error.problems)
    except (NotAllowed, NotPossible) as error:
        yield Problem(where=where, says=str(error))


def as_note(item: ItemIn) -> dict[str, Any]:
    """An item as a device would send it; the same item is the same note."""
    said = item.model_dump(mode="json")
    note = _uuid(item.id)
    return {name: said[name] for name in SAME} | {
        "note": str(note), "version": str(uuid5(note, "brought in")), "bases": [], "kind": "first",
        "noted_at": said["noted_at"], "agency": said["about"], "text": said["text"] or "", "quotes": said["quotes"],
    }  # fmt: skip


def _uuid(name: str) -> UUID:
    try:
        return UUID(name)
    except ValueError:
        return uuid5(NAMES, name)


def _expect_same(inspection: Inspection, file: InspectionRecord) -> None:
    problems = []
    if file.framework != inspection.framework:
        says = f"This file is of an inspection under another framework; here it is {inspection.framework}"
        problems.append(Problem(where="framework", says=says))
    if file.area != inspection.area:
        problems.append(Problem(where="area", says="This file is of an inspection of another area"))
    if problems:
        raise InvalidInput(problems)


def _findings(file: InspectionRecord) -> Iterator[Problem]:
    framework = find(file.framework)
    for number, each in enumerate(file.findings):
        for problem in check_finding(each.as_finding(), file.items, framework):
            yield Problem(where=f"findings.{number}.{problem.where}", says=problem.says)
