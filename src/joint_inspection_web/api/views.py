"""Page: how does somebody else's software read what is public here?"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from joint_inspection_web.accounts.permissions import allow, everyone
from joint_inspection_web.api.endpoints import api


@allow(everyone)
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    schema = api.get_openapi_schema()
    return render(request, "api/about.html", {"paths": schema["paths"]})
