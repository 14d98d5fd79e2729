"""How many children are on the lists, and what are they like? Small numbers hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from joint_inspection.casedata.events.table import EventTable
from joint_inspection.disclosure import Counted, suppress_list, suppress_parts
from joint_inspection.journeys.groups import Trait, groups_of, traits

Count = tuple[str, int | None]


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Children by one trait, or by list; None is hidden."""

    id: str
    title: str
    rows: tuple[Count, ...]


def number_of_children(table: EventTable) -> int | None:
    """How many children the lists tell of."""
    return suppress_list({"children": table.children.num_rows})[1]


def by_trait(table: EventTable) -> tuple[Counts, ...]:
    """Children by sex, age, ethnic group, disability and team."""
    return tuple(_by(trait, groups_of(table.children, trait.id).values()) for trait in traits())


def by_list(table: EventTable, titles: dict[str, str]) -> Counts:
    """Children by the lists that tell of them, which may be several for one child."""
    pairs = table.events.select(["child", "list"]).group_by(["child", "list"]).aggregate([])
    found = Counter(pairs.column("list").to_pylist())
    ordered = [name for name in titles if name in found] + sorted(set(found) - set(titles))
    alone = {name: suppress_list({name: found[name]})[0][name] for name in ordered}
    return Counts(id="list", title="List", rows=tuple((titles.get(name, name), alone[name]) for name in ordered))


def _by(trait: Trait, groups: Iterable[str]) -> Counts:
    """All groups, or none where a group could be worked out from the number of all children."""
    found = Counter(groups)
    names = trait.in_order(found)
    counted = Counted(rows=names, columns=("children",), cells=tuple((found[name],) for name in names))
    published = suppress_parts(counted)
    rows = tuple((name, published.row(name)[0] if published else None) for name in names)
    return Counts(id=trait.id, title=trait.title, rows=rows)
