"""Does a framework ask for lists that are defined, of the agency that holds them?"""

from __future__ import annotations

from collections.abc import Iterator

from joint_inspection.errors import InvalidInput
from joint_inspection.frameworks.advice import unknown
from joint_inspection.frameworks.check.surroundings import Flaw, Rule, Surroundings
from joint_inspection.frameworks.model import DataRequest, Framework
from joint_inspection.frameworks.requests import known_lists, request_lists


def lists_are_defined(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """Where a request names a file of lists, each of its lists is in it and is held by that agency."""
    for number, request in enumerate(framework.data_requests):
        if request.lists_from is None:
            continue
        if request.lists_from not in known_lists():
            says = unknown("set of request lists", request.lists_from, known_lists())
            yield Flaw(("data_requests", number, "lists_from"), says)
        else:
            yield from _of_request(request, ("data_requests", number))


def _of_request(request: DataRequest, steps: tuple[str | int, ...]) -> Iterator[Flaw]:
    try:
        lists = request_lists(str(request.lists_from))
    except InvalidInput:
        return
    held = {each.id: lists.held_by(each) for each in lists.lists}
    for number, each in enumerate(request.lists):
        here = (*steps, "lists", number, "id")
        if not each.fields and each.id not in held:
            mine = [name for name, agency in held.items() if agency == request.agency]
            yield Flaw(here, unknown(f"list of {lists.ref}", each.id, mine or held))
        elif not each.fields and held[each.id] != request.agency:
            yield Flaw(here, f"'{each.id}' is held by {held[each.id]}, not by {request.agency}; ask them for it")


RULES: tuple[Rule, ...] = (lists_are_defined,)
