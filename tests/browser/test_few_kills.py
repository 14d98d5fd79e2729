"""Story: server, worker, browser and network die while two people write, and nothing of what they wrote is lost."""

import os
from pathlib import Path

import pytest

from factories.killing import expect_all_kept, killed

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_ten_kills_lose_and_double_nothing(tmp_path: Path):
    address = os.environ.get("DATABASE_URL", f"sqlite:///{tmp_path / 'killed.sqlite3'}")
    expect_all_kept(killed(10, DATABASE_URL=address), kills=10)
