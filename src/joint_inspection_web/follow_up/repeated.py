"""Was a finding of this inspection found before, by whichever inspectorate, here or where this area came from?

Earlier findings are those that were published. What may be a repeat is suggested; a person says whether it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from django.utils import timezone

from joint_inspection.areas import load_register
from joint_inspection.errors import InvalidInput, NotPossible, Problem
from joint_inspection.follow_up.repeats import Found, Link, LinkKind, Return, check_link, returns
from joint_inspection.follow_up.resolved import resolved_on
from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.model import Framework
from joint_inspection.reports.edition import Edition
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.fairness.actions.findings import as_finding, standing
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.follow_up.models import NONE, Repeat
from joint_inspection_web.follow_up.possible import plain_words
from joint_inspection_web.follow_up.reading import as_statement, is_sent, reference, statements_of
from joint_inspection_web.follow_up.rules import may_judge
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.reports.models import Publication
from joint_inspection_web.reports.published import publication_of, publications_in_force

KINDS = {
    LinkKind.SAME: "The same", LinkKind.WIDER: "The same and more",
    LinkKind.RETURNED: "It had been put right, and is there again", LinkKind.NARROWER: "A part of it is left",
    LinkKind.CONTRADICTS: "It says the opposite", NONE: "It is no repeat",
}  # fmt: skip
"""How two findings relate, in words."""


def own_findings(inspection: Inspection, *, on: date) -> tuple[Found, ...]:
    """The findings of an inspection: as they were published; before that, as they stand, on its last day on site."""
    publication = publication_of(inspection)
    return published(publication, on=on) if publication else _standing(inspection)


def earlier_findings(inspection: Inspection, *, on: date) -> tuple[Found, ...]:
    """What was published before of the area, and of those that it took over from."""
    areas = load_register().lineage(inspection.area)
    rows = publications_in_force().filter(inspection__area__in=areas).exclude(inspection=inspection)
    own = publication_of(inspection)
    if own is not None:
        rows = rows.filter(published_at__lt=own.published_at)
    return tuple(each for row in rows for each in published(row, on=on))


def published(publication: Publication, *, on: date) -> tuple[Found, ...]:
    """The findings of a publication, in the words of the report, with what was put right by a day."""
    edition, inspection = publication.as_edition(), publication.inspection
    framework, kinds = find(edition.framework), {each.code: each.kind for each in inspection.bodies.all()}
    shared = _shared(framework)
    recommendations = publication.as_recommendations()
    statements = [as_statement(row) for row in statements_of(inspection) if is_sent(row)]
    return tuple(
        Found(
            id=each.id, area=edition.area, framework=edition.framework, criterion=each.criterion,
            inspectorates=tuple(body.code for body in edition.inspectorates), direction=each.direction,
            published=timezone.localdate(publication.published_at), shared=shared.get(each.criterion, ()),
            about=tuple(dict.fromkeys(kinds[body.code] for body in each.about if body.code in kinds)),
            text=_text(edition, each.id), resolved_on=resolved_on(each.id, recommendations, statements, on=on),
        )
        for each in edition.findings
    )  # fmt: skip


def links_of(inspection: Inspection) -> dict[tuple[str, str], Repeat]:
    """What was said last of each pair of findings."""
    rows = Repeat.objects.filter(inspection=inspection).select_related("by")
    return {(each.later, each.earlier): each for each in rows}


def as_links(rows: Iterable[Repeat]) -> tuple[Link, ...]:
    """Links as the library knows them; what is no repeat is none."""
    return tuple(
        Link(
            later=each.later, earlier=each.earlier, kind=LinkKind(each.kind), by=reference(each.by),
            on=timezone.localdate(each.at), because=each.because,
        )
        for each in rows
        if each.kind != NONE
    )  # fmt: skip


def returned(inspection: Inspection, *, on: date) -> tuple[Return, ...]:
    """The findings of an inspection that came back within the time that is watched."""
    links = as_links(links_of(inspection).values())
    if not links:
        return ()
    found = (*own_findings(inspection, on=on), *earlier_findings(inspection, on=on))
    return returns(found, links, load_register())


@action
def say_repeat(
    inspection: Inspection, *, later: str, earlier: str, kind: str, because: str, by: Person | None, at: datetime
) -> Repeat:
    """Say how a finding relates to an earlier one, or that it does not; the last word on a pair counts."""
    require(may_judge, by, inspection)
    on = timezone.localdate(at)
    known = (*own_findings(inspection, on=on), *earlier_findings(inspection, on=on))
    if {later, earlier} - {each.id for each in known}:
        raise NotPossible("One of these findings is not there any more")
    problems = plain_words({"because": because})
    if not because.strip():
        problems.append(Problem(where="because", says="Say why"))
    if kind != NONE:
        link = Link(later=later, earlier=earlier, kind=LinkKind(kind), by=reference(by), on=on, because=because or "-")
        problems += [replace(each, where=each.where if each.where == "kind" else "") for each in
                     check_link(link, known, load_register()) if each.where != "because"]  # fmt: skip
    if problems:
        raise InvalidInput(problems)
    row = Repeat.objects.create(
        inspection=inspection, later=later, earlier=earlier, kind=kind, because=because.strip(), at=at, by=by
    )
    record("follow_up.say_repeat", by=by, at=at, subject=subject_of(inspection), wrote=[row])
    return row


def _standing(inspection: Inspection) -> tuple[Found, ...]:
    """Findings that are not published yet, for the eyes of the team."""
    framework, words = find(inspection.framework), Words(inspection)
    shared, kinds = _shared(framework), {each.code: each.kind for each in inspection.bodies.all()}
    bodies = [each.code for each in inspection.bodies.all() if each.kind == "inspectorate"]
    findings = (as_finding(version, words) for version in standing(inspection))
    return tuple(
        Found(
            id=each.id, area=inspection.area, framework=framework.ref, inspectorates=tuple(bodies),
            published=inspection.ends_on, about=tuple(dict.fromkeys(kinds[code] for code in each.about)),
            criterion=each.criterion, shared=shared.get(each.criterion, ()), direction=each.direction, text=each.text,
        )
        for each in findings
    )  # fmt: skip


def _shared(framework: Framework) -> dict[str, tuple[str, ...]]:
    return {each.id: each.shared for each in framework.criteria}


def _text(edition: Edition, finding: str) -> str:
    """The sentences that tell of a finding: of it alone and of nothing that is asked for, where there are such."""
    lines = [line for line in edition.lines if finding in line.findings]
    alone = [line for line in lines if line.findings == (finding,) and not line.recommendations]
    return " ".join(line.text for line in alone or lines) or "The report gives no words."
