"""Is a published framework, or a published set of lists, still what was published?

A published version never changes: inspections, plans and judgements rest on it. The digest of each file is recorded
when it is published; whatever says that it is that version must be that file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from joint_inspection.frameworks.check.surroundings import Flaw
from joint_inspection.frameworks.model import Framework, RequestLists
from joint_inspection.frameworks.shelf import PUBLISHED

DIGESTS = PUBLISHED / "digests.txt"
NOT_RECORDED = "It is not recorded as published yet; when it is ready, run: joint-inspection frameworks check --record"


def digest(path: Path) -> str:
    """The SHA-256 of a file's text, whatever its ends of lines and with or without a byte-order mark."""
    text = path.read_bytes().removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")
    return hashlib.sha256(text).hexdigest()


def recorded(file: Path = DIGESTS) -> dict[str, str]:
    """The digest of every published version, by ``id@version``."""
    if not file.exists():
        return {}
    pairs = (line.split() for line in file.read_text(encoding="utf-8").splitlines() if line.strip())
    return {ref: value for value, ref in pairs}


def record(paths: Iterable[Path], *, file: Path = DIGESTS) -> tuple[str, ...]:
    """Record the digests of files that have none yet; those recorded before are left as they are."""
    known = recorded(file)
    new = {ref: digest(path) for path in paths if (ref := ref_of(path)) not in known}
    lines = (f"{value}  {ref}\n" for ref, value in sorted((known | new).items()))
    if new:
        file.write_text("".join(lines), encoding="utf-8", newline="\n")
    return tuple(new)


def ref_of(path: Path) -> str:
    """The version that a published file holds, by its place."""
    return f"{path.parent.name}@{path.stem}"


def still_as_published(
    path: Path, version: Framework | RequestLists, *, known: Mapping[str, str], shelf: Path | None = None
) -> Iterator[Flaw]:
    """What is wrong with a file that says it is a published version, or that lies among them on the shelf."""
    ref = version.ref
    among_them = path.resolve().is_relative_to(shelf or PUBLISHED)
    if among_them and ref_of(path.resolve()) != ref:
        says = f"The file says that it is {ref}; its place is {version.id}/{version.version}.yaml"
        yield Flaw(("id",), says)
    if ref in known and known[ref] != digest(path):
        says = f"{ref} is published and never changes; put it back, and give what you changed a new version"
        yield Flaw(("version",), says)
    if among_them and ref not in known:
        yield Flaw(("version",), NOT_RECORDED)
