"""Make an account from the machine itself, the first administrator's above all."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from joint_inspection.errors import InvalidInput
from joint_inspection_web.accounts import actions
from joint_inspection_web.accounts.bodies import body
from joint_inspection_web.accounts.models import Role


class Command(BaseCommand):
    help = "Make an account; its temporary password is printed once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("--role", default=Role.ADMINISTRATOR.value, choices=Role.values)
        parser.add_argument(
            "--at", default="ofsted", metavar="CODE", help="the inspectorate or agency, by code or name"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not (organisation := body(options["at"])):
            raise CommandError(f"No body is called {options['at']!r}: give an inspectorate or an agency", returncode=10)
        password = actions.temporary_password()
        try:
            person = actions.add_person(
                email=options["email"], name=options["name"], organisation=organisation, role=options["role"],
                password=password, by=None, at=timezone.now(),
            )  # fmt: skip
        except InvalidInput as error:
            raise CommandError(str(error), returncode=10) from error
        self.stdout.write(f"{person.email}: temporary password {password}")
