"""Does every name in a framework lead to something, and is every name given once?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from joint_inspection.frameworks.advice import unknown
from joint_inspection.frameworks.check.surroundings import Flaw, Rule, Surroundings, parts
from joint_inspection.frameworks.model import Cited, Framework, Text, Value

EVERYBODY = ("all", "partnership")
PERSON = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady|Baroness|Professor|Prof)\.? [A-Z][a-z]+")


def sources_exist(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """Every source cited is described at the top of the file."""
    known = {source.id for source in framework.sources}
    for steps, part in parts(framework):
        if isinstance(part, Cited):
            for number, name in enumerate(part.source_ids):
                place = (number,) if isinstance(part.source, tuple) else ()
                yield from _unless(name in known, (*steps, "source", *place), unknown("source", name, known))


def sources_are_used(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """A source that nothing cites is left over."""
    cited = {name for _, part in parts(framework) if isinstance(part, Cited) for name in part.source_ids}
    for number, source in enumerate(framework.sources):
        says = f"Nothing cites the source '{source.id}'; cite it where it is the ground, or take it out"
        yield from _unless(source.id in cited, ("sources", number, "id"), says)


def ids_are_given_once(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """Within one list, an id or a role means one thing."""
    seen: dict[tuple[tuple[str | int, ...], str], int] = {}
    for steps, part in parts(framework):
        name = getattr(part, "id", getattr(part, "role", None))
        if not steps or not isinstance(steps[-1], int) or name is None:
            continue
        first = seen.setdefault((steps[:-1], name), steps[-1])
        key = "id" if hasattr(part, "id") else "role"
        says = f"The {key} '{name}' is already that of {steps[-2]}.{first}; give this one another"
        yield from _unless(first == steps[-1], (*steps, key), says)


def agencies_are_in_scope(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """Whoever is looked at, asked or written to is among the framework's agencies."""
    known = framework.agencies
    for number, criterion in enumerate(framework.criteria):
        yield from _each("agency", criterion.agencies, known, ("criteria", number, "agencies"))
    for number, request in enumerate(framework.data_requests):
        yield from _each("agency", (request.agency,), known, ("data_requests", number, "agency"), single=True)
    yield from _each("agency", framework.report.addressed_to, known, ("report", "addressed_to"))


