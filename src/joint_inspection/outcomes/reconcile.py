"""Where two rows tell of one visit, what is kept?

Tables overlap: a list of all visits repeats the inspections of a list of outcomes, sometimes a day or a word apart.
The row read first stands; what it leaves empty is filled from the other, and every difference is noted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType

from joint_inspection.outcomes.mapping import Mapped
from joint_inspection.outcomes.model import Outcome

FILLED = ("start", "end", "published", "overall", "theme", "next_due", "next_says", "url", "score")
COMPARED = ("kind", "start", "end", "published", "overall")


def reconcile(
    outcomes: Iterable[Outcome], *, mapping: Mapped
) -> tuple[tuple[Outcome, ...], tuple[tuple[Outcome, str], ...]]:
    """The visits once each, and the rows that repeated one with how that was settled."""
    kept: dict[tuple[str, str], list[Outcome]] = defaultdict(list)
    repeats: list[tuple[Outcome, str]] = []
    for outcome in outcomes:
        known = kept[outcome.area, outcome.framework_id]
        place = next((i for i, other in enumerate(known) if same_visit(other, outcome, mapping=mapping)), None)
        if place is None:
            known.append(outcome)
        else:
            known[place], says = _merge(known[place], outcome)
            repeats.append((outcome, says))
    return tuple(outcome for known in kept.values() for outcome in known), tuple(repeats)


def same_visit(one: Outcome, other: Outcome, *, mapping: Mapped) -> bool:
    """Say whether two outcomes of one area and framework tell of the same visit."""
    if one.kind != other.kind and not any({one.kind, other.kind} <= pair for pair in mapping.easily_confused):
        return False
    if one.judgements and other.judgements and not one.judgements.keys() & other.judgements.keys():
        return False  # two halves of a paired inspection, each with a row of its own
    if one.start and other.start:
        apart = abs((one.start - other.start).days)
        return apart <= (mapping.same_visit_within_days if one.source != other.source else 0)
    return one.published is not None and one.published == other.published


def _merge(kept: Outcome, other: Outcome) -> tuple[Outcome, str]:
    filled = {name: getattr(other, name) for name in FILLED if getattr(kept, name) is None and getattr(other, name)}
    judgements = {**other.judgements, **kept.judgements}
    differing = list(_differences(kept, other))
    says = f"Tells again of {kept.id}, which stands"
    says += f"; it differs in {'; '.join(differing)}" if differing else ""
    notes = [kept.note, f"Another table says {', '.join(differing)}" if differing else None]
    state = "graded" if kept.overall or filled.get("overall") else kept.overall_state
    merged = replace(
        kept, **filled, judgements=MappingProxyType(judgements), overall_state=state,
        note="; ".join(note for note in notes if note) or None,
    )  # fmt: skip
    return merged, says


def _differences(kept: Outcome, other: Outcome) -> Iterable[str]:
    for name in COMPARED:
        mine, theirs = getattr(kept, name), getattr(other, name)
        if mine and theirs and mine != theirs:
            yield f"{name} {theirs} against {mine}"
    for judgement in kept.judgements.keys() & other.judgements.keys():
        mine, theirs = kept.judgements[judgement], other.judgements[judgement]
        if mine != theirs:
            yield f"{judgement} {theirs} against {mine}"
