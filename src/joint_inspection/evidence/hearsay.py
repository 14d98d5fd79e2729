"""Is this what one agency says about another?

Hearsay is always recorded and may open a line of enquiry; alone it supports no finding. What children, families and
whistleblowers say is not hearsay, and neither is what an agency tells of its own contact with the body. Beside it
stands what else cannot carry weight alone.
"""

from __future__ import annotations

from collections.abc import Collection

from joint_inspection.evidence.model import Item, Speaker
from joint_inspection.indicators import is_context_only

ADVICE = "ask the body itself, read its own record, or refer the concern to its host inspectorate"
"""What to do about hearsay."""


def is_hearsay(item: Item, about: str | None = None) -> bool:
    """Whether an item is another agency's opinion of a body, the one it was noted about unless another is named.

    How near the speaker says it was makes no difference: only its own contact does.
    """
    return item.speaker == Speaker.AGENCY and item.speaker_agency != (about or item.about) and not item.first_hand


def why_hearsay(item: Item, about: str | None = None) -> str | None:
    """Why an item is hearsay and what to do, in plain English; None where it is not."""
    if not is_hearsay(item, about):
        return None
    speaker, body = item.speaker_agency or "another agency", about or item.about
    return (
        f"This is what {speaker} says about {body}, and not of its own contact with it. It is recorded and can open a "
        f"line of enquiry, but alone it supports no finding: {ADVICE}"
    )


def counts(item: Item, about: str | None = None) -> bool:
    """Whether an item can carry weight.

    Hearsay cannot, nor what a sector adviser wrote, who has no vote, nor an indicator without an agreed direction.
    """
    return not item.by_adviser and not is_hearsay(item, about) and not is_context(item)


def is_context(item: Item) -> bool:
    """Whether an item tells of an indicator of which nobody agreed which way is better."""
    return item.indicator is not None and is_context_only(item.indicator)


def only_numbers(items: Collection[Item]) -> bool:
    """Whether there is something, and all of it is data: alone it supports no finding and no grade."""
    return bool(items) and all(item.method == "data" for item in items)
