"""What stands in an uploaded document, passage by passage, and do a note's quotes stand there?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet

from joint_inspection.errors import NotPossible, Problem
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.casedata import files
from joint_inspection_web.casedata.codec import unpack
from joint_inspection_web.casedata.keys import keys_of
from joint_inspection_web.casedata.rules import sits_on_it
from joint_inspection_web.casedata.seal import unseal
from joint_inspection_web.evidence.kept import Reader
from joint_inspection_web.evidence.models import Document
from joint_inspection_web.evidence.notes import NoteIn
from joint_inspection_web.inspections.models import Inspection

PART = "document"
ELSEWHERE = "These words do not stand in that passage of a document here: choose them in the document again"
BOXED = "This document lies in your inspectorate’s box: put the note into the box too, or leave the words out"


def documents_for(inspection: Inspection, person: Person) -> QuerySet[Document]:
    """The documents that somebody may read: an inspector, not those in another inspectorate's box.

    They may tell of children: a sector adviser has none.
    """
    if not sits_on_it.test(person, inspection):
        return Document.objects.none()
    return Document.objects.filter(Q(box="") | Q(box__in=person.organisation_codes), inspection=inspection)


def passages_of(document: Document) -> Mapping[str, str]:
    """The passages of a document by their names (``p1``, ``p2``); raises NotPossible where they were destroyed."""
    sealed = files.read(files.path_of(document.inspection.ref, document.ref, PART))
    said: Any = unpack(unseal(sealed, under=keys_of(document.inspection).files, about=about(document)))
    return {f"p{number}": text for number, text in enumerate(said["passages"], 1)}


def title_of(document: Document, reader: Reader) -> str:
    """What a document is called; empty where the key is gone."""
    said = reader.plain(document.sealed, about=about(document))
    return said["title"] if said else ""


def about(document: Document) -> str:
    """What the sealed file of a document is about."""
    return f"{document.inspection.ref} {document.ref} {PART}"


def check_quotes(inspection: Inspection, note: NoteIn, *, box: str, by: Person) -> list[Problem]:
    """List the quotes that do not stand where they say they do, or would leave the box that their document lies in."""
    documents = _quoted(inspection, note, by)
    problems = []
    for number, quote in enumerate(note.quotes, 1):
        document, passages = documents.get(quote.document, (None, {}))
        if document is not None and document.box not in ("", box):
            problems.append(Problem(where=f"quotes.{number}", says=BOXED))
        elif _plain(quote.words) not in _plain(passages.get(quote.passage, "")):
            problems.append(Problem(where=f"quotes.{number}", says=ELSEWHERE))
    return problems


def _quoted(inspection: Inspection, note: NoteIn, by: Person) -> dict[str, tuple[Document, Mapping[str, str]]]:
    """The documents that a note quotes, with their passages, as far as its writer may read them."""
    refs = {quote.document for quote in note.quotes}
    found = documents_for(inspection, by).filter(ref__in=refs).select_related("inspection") if refs else ()
    return {document.ref: (document, _passages(document)) for document in found}


def _passages(document: Document) -> Mapping[str, str]:
    try:
        return passages_of(document)
    except NotPossible:
        return {}


def _plain(text: str) -> str:
    return " ".join(text.split())
