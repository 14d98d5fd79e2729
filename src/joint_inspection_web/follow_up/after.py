"""What is done once a statement was sent: progress, verification, the view of the plan, visits, impact."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from joint_inspection.errors import InvalidInput, NotAllowed, Problem
from joint_inspection.follow_up import statement as library
from joint_inspection.follow_up.impact import as_share, plain_share
from joint_inspection.follow_up.part import Part
from joint_inspection.inspections.said import not_working, said
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.follow_up.actions import add
from joint_inspection_web.follow_up.asked import Asked
from joint_inspection_web.follow_up.models import Entry, Kind, Statement
from joint_inspection_web.follow_up.possible import expect_in_force, expect_unjudged, plain_words
from joint_inspection_web.follow_up.reading import PARTS, as_statement, has_part, problems_of, reference, writers_of
from joint_inspection_web.follow_up.rules import is_asked, may_judge, may_report, may_verify
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.rules import sits_on_it, speaks_for


@action
def report_progress(
    statement: Statement, *, name: str, state: str, on: date, reached: float | None = None, says: str = "",
    by: Person | None, at: datetime,
) -> Entry:  # fmt: skip
    """Say how an action goes on; for the agencies that have a part in it, or the principal authority."""
    require(may_report, by, statement.inspection)
    asked = expect_in_force(statement)
    _expect_part(statement, name, asked, by)
    problems = [*_late(on, at), *plain_words({"says": says})]
    part = library.Progress(
        action=name,
        on=on,
        by=reference(by),
        state=state,
        value=reached,
        says=says.strip() or None,  # type: ignore[arg-type]
    )
    return _append(statement, Kind.PROGRESS, part, asked, "report", problems, by=by, at=at)


@action
def verify(statement: Statement, *, name: str, confirmed: bool, because: str, by: Person | None, at: datetime) -> Entry:
    """Look whether an action was really done: an inspector, or somebody of an agency that does not own it."""
    require(may_verify, by, statement.inspection)
    asked = expect_in_force(statement)
    _expect_somebody_else(statement, name, by)
    problems = plain_words({"because": because})
    if not because.strip():
        problems.append(Problem(where="because", says="Say what you saw"))
    part = library.Verification(
        action=name, on=timezone.localdate(at), by=reference(by), confirmed=confirmed, because=because.strip() or "-"
    )
    return _append(statement, Kind.VERIFICATION, part, asked, "verify", problems, by=by, at=at)


@action
def review(
    statement: Statement, *, reflects: bool, because: str = "", left_out: Iterable[str] = (),
    again_by: date | None = None, by: Person | None, at: datetime,
) -> Entry:  # fmt: skip
    """Judge whether the plan reflects the findings. Where it does not, another one is asked for, by a day."""
    require(may_judge, by, statement.inspection)
    asked, today = expect_unjudged(statement), timezone.localdate(at)
    problems = [*plain_words({"because": because}), *([] if reflects else _again(again_by, today))]
    part = library.Review(
        on=today, by=reference(by), reflects=reflects, because=because.strip() or None, left_out=tuple(left_out)
    )
    made = _append(statement, Kind.REVIEW, part, asked, "review", problems, by=by, at=at)
    if not reflects and again_by:
        _ask_again(statement, asked, again_by, by=by, at=at)
    return made


@action
def note_visit(
    statement: Statement, *, on: date, until: date | None, looked_at: Iterable[str], found: str, by: Person | None,
    at: datetime,
) -> Entry:  # fmt: skip
    """Note that inspectors came to see how the actions go on, and what they found."""
    require(may_judge, by, statement.inspection)
    asked, looked = expect_in_force(statement), tuple(looked_at)
    problems = [*_late(on, at, where="on"), *_late(until or on, at, where="until"), *plain_words({"found": found})]
    if not looked:
        problems.append(Problem(where="looked_at", says="Say at which actions you looked"))
    if not found.strip():
        problems.append(Problem(where="found", says="Say what you found"))
    number = statement.entries.filter(kind=Kind.VISIT).count() + 1
    part = library.MonitoringVisit(
        id=f"v{number}", on=on, until=until, by=(reference(by),), looked_at=looked, found=found.strip() or "-"
    )
    return _append(statement, Kind.VISIT, part, asked, "visit", problems, by=by, at=at)


@dataclass(frozen=True, kw_only=True)
class Counted:
    """For how many of how many children something was found."""

    part: int
    whole: int


@action
def check_impact(
    statement: Statement, *, name: str, what: str, stratum: str, better: str, before: Counted | library.Share,
    after: Counted | library.Share, target: float | None = None, by: Person | None, at: datetime,
) -> Entry:  # fmt: skip
    """Compare what was read of the same stratum before and afresh; what follows from it is worked out when shown."""
    require(may_judge, by, statement.inspection)
    asked, problems = expect_in_force(statement), plain_words({"what": what, "stratum": stratum})
    for where, text, says in (("what", what, "Say what was looked for in each case"),
                              ("stratum", stratum, "Say whose cases were read")):  # fmt: skip
        if not text.strip():
            problems.append(Problem(where=where, says=says))
    shares = [_share(each, where, problems) for where, each in (("before", before), ("after", after))]
    if problems or None in shares:
        raise InvalidInput(problems)
    part = library.ImpactCheck.model_validate({
        "action": name, "on": timezone.localdate(at), "by": reference(by), "what": what.strip(),
        "stratum": stratum.strip(), "better": better, "before": shares[0], "after": shares[1], "target": target,
    })  # fmt: skip
    return _append(statement, Kind.IMPACT, part, asked, "check_impact", [], by=by, at=at)


def _append(
    statement: Statement, kind: Kind, part: Part, asked: Asked, what: str, problems: list[Problem], *,
    by: Person | None, at: datetime,
) -> Entry:  # fmt: skip
    """Add a part, if the library has nothing against it where it stands."""
    told, (where, _) = as_statement(statement, asked), PARTS[kind]
    parts: Collection[Part] = getattr(told, where)
    place = f"{where}.{len(parts)}."
    grown = told.model_copy(update={where: (*parts, part)})
    wrong = [
        Problem(where=each.where.removeprefix(place), says=each.says)
        for each in problems_of(grown, asked)
        if each.where.startswith(place)
    ]
    seen = {each.where for each in problems}
    if found := [*problems, *(each for each in wrong if each.where not in seen)]:
        raise InvalidInput(found)
    name: Any = getattr(part, "action", "")
    return add(statement, kind, what, name=name, says=part.model_dump(mode="json"), by=by, at=at)


def _ask_again(statement: Statement, asked: Asked, again_by: date, *, by: Person | None, at: datetime) -> None:
    row = Statement.objects.create(
        inspection=statement.inspection, publication=asked.publication, supersedes=statement, due_on=again_by,
        received_on=statement.received_on, because="The plan before did not reflect the findings", at=at, by=by,
    )  # fmt: skip
    record("follow_up.ask_again", by=by, at=at, subject=subject_of(statement.inspection), wrote=[row])


def _expect_part(statement: Statement, name: str, asked: Asked, by: Person | None) -> None:
    """Raise NotAllowed where somebody's agency has no part in an action."""
    if by is None or is_asked.test(by, statement.inspection):
        return
    actions = as_statement(statement, asked).actions
    if not any(each.id == name and has_part(each, speaks_for(by), asked) for each in actions):
        raise NotAllowed("Your agency has no part in this action")


