"""What happens in a chronicle when evidence is weighed: findings, points and answers, contradictions, evaluations."""

from __future__ import annotations

from typing import Any

from joint_inspection.evidence.contradictions import contradiction_id
from joint_inspection_web.demo.chronicle import Tale, verb
from joint_inspection_web.fairness.actions import candour, escalation, evaluation, findings, referrals, replies
from joint_inspection_web.fairness.models import Disclosure, Point, Referral
from joint_inspection_web.fairness.written import FindingIn
from joint_inspection_web.triangulation import actions as triangulation
from joint_inspection_web.triangulation.picture import picture_of


@verb
def discloses(
    tale: Tale, *, by: str, agency: str, criterion: str, told: int, told_in: str, says: str, source: str
) -> None:
    """An agency says what it had told of itself, and where."""
    candour.note_disclosure(
        tale.body(agency), criterion=criterion, told_on=tale.day(told), told_in=told_in, text=says, source=source,
        **tale.by(by),
    )  # fmt: skip


@verb
def confirms_disclosure(tale: Tale, *, by: str, items: list[str]) -> None:
    found = Disclosure.objects.get(inspection=tale.inspection)
    candour.confirm(found, **tale.by(by))
    candour.mark_disclosed(found, items=tale.items(items), **tale.by(by))


@verb
def evaluates(tale: Tale, *, by: str, child: int, grades: list[str], text: str, agency: str | None = None) -> None:
    """An agency, or the inspectors together, say how it was for one child: a grade a question."""
    questions = evaluation.tool_of(tale.inspection).questions
    given = {each.id: (grade, "") for each, grade in zip(questions, grades, strict=True)}
    evaluation.save_evaluation(
        tale.inspection, body=tale.body(agency) if agency else None, child=tale.child(child) or "", answers=given,
        text=text, send=True, **tale.by(by),
    )  # fmt: skip


@verb
def notes_process(
    tale: Tale, *, by: str, agency: str, exists: str, says: str, source: str, used: int | None = None,
    resolved: int | None = None, months: int | None = None,
) -> None:  # fmt: skip
    """How an agency raises concerns with others, and how often it did."""
    escalation.note_process(
        tale.body(agency), exists=exists, used=used, resolved=resolved, months=months, text=says, source=source,
        **tale.by(by),
    )  # fmt: skip


@verb
def step(
    tale: Tale, *, by: str, child: int, to: str, route: str, raised: int, came: str, says: str, outcome: str,
    **said: str,
) -> None:  # fmt: skip
    """One agency took up another's part in a child's case."""
    escalation.note_step(
        tale.inspection, child=tale.child(child) or "", raised_by=tale.code(said["from"]), raised_with=tale.code(to),
        route=route, raised_on=tale.days_away(raised), came_of=came, text=says, came=outcome, **tale.by(by),
    )  # fmt: skip


@verb
def refers(tale: Tale, *, by: str, about: str, criterion: str, says: str, note: str | None = None) -> None:
    referrals.refer(
        tale.inspection, about=tale.code(about), criterion=criterion, text=says,
        item=str(tale.named[note]) if note else "", **tale.by(by),
    )  # fmt: skip


@verb
def answers_referral(tale: Tale, *, by: str, about: str, taken: str, says: str) -> None:
    found = Referral.objects.get(inspection=tale.inspection, about__kind=about)
    referrals.answer_referral(found, taken=taken, text=says, **tale.by(by))


@verb
def resolves(tale: Tale, *, by: str, criterion: str, about: str, how: str) -> None:
    """Somebody read both sides of a contradiction and writes how it is resolved."""
    name = contradiction_id(criterion, tale.code(about))
    found = next(each.found for each in picture_of(tale.inspection).opposed if each.found.id == name)
    triangulation.resolve(tale.inspection, contradiction=name, seen=found.items, how=how, **tale.by(by))


@verb
def excuses(tale: Tale, *, by: str, child: int, reason: str) -> None:
    triangulation.excuse(tale.inspection, child=tale.child(child) or "", reason=reason, **tale.by(by))


@verb
def tells(tale: Tale, *, by: str, agency: str, office: str, what: str) -> None:
    body, on = tale.code(agency), tale.at.date()
    triangulation.tell(tale.inspection, body=body, office=office, what=what, on=on, **tale.by(by))


@verb
def agrees(tale: Tale, *, by: str, what: str) -> None:
    triangulation.agree(tale.inspection, on=tale.at.date(), what=what, **tale.by(by))


@verb
def finds(
    tale: Tale, *, by: str, about: list[str], supports: list[str], against: list[str] | None = None, **said: Any
) -> Any:
    """A finding is written; it rests on notes named before."""
    raw = said | {
        "about": [tale.code(each) for each in about], "supports": tale.items(supports),
        "against": tale.items(against or []),
    }  # fmt: skip
    return findings.draft(tale.inspection, says=FindingIn.sent(raw), **tale.by(by)).finding


@verb
def puts(tale: Tale, *, by: str, agency: str, shown: list[str], finding: str | None = None, **said: str) -> None:
    """A point is put to an agency, for it to answer."""
    replies.put_point(
        tale.inspection, body=tale.code(agency), shown=tale.items(shown),
        finding=tale.named[finding] if finding else None, **said, **tale.by(by),
    )  # fmt: skip


@verb
def answers_point(tale: Tale, *, by: str, agency: str, answer: str, text: str) -> None:
    """The agency answers what was put to it."""
    point = Point.objects.get(inspection=tale.inspection, body__kind=agency)
    replies.answer_point(point, answer=answer, text=text, **tale.by(by))
