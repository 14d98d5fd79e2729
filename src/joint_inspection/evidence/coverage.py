"""Is it enough? Criterion by agency by method, against the framework's own rule; what is missing, and whose turn it is.

Hearsay and a sector adviser's notes are shown and counted for nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from joint_inspection.evidence.enough import Amount, Lack, amount, is_direct, lacks, rule_of
from joint_inspection.evidence.hearsay import counts, is_hearsay
from joint_inspection.evidence.hosts import host_of
from joint_inspection.evidence.model import Body, Item
from joint_inspection.evidence.voice import Voice, voices
from joint_inspection.frameworks.model import Criterion, Framework


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What was noted about one agency under one criterion."""

    criterion: str
    about: str
    expected: bool
    """Whether the criterion is about agencies of this kind."""
    methods: Mapping[str, int]
    """Items that carry weight, by method."""
    direct: int
    hearsay: int

    @property
    def items(self) -> int:
        """Items that carry weight."""
        return sum(self.methods.values())


@dataclass(frozen=True, kw_only=True)
class Shortfall:
    """Something that the framework asks for and is not there yet."""

    criterion: str
    what: str
    """``items`` where there is nothing at all; else ``agencies``, ``methods``, ``direct``, ``child_or_family``,
    ``records``."""
    advice: str
    """What to do."""
    says: str
    """The same with the criterion."""
    about: str | None
    """The body of which least is known."""
    turn: str
    """The inspectorate whose turn it is: the host of that body. Where several bodies are alike, the turns go round."""


@dataclass(frozen=True, kw_only=True)
class Covered:
    """How far one criterion is covered."""

    criterion: str
    title: str
    amount: Amount
    shortfalls: tuple[Shortfall, ...]

    @property
    def is_enough(self) -> bool:
        """Whether the framework's rule is met."""
        return not self.shortfalls


@dataclass(frozen=True, kw_only=True)
class ForJudgement:
    """Whether a judgement could cite what children live through, and what changed for them."""

    judgement: str
    title: str
    experience: int
    outcome: int


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """How far an inspection has got with its evidence."""

    cells: tuple[Cell, ...]
    criteria: tuple[Covered, ...]
    judgements: tuple[ForJudgement, ...]
    voices: tuple[Voice, ...]
    items: int
    """Items that carry weight."""
    direct: int
    hearsay: int

    @property
    def share_direct(self) -> float | None:
        """Share of the items that were seen, or told by the one they are about; None where there are none."""
        return self.direct / self.items if self.items else None

    @property
    def shortfalls(self) -> tuple[Shortfall, ...]:
        """Everything that is missing, criterion by criterion."""
        return tuple(short for each in self.criteria for short in each.shortfalls)

    def cell(self, criterion: str, about: str) -> Cell | None:
        """What was noted about one agency under one criterion; None where nothing is asked and nothing was noted."""
        return next((each for each in self.cells if (each.criterion, each.about) == (criterion, about)), None)


def coverage(
    items: Iterable[Item], framework: Framework, bodies: Iterable[Body], children: Iterable[str], *,
    reasons: Mapping[str, str] | None = None,
) -> Coverage:  # fmt: skip
    """Lay the items over the framework's criteria and the bodies; ``reasons`` say why a child was not heard."""
    items, bodies = tuple(items), tuple(bodies)
    inspected = [body for body in bodies if body.kind != "inspectorate"]
    hosts = _hosts(bodies, framework)
    given: Counter[str] = Counter()
    carrying = [item for item in items if counts(item)]
    return Coverage(
        cells=tuple(_cells(items, framework, inspected)),
        criteria=tuple(_covered(each, carrying, framework, inspected, hosts, given) for each in framework.criteria),
        judgements=tuple(_for_judgements(carrying, framework)),
        voices=voices(items, children, reasons=reasons or {}),
        items=len(carrying),
        direct=sum(map(is_direct, carrying)),
        hearsay=sum(is_hearsay(item) and not item.by_adviser for item in items),
    )


