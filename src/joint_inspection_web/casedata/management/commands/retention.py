"""Destroy the lists of children that are due: run it every hour (``retention``)."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from joint_inspection_web.casedata.actions import expire
from joint_inspection_web.casedata.destruction import destroy_what_is_due, sweep


class Command(BaseCommand):
    help = "Destroy lists that nobody accepted in time, and the keys of inspections whose days have passed."

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        expired = expire(at=at)
        certificates, kept = destroy_what_is_due(at=at)
        swept = sweep(at=at)
        self.stdout.write(
            f"Expired in quarantine: {expired}. Inspections destroyed: {len(certificates)}. Left behind: {swept}."
        )
        for certificate in certificates:
            self.stdout.write(f"  {certificate.inspection.ref}: certificate {certificate.ref}")
        for inspection in kept:
            self.stdout.write(f"  {inspection.ref}: due, and kept by a hold")
