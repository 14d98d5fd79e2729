"""A service of one page, which fails."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from joint_inspection_web.accounts.permissions import allow, everyone


@allow(everyone)
def fails(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("secret detail")


urlpatterns = [path("", fails)]
