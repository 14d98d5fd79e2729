"""What does somebody on the team bring to an inspection? A later part of the service knows, and tells it here.

An agency inspected reads of each seat its role and this, and no name but that of who leads.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from joint_inspection_web.inspections.models import Inspection

Reader: TypeAlias = Callable[[Inspection], Mapping[int, str]]
"""For each seat, by its key: from where somebody comes and what they know, in words."""

_readers: list[Reader] = []


def know_expertise(reader: Reader) -> None:
    """Let the part that keeps what people know say so."""
    if reader not in _readers:
        _readers.append(reader)


def expertise(inspection: Inspection) -> dict[int, str]:
    """From where each on the team comes, and what they know."""
    return {seat: says for reader in _readers for seat, says in reader(inspection).items()}
