"""May this view be sealed, by the evidence and the findings that its author may know of?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from joint_inspection.errors import Problem, invalid
from joint_inspection.evidence.model import Finding, Item
from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.model import Framework
from joint_inspection.judgements.views import View, check_view
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.evidence.reading import outlines
from joint_inspection_web.fairness.actions.findings import as_finding, standing
from joint_inspection_web.fairness.actions.possible import text_problems
from joint_inspection_web.fairness.items import every_item, names_of, readable
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.judgements.models import Asked
from joint_inspection_web.judgements.policy import choices_of, is_told_in_words, viewed

MOST_CITED = 100


@dataclass(frozen=True, kw_only=True)
class Citable:
    """What may be cited."""

    framework: Framework
    items: tuple[Item, ...]
    findings: tuple[Finding, ...]
    names: Mapping[str, str]
    """Of bodies, by their codes."""

    def under(self, judgement: str) -> frozenset[str]:
        """The criteria of a judgement; all where it has none of its own."""
        every = self.framework.criteria
        own = frozenset(each.id for each in every if each.judgement == judgement)
        return own or frozenset(each.id for each in every)


def citable(inspection: Inspection, *, words: Words, person: Person | None = None) -> Citable:
    """The findings that stand, and the evidence that somebody may know of; without a ``person`` all of it."""
    items = outlines(inspection, person=person) if person else every_item(inspection)
    findings = tuple(as_finding(version, words) for version in standing(inspection))
    return Citable(framework=find(inspection.framework), items=items, findings=findings, names=names_of(inspection))


def check(view: View, known: Citable) -> tuple[Problem, ...]:
    """Everything that stands between a view and its being sealed."""
    return (*text_problems(view.because, where="because", says="Say why"), *check_evidence(view, known))


def check_evidence(view: View, known: Citable) -> tuple[Problem, ...]:
    """The library's own rules; where a judgement is told in words, how grave it is has to be said besides."""
    found: list[Problem] = []
    if is_told_in_words(known.framework, view.judgement):
        if view.grade not in choices_of(known.framework, view.judgement):
            found.append(Problem(where="grade", says="Say how grave it is"))
        view = replace(view, grade=None)
    found += check_view(view, known.items, known.framework, findings=known.findings)
    return tuple(readable(each, known.items, known.names) for each in found)


def problems_of(mine: Asked, drafts: Mapping[str, View], known: Citable) -> list[tuple[str, Problem]]:
    """Everything that stands between somebody and sealing their views, each with the title of its judgement."""
    found = []
    for each in viewed(known.framework, inspectorate=mine.inspectorate):
        missing = (Problem(where="", says="Write your view"),)
        found += [(each.title, x) for x in (check(drafts[each.id], known) if each.id in drafts else missing)]
    return found


def check_written(mine: Asked, view: View, framework: Framework) -> list[Problem]:
    """What even a draft may not have: another's judgement, a grade that there is not, more than can be read."""
    if view.judgement not in {each.id for each in viewed(framework, inspectorate=mine.inspectorate)}:
        raise invalid("judgement", "Choose a judgement that is yours to give a view of")
    found = text_problems(view.because or "-", where="because", says="")
    if view.grade is not None and view.grade not in choices_of(framework, view.judgement):
        found.append(Problem(where="grade", says="Choose one of the grades"))
    if max(map(len, (view.supports, view.against, view.findings, view.findings_against))) > MOST_CITED:
        found.append(Problem(where="supports", says=f"Cite at most {MOST_CITED} items on a side"))
    return found
