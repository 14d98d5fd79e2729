"""Which lists of invented children has the demonstration, and how do they come in?"""

from __future__ import annotations

import io
import tempfile
import zipfile
from datetime import date, datetime
from functools import cache
from pathlib import Path

from django.utils import timezone

from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.requests import requested_lists
from joint_inspection_web.casedata import actions as lists
from joint_inspection_web.inspections.models import Inspection


def accept_lists(inspection: Inspection, *, children: int, seed: int, accepted: list[str], at: datetime) -> None:
    """Have invented lists sent and accepted, in the place of the officers of several agencies."""
    from joint_inspection.casedata.generate.records import file_name

    written = _invented_lists(children, seed, timezone.localdate(at))
    asked = requested_lists(find(inspection.framework))
    for request in accepted:
        wanted = [each for each in asked if each.request.id == request]
        body = inspection.bodies.filter(kind=wanted[0].agency).first()
        packed = _packed({name: written[name] for each in wanted if (name := file_name(each)) in written})
        upload = lists.send_lists(body=body, request=request, name=f"{request}.zip", content=packed, by=None, at=at)
        explanation = "Invented lists, with a few slips of the pen left in on purpose."
        lists.accept(upload, explanation=explanation, linked=True, by=None, at=at)


@cache
def _invented_lists(children: int, seed: int, on: date) -> dict[str, bytes]:
    """Files of invented children by name."""
    from joint_inspection.casedata.generate import generate

    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "lists"
        generate(children=children, seed=seed, out=out, errors=0.01, on=on, linked=True)
        return {path.name: path.read_bytes() for path in sorted(out.glob("*.csv"))}


def _packed(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, content in files.items():
            bundle.writestr(name, content)
    return packed.getvalue()
