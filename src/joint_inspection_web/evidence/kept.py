"""How is what a note says sealed, and opened again for one request?"""

from __future__ import annotations

import base64
import hmac
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from joint_inspection.errors import NotPossible
from joint_inspection.evidence.model import Quote
from joint_inspection_web.casedata.keys import keys_of, make_keys
from joint_inspection_web.casedata.sealed import Opener, lock
from joint_inspection_web.evidence.models import Version
from joint_inspection_web.evidence.notes import NoteIn
from joint_inspection_web.inspections.models import Inspection

MARK = 10
"""Eighty bits: two children of one inspection never share a mark by chance."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a version says, unsealed."""

    text: str = field(repr=False)
    child: str | None = field(default=None, repr=False)
    happened_on: date | None = field(default=None, repr=False)
    quotes: tuple[Quote, ...] = field(default=(), repr=False)
    because: str = field(default="", repr=False)
    digest: str = ""


def seal_words(version: Version, note: NoteIn, *, digest: str, inspection: Inspection, at: datetime) -> None:
    """Put what a note says into the row of its version; raises NotPossible where the key was destroyed."""
    said = {
        "text": note.text, "child": note.child, "digest": digest,
        "happened_on": note.happened_on.isoformat() if note.happened_on else None,
        "quotes": [quote.model_dump() for quote in note.quotes],
    } | ({"because": note.because.strip()} if note.because.strip() else {})  # fmt: skip
    version.sealed = lock(said, inspection=inspection, about=_about(version), at=at)
    version.child_mark = mark_of(note.child, inspection=inspection, at=at)


def mark_of(child: str | None, *, inspection: Inspection, at: datetime) -> str:
    """What stands for a child in clear; empty for no child."""
    if not child:
        return ""
    return _mark(child, make_keys(inspection, at=at).pseudonyms)


def marks_of(children: Iterable[str], *, inspection: Inspection) -> dict[str, str]:
    """Children by what stands for them; none where the key is gone."""
    try:
        key = keys_of(inspection).pseudonyms
    except NotPossible:
        return {}
    return {_mark(child, key): child for child in children}


def _mark(child: str, key: bytes) -> str:
    said = hmac.digest(key, f"evidence\n{child.strip().lower()}".encode(), "sha256")
    return base64.b32encode(said[:MARK]).decode().lower()


class Reader:
    """Opens what versions of one inspection say, as long as its key is there."""

    def __init__(self, inspection: Inspection) -> None:
        self.gone = ""
        """Why nothing can be opened, if so."""
        try:
            self._opener: Opener | None = Opener(inspection)
        except NotPossible as error:
            self._opener, self.gone = None, str(error)

    def open(self, version: Version) -> Words | None:
        """What a version says; None where the key is gone."""
        said = self.plain(version.sealed, about=_about(version))
        return None if said is None else _words(said)

    def plain(self, sealed: str, *, about: str) -> Any:
        """What a sealed column says; None where the key is gone."""
        return None if self._opener is None else self._opener.open(sealed, about=about)


def _words(said: dict[str, Any]) -> Words:
    day = said["happened_on"]
    return Words(
        text=said["text"], child=said["child"], happened_on=date.fromisoformat(day) if day else None,
        quotes=tuple(Quote(**quote) for quote in said["quotes"]), because=said.get("because", ""),
        digest=said["digest"],
    )  # fmt: skip


def _about(version: Version) -> str:
    return f"evidence version {version.pk}"
