"""Invented lists as agencies send them, and inspections for which they were sent and accepted."""

from __future__ import annotations

import io
import tempfile
import zipfile
from functools import cache
from pathlib import Path

from django.utils import timezone

import factories
from joint_inspection.casedata.generate import generate
from joint_inspection.casedata.generate.records import file_name
from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.requests import requested_lists
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.casedata import actions
from joint_inspection_web.casedata.models import Upload
from joint_inspection_web.inspections import actions as inspections
from joint_inspection_web.inspections.models import Body, Inspection

FRAMEWORK, KIND = "jtai@2022", "front_door"
REQUEST = "council_lists"
CHILDREN = 25


def announced(*, area_code: str = factories.ELMSHIRE, by: Person | None = None) -> Inspection:
    """An inspection that its area knows of, under a framework that asks for lists."""
    made = inspections.open_inspection(
        area=factories.area(area_code), framework=find(FRAMEWORK), kind=KIND,
        begins_on=factories.date(2026, 3, 2), by=by, at=factories.NOW,
    )  # fmt: skip
    inspections.announce(made, by=None, at=timezone.now().replace(year=2027))
    return made


def council(inspection: Inspection) -> Body:
    """The council that is inspected."""
    return inspection.bodies.get(kind="council")


def officer(body: Body) -> Person:
    """A nominated officer of an agency inspected."""
    return factories.person("nominated_officer", at=body.code)


def inspector(inspection: Inspection, *, role: str = "team_inspector") -> Person:
    """Somebody with a seat on an inspection."""
    person = factories.person(role)
    inspections.add_person(inspection, person=person, role=role, by=None, at=factories.NOW)
    return person


@cache
def lists(*, request: str = REQUEST, children: int = CHILDREN, seed: int = 1, errors: float = 0.0) -> bytes:
    """A zip with the lists that one request asks for, as an agency would send them."""
    wanted = {file_name(each) for each in requested_lists(find(FRAMEWORK)) if each.request.id == request}
    packed = io.BytesIO()
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bundle:
        out = Path(folder) / "lists"
        generate(children=children, seed=seed, out=out, errors=errors)
        for path in sorted(out.glob("*.csv")):
            if path.name in wanted:
                bundle.writestr(path.name, path.read_bytes())
    return packed.getvalue()


def sent(body: Body, *, content: bytes | None = None, by: Person | None = None, request: str = REQUEST) -> Upload:
    """Lists in quarantine."""
    return actions.send_lists(
        body=body, request=request, name="lists.zip", content=content or lists(request=request), by=by,
        at=timezone.now(),
    )  # fmt: skip


def accepted(body: Body, *, content: bytes | None = None, by: Person | None = None, request: str = REQUEST) -> Upload:
    """Lists that inspectors may open."""
    upload = sent(body, content=content, by=by, request=request)
    actions.accept(upload, explanation="Known and being mended", linked=True, by=by, at=timezone.now())
    return upload


def with_lists(**more: object) -> Inspection:
    """An inspection whose council's lists were accepted."""
    made = announced(**more)
    accepted(council(made))
    return made
