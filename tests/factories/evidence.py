"""Small pieces of evidence, findings and whole inspections, to test rules with. Everybody in them is invented."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import yaml

from factories.small import SMALL
from joint_inspection.evidence.model import Body, Direction, Directness, Finding, Item, Quote, Speaker, Strength
from joint_inspection.frameworks.model import Framework

NOON = datetime(2026, 1, 20, 12, 0, tzinfo=UTC)
COUNCIL = Body(code="council", kind="council", name="Elmshire council")
HEALTH = Body(code="health", kind="health", name="Elmshire health board")
POLICE = Body(code="police", kind="police", name="Elmshire police")
OFSTED, CQC = (Body(code=code, kind="inspectorate", name=code.upper()) for code in ("ofsted", "cqc"))
BODIES = (OFSTED, CQC, COUNCIL, HEALTH)


@cache
def framework(*more: str) -> Framework:
    """The harbour check: children are heard (council, health; share ``listening``), leaders know (council)."""
    made: dict[str, Any] = yaml.safe_load(SMALL.read_text(encoding="utf-8"))
    for criterion in made["criteria"]:
        criterion["shared"] = list(more)
    return Framework.model_validate(made)


def item(id: str = "a", **given: Any) -> Item:
    """What an Ofsted inspector read in the council's records: children are not heard."""
    said = {
        "id": id, "criterion": "heard", "about": "council", "author": "p1", "inspectorate": "ofsted",
        "speaker": "inspector", "method": "record", "directness": "seen", "direction": "weakness",
        "strength": "moderate", "noted_at": NOON, "text": "Nobody asked.",
    } | given  # fmt: skip
    kinds = {"speaker": Speaker, "directness": Directness, "direction": Direction, "strength": Strength}
    said |= {name: kind(said[name]) for name, kind in kinds.items()}
    said["quotes"] = tuple(Quote(**quote) for quote in said.get("quotes", ()))
    if isinstance(said.get("happened_on"), str):
        said["happened_on"] = date.fromisoformat(said["happened_on"])
    return Item(**said)


def finding(**given: Any) -> Finding:
    """Children in the council's care are not heard."""
    said = {
        "id": "f", "criterion": "heard", "about": ("council",), "direction": "weakness",
        "text": "Children are not asked.", "supports": ("a",),
    } | given  # fmt: skip
    said |= {name: tuple(said.get(name, ())) for name in ("about", "supports", "against")}
    return Finding(**said | {"direction": Direction(said["direction"])})


def record(**given: Any) -> dict[str, Any]:
    """A whole inspection of Elmshire as its file says it: two items, one finding, nothing wrong."""
    council, police = "council:X99000001", "police:X98000001"
    one = {
        "id": "i1", "criterion": "voice", "about": council, "author": "lead", "inspectorate": "ofsted",
        "speaker": "inspector", "method": "record", "directness": "seen", "direction": "weakness",
        "strength": "strong", "child": "ash-river", "noted_at": "2026-01-20T10:00:00+00:00",
        "text": "Nobody asked what the child wanted.", "experience": True,
    }  # fmt: skip
    other = one | {"id": "i2", "method": "child", "speaker": "child", "directness": "told_by_subject", "outcome": True}
    return {
        "ref": "k3v9", "framework": "jtai@2022", "area": "X99000001", "kind": "thematic", "theme": "domestic_abuse",
        "dates": {"notified": "2026-01-05", "first_day": "2026-01-19", "last_day": "2026-01-23"},
        "bodies": [
            *({"code": code, "kind": "inspectorate", "name": code} for code in ("ofsted", "cqc", "hmicfrs")),
            {"code": council, "kind": "council", "name": "Elmshire council"},
            {"code": police, "kind": "police", "name": "Elmshire police"},
        ],
        "team": [
            {"ref": "lead", "role": "lead_inspector", "inspectorate": "ofsted",
             "competences": ["social_care", "domestic_abuse"]},
            *({"ref": f"o{n}", "role": "team_inspector", "inspectorate": "ofsted"} for n in (1, 2)),
            *({"ref": f"c{n}", "role": "team_inspector", "inspectorate": "cqc"} for n in (1, 2)),
            *({"ref": f"h{n}", "role": "team_inspector", "inspectorate": "hmicfrs", "competences": ["police"]}
              for n in (1, 2)),
        ],
        "children": [{"id": "ash-river", "tracked": True}],
        "evidence": [one, other],
        "findings": [
            {"id": "f1", "criterion": "voice", "about": [council], "direction": "weakness",
             "text": "Children are not asked.", "supports": ["i1", "i2"], "waiver": "The lead: the same everywhere"},
        ],
    } | given  # fmt: skip
