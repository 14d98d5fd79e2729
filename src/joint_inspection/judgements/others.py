"""What would every other policy have said of the same grades?

The framework's policy was chosen before fieldwork and stands. The others are shown beside it, with plain settings:
the worst grade limits, each judgement counts the same, points lie evenly, outcomes are words of a file beside this one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from joint_inspection.frameworks.model import Band, Combination, Limit
from joint_inspection.judgements.combine import POLICIES, combine
from joint_inspection.judgements.model import Grades, Judged, Proposal, words

SETTINGS = Path(__file__).with_name("others.yaml")


def every_policy(grades: Grades, policy: Combination) -> dict[str, Proposal]:
    """What each policy says: the framework's own as it stands, every other with plain settings."""
    return {
        name: combine(grades, policy) if name == policy.policy else _other(name, grades, policy) for name in POLICIES
    }


def _other(name: str, grades: Grades, own: Combination) -> Proposal:
    given = grades.of(own.inputs)
    scale = given[0].scale if given else grades.scale
    if any(each.scale != scale for each in given) or not given:
        because = "The judgements have no scale in common." if given else "A score alone was given, and no judgements."
        return Proposal(policy=name, proposed=None, because=(because,))
    if name == "three_way":
        return _three_way(given)
    plain = plain_policy(name, inputs=[each.id for each in given], scale=scale)
    return combine(Grades(scale=scale, judged=given, result=grades.result, weights=grades.weights), plain)


def plain_policy(name: str, *, inputs: Sequence[str], scale: Sequence[str]) -> Combination:
    """A policy with plain settings for these judgements."""
    limit = Limit(any=tuple(inputs), grades=(scale[0],), at_most=scale[0])
    return Combination(
        policy=name, says=load_settings()["says"][name], inputs=tuple(inputs),
        limits=(limit,) if name == "limiting" else (),
        points={grade: place for place, grade in enumerate(scale)} if name == "points_bands" else {},
        bands=bands(scale) if name == "points_bands" else (), setting=load_settings()["setting"],
    )  # fmt: skip


def bands(scale: Sequence[str]) -> tuple[Band, ...]:
    """Even bands: each grade begins at the first whole per cent above half-way from the grade below."""
    steps = len(scale) - 1
    starts = [0, *(100 * (2 * place - 1) // (2 * steps) + 1 for place in range(1, len(scale)))]
    return tuple(Band(from_score=start, grade=grade) for start, grade in zip(starts, scale, strict=True))


def _three_way(given: Sequence[Judged]) -> Proposal:
    """Any worst grade gives the worst outcome; all in the upper half of the scale give the best."""
    worst, between, best = load_settings()["three_way"]
    low = [each.title for each in given if each.place == 0]
    upper = [each for each in given if 2 * each.place >= len(each.scale)]
    outcome = worst if low else best if len(upper) == len(given) else between
    why = f"{len(upper)} of {len(given)} judgements lie in the upper half of their scale."
    why = f"The worst grade was given to: {', '.join(low)}." if low else why
    return Proposal(policy="three_way", proposed=outcome, because=(why, f"That would be {words(outcome)}."))


@lru_cache(maxsize=1)
def load_settings() -> Mapping[str, Any]:
    """The plain settings, read."""
    import yaml

    said: dict[str, Any] = yaml.safe_load(SETTINGS.read_text(encoding="utf-8"))
    return said
