"""The draft of a report beside what is wrong with it, and what stands around its text."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from joint_inspection.disclosure import THRESHOLD
from joint_inspection.follow_up.authorities import in_words
from joint_inspection.frameworks.load import find
from joint_inspection.record.model import InspectionRecord
from joint_inspection.record.report import Section
from joint_inspection.reports.layout import sections_of
from joint_inspection.reports.settings import report_settings
from joint_inspection_web.accounts.forms import done, now_by
from joint_inspection_web.accounts.permissions import allow
from joint_inspection_web.accounts.rules import is_inspector
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.reports import drafting, letters
from joint_inspection_web.reports.checking import wrong_with_people, wrong_with_text
from joint_inspection_web.reports.forms import LetterForm, PopulationForm, letter_initial
from joint_inspection_web.reports.models import Draft
from joint_inspection_web.reports.published import publication_of
from joint_inspection_web.reports.recommending import inspected_of
from joint_inspection_web.reports.recording import record_of
from joint_inspection_web.reports.rules import could_report, may_publish, may_read, may_write
from joint_inspection_web.reports.shared import inspection_for, page, to, to_write
from joint_inspection_web.reports.texts import last_draft, letter_of, population_of

VERSIONS = {"summary": "Plain summary", "children": "For children and young people"}


@allow(could_report)
@require_safe
def front(request: HttpRequest, ref: str) -> HttpResponse:
    """The draft, sentence by sentence, and everything that is wrong with it."""
    inspection = inspection_for(request, ref, may_read)
    words = Words(inspection)
    record = record_of(inspection, words=words)
    wrong = wrong_with_text(inspection, record)
    if not may_write.test(request.user, inspection):  # findings are the inspectors' own words
        wrong = [each for each in wrong if each.sentence]
    return page(
        request, inspection, "front", draft=last_draft(inspection), record=record, gone=words.gone, wrong=wrong,
        flawed={each.sentence for each in wrong if each.sentence}, told=_parts(record),
        people=wrong_with_people(inspection, record), published=publication_of(inspection),
        drafts=Draft.objects.filter(inspection=inspection).count(),
    )  # fmt: skip


@allow(is_inspector)
@require_POST
def compose(request: HttpRequest, ref: str) -> HttpResponse:
    """Write the first draft."""
    inspection = inspection_for(request, ref, may_publish)
    drafting.compose_draft(inspection, **now_by(request))
    return to("front", inspection)


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def letter(request: HttpRequest, ref: str) -> HttpResponse:
    """Of whom a statement of action is asked, by when and where to."""
    inspection = to_write(request, ref)
    words = Words(inspection)
    found, inspected = letter_of(inspection, words=words), inspected_of(inspection, words)
    form = LetterForm(request.POST or None, inspected=inspected, initial=letter_initial(found))
    if done(form, lambda: letters.say_letter(inspection, says=form.says, **now_by(request))):
        return to("letter", inspection)
    asked = in_words(found.statement_of, inspected.bodies) if found and found.statement_of else ""
    due = date.fromisoformat(found.statement_due) if found and found.statement_due else None
    return page(request, inspection, "letter", form=form, found=found, asked=asked, found_due=due, gone=words.gone)


@allow(is_inspector)
@require_http_methods(["GET", "POST"])
def population(request: HttpRequest, ref: str) -> HttpResponse:
    """How many children of the area have traits that the report speaks of."""
    inspection = to_write(request, ref)
    groups = population_of(inspection)
    lines = "\n".join(f"{', '.join(each.traits)} = {each.children}" for each in groups)
    form = PopulationForm(request.POST or None, initial={"groups": lines})
    if done(form, lambda: drafting.say_population(inspection, groups=form.cleaned_data["groups"], **now_by(request))):
        return to("front", inspection)
    traits = [*report_settings().traits.words, "age:0", "age:17"]
    return page(request, inspection, "population", form=form, traits=sorted(traits), threshold=THRESHOLD)


def _parts(record: InspectionRecord) -> list[dict[str, Any]]:
    """The report and its plain versions, section by section, each with its title and whether something stands there."""
    if record.report is None:
        return []
    framework, plain = find(record.framework), report_settings().plain
    titles = {each.id: each.title for each in sections_of(framework)}
    made = [{"id": "sections", "title": "The report", "sections": _titled(record.report.sections, titles)}]
    for name, title in VERSIONS.items():
        own = {each.id: each.title for each in getattr(plain, name).parts}
        made.append({"id": name, "title": title, "sections": _titled(getattr(record.report, name), own)})
    return made


def _titled(sections: tuple[Section, ...], titles: dict[str, str]) -> list[dict[str, Any]]:
    return [{"id": each.id, "title": titles.get(each.id, each.id), "paragraphs": each.paragraphs} for each in sections]
