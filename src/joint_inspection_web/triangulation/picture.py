"""Is it enough, and does it agree? The evidence of one inspection laid over its framework."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from joint_inspection.evidence.contradictions import Contradiction, find
from joint_inspection.evidence.coverage import Coverage, coverage
from joint_inspection.evidence.model import Body, Direction, Item
from joint_inspection.frameworks.load import find as find_framework
from joint_inspection.sampling.draw import TRACKED
from joint_inspection_web.evidence.reading import every_item
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.samples.actions import chosen
from joint_inspection_web.triangulation.kept import Read, read


@dataclass(frozen=True, kw_only=True)
class Opposed:
    """A contradiction, who found it, and how far it is resolved."""

    found: Contradiction
    noticed: Read | None
    """Where somebody found it by hand."""
    resolution: Read | None
    """The latest."""
    new: tuple[str, ...]
    """Ids of the items that came after it."""

    @property
    def is_open(self) -> bool:
        return self.resolution is None or bool(self.new)


@dataclass(frozen=True, kw_only=True)
class Picture:
    """Everything that the page shows."""

    items: tuple[Item, ...] = field(repr=False)
    coverage: Coverage
    opposed: tuple[Opposed, ...]
    children_known: bool
    """Whether it is known which children are tracked: a sample was drawn, and not destroyed."""

    @property
    def open(self) -> tuple[Opposed, ...]:
        return tuple(each for each in self.opposed if each.is_open)


def picture_of(inspection: Inspection) -> Picture:
    """Lay all evidence over the framework; words and days stay sealed."""
    tracked = tracked_children(inspection)
    items = every_item(inspection, children=tracked or ())
    return Picture(
        items=items,
        coverage=coverage(
            items, find_framework(inspection.framework), bodies_of(inspection), tracked or (),
            reasons=reasons_of(inspection) if tracked else {},
        ),
        opposed=tuple(opposed(inspection, items)),
        children_known=tracked is not None,
    )  # fmt: skip


def bodies_of(inspection: Inspection) -> tuple[Body, ...]:
    """The agencies inspected and the inspectorates that take part."""
    return tuple(Body(code=each.code, kind=each.kind, name=each.name) for each in inspection.bodies.all())


def tracked_children(inspection: Inspection) -> list[str] | None:
    """The pseudonyms of the children tracked; None where no sample was drawn, or it was destroyed."""
    return chosen(inspection, TRACKED)


def reasons_of(inspection: Inspection) -> dict[str, str]:
    """Why children were not heard, as it was written last."""
    rows = read(inspection.not_heard.all(), inspection=inspection)
    return {each.says["child"]: each.says["reason"] for each in rows if each.says}


def opposed(inspection: Inspection, items: Sequence[Item]) -> list[Opposed]:
    """Every contradiction, the open ones first: those that the rule finds, then those found by hand."""
    found: dict[str, tuple[Contradiction, Read | None]] = {}
    for each in find(items, find_framework(inspection.framework)):
        found[each.id] = (each, None)
    for noticed in read(inspection.noticed.all(), inspection=inspection):
        by_hand = _by_hand(noticed, items)
        found[by_hand.id] = (by_hand, noticed)
    resolved = {each.row.contradiction: each for each in read(inspection.resolutions.all(), inspection=inspection)}
    every = [_opposed(each, noticed, resolved.get(id)) for id, (each, noticed) in found.items()]
    return sorted(every, key=lambda each: not each.is_open)


def _opposed(found: Contradiction, noticed: Read | None, resolution: Read | None) -> Opposed:
    known = set(resolution.row.items) if resolution else set()
    new = tuple(id for id in found.items if id not in known) if resolution else ()
    return Opposed(found=found, noticed=noticed, resolution=resolution, new=new)


def _by_hand(noticed: Read, items: Iterable[Item]) -> Contradiction:
    row = noticed.row
    named = [item for item in items if item.id in row.items]
    children = {item.child for item in named}
    return Contradiction(
        id=row.ref, criteria=(row.criterion,), shared=None, about=row.body,
        praise=tuple(item.id for item in named if item.direction == Direction.STRENGTH),
        blame=tuple(item.id for item in named if item.direction != Direction.STRENGTH),
        by_two_inspectorates=len({item.inspectorate for item in named}) > 1,
        one_child=len(children) == 1 and None not in children,
    )  # fmt: skip
