"""What does an edition look like in a word processor, and which edition does a document carry?

Each sentence stands under a bookmark with its identifier, so that it is found again after everything around it was
moved. The edition itself lies in the document as a custom XML part; reading it back compares the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from joint_inspection.errors import NotPossible, invalid
from joint_inspection.reports.edition import Edition, Line
from joint_inspection.reports.html import compared, day_in_words, plain

if TYPE_CHECKING:
    from docx.document import Document as DocumentOf

MISSING = "Writing a document needs the extra 'docx' (pip install 'joint-inspection[docx]')"
NAMESPACE = "urn:joint-inspection:report"
CARRIED = "/customXml/edition.xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
LARGEST = 64_000_000
"""Bytes of the part that is read back."""


def as_docx(edition: Edition) -> bytes:
    """The whole document; raises NotPossible where the library for it is missing."""
    try:
        from docx import Document
    except ImportError as error:
        raise NotPossible(f"{MISSING} ({error}); or choose another format") from None
    document: DocumentOf = Document()
    _describe(document, edition)
    numbers = count(1)
    _begin(document, edition)
    for section in edition.sections:
        document.add_heading(plain(section.title), level=1)
        for each in section.paragraphs:
            if each.heading:
                document.add_heading(plain(each.heading), level=2)
            paragraph = document.add_paragraph()
            for line in each.lines:
                _sentence(paragraph, line, next(numbers))
    if edition.version == "report":
        _numbers(document, edition)
        _signed(document, edition)
    _carry(document, edition)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _describe(document: DocumentOf, edition: Edition) -> None:
    """Title, language and author, for whoever reads with a screen reader; the date is the report's own or none."""
    from datetime import UTC, datetime

    from docx.oxml.ns import qn

    said = document.core_properties
    said.title, said.language, said.subject = edition.title, edition.language, edition.framework
    said.author, said.comments = ", ".join(each.name for each in edition.inspectorates), ""
    said.created = said.modified = datetime(2000, 1, 1, tzinfo=UTC)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), edition.language)


def _begin(document: DocumentOf, edition: Edition) -> None:
    document.add_heading(plain(edition.title), level=0)
    if edition.state == "draft":
        document.add_paragraph("Draft: not signed and not released. Do not pass it on.", style="Intense Quote")
    theme = f": {edition.theme}" if edition.theme else ""
    document.add_paragraph(f"{edition.kind}{theme}")
    document.add_paragraph(f"Inspected {day_in_words(edition.first_day)} to {day_in_words(edition.last_day)}")
    for each in edition.addressed_to:
        document.add_paragraph(plain(each.name), style="List Bullet")
    if edition.correction:
        document.add_paragraph(plain(f"Correction: {edition.correction}"))


def _sentence(paragraph: Any, line: Line, number: int) -> None:
    """The words under their bookmark, and the counts beside them."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    begin, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (begin, end):
        mark.set(qn("w:id"), str(number))
    begin.set(qn("w:name"), line.id.replace("-", "_"))
    paragraph._p.append(begin)
    paragraph.add_run(plain(line.text))
    paragraph._p.append(end)
    for each in line.counts:
        paragraph.add_run(f" ({each.count} of {each.of} {plain(each.what)})")
    paragraph.add_run(" ")


def _numbers(document: DocumentOf, edition: Edition) -> None:
    document.add_heading("This inspection in numbers", level=1)
    table = document.add_table(rows=1, cols=2, style="Table Grid")
    _repeat(table.rows[0])
    for cell, text in zip(table.rows[0].cells, ("What", "How many"), strict=True):
        cell.text = text
    for each in edition.numbers:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = each.title, str(each.number)


def _repeat(row: Any) -> None:
    """Mark a row as the heading of its table."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _signed(document: DocumentOf, edition: Edition) -> None:
    if not edition.signed:
        return
    names = {each.code: each.name for each in edition.inspectorates}
    document.add_heading("Signed by", level=1)
    for each in edition.signed:
        differs = " (differs in part)" if each.dissent else ""
        says = f"{names.get(each.inspectorate, each.inspectorate)}, {day_in_words(each.on.isoformat())}{differs}"
        document.add_paragraph(says, style="List Bullet")


def _carry(document: DocumentOf, edition: Edition) -> None:
    """Put the edition itself into the document."""
    from xml.sax.saxutils import escape

    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    said = escape(edition.model_dump_json())
    blob = f'<?xml version="1.0" encoding="UTF-8"?><edition xmlns="{NAMESPACE}">{said}</edition>'.encode()
    package = document.part.package
    document.part.relate_to(Part(PackURI(CARRIED), "application/xml", blob, package), RELATION)


def from_docx(content: bytes) -> Edition:
    """The edition that a document carries; raises InvalidInput where it shows other sentences."""
    try:
        from docx import Document
    except ImportError as error:
        raise NotPossible(f"{MISSING} ({error})") from None
    try:
        said = _carried(content)
        document: DocumentOf = Document(BytesIO(content))
    except (BadZipFile, KeyError, ValueError):
        raise invalid("", "This document carries no report: give one that `record report` wrote") from None
    edition = Edition.model_validate_json(said)
    names = {line.id.replace("-", "_"): line.id for line in edition.lines}
    return compared(edition, {names.get(name, name): text for name, text in _bookmarked(document)})


def _carried(content: bytes) -> str:
    """The text of the part with our namespace, whatever a word processor has named it."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with ZipFile(BytesIO(content)) as package:
        for info in package.infolist():
            if info.filename.startswith("customXml/") and info.file_size < LARGEST:
                root = etree.fromstring(package.read(info), parser)
                if root.tag == f"{{{NAMESPACE}}}edition":
                    return root.text or ""
    raise KeyError(NAMESPACE)


def _bookmarked(document: DocumentOf) -> Iterator[tuple[str, str]]:
    """Each sentence's bookmark and the words under it."""
    from docx.oxml.ns import qn

    for paragraph in document.paragraphs:
        inside: dict[str, tuple[str, list[str]]] = {}
        for element in paragraph._p.iter():
            if element.tag == qn("w:bookmarkStart"):
                inside[element.get(qn("w:id")) or ""] = (element.get(qn("w:name")) or "", [])
            elif element.tag == qn("w:bookmarkEnd") and (ended := inside.pop(element.get(qn("w:id")) or "", None)):
                yield ended[0], "".join(ended[1])
            elif element.tag == qn("w:t"):
                for _, words in inside.values():
                    words.append(element.text or "")
