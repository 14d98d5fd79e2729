"""A small inspection of Elmshire with findings, to recommend something after it. Everybody in it is invented."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from factories.evidence import finding
from joint_inspection.evidence.model import Body, Finding
from joint_inspection.follow_up.duties import Control, duty_register
from joint_inspection.follow_up.recommendations import Inspected, Recommendation, Severity
from joint_inspection.follow_up.repeats import Found, Link
from joint_inspection.follow_up.statement import Statement
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


def action(**given: Any) -> dict[str, Any]:
    """The council sees children within a day, in two of three cases now, in nine of ten by September."""
    return {
        "id": "a1", "says": "See each child within a day.", "answers": ["r1"],
        "owner": {"body": "council", "office": "director_of_childrens_services"}, "resources": "Two more workers",
        "measure": {
            "what": "Children seen in time", "unit": "per cent", "better": "higher",
            "baseline": 66, "baseline_on": "2026-03-02", "target": 90,
        },
        "due": "2026-09-30",
    } | given  # fmt: skip


def statement(**given: Any) -> Statement:
    """What the council answers to one recommendation, in time, with one action."""
    request = {
        "letter": "letter", "to": {"body": "council"}, "published": "2026-03-04", "received": "2026-03-02",
        "due": "2026-06-12", "address": "the mailbox of the inspectorates",
    }  # fmt: skip
    said = {"id": "s1", "request": request, "author": "ann", "sent_on": "2026-06-10", "actions": [action()]} | given
    said["request"] = request | given.get("request", {})
    return Statement.model_validate_json(json.dumps(said, default=str))


def found(id: str, **given: Any) -> Found:
    """A weakness of the council that was published of Somerset: children are not heard."""
    said = {
        "id": id, "area": "E06000066", "framework": "jtai@2022", "inspectorates": ["ofsted", "cqc"],
        "published": "2026-03-02", "about": ["council"], "criterion": "voice", "shared": ["listening"],
        "direction": "weakness", "text": "Children are not asked.",
    } | given  # fmt: skip
    return Found.model_validate_json(json.dumps(said, default=str))


def link(**given: Any) -> Link:
    """The finding ``now`` repeats the finding ``then``."""
    said = {
        "later": "now", "earlier": "then", "kind": "same", "by": "lea", "on": "2026-03-09", "because": "As before.",
    } | given  # fmt: skip
    return Link.model_validate_json(json.dumps(said, default=str))
