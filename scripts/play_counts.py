"""Does the database hold what the play did, and does history alone arrive at the same tables?"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from play_people import Told


def compare(*refs: str, told: Told, before: Mapping[str, int] | None = None) -> list[str]:
    """Everything that is not as it should be; where it began with evidence, nobody wrote a note in the play."""
    worded = _worded(refs[0], told) if before is None else ()
    return [*_counted(told, BEFORE if before is None else before), *worded, *_chain(), *built_again(*refs)]


def counts() -> dict[str, int]:
    """How many rows every table holds."""
    from django.apps import apps

    return {model._meta.label_lower: model.objects.count() for model in apps.get_models() if model._meta.managed}


def _counted(told: Told, before: Mapping[str, int]) -> Iterator[str]:
    """Compare what was done with how many rows each table holds."""
    from django.apps import apps

    print("\nDone by the players, and held by the database:")
    for table, done in sorted(told.done.items()):
        held = apps.get_model(table).objects.count() - before.get(table, 0)
        print(f"  {table:<28} {done:>5} {held:>5}")
        if held != done:
            yield f"{table}: {done} were done, {held} are held"


def _worded(ref: str, told: Told) -> Iterator[str]:
    """Every note says what was written, and is there as often as it was written."""
    from collections import Counter

    from joint_inspection_web.evidence.kept import Reader
    from joint_inspection_web.evidence.models import Version
    from joint_inspection_web.inspections.models import Inspection

    reader = Reader(Inspection.objects.get(ref=ref))
    said = [reader.open(version).text for version in Version.objects.filter(kind="first")]
    there = Counter(next((text for text in told.texts if each.endswith(text)), each) for each in said)
    for text in sorted(there | told.texts):
        if there[text] != told.texts[text]:
            yield f"“{text}”: written {told.texts[text]} times, there {there[text]} times"


BEFORE = {"inspections.stage": 1, "inspections.seat": 1, "teams.ask": 1}
"""What was there before the area was told: the inspection as it was planned, and its lead."""


IN_NO_FILE = {"judgements.givenview": {"step": "draft"}}
"""Rows that history keeps out of every file: a draft is for its author alone."""


def _chain() -> list[str]:
    from joint_inspection_web.history.verify import verify_chain

    return [f"history: {problem}" for problem in verify_chain()]


def built_again(*refs: str) -> Iterator[str]:
    """Replay the exported history of every inspection with the library alone, and compare every table row by row."""
    replayed = [_replayed(ref) for ref in refs]
    state: dict[str, list[dict[str, Any]]] = {}
    for found in replayed:
        yield from (f"replay: {problem}" for problem in found["problems"])
        for table, rows in found["state"].items():
            state.setdefault(table, []).extend(rows)
    entries, rows = sum(found["entries"] for found in replayed), sum(len(rows) for rows in state.values())
    print(f"\nFrom {entries:,} entries of history: {rows:,} rows in {len(state)} tables.")
    for table, rows in state.items():
        if in_order(rows) != (there := in_order(held(table))):
            yield f"{table}: history says {len(rows)} rows, the database {len(there)}, and they are not the same"


def _replayed(ref: str) -> dict[str, Any]:
    """An inspection as its history alone arrives at it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "history.json"
        _run("-m", "joint_inspection_web", "inspection_export", ref, "--out", str(file))
        return dict(json.loads(_run("-m", "joint_inspection.cli", "inspection", "replay", str(file), "--json")))


def in_order(rows: list[dict[str, Any]]) -> list[str]:
    """The rows of a table in one order, whichever inspection they are of."""
    return sorted(json.dumps(each, sort_keys=True) for each in rows)


def held(table: str) -> list[dict[str, Any]]:
    """The rows of a table as a replay prints them, what is about children only said to be sealed."""
    from django.apps import apps

    from joint_inspection_web.history.record import row_of

    kept = apps.get_model(table).objects.exclude(**IN_NO_FILE.get(table, {}) or {"pk": None})
    return [_covered(row_of(row)["fields"]) for row in kept]


def _covered(value: Any) -> Any:
    from joint_inspection.inspections.replay import SEALED, UNREADABLE

    if isinstance(value, str) and value.startswith(SEALED):
        return UNREADABLE
    if isinstance(value, list):
        return [_covered(each) for each in value]
    if isinstance(value, dict):
        return {key: _covered(each) for key, each in value.items()}
    return value


def _run(*arguments: str) -> str:
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)} ended with {done.returncode}: {done.stderr[-2000:]}")
    return done.stdout