def inspectorates_take_part(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """Whoever sends inspectors, judges, signs or sees to a theme is among the framework's inspectorates."""
    known = framework.inspectorates.all
    for number, kind in enumerate(framework.kinds):
        for seat_number, seat in enumerate(kind.team.roles):
            steps = ("kinds", number, "team", "roles", seat_number, "inspectorate")
            yield from _each("inspectorate", (seat.inspectorate,), known, steps, single=True)
    for number, judgement in enumerate(framework.judging.judgements):
        yield from _each("inspectorate", judgement.made_by, known, ("judging", "judgements", number, "made_by"))
    for number, theme in enumerate(framework.cycle.themes):
        yield from _each("inspectorate", theme.inspectorates, known, ("cycle", "themes", number, "inspectorates"))
    yield from _each("inspectorate", framework.report.signed_by, known, ("report", "signed_by"))


def roles_exist(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """Whoever does a step sits on that visit's team or is an agency in scope."""
    everywhere: set[str] = set()
    for number, kind in enumerate(framework.kinds):
        known = {*EVERYBODY, *framework.agencies, *(seat.role for seat in kind.team.roles)}
        everywhere |= known
        for step_number, step in enumerate(kind.timetable):
            yield from _each("role or agency", step.who, known, ("kinds", number, "timetable", step_number, "who"))
    for number, deadline in enumerate(framework.report.deadlines):
        yield from _each("role or agency", deadline.who, everywhere, ("report", "deadlines", number, "who"))


def kinds_exist(framework: Framework, around: Surroundings) -> Iterator[Flaw]:
    """Whatever is due, drawn, made to coincide or given a deadline is a kind of visit that the framework makes."""
    for steps, name in _kinds_named(framework):
        yield from _unless(name in framework.kind_ids, steps, unknown("kind of visit", name, framework.kind_ids))
    for number, coincide in enumerate(framework.cycle.coincide):
        with_kinds = {kind for other in around.named(coincide.framework) for kind in other.kind_ids}
        if coincide.with_kind and with_kinds:
            says = unknown(f"kind of visit of {coincide.framework}", coincide.with_kind, with_kinds)
            yield from _unless(coincide.with_kind in with_kinds, ("cycle", "coincide", number, "with_kind"), says)


def _kinds_named(framework: Framework) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for number, rule in enumerate(framework.cycle.frequency):
        for due_number, due in enumerate(rule.due):
            yield ("cycle", "frequency", number, "due", due_number, "kind"), due.kind
    for number, deadline in enumerate(framework.report.deadlines):
        for place, kind in enumerate(deadline.kinds):
            yield ("report", "deadlines", number, "kinds", place), kind
    if framework.cycle.area_sample:
        yield ("cycle", "area_sample", "kind"), framework.cycle.area_sample.kind
    for number, coincide in enumerate(framework.cycle.coincide):
        if coincide.kind:
            yield ("cycle", "coincide", number, "kind"), coincide.kind


def frameworks_exist(framework: Framework, around: Surroundings) -> Iterator[Flaw]:
    """Every other framework that is named is one that the system knows."""
    known = around.refs | {framework.id, framework.ref}
    ids = [name for name in known if "@" not in name]
    named: list[tuple[tuple[str | int, ...], str]] = []
    named += [(("replaces", n, "framework"), each.framework) for n, each in enumerate(framework.replaces)]
    named += [
        (("cycle", "coincide", n, "framework"), each.framework) for n, each in enumerate(framework.cycle.coincide)
    ]
    for number, rule in enumerate(framework.cycle.frequency):
        when = ("cycle", "frequency", number, "when", "frameworks")
        named += [((*when, place), ref) for place, ref in enumerate(rule.when.frameworks)]
    for steps, ref in named:
        yield from _unless(ref in known, steps, unknown("framework", ref, known if "@" in ref else ids))


def themes_exist(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """A series is made of themes that are described."""
    known = [theme.id for theme in framework.cycle.themes]
    for number, series in enumerate(framework.cycle.series):
        yield from _each("theme", series.themes, known, ("cycle", "series", number, "themes"))


def shared_criteria_exist(framework: Framework, around: Surroundings) -> Iterator[Flaw]:
    """What a criterion shares with other frameworks is in the common list."""
    for number, criterion in enumerate(framework.criteria):
        steps = ("criteria", number, "shared")
        yield from _each("shared criterion", criterion.shared, around.shared_criteria, steps)


def persons_are_not_named(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """An office is named, never the person who held it; titles of sources are left as they are."""
    for steps, part in parts(framework):
        if steps[:1] == ("sources",):
            continue
        for key, text in _texts(part):
            if found := PERSON.search(text):
                yield Flaw((*steps, key), f"'{found.group()}' is a person's name; name the office instead")


def _texts(part: Value) -> Iterator[tuple[str, Text]]:
    for key in type(part).model_fields:
        if isinstance(text := getattr(part, key), str):
            yield key, text


def _each(
    what: str, names: Iterable[str], known: Iterable[str], steps: tuple[str | int, ...], *, single: bool = False
) -> Iterator[Flaw]:
    """A flaw for every name that is not known; ``single`` where the file gives one name and not a list."""
    known = tuple(known)
    for number, name in enumerate(names):
        yield from _unless(name in known, steps if single else (*steps, number), unknown(what, name, known))


def _unless(fine: bool, steps: tuple[str | int, ...], says: str) -> Iterator[Flaw]:
    if not fine:
        yield Flaw(steps, says)


RULES: tuple[Rule, ...] = (
    sources_exist, sources_are_used, ids_are_given_once, agencies_are_in_scope, inspectorates_take_part, roles_exist,
    kinds_exist, frameworks_exist, themes_exist, shared_criteria_exist, persons_are_not_named,
)  # fmt: skip
