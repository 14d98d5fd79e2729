"""Tables that the migrations made once are copied for every process that tests, instead of being made again by each.

On SQLite they are a file under ``.build`` that outlives the run; on PostgreSQL a database that others are copied from.
Both are named by what the migrations say, so that a changed one makes new tables.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".build"


def copied(settings: dict[str, Any]) -> None:
    """Let the tests' own database begin as a copy of the tables, which are made first where they are not there."""
    with _one_at_a_time():
        if settings["ENGINE"].endswith("sqlite3"):
            shutil.copyfile(_file(), settings["TEST"]["NAME"])
        else:
            settings["TEST"]["TEMPLATE"] = _database()


def version() -> str:
    """What the migrations of the service say, in twelve letters."""
    found = hashlib.sha256(django.__version__.encode())
    for each in sorted((ROOT / "src/joint_inspection_web").glob("*/migrations/*.py")):
        found.update(each.read_bytes())
    return found.hexdigest()[:12]


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "tables.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _file() -> Path:
    wanted = KEPT / f"tables-{version()}.sqlite3"
    if not wanted.exists():
        for old in KEPT.glob("tables-*.sqlite3*"):
            old.unlink()
        unfinished = wanted.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        _migrate(f"sqlite:///{unfinished}")
        unfinished.rename(wanted)
    return wanted


def _database() -> str:
    import psycopg
    from psycopg.sql import SQL, Identifier

    url, wanted = os.environ["DATABASE_URL"], f"tables_{version()}"
    unfinished = f"{wanted}_unfinished"
    with psycopg.connect(url, autocommit=True) as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [wanted]).fetchone():
            server.execute(SQL("DROP DATABASE IF EXISTS {}").format(Identifier(unfinished)))
            server.execute(SQL("CREATE DATABASE {}").format(Identifier(unfinished)))
            _migrate(urlsplit(url)._replace(path=f"/{unfinished}").geturl())
            server.execute(SQL("ALTER DATABASE {} RENAME TO {}").format(Identifier(unfinished), Identifier(wanted)))
    return wanted


def _migrate(url: str) -> None:
    command = [sys.executable, "-m", "joint_inspection_web", "migrate", "--verbosity", "0"]
    here = {"DATABASE_URL": url, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])}
    subprocess.run(command, cwd=ROOT, env=os.environ | here, check=True)
