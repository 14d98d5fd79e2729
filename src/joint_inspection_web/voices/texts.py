"""What does each survey ask, in the language of whoever answers? From one file; what a language lacks is in English."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("surveys.yaml")
ENGLISH = "en"


@dataclass(frozen=True, kw_only=True)
class Texts:
    """The words of one survey in one language."""

    title: str
    intro: str
    words: str
    """What is asked last, to be answered in one's own words."""
    questions: Mapping[str, str]
    choices: Mapping[str, str]


@cache
def _file() -> dict[str, Any]:
    import yaml

    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


def languages() -> dict[str, str]:
    """The languages that are offered, each by its own name."""
    return dict(_file()["languages"])


def speaker_of(kind: str) -> str:
    """Who speaks in answers to a survey of this kind, as evidence has it."""
    return str(_file()["kinds"][kind]["speaker"])


def texts(kind: str, language: str = ENGLISH, *, file: Mapping[str, Any] | None = None) -> Texts:
    """What a survey says; in a language that nobody offers, in English."""
    whole = file or _file()
    said, english = whole["kinds"][kind].get(language, {}), whole["kinds"][kind][ENGLISH]
    return Texts(
        title=said.get("title", english["title"]), intro=said.get("intro", english["intro"]),
        words=said.get("words", english["words"]), questions=english["questions"] | said.get("questions", {}),
        choices=whole["choices"][ENGLISH] | whole["choices"].get(language, {}),
    )  # fmt: skip
