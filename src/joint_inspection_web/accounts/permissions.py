"""Every view says who may open it; a view that does not say is closed to all.

A view is marked with ``@allow(rule)``, a ready-made set of addresses (an API, say) with ``allow_each``. The rule is
asked about the person alone; what a person may see of one inspection is asked again inside, by ``get_inspection``.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern, URLResolver
from rules import Predicate

from joint_inspection_web.accounts.rules import everyone

View = Callable[..., HttpResponseBase]
__all__ = ["allow", "allow_each", "everyone", "rule_of"]


def allow(rule: Predicate) -> Callable[[View], View]:
    """Let in whom ``rule`` lets in; ask the unknown to sign in and refuse the others."""

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if rule.test(request.user):
                return view(request, *args, **kwargs)
            if request.user.is_authenticated:
                raise PermissionDenied
            return redirect_to_login(request.get_full_path())

        guarded.allows = rule  # type: ignore[attr-defined]
        return guarded

    return mark


def allow_each(patterns: Iterable[URLPattern | URLResolver], rule: Predicate) -> list[URLPattern | URLResolver]:
    """Put the same rule before every view of ready-made addresses."""
    found = list(patterns)
    for pattern in found:
        if isinstance(pattern, URLResolver):
            allow_each(pattern.url_patterns, rule)
        else:
            pattern.callback = allow(rule)(pattern.callback)
    return found


def rule_of(view: View) -> Predicate | None:
    """The rule that a view was marked with, or None."""
    return getattr(view, "allows", None)
