"""What should be written instead? Turns what the model refuses into advice in plain English."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from pydantic_core import ErrorDetails

from joint_inspection.errors import Problem
from joint_inspection.frameworks.document import Document
from joint_inspection.frameworks.model import Framework, Value

NOT_A_NUMBER = {"int_type": "a whole number", "float_type": "a number"}
NOT_A_BLOCK = {"model_type", "dict_type"}
BOUNDS = {"greater_than": "more than {gt}", "greater_than_equal": "{ge} or more",
          "less_than": "less than {lt}", "less_than_equal": "{le} or less"}  # fmt: skip


def shape_problems(
    document: Document, errors: Iterable[ErrorDetails], *, model: type[Value] = Framework
) -> list[Problem]:
    """What the model refuses, as advice with lines, in the file's order and one problem a place."""
    errors = list(errors)
    found: dict[tuple[int | str, ...], Problem] = {}
    for error in errors:
        if not _is_misspelt(error, errors, model) and not _is_echo(error):
            steps = _steps(document, error)
            found.setdefault(steps, document.problem(steps, advise(error, model=model)))
    return sorted(found.values(), key=lambda problem: problem.line or 0)


def _is_misspelt(missing: ErrorDetails, errors: Iterable[ErrorDetails], model: type[Value]) -> bool:
    """A missing key is reported once only, as misspelt, where an unknown one beside it looks like it."""
    *block, name = missing["loc"] or ("",)
    beside = (error for error in errors if error["type"] == "extra_forbidden" and [*error["loc"][:-1]] == block)
    known = keys_at(block, model=model)
    return missing["type"] == "missing" and any(meant(str(each["loc"][-1]), known) == name for each in beside)


def _is_echo(error: ErrorDetails) -> bool:
    """The model counts only the parts without problems; a list that is long enough is not too short."""
    return error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"]


def _steps(document: Document, error: ErrorDetails) -> tuple[int | str, ...]:
    """The place of an error in the file, without the names that the model gives to alternatives of a type."""
    node: Any = document.data
    steps: list[int | str] = []
    for step in error["loc"]:
        if _leads_on(node, step):
            node = node[step]
            steps.append(step)
        elif error["type"] == "missing":
            steps.append(step)
    return tuple(steps)


def _leads_on(node: object, step: int | str) -> bool:
    if isinstance(node, tuple):
        return isinstance(step, int) and step < len(node)
    return isinstance(node, dict) and step in node


def advise(error: ErrorDetails, *, model: type[Value] = Framework) -> str:
    """One sentence of advice for one error of the model."""
    kind, given, context = error["type"], error["input"], error.get("ctx", {})
    if kind == "extra_forbidden":
        return unknown_key(str(error["loc"][-1]), keys_at(error["loc"][:-1], model=model))
    if kind == "missing":
        return _missing(error["loc"][-1])
    if kind == "literal_error":
        return not_one_of(given, choices_of(context))
    if kind == "value_error":
        return str(context["error"])
    return _wrong_kind(kind, given) or _wrong_size(kind, given, context) or f"{error['msg']}; got {shown(given)}"


def _missing(last: int | str) -> str:
    if isinstance(last, int):
        return f"Give {last + 1} values here, in square brackets"
    return f"Add '{last}', which is missing here"


def _wrong_kind(kind: str, given: object) -> str | None:
    if kind == "string_type":
        return _not_text(given)
    if kind in NOT_A_NUMBER:
        return f"Write {NOT_A_NUMBER[kind]}; got {shown(given)}"
    if kind == "tuple_type":
        return f"Write a list, one '- ' a line or in square brackets; got {shown(given)}"
    if kind in NOT_A_BLOCK:
        return f"Write a block of 'key: value' lines here; got {shown(given)}"
    if kind.startswith("bool"):
        return f"Write true or false; got {shown(given)}"
    if kind.startswith("date"):
        return f"Write a date as year-month-day, for example 2018-01-29; got {shown(given)}"
    if kind == "string_pattern_mismatch":
        return f"Write an id in small letters, digits and hyphens, for example 'help_protection'; got {shown(given)}"
    return None


def _not_text(given: object) -> str:
    if given is None or isinstance(given, tuple | dict):
        return f"Write text here; got {shown(given)}"
    if isinstance(given, bool):
        return "Put quotes around it: yes, no, on, off, true and false without quotes are not text"
    return f'Put quotes around it, so that it stays text: "{given}"'


def _wrong_size(kind: str, given: object, context: Mapping[str, Any]) -> str | None:
    if kind in BOUNDS:
        return f"Write a number that is {BOUNDS[kind].format(**context)}; got {shown(given)}"
    if kind == "string_too_short":
        return "Write something here; it is empty"
    if kind == "too_short":
        return f"Write at least {context['min_length']} here; there {_are(context['actual_length'])}"
    if kind == "too_long":
        return f"Write at most {context['max_length']} here; there {_are(context['actual_length'])}"
    return None


def _are(number: int | None) -> str:
    return "is 1" if number == 1 else f"are {number or 'none'}"


def unknown_key(name: str, known: Iterable[str]) -> str:
    """Advice for a key that means nothing here."""
    known = list(known)
    if near := meant(name, known):
        return f"Unknown key '{name}'; did you mean '{near}'?"
    return f"Unknown key '{name}'; take it out, or use one of: {', '.join(known)}"


def not_one_of(given: object, allowed: Iterable[str]) -> str:
    """Advice for a word that is not among those allowed."""
    allowed = list(allowed)
    near = meant(str(given), allowed)
    hint = f"did you mean '{near}'? Allowed" if near else "write one of"
    return f"{shown(given)} is not allowed here; {hint}: {', '.join(allowed) or 'nothing yet'}"


def meant(word: str, known: Iterable[str]) -> str | None:
    """The known word that looks most like this one, if any looks like it."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1)), None)


def unknown(what: str, name: str, known: Iterable[str]) -> str:
    """Advice for a name that nothing answers to."""
    known = sorted(set(known))
    if near := meant(name, known):
        return f"There is no {what} '{name}'; did you mean '{near}'?"
    return f"There is no {what} '{name}'; " + (f"use one of: {', '.join(known)}" if known else "none is defined yet")


def shown(given: object) -> str:
    """What was given, short enough for a sentence."""
    if given is None:
        return "nothing"
    if isinstance(given, dict):
        return "a block"
    if isinstance(given, tuple):
        return "a list"
    if isinstance(given, bool):
        return str(given).lower()
    text = f"'{given}'" if isinstance(given, str) else str(given)
    return text if len(text) <= 60 else f"{text[:57]}…'"


def choices_of(context: Mapping[str, Any]) -> list[str]:
    """The words a literal allows, from the model's own message (``'a', 'b' or 'c'``)."""
    return [word.strip().strip("'") for word in str(context["expected"]).replace(" or ", ", ").split(", ")]


def keys_at(loc: Iterable[int | str], *, model: type[Value] = Framework) -> list[str]:
    """The keys that the block at this place may have."""
    for part in loc:
        if isinstance(part, str):
            model = _model_in(_annotations(model).get(part)) or model
    return list(_annotations(model))


def _annotations(model: type[Value]) -> dict[str, Any]:
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _model_in(annotation: Any) -> type[Value] | None:
    if isinstance(annotation, type) and issubclass(annotation, Value):
        return annotation
    return next((found for each in get_args(annotation) if (found := _model_in(each))), None)
