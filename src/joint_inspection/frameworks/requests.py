"""Which child-level lists does a framework ask for, and of whom?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from joint_inspection.errors import InvalidInput, NotPossible, invalid
from joint_inspection.frameworks.advice import shape_problems
from joint_inspection.frameworks.document import read_document
from joint_inspection.frameworks.model import DataList, DataRequest, Framework, RequestLists
from joint_inspection.frameworks.shelf import version_key

FILES = Path(__file__).parent / "request_lists"


@dataclass(frozen=True, kw_only=True)
class RequestedList:
    """A list that an agency is asked for in an inspection, with its columns."""

    request: DataRequest
    agency: str
    list: DataList


def requested_lists(framework: Framework) -> tuple[RequestedList, ...]:
    """Every child-level list with columns that a framework asks for; raises NotPossible where it asks for none."""
    found = tuple(each for request in framework.data_requests for each in _lists_of(request))
    if not found:
        raise NotPossible(f"{framework.ref} asks for no child-level lists with columns")
    return found


@cache
def every_list() -> tuple[RequestedList, ...]:
    """Every list whose columns are defined, whoever asks for it, by the newest version of each file."""
    newest = {path.parent.name: path for path in list_files()}
    files = (request_lists(f"{name}@{path.stem}") for name, path in newest.items())
    return tuple(each for lists in files for request in _whole(lists) for each in _lists_of(request))


def _whole(lists: RequestLists) -> Iterator[DataRequest]:
    """A request for all lists of a file, agency by agency."""
    for agency in dict.fromkeys(each.agency or lists.agency for each in lists.lists):
        yield DataRequest(
            id=f"{lists.id}-{agency}", title=lists.title, agency=agency, lists_from=lists.ref,
            lists=tuple(each for each in lists.lists if (each.agency or lists.agency) == agency), setting="All known.",
        )  # fmt: skip


def list_files() -> tuple[Path, ...]:
    """The files of request lists, by id and then in the order of their versions."""
    return tuple(sorted(FILES.rglob("*.yaml"), key=lambda path: (path.parent.name, version_key(path.stem))))


def _lists_of(request: DataRequest) -> Iterator[RequestedList]:
    defined = {each.id: each for each in request_lists(request.lists_from).lists} if request.lists_from else {}
    chosen = [defined.get(each.id, each) for each in request.lists] or [
        each for each in defined.values() if each.agency in (None, request.agency)
    ]
    for each in chosen:
        if each.fields:
            yield RequestedList(request=request, agency=each.agency or request.agency, list=each)


@cache
def request_lists(ref: str) -> RequestLists:
    """The lists that ``ref`` names: ``id@version``."""
    path = FILES / f"{ref.replace('@', '/')}.yaml"
    known = [f"{each.parent.name}@{each.stem}" for each in list_files()]
    if ref not in known:
        raise invalid("lists_from", f"There are no request lists '{ref}'; known: {', '.join(known)}")
    document = read_document(path, begins="id, version, title and sources")
    try:
        return RequestLists.model_validate(document.data)
    except ValidationError as error:
        raise InvalidInput(shape_problems(document, error.errors(include_url=False))) from None
