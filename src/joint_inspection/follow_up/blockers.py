"""What stands in an area's way that no body of the area can change, and whom does it concern?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import Field

from joint_inspection.errors import Problem
from joint_inspection.follow_up.duties import who_holds
from joint_inspection.follow_up.part import Code, Part, Words
from joint_inspection.follow_up.recommendations import Inspected, Recommendation
from joint_inspection.frameworks.advice import unknown
from joint_inspection.frameworks.model import Id


class NationalBlocker(Part):
    """What stands in the way of an area and only the government can change."""

    id: Code
    text: Words = Field(repr=False)
    to: Id
    """The department, in the duty register."""
    function: Id
    blocks: tuple[Code, ...] = ()
    """The recommendations that it holds up."""
    findings: tuple[Code, ...]


def check_blocker(
    blocker: NationalBlocker, recommendations: Iterable[Recommendation], inspected: Inspected
) -> tuple[Problem, ...]:
    """Everything wrong with a national blocker: local bodies are asked in recommendations."""
    return tuple(_blocker(blocker, {each.id for each in recommendations}, inspected))


def _blocker(blocker: NationalBlocker, known: set[str], inspected: Inspected) -> Iterator[Problem]:
    register = inspected.register
    if blocker.to not in register.departments:
        yield Problem(where="to", says=unknown("department", blocker.to, register.departments))
    if not register.has(blocker.function):
        yield Problem(where="function", says=unknown("function", blocker.function, (f.id for f in register.functions)))
    elif not (function := register.function(blocker.function)).is_national(inspected.on):
        says = f"Bodies of the area can do this: recommend it to {who_holds(function, inspected.on)}"
        yield Problem(where="function", says=says)
    if missing := [id for id in blocker.blocks if id not in known]:
        yield Problem(where="blocks", says=f"There is no recommendation {missing[0]}: take it out")
    found = {each.id for each in inspected.findings}
    if not blocker.findings:
        yield Problem(where="findings", says="Say from which findings it follows")
    for id in blocker.findings:
        if id not in found:
            yield Problem(where="findings", says=f"There is no finding {id}: take it out, or make the finding first")
