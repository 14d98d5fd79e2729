"""What does one row of a published table tell, and of which area?"""

from __future__ import annotations

import re
from datetime import date
from types import MappingProxyType

from joint_inspection.areas import Area, Register
from joint_inspection.areas.names import plain_name
from joint_inspection.errors import InvalidInput, invalid
from joint_inspection.outcomes.mapping import Mapped, Meaning, Table, Version
from joint_inspection.outcomes.model import Outcome, OverallState
from joint_inspection.tables import Row

ELSEWHERE = "elsewhere"
"""Stands for the code of an area that the register does not hold."""


def place(row: Row, *, table: Table, mapping: Mapped, register: Register) -> tuple[Outcome, ...]:
    """The row as outcomes, one for each area that it is about; raises InvalidInput with the reason and advice."""
    reader = _Reader(row, table, mapping, register)
    return reader.outcomes()


def place_elsewhere(row: Row, *, table: Table, mapping: Mapped, register: Register) -> tuple[Outcome, ...]:
    """What a row tells of a service in another country, under no area; nothing where it is about no such service."""
    reader = _Reader(row, table, mapping, register)
    return reader.outcomes(elsewhere=True) if reader.is_elsewhere else ()


class _Reader:
    """Reads one row by the mapping of its table."""

    def __init__(self, row: Row, table: Table, mapping: Mapped, register: Register) -> None:
        self.row, self.table, self.mapping, self.register = row, table, mapping, register
        self.notes: list[str] = []

    def outcomes(self, *, elsewhere: bool = False) -> tuple[Outcome, ...]:
        meaning = self._meaning()
        start, end, published = self._dates()
        day = start or end or published
        if day is None:
            raise self._no("date", "Give the row a date: its first day on site, or else when it was published")
        version = self._version(meaning, day)
        overall, state = self._overall(meaning, version)
        judgements = self._judgements(meaning)
        places = [(ELSEWHERE, self._plain_name())] if elsewhere else self._places(day)
        return tuple(
            Outcome(
                id=f"{meaning.framework}-{code}-{day}-{meaning.kind}", area=code, name=name,
                framework=f"{meaning.framework}@{version.version}", kind=meaning.kind,
                start=start, end=end, published=published, overall=overall, overall_state=state,
                judgements=MappingProxyType(judgements), theme=self._theme(),
                inspectorates=self._inspectorates(), next_due=self._date("next_due"),
                next_says=self._text("next_says"), note="; ".join(self.notes) or None, source=self.table.id,
                row=self.row.line, url=self._text("url"), score=self._score(),
            )
            for code, name in places
        )  # fmt: skip

    @property
    def is_elsewhere(self) -> bool:
        return not self._text("area") and plain_name(self._plain_name()) in self.mapping.elsewhere

    def _places(self, day: date) -> list[tuple[str, str]]:
        areas = self._areas(day)
        if len(areas) > 1:
            self.notes.append(f"One visit to {', '.join(area.name for area in areas)} together")
        return [(area.ons_code, area.name) for area in areas]

    def _plain_name(self) -> str:
        """The name without the words that some tables put around it."""
        name = self._text("name") or ""
        for noise in self.mapping.noise:
            name = re.sub(re.escape(noise), "", name, flags=re.IGNORECASE).strip()
        return name

    def _no(self, where: str, says: str) -> InvalidInput:
        return invalid(where, says, file=self.row.file, line=self.row.line)

    def _text(self, key: str) -> str | None:
        text = self.row[self.table.columns.get(key, "")]
        return None if text.casefold() in self.mapping.missing else text

    def _theme(self) -> str | None:
        text = self._text("theme")
        return self.mapping.themes.get(plain_name(text), slug(text)) if text else None

    def _date(self, key: str) -> date | None:
        return self.row.date(self.table.columns[key]) if self._text(key) else None

    def _score(self) -> float | None:
        return self.row.number(self.table.columns["score"]) if self._text("score") else None

    def _meaning(self) -> Meaning:
        for rule in self.table.rules:
            if all(plain_name(self.row[column]) in words for column, words in rule.when.items()):
                if rule.meaning is None:
                    raise self._no("row", rule.unplaced or "")
                return rule.meaning
        columns = dict.fromkeys(column for rule in self.table.rules for column in rule.when)
        says = ", ".join(f"{column} {self.row[column]!r}" for column in columns)
        raise self._no("row", f"Nothing is known of {says}; correct the words, or add a rule for them to mapping.yaml")

    def _dates(self) -> tuple[date | None, date | None, date | None]:
        start, end, published = self._date("start"), self._date("end"), self._date("published")
        if start and end and end < start:
            raise self._no("dates", f"The last day ({end}) is before the first ({start}); correct one")
        begun = start or end
        if begun and published and published < begun:
            raise self._no("dates", f"It was published ({published}) before it began ({begun}); correct one")
        letter = self._date("letter")
        if letter and published and letter != published:
            self._note(f"The letter itself is dated {letter}")
        return start, end, published

    def _version(self, meaning: Meaning, day: date) -> Version:
        for version in self.mapping.versions[meaning.framework]:
            if version.covers(day):
                return version
        raise self._no("date", f"No version of {meaning.framework} was in force on {day}; correct the date")

    def _overall(self, meaning: Meaning, version: Version) -> tuple[str | None, OverallState]:
        grade = self._grade(meaning, meaning.overall) if meaning.overall else None
        if version.no_overall:
            if grade:
                self.notes.append(f"The table gives an overall of {grade}; this version of the framework has none")
            return None, "none_by_design"
        state: OverallState = meaning.without_overall  # type: ignore[assignment]
        return grade, "graded" if grade else state

    def _judgements(self, meaning: Meaning) -> dict[str, str]:
        found = {id: self._grade(meaning, column) for column, id in meaning.judgements.items()}
        return {id: grade for id, grade in found.items() if grade}

    def _grade(self, meaning: Meaning, column: str) -> str | None:
        word = self.row[column]
        if word.casefold() in self.mapping.missing:
            return None
        scale = meaning.scale or ""
        restored = self.mapping.restored.get(scale, {})
        if (grade := self.mapping.same_grade.get(plain_name(word), slug(word))) in restored:
            self._note(restored["says"])
            return restored[grade]
        if grade not in self.mapping.scales[scale]:
            known = ", ".join(sorted(self.mapping.scales[scale]))
            raise self._no(column, f"{word!r} is no grade of {meaning.framework}; write one of {known}, or nothing")
        return grade

    def _note(self, says: str) -> None:
        if says not in self.notes:
            self.notes.append(says)

    def _inspectorates(self) -> tuple[str, ...]:
        words = (plain_name(word) for word in re.split(r"[;,|]", self._text("inspectorates") or "") if word.strip())
        return tuple(dict.fromkeys(self.mapping.inspectorates.get(word, slug(word)) for word in words))

    def _areas(self, day: date) -> tuple[Area, ...]:
        """The areas as they stood on the day; a service named after an abolished one works for its successors."""
        named = self._named(day)
        standing = [later for area in named for later in self.register.successors_on(area.ons_code, day)]
        gone = [area.name for area in named if area not in standing]
        if gone:
            self._note(f"Published under the name of {', '.join(gone)}, abolished by then")
        return tuple({area.ons_code: area for area in standing}.values())

    def _named(self, day: date) -> list[Area]:
        codes = re.split(r"[;,|\s]+", self._text("area") or "")
        if codes != [""]:
            return [self._area(code, on=None) for code in codes if code]
        if not self._text("name"):
            raise self._no("area", "Give the row the ONS code of its area")
        name = self._plain_name()
        if plain_name(name) in self.mapping.elsewhere:
            raise self._no("area", self.mapping.elsewhere_says)
        try:
            return [self._area(name, on=day)]
        except InvalidInput:
            return [self._area(name, on=None)]

    def _area(self, name_or_code: str, *, on: date | None) -> Area:
        try:
            return self.register.find(name_or_code, on=on)
        except InvalidInput as error:
            raise self._no("area", " ".join(problem.says for problem in error.problems)) from None


def slug(word: str) -> str:
    """The word as an id: lower case with underscores."""
    return plain_name(word).replace(" ", "_")
