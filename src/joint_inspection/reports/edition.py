"""What does a reader hold: one edition of a report, as a value that every format is made from?

An edition holds what the public may know and nothing about a single child: sentences with their identifiers, and the
identifiers of what they rest on. JSON in and out; HTML, PDF and documents carry the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

from pydantic import ConfigDict, Field

from joint_inspection.errors import InvalidInput, invalid
from joint_inspection.evidence.model import Direction
from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.model import Framework, Value
from joint_inspection.inspections.said import read_day
from joint_inspection.record.model import InspectionRecord
from joint_inspection.record.report import Count, Section, Sentence
from joint_inspection.reports.case import Case
from joint_inspection.reports.compose import area_name
from joint_inspection.reports.facts import TITLES, facts_of
from joint_inspection.reports.layout import grade_titles, sections_of
from joint_inspection.reports.plain import VERSIONS, check_plain
from joint_inspection.reports.rests import Kind, kinds_of
from joint_inspection.reports.settings import report_settings

Version = Literal["report", "summary", "children"]
TITLED = {"report": "", "summary": "Plain summary: ", "children": "For children and young people: "}
DIFFERED = "Where an inspectorate differed"


class Part(Value):
    """A part of an edition."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, strict=True)


class Body(Part):
    """Who inspected, or to whom it is addressed."""

    code: str
    name: str


class Line(Part):
    """One sentence and what it rests on."""

    id: str
    text: str
    findings: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    """Every piece of evidence that it rests on."""
    recommendations: tuple[str, ...] = ()
    judgements: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    facts: dict[str, int] = Field(default_factory=dict)
    counts: tuple[Count, ...] = ()
    limit: bool = False
    rests_on: dict[Kind, int] = Field(default_factory=dict)
    """How many pieces of evidence of each kind."""


class Lines(Part):
    """Sentences that belong together."""

    heading: str | None = None
    lines: tuple[Line, ...]


class Titled(Part):
    """A section with its title."""

    id: str
    title: str
    paragraphs: tuple[Lines, ...] = ()


class Grade(Part):
    """What was agreed for one judgement, in the framework's words."""

    judgement: str
    title: str
    grade: str
    grade_title: str


class ToldFinding(Part):
    """A finding that the report tells; its words are the sentences that name it."""

    id: str
    criterion: str
    criterion_title: str
    about: tuple[Body, ...]
    direction: Direction
    rests_on: dict[Kind, int] = Field(default_factory=dict)


class Number(Part):
    """A number about the inspection."""

    id: str
    title: str
    number: int


class Signed(Part):
    """An inspectorate that signed, and where it differed."""

    inspectorate: str
    on: date
    dissent: str | None = None


class Edition(Part):
    """One edition of a report, as a reader holds it."""

    language: Literal["en-GB"] = "en-GB"
    version: Version
    state: Literal["draft", "final"]
    title: str
    inspection: str
    """The inspection's reference."""
    framework: str
    framework_title: str
    area: str
    area_name: str
    kind: str
    theme: str | None
    first_day: str
    last_day: str
    dated: str | None
    inspectorates: tuple[Body, ...]
    addressed_to: tuple[Body, ...]
    sections: tuple[Titled, ...]
    summary: tuple[Titled, ...] = ()
    """The plain summary, where the edition is the report."""
    children: tuple[Titled, ...] = ()
    """The version for children, where the edition is the report."""
    grades: tuple[Grade, ...] = ()
    findings: tuple[ToldFinding, ...] = ()
    numbers: tuple[Number, ...]
    signed: tuple[Signed, ...]
    digest: str
    """Fingerprint of the text that was signed."""
    supersedes: str | None
    correction: str | None

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every sentence."""
        return tuple(line for section in self.sections for each in section.paragraphs for line in each.lines)

    def reading(self, version: Version) -> Edition:
        """The same report in plain words or for children, as an edition of its own."""
        if version == "report" or self.version != "report":
            return self
        bare = {"summary": (), "children": (), "grades": (), "findings": ()}
        own = {"version": version, "title": f"{TITLED[version]}{self.title}", "sections": getattr(self, version)}
        return self.model_copy(update=bare | own)


def edition_schema() -> dict[str, Any]:
    """The JSON Schema of an edition."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:joint-inspection:report",
        **Edition.model_json_schema(),
        "title": "One edition of the report of an inspection",
        "description": "Every sentence has an identifier for good; nothing about a single child stands in it.",
    }


def edition_of(record: InspectionRecord, *, version: Version = "report") -> Edition:
    """The edition of a record's report; raises InvalidInput where a plain version is not written."""
    if record.report is None:
        raise invalid("report", "This record has no report yet: compose a draft first")
    case = Case(report=record.report, record=record, framework=find(record.framework))
    if version in VERSIONS and (problems := tuple(check_plain(case, version))):
        raise InvalidInput(problems)
    return _edition(case, version)


