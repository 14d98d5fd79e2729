"""On what legal basis may one inspectorate tell another? From one file, each with its citation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("bases.yaml")


@dataclass(frozen=True, kw_only=True)
class Basis:
    """A law or an agreement under which information is shared."""

    id: str
    title: str
    citation: str
    says: str
    url: str
    trust: str
    """``primary``: its text was read; ``contents``: its contents or notes; ``setting``: to be confirmed."""


@cache
def bases() -> dict[str, Basis]:
    """Every basis by its id."""
    import yaml

    found = yaml.safe_load(FILE.read_text(encoding="utf-8"))["bases"]
    return {one["id"]: Basis(**one) for one in found}
