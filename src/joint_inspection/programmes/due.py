"""What is due, where and between which dates, by published rules and published outcomes alone?

Nothing here knows a concern, a draw or a plan: whoever reads the published rules and outcomes can work out the same
windows. A window stays where its rule puts it even when that is past; it then says since when it is overdue. Only where
the framework or the authority is younger than the window does it move, to begin with the younger of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from joint_inspection.areas import Area, Register
from joint_inspection.errors import InvalidInput
from joint_inspection.frameworks.model import Framework, FrequencyRule
from joint_inspection.outcomes.model import Outcome
from joint_inspection.programmes.case import Case
from joint_inspection.programmes.history import History
from joint_inspection.programmes.model import DueWindow
from joint_inspection.programmes.overrides import Override, apply_overrides, check_overrides
from joint_inspection.programmes.rules import rule_for
from joint_inspection.programmes.wording import because


def due(
    *,
    on: date,
    frameworks: Sequence[Framework],
    register: Register,
    outcomes: Iterable[Outcome],
    overrides: Sequence[Override] = (),
) -> tuple[DueWindow, ...]:
    """Every visit due on a date: for each area that exists and each framework version in force, by area and date.

    ``frameworks`` are all versions, past ones too: their scales translate the grades of older outcomes.
    """
    history = History(outcomes=tuple(outcomes), register=register, frameworks=tuple(frameworks), on=on)
    windows = [
        window
        for framework in in_force(frameworks, on=on)
        for area in register.active(on)
        for window in due_for(area, framework=framework, history=history, on=on)
    ]
    problems = check_overrides(windows, overrides=overrides, on=on, register=register)
    if problems:
        raise InvalidInput(problems)
    windows = apply_overrides(windows, overrides=overrides, on=on, register=register)
    return tuple(sorted(windows, key=lambda window: (window.name, window.framework, window.start, window.kind)))


def in_force(frameworks: Iterable[Framework], *, on: date) -> tuple[Framework, ...]:
    """The framework versions under which visits start on a date."""
    return tuple(framework for framework in frameworks if framework.is_in_force(on))


def due_for(area: Area, *, framework: Framework, history: History, on: date) -> Iterator[DueWindow]:
    """The visits of one framework that are due to one area: full ones, and others not done since."""
    previous = history.previous_full(area.ons_code, framework=framework)
    rule = rule_for(previous, framework=framework, history=history)
    for due in rule.due if rule else ():
        case = Case(area=area, framework=framework, history=history, on=on, previous=previous, due=due)
        span = case.window()
        if rule and span:
            yield _window(case, rule=rule, span=span)


def _window(case: Case, *, rule: FrequencyRule, span: tuple[date, date]) -> DueWindow:
    start, end = span
    return DueWindow(
        area=case.area.ons_code, name=case.area.name, framework=case.framework.ref, kind=case.due.kind,
        start=start, end=end, rule=rule.id, because=because(case, rule=rule, span=span),
        full=case.framework.kind(case.due.kind).full,
    )  # fmt: skip
