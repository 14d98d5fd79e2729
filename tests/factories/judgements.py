"""Invented inspections in which inspectorates judge together."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

import factories
from factories import child_files, fairness, notebook
from joint_inspection.frameworks.load import find
from joint_inspection.judgements.given import scale_of
from joint_inspection.judgements.views import View
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.evidence.reading import outlines
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import FIELDWORK, Inspection
from joint_inspection_web.judgements import actions, asking
from joint_inspection_web.judgements.deciding import Agreed, decide
from joint_inspection_web.judgements.models import Asked, Round, Waiver
from joint_inspection_web.judgements.policy import choices_of, viewed

WORDS = "Nobody had asked Gwendolen what she wanted to happen"
"""What may be read by nobody before the reveal."""


GRADED = {"framework": "multi-inspectorate@2012", "kind": "inspection"}
"""A framework that weighs the grades of several inspectorates."""


def on_site(*inspectorates: str, **under: str) -> tuple[Inspection, list[Person]]:
    """An inspection on site, its lead of Ofsted and one person of each other inspectorate."""
    made = child_files.announced(**under)
    lead = child_files.inspector(made, role="lead_inspector")
    others = [notebook.colleague(made, at=code) for code in inspectorates]
    begin(made)
    return made, [lead, *others]


@action
def begin(inspection: Inspection) -> None:
    """Fieldwork has begun, whatever stood in the way."""
    stage = inspection.stages.create(stage=FIELDWORK, at=factories.NOW)
    record("inspections.begin_fieldwork", by=None, at=factories.NOW, subject=subject_of(inspection), wrote=[stage])


def evidence(inspection: Inspection, *, by: Person) -> None:
    """Under the first criterion of each judgement: an experience, an outcome, and something that speaks against."""
    framework = find(inspection.framework)
    for judgement in viewed(framework):
        criterion = next(each.id for each in framework.criteria if each.judgement == judgement.id)
        child = {"method": "child", "speaker": "child", "directness": "told_by_subject", "text": WORDS}
        fairness.noted(inspection, by=by, criterion=criterion, experience=True, **child)
        fairness.noted(inspection, by=by, criterion=criterion, outcome=True)
        fairness.noted(inspection, by=by, criterion=criterion, direction="strength")


def asked(inspection: Inspection, *, by: Person, by_inspector: bool = False, **named: str) -> Round:
    """First views were asked for."""
    return asking.ask_for_views(inspection, by_inspector=by_inspector, named=named, by=by, at=timezone.now())


def view(inspection: Inspection, judgement: str, *, by: Person, place: int = 0, because: str = WORDS) -> View:
    """A view that can be sealed: the grade at a place of the scale, and all evidence, for it or against."""
    framework = find(inspection.framework)
    under = {each.id for each in framework.criteria if each.judgement == judgement}
    items = [item for item in outlines(inspection, person=by) if item.criterion in under]
    weak = tuple(item.id for item in items if item.direction == "weakness")
    strong = tuple(item.id for item in items if item.direction == "strength")
    grade, scale = list(choices_of(framework, judgement))[place], scale_of(framework, judgement)
    praises = grade in scale and 2 * scale.index(grade) >= len(scale)
    supports, against = (strong, weak) if praises else (weak, strong)
    return View(judgement=judgement, by="", grade=grade, supports=supports, against=against, because=because)


def drafted(inspection: Inspection, *, by: Person, **said: Any) -> None:
    """Somebody drafted all their views."""
    mine = Asked.objects.get(round__inspection=inspection, person=by)
    for each in viewed(find(inspection.framework), inspectorate=mine.inspectorate):
        actions.draft(inspection, view=view(inspection, each.id, by=by, **said), by=by, at=timezone.now())


def sealed(inspection: Inspection, *, by: Person, **said: Any) -> None:
    """Somebody sealed all their views."""
    drafted(inspection, by=by, **said)
    actions.seal_views(inspection, by=by, at=timezone.now())


def waived(inspection: Inspection, person: Person, *, by: Person, reason: str = "Ill until May") -> Waiver:
    """Somebody's first views are no longer waited for."""
    asked = Asked.objects.get(round__inspection=inspection, person=person)
    return asking.wait_no_longer(inspection, asked, reason=reason, by=by, at=timezone.now())


def revealed(inspection: Inspection, *people: Person) -> None:
    """Everybody asked has sealed, each a grade better than the one before."""
    for place, person in enumerate(people):
        sealed(inspection, by=person, place=place)


def persuaded(inspection: Inspection, *, by: Person, place: int = 0, because: str = "The others persuaded us") -> None:
    """Somebody says after the reveal what they think now of everything that is theirs to judge."""
    mine = Asked.objects.get(round__inspection=inspection, person=by)
    for each in viewed(find(inspection.framework), inspectorate=mine.inspectorate):
        again = view(inspection, each.id, by=by, place=place, because=because)
        actions.give_again(inspection, view=again, by=by, at=timezone.now())


def agreed(inspection: Inspection, *, place: int = 0, **said: Any) -> Agreed:
    """What the lead could write down: the same grade for every judgement of which somebody gave a view."""
    framework, given = find(inspection.framework), Asked.objects.filter(round__inspection=inspection)
    judged = {each.id for one in given for each in viewed(framework, inspectorate=one.inspectorate)}
    grades = {each.id: list(choices_of(framework, each.id))[place] for each in viewed(framework) if each.id in judged}
    made: dict[str, Any] = {"grades": grades, "result": None, "settled_because": "Enough was seen of it"}
    return Agreed(**made | said)


def whole_story() -> Inspection:
    """One that was judged to the end: drafted, sealed, waited for no longer, revealed, given again, decided."""
    made, (lead, cqc, police) = on_site("cqc", "hmicfrs")
    evidence(made, by=lead)
    asked(made, by=lead)
    sealed(made, by=lead)
    sealed(made, by=cqc, place=1)
    waived(made, police, by=lead)
    persuaded(made, by=cqc, place=1, because="We saw less of it")
    decide(made, agreed=agreed(made, grades={"initial_need_and_risk": "priority_action"}), by=lead, at=timezone.now())
    return made
