"""Invented children as an area sends them, in an inspection whose lists were accepted."""

from __future__ import annotations

import io
import tempfile
import zipfile
from functools import cache
from pathlib import Path

from factories import child_files
from joint_inspection.casedata.generate import generate
from joint_inspection.casedata.generate.records import file_name
from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.requests import RequestedList, requested_lists
from joint_inspection_web.inspections.models import Inspection


@cache
def lists(*, children: int = 400, seed: int = 7) -> dict[str, bytes]:
    """For each request a zip with its lists, every agency using the council's identifiers, as after linkage."""
    with tempfile.TemporaryDirectory() as folder:
        generate(children=children, seed=seed, out=Path(folder) / "lists")
        found: dict[str, bytes] = {}
        for request in {each.request.id for each in _asked()}:
            packed = io.BytesIO()
            with zipfile.ZipFile(packed, "w") as bundle:
                for each in _asked():
                    if each.request.id == request:
                        bundle.write(Path(folder) / "lists" / file_name(each), file_name(each))
            found[request] = packed.getvalue()
    return found


def with_children(*, children: int = 400, agencies: tuple[str, ...] = ("council",)) -> Inspection:
    """An inspection for which these agencies' lists of invented children were accepted."""
    made = child_files.announced()
    accept(made, children=children, agencies=agencies)
    return made


def accept(inspection: Inspection, *, children: int = 400, agencies: tuple[str, ...] = ("council",)) -> None:
    """Have some agencies' lists accepted."""
    for request, agency in dict.fromkeys((each.request.id, each.agency) for each in _asked()):
        if agency in agencies:
            body = inspection.bodies.filter(kind=agency).first()
            child_files.accepted(body, content=lists(children=children)[request], request=request)


def _asked() -> tuple[RequestedList, ...]:
    return requested_lists(find(child_files.FRAMEWORK))
