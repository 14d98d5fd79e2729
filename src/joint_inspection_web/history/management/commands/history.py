"""Check that history is whole: ``history verify``."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from joint_inspection_web.history.models import Entry
from joint_inspection_web.history.verify import verify_chain


class Command(BaseCommand):
    help = "Work every hash of the history out again. Note the last line elsewhere, and give it to --head next time."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["verify"])
        parser.add_argument("--head", metavar="NUMBER:HASH", help="an end of the chain noted earlier")

    def handle(self, *args: Any, **options: Any) -> None:
        problems = verify_chain(head=_head(options["head"]))
        for problem in problems:
            self.stderr.write(str(problem))
        if problems:
            raise CommandError(f"History is broken in {len(problems)} places", returncode=10)
        last = Entry.objects.order_by("-seq").first()
        self.stdout.write(f"History is whole: {last.seq}:{last.hash}" if last else "History is empty")


def _head(text: str | None) -> tuple[int, str] | None:
    if text is None:
        return None
    number, _, said = text.partition(":")
    if not number.isdigit() or not said:
        raise CommandError("Write --head as number:hash, as an earlier run printed it", returncode=2)
    return int(number), said
