"""How are dates, ids and lists said to people?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

NAMES = {
    "ofsted": "Ofsted",
    "cqc": "Care Quality Commission",
    "hmicfrs": "HMICFRS",
    "hmi-probation": "HMI Probation",
    "hmi-prisons": "HMI Prisons",
    "hmcpsi": "HMCPSI",
    "csci": "CSCI",
    "audit-commission": "Audit Commission",
    "police": "police",
    "health": "health services",
    "youth_justice": "youth justice service",
    "family_courts": "family courts service",
    "voluntary": "voluntary sector",
    "in_force": "in force",
    "none_by_design": "no overall grade, by design",
    "not_in_source": "not in the published table",
    "not_reported": "not reported",
    "withheld": "withheld",
}


def day(value: date | None, *, otherwise: str = "not known") -> str:
    """A date as people write it: 1 June 2025."""
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return f"{value.day} {value:%B %Y}" if value else otherwise


def moment(value: datetime) -> str:
    """A moment as people here write it: 1 June 2025 at 9:05am."""
    local = timezone.localtime(value)
    return f"{day(local)} at {local:%-I:%M%p}".replace("AM", "am").replace("PM", "pm")


def given(value: date | str | None) -> str:
    """A date, or the words history used for one; 'none given' where it says nothing."""
    return day(value) if isinstance(value, date) else (value or "none given")


def title_of(identifier: str | None) -> str:
    """An id as words: ``requires_improvement`` becomes 'requires improvement'."""
    if not identifier:
        return ""
    return NAMES.get(identifier, identifier.replace("_", " ").replace("-", " "))


def sentence(text: str) -> str:
    """The same words beginning with a capital."""
    return text[:1].upper() + text[1:]


def listed(items: Iterable[object]) -> str:
    """One, two and three things, in a sentence."""
    said = [str(item) for item in items]
    return " and ".join(part for part in (", ".join(said[:-1]), said[-1]) if part) if said else ""


def plural(number: float, one: str, many: str | None = None) -> str:
    """'1 area', '2 areas'."""
    shown = int(number) if float(number).is_integer() else number
    return f"{shown:,} {one if number == 1 else many or one + 's'}"


def initials(text: str) -> str:
    """At most two letters that stand for a grade or a kind beside its colour: 'RI'."""
    return "".join(word[0] for word in text.replace("-", " ").replace("_", " ").split())[:2].upper()
