"""Let many people write at once, and count what is lost, doubled or overwritten. Nothing may be.

``scripts/many_writers.py`` lets 50 signed-in people of four inspectorates write 5,000 notes through the address that
devices send to; ``--postgres`` on a PostgreSQL of its own. Some answers count as lost on the way, so that the same is
sent again; some notes are corrected by two people at once, so that both versions have to be kept. Somebody reads pages
all the while, and how long each took is reported. It exits with 1 where a single note is not there, once, as written.
"""

from __future__ import annotations

import argparse
import json
import queue
import random
import statistics
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
from kill_serving import Service
from kill_writers import ApiWriter
from play_before import own_service

HERE = Path(__file__).resolve().parent
INSPECTORATES = ("ofsted", "cqc", "hmicfrs", "hmi-probation")
AGAIN = CORRECTED = 0.05
"""How often the same is sent again, and how often two correct one note."""
PAGES = {
    "notebook": "evidence/", "one note": "evidence/notes/{note}/", "is it enough?": "picture/",
    "daily meeting": "picture/day/",
}  # fmt: skip


class Writer(ApiWriter):
    """Somebody who writes one note after the other, and corrects what a neighbour corrects too."""

    patience = 120
    """Nothing is killed here: fifty who send again what is still being kept only make a slow service slower."""

    def __init__(self, *, number: int, notes: int, seed: int, meet: threading.Barrier, **more: Any) -> None:
        super().__init__(**more)
        self.number, self.left, self.meet = number, notes, meet
        self.chance = random.Random(1000 * seed + number)
        self.asked: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        """Corrections of a neighbour's notes, to be sent between one's own."""
        self.neighbour = self
        self.corrected: dict[str, set[str]] = {}
        """The two versions that follow one, by the note."""
        self.times: list[float] = []
        self._known: tuple[str, str] | None = None

    def run(self) -> None:
        for place in range(self.left):
            note = self.note(f"{self.number} writes {place}")
            self._keep(note)
            if self.chance.random() < AGAIN:
                self._send_again(note)
            if self.chance.random() < CORRECTED:
                self._correct_together(note)
            self._do_what_was_asked()
        self.meet.wait(timeout=600)
        self._do_what_was_asked()

    def _correct_together(self, note: dict[str, Any]) -> None:
        mine, theirs = (follows(note, text=f"{note['text']}, says {who.number}") for who in (self, self.neighbour))
        self.corrected[note["note"]] = {mine["version"], theirs["version"]}
        self.neighbour.asked.put(theirs)
        self._keep(mine)

    def _do_what_was_asked(self) -> None:
        while not self.asked.empty():
            self._keep(self.asked.get())

    def _keep(self, note: dict[str, Any]) -> None:
        began = time.perf_counter()
        self.written += 1
        self._send(note)
        self.times.append(1000 * (time.perf_counter() - began))

    def _send_again(self, note: dict[str, Any]) -> None:
        """As a device does whose receipt was lost on the way."""
        self.receipts.pop(note["version"], None)
        self._send(note)

    def _token(self) -> tuple[str, str]:
        self._known = self._known or super()._token()
        return self._known


class Reader(threading.Thread):
    """Somebody who opens pages while all the others write."""

    def __init__(self, *, address: str, ref: str, cookie: dict[str, str]) -> None:
        super().__init__(daemon=True)
        self.address, self.cookie = f"{address}/inspections/{ref}/", f"{cookie['name']}={cookie['value']}"
        self.enough = threading.Event()
        self.times: dict[str, list[float]] = {name: [] for name in PAGES}
        self.wrong: list[str] = []
        self.note = ""

    def run(self) -> None:
        while not self.enough.is_set():
            for name, path in PAGES.items():
                if self.note and not self.enough.is_set():
                    self._read(name, path.format(note=self.note))
            time.sleep(0.2)

    def _read(self, name: str, path: str) -> None:
        request = urllib.request.Request(self.address + path, headers={"Cookie": self.cookie})
        began = time.perf_counter()
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                answer.read()
            self.times[name].append(1000 * (time.perf_counter() - began))
        except OSError as error:
            self.wrong.append(f"{name}: {error}")


def follows(note: dict[str, Any], *, text: str) -> dict[str, Any]:
    """A correction of a note."""
    said = {"version": new_id(), "bases": [note["version"]], "kind": "correction", "noted_at": now(), "text": text}
    return note | said


def now() -> str:
    """This moment, as a device says it."""
    return datetime.now(UTC).isoformat()


def new_id() -> str:
    """A name that a device gives."""
    import uuid

    return str(uuid.uuid4())


def main() -> int:
    """Prepare, serve, write, compare."""
    given = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    given.add_argument("--postgres", action="store_true", help="on a PostgreSQL of its own")
    given.add_argument("--people", type=int, default=50)
    given.add_argument("--items", type=int, default=5000)
    given.add_argument("--seed", type=int, default=1)
    said = given.parse_args()
    if said.postgres:
        same = ["--people", str(said.people), "--items", str(said.items), "--seed", str(said.seed)]
        again = [sys.executable, str(HERE / "with_postgres.py"), sys.executable, __file__, *same]
        return subprocess.run(again, check=False).returncode
    with own_service() as service:
        inspection, cookies = invent(said.people)
        service.start()
        report = write(service, inspection, cookies, items=said.items, seed=said.seed)
    print(json.dumps(report, indent=2))
    return 1 if any(report[name] for name in ("lost", "doubled", "overwritten", "wrong")) else 0


