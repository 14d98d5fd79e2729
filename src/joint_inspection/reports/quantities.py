"""Does each *most*, *some* and *few* stand for a count that is given with the sentence?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from joint_inspection.disclosure import THRESHOLD
from joint_inspection.errors import Problem
from joint_inspection.record.report import Count, Sentence
from joint_inspection.reports.settings import report_settings


def quantities_in(text: str) -> tuple[str, ...]:
    """The words of quantity in a text, in small letters, each as often as it stands there."""
    found = (match.group().lower() for match in _pattern().finditer(" ".join(text.split())))
    return tuple(word for word in found if word not in report_settings().quantities.not_meant)


@cache
def _pattern() -> re.Pattern[str]:
    """Longer phrases first: *a small number* before *a*, *at most* before *most*."""
    quantities = report_settings().quantities
    words = {word for each in quantities.words for word in each.says} | {*quantities.not_meant}
    longest = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{longest})(?![\w-])", re.IGNORECASE)


def check_quantities(sentence: Sentence) -> Iterator[Problem]:
    """Everything wrong with a sentence's words of quantity and the counts given for them."""
    said, given = list(quantities_in(sentence.text)), list(sentence.counts)
    none = 0 in sentence.facts.values()
    for word in said:
        if not (none and _is_none(word)) and all(each.word.lower() != word for each in given):
            says = f"Give the count and of how many for '{word}', or write the number instead"
            yield Problem(where="counts", says=says)
    for number, each in enumerate(given):
        yield from (Problem(where=f"counts.{number}.{p.where}", says=p.says) for p in _check(each, said))


def _is_none(word: str) -> bool:
    """Whether a word says that there is none: a number of the inspection that is nought counts it."""
    meant = report_settings().quantities.of(word)
    return meant is not None and meant.fits(0, 1) and not meant.fits(1, 100)


def _check(count: Count, said: list[str]) -> Iterator[Problem]:
    word = count.word.lower()
    meant = report_settings().quantities.of(word)
    if meant is None or word not in said:
        yield Problem(where="word", says=f"'{count.word}' is no word of quantity of this sentence: take the count out")
    elif count.count > count.of:
        yield Problem(where="count", says="More were counted than there are; correct one of the two")
    elif not meant.fits(count.count, count.of):
        says = f"{count.count} of {count.of} is not '{word}' ({meant.in_words}): use another word, or correct the count"
        yield Problem(where="count", says=says)
    if count.in_area and (0 < count.count < THRESHOLD or 0 < count.of - count.count < THRESHOLD):
        says = f"Fewer than {THRESHOLD} children of the area could be recognised by this: write it without a count"
        yield Problem(where="in_area", says=says)
