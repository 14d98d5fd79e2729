"""Where too many weights are bounded to work their share out: what do weights drawn at random say?

Every chain begins at one allowed set of weights. In each step two weights of it are drawn anew, evenly on what they
have together: that keeps the even spread over all that is allowed, and forgets where it began.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from joint_inspection.judgements.simplex import Allowed

DRAWS = 40_000
STEPS_EACH = 20
"""Steps for each weight."""
Z = 1.96


def draw_shares(values: Sequence[int], weights: Allowed, *, grades: int, seed: int) -> tuple[list[float], float]:
    """The share of drawn weights that leads to each grade, and how far a share may be off in 95 of 100."""
    import numpy as np

    chance = np.random.default_rng(seed)
    least, most = (np.array(each, dtype=float) for each in (weights.least, weights.most))
    drawn = np.tile(np.array(weights.middle, dtype=float)[:, None], (1, DRAWS))
    for _ in range(STEPS_EACH * len(values)):
        one, other = chance.choice(weights.free, 2, replace=False)
        both = drawn[one] + drawn[other]
        low, high = np.maximum(least[one], both - most[other]), np.minimum(most[one], both - least[other])
        drawn[one] = low + (high - low) * chance.random(DRAWS)
        drawn[other] = both - drawn[one]
    places = np.ceil(np.array(values, dtype=float) @ drawn - 0.5).astype(int)
    share = np.bincount(np.clip(places, 0, grades - 1), minlength=grades) / DRAWS
    return share.tolist(), Z * max(math.sqrt(p * (1 - p) / DRAWS) for p in share)
