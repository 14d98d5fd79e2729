"""What does a report stand in front of: the record's numbers, evidence, names and days?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from joint_inspection.areas import load_register
from joint_inspection.dates import WEEKDAYS
from joint_inspection.errors import InvalidInput
from joint_inspection.evidence.model import Item
from joint_inspection.follow_up.authorities import Authority
from joint_inspection.follow_up.authorities import in_words as authority_in_words
from joint_inspection.frameworks.model import Framework, ReportSection
from joint_inspection.inspections.said import MONTHS, read_day, said
from joint_inspection.record.model import InspectionRecord
from joint_inspection.record.report import Report, Section, Sentence
from joint_inspection.reports.facts import TITLES, facts_of
from joint_inspection.reports.identity import capitals_in, words_in
from joint_inspection.reports.layout import sections_of

PARTS_READ = (
    "criteria",
    "judging",
    "report",
    "recommendations",
    "lines_of_enquiry",
    "kinds",
    "legal_basis",
    "statement",
)
"""Parts of a framework whose words are known to name no child."""


@dataclass(frozen=True, kw_only=True)
class Case:
    """A report, with the record that it stands in front of."""

    report: Report
    record: InspectionRecord
    framework: Framework

    titles = TITLES

    @cached_property
    def facts(self) -> Mapping[str, int]:
        """The numbers of the inspection."""
        return facts_of(self.record)

    @cached_property
    def sections(self) -> tuple[tuple[Section, ReportSection], ...]:
        """Each section of the report with what the framework says of it."""
        known = {each.id: each for each in sections_of(self.framework)}
        return tuple((each, known[each.id]) for each in self.report.sections if each.id in known)

    @cached_property
    def _places(self) -> Mapping[str, ReportSection]:
        return {each.id: section for own, section in self.sections for each in own.sentences}

    def section_of(self, sentence: Sentence) -> ReportSection | None:
        """The section in which a sentence stands; None in the plain versions."""
        return self._places.get(sentence.id)

    @cached_property
    def known(self) -> Mapping[str, frozenset[str]]:
        """Everything that a sentence may cite, by kind."""
        return {
            "findings": frozenset(each.id for each in self.record.findings),
            "evidence": frozenset(each.id for each in self.record.evidence),
            "recommendations": frozenset(each.id for each in self.record.recommendations),
            "judgements": frozenset(each.judgement for each in self.record.grades),
            "tells": frozenset(each.id for own in self.report.sections for each in own.sentences),
        }

    @cached_property
    def _items(self) -> Mapping[str, Item]:
        return {item.id: item for item in self.record.items}

    @cached_property
    def _supports(self) -> Mapping[str, tuple[str, ...]]:
        return {each.id: each.supports for each in self.record.findings}

    def items_of(self, sentence: Sentence) -> tuple[Item, ...]:
        """The evidence that a sentence rests on, through its findings and by itself."""
        ids = dict.fromkeys(
            [*(i for each in sentence.findings for i in self._supports.get(each, ())), *sentence.evidence]
        )
        return self.items_named(ids)

    def items_named(self, ids: Iterable[str]) -> tuple[Item, ...]:
        """The evidence with these identifiers."""
        return tuple(self._items[id] for id in ids if id in self._items)

    @staticmethod
    def words_of(sentence: Sentence) -> Iterator[str]:
        """The words and numbers of a sentence, in small letters."""
        yield from re.findall(r"[\w,]*\w", sentence.text.lower())

    @cached_property
    def own_days(self) -> tuple[str, ...]:
        """The inspection's own days in every way that they are written, the longest first."""
        dates = self.record.dates
        written = [dates.notified, dates.first_day, dates.last_day]
        written += [day for each in self.record.letters for day in (each.dated, each.published, each.received,
                                                                   each.statement_due) if day]  # fmt: skip
        return tuple(sorted({way for each in written for way in ways_to_write(each)}, key=len, reverse=True))

    def without_own(self, text: str) -> str:
        """A text without the days and addresses of the inspection itself, which tell of no child."""
        for day in self.own_days:
            text = text.replace(day, "that day")
        for letter in self.record.letters:
            text = text.replace(letter.statement_to or "\0", "that address")
        return text

    def mentions_day(self, written: str, text: str) -> bool:
        """Whether a day stands in a text, in whichever way."""
        return any(way in text for way in ways_to_write(written))

    def mentions_authority(self, authority: Authority, text: str) -> bool:
        """Whether a text names who is asked."""
        return authority_in_words(authority, self.record.every_body).lower() in text.lower()

    @cached_property
    def proper_names(self) -> frozenset[str]:
        """Words with a capital letter that are nobody's: bodies, the area, the framework's own, those looked at."""
        register = load_register()
        area = [register.get(self.record.area).name] if register.has(self.record.area) else []
        named = [*(body.name for body in self.record.bodies), *area, *self.report.proper_names, *MONTHS, *WEEKDAYS]
        named += [letter.statement_to for letter in self.record.letters if letter.statement_to]
        words = {word.lower() for each in named for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", each)}
        return frozenset(words | capitals_in(self._framework_words) | {"i"})

    @cached_property
    def ordinary_words(self) -> frozenset[str]:
        """Words that stand in small letters somewhere, or with which the framework itself begins a title."""
        begins = frozenset(text.split()[0].lower() for text in self._framework_words if text.strip())
        return begins | words_in([*self._framework_words, *(each.text for each in self.report.sentences)])

    @cached_property
    def _framework_words(self) -> tuple[str, ...]:
        return tuple(_texts(self.framework.model_dump(mode="json", include={*PARTS_READ})))


def ways_to_write(written: str) -> tuple[str, ...]:
    """A day as it was written, with its weekday, without it, and in numbers."""
    try:
        day = read_day(written)
    except InvalidInput:
        return (written,)
    return (said(day), said(day).partition(" ")[2], day.isoformat(), written)


def _texts(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, Mapping):
        yield from (text for key, each in data.items() if key not in ("source", "setting") for text in _texts(each))
    elif isinstance(data, Iterable):
        yield from (text for each in data for text in _texts(each))
