"""What does a framework's policy propose from the single judgements, and why?

Each policy is a function of the grades and of the policy's own data. Where a mean falls half-way between two grades,
or the middle of an even number lies between two, the lower of them is proposed: nobody is told that children are
better served than half of the judgements say.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction

from joint_inspection.errors import InvalidInput, Problem
from joint_inspection.frameworks.advice import unknown
from joint_inspection.frameworks.model import Combination, Limit
from joint_inspection.judgements.model import Grades, Judged, Proposal, exact, listed, words

Made = tuple[int | None, tuple[str, ...]]
"""The place of the proposed grade on the scale, and why."""
HALF = Fraction(1, 2)
ON_ONE_SCALE = frozenset({"median", "limiting", "weighted", "three_way"})
"""Policies whose result is a grade of the scale that their judgements have."""


def combine(grades: Grades, policy: Combination) -> Proposal:
    """What the policy proposes; raises InvalidInput where a judgement that it needs was not given."""
    _check(grades, policy)
    place, because = POLICIES[policy.policy](grades, policy)
    if place is None:
        return Proposal(policy=policy.policy, proposed=None, because=because)
    limits = [each for limit in policy.limits if (each := _limit(limit, grades))]
    lowest = min((place, *(limit for limit, _ in limits)))
    if limits and policy.policy == "limiting":
        because = tuple(says for limit, says in limits if limit == lowest) if lowest < place else because
    because += tuple(says for _, says in limits if says not in because)
    return Proposal(
        policy=policy.policy, proposed=grades.scale[lowest], because=because, limited=bool(limits)
    )  # fmt: skip


def needed(policy: Combination) -> tuple[str, ...]:
    """The judgements without which the policy can say nothing: points and words take what there is."""
    return () if policy.policy in ("points_bands", "narrative") else policy.inputs


def _check(grades: Grades, policy: Combination) -> None:
    """Everything is there, and the policy speaks of grades that there are; raises InvalidInput."""
    problems = [
        Problem(where=f"grades.{each}", says=f"Give the grade of '{each}', which is missing")
        for each in needed(policy) if each not in grades.by_id
    ]  # fmt: skip
    scored = policy.policy == "points_bands" and grades.score is not None
    if not problems and not scored and not grades.of(policy.inputs):
        problems = [Problem(where="grades", says=f"Give the grades of some of: {', '.join(policy.inputs)}")]
    if problems := problems or [*_misfits(grades, policy)]:
        raise InvalidInput(problems)


def _misfits(grades: Grades, policy: Combination) -> Iterator[Problem]:
    """What a framework file of one's own may lack; no published one does."""
    for each in grades.of(policy.inputs):
        if policy.policy in ON_ONE_SCALE and each.scale != grades.scale:
            says = "Judge it on the scale of the result, or choose a policy that needs no common scale"
            yield Problem(where=f"judging.judgements.{each.id}.scale", says=says)
        if policy.policy == "points_bands" and each.grade not in policy.points:
            yield Problem(where="judging.combination.points", says=f"Say how many points '{each.grade}' counts")
    if policy.policy == "points_bands" and not policy.bands:
        yield Problem(where="judging.combination.bands", says="Say from which score each grade is given")
    named = [*(limit.at_most for limit in policy.limits), *(band.grade for band in policy.bands)]
    for grade in named:
        if grade not in grades.scale:
            yield Problem(where="judging.combination", says=unknown("grade", grade, grades.scale))


def _limit(limit: Limit, grades: Grades) -> tuple[int, str] | None:
    """How high the result may be, and why; None where the limit does not apply."""
    hit = [each for each in grades.of(limit.any) if each.grade in limit.grades]
    if not hit:
        return None
    found = listed(f"{each.title}: {words(each.grade)}" for each in hit)
    says = f"{found}. That limits {grades.result} to {words(limit.at_most)} at most."
    return grades.scale.index(limit.at_most), says


