"""A whole inspection of Elmshire with its final report, signed and released. Everybody in it is invented."""

from __future__ import annotations

import json
from typing import Any

from factories.evidence import record
from joint_inspection.record import InspectionRecord
from joint_inspection.record.report import Count, Paragraph, Report, Section
from joint_inspection.reports.compose import compose
from joint_inspection.reports.edit import added

COUNCIL, POLICE, HEALTH = "council:X99000001", "police:X98000001", "health:XQ1"
CHILDREN = ("ash-river", "birch-hill", "cedar-lake", "damson-field", "elder-moor", "fir-brook")
LIGHTLY = tuple(f"gorse-{number}" for number in range(1, 13))
TRACKED = {"criterion": "voice", "about": COUNCIL, "method": "tracked_case", "direction": "weakness"}


def item(id: str, **given: Any) -> dict[str, Any]:
    """What an Ofsted inspector saw at the council."""
    return {
        "id": id, "criterion": "voice", "about": COUNCIL, "author": "lead", "inspectorate": "ofsted",
        "speaker": "inspector", "method": "record", "directness": "seen", "direction": "weakness", "strength": "strong",
        "noted_at": "2026-01-20T10:00:00+00:00", "text": "Nobody asked what the child wanted.", "experience": True,
    } | given  # fmt: skip


def evidence() -> list[dict[str, Any]]:
    """Six children followed, each read and heard; two observations; the police and health read too."""
    read = [item(f"t{n}", method="tracked_case", child=child, outcome=True) for n, child in enumerate(CHILDREN, 1)]
    heard = [
        item(f"v{n}", method="child", speaker="child", directness="told_by_subject", child=child)
        for n, child in enumerate(CHILDREN, 1)
    ]
    police = {"criterion": "police_practice", "about": POLICE, "author": "h1", "inspectorate": "hmicfrs",
              "direction": "strength", "experience": False}  # fmt: skip
    health = {"criterion": "health_practice", "about": HEALTH, "author": "c1", "inspectorate": "cqc",
              "experience": False}  # fmt: skip
    return [
        *read, *heard,
        item("p1", **police), item("p2", **police | {"method": "observation"}),
        item("p3", **police | {"method": "interview", "speaker": "agency", "speaker_agency": POLICE,
                               "directness": "told_by_subject"}),
        item("h1", **health), item("h2", **health | {"method": "observation"}),
        item("h3", **health | {"method": "interview", "speaker": "agency", "speaker_agency": HEALTH,
                               "directness": "told_by_subject"}),
        item("x1", **police | {"direction": "weakness", "about": HEALTH, "criterion": "health_practice",
                               "speaker": "agency", "speaker_agency": POLICE, "directness": "told_by_another",
                               "method": "interview"}),
    ]  # fmt: skip


def finding(id: str, text: str, supports: list[str], **given: Any) -> dict[str, Any]:
    """What was found of the council."""
    return {
        "id": id, "criterion": "voice", "about": [COUNCIL], "direction": "weakness", "text": text,
        "supports": supports, "waiver": "The lead: enough for an example",
    } | given  # fmt: skip


