"""Where does the chance of a draw come from, so that nobody can steer it and anybody can repeat it?

Everything is worked out from a secret with HMAC-SHA256, so that another program can repeat it:

- a *label* is written as its length in bytes (4 bytes, big-endian) and its UTF-8 bytes;
- the *key* of a draw is HMAC(secret, the text ``joint-inspection draw 1`` and what the draw is about, as labels);
- a *ticket* is HMAC(key, labels): 32 bytes, as good as random to whoever lacks the secret. Whoever has the smallest
  tickets is drawn; two tickets are never equal;
- a *number below n* is a ticket with a counter as its last label, read as a big-endian integer, thrown away while it
  is not below the largest multiple of n that fits into 256 bits, then divided by n: the remainder.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from typing import TypeVar

T = TypeVar("T")
SPACE = 2**256


@dataclass(frozen=True, kw_only=True, repr=False)
class Chance:
    """The chance of one draw; the same key gives the same draw."""

    key: bytes

    def ticket(self, *labels: str) -> bytes:
        """The ticket of whatever the labels name."""
        return hmac.digest(self.key, written(labels), "sha256")

    def below(self, number: int, *labels: str) -> int:
        """A number from 0 to ``number`` - 1, each equally likely."""
        limit = SPACE - SPACE % number
        values = (int.from_bytes(self.ticket(*labels, str(n)), "big") for n in count())
        return next(value for value in values if value < limit) % number

    def order(self, things: Iterable[T], *labels: str, name: Callable[[T], str]) -> list[T]:
        """The things in order of their tickets, every order equally likely; names must differ."""
        return sorted(things, key=lambda thing: self.ticket(*labels, name(thing)))


def chance_of(secret: bytes, *about: str) -> Chance:
    """The chance that a secret gives to the draw about something."""
    return Chance(key=hmac.digest(secret, written(("joint-inspection draw 1", *about)), "sha256"))


def secret_of_seed(seed: int) -> bytes:
    """The secret that stands for a seed: it repeats a draw and hides nothing."""
    return sha256(written(("joint-inspection seed 1", str(seed)))).digest()


def systematic(things: Sequence[T], number: int, *, chance: Chance, label: str) -> list[T]:
    """So many things, evenly spread over their order from a start drawn by chance; each is equally likely.

    With N things, the k-th (from 0) is taken where ``start + i·N`` falls into ``[k·number, (k + 1)·number)`` for some
    i; the start is a number below N.
    """
    number = min(number, len(things))
    if not number:
        return []
    start = chance.below(len(things), label)
    return [things[(start + each * len(things)) // number] for each in range(number)]


def written(labels: Iterable[str]) -> bytes:
    """Labels as bytes that no other labels give."""
    return b"".join(len(each.encode()).to_bytes(4, "big") + each.encode() for each in labels)
