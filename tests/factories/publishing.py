"""An invented inspection whose fieldwork is over, with what its report is made from."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

import factories
from factories import child_files, fairness, notebook, teams
from joint_inspection.follow_up.authorities import Authority
from joint_inspection.follow_up.blockers import NationalBlocker
from joint_inspection.follow_up.duties import Control
from joint_inspection.follow_up.recommendations import Recommendation, Severity
from joint_inspection.frameworks.load import find
from joint_inspection.record.model import Letter
from joint_inspection.record.report import Group
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.fairness.actions.findings import standing
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.reports import drafting, letters, recommending, releasing
from joint_inspection_web.reports.models import LetterDraft, Publication, Recommended
from joint_inspection_web.reports.recommending import NEW
from joint_inspection_web.reports.recording import record_of
from joint_inspection_web.reports.texts import report_of
from joint_inspection_web.samples import actions as samples

MONDAY = datetime(2027, 1, 4, 10, 0, tzinfo=UTC)
"""A working day on which reports are published."""
ASKED = "Ask every child what they want before deciding"
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


def recommended(inspection: Inspection, *, by: Person, **said: Any) -> Recommended:
    """The council is asked for what it decides alone, because of what was found of it."""
    found = next(each for each in standing(inspection) if each.direction == "weakness")
    usual: dict[str, Any] = {
        "id": NEW, "text": ASKED, "to": fairness.body(inspection).code, "function": "pre_proceedings",
        "control": Control.FULL, "severity": Severity.PRIORITY_ACTION, "findings": (found.finding.ref,),
    }  # fmt: skip
    return recommending.recommend(inspection, says=Recommendation(**usual | said), by=by, at=timezone.now())


def letter(inspection: Inspection, *, by: Person, **said: Any) -> LetterDraft:
    """It asks the council's director for a statement of action."""
    who = Authority(body=fairness.body(inspection).code, office="director_of_childrens_services")
    usual = {"id": "letter", "received": "2026-04-01", "asks_for_statement": True, "statement_of": who,
             "statement_to": "statements@inspection.example"}  # fmt: skip
    return letters.say_letter(inspection, says=Letter(**usual | said), by=by, at=timezone.now())


def asked_for(inspection: Inspection, *, by: Person) -> None:
    """One priority action, one improvement, and the letter."""
    recommended(inspection, by=by)
    recommended(inspection, by=by, text="Read each plan again after a month", severity=Severity.IMPROVEMENT)
    letter(inspection, by=by)


def drafted(*, sampled: bool = False) -> tuple[Inspection, dict[str, Person]]:
    """One with recommendation, letter and a draft with which nothing is wrong."""
    made, people = inspected(sampled=sampled)
    lead = people["ofsted"]
    asked_for(made, by=lead)
    drafting.compose_draft(made, by=lead, at=timezone.now())
    written(made, by=lead)
    return made, people


def written(inspection: Inspection, *, by: Person) -> None:
    """What only people can write: a child's experience, the plain versions."""
    report = report_of(inspection)
    ids = {each.text: each.id for each in report.sentences}
    asked, seen = ids[f"{ASKED}."], ids[f"{OFFICERS_SEE}."]
    late = next(each for each in standing(inspection) if each.direction == "weakness").finding.ref
    _add(inspection, "case_studies", "The plan came too late to help.", by=by, findings=(late,))
    looked, then = {"about": "inspection"}, {"about": "inspection"}
    for part in ("summary", "children"):
        for section, text, rests_on in (
            ("what", "We looked at how people here keep children safe.", looked),
            ("who", "We came to see how adults here keep you safe.", looked),
            ("well", "The police think of the child when they come to a home.", {"tells": (seen,)}),
            ("better", "The council must ask each child what they want. It must do so now.", {"tells": (asked,)}),
            ("next", "The council must write down what it will do. We will read it.", then),
            ("you", "You can talk to us. You can talk to a teacher or to a nurse.", then),
        ):
            if section in {each.id for each in getattr(report, part)}:
                _add(inspection, section, text, by=by, part=part, **rests_on)


def _add(inspection: Inspection, section: str, text: str, *, by: Person, part: str = "sections", **rests: Any) -> None:
    drafting.add(inspection, part=part, section=section, text=text, rests_on=rests, by=by, at=timezone.now())


def passed(inspection: Inspection, people: dict[str, Person], *, dissent: str = "") -> None:
    """Two people released the draft, and every inspectorate signed it; the last one differs, if at all."""
    from factories import accuracy

    if inspection.stage != "published":
        accuracy.settled(inspection)
    digest = report_of(inspection).digest
    for person in list(people.values())[:2]:
        releasing.release(inspection, digest=digest, by=person, at=timezone.now())
    for code, person in people.items():
        says = dissent if code == list(people)[-1] else ""
        releasing.sign(inspection, inspectorate=code, digest=digest, dissent=says, by=person, at=timezone.now())


def published(*, sampled: bool = False, **said: Any) -> tuple[Inspection, dict[str, Person], Publication]:
    """One whose report is published."""
    made, people = drafted(sampled=sampled)
    passed(made, people, **said)
    return made, people, releasing.publish(made, by=people["ofsted"], at=MONDAY)


def went_out(inspection: Inspection, *, by: Person) -> Publication:
    """What there is to write of an inspection went out as it is, whatever stood in the way."""
    recommended(inspection, by=by)
    draft = drafting.compose_draft(inspection, by=by, at=timezone.now())
    made = record_of(inspection, words=Words(inspection))
    row = releasing.publication_from(inspection, draft, made, at=timezone.now())
    row.save()
    return row


def whole_story() -> Publication:
    """One whose report was drafted, edited, released, signed with dissent, published, and corrected on the next day."""
    made, people, _ = published(dissent="We saw more of it than the others")
    lead, now = people["ofsted"], timezone.now()
    late = next(each for each in standing(made) if each.direction == "weakness").finding.ref
    releasing.correct(made, reason="A number was wrong", by=lead, at=now)
    recommending.note_blocker(
        made, says=NationalBlocker(id=NEW, text="Pay is set nationally", to="education", function="national_funding",
                                   findings=(late,)), by=lead, at=now,
    )  # fmt: skip
    recommending.withdraw(made, "b1", reason="It was said before", by=lead, at=now)
    drafting.say_population(made, groups=[Group(traits=("age:7",), children=900)], by=lead, at=now)
    passed(made, people)
    return releasing.publish(made, by=lead, at=MONDAY + timedelta(days=1))
