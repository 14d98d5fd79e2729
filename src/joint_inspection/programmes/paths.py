"""Did history follow the rules: was the kind of each inspection the one that its framework's path rule names?

Every full inspection that followed another of the same authority is a transition. Where a report printed when the
next inspection would come, the printed interval is compared with the rule's window instead.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from joint_inspection.areas import Register
from joint_inspection.frameworks.model import Due, Framework, FrequencyRule
from joint_inspection.outcomes.model import Outcome
from joint_inspection.programmes.case import after_months
from joint_inspection.programmes.history import History, id_of, when
from joint_inspection.programmes.rules import rule_for

NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}


@dataclass(frozen=True, kw_only=True)
class Transition:
    """What a rule named after one outcome, and what really came."""

    area: str
    name: str
    previous: Outcome
    next: Outcome | None
    """None where it is the printed interval that is compared."""
    framework: str
    """The framework version whose rule is tried, ``id@version``."""
    rule: str | None
    expected: str
    actual: str
    matched: bool
    inherited: bool = False
    """The previous outcome is a predecessor authority's."""

    def as_json(self) -> dict[str, object]:
        """The outside shape of an exception."""
        return {
            "area": self.area, "name": self.name, "framework": self.framework,
            "from": self.previous.framework, "from_date": when(self.previous), "from_overall": self.previous.overall,
            "to_date": when(self.next) if self.next else None, "rule": self.rule,
            "expected": self.expected, "actual": self.actual, "says": self.says(),
        }  # fmt: skip

    def says(self) -> str:
        """What an override would have had to record."""
        if self.next is None:
            return (
                f"The report printed {self.actual} where the rule gives {self.expected}; an override would have "
                f"needed a reason for that date and who approved it."
            )
        found = (self.previous.overall or "no overall grade").replace("_", " ")
        rule = f"rule '{self.rule}'" if self.rule else "no rule of the framework"
        return (
            f"After '{found}' {rule} names {self.expected}, and the inspection that began {when(self.next)} was "
            f"{self.actual}; an override would have needed a reason for {self.actual}, who approved it, and a decision "
            f"before {when(self.next)}."
        )


@dataclass(frozen=True, kw_only=True)
class PathCheck:
    """How far real history followed the rules of one framework, all its versions together."""

    framework: str
    compared: str
    """``kind of visit`` or ``printed interval``."""
    counted: tuple[Transition, ...]
    inherited: tuple[Transition, ...] = field(default=())
    """After a predecessor's outcome: shown apart, since a new authority need not be on its predecessor's path."""

    @property
    def exceptions(self) -> tuple[Transition, ...]:
        """The transitions that did not follow the rule."""
        return tuple(each for each in self.counted if not each.matched)

    def as_json(self) -> dict[str, object]:
        """The outside shape of the contract, with the figures by the framework of the previous outcome."""
        return {
            "framework": self.framework, "compared": self.compared, "transitions": len(self.counted),
            "matched": len(self.counted) - len(self.exceptions), "by_previous": self.by_previous(),
            "exceptions": [each.as_json() for each in self.exceptions],
            "inherited": {"transitions": len(self.inherited), "matched": sum(each.matched for each in self.inherited)},
        }  # fmt: skip

    def by_previous(self) -> dict[str, dict[str, int]]:
        """Transitions and matches by the framework of the previous outcome."""
        found: dict[str, dict[str, int]] = {}
        for each in self.counted:
            figures = found.setdefault(id_of(each.previous.framework), {"transitions": 0, "matched": 0})
            figures["transitions"] += 1
            figures["matched"] += each.matched
        return found


def check_paths(
    *, frameworks: Sequence[Framework], register: Register, outcomes: Iterable[Outcome]
) -> tuple[PathCheck, ...]:
    """Try the rules of each framework on all of history; frameworks with nothing to try are left out."""
    history = History(outcomes=tuple(outcomes), register=register, frameworks=tuple(frameworks))
    versions: dict[str, list[Framework]] = defaultdict(list)
    for framework in frameworks:
        versions[framework.id].append(framework)
    checks = (_check(each, history=history) for each in versions.values())
    return tuple(check for check in checks if check)


