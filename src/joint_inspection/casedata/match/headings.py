"""Which column of a list does each heading mean?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from joint_inspection.casedata.match.words import closeness, plain
from joint_inspection.casedata.model import ColumnMatch, How
from joint_inspection.frameworks.model import DataField

CLOSE_ENOUGH = 0.8
MARGIN = 0.08
"""By how much the best field must be closer than the second best,"""
TIMES_FURTHER = 3
"""or how many times further from the heading the second best must be: long headings differ in a word only."""
FITS, FITS_NOT = 0.8, 0.5
Fits = Callable[[int, DataField], float]
"""The share of a column's cells that read as a field would have them, by the column's place."""


@dataclass(frozen=True, kw_only=True)
class Heading:
    """The heading of one column."""

    place: int
    """From 0."""
    shown: str
    ways: tuple[str, ...]
    """What it may say: where headings stand over two rows, both together and each alone."""


@dataclass(frozen=True, kw_only=True, order=True)
class _Guess:
    sure: float
    how: How
    place: int
    field: str


def letter(place: int) -> str:
    """The letter of a column: 0 is A, 26 is AA."""
    name = ""
    place += 1
    while place:
        place, left = divmod(place - 1, 26)
        name = chr(65 + left) + name
    return name


def understand_headings(
    headings: Sequence[Heading],
    fields: Sequence[DataField],
    *,
    chosen: Mapping[str, str | None] | None = None,
    fits: Fits | None = None,
) -> tuple[ColumnMatch, ...]:
    """Give each heading the field that it means, best first and no field twice."""
    chosen = chosen or {}
    guesses = [guess for each in headings for guess in [_guess(each, fields, chosen, fits)] if guess]
    taken: dict[int, _Guess] = {}
    fields_taken: set[str] = set()
    for guess in sorted(guesses, key=lambda g: (g.how is not How.CHOSEN, -g.sure, _unfit(g, fields, fits), g.place)):
        if guess.field not in fields_taken:
            taken[guess.place] = guess
            fields_taken.add(guess.field)
    return tuple(_column(each, taken.get(each.place), chosen) for each in headings)


def _column(heading: Heading, guess: _Guess | None, chosen: Mapping[str, str | None]) -> ColumnMatch:
    if guess is None:
        aside = plain(heading.shown) in chosen and chosen[plain(heading.shown)] is None
        how = How.CHOSEN if aside else How.NOT
        return ColumnMatch(column=letter(heading.place), heading=heading.shown, field=None, how=how, sure=1.0 * aside)
    return ColumnMatch(
        column=letter(heading.place), heading=heading.shown, field=guess.field, how=guess.how, sure=round(guess.sure, 2)
    )


def _guess(
    heading: Heading, fields: Sequence[DataField], chosen: Mapping[str, str | None], fits: Fits | None
) -> _Guess | None:
    if (key := plain(heading.shown)) in chosen:
        name = chosen[key]
        return _Guess(sure=1.0, how=How.CHOSEN, place=heading.place, field=name) if name else None
    exact = [field for field in fields if any(plain(way) == plain(field.title) for way in heading.ways)]
    ranked = sorted((_best(heading, field) for field in exact or fields), key=lambda g: -g.sure)
    if not ranked or ranked[0].sure < CLOSE_ENOUGH:
        return None
    if len(ranked) == 1 or _is_clear(ranked[0].sure, ranked[1].sure):
        return ranked[0]
    if ranked[0].how in (How.EXACT, How.KNOWN) and ranked[0].sure > ranked[1].sure:
        return ranked[0]
    return _by_content(ranked, fields, fits)


def _is_clear(best: float, second: float) -> bool:
    return best - second >= MARGIN or (best > second and 1 - second >= TIMES_FURTHER * (1 - best))


def _by_content(ranked: Sequence[_Guess], fields: Sequence[DataField], fits: Fits | None) -> _Guess | None:
    """Of fields equally close, the only one whose kind of value the column holds."""
    if fits is None:
        return None
    by_id = {field.id: field for field in fields}
    tied = [each for each in ranked if ranked[0].sure - each.sure < MARGIN and each.sure >= CLOSE_ENOUGH]
    share = {each.field: fits(each.place, by_id[each.field]) for each in tied}
    good = [each for each in tied if share[each.field] >= FITS]
    if len(good) != 1 or any(share[each.field] >= FITS_NOT for each in tied if each is not good[0]):
        return None
    return _Guess(sure=0.6, how=How.CONTENT, place=good[0].place, field=good[0].field)


def _unfit(guess: _Guess, fields: Sequence[DataField], fits: Fits | None) -> float:
    """Of two columns with one heading, the one that holds what is asked for comes first."""
    field = next((each for each in fields if each.id == guess.field), None)
    return 1 - fits(guess.place, field) if fits and field else 0.0


def _best(heading: Heading, field: DataField) -> _Guess:
    found = max((_means(way, field.id, field.title, field.also) for way in heading.ways), key=lambda each: each[0])
    return _Guess(sure=found[0], how=found[1], place=heading.place, field=field.id)


@lru_cache(maxsize=100_000)
def _means(way: str, field_id: str, title: str, also: tuple[str, ...]) -> tuple[float, How]:
    """How surely a heading means a field."""
    key = plain(way)
    if not key:
        return 0.0, How.NOT
    if key == plain(title):
        return 1.0, How.EXACT
    if key == plain(field_id) or key in {plain(each) for each in also}:
        return 0.98, How.KNOWN
    close = max(closeness(way, title), *(0.98 * closeness(way, each) for each in also), 0.0)
    return close, How.CLOSE
