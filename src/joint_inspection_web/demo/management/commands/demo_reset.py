"""Throw the demonstration's database away and make it anew."""

import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from joint_inspection_web.accounts.models import Person
from joint_inspection_web.demo.load import DOMAIN


class Command(BaseCommand):
    help = "Throw the demonstration's SQLite database and invented lists away and make it anew."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Only a demonstration can be thrown away: set DEMO=1", returncode=12)
        if connection.vendor != "sqlite":
            raise CommandError("Drop and create the database yourself, then run `start` again", returncode=11)
        if "accounts_person" in connection.introspection.table_names() and _real_people():
            raise CommandError("This database has real accounts in it: nothing was removed", returncode=12)
        connection.close()
        name = str(settings.DATABASES["default"]["NAME"])
        for ending in ("", "-wal", "-shm"):
            Path(name + ending).unlink(missing_ok=True)
        shutil.rmtree(settings.CHILD_FILES, ignore_errors=True)
        call_command("start", prepare_only=True)


def _real_people() -> bool:
    return Person.objects.exclude(email__endswith=DOMAIN).exists()
