"""What follows a published report: received, answered, carried out, looked at again, and asked by the next inspection."""

from datetime import date

import pytest
from django.urls import reverse

import factories
from factories import following
from factories.following import at
from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible
from joint_inspection_web.follow_up import actions, after
from joint_inspection_web.follow_up.reading import as_statement
from web.reading import read

pytestmark = pytest.mark.django_db


def page(inspection, person, name="front", **more):
    """A page as somebody reads it."""
    response = factories.signed_in(person).get(reverse(f"follow_up:{name}", kwargs={"ref": inspection.ref, **more}))
    assert response.status_code == 200
    return read(response)


def test_the_whole_story():
    made = following.whole_story()
    lead = made.seats.get(role="lead_inspector").person
    shown = page(made, lead)
    assert shown.tables["Actions"] == []
