"""What the principal authority does: note that the report came, write the statement action by action, and send it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from joint_inspection.errors import InvalidInput, NotPossible, Problem, invalid
from joint_inspection.follow_up import statement as library
from joint_inspection.follow_up.deadlines import due_on as worked_out
from joint_inspection.follow_up.statement_check import check_request
from joint_inspection.inspections.said import said
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.follow_up.asked import Asked
from joint_inspection_web.follow_up.models import Entry, Kind, Statement
from joint_inspection_web.follow_up.possible import expect_asked, expect_unsent, plain_words
from joint_inspection_web.follow_up.reading import as_statement, said_problems
from joint_inspection_web.follow_up.rules import is_asked, may_note_receipt, may_write
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import Inspection

FIELDS = {"received": "received_on", "due": "due_on", "because": "because"}
"""Where in the form stands what the check of a request calls so."""


@action
def note_receipt(
    inspection: Inspection, *, received_on: date, due_on: date | None = None, because: str = "",
    noted_because: str = "", by: Person | None, at: datetime,
) -> Statement:  # fmt: skip
    """Say when the report was received; from here the time for the statement counts, unless another day is given."""
    require(may_note_receipt, by, inspection)
    asked = expect_asked(inspection)
    if inspection.statements.exists():
        raise NotPossible("It was noted already when the report was received")
    for_area = by is not None and is_asked.test(by, inspection)
    problems = [] if for_area or noted_because.strip() else [_says_why()]
    problems += _early(received_on, at)
    if problems:
        raise InvalidInput(problems)
    due = due_on or _due(asked, received_on)
    _check_request(asked, received_on, due, because)
    row = Statement.objects.create(
        inspection=inspection, publication=asked.publication, received_on=received_on, due_on=due,
        because=because.strip(), noted_because="" if for_area else noted_because.strip(), at=at, by=by,
    )  # fmt: skip
    record("follow_up.note_receipt", by=by, at=at, subject=subject_of(inspection), wrote=[row])
    return row


@action
def write_action(
    statement: Statement, *, says: dict[str, Any], by: Person | None, at: datetime, name: str = ""
) -> Entry:
    """Write an action, or word it again; it may lack anything but what is to be done, until the statement is sent."""
    require(may_write, by, statement.inspection)
    expect_unsent(statement)
    there = {each.id for each in as_statement(statement).actions}
    if name and name not in there:
        raise NotPossible("This action was taken out")
    problems = [] if says["says"].strip() else [Problem(where="says", says="Write what is to be done")]
    problems += plain_words({"says": says["says"], "resources": says.get("resources")})
    problems += plain_words({"measure_what": (says.get("measure") or {}).get("what")})
    if problems:
        raise InvalidInput(problems)
    name = name or _next_name(statement)
    made = library.Action.model_validate({**says, "id": name})
    return add(statement, Kind.ACTION, "write", name=name, says=made.model_dump(mode="json"), by=by, at=at)


@action
def drop_action(statement: Statement, *, name: str, by: Person | None, at: datetime) -> Entry:
    """Take an action out of a statement that was not sent yet."""
    require(may_write, by, statement.inspection)
    expect_unsent(statement)
    if name not in {each.id for each in as_statement(statement).actions}:
        raise NotPossible("This action was taken out already")
    return add(statement, Kind.DROPPED, "drop", name=name, says={}, by=by, at=at)


@action
def take_over(statement: Statement, *, by: Person | None, at: datetime) -> list[Entry]:
    """Begin a new statement with the actions of the one whose place it takes."""
    require(may_write, by, statement.inspection)
    asked = expect_unsent(statement)
    if statement.supersedes is None or as_statement(statement).actions:
        raise NotPossible("Actions are taken over from an earlier statement, before any is written")
    before = as_statement(statement.supersedes, asked).actions
    return [
        add(statement, Kind.ACTION, "write", name=each.id, says=each.model_dump(mode="json"), by=by, at=at)
        for each in before
    ]


@action
def send(statement: Statement, *, by: Person | None, at: datetime) -> Entry:
    """Send the statement to the inspectorates; raises InvalidInput with everything it lacks."""
    require(may_write, by, statement.inspection)
    asked = expect_unsent(statement)
    if problems := unready(statement, asked, at=at):
        raise InvalidInput([Problem(where="", says=each) for each in problems])
    return add(statement, Kind.SENT, "send", says={}, by=by, at=at)


def unready(statement: Statement, asked: Asked, *, at: datetime) -> list[str]:
    """Everything that stands between a statement and its being sent at some time, in words."""
    sent = as_statement(statement, asked).model_copy(update={"sent_on": timezone.localdate(at)})
    if not sent.actions:
        return ["Write the actions first"]
    return said_problems(sent, asked)


def add(
    statement: Statement, kind: Kind, what: str, *, says: dict[str, Any], by: Person | None, at: datetime,
    name: str = "",
) -> Entry:  # fmt: skip
    """Add an entry and record it; called inside an action."""
    row = Entry.objects.create(statement=statement, kind=kind, name=name, says=says, at=at, by=by)
    record(f"follow_up.{what}", by=by, at=at, subject=subject_of(statement.inspection), wrote=[row])
    return row


def _next_name(statement: Statement) -> str:
    given = statement.entries.filter(kind=Kind.ACTION).values_list("name", flat=True)
    numbers = [int(each[1:]) for each in given if each[1:].isdecimal()]
    return f"a{max(numbers, default=0) + 1}"


def _due(asked: Asked, received_on: date) -> date:
    """The day that the framework gives; raises InvalidInput where it gives none."""
    counted = asked.framework.statement.counted_from
    begins = asked.request.published if counted == "published" and asked.request.published else received_on
    try:
        return worked_out(begins, asked.framework)
    except NotPossible as error:
        raise invalid("due_on", str(error)) from None


def _early(received_on: date, at: datetime) -> list[Problem]:
    today = timezone.localdate(at)
    return (
        [Problem(where="received_on", says=f"Today is {said(today)}: enter a day until then")]
        if received_on > today
        else []
    )


def _says_why() -> Problem:
    return Problem(where="noted_because", says="Say why you note it for the area")


def _check_request(asked: Asked, received_on: date, due: date, because: str) -> None:
    """Raise InvalidInput where another day than the framework's has no reason, or is no working day."""
    request = asked.request.model_copy(update={"received": received_on, "due": due, "because": because.strip() or None})
    found = check_request(request, asked.recommendations, asked.framework, asked.bodies)
    problems = [Problem(where=FIELDS[each.where], says=each.says) for each in found if each.where in FIELDS]
    if problems := problems + plain_words({"because": because}):
        raise InvalidInput(problems)
