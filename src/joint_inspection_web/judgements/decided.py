"""What was decided, as everybody who may read it sees it?"""

from __future__ import annotations

from typing import Any

from joint_inspection.frameworks.load import find
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.judgements.blind import Standing
from joint_inspection_web.judgements.deciding import decided
from joint_inspection_web.judgements.policy import said, viewed
from joint_inspection_web.judgements.revealed import names_of_authors


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
        "grades": [(each.title, said(framework, each.id, what["grades"][each.id]))
                   for each in viewed(framework) if each.id in what["grades"]],
        "result": said(framework, result, what["result"]) if result and what["result"] else "",
        "result_title": titles.get(result or "", "The result"),
        "turned": [(titles[name], because) for name, because in what["turned_because"].items() if because],
        "dissent": [{"name": names.get(each["by"], each["by"]), "title": titles[each["judgement"]],
                     "grade": said(framework, each["judgement"], each["grade"]), "because": each["because"]}
                    for each in what["dissent"]],
    }  # fmt: skip
