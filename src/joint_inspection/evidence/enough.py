"""How much evidence is there, and is it enough by the framework's rule?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from joint_inspection.evidence.model import Directness, Item, Speaker
from joint_inspection.frameworks.model import Framework, Sufficiency

RECORDS = frozenset({"record", "tracked_case", "sampled_case"})
"""Methods by which a record was read."""
VOICES = frozenset({Speaker.CHILD, Speaker.FAMILY})


@dataclass(frozen=True, kw_only=True)
class Amount:
    """How much evidence of which kinds; hearsay and a sector adviser's notes are left out."""

    items: int
    agencies: int
    methods: int
    direct: int
    child_or_family: int
    records: int


def amount(items: Iterable[Item]) -> Amount:
    """Count items that carry weight."""
    items = tuple(items)
    return Amount(
        items=len(items),
        agencies=len({item.about for item in items}),
        methods=len({item.method for item in items}),
        direct=sum(is_direct(item) for item in items),
        child_or_family=sum(is_voice(item) for item in items),
        records=sum(item.method in RECORDS for item in items),
    )


def is_direct(item: Item) -> bool:
    """Seen by the inspector, or told by the one it is about."""
    return item.directness in (Directness.SEEN, Directness.TOLD_BY_SUBJECT)


def is_voice(item: Item) -> bool:
    """A child's or a family's own view."""
    return item.speaker in VOICES or item.method in ("child", "family")


def rule_of(framework: Framework, criterion: str) -> Sufficiency:
    """The rule for a criterion: its own, or the framework's."""
    own = next((each.sufficiency for each in framework.criteria if each.id == criterion), None)
    return own or framework.sufficiency


@dataclass(frozen=True, kw_only=True)
class Lack:
    """One kind of evidence of which there is too little."""

    what: str
    has: int
    needs: int
    says: str


SAYS = {
    "agencies": "look at {needs} agencies, {has} so far",
    "methods": "use {needs} methods, {has} so far",
    "direct": "see for yourself, or hear from the one it is about, {needs} times, {has} so far",
    "child_or_family": "hear {needs} children or families, {has} so far",
    "records": "read {needs} records, {has} so far",
}
ONE = {
    "agencies": "look at an agency, none so far",
    "methods": "use one method, none so far",
    "direct": "see it for yourself once, or hear it from the one it is about, neither so far",
    "child_or_family": "hear one child or family, none so far",
    "records": "read one record, none so far",
}
"""Where one is needed."""


def lacks(rule: Sufficiency, found: Amount, *, leave_out: Iterable[str] = ()) -> Iterator[Lack]:
    """What the rule asks for and is not there yet; where there is nothing at all, that alone."""
    if not found.items:
        yield Lack(what="items", has=0, needs=1, says="begin: nothing is noted yet")
        return
    for what, says in SAYS.items():
        needs, has = getattr(rule, what), getattr(found, what)
        if has < needs and what not in leave_out:
            words = ONE[what] if needs == 1 else says.format(needs=needs, has=has or "none")
            yield Lack(what=what, has=has, needs=needs, says=words)
