"""Who gets as far as a view: nobody without a rule, and nobody signed in without a second factor."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from joint_inspection_web.accounts.permissions import View, rule_of

BEFORE_SECOND_FACTOR = frozenset(
    {"mfa_activate_totp", "second_factor_picture", "account_reauthenticate", "account_logout", "health"}
)
"""The only addresses open to somebody who signed in but has not set up a second factor."""


class SecondFactorFirst:
    """Send whoever has no second factor yet to set one up, from every page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
        if not request.user.is_authenticated or request.resolver_match.url_name in BEFORE_SECOND_FACTOR:
            return None
        if is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
            return None
        return redirect("mfa_activate_totp")


class DefaultDeny:
    """Refuse a view that does not say who may open it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> None:
        if rule_of(view) is None:
            raise PermissionDenied("This page does not say who may open it")
