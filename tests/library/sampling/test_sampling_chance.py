"""The chance of a draw: fair, repeatable, and as its description says."""

import hmac
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from joint_inspection.sampling.chance import chance_of, secret_of_seed, systematic, written

CHANCE = chance_of(secret_of_seed(1), "a test")


def test_a_ticket_is_what_the_description_says():
    """Worked out again with nothing but the standard library."""

    def label(text):
        return len(text.encode()).to_bytes(4, "big") + text.encode()

    secret = bytes(range(32))
    key = hmac.new(secret, label("joint-inspection draw 1") + label("lists") + label("é"), sha256).digest()
    expected = hmac.new(key, label("child") + label("K1"), sha256).digest()
    assert chance_of(secret, "lists", "é").ticket("child", "K1") == expected


def test_a_published_vector_stays_the_same():
    """Whoever drew in the past must be able to repeat it: this never changes."""
    ticket = chance_of(bytes(32), "lists", "framework@1", "").ticket("child", "K1")
    assert ticket.hex() == "52a18680791431a8bc12c7ee1b64fa506bb7fec972fadac08f5ac5ba85d93022"


@given(st.lists(st.text(max_size=3), max_size=4), st.lists(st.text(max_size=3), max_size=4))
def test_labels_never_run_into_each_other(one, other):
    assert (written(one) == written(other)) == (one == other)


@pytest.mark.parametrize("number", [1, 2, 3, 7, 10])
def test_numbers_are_equally_likely(number):
    times = 700 * number
    seen = [CHANCE.below(number, "number", str(n)) for n in range(times)]
    expected = times / number
    distance = sum((seen.count(value) - expected) ** 2 / expected for value in range(number))
    assert set(seen) == set(range(number))
    assert distance < number + 5 * (2 * number) ** 0.5


def test_every_order_is_equally_likely():
    orders = ["".join(CHANCE.order("abc", str(n), name=str)) for n in range(3000)]
    assert {order: 400 < orders.count(order) < 600 for order in set(orders)} == dict.fromkeys(
        ("abc", "acb", "bac", "bca", "cab", "cba"), True
    )


@pytest.mark.parametrize(("size", "number"), [(10, 3), (7, 7), (5, 1), (12, 5), (3, 9), (4, 0)])
def test_a_systematic_draw_takes_each_thing_equally_often(size, number, monkeypatch):
    """Of every possible start once: each thing is taken as often as every other."""
    taken = []
    for start in range(size):
        monkeypatch.setattr(type(CHANCE), "below", lambda *_, start=start: start)
        drawn = systematic(range(size), number, chance=CHANCE, label="start")
        assert len(drawn) == len(set(drawn)) == min(number, size)
        taken += drawn
    assert {thing: taken.count(thing) for thing in range(size)} == dict.fromkeys(range(size), min(number, size))


def test_another_secret_another_order():
    assert chance_of(secret_of_seed(1), "x").key != chance_of(secret_of_seed(2), "x").key
    assert chance_of(secret_of_seed(1), "x").key != chance_of(secret_of_seed(1), "y").key
