"""What does a file say, passage by passage? Plain text, PDF and Word; nothing in a file is ever run."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from joint_inspection.errors import InvalidInput, invalid

MOST_PASSAGES, MOST_LETTERS, LONGEST = 5_000, 2_000_000, 4_000
MOST_UNPACKED = 50 * 1024 * 1024
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NOT_READ = "This file cannot be read: save it as PDF, Word or plain text again"


def passages(name: str, content: bytes) -> tuple[str, ...]:
    """The passages of a file, none longer than can be quoted; raises InvalidInput with what to do."""
    ending = PurePosixPath(name).suffix.lower()
    if ending not in READERS:
        raise invalid("file", "Choose a PDF file, a Word file (docx) or plain text (txt)")
    try:
        text = READERS[ending](content)
    except InvalidInput:
        raise
    except Exception:  # whatever is wrong inside somebody's file, it is the file that has to change
        raise invalid("file", NOT_READ) from None
    found = tuple(part for passage in re.split(r"\n\s*\n", text) for part in _short(" ".join(passage.split())))
    if not found:
        raise invalid("file", "There is no text in this file: a scan has to be made readable first")
    if len(found) > MOST_PASSAGES or len(text) > MOST_LETTERS:
        raise invalid("file", "There is too much text in this file: send the part that you quote from")
    return found


def _short(passage: str) -> list[str]:
    """A passage in parts that can be quoted."""
    return [passage[start : start + LONGEST] for start in range(0, len(passage), LONGEST)]


def _plain(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace").replace("\r\n", "\n")


def _pdf(content: bytes) -> str:
    from pypdf import PdfReader

    read = PdfReader(io.BytesIO(content))
    if read.is_encrypted:
        raise invalid("file", "This file has a password: save it without one")
    if len(read.pages) > 500:
        raise invalid("file", "There are too many pages in this file: send the part that you quote from")
    return "\n\n".join(page.extract_text() for page in read.pages)


def _word(content: bytes) -> str:
    from defusedxml.ElementTree import fromstring

    with zipfile.ZipFile(io.BytesIO(content)) as bundle:
        part = bundle.getinfo("word/document.xml")
        if part.file_size > MOST_UNPACKED:
            raise invalid("file", "There is too much in this file: send the part that you quote from")
        tree = fromstring(bundle.read(part))
    paragraphs = ("".join(text.text or "" for text in each.iter(f"{WORD}t")) for each in tree.iter(f"{WORD}p"))
    return "\n\n".join(paragraphs)


READERS: Mapping[str, Callable[[bytes], str]] = {".txt": _plain, ".pdf": _pdf, ".docx": _word}
