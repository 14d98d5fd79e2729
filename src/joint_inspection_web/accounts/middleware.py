"""Who gets as far as a view: nobody without a rule, and nobody signed in without a second factor.

What somebody signed in was shown is kept nowhere.
"""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from joint_inspection_web.accounts.permissions import View, rule_of

ALWAYS = frozenset({"account_logout", "health"})
SETTING_UP = ALWAYS | {"mfa_activate_totp", "second_factor_picture", "account_reauthenticate"}
"""The only addresses open to somebody who signed in but has no second factor yet."""
REPLACING_PASSWORD = SETTING_UP | {"mfa_view_recovery_codes", "mfa_reauthenticate", "account_change_password"}
"""The only addresses open to somebody whose password was handed over by an administrator."""


class NothingKept:
    """Tell the browser, and every proxy before it, to keep no page that somebody signed in was shown."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            response["Cache-Control"] = "private, no-store"
        return response


class FirstSignIn:
    """Send whoever lacks a second factor, or a password of their own, to set that up first, from every page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
        page = request.resolver_match.url_name
        if not request.user.is_authenticated or page in ALWAYS:
            return None
        if not is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
            return None if page in SETTING_UP else redirect("mfa_activate_totp")
        if request.user.password_is_temporary:
            return None if page in REPLACING_PASSWORD else redirect("account_change_password")
        return None


class DefaultDeny:
    """Refuse a view that does not say who may open it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> None:
        if rule_of(view) is None:
            raise PermissionDenied("This page does not say who may open it")
