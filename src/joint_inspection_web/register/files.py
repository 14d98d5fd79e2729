"""In which files does a reader take a publication away, and what do they hold?

A publication never changes, so each file is made once and kept for a while.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import get_args

from joint_inspection.reports.docx import as_docx
from joint_inspection.reports.edition import Edition, Version
from joint_inspection.reports.html import as_html
from joint_inspection.reports.pdf import as_pdf
from joint_inspection_web.reports.models import Publication

FORMS: dict[str, tuple[Callable[[Edition], bytes], str, str]] = {
    "pdf": (as_pdf, "application/pdf", "PDF"),
    "docx": (as_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word document"),
    "html": (lambda edition: as_html(edition).encode(), "text/html; charset=utf-8", "Web page that stands alone"),
    "json": (lambda edition: edition.model_dump_json(indent=1).encode(), "application/json", "JSON"),
}
"""How each file is made, what it is for a browser, and what people call it."""
VERSIONS: tuple[Version, ...] = get_args(Version)
NAMES = {"report": "Report", "summary": "Plain summary", "children": "For children and young people"}


def version_of(publication: Publication, version: Version) -> Edition | None:
    """The report or one of its plain versions; None where nobody wrote it."""
    edition = publication.as_edition().reading(version)
    return edition if edition.sections else None


def file_of(publication: Publication, version: Version, form: str) -> bytes | None:
    """One file; None where there is no such version."""
    return _file(publication.ref, version, form)


@lru_cache(maxsize=128)
def _file(ref: str, version: Version, form: str) -> bytes | None:
    edition = version_of(Publication.objects.get(ref=ref), version)
    return FORMS[form][0](edition) if edition else None


def file_name(publication: Publication, version: Version, form: str, *, in_force: bool) -> str:
    """What a browser calls the file; whoever finds it later sees that a correction took its place."""
    state = "" if in_force else "-superseded"
    return f"{publication.edition['area']}-{publication.ref}-{version}{state}.{form}"