def why_not_by(statement: Statement, name: str, by: Person) -> str:
    """Why somebody does not verify an action: they wrote it or its progress, or speak for the agency that owns it."""
    told = as_statement(statement)
    if by.ref in writers_of(statement) | {each.by for each in told.progress_of(name)}:
        return "Who wrote the statement or its progress does not verify it: ask somebody else"
    owners = {each.owner.body for each in told.actions if each.id == name and each.owner}
    if not sits_on_it.test(by, statement.inspection) and owners & speaks_for(by):
        return "Somebody of another agency verifies it, or an inspector"
    return ""


def _expect_somebody_else(statement: Statement, name: str, by: Person | None) -> None:
    if by is not None and (why_not := why_not_by(statement, name, by)):
        raise NotAllowed(why_not)


def _late(on: date, at: datetime, *, where: str = "on") -> list[Problem]:
    today = timezone.localdate(at)
    return [Problem(where=where, says=f"Today is {said(today)}: enter a day until then")] if on > today else []


def _again(again_by: date | None, today: date) -> list[Problem]:
    if again_by is None:
        return [Problem(where="again_by", says="Say by when another statement is to come")]
    if again_by <= today:
        return [Problem(where="again_by", says="Choose a later day")]
    return [Problem(where="again_by", says=says)] if (says := not_working(again_by)) else []


def _share(given: Counted | library.Share, where: str, problems: list[Problem]) -> library.Share | None:
    if isinstance(given, library.Share):
        return given
    try:
        return as_share(plain_share(given.part, given.whole))
    except InvalidInput as error:
        problems += [Problem(where=f"{where}_part", says=each.says) for each in error.problems]
        return None
