"""What do the publishers' words mean here? The mapping file, read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from joint_inspection.areas.names import plain_name

MAPPING = Path(__file__).with_name("data") / "mapping.yaml"


@dataclass(frozen=True, kw_only=True)
class Version:
    """The days on which a visit that begins belongs to one version of a framework."""

    version: str
    start: date
    end: date | None = None
    no_overall: bool = False

    def covers(self, day: date) -> bool:
        """Say whether a visit that begins on ``day`` belongs to it."""
        return self.start <= day and (self.end is None or day <= self.end)


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """What a row of a certain sort is: its framework, kind of visit, and which column holds which judgement."""

    framework: str
    kind: str
    scale: str | None = None
    overall: str | None = None
    without_overall: str = "not_in_source"
    judgements: Mapping[str, str] = field(default_factory=dict)
    """Judgement id by column."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """If a row's cells read so, this is what it means, or why it has no place."""

    when: Mapping[str, frozenset[str]]
    meaning: Meaning | None = None
    unplaced: str | None = None


@dataclass(frozen=True, kw_only=True)
class Table:
    """One published table: which column tells what, and the rules for its rows."""

    file: str
    id: str
    title: str
    publisher: str
    licence: str
    needs: tuple[str, ...]
    columns: Mapping[str, str]
    rules: tuple[Rule, ...]


@dataclass(frozen=True, kw_only=True)
class Mapped:
    """The whole mapping."""

    tables: tuple[Table, ...]
    versions: Mapping[str, tuple[Version, ...]]
    scales: Mapping[str, frozenset[str]]
    same_grade: Mapping[str, str]
    """Grade by other words for it."""
    restored: Mapping[str, Mapping[str, str]]
    inspectorates: Mapping[str, str]
    themes: Mapping[str, str]
    missing: frozenset[str]
    elsewhere: frozenset[str]
    elsewhere_says: str
    noise: tuple[str, ...]
    same_visit_within_days: int
    easily_confused: tuple[frozenset[str], ...]


@lru_cache(maxsize=1)
def load_mapping() -> Mapped:
    """The mapping that the package carries."""
    import yaml

    said: dict[str, Any] = yaml.safe_load(MAPPING.read_text(encoding="utf-8"))
    return Mapped(
        tables=tuple(_table(file, table, said["licence"]) for file, table in said["tables"].items()),
        versions={id: tuple(map(_version, spans)) for id, spans in said["versions"].items()},
        scales={name: frozenset(grades) for name, grades in said["scales"].items()},
        same_grade={plain_name(word): grade for word, grade in said["same_grade"].items()},
        restored=said["restored"],
        inspectorates={plain_name(word): id for word, id in said["inspectorates"].items()},
        themes={plain_name(word): id for word, id in said["themes"].items()},
        missing=frozenset(said["missing"]),
        elsewhere=frozenset(map(plain_name, said["elsewhere"]["names"])),
        elsewhere_says=said["elsewhere"]["says"],
        noise=tuple(said["elsewhere"]["noise"]),
        same_visit_within_days=said["same_visit_within_days"],
        easily_confused=tuple(map(frozenset, said["easily_confused"])),
    )


def _version(span: Mapping[str, Any]) -> Version:
    return Version(
        version=span["version"], start=span["from"], end=span.get("to"), no_overall=span.get("no_overall", False)
    )


def _table(file: str, table: dict[str, Any], licence: str) -> Table:
    about = {"id", "title", "publisher", "licence", "needs", "rules"}
    return Table(
        file=file, id=table["id"], title=table["title"], publisher=table["publisher"],
        licence=table.get("licence", licence), needs=tuple(table["needs"]),
        columns={key: column for key, column in table.items() if key not in about},
        rules=tuple(map(_rule, table["rules"])),
    )  # fmt: skip


def _rule(said: Mapping[str, Any]) -> Rule:
    when = {column: [words] if isinstance(words, str) else words for column, words in said.get("when", {}).items()}
    return Rule(
        when={column: frozenset(map(plain_name, words)) for column, words in when.items()},
        meaning=Meaning(**said["is"]) if "is" in said else None,
        unplaced=said.get("unplaced"),
    )
