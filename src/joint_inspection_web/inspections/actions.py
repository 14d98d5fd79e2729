"""What is done to an inspection: open it, name who may know, seat the team. Its stages stand in ``stages``."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Model

from joint_inspection.areas import Area
from joint_inspection.dates import add_working_days, why_not_working
from joint_inspection.errors import NotPossible, invalid
from joint_inspection.frameworks.check.digests import digest, ref_of
from joint_inspection.frameworks.model import Framework, VisitKind
from joint_inspection.frameworks.shelf import published_files
from joint_inspection.frameworks.timetable import planned
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Organisation, OrganisationKind, Person, Role
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections import gates, timetables
from joint_inspection_web.inspections.models import (
    CALLED_OFF,
    UNANNOUNCED,
    Body,
    Inspection,
    Look,
    Seat,
    SeatRole,
    Stage,
    VaultAccess,
)
from joint_inspection_web.inspections.rules import is_named_for_it, may_open, may_staff
from joint_inspection_web.inspections.stages import (
    announce,
    begin_fieldwork,
    call_off,
    defer,
    end_fieldwork,
    mark_incomplete,
    pause,
    publish,
    resume,
    subject_of,
    take_up_again,
)

__all__ = [
    "add_person", "announce", "begin_fieldwork", "call_off", "defer", "digest_of", "end_fieldwork", "grant_access",
    "look", "mark_incomplete", "open_inspection", "pause", "publish", "remove_person", "resume", "subject_of",
    "take_up_again", "withdraw_access",
]  # fmt: skip


@action
def open_inspection(
    *, area: Area, framework: Framework, kind: str, begins_on: date, by: Person | None, at: datetime
) -> Inspection:
    """Open an inspection of an area under one version of a framework. One without notice starts in the vault."""
    require(may_open, by)
    visit = _visit_kind(framework, kind)
    _check_first_day(area, begins_on)
    inspection = _inspection(area, framework, visit, begins_on=begins_on, at=at)
    inspection.save()
    wrote: list[Model] = [inspection, Stage.objects.create(inspection=inspection, stage=UNANNOUNCED, at=at, by=by)]
    wrote += Body.objects.bulk_create(_bodies(inspection, area, framework))
    wrote += timetables.write(inspection, framework)
    if inspection.no_notice and by is not None:
        wrote.append(_name(inspection, by, reason="Opened the inspection", by=by, at=at))
    record("inspections.open_inspection", by=by, at=at, subject=subject_of(inspection), wrote=wrote)
    return inspection


@action
def grant_access(
    inspection: Inspection, *, person: Person, reason: str, by: Person | None, at: datetime
) -> VaultAccess:
    """Name somebody who may know of an inspection in the vault, and why."""
    require(is_named_for_it, by, inspection)
    _check_in_vault(inspection)
    if not reason.strip():
        raise invalid("reason", "Say why this person needs to know")
    if not any(m.organisation.is_inspectorate for m in person.present_memberships):
        raise invalid("person", f"{person} does not work for an inspectorate")
    if is_named_for_it.test(person, inspection):
        raise invalid("person", f"{person} is named already")
    if conflict := _conflict(inspection, person):
        raise invalid("person", f"{person} works or worked for {conflict}, which is inspected")
    access = _name(inspection, person, reason=reason.strip(), by=by, at=at)
    record("inspections.grant_access", by=by, at=at, subject=subject_of(inspection), wrote=[access])
    return access


@action
def withdraw_access(access: VaultAccess, *, by: Person | None, at: datetime) -> None:
    """End somebody's knowing of an inspection in the vault."""
    require(is_named_for_it, by, access.inspection)
    access.refresh_from_db(fields=["withdrawn_at"])
    if access.withdrawn_at:
        raise NotPossible("This access was withdrawn already")
    if access.inspection.accesses.filter(withdrawn_at=None).count() == 1:
        raise NotPossible("Somebody has to know of the inspection: name another person first")
    access.withdrawn_at = at
    access.save()
    record("inspections.withdraw_access", by=by, at=at, subject=subject_of(access.inspection), wrote=[access])


@action
def add_person(inspection: Inspection, *, person: Person, role: str, by: Person | None, at: datetime) -> Seat:
    """Seat somebody on the team."""
    require(may_staff, by, inspection)
    _check_not_called_off(inspection)
    _check_seat(inspection, person, role)
    seat = Seat.objects.create(inspection=inspection, person=person, role=role, began_at=at)
    record("inspections.add_person", by=by, at=at, subject=subject_of(inspection), wrote=[seat])
    return seat


@action
def remove_person(seat: Seat, *, by: Person | None, at: datetime) -> None:
    """Take somebody off the team, from now on."""
    require(may_staff, by, seat.inspection)
    seat.refresh_from_db(fields=["ended_at"])
    if seat.ended_at:
        raise NotPossible(f"{seat.person} has left the team already")
    seat.ended_at = at
    seat.save()
    record("inspections.remove_person", by=by, at=at, subject=subject_of(seat.inspection), wrote=[seat])


@action
def look(inspection: Inspection, *, person: Person, page: str, at: datetime) -> Look:
    """Record that somebody looked at an inspection in the vault."""
    seen = Look.objects.create(inspection=inspection, person=person, page=page, at=at)
    record("inspections.look", by=person, at=at, subject=subject_of(inspection), wrote=[seen])
    return seen


