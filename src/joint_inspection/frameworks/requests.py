"""Which child-level lists does a framework ask for, and of whom?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from joint_inspection.errors import InvalidInput, NotPossible, invalid
from joint_inspection.frameworks.advice import shape_problems, unknown
from joint_inspection.frameworks.document import Document, read_document
from joint_inspection.frameworks.model import DataList, DataRequest, Framework, RequestLists
from joint_inspection.frameworks.shelf import version_key

FILES = Path(__file__).parent / "request_lists"
BEGINS = "id, version, title and sources"


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
    for agency in dict.fromkeys(lists.held_by(each) for each in lists.lists):
        yield DataRequest(
            id=f"{lists.id}-{agency}", title=lists.title, agency=agency, lists_from=lists.ref, setting="All known."
        )


def list_files() -> tuple[Path, ...]:
    """The files of request lists, by id and then in the order of their versions."""
    return tuple(sorted(FILES.rglob("*.yaml"), key=lambda path: (path.parent.name, version_key(path.stem))))


def _lists_of(request: DataRequest) -> Iterator[RequestedList]:
    lists = request_lists(request.lists_from) if request.lists_from else None
    defined = {each.id: each for each in lists.lists} if lists else {}
    chosen = [_chosen(each, defined) for each in request.lists] or [
        each for each in defined.values() if lists and lists.held_by(each) == request.agency
    ]
    for each in chosen:
        if each.fields:
            yield RequestedList(request=request, agency=each.agency or request.agency, list=each)


def _chosen(each: DataList, defined: Mapping[str, DataList]) -> DataList:
    """A list with the columns defined elsewhere; whom it is asked for, and how far back, the framework says."""
    if each.fields or each.id not in defined:
        return each
    whole = defined[each.id]
    back = whole.months_back if each.months_back is None else each.months_back
    return whole.model_copy(update={"who": each.who, "months_back": back})


def written_out(framework: Framework) -> Framework:
    """The framework with the columns of every list that it asks for, be they defined elsewhere."""
    requests = tuple(_with_columns(request) for request in framework.data_requests)
    return framework.model_copy(update={"data_requests": requests})


def _with_columns(request: DataRequest) -> DataRequest:
    if not request.lists_from:
        return request
    named = {each.id: each for each in request.lists}
    lists = [each.list.model_copy(update={"title": named[each.list.id].title}) if each.list.id in named else each.list
             for each in _lists_of(request)]  # fmt: skip
    return request.model_copy(update={"lists": tuple(lists)})


@cache
def request_lists(ref: str) -> RequestLists:
    """The lists that ``ref`` names: ``id@version``."""
    path = FILES / f"{ref.replace('@', '/')}.yaml"
    known = known_lists()
    if ref not in known:
        raise invalid("lists_from", f"There are no request lists '{ref}'; known: {', '.join(known)}")
    return read_lists(read_document(path, begins=BEGINS))


def known_lists() -> list[str]:
    """The sets of request lists that come with the package, ``id@version``."""
    return [f"{path.parent.name}@{path.stem}" for path in list_files()]


def read_lists(document: Document) -> RequestLists:
    """The lists that a file describes; raises InvalidInput with every problem of its shape."""
    problems = [document.problem(steps, says) for steps, says in _unknown_sets(document.data)]
    try:
        found = RequestLists.model_validate(document.data)
    except ValidationError as error:
        errors = [each for each in error.errors(include_url=False) if not _is_of_a_set(document.data, each["loc"])]
        raise InvalidInput([*problems, *shape_problems(document, errors, model=RequestLists)]) from None
    return found


def _unknown_sets(data: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Columns whose codes are a name that no set of codes has."""
    sets = data.get("code_sets", {})
    for steps, field in _fields(data):
        named = field.get("codes")
        if isinstance(named, str) and named not in sets:
            yield (*steps, "codes"), unknown("set of codes", named, sets)


def _fields(data: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], Mapping[str, Any]]]:
    for n, each in enumerate(data.get("lists", ()) if isinstance(data.get("lists"), tuple) else ()):
        fields = each.get("fields", ()) if isinstance(each, Mapping) else ()
        for m, field in enumerate(fields if isinstance(fields, tuple) else ()):
            if isinstance(field, Mapping):
                yield ("lists", n, "fields", m), field


def _is_of_a_set(data: Mapping[str, Any], loc: tuple[str | int, ...]) -> bool:
    """Whether an error is about codes that a column only names: they are told where the set stands, or not at all."""
    return any(loc[:5] == (*steps, "codes") and isinstance(field.get("codes"), str) for steps, field in _fields(data))
