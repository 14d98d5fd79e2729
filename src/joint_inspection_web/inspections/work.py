"""What is there to do on one inspection, and for whom? The list of work on its page is drawn from here.

A page is listed once its address exists, and only for those to whom it answers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from joint_inspection.frameworks.load import find
from joint_inspection_web.accounts.models import Person, Role
from joint_inspection_web.inspections.models import PUBLISHED, Inspection, SeatRole
from joint_inspection_web.inspections.rules import plans_it, speaks_for

LEAD, INSPECTOR, ADVISER, QUALITY, ASSURER = "lead", "inspector", "adviser", "quality assurance", "assurer"
PLANNER, OFFICER, COUNCIL = "planner", "officer", "council"
"""What somebody is to one inspection. A lead is an inspector too, a council's officer an officer, an assurer (with a
seat) quality assurance."""
TEAM = frozenset({INSPECTOR})
TEAM_AND_ADVISER = TEAM | {ADVISER}
INSPECTORATES = TEAM | {PLANNER, QUALITY}
AGENCIES = frozenset({OFFICER})
ALL = INSPECTORATES | AGENCIES | {ADVISER}
_SEATS = {
    SeatRole.LEAD_INSPECTOR: {LEAD, INSPECTOR},
    SeatRole.TEAM_INSPECTOR: {INSPECTOR},
    SeatRole.SECTOR_ADVISER: {ADVISER},
    SeatRole.QUALITY_ASSURANCE: {QUALITY, ASSURER},
}


@dataclass(frozen=True, kw_only=True)
class Page:
    """One place where work is done: its route, its words, and who may open it."""

    route: str
    says: str
    readers: frozenset[str]
    only: Callable[[Inspection], bool] = lambda _: True
    """The inspections that have such a page."""


def is_planned_with_area(inspection: Inspection) -> bool:
    """Whether the lead plans the days on site with the council."""
    return find(inspection.framework).kind(inspection.kind).planned_with_area


def _page(route: str, says: str, readers: frozenset[str], **more: Callable[[Inspection], bool]) -> Page:
    return Page(route=route, says=says, readers=readers, **more)


WORK: dict[str, tuple[Page, ...]] = {
    "Prepare": (
        _page("inspections:timetable", "Timetable and calendar", ALL),
        _page("inspections:plan", "Plan of the days on site", TEAM | {PLANNER, COUNCIL}, only=is_planned_with_area),
        _page("teams:front", "Team: who is on it and what it knows", ALL),
        _page("notices:front", "Notices: who was told what", INSPECTORATES | AGENCIES),
        _page("enquiries:front", "Reading beforehand and lines of enquiry", TEAM),
        _page("casedata:board", "Lists asked for", INSPECTORATES | AGENCIES),
        _page("samples:show", "Sample of cases", INSPECTORATES | AGENCIES),
    ),
    "Note evidence": (
        _page("journeys:overview", "Children: numbers, ways, clocks, journeys", TEAM),
        _page("evidence:front", "Notebook", TEAM_AND_ADVISER),
        _page("voices:people", "People met and meetings observed", TEAM),
        _page("voices:offer", "Meetings that inspectors can watch", AGENCIES),
        _page("voices:front", "Surveys, and what became of what people said", TEAM),
    ),
    "Judge fairly": (
        _page("triangulation:front", "Is it enough? Coverage, contradictions, daily meeting", TEAM_AND_ADVISER),
        _page("triangulation:told", "What agencies were told during the visit", TEAM | AGENCIES),
        _page("fairness:front", "Findings and what each agency answers", TEAM | AGENCIES),
        _page("sharing:front", "Shared between inspectorates", TEAM),
        _page("judgements:front", "Judgements: first views, and what is decided", TEAM | {ASSURER}),
        _page("assurance:front", "Queries of quality assurance", TEAM | {ASSURER}),
    ),
    "Report": (
        _page("reports:recommendations", "Recommendations: who is asked for what", TEAM),
        _page("reports:front", "Report: write, check, sign and publish it", TEAM),
    ),
    "Check the facts": (
        _page("accuracy:front", "Are the facts right? What agencies say of the draft", TEAM | AGENCIES),
        _page("accuracy:complaints", "Complaints about what was published", frozenset({LEAD}) | AGENCIES),
    ),
    "After publication": (
        _page("follow_up:front", "Statement of action, and what became of it", INSPECTORATES | AGENCIES,
              only=lambda each: each.stage == PUBLISHED),
        _page("follow_up:repeats", "Was it found before?", TEAM),
    ),
    "Keep children safe": (
        _page("safety:report", "A child is at risk: tell it now", TEAM_AND_ADVISER),
        _page("safety:front", "Concerns told, and cases referred back", TEAM | AGENCIES),
    ),
}  # fmt: skip


_once: dict[str, Callable[[Inspection], bool]] = {}


def list_for_agencies(route: str, *, once: Callable[[Inspection], bool]) -> None:
    """Let a later part of the service say from when on agencies may know that there is such a page."""
    _once[route] = once


def standing(user: Person, inspection: Inspection) -> frozenset[str]:
    """What somebody is to an inspection: on its team, its planner, an officer of an agency inspected."""
    seats = inspection.seats_of(user).values_list("role", flat=True)
    found: set[str] = set().union(*(_SEATS[SeatRole(role)] for role in seats))
    kinds = set(inspection.bodies.filter(code__in=speaks_for(user)).values_list("kind", flat=True))
    found |= ({OFFICER} if kinds else set()) | ({COUNCIL} & kinds)
    if plans_it.test(user, inspection):
        found.add(PLANNER)
    if any(m.role == Role.QUALITY_ASSURANCE for m in user.present_memberships):
        found.add(QUALITY)
    return frozenset(found)


def work(inspection: Inspection, *, standing: frozenset[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The pages that somebody may open, as headings with pairs of address and words; no heading without a page."""
    found = [(heading, _open(pages, inspection, standing)) for heading, pages in WORK.items()]
    return [(heading, pages) for heading, pages in found if pages]


def _open(pages: tuple[Page, ...], inspection: Inspection, standing: frozenset[str]) -> list[tuple[str, str]]:
    mine = [page for page in pages if _is_for(page, inspection, standing)]
    addresses = [(address(page.route, inspection.ref), page.says) for page in mine]
    return [(there, says) for there, says in addresses if there]


def _is_for(page: Page, inspection: Inspection, standing: frozenset[str]) -> bool:
    """Whether somebody may open a page now; what agencies may not know of yet is not listed for them."""
    readers = page.readers & standing
    if readers <= AGENCIES and page.route in _once and not _once[page.route](inspection):
        return False
    return bool(readers) and page.only(inspection)


def address(route: str, ref: str, **more: object) -> str | None:
    """Where a page about an inspection is, or None while nothing has that name."""
    try:
        return reverse(route, kwargs={"ref": ref, **more})
    except NoReverseMatch:
        return None
