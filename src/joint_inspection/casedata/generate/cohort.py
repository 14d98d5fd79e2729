"""Which rows has each list, block by block? Children are invented in blocks, each from a seed of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

import numpy as np

from joint_inspection.casedata.generate.calendar import Days, number
from joint_inspection.casedata.generate.care import follow_care
from joint_inspection.casedata.generate.chance import Chance
from joint_inspection.casedata.generate.children import draw_children
from joint_inspection.casedata.generate.columns import Column, Rows, joined, picked, rows, years
from joint_inspection.casedata.generate.council import Story, council_rows, entitled, primary_needs
from joint_inspection.casedata.generate.course import follow
from joint_inspection.casedata.generate.in_care import adoption_rows, care_rows
from joint_inspection.casedata.generate.partners import go_missing, partner_rows
from joint_inspection.casedata.generate.rates import rates
from joint_inspection.casedata.generate.routes import Routes, draw_routes
from joint_inspection.dates import add_months
from joint_inspection.frameworks.model import DataRequest
from joint_inspection.frameworks.requests import RequestedList, request_lists

BLOCK = 20_000
"""Children invented at a time; part of what a seed means."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Block:
    """Some of the invented children with their rows on every list, every column asked for included."""

    story: Story
    lists: Mapping[str, Rows]


@cache
def asked() -> tuple[RequestedList, ...]:
    """The lists that are invented, of the council first."""
    found = []
    for ref in rates()["lists_from"]:
        for each in request_lists(ref).lists:
            agency = each.agency or "council"
            request = DataRequest(
                id=f"{agency}-lists", title="Child-level lists", agency=agency, lists_from=ref, setting="Invented"
            )
            found.append(RequestedList(request=request, agency=agency, list=each))
    return tuple(found)


def blocks(*, children: int, seed: int, on: date, linked: bool) -> Iterator[Block]:
    """All children in blocks; ``linked`` gives a child one identifier at every agency, as linkage would."""
    for place, first in enumerate(range(0, children, BLOCK)):
        story = _story(seed, place, children=min(BLOCK, children - first), first=first, on=on)
        yield Block(story=story, lists=_lists(Chance(seed, 2 + place, 1), story, on=on, linked=linked))


def _story(seed: int, place: int, *, children: int, first: int, on: date) -> Story:
    window = number(add_months(on, -rates()["months_back"]))
    looked_back = int(number(on) - window)
    routes, before = draw_routes(Chance(seed, 2 + place), children=children, window=looked_back)
    story = _told(seed, place, routes, before, first=first, on=number(on), since=window)
    grown_up = (story.children.grown < window + 7) & ~entitled(story)
    if not grown_up.any():
        return story
    later = np.where(grown_up, before % looked_back, before)
    return _told(seed, place, routes, later, first=first, on=number(on), since=window)


def _told(seed: int, place: int, routes: Routes, before: Days, *, first: int, on: float, since: float) -> Story:
    """What happened to children first noticed so many days before; the same chance falls to them for any such days."""
    chance = Chance(seed, 2 + place, 4)
    who = draw_children(chance, routes, before, on=on, first=first, keys=Chance(seed, 0))
    course = follow(chance, who, routes, on=on)
    return Story(
        children=who, routes=routes, course=course, care=follow_care(chance, course, routes, on=on), on=on,
        since=since, need=primary_needs(chance, who, routes),
    )  # fmt: skip


def _lists(chance: Chance, story: Story, *, on: date, linked: bool) -> dict[str, Rows]:
    missing = go_missing(chance, story)
    since = number(add_months(on, -rates()["months_back_adoption"]))
    first = 1_000_000 + int(story.children.place[0]) * 4
    parts = [
        *council_rows(chance, story), care_rows(chance, story, missing),
        *adoption_rows(chance, story, since=since, first=first), *partner_rows(chance, story, missing),
    ]  # fmt: skip
    found = {part.list: part for part in parts}
    found["contacts"] = joined(found["contacts"], _overlooked(chance, story, parts))
    return {each.list.id: _whole(each, found[each.list.id], story, chance, linked=linked) for each in asked()}


def _overlooked(chance: Chance, story: Story, parts: list[Rows]) -> Rows:
    """A contact in the period for the few children whom no list would show: their way ended just before it."""
    seen = np.zeros(story.n, dtype=bool)
    for part in parts:
        seen[part.who[part.who >= 0]] = True
    day = story.somewhen(chance, story.children.born, story.children.grown)
    source = picked("source", chance.pick("source", story.n))
    return rows("contacts", ~seen & ~np.isnan(day), contact_date=day, contact_source=source)


def _whole(asked_for: RequestedList, part: Rows, story: Story, chance: Chance, *, linked: bool) -> Rows:
    """The rows with every column asked for, in the order in which they would be kept."""
    columns = {**_of_people(part, chance), **part.columns}
    if part.who.size and part.who[0] >= 0:
        columns = {**_of_child(part, story, "council" if linked else asked_for.agency), **part.columns}
    ordered = {each.id: columns[each.id] for each in asked_for.list.fields}
    return replace(part, columns=ordered).those(_order(asked_for, ordered))


def _of_child(part: Rows, story: Story, agency: str) -> dict[str, Column]:
    children, who = story.children, part.who
    return {
        "child": children.ids[agency][who],
        "gender": picked("gender", children.gender[who]),
        "ethnicity": picked("ethnicity", children.ethnicity[who]),
        "born": children.born[who],
        "age": years(children.born[who], story.on),
    }


def _of_people(part: Rows, chance: Chance) -> dict[str, Column]:
    """What adopters are like; and empty columns where nobody is on the list."""
    n = len(part.who)
    none = np.zeros(n)
    return {
        "child": np.zeros(n, dtype=np.int64), "born": none, "age": none,
        "gender": picked("gender", chance.weighed((0.45, 0.55), n)),
        "ethnicity": picked("ethnicity", chance.pick("ethnicity", n)),
    }  # fmt: skip


def _order(asked_for: RequestedList, columns: Mapping[str, Column]) -> Any:
    """By the first day that the list asks for, else by identifier, as such lists are kept."""
    days = [each.id for each in asked_for.list.fields if each.type == "date" and each.id != "born"]
    column = columns[(days or ["child"])[0]]
    assert isinstance(column, np.ndarray)
    return np.argsort(column, kind="stable")
