"""At what time may a statement be written, sent and added to, and what is never written in one?"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from joint_inspection.errors import NotPossible, Problem
from joint_inspection.inspections.said import said
from joint_inspection.reports.identity import looks_identifying
from joint_inspection_web.follow_up.asked import Asked, asked_of
from joint_inspection_web.follow_up.models import Kind, Statement
from joint_inspection_web.follow_up.reading import is_sent, last_sent, statements_of
from joint_inspection_web.inspections.models import Inspection

LONGEST = 2_000
"""Characters of what is written in one field."""


def expect_asked(inspection: Inspection) -> Asked:
    """What the published report asks for; raises NotPossible where it asks for nothing."""
    if asked := asked_of(inspection):
        return asked
    raise NotPossible("No published report of this inspection asks for a statement of action")


def expect_unsent(statement: Statement) -> Asked:
    """What is asked for, where the statement may still be written; raises NotPossible."""
    if is_sent(statement):
        raise NotPossible("This statement was sent: it is not changed any more. Report how it goes on instead")
    return expect_asked(statement.inspection)


def expect_in_force(statement: Statement) -> Asked:
    """What is asked for, where the statement is the one that is carried out; raises NotPossible."""
    if not is_sent(statement):
        raise NotPossible("This statement was not sent yet")
    if last_sent(statements_of(statement.inspection)) != statement:
        raise NotPossible("Another statement took the place of this one")
    return expect_asked(statement.inspection)


def expect_unjudged(statement: Statement) -> Asked:
    """What is asked for, where inspectors still have to judge the statement that is carried out; raises NotPossible."""
    asked = expect_in_force(statement)
    if hasattr(statement, "superseded_by"):
        raise NotPossible("Another statement is asked for already")
    if judged := next((each for each in statement.entries.all() if each.kind == Kind.REVIEW), None):
        on = said(timezone.localdate(judged.at))
        raise NotPossible(f"This plan was judged on {on}: note a monitoring visit to say what was seen since")
    return asked


def plain_words(written: Mapping[str, str | None]) -> list[Problem]:
    """What is too long, or could tell who somebody is; by field."""
    found = []
    for where, text in written.items():
        if len(text or "") > LONGEST:
            found.append(Problem(where=where, says=f"Write at most {LONGEST:,} characters"))
        found += [Problem(where=where, says=says) for says in looks_identifying(text or "", days=False)]
    return found
