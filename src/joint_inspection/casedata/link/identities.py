"""Under which names does each agency know a child? Read from files that never leave the agencies."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from joint_inspection.errors import InvalidInput, Problem, invalid
from joint_inspection.tables import Row, read_table

NAMES = ("forename", "surname", "born", "sex", "postcode")
NUMBERS = ("nhs_number", "upn")
"""Numbers that agencies may share: equal means the same child."""
FILE = re.compile(r"identities_([a-z_]+)\.csv")
Key = tuple[str, str]
"""An agency, and its own identifier of a child."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Identity:
    """What one agency knows of who a child is."""

    agency: str
    id: str
    said: dict[str, str] = field(default_factory=dict)
    """What is written, made comparable; blank ones are not there."""

    @property
    def key(self) -> Key:
        """How this record is named."""
        return self.agency, self.id


def read_identities(folder: Path) -> tuple[Identity, ...]:
    """Every identity of a folder's files ``identities_<agency>.csv``; raises InvalidInput with every problem."""
    files = sorted(path for path in folder.glob("*.csv") if FILE.fullmatch(path.name)) if folder.is_dir() else []
    if not files:
        raise invalid("identities", "Give a folder with a file identities_AGENCY.csv for each agency", file=str(folder))
    found = tuple(identity for path in files for identity in _read(path))
    _check(found)
    return found


def _read(path: Path) -> Iterator[Identity]:
    match = FILE.fullmatch(path.name)
    agency = match[1] if match else ""
    for row in read_table(path, needs=("id", *NAMES)):
        yield Identity(agency=agency, id=row["id"], said=_said(row))


def _said(row: Row) -> dict[str, str]:
    said = {name: comparable(row[name]) for name in (*NAMES, *NUMBERS)}
    said["born"] = _born(row)
    said |= {name: re.sub(r"\W", "", said[name]) for name in (*NUMBERS, "postcode")}
    return {name: value for name, value in said.items() if value}


def _born(row: Row) -> str:
    """The date of birth; one that cannot be read is compared as it is written."""
    try:
        day = row.date("born")
    except InvalidInput:
        return comparable(row["born"])
    return day.isoformat() if day else ""


def comparable(text: str) -> str:
    """Words without accents, capitals, hyphens and needless spaces."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[^\w ]", " ", plain.casefold()).split())


def _check(found: tuple[Identity, ...]) -> None:
    """Every record has an identifier, and an agency uses one once; no problem quotes it."""
    problems = []
    for agency in sorted({each.agency for each in found}):
        ids = Counter(each.id for each in found if each.agency == agency)
        twice = sum(number > 1 for identifier, number in ids.items() if identifier)
        if ids[""]:
            problems.append(Problem(where="id", says=f"{ids['']} rows of {agency} have no identifier: add it"))
        if twice:
            problems.append(
                Problem(where="id", says=f"{twice} identifiers of {agency} stand on several rows: keep one")
            )
    if problems:
        raise InvalidInput(problems)
