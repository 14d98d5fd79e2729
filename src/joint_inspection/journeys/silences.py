"""When was an agency silent about a child, although it should have told another or been in touch?

Two kinds, both drawn from ``timeline.yaml``. *Did not tell*: an agency knew of something, and longer than so many days
passed until the council heard, or it never did. *Was not in touch*: a service was open, and for longer than so many
days the agency that owes it recorded no contact. The lists tell of the latest contact only, so that silence is counted
from the latest one; what went before, nobody can tell from them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml
from pydantic import Field

from joint_inspection.frameworks.model import Value
from joint_inspection.journeys.clocks import Clock, clock
from joint_inspection.journeys.prepared import Run
from joint_inspection.journeys.services import services
from joint_inspection.journeys.spans import State

TOLD_LATE, NEVER_TOLD = (
    "knew of something long before it told the council",
    "knew of something, and did not tell the council",
)
FILE = Path(__file__).with_name("timeline.yaml")


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Happened:
    """One event of one child's journey."""

    event: str
    agency: str
    at: date
    known: date
    """When the agency knew."""
    record: tuple[str, int]
    """The list and the record that tell of it."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Silence:
    """A time in which an agency was silent."""

    agency: str
    since: date
    until: date
    ended: bool
    """Whether the agency spoke at its end; otherwise it lasts to the day of the lists, or the end of the service."""
    why: str

    @property
    def days(self) -> int:
        """How long it lasted."""
        return (self.until - self.since).days


class Contacts(Value):
    """What shows that the agency which owes a service is in touch."""

    service: str
    says: str = Field(alias="while")
    events: tuple[str, ...]
    quiet_after_days: int | None = None


class Quiet(Value):
    """When an agency counts as silent."""

    version: str
    quiet_after_days: int
    setting: str
    tells: tuple[str, ...]
    contacts: tuple[Contacts, ...]

    def clocks(self) -> tuple[Clock, ...]:
        """The clocks and services that silences are drawn from."""
        wanted = {each.service for each in self.contacts}
        return (*map(clock, self.tells), *(each for each in services() if each.id in wanted))


@cache
def quiet() -> Quiet:
    """The rules that come with the package."""
    return Quiet.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def silences(
    happened: Sequence[Happened], runs: Iterable[Run], *, on: date, after_days: int | None = None
) -> tuple[Silence, ...]:
    """Every silence in one child's journey, the earliest first; ``after_days`` instead of the days of the rules.

    ``runs`` are the spans of ``quiet().clocks()``.
    """
    possible = [(which, span) for which, span in runs if span.state != State.IMPOSSIBLE]
    found = [
        *_untold(happened, possible, on=on, after_days=after_days),
        *_out_of_touch(happened, possible, on=on, after_days=after_days),
    ]
    return tuple(sorted(found, key=lambda each: (each.since, each.agency, each.why)))


def _untold(
    happened: Sequence[Happened], runs: Iterable[Run], *, on: date, after_days: int | None
) -> Iterator[Silence]:
    longest = quiet().quiet_after_days if after_days is None else after_days
    known = {(each.event, each.record): each.known for each in happened}
    for which, span in runs:
        if which.id in quiet().tells:
            since = known.get((which.starts, (span.list, span.record)), span.started)
            if ((span.ended or on) - since).days > longest:
                yield Silence(
                    agency=which.who, since=since, until=span.ended or on, ended=span.ended is not None,
                    why=TOLD_LATE if span.ended else NEVER_TOLD,
                )  # fmt: skip


def _out_of_touch(
    happened: Sequence[Happened], runs: Iterable[Run], *, on: date, after_days: int | None
) -> Iterator[Silence]:
    rules = {each.service: each for each in quiet().contacts}
    for which, span in runs:
        if rule := rules.get(which.id):
            longest = rule.quiet_after_days or quiet().quiet_after_days if after_days is None else after_days
            until = span.ended or on
            contacts = [each.at for each in happened if each.event in rule.events and span.started <= each.at <= until]
            since = max(contacts, default=span.started)
            if (until - since).days > longest:
                yield Silence(
                    agency=which.who, since=since, until=until, ended=False,
                    why=f"recorded no contact while {rule.says}",
                )  # fmt: skip
