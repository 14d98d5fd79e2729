"""How does a person read one area? Who serves it, what was found, and what the published rules expect next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from joint_inspection.areas import Area, Register, load_register
from joint_inspection.frameworks.load import published
from joint_inspection.outcomes import load_outcomes
from joint_inspection.outcomes.model import Outcome
from joint_inspection.programmes.due import due_for, in_force
from joint_inspection.programmes.history import History
from joint_inspection.programmes.model import DueWindow, Visit
from joint_inspection_web.design.drawings.timeline import Lane, Mark
from joint_inspection_web.design.words import day, initials, sentence, title_of
from joint_inspection_web.frameworks.grades import SaidGrade, framework_of, plain_title, said_overall


def history_of(area: Area) -> tuple[Outcome, ...]:
    """Every published visit that counts for the area, its predecessors' too, the newest first."""
    found = load_outcomes().of_area(area.ons_code, load_register())
    return tuple(sorted(found, key=lambda outcome: outcome.when or date.min, reverse=True))


def kind_title(outcome: Outcome | DueWindow | Visit) -> str:
    """The kind of visit in the framework's own words."""
    framework = framework_of(outcome.framework)
    titles = {kind.id: kind.title for kind in framework.kinds} if framework else {}
    return titles.get(outcome.kind, sentence(title_of(outcome.kind)))


def framework_title(ref: str) -> str:
    """The framework's short title, without its version."""
    framework = framework_of(ref)
    return plain_title(framework) if framework else ref


def is_full(outcome: Outcome) -> bool:
    """Whether the area's cycle started again with this visit."""
    framework = framework_of(outcome.framework)
    return framework is None or outcome.kind not in framework.kind_ids or framework.kind(outcome.kind).full


def drawn_as(outcome: Outcome) -> SaidGrade:
    """The letter and tone of one visit: its overall grade or, for a visit between inspections, its kind."""
    if outcome.overall or is_full(outcome):
        return said_overall(outcome)
    title = kind_title(outcome)
    return SaidGrade(title=title, letter=initials(outcome.kind)[:1].lower(), tone="soft")


def history_lanes(outcomes: Sequence[Outcome]) -> list[Lane]:
    """One lane a framework, in the order in which they first came."""
    dated = sorted((outcome for outcome in outcomes if outcome.when), key=lambda outcome: outcome.when or date.min)
    ids = list(dict.fromkeys(outcome.framework.partition("@")[0] for outcome in dated))
    return [
        Lane(
            name=framework_title(each),
            marks=tuple(_mark(outcome) for outcome in dated if outcome.framework.partition("@")[0] == each),
        )
        for each in ids
    ]


def _mark(outcome: Outcome) -> Mark:
    drawn = drawn_as(outcome)
    return Mark(
        on=outcome.when or date.min,
        letter=drawn.letter,
        tone=drawn.tone,
        says=f"{day(outcome.when)}: {kind_title(outcome)}, {said_overall(outcome).title}",
    )


def legend(outcomes: Iterable[Outcome]) -> list[tuple[str, str, str]]:
    """Each letter and tone that the timeline uses, and every wording it stands for, the most used first."""
    used = Counter((drawn.letter, drawn.tone, drawn.title) for drawn in map(drawn_as, outcomes))
    wordings: dict[tuple[str, str], list[str]] = {}
    for letter, tone, title in used:
        wordings.setdefault((letter, tone), []).append(title)
    often = Counter({key: sum(used[*key, title] for title in titles) for key, titles in wordings.items()})
    return [(*key, _either(wordings[key])) for key, _ in often.most_common()]


def _either(titles: list[str]) -> str:
    """'Requires improvement or requires improvement to be good'."""
    first, *others = sorted(titles, key=len)
    return " or ".join([first, *(other[:1].lower() + other[1:] for other in others)])


@lru_cache(maxsize=8)
def known_on(on: date) -> History:
    """Everything published by a date."""
    return History(outcomes=tuple(load_outcomes().all), register=load_register(), frameworks=published(), on=on)


def next_visits(area: Area, *, on: date) -> tuple[DueWindow, ...]:
    """What the published rules expect next, from published outcomes alone."""
    if area.fictional or not area.is_active(on):
        return ()
    found = [
        window
        for framework in in_force(published(), on=on)
        for window in due_for(area, framework=framework, history=known_on(on), on=on)
    ]
    return tuple(sorted(found, key=lambda window: window.start))


def standing(window: DueWindow, *, on: date) -> str:
    """Whether the window is still to come, open or past."""
    if window.end < on:
        return "overdue"
    return "open now" if window.start <= on else "to come"


def agency_rows(area: Area, register: Register, *, on: date) -> list[list[object]]:
    """Who serves the area, and how many other areas each of them serves."""
    return [
        [
            agency.name,
            sentence(title_of(agency.kind)),
            f"{agency.share:.0%}" if agency.share < 1 else "all of it",
            max(len(register.served_by(agency.id, on=on)) - 1, 0),
            "reasonable assumption" if agency.assumed else "published",
        ]
        for agency in area.agencies
    ]
