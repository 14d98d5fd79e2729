"""What changed between two frameworks, in plain English?

Parts are matched by their ids, not by their places: a criterion that moved up the page has not changed. Where a fact
comes from (sources, settings) and how each version came about (its life) is not compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from joint_inspection.frameworks.model import Framework, Value

LEFT_OUT = {"id", "version", "sources", "source", "setting", "life"}
KEYS = ("id", "role", "inspectorate", "framework", "provision", "trait", "kind")
NOUNS = {
    "kinds": "kind of visit", "criteria": "criterion", "judgements": "judgement", "scales": "scale", "grades": "grade",
    "timetable": "step", "roles": "seat on the team", "frequency": "frequency rule", "due": "visit due",
    "deadlines": "deadline", "data_requests": "data request", "lists": "list", "items": "item", "fields": "column",
    "sections": "section of the report", "recommendations": "kind of recommendation", "follow_up": "follow-up",
    "themes": "theme", "series": "series", "gates": "gate", "lines_of_enquiry": "line of enquiry",
    "partners": "partner inspectorate", "bring_forward": "reason to come earlier", "coincide": "coinciding visit",
    "replaces": "older framework", "legal_basis": "legal basis", "limits": "limit", "bands": "band",
    "quotas": "quota", "at_least": "condition",
}  # fmt: skip
"""What one part of each list is called."""
LABELS = {
    "notice.working_days": "working days of notice", "on_site_working_days": "working days on site",
    "in_force.from": "first day in force", "in_force.to": "last day in force", "full": "a full inspection",
    "notice.no_notice": "without notice", "day_numbering.notification_is_day": "the number of the day of notification",
    "inspectorates.lead": "lead inspectorate", "judging.combination.policy": "how judgements are combined",
    "judging.combination.says": "how judgements are combined, in words",
    "judging.combination.inputs": "what is combined",
    "judging.combination.result": "the judgement proposed", "judging.outcome.kind": "what an inspection ends with",
    "statement.asked": "when a statement of action is asked for",
    "statement.working_days": "working days for a statement of action",
    "asks": "what it asks", "says": "what it says", "describes": "what it means", "who": "who does it",
    "what": "what happens", "made_by": "who makes it", "shared": "multi-agency criteria it covers",
    "after": "what it comes after", "days": "days", "day": "day", "part_of": "what it is part of",
    "kinds": "kinds of visit concerned", "holds": "what stands in it",
}  # fmt: skip
GROUPS = {
    "notice",
    "team",
    "sufficiency",
    "case_sample",
    "joint_evaluation",
    "report",
    "statement",
    "outcome",
    "combination",
    "area_sample",
}
"""Blocks whose keys say too little without them."""
LONG = 80


@dataclass(frozen=True, kw_only=True)
class Change:
    """One difference between two frameworks."""

    where: str
    """The path to it, by ids (``kinds.standard.notice.working_days``)."""
    before: Any
    after: Any
    says: str


@dataclass(frozen=True)
class Part:
    """A named part of a list: its title, and its content by key."""

    title: str
    content: Mapping[str, Any]


def compare(before: Framework, after: Framework) -> tuple[Change, ...]:
    """Every difference between two versions, or two frameworks, in the order of a framework file."""
    return tuple(_changes(_content(before), _content(after), path=(), inside=""))


def _changes(
    before: Mapping[str, Any], after: Mapping[str, Any], *, path: tuple[str, ...], inside: str
) -> Iterator[Change]:
    for key in [*before, *(key for key in after if key not in before)]:
        old, new, here = before.get(key), after.get(key), (*path, key)
        if isinstance(old, Part) and isinstance(new, Part):
            yield from _changes(old.content, new.content, path=here, inside=_inside(inside, here, new))
        elif isinstance(old, Part) or isinstance(new, Part):
            yield _come_or_gone(old, new, here, inside)
        elif (isinstance(old, dict) and new is None) or (isinstance(new, dict) and old is None):
            says = f"{_label(here)} is {'gone' if new is None else 'new'}."
            yield Change(where=".".join(here), before=_plain(old), after=_plain(new), says=_sentence(inside, says))
        elif isinstance(old, dict) or isinstance(new, dict):
            yield from _changes(old or {}, new or {}, path=here, inside=inside)
        elif _said(old) != _said(new):
            yield Change(where=".".join(here), before=old, after=new, says=_differs(old, new, here, inside))


def _said(value: Any) -> Any:
    """A list with nothing in it says what no list says."""
    return None if value == [] else value


def _come_or_gone(old: Any, new: Any, path: tuple[str, ...], inside: str) -> Change:
    part, word = (new, "added") if isinstance(new, Part) else (old, "removed")
    before, after = (each.title if isinstance(each, Part) else None for each in (old, new))
    says = f"{word} the {_noun(path)} '{part.title}'."
    return Change(where=".".join(path), before=before, after=after, says=_sentence(inside, says))


def _differs(old: Any, new: Any, path: tuple[str, ...], inside: str) -> str:
    label = _label(path)
    if isinstance(old, list) and isinstance(new, list):
        return _sentence(inside, f"{label}: {_list_differs(old, new)}.")
    if old in (None, []):
        return _sentence(inside, f"{label} is new: {_shown(new)}.")
    if new in (None, []):
        return _sentence(inside, f"{label} is gone; it was {_shown(old)}.")
    if isinstance(old, str) and isinstance(new, str) and max(len(old), len(new)) > LONG:
        return _sentence(inside, f"{label} is worded differently.")
    return _sentence(inside, f"{label} was {_shown(old)}, now {_shown(new)}.")


def _list_differs(old: list[Any], new: list[Any]) -> str:
    come, gone = [each for each in new if each not in old], [each for each in old if each not in new]
    if all(isinstance(each, str) for each in (*old, *new)) and (come or gone):
        told = [f"with {', '.join(come)}" if come else "", f"without {', '.join(gone)}" if gone else ""]
        return f"now {' and '.join(each for each in told if each)}"
    return f"was {_shown(old)}, now {_shown(new)}"


def _sentence(inside: str, says: str) -> str:
    text = f"{inside}: {says}" if inside else says
    return text[0].upper() + text[1:]


def _inside(inside: str, path: tuple[str, ...], part: Part) -> str:
    here = f"{_noun(path)} '{part.title}'"
    return f"{inside}, {here}" if inside else here


def _noun(path: tuple[str, ...]) -> str:
    return NOUNS.get(path[-2], path[-2].replace("_", " ")) if len(path) > 1 else "part"


def _label(path: tuple[str, ...]) -> str:
    for size in (3, 2, 1):
        if label := LABELS.get(".".join(path[-size:])):
            return label
    name = path[-1].replace("_", " ")
    around = path[-2].replace("_", " ") if len(path) > 1 else ""
    return f"{name} of the {around}" if around and path[-2] in GROUPS else name


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return " to ".join(map(str, value)) if _is_range(value) else ", ".join(map(_shown, value)) or "none"
    if isinstance(value, str) and not isinstance(value, date):
        return f"'{value}'"
    return "nothing" if value is None else str(value)


def _is_range(value: list[Any]) -> bool:
    return len(value) == 2 and all(isinstance(each, int) for each in value)


def _plain(tree: Any) -> Any:
    if isinstance(tree, Part):
        return _plain(tree.content)
    return {key: _plain(each) for key, each in tree.items()} if isinstance(tree, dict) else tree


def _content(value: Value) -> dict[str, Any]:
    """A block as a tree: parts of lists by id, single blocks by key, everything else as plain values."""
    found = {}
    for name, field in type(value).model_fields.items():
        if name not in LEFT_OUT:
            found[field.alias or name] = _tree(getattr(value, name))
    return found


def _tree(value: Any) -> Any:
    if isinstance(value, Value):
        return _content(value)
    if isinstance(value, dict):
        return {key: _tree(each) for key, each in value.items()}
    if isinstance(value, tuple) and value and all(isinstance(each, Value) for each in value):
        return _parts(value)
    return list(value) if isinstance(value, tuple) else value


def _parts(values: tuple[Value, ...]) -> dict[str, Part]:
    """Parts by what names them, else by their number; a name that comes again is told apart by its number."""
    found: dict[str, Part] = {}
    for number, each in enumerate(values, start=1):
        name = next((str(getattr(each, key)) for key in KEYS if hasattr(each, key)), str(number))
        found[name if name not in found else f"{name}-{number}"] = Part(_title(each), _content(each))
    return found


def _title(value: Value) -> str:
    for name in ("title", "what", "says", "asks", "text", "kind", *KEYS):
        if isinstance(text := getattr(value, name, None), str):
            return text if len(text) <= LONG else f"{text[: LONG - 1].rsplit(' ', 1)[0]}…"
    return str(getattr(value, "at_most", getattr(value, "grade", "part")))
