"""Which frameworks are there, and what does each one say?

A framework is read from its file, strictly: every problem of its shape is reported at once, with the line and what to
write instead. The published ones come with the package, one file a version.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from joint_inspection.errors import InvalidInput, Problem, invalid
from joint_inspection.frameworks.advice import meant, shape_problems
from joint_inspection.frameworks.document import Document, read_document
from joint_inspection.frameworks.model import Framework
from joint_inspection.frameworks.shelf import published_files


def load_framework(path: Path | str) -> Framework:
    """Read one framework file; raises InvalidInput with every problem of its shape."""
    return from_document(read_document(Path(path)))


def from_document(document: Document) -> Framework:
    """The framework that a file describes; raises InvalidInput with every problem of its shape."""
    try:
        return Framework.model_validate(document.data, strict=True)
    except ValidationError as error:
        raise InvalidInput(shape_problems(document, error.errors(include_url=False))) from None


def read_frameworks(paths: Iterable[Path | str]) -> tuple[Framework, ...]:
    """Read several files; the problems of all of them are raised together."""
    return _read_all((Path(path) for path in paths), read=load_framework)


def _read_all(paths: Iterable[Path], *, read: Callable[[Path], Framework]) -> tuple[Framework, ...]:
    frameworks: list[Framework] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            frameworks.append(read(path))
        except InvalidInput as error:
            problems += error.problems
    if problems:
        raise InvalidInput(problems)
    return tuple(frameworks)


@cache
def published() -> tuple[Framework, ...]:
    """Every framework version that comes with the package, by id and then in the order of their lives."""
    return _read_all(published_files(), read=_load_published)


def find(ref: str, on: date | None = None) -> Framework:
    """The framework that ``ref`` names: ``id@version``, ``id`` or a YAML file of one's own.

    A bare ``id`` is the version in force on the date asked, else its newest.
    """
    if ref.endswith((".yaml", ".yml")):
        return load_framework(ref)
    framework_id, at, version = ref.partition("@")
    if at:
        return _load_published(_path_of(framework_id, version))
    versions = [_load_published(path) for path in _versions_of(framework_id)]
    in_force = [framework for framework in versions if on and framework.is_in_force(on)]
    return (in_force or versions)[-1]


def versions(framework_id: str) -> tuple[Framework, ...]:
    """Every published version of a framework, oldest first; raises InvalidInput if there is none."""
    return tuple(_load_published(path) for path in _versions_of(framework_id))


@cache
def _load_published(path: Path) -> Framework:
    return load_framework(path)


def _versions_of(framework_id: str) -> list[Path]:
    paths = [path for path in published_files() if path.parent.name == framework_id]
    if not paths:
        raise _unknown(framework_id, sorted({path.parent.name for path in published_files()}))
    return paths


def _path_of(framework_id: str, version: str) -> Path:
    for path in _versions_of(framework_id):
        if path.stem == version:
            return path
    raise _unknown(f"{framework_id}@{version}", [f"{framework_id}@{path.stem}" for path in _versions_of(framework_id)])


def _unknown(ref: str, known: list[str]) -> InvalidInput:
    near = meant(ref, known)
    hint = f"did you mean '{near}'? Known" if near else "known"
    return invalid("framework", f"There is no framework '{ref}'; {hint}: {', '.join(known)}")