def told(**given: Any) -> dict[str, Any]:
    """The inspection before its report: three findings, two recommendations, a letter that asks for a statement."""
    team = [each | ({"competences": ["health"]} if each["ref"] == "c1" else {}) for each in record()["team"]]
    return record(
        team=team,
        bodies=[
            {"code": "ofsted", "kind": "inspectorate", "name": "Ofsted"},
            {"code": "cqc", "kind": "inspectorate", "name": "the Care Quality Commission"},
            {"code": "hmicfrs", "kind": "inspectorate", "name": "HMICFRS"},
            {"code": COUNCIL, "kind": "council", "name": "Elmshire council"},
            {"code": POLICE, "kind": "police", "name": "Elm Valley Police"},
            {"code": HEALTH, "kind": "health", "name": "Elm and Marl Integrated Care Board"},
        ],
        children=[{"id": child, "tracked": child in CHILDREN} for child in (*CHILDREN, *LIGHTLY)],
        evidence=evidence(),
        findings=[
            finding("f1", "Children are asked too late what they want.", ["t1", "t2", "v1", "v2"]),
            finding("f2", "Officers see the child behind each call.", ["p1", "p2", "p3"],
                    criterion="police_practice", about=[POLICE], direction="strength"),
            finding("f3", "Health staff wait too long for advice.", ["h1", "h2", "h3"],
                    criterion="health_practice", about=[HEALTH]),
        ],
        recommendations=[
            {"id": "r1", "text": "Ask every child what they want before deciding.", "to": COUNCIL,
             "function": "pre_proceedings", "control": "full", "severity": "priority_action", "findings": ["f1"]},
            {"id": "r2", "text": "Give health staff advice within a day.", "to": HEALTH, "function": "own_safeguarding",
             "control": "full", "severity": "improvement", "findings": ["f3"]},
        ],
        letters=[{
            "id": "letter", "dated": "2026-03-02", "received": "2026-03-02", "asks_for_statement": True,
            "statement_due": "2026-06-12", "statement_to": "statements@inspection.example",
            "statement_of": {"body": COUNCIL, "office": "director_of_childrens_services"},
        }],
    ) | given  # fmt: skip


def as_record(said: dict[str, Any]) -> InspectionRecord:
    """A record from what its file says."""
    return InspectionRecord.model_validate_json(json.dumps(said))


def section(id: str, *paragraphs: Paragraph) -> Section:
    """A section of a report."""
    return Section(id=id, paragraphs=paragraphs)


def report(record: InspectionRecord) -> Report:
    """The report that people made of the draft: quantities counted, the plain versions written."""
    made = compose(record)
    ids = {each.text: each.id for each in made.sentences}
    asked, officers = ids["Ask every child what they want before deciding."], ids[
        "Officers see the child behind each call."
    ]  # fmt: skip
    most = Count(word="most", count=4, of=6, what="children followed closely")
    made, _ = added(made, "Most children were not asked what they want.", section="case_studies",
                    findings=("f1",), evidence=("v3", "v4"), counts=(most,))  # fmt: skip
    for part in ("summary", "children"):
        for name, text, rests_on in (
            ("what", "We looked at how people here keep children safe.", {"about": "inspection"}),
            ("who", "We came to see how adults here keep you safe.", {"about": "inspection"}),
            ("well", "The police think of the child when they come to a home.", {"tells": (officers,)}),
            ("better", "The council must ask each child what they want. It must do so now.", {"tells": (asked,)}),
            ("next", "The council must write down what it will do. We will read it.", {"about": "inspection"}),
            ("you", "You can talk to us. You can talk to a teacher or to a nurse.", {"about": "inspection"}),
        ):
            if name in {each.id for each in getattr(made, part)}:
                made, _ = added(made, text, section=name, part=part, **rests_on)
    return made


def published(**given: Any) -> InspectionRecord:
    """The same with its final report, signed by all and released by two."""
    record = as_record(told(**given))
    final = report(record).model_copy(update={"state": "final"})
    return with_report(record, final)


def with_report(record: InspectionRecord, report: Report) -> InspectionRecord:
    """A record with a report that everybody signed and two people released."""
    said = json.loads(record.model_dump_json()) | {
        "report": json.loads(report.model_dump_json()),
        "sign_offs": [{"inspectorate": code, "by": by, "on": "2026-02-26", "digest": report.digest}
                      for code, by in (("ofsted", "lead"), ("cqc", "c1"), ("hmicfrs", "h1"))],
        "releases": [{"by": by, "on": "2026-02-27", "digest": report.digest} for by in ("lead", "c1")],
    }  # fmt: skip
    return as_record(said)
