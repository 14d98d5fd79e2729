"""Whatever key of a framework file is misspelt, removed or emptied, it is reported with a line, or does no harm."""

from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from joint_inspection.errors import InvalidInput
from joint_inspection.frameworks.check import check
from joint_inspection.frameworks.check.surroundings import Surroundings
from joint_inspection.frameworks.document import read_document
from joint_inspection.frameworks.load import from_document
from joint_inspection.frameworks.timetable import timetable

SMALL = Path(__file__).parent / "small.yaml"
DATA = yaml.safe_load(SMALL.read_text(encoding="utf-8"))


def keys(value, steps=()):
    """The place of every key of every block."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield (*steps, key)
            yield from keys(each, (*steps, key))
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from keys(each, (*steps, number))


def changed(value, steps, change):
    """The same data with one key changed."""
    first, *rest = steps
    if rest:
        inner = changed(value[first], rest, change)
        return {**value, first: inner} if isinstance(value, dict) else [*value[:first], inner, *value[first + 1 :]]
    return {
        new: each for key, old in value.items() for new, each in (change(key, old) if key == first else [(key, old)])
    }


CHANGES = {
    "misspelt": lambda key, value: [(key[:-1] + "z", value)],
    "removed": lambda key, value: [],
    "emptied": lambda key, value: [(key, None)],
    "a number": lambda key, value: [(key, -7)],
    "a list": lambda key, value: [(key, [])],
    "a block": lambda key, value: [(key, {"id": "x"})],
    "a word": lambda key, value: [(key, "nothing-like-it")],
}
MUST_BE_REPORTED = {"misspelt"}


def problems_of(path):
    document = read_document(path)
    framework = from_document(document)
    around = Surroundings(frameworks=(framework,))
    return framework, [document.problem(*flaw) for flaw in check(framework, around)]


@pytest.mark.parametrize("how", CHANGES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.sampled_from(list(keys(DATA))))
def test_any_key(tmp_path, how, steps):
    path = tmp_path / "changed.yaml"
    path.write_text(yaml.safe_dump(changed(DATA, list(steps), CHANGES[how]), sort_keys=False), encoding="utf-8")
    lines = path.read_text(encoding="utf-8").count("\n")
    try:
        framework, problems = problems_of(path)
    except InvalidInput as error:
        problems = list(error.problems)
    else:
        from datetime import date

        if not problems:
            assert timetable(framework, notify=date(2025, 6, 3))
        assert how not in MUST_BE_REPORTED or under_a_name_of_its_own(steps)
    assert all(each.says and each.line and 1 <= each.line <= lines for each in problems)


def under_a_name_of_its_own(steps):
    """Keys that are names of judgements and grades, which may be anything."""
    return steps[-2] in ("judgements", "any_of", "weights", "points")