def asked_of(criterion: Criterion, bodies: Iterable[Body]) -> list[Body]:
    """The bodies whose practice a criterion is about."""
    return [body for body in bodies if not criterion.agencies or body.kind in criterion.agencies]


def _cells(items: Sequence[Item], framework: Framework, bodies: Sequence[Body]) -> Iterator[Cell]:
    methods: Counter[tuple[str, str, str]] = Counter()
    direct: Counter[tuple[str, str]] = Counter()
    hearsay: Counter[tuple[str, str]] = Counter()
    for item in items:
        where = (item.criterion, item.about)
        if counts(item):
            methods[(*where, item.method)] += 1
            direct[where] += is_direct(item)
        elif not item.by_adviser:
            hearsay[where] += 1
    for criterion in framework.criteria:
        asked = {body.code for body in asked_of(criterion, bodies)}
        for body in bodies:
            where = (criterion.id, body.code)
            used = {method: number for (*place, method), number in sorted(methods.items()) if tuple(place) == where}
            if body.code in asked or used or hearsay[where]:
                yield Cell(criterion=criterion.id, about=body.code, expected=body.code in asked, methods=used,
                           direct=direct[where], hearsay=hearsay[where])  # fmt: skip


def _covered(
    criterion: Criterion, items: Iterable[Item], framework: Framework, bodies: Sequence[Body],
    hosts: Mapping[str, str], given: Counter[str],
) -> Covered:  # fmt: skip
    noted = [item for item in items if item.criterion == criterion.id]
    asked = asked_of(criterion, bodies)
    rule = rule_of(framework, criterion.id)
    possible = rule.model_copy(update={"agencies": min(rule.agencies, len(asked))})
    missing = tuple(lacks(possible, amount(noted)))
    least = _least_known(noted, asked, hosts, given)
    turn = hosts[least.code] if least else framework.inspectorates.lead
    given[turn] += bool(missing)
    return Covered(
        criterion=criterion.id, title=criterion.title, amount=amount(noted),
        shortfalls=tuple(_shortfall(criterion, lack, about=least, turn=turn) for lack in missing),
    )  # fmt: skip


def _least_known(
    noted: Iterable[Item], asked: Iterable[Body], hosts: Mapping[str, str], given: Mapping[str, int]
) -> Body | None:
    """The body of which least was noted; of several, one whose host was ``given`` the fewest turns."""
    known = Counter(item.about for item in noted)
    return min(asked, key=lambda body: (known[body.code], given.get(hosts[body.code], 0)), default=None)


def _shortfall(criterion: Criterion, lack: Lack, *, about: Body | None, turn: str) -> Shortfall:
    return Shortfall(
        criterion=criterion.id, what=lack.what, advice=lack.says, says=f"{criterion.title}: {lack.says}",
        about=about.code if about else None, turn=turn,
    )  # fmt: skip


def _hosts(bodies: Iterable[Body], framework: Framework) -> dict[str, str]:
    """The host of each body, or the lead inspectorate where the host does not take part."""
    bodies = tuple(bodies)
    taking_part = [body.code for body in bodies if body.kind == "inspectorate"]
    lead = framework.inspectorates.lead
    return {body.code: host_of(body.kind, among=taking_part, otherwise=lead) for body in bodies}


def _for_judgements(items: Sequence[Item], framework: Framework) -> Iterator[ForJudgement]:
    feeds = {each.id: each.judgement for each in framework.criteria}
    for judgement in framework.judging.judgements:
        if judgement.id in feeds.values():
            noted = [item for item in items if feeds.get(item.criterion) == judgement.id]
            yield ForJudgement(
                judgement=judgement.id, title=judgement.title,
                experience=sum(item.experience for item in noted), outcome=sum(item.outcome for item in noted),
            )  # fmt: skip
