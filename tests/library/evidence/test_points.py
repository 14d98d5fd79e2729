"""What may be put to an agency: its own practice, on what was seen of it or told by it, and nobody else's opinion."""

import pytest

from factories.evidence import COUNCIL, HEALTH, POLICE, item
from joint_inspection.evidence.replies import RUN, check_point, may_be_shown

OTHERS = (HEALTH, POLICE)
SEEN = item()


def says(text, *, shown=(SEEN,), heard=()):
    """Where something is wrong with a point put to the council."""
    return [problem.where for problem in check_point(text, about=COUNCIL, shown=shown, others=OTHERS, heard=heard)]


@pytest.mark.parametrize(
    "text",
    [
        "The police say that you never come",
        "Police officers told us that plans are late",
        "Health visitors have often told inspectors that nobody answers",
        "According to the police you are slow",
        "In the view of health services, thresholds are too high",
        "The police’s view is that you are slow",
        "Elmshire health board believes that plans are late",
        "Partner agencies feel that you do not listen",
        "Other professionals are frustrated by your front door",
        "In the opinion of your local hospital, nobody listens",
    ],
)
def test_what_another_agency_says_or_thinks_is_no_point(text):
    assert says(text) == ["text"]


@pytest.mark.parametrize(
    "text",
    [
        "In three of five records the plan came after the day it was due.",
        "The police sent a notification on 3 March; the record shows no answer until 12 March.",
        "Social workers told us that they had not seen the plan.",
        "Your own audit says that plans are late.",
        "We saw no police officer at the strategy meeting of 3 March, and nobody asked for one.",
        "The school was not invited to the conference.",
    ],
)
def test_what_was_seen_or_the_agency_said_itself_may_be_put(text):
    assert says(text) == []


def test_words_that_another_agency_used_are_not_repeated():
    told = item(speaker="agency", speaker_agency="police", directness="told_by_another",
                text="They never come to our strategy meetings, whatever we do")  # fmt: skip
    own = item(speaker="agency", speaker_agency="council", directness="told_by_subject", text=told.text)
    repeated = "You never come to our strategy meetings whatever we do"
    assert says(repeated, heard=[told]) == ["text"]
    assert says(repeated, heard=[own]) == []
    shorter = " ".join(told.text.replace(",", "").split()[: RUN - 1])
    assert says(shorter, heard=[told]) == []


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        ({}, True),
        ({"speaker": "published"}, True),
        ({"speaker": "agency", "speaker_agency": "council", "directness": "told_by_subject"}, True),
        ({"speaker": "agency", "speaker_agency": "police", "directness": "told_by_another"}, False),
        ({"speaker": "agency", "speaker_agency": "police", "directness": "told_by_another", "first_hand": True}, False),
        ({"speaker": "child", "directness": "told_by_subject"}, False),
        ({"speaker": "family", "directness": "told_by_subject"}, False),
        ({"speaker": "whistleblower", "directness": "told_by_another"}, False),
        ({"about": "health"}, False),
        ({"by_adviser": True}, False),
        ({"box": "hmicfrs"}, False),
    ],
)
def test_which_items_an_agency_is_told_of(shown, expected):
    assert may_be_shown(item(**shown), COUNCIL) is expected
    assert says("Plans are late", shown=[item(**shown)]) == ([] if expected else ["shown"])


def test_a_point_says_something_and_rests_on_something():
    assert says(" ", shown=()) == ["text", "shown"]


def test_no_problem_quotes_the_text():
    text = "The police say that Gwendolen was not seen"
    problems = check_point(text, about=COUNCIL, shown=(SEEN,), others=OTHERS)
    assert [word for problem in problems for word in ("Gwendolen", "police") if word in problem.says] == []
