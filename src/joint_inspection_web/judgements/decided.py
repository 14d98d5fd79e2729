"""What was decided, as everybody who may read it sees it?"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from joint_inspection.frameworks.load import find
from joint_inspection.judgements.given import scale_of
from joint_inspection.record.report import Graded
from joint_inspection_web.design.words import plural
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.judgements.blind import Standing
from joint_inspection_web.judgements.deciding import decided
from joint_inspection_web.judgements.models import Decision
from joint_inspection_web.judgements.policy import said, viewed
from joint_inspection_web.judgements.revealed import names_of_authors


def grades_of(inspection: Inspection, *, words: Words | None = None) -> tuple[Graded, ...]:
    """The grades in force, the result among them; none before a decision, of what is told in words, or once the
    inspection's key was destroyed."""
    found = decided(inspection, words or Words(inspection))
    if found is None or not found[1]:
        return ()
    framework = find(inspection.framework)
    rule, grades = framework.judging.combination, dict(found[1]["grades"])
    if rule.result and found[1]["result"]:
        grades[rule.result] = found[1]["result"]
    return tuple(
        Graded(judgement=each.id, grade=grades[each.id])
        for each in framework.judging.judgements if each.id in grades and scale_of(framework, each.id)
    )  # fmt: skip


def decided_at(inspection: Inspection) -> datetime | None:
    """When the decision in force was written down; None before the first."""
    return Decision.objects.filter(inspection=inspection).values_list("at", flat=True).last()


def decided_of(inspection: Inspection, words: Words, standing: Standing) -> dict[str, Any] | None:
    """The last decision in the framework's own words; None before the first, or where its words are gone."""
    found = decided(inspection, words)
    if found is None or not found[1]:
        return None
    row, what = found
    framework, names = find(inspection.framework), names_of_authors(standing)
    result = framework.judging.combination.result
    titles = {each.id: each.title for each in framework.judging.judgements}
    return {
        "row": row, "says": what,
        "grades": [(each.title, said(framework, each.id, what["grades"][each.id]), _on(what["rests_on"][each.id]))
                   for each in viewed(framework) if each.id in what["grades"]],
        "result": said(framework, result, what["result"]) if result and what["result"] else "",
        "result_title": titles.get(result or "", "The result"),
        "turned": [(what["turned_titles"][name], because) for name, because in what["turned_because"].items()],
        "dissent": [{"name": names.get(each["by"], each["by"]), "title": titles[each["judgement"]],
                     "grade": said(framework, each["judgement"], each["grade"]), "because": each["because"]}
                    for each in what["dissent"]],
    }  # fmt: skip


def _on(cited: dict[str, list[str]]) -> str:
    """How much a judgement rests on."""
    counted = {name: len(ids) for name, ids in cited.items()}
    against = counted["findings_against"] + counted["against"]
    return f"{plural(counted['findings'], 'finding')} and {plural(counted['supports'], 'note')}; {against} against"
