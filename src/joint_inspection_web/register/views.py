"""Pages: what did inspections find, for everybody to read?"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from joint_inspection.areas import load_register
from joint_inspection.errors import NotPossible
from joint_inspection.frameworks.load import published
from joint_inspection.reports.edition import Version
from joint_inspection_web.accounts.permissions import allow, everyone
from joint_inspection_web.design.words import title_of
from joint_inspection_web.frameworks.grades import full_title
from joint_inspection_web.frameworks.reading import said_ref
from joint_inspection_web.register import progress, timeline
from joint_inspection_web.register.compare import alike, beside
from joint_inspection_web.register.entries import Entry, entries, find_entry, of_area, theme_titles
from joint_inspection_web.register.files import FORMS, NAMES, VERSIONS, file_name, file_of, version_of
from joint_inspection_web.register.search import A_PAGE, Asked, search, years
from joint_inspection_web.register.shown import MISSING, Shown, about, find_shown, find_version, rests_on

SECONDS = 300
"""How long others may keep a page: a correction is everywhere soon after."""
kept = cache_control(public=True, max_age=SECONDS)


@allow(everyone)
@require_safe
@kept
def front(request: HttpRequest) -> HttpResponse:
    """Look for what was found: by area, agency, framework, theme, year and words."""
    asked, known = Asked.from_query(request.GET.dict()), entries()
    hits = search(known, asked)
    last = max((len(hits) - 1) // A_PAGE + 1, 1)
    page = min(asked.page, last)
    context = {
        "asked": asked, "hits": hits[(page - 1) * A_PAGE : page * A_PAGE], "number": len(hits), "page": page,
        "last": last, "years": years(known), "themes": theme_titles(), "said_ref": said_ref, "title_of": title_of,
        "frameworks": [(each.ref, full_title(each)) for each in published()],
    }  # fmt: skip
    return render(request, "register/front.html", context)


@allow(everyone)
@require_safe
@kept
def area_page(request: HttpRequest, code: str) -> HttpResponse:
    """One area: who came when, and what was published."""
    register = load_register()
    if not register.has(code):
        raise Http404("There is no such area")
    area = register.get(code)
    if code != area.ons_code:
        return redirect("register:area", code=area.ons_code)
    known = of_area(area.ons_code)
    context = {
        "area": area, "entries": known, "here": [entry for entry in known if entry.here], "said_ref": said_ref,
        "picture": timeline.picture(known, area_name=area.name), "legend": timeline.legend(known),
        "title_of": title_of, "alike": alike(known),
    }  # fmt: skip
    return render(request, "register/area.html", context)


@allow(everyone)
@require_safe
@kept
def compare_two(request: HttpRequest) -> HttpResponse:
    """Two inspections under the same version of a framework beside one another."""
    one, other = (_named(request.GET.get(name, "")) for name in ("one", "other"))
    context: dict[str, Any] = {"one": one, "other": other, "said_ref": said_ref}
    if one and other:
        try:
            context["rows"] = beside(one, other)
        except NotPossible as error:
            return render(request, "register/compare.html", context | {"refused": str(error)}, status=409)
    return render(request, "register/compare.html", context)


def _named(id: str) -> Entry | None:
    if not id:
        return None
    if (found := find_entry(id)) is None:
        raise Http404(MISSING)
    return found


@allow(everyone)
@require_safe
@kept
def show(request: HttpRequest, ref: str) -> HttpResponse:
    """One publication: the report, what it rests on, who signed, what was corrected."""
    shown = find_shown(ref)
    context = _of(shown) | {"rests_on": rests_on, "about": about, "forms": FORMS, "version_names": NAMES}
    if shown.is_in_force and (standing := progress.standing_of(shown.publication, on=localdate())):
        context |= {"progress": standing, "picture": progress.picture_of(standing), "today": localdate(),
                    "legend": progress.legend(standing)}  # fmt: skip
    return _answer(request, shown, "register/show.html", context)


@allow(everyone)
@require_safe
@kept
def summary(request: HttpRequest, ref: str) -> HttpResponse:
    """The plain summary."""
    return _plain(request, ref, "summary")


@allow(everyone)
@require_safe
@kept
def children(request: HttpRequest, ref: str) -> HttpResponse:
    """The version for children and young people."""
    return _plain(request, ref, "children")


def _plain(request: HttpRequest, ref: str, version: Version) -> HttpResponse:
    shown = find_shown(ref)
    context = _of(shown) | {"plain": find_version(shown, version)}
    return _answer(request, shown, f"register/{version}.html", context)


def _of(shown: Shown) -> dict[str, Any]:
    versions = [each for each in VERSIONS if version_of(shown.publication, each)]
    return {"shown": shown, "edition": shown.edition, "versions": versions, "said_ref": said_ref}


def _answer(request: HttpRequest, shown: Shown, template: str, context: dict[str, Any]) -> HttpResponse:
    return _found(render(request, template, context), shown)


def _found(response: HttpResponse, shown: Shown) -> HttpResponse:
    """A search engine leads to the edition in force and to no other."""
    if not shown.is_in_force:
        response["X-Robots-Tag"] = "noindex"
    return response


@allow(everyone)
@require_safe
@kept
def download(request: HttpRequest, ref: str, version: str, form: str) -> HttpResponse:
    """One publication as a file."""
    shown = find_shown(ref)
    wanted = next((each for each in VERSIONS if each == version), None)
    if wanted is None or form not in FORMS or (content := file_of(shown.publication, wanted, form)) is None:
        raise Http404(MISSING)
    name = file_name(shown.publication, wanted, form, in_force=shown.is_in_force)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return _found(HttpResponse(content, content_type=FORMS[form][1], headers=headers), shown)
