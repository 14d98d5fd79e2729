"""Was this found before: by another inspectorate, under another framework, in an area that this one took over from?

People link findings and say why; the links are typed. What comes back within so many years is flagged, and what may be
a repeat is suggested by shared criteria, never linked by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pydantic import Field

from joint_inspection.areas import Register
from joint_inspection.dates import add_months
from joint_inspection.errors import Problem
from joint_inspection.evidence.model import Direction
from joint_inspection.follow_up.part import Code, Part, Words
from joint_inspection.follow_up.settings import follow_up_settings
from joint_inspection.frameworks.model import Id


class Found(Part):
    """A finding of some inspection of some area, as it was published."""

    id: Code
    area: Code
    """ONS code of the area as it was then."""
    framework: str
    """``id@version``."""
    inspectorates: tuple[Id, ...]
    published: date
    about: tuple[Id, ...]
    """Kinds of body that it is about."""
    criterion: Id | None = None
    shared: tuple[Id, ...] = ()
    """Shared criteria that the criterion covers."""
    direction: Direction
    text: Words = Field(repr=False)
    resolved_on: date | None = None
    """When an action for it was verified as done."""


class LinkKind(StrEnum):
    """How a later finding relates to an earlier one."""

    SAME = "same"
    WIDER = "wider"
    """The same and more: further agencies, ages or places."""
    RETURNED = "returned"
    """It had been put right, and is there again."""
    NARROWER = "narrower"
    """A part of it is left."""
    CONTRADICTS = "contradicts"
    """The earlier one said the opposite."""


class Link(Part):
    """Somebody says how two findings relate."""

    later: Code
    earlier: Code
    kind: LinkKind
    by: Code
    """Reference of the person."""
    on: date
    because: Words = Field(repr=False)


@dataclass(frozen=True, kw_only=True)
class Return:
    """A finding that came back within the time that is watched."""

    finding: str
    earlier: str
    kind: LinkKind
    since: date
    """When the earlier one was published, or put right."""
    months: int
    """Whole months from then to the later finding's publication."""
    other_inspectorate: bool
    """No inspectorate found both."""
    other_framework: bool
    other_area: bool
    """The earlier was found in an area that this one took over from."""


@dataclass(frozen=True, kw_only=True)
class _Case:
    link: Link
    later: Found | None
    earlier: Found | None
    register: Register


def check_link(link: Link, findings: Iterable[Found], register: Register) -> tuple[Problem, ...]:
    """Everything wrong with a link, each with what to do."""
    return tuple(problem for _, problem in breaches(link, findings, register))


def breaches(link: Link, findings: Iterable[Found], register: Register) -> Iterator[tuple[str, Problem]]:
    """The same, each with the name of the rule that it breaks."""
    known = {each.id: each for each in findings}
    case = _Case(link=link, later=known.get(link.later), earlier=known.get(link.earlier), register=register)
    for rule in RULES:
        yield from ((rule.__name__, problem) for problem in rule(case))


def joins_two_findings(case: _Case) -> Iterator[Problem]:
    """Both findings are known, and they are two."""
    for where, id, found in (("later", case.link.later, case.later), ("earlier", case.link.earlier, case.earlier)):
        if found is None:
            yield Problem(where=where, says=f"There is no finding {id}: name one that is published")
    if case.link.later == case.link.earlier:
        yield Problem(where="earlier", says="A finding does not repeat itself: name another")
    if not case.link.because.strip():
        yield Problem(where="because", says="Say why the two belong together")


def goes_back_in_time(case: _Case) -> Iterator[Problem]:
    """The earlier finding was published before the later one."""
    later, earlier = case.later, case.earlier
    if later and earlier and later.id != earlier.id and later.published <= earlier.published:
        yield Problem(where="earlier", says="It was not published before the other: turn the link round")


def stays_in_the_area(case: _Case) -> Iterator[Problem]:
    """Both are of one area, or the earlier is of one that it took over from."""
    both = [(where, each) for where, each in (("later", case.later), ("earlier", case.earlier)) if each]
    unknown = [(where, each) for where, each in both if not case.register.has(each.area)]
    for where, each in unknown:
        yield Problem(where=where, says=f"No area has the code {each.area}: correct the area of finding {each.id}")
    if case.later and case.earlier and not unknown and not _is_before(case.earlier, case.later, case.register):
        says = "The areas have nothing to do with each other: link findings of one area and those before it"
        yield Problem(where="earlier", says=says)


def contradicts_what_says_the_opposite(case: _Case) -> Iterator[Problem]:
    """Only what says the opposite contradicts; everything else is a weakness twice."""
    if not (case.later and case.earlier):
        return
    opposite = {case.later.direction, case.earlier.direction} == {Direction.STRENGTH, Direction.WEAKNESS}
    if case.link.kind == LinkKind.CONTRADICTS and not opposite:
        yield Problem(where="kind", says="Both say the same: choose same, wider, narrower or returned")
    if case.link.kind != LinkKind.CONTRADICTS and {case.later.direction, case.earlier.direction} != {
        Direction.WEAKNESS
    }:
        yield Problem(where="kind", says="Only weaknesses repeat: choose contradicts if one says the opposite")


