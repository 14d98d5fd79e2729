"""Do two headings, or two ways of writing a code, mean the same words?"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

FILLERS = frozenset({
    "a", "an", "and", "at", "by", "did", "does", "for", "from", "has", "have", "in", "is", "of", "on", "or", "that",
    "the", "their", "they", "this", "to", "was", "were", "with", "y", "n", "yn",
})  # fmt: skip
"""Words that headings gain and lose without meaning anything else."""
SAME_WORD = 0.75
"""How alike two spellings of one word are at least."""
SHORT, SHORT_WORD = 20, 4
"""Letters up to which a heading, or a word, is short."""
FAR_APART = 60.0
"""Per cent of letters in common below which no words are compared."""
NEGATIONS = frozenset({"no", "not", "non", "none", "never", "without", "un"})
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_QUOTES = str.maketrans("", "", "'’‘`´\"“”")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_OTHER = re.compile(r"[^0-9a-z]+")


@lru_cache(maxsize=200_000)
def clean(text: str) -> str:
    """The text without invisible characters and with single spaces, hard spaces and line breaks included."""
    return " ".join(unicodedata.normalize("NFKC", text).translate(_INVISIBLE).split())


@lru_cache(maxsize=200_000)
def plain(text: str) -> str:
    """The words alone, in small letters: without punctuation, accents, quotes and capitals."""
    text = clean(text)
    if " " not in text:
        text = _HUMP.sub(" ", text)
    text = unicodedata.normalize("NFKD", text.translate(_QUOTES).casefold())
    return _OTHER.sub(" ", "".join(each for each in text if not unicodedata.combining(each))).strip()


@lru_cache(maxsize=100_000)
def words(text: str) -> tuple[str, ...]:
    """The words that carry the meaning of a plain text."""
    every = tuple(plain(text).split())
    return tuple(word for word in every if word not in FILLERS) or every


@lru_cache(maxsize=200_000)
def closeness(left: str, right: str) -> float:
    """From 0 to 1: how far the words of two headings are the same, whatever their order and their spelling."""
    if plain(left) == plain(right):
        return 1.0
    if _numbers(left) != _numbers(right) or _far_apart(left, right):
        return 0.0
    joined = _joined(left, right)
    if joined == 1.0:
        return 0.97
    return max(_shared(words(left), words(right)), 0.95 * joined if joined >= 0.9 else 0.0)


def negates(text: str) -> int:
    """How often a text says *not*: two texts that differ in this say opposite things."""
    return sum(word in NEGATIONS or word.startswith("un") for word in plain(text).split())


def ratio(left: str, right: str) -> float:
    """From 0 to 1: how alike two texts are, letter by letter."""
    return fuzz.ratio(left, right) / 100


def _far_apart(left: str, right: str) -> bool:
    """Whether a look at the letters, much faster than at the words, shows that two headings have little in common."""
    return fuzz.ratio(_letters(left), _letters(right), score_cutoff=FAR_APART) == 0


@lru_cache(maxsize=100_000)
def _letters(text: str) -> str:
    return "".join(sorted(plain(text).replace(" ", "")))


def _joined(left: str, right: str) -> float:
    """How alike two short headings, or one in a single word, are when their words are run together."""
    one, other = plain(left).replace(" ", ""), plain(right).replace(" ", "")
    run_together = min(len(words(left)), len(words(right))) == 1
    may = min(len(one), len(other)) >= 6 and (run_together or max(len(one), len(other)) <= SHORT)
    return ratio(one, other) if may or one == other else 0.0


def _alike(one: str, other: str) -> float:
    """How alike two words are; of short ones a single slip is forgiven."""
    alike = ratio(one, other)
    slip = max(len(one), len(other)) <= SHORT_WORD and OSA.distance(one, other, score_cutoff=1) <= 1
    return max(alike, SAME_WORD) if slip and not (one + other).isdigit() else alike


def _shared(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """Words of one text paired with words of the other, best first, as a share of all."""
    if not left or not right:
        return 0.0
    pairs = sorted(
        ((_alike(one, other), i, j) for i, one in enumerate(left) for j, other in enumerate(right)),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    used: tuple[set[int], set[int]] = (set(), set())
    total = 0.0
    for alike, i, j in pairs:
        if alike >= SAME_WORD and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            total += alike
    return 2 * total / (len(left) + len(right))


@lru_cache(maxsize=100_000)
@lru_cache(maxsize=100_000)
def _numbers(text: str) -> tuple[str, ...]:
    return tuple(sorted(re.findall(r"\d+", plain(text))))
