"""Invented children as an area sends them, in an inspection whose lists were accepted."""

from __future__ import annotations

import io
import tempfile
import zipfile
from functools import cache
from pathlib import Path

from factories import child_files
from joint_inspection.casedata.generate import generate
from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.requests import requested_lists
from joint_inspection_web.casedata.models import Upload
from joint_inspection_web.inspections.models import Inspection


@cache
def lists_of(request: str, *, children: int = 400, seed: int = 7) -> bytes:
    """A zip with the lists of one request, of invented children."""
    packed = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(packed, "w") as bundle:
        generate(children=children, seed=seed, out=Path(folder) / "lists")
        wanted = {
            f"List {each.list.number}" if each.list.number else each.list.title
            for each in requested_lists(find(child_files.FRAMEWORK))
            if each.request.id == request
        }
        for file in sorted((Path(folder) / "lists").iterdir()):
            if file.stem in wanted:
                bundle.write(file, file.name)
    return packed.getvalue()


def with_children(*, children: int = 400) -> Inspection:
    """An inspection for which the council's lists of invented children were accepted."""
    made = child_files.announced()
    accept(made, children=children)
    return made


def accept(inspection: Inspection, *, children: int = 400) -> Upload:
    """Have the council's lists accepted."""
    content = lists_of(child_files.REQUEST, children=children)
    return child_files.accepted(child_files.council(inspection), content=content)
