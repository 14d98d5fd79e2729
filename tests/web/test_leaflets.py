"""Leaflets and surveys can be read by those for whom they are: worked out by a published formula."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from joint_inspection_web.voices.leaflets import leaflet, readers
from joint_inspection_web.voices.texts import texts

JARGON = ("multi-agency", "safeguarding", "criterion", "evidence", "framework", "statutory", "confidential", "data")


def grade(text: str) -> float:
    """The school year of the United States in which a text is read: the automated readability index (Senter and Smith,
    1967), from the length of words and of sentences. Five years more is the age."""
    words = re.findall(r"[\w’'-]+", text)
    sentences = len(re.findall(r"[.!?](?:\s|$)", text)) or 1
    letters = sum(map(len, words))
    return 4.71 * letters / len(words) + 0.5 * len(words) / sentences - 21.43


def test_the_formula_agrees_with_a_text_worked_out_by_hand():
    assert grade("The cat sat on the mat. It was a big cat.") == 4.71 * 29 / 11 + 0.5 * 11 / 2 - 21.43


@pytest.mark.parametrize(("who", "oldest"), [("children", 9), ("families", 12), ("staff", 12)])
def test_a_leaflet_can_be_read_by_those_for_whom_it_is(who, oldest):
    assert grade(leaflet(who).text) + 5 <= oldest
    assert [word for word in JARGON if word in leaflet(who).text.lower()] == []


@pytest.mark.parametrize(("kind", "oldest"), [("children", 9), ("families", 12)])
def test_a_survey_can_be_read_by_those_whom_it_asks(kind, oldest):
    said = texts(kind)
    assert grade(" ".join([said.intro, said.words, *said.questions.values()])) + 5 <= oldest


@pytest.mark.django_db
@pytest.mark.parametrize("who", readers())
def test_a_leaflet_says_what_it_has_to_say_to_anybody(who):
    page = Client().get(reverse("heard:leaflet", kwargs={"who": who})).content.decode()
    assert [word for word in ("stop at any time", "code", "999", "without your name") if word not in page] == (
        ["without your name"] if who == "children" else []
    )
    assert "Sign in" not in page


def test_a_language_that_a_leaflet_lacks_is_in_english():
    assert leaflet("children", "xx") == leaflet("children")
