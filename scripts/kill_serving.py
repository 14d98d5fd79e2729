"""A real service that can be killed, on a database of its own, and the network before it."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 180


class Service:
    """The service under gunicorn: one process that watches, and workers that answer."""

    def __init__(self, folder: Path, *, workers: int = 2) -> None:
        self.folder, self.workers = folder, workers
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        url = os.environ.get("DATABASE_URL", f"sqlite:///{folder / 'killed.sqlite3'}")
        given = {
            "DATABASE_URL": url, "DEMO": "1", "SECRET_KEY": "killed" * 8, "VAR_DIR": str(folder),
            "LOG_LEVEL": "CRITICAL", "PYTHONPATH": str(ROOT / "src"), "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
            "DJANGO_SETTINGS_MODULE": "joint_inspection_web.settings",
        }  # fmt: skip
        self.environment = os.environ | given
        self.process: int | None = None
        """The one that watches, first of its session."""
        self._standby: subprocess.Popen[str] | None = None

    def prepare(self) -> None:
        """Tables and static files; afterwards this process reaches the same database."""
        os.environ.update(self.environment)
        sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)

    def start(self) -> None:
        """Serve, and wait until it answers."""
        if self._standby is None:
            command = [sys.executable, str(ROOT / "scripts/kill_standby.py"), str(self.port), str(self.workers)]
            self._standby = subprocess.Popen(
                command, env=self.environment, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        assert self._standby.stdin is not None
        assert self._standby.stdout is not None
        print("serve", file=self._standby.stdin, flush=True)
        self.process = int(self._standby.stdout.readline())
        wait_for(self.address, alive=lambda: is_there(self.process))

    def processes(self) -> list[int]:
        """The workers, by their ids."""
        children = Path(f"/proc/{self.process}/task/{self.process}/children").read_text()
        return [int(each) for each in children.split()]

    def kill(self, *, away: float) -> None:
        """Kill all of it at once, as a power cut would, and serve anew so many seconds later."""
        self._end(signal.SIGKILL)
        time.sleep(away)
        self.start()

    def kill_worker(self, place: int) -> None:
        """Kill one worker; the process that watches starts another."""
        if workers := self.processes():
            os.kill(workers[place % len(workers)], signal.SIGKILL)

    def stop(self) -> None:
        """End the processes of this service, and of no other."""
        self._end(signal.SIGTERM)
        if self._standby is not None:
            self._standby.kill()
            self._standby.wait()

    def _end(self, how: signal.Signals) -> None:
        if self.process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process, how)
        late = time.monotonic() + 20
        while is_there(self.process) and time.monotonic() < late:
            time.sleep(0.02)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process, signal.SIGKILL)
        self.process = None


def is_there(process: int | None) -> bool:
    """Whether a process lives."""
    return Path(f"/proc/{process}").exists()


class Wire:
    """The network between the writers and the service: it can be cut, or lose every answer."""

    def __init__(self, target: int) -> None:
        self.target, self.whole, self.answers = target, True, True
        self._open: set[socket.socket] = set()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def cut(self) -> None:
        """Nothing gets through, either way."""
        self.whole = False
        for end in list(self._open):
            _close(end)

    def swallow(self) -> None:
        """What is asked arrives; what is answered does not."""
        self.answers = False

    def mend(self) -> None:
        """Everything gets through again."""
        self.whole = self.answers = True

    def _serve(self) -> None:
        while True:
            asking, _ = self._door.accept()
            threading.Thread(target=self._join, args=(asking,), daemon=True).start()

    def _join(self, asking: socket.socket) -> None:
        try:
            answering = socket.create_connection(("127.0.0.1", self.target), timeout=5) if self.whole else None
        except OSError:
            answering = None
        if answering is None:
            _close(asking)
            return
        answering.settimeout(None)
        self._open |= {asking, answering}
        threading.Thread(target=self._pass, args=(answering, asking, True), daemon=True).start()
        self._pass(asking, answering, False)

    def _pass(self, source: socket.socket, target: socket.socket, is_answer: bool) -> None:
        with contextlib.suppress(OSError):
            while (data := source.recv(65536)) and self.whole and (self.answers or not is_answer):
                target.sendall(data)
        for end in (source, target):
            self._open.discard(end)
            _close(end)


def _close(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    with contextlib.suppress(OSError):
        end.close()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(address: str, *, alive: Callable[[], bool] = lambda: True, seconds: float = PATIENCE) -> None:
    """Wait until a service answers; stop waiting when it has died."""
    late = time.monotonic() + seconds
    while alive() and time.monotonic() < late:
        try:
            urllib.request.urlopen(f"{address}/health", timeout=5)
            return
        except OSError:
            time.sleep(0.05)
    raise SystemExit("The service did not start.")