def median(grades: Grades, policy: Combination) -> Made:
    """The middle grade; the lower of two where their number is even. People may judge otherwise, with a reason."""
    given = sorted(grades.of(policy.inputs), key=lambda each: each.place)
    low, high = given[(len(given) - 1) // 2], given[len(given) // 2]
    row = ", ".join(words(each.grade) for each in given)
    says = [f"From the worst to the best: {row}. The middle is {words(low.grade)}."]
    if low.place != high.place:
        says = [f"From the worst to the best: {row}. The middle lies between {words(low.grade)} and "
                f"{words(high.grade)}; the lower is proposed."]  # fmt: skip
    return _on(grades, low), (*says, "No mechanical rule binds: inspectors judge the whole.")


def limiting(grades: Grades, policy: Combination) -> Made:
    """The middle grade, held down by any limit that applies: what limits caps the result and never lifts it."""
    place, says = median(grades, policy)
    return place, (*says[:-1], "No judgement limits the result; people judge the whole.")


def weighted(grades: Grades, policy: Combination) -> Made:
    """The mean of the grades, each counted by its weight, to the nearest grade."""
    given = grades.of(policy.inputs)
    weights = weights_of(grades, policy)
    mean = mean_place(given, weights)
    shares = listed(f"{each.title} counts {_per_cent(weights[each.id])}" for each in given)
    says: tuple[str, ...] = (f"{shares}. The mean lies {_between(mean, grades.scale)}.",)
    if grades.weights and policy.weights and (own := _normal(policy.weights)) != weights:
        says += (f"The framework's own weights would propose {words(grades.scale[nearest(mean_place(given, own))])}.",)
    return nearest(mean), says


def weights_of(grades: Grades, policy: Combination) -> dict[str, Fraction]:
    """The weights that count, adding up to one: those given, else the policy's, else the same for each."""
    said = grades.weights or policy.weights
    return _normal({each: said.get(each, 0) for each in policy.inputs} if said else dict.fromkeys(policy.inputs, 1))


def _normal(weights: Mapping[str, float]) -> dict[str, Fraction]:
    whole = sum(map(exact, weights.values()), Fraction())
    if not whole:
        raise InvalidInput([Problem(where="weights", says="Give a weight above nothing to a judgement that counts")])
    return {name: exact(weight) / whole for name, weight in weights.items()}


def mean_place(given: Sequence[Judged], weights: Mapping[str, Fraction]) -> Fraction:
    """The weighted mean of the places on the scale."""
    return sum((weights[each.id] * each.place for each in given), Fraction())


def nearest(mean: Fraction) -> int:
    """The place nearest to a mean; half-way is the lower one."""
    return math.ceil(mean - HALF)


def points_bands(grades: Grades, policy: Combination) -> Made:
    """Points for each grade, as a share of the most possible, fall into bands. A printed score goes first."""
    given = grades.of(policy.inputs)
    if grades.score is not None:
        score, says = grades.score, f"The score printed is {grades.score:g} per cent of the points possible."
    else:
        most = max(policy.points.values()) * len(given)
        points = sum(policy.points[each.grade] for each in given)
        score, says = (
            100 * points / most,
            f"{points:g} of {most:g} points, which is {100 * points / most:.1f} per cent.",
        )
        if len(given) < len(policy.inputs):
            says += f" {len(given)} of {len(policy.inputs)} judgements were given; the others count neither way."
    band = (policy.bands[:1] + tuple(each for each in policy.bands if score >= each.from_score))[-1]
    says += f" From {band.from_score:g} per cent it is {words(band.grade)}."
    return grades.scale.index(band.grade), (says,)


def three_way(grades: Grades, policy: Combination) -> Made:
    """The outcome that inspectorates agree from the criteria as a whole; nothing is added up."""
    (given,) = grades.of(policy.inputs)
    return _on(grades, given), (f"The inspectorates agree one outcome, {words(given.grade)}; nothing is added up.",)


def paired(grades: Grades, policy: Combination) -> Made:
    """Grades side by side."""
    return None, (*_each(grades, policy), "The grades stand side by side; nothing joins them.")


def profile(grades: Grades, policy: Combination) -> Made:
    """A profile of grades, which has no overall."""
    return None, (*_each(grades, policy), "There is no overall grade by design, and its absence is the result.")


def per_inspectorate(grades: Grades, policy: Combination) -> Made:
    """Each inspectorate's own judgements, and those that all make together."""
    says = []
    for inspectorates in dict.fromkeys(each.made_by for each in grades.of(policy.inputs)):
        own = [each for each in grades.of(policy.inputs) if each.made_by == inspectorates]
        found = listed(f"{each.title}: {words(each.grade)}" for each in own)
        says.append(f"{', '.join(inspectorates) or 'All inspectorates together'}. {found}.")
    return None, (*says, "Each inspectorate judges its own; there is no overall grade by design.")


def narrative(grades: Grades, policy: Combination) -> Made:
    """Findings told in words, by how grave they are."""
    given = grades.of(policy.inputs)
    found = [(grade, [each.title for each in given if each.grade == grade]) for grade in grades.scale]
    says = tuple(f"{words(grade).capitalize()}: {listed(titles)}." for grade, titles in found if titles)
    return None, (*says, "Told in words; nothing is graded and nothing is added up.")


def _each(grades: Grades, policy: Combination) -> tuple[str, ...]:
    return tuple(f"{each.title}: {words(each.grade)}." for each in grades.of(policy.inputs))


def _on(grades: Grades, given: Judged) -> int:
    """The place of a judgement's grade on the scale of the result."""
    return grades.scale.index(given.grade)


def _between(mean: Fraction, scale: Sequence[str]) -> str:
    below, above = math.floor(mean), math.ceil(mean)
    if below == above:
        return f"on {words(scale[below])}"
    return f"{_per_cent(mean - below)} of the way from {words(scale[below])} to {words(scale[above])}"


def _per_cent(share: Fraction) -> str:
    return f"{float(100 * share):.3g} per cent"


POLICIES: Mapping[str, Callable[[Grades, Combination], Made]] = {
    "paired": paired, "limiting": limiting, "median": median, "weighted": weighted, "points_bands": points_bands,
    "per_inspectorate": per_inspectorate, "profile": profile, "narrative": narrative, "three_way": three_way,
}  # fmt: skip
