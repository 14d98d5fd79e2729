"""To which group does a child belong: by sex, age, ethnic group, disability or team?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import yaml
from pydantic import Field

from joint_inspection.errors import invalid
from joint_inspection.frameworks.model import Value

if TYPE_CHECKING:
    import pyarrow as pa

FILE = Path(__file__).with_name("groups.yaml")


class Group(Value):
    """Children who have one of some codes, or an age within bounds."""

    title: str
    codes: tuple[str, ...] = ()
    youngest: Annotated[int | None, Field(alias="from")] = None
    oldest: Annotated[int | None, Field(alias="to")] = None

    def takes(self, value: object) -> bool:
        """Whether a child of whom the lists say this belongs to it."""
        if isinstance(value, int) and self.youngest is not None and self.oldest is not None:
            return self.youngest <= value <= self.oldest
        return value in self.codes


class Trait(Value):
    """Something by which children are told apart in groups. Without groups of its own each word is a group."""

    id: str
    title: str
    otherwise: str
    groups: tuple[Group, ...] = ()

    def group(self, value: object) -> str:
        """The title of the group of a child of whom the lists say this."""
        if value is not None and not self.groups:
            return str(value)
        return next((group.title for group in self.groups if group.takes(value)), self.otherwise)

    def in_order(self, found: Iterable[str]) -> tuple[str, ...]:
        """Titles in the order of the file, else of the alphabet; what is not known comes last."""
        titles = [group.title for group in self.groups]
        last = len(titles)
        return tuple(
            sorted(
                set(found),
                key=lambda title: (
                    title == self.otherwise,
                    titles.index(title) if title in titles else last,
                    title,
                ),
            )
        )


@cache
def traits() -> tuple[Trait, ...]:
    """Every way of grouping children."""
    said = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(Trait.model_validate(each) for each in said["traits"])


def trait(trait_id: str) -> Trait:
    """One way of grouping children; raises InvalidInput where there is none of this name."""
    found = next((each for each in traits() if each.id == trait_id), None)
    if found is None:
        raise invalid("by", f"Group children by one of: {', '.join(each.id for each in traits())}; got '{trait_id}'")
    return found


def groups_of(children: pa.Table, by: str) -> Mapping[str, str]:
    """The group of each child of an event table's children, by pseudonym."""
    how = trait(by)
    names, values = children.column("child").to_pylist(), children.column(how.id).to_pylist()
    return {name: how.group(value) for name, value in zip(names, values, strict=True)}
