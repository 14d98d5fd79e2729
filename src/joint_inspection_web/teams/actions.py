"""What is done about teams: ask, declare, rule, seat, say who takes part, choose a theme, accept a gap."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from joint_inspection.errors import InvalidInput, NotPossible, Problem, invalid
from joint_inspection.inspections.interests import Interest as DeclaredInterest
from joint_inspection.inspections.interests import Vicinity
from joint_inspection.inspections.team import MemberRole
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Organisation, Person
from joint_inspection_web.accounts.rules import is_signed_in
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections import actions as inspections
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import CALLED_OFF, FIELDWORK_DONE, PUBLISHED, Inspection, Seat, SeatRole
from joint_inspection_web.teams.cover import cover_of, not_taking_part, ruled_in_favour
from joint_inspection_web.teams.declared import is_clear, known_of, present_interests, vicinity_of
from joint_inspection_web.teams.models import (
    Acceptance,
    Ask,
    ChosenTheme,
    Competence,
    Decision,
    Interest,
    Kind,
    Participation,
    Ruling,
)
from joint_inspection_web.teams.rules import may_accept, may_ask, may_record_of, may_rule, may_say_part, plans_for

OVER = (CALLED_OFF, FIELDWORK_DONE, PUBLISHED)


@action
def ask(
    inspection: Inspection, *, person: Person, role: str, by: Person | None, at: datetime, because: str = ""
) -> Ask:
    """Ask somebody to join the team, and to declare their interests before they learn of the area."""
    require(may_ask, by, inspection)
    _expect_going_on(inspection)
    if Ask.objects.filter(inspection=inspection, person=person, withdrawn_at=None).exists():
        raise invalid("person", f"{person} has been asked already")
    inspections.expect_eligible(inspection, person, role)
    if role == SeatRole.SECTOR_ADVISER:
        if inspection.in_vault:
            raise invalid("person", "Nobody from outside is asked about an inspection in the vault")
        _expect_from_elsewhere(person, inspection, present_interests(person))
    made = Ask.objects.create(
        inspection=inspection, person=person, role=role, because=because, asked_at=at, asked_by=by
    )
    record("teams.ask", by=by, at=at, subject=subject_of(inspection), wrote=[made])
    return made


@transaction.atomic
def ask_several(
    inspection: Inspection, seats: list[tuple[Person, str]], *, by: Person | None, at: datetime
) -> list[Ask]:
    """Ask several people, all of them or none; raises InvalidInput with every problem."""
    made, problems = [], []
    for place, (person, role) in enumerate(seats):
        try:
            made.append(ask(inspection, person=person, role=role, by=by, at=at))
        except InvalidInput as error:
            problems += [Problem(where=f"seats.{place}.{each.where}", says=each.says) for each in error.problems]
    if problems:
        raise InvalidInput(problems)
    return made


@action
def ask_again(asked: Ask, *, because: str, by: Person | None, at: datetime) -> Ask:
    """Have somebody declare again, since something changed; until that is settled they stand back."""
    require(may_ask, by, asked.inspection)
    _expect_open(asked)
    if not because.strip():
        raise invalid("because", "Say what has changed")
    asked.because, asked.declared_at, asked.cleared_at = because.strip(), None, None
    asked.save()
    record("teams.ask_again", by=by, at=at, subject=subject_of(asked.inspection), wrote=[asked])
    return asked


@action
def let_off(asked: Ask, *, by: Person | None, at: datetime) -> None:
    """Take back that somebody was asked; whoever has a seat is taken off the team first."""
    require(may_ask, by, asked.inspection)
    _expect_open(asked)
    if asked.inspection.seats.filter(person=asked.person, ended_at=None).exists():
        raise NotPossible(f"{asked.person} is on the team: take them off it first")
    asked.withdrawn_at = at
    asked.save()
    record("teams.let_off", by=by, at=at, subject=subject_of(asked.inspection), wrote=[asked])


@action
def add_interest(
    *, kind: str, organisation: Organisation | None, began: int | None, ended: int | None, says: str, by: Person,
    at: datetime,
) -> Interest:  # fmt: skip
    """Declare one more thing about oneself. Whoever was cleared before has to declare again."""
    require(is_signed_in, by)
    _check_interest(kind, organisation, began, ended, says, on=at.date())
    made = Interest.objects.create(
        person=by, kind=kind, body=organisation.code if organisation else "",
        body_name=organisation.name if organisation else "", began=began, ended=ended, says=says.strip(), added_at=at,
    )  # fmt: skip
    record("teams.add_interest", by=by, at=at, subject=f"person:{by.ref}", wrote=[made])
    _declare_again(by, at=at)
    return made


@action
def withdraw_interest(interest: Interest, *, by: Person, at: datetime) -> None:
    """Take back something declared by mistake; it stays in the history."""
    require(is_signed_in, by)
    interest.refresh_from_db(fields=["withdrawn_at"])
    if interest.person_id != by.pk or interest.withdrawn_at:
        raise NotPossible("This was withdrawn already")
    interest.withdrawn_at = at
    interest.save()
    record("teams.withdraw_interest", by=by, at=at, subject=f"person:{by.ref}", wrote=[interest])
    _declare_again(by, at=at)


@action
def declare(asked: Ask, *, by: Person, at: datetime) -> Ask:
    """Say that everything is declared. Where nothing has to do with the area, that is enough."""
    asked.refresh_from_db()
    if asked.person_id != by.pk or asked.withdrawn_at:
        raise NotPossible("You are not asked to join this inspection any more")
    interests = present_interests(by)
    asked.declared_at, asked.declared, asked.cleared_at = at, [each.pk for each in interests], None
    if not in_the_way(asked, interests):
        asked.cleared_at = at
    asked.save()
    record("teams.declare", by=by, at=at, subject=subject_of(asked.inspection), wrote=[asked])
    return asked


@action
def rule(asked: Ask, *, decision: str, reason: str, conditions: str, by: Person | None, at: datetime) -> Ruling:
    """Decide whether somebody may join in spite of what they declared."""
    require(may_rule, by, asked)
    asked.refresh_from_db()
    if asked.declared_at is None or asked.withdrawn_at:
        raise NotPossible("Nothing has been declared on which to rule")
    problems = []
    if decision not in Decision.values:
        problems.append(Problem(where="decision", says="Choose whether the person may join"))
    if not reason.strip():
        problems.append(Problem(where="reason", says="Say why"))
    if decision == Decision.CONDITIONS and not conditions.strip():
        problems.append(Problem(where="conditions", says="Say under which conditions"))
    if problems:
        raise InvalidInput(problems)
    if decision != Decision.NOT_ALLOWED and asked.role == SeatRole.SECTOR_ADVISER:
        _expect_from_elsewhere(asked.person, asked.inspection, present_interests(asked.person))
    made = Ruling.objects.create(
        ask=asked, decision=decision, reason=reason.strip(), conditions=conditions.strip(), at=at, by=by
    )
    asked.cleared_at = None if decision == Decision.NOT_ALLOWED else at
    asked.save()
    record("teams.rule", by=by, at=at, subject=subject_of(asked.inspection), wrote=[made, asked])
    return made


def seat(asked: Ask, *, by: Person | None, at: datetime) -> Seat:
    """Seat somebody who was asked and is cleared; in the vault they are named first."""
    require(may_ask, by, asked.inspection)
    return inspections.add_person(asked.inspection, person=asked.person, role=asked.role, by=by, at=at)


@action
def say_part(
    inspection: Inspection, *, inspectorate: str, takes_part: bool, reason: str, by: Person | None, at: datetime
) -> Participation:
    """Say for an inspectorate whether it takes part this time."""
    require(may_say_part, by, inspection)
    if by is not None and inspectorate not in plans_for(by, inspection):
        raise invalid("inspectorate", "Choose an inspectorate for which you plan")
    _expect_going_on(inspection)
    if not takes_part and not cover_of(inspection).may_stay_away(inspectorate):
        raise invalid("takes_part", "Under this framework this inspectorate always takes part")
    if not takes_part and not reason.strip():
        raise invalid("reason", "Say why it does not take part this time")
    made = Participation.objects.create(
        inspection=inspection, inspectorate=inspectorate, takes_part=takes_part, reason=reason.strip(), at=at, by=by
    )
    record("teams.say_part", by=by, at=at, subject=subject_of(inspection), wrote=[made])
    return made


@action
def choose_theme(inspection: Inspection, *, theme: str, by: Person | None, at: datetime) -> ChosenTheme:
    """Say which theme the inspection looks at."""
    require(may_ask, by, inspection)
    _expect_going_on(inspection)
    if theme not in {each.id for each in cover_of(inspection).framework.cycle.themes}:
        raise invalid("theme", "Choose one of the framework's themes")
    made = ChosenTheme.objects.create(inspection=inspection, theme=theme, at=at, by=by)
    record("teams.choose_theme", by=by, at=at, subject=subject_of(inspection), wrote=[made])
    return made


@action
def accept_gaps(
    inspection: Inspection, *, gaps: list[str], why: str, by: Person | None, at: datetime
) -> list[Acceptance]:
    """Accept in writing, by name, that the team lacks something; the area sees who did, and why."""
    require(may_accept, by, inspection)
    there = {gap.id: gap for gap in cover_of(inspection).gaps}
    if not gaps or not set(gaps) <= set(there):
        raise invalid("gaps", "Choose the gaps that you accept, as they are now")
    if not why.strip():
        raise invalid("why", "Say why the inspection can go on without it, and what you do about it")
    made = [
        Acceptance(inspection=inspection, gap=gap, says=there[gap].says, why=why.strip(), at=at, by=by) for gap in gaps
    ]
    Acceptance.objects.bulk_create(made)
    record("teams.accept_gaps", by=by, at=at, subject=subject_of(inspection), wrote=made)
    return made


@action
def record_competence(
    person: Person, *, competence: str, basis: str, shown_on: date, says: str, by: Person | None, at: datetime
) -> Competence:
    """Record that somebody knows something, and when it last showed."""
    require(may_record_of, by, person)
    if shown_on > at.date():
        raise invalid("shown_on", "This day has not come yet")
    made = Competence.objects.create(
        person=person, competence=competence, basis=basis, shown_on=shown_on, says=says.strip(), recorded_at=at,
        recorded_by=by,
    )  # fmt: skip
    record("teams.record_competence", by=by, at=at, subject=f"person:{person.ref}", wrote=[made])
    return made


@action
def end_competence(competence: Competence, *, by: Person | None, at: datetime) -> None:
    """Say that somebody no longer has a competence, or never had."""
    require(may_record_of, by, competence.person)
    competence.refresh_from_db(fields=["ended_at"])
    if competence.ended_at:
        raise NotPossible("This was ended already")
    competence.ended_at = at
    competence.save()
    record("teams.end_competence", by=by, at=at, subject=f"person:{competence.person.ref}", wrote=[competence])


def in_the_way(asked: Ask, interests: list[Interest]) -> tuple[DeclaredInterest, ...] | tuple[str, ...]:
    """What somebody has to rule on, or why a sector adviser may not advise here; empty if nothing stands in the way."""
    near: Vicinity = vicinity_of(asked.inspection)
    known = known_of(asked.person, interests)
    if asked.role == SeatRole.SECTOR_ADVISER and (says := near.why_not_adviser(known)):
        return says
    return near.found_in(known)


def may_sit(inspection: Inspection, person: Person, role: str) -> list[Problem]:
    """Everything that keeps somebody from a role on this team: asked before anybody is seated, by whatever way."""
    asked = Ask.objects.filter(inspection=inspection, person=person, withdrawn_at=None).select_related("person").first()
    if role == MemberRole.SECTOR_ADVISER:
        near = vicinity_of(inspection).why_not_adviser(known_of(person, present_interests(person)))
        if near or asked is None:
            ask_first = (f"Ask {person} on the team page first: an adviser declares their interests",)
            return [Problem(where="person", says=says) for says in near or ask_first]
    away = {m.organisation.code for m in person.present_memberships} & not_taking_part(inspection)
    problems = [Problem(where="person", says=f"{person}’s inspectorate does not take part this time")] if away else []
    if asked is not None and not is_clear(asked):
        refused = asked.rulings.exists() and not ruled_in_favour(asked) and asked.declared_at is not None
        says = "may not join: so it was ruled" if refused else "has to declare, or somebody to rule on it, first"
        problems.append(Problem(where="person", says=f"{person} {says}"))
    return problems


def _declare_again(person: Person, *, at: datetime) -> None:
    """Unsettle what somebody declared for inspections that still go on, each in its own inspection's history."""
    found = Ask.objects.filter(person=person, withdrawn_at=None).exclude(declared_at=None).select_related("inspection")
    unsettled = [each for each in found if each.inspection.stage not in OVER]
    for each in unsettled:
        each.declared_at, each.cleared_at = None, None
        each.because = "You changed what you declare"
        each.save()
        record("teams.declare_again", by=person, at=at, subject=subject_of(each.inspection), wrote=[each])