def invent(people: int) -> tuple[Any, list[dict[str, str]]]:
    """An invented inspection with a sample drawn, and so many inspectors of it who are signed in; and one to read."""
    import play_before
    from django.conf import settings
    from django.utils import timezone

    import factories
    from factories import child_files
    from joint_inspection_web.inspections import actions as inspections
    from joint_inspection_web.samples import actions as samples

    at = timezone.now()
    lead = factories.person("lead_inspector")
    for code in INSPECTORATES:
        factories.organisation(code)
    inspection = play_before.planned(lead, at=at)
    inspections.announce(inspection, by=None, at=at)
    samples.seal_draw(inspection, by=lead, at=at)
    child_files.accepted(child_files.council(inspection), content=child_files.lists(child_files.children(28)))
    samples.draw_sample(inspection, theme=None, tracked=None, sampled=None, by=lead, at=timezone.now())
    team = [lead, *(_seated(inspection, INSPECTORATES[place % 4], at=at) for place in range(people))]
    name = settings.SESSION_COOKIE_NAME
    return inspection, [{"name": name, "value": factories.signed_in(each).cookies[name].value} for each in team]


def _seated(inspection: Any, code: str, *, at: datetime) -> Any:
    import factories
    from joint_inspection_web.inspections import actions as inspections

    person = factories.person("team_inspector", at=code)
    inspections.add_person(inspection, person=person, role="team_inspector", by=None, at=at)
    return person


def write(service: Service, inspection: Any, cookies: Sequence[dict[str, str]], *, items: int, seed: int) -> dict:
    """All write until each has written their share; what became of it."""
    to, people = {"address": service.address, "ref": inspection.ref}, len(cookies) - 1
    meet, note, shares = threading.Barrier(people), note_of(inspection, seed), list(share(items, people))
    writers = [
        Writer(number=place, notes=shares[place], seed=seed, meet=meet, cookie=cookie, note=note, **to)
        for place, cookie in enumerate(cookies[1:])
    ]
    for place, each in enumerate(writers):
        each.neighbour = writers[(place + 1) % people]
    reader = Reader(cookie=cookies[0], **to)
    began = time.monotonic()
    for each in (*writers, reader):
        each.start()
    while not reader.note:
        time.sleep(0.1)
        reader.note = first_of(inspection)
    for each in writers:
        each.join()
    seconds = time.monotonic() - began
    reader.enough.set()
    reader.join()
    return found(inspection, writers, reader) | {"seconds": round(seconds), "items_a_second": round(items / seconds, 1)}


def share(items: int, people: int) -> Iterator[int]:
    """How many each writes."""
    for place in range(people):
        yield items // people + (place < items % people)


def note_of(inspection: Any, seed: int) -> Any:
    """How somebody writes a note: about any criterion and agency, one in five about a tracked child."""
    from factories import notebook
    from joint_inspection.frameworks.load import find
    from joint_inspection_web.triangulation.picture import tracked_children

    chance, same = random.Random(seed), notebook.raw(inspection)
    criteria = [each.id for each in find(inspection.framework).criteria]
    agencies = [body.code for body in inspection.bodies.exclude(kind="inspectorate")]
    children = sorted(tracked_children(inspection))

    def note(text: str) -> dict[str, Any]:
        child = chance.choice(children) if chance.random() < 0.2 else None
        about = {"criterion": chance.choice(criteria), "agency": chance.choice(agencies), "child": child}
        said = {"direction": chance.choice(("strength", "weakness", "context")), "text": text, "noted_at": now()}
        return same | about | said | {"note": new_id(), "version": new_id()}

    return note


def first_of(inspection: Any) -> str:
    """A note that is there already."""
    from joint_inspection_web.evidence.models import Note

    return str(Note.objects.filter(inspection=inspection).values_list("pk", flat=True).first() or "")


def found(inspection: Any, writers: Sequence[Writer], reader: Reader) -> dict[str, Any]:
    """Compare every receipt with what is there, and what is there with what history alone arrives at."""
    from kill_inspection import kept, versions
    from play_counts import built_again

    there, promised, times = kept(inspection), {}, []
    for each in writers:
        promised |= each.receipts
        times += each.times
    written = sum(each.written for each in writers)
    corrected = {note: pair for each in writers for note, pair in each.corrected.items()}
    standing = heads(inspection)
    return {
        "people": len(writers), "items": written - 2 * len(corrected), "versions": written, "receipts": len(promised),
        "sent_again": sum(each.sent for each in writers) - written, "corrected_by_two": len(corrected),
        "on_the_server": len(there),
        "lost": written - len(promised) + len(set(promised.values()) - set(there))
        + len(set(promised) - versions(inspection)),
        "doubled": len(there) - len(set(there)),
        "overwritten": sum(standing.get(note) != pair for note, pair in corrected.items()),
        "wrong": [*reader.wrong, *built_again(inspection.ref)],
        "milliseconds_until_kept": spread(times),
        "milliseconds_of_pages": {name: spread(found) for name, found in reader.times.items()},
    }  # fmt: skip


def heads(inspection: Any) -> dict[str, set[str]]:
    """The versions that no other follows, by their note."""
    from joint_inspection_web.evidence.heads import standing

    found: dict[str, set[str]] = {}
    for version, note in standing().filter(note__inspection=inspection).values_list("pk", "note_id"):
        found.setdefault(str(note), set()).add(str(version))
    return found


def spread(times: Sequence[float]) -> dict[str, int]:
    """How many, the median, and the time within which 95 of 100 stay."""
    if not times:
        return {"times": 0}
    ordered = sorted(times)
    late = ordered[min(len(ordered) - 1, len(ordered) * 95 // 100)]
    return {"times": len(ordered), "median": round(statistics.median(ordered)), "95 of 100 within": round(late)}


if __name__ == "__main__":
    sys.exit(main())
