"""Invented lists as agencies send them, and inspections for which they were sent and accepted."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.utils import timezone

import factories
from joint_inspection.casedata.match import Mapping as Choices
from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.requests import requested_lists
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.casedata import actions, destruction, store
from joint_inspection_web.casedata.models import Upload
from joint_inspection_web.inspections import actions as inspections
from joint_inspection_web.inspections.models import Body, Inspection

FRAMEWORK, KIND = "jtai@2022", "front_door"
REQUEST = "council_lists"
IDENTIFIER, WORKER = "ELM-00", "Wilhelmina Workerson"
"""What may be seen by nobody but the sender: how identifiers begin, and a worker's name."""


def announced(
    *, area_code: str = factories.ELMSHIRE, by: Person | None = None, framework: str = FRAMEWORK, kind: str = KIND
) -> Inspection:
    """An inspection that its area knows of, under a framework that asks for lists or another."""
    made = inspections.open_inspection(
        area=factories.area(area_code), framework=find(framework), kind=kind,
        begins_on=date(2026, 3, 2), by=by, at=factories.NOW,
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


def children(number: int = 6, *, first: int = 1) -> list[dict[str, str]]:
    """Rows of a list of referrals: invented children, all different."""
    return [
        {
            "child": f"{IDENTIFIER}{place:02}", "gender": ("male", "female")[place % 2], "ethnicity": "wbri",
            "born": f"{place:02}/03/2015", "age": "10", "referral_date": f"{place:02}/11/2025",
            "referral_source": "schools", "no_further_action": "no", "referrals_12m": "0", "team": "Front door",
            "worker": WORKER,
        }
        for place in range(first, first + number)
    ]  # fmt: skip


def lists(rows: Sequence[Mapping[str, str]] | None = None, *, request: str = REQUEST) -> bytes:
    """A zip with every list of a request: rows of referrals, and the headings of the others alone."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as bundle:
        for each in requested_lists(find(FRAMEWORK)):
            if each.request.id == request:
                own = (children() if rows is None else rows) if each.list.id == "referrals" else []
                bundle.writestr(f"{each.list.title}.csv", _table([(f.id, f.title) for f in each.list.fields], own))
    return packed.getvalue()


def _table(columns: Sequence[tuple[str, str]], rows: Sequence[Mapping[str, str]]) -> str:
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow([title for _, title in columns])
    table.writerows([row.get(name, "") for name, _ in columns] for row in rows)
    return text.getvalue()


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


def whole_life(*, at: datetime = factories.NOW) -> Inspection:
    """An inspection whose lists were sent, understood again, accepted, opened, held and destroyed."""
    made = announced()
    body, reader = council(made), inspector(made)
    upload = sent(body)
    actions.understand_again(upload, choices=Choices(sheets={"Notes": None}), by=None, at=at)
    actions.accept(upload, explanation="Known and being mended", linked=False, by=None, at=at)
    actions.withdraw(sent(body), by=None, at=at)
    actions.note_hours(body=body, request=REQUEST, hours=7.5, by=None, at=at)
    store.open_events(made, person=reader, purpose="Reads the journeys", at=at)
    hold = destruction.place_hold(made, kind="legal", reason="A claim was made", by=None, at=at)
    destruction.lift_hold(hold, reason="The claim has ended", by=None, at=at)
    proposal = destruction.propose(made, reason="The inspection is over", by=None, at=at)
    destruction.confirm(proposal, by=None, at=at)
    return made
