"""A page for quality assurance alone: inspections side by side, how far ratings agree, and whether anybody leans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from joint_inspection.frameworks.load import find
from joint_inspection.judgements.moderation import FEWEST, Leaning
from joint_inspection.judgements.second import SECOND, agreements, leaning_groups
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.assurance import compared
from joint_inspection_web.assurance.rules import may_draw
from joint_inspection_web.design.drawings.leaning import Estimate, intervals
from joint_inspection_web.design.words import sentence, title_of
from joint_inspection_web.frameworks.reading import said_ref
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.judgements.policy import said

SEED = 2026
"""Of the drawings by which intervals are found: the same page says the same again."""


@allow(may_draw)
@require_safe
def across(request: HttpRequest) -> HttpResponse:
    """One framework version at a time: grades under another are no measure of these."""
    known = compared.versions(request.user)
    chosen = request.GET.get("framework") or (known[0] if len(known) == 1 else "")
    context: dict[str, Any] = {"versions": {ref: said_ref(ref) for ref in known}, "chosen": chosen, "fewest": FEWEST}
    if chosen in known:
        context |= _of(request.user, chosen)
    return render(request, "assurance/across.html", context)


def _of(person: Person, framework: str) -> dict[str, Any]:
    inspections = compared.known_to(person, framework=framework)
    first, twice = compared.first_rated(inspections), compared.twice_rated(inspections)
    names = dict(Person.objects.values_list("ref", "name"))
    leans = {
        "inspectorate": _named(leaning_groups(first, seed=SEED, group_of=lambda rater: rater.split()[0])),
        "person": _named(leaning_groups(first, seed=SEED, group_of=lambda rater: rater.split()[1]), names),
        "quarter": _quarters(inspections),
    }
    return {
        "found": True, "table": _table(inspections, person, framework),
        "agreements": agreements(twice, seed=SEED), "twice": len({(each.inspection, each.judgement) for each in twice}),
        "leans": leans, "drawn": {name: _drawn(name, rows) for name, rows in leans.items() if rows},
    }  # fmt: skip


def _named(found: tuple[Leaning, ...], names: Mapping[str, str] | None = None) -> list[tuple[str, Leaning]]:
    """Leanings by the names of the groups, in the order of the names: no ranking."""
    said = [((names or {}).get(each.group) or sentence(title_of(each.group)), each) for each in found]
    return sorted(said, key=lambda pair: pair[0])


def _quarters(inspections: list[Inspection]) -> list[tuple[str, Leaning]]:
    """How first grades of each quarter lie above second, blind ones, in the order of time."""
    twice = compared.twice_rated(inspections, by_quarter=True)
    found = [(each.group, each) for each in leaning_groups(twice, seed=SEED) if each.group != SECOND]
    return sorted(found, key=lambda pair: (pair[0][:4], compared.QUARTERS.index(pair[0][6:])))


def _drawn(name: str, rows: list[tuple[str, Leaning]]) -> str:
    found = [
        Estimate(name=group, value=each.difference or 0.0, low=each.interval[0], high=each.interval[1],
                 says=f"{group}: {each.difference:+.2f} grades, {each.interval[0]:+.2f} to {each.interval[1]:+.2f}")
        for group, each in rows if each.interval
    ]  # fmt: skip
    return intervals(
        found, id=f"leaning-{name}", title="How far grades lie above or below those of others",
        describes="A point is the mean difference in grades, the line its interval. The table below says the same.",
        below="stricter", above="milder",
    )  # fmt: skip


def _table(inspections: list[Inspection], person: Person, framework: str) -> dict[str, Any]:
    """Inspections by judgement, with how often each grade was given."""
    version = find(framework)
    shown = compared.side_by_side(inspections, person=person)
    judged = [each for each in version.judging.judgements if any(each.id in grades for _, grades in shown)]
    counts = {each.id: Counter(grades[each.id] for _, grades in shown if each.id in grades) for each in judged}
    return {
        "judgements": judged,
        "rows": [(each, [said(version, one.id, grades[one.id]) if one.id in grades else "" for one in judged])
                 for each, grades in shown],
        "counts": [(each, [(said(version, each.id, grade), number) for grade, number in counts[each.id].most_common()])
                   for each in judged],
        "hidden": sum(bool(compared.first_grades(each)[0]) for each in inspections) - len(shown),
    }  # fmt: skip
