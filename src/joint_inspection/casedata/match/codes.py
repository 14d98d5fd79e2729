"""Which code does a cell mean, as areas write codes: by letter, by id, by name, or nearly so?

Written in any of these ways a code is understood: ``Female``, ``female``, ``b) Female``, ``b)``, ``F``, ``N1``,
``N1 - Abuse or neglect``, ``1A: Individual``, ``Abuse or neglet``. What could be two codes is neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from joint_inspection.casedata.match.words import clean, negates, plain, ratio
from joint_inspection.casedata.model import Cell, How
from joint_inspection.frameworks.model import Code

CLOSE_ENOUGH = 0.86
MARGIN = 0.1
SHORTEST = 4
"""Letters below which nothing is understood as a misspelling."""
NO_CODES = (("", 0.0), ("", 0.0))
_LETTERED = re.compile(r"^([a-z]{1,2})\)\s*")


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """What one way of writing was understood as."""

    code: str | None
    how: How
    sure: float


NOT_UNDERSTOOD = Meaning(code=None, how=How.NOT, sure=0.0)


def as_written(cell: Cell) -> str:
    """How a cell is written, numbers without the decimals that a workbook adds."""
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, float) and cell == int(cell):
        return str(int(cell))
    return clean(re.sub(r"^(\d+)\.0+$", r"\1", cell.strip())) if isinstance(cell, str) else str(cell)


class CodeBook:
    """The codes of one column, and every way of writing them that is known."""

    def __init__(self, codes: Sequence[Code], *, chosen: Mapping[str, str | None] | None = None) -> None:
        self._chosen = chosen or {}
        self._letters = {_letter(place): code.id for place, code in enumerate(codes)}
        self._exact, _ = _unambiguous((_key(name), code.id) for code in codes for name in _own_names(code))
        self._known, self._doubtful = _unambiguous((_key(name), code.id) for code in codes for name in code.also)
        self._led_by = [(_leading(code), code.id) for code in codes if _is_short(code)]
        self._spelt = [(_key(name), code.id) for code in codes for name in (code.title, *code.also)]

    def read(self, written: str) -> Meaning:
        """The code that a way of writing means."""
        if plain(written) in self._chosen:
            return Meaning(code=self._chosen[plain(written)], how=How.CHOSEN, sure=1.0)
        return self._named(written) or self._lettered(written) or self._led_by_id(written) or self._close(written)

    def _named(self, written: str) -> Meaning | None:
        if code := self._exact.get(_key(written)):
            return Meaning(code=code, how=How.EXACT, sure=1.0)
        if code := self._known.get(_key(written)):
            return Meaning(code=code, how=How.KNOWN, sure=0.95)
        return None

    def _lettered(self, written: str) -> Meaning | None:
        """``b) Female``: the words count; the letter alone where there are none."""
        found = _LETTERED.match(written.casefold())
        if not found:
            return None
        rest, by_letter = written[found.end() :], self._letters.get(found[1])
        if rest:
            meaning = self._named(rest) or self._led_by_id(rest) or self._close(rest)
            return meaning if meaning.code in (None, by_letter) else replace(meaning, sure=0.7 * meaning.sure)
        if by_letter is None or _key(written) in self._doubtful:
            return NOT_UNDERSTOOD
        return Meaning(code=by_letter, how=How.KNOWN, sure=0.9)

    def _led_by_id(self, written: str) -> Meaning | None:
        """``N1 - Abuse or neglect``, ``C2: FCO``, ``1A: Individual``: the id, unless the words say another code."""
        for pattern, code in self._led_by:
            if found := pattern.match(written.casefold()):
                said = self._exact.get(_key(written[found.end() :]))
                return Meaning(code=code, how=How.KNOWN, sure=0.95) if said in (None, code) else NOT_UNDERSTOOD
        return None

    def _close(self, written: str) -> Meaning:
        """A misspelling, where no other code comes near it and nothing is turned into its opposite."""
        key = _key(written)
        if len(key) < SHORTEST:
            return NOT_UNDERSTOOD
        alike: dict[str, float] = {}
        opposite = 0.0
        for name, code in self._spelt:
            if len(name) >= SHORTEST:
                near = ratio(key, name)
                if negates(name) == negates(key):
                    alike[code] = max(alike.get(code, 0.0), near)
                else:
                    opposite = max(opposite, near)
        (code, first), (_, second) = sorted([*alike.items(), *NO_CODES], key=lambda each: -each[1])[:2]
        if first < CLOSE_ENOUGH or first - second < MARGIN or first <= opposite:
            return NOT_UNDERSTOOD
        return Meaning(code=code, how=How.CLOSE, sure=round(first, 2))


def _own_names(code: Code) -> tuple[str, ...]:
    return code.id, code.title, f"{code.id} {code.title}", f"{code.title} {code.id}"


def _key(written: str) -> str:
    """The words alone; a letter with its bracket keeps it."""
    text = clean(written).casefold()
    return text if _LETTERED.fullmatch(text) else plain(text)


def _unambiguous(pairs: Iterable[tuple[str, str]]) -> tuple[dict[str, str], frozenset[str]]:
    """Ways of writing that mean one code, and those that could mean two."""
    meant: dict[str, set[str]] = {}
    for key, code in pairs:
        meant.setdefault(key, set()).add(code)
    doubtful = frozenset(key for key, codes in meant.items() if len(codes) > 1)
    return {key: next(iter(codes)) for key, codes in meant.items() if key not in doubtful}, doubtful


def _is_short(code: Code) -> bool:
    """Whether the id is a sign of its own (N1, E4A, WBRI, B) and not a word."""
    return any(map(str.isdigit, code.id)) or (len(code.id) <= 4 and code.id != _key(code.title))


def _leading(code: Code) -> re.Pattern[str]:
    """The id at the beginning; a letter or letters alone must be set off from what follows."""
    sign = re.escape(code.id)
    digits = any(map(str.isdigit, code.id))
    return re.compile(rf"{sign}(?![0-9a-z])[\s:.)–—-]*" if digits else rf"{sign}\s*[:–—-]\s*")


def _letter(place: int) -> str:
    """The letter of a code in the template: a to z, then zz."""
    return chr(97 + place) if place < 26 else "z" + chr(97 + place - 1)
