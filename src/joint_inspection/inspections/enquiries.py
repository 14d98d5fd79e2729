"""What should inspectors read before they come, and which questions do they set out with?

Suggestions, each with where it comes from: the framework, what earlier inspections found and asked for, the area's own
evaluation, reviews of serious cases. People take them over, or do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import yaml

from joint_inspection.errors import InvalidInput
from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.model import Cited, Framework, Id, Scale, Source, Text, Value
from joint_inspection.outcomes.model import Outcome

FILE = Path(__file__).with_name("enquiries.yaml")
FEW = 4
"""So many of the last inspections are looked at."""


class Origin(StrEnum):
    """Where a line of enquiry comes from."""

    FRAMEWORK = "framework"
    LAST_LETTER = "last_letter"
    """The last report or letter about the area."""
    STATEMENT = "statement"
    """What the area said it would do about it."""
    SELF_EVALUATION = "self_evaluation"
    REVIEW = "review"
    """A serious case review or child safeguarding practice review."""
    DATA = "data"
    HEARSAY = "hearsay"
    """What one agency says of another: enough to ask, never enough to find."""
    CARRIED_ON = "carried_on"
    """An earlier inspection left it open for the next."""
    TEAM = "team"


class ReadingKind(StrEnum):
    """What sort of thing is read beforehand."""

    LAST_LETTER = "last_letter"
    STATEMENT = "statement"
    SELF_EVALUATION = "self_evaluation"
    REVIEW = "review"
    DATA = "data"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class SuggestedLine:
    """A question to set out with, and where it comes from."""

    key: str
    """The same for the same suggestion."""
    asks: str
    origin: Origin
    source: str
    """In words."""
    url: str | None = None


@dataclass(frozen=True, kw_only=True)
class SuggestedReading:
    """Something to read beforehand."""

    key: str
    kind: ReadingKind
    title: str
    url: str | None = None


class ToRead(Cited):
    """Something that is read for every area."""

    kind: ReadingKind
    title: Text


class ToAsk(Cited):
    """A question that some reading opens."""

    asks: Text


class Log(Cited):
    """Why reading is logged."""

    says: Text


class EnquirySettings(Value):
    """What is suggested wherever the framework says nothing."""

    version: str
    sources: tuple[Source, ...]
    log: Log
    reading: tuple[ToRead, ...]
    lines: dict[Id, ToAsk]


@cache
def enquiry_settings() -> EnquirySettings:
    """The settings that come with the package."""
    return EnquirySettings.model_validate(yaml.safe_load(FILE.read_text(encoding="utf-8")))


def lines_to_start_from(framework: Framework, history: Iterable[Outcome]) -> tuple[SuggestedLine, ...]:
    """The framework's own questions, then those that earlier inspections and other reading open."""
    own = [
        SuggestedLine(key=f"framework:{line.id}", asks=line.asks, origin=Origin.FRAMEWORK, source=framework.short_title)
        for line in framework.lines_of_enquiry
    ]
    earlier = [line for outcome in last_of_each(history) for line in _lines_of(outcome)]
    return (*own, *earlier, *_lines_of_other_reading())


def reading_to_start_from(history: Iterable[Outcome]) -> tuple[SuggestedReading, ...]:
    """What earlier inspections published, what the area said it would do, and what is read for every area."""
    earlier = [each for outcome in last_of_each(history) for each in _reading_of(outcome)]
    always = [
        SuggestedReading(key=f"always:{each.kind}", kind=each.kind, title=each.title)
        for each in enquiry_settings().reading
    ]
    return (*earlier, *always)


def last_of_each(history: Iterable[Outcome]) -> tuple[Outcome, ...]:
    """The newest outcome of each framework with grades, and the newest without, a few of them, the newest first."""
    found: dict[tuple[str, bool], Outcome] = {}
    for outcome in sorted((one for one in history if one.when), key=lambda one: str(one.when), reverse=True):
        found.setdefault((outcome.framework_id, _is_graded(outcome)), outcome)
    return tuple(found.values())[:FEW]


@dataclass(frozen=True, kw_only=True)
class Weak:
    """A judgement with the lowest grade that an inspection gave."""

    judgement: str
    grade: str
    worst: bool
    """Whether it is the lowest grade that there is."""


