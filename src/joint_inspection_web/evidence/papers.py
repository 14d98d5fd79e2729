"""What is done with files: a document is taken in so that it can be quoted, a file is put beside a note and taken out.

A file is scanned, sealed under the inspection's key and written whole; with the key it is destroyed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from pathlib import PurePosixPath

from joint_inspection.errors import NotPossible, invalid
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person, new_reference
from joint_inspection_web.casedata import files
from joint_inspection_web.casedata.codec import pack
from joint_inspection_web.casedata.keys import keys_of, make_keys
from joint_inspection_web.casedata.receive import plain_name, take_turn
from joint_inspection_web.casedata.scan import scan
from joint_inspection_web.casedata.seal import seal, unseal
from joint_inspection_web.casedata.sealed import lock
from joint_inspection_web.evidence.actions import expect_stage
from joint_inspection_web.evidence.check import bodies_of
from joint_inspection_web.evidence.documents import PART, about
from joint_inspection_web.evidence.heads import inspectorate_of
from joint_inspection_web.evidence.kept import Reader
from joint_inspection_web.evidence.models import Attachment, Document, Note
from joint_inspection_web.evidence.rules import may_change, sits_on_it
from joint_inspection_web.evidence.texts import passages
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import Inspection

MOST_BYTES, MOST_FILES = 10 * 1024 * 1024, 20
BEGINS: Mapping[str, tuple[bytes, ...]] = {
    ".png": (b"\x89PNG\r\n\x1a\n",), ".jpg": (b"\xff\xd8\xff",), ".jpeg": (b"\xff\xd8\xff",),
    ".pdf": (b"%PDF-",), ".docx": (b"PK\x03\x04",), ".xlsx": (b"PK\x03\x04",), ".txt": (),
}  # fmt: skip
"""How files of each kind begin; whatever a plain text begins with, it is no program."""
PROGRAMS = (b"MZ", b"\x7fELF", b"PK\x03\x04", b"%PDF", b"#!", b"\xff\xd8\xff", b"\x89PNG")
BESIDE = "attachment"


def take_document(
    inspection: Inspection, *, agency: str, name: str, content: bytes, boxed: bool, by: Person, at: datetime
) -> Document:
    """Take in something that an agency wrote; raises InvalidInput, NotAllowed, NotPossible."""
    require(sits_on_it, by, inspection)
    if agency not in {body.code for body in bodies_of(inspection)}:
        raise invalid("agency", "Choose the body that wrote it")
    scanned = _check(name, content, by)
    texts = passages(name, content)
    own = inspectorate_of(inspection, by)
    document = Document(
        ref=new_reference(), inspection=inspection, agency=agency, passages=len(texts), scanned=scanned,
        size=len(content), at=at, by=by, inspectorate=own, box=own if boxed else "",
    )  # fmt: skip
    path = files.path_of(inspection.ref, document.ref, PART)
    under = make_keys(inspection, at=at).files
    files.write(path, seal(pack({"passages": texts}), under=under, about=about(document)))
    try:
        return _take_document(document, name=plain_name(name), content=content, by=by, at=at)
    except BaseException:
        files.erase(path)
        raise


def attach(note: Note, *, name: str, content: bytes, by: Person, at: datetime) -> Attachment:
    """Put a file beside a note; raises InvalidInput, NotAllowed, NotPossible."""
    require(may_change, by, note)
    scanned = _check(name, content, by)
    kind = PurePosixPath(name).suffix.lower()[1:]
    attachment = Attachment(ref=new_reference(), note=note, kind=kind, scanned=scanned, size=len(content), at=at, by=by)
    path = files.path_of(note.inspection.ref, attachment.ref, BESIDE)
    under = make_keys(note.inspection, at=at).files
    files.write(path, seal(content, under=under, about=_about(attachment)))
    try:
        return _attach(attachment, name=plain_name(name), content=content, by=by, at=at)
    except BaseException:
        files.erase(path)
        raise


def taken_out(attachment: Attachment) -> bytes:
    """The file beside a note, unsealed; raises NotPossible where it was destroyed."""
    inspection = attachment.note.inspection
    sealed = files.read(files.path_of(inspection.ref, attachment.ref, BESIDE))
    return unseal(sealed, under=keys_of(inspection).files, about=_about(attachment))


def name_of(attachment: Attachment, reader: Reader) -> str:
    """What the file is called; empty where the key is gone."""
    said = reader.plain(attachment.sealed, about=_about(attachment))
    return said["name"] if said else ""


@action
def _take_document(document: Document, *, name: str, content: bytes, by: Person, at: datetime) -> Document:
    expect_stage(document.inspection)
    said = {"title": name, "digest": hashlib.sha256(content).hexdigest()}
    document.sealed = lock(said, inspection=document.inspection, about=about(document), at=at)
    document.save()
    subject = subject_of(document.inspection)
    record("evidence.take_document", by=by, at=at, subject=subject, wrote=[document])
    return document


@action
def _attach(attachment: Attachment, *, name: str, content: bytes, by: Person, at: datetime) -> Attachment:
    inspection = attachment.note.inspection
    expect_stage(inspection)
    if attachment.note.attachments.count() >= MOST_FILES:
        raise NotPossible(f"There are {MOST_FILES} files beside this note already: write another note")
    said = {"name": name, "digest": hashlib.sha256(content).hexdigest()}
    attachment.sealed = lock(said, inspection=inspection, about=_about(attachment), at=at)
    attachment.save()
    record("evidence.attach", by=by, at=at, subject=subject_of(inspection), wrote=[attachment])
    return attachment


def _check(name: str, content: bytes, by: Person) -> bool:
    """Refuse what cannot be taken; say whether a scanner looked at it."""
    if problem := _problem(PurePosixPath(name).suffix.lower(), content):
        raise invalid("file", problem)
    take_turn(by)
    return scan(content)


def _problem(ending: str, content: bytes) -> str:
    if ending not in BEGINS:
        return "Choose a picture (png, jpg), a PDF, Word or Excel file, or plain text"
    if not content:
        return "The file is empty: choose another"
    if len(content) > MOST_BYTES:
        return f"The file must be smaller than {MOST_BYTES // (1024 * 1024)} megabytes"
    right = content.startswith(BEGINS[ending]) if BEGINS[ending] else not content.startswith(PROGRAMS)
    return "" if right else "This file is not what its name says: save it again"


def _about(attachment: Attachment) -> str:
    return f"{attachment.note.inspection.ref} {attachment.ref} {BESIDE}"
