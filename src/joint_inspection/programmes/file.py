"""How is a programme kept in a file, and what may be wrong with one?"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from joint_inspection.errors import InvalidInput, Problem, invalid
from joint_inspection.programmes.model import Programme, Unmet, Visit
from joint_inspection.secret_files import write_whole

VISIT_KEYS = ("id", "area", "framework", "kind", "start", "end")


def as_document(programme: Programme, *, names: Mapping[str, str]) -> dict[str, Any]:
    """The programme as its file says it, with the areas' names beside their codes."""
    return {
        "from": programme.start.isoformat(),
        "to": programme.end.isoformat(),
        "notes": dict(programme.notes),
        "visits": [visit_as_json(visit, names=names) for visit in programme.visits],
        "unmet": [unmet_as_json(each, names=names) for each in programme.unmet],
    }


def visit_as_json(visit: Visit, *, names: Mapping[str, str]) -> dict[str, Any]:
    """The outside shape of a visit."""
    return {
        "id": visit.id, "area": visit.area, "name": names.get(visit.area, ""), "framework": visit.framework,
        "kind": visit.kind, "start": visit.start.isoformat(), "end": visit.end.isoformat(), "rule": visit.rule,
        "coincides_with": list(visit.coincides_with),
    }  # fmt: skip


def unmet_as_json(each: Unmet, *, names: Mapping[str, str]) -> dict[str, Any]:
    """The outside shape of what could not be met."""
    return {
        "area": each.area, "name": names.get(each.area, ""), "framework": each.framework, "kind": each.kind,
        "rule": each.rule, "says": each.says, "window": each.window,
    }  # fmt: skip


def write_programme(programme: Programme, path: Path, *, names: Mapping[str, str]) -> None:
    """Write a programme file, whole or not at all."""
    write_whole(path, json.dumps(as_document(programme, names=names), ensure_ascii=False, indent=1).encode())


def read_programme(path: Path) -> Programme:
    """Read a programme file; raises InvalidInput with every problem of its form."""
    return programme_from(_document(path), file=str(path))


def _document(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise invalid("", f"The file cannot be read: {error.strerror}", file=str(path)) from None
    except UnicodeDecodeError:
        raise invalid("", "This is not text in UTF-8; a programme is a JSON file", file=str(path)) from None
    except json.JSONDecodeError as error:
        raise invalid("", f"This is not JSON: {error.msg}", file=str(path), line=error.lineno) from None
    except RecursionError:
        raise invalid("", "Blocks lie too deep within blocks for a programme", file=str(path)) from None


def programme_from(document: Any, *, file: str | None = None) -> Programme:
    """The programme that a JSON document says; raises InvalidInput with every problem of its form."""
    if not isinstance(document, dict):
        raise invalid("", "A programme is a JSON object with from, to, visits and unmet", file=file)
    reader = _Reader(file=file)
    start, end = reader.day(document, "from", ""), reader.day(document, "to", "")
    visits = tuple(_visits(document.get("visits"), reader))
    unmet = tuple(_unmet(document.get("unmet"), reader))
    notes = document.get("notes")
    if start > end and not reader.problems:
        reader.note("to", f"The programme ends ({end}) before it begins ({start}); correct one of them")
    if reader.problems:
        raise InvalidInput(reader.problems)
    return Programme(start=start, end=end, visits=visits, unmet=unmet, notes=notes if isinstance(notes, dict) else {})


@dataclass(kw_only=True)
class _Reader:
    """Reads values and notes every problem on the way."""

    file: str | None
    problems: list[Problem] = field(default_factory=list)

    def note(self, where: str, says: str) -> None:
        self.problems.append(Problem(where=where, says=says, file=self.file))

    def text(self, block: Mapping[str, Any], key: str, where: str, *, optional: bool = False) -> str:
        value = block.get(key)
        if isinstance(value, str) and value.strip():
            return value
        if not (optional and value is None):
            self.note(f"{where}{key}", f"Write {key} as text" if key in block else f"Add {key}, which is missing here")
        return ""

    def day(self, block: Mapping[str, Any], key: str, where: str) -> date:
        text = self.text(block, key, where)
        try:
            return date.fromisoformat(text) if text else date.min
        except ValueError:
            self.note(f"{where}{key}", f"Write {key} as a date that exists, for example 2025-06-02; got {text!r}")
            return date.min

    def blocks(self, value: Any, where: str) -> Iterator[tuple[str, dict[str, Any]]]:
        if not isinstance(value, list):
            self.note(where, f"Write {where} as a list, empty if there are none")
            return
        for number, each in enumerate(value):
            if isinstance(each, dict):
                yield f"{where}.{number}.", each
            else:
                self.note(f"{where}.{number}", "Write an object here")


def _visits(value: Any, reader: _Reader) -> Iterator[Visit]:
    for where, block in reader.blocks(value, "visits"):
        texts = {key: reader.text(block, key, where) for key in ("id", "area", "framework", "kind")}
        together = block.get("coincides_with") or []
        if not (isinstance(together, list) and all(isinstance(each, str) for each in together)):
            reader.note(f"{where}coincides_with", "Write coincides_with as a list of visit ids")
            together = []
        yield Visit(
            **texts, start=reader.day(block, "start", where), end=reader.day(block, "end", where),
            coincides_with=tuple(together), rule=reader.text(block, "rule", where, optional=True) or None,
        )  # fmt: skip


def _unmet(value: Any, reader: _Reader) -> Iterator[Unmet]:
    for where, block in reader.blocks(value, "unmet"):
        texts = {key: reader.text(block, key, where) for key in ("area", "rule", "says")}
        framework, kind, window = (
            reader.text(block, key, where, optional=True) or None for key in ("framework", "kind", "window")
        )
        yield Unmet(**texts, framework=framework, kind=kind, window=window)
