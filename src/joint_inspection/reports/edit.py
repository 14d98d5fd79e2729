"""How does a report change without any sentence losing its identifier?

An identifier stays with its sentence through every rewording and every move. What is new gets the next one, and what
was taken out takes its identifier with it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from joint_inspection.errors import invalid
from joint_inspection.record.report import Paragraph, Report, Section, Sentence

PartOf = Literal["sections", "summary", "children"]
PARTS: tuple[PartOf, ...] = ("sections", "summary", "children")


def reworded(report: Report, id: str, text: str, **rests_on: Any) -> Report:
    """The same report with other words, or another footing, for one sentence."""
    _sentence(report, id)
    return _each(report, lambda each: each.model_copy(update={"text": text, **rests_on}) if each.id == id else each)


def without(report: Report, id: str) -> Report:
    """The same report without a sentence."""
    _sentence(report, id)
    return _each(report, lambda each: None if each.id == id else each)


def added(
    report: Report, text: str, *, section: str, part: PartOf = "sections", paragraph: int = -1, **rests_on: Any
) -> tuple[Report, Sentence]:
    """A new sentence at the end of a paragraph of a section, and the report with it."""
    number = report.given + 1
    sentence = Sentence(id=f"s{number}", text=text, **rests_on)
    sections: tuple[Section, ...] = getattr(report, part)
    if section not in {each.id for each in sections}:
        raise invalid("section", f"There is no such section here; name one of: {', '.join(e.id for e in sections)}")
    made = tuple(_longer(each, sentence, paragraph) if each.id == section else each for each in sections)
    return report.model_copy(update={part: made, "given": number}), sentence


def _longer(section: Section, sentence: Sentence, paragraph: int) -> Section:
    paragraphs = list(section.paragraphs or (Paragraph(),))
    last = paragraphs[paragraph]
    paragraphs[paragraph] = last.model_copy(update={"sentences": (*last.sentences, sentence)})
    return section.model_copy(update={"paragraphs": tuple(paragraphs)})


def _sentence(report: Report, id: str) -> Sentence:
    if sentence := report.sentence(id):
        return sentence
    raise invalid("id", f"There is no sentence {id} in this report: was it taken out?")


def _each(report: Report, change: Callable[[Sentence], Sentence | None]) -> Report:
    """Every sentence changed, or taken out."""
    return report.model_copy(update={
        part: tuple(section.model_copy(update={
            "paragraphs": tuple(_changed(paragraph, change) for paragraph in section.paragraphs)
        }) for section in getattr(report, part))
        for part in PARTS
    })  # fmt: skip


def _changed(paragraph: Paragraph, change: Callable[[Sentence], Sentence | None]) -> Paragraph:
    sentences = (change(each) for each in paragraph.sentences)
    return paragraph.model_copy(update={"sentences": tuple(each for each in sentences if each)})
