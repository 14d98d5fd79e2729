"""What do the pages about the facts show: the draft part by part, how far each agency is, how much time is left?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from joint_inspection.dates import working_days_between
from joint_inspection.frameworks.model import Framework
from joint_inspection.record.report import Paragraph, Report, Section
from joint_inspection.reports.layout import sections_of
from joint_inspection.reports.settings import report_settings
from joint_inspection_web.accuracy.models import AccuracyPoint, PointAnswer, Round, Says
from joint_inspection_web.design.drawings.bars import Part, Row, bars
from joint_inspection_web.design.words import plural
from joint_inspection_web.inspections.models import Body

TONES = {Says.ACCEPTED: ("4", "A"), Says.PARTLY: ("2", "P"), Says.REJECTED: ("soft", "R")}
WAITS = ("plain", "?")
"""Colour and letter of each answer, and of none."""
PARTS = {"sections": "The report", "summary": "Plain summary", "children": "For children and young people"}


@dataclass(frozen=True, kw_only=True)
class Titled:
    """A section of a draft under its title."""

    title: str
    paragraphs: tuple[Paragraph, ...]


def parts_of(report: Report, framework: Framework) -> list[tuple[str, list[Titled]]]:
    """The draft as its readers find it: the report, the plain summary, the version for children."""
    titles = {
        "sections": {each.id: each.title for each in sections_of(framework)},
        **{name: {each.id: each.title for each in getattr(report_settings().plain, name).parts}
           for name in ("summary", "children")},
    }  # fmt: skip
    found = [(says, list(_titled(getattr(report, part), titles[part]))) for part, says in PARTS.items()]
    return [(says, sections) for says, sections in found if sections]


def _titled(sections: Iterable[Section], titles: dict[str, str]) -> Iterable[Titled]:
    for each in sections:
        if each.sentences:
            yield Titled(title=titles.get(each.id, each.id), paragraphs=each.paragraphs)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How far one agency is in saying what is wrong, and inspectors in answering."""

    body: Body
    finished: bool
    points: Sequence[AccuracyPoint]

    def answered(self, says: str) -> int:
        """How many of its points have this answer now."""
        return sum(1 for each in self.points if (last := last_answer(each)) and last.decision == says)

    @property
    def waiting(self) -> int:
        """How many of its points nobody answered."""
        return sum(1 for each in self.points if last_answer(each) is None)


def last_answer(point: AccuracyPoint) -> PointAnswer | None:
    """The answer that counts."""
    answers = list(point.answers.all())
    return answers[-1] if answers else None


def standings(round: Round, bodies: Iterable[Body], points: Iterable[AccuracyPoint]) -> list[Standing]:
    """How far each agency is, with its points of every round."""
    points, done = list(points), set(round.finished.values_list("body", flat=True))
    return [
        Standing(body=body, finished=body.pk in done, points=[each for each in points if each.body_id == body.pk])
        for body in bodies
    ]  # fmt: skip


def drawn(found: Sequence[Standing]) -> Markup:
    """A bar for each agency: how many points, and what was answered."""
    rows = [
        Row(
            name=each.body.name,
            parts=(
                *(Part(size=each.answered(says), tone=tone, letter=letter,
                       says=f"{plural(each.answered(says), 'point')} {says.label.lower()}")
                  for says, (tone, letter) in TONES.items()),
                Part(size=each.waiting, tone=WAITS[0], letter=WAITS[1],
                     says=f"{plural(each.waiting, 'point')} to answer"),
            ),
            note=plural(len(each.points), "point") if each.points else "none",
        )
        for each in found
    ]  # fmt: skip
    says = "; ".join(
        f"{each.body.name}: {plural(len(each.points), 'point')}, {each.waiting} to answer" for each in found
    )
    return bars(rows, id="points", title="Points about the facts, by agency", describes=says)


def days_left(round: Round, today: date) -> int:
    """Working days to the last day, today and that day counted; negative: so many working days late."""
    if today > round.due_on:
        return -working_days_between(round.due_on, today)
    return working_days_between(today - timedelta(days=1), round.due_on)


def legend() -> list[tuple[str, str, str]]:
    """Letter, colour and words of each answer."""
    return [
        *((letter, tone, says.label.lower()) for says, (tone, letter) in TONES.items()),
        (*WAITS[::-1], "to answer"),
    ]
