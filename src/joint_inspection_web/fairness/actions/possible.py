"""At which stages may findings be written, points put and concerns referred?"""

from __future__ import annotations

from joint_inspection.errors import NotPossible, Problem, invalid
from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.model import Framework
from joint_inspection_web.fairness.rules import inspected
from joint_inspection_web.inspections.models import EVIDENCE_STAGES, FIELDWORK_DONE, UNANNOUNCED, Body, Inspection

LONGEST = 5_000
"""Characters of a finding, a point, an answer."""
STAGES = (*EVIDENCE_STAGES, FIELDWORK_DONE)


def expect_going_on(inspection: Inspection) -> Framework:
    """The framework of an inspection that is going on; raises NotPossible where it was called off or put off."""
    stage = inspection.stage
    if stage not in STAGES:
        raise NotPossible(f"This inspection is {stage.replace('_', ' ')}: nothing can be added")
    return find(inspection.framework)


def expect_announced(inspection: Inspection) -> Framework:
    """The framework of an inspection that its area knows of; raises NotPossible before that."""
    if inspection.stage == UNANNOUNCED:
        raise NotPossible("The area has not been told of this inspection yet")
    return expect_going_on(inspection)


def body_of(inspection: Inspection, code: str, *, where: str = "about") -> Body:
    """The body inspected that has this code; raises InvalidInput."""
    for body in inspected(inspection):
        if body.code == code:
            return body
    raise invalid(where, "Choose a body that is inspected here")


def text_problems(text: str, *, where: str = "text", says: str) -> list[Problem]:
    """A text that is missing or too long."""
    if not text.strip():
        return [Problem(where=where, says=says)]
    if len(text) > LONGEST:
        return [Problem(where=where, says=f"Write at most {LONGEST:,} characters")]
    return []


def criterion_problems(criterion: str, framework: Framework, *, needed: bool = True) -> list[Problem]:
    """A criterion that the framework does not have."""
    if criterion in {each.id for each in framework.criteria} or not (criterion or needed):
        return []
    return [Problem(where="criterion", says="Choose a criterion of the framework")]
