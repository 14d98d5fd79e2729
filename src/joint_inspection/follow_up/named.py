"""Which agencies do the words of a point name?"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from joint_inspection.frameworks.document import read_document

FILE = Path(__file__).with_name("named.yaml")


def agencies_named(text: str) -> tuple[str, ...]:
    """The kinds of agency that a text names, in the order in which it first does."""
    found = {kind: match.start() for kind, words in _words().items() if (match := words.search(text))}
    return tuple(sorted(found, key=lambda kind: found[kind]))


@cache
def _words() -> dict[str, re.Pattern[str]]:
    data = read_document(FILE, begins="words and setting").data
    return {
        kind: re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in words)})\b", re.IGNORECASE)
        for kind, words in data["words"].items()
    }
