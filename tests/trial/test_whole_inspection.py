"""A whole inspection, its letter and what follows, and 50 people who write 5,000 items, on both databases."""

import pytest

from factories.playing import expect_all_written, expect_played

pytestmark = pytest.mark.trial
ON = pytest.mark.parametrize("on", [(), ("--postgres",)], ids=["sqlite", "postgres"])


@ON
def test_nine_inspectors_and_four_officers_play_a_whole_inspection(on: tuple[str, ...]):
    expect_played("--people", "9", *on, things=180)


@ON
def test_four_inspectorates_judge_publish_and_are_answered_and_a_due_window_moves(on: tuple[str, ...]):
    expect_played(*on, script="play_judgement.py", things=145)


@ON
def test_fifty_people_write_five_thousand_items(on: tuple[str, ...]):
    report = expect_all_written("--people", "50", *on, items=5000)
    assert report["corrected_by_two"] > 100
    assert report["sent_again"] > 100
