"""Pages of indicators: public, each with who says which way is better."""

import pytest
from django.test import Client

from joint_inspection.indicators import indicator_register
from web.reading import read

pytestmark = [pytest.mark.on_sqlite, pytest.mark.django_db]


def test_those_with_an_agreed_direction_stand_apart_from_context(client: Client):
    tables = read(client.get("/indicators/")).tables.values()
    directed, context = ([row[0] for row in rows[1:]] for rows in tables)
    every = indicator_register().indicators
    assert directed == [each.title for each in every if not each.is_context_only]
    assert context == [each.title for each in every if each.is_context_only]


def test_each_can_be_read_and_says_that_nobody_set_a_right_level(client: Client):
    for each in indicator_register().indicators:
        page = read(client.get(f"/indicators/{each.id}/"))
        assert page.headings[0] == each.title
        assert ("Nobody set one." in page.text) == (each.right_level is None)
        assert ("Context only" in page.text) == each.is_context_only
