"""How does a planner read a programme? By state of each area, by week, by area, and by load on each inspectorate."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from joint_inspection.areas import Area, load_register
from joint_inspection.dates import add_months, monday_of
from joint_inspection.frameworks.load import published
from joint_inspection.programmes.due import due
from joint_inspection.programmes.model import DueWindow, Visit
from joint_inspection.programmes.settings import Capacity, load_settings
from joint_inspection_web.design.drawings.cartogram import Cell
from joint_inspection_web.design.words import sentence
from joint_inspection_web.frameworks.grades import framework_of
from joint_inspection_web.programmes import known
from joint_inspection_web.reports.published import publications_in_force

WEEK = timedelta(weeks=1)


@dataclass(frozen=True, kw_only=True)
class State:
    """How an area stands towards the next full inspection that a rule expects."""

    letter: str
    tone: str
    says: str

    @property
    def title(self) -> str:
        """The same beside its letter in a table."""
        return sentence(self.says)


OVERDUE = State(letter="O", tone="1", says="overdue: the window has closed")
OPEN = State(letter="N", tone="2", says="now: the window is open")
SOON = State(letter="Y", tone="3", says="within a year: the window opens in the next 12 months")
LATER = State(letter="L", tone="soft", says="later")
NOTHING = State(letter="–", tone="plain", says="nothing due by rule")
STATES = (OVERDUE, OPEN, SOON, LATER, NOTHING)


def full_windows(on: date) -> dict[str, tuple[DueWindow, ...]]:
    """The full inspections that the rules expect, by area."""
    return _full_windows(on, tuple(publications_in_force().values_list("ref", flat=True)))


@lru_cache(maxsize=4)
def _full_windows(on: date, _published: tuple[str, ...]) -> dict[str, tuple[DueWindow, ...]]:
    """The same, worked out once for as long as nothing else is published."""
    found = due(on=on, frameworks=published(), register=load_register(), outcomes=known.outcomes())
    by_area: dict[str, list[DueWindow]] = defaultdict(list)
    for window in found:
        framework = framework_of(window.framework)
        if framework and framework.kind(window.kind).full:
            by_area[window.area].append(window)
    return {area: tuple(windows) for area, windows in by_area.items()}


def state_of(windows: Iterable[DueWindow], *, on: date) -> State:
    """The most pressing of several windows."""
    states = [_state(window, on=on) for window in windows]
    return min(states, key=STATES.index, default=NOTHING)


def _state(window: DueWindow, *, on: date) -> State:
    if window.end < on:
        return OVERDUE
    if window.start <= on:
        return OPEN
    return SOON if window.start <= add_months(on, 12) else LATER


def area_states(*, on: date, framework_id: str = "") -> list[tuple[Area, State, tuple[DueWindow, ...]]]:
    """Each area on a day with its state and windows, for one framework or all."""
    windows_of = full_windows(on)
    found = []
    for area in load_register().active(on):
        windows = tuple(
            window
            for window in windows_of.get(area.ons_code, ())
            if not framework_id or window.framework.partition("@")[0] == framework_id
        )
        found.append((area, state_of(windows, on=on), windows))
    return found


def counts(states: Iterable[tuple[Area, State, tuple[DueWindow, ...]]]) -> list[tuple[State, int]]:
    """How many areas are in each state."""
    found = Counter(state for _, state, _ in states)
    return [(state, found[state]) for state in STATES]


def cells(states: Iterable[tuple[Area, State, tuple[DueWindow, ...]]]) -> list[Cell]:
    """One hexagon for each area that has a place in the layout."""
    return [
        Cell(
            q=area.hexagon[0], r=area.hexagon[1], name=area.name, letter=state.letter, tone=state.tone, says=state.says
        )
        for area, state, _ in states
        if area.hexagon
    ]


def framework_ids(on: date) -> list[str]:
    """The frameworks whose rules expect a full inspection of some area."""
    return sorted({window.framework.partition("@")[0] for windows in full_windows(on).values() for window in windows})


# ---- Load and capacity


@dataclass(frozen=True, kw_only=True)
class Week:
    """One week of one inspectorate: inspectors on site and visits that begin."""

    monday: date
    inspectors: int
    begin: int


def team_of(visit: Visit) -> dict[str, int]:
    """Inspectors that a visit takes, by inspectorate; seats decided each time are not counted before that."""
    framework = framework_of(visit.framework)
    if framework is None or visit.kind not in framework.kind_ids:
        return {}
    return dict(framework.kind(visit.kind).team.size(with_optional=load_settings().count_optional_seats))


def inspectorates_of(visits: Iterable[Visit]) -> list[str]:
    """Every inspectorate that the visits need, the busiest first."""
    busy: Counter[str] = Counter()
    for visit in visits:
        busy.update(team_of(visit))
    return [name for name, _ in busy.most_common()]


def load(visits: Iterable[Visit], *, inspectorate: str, start: date, end: date) -> list[Week]:
    """Inspectors on site in every week from the first to the last."""
    on_site: Counter[date] = Counter()
    begin: Counter[date] = Counter()
    for visit in visits:
        size = team_of(visit).get(inspectorate, 0)
        if not size:
            continue
        begin[monday_of(visit.start)] += 1
        monday = monday_of(visit.start)
        while monday <= visit.end:
            on_site[monday] += size
            monday += WEEK
    first = monday_of(start) if start.weekday() < 5 else monday_of(start) + WEEK
    mondays = [first + WEEK * number for number in range((end - first).days // 7 + 1)]
    return [Week(monday=monday, inspectors=on_site[monday], begin=begin[monday]) for monday in mondays]


def capacity(inspectorate: str) -> int | None:
    """Inspectors that can be on site in one week, nationally; None where nothing limits them."""
    set_to: Capacity | None = load_settings().capacity.get(inspectorate)  # type: ignore[call-overload]
    return set_to.national if set_to else None


def load_rows(weeks: Iterable[Week], *, most: int | None) -> list[list[object]]:
    """Each month: visits that begin, the busiest week, and how much of the capacity it takes."""
    months: dict[date, list[Week]] = defaultdict(list)
    for week in weeks:
        months[week.monday.replace(day=1)].append(week)
    return [
        [
            f"{month:%B %Y}",
            sum(week.begin for week in weeks),
            max(week.inspectors for week in weeks),
            most if most is not None else "no limit",
            f"{max(week.inspectors for week in weeks) / most:.0%}" if most else "",
        ]
        for month, weeks in months.items()
    ]
