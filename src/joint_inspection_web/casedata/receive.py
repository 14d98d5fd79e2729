"""May this file come in at all? Its size, its name and its first bytes, before anybody reads it.

Files come in memory: what an agency sends is never written anywhere before it is sealed.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadhandler import MemoryFileUploadHandler

from joint_inspection.errors import NotPossible, invalid
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.accounts.rules import is_inspector, is_nominated_officer

ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BEGINS = {".xlsx": (ZIP, OLD_OFFICE), ".ods": (ZIP,), ".zip": (ZIP,), ".xls": (OLD_OFFICE,)}
"""How files of a kind begin; a workbook with a password begins like an old one, and is refused with advice later."""
TEXT = (".csv",)
KINDS = "xlsx, xls, ods, csv, or zip with such files in it"


class InMemory(MemoryFileUploadHandler):
    """Take files into memory only, from nominated officers and inspectors only; too large ones are passed over."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *rest: Any, **more: Any) -> None:  # noqa: N803
        super().handle_raw_input(input_data, META, content_length, *rest, **more)
        user = getattr(self.request, "user", None)
        self.activated = self.activated and user is not None and (is_nominated_officer | is_inspector).test(user)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Without this a file that was passed over would go on to a handler that there is not."""
        super().receive_data_chunk(raw_data, start)
        return None


def plain_name(name: str) -> str:
    """A file's name for people to read, without folders or odd signs; it is never used as a path."""
    last = PurePosixPath(name.replace("\\", "/")).name
    kept = re.sub(r"[^\w .()&'-]", "_", last).strip(" .")
    stem, dot, ending = kept.rpartition(".")
    return f"{stem[:80] or 'lists'}.{ending[:8].lower()}" if dot else kept[:80] or "lists"


def check_file(name: str, content: bytes) -> None:
    """Refuse an empty or too large file, and one that is not what its name says; raises InvalidInput."""
    ending = PurePosixPath(name).suffix
    if ending not in BEGINS and ending not in TEXT:
        raise invalid("file", f"Choose a file of this kind: {KINDS}")
    if not content:
        raise invalid("file", "The file is empty: choose the one with the lists")
    if len(content) > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
        raise invalid("file", too_large())
    if ending in BEGINS and not content.startswith(BEGINS[ending]):
        raise invalid("file", f"This is not {ending[1:]} inside, whatever its name: save it as {KINDS} again")
    if ending in TEXT and (content.startswith((ZIP, OLD_OFFICE, b"MZ", b"\x7fELF", b"%PDF"))):
        raise invalid("file", "This is not text inside, whatever its name: save it as csv again")


def too_large() -> str:
    """What to do about a file that is too large."""
    most = settings.FILE_UPLOAD_MAX_MEMORY_SIZE // (1024 * 1024)
    return f"The file must be smaller than {most} megabytes: leave pictures and other sheets out, or send it as zip"


def take_turn(person: Person) -> None:
    """Count one sending; raises NotPossible after too many within an hour."""
    name = f"uploads-{person.ref}"
    cache.add(name, 0, timeout=3600)
    if cache.incr(name) > settings.UPLOADS_AN_HOUR:
        raise NotPossible(f"You have sent {settings.UPLOADS_AN_HOUR} files within an hour: wait an hour, then go on")
