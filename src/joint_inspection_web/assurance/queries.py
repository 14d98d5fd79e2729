"""What is asked about an inspection before it is published, and what is done about it.

A query is withdrawn by whoever asked it while nobody has answered; afterwards it stays, and is resolved. As long as one
is neither, nothing is published.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible, Problem
from joint_inspection.frameworks.load import find
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.assurance.models import About, Query, Turn, TurnKind
from joint_inspection_web.assurance.rules import asked_it, may_answer, may_ask
from joint_inspection_web.design.words import plural
from joint_inspection_web.fairness.actions.possible import text_problems
from joint_inspection_web.fairness.kept import keep
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import CALLED_OFF, PUBLISHED, UNANNOUNCED, Inspection
from joint_inspection_web.reports.texts import report_of


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A query and how far it is."""

    query: Query
    turns: tuple[Turn, ...]

    @property
    def is_answered(self) -> bool:
        return any(turn.kind == TurnKind.ANSWER for turn in self.turns)

    @property
    def is_closed(self) -> bool:
        return bool(self.turns) and self.turns[-1].kind in (TurnKind.RESOLVED, TurnKind.WITHDRAWN)

    @property
    def waits_for_team(self) -> bool:
        return not self.turns or self.turns[-1].kind == TurnKind.FURTHER

    @property
    def says(self) -> str:
        """How far it is, in words."""
        if not self.turns:
            return "Waits for an answer"
        last = TurnKind(self.turns[-1].kind)
        return {TurnKind.FURTHER: "Waits for an answer", TurnKind.ANSWER: "Answered, not resolved"}.get(
            last, last.label
        )


@action
def ask(inspection: Inspection, *, about: str, which: str, text: str, by: Person | None, at: datetime) -> Query:
    """Ask about a sentence of the draft, a finding, a judgement, or the whole."""
    require(may_ask, by, inspection)
    expect_open(inspection)
    which = "" if about == About.WHOLE else which.strip()
    problems = [*_named(inspection, about, which), *text_problems(text, says="Write what you ask")]
    if problems:
        raise InvalidInput(problems)
    row = Query(inspection=inspection, about=about, which=which, by=by, at=at)
    keep(row, {"text": text.strip()})
    record("assurance.ask", by=by, at=at, subject=subject_of(inspection), wrote=[row])
    return row


@action
def answer(query: Query, *, text: str, by: Person | None, at: datetime) -> Turn:
    """Answer for the team: its lead or its inspectors."""
    require(may_answer, by, query.inspection)
    return _turn(query, TurnKind.ANSWER, text, says="Write the answer", by=by, at=at)


@action
def ask_further(query: Query, *, text: str, by: Person | None, at: datetime) -> Turn:
    """Ask again what the answer left open."""
    require(may_ask, by, query.inspection)
    _expect_answered(query, "ask again")
    return _turn(query, TurnKind.FURTHER, text, says="Write what is still open", by=by, at=at)


@action
def resolve(query: Query, *, text: str, by: Person | None, at: datetime) -> Turn:
    """Say that an answer settles it, and what was changed."""
    require(may_ask, by, query.inspection)
    _expect_answered(query, "resolve it")
    return _turn(query, TurnKind.RESOLVED, text, says="Say what settles it, and what was changed", by=by, at=at)


@action
def withdraw(query: Query, *, text: str, by: Person | None, at: datetime) -> Turn:
    """Take a query back, as long as nobody answered it."""
    require(may_ask, by, query.inspection)
    if by is not None and not asked_it.test(by, query):
        raise NotAllowed("Whoever asked withdraws it")
    if standing_of(query).is_answered:
        raise NotPossible("This was answered: it stays, and is resolved")
    return _turn(query, TurnKind.WITHDRAWN, text, says="Say why it is withdrawn", by=by, at=at)


def standing_of(query: Query) -> Standing:
    """How far one query is."""
    return Standing(query=query, turns=tuple(query.turns.select_related("by")))


def standings(inspection: Inspection) -> list[Standing]:
    """Every query of an inspection, those that are open first."""
    rows = Query.objects.filter(inspection=inspection).select_related("by").prefetch_related("turns")
    found = [Standing(query=row, turns=tuple(row.turns.all())) for row in rows]
    return sorted(found, key=lambda each: (each.is_closed, each.query.pk))


def unresolved(found: Iterable[Standing]) -> list[Standing]:
    """Those that stand in the way of publication."""
    return [each for each in found if not each.is_closed]


def what_stands_in_the_way(inspection: Inspection, at: datetime) -> list[Problem]:
    """Queries that are neither resolved nor withdrawn: nothing is published before."""
    if not (number := len(unresolved(standings(inspection)))):
        return []
    waits = plural(number, "query of quality assurance is", "queries of quality assurance are")
    says = f"{waits} not resolved: answer, and let quality assurance resolve"
    return [Problem(where="queries", says=f"{says} {'it' if number == 1 else 'them'}")]


def expect_open(inspection: Inspection) -> None:
    """Raise NotPossible where nothing is asked any more, or yet."""
    if (stage := inspection.stage) in (PUBLISHED, CALLED_OFF, UNANNOUNCED):
        says = "not announced yet" if stage == UNANNOUNCED else stage.replace("_", " ")
        raise NotPossible(f"This inspection is {says}: queries are asked and answered before it is published")


def sentence_of(inspection: Inspection, which: str) -> str:
    """The words of a sentence of the draft as it stands; empty where there is none."""
    report = report_of(inspection)
    sentence = report.sentence(which) if report else None
    return sentence.text if sentence else ""


def _turn(query: Query, kind: TurnKind, text: str, *, says: str, by: Person | None, at: datetime) -> Turn:
    expect_open(query.inspection)
    if standing_of(query).is_closed:
        raise NotPossible("This query is closed: ask another")
    if problems := text_problems(text, says=says):
        raise InvalidInput(problems)
    row = Turn(inspection=query.inspection, query=query, kind=kind, by=by, at=at)
    keep(row, {"text": text.strip()})
    record(f"assurance.{kind}", by=by, at=at, subject=subject_of(query.inspection), wrote=[row])
    return row


def _expect_answered(query: Query, do: str) -> None:
    """Raise NotPossible where the team has not spoken last."""
    standing = standing_of(query)
    if not standing.is_closed and standing.waits_for_team:
        raise NotPossible(f"Nobody has answered yet: {do} once the team did, or withdraw an unanswered query")


def _named(inspection: Inspection, about: str, which: str) -> list[Problem]:
    """What a query is about is there."""
    if about not in About.values:
        return [Problem(where="about", says="Choose what the query is about")]
    if about == About.SENTENCE and not sentence_of(inspection, which):
        return [Problem(where="sentence", says="Enter the identifier of a sentence as the draft shows it, like s12")]
    if about == About.FINDING and not inspection.findings.filter(ref=which).exists():
        return [Problem(where="finding", says="Choose a finding of this inspection")]
    known = {each.id for each in find(inspection.framework).judging.judgements}
    if about == About.JUDGEMENT and which not in known:
        return [Problem(where="judgement", says="Choose a judgement of this framework")]
    return []