def _check_interest(
    kind: str, organisation: Organisation | None, began: int | None, ended: int | None, says: str, *, on: date
) -> None:
    checks: list[tuple[bool, str, str]] = [
        (kind not in Kind.values, "kind", "Choose what sort of interest it is"),
        (kind != Kind.VALUES and organisation is None, "organisation", "Choose the body that it is about"),
        (kind == Kind.VALUES and not says.strip(), "says", "Say what it is about, in one sentence"),
        (began is not None and began > on.year, "began", "This year has not come yet"),
        (ended is not None and ended > on.year, "ended", "This year has not come yet; leave it empty if it goes on"),
        (began is not None and ended is not None and ended < began, "ended", "It ended before it began"),
    ]
    if problems := [Problem(where=where, says=says_so) for wrong, where, says_so in checks if wrong]:
        raise InvalidInput(problems)


def _expect_from_elsewhere(person: Person, inspection: Inspection, interests: list[Interest]) -> None:
    """Refuse an adviser from the area, its neighbours or recent employers; raises InvalidInput with advice."""
    says: Any = vicinity_of(inspection).why_not_adviser(known_of(person, interests))
    if says:
        raise InvalidInput(Problem(where="person", says=one) for one in says)


def _expect_open(asked: Ask) -> None:
    asked.refresh_from_db()
    _expect_going_on(asked.inspection)
    if asked.withdrawn_at:
        raise NotPossible("Asking was taken back already")


def _expect_going_on(inspection: Inspection) -> None:
    if inspection.stage in OVER:
        raise NotPossible("This inspection is over, or was called off")
