"""Under which name do all agencies send one child? A pseudonym that only this inspection's key gives."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Iterable, Mapping

from joint_inspection.casedata.link.identities import Key

LETTERS = 12
"""Sixty bits: two of a million children share a pseudonym with a chance of one in two million."""


def pseudonyms(children: Iterable[tuple[Key, ...]], *, key: bytes) -> dict[Key, str]:
    """The pseudonym of every record; records of one child have the same. Another key gives others throughout."""
    return {record: pseudonym(records[0], key=key) for records in children for record in records}


def pseudonym(record: Key, *, key: bytes) -> str:
    """The pseudonym that goes by one record."""
    digest = hmac.digest(key, "\n".join(("joint-inspection pseudonym 1", *record)).encode(), "sha256")
    return base64.b32encode(digest).decode()[:LETTERS].lower()


def of_agency(names: Mapping[Key, str], agency: str) -> dict[str, str]:
    """One agency's own identifiers with their pseudonyms."""
    return {identifier: name for (whose, identifier), name in sorted(names.items()) if whose == agency}
