"""Pages about documents that can be quoted, and about files beside a note."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.forms import show_problems
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_inspector
from joint_inspection_web.casedata.keys import expect_not_destroyed
from joint_inspection_web.evidence import papers
from joint_inspection_web.evidence.documents import documents_for, passages_of, title_of
from joint_inspection_web.evidence.heads import inspectorate_of, standing
from joint_inspection_web.evidence.kept import Reader
from joint_inspection_web.evidence.models import Attachment
from joint_inspection_web.evidence.openings import Openings
from joint_inspection_web.evidence.rules import may_change, sits_on_it
from joint_inspection_web.evidence.state import writing
from joint_inspection_web.evidence.views import note_page, page_of, the_inspection, the_note
from joint_inspection_web.inspections.models import Inspection

PASSAGES = 50
TOO_LARGE = "The file is missing or too large: choose one of at most 10 megabytes"


class DocumentForm(forms.Form):
    """Something that an agency wrote."""

    agency = forms.ChoiceField(label="Who wrote it", error_messages={"required": "Choose the body that wrote it"})
    file = forms.FileField(label="File", error_messages={"required": TOO_LARGE})
    boxed = forms.BooleanField(required=False)


class FileForm(forms.Form):
    """A file beside a note."""

    file = forms.FileField(label="Put a file beside it", error_messages={"required": TOO_LARGE})


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def documents(request: HttpRequest, ref: str) -> HttpResponse:
    """Documents that can be quoted; a form takes in another."""
    inspection = _for_inspectors(request, ref)
    form = DocumentForm(request.POST or None, request.FILES or None)
    form.fields["agency"].choices = [(body.code, body.name) for body in inspection.bodies.all()]
    if request.method == "POST" and form.is_valid():
        try:
            return _taken(request, inspection, form)
        except InvalidInput as error:
            show_problems(form, error)
    reader, found = Reader(inspection), documents_for(inspection, request.user).select_related("inspection", "by")
    page = Paginator(found, PASSAGES).get_page(request.GET.get("page"))
    names = {body.code: body.name for body in inspection.bodies.all()}
    context = {
        "documents": [(each, title_of(each, reader), names.get(each.agency, each.agency)) for each in page.object_list],
        "page": page, "form": form, "gone": reader.gone if page.object_list else "",
        "own_box": inspectorate_of(inspection, request.user),
        "state": writing(inspection),
    }  # fmt: skip
    return page_of(request, inspection, "documents", context)


def _taken(request: HttpRequest, inspection: Inspection, form: DocumentForm) -> HttpResponse:
    said, file = form.cleaned_data, form.cleaned_data["file"]
    document = papers.take_document(
        inspection, agency=said["agency"], name=file.name, content=file.read(), boxed=said["boxed"], by=request.user,
        at=timezone.now(),
    )  # fmt: skip
    return redirect("evidence:document", ref=inspection.ref, document=document.ref)


@allow(is_inspector)
@require_safe
def document(request: HttpRequest, ref: str, document: str) -> HttpResponse:
    """One document, passage by passage, each to be quoted."""
    inspection = _for_inspectors(request, ref)
    found = get_object_or_404(documents_for(inspection, request.user).select_related("inspection", "by"), ref=document)
    expect_not_destroyed(inspection)
    page = Paginator(tuple(passages_of(found).items()), PASSAGES).get_page(request.GET.get("page"))
    context = {
        "document": found, "title_of_it": title_of(found, Reader(inspection)), "page": page,
        "agency": next((body.name for body in inspection.bodies.all() if body.code == found.agency), found.agency),
        "state": writing(inspection),
    }  # fmt: skip
    return page_of(request, inspection, "document", context)


@allow(is_inspector)
@require_POST
def attach(request: HttpRequest, ref: str, note: UUID) -> HttpResponse:
    """Put a file beside a note."""
    inspection = the_inspection(request, ref)
    found = the_note(request, inspection, note)
    require(may_change, request.user, found)
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            papers.attach(found, name=file.name, content=file.read(), by=request.user, at=timezone.now())
            return redirect("evidence:note", ref=ref, note=note)
        except (InvalidInput, NotPossible) as error:
            form.add_error("file", error.problems[0].says if isinstance(error, InvalidInput) else str(error))
    return note_page(request, inspection, found, attaching=form)


@allow(is_inspector)
@require_safe
def attachment(request: HttpRequest, ref: str, note: UUID, attachment: str) -> HttpResponse:
    """A file beside a note, to keep; whoever may not read the note's words may not have it either."""
    inspection = the_inspection(request, ref)
    found = the_note(request, inspection, note)
    one = Attachment.objects.select_related("note__inspection").filter(note=found, ref=attachment).first()
    if one is None:
        raise Http404
    openings = Openings(inspection, request.user, at=timezone.now())
    if not all(openings.cover(head) for head in standing().filter(note=found).select_related("note")):
        raise NotAllowed("Open the words of this note first")
    response = HttpResponse(papers.taken_out(one), content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{one.ref}.{one.kind}"'
    return response


def _for_inspectors(request: HttpRequest, ref: str) -> Inspection:
    """Documents may tell of children: a sector adviser has none."""
    inspection = the_inspection(request, ref)
    require(sits_on_it, request.user, inspection)
    return inspection
