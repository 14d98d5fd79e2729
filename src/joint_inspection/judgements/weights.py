"""How much do the weights matter: what share of all weights leads to each grade, and how little flips the result?

A share of weights says how far the result depends on a choice that nobody has to make in one way. It is no
probability: no weighting is likelier than another, and nothing here says how likely a grade is to be right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from joint_inspection.errors import InvalidInput, Problem, invalid
from joint_inspection.judgements.combine import HALF, nearest
from joint_inspection.judgements.model import Grades, Judged, exact, words
from joint_inspection.judgements.nearest import Move, least_each, least_moved
from joint_inspection.judgements.simplex import MOST_CORNERS, Allowed, allowed, bounds_of, corners, highest, share_up_to

LABEL = "a share of weights, not a probability"


@dataclass(frozen=True, kw_only=True)
class Shares:
    """The share of allowed weights that leads to each grade, from the worst to the best."""

    share: Mapping[str, float]
    method: str
    """``exact``, or ``monte-carlo`` with its number of draws and its seed."""
    error: float
    """How far a share may be off: nothing where it is exact."""


@dataclass(frozen=True, kw_only=True)
class Nudge:
    """How little of the weights has to change for another grade."""

    grade: str
    moved: float
    """The least share of all weight that has to go from some judgements to others; any more flips the result."""
    moved_weights: Mapping[str, float]
    largest: float
    """The least that the largest change of one weight can be; any more flips the result."""
    largest_weights: Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """A stretch of one judgement's weight on which the result is the same, the others keeping their proportions."""

    start: float
    end: float
    grade: str


def shares(grades: Grades, bounds: Mapping[str, tuple[float, float]], *, seed: int) -> Shares:
    """The share of weights within bounds that leads to each grade; raises InvalidInput where there are none."""
    weights = admissible(grades, bounds)
    if corners(weights) > MOST_CORNERS:
        return _drawn(grades, weights, seed=seed)
    values = _values(grades)
    steps = [Fraction(0), *(share_up_to(place + HALF, values, weights) for place in range(len(grades.scale)))]
    found = {grade: float(steps[place + 1] - steps[place]) for place, grade in enumerate(grades.scale)}
    return Shares(share=found, method="exact", error=0.0)


def _drawn(grades: Grades, weights: Allowed, *, seed: int) -> Shares:
    from joint_inspection.judgements.draws import DRAWS, draw_shares

    share, error = draw_shares([each.place for each in grades.judged], weights, grades=len(grades.scale), seed=seed)
    method = f"monte-carlo of {DRAWS} draws, seed {seed}; the error holds in 95 of 100"
    return Shares(share=dict(zip(grades.scale, share, strict=True)), method=method, error=error)


def admissible(grades: Grades, bounds: Mapping[str, tuple[float, float]]) -> Allowed:
    """The weights that bounds allow; raises InvalidInput with advice where they allow none."""
    known = [each.id for each in grades.judged]
    problems = [Problem(where=f"bounds.{each}", says=f"'{each}' has no grade; give it one, or take its bounds out")
                for each in bounds if each not in known]  # fmt: skip
    problems += [Problem(where=f"bounds.{name}", says="Give the least weight first, then the greatest")
                 for name, (low, high) in bounds.items() if low > high]  # fmt: skip
    if not known:
        problems.append(Problem(where="grades", says="Give at least one grade"))
    if problems:
        raise InvalidInput(problems)
    found = allowed(bounds_of(known, bounds))
    if found is None:
        raise invalid("bounds", "No weights add up to one within these bounds; widen some of them")
    return found


def given_weights(grades: Grades, within: Allowed) -> tuple[Fraction, ...]:
    """The weights given, adding up to one, else equal ones, else those in the middle of what bounds allow.

    Raises InvalidInput where bounds forbid the weights given.
    """
    said = [exact(grades.weights.get(each.id, 0 if grades.weights else 1)) for each in grades.judged]
    if not sum(said):
        raise invalid("weights", "Give a weight above nothing to at least one judgement")
    found = tuple(each / sum(said) for each in said)
    outside = [
        Problem(where=f"weights.{each.id}", says=f"{float(weight):.3g} of all weight is outside its bounds; change one")
        for each, weight, low, high in zip(grades.judged, found, within.least, within.most, strict=True)
        if not low <= weight <= high
    ]  # fmt: skip
    if outside and grades.weights:
        raise InvalidInput(outside)
    return within.middle if outside else found


