"""Whatever is killed while people write, nothing that was promised is lost and nothing is there twice."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "kills", [pytest.param(10, marks=pytest.mark.slow), pytest.param(100, marks=pytest.mark.trial)]
)
def test_nothing_is_lost_or_doubled_when_things_are_killed(kills: int, tmp_path: Path):
    killed(kills, DATABASE_URL=f"sqlite:///{tmp_path / 'killed.sqlite3'}")


@pytest.mark.trial
def test_nothing_is_lost_or_doubled_on_postgres():
    killed(100, before=[sys.executable, "scripts/with_postgres.py"])


def killed(kills: int, *, before: list[str] | None = None, **more: str) -> None:
    """Have people write while things are killed."""
    clean = {name: value for name, value in os.environ.items() if name not in ("DJANGO_SETTINGS_MODULE", "HTTPS")}
    command = [*(before or []), sys.executable, "scripts/kill_inspection.py", "--kills", str(kills), "--seed", "11"]
    run = subprocess.run(command, cwd=ROOT, env=clean | more, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    report = json.loads(run.stdout)
    assert (report["lost"], report["doubled"], sum(report["kills"].values())) == (0, 0, kills)
    assert report["saved_on_the_page"] > kills
    assert report["on_the_server"] >= report["saved_on_the_page"] + report["receipts_of_the_api"]
