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


def moved(report: Report, id: str, *, section: str, before: str = "") -> Report:
    """The same report with a sentence elsewhere in its part: before another of a section, or at the section's end."""
    sentence, part = _sentence(report, id), part_of(report, id)
    there = next((each for each in getattr(report, part) if each.id == section), None)
    if there is None:
        raise invalid("section", f"There is no section {section} where {id} stands: move it within its own version")
    if before and before not in {each.id for each in there.sentences if each.id != id}:
        raise invalid("section", f"Sentence {before} does not stand in that section any more: choose again")
    rest = without(report, id)
    made = tuple(_with(each, sentence, before) if each.id == section else each for each in getattr(rest, part))
    return rest.model_copy(update={part: made})


def part_of(report: Report, id: str) -> PartOf:
    """In which version a sentence stands; raises InvalidInput where there is none."""
    _sentence(report, id)
    return next(part for part in PARTS if any(each.id == id for one in getattr(report, part) for each in one.sentences))


def _with(section: Section, sentence: Sentence, before: str) -> Section:
    """A section with a sentence before another one, or at its end."""
    if not before:
        return _longer(section, sentence, -1)
    made = [
        each.model_copy(update={"sentences": tuple(
            one for here in each.sentences for one in ((sentence, here) if here.id == before else (here,))
        )}) for each in section.paragraphs
    ]  # fmt: skip
    return section.model_copy(update={"paragraphs": tuple(made)})


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
