"""What stands between a draft and its publication, and where on the pages is each of it put right?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from joint_inspection.dates import add_working_days
from joint_inspection.errors import Problem
from joint_inspection.inspections.said import day_off, said
from joint_inspection.record.model import InspectionRecord
from joint_inspection.reports.check import check_report
from joint_inspection_web.fairness.items import names_of
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.reports.drafting import expect_writing, is_corrected
from joint_inspection_web.reports.recommending import problems_of
from joint_inspection_web.reports.recording import record_of

SIGNING = ("sign_offs", "releases")
"""What is asked of people, and not of the text."""


@dataclass(frozen=True, kw_only=True)
class Wrong:
    """Something wrong with the text, the sentence it is about, and where it is put right."""

    says: str
    href: str
    sentence: str = ""


def wrong_with_text(inspection: Inspection, record: InspectionRecord) -> list[Wrong]:
    """Everything wrong with the draft, as if it were to go out now."""
    places = {where: each.id for where, each in record.report.places} if record.report else {}
    return [_wrong(each, inspection, record, places) for each in _found(record) if not each.where.startswith(SIGNING)]


def wrong_with_people(inspection: Inspection, record: InspectionRecord) -> list[str]:
    """Who has not signed or released this very text."""
    return [_named(each.says, inspection) for each in _found(record) if each.where.startswith(SIGNING)]


def unready(inspection: Inspection, at: datetime) -> list[Problem]:
    """Everything that has to be right before a report is published."""
    expect_writing(inspection)
    words = Words(inspection)
    record = record_of(inspection, words=words)
    if record.report is None:
        return [Problem(where="report", says="There is no draft of the report yet")]
    wrong = [Problem(where="report", says=each.says) for each in wrong_with_text(inspection, record)]
    wrong += [
        Problem(where="recommendations", says=f"Recommendation {name}: {says}")
        for name, found in problems_of(inspection, words).items() for says in found
    ]  # fmt: skip
    wrong += [Problem(where="report", says=says) for says in wrong_with_people(inspection, record)]
    today = timezone.localdate(at)
    in_haste = is_corrected(inspection) and all(each.published for each in record.letters)
    return [*wrong, *([] if in_haste else _on_a_day_off(today)), *_dated_otherwise(record, today)]


def _on_a_day_off(on: date) -> Iterator[Problem]:
    """Nothing is published on a day on which nobody is at work to receive it; but for a correction that leaves the
    letter its day: what could tell who a child is must not stand until Monday."""
    if off := day_off(on):
        yield Problem(where="day", says=f"{off}: publish it on {said(add_working_days(on, 1))} or later")


def _dated_otherwise(record: InspectionRecord, on: date) -> Iterator[Problem]:
    """A letter carries the day on which it is published."""
    for each in record.letters:
        if each.published is None and each.dated not in (None, on.isoformat()):
            yield Problem(where="letter", says="The letter carries another day than today: correct it, or leave it out")


def _found(record: InspectionRecord) -> tuple[Problem, ...]:
    if record.report is None:
        return ()
    return check_report(record.report.model_copy(update={"state": "final"}), record)


def _wrong(each: Problem, inspection: Inspection, record: InspectionRecord, places: dict[str, str]) -> Wrong:
    sentence = next((id for where, id in places.items() if f"{each.where}.".startswith(f"{where}.")), "")
    says = re.sub(rf"^Sentence {sentence}: ", "", each.says) if sentence else each.says
    return Wrong(says=_readable(says, inspection, record), sentence=sentence, href=_href(each, inspection, sentence))


def _href(each: Problem, inspection: Inspection, sentence: str) -> str:
    part = each.where.split(".")[0]
    front = reverse("reports:front", args=[inspection.ref])
    if sentence:
        return reverse("reports:sentence", args=[inspection.ref, sentence])
    if part == "letters":
        return reverse("reports:letter", args=[inspection.ref])
    if part == "recommendations":
        return reverse("reports:recommendations", args=[inspection.ref])
    return f"{front}#{each.where.split('.')[1] if each.where.startswith('report.') else 'sections'}"


def _readable(says: str, inspection: Inspection, record: InspectionRecord) -> str:
    """With findings by their words and bodies by their names."""
    for finding in record.findings:
        if finding.id in says:
            says = says.replace(finding.id, f"“{_short(finding.text)}”")
    return says[:1].upper() + _named(says, inspection)[1:]


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57].rstrip()}…"


def _named(says: str, inspection: Inspection) -> str:
    for code, name in names_of(inspection).items():
        says = re.sub(rf"(?<![\w:-]){re.escape(code)}(?![\w:-])", name, says)
    return says
