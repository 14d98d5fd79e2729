"""One sentence: its words, what it rests on, and what is wrong with it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from joint_inspection.evidence.model import Item
from joint_inspection.frameworks.load import find
from joint_inspection.record.model import InspectionRecord
from joint_inspection.record.report import Sentence
from joint_inspection.reports.case import Case
from joint_inspection.reports.edit import PARTS, part_of
from joint_inspection.reports.layout import sections_of
from joint_inspection.reports.settings import report_settings
from joint_inspection_web.accounts.forms import done, now_by
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_inspector
from joint_inspection_web.evidence.reading import outlines
from joint_inspection_web.fairness.items import MOST, chosen_items, label_of, names_of
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.reports import drafting
from joint_inspection_web.reports.checking import wrong_with_text
from joint_inspection_web.reports.forms import SentenceForm, as_initial
from joint_inspection_web.reports.recording import record_of
from joint_inspection_web.reports.rules import may_write
from joint_inspection_web.reports.shared import inspection_for, page, to, to_write
from joint_inspection_web.reports.texts import last_draft


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def sentence(request: HttpRequest, ref: str, sentence: str) -> HttpResponse:
    """A sentence is worded again while anything can be written; beside it everything that it rests on."""
    inspection = inspection_for(request, ref, may_write)
    record, draft = record_of(inspection, words=Words(inspection)), last_draft(inspection)
    found = record.report.sentence(sentence) if record.report else None
    if found is None:
        raise Http404
    form = _form(request, inspection, record, found, seen=draft.number)
    if done(form, lambda: drafting.reword(
        inspection, found.id, text=form.cleaned_data["text"], rests_on=form.rests_on, names=form.proper_names,
        seen=form.cleaned_data["seen"], **now_by(request),
    )):  # fmt: skip
        return _after(inspection, found.id)
    theirs = _theirs(form, found, number=draft.number)
    return page(
        request, inspection, "sentence", form=form, found=found, theirs=theirs, draft=draft,
        wrong=[each for each in wrong_with_text(inspection, record) if each.sentence == found.id],
        rests=_rests(request, inspection, record, found), places=_places(record, found),
    )  # fmt: skip


@allow(is_inspector)
@require_POST
def take_out(request: HttpRequest, ref: str, sentence: str) -> HttpResponse:
    """Take a sentence out."""
    inspection = inspection_for(request, ref, may_write)
    drafting.take_out(inspection, sentence, seen=_seen(request), **now_by(request))
    return to("front", inspection)


@allow(is_inspector)
@require_POST
def move(request: HttpRequest, ref: str, sentence: str) -> HttpResponse:
    """Let a sentence stand elsewhere."""
    inspection = inspection_for(request, ref, may_write)
    section, _, before = request.POST.get("place", "").partition(" ")
    drafting.move(inspection, sentence, section=section, before=before, seen=_seen(request), **now_by(request))
    return _after(inspection, sentence)


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, ref: str, part: str, section: str) -> HttpResponse:
    """A new sentence at the end of a section."""
    inspection = to_write(request, ref)
    record, draft = record_of(inspection, words=Words(inspection)), last_draft(inspection)
    own = getattr(record.report, part) if record.report and part in PARTS else ()
    if section not in {each.id for each in own}:
        raise Http404
    made: list[str] = []

    def act() -> None:
        _, new = drafting.add(
            inspection, part=part, section=section, text=form.cleaned_data["text"], rests_on=form.rests_on,
            names=form.proper_names, **now_by(request),
        )  # fmt: skip
        made.append(new.id)

    form = _form(request, inspection, record, None, seen=draft.number, plain=part != "sections")
    if done(form, act):
        return _after(inspection, made[0])
    title = _title(record, part, section)
    return page(request, inspection, "sentence", form=form, found=None, section=title, draft=draft, wrong=(), rests=())


def _form(
    request: HttpRequest, inspection: Inspection, record: InspectionRecord, found: Sentence | None, *, seen: int,
    plain: bool | None = None,
) -> SentenceForm:  # fmt: skip
    framework = find(record.framework)
    if plain is None:
        plain = found not in [each for section in record.report.sections for each in section.sentences]
    initial = as_initial(found, seen=seen) if found else {"seen": seen, **_asked(request)}
    return SentenceForm(
        request.POST or None, initial=initial, record=record, plain=plain,
        evidence=_to_cite(request, inspection, record, found),
        titles={each.id: each.title for each in framework.judging.judgements},
    )  # fmt: skip


def _seen(request: HttpRequest) -> int:
    """The draft on which a button stood; 0 where none is named."""
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isdecimal() else 0


def _asked(request: HttpRequest) -> dict[str, Any]:
    """What the address asks to be ticked already."""
    return {name: request.GET.getlist(name) for name in ("findings", "recommendations", "tells")}


def _to_cite(
    request: HttpRequest, inspection: Inspection, record: InspectionRecord, found: Sentence | None
) -> list[tuple[str, str]]:
    """The evidence that somebody may cite: what is cited already, then the newest under the same criteria."""
    if request.method == "GET" and found is None:
        return []
    known = {item.id: item for item in outlines(inspection, person=request.user)}
    told = [*(found.findings if found else ()), *request.POST.getlist("findings")]
    criteria = {each.criterion for each in record.findings if each.id in told}
    under = [id for id, item in reversed(known.items()) if item.criterion in criteria]
    kept = [*(found.evidence if found else ()), *request.POST.getlist("evidence")]
    names = names_of(inspection)
    ids = dict.fromkeys([*kept, *under[:MOST]])
    return [(id, _label(known.get(id), names)) for id in ids]


def _label(item: Item | None, names: dict[str, str]) -> str:
    return label_of(item, names) if item else "Evidence in another inspectorate’s sealed box, or withdrawn"


def _rests(
    request: HttpRequest, inspection: Inspection, record: InspectionRecord, found: Sentence
) -> list[dict[str, Any]]:
    """What a sentence rests on: its findings, each with its evidence, and what it cites besides."""
    case = Case(report=record.report, record=record, framework=find(record.framework))
    shown = chosen_items(inspection, [item.id for item in case.items_of(found)], person=request.user)
    findings = {each.id: each for each in record.findings}
    made = [
        {"finding": findings[id], "items": [shown[each] for each in findings[id].supports if each in shown],
         "hidden": sum(each not in shown for each in findings[id].supports)}
        for id in found.findings if id in findings
    ]  # fmt: skip
    if found.evidence:
        own = [shown[id] for id in found.evidence if id in shown]
        made.append({"finding": None, "items": own, "hidden": len(found.evidence) - len(own)})
    return made


def _places(record: InspectionRecord, found: Sentence) -> list[tuple[str, list[tuple[str, str]]]]:
    """Where a sentence can stand besides: by section, before each other sentence and at the end."""
    part = part_of(record.report, found.id)
    return [
        (_title(record, part, section.id), [
            *((f"{section.id} {each.id}", f"Before: {each.text[:80]}") for each in section.sentences if each != found),
            (section.id, "At the end"),
        ]) for section in getattr(record.report, part)
    ]  # fmt: skip


def _theirs(form: SentenceForm, found: Sentence, *, number: int) -> str:
    """What somebody else wrote meanwhile; the next save takes the place of that, knowingly."""
    if not form.is_bound or form["seen"].value() in (number, str(number)):
        return ""
    form.data = form.data.copy()
    form.data["seen"] = number
    return found.text


def _after(inspection: Inspection, id: str) -> HttpResponse:
    """Back to the text; to the sentence itself, while something is wrong with it."""
    record = record_of(inspection, words=Words(inspection))
    if any(each.sentence == id for each in wrong_with_text(inspection, record)):
        return to("sentence", inspection, sentence=id)
    front = to("front", inspection)
    front["Location"] += f"#{id}"
    return front


def _title(record: InspectionRecord, part: str, section: str) -> str:
    titled = sections_of(find(record.framework)) if part == "sections" else getattr(report_settings().plain, part).parts
    return next(each.title for each in titled if each.id == section)
