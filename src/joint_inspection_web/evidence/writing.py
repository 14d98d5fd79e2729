"""Pages on which notes are written: a new one, a correction, two versions brought together, a withdrawal.

What was typed is never lost: whatever stands in the way, the form is shown again with it.
"""

from __future__ import annotations

from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from joint_inspection.errors import InvalidInput, NotPossible
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.casedata.keys import expect_not_destroyed
from joint_inspection_web.evidence.actions import expect_stage, keep
from joint_inspection_web.evidence.documents import documents_for, passages_of
from joint_inspection_web.evidence.forms import NoteForm, WithdrawForm, blank, following
from joint_inspection_web.evidence.heads import standing
from joint_inspection_web.evidence.models import Kind, Note, Version
from joint_inspection_web.evidence.notes import ADVICE, MOST_WORDS, NoteIn, Receipt
from joint_inspection_web.evidence.rules import may_change, writes_evidence
from joint_inspection_web.evidence.shown import HEARSAY, Showing
from joint_inspection_web.evidence.state import state_of
from joint_inspection_web.evidence.views import note_page, page_of, the_inspection, the_note
from joint_inspection_web.evidence.words import TEMPLATES
from joint_inspection_web.inspections.models import Inspection

STICKS = ("criterion", "agency", "method")
"""What the next note starts with: the same as the last one."""


@allow(writes_evidence)
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, ref: str) -> HttpResponse:
    """Write a note, and the next one."""
    inspection = the_inspection(request, ref)
    if request.method == "POST":
        form = NoteForm(request.POST, inspection=inspection, person=request.user)
        if receipt := _keep(request, inspection, form, kind=Kind.FIRST):
            return _onwards(request, inspection, form, receipt)
    else:
        _expect_writable(inspection)
        form = NoteForm(initial=_start(request, inspection), inspection=inspection, person=request.user)
    return _page(request, inspection, "write", form, kept=_kept(request, inspection))


@allow(writes_evidence)
@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, ref: str, note: UUID) -> HttpResponse:
    """Write a correction of a note; the version before it stays."""
    inspection = the_inspection(request, ref)
    return _follow(request, inspection, _changeable(request, inspection, note), kind=Kind.CORRECTION)


@allow(writes_evidence)
@require_http_methods(["GET", "POST"])
def merge(request: HttpRequest, ref: str, note: UUID) -> HttpResponse:
    """Bring versions that stand side by side together."""
    inspection = the_inspection(request, ref)
    found = _changeable(request, inspection, note)
    if request.method == "GET" and len(_heads(found)) < 2:
        return redirect("evidence:note", ref=ref, note=note)
    return _follow(request, inspection, found, kind=Kind.MERGE)


@allow(writes_evidence)
@require_POST
def withdraw(request: HttpRequest, ref: str, note: UUID) -> HttpResponse:
    """Withdraw a note, for a reason; it stays to be read."""
    inspection = the_inspection(request, ref)
    found = _changeable(request, inspection, note)
    form = WithdrawForm(request.POST)
    if form.is_valid():
        raw = {
            "note": str(found.pk), "version": str(uuid4()), "bases": [str(head.pk) for head in _heads(found)],
            "kind": Kind.WITHDRAWAL.value, "noted_at": timezone.now().isoformat(), "text": form.cleaned_data["reason"],
        }  # fmt: skip
        try:
            keep(inspection, note=NoteIn.sent(raw), by=request.user, at=timezone.now())
            return redirect("evidence:note", ref=ref, note=note)
        except (InvalidInput, NotPossible) as error:
            _show(form, error)
    return note_page(request, inspection, found, withdrawing=form)


def _follow(request: HttpRequest, inspection: Inspection, found: Note, *, kind: Kind) -> HttpResponse:
    """A form that starts with what stands now; what it keeps names what it follows."""
    name = kind.value
    if request.method == "POST":
        form = NoteForm(request.POST, inspection=inspection, person=request.user)
        if receipt := _keep(request, inspection, form, kind=kind, note=found):
            return _to_note(inspection, found, receipt)
    else:
        _expect_writable(inspection)
        form = _started(request, inspection, found, kind)
    shown = Showing(inspection, request.user, at=timezone.now()).all(_heads(found))
    return _page(request, inspection, name, form, note=found, heads=shown)


