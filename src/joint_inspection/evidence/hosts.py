"""Which inspectorate knows an agency of this kind best: its host inspectorate?"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from joint_inspection.frameworks.document import read_document

FILE = Path(__file__).with_name("hosts.yaml")


@cache
def hosts() -> dict[str, str]:
    """The host inspectorate of each kind of agency."""
    return dict(read_document(FILE, begins="hosts and setting").data["hosts"])


def host_of(kind: str, *, among: Iterable[str] = (), otherwise: str = "ofsted") -> str:
    """The host inspectorate of a kind of agency; ``otherwise`` where it is not ``among`` those that take part."""
    host, taking_part = hosts().get(kind, otherwise), set(among)
    return host if not taking_part or host in taking_part else otherwise
