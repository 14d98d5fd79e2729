"""A hundred times something is killed while people write: nothing is lost, on either database."""

import sys
from pathlib import Path

import pytest

from factories.killing import expect_all_kept, killed

pytestmark = pytest.mark.trial


def test_a_hundred_kills_on_sqlite(tmp_path: Path):
    expect_all_kept(killed(100, seed=11, DATABASE_URL=f"sqlite:///{tmp_path / 'killed.sqlite3'}"), kills=100)


def test_a_hundred_kills_on_postgres():
    expect_all_kept(killed(100, seed=11, before=(sys.executable, "scripts/with_postgres.py")), kills=100)