def _started(request: HttpRequest, inspection: Inspection, found: Note, kind: Kind) -> NoteForm:
    """The form with the words of the version received last, which the person has to be able to read."""
    heads = _heads(found)
    asked = [head for head in heads if str(head.pk) == request.GET.get("version", "")]
    before = (asked or heads)[-1]
    words = Showing(inspection, request.user, at=timezone.now()).one(before).words
    if words is None:
        raise NotPossible("Open the words of this note before you correct it")
    bases = heads if kind == Kind.MERGE else [before]
    return NoteForm(initial=following(before, words, bases=bases), inspection=inspection, person=request.user)


def _keep(
    request: HttpRequest, inspection: Inspection, form: NoteForm, *, kind: Kind, note: Note | None = None
) -> Receipt | None:
    """Keep what the form says; None where somebody has to look at it again."""
    if not form.is_valid():
        return None
    raw = form.said(kind=kind, noted_at=timezone.now().isoformat())
    if note is not None:
        raw |= {"note": str(note.pk)}
    try:
        # Sent twice, it is the same note, whatever the clock says the second time.
        return keep(inspection, note=NoteIn.sent(raw, but=("noted_at",)), by=request.user, at=timezone.now())
    except (InvalidInput, NotPossible) as error:
        _show(form, error)
    return None


def _show(form: NoteForm | WithdrawForm, error: InvalidInput | NotPossible) -> None:
    """Put each problem beside its field."""
    if isinstance(error, NotPossible):
        form.add_error(None, str(error))
        return
    for problem in error.problems:
        where = "quote_words" if problem.where.startswith("quotes") else problem.where
        form.add_error(where if where in form.fields and where not in HIDDEN else None, problem.says)
        if where == "version" and isinstance(form, NoteForm):
            form.write_anew()


HIDDEN = ("note", "version", "bases", "quote_document", "quote_passage")


def _onwards(request: HttpRequest, inspection: Inspection, form: NoteForm, receipt: Receipt) -> HttpResponse:
    """To the next note, which starts where this one did, or to this one."""
    if "finish" in request.POST:
        return redirect("evidence:note", ref=inspection.ref, note=form.cleaned_data["note"])
    query = {name: form.cleaned_data[name] for name in STICKS} | {"kept": str(receipt.version)}
    return redirect(reverse("evidence:write", kwargs={"ref": inspection.ref}, query=query))


def _to_note(inspection: Inspection, found: Note, receipt: Receipt) -> HttpResponse:
    return redirect(
        reverse("evidence:note", kwargs={"ref": inspection.ref, "note": found.pk}, query={"kept": receipt.version})
    )


def _start(request: HttpRequest, inspection: Inspection) -> dict[str, str]:
    """What a new note starts with: what the address says, the headings asked for, the passage to quote."""
    said = {name: request.GET.get(name, "")[:80] for name in STICKS}
    begin = request.GET.get("begin", "")
    if begin in TEMPLATES:
        said |= {"method": begin, "text": TEMPLATES[begin]}
    return blank(**said, **_quoted(request, inspection))


def _quoted(request: HttpRequest, inspection: Inspection) -> dict[str, str]:
    ref, _, passage = request.GET.get("quote", "").partition(".")
    document = documents_for(inspection, request.user).filter(ref=ref).select_related("inspection").first()
    if document is None or (text := passages_of(document).get(passage)) is None:
        return {}
    return {"quote_document": ref, "quote_passage": passage, "quote_words": text[:MOST_WORDS]}


def _kept(request: HttpRequest, inspection: Inspection) -> Version | None:
    """The note that was just kept, for its receipt."""
    try:
        asked = UUID(request.GET.get("kept", ""))
    except ValueError:
        return None
    return Version.objects.filter(pk=asked, author=request.user, note__inspection=inspection).first()


def _changeable(request: HttpRequest, inspection: Inspection, note: UUID) -> Note:
    found = the_note(request, inspection, note)
    require(may_change, request.user, found)
    return found


def _heads(found: Note) -> list[Version]:
    return list(standing().filter(note=found).select_related("note__author", "author").order_by("received_at", "pk"))


def _expect_writable(inspection: Inspection) -> None:
    expect_not_destroyed(inspection)
    expect_stage(inspection)


def _page(request: HttpRequest, inspection: Inspection, name: str, form: NoteForm, **more: object) -> HttpResponse:
    state = state_of(inspection, person=request.user, at=timezone.now())
    context = {"form": form, "state": state, "templates": TEMPLATES, "hearsay": HEARSAY, "advice": ADVICE}
    return page_of(request, inspection, name, context | more)
