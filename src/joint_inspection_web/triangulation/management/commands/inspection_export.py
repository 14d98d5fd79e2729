"""Write the history of one inspection into a file that ``joint-inspection inspection replay`` builds it from."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from joint_inspection.errors import JointInspectionError
from joint_inspection.secret_files import write_private
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.triangulation.export import history_of, opened_history_of


class Command(BaseCommand):
    help = "Write the history of an inspection; what is about children stays sealed unless a purpose is given."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("ref", help="the inspection's reference")
        parser.add_argument("--out", required=True, type=Path, help="the file to write, for its owner alone")
        parser.add_argument("--open", metavar="PURPOSE", help="open what is about children; why is recorded")

    def handle(self, *args: Any, ref: str, out: Path, **options: Any) -> None:
        inspection = Inspection.objects.filter(ref=ref).first()
        if inspection is None:
            raise CommandError("There is no inspection with this reference")
        try:
            if purpose := options["open"]:
                made = opened_history_of(inspection, purpose=purpose, by=None, at=timezone.now())
            else:
                made = history_of(inspection)
            write_private(out, json.dumps(made, ensure_ascii=False).encode())
        except JointInspectionError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{len(made['entries'])} entries, {len(made['opened'])} sealed parts opened: {out}")
