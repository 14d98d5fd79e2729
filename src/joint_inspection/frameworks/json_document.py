"""What does a JSON file say, and on which line does it say it?

Stricter than JSON itself: a key given twice is a problem, and so is a word in the place of a number.
"""

from __future__ import annotations

import contextlib
import json
from typing import Any

import yaml

from joint_inspection.errors import invalid
from joint_inspection.frameworks.document import DEEPEST, Document, Loader

_NOWHERE: Any = yaml.compose("{}", Loader=Loader)


def json_data(content: bytes, *, file: str, is_it: str, otherwise: str = "") -> Any:
    """The data of a file; raises InvalidInput. For the advice: what it should be, and what else may be done."""
    try:
        data = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number)
    except UnicodeDecodeError:
        raise invalid("", "This is not text in UTF-8; save it as UTF-8 text", file=file) from None
    except json.JSONDecodeError as error:
        says = f"This is not JSON: {error.msg}; correct it here{otherwise}"
        raise invalid("", says, file=file, line=error.lineno) from None
    except (_Refused, RecursionError) as error:
        says = str(error) if isinstance(error, _Refused) else f"Blocks lie within blocks too deep; {is_it}"
        raise invalid("", says, file=file) from None
    if _is_too_deep(data):
        raise invalid("", f"Blocks lie within blocks too deep; {is_it}", file=file)
    return data


def with_lines(content: bytes, *, file: str, data: Any) -> tuple[Document, bool]:
    """The file with its lines, and whether they can be found: JSON is read as YAML for that."""
    root: Any = None
    with contextlib.suppress(yaml.YAMLError, RecursionError):
        root = yaml.compose(content.decode("utf-8-sig"), Loader=Loader)
    return Document(file=file, data=_tuples(data), root=root or _NOWHERE), root is not None


def _is_too_deep(data: Any) -> bool:
    """Whether blocks lie within blocks deeper than in any file of ours, counted level by level."""
    level = [data]
    for _ in range(DEEPEST):
        inside = (each.values() if isinstance(each, dict) else each for each in level if isinstance(each, dict | list))
        level = [part for parts in inside for part in parts]
    return bool(level)


class _Refused(Exception):
    """Something that JSON allows and no file of ours does."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise _Refused("A key is given twice in one block; keep one of them")
    return made


def _no_number(word: str) -> None:
    raise _Refused(f"{word} is not a number; leave it out")


def _tuples(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _tuples(each) for key, each in value.items()}
    return tuple(_tuples(each) for each in value) if isinstance(value, list | tuple) else value
