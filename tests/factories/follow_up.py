"""A small inspection of Elmshire with findings, to recommend something after it. Everybody in it is invented."""

from __future__ import annotations

from datetime import date
from typing import Any

from factories.evidence import finding
from joint_inspection.evidence.model import Body, Finding
from joint_inspection.follow_up.duties import Control, duty_register
from joint_inspection.follow_up.recommendations import Inspected, Recommendation, Severity
from joint_inspection.frameworks.load import find

ON = date(2026, 3, 2)
KINDS = ("council", "police", "health", "probation", "youth_justice", "schools", "partnership")
BODIES = (
    Body(code="ofsted", kind="inspectorate", name="Ofsted"),
    *(Body(code=kind, kind=kind, name=f"Elmshire {kind.replace('_', ' ')}") for kind in KINDS),
)


def inspected(**given: Any) -> Inspected:
    """Elmshire and all its agencies, each with a weakness, and the council with a strength."""
    said = {
        "bodies": BODIES, "findings": (*map(weakness, KINDS), finding(id="praise", direction="strength")),
        "framework": find("jtai@2022"), "register": duty_register(), "on": ON,
    } | given  # fmt: skip
    return Inspected(**said)


def weakness(kind: str) -> Finding:
    """Something that one agency does badly; its id is the agency."""
    return finding(id=kind, about=(kind,))


def recommendation(**given: Any) -> Recommendation:
    """The council is asked to see children sooner in enquiries, which it alone decides."""
    said = {
        "id": "r1", "text": "See children sooner.", "to": "council", "function": "enquiries", "control": "full",
        "severity": "improvement", "findings": ("council",),
    } | given  # fmt: skip
    lists = {name: tuple(said[name]) for name in ("findings", "contributors") if name in said}
    kinds = {"control": Control(said["control"]), "severity": Severity(said["severity"])}
    return Recommendation(**said | lists | kinds)
