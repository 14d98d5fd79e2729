"""Does what followed an inspection agree with its record?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from joint_inspection.areas import load_register
from joint_inspection.errors import InvalidInput, Problem
from joint_inspection.follow_up.duties import duty_register
from joint_inspection.follow_up.recommendations import Inspected
from joint_inspection.follow_up.repeats import Found
from joint_inspection.follow_up.whole import FollowUp, check_follow_up
from joint_inspection.frameworks.model import Framework
from joint_inspection.inspections.said import read_day
from joint_inspection.record.model import InspectionRecord


def follow_up_fits(record: InspectionRecord, framework: Framework) -> Iterator[Problem]:
    """Statements answer what was asked, blockers are national, and links go back to what was found before."""
    on = _day(record.dates.last_day)
    if record.follow_up == FollowUp() or on is None:
        return
    inspected = Inspected(
        bodies=record.every_body, findings=tuple(each.as_finding() for each in record.findings), framework=framework,
        register=duty_register(), on=on,
    )  # fmt: skip
    found = published_findings(record, framework)
    for problem in check_follow_up(
        record.follow_up, record.recommendations, inspected, found=found, register=load_register()
    ):
        yield Problem(where=f"follow_up.{problem.where}", says=problem.says)


def published_findings(record: InspectionRecord, framework: Framework) -> tuple[Found, ...]:
    """A record's findings as later ones link to them; until a letter is published, by the last day on site."""
    days = [_day(letter.published or letter.dated) for letter in record.letters]
    on = min((day for day in days if day), default=_day(record.dates.last_day))
    shared = {each.id: each.shared for each in framework.criteria}
    kinds = {each.code: each.kind for each in record.bodies}
    inspectorates = tuple(each.code for each in record.bodies if each.kind == "inspectorate")
    return tuple(
        Found(
            id=each.id, area=record.area, framework=record.framework, inspectorates=inspectorates, published=on,
            about=tuple(dict.fromkeys(kinds[code] for code in each.about if code in kinds)), criterion=each.criterion,
            shared=shared.get(each.criterion, ()), direction=each.direction, text=each.text,
        )
        for each in record.findings
        if on
    )  # fmt: skip


def _day(written: str | None) -> date | None:
    try:
        return read_day(written) if written else None
    except InvalidInput:
        return None
