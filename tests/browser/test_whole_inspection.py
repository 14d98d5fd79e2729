"""Story: a whole inspection in short, everybody at once in real browsers; and several people who write at once.

Each is told on one database here, and at full size on both databases in the trial.
"""

import pytest

from factories.playing import expect_all_written, expect_played

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.long]


def test_three_inspectors_and_two_officers_play_a_whole_inspection():
    expect_played("--people", "3", things=105)


def test_five_people_write_and_correct_at_once():
    report = expect_all_written("--people", "5", "--seed", "2", items=100)
    assert report["corrected_by_two"] > 0
    assert report["sent_again"] > 0
    assert all(found["times"] for found in report["milliseconds_of_pages"].values())
