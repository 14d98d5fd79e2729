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
from joint_inspection_web.casedata.seal import unseal
from joint_inspection_web.evidence.kept import Reader
from joint_inspection_web.evidence.models import Document
from joint_inspection_web.evidence.notes import NoteIn
from joint_inspection_web.inspections.models import Inspection

PART = "document"


def documents_for(inspection: Inspection, person: Person) -> QuerySet[Document]:
    """The documents that somebody on the team may read: not those in another inspectorate's box."""
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


def check_quotes(inspection: Inspection, note: NoteIn, *, by: Person) -> list[Problem]:
    """List the quotes that do not stand where they say they do."""
    known: dict[str, Mapping[str, str]] = {}
    problems = []
    for number, quote in enumerate(note.quotes, 1):
        if quote.document not in known:
            known[quote.document] = _passages(inspection, quote.document, by)
        passage = known[quote.document].get(quote.passage, "")
        if _plain(quote.words) not in _plain(passage):
            says = "These words do not stand in that passage of a document here: choose them in the document again"
            problems.append(Problem(where=f"quotes.{number}", says=says))
    return problems


def _passages(inspection: Inspection, ref: str, by: Person) -> Mapping[str, str]:
    document = documents_for(inspection, by).filter(ref=ref).select_related("inspection").first()
    try:
        return passages_of(document) if document else {}
    except NotPossible:
        return {}


def _plain(text: str) -> str:
    return " ".join(text.split())
