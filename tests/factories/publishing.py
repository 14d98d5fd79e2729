"""An invented inspection whose fieldwork is over, with what its report is made from."""

from __future__ import annotations

from typing import Any

import factories
from factories import child_files, fairness, notebook, teams
from joint_inspection.frameworks.load import find
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.samples import actions as samples

COUNCIL_LATE = "Plans for children are written too late"
OFFICERS_SEE = "Officers see the child behind each call"


def inspected(*, sampled: bool = False) -> tuple[Inspection, dict[str, Person]]:
    """One whose fieldwork is over: its lead and one inspector of each other inspectorate, a weakness of the council and
    a strength of the police."""
    made = child_files.announced()
    lead = child_files.inspector(made, role="lead_inspector")
    others = [each.code for each in made.bodies.filter(kind="inspectorate").exclude(code="ofsted")]
    people = {"ofsted": lead} | {code: notebook.colleague(made, at=code) for code in others}
    if sampled:
        samples.seal_draw(made, by=lead, at=factories.NOW)
        child_files.accepted(child_files.council(made), content=child_files.lists(child_files.children(28)))
        samples.draw_sample(made, theme=None, tracked=None, sampled=None, by=lead, at=factories.NOW)
    fairness.drafted(made, by=lead, text=COUNCIL_LATE)
    notebook.kept(made, by=lead, child=notebook.CHILD, direction="context", text=notebook.WORDS)
    found_of_police(made, by=people["hmicfrs"])
    teams.accept_gaps(made)
    reach(made, "fieldwork", "fieldwork_done")
    return made, people


def found_of_police(inspection: Inspection, *, by: Person, **said: Any) -> None:
    """A strength of the police, on what was seen there."""
    criterion = next(each.id for each in find(inspection.framework).criteria if each.id.startswith("police"))
    told = {"agency": fairness.body(inspection, "police").code, "criterion": criterion, "direction": "strength"}
    seen = fairness.enough(inspection, by=by, **told)
    fairness.drafted(
        inspection, by=by, text=OFFICERS_SEE, supports=seen, criterion=criterion, about=[told["agency"]],
        direction="strength", **said,
    )  # fmt: skip


@action
def reach(inspection: Inspection, *stages: str) -> None:
    """It got to a stage, whatever stood in the way."""
    rows = [inspection.stages.create(stage=stage, at=factories.NOW) for stage in stages]
    record("inspections.begin_fieldwork", by=None, at=factories.NOW, subject=subject_of(inspection), wrote=rows)
