"""What does a browser keep so that notes can be written, and a child's danger told, without a connection?

Two pages that say nothing of any inspection, their scripts and styles, and a worker that brings them when the service
cannot be reached. Everything about an inspection comes from the device's own sealed journal.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from joint_inspection_web.accounts.permissions import allow, everyone
from joint_inspection_web.evidence.forms import NoteForm, blank
from joint_inspection_web.evidence.notes import ADVICE
from joint_inspection_web.evidence.shown import HEARSAY
from joint_inspection_web.evidence.words import TEMPLATES

MODULES = ("journal", "sealing", "send", "alarms", "fields", "device", "notebook", "write", "at-risk")
SCRIPTS = tuple(f"evidence/{name}.js" for name in MODULES)
ASSETS = ("main.css", "govuk-frontend.min.js", "design/favicon.svg", *SCRIPTS)
PAGES = {"write": "evidence/device_write.html", "at_risk": "evidence/device_at_risk.html"}


class AnyNoteForm(NoteForm):
    """The form of a note of no inspection: the device puts in what may be chosen, and the ids."""

    def __init__(self) -> None:
        Form.__init__(self, initial=blank(note="", version=""))
        self.own_box = "own"


@allow(everyone)
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The worker that brings these pages when the service cannot be reached. It changes when any of them does."""
    knows = {
        "version": version(), "pages": {name: reverse(f"device:{name}") for name in PAGES},
        "assets": [static(name) for name in ASSETS], "sign_out": reverse("account_logout"),
    }  # fmt: skip
    script = f"self.NOTEBOOK = {json.dumps(knows)};\nimportScripts({json.dumps(static('evidence/worker.js'))});\n"
    return HttpResponse(script, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


@allow(everyone)
@require_safe
def write(request: HttpRequest) -> HttpResponse:
    """The page on which notes are written without a connection: the same for everybody."""
    return render(request, PAGES["write"], _context())


@allow(everyone)
@require_safe
def at_risk(request: HttpRequest) -> HttpResponse:
    """Whom to ring when a child is at risk and there is no connection: the same for everybody."""
    return render(request, PAGES["at_risk"])


@cache
def version() -> str:
    """Changes with any letter of what a device keeps."""
    files = [finders.find(name) for name in (*ASSETS, "evidence/worker.js")]
    said = [Path(file).read_bytes() for file in files if file]
    said += [get_template(name).render(_context()).encode() for name in PAGES.values()]
    return hashlib.sha256(b"".join(hashlib.sha256(each).digest() for each in said)).hexdigest()[:16]


def _context() -> dict[str, Any]:
    same = {"state": {"children": []}, "templates": TEMPLATES, "hearsay": HEARSAY, "advice": ADVICE}
    return same | {"form": AnyNoteForm()}
