"""Make an account from the machine itself, the first administrator's above all."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from joint_inspection.errors import InvalidInput
from joint_inspection_web.accounts import actions
from joint_inspection_web.accounts.models import Organisation, OrganisationKind, Role


class Command(BaseCommand):
    help = "Make an account; its temporary password is printed once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("--role", default=Role.ADMINISTRATOR.value, choices=Role.values)
        parser.add_argument("--at", default="ofsted", metavar="CODE", help="the inspectorate's or agency's code")
        parser.add_argument("--called", metavar="NAME", help="the body's name, if it is new to the service")
        parser.add_argument("--kind", default=OrganisationKind.INSPECTORATE.value, choices=OrganisationKind.values)

    def handle(self, *args: Any, **options: Any) -> None:
        password = actions.temporary_password()
        try:
            person = actions.add_person(
                email=options["email"], name=options["name"], organisation=_body(options), role=options["role"],
                password=password, by=None, at=timezone.now(),
            )  # fmt: skip
        except InvalidInput as error:
            raise CommandError(str(error), returncode=10) from error
        self.stdout.write(f"{person.email}: temporary password {password}")


def _body(options: dict[str, Any]) -> Organisation:
    if found := Organisation.objects.filter(code=options["at"]).first():
        return found
    made = Organisation(code=options["at"], name=options["called"] or options["at"], kind=options["kind"])
    return actions.add_organisations([made], by=None, at=timezone.now())[0]
