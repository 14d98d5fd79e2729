"""What evidence is there for a finding, and how is an item named on a page?

An item that tells of what the area had told of itself before it was notified counts as disclosed, whoever noted it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from joint_inspection.errors import Problem
from joint_inspection.evidence.hearsay import is_hearsay
from joint_inspection.evidence.model import Directness, Item, Speaker
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.design.words import moment, sentence, title_of
from joint_inspection_web.evidence import reading
from joint_inspection_web.fairness.models import DisclosedItem
from joint_inspection_web.inspections.models import Inspection

MOST = 100
"""How many items a page offers to choose from, the newest first."""
VIEWS = {"child": "a child’s view", "family": "a family’s view"}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """An item as a page shows it."""

    item: Item
    label: str
    says: str
    """Who says so."""
    hearsay: bool

    @property
    def id(self) -> str:
        return self.item.id


@dataclass(frozen=True, kw_only=True)
class Offer:
    """Items to choose from."""

    shown: list[Shown]
    left_out: int
    """How many older ones there are besides."""


def every_item(inspection: Inspection) -> tuple[Item, ...]:
    """All evidence without words, for rules."""
    told = disclosed_ids(inspection)
    return tuple(_marked(item, told) for item in reading.every_item(inspection))


def chosen_items(inspection: Inspection, ids: Iterable[str], *, person: Person) -> dict[str, Shown]:
    """These items, as far as somebody may know of them, by id."""
    told, names = disclosed_ids(inspection), names_of(inspection)
    found = reading.items(inspection, person=person, among=set(ids))
    return {item.id: _shown(_marked(item, told), names) for item in found}


def shown(inspection: Inspection, items: Iterable[Item]) -> list[Shown]:
    """Items as a page shows them."""
    told, names = disclosed_ids(inspection), names_of(inspection)
    return [_shown(_marked(item, told), names) for item in items]


def offer(inspection: Inspection, items: Sequence[Item], *, person: Person, first: Sequence[str] = ()) -> Offer:
    """Some of many items to choose from: what was chosen already comes ``first``, then the newest."""
    newest = [item.id for item in reversed(items) if item.id not in first]
    ids = [*first, *newest[:MOST]]
    found = chosen_items(inspection, ids, person=person)
    return Offer(shown=[found[id] for id in ids if id in found], left_out=max(0, len(newest) - MOST))


def disclosed_ids(inspection: Inspection) -> frozenset[str]:
    """The items that tell of what the area had told of itself."""
    rows = DisclosedItem.objects.filter(disclosure__inspection=inspection, disclosure__confirmed_at__isnull=False)
    return frozenset(str(each) for each in rows.values_list("item", flat=True))


def names_of(inspection: Inspection) -> dict[str, str]:
    """The names of the bodies of an inspection, by their codes."""
    return {body.code: body.name for body in inspection.bodies.all()}


def label_of(item: Item, names: Mapping[str, str]) -> str:
    """How an item is named: its method, the body it is about, and when it was noted."""
    about = names.get(item.about, item.about)
    return sentence(f"{VIEWS.get(item.method, title_of(item.method))} about {about}, noted {moment(item.noted_at)}")


def readable(problem: Problem, items: Iterable[Item], names: Mapping[str, str]) -> Problem:
    """A problem that names items by their labels and bodies by their names, not by ids and codes."""
    says = problem.says
    for item in items:
        if item.id in says:
            says = re.sub(rf"\b(?:[Ii]tem )?{re.escape(item.id)}", f"“{label_of(item, names)}”", says)
    for code, name in names.items():
        says = says.replace(code, name)
    return replace(problem, says=says)


def _marked(item: Item, told: frozenset[str]) -> Item:
    return replace(item, disclosed=True) if item.id in told and not item.disclosed else item


def _shown(item: Item, names: Mapping[str, str]) -> Shown:
    return Shown(item=item, label=label_of(item, names), says=_who(item, names), hearsay=is_hearsay(item))


def _who(item: Item, names: Mapping[str, str]) -> str:
    speaker = names.get(item.speaker_agency or "", "an agency")
    if item.speaker == Speaker.AGENCY:
        own = " (its own contact)" if item.first_hand else ""
        return f"told by {speaker}{own}"
    if item.directness == Directness.SEEN:
        return "published" if item.speaker == Speaker.PUBLISHED else "seen by an inspector"
    return {"child": "told by the child", "family": "told by the family"}.get(item.speaker, f"told by a {item.speaker}")