def weakest(outcome: Outcome) -> tuple[Weak, ...]:
    """The judgements with the lowest grade given, where it is in the lower half of its scale."""
    framework = _framework(outcome)
    if framework is None:
        return ()
    given = dict(outcome.judgements) or ({"overall": outcome.overall} if outcome.overall else {})
    scales = {scale.id: scale for scale in framework.judging.scales}
    placed = [
        (place, judgement.title)
        for judgement in framework.judging.judgements
        if judgement.scale and (place := _place(scales[judgement.scale], given.get(judgement.id))) is not None
    ]
    lowest = min((place for (place, _), _ in placed), default=None)
    return tuple(
        Weak(judgement=title, grade=grade, worst=place == 0) for (place, grade), title in placed if place == lowest
    )


def _place(scale: Scale, grade: str | None) -> tuple[int, str] | None:
    """Place and title of a grade in the lower half of its scale; None for the others."""
    for place, each in enumerate(scale.grades):
        if each.id == grade and place * 2 < len(scale.grades):
            return place, each.title
    return None


def said_outcome(outcome: Outcome) -> str:
    """An earlier inspection in words: framework, kind and month."""
    framework = _framework(outcome)
    if framework is None:
        return f"{outcome.framework} of {outcome.when}"
    kinds = {kind.id: kind.title.lower() for kind in framework.kinds}
    return f"{framework.short_title} ({kinds.get(outcome.kind, outcome.kind)}), {outcome.when:%B %Y}"


def _lines_of(outcome: Outcome) -> Iterator[SuggestedLine]:
    """What one earlier inspection leaves to ask."""
    what, found = said_outcome(outcome), weakest(outcome)
    asks = {id: each.asks for id, each in enquiry_settings().lines.items()}
    for weak in found:
        says = asks["weakest"].format(judgement=weak.judgement, grade=weak.grade.lower(), what=what)
        yield _line(f"weakest:{outcome.id}:{weak.judgement}", says, Origin.LAST_LETTER, outcome)
    if not _is_graded(outcome):
        yield _line(f"points:{outcome.id}", asks["narrative"].format(what=what), Origin.LAST_LETTER, outcome)
    if asks_statement(outcome):
        yield _line(f"statement:{outcome.id}", asks["statement"].format(what=what), Origin.STATEMENT, outcome)


def _line(key: str, asks: str, origin: Origin, outcome: Outcome) -> SuggestedLine:
    return SuggestedLine(key=key, asks=asks, origin=origin, source=said_outcome(outcome), url=outcome.url)


def _lines_of_other_reading() -> Iterator[SuggestedLine]:
    lines, titles = enquiry_settings().lines, {each.kind: each.title for each in enquiry_settings().reading}
    for origin in (Origin.SELF_EVALUATION, Origin.REVIEW):
        source = titles[ReadingKind(origin.value)]
        yield SuggestedLine(key=f"always:{origin}", asks=lines[origin.value].asks, origin=origin, source=source)


def asks_statement(outcome: Outcome) -> bool:
    """Whether a written statement may have been asked for, by its framework's rule and by what was found."""
    framework, found = _framework(outcome), weakest(outcome)
    if framework is None or framework.statement.asked == "never":
        return False
    if framework.statement.asked == "when_priority_action":
        return any(weak.worst for weak in found)
    return bool(found) or not _is_graded(outcome)


def _is_graded(outcome: Outcome) -> bool:
    return bool(outcome.judgements or outcome.overall)


def _reading_of(outcome: Outcome) -> Iterator[SuggestedReading]:
    what = said_outcome(outcome)
    yield SuggestedReading(
        key=f"letter:{outcome.id}", kind=ReadingKind.LAST_LETTER, title=f"Report or letter: {what}", url=outcome.url
    )
    if asks_statement(outcome):
        title = f"Statement of proposed action, if one was asked for: {what}"
        yield SuggestedReading(key=f"statement:{outcome.id}", kind=ReadingKind.STATEMENT, title=title)


def _framework(outcome: Outcome) -> Framework | None:
    try:
        return find(outcome.framework)
    except InvalidInput:
        return None
