"""What is done with findings: one is drafted, worded again, withdrawn. None rests on hearsay alone.

A page, the programming interface and an import all come in here, so the same rules hold for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from joint_inspection.errors import InvalidInput, NotPossible, Problem, invalid
from joint_inspection.evidence import model
from joint_inspection.evidence.findings import check_finding
from joint_inspection.evidence.model import Direction
from joint_inspection.frameworks.load import find
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.fairness.actions.possible import LONGEST, expect_going_on
from joint_inspection_web.fairness.items import every_item, names_of, readable
from joint_inspection_web.fairness.kept import Words, keep
from joint_inspection_web.fairness.models import Finding, FindingVersion
from joint_inspection_web.fairness.rules import inspected, may_find, may_put
from joint_inspection_web.fairness.written import FindingIn
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import Inspection


@action
def draft(inspection: Inspection, *, says: FindingIn, by: Person | None, at: datetime) -> FindingVersion:
    """Write a finding; raises InvalidInput with everything it cannot stand on."""
    finding = Finding(inspection=inspection, at=at, by=by)
    version = _worded(finding, says, by=by, at=at)
    finding.save(force_insert=True)
    keep(version, {"text": says.text.strip(), "waiver": says.waiver.strip()})
    record("fairness.draft", by=by, at=at, subject=subject_of(inspection), wrote=[finding, version])
    return version


@action
def word_again(finding: Finding, *, says: FindingIn, by: Person | None, at: datetime) -> FindingVersion:
    """Word a finding anew, or rest it on other evidence; what it said before stays."""
    if latest(finding).withdrawn:
        raise NotPossible("This finding was withdrawn: draft a new one")
    version = _worded(finding, says, by=by, at=at)
    keep(version, {"text": says.text.strip(), "waiver": says.waiver.strip()})
    record("fairness.word_again", by=by, at=at, subject=subject_of(finding.inspection), wrote=[version])
    return version


@action
def withdraw(finding: Finding, *, reason: str, by: Person | None, at: datetime) -> FindingVersion:
    """Take a finding back, with a reason; what it said stays."""
    require(may_find, by, finding.inspection)
    expect_going_on(finding.inspection)
    before = latest(finding)
    if before.withdrawn:
        raise NotPossible("This finding was withdrawn already")
    if not reason.strip() or len(reason) > LONGEST:
        raise invalid("reason", "Say in a few words why the finding is withdrawn")
    version = FindingVersion(
        inspection=finding.inspection, finding=finding, criterion=before.criterion, about=before.about,
        direction=before.direction, supports=before.supports, against=before.against, withdrawn=True, at=at, by=by,
    )  # fmt: skip
    words = Words(finding.inspection).of(before)
    keep(version, {"text": words.get("text", ""), "waiver": "", "reason": reason.strip()})
    record("fairness.withdraw", by=by, at=at, subject=subject_of(finding.inspection), wrote=[version])
    return version


def latest(finding: Finding) -> FindingVersion:
    """What a finding says now."""
    return finding.versions.select_related("waived_by", "by").order_by("pk").last()


def as_finding(version: FindingVersion, words: Words) -> model.Finding:
    """A finding as the library knows it; its text is empty where it can no longer be read."""
    said = words.of(version)
    return _value(
        version.finding.ref, criterion=version.criterion, about=version.about, direction=version.direction,
        text=said.get("text") or "(no longer readable)", supports=version.supports, against=version.against,
        waiver=said.get("waiver") or ("(no longer readable)" if version.waived_by_id else None),
    )  # fmt: skip


def problems_of(
    version: FindingVersion, words: Words, items: Iterable[model.Item], names: Mapping[str, str]
) -> tuple[Problem, ...]:
    """Why a finding does not stand any more, if so: evidence was withdrawn or corrected since."""
    if version.withdrawn:
        return ()
    items = tuple(items)
    found = check_finding(as_finding(version, words), items, find(version.inspection.framework))
    return tuple(readable(problem, items, names) for problem in found)


def unsound(inspection: Inspection, at: datetime) -> list[Problem]:
    """Findings that no longer stand: asked before fieldwork ends."""
    found = list(standing(inspection))
    if not found:
        return []
    items, words, names = every_item(inspection), Words(inspection), names_of(inspection)
    wrong = [version for version in found if problems_of(version, words, items, names)]
    says = "{} no longer stands on its evidence: support it, word it anew or withdraw it"
    said = [says.format(f"Finding {version.finding.ref}") for version in wrong]
    return [Problem(where="findings", says=each) for each in said]


def standing(inspection: Inspection) -> Iterable[FindingVersion]:
    """The last version of every finding that was not withdrawn, in the order in which they were drafted."""
    rows = FindingVersion.objects.filter(inspection=inspection).select_related(
        "finding", "inspection", "by", "waived_by"
    )
    last = {row.finding_id: row for row in rows.order_by("pk")}
    return [row for _, row in sorted(last.items()) if not row.withdrawn]


def _worded(finding: Finding, says: FindingIn, *, by: Person | None, at: datetime) -> FindingVersion:
    inspection = finding.inspection
    require(may_find, by, inspection)
    framework = expect_going_on(inspection)
    if says.waiver.strip():
        _expect_lead(inspection, by)
    items, names = every_item(inspection), names_of(inspection)
    unknown = sorted(set(says.about) - {body.code for body in inspected(inspection)})
    problems = [Problem(where="about", says="Choose bodies that are inspected here")] if unknown else []
    value = _value(
        finding.ref, criterion=says.criterion, about=says.about, direction=says.direction, text=says.text,
        supports=says.supports, against=says.against, waiver=says.waiver.strip() or None,
    )  # fmt: skip
    problems += [readable(problem, items, names) for problem in check_finding(value, items, framework)]
    if problems:
        raise InvalidInput(problems)
    return FindingVersion(
        inspection=inspection, finding=finding, criterion=says.criterion, about=list(says.about),
        direction=says.direction, supports=list(says.supports), against=list(says.against),
        waived_by=by if says.waiver.strip() else None, at=at, by=by,
    )  # fmt: skip


def _expect_lead(inspection: Inspection, by: Person | None) -> None:
    if by is None or not may_put.test(by, inspection):
        raise invalid(
            "waiver", "Only the lead inspector accepts a finding with less evidence than the framework asks for"
        )


def _value(ref: str, *, direction: str, about: Iterable[str], supports: Iterable[str], against: Iterable[str],
           **said: object) -> model.Finding:  # fmt: skip
    return model.Finding(
        id=ref,
        direction=Direction(direction),
        about=tuple(about),
        supports=tuple(supports),
        against=tuple(against),
        **said,  # type: ignore[arg-type]
    )
