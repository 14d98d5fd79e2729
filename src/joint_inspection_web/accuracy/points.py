"""What is done about one point: an agency says what is wrong, inspectors answer, either side adds a remark."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from joint_inspection.errors import InvalidInput, NotPossible, Problem
from joint_inspection.reports.accuracy import Answer, Changed, changes, check_answer
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.accuracy.models import AccuracyFile, AccuracyPoint, PointAnswer, Remark, Round
from joint_inspection_web.accuracy.rounds import expect_drafting, expect_open
from joint_inspection_web.accuracy.rules import is_its_own, may_answer
from joint_inspection_web.casedata.rules import is_its_officer
from joint_inspection_web.fairness.actions.possible import text_problems
from joint_inspection_web.fairness.files import check_files, keep_file
from joint_inspection_web.fairness.kept import Words, keep
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import Body, Inspection
from joint_inspection_web.judgements.models import Decision
from joint_inspection_web.reports.texts import report_of, text_of


@action
def make_point(
    round: Round, *, body: Body, sentence: str, wrong: str, should: str, by: Person | None, at: datetime,
    files: Iterable[tuple[str, bytes]] = (),
) -> AccuracyPoint:  # fmt: skip
    """Say for an agency what is wrong in one sentence, or in the draft as a whole; raises InvalidInput."""
    require(is_its_officer, by, body)
    expect_open(round)
    files = list(files)
    if problems := [*_wrong(round, sentence, wrong, should), *check_files(files)]:
        raise InvalidInput(problems)
    number = AccuracyPoint.objects.filter(body=body).count() + 1
    point = AccuracyPoint(
        inspection=round.inspection, round=round, body=body, number=number, sentence=sentence, by=by, at=at
    )
    keep(point, {"wrong": wrong.strip(), "should": should.strip()})
    kept = [keep_file(AccuracyFile(inspection=point.inspection, point=point, by=by, at=at), name=name, content=content)
            for name, content in files]  # fmt: skip
    record("accuracy.make_point", by=by, at=at, subject=subject_of(round.inspection), wrote=[point, *kept])
    return point


@action
def answer_point(
    point: AccuracyPoint, *, answer: Answer, decided: Decision | None = None, by: Person | None, at: datetime
) -> PointAnswer:
    """Answer a point: whether it is accepted, why, and what changed for it. The last answer counts."""
    require(may_answer, by, point.inspection)
    expect_drafting(point.inspection)
    words = Words(point.inspection)
    found = {each.sentence: each for each in changed_since(point.round, words)}
    answer = replace(answer, decided=decided is not None)
    problems = [*check_answer(answer, changed=found), *_long("because", answer.because)]
    if decided is not None and (decided.inspection_id != point.inspection_id or decided.at < point.round.at):
        problems.append(Problem(where="decided", says="Choose a decision of this inspection made since the draft went"))
    if problems:
        raise InvalidInput(problems)
    row = PointAnswer(
        inspection=point.inspection, point=point, decision=answer.decision, on_judgement=answer.on_judgement,
        decided=decided, by=by, at=at,
    )  # fmt: skip
    changed = [{"id": id, "before": found[id].before, "after": found[id].after} for id in answer.sentences]
    keep(row, {"because": answer.because.strip(), "changed": changed})
    record("accuracy.answer_point", by=by, at=at, subject=subject_of(point.inspection), wrote=[row])
    return row


@action
def add_remark(point: AccuracyPoint, *, text: str, by: Person | None, at: datetime) -> Remark:
    """Say more on a point, for its agency or for the inspectors; nothing said before is changed."""
    own = by is None or is_its_own.test(by, point)
    require(is_its_own if own else may_answer, by, point if own else point.inspection)
    expect_drafting(point.inspection)
    if problems := text_problems(text, says="Write what you want to add"):
        raise InvalidInput(problems)
    row = Remark(inspection=point.inspection, point=point, by_agency=own, by=by, at=at)
    keep(row, {"text": text.strip()})
    record("accuracy.add_remark", by=by, at=at, subject=subject_of(point.inspection), wrote=[row])
    return row


def changed_since(round: Round, words: Words) -> tuple[Changed, ...]:
    """The sentences that read otherwise now than in the draft of a round."""
    then, now = text_of(round.draft, words=words), report_of(round.inspection, words=words)
    return changes(then, now) if then and now else ()


def decisions_since(round: Round) -> list[Decision]:
    """The decisions about judgements written down since a draft went out, the newest first."""
    return list(Decision.objects.filter(inspection=round.inspection, at__gte=round.at).order_by("-pk"))


def points_of(inspection: Inspection, *bodies: Body) -> list[AccuracyPoint]:
    """The points of some agencies, each agency's in the order in which it made them."""
    rows = AccuracyPoint.objects.filter(inspection=inspection, body__in=bodies).select_related("body", "round__draft")
    return list(rows.prefetch_related("answers__decided", "remarks", "files").order_by("body", "number"))


def _wrong(round: Round, sentence: str, wrong: str, should: str) -> list[Problem]:
    problems = text_problems(wrong, where="wrong", says="Say what is wrong, and how you know")
    problems += _long("should", should)
    report = text_of(round.draft)
    if report is None:
        raise NotPossible("The draft can no longer be read")
    if sentence and report.sentence(sentence) is None:
        problems.append(
            Problem(where="sentence", says="There is no such sentence in this draft: choose it on its page")
        )
    if sentence and not should.strip():
        problems.append(Problem(where="should", says="Write what the sentence should say, or that it should go"))
    return problems


def _long(where: str, text: str) -> list[Problem]:
    return text_problems(text or "-", where=where, says="")
