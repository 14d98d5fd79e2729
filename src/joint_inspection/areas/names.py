"""Which area does somebody mean by a name?

People write "Bristol", "City of Bristol", "Bristol City Council" and "Bristol, City of" for the same area. Names are
compared without case, accents, punctuation and the words that only say what kind of council it is.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

KIND_OF_COUNCIL = re.compile(
    r"\b(city of|county of|royal borough of|london borough of|metropolitan borough of|borough of|the|"
    r"(metropolitan |royal )?(city|county|borough|district)( and (district|county))?( borough)? council|"
    r"council|unitary authority|local authority)\b"
)


def plain_name(name: str) -> str:
    """The name's words in lower case, ``&`` written out, without accents or punctuation."""
    letters = unicodedata.normalize("NFKD", name.casefold()).replace("&", " and ")
    letters = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", letters.replace("'", "").replace("’", "")).split())


def bare_name(name: str) -> str:
    """The plain name without brackets and the words for a kind of council; empty if nothing else is left."""
    words = plain_name(re.sub(r"\([^)]*\)", " ", name))
    return " ".join(KIND_OF_COUNCIL.sub(" ", words).split())


def near_misses(name: str, names: Iterable[str], *, most: int = 5) -> list[str]:
    """The names that come closest: those that have its words in them first, then those spelt much like it."""
    known = {bare_name(each) or plain_name(each): each for each in names}
    asked = bare_name(name) or plain_name(name)
    inside = [key for key in known if asked and f" {asked}" in f" {key}"]
    alike = difflib.get_close_matches(asked, known, n=most, cutoff=0.7)
    return [known[key] for key in dict.fromkeys([*sorted(inside), *alike])][:most]
