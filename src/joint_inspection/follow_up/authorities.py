"""Who is asked for the statement of action: which body, or which office of one?

The law lets any person or body be the principal authority. It is told as a body and an office, so that nothing has to
be typed freely and no person's name is kept; an office may act for others who delegated it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from joint_inspection.errors import Problem
from joint_inspection.evidence.model import Body
from joint_inspection.follow_up.part import Code, Part
from joint_inspection.frameworks.advice import unknown
from joint_inspection.frameworks.document import read_document
from joint_inspection.frameworks.model import Id

FILE = Path(__file__).with_name("authorities.yaml")


class Authority(Part):
    """A body, an office of a body, or an officer whom only the letter names."""

    body: Code | None = None
    office: Id | None = None
    delegated_by: tuple[Authority, ...] = ()
    """For whom the office acts."""


@cache
def offices() -> dict[str, dict[str, str]]:
    """The offices of each kind of body, in words."""
    data = read_document(FILE, begins="offices").data
    return {kind: {**own, **data["any_body"]} for kind, own in data["offices"].items()}


@cache
def offices_of_any_body() -> dict[str, str]:
    """Offices that need no body."""
    return dict(read_document(FILE, begins="offices").data["any_body"])


def check_authority(authority: Authority, bodies: Iterable[Body], *, where: str = "to") -> tuple[Problem, ...]:
    """Everything wrong with who is asked."""
    return tuple(_check(authority, {each.code: each.kind for each in bodies}, where))


def _check(authority: Authority, kinds: dict[str, str], where: str) -> Iterator[Problem]:
    kind = kinds.get(authority.body or "")
    if authority.body is None and authority.office not in offices_of_any_body():
        yield Problem(where=f"{where}.body", says="Say which body is asked")
    elif authority.body is not None and kind in (None, "inspectorate"):
        says = f"The report does not go to {authority.body}: name a body that receives it"
        yield Problem(where=f"{where}.body", says=says)
    elif kind and authority.office and authority.office not in offices().get(kind, offices_of_any_body()):
        says = unknown("office", authority.office, offices().get(kind, {}))
        yield Problem(where=f"{where}.office", says=says)
    for number, each in enumerate(authority.delegated_by):
        inside = f"{where}.delegated_by.{number}"
        if each.delegated_by:
            yield Problem(where=inside, says="Who delegated it acts for nobody else here: leave that out")
        if each.body == authority.body and each.office == authority.office:
            yield Problem(where=inside, says="Nobody delegates to themselves: take it out")
        yield from _check(each.model_copy(update={"delegated_by": ()}), kinds, inside)


def in_words(authority: Authority, bodies: Iterable[Body]) -> str:
    """Who is asked, in words: ``Chair, Elmshire partnership, for Chief constable, Elmshire police``."""
    known = {each.code: each for each in bodies}
    body = known.get(authority.body or "")
    office = (offices().get(body.kind, {}) if body else offices_of_any_body()).get(authority.office or "")
    parts = [part for part in (office, body.name if body else authority.body) if part]
    behalf = " and ".join(in_words(each, known.values()) for each in authority.delegated_by)
    return ", ".join(parts) + (f", for {behalf}" if behalf else "")
