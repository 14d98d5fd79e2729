"""Are seeded contradictions found, each once, and nothing else?"""

import random
from datetime import timedelta

import pytest

from factories.evidence import NOON, framework, item
from joint_inspection.evidence.contradictions import contradiction_id, find

PRAISE = {"direction": "strength"}


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (PRAISE, True),
        ({}, False),
        ({"direction": "context"}, False),
        (PRAISE | {"strength": "slight"}, False),
        (PRAISE | {"about": "health"}, False),
        (PRAISE | {"criterion": "led"}, False),
        (PRAISE | {"by_adviser": True}, False),
        (PRAISE | {"speaker": "agency", "speaker_agency": "police", "directness": "told_by_another"}, False),
        (PRAISE | {"speaker": "agency", "speaker_agency": "council", "directness": "told_by_subject"}, True),
    ],
)
def test_what_contradicts_blame(other, found):
    assert bool(find([item("a"), item("b", **other)], framework())) == found


def test_praise_and_blame_of_one_process_by_two_inspectorates_comes_first():
    items = [
        item("a", criterion="led", strength="strong"), item("b", criterion="led", strength="strong", **PRAISE),
        item("c"), item("d", inspectorate="cqc", **PRAISE), item("e", strength="strong", **PRAISE),
    ]  # fmt: skip
    first, second = find(items, framework())
    assert (first.criteria, first.praise, first.blame, first.by_two_inspectorates) == (
        ("heard",), ("e", "d"), ("c",), True,
    )  # fmt: skip
    assert (second.criteria, second.by_two_inspectorates, second.one_child) == (("led",), False, False)
    assert first.id == contradiction_id("heard", "council")


def test_two_criteria_that_share_a_third_are_one_practice():
    shared = framework("listening", "leading")
    (found,) = find([item("a"), item("b", criterion="led", **PRAISE)], shared)
    assert (found.criteria, found.shared) == (("heard", "led"), "leading")
    assert find([item("a"), item("b", criterion="led", **PRAISE)], framework()) == ()


def test_what_one_criterion_holds_is_not_found_again_under_the_shared_one():
    shared = framework("listening")
    found = find([item("a"), item("b", **PRAISE), item("c", criterion="led", **PRAISE)], shared)
    assert [each.shared for each in found] == [None]


def test_one_child_of_whom_opposites_are_said():
    (found,) = find([item("a", child="ash"), item("b", child="ash", **PRAISE)], framework())
    assert found.one_child
    (found,) = find([item("a", child="ash"), item("b", child="oak", **PRAISE), item("c", **PRAISE)], framework())
    assert not found.one_child


def test_the_order_is_the_same_however_the_items_come():
    items = [
        item(f"{n}", criterion="heard" if n % 2 else "led", inspectorate="cqc" if n % 3 else "ofsted",
             direction="strength" if n % 5 < 2 else "weakness", noted_at=NOON + timedelta(minutes=n % 7),
             about="council" if n % 4 else "health")
        for n in range(60)
    ]  # fmt: skip
    expected = find(items, framework())
    for seed in range(5):
        assert find(random.Random(seed).sample(items, len(items)), framework()) == expected
    assert len({each.id for each in expected}) == len(expected) == 3
