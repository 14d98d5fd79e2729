"""Who rated what how? Ratings of the same units by several people, with gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from joint_inspection.errors import InvalidInput, Problem, invalid
from joint_inspection.frameworks.load import published
from joint_inspection.tables import Row, read_table

NEEDS = ("unit", "rater", "rating")
NO_RATING = frozenset({"", "-", ".", "*", "na", "n/a", "nan", "none", "null"})
"""How a rating that was not given is written."""
MOST_GRADES = 50
"""Different ratings on one scale; more are measurements, for which this is not made."""


@dataclass(frozen=True, kw_only=True)
class Ratings:
    """Ratings by unit and rater, as places on one scale."""

    values: tuple[float, ...]
    """What each rating of the scale counts, the lowest first: numbers as they are, words by their place."""
    scale: tuple[str, ...]
    units: tuple[Mapping[str, int], ...] = field(repr=False)
    """For each unit that somebody rated, the place of each rater's rating."""
    raters: tuple[str, ...] = field(repr=False)

    @property
    def number(self) -> int:
        """How many ratings there are."""
        return sum(map(len, self.units))


def read_ratings(path: Path, *, scale: Sequence[str] = ()) -> Ratings:
    """The ratings of a table with a row each; raises InvalidInput with every row that cannot be used.

    Words need a scale, from the worst to the best; without one, published frameworks are asked for theirs.
    """
    rows = [row for row in read_table(path, needs=NEEDS) if row["rating"].casefold() not in NO_RATING]
    if not rows:
        raise invalid("rating", "Add a row for each rating; there is none", file=path.name)
    words = list(dict.fromkeys(row["rating"] for row in rows))
    known = tuple(scale) or _numbers(words) or _published_scale(words, file=path.name)
    places = {word: place for word in words if (place := _place(word, known)) is not None}
    _check(rows, known, places)
    if len(known) > MOST_GRADES:
        says = f"Rate on a scale of at most {MOST_GRADES} different ratings; there are {len(known)}"
        raise invalid("rating", says, file=path.name)
    units: dict[str, dict[str, int]] = {}
    for row in rows:
        units.setdefault(row["unit"], {})[row["rater"]] = places[row["rating"]]
    raters = dict.fromkeys(row["rater"] for row in rows)
    return Ratings(values=_values(known), scale=known, units=tuple(units.values()), raters=tuple(raters))


def from_rows(rows: Iterable[Sequence[float | None]]) -> Ratings:
    """Ratings as numbers, a row a unit and a column a rater; None where one was not given."""
    rows = [tuple(row) for row in rows]
    values = tuple(sorted({each for row in rows for each in row if each is not None}))
    units = [{str(rater): values.index(each) for rater, each in enumerate(row) if each is not None} for row in rows]
    raters = dict.fromkeys(rater for unit in units for rater in unit)
    return Ratings(values=values, scale=tuple(f"{each:g}" for each in values), raters=tuple(raters),
                   units=tuple(unit for unit in units if unit))  # fmt: skip


def _numbers(words: Sequence[str]) -> tuple[str, ...]:
    """The words in order, where all of them are numbers; each number once, as it was first written."""
    try:
        return tuple(word for _, word in sorted({_number(word): word for word in reversed(words)}.items()))
    except ValueError:
        return ()


def _place(word: str, scale: Sequence[str]) -> int | None:
    """The place of a rating on the scale; 3.0 is 3."""
    slugs = [_slug(each) for each in scale]
    if _slug(word) in slugs:
        return slugs.index(_slug(word))
    try:
        return [_number(each) for each in scale].index(_number(word))
    except ValueError:
        return None


def _number(word: str) -> float:
    number = float(word)
    if number in (float("inf"), float("-inf")) or number != number:
        raise ValueError(word)
    return number


def _values(scale: Sequence[str]) -> tuple[float, ...]:
    try:
        return tuple(map(_number, scale))
    except ValueError:
        return tuple(float(place) for place in range(len(scale)))


def _published_scale(words: Sequence[str], *, file: str) -> tuple[str, ...]:
    """The scale of published frameworks that has all these words; where several have, they must put them alike."""
    scales = (tuple(grade.id for grade in scale.grades) for each in published() for scale in each.judging.scales)
    common = [scale for scale, _ in Counter(scales).most_common() if {_slug(word) for word in words} <= set(scale)]
    alike = {(len(scale), *(scale.index(_slug(word)) for word in words)) for scale in common}
    if len(alike) == 1:
        return common[0]
    says = "Say with --scale in which order these words stand, from the worst to the best, with commas between them"
    raise invalid("rating", says, file=file)


def _slug(word: str) -> str:
    """A word as an id: Requires Improvement is requires_improvement."""
    return "_".join(word.casefold().split())


def _check(rows: Sequence[Row], scale: Sequence[str], places: Mapping[str, int]) -> None:
    problems: list[Problem] = []
    seen: set[tuple[str, str]] = set()
    for row in rows:
        pair = (row["unit"], row["rater"])
        said = [("unit", "Say which unit was rated"), ("rater", "Say who rated it")]
        problems += [row.problem(name, says).problems[0] for name, says in said if not row[name]]
        if row["rating"] not in places:
            problems.append(row.problem("rating", f"Use one of the scale: {', '.join(scale)}").problems[0])
        if pair in seen:
            says = "This rater has rated this unit in a row above; keep one of the two"
            problems.append(row.problem("rater", says).problems[0])
        seen.add(pair)
    if problems:
        raise InvalidInput(problems)
