"""How is a due window explained in one sentence: the previous outcome, the rule, and the arithmetic?"""

from __future__ import annotations

from datetime import date

from joint_inspection.frameworks.model import Due, FrequencyRule
from joint_inspection.outcomes.model import Outcome
from joint_inspection.programmes.case import Case
from joint_inspection.programmes.history import when

SINCE = {
    "start": "its first day on site", "end": "its last day on site", "published": "its publication",
    "launch": "the launch", "year_start": "the start of the inspection year",
}  # fmt: skip


def because(case: Case, *, rule: FrequencyRule, span: tuple[date, date]) -> str:
    """One sentence that lets anybody work the window out again."""
    asked = case.by_rule() or span
    parts = [_found(case), f"the rule '{rule.id}' says: {rule.says.rstrip('.')}", _arithmetic(case, span=asked)]
    if asked != span:
        first = day(case.possible_from())
        parts.append(f"{_whose_start(case)} only began on {first}, so the window moves to {first} to {day(span[1])}")
    if span[1] < case.on:
        parts.append(f"overdue since {day(span[1])}")
    return "; ".join(parts) + "."


def day(value: date) -> str:
    """A date as people write it."""
    return f"{value.day} {value:%B %Y}"


def _found(case: Case) -> str:
    previous = case.previous
    if previous is None:
        return f"No full inspection of {case.area.name} counts under {case.framework.short_title}"
    own = (case.area.ons_code, *case.area.former_codes)
    where = "" if previous.area in own else f" of {previous.name}, whose history it carries"
    return f"The last full inspection{where}, {_dates(previous)} ({previous.framework}), found {_result(case)}"


def _dates(outcome: Outcome) -> str:
    if outcome.start or outcome.end:
        word, visited = ("begun", outcome.start) if outcome.start else ("ended", outcome.end)
        return f"{word} {day(visited or when(outcome))}"
    return f"published {day(when(outcome))}"


def _result(case: Case) -> str:
    assert case.previous is not None
    overall = case.history.grade_word(case.previous, "overall")
    if overall:
        return f"'{overall}'"
    words = ((each, case.history.grade_word(case.previous, each)) for each in case.previous.judgements)
    graded = [f"{name.replace('_', ' ')} '{word}'" for name, word in words if word]
    return ", ".join(graded) or "no grade"


def _arithmetic(case: Case, *, span: tuple[date, date]) -> str:
    due, window = case.due, f"{day(span[0])} to {day(span[1])}"
    done = case.done_since()
    if done and not case.framework.kind(due.kind).full:
        last = done[-1]
        return f"visit {len(done)} of this kind since then was on {day(when(last))}, so the next is due {window}"
    return f"{_months(due)} after {_counted_from(case)} ({day(case.base())}) is {window}"


def _counted_from(case: Case) -> str:
    """What the months are counted from, honest about a date that the source lacks."""
    since, previous = case.due.since, case.previous
    if since in ("launch", "year_start"):
        return SINCE[since]
    if previous is None:
        return SINCE["launch"]
    known = {"start": previous.start, "end": previous.end, "published": previous.published}[since]
    return SINCE[since] if known else f"{SINCE[since]}, not in the source, so the date known"


def _whose_start(case: Case) -> str:
    """Whichever was there last: the authority or the framework."""
    return case.area.name if case.possible_from() == case.area.active_from else case.framework.title


def _months(due: Due) -> str:
    if due.earliest_months == due.latest_months:
        return f"{due.latest_months:g} months"
    return f"{due.earliest_months:g} to {due.latest_months:g} months"
