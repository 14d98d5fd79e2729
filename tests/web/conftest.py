"""What tests of the service share."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

import factories
from joint_inspection_web.accounts.models import Person


@pytest.fixture
def everyone(db: None) -> dict[str, Person]:
    """One person a role, and a stranger."""
    return factories.one_of_each()


@pytest.fixture
def client_of(db: None) -> Callable[..., Client]:
    """``client_of("planner")``: a browser in which a new person with this role is signed in."""

    def make(role: str | None, **more: str) -> Client:
        return factories.signed_in(factories.person(role, **more))

    return make


@pytest.fixture(autouse=True)
def nothing_remembered(request: pytest.FixtureRequest) -> None:
    """Rate limits and used codes of one test are forgotten before the next."""
    if {"db", "transactional_db", "live_server"} & set(request.fixturenames):
        request.getfixturevalue("transactional_db" if "transactional_db" in request.fixturenames else "db")
        cache.clear()
