"""What all tests share."""

import random
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest

from factories import emptying

emptying.install()

CHANCE = (
    "betavariate", "choice", "choices", "expovariate", "gammavariate", "gauss", "getrandbits", "lognormvariate",
    "normalvariate", "paretovariate", "randbytes", "randint", "random", "randrange", "sample", "seed", "shuffle",
    "triangular", "uniform", "vonmisesvariate", "weibullvariate",
)  # fmt: skip
MAY_KNOW_TODAY = ("joint_inspection.cli",)


@pytest.fixture(autouse=True)
def chance_and_today_are_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail a test in which the library draws from the global random generator or looks at the clock."""
    for name in CHANCE:
        monkeypatch.setattr(random, name, _refuse(getattr(random, name), "seed="))
    monkeypatch.setattr(time, "time", _refuse(time.time, "on=", unless=MAY_KNOW_TODAY))


def _refuse(real: Callable[..., Any], argument: str, *, unless: tuple[str, ...] = ()) -> Callable[..., Any]:
    def guarded(*positional: Any, **named: Any) -> Any:
        caller = sys._getframe(1).f_globals.get("__name__", "")
        if caller.startswith("joint_inspection.") and not caller.startswith(unless or ("-",)):
            pytest.fail(f"{caller} uses {real.__name__}() of the whole process; pass it as an argument ({argument})")
        return real(*positional, **named)

    return guarded
