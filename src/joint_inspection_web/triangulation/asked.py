"""Was a tracked child asked to speak with inspectors? A later part of the service knows, and tells it here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from joint_inspection_web.inspections.models import Inspection

Reader: TypeAlias = Callable[[Inspection, Iterable[str]], Mapping[str, str]]
"""What each of some children said when they were asked, by pseudonym; only those who were."""

_readers: list[Reader] = []


def know_asked(reader: Reader) -> None:
    """Let the part that keeps consents say who was asked."""
    if reader not in _readers:
        _readers.append(reader)


def asked(inspection: Inspection, children: Iterable[str]) -> dict[str, str]:
    """What children said when they were asked to take part."""
    children = tuple(children)
    return {child: said for reader in _readers for child, said in reader(inspection, children).items()}
