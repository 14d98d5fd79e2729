"""What is recommended: each asks one accountable body for what is in its power; what only the government can change is
noted apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from joint_inspection.errors import InvalidInput, NotPossible, Problem, invalid
from joint_inspection.evidence.model import Body
from joint_inspection.follow_up import split as splitting
from joint_inspection.follow_up.blockers import NationalBlocker, check_blocker
from joint_inspection.follow_up.check import check_recommendation
from joint_inspection.follow_up.duties import duty_register
from joint_inspection.follow_up.recommendations import Inspected, Recommendation
from joint_inspection.frameworks.load import find
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.fairness.actions.findings import as_finding, standing
from joint_inspection_web.fairness.items import names_of
from joint_inspection_web.fairness.kept import Words, keep
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.reports.drafting import expect_writing
from joint_inspection_web.reports.models import Asks, Recommended
from joint_inspection_web.reports.rules import may_write
from joint_inspection_web.reports.texts import blockers_of, plain, recommendations_of

NEW = "new"
"""What stands for the id of a recommendation that has none yet."""


def inspected_of(inspection: Inspection, words: Words) -> Inspected:
    """What was inspected and found, as the rules of recommending ask for it."""
    return Inspected(
        bodies=tuple(Body(code=b.code, kind=b.kind, name=b.name) for b in inspection.bodies.all()),
        findings=tuple(as_finding(version, words) for version in standing(inspection)),
        framework=find(inspection.framework), register=duty_register(), on=inspection.begins_on,
    )  # fmt: skip


@action
def recommend(inspection: Inspection, *, says: Recommendation, by: Person, at: datetime) -> Recommended:
    """Recommend something, or word it again: ``says.id`` names what it takes the place of, or is ``NEW``."""
    (row,) = _recommend(inspection, [says], by=by, at=at)
    return row


@action
def recommend_to_each(
    inspection: Inspection, *, point: Recommendation, texts: Mapping[str, str], by: Person, at: datetime
) -> list[Recommended]:
    """Split a point into one recommendation for each body, in the words for that body."""
    inspected = inspected_of(inspection, Words(inspection))
    drafts = splitting.split(point, list(texts), inspected)
    if powerless := [code for code in texts if code not in {each.to for each in drafts}]:
        names = names_of(inspection)
        says = f"{names.get(powerless[0], powerless[0])} has no power over this: ask it for nothing"
        raise invalid(f"text_{powerless[0]}", says)
    worded = [each.model_copy(update={"id": NEW, "text": texts[each.to].strip() or " "}) for each in drafts]
    return _recommend(inspection, worded, by=by, at=at, where="text_{to}")


@action
def note_blocker(inspection: Inspection, *, says: NationalBlocker, by: Person, at: datetime) -> Recommended:
    """Note what stands in the area's way and only the government can change."""
    require(may_write, by, inspection)
    expect_writing(inspection)
    words = Words(inspection)
    known = recommendations_of(inspection, words=words)
    if problems := check_blocker(says, known, inspected_of(inspection, words)):
        raise InvalidInput([readable(each, inspection) for each in problems])
    row = _row(inspection, says, asks=Asks.GOVERNMENT, by=by, at=at)
    record("reports.note_blocker", by=by, at=at, subject=subject_of(inspection), wrote=[row])
    return row


@action
def withdraw(inspection: Inspection, name: str, *, reason: str, by: Person, at: datetime) -> Recommended:
    """Take back a recommendation or a blocker, with a reason."""
    require(may_write, by, inspection)
    expect_writing(inspection)
    last = Recommended.objects.filter(inspection=inspection, name=name).last()
    if last is None or last.withdrawn:
        raise NotPossible("This is not recommended, or was withdrawn already")
    if not reason.strip():
        raise invalid("reason", "Say in a few words why it is withdrawn")
    row = Recommended(inspection=inspection, name=name, asks=last.asks, withdrawn=True, by=by, at=at)
    keep(row, {"reason": reason.strip()})
    record("reports.withdraw", by=by, at=at, subject=subject_of(inspection), wrote=[row])
    return row


def problems_of(inspection: Inspection, words: Words) -> dict[str, list[str]]:
    """Why a recommendation or blocker does not stand any more, by its name: a finding was withdrawn, say."""
    inspected, known = inspected_of(inspection, words), recommendations_of(inspection, words=words)
    found = {each.id: check_recommendation(each, inspected) for each in known}
    found |= {each.id: check_blocker(each, known, inspected) for each in blockers_of(inspection, words=words)}
    return {name: [readable(one, inspection).says for one in problems] for name, problems in found.items() if problems}


def readable(problem: Problem, inspection: Inspection) -> Problem:
    """A problem that names bodies by their names, not by codes."""
    says = problem.says
    for code, name in names_of(inspection).items():
        says = says.replace(code, name) if ":" in code else says
    return replace(problem, says=says)


def assigned(point: Recommendation, *, lead: str, inspected: Inspected) -> Recommendation:
    """The point as one for the partnership, with a lead."""
    return splitting.assign(point, lead=lead, inspected=inspected)


def _recommend(
    inspection: Inspection, worded: list[Recommendation], *, by: Person, at: datetime, where: str = ""
) -> list[Recommended]:
    require(may_write, by, inspection)
    expect_writing(inspection)
    inspected = inspected_of(inspection, Words(inspection))
    found = [(each, problem) for each in worded for problem in check_recommendation(each, inspected)]
    if found:
        raise InvalidInput([
            readable(replace(problem, where=where.format(to=each.to) or problem.where), inspection)
            for each, problem in found
        ])  # fmt: skip
    rows = [_row(inspection, each, asks=Asks.BODY, by=by, at=at) for each in worded]
    record("reports.recommend", by=by, at=at, subject=subject_of(inspection), wrote=rows)
    return rows


def _row(
    inspection: Inspection, says: Recommendation | NationalBlocker, *, asks: Asks, by: Person, at: datetime
) -> Recommended:
    name = says.id if says.id != NEW else _next(inspection, asks)
    row = Recommended(inspection=inspection, name=name, asks=asks, by=by, at=at)
    keep(row, {"says": plain(says.model_copy(update={"id": name}))})
    return row


def _next(inspection: Inspection, asks: Asks) -> str:
    given = Recommended.objects.filter(inspection=inspection, asks=asks).values("name").distinct().count()
    return f"{'r' if asks == Asks.BODY else 'b'}{given + 1}"
