"""Chance and today are arguments: the fixture that says so notices, and no file calls for them."""

import ast
import random
import time
from datetime import date
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src/joint_inspection"
TODAY = ("date.today", "datetime.today", "datetime.now", "datetime.utcnow")
CHANCE = ("np.random.", "numpy.random.")


def in_the_library(function, *arguments):
    """Call a function as if a module of the library did."""
    names = {"__name__": "joint_inspection.somewhere", "function": function, "arguments": arguments}
    exec("result = function(*arguments)", names)
    return names["result"]


@pytest.mark.parametrize(
    ("function", "arguments"),
    [(random.Random, ()), (random.Random(1).random, ()), (date.fromisoformat, ("2025-06-01",)), (time.monotonic, ())],
)
def test_own_generators_given_dates_and_stop_watches_are_fine(function, arguments):
    in_the_library(function, *arguments)


def test_the_global_generator_is_noticed():
    with pytest.raises(pytest.fail.Exception, match=r"uses random\(\) of the whole process"):
        in_the_library(lambda: exec("random.random()", {"__name__": "joint_inspection.somewhere", "random": random}))


def test_the_clock_is_noticed():
    with pytest.raises(pytest.fail.Exception, match=r"uses time\(\) of the whole process"):
        in_the_library(date.today)


def test_tests_themselves_may_draw():
    assert 0 <= random.random() < 1


def files():
    return [path for path in SOURCE.rglob("*.py") if "cli" not in path.relative_to(SOURCE).parts]


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_file_asks_for_today_or_for_numbers_of_the_whole_process(path):
    calls = {ast.unparse(node.func) for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)}
    asked = {call for call in calls if call.endswith(TODAY) or call.startswith(CHANCE)}
    assert asked - {"np.random.default_rng"} == set()