def _check(versions: Sequence[Framework], *, history: History) -> PathCheck | None:
    printed = tuple(_printed(versions, history=history))
    if printed:
        return PathCheck(framework=versions[0].id, compared="printed interval", counted=printed)
    if not any(_has_paths(framework) for framework in versions):
        return None
    followed = tuple(_followed(versions, history=history))
    own = tuple(each for each in followed if not each.inherited)
    inherited = tuple(each for each in followed if each.inherited)
    return (
        PathCheck(framework=versions[0].id, compared="kind of visit", counted=own, inherited=inherited) if own else None
    )


def _has_paths(framework: Framework) -> bool:
    """Say whether the rules lead to different kinds of full inspection."""
    rules = (rule for rule in framework.cycle.frequency if not rule.when.never_inspected)
    return len({full_kind(rule, framework=framework) for rule in rules} - {None}) > 1


def full_kind(rule: FrequencyRule | None, *, framework: Framework) -> str | None:
    """The kind of full inspection that a rule leads to."""
    kinds = (due.kind for due in rule.due if framework.kind(due.kind).full) if rule else iter(())
    return next(kinds, None)


def _followed(versions: Sequence[Framework], *, history: History) -> Iterator[Transition]:
    by_ref = {framework.ref: framework for framework in versions}
    for area in history.register.areas:
        visits = history.of_area(area.ons_code, framework=versions[0])
        for previous, following in pairwise([each for each in visits if history.is_full(each)]):
            framework = by_ref.get(following.framework)
            codes = (area.ons_code, *area.former_codes)
            if framework and following.area in codes:
                yield _transition(previous, following, framework=framework, history=history, own=codes)


def _transition(
    previous: Outcome, following: Outcome, *, framework: Framework, history: History, own: Sequence[str]
) -> Transition:
    rule = rule_for(previous, framework=framework, history=history)
    expected = full_kind(rule, framework=framework) or "no full inspection"
    return Transition(
        area=own[0], name=history.register.get(own[0]).name, previous=previous, next=following,
        framework=framework.ref, rule=rule.id if rule else None, expected=expected, actual=following.kind,
        matched=expected == following.kind, inherited=previous.area not in own,
    )  # fmt: skip


def _printed(versions: Sequence[Framework], *, history: History) -> Iterator[Transition]:
    by_ref = {framework.ref: framework for framework in versions}
    for outcome in history.outcomes:
        framework = by_ref.get(outcome.framework)
        if framework and (outcome.next_says or outcome.next_due) and outcome.when:
            yield _interval(outcome, framework=framework, history=history)


def _interval(outcome: Outcome, *, framework: Framework, history: History) -> Transition:
    rule = rule_for(outcome, framework=framework, history=history)
    following = min(rule.due, key=lambda due: due.latest_months) if rule and rule.due else None
    area = history.register.get(outcome.area)
    return Transition(
        area=area.ons_code, name=area.name, previous=outcome, next=None, framework=framework.ref,
        rule=rule.id if rule else None, expected=_rule_interval(following), actual=_printed_words(outcome),
        matched=bool(following and _agrees(outcome, due=following)),
    )  # fmt: skip


def _rule_interval(due: Due | None) -> str:
    return f"{due.kind} in {due.earliest_months:g} to {due.latest_months:g} months" if due else "nothing"


def _printed_words(outcome: Outcome) -> str:
    return ", by ".join(str(each) for each in (outcome.next_says, outcome.next_due) if each)


def _agrees(outcome: Outcome, *, due: Due) -> bool:
    """Say whether both what the report says and the date that it gives lie in the rule's window."""
    months = months_in(outcome.next_says or "")
    if months is None and outcome.next_due is None:
        return False
    said = months is None or due.earliest_months <= months <= due.latest_months
    return said and (outcome.next_due is None or _in_window(outcome.next_due, outcome=outcome, due=due))


def _in_window(day: date, *, outcome: Outcome, due: Due) -> bool:
    days = {"start": outcome.start, "end": outcome.end, "published": outcome.published}
    base = days.get(due.since) or when(outcome)
    return after_months(base, due.earliest_months) <= day <= after_months(base, due.latest_months)


def months_in(text: str) -> int | None:
    """The interval that a report states in words or figures (``three years``, ``18 months``), in months."""
    found = re.search(r"(\d+|[a-z]+)\s+(year|month)s?", text.lower())
    if not found:
        return None
    number = NUMBERS.get(found[1]) or (int(found[1]) if found[1].isdigit() else None)
    return number * (12 if found[2] == "year" else 1) if number else None
