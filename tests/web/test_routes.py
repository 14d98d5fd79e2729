"""Every address of the service, asked for by every role."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

import factories
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.accounts.permissions import rule_of
from web.routes import ROUTES, VISITORS

pytestmark = [pytest.mark.on_sqlite, pytest.mark.django_db]


def patterns(resolver: URLResolver, space: str = "") -> Iterator[tuple[str | None, URLPattern]]:
    """Every address with its full name."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        else:
            yield (f"{space}{pattern.name}" if pattern.name else None), pattern


ALL = dict(patterns(get_resolver()))


def test_every_address_has_a_row_and_every_row_an_address():
    assert sorted(map(str, ALL)) == sorted(ROUTES)


def test_every_view_says_who_may_open_it():
    assert [name for name, pattern in ALL.items() if rule_of(pattern.callback) is None] == []


@pytest.mark.parametrize("name", ROUTES)
def test_each_role_gets_what_the_table_says(name: str, everyone: dict[str, Person]):
    row = ROUTES[name]
    address = reverse(name, kwargs=row.kwargs or None)
    clients = {"anonymous": Client()} | {role: factories.signed_in(person) for role, person in everyone.items()}
    assert {visitor: clients[visitor].get(address).status_code for visitor in VISITORS} == row.statuses
