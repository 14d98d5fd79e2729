"""Set the service up on this machine and serve it: migrate, load the demonstration, plan, say where to go, serve."""

from __future__ import annotations

import os
import socket
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from joint_inspection.areas import load_register
from joint_inspection.errors import JointInspectionError
from joint_inspection.frameworks.shelf import covers
from joint_inspection.outcomes import load_outcomes
from joint_inspection_web.demo.load import load, password, people
from joint_inspection_web.programmes.actions import ensure_programme


class Command(BaseCommand):
    help = "Set the service up on this machine, and serve it on 127.0.0.1."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--serve-only", action="store_true", help="serve what is there already")
        parser.add_argument("--prepare-only", action="store_true", help="set up, and do not serve")

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.monotonic()
        if not options["prepare_only"]:
            _expect_free(options["port"])
        settings.VAR.mkdir(parents=True, exist_ok=True)
        if not options["serve_only"]:
            self.prepare()
        self.stdout.write(f"Ready in {time.monotonic() - started:.0f} seconds.")
        if not options["prepare_only"]:
            self.say_where(options["port"])
            _serve(options["port"])

    def prepare(self) -> None:
        """Bring the tables, the demonstration and the national programme up to date."""
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        try:
            if settings.DEMO and load(at=timezone.now()):
                self.stdout.write("Loaded the demonstration: invented people, fictional areas.")
            self.stdout.write("The national programme: looking, or planning it now (about a minute) …")
            ensure_programme()
        except JointInspectionError as error:
            raise CommandError(str(error), returncode=11) from error
        self.summarise()

    def summarise(self) -> None:
        """Say what the service knows."""
        register, today = load_register(), timezone.localdate()
        self.stdout.write(
            f"{len(register.active(today))} areas, {len(covers())} framework versions,"
            f" {len(load_outcomes().all)} published inspections and visits."
        )

    def say_where(self, port: int) -> None:
        """Print the addresses, and how invented people sign in."""
        self.stdout.write(f"\nJoint Inspection: http://127.0.0.1:{port}/   open data: http://127.0.0.1:{port}/api/\n")
        if settings.DEMO:
            self.stdout.write(f"\nDemonstration sign-ins, all with the password {password()}")
            for one in people():
                self.stdout.write(f"  {one.email:<32} {one.role.replace('_', ' '):<24} make code WHO={one.key}")
        self.stdout.write("\nStop with Ctrl-C.")
        self.stdout.flush()


def _expect_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            says = f"Port {port} is in use on this machine; choose another: make run PORT={port + 1}"
            raise CommandError(says, returncode=11) from error


def _serve(port: int) -> None:
    """Become the web server."""
    sys.stdout.flush()
    arguments = ["--bind", f"127.0.0.1:{port}", "--threads", "8", "--no-control-socket", "--log-level", "warning"]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "joint_inspection_web.settings")
    os.execv(sys.executable, [sys.executable, "-m", "gunicorn", *arguments, "joint_inspection_web.wsgi"])  # noqa: S606
