"""Wrap every key again under the newest master key: ``rewrap_keys``, after a new one was added to CHILD_DATA_KEY."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from joint_inspection.errors import NotPossible
from joint_inspection_web.casedata.keys import forget_old_versions, rewrap


class Command(BaseCommand):
    help = "Wrap every key again under the newest version of CHILD_DATA_KEY; the older versions can then be removed."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            number = rewrap(at=timezone.now())
        except NotPossible as error:
            raise CommandError(str(error), returncode=11) from error
        forget_old_versions()
        self.stdout.write(f"Wrapped again: {number}")
