"""Write one whole inspection into a file that ``joint-inspection record verify`` and ``record report`` read."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from joint_inspection.errors import JointInspectionError
from joint_inspection.secret_files import write_private
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.reports.recording import as_file, take_record


class Command(BaseCommand):
    help = "Write a whole inspection; what inspectors wrote about children stays out unless a purpose is given."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("ref", help="the inspection's reference")
        parser.add_argument("--out", required=True, type=Path, help="the file to write, for its owner alone")
        parser.add_argument(
            "--open", metavar="PURPOSE", default="", help="open what is about children; why is recorded"
        )

    def handle(self, *args: Any, ref: str, out: Path, **options: Any) -> None:
        inspection = Inspection.objects.filter(ref=ref).first()
        if inspection is None:
            raise CommandError("There is no inspection with this reference")
        try:
            made = take_record(inspection, purpose=options["open"], by=None, at=timezone.now())
            write_private(out, as_file(made))
        except JointInspectionError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{len(made.evidence)} items of evidence, {len(made.findings)} findings: {out}")
