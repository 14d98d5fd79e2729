"""What all tests share."""

import random
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from factories import emptying

emptying.install()

CHANCE = (
    "betavariate", "choice", "choices", "expovariate", "gammavariate", "gauss", "getrandbits", "lognormvariate",
    "normalvariate", "paretovariate", "randbytes", "randint", "random", "randrange", "sample", "seed", "shuffle",
    "triangular", "uniform", "vonmisesvariate", "weibullvariate",
)  # fmt: skip
MAY_KNOW_TODAY = ("joint_inspection.cli",)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes minutes, so that nothing has to wait for it in the end."""
    items.sort(key=lambda each: each.get_closest_marker("long") is None)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """The tests' own database, which begins as a copy of tables that the migrations made."""
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    from factories import tables

    with django_db_blocker.unblock():
        tables.copied(connection.settings_dict)
        made = setup_databases(
            verbosity=0, interactive=False, serialized_aliases=set(), keepdb=connection.vendor == "sqlite"
        )
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True)
def chance_and_today_are_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail a test in which the library draws from the global random generator or looks at the clock."""
    for name in CHANCE:
        monkeypatch.setattr(random, name, _refuse(getattr(random, name), "seed="))
    monkeypatch.setattr(time, "time", _refuse(time.time, "on=", unless=MAY_KNOW_TODAY))


@pytest.fixture
def on_a_working_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Today is a working day for the service, in this process and in the server that a browser talks to: on a day off
    its clock goes on to the next one."""
    from django.utils import timezone

    from joint_inspection.dates import add_working_days

    real, today = timezone.now, timezone.localdate()
    later = add_working_days(today - timedelta(days=1), 1) - today

    def now() -> datetime:
        return real() + later

    monkeypatch.setattr(timezone, "now", now)


def _refuse(real: Callable[..., Any], argument: str, *, unless: tuple[str, ...] = ()) -> Callable[..., Any]:
    def guarded(*positional: Any, **named: Any) -> Any:
        caller = sys._getframe(1).f_globals.get("__name__", "")
        if caller.startswith("joint_inspection.") and not caller.startswith(unless or ("-",)):
            pytest.fail(f"{caller} uses {real.__name__}() of the whole process; pass it as an argument ({argument})")
        return real(*positional, **named)

    return guarded
