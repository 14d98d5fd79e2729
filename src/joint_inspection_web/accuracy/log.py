"""What was said about the facts, in the order in which it was said: the same log for an agency and for inspectors.

Nobody is named in it but bodies, so that both sides read the same page.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from joint_inspection.reports.accuracy import Changed
from joint_inspection_web.accuracy.models import AccuracyPoint, OnJudgement, PointAnswer, Says
from joint_inspection_web.design.words import day
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.inspections.models import Inspection

INSPECTORS = "The inspectors"
HEAD = ["Point", "Round", "Draft", "When", "Who", "What", "Sentence", "Words", "Should say", "Sentences changed",
        "Judgements", "Files"]  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing that was said about one point."""

    point: AccuracyPoint
    at: datetime
    who: str
    what: str
    text: str = field(repr=False)
    should: str = field(default="", repr=False)
    changed: Sequence[Changed] = field(default=(), repr=False)
    judgement: str = ""
    files: Sequence[str] = field(default=(), repr=False)


def entries(points: Iterable[AccuracyPoint], words: Words) -> list[tuple[AccuracyPoint, list[Entry]]]:
    """Each point with everything that was said about it, in order."""
    return [(point, sorted(_said(point, words), key=lambda each: each.at)) for point in points]


def changed_for(inspection: Inspection, words: Words) -> list[Changed]:
    """The sentences that were changed for points whose answer counts."""
    last = {row.point_id: row for row in PointAnswer.objects.filter(inspection=inspection).order_by("pk")}
    return [each for row in last.values() for each in _changed(words.of(row))]


def as_csv(found: Iterable[tuple[AccuracyPoint, list[Entry]]]) -> str:
    """A table for a spreadsheet, in which nothing that somebody wrote is taken for a formula."""
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(HEAD)
    for _, said in found:
        table.writerows([_plain(str(cell)) for cell in _row(each)] for each in said)
    return text.getvalue()


def _said(point: AccuracyPoint, words: Words) -> Iterator[Entry]:
    said, files = words.of(point), [words.of(row).get("name", "") for row in point.files.all()]
    late = ", after the last day" if timezone.localdate(point.at) > point.round.due_on else ""
    yield Entry(
        point=point, at=point.at, who=str(point.body), what=f"Point{late}", text=said.get("wrong", ""),
        should=said.get("should", ""), files=files,
    )  # fmt: skip
    for answer in point.answers.all():
        says = words.of(answer)
        yield Entry(
            point=point, at=answer.at, who=INSPECTORS, what=Says(answer.decision).label, text=says.get("because", ""),
            changed=_changed(says), judgement=_judgement(answer),
        )  # fmt: skip
    for remark in point.remarks.all():
        who = str(point.body) if remark.by_agency else INSPECTORS
        yield Entry(point=point, at=remark.at, who=who, what="Remark", text=words.of(remark).get("text", ""))


def _changed(said: dict[str, Any]) -> list[Changed]:
    rows = said.get("changed", ())
    return [Changed(sentence=each["id"], before=each["before"], after=each["after"]) for each in rows]


def _judgement(answer: PointAnswer) -> str:
    """What became of the judgements; whoever reads it learns no grade."""
    by = f" by the decision of {day(answer.decided.at)}" if answer.decided else ""
    return OnJudgement(answer.on_judgement).label + by


def _row(each: Entry) -> list[object]:
    changed = " | ".join(f"{one.sentence}: “{one.before or ''}” became “{one.after or ''}”" for one in each.changed)
    return [each.point.number, each.point.round.number, each.point.round.draft.number,
            timezone.localtime(each.at).isoformat(timespec="minutes"), each.who, each.what,
            each.point.sentence or "whole draft", each.text, each.should, changed, each.judgement,
            "; ".join(each.files)]  # fmt: skip


def _plain(cell: str) -> str:
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
