"""What is wrong with a framework file, beyond its shape?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from joint_inspection.errors import InvalidInput, Problem
from joint_inspection.frameworks.load import load_framework
from joint_inspection.frameworks.shelf import published_files


def check_files(files: Sequence[Path | str]) -> tuple[int, list[Problem]]:
    """Check files (without any: all that are published); how many there were, and every problem."""
    problems: list[Problem] = []
    paths = [Path(file) for file in files] or list(published_files())
    for path in paths:
        try:
            load_framework(path)
        except InvalidInput as error:
            problems += error.problems
    return len(paths), problems
