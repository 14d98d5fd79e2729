"""Which framework files come with the package, and what stands on their covers?

The covers (id, version, title, inspectorates, status, dates in force) are read without reading the whole files, so that
a list of frameworks is there at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from joint_inspection.frameworks.document import Loader, read_text

PUBLISHED = Path(__file__).parent / "published"
ON_THE_COVER = ("id", "version", "title", "inspectorates", "status", "in_force")


@dataclass(frozen=True, kw_only=True)
class Cover:
    """What a list of frameworks tells about one version."""

    id: str
    version: str
    title: str
    inspectorates: tuple[str, ...]
    """The lead first."""
    status: str
    start: date | None
    """First day in force."""
    end: date | None
    """Last day in force."""


def published_files() -> tuple[Path, ...]:
    """The files that come with the package, by id and then in the order of their versions."""
    return tuple(sorted(PUBLISHED.rglob("*.yaml"), key=lambda path: (path.parent.name, version_key(path.stem))))


def version_key(version: str) -> list[tuple[int, str]]:
    """Orders versions as a person would: 2 before 10, a year before the same year with letters after it."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.findall(r"\d+|\D+", version)]


def covers() -> tuple[Cover, ...]:
    """The cover of every published version, by id and then in the order of their versions."""
    return tuple(read_cover(path) for path in published_files())


def read_cover(path: Path) -> Cover:
    """The cover of one file; raises InvalidInput, with every problem of the file, where it has none."""
    try:
        return _cover(yaml.load("".join(_blocks(read_text(path))), Loader=Loader))  # noqa: S506 the safe loader, in C
    except (yaml.YAMLError, KeyError, TypeError, AttributeError, ValueError):
        from joint_inspection.frameworks.load import load_framework

        return _cover(load_framework(path).model_dump(by_alias=True))


def _blocks(text: str) -> Iterator[str]:
    for block in re.split(r"^(?=\w)", text, flags=re.MULTILINE):
        if block.partition(":")[0] in ON_THE_COVER:
            yield block


def _cover(data: dict[str, Any]) -> Cover:
    inspectorates = data["inspectorates"]
    partners = (partner["inspectorate"] for partner in inspectorates.get("partners", ()))
    return Cover(
        id=data["id"], version=data["version"], title=data["title"], status=data["status"],
        inspectorates=(inspectorates["lead"], *partners),
        start=data["in_force"].get("from"), end=data["in_force"].get("to"),
    )  # fmt: skip
