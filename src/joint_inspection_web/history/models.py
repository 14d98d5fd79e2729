"""What was done, by whom, each entry tied to the one before it."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from django.db import models

FIRST = "0" * 64
"""What stands in the place of a previous hash in the first entry."""


class Entry(models.Model):
    """One action that was done. The database refuses to change or remove it."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    who = models.CharField(max_length=40)
    """A person's reference, or ``system``."""
    what = models.CharField(max_length=80, db_index=True)
    """The action's name, ``inspections.open_inspection``."""
    subject = models.CharField(max_length=80, db_index=True)
    """What it was done to, ``inspection:k3v9…``."""
    payload = models.TextField()
    """Everything that the action wrote, as canonical JSON."""
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["seq"]
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.seq} {self.what} {self.subject}"

    @property
    def content(self) -> dict[str, Any]:
        return json.loads(self.payload)

    def worked_out_hash(self) -> str:
        """The hash that this entry must have, from all that it says and the hash before it."""
        said = [self.seq, moment(self.at), self.who, self.what, self.subject, self.payload, self.previous]
        return hashlib.sha256(canonical(said).encode()).hexdigest()


def canonical(value: Any) -> str:
    """One way only to write a value as JSON."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def moment(at: datetime) -> str:
    """One way only to write a moment."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
