"""Of which previous outcomes does a frequency rule speak?"""

from __future__ import annotations

from collections.abc import Callable, Collection

from joint_inspection.frameworks.model import When

Has = Callable[[str, Collection[str]], bool]
"""Whether the previous outcome has, for a judgement, one of these grades of the framework whose rule it is."""


def fits(when: When, *, own: str, refs: Collection[str], has: Has) -> bool:
    """Say whether every condition of a rule of the framework ``own`` holds for a previous full outcome.

    ``refs`` are the names that the outcome's framework answers to, id and ``id@version``; none: never inspected.
    """
    if when.otherwise:
        return True
    if when.never_inspected or not refs:
        return when.never_inspected and not refs
    return (
        any(ref in refs for ref in when.frameworks or (own,))
        and (not when.overall or has("overall", when.overall))
        and all(has(*each) for each in when.judgements.items())
        and all(sum(has(name, each.grades) for name in each.of) >= each.count for each in when.at_least)
        and (not when.any_of or any(has(*each) for each in when.any_of.items()))
    )
