"""The report and the whole inspection as files."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods, require_safe

from joint_inspection.errors import NotPossible
from joint_inspection.reports.docx import as_docx
from joint_inspection.reports.edition import Edition, edition_of
from joint_inspection.reports.html import as_html
from joint_inspection.reports.pdf import as_pdf
from joint_inspection_web.accounts.forms import done, now_by
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_inspector
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.reports.forms import PurposeForm
from joint_inspection_web.reports.recording import as_file, record_of, take_record
from joint_inspection_web.reports.rules import could_report, may_publish, may_read
from joint_inspection_web.reports.shared import inspection_for, page

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS: dict[str, tuple[str, Callable[[Edition], str | bytes]]] = {
    "html": ("text/html; charset=utf-8", as_html),
    "pdf": ("application/pdf", as_pdf),
    "docx": (WORD, as_docx),
    "json": ("application/json", lambda edition: edition.model_dump_json(indent=1)),
}
"""Every format, with its media type and how it is made."""
VERSIONS = ("report", "summary", "children")


@allow(could_report)
@require_safe
def draft(request: HttpRequest, ref: str, version: str, format: str) -> HttpResponse:
    """The draft as a file; a plain version only when it is whole."""
    inspection = inspection_for(request, ref, may_read)
    _expect_known(version, format)
    made = record_of(inspection, words=Words(inspection))
    if made.report is None:
        raise NotPossible("There is no draft yet")
    return download(edition_of(made, version=version), format, name=f"draft-{inspection.ref}-{version}")


@allow(could_report)
@require_safe
def published(request: HttpRequest, ref: str, number: int, version: str, format: str) -> HttpResponse:
    """What was published, as a file."""
    inspection = inspection_for(request, ref, may_read)
    _expect_known(version, format)
    row = get_object_or_404(inspection.publications, number=number)
    return download(row.as_edition(version), format, name=f"report-{row.ref}-{version}")


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def record(request: HttpRequest, ref: str) -> HttpResponse:
    """The whole inspection as one file; the words about children stay out of it, unless a purpose is given."""
    inspection = inspection_for(request, ref, may_publish)
    form, made = PurposeForm(request.POST or None), []

    def act() -> None:
        made.append(take_record(inspection, **form.cleaned_data, **now_by(request)))

    if done(form, act):
        return _file(as_file(made[0]), "application/json", f"inspection-{inspection.ref}.json")
    return page(request, inspection, "record", form=form)


def download(edition: Edition, format: str, *, name: str) -> HttpResponse:
    """An edition in one of the formats."""
    media_type, write = FORMATS[format]
    return _file(write(edition), media_type, f"{name}.{format}")


def _file(content: str | bytes, media_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


def _expect_known(version: str, format: str) -> None:
    if version not in VERSIONS or format not in FORMATS:
        raise Http404
