"""What does the report of an inspection say, sentence by sentence, and who signed and released it?

Each sentence has an identifier that is given once: it stays when the words change, and is never given again after a
sentence was taken out. A comment on facts, a link and a correction can therefore name a sentence for good.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from joint_inspection.frameworks.model import Id, Text
from joint_inspection.record.part import Code, Part, Words

SentenceId = Annotated[str, StringConstraints(pattern=r"^s[1-9][0-9]{0,5}$")]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
MOST = 5_000
"""Sentences, paragraphs or sections of one report."""
Number = Annotated[int, Field(ge=0)]


class Count(Part):
    """What a word such as *most* stands for: how many of how many."""

    word: Text
    """The word in the sentence, in small letters."""
    count: Number
    of: Annotated[int, Field(ge=1)]
    what: Text
    """What was counted: ``children whose cases were read``."""
    in_area: bool = False
    """Counts children of the whole area, and not of those whom inspectors looked at."""


class Sentence(Part):
    """One sentence of a report, and what it rests on."""

    id: SentenceId
    text: Words = Field(repr=False)
    about: Literal["practice", "inspection"] = "practice"
    """``inspection``: tells of the inspection itself, and what happens next; it rests on the record as a whole."""
    findings: tuple[Code, ...] = ()
    evidence: tuple[Code, ...] = ()
    """Items cited besides those that its findings rest on."""
    recommendations: tuple[Code, ...] = ()
    judgements: tuple[Id, ...] = ()
    """The judgements whose grade it tells."""
    tells: tuple[SentenceId, ...] = ()
    """In the plain versions: the sentences of the report that it tells again."""
    facts: dict[Id, Number] = Field(default_factory=dict)
    """Numbers about the inspection that stand in it: ``children_tracked``."""
    counts: tuple[Count, ...] = ()
    limit: bool = False
    """Says what was not looked at, or what the inspection cannot tell."""

    @property
    def cites(self) -> bool:
        """Whether it rests on anything."""
        return bool(self.findings or self.evidence or self.recommendations or self.judgements or self.tells)


class Paragraph(Part):
    """Sentences that belong together."""

    heading: Text | None = None
    sentences: tuple[Sentence, ...] = Field(default=(), max_length=MOST)


class Section(Part):
    """A section of the report; the framework says which there are."""

    id: Id
    paragraphs: tuple[Paragraph, ...] = Field(default=(), max_length=MOST)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All its sentences."""
        return tuple(sentence for each in self.paragraphs for sentence in each.sentences)


class Report(Part):
    """What a report says, to its readers, in plain words, and to children."""

    state: Literal["draft", "final"] = "draft"
    sections: tuple[Section, ...] = Field(default=(), max_length=MOST)
    summary: tuple[Section, ...] = Field(default=(), max_length=MOST)
    """The plain summary."""
    children: tuple[Section, ...] = Field(default=(), max_length=MOST)
    """The version for children."""
    given: Number = 0
    """The highest number that a sentence's identifier ever had."""
    proper_names: tuple[Text, ...] = ()
    """Words with a capital letter that somebody looked at: they name no child, family or worker."""
    supersedes: Digest | None = None
    """The published text that this one corrects."""
    correction: Text | None = None
    """Why it was corrected."""

    @property
    def digest(self) -> str:
        """A fingerprint of everything that readers see: whoever signs, signs this text."""
        said = self.model_dump(mode="json", exclude={"state", "given", "proper_names"})
        return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Every sentence, those in plain words too."""
        return tuple(sentence for _, sentence in self.places)

    @property
    def places(self) -> Iterator[tuple[str, Sentence]]:
        """Every sentence and the place where it stands: ``report.sections.2.paragraphs.0.sentences.1``."""
        for part in ("sections", "summary", "children"):
            yield from ((f"report.{where}", sentence) for where, sentence in places_in(part, getattr(self, part)))

    def sentence(self, id: str) -> Sentence | None:
        """The sentence with this identifier."""
        return next((each for each in self.sentences if each.id == id), None)


def places_in(part: str, sections: tuple[Section, ...]) -> Iterator[tuple[str, Sentence]]:
    """Every sentence of some sections with its place among them."""
    for number, section in enumerate(sections):
        for place, paragraph in enumerate(section.paragraphs):
            for line, sentence in enumerate(paragraph.sentences):
                yield f"{part}.{number}.paragraphs.{place}.sentences.{line}", sentence


class Graded(Part):
    """The grade that was agreed for one judgement."""

    judgement: Id
    grade: Id


class SignOff(Part):
    """One inspectorate agrees to a text, or says in writing where it differs."""

    inspectorate: Code
    by: Code
    """Reference of the person who signs for it."""
    on: date
    digest: Digest
    """Of the text that was signed."""
    dissent: Words | None = Field(default=None, repr=False)
    """Where it differs and why; the report prints it."""


class Release(Part):
    """Somebody looked through a text for anything that could tell who a child is, and lets it go out."""

    by: Code
    on: date
    digest: Digest


class Group(Part):
    """How many children of the area have some traits together."""

    traits: tuple[Text, ...] = Field(min_length=1)
    """As settings name them: ``age:7``, ``sex:girl``."""
    children: Number
