"""What is in the register: what was published here, and what inspectorates published before?

A publication never changes, so each is read once and kept. Nothing here looks at an inspection itself: what is not
published is not known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache

from django.db.models import QuerySet
from django.utils.timezone import localdate

from joint_inspection.areas import load_register
from joint_inspection.areas.names import plain_name
from joint_inspection.frameworks.load import published as published_frameworks
from joint_inspection.outcomes import load_outcomes
from joint_inspection.outcomes.model import Outcome
from joint_inspection.reports.edition import Edition
from joint_inspection_web.areas.reading import kind_title
from joint_inspection_web.design.words import sentence, title_of
from joint_inspection_web.frameworks.grades import SaidGrade, framework_of, said_grade, said_judgements, said_overall
from joint_inspection_web.reports.models import Publication
from joint_inspection_web.reports.published import publications_in_force


@dataclass(frozen=True, kw_only=True)
class Told:
    """A sentence that tells a published finding."""

    id: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One inspection or visit of which everybody may know."""

    id: str
    """The reference of the publication in force, or the id of the carried outcome."""
    first: str
    """The reference of its first edition, the same for all corrections; of an outcome its id."""
    here: bool
    """Published by this service, so that its words can be read."""
    area: str
    area_name: str
    framework: str
    """``id@version``."""
    visit: str
    """The kind of visit, in the framework's words."""
    theme: str | None
    inspectorates: tuple[str, ...]
    """Their codes."""
    agencies: tuple[str, ...]
    """Names of the bodies inspected."""
    on: date | None
    """First day on site, else the last, else publication."""
    published: date | None
    told: tuple[Told, ...] = ()
    grades: tuple[tuple[str, str, SaidGrade], ...] = field(default=())
    """Id and title of each judgement, with its grade in the words of this version of the framework."""
    overall: SaidGrade
    """The overall result, or why there is none."""
    url: str | None = None
    """Where an inspectorate published it."""

    @property
    def newest(self) -> str:
        """By this the newest come first, in the same order each time."""
        return f"{self.published or self.on or date.min}{self.id}"


def entries() -> tuple[Entry, ...]:
    """Everything in the register, the newest first."""
    return tuple(sorted((*published_here(), *carried()), key=lambda entry: entry.newest, reverse=True))


_read: dict[str, Entry] = {}
"""What was read before, by its reference: nobody is given a reference twice."""


def in_force() -> QuerySet[Publication]:
    """The last edition of each report, the newest first; the inspection's own row is not read."""
    return publications_in_force().select_related(None)


def published_here() -> tuple[Entry, ...]:
    """What this service published and nobody corrected since."""
    refs = list(in_force().values_list("ref", flat=True))
    unread = [ref for ref in refs if ref not in _read]
    if unread:
        firsts = first_refs()
        found = in_force().filter(ref__in=unread)
        _read.update({each.ref: _of_publication(each, first=firsts[each.inspection_id]) for each in found})
    return tuple(_read[ref] for ref in refs if ref in _read)


def first_refs() -> dict[int, str]:
    """The reference of the first edition of each inspection that was published."""
    return dict(Publication.objects.filter(supersedes=None).values_list("inspection_id", "ref"))


@cache
def carried() -> tuple[Entry, ...]:
    """What inspectorates published and this service carries."""
    return tuple(of_outcome(outcome) for outcome in load_outcomes().all)


def find_entry(id: str) -> Entry | None:
    """One entry by its id."""
    return next((each for each in (*published_here(), *carried()) if each.id == id), None)


def of_areas_served(agencies: Iterable[str]) -> tuple[Entry, ...]:
    """What this service published of the areas that some agencies serve, and of those they took over from."""
    register = load_register()
    areas = [area for agency in agencies for area in register.served_by(agency)]
    codes = {code for area in areas for code in register.lineage(area.ons_code)}
    return tuple(entry for entry in published_here() if entry.area in codes)


def of_area(code: str) -> tuple[Entry, ...]:
    """What is known of an area and of those it took over from, the newest first."""
    codes = frozenset(load_register().lineage(code))
    return tuple(entry for entry in entries() if entry.area in codes)


def _of_publication(publication: Publication, *, first: str) -> Entry:
    edition = publication.as_edition()
    grades = tuple((each.judgement, each.title, said_grade(edition.framework, each.judgement, each.grade))
                   for each in edition.grades)  # fmt: skip
    overall = next((said for id, _, said in grades if id == "overall"), None)
    published = localdate(publication.published_at)
    return Entry(
        id=publication.ref, first=first, here=True, area=edition.area, area_name=edition.area_name,
        framework=edition.framework,
        visit=edition.kind, theme=edition.theme, inspectorates=tuple(each.code for each in edition.inspectorates),
        agencies=agencies_in(edition), on=_day(edition.first_day) or published, published=published, told=told(edition),
        grades=tuple(each for each in grades if each[0] != "overall"),
        overall=overall or SaidGrade(title="No overall grade", letter=edition.kind[:1].lower(), tone="soft"),
    )  # fmt: skip


def agencies_in(edition: Edition) -> tuple[str, ...]:
    """The bodies that an edition is addressed to or tells of."""
    named = [*edition.addressed_to, *(body for each in edition.findings for body in each.about)]
    return tuple(dict.fromkeys(body.name for body in named))


def told(edition: Edition) -> tuple[Told, ...]:
    """Each sentence that tells a finding."""
    return tuple(Told(id=line.id, text=line.text) for line in edition.lines if line.findings)


def of_outcome(outcome: Outcome) -> Entry:
    """A past inspection, as its publisher's table tells it."""
    return Entry(
        id=outcome.id, first=outcome.id, here=False, area=outcome.area, area_name=outcome.name,
        framework=outcome.framework,
        visit=kind_title(outcome), theme=theme_title(outcome.framework, outcome.theme),
        inspectorates=inspectorates_of(outcome), agencies=_in_scope(outcome), on=outcome.when,
        published=outcome.published, overall=said_overall(outcome), url=outcome.url,
        grades=tuple((id, title, said) for id, (title, said)
                     in zip(outcome.judgements, said_judgements(outcome), strict=True)),
    )  # fmt: skip


def inspectorates_of(outcome: Outcome) -> tuple[str, ...]:
    """Who came: as the table says, else whoever inspects by that framework."""
    framework = framework_of(outcome.framework)
    return outcome.inspectorates or (tuple(framework.inspectorates.all) if framework else ())


def _in_scope(outcome: Outcome) -> tuple[str, ...]:
    """The area's agencies of the kinds that the framework looks at."""
    framework, register = framework_of(outcome.framework), load_register()
    if framework is None or not register.has(outcome.area):
        return ()
    return tuple(each.name for each in register.get(outcome.area).agencies if each.kind in framework.agencies)


@lru_cache(maxsize=256)
def theme_title(framework: str, theme: str | None) -> str | None:
    """A theme in its framework's words."""
    if theme is None:
        return None
    known = framework_of(framework)
    titles = {each.id: each.title for each in known.cycle.themes} if known else {}
    return titles.get(theme, sentence(title_of(theme)))


@cache
def theme_titles() -> tuple[str, ...]:
    """Every theme that a framework names or an outcome has."""
    named = {each.title for framework in published_frameworks() for each in framework.cycle.themes}
    return tuple(sorted(named | {each.theme for each in carried() if each.theme}))


@lru_cache(maxsize=4096)
def plain_names(names: tuple[str, ...]) -> str:
    """Several names as one text to look in."""
    return " | ".join(map(plain_name, names))


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
