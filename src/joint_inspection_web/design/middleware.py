"""What every response has in common: a policy for the browser, and errors shown as advice."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible

NO_FEATURES = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"


class PermissionsPolicy:
    """Tell the browser that no page needs a camera, a microphone or a place."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", NO_FEATURES)
        return response


class Advice:
    """Turn the library's errors into pages: the wrong stage is explained, the wrong person is refused."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, NotAllowed):
            raise PermissionDenied(str(exception)) from exception
        if isinstance(exception, NotPossible):
            return render(request, "not_possible.html", {"says": str(exception)}, status=409)
        if isinstance(exception, InvalidInput):
            return render(request, "400.html", {"says": [problem.says for problem in exception.problems]}, status=400)
        return None
