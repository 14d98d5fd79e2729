"""What could the report say, going by what the record holds?

A draft: people rewrite it sentence by sentence. What only people can write (children's experiences in their own order,
the plain versions) is left for them, and the check says that it is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count, groupby
from typing import Any

from joint_inspection.areas import load_register
from joint_inspection.errors import InvalidInput
from joint_inspection.follow_up.authorities import in_words as asked_in_words
from joint_inspection.follow_up.recommendations import Severity
from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.model import Framework, ReportSection
from joint_inspection.inspections.said import read_day, said
from joint_inspection.record.model import FindingIn, InspectionRecord
from joint_inspection.record.report import Paragraph, Report, Section, Sentence
from joint_inspection.reports.facts import facts_of, many
from joint_inspection.reports.layout import feeds, grade_titles, sections_of
from joint_inspection.reports.settings import report_settings


def compose(record: InspectionRecord) -> Report:
    """A draft of the report, section by section as the framework says."""
    draft = _Draft(record=record, framework=find(record.framework))
    sections = tuple(draft.section(each) for each in sections_of(draft.framework))
    plain = report_settings().plain
    return Report(
        sections=sections, given=draft.given,
        summary=tuple(Section(id=part.id) for part in plain.summary.parts),
        children=tuple(Section(id=part.id) for part in plain.children.parts),
    )  # fmt: skip


@dataclass(kw_only=True)
class _Draft:
    """A report that is being written, and how many of its sentences have an identifier."""

    record: InspectionRecord
    framework: Framework
    given: int = 0
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def section(self, section: ReportSection) -> Section:
        paragraphs = (each for part in section.holds if part in PARTS for each in PARTS[part](self, section))
        return Section(id=section.id, paragraphs=tuple(each for each in paragraphs if each.sentences))

    def sentence(self, text: str, **rests_on: Any) -> Sentence:
        self.given = next(self.numbers)
        return Sentence(id=f"s{self.given}", text=_ended(text), **rests_on)

    def tell(self, findings: Iterable[FindingIn]) -> tuple[Sentence, ...]:
        return tuple(self.sentence(each.text, findings=(each.id,)) for each in findings)

    def findings(self, section: ReportSection) -> Iterator[FindingIn]:
        """The findings of the judgements of a section; of all where it names none."""
        judgement = feeds(self.framework)
        for each in self.record.findings:
            if not section.judgements or judgement.get(each.criterion) in section.judgements:
                yield each

    def names(self, codes: Iterable[str]) -> str:
        known = {body.code: body.name for body in self.record.bodies}
        return _listed([known.get(code, code) for code in codes])


def headlines(draft: _Draft, section: ReportSection) -> Iterator[Paragraph]:
    """How much is strong and weak, judgement by judgement."""
    judgement = feeds(draft.framework)
    for each in draft.framework.judging.judgements:
        own = [found for found in draft.findings(section) if judgement.get(found.criterion) == each.id]
        strong = sum(found.direction == "strength" for found in own)
        weak = sum(found.direction == "weakness" for found in own)
        if own:
            says = f"{each.title}: {many(strong, 'strength')} and {many(weak, 'weakness', 'weaknesses')}"
            yield Paragraph(sentences=(draft.sentence(says, findings=tuple(found.id for found in own)),))


def grades(draft: _Draft, section: ReportSection) -> Iterator[Paragraph]:
    """The grade of each judgement of the section."""
    titles = {each.id: each.title for each in draft.framework.judging.judgements}
    words = grade_titles(draft.framework)
    told = [each for each in draft.record.grades if not section.judgements or each.judgement in section.judgements]
    yield Paragraph(sentences=tuple(
        draft.sentence(f"{titles.get(each.judgement, each.judgement)}: "
                       f"{words.get((each.judgement, each.grade), each.grade).lower()}", judgements=(each.judgement,))
        for each in told
    ))  # fmt: skip


def recommended(draft: _Draft, severity: Severity) -> Iterator[Paragraph]:
    """What is asked, under the name of the body that holds the power."""
    asked = [each for each in draft.record.recommendations if each.severity == severity]
    for body, own in groupby(asked, key=lambda each: each.to):
        sentences = (draft.sentence(each.text, recommendations=(each.id,), findings=each.findings) for each in own)
        yield Paragraph(heading=draft.names([body]), sentences=tuple(sentences))


def one_way(draft: _Draft, section: ReportSection, direction: str) -> Iterator[Paragraph]:
    """What was found for, or against."""
    yield Paragraph(sentences=draft.tell(each for each in draft.findings(section) if each.direction == direction))


def by_judgement(draft: _Draft, section: ReportSection) -> Iterator[Paragraph]:
    """What was found, judgement by judgement; what feeds none comes last."""
    judgement, found = feeds(draft.framework), list(draft.findings(section))
    titles = {each.id: each.title for each in draft.framework.judging.judgements}
    for name, title in [*titles.items(), (None, None)]:
        own = (each for each in found if judgement.get(each.criterion) == name)
        yield Paragraph(heading=title if len(section.judgements) != 1 else None, sentences=draft.tell(own))


def by_agency(draft: _Draft, section: ReportSection) -> Iterator[Paragraph]:
    """What was found, agency by agency."""
    found = sorted(draft.findings(section), key=lambda each: each.about)
    for bodies, own in groupby(found, key=lambda each: each.about):
        yield Paragraph(heading=draft.names(bodies), sentences=draft.tell(own))


def experiences(draft: _Draft, section: ReportSection) -> Iterator[Paragraph]:
    """What was found of children's experiences."""
    telling = {item.id for item in draft.record.items if item.experience}
    yield Paragraph(sentences=draft.tell(each for each in draft.findings(section) if telling & {*each.supports}))


