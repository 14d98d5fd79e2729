"""Teams for tests: people who know something, declare, and are seated, by the same actions that the service uses."""

from datetime import date, datetime

import factories
from factories import child_files
from joint_inspection_web.accounts.bodies import body
from joint_inspection_web.accounts.models import Person, Role
from joint_inspection_web.inspections.models import Inspection, Seat
from joint_inspection_web.teams import actions
from joint_inspection_web.teams.cover import cover_of
from joint_inspection_web.teams.models import Ask, Competence, Interest


def knows(person: Person, *competences: str, shown_on: date = date(2025, 6, 2)) -> list[Competence]:
    """Somebody has these competences."""
    return [
        actions.record_competence(
            person, competence=each, basis="profession", shown_on=shown_on, says="", by=None, at=factories.NOW
        )
        for each in competences
    ]


def declares(
    person: Person, code: str | None, *, kind: str = "employment", began: int | None = 2010, ended: int | None = None,
    at: datetime = factories.NOW,
) -> Interest:  # fmt: skip
    """Somebody declares an interest in a body of the register; without a body, a clash of values."""
    return actions.add_interest(
        kind=kind,
        organisation=body(code) if code else None,
        began=began,
        ended=ended,
        says="As it is",
        by=person,
        at=at,
    )


def asked(inspection: Inspection, person: Person, role: str = "team_inspector", *, declared: bool = True) -> Ask:
    """Somebody was asked to join, and declared what they had to."""
    made = actions.ask(inspection, person=person, role=role, by=None, at=factories.NOW)
    return actions.declare(made, by=person, at=factories.NOW) if declared else made


def seated(inspection: Inspection, person: Person, role: str = "team_inspector") -> Seat:
    """Somebody was asked, declared and is on the team."""
    return actions.seat(asked(inspection, person, role), by=None, at=factories.NOW)


def adviser(inspection: Inspection, *, at: str = f"council:{factories.SALTMERE}") -> Person:
    """A sector adviser from elsewhere, on the team."""
    found = factories.person(Role.SECTOR_ADVISER, at=at)
    seated(inspection, found, "sector_adviser")
    return found


def accept_gaps(inspection: Inspection, *, at: datetime = factories.NOW) -> None:
    """Whatever the team lacks is accepted in writing, so that fieldwork can begin."""
    if gaps := [gap.id for gap in cover_of(inspection).still_open]:
        actions.accept_gaps(inspection, gaps=gaps, why="Accepted for a test.", by=None, at=at)


def whole_story() -> Inspection:
    """A team for which everything was done that can be done to one."""
    made, planner = factories.inspection(), factories.person("planner")
    inspector = factories.person("team_inspector")
    declares(inspector, None, kind="values", began=None)
    by = {"by": planner, "at": factories.NOW}
    actions.say_part(made, inspectorate="ofsted", takes_part=True, reason="", **by)
    ask = asked(made, inspector)
    actions.rule(ask, decision="allowed", reason="Read and talked about", conditions="", **by)
    actions.seat(ask, **by)
    actions.end_competence(knows(inspector, "police")[0], by=None, at=factories.NOW)
    accept_gaps(made)
    actions.withdraw_interest(declares(inspector, f"council:{factories.WENLOW}"), by=inspector, at=factories.NOW)
    actions.let_off(asked(made, factories.person("team_inspector"), declared=False), **by)
    themed = child_files.announced()
    actions.choose_theme(themed, theme="front_door", by=None, at=factories.NOW)
    return made
