"""Which numbers may be shown, and which are so small that they could tell of a single child?

A count from 1 to ``threshold`` - 1 is hidden, and so are as many others as it takes that nobody can work it out from
the totals: from what is shown, a hidden small cell may still be anything from 1 to ``threshold`` - 1, and no other
hidden count is certain. Zeros are shown: that nobody was in a group is seldom a fact about somebody. The threshold of
5 is a setting; public bodies use values from 3 to 10.

A table with its totals is a flow without source or sink: each row is a junction, so is each column, and so are the
margins. What a reader cannot know is then what may still flow round through hidden cells alone.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from joint_inspection.errors import Problem, invalid

THRESHOLD = 5
"""The smallest count above nought that is shown."""
TOTAL = -1
"""The row of column totals, and the column of row totals."""
Place = tuple[int, int]
"""Row and column of a cell, each from 0 or ``TOTAL``."""


@dataclass(frozen=True, kw_only=True)
class Counted:
    """A table of counts of children, complete, before anything is hidden. Its totals follow from its cells."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]
    """One tuple a row."""

    def __post_init__(self) -> None:
        if any(count < 0 for row in self.cells for count in row):
            raise invalid("cells", "A count of children is not negative")
        if len(self.cells) != len(self.rows) or any(len(row) != len(self.columns) for row in self.cells):
            raise invalid("cells", "Give one count for each row and column")

    def at(self, row: int, column: int) -> int:
        """The count in a cell, or a total."""
        rows = self.cells if row == TOTAL else (self.cells[row],)
        return sum(sum(each) if column == TOTAL else each[column] for each in rows)


@dataclass(frozen=True, kw_only=True)
class Published:
    """The same table as it may be shown; None is a hidden count, and does not say why it is hidden."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    shown: Mapping[Place, int | None] = field(repr=False)

    def at(self, row: int, column: int) -> int | None:
        """What may be shown of a cell, or of a total."""
        return self.shown[row, column]

    def row(self, name: str) -> tuple[int | None, ...]:
        """A row's counts and, at the end, its total."""
        number = self.rows.index(name)
        return tuple(self.shown[number, column] for column in (*range(len(self.columns)), TOTAL))

    @property
    def totals(self) -> tuple[int | None, ...]:
        """The columns' totals and, at the end, the grand total."""
        return tuple(self.shown[TOTAL, column] for column in (*range(len(self.columns)), TOTAL))

    @property
    def hidden(self) -> frozenset[Place]:
        """Where a count is hidden."""
        return frozenset(place for place, count in self.shown.items() if count is None)


def suppress(counted: Counted, *, threshold: int = THRESHOLD) -> Published:
    """Hide the small counts of a table, and the others that would give them away."""
    flow = _Flow(counted)
    return _hide(counted, flow, usable=flow.above_nought, threshold=threshold)


def suppress_parts(counted: Counted, *, threshold: int = THRESHOLD) -> Published | None:
    """The same where the columns' totals are shown elsewhere, whole; None if they give a part away."""
    flow = _Flow(counted)
    totals = {place for place in flow.counts if place[0] == TOTAL}
    if any(_is_small(flow.counts[place], threshold) for place in totals):
        return None
    published = _hide(counted, flow, usable=flow.above_nought - totals, threshold=threshold)
    return None if check(counted, published, threshold=threshold) else published


def _hide(counted: Counted, flow: _Flow, *, usable: frozenset[Place], threshold: int) -> Published:
    hidden = {place for place, count in flow.counts.items() if _is_small(count, threshold)}
    for place in sorted(hidden):
        for more in (True, False):
            needed = _needed(flow.counts[place], threshold, more=more)
            hidden |= flow.protect(place, among=usable, hidden=hidden, more=more, by=needed)
    shown = {place: None if place in hidden else count for place, count in flow.counts.items()}
    return Published(rows=counted.rows, columns=counted.columns, shown=shown)


def suppress_list(counts: Mapping[str, int], *, threshold: int = THRESHOLD) -> tuple[dict[str, int | None], int | None]:
    """The same for a single list of counts and its total."""
    counted = Counted(rows=tuple(counts), columns=("children",), cells=tuple((count,) for count in counts.values()))
    published = suppress(counted, threshold=threshold)
    return {name: published.row(name)[0] for name in counts}, published.at(TOTAL, TOTAL)


def check(counted: Counted, published: Published, *, threshold: int = THRESHOLD) -> tuple[Problem, ...]:
    """Every way in which a published table says what it should not, or says it wrongly."""
    flow = _Flow(counted)
    return tuple(
        Problem(where=_said(place, counted), says=says)
        for place, count in flow.counts.items()
        if (says := _fault(place, count, flow, published, threshold=threshold))
    )


def may_show(children: int, *, threshold: int = THRESHOLD) -> bool:
    """Say whether a median, a rate or another summary of so many children may be shown."""
    return children >= threshold


def share(part: int | None, whole: int | None, *, threshold: int = THRESHOLD) -> float | None:
    """A proportion, if both its counts are shown and the whole is not small; None otherwise."""
    if part is None or whole is None or not may_show(whole, threshold=threshold):
        return None
    return part / whole


