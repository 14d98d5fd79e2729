"""Are the plain summary and the version for children there, do they tell the report, and do they read easily?

People write them. What can be checked is that no part is missing, that each sentence tells sentences of the report,
that what is grave is not left out, and at which age the words read easily.
"""

from __future__ import annotations

from collections.abc import Iterator

from joint_inspection.errors import Problem
from joint_inspection.record.report import Section
from joint_inspection.reports.case import Case
from joint_inspection.reports.readability import number_of_words, reading_age
from joint_inspection.reports.settings import PlainVersion, report_settings

VERSIONS = {"summary": "the plain summary", "children": "the version for children"}


def plain_versions_are_there(case: Case) -> Iterator[Problem]:
    """Both versions are whole, tell the report and read easily."""
    for name in VERSIONS:
        yield from check_plain(case, name)


def check_plain(case: Case, name: str) -> Iterator[Problem]:
    """Everything wrong with one of the plain versions."""
    sections: tuple[Section, ...] = getattr(case.report, name)
    version: PlainVersion = getattr(report_settings().plain, name)
    yield from _parts(sections, version, name)
    for number, section in enumerate(sections):
        for place, paragraph in enumerate(section.paragraphs):
            for line, sentence in enumerate(paragraph.sentences):
                if not sentence.tells and sentence.about == "practice":
                    where = f"report.{name}.{number}.paragraphs.{place}.sentences.{line}.tells"
                    says = f"Sentence {sentence.id}: say which sentences of the report it tells in plain words"
                    yield Problem(where=where, says=says)
    yield from _leaves_out(case, sections, name)
    yield from _reads_easily(sections, version, name)


def _parts(sections: tuple[Section, ...], version: PlainVersion, name: str) -> Iterator[Problem]:
    known = [part.id for part in version.parts]
    for number, section in enumerate(sections):
        if section.id not in known:
            says = f"There is no such part in {VERSIONS[name]}; it has: {', '.join(known)}"
            yield Problem(where=f"report.{name}.{number}.id", says=says)
    written = {each.id for each in sections if each.sentences}
    for part in version.parts:
        if part.id not in written:
            yield Problem(where=f"report.{name}", says=f"Write '{part.title}' of {VERSIONS[name]}: it is missing")


def _leaves_out(case: Case, sections: tuple[Section, ...], name: str) -> Iterator[Problem]:
    """A priority action is told in every version."""
    told = {id for section in sections for each in section.sentences for id in each.tells}
    for asked in case.record.recommendations:
        saying = {each.id for own in case.report.sections for each in own.sentences if asked.id in each.recommendations}
        if asked.severity == "priority_action" and saying and not saying & told:
            says = f"Priority action {asked.id} is not told in {VERSIONS[name]}: write it there in plain words"
            yield Problem(where=f"report.{name}", says=says)


def _reads_easily(sections: tuple[Section, ...], version: PlainVersion, name: str) -> Iterator[Problem]:
    texts = [each.text for section in sections for each in section.sentences]
    if not texts or number_of_words(texts) < report_settings().plain.words:
        return
    age = reading_age(texts)
    if age > version.reading_age:
        yield Problem(where=f"report.{name}", says=(
            f"It reads easily at the age of {age:.0f}, and should at {version.reading_age} (Coleman and Liau): "
            "use shorter words and shorter sentences"
        ))  # fmt: skip
