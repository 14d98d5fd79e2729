"""How much of what one framework looks at does a visit under another cover?

Frameworks meet in the multi-agency criteria that they share. A criterion is covered by the other framework as far as
that one looks at the same shared criteria in the same agencies.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from joint_inspection.frameworks.model import Criterion, Framework

Covered = Literal["fully", "partly", "not"]


@dataclass(frozen=True, kw_only=True)
class Covering:
    """One criterion, and what of it another framework covers."""

    criterion: str
    title: str
    covered: Covered
    by: tuple[str, ...]
    """The other framework's criteria that cover it, whole or in part."""
    left: tuple[str, ...]
    """Shared criteria, with the agency where that is what is missing, at which the other does not look."""


@dataclass(frozen=True, kw_only=True)
class Crosswalk:
    """The criteria of one framework, against another."""

    framework: str
    by: str
    criteria: tuple[Covering, ...]

    @property
    def share(self) -> float:
        """Share of the criteria that are covered fully."""
        return sum(each.covered == "fully" for each in self.criteria) / len(self.criteria)

    @property
    def left(self) -> tuple[Covering, ...]:
        """What a visit under the other framework still leaves to look at."""
        return tuple(each for each in self.criteria if each.covered != "fully")

    def as_json(self) -> dict[str, object]:
        """The outside shape."""
        return {
            "framework": self.framework, "by": self.by, "share": round(self.share, 4), "criteria": self.criteria,
            "left": [each.criterion for each in self.left],
        }  # fmt: skip


def crosswalk(framework: Framework, *, by: Framework) -> Crosswalk:
    """The criteria of ``framework``, each with what a visit under ``by`` covers of it."""
    return Crosswalk(
        framework=framework.ref, by=by.ref, criteria=tuple(_covering(each, by.criteria) for each in framework.criteria)
    )


def _covering(criterion: Criterion, others: Iterable[Criterion]) -> Covering:
    others = [other for other in others if set(other.shared) & set(criterion.shared)]
    wanted = [(shared, agency) for shared in criterion.shared for agency in criterion.agencies or ("",)]
    left = [each for each in wanted if not any(_looks_at(other, *each) for other in others)]
    by = [other.id for other in others if any(_looks_at(other, *each) for each in wanted)]
    covered: Covered = "fully" if wanted and not left else "partly" if len(left) < len(wanted) else "not"
    return Covering(
        criterion=criterion.id, title=criterion.title, covered=covered, by=tuple(by), left=_named(left, wanted)
    )


def _looks_at(criterion: Criterion, shared: str, agency: str) -> bool:
    return shared in criterion.shared and (not agency or not criterion.agencies or agency in criterion.agencies)


def _named(left: Sequence[tuple[str, str]], wanted: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Shared criteria left; with the agencies in brackets where others are covered."""
    names = []
    for shared in dict.fromkeys(shared for shared, _ in left):
        agencies = [agency for each, agency in left if each == shared]
        whole = len(agencies) == sum(each == shared for each, _ in wanted)
        names.append(shared if whole else f"{shared} ({', '.join(agencies)})")
    return tuple(names)
