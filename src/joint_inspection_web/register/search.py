"""Which entries of the register does somebody look for?

Every word that is asked for has to stand in the same sentence; letters, accents and case make no difference. Nothing is
ordered by a grade, and no grade is asked for: the register is no league table.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from joint_inspection.areas.names import plain_name
from joint_inspection_web.register.entries import Entry, Told, plain_names

LONGEST = 80
"""Letters of what is asked for."""
A_PAGE = 25
"""Entries on one page."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What somebody asks of the register; nothing is asked where a part is empty."""

    words: str = ""
    """Stand in a published finding."""
    area: str = ""
    agency: str = ""
    framework: str = ""
    """``id`` or ``id@version``."""
    theme: str = ""
    year: str = ""
    page: int = 1

    @classmethod
    def from_query(cls, query: dict[str, str]) -> Asked:
        """What an address asks; what cannot be meant is left out."""
        said = {name: query.get(name, "").strip()[:LONGEST] for name in FIELDS}
        page = query.get("page", "")
        return cls(**said, page=max(int(page[:6]), 1) if page.isascii() and page.isdigit() else 1)

    @property
    def as_query(self) -> dict[str, str]:
        """The address again, without its page."""
        return {name: getattr(self, name) for name in FIELDS if getattr(self, name)}


FIELDS = ("words", "area", "agency", "framework", "theme", "year")


@dataclass(frozen=True, kw_only=True)
class Hit:
    """An entry that was looked for, with the sentences in which the words stand."""

    entry: Entry
    told: tuple[Told, ...] = ()


def search(entries: Iterable[Entry], asked: Asked) -> tuple[Hit, ...]:
    """The entries that are meant, in the order in which they come."""
    words = plainly(asked.words).split()
    area, agency = plain_name(asked.area), plain_name(asked.agency)
    return tuple(
        Hit(entry=entry, told=found)
        for entry in entries
        if _is_of(entry, asked, area=area, agency=agency)
        and ((found := saying(entry, words)) or not words)
    )  # fmt: skip


def _is_of(entry: Entry, asked: Asked, *, area: str, agency: str) -> bool:
    return (
        (not area or area in plain_name(entry.area_name) or asked.area.upper() == entry.area)
        and (not agency or agency in plain_names(entry.agencies))
        and (not asked.framework or asked.framework in (entry.framework, entry.framework.partition("@")[0]))
        and (not asked.theme or asked.theme == entry.theme)
        and (not asked.year or asked.year == _year(entry))
    )


def saying(entry: Entry, words: list[str]) -> tuple[Told, ...]:
    """The sentences in which every word stands; what is said twice is shown once."""
    if not words:
        return ()
    found = (each for each in entry.told if all(word in plainly(each.text) for word in words))
    return tuple({each.text: each for each in reversed(list(found))}.values())[::-1]


def _year(entry: Entry) -> str:
    day = entry.published or entry.on
    return str(day.year) if day else ""


def years(entries: Iterable[Entry]) -> list[str]:
    """Every year in which something was published, the last one first."""
    return sorted({_year(entry) for entry in entries} - {""}, reverse=True)


@lru_cache(maxsize=65_536)
def plainly(text: str) -> str:
    """A text in small letters, without accents and with plain quotation marks."""
    letters = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())
