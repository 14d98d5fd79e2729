"""People write, in a service and a browser of their own, while things are killed."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SERVICE_ONLY = ("DJANGO_SETTINGS_MODULE", "HTTPS")
"""What tests say in the environment, and the service itself does not want to hear."""


def killed(kills: int, *, before: tuple[str, ...] = (), **more: str) -> dict[str, Any]:
    """What became of what they wrote."""
    clean = {name: value for name, value in os.environ.items() if name not in SERVICE_ONLY}
    command = [*before, sys.executable, "scripts/kill_inspection.py", "--kills", str(kills), "--seed", "11"]
    run = subprocess.run(command, cwd=ROOT, env=clean | more, capture_output=True, text=True, check=False)
    assert run.stdout, run.stderr
    return json.loads(run.stdout)


def expect_all_kept(report: dict[str, Any], *, kills: int) -> None:
    """Nothing that was promised is lost, and nothing is there twice."""
    assert (report["lost"], report["doubled"], sum(report["kills"].values())) == (0, 0, kills), report
    assert report["saved_on_the_page"] > kills
    assert report["on_the_server"] >= report["saved_on_the_page"] + report["receipts_of_the_api"]
