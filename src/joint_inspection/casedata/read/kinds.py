"""What kind of file is it? Its bytes decide; its name only tells text apart."""

from __future__ import annotations

import io
from enum import StrEnum

from joint_inspection.casedata.read.arrive import Sent
from joint_inspection.casedata.read.limits import Limits
from joint_inspection.casedata.read.package import Package
from joint_inspection.errors import InvalidInput, Problem, invalid

READ = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".tsv", ".tab", ".txt", ".zip")
"""Endings of files that should hold lists."""
TEXT = (".csv", ".tsv", ".tab", ".txt")
EXPECTED = (*READ, ".xlsb", ".xlt", ".xltx", ".fods", ".ots")
SAVE_AS = "Save it as a workbook (.xlsx, .xls, .ods) or as CSV"
ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OPENING = (
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a text document"),
    (b"\x1f\x8b", "packed as gzip"),
    (b"7z\xbc\xaf", "packed as 7z"),
    (b"Rar!", "packed as rar"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3", "a database"),
    (b"PAR1", "a Parquet file"),
    (b"\x09\x00\x04\x00", "a workbook of a very old Excel"),
    (b"\x09\x02\x06\x00", "a workbook of a very old Excel"),
    (b"\x09\x04\x06\x00", "a workbook of a very old Excel"),
    (b"\x09\x08\x08\x00", "a workbook of a very old Excel"),
)
MARKUP = (
    (b"<html", "a web page"),
    (b"<!doctype html", "a web page"),
    (b"<table", "a web page"),
    (b"<meta", "a web page"),
    (b"mime-version:", "a web page"),
    (b"<?mso-application", "a workbook saved as XML"),
    (b"urn:schemas-microsoft-com:office:spreadsheet", "a workbook saved as XML"),
    (b"urn:oasis:names:tc:opendocument", "an OpenDocument saved as one XML file"),
)


class Kind(StrEnum):
    """How a file is read."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    TEXT = "text"
    ZIP = "zip"


class NoTable(InvalidInput):
    """A file beside the lists that holds no table: a letter, a picture."""

    def __init__(self, problem: Problem, *, why: str) -> None:
        super().__init__([problem])
        self.why = why


def kind_of(sent: Sent, *, limits: Limits) -> Kind:
    """The kind; raises InvalidInput with advice where it is no kind that is read, NoTable where it lies beside them."""
    if not sent.content:
        raise other(sent, "empty", "Save it again: it is empty")
    if sent.content.startswith(ZIP):
        return _packed_kind(sent, limits=limits)
    if sent.content.startswith(OLE):
        return _ole_kind(sent)
    what = _no_table(sent.content)
    if what:
        raise other(sent, what)
    if sent.suffix in TEXT:
        return Kind.TEXT
    raise other(sent, "text" if _is_text(sent.content) else "of a kind that is not known")


def other(sent: Sent, what: str, says: str | None = None) -> InvalidInput:
    """The error for a file that is something else."""
    says = says or f"{SAVE_AS}: it is {what}{_although(sent)}"
    if sent.alone or sent.suffix in EXPECTED:
        return invalid("file", says, file=sent.name)
    return NoTable(Problem(where="file", says=says, file=sent.name), why=what)


def _although(sent: Sent) -> str:
    return f", though its name ends in {sent.suffix}" if sent.suffix in READ else ""


def _packed_kind(sent: Sent, *, limits: Limits) -> Kind:
    package = Package(sent, limits=limits)
    if "[Content_Types].xml" in package:
        return _office_kind(sent, package)
    if "mimetype" in package and "META-INF/manifest.xml" in package:
        return _open_document_kind(sent, package)
    return Kind.ZIP


def _office_kind(sent: Sent, package: Package) -> Kind:
    parts = {part.lower() for part in package}
    if "xl/workbook.bin" in parts:
        raise other(sent, "a binary workbook (.xlsb)")
    if any(part.startswith(("word/", "ppt/", "visio/")) for part in parts):
        raise other(sent, "a document or presentation")
    return Kind.XLSX


def _open_document_kind(sent: Sent, package: Package) -> Kind:
    if b"encryption-data" in package.read("META-INF/manifest.xml") or "encrypted-package" in package:
        raise other(sent, "protected", "Save it without a password: in LibreOffice choose Save As and untick Password")
    if b"opendocument.spreadsheet" not in package.read("mimetype"):
        raise other(sent, "a document or presentation")
    return Kind.ODS


def _ole_kind(sent: Sent) -> Kind:
    streams = ole_streams(sent)
    if "encryptedpackage" in streams:
        raise other(
            sent,
            "protected",
            "Save it without a password: in Excel choose File, Info, Protect Workbook, Encrypt with Password, and "
            "empty the box",
        )
    if not streams & {"workbook", "book"}:
        raise other(sent, "a document of another program")
    return Kind.XLS


def ole_streams(sent: Sent) -> set[str]:
    """The names of what an older Office file holds, in small letters."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(sent.content)) as ole:
            return {"/".join(entry).lower() for entry in ole.listdir()}
    except Exception:  # olefile raises many kinds on damaged files
        raise sent.damaged() from None


def _no_table(content: bytes) -> str | None:
    for opening, what in OPENING:
        if content.startswith(opening):
            return what
    head = content[:2000].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if not head.startswith((b"<", b"mime-version:")):
        return None
    return next((what for word, what in MARKUP if word in head), "XML" if head.startswith(b"<?xml") else None)


def _is_text(content: bytes) -> bool:
    return b"\x00" not in content[:2000]
