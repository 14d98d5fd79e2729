"""How results leave the command line: one JSON document, or plain text for people."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

from joint_inspection.errors import Problem

Command = Callable[[argparse.Namespace], int | None]


def add_verb(verbs: Any, name: str, run: Command, says: str) -> argparse.ArgumentParser:
    """Add a verb to a noun; every verb takes ``--json``."""
    parser: argparse.ArgumentParser = verbs.add_parser(name, help=says, description=says)
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.set_defaults(run=run)
    return parser


def plain(value: Any) -> Any:
    """Turn library values into what JSON can hold; dates become ISO 8601."""
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, str | int | float | bool) or value is None:
        return value
    if isinstance(value, Path):
        return str(value)
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json", by_alias=True)
    if isinstance(value, Iterable):
        return [plain(each) for each in value]
    raise TypeError(f"{type(value).__name__} has no JSON form")


def print_json(document: Any) -> None:
    """Print one JSON document on standard output, with letters that it cannot take escaped."""
    takes_all = "utf" in (getattr(sys.stdout, "encoding", None) or "utf-8").lower()
    print(json.dumps(plain(document), ensure_ascii=not takes_all, indent=2))


def print_problems(problems: Iterable[Problem], *, as_json: bool) -> None:
    """Print every problem: as JSON on standard output, else as lines on standard error."""
    problems = tuple(problems)
    if as_json:
        print_json({"problems": problems})
        return
    for problem in problems:
        print(problem, file=sys.stderr)


def say(message: str) -> None:
    """Tell the person something; never part of the result."""
    print(message, file=sys.stderr)