def digest_of(framework: Framework) -> str:
    """The digest of the file that this version was published in."""
    return next(digest(path) for path in published_files() if ref_of(path) == framework.ref)


def _inspection(area: Area, framework: Framework, visit: VisitKind, *, begins_on: date, at: datetime) -> Inspection:
    notify = add_working_days(begins_on, -visit.notice.working_days)
    ends_on = timetables.last_day(planned(framework, notify=notify, kind=visit.id), otherwise=begins_on)
    return Inspection(
        area=area.ons_code, area_name=area.name, framework=framework.ref, digest=digest_of(framework), kind=visit.id,
        no_notice=visit.notice.no_notice, notify_on=notify, begins_on=begins_on, ends_on=ends_on, opened_at=at,
    )  # fmt: skip


def _bodies(inspection: Inspection, area: Area, framework: Framework) -> list[Body]:
    """The inspectorates that take part and the area's agencies that the framework looks at, each once."""
    seats = framework.kind(inspection.kind).team.size()
    names = dict(Organisation.objects.filter(code__in=seats).values_list("code", "name"))
    taking_part = [
        Body(inspection=inspection, code=code, kind=OrganisationKind.INSPECTORATE, name=names.get(code, code))
        for code in seats
    ]
    inspected = {agency.id: agency for agency in area.agencies if agency.kind in framework.agencies}
    return taking_part + [
        Body(inspection=inspection, code=agency.id, kind=agency.kind, name=agency.name) for agency in inspected.values()
    ]


def _name(inspection: Inspection, person: Person, *, reason: str, by: Person | None, at: datetime) -> VaultAccess:
    return VaultAccess.objects.create(inspection=inspection, person=person, reason=reason, granted_at=at, granted_by=by)


def _visit_kind(framework: Framework, kind: str) -> VisitKind:
    try:
        return framework.kind(kind)
    except KeyError:
        kinds = ", ".join(framework.kind_ids)
        raise invalid("kind", f"{framework.ref} has no visit of kind {kind!r}; it has {kinds}") from None


def _check_first_day(area: Area, begins_on: date) -> None:
    if reason := why_not_working(begins_on):
        raise invalid("begins_on", f"{begins_on:%-d %B %Y} is not a working day ({reason}); choose another first day")
    if not area.is_active(begins_on):
        raise invalid("area", f"{area.name} is not an authority on {begins_on:%-d %B %Y}")


def _check_in_vault(inspection: Inspection) -> None:
    if not inspection.in_vault:
        raise NotPossible("This inspection is not in the vault")


def _check_not_called_off(inspection: Inspection) -> None:
    if inspection.stage == CALLED_OFF:
        raise NotPossible("This inspection was called off")


def expect_eligible(inspection: Inspection, person: Person, role: str) -> None:
    """Raise InvalidInput for somebody who cannot have this role on this team: another role, or a conflict."""
    if role not in SeatRole.values:
        raise invalid("role", "Choose a role on the team")
    if role == SeatRole.SECTOR_ADVISER:
        if not _serves_elsewhere(person):
            raise invalid("person", f"{person} is no sector adviser of a council or another agency")
    elif not _is_inspector(inspection, person, role):
        raise invalid("person", f"{person} is not {SeatRole(role).label.lower()} in an inspectorate that takes part")
    if conflict := _conflict(inspection, person):
        raise invalid("person", f"{person} works or worked for {conflict}, which is inspected")


def _check_seat(inspection: Inspection, person: Person, role: str) -> None:
    expect_eligible(inspection, person, role)
    if inspection.in_vault and role == SeatRole.SECTOR_ADVISER:
        raise invalid(
            "person", "No adviser from outside knows of an inspection in the vault: seat them once it is announced"
        )
    if inspection.in_vault and not is_named_for_it.test(person, inspection):
        raise invalid("person", f"This inspection is in the vault: name {person} for it first")
    if inspection.seats.filter(person=person, ended_at=None).exists():
        raise invalid("person", f"{person} is on the team already")
    gates.expect_free_to_sit(inspection, person, role)


def _serves_elsewhere(person: Person) -> bool:
    """Whether somebody is a sector adviser, who works for an agency and for no inspectorate."""
    serves = [m.role == Role.SECTOR_ADVISER for m in person.present_memberships if not m.organisation.is_inspectorate]
    return any(serves) and len(serves) == len(person.present_memberships)


def _is_inspector(inspection: Inspection, person: Person, role: str) -> bool:
    enough = {role, Role.LEAD_INSPECTOR.value} if role == SeatRole.TEAM_INSPECTOR else {role}
    codes = [m.organisation.code for m in person.present_memberships if m.role in enough]
    return inspection.bodies.filter(kind=OrganisationKind.INSPECTORATE, code__in=codes).exists()


def _conflict(inspection: Inspection, person: Person) -> str | None:
    """Name the agency under inspection that the person works for, or ever did."""
    past = person.memberships.values_list("organisation__code", flat=True)
    found = inspection.bodies.exclude(kind=OrganisationKind.INSPECTORATE).filter(code__in=list(past)).first()
    return found.name if found else None
