"""What is one agency told on the day of notification: the days, what it is asked for, and what it has to do?

A letter is made once and kept as it was sent; what changes afterwards is told in another letter.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from joint_inspection.errors import NotPossible, Problem
from joint_inspection.frameworks.model import CaseSample, DataRequest, Framework
from joint_inspection.frameworks.requests import RequestedList, requested_lists
from joint_inspection.frameworks.timetable import Planned, date_of
from joint_inspection.inspections.notices import NoticeSettings
from joint_inspection.inspections.said import not_working, said

EVERYBODY = "all"
WIDTH = 80
NOT_TOLD = ("notify", "sign_off", "draft")
"""Steps that an agency takes part in by being told, or not at all."""
NOTHING_ASKED = (
    "Nothing is asked of you in advance. Inspectors may meet your staff, and look at what you do with others."
)


@dataclass(frozen=True, kw_only=True)
class Duty:
    """One thing that an agency has to do or to send."""

    id: str
    """``request:`` or ``step:`` and the framework's own id."""
    what: str
    parts: tuple[str, ...] = ()
    """The lists and documents of a request."""
    first: date | None = None
    """The first day of what takes several."""
    due: date | None = None

    @property
    def when(self) -> str:
        """The day, or from which to which."""
        if self.due is None:
            return "when the lead inspector says"
        if self.first and self.first != self.due:
            return f"{said(self.first)} to {said(self.due)}"
        return said(self.due) if self.id.startswith("step:") else f"by {said(self.due)}"


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What one agency is told of one inspection."""

    office: str
    body: str
    area: str
    framework: str
    visit: str
    told_on: date
    begins_on: date
    ends_on: date
    contact: str
    """Whom to ask: the lead inspector."""
    inspectorates: tuple[str, ...]
    conduct: tuple[str, ...]
    deferral: str
    sample: str = ""
    """Whose cases are read, and how many."""
    duties: tuple[Duty, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The letter as it is kept."""
        found = asdict(self)
        for duty in found["duties"]:
            duty |= {name: day.isoformat() if (day := duty[name]) else None for name in ("first", "due")}
            duty["parts"] = list(duty["parts"])
        days = {name: found[name].isoformat() for name in ("told_on", "begins_on", "ends_on")}
        return found | days | {name: list(found[name]) for name in ("inspectorates", "conduct", "duties")}


def from_json(kept: Mapping[str, Any]) -> Letter:
    """A letter as it was kept."""
    days = {name: date.fromisoformat(kept[name]) for name in ("told_on", "begins_on", "ends_on")}
    duties = tuple(_duty(each) for each in kept["duties"])
    lists = {name: tuple(kept[name]) for name in ("inspectorates", "conduct")}
    return Letter(**{**kept, **days, **lists, "duties": duties})


def duties_of(framework: Framework, steps: Iterable[Planned], *, agency_kind: str, notify: date) -> tuple[Duty, ...]:
    """Everything that an agency of one kind has to send and to do, in the order of its days."""
    found = [*_requests(framework, agency_kind, notify=notify), *_steps(steps, agency_kind)]
    return tuple(sorted(found, key=lambda duty: duty.first or duty.due or date.max))


def sample_of(framework: Framework, *, agency_kind: str) -> str:
    """Whose cases are read, for the agencies that send lists or documents."""
    sample = framework.case_sample
    asked = any(request.agency == agency_kind for request in framework.data_requests)
    return _sample(sample) if sample and asked else ""


def check_letter(letter: Letter, *, settings: NoticeSettings) -> tuple[Problem, ...]:
    """Everything wrong with a letter: no office to address, something due on a day on which nobody works."""
    nobody = Problem(where=f"{letter.body}.office", says=f"Say which office of {letter.body} is told")
    days_off = [
        Problem(where=f"{letter.body}.{duty.id}", says=f"{duty.what}: {why}")
        for duty in letter.duties
        if duty.due and (why := not_working(duty.due))
    ]
    known = letter.office in settings.offices.values()
    return tuple(days_off if known else [nobody, *days_off])


