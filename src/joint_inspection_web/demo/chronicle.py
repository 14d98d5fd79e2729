"""What has happened in an inspection so far? Its chronicle, one verb at a time, done by the service's own actions.

The file says when, what and by whom; every verb of it stands in the modules beside this one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

from joint_inspection.dates import add_working_days
from joint_inspection.record.report import Report, Sentence
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.fairness.children import tracked
from joint_inspection_web.inspections.models import Body, Inspection
from joint_inspection_web.reports.texts import report_of

HEADLINES = "headline_findings"
VERBS: dict[str, Callable[..., Any]] = {}


def verb(function: Callable[..., Any]) -> Callable[..., Any]:
    """Something that can happen in a chronicle, by the name of its function."""
    VERBS[function.__name__] = function
    return function


@dataclass(kw_only=True)
class Tale:
    """An inspection whose chronicle is being told: its people, the moment reached, and what was given a name."""

    inspection: Inspection
    people: dict[str, Person]
    at: datetime
    named: dict[str, Any] = field(default_factory=dict)

    def day(self, working_days: int) -> date:
        """A day, counted in working days from the first day on site."""
        return add_working_days(self.inspection.begins_on, working_days)

    def moment(self, said: str) -> datetime:
        """``"-10 09:30"``: ten working days before the first day on site, at half past nine."""
        days, hour = said.split()
        return timezone.make_aware(datetime.combine(self.day(int(days)), time.fromisoformat(hour)))

    def days_away(self, days: int | None) -> date | None:
        """So many days of the calendar before or after the moment reached."""
        return None if days is None else timezone.localdate(self.at) + timedelta(days=days)

    def body(self, kind: str) -> Body:
        """The agency of a kind that is inspected."""
        return self.inspection.bodies.get(kind=kind)

    def code(self, kind: str | None) -> str:
        """Its code; empty for nobody."""
        return self.body(kind).code if kind else ""

    def child(self, number: int | None) -> str | None:
        """The pseudonym of the first, second … child whose case is followed."""
        return None if number is None else self._children()[number - 1]

    def _children(self) -> list[str]:
        if "children" not in self.named:
            self.named["children"] = tracked(self.inspection)
        return self.named["children"]

    def items(self, names: list[str]) -> list[str]:
        """The ids of notes by the names that they have here."""
        return [str(self.named[name]) for name in names]

    def refs(self, names: list[str]) -> list[str]:
        """The references of findings by the names that they have here."""
        return [self.named[name].ref for name in names]

    def report(self) -> Report:
        """The draft as it stands."""
        found = report_of(self.inspection)
        if found is None:
            raise LookupError("Nothing is drafted yet")
        return found

    def sentence(self, name: str) -> Sentence:
        """The sentence of the draft that was given this name, or the first that tells of this finding or recommendation
        and of nothing else; headlines count, and tell nothing."""
        made, report = self.named[name], self.report()
        wanted = (made,) if isinstance(made, str) else (made.ref,)
        told = [each for section in report.sections if section.id != HEADLINES for each in section.sentences]
        for each in told:
            if wanted in ((each.id,), each.recommendations, () if each.recommendations else each.findings):
                return each
        raise LookupError(f"No sentence of the draft tells of {name}")

    def by(self, who: str | None) -> dict[str, Any]:
        """Who does it, and when."""
        return {"by": self.people[who] if who else None, "at": self.at}


def tell(inspection: Inspection, file: Path, *, people: dict[str, Person]) -> None:
    """Let everything happen that the file says, in its order."""
    import yaml

    from joint_inspection_web.demo import (  # noqa: F401  (they hold the verbs)
        assured,
        followed,
        judged,
        noted,
        prepared,
        published,
        weighed,
    )

    tale = Tale(inspection=inspection, people=people, at=timezone.now())
    for when, acts in yaml.safe_load(file.read_text("utf-8")).items():
        tale.at = tale.moment(when)
        for act in acts:
            _happen(tale, **act)


def _happen(tale: Tale, **act: Any) -> None:
    """One thing happens; what was given a name (``as``) is remembered by it."""
    [(name, said)] = act.items()
    called = said.get("as")
    made = VERBS[name](tale, **{key: value for key, value in said.items() if key != "as"})
    if called:
        tale.named[called] = made
