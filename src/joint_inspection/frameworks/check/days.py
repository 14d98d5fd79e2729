"""Does a timetable keep to its own days?"""

from __future__ import annotations

from collections.abc import Iterator

from joint_inspection.frameworks.advice import unknown
from joint_inspection.frameworks.check.surroundings import Flaw, Rule, Surroundings
from joint_inspection.frameworks.model import Framework, Step, VisitKind

BEFORE = (
    ("on_site", "draft"), ("draft", "accuracy"), ("accuracy", "publish"), ("draft", "publish"), ("sign_off", "publish"),
    ("on_site", "publish"), ("publish", "respond"), ("publish", "follow_up"),
    ("select", "joint_evaluation"), ("on_site", "feedback"),
)  # fmt: skip
"""Stages of which the first cannot begin after the second."""
EVENTS = {
    "first_day_on_site": "on_site", "last_day_on_site": "on_site", "draft_sent": "draft", "report_received": "publish",
    "published": "publish", "judgement": "feedback",
}  # fmt: skip
"""The stage of the step that is each event from which a deadline is counted."""


def numbers(kind: VisitKind) -> dict[str, tuple[int, int]]:
    """First and last framework day of each step, steps after steps worked out; those that cannot be are left out."""
    known = {step.id: step.days or (step.day or 0, step.day or 0) for step in kind.timetable if step.after is None}
    waiting = [step for step in kind.timetable if step.after is not None]
    while ready := [step for step in waiting if step.after in known]:
        for step in ready:
            day = known[str(step.after)][1] + (step.working_days or 0)
            known[step.id] = (day, day)
        waiting = [step for step in waiting if step not in ready]
    return known


