"""People write, in a service and a browser of their own, while things are killed."""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
SERVICE_ONLY = ("DJANGO_SETTINGS_MODULE", "HTTPS")
"""What tests say in the environment, and the service itself does not want to hear."""


@contextlib.contextmanager
def tables_elsewhere(folder: Path) -> Iterator[str]:
    """The address of another database with the same tables as the tests' own, made without waiting for migrations."""
    if connection.vendor == "sqlite":
        connection.cursor().execute("VACUUM INTO %s", [str(folder / "killed.sqlite3")])
        yield f"sqlite:///{folder / 'killed.sqlite3'}"
        return
    own, name = connection.settings_dict["NAME"], f"killed_{connection.settings_dict['NAME']}"
    connection.close()
    _leave(own)
    _alone(f"CREATE DATABASE {name} TEMPLATE {own}")
    try:
        yield urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    finally:
        _alone(f"DROP DATABASE {name} WITH (FORCE)")


def _leave(name: str) -> None:
    """End the connections that threads of earlier tests left open: a database is copied while nobody is in it."""
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", [name])


def _alone(command: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(command)


def killed(kills: int, *, seed: int, before: tuple[str, ...] = (), **more: str) -> dict[str, Any]:
    """What became of what they wrote."""
    clean = {name: value for name, value in os.environ.items() if name not in SERVICE_ONLY}
    command = [*before, sys.executable, "scripts/kill_inspection.py", "--kills", str(kills), "--seed", str(seed)]
    run = subprocess.run(command, cwd=ROOT, env=clean | more, stdout=subprocess.PIPE, text=True, check=False)
    sys.stderr.write(run.stdout)
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def expect_all_kept(report: dict[str, Any], *, kills: int) -> None:
    """Nothing that was promised is lost, nothing is there twice, and nothing stays behind on the device."""
    assert (report["lost"], report["doubled"], report["left_on_the_device"]) == (0, 0, []), report
    assert sum(report["kills"].values()) == kills
    assert report["saved_on_the_page"] > kills
    assert report["on_the_server"] >= report["saved_on_the_page"] + report["receipts_of_the_api"]