def area(draft: _Draft, section: ReportSection) -> Iterator[Paragraph]:
    """Who serves the area."""
    agencies = [body.name for body in draft.record.bodies if body.kind != "inspectorate"]
    says = f"{area_name(draft.record)} is served by {_listed(agencies)}"
    yield Paragraph(sentences=(draft.sentence(says, about="inspection"),))


def scope(draft: _Draft, section: ReportSection) -> Iterator[Paragraph]:
    """Who came, what was looked at in numbers, and what was not."""
    facts, dates = facts_of(draft.record), draft.record.dates
    who = _listed([body.name for body in draft.record.bodies if body.kind == "inspectorate"])

    def state(text: str, *names: str, limit: bool = False) -> Sentence:
        stated = {name: facts[name] for name in names}
        return draft.sentence(text, about="inspection", facts=stated, limit=limit)

    yield Paragraph(sentences=(
        state(f"{who} inspected {area_name(draft.record)} from {_day(dates.first_day)} to {_day(dates.last_day)}"),
        state(f"They followed the experiences of {many(facts['children_tracked'], 'child', 'children')} closely and "
              f"read records of {many(facts['children_sampled'], 'other child', 'other children')}",
              "children_tracked", "children_sampled"),
        state(f"They looked at {many(facts['agencies'], 'agency', 'agencies')} and noted "
              f"{many(facts['observations'], 'observation')} of practice", "agencies", "observations"),
        state(f"The findings rest on {many(facts['evidence'], 'piece')} of evidence", "evidence"),
    ))  # fmt: skip
    title = draft.framework.kind(draft.record.kind).title
    kind = title[:1].lower() + title[1:]
    limits = [state(
        f"This was one visit of a set kind ({kind}): what it did not look at is neither praised nor blamed", limit=True,
    )]  # fmt: skip
    if unheard := facts["children_not_heard"]:
        who = f"{many(unheard, 'child', 'children').capitalize()} followed closely could not be heard"
        limits.append(state(who, "children_not_heard", limit=True))
    yield Paragraph(sentences=tuple(limits))


def next_steps(draft: _Draft, section: ReportSection) -> Iterator[Paragraph]:
    """Who is asked for a statement of action, by when and where to."""
    for letter in draft.record.letters:
        if letter.asks_for_statement and letter.statement_of and letter.statement_due and letter.statement_to:
            who = asked_in_words(letter.statement_of, draft.record.every_body)
            says = f"{who}, is asked for a written statement of proposed action by {_day(letter.statement_due)}"
            where = f"It is sent to {letter.statement_to}"
            sentences = (draft.sentence(says, about="inspection"), draft.sentence(where, about="inspection"))
            yield Paragraph(sentences=sentences)


def referrals(draft: _Draft, section: ReportSection) -> Iterator[Paragraph]:
    """How many concerns were taken to other inspectorates."""
    number = facts_of(draft.record)["referrals"]
    says = f"{many(number, 'concern').capitalize()} about agencies went to the inspectorates that inspect them"
    yield Paragraph(sentences=(draft.sentence(says, about="inspection", facts={"referrals": number}),))


PARTS: dict[str, Callable[[_Draft, ReportSection], Iterator[Paragraph]]] = {
    "headlines": headlines,
    "grades": grades,
    "priority": lambda draft, _: recommended(draft, Severity.PRIORITY_ACTION),
    "improvement": lambda draft, _: recommended(draft, Severity.IMPROVEMENT),
    "strengths": lambda draft, section: one_way(draft, section, "strength"),
    "weaknesses": lambda draft, section: one_way(draft, section, "weakness"),
    "findings": by_judgement,
    "agencies": by_agency,
    "experiences": experiences,
    "area": area,
    "scope": scope,
    "next_steps": next_steps,
    "referrals": referrals,
}
"""How each part of a section is drafted. Dissent is written by whoever signs, the children's version by people."""


def area_name(record: InspectionRecord) -> str:
    """The area's name in the register, or its code."""
    register = load_register()
    return register.get(record.area).name if register.has(record.area) else record.area


def _day(written: str) -> str:
    try:
        return said(read_day(written))
    except InvalidInput:
        return written


def _listed(names: list[str]) -> str:
    *most, last = names or ["nobody"]
    return f"{', '.join(most)} and {last}" if most else last


def _ended(text: str) -> str:
    """A sentence with its full stop, and with a capital letter."""
    text = " ".join(text.split())
    return (text[:1].upper() + text[1:]) + ("" if text.endswith((".", "?", "!", ".”", '."')) else ".")
