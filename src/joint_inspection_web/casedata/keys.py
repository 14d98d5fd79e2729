"""Which key do the files of an inspection lie under? Made with the first list, wrapped by the service's master key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection

from joint_inspection.errors import NotPossible
from joint_inspection_web.casedata.models import Choices, Key
from joint_inspection_web.casedata.seal import new_key, seal, unseal
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import Inspection

GONE = "The child data of this inspection was destroyed"


@dataclass(frozen=True, kw_only=True, repr=False)
class Keys:
    """The two keys of an inspection, unwrapped, for one request."""

    files: bytes
    pseudonyms: bytes


def keys_of(inspection: Inspection) -> Keys:
    """The keys; raises NotPossible where none was made yet or they were destroyed."""
    row = Key.objects.filter(inspection=inspection).first()
    if row is None:
        raise NotPossible("No lists have been sent for this inspection yet")
    if row.destroyed_at or row.files is None or row.pseudonyms is None:
        raise NotPossible(GONE)
    master = master_key(row.master)
    return Keys(
        files=unseal(bytes(row.files), under=master, about=_about(inspection, "files")),
        pseudonyms=unseal(bytes(row.pseudonyms), under=master, about=_about(inspection, "pseudonyms")),
    )


def expect_not_destroyed(inspection: Inspection) -> None:
    """Raise NotPossible where everything about this inspection's children was destroyed."""
    if Key.objects.filter(inspection=inspection).exclude(destroyed_at=None).exists():
        raise NotPossible(GONE)


def make_keys(inspection: Inspection, *, at: datetime) -> Keys:
    """The keys, made now if this is the first list of the inspection."""
    if not Key.objects.filter(inspection=inspection).exists():
        _make(inspection, at=at)
    return keys_of(inspection)


@action
def _make(inspection: Inspection, *, at: datetime) -> Key:
    """Make both keys, unless somebody else just did."""
    row = Key.objects.filter(inspection=inspection).first() or Key(inspection=inspection, made_at=at)
    if row.pk is None:
        row.retain_until = inspection.ends_on + timedelta(days=settings.CHILD_DATA_DAYS)
        _wrap(row, Keys(files=new_key(), pseudonyms=new_key()))
        row.save()
    record("casedata.make_key", by=None, at=at, subject=subject_of(inspection), wrote=[row])
    return row


@action
def rewrap(*, at: datetime) -> int:
    """Wrap every key under the newest master key, and everything else that lies under an older one; how many."""
    newest = newest_version()
    keys = Key.objects.exclude(master=newest).filter(destroyed_at=None).select_related("inspection")
    for row in keys:
        _wrap(row, keys_of(row.inspection))
        row.save()
    choices = Choices.objects.exclude(master=newest)
    for one in choices:
        about = f"choices of {one.agency}"
        content = unseal(bytes(one.sealed), under=master_key(one.master), about=about)
        one.sealed, one.master = seal(content, under=master_key(newest), about=about), newest
        one.save()
    number = len(keys) + len(choices)
    record("casedata.rewrap", by=None, at=at, subject="child data", wrote=[*keys, *choices], number=number)
    return number


def master_key(version: str | None = None) -> bytes:
    """The master key of a version, the newest if none is named; raises NotPossible where the service has none."""
    try:
        return settings.CHILD_DATA_KEYS[version or newest_version()]
    except KeyError:
        raise NotPossible("The master key of this version is not among those the service was given") from None


def newest_version() -> str:
    """The version of the master key that wraps what is new; raises NotPossible where the service has none."""
    if not settings.CHILD_DATA_KEYS:
        raise NotPossible("This service takes no lists of children: it has no master key (CHILD_DATA_KEY)")
    return list(settings.CHILD_DATA_KEYS)[-1]


def forget_old_versions() -> None:
    """Have the database drop what it still keeps of rows that were just overwritten."""
    if connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            f"VACUUM {Key._meta.db_table}" if connection.vendor == "postgresql" else "PRAGMA wal_checkpoint(TRUNCATE)"
        )


def _wrap(row: Key, keys: Keys) -> None:
    row.master = newest_version()
    row.files = seal(keys.files, under=master_key(), about=_about(row.inspection, "files"))
    row.pseudonyms = seal(keys.pseudonyms, under=master_key(), about=_about(row.inspection, "pseudonyms"))


def _about(inspection: Inspection, what: str) -> str:
    return f"{inspection.ref} {what}"
