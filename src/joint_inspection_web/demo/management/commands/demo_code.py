"""Print what the authenticator app of an invented person would show now: ``demo_code planner``."""

import time
from typing import Any

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from joint_inspection.errors import InvalidInput
from joint_inspection_web.demo.load import invented, people


class Command(BaseCommand):
    help = "Print the present sign-in code of somebody in the demonstration."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("who", nargs="?", metavar="WHO", help=", ".join(one.key for one in people()))

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Codes are printed for the demonstration only: set DEMO=1", returncode=12)
        if not options["who"]:
            raise CommandError(f"Say whose: make code WHO=planner, or {_others()}", returncode=2)
        try:
            one = invented(options["who"])
        except InvalidInput as error:
            raise CommandError(error.problems[0].says, returncode=10) from error
        left = 30 - int(time.time()) % 30
        self.stdout.write(format_hotp_value(hotp_value(one.secret, int(time.time()) // 30)))
        self.stderr.write(f"{one.name}, {one.email}: good for {left} more seconds, and once")


def _others() -> str:
    return ", ".join(one.key for one in people() if one.key != "planner")
