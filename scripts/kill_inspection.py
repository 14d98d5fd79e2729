"""Kill everything at random while people write, and count what is lost or doubled. Nothing may be.

``scripts/kill_inspection.py --kills 100 --seed 7``; with ``scripts/with_postgres.py`` before it on PostgreSQL. The
whole server, one of its workers, the browser and the network are killed in turn, at moments drawn from the seed. Every
note that the page said was saved, and every one that the API gave a receipt for, has to be there at the end, once.
"""

from __future__ import annotations

import argparse
import collections
import json
import random
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
from kill_serving import Service, Wire
from kill_writers import ApiWriter, PageWriter
from playwright.sync_api import sync_playwright

KINDS = ("server", "worker", "browser", "network", "answers")


class Killer(threading.Thread):
    """Kills something every now and then."""

    def __init__(self, *, kills: int, seed: int, service: Service, wire: Wire, writer: PageWriter) -> None:
        super().__init__(daemon=True)
        self.chance = random.Random(seed)
        self.service, self.wire, self.writer = service, wire, writer
        self.left = [KINDS[place % len(KINDS)] for place in range(kills)]
        self.chance.shuffle(self.left)
        self.done: collections.Counter[str] = collections.Counter()

    def run(self) -> None:
        begun = time.monotonic()
        for kind in self.left:
            self._wait_for_notes(2)
            time.sleep(self.chance.uniform(0.1, 1.0))
            getattr(self, f"_{kind}")()
            self.done[kind] += 1
            tell(f"{time.monotonic() - begun:6.1f} s: {kind} killed, {len(self.writer.saved)} notes saved on the page")

    def _wait_for_notes(self, number: int) -> None:
        """Kill while somebody writes, not while the browser is still starting."""
        enough, late = len(self.writer.saved) + number, time.monotonic() + 60
        while len(self.writer.saved) < enough and time.monotonic() < late:
            time.sleep(0.05)

    def _server(self) -> None:
        self.service.kill(away=self.chance.uniform(0.2, 2.0))

    def _worker(self) -> None:
        self.service.kill_worker(self.chance.randrange(8))

    def _browser(self) -> None:
        self.writer.kill()

    def _network(self) -> None:
        self.wire.cut()
        time.sleep(self.chance.uniform(0.2, 1.0))
        self.wire.mend()

    def _answers(self) -> None:
        self.wire.swallow()
        time.sleep(self.chance.uniform(0.2, 1.0))
        self.wire.mend()


def tell(says: str) -> None:
    """Say how far it is, beside the report."""
    print(says, file=sys.stderr, flush=True)


def main() -> int:
    """Set up, write while things are killed, compare."""
    given = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    given.add_argument("--kills", type=int, default=10)
    given.add_argument("--seed", type=int, default=1)
    said = given.parse_args()
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="joint-inspection-killed-", ignore_cleanup_errors=True) as folder:
        service = Service(Path(folder))
        service.prepare()
        tell(f"seed {said.seed}: the tables are there after {time.monotonic() - begun:.0f} s")
        try:
            service.start()
            report = play(service, Path(folder) / "browser", kills=said.kills, seed=said.seed)
        finally:
            service.stop()
    print(json.dumps({"seed": said.seed, **report, "seconds": round(time.monotonic() - begun)}, indent=2))
    return 1 if report["lost"] or report["doubled"] or report["left_on_the_device"] else 0


def play(service: Service, folder: Path, *, kills: int, seed: int) -> dict[str, Any]:
    """Two write until everything was killed as often as asked; what became of what they wrote."""
    inspection, cookies = invent()
    wire = Wire(service.port)
    with sync_playwright() as playwright:
        writer = PageWriter(playwright, folder=folder, address=wire.address, ref=inspection.ref, cookie=cookies[0])
        writer.set_up()
        program = ApiWriter(address=wire.address, ref=inspection.ref, cookie=cookies[1], note=note_of(inspection))
        killer = Killer(kills=kills, seed=seed, service=service, wire=wire, writer=writer)
        begun = time.monotonic()
        program.start()
        killer.start()
        number = 0
        while killer.is_alive():
            number += 1
            writer.write(f"page {number}")
        seconds = time.monotonic() - begun
        return found(inspection, writer, program, wire) | {
            "kills": dict(sorted(killer.done.items())), "tried_on_the_page": number,
            "seconds_of_killing": round(seconds),
        }  # fmt: skip


def found(inspection: Any, writer: PageWriter, program: ApiWriter, wire: Wire) -> dict[str, Any]:
    """Compare what was promised with what is there: first without a network, then when all was sent."""
    wire.cut()
    on_device = writer.waiting()
    early = set(kept(inspection)) | set(on_device)
    missing = [text for text in writer.saved if text not in early]
    wire.mend()
    left = writer.drain()
    program.enough.set()
    program.join(timeout=120)
    writer.close()
    there = kept(inspection)
    promised = [*writer.saved, *program.receipts.values()]
    receipted = writer.receipts | set(program.receipts)
    return {
        "saved_on_the_page": len(writer.saved), "on_the_device_alone_at_the_last_kill": len(on_device),
        "receipts_shown": len(writer.receipts), "receipts_of_the_api": len(program.receipts),
        "sent_again_by_the_api": program.sent - program.written, "on_the_server": len(there),
        "lost": len(missing) + len(set(promised) - set(there)) + len(receipted - versions(inspection)),
        "doubled": len(there) - len(set(there)), "left_on_the_device": left,
    }  # fmt: skip


def invent() -> tuple[Any, list[dict[str, str]]]:
    """An invented inspection, and two inspectors who are signed in."""
    from django.conf import settings

    import factories
    from factories import child_files

    inspection = child_files.announced()
    name = settings.SESSION_COOKIE_NAME
    people = [child_files.inspector(inspection) for _ in range(2)]
    return inspection, [{"name": name, "value": factories.signed_in(each).cookies[name].value} for each in people]


def note_of(inspection: Any) -> Any:
    """How a program writes a note."""
    from factories import notebook

    same = notebook.raw(inspection)
    return lambda text: same | {"note": _id(), "version": _id(), "text": text}


def _id() -> str:
    import uuid

    return str(uuid.uuid4())


def kept(inspection: Any) -> list[str]:
    """What every version on the server says."""
    from joint_inspection_web.evidence.kept import Reader
    from joint_inspection_web.evidence.models import Version

    reader = Reader(inspection)
    return [reader.open(version).text for version in Version.objects.filter(note__inspection=inspection)]


def versions(inspection: Any) -> set[str]:
    """The ids of every version on the server."""
    from joint_inspection_web.evidence.models import Version

    return {str(each) for each in Version.objects.filter(note__inspection=inspection).values_list("pk", flat=True)}


if __name__ == "__main__":
    sys.exit(main())
