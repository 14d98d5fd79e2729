"""What does a YAML file say, and on which line does it say it?

Stricter than YAML itself: a key given twice is a problem, and keys are always text (so ``on:`` is the word *on*).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from joint_inspection.errors import InvalidInput, Problem, invalid

Steps = Sequence[str | int]
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LARGEST = 2_000_000
"""Bytes; the largest published file is a fiftieth of this."""
DEEPEST = 100
"""Blocks within blocks."""
MOST_PARTS = 100_000
"""Parts of one file, those that an anchor repeats counted each time."""


@dataclass(frozen=True, kw_only=True)
class Document:
    """A YAML file as it was read: its data, and where in the file each part stands."""

    file: str
    data: dict[str, Any]
    root: yaml.Node = field(repr=False)

    def line(self, steps: Steps) -> int:
        """The line, counted from 1, of the part that ``steps`` lead to, or of the nearest part around it."""
        node, line = self.root, _line(self.root)
        for step in steps:
            found = _within(node, step)
            if found is None:
                continue
            node, line = found
        return line

    def problem(self, steps: Steps, says: str) -> Problem:
        """Something wrong at one place of this file."""
        return Problem(where=".".join(map(str, steps)), says=says, file=self.file, line=self.line(steps))


def read_document(path: Path, *, begins: str = "id, version, title and summary") -> Document:
    """Read a YAML file whose top is a block of keys; raises InvalidInput with every problem of form.

    ``begins`` says with which keys such a file begins, for the advice.
    """
    return _read(read_text(path), file=str(path), begins=begins)


def document_from(content: bytes, *, file: str, begins: str) -> Document:
    """The same from what a file holds; raises InvalidInput."""
    return _read(_decoded(content, file), file=file, begins=begins)


def _read(text: str, *, file: str, begins: str) -> Document:
    root = _compose(text, file=file, begins=begins)
    reader = _Reader(file=file)
    data = reader.value(root, ())
    if reader.problems:
        raise InvalidInput(sorted(reader.problems, key=lambda problem: problem.line or 0))
    return Document(file=file, data=data, root=root)


def read_text(path: Path) -> str:
    """The file's text; raises InvalidInput with advice where there is none."""
    file = str(path)
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        raise invalid("", "There is no such file; check the spelling of its name", file=file) from None
    except IsADirectoryError:
        raise invalid("", "This is a folder; name the YAML files in it", file=file) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise invalid("", f"The file cannot be read: {reason}", file=file) from None
    return _decoded(content, file)


def _decoded(content: bytes, file: str) -> str:
    if len(content) > LARGEST:
        raise invalid("", f"The file is larger than {LARGEST:,} bytes; is it a framework?", file=file, line=1)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise invalid("", "This is not text in UTF-8; save it as UTF-8 text", file=file, line=line) from None


def _compose(text: str, *, file: str, begins: str) -> yaml.Node:
    if _too_deep(text):
        raise invalid("", "Blocks lie within blocks more than a hundred deep; is it a framework?", file=file, line=1)
    try:
        root = yaml.compose(text, Loader=Loader)
    except yaml.MarkedYAMLError as error:
        raise _not_yaml(error, file=file) from None
    except (yaml.YAMLError, RecursionError) as error:
        line = text[: getattr(error, "position", 0)].count("\n") + 1
        raise invalid("", "This is not YAML; write 'key: value' lines", file=file, line=line) from None
    if root is None:
        raise invalid("", f"The file is empty; start with {begins}", file=file, line=1)
    if not isinstance(root, yaml.MappingNode):
        says = f"The file must be a block of 'key: value' lines; start with {begins}"
        raise invalid("", says, file=file, line=_line(root))
    return root


def _too_deep(text: str) -> bool:
    """The C parser has no bound of its own and would end the process."""
    depth = deepest = 0
    for bracket in re.findall(r"[\[\]{}]", text):
        depth += 1 if bracket in "[{" else -1
        deepest = max(depth, deepest)
    return deepest > DEEPEST or re.search(rf"^[ ?-]{{{2 * DEEPEST}}}", text, re.MULTILINE) is not None


def _not_yaml(error: yaml.MarkedYAMLError, *, file: str) -> InvalidInput:
    mark = error.problem_mark or error.context_mark
    says = f"This is not YAML: {error.problem or error.context}; check the indentation, colons and quotes here"
    return invalid("", says, file=file, line=mark.line + 1 if mark else None)


class _Reader:
    """Turns nodes into plain data and notes every problem on the way."""

    def __init__(self, *, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self._around: list[yaml.Node] = []
        self._parts = 0
        self._scalars = yaml.constructor.SafeConstructor()

    def value(self, node: yaml.Node, steps: tuple[str | int, ...]) -> Any:
        self._parts += 1
        if self._parts > MOST_PARTS:
            says = f"The file has more than {MOST_PARTS:,} parts; is it a framework?"
            raise invalid("", says, file=self.file, line=_line(node))
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, steps)
        if any(node is each for each in self._around):
            return self._note(node, steps, "This block contains itself by way of an alias (*); write it out")
        self._around.append(node)
        found = self._mapping(node, steps) if isinstance(node, yaml.MappingNode) else self._sequence(node, steps)
        self._around.pop()
        return found

    def _sequence(self, node: yaml.Node, steps: tuple[str | int, ...]) -> tuple[Any, ...]:
        return tuple(self.value(each, (*steps, number)) for number, each in enumerate(node.value))

    def _mapping(self, node: yaml.MappingNode, steps: tuple[str | int, ...]) -> dict[str, Any]:
        result: dict[str, Any] = {}
        lines: dict[str, int] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._note(key, steps, "A key must be a word; put quotes around text that starts with { or [")
            elif key.value in result:
                says = f"The key '{key.value}' is given twice, first on line {lines[key.value]}; keep one of them"
                self._note(key, (*steps, key.value), says)
            else:
                lines[key.value] = _line(key)
                result[key.value] = self.value(value, (*steps, key.value))
        return result

    def _scalar(self, node: yaml.Node, steps: tuple[str | int, ...]) -> Any:
        if node.tag == "tag:yaml.org,2002:str":
            return node.value
        if not node.tag.startswith("tag:yaml.org,2002:"):
            return self._note(node, steps, f"The tag {node.tag} is not used; put quotes around text that starts with !")
        try:
            return _as_date(self._scalars.construct_document(node))
        except (ValueError, yaml.YAMLError):
            return self._note(
                node, steps, f"'{node.value}' is not a date or number that exists; correct it, or quote it"
            )

    def _note(self, node: yaml.Node, steps: Steps, says: str) -> None:
        where = ".".join(map(str, steps))
        self.problems.append(Problem(where=where, says=says, file=self.file, line=_line(node)))


def _as_date(value: Any) -> Any:
    """Text for a moment of a day (nothing in a framework happens at an hour); everything else as it is."""
    return value.isoformat() if hasattr(value, "hour") and isinstance(value, date) else value


def _within(node: yaml.Node, step: str | int) -> tuple[yaml.Node, int] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return value, _line(key)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], _line(node.value[step])
    return None


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1
