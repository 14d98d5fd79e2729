"""From whom is a sample drawn? Every child on the lists once, with what the lists tell about it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from joint_inspection.casedata.model import CaseData, Record
from joint_inspection.errors import NotPossible, invalid
from joint_inspection.frameworks.model import CaseSample, Framework
from joint_inspection.frameworks.requests import RequestedList, every_list, requested_lists
from joint_inspection.sampling.traits import Lists, meets, mirrored, theme, trait, value_of, why_untold

KIND = "joint-inspection population 1"


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class Child:
    """A child that may be drawn, known by its identifier on the lists."""

    id: str
    traits: Mapping[str, str]


@dataclass(frozen=True, kw_only=True, repr=False)
class Population:
    """Every child from whom a sample is drawn."""

    framework: str
    """``id@version``."""
    theme: str | None
    on: date
    children: tuple[Child, ...]
    """In order of their identifiers; each once."""
    untold: Mapping[str, str] = field(default_factory=dict)
    """Traits that the lists cannot tell, with why."""
    notes: tuple[str, ...] = ()
    arrived: tuple[str, ...] = ()
    """Digests of the files as they arrived, where a service kept them."""

    def tells(self, name: str) -> bool:
        """Whether a trait is known."""
        return bool(self.children) and name in self.children[0].traits

    def why_untold(self, name: str) -> str:
        """Why a trait is not known."""
        return self.untold.get(name, "the population does not say it")


def population(data: CaseData, framework: Framework, *, of_theme: str | None = None) -> Population:
    """Every child on the lists of a framework's cohort; raises NotPossible where the framework reads no cases."""
    rules = sample_rules(framework)
    if of_theme is not None:
        _check_theme(framework, of_theme)
    lists, notes = _lists(data)
    ids = _of_theme(lists, of_theme)
    wanted = dict.fromkeys((*rules.strata, *(quota.trait for quota in rules.quotas), *mirrored()))
    untold = {name: why for name in wanted if (why := why_untold(trait(name), lists))}
    told = [trait(name) for name in wanted if name not in untold]
    return Population(
        framework=framework.ref, theme=of_theme, on=data.on, untold=untold, notes=notes,
        children=tuple(Child(id=each, traits={t.id: value_of(t, each, lists) for t in told}) for each in ids),
    )  # fmt: skip


def sample_rules(framework: Framework) -> CaseSample:
    """What a framework says about whose cases are read; raises NotPossible where it says nothing."""
    if framework.case_sample is None:
        raise NotPossible(f"{framework.ref} reads no sample of cases, so there is nothing to draw")
    return framework.case_sample


def _check_theme(framework: Framework, name: str) -> None:
    known = [each.id for each in framework.cycle.themes]
    if name not in known:
        raise invalid("theme", f"{framework.ref} has no theme '{name}'; it has {', '.join(known) or 'none'}")


def _lists(data: CaseData) -> tuple[Lists, tuple[str, ...]]:
    """The records of each child of the cohort, and what had to be left out of it."""
    agencies = {each.list.id: each.agency for each in data.asked}
    apart = _unlinked(data, agencies)
    of_child: dict[str, list[Record]] = defaultdict(list)
    nameless = 0
    for name in data.records:
        if name in apart or not _about_children(data, name):
            continue
        for record in data.of(name):
            nameless += record.child is None
            if record.child:
                of_child[record.child].append(record)
    notes = [f"{n} rows name no child and could not be drawn" for n in (nameless,) if n]
    notes += [f"No child of the list {name} is on another list under its identifier: link the lists first; left out"
              for name in sorted(apart)]  # fmt: skip
    return Lists(data=data, of_child=of_child, agencies=agencies), tuple(notes)


def _about_children(data: CaseData, name: str) -> bool:
    """Whether the list is asked for with a column that names the child; the one of adopters is not."""
    asked = {each.list.id: each.list for each in data.asked}
    return name not in asked or any(column.id == "child" for column in asked[name].fields)


def _unlinked(data: CaseData, agencies: Mapping[str, str]) -> set[str]:
    """Lists of agencies whose identifiers are all their own: their children would count twice.

    They are compared with the council's lists, if one came; else with those of whoever's came first.
    """
    ids: dict[str, set[str]] = defaultdict(set)
    for name in data.records:
        if _about_children(data, name):
            ids[agencies.get(name, "")] |= {record.child for record in data.of(name) if record.child}
    holders = [agencies.get(name, "") for name in data.records if data.of(name)]
    base = ids["council" if "council" in holders else holders[0]] if holders else set()
    strange = {agency for agency, theirs in ids.items() if theirs and not theirs & base}
    return {name for name in data.records if agencies.get(name, "") in strange}


def _of_theme(lists: Lists, name: str | None) -> list[str]:
    if name is None:
        return sorted(lists.of_child)
    conditions = theme(name)
    return sorted(child for child, records in lists.of_child.items() if meets(conditions, records))


def read_population(
    path: Path, *, framework: Framework, of_theme: str | None = None, on: date | None = None
) -> Population:
    """The population of lists as they came, or of a file that ``as_json`` was written to."""
    from joint_inspection.casedata.load import load_lists

    sample_rules(framework)
    if path.suffix.lower() == ".json":
        return from_json(_document(path), file=str(path))
    found = population(load_lists(path, _asked(framework), on=on), framework, of_theme=of_theme)
    if not found.children:
        raise invalid(
            "path", "No list names a child of this cohort: see `casedata check` of these lists", file=str(path)
        )
    return found


def _asked(framework: Framework) -> tuple[RequestedList, ...]:
    """The lists that a framework asks for; every list known where it says only what it wants to see."""
    try:
        return requested_lists(framework)
    except NotPossible:
        return every_list()


def as_json(whole: Population) -> dict[str, Any]:
    """The population as a document, for whoever repeats the draw without the lists."""
    return {
        "kind": KIND, "framework": whole.framework, "theme": whole.theme, "on": whole.on.isoformat(),
        "untold": dict(whole.untold), "notes": list(whole.notes),
        "arrived": list(whole.arrived),
        "children": [{"id": child.id, "traits": dict(child.traits)} for child in whole.children],
    }  # fmt: skip


def from_json(document: Any, *, file: str) -> Population:
    """The population that ``as_json`` made; raises InvalidInput with advice."""
    try:
        if document["kind"] != KIND:
            raise ValueError
        children = tuple(Child(id=str(c["id"]), traits=_words(c["traits"])) for c in document["children"])
        if len({child.id for child in children}) < len(children) or len({frozenset(c.traits) for c in children}) > 1:
            raise ValueError
        return Population(
            framework=document["framework"], theme=document["theme"], on=date.fromisoformat(document["on"]),
            children=tuple(sorted(children, key=lambda child: child.id)), untold=_words(document["untold"]),
            notes=tuple(document["notes"]), arrived=tuple(document["arrived"]),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, AttributeError):
        raise invalid("path", "Give lists, or a population as the service wrote it", file=file) from None


def _words(pairs: Mapping[Any, Any]) -> dict[str, str]:
    return {str(key): str(value) for key, value in pairs.items()}


def _document(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise invalid("path", "Give lists, or a population as the service wrote it", file=str(path)) from None
