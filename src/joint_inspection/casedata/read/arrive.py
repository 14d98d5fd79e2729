"""What was sent? One file, or every file of a folder, in the order of their names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from joint_inspection.casedata.model import Sheet
from joint_inspection.casedata.read.limits import Limits, too_large
from joint_inspection.casedata.read.sheets import left_out
from joint_inspection.errors import InvalidInput, invalid


@dataclass(frozen=True, kw_only=True, repr=False)
class Sent:
    """One file as it was sent."""

    name: str
    content: bytes
    alone: bool = True
    """Whether it came by itself; beside others, a letter or a picture may lie."""

    @property
    def suffix(self) -> str:
        """How its name ends, in small letters: ``.xlsx``."""
        return PurePosixPath(self.name).suffix.lower()

    @property
    def stem(self) -> str:
        """Its name without folders and ending."""
        return PurePosixPath(self.name).stem

    def damaged(self) -> InvalidInput:
        """The error for a file that is not what it should be."""
        return invalid("file", "Save it again and send it anew: the file is damaged", file=self.name)


def why_hidden(name: str) -> str | None:
    """Why a file that programs leave behind is not looked at; None for any other."""
    parts = PurePosixPath(name).parts
    if parts and parts[-1].startswith("~$"):
        return "a file that Excel keeps while a workbook is open"
    if any(part.startswith(".") or part == "__MACOSX" for part in parts):
        return "a hidden file"
    return "a file of Windows" if parts and parts[-1].lower() in ("thumbs.db", "desktop.ini") else None


def arrivals(path: Path, *, limits: Limits) -> Iterator[Sent | Sheet]:
    """Each file; one that is passed over comes as an empty sheet saying why."""
    if not path.is_dir():
        yield Sent(name=path.name, content=_content(path, name=path.name, limits=limits))
        return
    for file in _files(path, limits=limits):
        name = file.relative_to(path).as_posix()
        why = "a link to another place" if file.is_symlink() else why_hidden(name)
        if why:
            yield left_out(name, file.stem, why)
        else:
            yield Sent(name=name, content=_content(file, name=name, limits=limits), alone=False)


def _files(folder: Path, *, limits: Limits) -> list[Path]:
    try:
        files = [file for file in folder.rglob("*") if file.is_symlink() or not file.is_dir()]
    except OSError as error:
        raise invalid("file", f"Give a folder that can be read ({error.strerror})", file=folder.name) from None
    if not files:
        raise invalid("file", "Put the lists into the folder: it is empty", file=folder.name)
    if len(files) > limits.entries:
        raise invalid("file", f"Give a folder with at most {limits.entries:,} files", file=folder.name)
    return sorted(files, key=lambda file: file.relative_to(folder).as_posix())


def _content(path: Path, *, name: str, limits: Limits) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise invalid("file", "Give an ordinary file", file=name)
        if path.stat().st_size > limits.file_bytes:
            raise too_large(name, limits=limits)
        return path.read_bytes()
    except OSError as error:
        raise invalid("file", f"Give a file that can be read ({error.strerror})", file=name) from None