def steps_follow_steps(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """A step comes after one that exists, and no two wait for each other."""
    for steps, step, kind in _steps(framework):
        ids = [each.id for each in kind.timetable]
        if step.after is None:
            continue
        if step.after not in ids:
            yield Flaw((*steps, "after"), unknown("step", step.after, ids))
        elif step.id in _before(step, kind):
            yield Flaw((*steps, "after"), f"'{step.id}' waits for a step that waits for it; give one of them a day")


def _before(step: Step, kind: VisitKind) -> set[str]:
    """Every step that must be over before this one begins."""
    after = {each.id: each.after for each in kind.timetable}
    found: set[str] = set()
    name = step.after
    while name is not None and name not in found:
        found.add(name)
        name = after.get(name)
    return found


def nothing_precedes_notification(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """No step and no request comes before the area is told."""
    told = framework.day_numbering.notification_is_day
    for steps, step, kind in _steps(framework):
        first, _last = numbers(kind).get(step.id, (told, told))
        if first < told:
            key = "days" if step.days else "day"
            yield Flaw((*steps, key), f"Day {first} is before the notification, which is day {told}; move it later")
    for number, request in enumerate(framework.data_requests):
        if request.due_day is not None and request.due_day < told:
            says = f"Due on day {request.due_day}, before the area is told on day {told}; move it later"
            yield Flaw(("data_requests", number, "due_day"), says)


def the_area_is_told(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """A timetable says who tells the area, on the day of notification."""
    told = framework.day_numbering.notification_is_day
    for number, kind in enumerate(framework.kinds):
        notified = [(place, step) for place, step in enumerate(kind.timetable) if step.stage == "notify"]
        if not notified and kind.on_site_working_days:
            yield Flaw(("kinds", number, "timetable"), f"Add a step of stage 'notify' on day {told}")
        for place, step in notified[:1]:
            day = numbers(kind).get(step.id, (told, told))[0]
            if day > told:
                steps = ("kinds", number, "timetable", place, "day")
                yield Flaw(steps, f"The area is told on day {told}, by day_numbering; this says day {day}")


def on_site_days_agree(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """The steps on site begin and end on the days that notice and length say."""
    told = framework.day_numbering.notification_is_day
    for number, kind in enumerate(framework.kinds):
        days = [
            numbers(kind)[step.id] for step in kind.timetable if step.stage == "on_site" and step.id in numbers(kind)
        ]
        steps = ("kinds", number)
        if not days and kind.on_site_working_days:
            yield Flaw((*steps, "timetable"), "Add the steps of stage 'on_site', with the first and the last day there")
        if not days:
            continue
        first, last = min(day for day, _last in days), max(day for _first, day in days)
        length = last - first + 1
        if length != kind.on_site_working_days:
            says = f"The steps on site last from day {first} to day {last}, {length} working days; make the two agree"
            yield Flaw((*steps, "on_site_working_days"), says)
        if first != told + kind.notice.working_days:
            says = (
                f"{kind.notice.working_days} working days after day {told} is day {told + kind.notice.working_days}, "
                f"but the first day on site is day {first}; make the two agree"
            )
            yield Flaw((*steps, "notice", "working_days"), says)


def no_notice_is_said(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """A visit that begins on the day of notification is one without notice, and says so."""
    for number, kind in enumerate(framework.kinds):
        if kind.on_site_working_days and not kind.notice.working_days and not kind.notice.no_notice:
            says = "Without working days of notice this is a no-notice visit; add no_notice: true, or say how many days"
            yield Flaw(("kinds", number, "notice", "working_days"), says)


def steps_are_in_order(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """Steps are written in the order in which they begin."""
    for number, kind in enumerate(framework.kinds):
        known = numbers(kind)
        before: tuple[int, str] | None = None
        for place, step in enumerate(kind.timetable):
            if step.id not in known:
                continue
            day = known[step.id][0]
            if before and day < before[0]:
                says = (
                    f"Begins on day {day}, before '{before[1]}' above it (day {before[0]}); put steps in order of days"
                )
                yield Flaw(("kinds", number, "timetable", place), says)
            before = (day, step.id)


def stages_are_in_order(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """Nothing is drafted before the fieldwork, corrected before it is drafted, or published before it is corrected."""
    for number, kind in enumerate(framework.kinds):
        begins = _stages(kind)
        for earlier, later in BEFORE:
            if earlier in begins and later in begins and begins[later][0] < begins[earlier][0]:
                day, place = begins[later]
                says = (
                    f"Stage '{later}' begins on day {day}, before '{earlier}' (day {begins[earlier][0]}); move it later"
                )
                yield Flaw(("kinds", number, "timetable", place), says)


def _stages(kind: VisitKind) -> dict[str, tuple[int, int]]:
    """The day on which each stage begins, and the number of its step."""
    known = numbers(kind)
    begins: dict[str, tuple[int, int]] = {}
    for place, step in enumerate(kind.timetable):
        if step.id in known:
            begins[step.stage] = min(begins.get(step.stage, (known[step.id][0], place)), (known[step.id][0], place))
    return begins


def requests_come_in_time(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """What is asked for arrives before the inspectors have left."""
    lasts = [day for kind in framework.kinds for _first, day in numbers(kind).values()]
    for number, request in enumerate(framework.data_requests):
        if request.due_day is not None and lasts and request.due_day > max(lasts):
            says = f"Due on day {request.due_day}, after every step of every visit (the last is day {max(lasts)})"
            yield Flaw(("data_requests", number, "due_day"), f"{says}; move it earlier")


def deadlines_have_an_event(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """A deadline is counted from something that happens, in days or in months."""
    stages = {step.stage for kind in framework.kinds for step in kind.timetable}
    for number, deadline in enumerate(framework.report.deadlines):
        steps = ("report", "deadlines", number)
        if (deadline.working_days is None) == (deadline.months is None):
            yield Flaw(steps, "Say when it is due with exactly one of 'working_days' and 'months'")
        stage = EVENTS.get(deadline.from_event)
        if stage and stage not in stages:
            says = (
                f"No timetable has a step of stage '{stage}', from which this is counted; add it, or count from another"
            )
            yield Flaw((*steps, "from_event"), says)


def statements_have_a_limit(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """Where a statement of action may be asked for, it is said by when."""
    rule = framework.statement
    if rule.asked != "never" and rule.working_days is None and rule.setting is None:
        yield Flaw(
            ("statement",), "Say in 'working_days' by when a statement is due, or in 'setting' why no limit is known"
        )


def _steps(framework: Framework) -> Iterator[tuple[tuple[str | int, ...], Step, VisitKind]]:
    for number, kind in enumerate(framework.kinds):
        for place, step in enumerate(kind.timetable):
            yield ("kinds", number, "timetable", place), step, kind


RULES: tuple[Rule, ...] = (
    steps_follow_steps, nothing_precedes_notification, the_area_is_told, on_site_days_agree, no_notice_is_said,
    steps_are_in_order, stages_are_in_order, requests_come_in_time, deadlines_have_an_event, statements_have_a_limit,
)  # fmt: skip
