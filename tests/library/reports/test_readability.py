"""Is the reading age the published formula's, and does it rise with longer words and longer sentences?"""

import pytest

from joint_inspection.reports.readability import grade, number_of_words, reading_age


def test_the_example_of_the_authors():
    """Coleman and Liau (1975) give their own abstract: 537 letters and 4.20 sentences in 100 words, grade 14.5."""
    assert round(grade(537, 4.20), 1) == 14.5


@pytest.mark.parametrize(
    ("sentences", "letters", "ends", "words"),
    [
        (["Go to it."], 6, 1, 3),
        (["One. Two! Three?", "Four"], 15, 4, 4),
        (["Don’t go at 12.30, she said."], 19, 1, 6),
    ],
)
def test_letters_words_and_sentences_are_counted(sentences, letters, ends, words):
    assert number_of_words(sentences) == words
    assert reading_age(sentences) == grade(100 * letters / words, 100 * ends / words) + 5


def test_nothing_is_read_at_any_age():
    assert reading_age([]) == 0.0


def test_long_words_and_long_sentences_are_read_later():
    easy = ["We came to see you.", "You can talk to us."]
    joined = ["We came to see you and you can talk to us."]
    hard = ["Inspectors visited establishments.", "Communication possibilities exist."]
    assert reading_age(easy) < reading_age(joined) < reading_age(hard)
