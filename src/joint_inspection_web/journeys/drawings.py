"""How are children, clocks, ways and one journey drawn? Values in, pictures out; a table stands beside each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from joint_inspection.journeys.flow import END, START, Flow
from joint_inspection.journeys.measures import JUDGED, MEASURED, TOO_RECENT, Measure, State
from joint_inspection.journeys.spans import State as Stands
from joint_inspection.journeys.timeline import Lane, Timeline
from joint_inspection_web.design.drawings import bars, curve, journey
from joint_inspection_web.design.drawings.ways import Band, Box, ways
from joint_inspection_web.design.words import plural
from joint_inspection_web.journeys.cohort import Counts

LETTERS = {
    State.IN_TIME: ("T", "main"), State.LATE: ("L", "2"), State.OPEN_PAST: ("O", "1"),
    State.DONE_EARLY: ("E", "soft"), State.NOT_YET_DUE: ("N", "plain"),
    State.DONE: ("D", "main"), State.OPEN: ("O", "plain"),
}  # fmt: skip
"""Each state's letter and tone."""
STANDS = {
    Stands.IN_TIME: ("T", "main"), Stands.LATE: ("L", "2"), Stands.OVERDUE: ("O", "1"),
    Stands.NOT_YET_DUE: ("N", "plain"), Stands.CANNOT_TELL: ("?", "soft"), Stands.STOPPED: ("S", "soft"),
}  # fmt: skip
FEW = "too few to show"
LONG = 550
"""Days of a journey beyond which its picture begins later, so that the latest year can be read."""


def legend(states: Iterable[State]) -> list[tuple[str, str, str]]:
    """Letter, tone and words of each state."""
    return [(*LETTERS[state], str(state)) for state in states]


def children_picture(counts: Counts) -> Markup:
    """One bar for each group; a hidden one says so."""
    rows = [
        bars.Row(
            name=name,
            parts=(bars.Part(size=number, tone="main", says=f"{name}: {plural(number, 'child', 'children')}"),)
            if number is not None
            else (),
            note=f"{number:,}" if number is not None else FEW,
        )
        for name, number in counts.rows
    ]
    return bars.bars(
        rows, id=f"by-{counts.id}", title=f"Children by {counts.title.lower()}",
        describes="The table after the picture says the same.",
    )  # fmt: skip


def clocks_picture(measures: Sequence[Measure]) -> Markup:
    """One bar of equal length for each clock: which shares were in time, late, or are open past the limit."""
    rows = [bars.Row(name=one.clock.title, parts=_judged(one), note=_of(one)) for one in measures]
    return bars.bars(
        rows, id="clocks", title="Clocks with a limit", whole=True,
        describes="Shares of all that can be judged. The table after the picture says the same.",
    )  # fmt: skip


def states_picture(measure: Measure) -> Markup:
    """All starts of one clock by what can be said of them."""
    groups = (("Can be judged", JUDGED), ("Too recent to tell", TOO_RECENT)) if measure.clock.limit is not None else (
        ("All", MEASURED),
    )  # fmt: skip
    rows = [
        bars.Row(name=name, parts=_parts(measure, states), note=_hidden(measure, states)) for name, states in groups
    ]
    return bars.bars(
        rows, id="states", title="How it stands on the day of the lists",
        describes=". ".join(f"{state}: {_said(number)}" for state, number in measure.counts.items()),
    )  # fmt: skip


def curve_picture(measure: Measure) -> Markup:
    """The share still waiting after so long."""
    spread = measure.spread
    return curve.falling(
        [(step.time, step.waiting) for step in spread.curve.steps],
        until=spread.curve.seen_until, limit=spread.limit, unit=f"{measure.clock.counts} since the start",
        id="curve", title="Share still waiting, by time since the start",
        describes="Everybody is counted for as long as they were seen. Falls in steps of at least five children.",
    )  # fmt: skip


def ways_picture(flow: Flow) -> Markup:
    """Steps as boxes, ways between them as bands."""
    places = {step.id: place for place, step in enumerate(flow.steps)}
    titles = {step.id: step.title for step in flow.steps}
    bands = [
        Band(
            begin=places[link.begin], end=places[link.end], size=link.children,
            says=f"{titles[link.begin]} to {titles[link.end].lower()}: {plural(link.children, 'child', 'children')}",
        )
        for link in flow.links
        if link.begin != START and link.end != END
    ]  # fmt: skip
    boxes = [Box(name=step.title, size=flow.at[step.id]) for step in flow.steps]
    return ways(
        boxes, bands, id="ways", title="Ways from the front door to an outcome",
        describes="Boxes are steps, bands are children who went from one to the next. The table says the same.",
    )  # fmt: skip


def journey_picture(found: Timeline) -> Markup:
    """One child's lanes, with the latest year readable."""
    first = beginning(found)
    return journey.journey(
        [_lane(lane) for lane in found.lanes], first=first, last=max(found.days, first + 1), id="journey",
        title="One child’s journey", describes="The same is written out in words below the picture.",
    )  # fmt: skip


def beginning(found: Timeline) -> int:
    """The day on which the picture begins."""
    return 0 if found.days <= LONG else found.days - LONG


def _lane(lane: Lane) -> journey.Lane:
    marks = tuple(
        journey.Mark(day=each.day, number=each.order + 1, says=f"Day {each.day}: {each.title}") for each in lane.moments
    )
    clocks = tuple(
        journey.Stretch(
            first=bar.first, last=bar.last, due=bar.due, name=bar.title, tone=STANDS[bar.state][1],
            letter=STANDS[bar.state][0], says=f"{bar.title}: {bar.says}. Days {bar.first} to {bar.last}",
        )
        for bar in lane.bars
    )  # fmt: skip
    gaps = tuple(
        journey.Stretch(
            first=gap.first, last=gap.last, gap=True, name=f"silent for {gap.last - gap.first} days",
            says=f"{lane.title} {gap.why}. Days {gap.first} to {gap.last}",
        )
        for gap in lane.gaps
    )  # fmt: skip
    return journey.Lane(name=lane.title, marks=marks, stretches=clocks + gaps)


def _judged(measure: Measure) -> tuple[bars.Part, ...]:
    """Three parts where each may be shown, else two, else none."""
    parts = _parts(measure, JUDGED)
    if parts or measure.share is None or measure.in_time is None or measure.can_be_judged is None:
        return parts
    rest = measure.can_be_judged - measure.in_time
    letter, tone = LETTERS[State.IN_TIME]
    return (
        bars.Part(size=measure.in_time, tone=tone, letter=letter, says=f"in time: {measure.in_time:,}"),
        bars.Part(size=rest, tone="2", letter="L", says=f"late, or open past the limit: {rest:,}"),
    )


def _parts(measure: Measure, states: Sequence[State]) -> tuple[bars.Part, ...]:
    counts = [(state, measure.counts[state]) for state in states]
    if any(number is None for _, number in counts):
        return ()
    return tuple(
        bars.Part(size=number or 0, tone=LETTERS[state][1], letter=LETTERS[state][0], says=f"{state}: {number:,}")
        for state, number in counts
    )


def _of(measure: Measure) -> str:
    if measure.share is None:
        return "none yet" if measure.can_be_judged == 0 else FEW
    return f"{measure.in_time:,} of {measure.can_be_judged:,}"


def _hidden(measure: Measure, states: Sequence[State]) -> str:
    numbers = [measure.counts[state] for state in states]
    return FEW if None in numbers else f"{sum(number or 0 for number in numbers):,}"


def _said(number: int | None) -> str:
    return FEW if number is None else plural(number, "child", "children")
