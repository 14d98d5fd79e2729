"""Where do sealed files lie, and how are they removed for good?

One folder an inspection, readable by the service alone, under names that say nothing. A file is there whole or not at
all.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from joint_inspection.errors import NotPossible

BLOCK = 1 << 20


def path_of(inspection: str, upload: str, part: str) -> Path:
    """Where one part of an upload lies. All three are our own words, never the sender's."""
    return Path(settings.CHILD_FILES) / inspection / f"{upload}.{part}"


def write(path: Path, sealed: bytes) -> None:
    """Write a sealed file whole, for the service's eyes only."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.parent.parent.chmod(0o700)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with open(os.open(beside, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "wb") as file:
            file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def read(path: Path) -> bytes:
    """A sealed file's bytes; raises NotPossible where it is gone."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise NotPossible(
            "These lists are no longer here: they were withdrawn, have expired or were destroyed"
        ) from None


def of_upload(inspection: str, upload: str) -> list[Path]:
    """Every part of an upload that is there."""
    return [path for path in of_inspection(inspection) if path.name.split(".")[0] == upload]


def of_inspection(inspection: str) -> list[Path]:
    """Every sealed file of an inspection, half-written ones too."""
    folder = Path(settings.CHILD_FILES) / inspection
    return sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []


def erase(path: Path) -> None:
    """Overwrite a file, then remove it; nothing happens where it is gone already."""
    try:
        with path.open("r+b") as file:
            for block in _blocks(path.stat().st_size):
                file.write(secrets.token_bytes(block))
            file.flush()
            os.fsync(file.fileno())
    except FileNotFoundError:
        return
    path.unlink(missing_ok=True)


def erase_inspection(inspection: str) -> int:
    """Remove everything of an inspection; how many files that were."""
    found = of_inspection(inspection)
    for path in found:
        erase(path)
    folder = Path(settings.CHILD_FILES) / inspection
    if folder.is_dir():
        folder.rmdir()
    return len(found)


def fingerprint(path: Path) -> str:
    """The SHA-256 of a file's sealed bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _blocks(size: int) -> Iterator[int]:
    while size > 0:
        yield min(size, BLOCK)
        size -= BLOCK
