"""Publishing: recorded once, by ``frameworks check --record``, and never changed again; in a copy of the package."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import joint_inspection

PACKAGE = Path(joint_inspection.__file__).parent
SMALL = Path(__file__).parents[1] / "frameworks/small.yaml"


@pytest.fixture
def shelf(tmp_path):
    """The published folder of a copy of the package, with one framework of our own and nothing else on it."""
    shutil.copytree(PACKAGE, tmp_path / "joint_inspection", ignore=shutil.ignore_patterns("published", "__pycache__"))
    published = tmp_path / "joint_inspection/frameworks/published"
    (published / "harbour-check").mkdir(parents=True)
    shutil.copy(SMALL, published / "harbour-check/2020.yaml")
    return published


def check(shelf, *arguments):
    """Run the copy's ``frameworks check``; its exit code and what it said."""
    run = subprocess.run(
        [sys.executable, "-m", "joint_inspection.cli", "frameworks", "check", *arguments],
        env=os.environ | {"PYTHONPATH": str(shelf.parents[2])},
        capture_output=True,
        text=True,
    )
    return run.returncode, run.stderr.replace(str(shelf), "")


@pytest.mark.slow
def test_a_framework_is_published_once_and_then_never_changes(shelf):
    file = shelf / "harbour-check/2020.yaml"
    not_yet = "It is not recorded as published yet; when it is ready, run: joint-inspection frameworks check --record"
    assert check(shelf) == (
        10,
        f"/harbour-check/2020.yaml:3: version: {not_yet}\n1 framework checked, 1 problem\n",
    )

    whole = file.read_text()
    file.write_text(whole.replace("judgement: leaders", "judgement: leader"))
    code, said = check(shelf, "--record")
    assert (code, said.splitlines()[0]) == (10, "Recorded: nothing new without problems")

    file.write_text(whole)
    assert check(shelf, "--record") == (0, "Recorded: harbour-check@2020\n1 framework checked, 0 problems\n")
    assert check(shelf) == (0, "1 framework checked, 0 problems\n")

    file.write_text(whole.replace("Three days on site", "Four days on site"))
    changed = "harbour-check@2020 is published and never changes; put it back, and give what you changed a new version"
    told = f"/harbour-check/2020.yaml:3: version: {changed}\n1 framework checked, 1 problem\n"
    assert check(shelf) == (10, told)
    assert check(shelf, "--record") == (10, f"Recorded: nothing new without problems\n{told}")
