"""What does nobody read in a file of an inspection's history yet? A statement that was not sent."""

from __future__ import annotations

from collections.abc import Iterator

from joint_inspection_web.follow_up.reading import being_written, statements_of
from joint_inspection_web.inspections.models import Inspection


def held_back(inspection: Inspection) -> Iterator[str]:
    """The names of actions that tell what is written."""
    if being_written(statements_of(inspection)):
        yield from ("follow_up.write", "follow_up.drop")
