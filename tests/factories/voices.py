"""Surveys of an inspection, and what people answer."""

from __future__ import annotations

from uuid import uuid4

import factories
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.voices import actions
from joint_inspection_web.voices.models import Survey

WORDS = "The lady with the red scarf never came back"
"""What a child wrote; read by nobody outside the team."""


def survey(inspection: Inspection, *, kind: str = "children", by: Person | None = None) -> Survey:
    """A survey that the lead, or the system, opened."""
    return actions.open_survey(inspection, kind=kind, by=by, at=factories.NOW)


def answered(survey: Survey, **choices: str) -> str:
    """Somebody answers by the link, without words; their code."""
    return actions.respond(survey, id=uuid4(), choices=choices, words="", at=factories.NOW)


def wrote(survey: Survey, words: str = WORDS) -> str:
    """Somebody writes something; their code."""
    return actions.respond(survey, id=uuid4(), choices={}, words=words, at=factories.NOW)