def result_of(grades: Grades, weights: Sequence[Fraction]) -> str:
    """The grade to which weights lead."""
    return grades.scale[nearest(_mean(grades.judged, weights))]


def nudges(grades: Grades, bounds: Mapping[str, tuple[float, float]]) -> tuple[Nudge, ...]:
    """How little takes the result one grade down, and one up, where bounds allow either."""
    within = admissible(grades, bounds)
    weights = given_weights(grades, within)
    values = _values(grades)
    here = nearest(_mean(grades.judged, weights))
    found = []
    for there, edge in ((here - 1, here - HALF), (here + 1, here + HALF)):
        if 0 <= there < len(grades.scale) and _reaches(values, within, edge, up=there > here):
            moves = [each(edge, values, weights, within) for each in (least_moved, least_each)]
            found.append(_nudge(grades, grades.scale[there], *moves))
    return tuple(found)


def stretches(grades: Grades, judgement: str) -> tuple[Stretch, ...]:
    """How the result would change if one judgement counted anything from nothing to everything."""
    weights = dict(zip((each.id for each in grades.judged), given_weights(grades, admissible(grades, {})), strict=True))
    one = grades.by_id[judgement]
    others = [each for each in grades.judged if each.id != judgement]
    rest = sum(weights[each.id] for each in others)
    mean = _mean(others, [weights[each.id] / rest if rest else Fraction(1, len(others)) for each in others])
    if not others:
        return (Stretch(start=0, end=1, grade=one.grade),)
    edges = sorted({(place + HALF - mean) / (one.place - mean) for place in range(len(grades.scale))
                    if one.place != mean})  # fmt: skip
    cuts = [Fraction(0), *(edge for edge in edges if 0 < edge < 1), Fraction(1)]
    found = [(start, end, nearest(mean + (start + end) / 2 * (one.place - mean)))
             for start, end in pairwise(cuts)]  # fmt: skip
    return tuple(Stretch(start=float(start), end=float(end), grade=grades.scale[at]) for start, end, at in found)


def in_words(judgement: Judged, found: Sequence[Stretch]) -> str:
    """One sentence on how much a judgement counts."""
    if len(found) == 1:
        return f"However much {judgement.title} counts, {words(found[0].grade)} is proposed."
    parts = [f"{words(each.grade)} while it counts {_range(each)}" for each in found]
    return f"{judgement.title}: {'; '.join(parts)}, the others keeping their proportions."


def _range(each: Stretch) -> str:
    if each.start == 0:
        return f"up to {100 * each.end:.3g} per cent"
    return f"more than {100 * each.start:.3g} per cent" if each.end == 1 else (
        f"{100 * each.start:.3g} to {100 * each.end:.3g} per cent")  # fmt: skip


def _values(grades: Grades) -> list[Fraction]:
    return [Fraction(each.place) for each in grades.judged]


def _mean(judged: Sequence[Judged], weights: Sequence[Fraction]) -> Fraction:
    return sum((weight * each.place for each, weight in zip(judged, weights, strict=True)), Fraction())


def _reaches(values: Sequence[Fraction], within: Allowed, edge: Fraction, *, up: bool) -> bool:
    """Say whether some allowed weights lead beyond the edge; half-way itself belongs to the lower grade."""
    return highest(values, within) > edge if up else -highest([-value for value in values], within) <= edge


def _nudge(grades: Grades, grade: str, least: Move | None, even: Move | None) -> Nudge:
    if least is None or even is None:
        raise AssertionError("An edge that can be reached was not")
    names = [each.id for each in grades.judged]
    return Nudge(
        grade=grade, moved=float(least.moved), moved_weights=dict(zip(names, map(float, least.weights), strict=True)),
        largest=float(even.largest), largest_weights=dict(zip(names, map(float, even.weights), strict=True)),
    )  # fmt: skip
