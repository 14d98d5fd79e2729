"""What does the letter ask: of whom a statement of action, by when, and where is it sent?

The day is worked out from receipt; another needs its reason.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from joint_inspection.errors import InvalidInput, NotPossible, Problem
from joint_inspection.evidence.model import Body
from joint_inspection.follow_up.authorities import check_authority
from joint_inspection.follow_up.deadlines import due_on
from joint_inspection.frameworks.load import find
from joint_inspection.inspections.dates_check import DatesSaid, StatementAsked, check_dates
from joint_inspection.record.model import Letter
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.fairness.kept import keep
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.reports.drafting import expect_writing
from joint_inspection_web.reports.models import LetterDraft
from joint_inspection_web.reports.recommending import readable
from joint_inspection_web.reports.rules import may_write
from joint_inspection_web.reports.texts import plain

FIELDS = {
    "letter": "dated", "published": "dated", "statement.due": "due", "statement.address": "statement_to",
    "statement.because": "statement_because", "statement_of.body": "body", "statement_of.office": "office",
}  # fmt: skip
"""Where on the page stands what the library's checks call so."""


@action
def say_letter(inspection: Inspection, *, says: Letter, by: Person, at: datetime) -> LetterDraft:
    """Say what the letter asks; where it gives no day, that is worked out from its receipt."""
    require(may_write, by, inspection)
    expect_writing(inspection)
    says = with_due(inspection, says)
    if problems := check(inspection, says):
        raise InvalidInput(problems)
    return _keep(inspection, says, what="say_letter", by=by, at=at)


def date_letter(inspection: Inspection, says: Letter, *, on: date, by: Person, at: datetime) -> Letter:
    """The letter with the day on which it is published, inside an action.

    A correction that leaves the letter as it is leaves its day as well.
    """
    if says.published:
        return says
    made = says.model_copy(update={"published": on.isoformat(), "dated": says.dated or on.isoformat()})
    _keep(inspection, made, what="date_letter", by=by, at=at)
    return made


def with_due(inspection: Inspection, says: Letter) -> Letter:
    """The letter with the day on which the statement is due, where that can be worked out and none is given."""
    begins = says.received or says.dated
    if not says.asks_for_statement or says.statement_due or not begins:
        return says
    try:
        due = due_on(date.fromisoformat(begins), find(inspection.framework))
    except NotPossible:
        return says
    return says.model_copy(update={"statement_due": due.isoformat()})


def check(inspection: Inspection, says: Letter) -> list[Problem]:
    """Everything wrong with a letter."""
    bodies = [Body(code=b.code, kind=b.kind, name=b.name) for b in inspection.bodies.all()]
    asked = StatementAsked(due=says.statement_due, address=says.statement_to, because=says.statement_because)
    dates = DatesSaid(
        fieldwork=(inspection.begins_on, inspection.ends_on), letter=says.dated, received=says.received,
        statement=asked if says.asks_for_statement else None,
    )  # fmt: skip
    found = list(check_dates(dates, statement_days=find(inspection.framework).statement.working_days))
    if says.asks_for_statement and says.statement_of is None:
        found.append(Problem(where="body", says="Say who is asked for the statement: a body, and its office"))
    elif says.statement_of is not None:
        found += check_authority(says.statement_of, bodies, where="statement_of")
    return [readable(replace(each, where=_field(each.where)), inspection) for each in found]


def _field(where: str) -> str:
    parts = where.split(".")
    if parts[:2] == ["statement_of", "delegated_by"]:
        return f"for_{parts[3] if len(parts) > 3 else 'body'}_{int(parts[2]) + 1}"
    return FIELDS.get(where, where)


def _keep(inspection: Inspection, says: Letter, *, what: str, by: Person, at: datetime) -> LetterDraft:
    row = LetterDraft(inspection=inspection, by=by, at=at)
    keep(row, {"letter": plain(says)})
    record(f"reports.{what}", by=by, at=at, subject=subject_of(inspection), wrote=[row])
    return row
