"""How is a draw written down, so that anybody with the lists can repeat it and nobody can change a byte unseen?

One canonical form: JSON with sorted keys, no spaces, a line end; its last word is the digest of all the rest.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from joint_inspection.errors import InvalidInput, NotPossible, invalid
from joint_inspection.frameworks.model import Framework
from joint_inspection.sampling.chance import Chance, chance_of, secret_of_seed
from joint_inspection.sampling.changes import Change, change
from joint_inspection.sampling.draw import Chosen, Sample, draw
from joint_inspection.sampling.plan import Plan, plan_for
from joint_inspection.sampling.population import Population
from joint_inspection.sampling.population import as_json as population_json
from joint_inspection.sampling.seal import commitment_of
from joint_inspection.secret_files import secret_from

KIND = "joint-inspection sample 1"
"""The rules of the draw; a change of them is another number."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Order:
    """What a draw was asked to do: with the lists, this gives the whole document again."""

    framework: str
    lists: str
    """Digest of the lists."""
    theme: str | None = None
    on: date | None = None
    """The day of the lists; None: as the lists say."""
    secret: bytes | None = None
    seed: int | None = None
    tracked: int | None = None
    sampled: int | None = None
    """Numbers asked for within the framework's rules; None: the usual ones."""
    changes: tuple[Change, ...] = ()

    @property
    def key(self) -> bytes:
        """The secret, or what stands for the seed."""
        return self.secret if self.secret is not None else secret_of_seed(self.seed or 0)

    @property
    def chance(self) -> Chance:
        """The chance of this draw, bound to the lists as they arrived."""
        return chance_of(self.key, self.lists, self.framework, self.theme or "")


@dataclass(frozen=True, kw_only=True, repr=False)
class Drawn:
    """A draw: what was asked, from whom, by which plan, and who was chosen."""

    order: Order
    population: Population
    plan: Plan
    sample: Sample


def carry_out(order: Order, population: Population, framework: Framework) -> Drawn:
    """Draw what was ordered, and make the changes; the same order and lists give the same."""
    if not population.children and population.theme:
        raise NotPossible("The theme is about no child on these lists: choose another, or draw from all children")
    if not population.children:
        raise NotPossible("Nobody is in this population, so nobody can be drawn")
    plan = plan_for(framework, population, tracked=order.tracked, sampled=order.sampled)
    sample = draw(population, plan=plan, chance=order.chance)
    for made in order.changes:
        sample = change(sample, made, population=population, chance=order.chance)
    return Drawn(order=replace(order, on=population.on), population=population, plan=plan, sample=sample)


def as_document(drawn: Drawn) -> dict[str, Any]:
    """The draw as its file says it."""
    order, sample = drawn.order, drawn.sample
    body = {
        "kind": KIND, "commitment": commitment_of(order.key), "sealed": order.secret is not None,
        "order": _order_json(order), "population": sample.population,
        "drawn": drawn.plan.drawn, "tracked": drawn.plan.tracked, "sampled": drawn.plan.sampled,
        "strata": [_stratum_json(each) for each in sample.strata],
        "quotas": [{"trait": t, "at_least": a, "drawn": n, "met": n >= a} for t, (a, n) in sample.quotas.items()],
        "children": [as_json(each) for each in sample.read],
        "replaced": [as_json(each) for each in sample.chosen if each not in sample.read],
        "cannot_tell": dict(drawn.population.untold), "notes": [*drawn.population.notes, *drawn.plan.notes],
    }  # fmt: skip
    return body | {"digest": sha256(_canonical(body)).hexdigest()}


def as_bytes(drawn: Drawn) -> bytes:
    """The only bytes that a file of this draw may hold."""
    return _canonical(as_document(drawn)) + b"\n"


def as_json(each: Chosen) -> dict[str, Any]:
    """One child chosen, as files and other programs see it."""
    said = {"id": each.id, "stratum": each.stratum, "probability": each.probability, "part": each.part}
    return said | {k: v for k, v in (("because", each.because), ("instead_of", each.instead_of)) if v is not None}


def _order_json(order: Order) -> dict[str, Any]:
    return {
        "framework": order.framework, "lists": order.lists, "theme": order.theme,
        "on": order.on.isoformat() if order.on else None, "secret": order.secret.hex() if order.secret else None,
        "seed": order.seed, "tracked": order.tracked, "sampled": order.sampled,
        "changes": [
            {"child": c.child, "reason": c.reason} if c.reason is not None else {"child": c.child, "because": c.because}
            for c in order.changes
        ],
    }  # fmt: skip


def _stratum_json(each: Any) -> dict[str, Any]:
    return {
        "stratum": each.name, "where": {name: list(values) for name, values in each.where.items()},
        "population": each.population, "drawn": each.drawn, "probability": each.probability,
    }  # fmt: skip


def population_bytes(whole: Population) -> bytes:
    """The only bytes that a file of this population may hold."""
    return _canonical(population_json(whole)) + b"\n"


def _canonical(document: Mapping[str, Any]) -> bytes:
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def read_order(content: bytes, *, file: str) -> tuple[Order, bool]:
    """What the document of a draw was asked to do, and whether its digest holds; raises InvalidInput with advice."""
    try:
        document = json.loads(content.decode("utf-8"))
        if document["kind"] != KIND:
            raise ValueError
        digest = document.pop("digest")
        return _order(document["order"]), digest == sha256(_canonical(document)).hexdigest()
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError, InvalidInput):
        raise invalid("file", "Give the file that `sampling draw` wrote; this one was changed", file=file) from None


def _order(order: Mapping[str, Any]) -> Order:
    return Order(
        framework=str(order["framework"]), lists=str(order["lists"]), theme=order["theme"],
        on=date.fromisoformat(order["on"]),
        secret=None if order["secret"] is None else secret_from(order["secret"]), seed=order["seed"],
        tracked=order["tracked"], sampled=order["sampled"], changes=tuple(_changes(order["changes"])),
    )  # fmt: skip


def _changes(made: Iterable[Mapping[str, Any]]) -> Iterable[Change]:
    return (Change(child=c["child"], reason=c.get("reason"), because=c.get("because")) for c in made)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file; raises InvalidInput with advice."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise invalid("file", f"Give the file that `sampling draw` wrote ({error.strerror})", file=str(path)) from None
