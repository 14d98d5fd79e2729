"""Could this sentence tell who a child is?

Dates, names, pseudonyms, addresses and numbers that belong to one person are looked for by rule; traits are looked up
together in the counts of the area's children. A rule finds what it knows: two people still read every sentence before
it goes out. No problem repeats what was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from joint_inspection.disclosure import THRESHOLD
from joint_inspection.errors import Problem
from joint_inspection.inspections.said import MONTHS
from joint_inspection.record.report import Group
from joint_inspection.reports.facts import WORDS
from joint_inspection.reports.settings import report_settings

_MONTH = "|".join(f"{month}|{month[:3]}" for month in MONTHS)
EXACT_DAY = "An exact date can tell which child this is: write the month and year, or how long it took"
PATTERNS = {
    EXACT_DAY: re.compile(
        rf"\b\d{{4}}-\d\d-\d\d\b|\b\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}\b|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?"
        rf"(?:{_MONTH})\b|\b(?:{_MONTH})\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?!\s*\d)"
        rf"|\b(?!month\b)(?:\w+-)?(?:first|second|third|\w+th)\s+of\s+(?:{_MONTH})\b"
    ),
    "A date of birth never stands in a report: take it out": re.compile(
        r"\bborn\b|\bdate of birth\b|\bDOB\b|\bbirthday\b", re.IGNORECASE
    ),
    "This looks like an address or a postcode: take it out": re.compile(
        r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b|\b\d+[a-z]?\s+[A-Z][a-z]+\s+(?:Road|Street|Avenue|Lane|Close|Drive|Way)\b"
    ),
    "This looks like a number or an address of one person: take it out": re.compile(
        r"\b\d{3}[ -]?\d{3}[ -]?\d{4}\b|\b0\d{9,10}\b|[\w.+-]+@[\w-]+\.\w+|\b[A-Z]{2}\d{6}[A-D]\b"
    ),
    "These look like somebody's initials: take them out": re.compile(r"\b[A-Z]\.\s?[A-Z]\.(?!\w)|\bChild [A-Z]{1,2}\b"),
}
"""What is wrong, by what it looks like."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NAMELIKE = re.compile(r"[A-Z][a-zà-ÿ]+(?:['’-][A-Za-zà-ÿ]+)*")
_PRONOUNS = frozenset({"he", "she", "they", "it", "we", "one", "this", "that", "who", "each", "both", "i", "dr", "no"})
_AFTER_NAME = {"was", "is", "has", "had", "told", "said", "and", "who", "went", "lives", "lived", "says", "does", "did"}


def looks_identifying(text: str, *, days: bool = True) -> Iterator[str]:
    """What could be a date, an address or a number of one person, as advice; ``days`` of a plan are nobody's."""
    yield from (says for says, pattern in PATTERNS.items() if (days or says != EXACT_DAY) and pattern.search(text))


def names_a_pseudonym(text: str, pseudonyms: Iterable[str]) -> bool:
    """Whether a pseudonym of the record stands in the text, with hyphens or without."""
    said = f" {' '.join(_WORD.findall(text.lower().replace('-', ' ')))} "
    plain = f" {' '.join(re.findall(r'[^ ]+', re.sub(r'[^a-z0-9]+', ' ', text.lower())))} "
    wanted = (re.sub(r"[^a-z0-9]+", " ", each.lower()).strip() for each in pseudonyms)
    return any(f" {each} " in said or f" {each} " in plain for each in wanted if each)


def name_like(text: str, *, proper: frozenset[str], ordinary: frozenset[str]) -> tuple[int, ...]:
    """The places of words, counted from 1, that could be somebody's name.

    ``proper`` names known to be nobody's; ``ordinary`` words may begin a sentence with their capital letter.
    """
    words, found = list(_WORD.finditer(text)), []
    for place, match in enumerate(words):
        word, base = match.group(), re.sub(r"['’]s?$", "", match.group())
        if not _NAMELIKE.fullmatch(word) or base.lower() in proper:
            continue
        unknown = base.lower() not in ordinary | _PRONOUNS and (word != base or _acts(words, place))
        if unknown or not begins_a_sentence(text, match.start()):
            found.append(place + 1)
    return tuple(found)


def begins_a_sentence(text: str, at: int) -> bool:
    """Whether a capital letter is due at this place."""
    before = text[:at].rstrip(" \"“‘('")
    return not before or before.endswith((".", "?", "!", ":"))


def capitals_in(texts: Iterable[str]) -> frozenset[str]:
    """Words that stand with a capital letter where none is due, in small letters: proper names that are known."""
    return frozenset(
        re.sub(r"['’]s?$", "", match.group()).lower()
        for text in texts
        for match in _WORD.finditer(text)
        if match.group()[0].isupper() and not begins_a_sentence(text, match.start())
    )


def words_in(texts: Iterable[str]) -> frozenset[str]:
    """Every word that stands in small letters."""
    return frozenset(word for text in texts for word in _WORD.findall(text) if word[0].islower())


def _acts(words: list[re.Match[str]], place: int) -> bool:
    """Whether the next word is one of those that follow a name."""
    return place + 1 < len(words) and words[place + 1].group() in _AFTER_NAME


def traits_in(text: str) -> tuple[str, ...]:
    """What a text tells of a child: ``age:7``, ``sex:girl``."""
    lower, found = " ".join(text.lower().split()), []
    for trait, pattern in _traits().items():
        if pattern.search(lower):
            found.append(trait)
    said = (match[1] or match[2] for match in _AGES.finditer(lower))
    ages = {_age(each) for group in said for each in re.findall(_ONE, group)}
    youngest, oldest = report_settings().traits.ages
    return (*(f"age:{age}" for age in sorted(ages) if youngest <= age <= oldest), *found)


_ONE = rf"(?:\d{{1,2}}|{'|'.join(WORDS[1:])})"
_AGES = re.compile(
    rf"\b({_ONE})½?[- ]years?[- ]old\b"
    rf"|\b(?:aged?|ages)\s+(?:of\s+|only\s+)?({_ONE}½?(?:(?:,|,?\s+and|\s+or)\s+{_ONE}½?)*)(?![\w½])(?!\s*(?:to|–|-)\s*\d)"
)
"""An age, or several one after the other; *aged 7 to 15* is a range, and tells of nobody."""


def _age(said: str) -> int:
    return int(said) if said.isdecimal() else WORDS.index(said)


@cache
def _traits() -> dict[str, re.Pattern[str]]:
    return {
        trait: re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?![\w-])")
        for trait, words in report_settings().traits.words.items()
    }


def check_traits(text: str, groups: Iterable[Group]) -> Iterator[Problem]:
    """Whether what is told of a child is true of enough children of the area that nobody is recognised.

    As many as have more traits have fewer; as few as have fewer traits have more.
    """
    told = frozenset(traits_in(text))
    if not told:
        return
    counted = [(frozenset(each.traits), each.children) for each in groups]
    if any(traits <= told and children < THRESHOLD for traits, children in counted):
        says = f"Fewer than {THRESHOLD} children of the area are like this ({_with(told)}): leave a detail out"
        yield Problem(where="text", says=says)
    elif len(told) > 1 and not any(traits >= told for traits, _ in counted):
        yield Problem(where="text", says=(
            f"Two details together can single a child out ({_with(told)}): leave one out, or give under "
            "'population' how many children of the area are like this"
        ))  # fmt: skip


def _with(traits: Iterable[str]) -> str:
    return " with ".join(sorted(traits))
