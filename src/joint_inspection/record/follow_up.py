"""Does what followed an inspection agree with its record?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from joint_inspection.areas import load_register
from joint_inspection.errors import InvalidInput, Problem
from joint_inspection.follow_up.duties import duty_register
from joint_inspection.follow_up.recommendations import Inspected
from joint_inspection.follow_up.repeats import Found
from joint_inspection.follow_up.resolved import resolved_on
from joint_inspection.follow_up.statement import Request
from joint_inspection.follow_up.whole import FollowUp, check_follow_up
from joint_inspection.frameworks.model import Framework
from joint_inspection.inspections.said import read_day
from joint_inspection.record.model import InspectionRecord, Letter


def follow_up_fits(record: InspectionRecord, framework: Framework) -> Iterator[Problem]:
    """Statements answer what a letter asked, blockers are national, and links go back to what was found before."""
    on = _day(record.dates.last_day)
    if record.follow_up == FollowUp() or on is None:
        return
    inspected = Inspected(
        bodies=record.every_body, findings=tuple(each.as_finding() for each in record.findings), framework=framework,
        register=duty_register(), on=on,
    )  # fmt: skip
    found = published_findings(record, framework, on=date.max)
    for problem in check_follow_up(
        record.follow_up, record.recommendations, inspected, found=found, register=load_register()
    ):
        yield Problem(where=f"follow_up.{problem.where}", says=problem.says)
    yield from _were_asked(record)


def _were_asked(record: InspectionRecord) -> Iterator[Problem]:
    """Each statement was asked for by a letter of the record, in the letter's own terms."""
    letters = {each.id: each for each in record.letters}
    for number, statement in enumerate(record.follow_up.statements):
        where, letter = f"follow_up.statements.{number}.request", letters.get(statement.request.letter)
        if letter is None:
            yield Problem(where=f"{where}.letter", says="The record has no such letter: name the one that asks for it")
        elif statement.request != request_of(letter):
            says = f"Letter {letter.id} asks otherwise: write of whom, by when, why and where to as it does"
            yield Problem(where=where, says=says)


def request_of(letter: Letter) -> Request | None:
    """What a letter asks for; None where it asks nobody for a statement."""
    if letter.statement_of is None:
        return None
    return Request(
        letter=letter.id, to=letter.statement_of, published=_day(letter.published), received=_day(letter.received),
        due=_day(letter.statement_due), because=letter.statement_because, address=letter.statement_to,
    )  # fmt: skip


def published_findings(record: InspectionRecord, framework: Framework, *, on: date) -> tuple[Found, ...]:
    """A record's findings as later ones link to them, with what was put right by a day.

    Until a letter is published, the last day on site stands for its day.
    """
    days = [_day(letter.published or letter.dated) for letter in record.letters]
    published = min((day for day in days if day), default=_day(record.dates.last_day))
    shared = {each.id: each.shared for each in framework.criteria}
    kinds = {each.code: each.kind for each in record.bodies}
    inspectorates = tuple(each.code for each in record.bodies if each.kind == "inspectorate")
    return tuple(
        Found(
            id=each.id, area=record.area, framework=record.framework, inspectorates=inspectorates, published=published,
            about=tuple(dict.fromkeys(kinds[code] for code in each.about if code in kinds)), criterion=each.criterion,
            shared=shared.get(each.criterion, ()), direction=each.direction, text=each.text,
            resolved_on=resolved_on(each.id, record.recommendations, record.follow_up.statements, on=on),
        )
        for each in record.findings
        if published
    )  # fmt: skip


def _day(written: str | None) -> date | None:
    try:
        return read_day(written) if written else None
    except InvalidInput:
        return None
