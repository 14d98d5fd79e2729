"""The command line starts at once: what is heavy is loaded only where it is used."""

import subprocess
import sys

import pytest

from joint_inspection.cli import NOUNS

HEAVY = ("pydantic", "yaml", "ortools", "holidays", "icalendar", "pandas", "numpy", "django", "altair", "hypothesis")
SCRIPT = """
import sys
from joint_inspection.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
print("loaded:", *sorted({name.partition(".")[0] for name in sys.modules}))
"""


def loaded(*arguments):
    """Names of the packages that a command has loaded by its end."""
    run = subprocess.run([sys.executable, "-c", SCRIPT, *arguments], capture_output=True, text=True, check=True)
    return set(run.stdout.rpartition("loaded:")[2].split())


@pytest.mark.parametrize("arguments", [["--help"], *([noun, "--help"] for noun in NOUNS)], ids=" ".join)
def test_help_loads_nothing_heavy(arguments):
    assert loaded(*arguments) & set(HEAVY) == set()


def test_a_list_of_frameworks_needs_no_model():
    found = loaded("frameworks", "list", "--json")
    assert found & set(HEAVY) == {"yaml"}
