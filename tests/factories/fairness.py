"""Invented evidence, findings, points and evaluations of an inspection."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

import factories
from factories import child_files, notebook
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.evidence.models import Version
from joint_inspection_web.fairness.actions import findings, replies
from joint_inspection_web.fairness.children import by_marks, tracked
from joint_inspection_web.fairness.models import FindingVersion, Point
from joint_inspection_web.fairness.written import FindingIn
from joint_inspection_web.inspections.models import Body, Inspection
from joint_inspection_web.samples import actions as samples

WORDS = "Plans are written late and nobody tells the family"
"""What may be read by nobody whom it is not for."""


def body(inspection: Inspection, kind: str = "council") -> Body:
    """The agency of a kind that is inspected."""
    return inspection.bodies.get(kind=kind)


def noted(inspection: Inspection, *, by: Person, **said: Any) -> str:
    """The id of an item that somebody noted."""
    receipt = notebook.kept(inspection, by=by, **said)
    return str(Version.objects.get(pk=receipt.version).note_id)


def hearsay(inspection: Inspection, *, by: Person, **said: Any) -> str:
    """What the police say of the council."""
    told = {"speaker": "agency", "speaker_agency": body(inspection, "police").code, "directness": "told_by_another",
            "method": "interview", "text": "They never come when we ask them to"}  # fmt: skip
    return noted(inspection, by=by, **told | said)


def enough(inspection: Inspection, *, by: Person, **said: Any) -> list[str]:
    """Items about the council that are enough by the framework's rule: two records, a child's view."""
    child = {"method": "child", "speaker": "child", "directness": "told_by_subject", "text": "Nobody asked me"}
    return [
        noted(inspection, by=by, **said),
        noted(inspection, by=by, **said),
        noted(inspection, by=by, **said | child),
    ]


def written(inspection: Inspection, **said: Any) -> dict[str, Any]:
    """A finding about the council as somebody writes it."""
    made = {
        "criterion": notebook.criterion(inspection), "about": [body(inspection).code], "direction": "weakness",
        "text": WORDS, "supports": [], "against": [], "waiver": "",
    }  # fmt: skip
    return made | said


def drafted(inspection: Inspection, *, by: Person, **said: Any) -> FindingVersion:
    """A finding that stands."""
    supports = said.pop("supports", None) or enough(inspection, by=by)
    says = FindingIn.sent(written(inspection, supports=supports, **said))
    return findings.draft(inspection, says=says, by=by, at=timezone.now())


def put(inspection: Inspection, *, by: Person, kind: str = "council", **said: Any) -> Point:
    """A point put to an agency, on a record that an inspector read."""
    code = body(inspection, kind).code
    shown = said.pop("shown", None) or [noted(inspection, by=by, agency=code)]
    asked = {"criterion": notebook.criterion(inspection), "text": WORDS, "shown": shown} | said
    return replies.put_point(inspection, body=code, **asked, by=by, at=timezone.now())


def with_children() -> tuple[Inspection, Person, list[str]]:
    """An inspection with its lead and the children whose cases are tracked."""
    inspection = child_files.announced()
    lead = child_files.inspector(inspection, role="lead_inspector")
    samples.seal_draw(inspection, by=lead, at=factories.NOW)
    child_files.accepted(child_files.council(inspection), content=child_files.lists(child_files.children(28)))
    samples.draw_sample(inspection, theme=None, tracked=5, sampled=None, by=lead, at=timezone.now())
    return inspection, lead, tracked(inspection)


def mark_of(inspection: Inspection, child: str) -> str:
    """What stands for a child tracked in an address."""
    return next(mark for mark, each in by_marks(inspection).items() if each == child)
