"""How do single judgements become a result here, and on which grades? Frozen when fieldwork begins."""

from __future__ import annotations

from datetime import datetime

from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.model import Combination, Framework, Judgement
from joint_inspection.judgements.given import scale_of
from joint_inspection.judgements.model import NOTHING_TO_SAY
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.design.words import sentence, title_of
from joint_inspection_web.history.record import record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.judgements.models import Policy


def freeze(inspection: Inspection, *, by: Person | None, at: datetime) -> None:
    """Keep the framework's policy as it stands, once; inside the action by which fieldwork begins."""
    if Policy.objects.filter(inspection=inspection).exists():
        return
    combination = find(inspection.framework).judging.combination.model_dump(mode="json")
    row = Policy.objects.create(inspection=inspection, combination=combination, at=at, by=by)
    record("judgements.freeze", by=by, at=at, subject=subject_of(inspection), wrote=[row])


def frozen(inspection: Inspection) -> Policy | None:
    """The policy as it was frozen; None before fieldwork began."""
    return Policy.objects.filter(inspection=inspection).select_related("by").first()


def combination_of(inspection: Inspection) -> Combination:
    """The policy that counts."""
    row = frozen(inspection)
    return row.as_combination() if row else find(inspection.framework).judging.combination


def viewed(framework: Framework, *, inspectorate: str | None = None) -> tuple[Judgement, ...]:
    """The judgements of which views are given, of all or by one inspectorate; what is proposed from them is none."""
    rule = framework.judging.combination
    made = {rule.result} - set(rule.inputs)
    return tuple(
        each for each in framework.judging.judgements
        if each.id not in made and (inspectorate is None or not each.made_by or inspectorate in each.made_by)
    )  # fmt: skip


def is_told_in_words(framework: Framework, judgement: str) -> bool:
    """Whether a judgement has no grades."""
    return not scale_of(framework, judgement)


def choices_of(framework: Framework, judgement: str) -> dict[str, str]:
    """Titles of what may be said of a judgement, the worst first: its grades, else how grave it is."""
    if scale := scale_of(framework, judgement):
        titles = {grade.id: grade.title for each in framework.judging.scales for grade in each.grades}
        return {grade: titles[grade] for grade in scale}
    gravest = sorted(framework.recommendations, key=lambda each: each.severity != "priority")
    return {each.id: each.title for each in gravest} | {NOTHING_TO_SAY: "Nothing to put right"}


def said(framework: Framework, judgement: str, grade: str | None) -> str:
    """A grade in the framework's own words."""
    if grade is None:
        return "no view"
    return choices_of(framework, judgement).get(grade, sentence(title_of(grade)))
