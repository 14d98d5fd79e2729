"""What was done, by whom, each entry tied to the one before it."""

import json
from typing import Any

from django.db import models

from joint_inspection.inspections.replay import FIRST, canonical, hash_of, moment

__all__ = ["FIRST", "Entry", "canonical", "moment"]


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
        return hash_of(self.seq, moment(self.at), self.who, self.what, self.subject, self.payload, self.previous)