def returned_was_put_right(case: _Case) -> Iterator[Problem]:
    """What returned had been put right in between; what had been put right returned."""
    later, earlier = case.later, case.earlier
    if not (later and earlier) or case.link.kind == LinkKind.CONTRADICTS:
        return
    between = earlier.resolved_on is not None and earlier.resolved_on < later.published
    if case.link.kind == LinkKind.RETURNED and not between:
        yield Problem(where="kind", says="Nobody had verified that it was put right: choose same, wider or narrower")
    if case.link.kind == LinkKind.SAME and between:
        yield Problem(where="kind", says="It had been verified as put right before: choose returned")


RULES: tuple[Callable[[_Case], Iterator[Problem]], ...] = (
    joins_two_findings, goes_back_in_time, stays_in_the_area, contradicts_what_says_the_opposite,
    returned_was_put_right,
)  # fmt: skip


def returns(
    findings: Iterable[Found], links: Iterable[Link], register: Register, *, years: int | None = None
) -> tuple[Return, ...]:
    """The findings that came back within so many years, by their publication."""
    known = {each.id: each for each in findings}
    settings = follow_up_settings().returning
    found = (
        _return(link, known[link.later], known[link.earlier], register)
        for link in links
        if link.kind.value in settings.kinds and link.later in known and link.earlier in known
    )
    within = [
        each
        for each in found
        if known[each.finding].published <= add_months(each.since, 12 * (years or settings.years))
    ]
    return tuple(sorted(within, key=lambda each: (known[each.finding].published, each.finding, each.earlier)))


def _return(link: Link, later: Found, earlier: Found, register: Register) -> Return:
    since = earlier.resolved_on if link.kind == LinkKind.RETURNED and earlier.resolved_on else earlier.published
    return Return(
        finding=later.id, earlier=earlier.id, kind=link.kind, since=since, months=_months(since, later.published),
        other_inspectorate={*later.inspectorates}.isdisjoint(earlier.inspectorates),
        other_framework=later.framework.partition("@")[0] != earlier.framework.partition("@")[0],
        other_area=register.get(later.area).ons_code != register.get(earlier.area).ons_code,
    )  # fmt: skip


def _months(start: date, end: date) -> int:
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if add_months(start, months) <= end else months - 1


def story(finding: str, links: Iterable[Link]) -> tuple[str, ...]:
    """Every finding that a finding goes back to, over any number of links, the nearest first."""
    earlier: dict[str, list[str]] = {}
    for link in links:
        if link.kind != LinkKind.CONTRADICTS:
            earlier.setdefault(link.later, []).append(link.earlier)
    found: dict[str, None] = {}
    waiting = [finding]
    while waiting:
        new = [each for each in earlier.get(waiting.pop(0), ()) if each not in found and each != finding]
        found.update(dict.fromkeys(new))
        waiting += new
    return tuple(found)


def may_repeat(finding: Found, others: Iterable[Found], register: Register) -> tuple[Found, ...]:
    """Earlier weaknesses of the area under the same criterion, or one that shares with it; the closest first."""
    before = [
        each for each in others
        if each.published < finding.published and each.direction == Direction.WEAKNESS
        and _is_before(each, finding, register) and _near(finding, each)
    ]  # fmt: skip
    return tuple(sorted(before, key=lambda each: (-_near(finding, each), -each.published.toordinal(), each.id)))


def was_good(finding: Found, others: Iterable[Found], register: Register) -> tuple[Found, ...]:
    """The strengths that a weakness turns round: what was published last of the same bodies under a criterion that both
    share, by whichever inspectorate; none where that said something else too."""
    if finding.direction != Direction.WEAKNESS:
        return ()
    before = [
        each for each in others
        if each.published < finding.published and _is_before(each, finding, register) and _near(finding, each)
        and {*each.about} & {*finding.about} and each.direction != Direction.CONTEXT
    ]  # fmt: skip
    last = max((each.published for each in before), default=None)
    found = tuple(sorted((each for each in before if each.published == last), key=lambda each: each.id))
    return found if all(each.direction == Direction.STRENGTH for each in found) else ()


def _near(one: Found, other: Found) -> int:
    """How much two findings have in common: shared criteria, the criterion itself, kinds of body."""
    same = one.criterion == other.criterion and one.framework.partition("@")[0] == other.framework.partition("@")[0]
    shared = len({*one.shared} & {*other.shared}) + (one.criterion is not None and same)
    return 10 * shared + len({*one.about} & {*other.about}) if shared else 0


def _is_before(earlier: Found, later: Found, register: Register) -> bool:
    """Whether a finding is of the other's area, or of one that it took over from."""
    return register.get(earlier.area).ons_code in register.lineage(later.area)
