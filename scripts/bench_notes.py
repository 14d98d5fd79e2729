"""How fast are the pages of one inspection with thousands of notes in it?

``scripts/bench_notes.py --notes 5000``; with ``scripts/with_postgres.py`` before it on PostgreSQL. Every page is asked
for several times, in this one process, on a database of its own; printed are the seconds of the middle one, as the
clock has it and as the processor worked for it, and how many questions the database was asked.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TIMES = 3


def main() -> int:
    """Write the notes, ask for every page, print a table."""
    given = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    given.add_argument("--notes", type=int, default=5_000)
    given.add_argument("--slowest", type=float, default=None, help="seconds; fail where a page takes longer")
    said = given.parse_args()
    with tempfile.TemporaryDirectory(prefix="joint-inspection-notes-") as folder:
        prepare(Path(folder))
        slow = [name for name, seconds in measured(said.notes) if said.slowest and seconds > said.slowest]
    print(f"Slower than {said.slowest} s: {', '.join(slow)}" if slow else f"{said.notes:,} notes")
    return 1 if slow else 0


def prepare(folder: Path) -> None:
    """A database of its own, in this process."""
    url = os.environ.get("DATABASE_URL", f"sqlite:///{folder / 'notes.sqlite3'}")
    given = {
        "DATABASE_URL": url, "DEMO": "1", "SECRET_KEY": "notes" * 10, "VAR_DIR": str(folder), "LOG_LEVEL": "CRITICAL",
        "DJANGO_SETTINGS_MODULE": "joint_inspection_web.settings",
    }  # fmt: skip
    os.environ.update(given)
    sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS.append("testserver")
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)


def measured(notes: int) -> Iterator[tuple[str, float]]:
    """Each page with its seconds, and a line of the table."""
    print(f"{'page':32}{'seconds':>9}{'processor':>11}{'queries':>9}{'kilobytes':>11}", flush=True)
    for name, ask in asked(notes):
        seconds, worked, queries, size = timed(ask)
        print(f"{name:32}{seconds:9.2f}{worked:11.2f}{queries:9}{size // 1024:11}", flush=True)
        yield name, seconds


def timed(ask: Callable[[], bytes]) -> tuple[float, float, int, int]:
    """The middle of several times, by clock and processor, how often the database was asked, and how much came."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ask()
    found = []
    for _ in range(TIMES):
        begun, worked = time.perf_counter(), time.process_time()
        size = len(ask())
        found.append((time.perf_counter() - begun, time.process_time() - worked))
    with CaptureQueriesContext(connection) as queries:
        ask()
    seconds, processor = (statistics.median(each) for each in zip(*found, strict=True))
    return seconds, processor, len(queries), size


def asked(notes: int) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Every page on which many notes could be slow, as the lead inspector asks for it."""
    import json

    import factories
    from factories import child_files, fairness, many_notes, notebook
    from joint_inspection_web.triangulation.export import history_of

    inspection, lead, children = fairness.with_children()
    people = [lead, *(child_files.inspector(inspection) for _ in range(9))]
    written = many_notes.notes(inspection, notes, by=people, children=children)
    for _ in range(20):
        found = fairness.drafted(inspection, by=lead)
    criterion, agency = notebook.criterion(inspection), fairness.body(inspection).code
    client = factories.signed_in(lead)
    at = f"/inspections/{inspection.ref}/"

    def page(path: str) -> Callable[[], bytes]:
        def get() -> bytes:
            answer = client.get(at + path)
            if answer.status_code != 200:
                raise SystemExit(f"{path} answered {answer.status_code}")
            content: bytes = answer.content
            return content

        return get

    paths = {
        "notebook": "evidence/", "notebook, last page": f"evidence/?page={notes // 20}",
        "notebook, one criterion": f"evidence/?criterion={criterion}",
        "notebook, two versions": "evidence/?which=two",
        "a note": f"evidence/notes/{written[0].note_id}/", "write": "evidence/write/",
        "state of a device": "evidence/state/", "coverage": "picture/",
        "voices of children": "picture/children/",
        "contradictions": "picture/contradictions/",
        "notice a contradiction": f"picture/contradictions/notice/?criterion={criterion}&body={agency}",
        "daily meeting": "picture/day/",
        "findings": "findings/", "a finding": f"findings/finding/{found.finding.ref}/",
        "draft a finding": f"findings/new/?criterion={criterion}", "criteria of findings": "findings/new/",
        "hearsay": "findings/hearsay/", "candour": "findings/candour/", "points": "findings/points/",
        "put a point": f"findings/points/put/?body={agency}", "inspection": "",
    }  # fmt: skip
    for name, path in paths.items():
        yield name, page(path)
    yield "export of history", lambda: json.dumps(history_of(inspection)).encode()


if __name__ == "__main__":
    sys.exit(main())
