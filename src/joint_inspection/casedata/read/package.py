"""What is packed in a zip, or in a workbook that is one, and is it safe to unpack? Nothing is written to disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath, PureWindowsPath

from joint_inspection.casedata.model import Sheet
from joint_inspection.casedata.read.arrive import Sent, why_hidden
from joint_inspection.casedata.read.limits import MEGABYTE, Limits
from joint_inspection.casedata.read.sheets import left_out
from joint_inspection.errors import InvalidInput, invalid

PIECE = 1024 * 1024
LARGE = 10 * MEGABYTE


class Package:
    """The parts of a zip, by name; each is measured while it is unpacked, whatever its label says."""

    def __init__(self, sent: Sent, *, limits: Limits) -> None:
        self.name = sent.name
        self._sent = sent
        self._limits = limits
        self._zip = _open(sent)
        self._parts = {part.filename: part for part in self._zip.infolist() if not part.is_dir()}
        self._unpacked: dict[str, int] = {}
        self._refuse_tricks()

    def __contains__(self, part: str) -> bool:
        return part in self._parts

    def __iter__(self) -> Iterator[str]:
        return iter(self._parts)

    def read(self, part: str) -> bytes:
        """One part, whole."""
        return b"".join(self.pieces(part))

    def pieces(self, part: str) -> Iterator[bytes]:
        """One part, piece by piece."""
        if part not in self._parts:
            raise self.damaged()
        self._unpacked[part] = 0
        try:
            with self._zip.open(self._parts[part]) as packed:
                while piece := packed.read(PIECE):
                    self._measure(part, len(piece))
                    yield piece
        except NotImplementedError:
            raise invalid("file", "Pack the files again as an ordinary zip (deflate)", file=self.name) from None
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError):
            raise self.damaged() from None

    def check(self) -> None:
        """Unpack every part once, to nowhere, so that none is larger than allowed or damaged."""
        for part in self:
            for _ in self.pieces(part):
                pass

    def damaged(self) -> InvalidInput:
        """The error for a package that is not what it should be."""
        return self._sent.damaged()

    def _measure(self, part: str, size: int) -> None:
        self._unpacked[part] += size
        unpacked = self._unpacked[part]
        packed = max(1, self._parts[part].compress_size)
        if unpacked > LARGE and unpacked > packed * self._limits.ratio:
            raise invalid("file", "Save it again: a part of it unpacks to far more than it should", file=self.name)
        if sum(self._unpacked.values()) > self._limits.unpacked_bytes:
            most = self._limits.unpacked_bytes // MEGABYTE
            raise invalid("file", f"Send it in parts: unpacked it is larger than {most} megabytes", file=self.name)

    def _refuse_tricks(self) -> None:
        entries = self._zip.infolist()
        if len(entries) > self._limits.entries:
            raise invalid("file", f"Pack at most {self._limits.entries:,} files", file=self.name)
        if any(entry.flag_bits & 1 for entry in entries):
            raise invalid("file", "Pack the files again without a password", file=self.name)
        if len({entry.filename.lower() for entry in entries}) < len(entries):
            raise invalid("file", "Pack the files again: two of them have the same name", file=self.name)
        if any(_leads_outside(entry.filename) for entry in entries):
            raise invalid("file", "Pack the files again: a name in it leads outside the zip", file=self.name)


def members(sent: Sent, *, limits: Limits) -> Iterator[Sent | Sheet]:
    """Each file of a zip, in the order of their names; one that is passed over comes as an empty sheet."""
    package = Package(sent, limits=limits)
    if not list(package):
        raise invalid("file", "Put the lists into the zip: it is empty", file=sent.name)
    for part in sorted(package):
        name = f"{sent.name}/{part}"
        why = why_hidden(part)
        yield (
            left_out(name, PurePosixPath(part).stem, why)
            if why
            else Sent(name=name, content=package.read(part), alone=False)
        )


def _open(sent: Sent) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(sent.content))
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, OverflowError):
        raise sent.damaged() from None


def _leads_outside(name: str) -> bool:
    windows = PureWindowsPath(name)
    return (
        ".." in windows.parts
        or bool(windows.drive or windows.root)
        or any(ord(letter) < 32 or ord(letter) == 127 for letter in name)
    )
