"""Set the service up on this machine and serve it: migrate, load the demonstration, plan, say where to go, serve."""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.utils import timezone

from joint_inspection.areas import load_register
from joint_inspection.errors import JointInspectionError
from joint_inspection.frameworks.shelf import covers
from joint_inspection.outcomes import load_outcomes
from joint_inspection_web.demo.load import load, password, people
from joint_inspection_web.programmes.actions import ensure_programme
from joint_inspection_web.programmes.models import ILLUSTRATION, Programme


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
        if not options["prepare_only"]:
            _serve(options["port"], once_ready=lambda: self.say_where(options["port"], started=started))

    def prepare(self) -> None:
        """Bring the tables, the demonstration and the national programme up to date."""
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        try:
            if settings.DEMO and load(at=timezone.now()):
                self.stdout.write("Loaded the demonstration: invented people, fictional areas.")
            if not Programme.objects.exists():
                self.stdout.write("Planning the national programme, which takes about a minute …")
            programme = ensure_programme()
        except JointInspectionError as error:
            raise CommandError(str(error), returncode=11) from error
        self.summarise(programme)

    def summarise(self, programme: Programme) -> None:
        """Say what the service knows."""
        register, today = load_register(), timezone.localdate()
        self.stdout.write(
            f"{len(register.active(today))} areas, {len(covers())} framework versions,"
            f" {len(load_outcomes().all)} published inspections and visits."
        )
        self.stdout.write(
            f"The programme from {programme.start} to {programme.end}: {programme.visits.count()} visits,"
            f" {len(programme.unmet)} things it could not give ({ILLUSTRATION})."
        )

    def say_where(self, port: int, *, started: float) -> None:
        """Print the addresses, and how invented people sign in."""
        self.stdout.write(f"Ready in {time.monotonic() - started:.0f} seconds.")
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


def _serve(port: int, *, once_ready: Callable[[], None]) -> None:
    """Serve until stopped, in this process, which has read everything already."""
    from gunicorn.app.base import BaseApplication

    class Server(BaseApplication):
        def load_config(self) -> None:
            chosen = {
                "bind": f"127.0.0.1:{port}", "threads": 8, "preload_app": True, "control_socket_disable": True,
                "loglevel": "error", "when_ready": lambda _: once_ready(),
            }  # fmt: skip
            for name, value in chosen.items():
                self.cfg.set(name, value)

        def load(self) -> WSGIHandler:
            from joint_inspection_web.wsgi import application

            return application

    connections.close_all()
    sys.argv = sys.argv[:1]  # gunicorn reads no arguments of ours
    Server().run()
