"""Pages: how does somebody else's software read the register, and hear of what is new?"""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import conditional_page, require_safe

from joint_inspection_web.accounts.permissions import allow, everyone
from joint_inspection_web.register import data
from joint_inspection_web.register.views import kept
from joint_inspection_web.reports.models import Publication

MOST = 50
"""Publications in the feed."""


class Feed(Atom1Feed):
    """A feed that says the same each time: as new as its newest entry."""

    def latest_post_date(self) -> datetime:
        """Also of an empty one."""
        return max((each["updateddate"] for each in self.items), default=datetime(2000, 1, 1, tzinfo=UTC))


@allow(everyone)
@require_safe
@kept
def front(request: HttpRequest) -> HttpResponse:
    """Every table with what its columns mean."""
    return render(request, "register/data.html", {"dictionary": data.dictionary(), "forms": data.FORMS})


@allow(everyone)
@require_safe
@kept
@conditional_page
def dictionary(request: HttpRequest) -> HttpResponse:
    """The dictionary as data."""
    return JsonResponse(data.dictionary(), json_dumps_params={"indent": 1})


@allow(everyone)
@require_safe
@kept
@conditional_page
def table(request: HttpRequest, table: str, form: str) -> HttpResponse:
    """One table as a file."""
    if table not in data.TABLES or form not in data.FORMS:
        raise Http404("There is no such table")
    headers = {"Content-Disposition": f'attachment; filename="{table}.{form}"'}
    return HttpResponse(data.as_table(table, form), content_type=data.FORMS[form], headers=headers)


@allow(everyone)
@require_safe
@kept
@conditional_page
def feed(request: HttpRequest) -> HttpResponse:
    """What was published last, corrections too, for whoever wants to be told."""
    newest = list(Publication.objects.order_by("-published_at", "-pk")[:MOST])
    made = Feed(
        title="Joint inspections: what was published", link=request.build_absolute_uri(reverse("register:front")),
        description="", feed_url=request.build_absolute_uri(reverse("register:feed")), language="en-GB",
    )  # fmt: skip
    for each in newest:
        link = request.build_absolute_uri(reverse("register:show", args=[each.ref]))
        made.add_item(
            title=each.edition["title"], link=link, unique_id=link, pubdate=each.published_at,
            updateddate=each.published_at,
            description=f"Correction: {each.reason}" if each.supersedes_id else "A new report was published.",
        )  # fmt: skip
    return HttpResponse(made.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