def as_text(letter: Letter) -> str:
    """The letter in plain text, for any way of sending it."""
    return "\n\n".join(_paragraphs(letter)) + "\n"


def _paragraphs(letter: Letter) -> Iterator[str]:
    yield f"To: {letter.office}, {letter.body}\nDate: {said(letter.told_on)}"
    yield _wrapped(
        f"{letter.framework}: {letter.visit}. Inspection of {letter.area}, {_days(letter)}, by "
        f"{', '.join(letter.inspectorates)}."
    )
    yield _wrapped("Confirm in the service that you have this notice, and say who is your contact for it.")
    asked = "\n".join(_said(duty) for duty in letter.duties)
    yield "What you are asked to do\n" + (asked or _bullet(NOTHING_ASKED))
    if letter.sample:
        yield "Whose cases are read\n" + _wrapped(letter.sample)
    yield "Conduct\n" + "\n".join(_bullet(line) for line in letter.conduct)
    yield "If the inspection cannot go ahead\n" + _wrapped(letter.deferral)
    yield f"Whom to ask: {letter.contact}"


def _days(letter: Letter) -> str:
    if letter.begins_on == letter.ends_on:
        return f"on {said(letter.begins_on)}"
    return f"{said(letter.begins_on)} to {said(letter.ends_on)}"


def _said(duty: Duty) -> str:
    return "\n".join([_bullet(f"{duty.when}: {duty.what}"), *(f"    - {part}" for part in duty.parts)])


def _bullet(text: str) -> str:
    return textwrap.fill(text, WIDTH, initial_indent="* ", subsequent_indent="  ")


def _wrapped(text: str) -> str:
    return textwrap.fill(text, WIDTH)


def _duty(kept: Mapping[str, Any]) -> Duty:
    days = {name: date.fromisoformat(kept[name]) if kept[name] else None for name in ("first", "due")}
    return Duty(id=kept["id"], what=kept["what"], parts=tuple(kept["parts"]), **days)


def _requests(framework: Framework, agency_kind: str, *, notify: date) -> Iterator[Duty]:
    """What is asked of the agency. A list may be held by another agency than the rest of its request."""
    titles = _lists(framework)
    for request in framework.data_requests:
        held = titles.get((request.id, agency_kind), ())
        items = tuple(item.title for item in request.items) if request.agency == agency_kind else ()
        if held or request.agency == agency_kind:
            due = date_of(framework, request.due_day, notify=notify) if request.due_day is not None else None
            parts = (*(held or _plain_lists(request, agency_kind)), *items)
            yield Duty(id=f"request:{request.id}", what=request.title, parts=parts, due=due)


def _lists(framework: Framework) -> dict[tuple[str, str], tuple[str, ...]]:
    """Titles of the lists with columns, by request and the kind of agency that holds them."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for each in _with_columns(framework):
        key = (each.request.id, each.agency)
        found[key] = (*found.get(key, ()), each.list.title)
    return found


def _with_columns(framework: Framework) -> tuple[RequestedList, ...]:
    try:
        return requested_lists(framework)
    except NotPossible:
        return ()


def _plain_lists(request: DataRequest, agency_kind: str) -> tuple[str, ...]:
    """Lists that are asked for by title alone."""
    return tuple(each.title for each in request.lists if (each.agency or request.agency) == agency_kind)


def _steps(steps: Iterable[Planned], agency_kind: str) -> Iterator[Duty]:
    for step in steps:
        if step.stage not in NOT_TOLD and {agency_kind, EVERYBODY} & {*step.who}:
            yield Duty(id=f"step:{step.step}", what=" ".join(step.what.split()), first=step.first, due=step.last)


def _sample(sample: CaseSample) -> str:
    cohort = " ".join(sample.cohort.split()).rstrip(".")
    few, most = sample.tracked
    numbers = f"{few}" if few == most else f"{few} to {most}"
    lighter = f"; the records of up to {sample.sampled[1]} more are read lightly" if sample.sampled[1] else ""
    return f"{cohort}. Inspectors choose {numbers} children from your lists and follow them closely{lighter}."
