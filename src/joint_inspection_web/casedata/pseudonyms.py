"""By which names do inspectors know the children of one inspection? By none that anybody could follow elsewhere.

An identifier becomes a pseudonym by HMAC-SHA256 with a key of that inspection. Identifiers of two agencies never meet
by chance: they are told apart, unless the agencies agreed on identifiers before sending. Columns that could tell who a
child or a worker is, columns that were not understood and values that could not be read stay behind, and so do the
names of files.
"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, replace

from joint_inspection.casedata.model import CaseData, ListMatch, Record

LETTERS = 12
"""Sixty bits: two children among a million share a pseudonym with a chance of one in two million."""
LINKED = "identifiers agreed between the agencies"


@dataclass(frozen=True, kw_only=True, repr=False)
class Pseudonymised:
    """Lists as inspectors may see them, and for the sender alone whose pseudonym is whose."""

    data: CaseData
    children: Mapping[str, str]
    """The agency's own identifier by pseudonym."""


def pseudonym(identifier: str, *, key: bytes, whose: str) -> str:
    """The pseudonym of one identifier that an agency (or ``LINKED``) gave."""
    said = hmac.digest(key, f"{whose}\n{identifier}".encode(), "sha256")
    return base64.b32encode(said).decode()[:LETTERS].lower()


def pseudonymise(data: CaseData, *, key: bytes, whose: str, called: str) -> Pseudonymised:
    """The lists with pseudonyms and nothing else that identifies; ``called`` stands for the names of files."""
    identify = _identifying(data)
    children: dict[str, str] = {}
    records = {
        name: tuple(
            _without(record, identify.get(name, frozenset()), children, key=key, whose=whose, called=called)
            for record in of_list
        )
        for name, of_list in data.records.items()
    }
    matches = tuple(_shown(match, called=called) for match in data.matches)
    return Pseudonymised(data=replace(data, records=records, matches=matches), children=children)


def _identifying(data: CaseData) -> dict[str, frozenset[str]]:
    return {
        each.list.id: frozenset(field.id for field in each.list.fields if field.identifies) - {"child"}
        for each in data.asked
    }


def _without(
    record: Record, identify: frozenset[str], children: dict[str, str], *, key: bytes, whose: str, called: str
) -> Record:
    answers = {name: answer for name, answer in record.answers.items() if name not in identify}
    if "child" in answers:
        own = str(answers["child"])
        answers["child"] = name = pseudonym(own, key=key, whose=whose)
        children[name] = own
    return replace(record, file=called, answers=answers, unread={}, extra={})


def _shown(match: ListMatch, *, called: str) -> ListMatch:
    """How a sheet was understood, without what stood in it and without its own name."""
    columns = tuple(replace(one, heading=one.heading if one.field else "") for one in match.columns)
    return replace(match, file=called, columns=columns, values=(), remarks=())
