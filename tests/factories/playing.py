"""A whole inspection is played, or many people write at once, by the scripts that anybody can run."""

import json
import os
import subprocess
import sys
from typing import Any

from factories.killing import ROOT, SERVICE_ONLY


def ran(script: str, *arguments: str, **more: str) -> tuple[int, str, str]:
    """How a script ended, what it said, and what it said was amiss."""
    clean = {name: value for name, value in os.environ.items() if name not in SERVICE_ONLY}
    command = [sys.executable, f"scripts/{script}", *arguments]
    run = subprocess.run(command, cwd=ROOT, env=clean | more, capture_output=True, text=True, check=False)
    return run.returncode, run.stdout, run.stderr


def expect_played(*arguments: str, things: int, script: str = "play_inspection.py", **more: str) -> None:
    """Everything was done, and nothing was amiss."""
    status, said, amiss = ran(script, *arguments, **more)
    assert status == 0, said[-3000:] + amiss
    last = said.splitlines()[-1]
    done, _, rest = last.partition(" things were done, ")
    assert rest.endswith(" pages read, 0 amiss."), last
    assert int(done) >= things


def expect_all_written(*arguments: str, items: int, **more: str) -> dict[str, Any]:
    """Every item is there once, as it was written; what took how long."""
    status, said, amiss = ran("many_writers.py", *arguments, "--items", str(items), **more)
    assert status == 0, said + amiss
    report = json.loads(said[said.index("{") :])
    assert {name: report[name] for name in ("items", "lost", "doubled", "overwritten", "wrong")} == {
        "items": items, "lost": 0, "doubled": 0, "overwritten": 0, "wrong": [],
    }  # fmt: skip
    assert report["on_the_server"] == report["receipts"] == report["versions"]
    return report
