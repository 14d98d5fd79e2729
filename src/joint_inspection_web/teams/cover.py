"""Does the team of an inspection know enough, and who accepted what it lacks?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from joint_inspection.errors import Problem
from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.model import Framework, VisitKind
from joint_inspection.inspections.settings import team_settings
from joint_inspection.inspections.team import Gap, Member, MemberRole, Team, gaps, may_stay_away, too_near
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.design.words import sentence, title_of
from joint_inspection_web.inspections.models import Inspection, Seat
from joint_inspection_web.teams.declared import is_clear, known_of, vicinity_of
from joint_inspection_web.teams.models import Acceptance, Ask, ChosenTheme, Competence, Decision, Interest


@dataclass(frozen=True, kw_only=True)
class Sitting:
    """Somebody on the team, with all that is known of them for this inspection."""

    seat: Seat
    member: Member
    body: str
    """For whom they work, in words."""
    ask: Ask | None


@dataclass(frozen=True, kw_only=True)
class Cover:
    """The team of one inspection as it is now."""

    inspection: Inspection
    sitting: tuple[Sitting, ...]
    away: frozenset[str]
    """Inspectorates that do not take part this time."""
    theme: str | None
    acceptances: tuple[Acceptance, ...]

    @cached_property
    def framework(self) -> Framework:
        return find(self.inspection.framework)

    @cached_property
    def kind(self) -> VisitKind:
        return self.framework.kind(self.inspection.kind)

    @cached_property
    def team(self) -> Team:
        return Team(members=tuple(each.member for each in self.sitting), not_taking_part=self.away)

    @cached_property
    def agencies(self) -> tuple[str, ...]:
        """Kinds of the agencies inspected."""
        kinds = (body.kind for body in self.inspection.bodies.all() if body.kind != "inspectorate")
        return tuple(dict.fromkeys(kinds))

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Everything that the team lacks, accepted or not."""
        return gaps(
            self.team, framework=self.framework, kind=self.kind, theme=self.theme,
            vicinity=vicinity_of(self.inspection), agencies=self.agencies,
        )  # fmt: skip

    @cached_property
    def refused(self) -> tuple[Problem, ...]:
        """Who on the team is too near to the area; nobody can accept that."""
        return too_near(self.team, vicinity_of(self.inspection))

    def accepted(self, gap: Gap) -> Acceptance | None:
        """Who accepted a gap as it is, if anybody did."""
        return next((each for each in reversed(self.acceptances) if each.holds(gap)), None)

    @property
    def still_open(self) -> tuple[Gap, ...]:
        """The gaps that nobody has accepted."""
        return tuple(gap for gap in self.gaps if not self.accepted(gap))

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The competences that this inspection calls for, then the others that somebody has."""
        seats = [word for role in self.kind.team.roles for word in role.competence]
        theme = next((each for each in self.framework.cycle.themes if each.id == self.theme), None)
        held = sorted({word for each in self.sitting for word in each.member.competences})
        return tuple(dict.fromkeys([*seats, *(theme.competence if theme else ()), *held]))

    def may_stay_away(self, inspectorate: str) -> bool:
        """Whether an inspectorate decides for this inspection whether it takes part."""
        return may_stay_away(self.framework, self.kind, inspectorate)


def cover_of(inspection: Inspection) -> Cover:
    """The team as it is now."""
    seats = list(
        inspection.seats.filter(ended_at=None)
        .select_related("person")
        .prefetch_related("person__memberships__organisation", "person__competences", "person__interests")
    )
    asks = {ask.person_id: ask for ask in open_asks(inspection)}
    before = _inspected_before(inspection, [seat.person_id for seat in seats])
    return Cover(
        inspection=inspection,
        sitting=tuple(_sitting(seat, asks.get(seat.person_id), before, on=inspection.begins_on) for seat in seats),
        away=not_taking_part(inspection),
        theme=theme_of(inspection),
        acceptances=tuple(Acceptance.objects.filter(inspection=inspection).select_related("by")),
    )


def open_asks(inspection: Inspection) -> list[Ask]:
    """Who was asked to join and has not been let off, with what was ruled."""
    found = Ask.objects.filter(inspection=inspection, withdrawn_at=None).select_related("person", "asked_by")
    return list(found.prefetch_related("rulings__by", "person__interests", "person__memberships__organisation"))


def not_taking_part(inspection: Inspection) -> frozenset[str]:
    """Inspectorates whose last word is 'not this time'."""
    said = {each.inspectorate: each.takes_part for each in inspection.participations.all()}
    return frozenset(code for code, takes_part in said.items() if not takes_part)


def theme_of(inspection: Inspection) -> str | None:
    """The theme chosen last."""
    last = ChosenTheme.objects.filter(inspection=inspection).last()
    return last.theme if last else None


def what_stands_in_the_way(inspection: Inspection, at: datetime) -> list[Problem]:
    """Why the team may not begin: who is too near, and gaps that nobody accepted in writing."""
    cover = cover_of(inspection)
    says = "{}. Close the gap, or let a named person accept it in writing on the team page"
    still_open = [Problem(where=f"team.{gap.id}", says=says.format(said(gap))) for gap in cover.still_open]
    return [*cover.refused, *still_open]


def said(gap: Gap) -> str:
    """A gap in one sentence, with the inspectorate that it is about."""
    head, _, about = gap.id.partition(":")
    return f"{sentence(title_of(about))}: {gap.says}" if head == "numbers" else gap.says


def expertise_of(inspection: Inspection) -> dict[int, str]:
    """For each seat, from where somebody comes and what they know: what the area reads in place of a name."""
    title = team_settings().title
    return {
        each.seat.pk: "; ".join(
            [
                each.body if each.member.inspectorate else "Serves in another area",
                *map(title, sorted(each.member.competences)),
            ]
        )
        for each in cover_of(inspection).sitting
    }


def advisers_named(inspection: Inspection) -> tuple[tuple[str, str], ...]:
    """The sector advisers whom the report names, each with for whom they serve; they had no vote."""
    found = [each for each in cover_of(inspection).sitting if each.member.role == MemberRole.SECTOR_ADVISER]
    return tuple((each.seat.person.name, each.body) for each in found)


def _sitting(seat: Seat, ask: Ask | None, before: dict[int, int], *, on: date) -> Sitting:
    person = seat.person
    present = [each for each in person.memberships.all() if each.ended_at is None]
    own = next((each.organisation for each in present if each.role == seat.role), None)
    employer = own or next((each.organisation for each in present), None)
    member = Member(
        ref=person.ref,
        role=MemberRole(seat.role),
        inspectorate=employer.code if employer and employer.is_inspectorate else None,
        competences=known_by(person, on=on),
        interests=_interests(person, ask),
        allowed=ask is not None and ruled_in_favour(ask),
        inspections_here=before.get(person.pk, 0),
    )
    return Sitting(seat=seat, member=member, body=employer.name if employer else "", ask=ask)


def known_by(person: Person, *, on: date) -> frozenset[str]:
    """What somebody knows and has shown lately enough."""
    years = team_settings().fresh.years
    return frozenset(each.competence for each in person.competences.all() if counts(each, on=on, years=years))


def counts(competence: Competence, *, on: date, years: int) -> bool:
    """Whether a competence recorded is still fresh on a day."""
    shown = competence.shown_on
    return competence.ended_at is None and (shown.year + years, shown.month, shown.day) >= (on.year, on.month, on.day)


def _interests(person: Person, ask: Ask | None) -> tuple | None:
    """What was declared, None where it has to be declared first, or again."""
    if ask is None or not is_clear(ask):
        return None
    present: list[Interest] = [each for each in person.interests.all() if each.withdrawn_at is None]
    return known_of(person, present)


def ruled_in_favour(ask: Ask) -> bool:
    """Whether the last ruling on what was declared lets the person join."""
    last = next(reversed(list(ask.rulings.all())), None)
    return last is not None and last.decision != Decision.NOT_ALLOWED


def _inspected_before(inspection: Inspection, people: list[int]) -> dict[int, int]:
    """How many earlier inspections of this area each person sat on within the look-back."""
    since = inspection.begins_on.year - team_settings().look_back.years
    seats = Seat.objects.filter(
        person__in=people, inspection__area=inspection.area, inspection__begins_on__year__gte=since,
        inspection__begins_on__lt=inspection.begins_on, inspection__stages__stage="fieldwork",
    )  # fmt: skip
    found: dict[int, set[int]] = {}
    for person, other in seats.values_list("person", "inspection"):
        found.setdefault(person, set()).add(other)
    return {person: len(others) for person, others in found.items()}
