"""A real service that can be killed: processes of its own on a database of its own, with an invented inspection."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
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
        self.process: subprocess.Popen[bytes] | None = None

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
        arguments = ["--bind", f"127.0.0.1:{self.port}", "--workers", str(self.workers), "--threads", "4"]
        quiet = ["--log-level", "critical", "--no-control-socket", "joint_inspection_web.wsgi:application"]
        command = [sys.executable, "-m", "gunicorn", *arguments, *quiet]
        self.process = subprocess.Popen(command, env=self.environment, cwd=ROOT, start_new_session=True)
        wait_for(self.address)

    def processes(self) -> list[int]:
        """The workers, by their ids."""
        assert self.process is not None
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(each) for each in children.split()]

    def kill(self) -> None:
        """Kill all of it at once, as a power cut would, and serve anew."""
        self.stop(signal.SIGKILL)
        self.start()

    def kill_worker(self, place: int) -> None:
        """Kill one worker; the process that watches starts another."""
        if workers := self.processes():
            os.kill(workers[place % len(workers)], signal.SIGKILL)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End the processes of this service, and of no other."""
        if self.process is None or self.process.poll() is not None:
            return
        os.killpg(self.process.pid, how)
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=20)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(address: str) -> None:
    """Wait until the service answers."""
    for _ in range(PATIENCE * 10):
        try:
            urllib.request.urlopen(f"{address}/health", timeout=5)
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The service did not start.")