def _edition(case: Case, version: Version) -> Edition:
    record, framework, report = case.record, case.framework, case.report
    inspectorates = [body for body in record.bodies if body.kind == "inspectorate"]
    signed = [each for each in record.sign_offs if each.digest == report.digest]
    letter = next((each for each in record.letters if each.dated), None)
    numbers = facts_of(record)
    return Edition(
        version=version, state=report.state, title=f"{TITLED[version]}{_title(record, framework)}",
        inspection=record.ref, framework=framework.ref, framework_title=framework.title, area=record.area,
        area_name=area_name(record), kind=framework.kind(record.kind).title, theme=_theme(record, framework),
        first_day=_iso(record.dates.first_day), last_day=_iso(record.dates.last_day),
        dated=_iso(letter.dated) if letter and letter.dated else None,
        inspectorates=tuple(Body(code=body.code, name=body.name) for body in inspectorates),
        addressed_to=tuple(Body(code=body.code, name=body.name) for body in record.bodies
                           if body.kind in framework.report.addressed_to),
        sections=tuple(_sections(case, version)), **(_beside(case) if version == "report" else {}),
        numbers=tuple(Number(id=name, title=TITLES[name], number=numbers[name]) for name in TITLES),
        signed=tuple(Signed(inspectorate=each.inspectorate, on=each.on, dissent=each.dissent) for each in signed),
        digest=report.digest, supersedes=report.supersedes, correction=report.correction,
    )  # fmt: skip


def _title(record: InspectionRecord, framework: Framework) -> str:
    return f"{framework.title}: {area_name(record)}"


def _theme(record: InspectionRecord, framework: Framework) -> str | None:
    return next((each.title for each in framework.cycle.themes if each.id == record.theme), None)


def _sections(case: Case, version: Version) -> Iterator[Titled]:
    if version in VERSIONS:
        yield from _plain(case, version)
        return
    own = {each.id: each for each in case.report.sections}
    differing = list(_differing(case))
    for section in sections_of(case.framework):
        paragraphs = [*_paragraphs(case, own[section.id])] if section.id in own else []
        if "children" in section.holds:
            paragraphs += [each for part in _plain(case, "children") for each in _under(part)]
        if "dissent" in section.holds:
            paragraphs, differing = [*paragraphs, *differing], []
        if paragraphs or section.required:
            yield Titled(id=section.id, title=section.title, paragraphs=tuple(paragraphs))
    if differing:
        yield Titled(id="dissent", title=DIFFERED, paragraphs=tuple(differing))


def _beside(case: Case) -> dict[str, Any]:
    """What stands beside the report itself: the plain versions, what was agreed, and what its findings are about."""
    return {
        "summary": tuple(_plain(case, "summary")), "children": tuple(_plain(case, "children")),
        "grades": tuple(_grades(case)), "findings": tuple(_findings(case)),
    }  # fmt: skip


def _grades(case: Case) -> Iterator[Grade]:
    titles = {each.id: each.title for each in case.framework.judging.judgements}
    words = grade_titles(case.framework)
    for each in case.record.grades:
        yield Grade(
            judgement=each.judgement, title=titles.get(each.judgement, each.judgement), grade=each.grade,
            grade_title=words.get((each.judgement, each.grade), each.grade),
        )  # fmt: skip


def _findings(case: Case) -> Iterator[ToldFinding]:
    """Those that a sentence of the report names: what no sentence tells is not published."""
    told = {id for section in case.report.sections for line in section.sentences for id in line.findings}
    criteria = {each.id: each.title for each in case.framework.criteria}
    bodies = {each.code: Body(code=each.code, name=each.name) for each in case.record.bodies}
    for each in case.record.findings:
        if each.id in told:
            yield ToldFinding(
                id=each.id, criterion=each.criterion, criterion_title=criteria.get(each.criterion, each.criterion),
                about=tuple(bodies[code] for code in each.about if code in bodies), direction=each.direction,
                rests_on=kinds_of(case.items_named(each.supports)),
            )  # fmt: skip


def _plain(case: Case, version: str) -> Iterator[Titled]:
    """A plain version, part by part; parts that nobody wrote are left out."""
    parts: tuple[Section, ...] = getattr(case.report, version)
    titles = {part.id: part.title for part in getattr(report_settings().plain, version).parts}
    for part in parts:
        if part.sentences:
            yield Titled(id=part.id, title=titles.get(part.id, part.id), paragraphs=tuple(_paragraphs(case, part)))


def _under(part: Titled) -> Iterator[Lines]:
    """A part as paragraphs, the first under its title."""
    for number, each in enumerate(part.paragraphs):
        yield each if number or each.heading else each.model_copy(update={"heading": part.title})


def _paragraphs(case: Case, section: Section) -> Iterator[Lines]:
    for each in section.paragraphs:
        if each.sentences:
            yield Lines(heading=each.heading, lines=tuple(_line(case, sentence) for sentence in each.sentences))


def _line(case: Case, sentence: Sentence) -> Line:
    kept = ("id", "text", "findings", "recommendations", "judgements", "tells", "facts", "counts", "limit")
    items = case.items_of(sentence)
    said = {name: getattr(sentence, name) for name in kept}
    return Line(evidence=tuple(item.id for item in items), rests_on=kinds_of(items), **said)


def _differing(case: Case) -> Iterator[Lines]:
    """What an inspectorate that differed wrote, under its name."""
    names = {body.code: body.name for body in case.record.bodies}
    for each in case.record.sign_offs:
        if each.dissent and each.digest == case.report.digest:
            line = Line(id=f"dissent-{each.inspectorate}", text=each.dissent)
            yield Lines(heading=names.get(each.inspectorate, each.inspectorate), lines=(line,))


def _iso(written: str) -> str:
    try:
        return read_day(written).isoformat()
    except InvalidInput:
        return written
