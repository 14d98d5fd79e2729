"""What lies sealed of one upload: written, opened and removed part by part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum

from joint_inspection_web.casedata import files
from joint_inspection_web.casedata.keys import Keys
from joint_inspection_web.casedata.models import Upload
from joint_inspection_web.casedata.seal import seal, unseal


class Part(StrEnum):
    """One sealed file of an upload."""

    RAW = "raw"
    """What was sent, byte by byte; until the sender accepts."""
    UNDERSTOOD = "understood"
    """The lists as they were understood; until the sender accepts."""
    REPORT = "report"
    """How they were understood, and the problems."""
    LISTS = "lists"
    """The lists as inspectors may see them."""
    EVENTS = "events"
    """The events of those lists."""
    CHILDREN = "children"
    """Whose pseudonym is whose; for the sender alone."""


WAITING = (Part.RAW, Part.UNDERSTOOD)
"""What nobody needs any more once lists are accepted."""
Parts = Mapping[Part, bytes]


def keep(upload: Upload, parts: Parts, *, keys: Keys) -> None:
    """Seal and write each part."""
    for part, content in parts.items():
        sealed = seal(content, under=keys.files, about=_about(upload, part))
        files.write(files.path_of(upload.inspection.ref, upload.ref, part), sealed)


def opened(upload: Upload, part: Part, *, keys: Keys) -> bytes:
    """One part, unsealed; raises NotPossible where it is gone or was changed."""
    sealed = files.read(files.path_of(upload.inspection.ref, upload.ref, part))
    return unseal(sealed, under=keys.files, about=_about(upload, part))


def remove(upload: Upload, parts: Iterable[Part] = tuple(Part)) -> None:
    """Destroy some parts, or all of them."""
    for part in parts:
        files.erase(files.path_of(upload.inspection.ref, upload.ref, part))


def sealed_words(upload: Upload, words: str, *, keys: Keys) -> bytes:
    """What an officer wrote freely, for the row."""
    return seal(words.strip().encode(), under=keys.files, about=_about(upload, "explanation"))


def opened_words(upload: Upload, *, keys: Keys) -> str:
    """What an officer wrote freely."""
    if upload.explanation is None:
        return ""
    return unseal(bytes(upload.explanation), under=keys.files, about=_about(upload, "explanation")).decode()


@contextmanager
def removed_on_failure(upload: Upload, parts: Iterable[Part] = tuple(Part)) -> Iterator[None]:
    """Leave nothing behind of what was written in the block if it fails."""
    try:
        yield
    except BaseException:
        remove(upload, parts)
        raise


def _about(upload: Upload, what: str) -> str:
    """What a sealed part is about: in another place, or under another name, it does not open."""
    return f"{upload.inspection.ref} {upload.ref} {what}"
