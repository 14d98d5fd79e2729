"""Story: server, worker, browser and network die while two people write, and nothing of what they wrote is lost."""

from pathlib import Path

import pytest

from factories.killing import expect_all_kept, killed, tables_elsewhere

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.long]


@pytest.mark.django_db(transaction=True)
def test_ten_kills_lose_and_double_nothing(tmp_path: Path):
    with tables_elsewhere(tmp_path) as address:
        expect_all_kept(killed(10, seed=11, DATABASE_URL=address), kills=10)
