"""Surveys of an inspection and what people answer; people who are met, and what they say."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

import factories
from factories import notebook
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.inspections.models import Body, Inspection
from joint_inspection_web.voices import actions, meetings
from joint_inspection_web.voices.models import ABOUT_A_CHILD, Meeting, Survey

WORDS = "The lady with the red scarf never came back"
"""What a child wrote or said; read by nobody outside the team."""
WHOM, REACH = "her mother", "ring after six at the number of her aunt Wilhelmina"
"""Who is met, and how to reach her again; never in clear in the database."""


def survey(inspection: Inspection, *, kind: str = "children", by: Person | None = None) -> Survey:
    """A survey that the lead, or the system, opened."""
    return actions.open_survey(inspection, kind=kind, by=by, at=factories.NOW)


def answered(survey: Survey, **choices: str) -> str:
    """Somebody answers by the link, without words; their code."""
    return actions.respond(survey, id=uuid4(), choices=choices, words="", at=factories.NOW)


def wrote(survey: Survey, words: str = WORDS) -> str:
    """Somebody writes something; their code."""
    return actions.respond(survey, id=uuid4(), choices={}, words=words, at=factories.NOW)


def met(
    inspection: Inspection, *, by: Person, kind: str = "family", child: str = notebook.CHILD, **more: Any
) -> Meeting:
    """Somebody whom an inspector wants to meet, who was not asked yet."""
    said = (
        {"whom": WHOM, "child": child}
        if kind in ABOUT_A_CHILD
        else {"whom": "Daily meeting", "agency": agency(inspection)}
    )
    return meetings.ask(inspection, kind=kind, **said, **more, by=by, at=factories.NOW)


def offered(body: Body, *, by: Person) -> Meeting:
    """What an agency named for inspectors to watch."""
    starts_at = datetime.combine(body.inspection.begins_on, time(10), tzinfo=UTC)
    said = {"kind": "observation", "whom": "Duty desk", "where": "Hall", "starts_at": starts_at}
    return meetings.offer(body, **said, by=by, at=factories.NOW)


def agreed(inspection: Inspection, *, by: Person, kind: str = "family", **more: Any) -> Meeting:
    """Somebody who agreed to take part."""
    made = met(inspection, by=by, kind=kind, **more)
    said = {"language": "Polish", "interpreter": "interpreter", "reach": REACH}
    meetings.record_consent(made, answer="agreed", leaflet=True, **said, by=by, at=factories.NOW)
    return made


def whole_story(inspection: Inspection, *, by: Person) -> Meeting:
    """A family that agreed, was met, and has a code."""
    made = agreed(inspection, by=by)
    wrote_down(made, direction="context", by=by)
    meetings.give_code(made, by=by, at=factories.NOW)
    return made


def wrote_down(meeting: Meeting, *, by: Person, text: str = WORDS, direction: str = "weakness") -> UUID:
    """What somebody said, noted; the id of its note."""
    inspection, once = meeting.inspection, uuid4()
    meetings.write_down(
        meeting, once=once, criterion=notebook.criterion(inspection), agency=agency(inspection), direction=direction,
        text=text, by=by, at=timezone.now(),
    )  # fmt: skip
    return once


def agency(inspection: Inspection) -> str:
    """The code of the council that is inspected."""
    return notebook.agency(inspection, "council")