def rounded(counted: Counted, *, to: int = THRESHOLD) -> Published:
    """Instead of hiding: every count, and every total by itself, to the nearest multiple (halves go up)."""
    counts = _Flow(counted).counts
    return Published(
        rows=counted.rows,
        columns=counted.columns,
        shown={place: (2 * count + to) // (2 * to) * to for place, count in counts.items()},
    )


def _is_small(count: int, threshold: int) -> bool:
    return 0 < count < threshold


def _needed(count: int, threshold: int, *, more: bool) -> int:
    """How much larger, or smaller, a reader must hold a hidden small count possible."""
    return max(threshold - 1, 2) - count if more else count - 1


def _fault(place: Place, count: int, flow: _Flow, published: Published, *, threshold: int) -> str | None:
    shown = published.shown[place]
    if shown is not None and shown != count:
        return "It is not the count of the table"
    if shown is not None:
        return f"Hide it: it is from 1 to {threshold - 1}" if _is_small(count, threshold) else None
    more, less = (flow.room(place, hidden=published.hidden, more=way) for way in (True, False))
    if more + less == 0:
        return "It is hidden, and can be worked out from what is shown"
    if (
        TOTAL not in place
        and _is_small(count, threshold)
        and (more < _needed(count, threshold, more=True) or less < _needed(count, threshold, more=False))
    ):
        return f"It is hidden, and what is shown leaves less open than 1 to {threshold - 1}"
    return None


def _said(place: Place, counted: Counted) -> str:
    row, column = place
    return " / ".join(
        ("total" if row == TOTAL else counted.rows[row], "total" if column == TOTAL else counted.columns[column])
    )


class _Flow:
    """A table as a flow: a cell runs from its row to its column, a total back, the grand total closes the circle.

    A reader who knows the rule knows that a hidden count is at least 1, and nothing else about it.
    """

    def __init__(self, counted: Counted) -> None:
        rows, columns = (*range(len(counted.rows)), TOTAL), (*range(len(counted.columns)), TOTAL)
        self.counts = {(row, column): counted.at(row, column) for row in rows for column in columns}
        self._ends = {place: _ends(place) for place in self.counts}
        self._at: dict[str, list[Place]] = {}
        for place, ends in self._ends.items():
            for end in ends:
                self._at.setdefault(end, []).append(place)

    def room(self, place: Place, *, hidden: frozenset[Place], more: bool, most: int = 1_000_000) -> int:
        """How much larger (or smaller) a hidden count could be, as far as the shown ones tell; at most ``most``."""
        return self._push(place, among=hidden, hidden=set(hidden), more=more, by=most)[0]

    def protect(self, place: Place, *, among: frozenset[Place], hidden: set[Place], more: bool, by: int) -> set[Place]:
        """The further counts to hide so that this one could be ``by`` larger (or smaller); the least telling ones."""
        return self._push(place, among=among, hidden=hidden, more=more, by=by)[1]

    @property
    def above_nought(self) -> frozenset[Place]:
        """Every place that may be hidden: noughts are shown."""
        return frozenset(place for place, count in self.counts.items() if count)

    def _push(
        self, place: Place, *, among: frozenset[Place], hidden: set[Place], more: bool, by: int
    ) -> tuple[int, set[Place]]:
        """Move counts round through ``place`` and other cells, as cheaply as possible; what moved, and through where.

        ``hidden`` cells cost nothing. The count itself bounds how far it can fall.
        """
        moved: dict[Place, int] = {}
        used: set[Place] = set()
        done, wanted = 0, by if more else min(by, self.counts[place] - 1)
        while done < wanted and (way := self._way(place, among, hidden | used, moved, more=more)):
            step = min([wanted - done, *(self._falls(each, moved) for each, up in way if not up)])
            for each, up in way:
                moved[each] = moved.get(each, 0) + (step if up else -step)
            used |= {each for each, _ in way}
            done += step
        return done, used

    def _falls(self, place: Place, moved: Mapping[Place, int]) -> int:
        return self.counts[place] + moved.get(place, 0) - 1

    def _way(
        self, place: Place, among: frozenset[Place], free: set[Place], moved: Mapping[Place, int], *, more: bool
    ) -> list[tuple[Place, bool]]:
        """The cheapest way round from one end of a cell to the other: cells that grow (True) or shrink (False)."""
        begin, end = self._ends[place][::-1] if more else self._ends[place]
        best: dict[str, int] = {begin: 0}
        came: dict[str, tuple[str, Place, bool]] = {}
        queue = [(0, begin)]
        while queue:
            cost, here = heapq.heappop(queue)
            if here == end:
                return list(_back(came, begin, end))
            if cost > best[here]:
                continue
            for there, through, up in self._steps(here, place, among, moved):
                total = cost + (0 if through in free else self._cost(through))
                if total < best.get(there, total + 1):
                    best[there], came[there] = total, (here, through, up)
                    heapq.heappush(queue, (total, there))
        return []

    def _steps(
        self, here: str, place: Place, among: frozenset[Place], moved: Mapping[Place, int]
    ) -> Iterator[tuple[str, Place, bool]]:
        for through in self._at[here]:
            first, last = self._ends[through]
            if through == place or through not in among:
                continue
            if here == first:
                yield last, through, True
            elif self._falls(through, moved) > 0:
                yield first, through, False

    def _cost(self, place: Place) -> int:
        """A large count is worth more than a small one, a total more than any cell, the grand total most."""
        return self.counts[place] + 10**7 * sum(part == TOTAL for part in place) ** 4


def _ends(place: Place) -> tuple[str, str]:
    """The junctions that a cell runs from and to; a total runs against the cells of its line."""
    row, column = f"row {place[0]}", f"column {place[1]}"
    return (column, row) if (place[0] == TOTAL) != (place[1] == TOTAL) else (row, column)


def _back(came: Mapping[str, tuple[str, Place, bool]], begin: str, end: str) -> Iterator[tuple[Place, bool]]:
    while end != begin:
        end, through, up = came[end]
        yield through, up


def lines(published: Published) -> Sequence[tuple[str, tuple[int | None, ...]]]:
    """Each row's name with its counts and total, for a page or a file; the totals come last."""
    return [*((name, published.row(name)) for name in published.rows), ("All", published.totals)]
