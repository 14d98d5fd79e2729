"""How does a person read one framework? Its timetable in days, its life in dates, its rules in words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from joint_inspection.frameworks.compare import Change
from joint_inspection.frameworks.model import Due, Framework, Judgement, LifeEvent, Step, VisitKind, When
from joint_inspection_web.design.drawings.strip import Bar
from joint_inspection_web.design.drawings.timeline import Lane, Mark
from joint_inspection_web.design.words import day, given, listed, plural, sentence, title_of
from joint_inspection_web.frameworks.grades import framework_of, full_title, plain_title

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
STAGES = {"notify": ("T", "2"), "on_site": ("S", "main"), "publish": ("P", "4")}
"""Letter and tone of the stages that matter most to an area."""
AFTERWARDS = ("respond", "follow_up")
"""Stages that the drawing leaves to the table: they come months later and would leave no room for the rest."""
STAGE_KEY = (("T", "2", "the area is told"), ("S", "main", "on site"), ("P", "4", "published"),
             ("", "plain", "everything else"))  # fmt: skip
LIFE_KEY = (("A", "plain", "announced for"), ("M", "2", "moved to"), ("H", "main", "what happened"))


# ---- The timetable in the framework's own days


def step_days(kind: VisitKind, *, notification_is_day: int) -> dict[str, tuple[int, int]]:
    """First and last framework day of each step; ``after`` counts from the last day of the step it names."""
    known: dict[str, tuple[int, int]] = {}
    waiting = list(kind.timetable)
    while waiting:
        ready = [step for step in waiting if step.after is None or step.after in known]
        if not ready:
            break
        known.update({step.id: _days_of(step, known, notification_is_day) for step in ready})
        waiting = [step for step in waiting if step.id not in known]
    return known


def _days_of(step: Step, known: dict[str, tuple[int, int]], notification_is_day: int) -> tuple[int, int]:
    if step.days:
        return step.days
    if step.after is not None:
        last = known[step.after][1] + (step.working_days or 0)
        return last, last
    first = notification_is_day if step.day is None else step.day
    return first, first


def bars(framework: Framework, kind: VisitKind) -> list[Bar]:
    """The timetable of one kind of visit as bars, up to its publication."""
    days = step_days(kind, notification_is_day=framework.day_numbering.notification_is_day)
    return [
        Bar(
            first=days[step.id][0],
            last=days[step.id][1],
            name=step.what,
            letter=STAGES.get(step.stage, ("", "plain"))[0],
            tone=STAGES.get(step.stage, ("", "plain"))[1],
            says=f"{said_days(days[step.id])}: {step.what}",
        )
        for step in kind.timetable
        if step.id in days and step.stage not in AFTERWARDS
    ]


def timetable_rows(framework: Framework, kind: VisitKind) -> list[list[str]]:
    """The same as rows: day, what, who."""
    days = step_days(kind, notification_is_day=framework.day_numbering.notification_is_day)
    titles = {seat.role: seat.title for seat in kind.team.roles}
    return [
        [
            said_days(days[step.id]) if step.id in days else "not fixed",
            step.what,
            sentence(listed(titles.get(who, title_of(who)) for who in step.who)),
        ]
        for step in kind.timetable
    ]


def said_days(days: tuple[int, int]) -> str:
    """'Day 9' or 'Days 9 to 13'."""
    return f"Day {days[0]}" if days[0] == days[1] else f"Days {days[0]} to {days[1]}"


# ---- Its life: promised beside actual


def roughly(said: date | str | None) -> date | None:
    """About when: the date itself, or the middle of the month or year that words name; None if they name none."""
    if said is None or isinstance(said, date):
        return said
    months = "|".join(MONTHS)
    if found := re.search(rf"(?:(\d{{1,2}}) )?({months}) (\d{{4}})", said):
        return date(int(found[3]), MONTHS.index(found[2]) + 1, min(int(found[1] or 15), 28))
    if found := re.search(r"\b(?:19|20)\d\d\b", said):
        return date(int(found[0]), 7, 1)
    return None


def life_lanes(framework: Framework) -> list[Lane]:
    """One lane an event: when it was announced for, moved to, and when it happened."""
    lanes = [Lane(name=sentence(title_of(event.stage)), marks=_marks(event), joined=True) for event in framework.life]
    return [lane for lane in lanes if lane.marks]


def _marks(event: LifeEvent) -> tuple[Mark, ...]:
    said = [
        ("A", "plain", event.announced_for, "announced for"),
        *(("M", "2", move.to, "moved to") for move in event.moved),
        ("H", "main", event.happened, "happened"),
    ]
    return tuple(
        Mark(on=on, letter=letter, tone=tone, says=f"{sentence(title_of(event.stage))}, {words} {given(when)}")
        for letter, tone, when, words in said
        if (on := roughly(when))
    )


def life_rows(framework: Framework) -> list[list[str]]:
    """Every event of its life: what was promised, who moved it and why, what happened."""
    return [
        [
            sentence(title_of(event.stage)),
            event.says,
            _announced(event),
            " ".join(
                said_parts(("to", move.to), ("by", move.by), ("when", move.on), ("why", move.why))
                for move in event.moved
            ),
            given(event.happened),
        ]
        for event in framework.life
    ]


def _announced(event: LifeEvent) -> str:
    if event.announced_for is None:
        return ""
    return said_parts(("for", event.announced_for), ("by", event.announced_by), ("when", event.announced_on))


def said_parts(*parts: tuple[str, date | str | None]) -> str:
    """Labelled facts in one line: 'For: March 2016; by: the inspectorates.'"""
    said = "; ".join(f"{label}: {given(value).rstrip('.')}" for label, value in parts if value is not None)
    return sentence(said) + "."


# ---- When an area is visited


def frequency_rows(framework: Framework) -> list[list[str]]:
    """Each rule of frequency: after what, which visit, and the rule in words."""
    return [
        [
            sentence(said_when(rule.when)),
            sentence("; ".join(said_due(due, framework) for due in rule.due)) or "Nothing is due by rule",
            rule.says,
        ]
        for rule in framework.cycle.frequency
    ]


def said_when(when: When) -> str:
    """The previous outcome that a rule speaks of, in words."""
    if when.never_inspected:
        return "never inspected"
    parts = []
    if when.overall:
        parts.append(f"overall {_either(when.overall)}")
    parts += [f"{title_of(judgement)} {_either(grades)}" for judgement, grades in when.judgements.items()]
    parts += [
        f"at least {need.count} of {listed(map(title_of, need.of))} {_either(need.grades)}" for need in when.at_least
    ]
    if when.any_of:
        parts.append(
            "any of: " + ", ".join(f"{title_of(name)} {_either(grades)}" for name, grades in when.any_of.items())
        )
    if when.frameworks:
        parts.append(f"under {_either(tuple(map(said_ref, when.frameworks)))}")
    if when.otherwise and not parts:
        return "any other outcome"
    return ", ".join(parts) or "any outcome"


def said_ref(ref: str) -> str:
    """A framework by its title, and its version if one is named."""
    framework = framework_of(ref)
    if framework is None:
        return ref
    return full_title(framework) if "@" in ref else plain_title(framework)


def plainly(text: str) -> str:
    """A sentence of the library as people here write it: frameworks by title, long dates, no ids."""
    text = re.sub(r"[a-z0-9-]+@[a-z0-9]+(?:[.-][a-z0-9]+)*", lambda found: said_ref(found[0]), text)
    text = re.sub(r"\b\d{4}-\d\d-\d\d\b", lambda found: day(date.fromisoformat(found[0])), text)
    return re.sub(r"\b[a-z]+(?:_[a-z]+)+\b", lambda found: title_of(found[0]), text)


def _either(ids: tuple[str, ...]) -> str:
    said = [title_of(each) for each in ids]
    return " or ".join(part for part in (", ".join(said[:-1]), said[-1]) if part)


def said_due(due: Due, framework: Framework) -> str:
    """The visit and its window, in words."""
    title = next((kind.title for kind in framework.kinds if kind.id == due.kind), due.kind)
    since = {
        "start": "the previous first day on site",
        "end": "the previous last day on site",
        "published": "the previous report",
        "launch": "the framework began",
        "year_start": "the start of the year",
    }[due.since]
    words = f"{title}, {_months(due.earliest_months)} to {_months(due.latest_months)} months after {since}"
    if due.repeat_every_months:
        words += f", repeated every {plural(due.repeat_every_months, 'month')}"
        words += f" at most {due.repeat_at_most} times" if due.repeat_at_most else ""
    return words


def _months(number: float) -> str:
    return str(int(number)) if number == int(number) else str(number)


# ---- What is looked at, and how it is judged


def by_judgement(framework: Framework) -> list[tuple[Judgement | None, list[list[str]]]]:
    """Criteria as rows, grouped by the judgement that they feed; those that feed none come last."""
    groups: list[Judgement | None] = [*framework.judging.judgements, None]
    found = [(group, _criteria(framework, group.id if group else None)) for group in groups]
    return [(group, rows) for group, rows in found if rows]


def _criteria(framework: Framework, judgement: str | None) -> list[list[str]]:
    known = {each.id for each in framework.judging.judgements}
    return [
        [
            criterion.title,
            criterion.text,
            sentence(listed(map(title_of, criterion.methods))),
            sentence(listed(map(title_of, criterion.agencies))) or "All agencies in scope",
        ]
        for criterion in framework.criteria
        if (criterion.judgement if criterion.judgement in known else None) == judgement
    ]


def judgement_rows(framework: Framework) -> list[list[str]]:
    """Each judgement, what kind it is, on which scale, and whose it is."""
    scales = {scale.id: scale.title for scale in framework.judging.scales}
    return [
        [
            judgement.title,
            _kind_of(judgement),
            scales.get(judgement.scale or "", "in words only"),
            listed(map(title_of, judgement.made_by)) or "all together",
        ]
        for judgement in framework.judging.judgements
    ]


def _kind_of(judgement: Judgement) -> str:
    return {
        "overall": "overall",
        "key": "key judgement",
        "sub": f"part of {title_of(judgement.part_of)}",
        "shared": "shared by all inspectorates",
        "beside": "graded beside, apart from the overall",
        "theme": "theme",
    }[judgement.kind]


def in_force(framework: Framework) -> str:
    """From when to when visits start under it, in words."""
    span = framework.in_force
    if not span.start:
        return "never came into force"
    return f"{day(span.start)} to {day(span.end)}" if span.end else f"from {day(span.start)}"


def shown(value: object) -> str:
    """A value of a framework file as words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return str(value.get("says") or "; ".join(f"{title_of(key)}: {shown(part)}" for key, part in value.items()))
    if isinstance(value, list | tuple):
        return ", ".join(map(shown, value))
    return day(value) if isinstance(value, date) else plainly(str(value))


def criterion_titles(framework: Framework, ids: tuple[str, ...]) -> str:
    """The titles of some criteria."""
    return "; ".join(criterion.title for criterion in framework.criteria if criterion.id in ids)


def by_block(changes: Iterable[Change]) -> dict[str, list[Change]]:
    """Changes by the block of the file in which they are, in its order."""
    found: dict[str, list[Change]] = {}
    for change in changes:
        found.setdefault(sentence(title_of(change.where.partition(".")[0])), []).append(change)
    return found
