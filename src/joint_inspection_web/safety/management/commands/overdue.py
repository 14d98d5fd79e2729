"""Say in which inspections something about a child's safety is overdue: run it every hour (``overdue``)."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from joint_inspection_web.safety.reminders import overdue


class Command(BaseCommand):
    help = "Print inspections, by reference alone, in which an alarm or a case referred back is overdue; else nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        for ref, number in overdue(now=timezone.now()).items():
            self.stdout.write(f"{ref}: {number} overdue")
