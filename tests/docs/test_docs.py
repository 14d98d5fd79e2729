"""Does the documentation speak of commands that exist, and does the repository hold only what it should?"""

import re
import subprocess
from pathlib import Path

import pytest

from joint_inspection.cli import NOUNS, build_parser

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(p for p in (ROOT / "docs").rglob("*.md") if p.parent.name != "reference")])
COMMAND = re.compile(r"joint-inspection ([a-z]+) ([a-z]+)")
TARGET = re.compile(r"(?:^|`|\$ )make ([a-z-]+)", re.MULTILINE)


def tracked() -> list[Path]:
    """Files that git knows."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True)
    return [ROOT / name for name in listing.stdout.split("\0") if name and (ROOT / name).is_file()]


def verbs(noun: str) -> set[str]:
    """The verbs of a noun."""
    usage = build_parser(noun)
    nouns = next(action for action in usage._actions if action.dest == "==SUPPRESS==")
    below = next(action for action in nouns.choices[noun]._actions if action.dest == "==SUPPRESS==")
    return set(below.choices)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_on_the_page_exists(page):
    wrong = [
        f"{noun} {verb}"
        for noun, verb in COMMAND.findall(page.read_text(encoding="utf-8"))
        if noun not in NOUNS or verb not in verbs(noun)
    ]
    assert wrong == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_make_target_on_the_page_exists(page):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(TARGET.findall(page.read_text(encoding="utf-8"))) - targets == set()


def test_the_repository_names_no_package_registry():
    address = re.compile(r"--(extra-)?index-url|\"resolved\": *\"http|registry *= *\"?http|source = \{ registry")
    here = Path(__file__).resolve()
    wrong = [str(f) for f in tracked() if f != here and address.search(f.read_text(encoding="utf-8", errors="ignore"))]
    assert wrong == []


def test_no_tracked_file_is_large():
    assert [str(f) for f in tracked() if f.stat().st_size > 1_500_000] == []


def test_nothing_of_the_design_system_is_committed():
    assert [str(f) for f in tracked() if re.search(r"govuk-frontend.*\.(css|js|woff2?|svg|png|ico)$", f.name)] == []
