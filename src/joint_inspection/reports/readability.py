"""At what age does a text read easily?

By the formula of Coleman and Liau (1975), from letters and sentences alone: 0.0588 L - 0.296 S - 15.8, where L is the
number of letters and S the number of sentences in a hundred words. It gives a school grade of the United States; a
child is about five years older than the number of the grade. A formula knows long words and long sentences, not sense.
"""

from __future__ import annotations

import re

OLDER = 5
"""Years between a grade and the age of a child in it."""
_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_END = re.compile(r"[.!?]+(?=\s|$|[\"”')])")


def grade(letters_per_100: float, sentences_per_100: float) -> float:
    """The school grade, from letters and sentences in a hundred words."""
    return 0.0588 * letters_per_100 - 0.296 * sentences_per_100 - 15.8


def reading_age(sentences: list[str]) -> float:
    """The age in years at which these sentences read easily; each counts as one sentence at least."""
    words = [word for sentence in sentences for word in _WORD.findall(sentence)]
    letters = sum(character.isalnum() for word in words for character in word)
    ends = sum(max(1, len(_END.findall(sentence))) for sentence in sentences)
    if not words:
        return 0.0
    return grade(100 * letters / len(words), 100 * ends / len(words)) + OLDER


def number_of_words(sentences: list[str]) -> int:
    """How many words there are."""
    return sum(len(_WORD.findall(each)) for each in sentences)
