"""Can the days that an inspection and its letters name be meant?

Real letters have named Fridays that were Tuesdays, asked for statements on Saturdays, or with neither a day nor an
address. Each such defect is refused here with advice; pages and files are asked the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from joint_inspection.dates import add_working_days, working_days_between
from joint_inspection.errors import InvalidInput, Problem
from joint_inspection.inspections.said import not_working, read_day, read_span, said

Written = date | str | None
"""A day, or how a letter writes it, or nothing."""


@dataclass(frozen=True, kw_only=True)
class StatementAsked:
    """A letter asks somebody for a written statement of what they will do."""

    due: Written = None
    address: str | None = None
    """Where it is sent."""
    because: str | None = None
    """Why there is a shorter or a longer time than the rules give."""


@dataclass(frozen=True, kw_only=True)
class DeadlineSaid:
    """Something else that somebody is asked to do by a day, and the day from which that counts."""

    what: str
    due: Written
    after: Written = None


@dataclass(frozen=True, kw_only=True)
class DatesSaid:
    """The days that an inspection and its letter name, each as a date or as it is written."""

    notified: Written = None
    fieldwork: str | tuple[date, date] | None = None
    """First and last day on site, or how they are written: ``7–11 March 2016``."""
    letter: Written = None
    """The day that the letter carries."""
    published: Written = None
    """The day on which the site says that it was published."""
    received: Written = None
    """The day on which the area received it; the statement's time counts from here."""
    statement: StatementAsked | None = None
    deadlines: tuple[DeadlineSaid, ...] = ()


@dataclass
class _Read:
    """The days that could be read, and what was wrong with the others."""

    days: dict[str, date] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def check_dates(dates: DatesSaid, *, statement_days: int | None = None) -> tuple[Problem, ...]:
    """Everything wrong with the days; nothing if there is nothing.

    ``statement_days`` is how many working days the framework gives for a statement, if it says.
    """
    read = _read(dates)
    problems = [*read.problems, *_non_working(read.days), *_out_of_order(read.days), *_site_says(read.days)]
    if dates.statement is not None:
        problems += _statement(dates.statement, read.days, statement_days)
    return tuple(problems)


def _read(dates: DatesSaid) -> _Read:
    read = _Read()
    for name in ("notified", "letter", "published", "received"):
        _take(read, name, getattr(dates, name))
    _take_fieldwork(read, dates.fieldwork)
    if dates.statement is not None:
        _take(read, "statement.due", dates.statement.due)
    for number, deadline in enumerate(dates.deadlines):
        _take(read, f"deadlines.{number}.due", deadline.due)
        _take(read, f"deadlines.{number}.after", deadline.after)
    return read


def _take(read: _Read, name: str, written: Written) -> None:
    if isinstance(written, date):
        read.days[name] = written
    elif written is not None and written.strip():
        try:
            read.days[name] = read_day(written, where=name)
        except InvalidInput as error:
            read.problems += error.problems


def _take_fieldwork(read: _Read, written: str | tuple[date, date] | None) -> None:
    if written is None:
        return
    try:
        first, last = read_span(written, where="fieldwork") if isinstance(written, str) else written
    except InvalidInput as error:
        read.problems += error.problems
        return
    read.days |= {"fieldwork.first": first, "fieldwork.last": last}


def _non_working(days: dict[str, date]) -> Iterator[Problem]:
    """Nobody is told, inspected or asked for anything on a day off; a letter may be received on one."""
    for name, day in days.items():
        if name != "received" and not name.endswith(".after") and (says := not_working(day)):
            yield Problem(where=name, says=says)


BEFORE = (
    ("notified", "fieldwork.first", "The area is told before inspectors come"),
    ("fieldwork.first", "fieldwork.last", "Inspectors come before they leave"),
    ("fieldwork.last", "letter", "A letter is written after inspectors have left"),
    ("fieldwork.last", "published", "A letter is published after inspectors have left"),
    ("fieldwork.last", "received", "A letter is received after inspectors have left"),
)
"""What cannot come before what, and why."""


def _out_of_order(days: dict[str, date]) -> Iterator[Problem]:
    for one, other, says in BEFORE:
        if one in days and other in days and days[other] < days[one]:
            yield Problem(where=other, says=f"{says}: {said(days[other])} is before {said(days[one])}")
    for name, after in days.items():
        due = days.get(f"{name.removesuffix('.after')}.due") if name.endswith(".after") else None
        if due is not None and due <= after:
            says = f"{said(due)} is not after {said(after)}, from which it is counted: choose a later day"
            yield Problem(where=f"{name.removesuffix('.after')}.due", says=says)


def _site_says(days: dict[str, date]) -> Iterator[Problem]:
    if "letter" in days and "published" in days and days["letter"] != days["published"]:
        says = (
            f"The letter carries {said(days['letter'])}, the site {said(days['published'])}: write the same day on both"
        )
        yield Problem(where="letter", says=says)


def _statement(asked: StatementAsked, days: dict[str, date], limit: int | None) -> Iterator[Problem]:
    begins = days.get("received") or days.get("published") or days.get("letter")
    right = f"; {limit} working days from {said(begins)} are over on {_due(begins, limit)}" if begins and limit else ""
    if asked.due is None or (isinstance(asked.due, str) and not asked.due.strip()):
        yield Problem(where="statement.due", says=f"A statement is asked for without a day: say by when{right}")
    if not (asked.address or "").strip():
        yield Problem(
            where="statement.address", says="A statement is asked for without an address: say where to send it"
        )
    due = days.get("statement.due")
    if due is None or begins is None:
        return
    if due <= begins:
        yield Problem(where="statement.due", says=f"{said(due)} is not after the letter: choose a later day{right}")
    elif limit and not (asked.because or "").strip() and due != add_working_days(begins, limit):
        given = working_days_between(begins, due)
        says = f"{said(due)} gives {given} working days{right}: choose that day, or say why there is another time"
        yield Problem(where="statement.because", says=says)


def _due(begins: date, limit: int) -> str:
    return said(add_working_days(begins, limit))
