"""Invented inspections whose report is published, and what areas answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from factories import NOW, child_files, publishing
from factories.fairness import body
from joint_inspection.record import InspectionRecord
from joint_inspection.reports.edition import Edition, Grade, edition_of
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.follow_up import actions, after, repeated
from joint_inspection_web.follow_up.models import Statement
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.reports.models import Publication
from joint_inspection_web.samples import actions as samples

EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "elmshire.json"
COUNCIL, HEALTH, POLICE = "council:X99000001", "health:XQ1", "police:X98000001"
PUBLISHED = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)


def at(month: int, day: int, *, year: int = 2026) -> datetime:
    """A morning."""
    return datetime(year, month, day, 9, 0, tzinfo=UTC)


def published(
    inspection: Inspection, *, on: datetime = PUBLISHED, grades: Mapping[str, str] | None = None, **letter: Any
) -> Publication:
    """The report of the example is published of an inspection; findings have the names that theirs would have."""
    said = EXAMPLE.read_text(encoding="utf-8")
    for number in range(1, 10):
        said = said.replace(f'"f{number}"', f'"{inspection.ref[:6]}{number}"')
    data = json.loads(said) | {"ref": inspection.ref}
    data["letters"][0] |= {"published": f"{on:%Y-%m-%d}", "received": None, "statement_due": None} | letter
    whole = InspectionRecord.model_validate_json(json.dumps(data))
    told = [Grade(judgement=each, title=each, grade=grade, grade_title=grade) for each, grade in (grades or {}).items()]
    edition = edition_of(whole).model_copy(
        update={"framework": inspection.framework, "grades": tuple(told), "first_day": str(inspection.begins_on),
                "last_day": str(inspection.ends_on)}
    )  # fmt: skip
    return _publish(inspection, whole, edition, on=on)


@action
def _publish(inspection: Inspection, whole: InspectionRecord, edition: Edition, *, on: datetime) -> Publication:
    made = Publication.objects.create(
        inspection=inspection, number=1, published_at=on, edition=edition.model_dump(mode="json"),
        recommendations=[each.model_dump(mode="json") for each in whole.recommendations],
        letter=whole.letters[0].model_dump(mode="json"), digest=whole.report.digest,
    )  # fmt: skip
    stage = inspection.stages.create(stage="published", at=on)
    record("reports.publish", by=None, at=on, subject=subject_of(inspection), wrote=[made, stage])
    return made


def after_publication(*, sampled: bool = False, **letter: Any) -> tuple[Inspection, dict[str, Person]]:
    """One whose report asks the council for a statement, with its lead, another inspector and two officers."""
    made = child_files.announced()
    people = {
        "lead": child_files.inspector(made, role="lead_inspector"), "inspector": child_files.inspector(made),
        "council": child_files.officer(body(made)), "health": child_files.officer(body(made, "health")),
        "police": child_files.officer(body(made, "police")),
    }  # fmt: skip
    if sampled:
        samples.seal_draw(made, by=people["lead"], at=NOW)
        child_files.accepted(body(made), content=child_files.lists(child_files.children(28)))
        samples.draw_sample(made, theme=None, tracked=None, sampled=None, by=people["lead"], at=NOW)
    publishing.reach(made, "fieldwork", "fieldwork_done")
    published(made, **letter)
    return made, people


def says(**given: Any) -> dict[str, Any]:
    """The council asks every child what they want, in two of three cases now, in nine of ten by September."""
    return {
        "says": "Ask every child what they want, and write it down.", "answers": ("r1",),
        "owner": {"body": COUNCIL, "office": "director_of_childrens_services"}, "with_others": (),
        "resources": "Two more workers", "due": date(2026, 9, 30),
        "measure": {
            "what": "Children whose wishes are written down", "unit": "per cent", "better": "higher",
            "baseline": 66.0, "baseline_on": date(2026, 3, 2), "target": 90.0,
        },
    } | given  # fmt: skip


OF_HEALTH = {
    "says": "Answer staff who ask for advice within a day.", "answers": ("r2",),
    "owner": {"body": HEALTH, "office": "chief_nurse"},
}  # fmt: skip


def received(inspection: Inspection, *, by: Person) -> Statement:
    """The council says when the report came."""
    return actions.note_receipt(inspection, received_on=date(2026, 3, 2), by=by, at=at(3, 4))


def written(statement: Statement, *, by: Person, **said: Any) -> None:
    """An action of the council, and one of health."""
    for each in ({}, OF_HEALTH):
        actions.write_action(statement, says=says(**each, **said), by=by, at=at(5, 6))


def sent(inspection: Inspection, *, by: Person) -> Statement:
    """A statement sent in time."""
    made = received(inspection, by=by)
    written(made, by=by)
    actions.send(made, by=by, at=at(6, 10))
    return made


def done(statement: Statement, *, by: Person, name: str = "a1", **said: Any) -> None:
    """An action was reported as done in August."""
    told = {"state": "done", "on": date(2026, 8, 20), "reached": 91.0, "says": "All teams do it"} | said
    after.report_progress(statement, name=name, **told, by=by, at=at(9, 1))


def whole_story() -> Inspection:
    """Received, written, worded again, taken out, sent, judged, sent anew, done, verified, visited, checked; and found
    before."""
    then = child_files.announced()
    publishing.reach(then, "fieldwork", "fieldwork_done")
    published(then, on=at(2, 3, year=2025))
    made, people = after_publication()
    council, lead = people["council"], people["lead"]
    first = sent(made, by=council)
    after.review(
        first, reflects=False, because="Nothing is said of who checks", left_out=("r2",), again_by=date(2026, 7, 31),
        by=lead, at=at(6, 20),
    )  # fmt: skip
    second = Statement.objects.get(supersedes=first)
    actions.take_over(second, by=council, at=at(7, 1))
    extra = actions.write_action(second, says=says(says="One too many"), by=council, at=at(7, 2))
    actions.drop_action(second, name=extra.name, by=council, at=at(7, 2))
    actions.send(second, by=council, at=at(7, 3))
    after.review(second, reflects=True, by=lead, at=at(7, 9))
    done(second, by=council)
    after.verify(second, name="a1", confirmed=True, because="Ten files hold it", by=people["inspector"], at=at(9, 9))
    after.note_visit(
        second, on=date(2026, 10, 1), until=None, looked_at=("a1",), found="It holds", by=lead, at=at(10, 2)
    )
    after.check_impact(
        second, name="a1", what="The child's wishes are written down", stratum="Referred children under 10",
        better="higher", before=after.Counted(part=8, whole=20), after=after.Counted(part=18, whole=20), target=0.8,
        by=lead, at=at(10, 5),
    )  # fmt: skip
    now, before = f"{made.ref[:6]}1", f"{then.ref[:6]}1"
    repeated.say_repeat(made, later=now, earlier=before, kind="same", because="The same words", by=lead, at=at(10, 6))
    return made
