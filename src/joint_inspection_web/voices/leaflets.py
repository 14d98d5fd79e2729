"""What do people read before they agree to meet inspectors? Plain words in one file; missing languages show English."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from joint_inspection_web.voices.texts import ENGLISH, languages

FILE = Path(__file__).with_name("leaflets.yaml")


@dataclass(frozen=True, kw_only=True)
class Leaflet:
    """What one kind of people read, in one language."""

    title: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    """Each heading with its paragraphs."""
    language: str

    @property
    def text(self) -> str:
        """All of it, paragraph by paragraph."""
        return "\n".join(paragraph for _, says in self.parts for paragraph in says)


@cache
def _file() -> dict[str, Any]:
    import yaml

    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found


def readers() -> tuple[str, ...]:
    """For whom there are leaflets."""
    return tuple(_file())


def leaflet(who: str, language: str = ENGLISH) -> Leaflet:
    """The leaflet for some people; in a language that it lacks, in English. Raises KeyError where there is none."""
    said = _file()[who]
    chosen = language if language in said and language in languages() else ENGLISH
    parts = tuple((each["head"], tuple(each["says"])) for each in said[chosen]["parts"])
    return Leaflet(title=said[chosen]["title"], parts=parts, language=chosen)
