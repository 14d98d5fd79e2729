"""What is wrong with a file of request lists, beyond its shape?

Columns are told apart by their headings and codes by how they are written, so each must mean one thing only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from joint_inspection.errors import InvalidInput, Problem
from joint_inspection.frameworks.check import digests
from joint_inspection.frameworks.check.surroundings import Flaw
from joint_inspection.frameworks.document import Document, read_document
from joint_inspection.frameworks.model import Code, DataField, RequestLists
from joint_inspection.frameworks.requests import BEGINS, FILES, list_files, read_lists

DIGESTS = FILES / "digests.txt"
Steps = tuple[str | int, ...]
Rule = Callable[[RequestLists], Iterable[Flaw]]


def lists_are_told_apart(lists: RequestLists) -> Iterator[Flaw]:
    """No two lists share an id, a number or a name."""
    steps = [("lists", number) for number in range(len(lists.lists))]
    yield from _twice("id", "list", [(where, each.id) for where, each in zip(steps, lists.lists, strict=True)])
    numbers = [(where, str(each.number)) for where, each in zip(steps, lists.lists, strict=True) if each.number]
    yield from _twice("number", "list", numbers)
    names = [(where, name) for where, each in zip(steps, lists.lists, strict=True) for name in {each.title, *each.also}]
    yield from _twice("name", "list", names, key="title")


def columns_are_told_apart(lists: RequestLists) -> Iterator[Flaw]:
    """On one list no two columns share an id or a heading, be it another heading under which they arrive."""
    for number, each in enumerate(lists.lists):
        steps = [("lists", number, "fields", place) for place in range(len(each.fields))]
        pairs = list(zip(steps, each.fields, strict=True))
        yield from _twice("id", "column", [(where, field.id) for where, field in pairs])
        headings = [(where, name) for where, field in pairs for name in {_plain(n) for n in (field.title, *field.also)}]
        yield from _twice("heading", "column", headings, key="title")


def columns_mean_the_same(lists: RequestLists) -> Iterator[Flaw]:
    """One id has one type on every list, and a column of codes says which."""
    types: dict[str, str] = {}
    for steps, field in _fields(lists):
        if types.setdefault(field.id, field.type) != field.type:
            says = f"'{field.id}' is a {types[field.id]} elsewhere; make it one here, or give it another id"
            yield Flaw((*steps, "type"), says)
        if (field.type == "code") != bool(field.codes):
            says = "Name its codes" if field.type == "code" else "Only a column of type code has codes; take them out"
            yield Flaw((*steps, "codes"), says)


def somebody_is_meant(lists: RequestLists) -> Iterator[Flaw]:
    """Every list with columns has one that says whom a row is about: text, and required."""
    for number, each in enumerate(lists.lists):
        if each.fields and not any(field.required and field.type == "text" for field in each.fields):
            says = "Mark the column that says whom a row is about: type text, required: true"
            yield Flaw(("lists", number, "fields"), says)


def codes_are_told_apart(lists: RequestLists) -> Iterator[Flaw]:
    """In one set no two codes share an id or a way of writing; a letter with its bracket may be said to be doubtful."""
    for name, codes in lists.code_sets.items():
        yield from _codes(codes, ("code_sets", name))


def sets_are_used(lists: RequestLists) -> Iterator[Flaw]:
    """A set of codes, or other headings, that no column has is left over."""
    used = [field.codes for _, field in _fields(lists)]
    for name, codes in lists.code_sets.items():
        if codes not in used:
            yield Flaw(("code_sets", name), f"No column has the codes '{name}'; name them in one, or take them out")
    known = {field.id for _, field in _fields(lists)}
    for name in lists.headings:
        if name not in known:
            yield Flaw(("headings", name), f"No list has a column '{name}'; correct the id, or take it out")


RULES: tuple[Rule, ...] = (
    lists_are_told_apart, columns_are_told_apart, columns_mean_the_same, somebody_is_meant, codes_are_told_apart,
    sets_are_used,
)  # fmt: skip


def check_lists(document: Document) -> list[Problem]:
    """Everything wrong with one file of request lists."""
    try:
        lists = read_lists(document)
    except InvalidInput as error:
        return list(error.problems)
    path, known = Path(document.file), digests.recorded(DIGESTS)
    flaws = [flaw for rule in RULES for flaw in rule(lists)]
    flaws += digests.still_as_published(path, lists, known=known, shelf=FILES)
    return sorted((document.problem(*flaw) for flaw in flaws), key=lambda problem: problem.line or 0)


def check_carried() -> list[Problem]:
    """Everything wrong with the files that come with the package."""
    problems: list[Problem] = []
    for path in list_files():
        try:
            problems += check_lists(read_document(path, begins=BEGINS))
        except InvalidInput as error:
            problems += error.problems
    return problems


def record_new() -> tuple[str, ...]:
    """Record the digest of every new file with which nothing else is wrong; the versions recorded."""
    wrong = {problem.file for problem in check_carried() if problem.says != digests.NOT_RECORDED}
    return digests.record((path for path in list_files() if str(path) not in wrong), file=DIGESTS)


def holds_lists(document: Document) -> bool:
    """Whether a file describes request lists and not a framework."""
    return "lists" in document.data and "kinds" not in document.data


def _fields(lists: RequestLists) -> Iterator[tuple[Steps, DataField]]:
    for number, each in enumerate(lists.lists):
        for place, field in enumerate(each.fields):
            yield ("lists", number, "fields", place), field


def _codes(codes: Iterable[Code], steps: Steps) -> Iterator[Flaw]:
    pairs = [((*steps, place), code) for place, code in enumerate(codes)]
    yield from _twice("id", "code", [(where, code.id) for where, code in pairs])
    ways = [(where, way) for where, code in pairs for way in {_plain(n) for n in (code.id, code.title, *code.also)}]
    yield from _twice("way of writing", "code", [each for each in ways if not each[1].endswith(")")], key="also")


def _twice(what: str, thing: str, named: Iterable[tuple[Steps, str]], *, key: str | None = None) -> Iterator[Flaw]:
    """A flaw for every name that another has before."""
    seen: set[str] = set()
    for steps, name in named:
        if name in seen:
            yield Flaw((*steps, key or what), f"Another {thing} has the {what} '{name}'; give this one another")
        seen.add(name)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
