"""Is the service set up to hold lists of children? Asked by ``check --deploy``."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register


@register(deploy=True)
def child_data(**_: Any) -> list[CheckMessage]:
    """A master key that is not derived from another secret, and a virus scanner or a word that there is none."""
    found: list[CheckMessage] = []
    if not settings.CHILD_DATA_KEYS:
        found.append(Error("No master key for child data", hint="Set CHILD_DATA_KEY.", id="casedata.E001"))
    if not settings.CLAMD_SOCKET and not settings.UPLOADS_NOT_SCANNED:
        hint = "Set CLAMD_SOCKET, or UPLOADS_NOT_SCANNED=1 to take files without a scan."
        found.append(Error("Files that agencies send are not scanned for viruses", hint=hint, id="casedata.E002"))
    return found
