"""Does a team know enough, is it large enough, and is nobody on it too near to the area?

One rule for whoever puts a team together: the pages, the API, an import and a proposal all ask ``check_team``. What a
team lacks is a *gap*: it can be accepted in writing by a named person, and the area sees it. That an adviser comes
from too near cannot be accepted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from joint_inspection.errors import Problem
from joint_inspection.frameworks.model import Framework, TeamRole, Theme, VisitKind
from joint_inspection.inspections.interests import Interest, Vicinity
from joint_inspection.inspections.settings import TeamSettings


class MemberRole(StrEnum):
    """What somebody does on the team."""

    LEAD_INSPECTOR = "lead_inspector"
    TEAM_INSPECTOR = "team_inspector"
    QUALITY_ASSURANCE = "quality_assurance"
    SECTOR_ADVISER = "sector_adviser"
    """A serving senior officer from elsewhere: sees no child data and has no vote."""


INSPECTORS = frozenset({MemberRole.LEAD_INSPECTOR, MemberRole.TEAM_INSPECTOR})


@dataclass(frozen=True, kw_only=True)
class Member:
    """One person on a team."""

    ref: str
    """Names the person; nothing here holds a name."""
    role: MemberRole
    inspectorate: str | None = None
    """None for a sector adviser."""
    competences: frozenset[str] = frozenset()
    """What the person knows, and has shown lately."""
    interests: tuple[Interest, ...] | None = ()
    """What the person declared; None where they have not, or have to again."""
    allowed: bool = False
    """Somebody ruled that the person may inspect in spite of what was found."""
    inspections_here: int = 0
    """How often the service itself saw the person inspect this area within the look-back."""


@dataclass(frozen=True, kw_only=True)
class Gap:
    """Something that a team lacks; a named person may accept it in writing."""

    id: str
    """``numbers:cqc``, ``agency:police``, ``theme:neglect``, ``undeclared:<ref>``…"""
    says: str
    """One sentence that names nobody: the area reads it too."""
    person: str | None = None
    """The reference of the person whom it is about."""


@dataclass(frozen=True, kw_only=True)
class Team:
    """Who inspects, and which inspectorates take part."""

    members: tuple[Member, ...]
    not_taking_part: frozenset[str] = frozenset()
    """Inspectorates that said 'not this time'."""

    @property
    def inspectors(self) -> tuple[Member, ...]:
        """Those who gather evidence and judge."""
        return tuple(each for each in self.members if each.role in INSPECTORS)

    def knows(self, *competences: str) -> bool:
        """Whether some inspector has one of these."""
        return any(each.competences & set(competences) for each in self.inspectors)


def check_team(
    team: Team, *, framework: Framework, kind: VisitKind, theme: str | None, vicinity: Vicinity,
    agencies: Iterable[str] | None = None, accepted: Iterable[str] = (),
) -> tuple[Problem, ...]:  # fmt: skip
    """Every reason for which a team may not begin: who is too near, then the gaps that nobody has accepted.

    ``agencies``: the kinds of the agencies inspected, where they are not all that the framework looks at.
    """
    known = set(accepted)
    found = gaps(team, framework=framework, kind=kind, theme=theme, vicinity=vicinity, agencies=agencies)
    still_open = (Problem(where=f"team.{each.id}", says=each.says) for each in found if each.id not in known)
    return (*too_near(team, vicinity), *still_open)


def too_near(team: Team, vicinity: Vicinity) -> tuple[Problem, ...]:
    """Advisers from too near, and inspectors with an interest on which nobody ruled in their favour."""
    return tuple(
        Problem(where=f"team.{each.ref}", says=says)
        for each in team.members
        for says in (*why_not_adviser(each, vicinity), *why_not_inspector(each, vicinity))
    )


def why_not_adviser(member: Member, vicinity: Vicinity) -> tuple[str, ...]:
    """Why a sector adviser may not advise on this area; empty if they may, or are none."""
    if member.role != MemberRole.SECTOR_ADVISER:
        return ()
    return vicinity.why_not_adviser(member.interests or ())


def why_not_inspector(member: Member, vicinity: Vicinity) -> tuple[str, ...]:
    """Why an inspector may not inspect this area yet; empty if they may."""
    if member.role == MemberRole.SECTOR_ADVISER or member.allowed or not vicinity.found_in(member.interests or ()):
        return ()
    return ("A member of the team declares an interest in this area: somebody has to rule on it first",)


def gaps(
    team: Team, *, framework: Framework, kind: VisitKind, theme: str | None, vicinity: Vicinity,
    agencies: Iterable[str] | None = None,
) -> tuple[Gap, ...]:  # fmt: skip
    """What a team lacks: numbers, a lead, knowledge of each agency and of the theme, declarations, fresh eyes."""
    kinds = tuple(dict.fromkeys(agencies)) if agencies is not None else framework.agencies
    return (
        *_numbers(team, kind),
        *_lead(team),
        *_agencies(team, kinds, vicinity.settings),
        *_theme(team, framework, theme, vicinity.settings),
        *_undeclared(team),
        *_rotation(team, vicinity),
    )


def themes_of(framework: Framework, on: date) -> tuple[Theme, ...]:
    """The themes that an inspection may have on a day: those whose period is not over, else all of them."""
    now = tuple(each for each in framework.cycle.themes if each.period is None or each.period.covers(on))
    return now or framework.cycle.themes


def may_stay_away(framework: Framework, kind: VisitKind, inspectorate: str) -> bool:
    """Whether an inspectorate decides for each inspection whether it takes part."""
    seats = [seat for seat in kind.team.roles if seat.inspectorate == inspectorate]
    partner = next((each for each in framework.inspectorates.partners if each.inspectorate == inspectorate), None)
    by_choice = partner is not None and partner.participation != "always"
    return inspectorate != framework.inspectorates.lead and (by_choice or all(seat.optional for seat in seats))


def seats_wanted(team: Team, kind: VisitKind) -> tuple[TeamRole, ...]:
    """The seats of the inspectorates that take part."""
    return tuple(seat for seat in kind.team.roles if seat.inspectorate not in team.not_taking_part)


def _numbers(team: Team, kind: VisitKind) -> Iterable[Gap]:
    wanted: Counter[str] = Counter()
    for seat in seats_wanted(team, kind):
        wanted[seat.inspectorate] += seat.count
    there = Counter(each.inspectorate for each in team.inspectors)
    for inspectorate, number in wanted.items():
        if there[inspectorate] < number:
            has = there[inspectorate] or "none"
            yield Gap(id=f"numbers:{inspectorate}", says=f"{number} inspectors are asked for, {has} on the team")


def _lead(team: Team) -> Iterable[Gap]:
    leads = sum(each.role == MemberRole.LEAD_INSPECTOR for each in team.members)
    if leads != 1:
        yield Gap(id="lead", says="Nobody leads the team" if not leads else f"{leads} people lead the team")


def _agencies(team: Team, kinds: Iterable[str], settings: TeamSettings) -> Iterable[Gap]:
    for kind in kinds:
        enough = settings.knowing(kind)
        if not team.knows(*enough):
            what = kind.replace("_", " ")
            ways = " or ".join(sorted({settings.title(each).lower() for each in enough} - {what}))
            says = f"Nobody on the team knows {what} work" + (f" ({ways})" if ways else "")
            yield Gap(id=f"agency:{kind}", says=says)


def _theme(team: Team, framework: Framework, theme: str | None, settings: TeamSettings) -> Iterable[Gap]:
    chosen = next((each for each in framework.cycle.themes if each.id == theme), None)
    if framework.cycle.themes and chosen is None:
        yield Gap(id="theme", says="Nobody has said which theme this inspection looks at")
    for competence in chosen.competence if chosen else ():
        if not team.knows(competence):
            title = settings.title(competence)
            yield Gap(id=f"theme:{competence}", says=f"The theme needs somebody who knows about this: {title.lower()}")


def _undeclared(team: Team) -> Iterable[Gap]:
    for each in team.members:
        if each.interests is None:
            says = "A member of the team has not declared their interests, or has to declare them again"
            yield Gap(id=f"undeclared:{each.ref}", says=says, person=each.ref)


def _rotation(team: Team, vicinity: Vicinity) -> Iterable[Gap]:
    for each in team.inspectors:
        times = max(vicinity.times_inspected(each.interests or ()), each.inspections_here)
        if times >= vicinity.settings.rotation.most_in_a_row:
            says = f"A member of the team has inspected this area {times} times in the last {vicinity.years} years"
            yield Gap(id=f"rotation:{each.ref}", says=says, person=each.ref)
