"""What was asked of each agency, when is it due, and how far is it? Without anything about a child."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from joint_inspection.errors import NotPossible
from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.model import DataRequest, Framework
from joint_inspection.frameworks.requests import RequestedList, requested_lists
from joint_inspection.frameworks.timetable import date_of
from joint_inspection_web.casedata.models import Hours, State, Upload
from joint_inspection_web.inspections.models import Body, Inspection


@dataclass(frozen=True, kw_only=True)
class Line:
    """One request to one agency."""

    body: Body
    request: DataRequest
    lists: tuple[str, ...]
    """Titles of the lists asked for."""
    due: date | None
    waiting: Upload | None
    """What waits for the sender."""
    accepted: Upload | None
    hours: float

    @property
    def present(self) -> Upload | None:
        """The newest that counts: what waits, else what was accepted."""
        return self.waiting or self.accepted

    def status(self, *, on: date, sender: bool) -> tuple[str, str]:
        """How far it is, in words and the colour of a tag; others than the sender go by what was accepted."""
        if self.accepted and not (sender and self.waiting):
            return "Accepted", "green"
        if self.waiting:
            return "With the sender", "light-blue"
        if self.due and on > self.due:
            return "Overdue", "red"
        return "Asked", "grey"


def lines(inspection: Inspection, *, bodies: Iterable[Body]) -> list[Line]:
    """Every request to each of these agencies, in the framework's order."""
    framework = find(inspection.framework)
    by_request = _asked(framework)
    present = _present(inspection)
    hours = _hours(inspection)
    return [
        Line(
            body=body, request=asked[0].request, lists=tuple(each.list.title for each in asked),
            due=_due(framework, asked[0].request, inspection),
            waiting=present.get((body.pk, request, State.QUARANTINED)),
            accepted=present.get((body.pk, request, State.ACCEPTED)), hours=hours.get((body.pk, request), 0),
        )
        for (request, agency), asked in by_request.items()
        for body in bodies
        if body.kind == agency
    ]  # fmt: skip


def how_far(inspection: Inspection, bodies: Iterable[Body], on: date) -> dict[tuple[int, str], tuple[str, str]]:
    """How far each request is that is answered with lists, for whoever follows what was asked for."""
    found = lines(inspection, bodies=list(bodies))
    return {(line.body.pk, line.request.id): line.status(on=on, sender=False) for line in found}


def _asked(framework: Framework) -> dict[tuple[str, str], list[RequestedList]]:
    try:
        every = requested_lists(framework)
    except NotPossible:
        return {}
    found: dict[tuple[str, str], list[RequestedList]] = {}
    for each in every:
        found.setdefault((each.request.id, each.agency), []).append(each)
    return found


def _present(inspection: Inspection) -> dict[tuple[int, str, str], Upload]:
    uploads = inspection.uploads.filter(state__in=(State.QUARANTINED, State.ACCEPTED))
    return {(one.body_id, one.request, one.state): one for one in uploads}


def _hours(inspection: Inspection) -> dict[tuple[int, str], float]:
    summed = Hours.objects.filter(inspection=inspection).order_by().values("body", "request").annotate(sum=Sum("hours"))
    return {(one["body"], one["request"]): one["sum"] for one in summed}


def _due(framework: Framework, request: DataRequest, inspection: Inspection) -> date | None:
    return date_of(framework, request.due_day, notify=inspection.notify_on) if request.due_day is not None else None
