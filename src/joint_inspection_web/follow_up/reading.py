"""How does the statement of an area stand: what is written, what is sent, and who may read which part?"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.utils import timezone

from joint_inspection.errors import Problem
from joint_inspection.follow_up import statement as library
from joint_inspection.follow_up.part import Part
from joint_inspection.follow_up.statement_check import check_statement
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.follow_up.asked import Asked, asked_by
from joint_inspection_web.follow_up.models import Entry, Kind, Statement
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.reports.models import value

PARTS: dict[str, tuple[str, type[Part]]] = {
    Kind.PROGRESS: ("progress", library.Progress),
    Kind.VERIFICATION: ("verifications", library.Verification),
    Kind.REVIEW: ("reviews", library.Review),
    Kind.IMPACT: ("impact", library.ImpactCheck),
    Kind.VISIT: ("visits", library.MonitoringVisit),
}
"""Where in a statement each kind of entry stands."""


def statements_of(inspection: Inspection) -> list[Statement]:
    """Every statement that was asked for, the oldest first."""
    found = inspection.statements.select_related("publication__inspection", "by", "supersedes")
    return list(found.prefetch_related("entries__by"))


def last_sent(statements: Iterable[Statement]) -> Statement | None:
    """The statement that is carried out: the last that was sent."""
    return next((each for each in reversed(list(statements)) if is_sent(each)), None)


def being_written(statements: Iterable[Statement]) -> Statement | None:
    """The statement that is waited for."""
    return next((each for each in reversed(list(statements)) if not is_sent(each)), None)


def is_sent(statement: Statement) -> bool:
    """Whether it was sent to the inspectorates."""
    return any(each.kind == Kind.SENT for each in statement.entries.all())


def as_statement(statement: Statement, asked: Asked | None = None) -> library.Statement:
    """A statement as the library knows it, as far as it is written."""
    asked = asked or asked_by(statement.publication)
    if asked is None:
        raise LookupError(f"Nothing asks for {statement}")
    entries = list(statement.entries.all())
    sent = next((each for each in entries if each.kind == Kind.SENT), None)
    return library.Statement(
        id=statement.ref, request=_request(statement, asked), author=_author(statement, entries, sent),
        supersedes=statement.supersedes.ref if statement.supersedes else None,
        sent_on=timezone.localdate(sent.at) if sent else None, actions=_actions(entries), **_added(entries),
    )  # fmt: skip


def problems_of(statement: library.Statement, asked: Asked) -> tuple[Problem, ...]:
    """Everything that is wrong with a statement, by the library's rules; what only its letter got wrong is left out."""
    found = check_statement(statement, asked.recommendations, asked.framework, asked.bodies)
    return tuple(each for each in found if not each.where.startswith("request."))


def said_problems(statement: library.Statement, asked: Asked) -> list[str]:
    """The same as sentences, each with the action that it is about."""
    found = problems_of(statement, asked)
    return [f"{_place(each.where, statement)}{each.says}" for each in found]


def seen_by(statement: library.Statement, codes: Collection[str], asked: Asked) -> library.Statement:
    """What a partner agency may read: actions that it owns or has a part in, and the partnership's."""
    actions = tuple(each for each in statement.actions if has_part(each, codes, asked))
    known = {each.id for each in actions}
    return statement.model_copy(update={
        "actions": actions, "progress": tuple(each for each in statement.progress if each.action in known),
        "verifications": tuple(each for each in statement.verifications if each.action in known),
        "impact": tuple(each for each in statement.impact if each.action in known),
        "visits": tuple(each for each in statement.visits if known.intersection(each.looked_at)),
    })  # fmt: skip


def has_part(action: library.Action, codes: Collection[str], asked: Asked) -> bool:
    """Whether one of these bodies owns an action, does it with others, or it is the partnership's."""
    owner = action.owner.body if action.owner else None
    return owner in codes or not set(action.with_others).isdisjoint(codes) or owner in (None, asked.partnership)


def writers_of(statement: Statement) -> set[str]:
    """References of everybody who wrote an action or sent the statement."""
    wrote = {each.by.ref for each in statement.entries.all() if each.by and each.kind in (Kind.ACTION, Kind.SENT)}
    return wrote | ({statement.by.ref} if statement.by and not wrote else set())


def reference(person: Person | None) -> str:
    """How the library knows somebody; ``system`` where the command line did it."""
    return person.ref if person else "system"


def _request(statement: Statement, asked: Asked) -> library.Request:
    new = {"received": statement.received_on, "due": statement.due_on, "because": statement.because or None}
    return asked.request.model_copy(update=new)


def _author(statement: Statement, entries: Iterable[Entry], sent: Entry | None) -> str:
    wrote = [each for each in entries if each.kind == Kind.ACTION]
    return reference(sent.by if sent else wrote[-1].by if wrote else statement.by)


def _actions(entries: Iterable[Entry]) -> tuple[library.Action, ...]:
    found: dict[str, library.Action] = {}
    for each in entries:
        if each.kind == Kind.ACTION:
            found[each.name] = value(library.Action, each.says)
        elif each.kind == Kind.DROPPED:
            found.pop(each.name, None)
    return tuple(found.values())


def _added(entries: Iterable[Entry]) -> dict[str, tuple[Part, ...]]:
    found: dict[str, list[Part]] = {where: [] for where, _ in PARTS.values()}
    for each in entries:
        if each.kind in PARTS:
            where, model = PARTS[each.kind]
            found[where].append(value(model, each.says))
    return {where: tuple(parts) for where, parts in found.items()}


def _place(where: str, statement: library.Statement) -> str:
    part, _, rest = where.partition(".")
    number = rest.partition(".")[0]
    if part == "actions" and number.isdecimal():
        return f"Action {statement.actions[int(number)].id}: "
    return ""
