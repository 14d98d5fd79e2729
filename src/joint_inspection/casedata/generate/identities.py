"""Under which name does each agency know a child? Invented names with the differences that real records have.

Identities are for trying linkage. They stand beside the lists and never on them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from joint_inspection.casedata.generate.calendar import Days
from joint_inspection.casedata.generate.chance import Chance, Flags, Picks
from joint_inspection.casedata.generate.children import AGENCIES, Children
from joint_inspection.casedata.generate.columns import Rows
from joint_inspection.casedata.generate.rates import words
from joint_inspection.frameworks.requests import RequestedList

COLUMNS = ("id", "forename", "surname", "born", "sex", "postcode")
DISTRICTS = 60
FILE = Path(__file__).with_name("names.yaml")
Line = tuple[str, ...]


@cache
def settings() -> dict[str, Any]:
    """The sounds of names and how often records differ."""
    content: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return content


def known_to(lists: Mapping[str, Rows], asked: tuple[RequestedList, ...], n: int) -> dict[str, Flags]:
    """By agency, which children of a block are on one of its lists."""
    known = {agency: np.zeros(n, dtype=bool) for agency in AGENCIES}
    for each in asked:
        who = lists[each.list.id].who
        known[each.agency][who[who >= 0]] = True
    return known


def identities(chance: Chance, children: Children, known: Mapping[str, Flags]) -> Iterator[tuple[str, Line]]:
    """Each agency's record of each child that it knows, with the differences between agencies."""
    forename, surname, district = _names(chance, children)
    for agency in AGENCIES:
        who = np.flatnonzero(known[agency])
        columns = [column[who] for column in (forename, surname, district)]
        yield from ((agency, line) for line in _lines(chance, children, who, *columns, agency=agency))


def _names(chance: Chance, children: Children) -> tuple[Any, Any, Any]:
    """Forenames by sex; surname and district by household."""
    sounds, n = settings(), len(children.born)
    first, second = (_often_some(chance, sounds[name], n) for name in ("first", "second"))
    girls = np.isin(children.gender, [words("gender").index("female")])
    girls |= (children.gender >= 2) & (children.place % 2 == 0)
    end = np.where(girls, _often_some(chance, sounds["end_female"], n), _often_some(chance, sounds["end_male"], n))
    home = children.household - children.place + np.arange(n)
    surname = _often_some(chance, sounds["surname_first"], n) + _often_some(chance, sounds["surname_end"], n)
    district = np.array([f"ZZ{each}" for each in range(1, DISTRICTS + 1)], dtype=object)
    lives = district[chance.between(0, DISTRICTS - 1, n).astype(np.int64)]
    return first + second + end, surname[home], lives[home]


def _often_some(chance: Chance, sounds: list[str], n: int) -> Any:
    """Sounds, the earlier ones more often, as some names are common and most are rare."""
    heavy = 1 / (np.arange(len(sounds)) + 6.0)
    return np.array(sounds, dtype=object)[chance.weighed(heavy, n)]


def _lines(
    chance: Chance, children: Children, who: Picks, forename: Any, surname: Any, district: Any, *, agency: str
) -> Iterator[Line]:
    n, often = len(who), settings()["differences"]
    differs = {name: chance.happens(float(share), n) for name, share in often.items()}
    forename = np.where(differs["short_name"], [f"{name[:3]}y" for name in forename], forename)
    forename = _mistyped(chance, forename, differs["typing_error"])
    surname = np.where(differs["other_surname"], np.roll(surname, 1), surname)
    surname = _mistyped(chance, surname, chance.happens(float(often["typing_error"]), n))
    district = np.where(differs["moved_house"], np.roll(district, 1), district)
    born = _birth_dates(children.born[who], differs["day_month_swapped"])
    sex = np.array([*words("gender")], dtype=object)[children.gender[who]]
    columns = (
        children.ids[agency][who].astype(str), np.where(differs["no_forename"], "", forename), surname,
        np.where(differs["no_birth_date"], "", born), sex, np.where(differs["no_postcode"], "", district),
    )  # fmt: skip
    yield from zip(*(column.tolist() for column in columns), strict=True)


def _mistyped(chance: Chance, names: Any, wrong: Flags) -> Any:
    """Let two letters change places."""
    names = names.copy()
    for row in np.flatnonzero(wrong).tolist():
        name = names[row]
        place = int(chance.draw.integers(1, max(len(name) - 1, 2)))
        names[row] = name[:place] + name[place + 1 : place + 2] + name[place : place + 1] + name[place + 2 :]
    return names


def _birth_dates(born: Days, swapped: Flags) -> Any:
    """Dates of birth as text; day and month swapped where both can be either."""
    said = np.datetime_as_string(born.astype(np.int64).astype("datetime64[D]")).astype(object)
    for row in np.flatnonzero(swapped).tolist():
        year, month, day = said[row].split("-")
        if int(day) <= 12:
            said[row] = f"{year}-{day}-{month}"
    return said
