"""How do the published next steps of letters become the table that the package carries?

Every row is placed, or listed with the reason why not; who is asked is told by body and office, or the row is refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from joint_inspection.areas import Area, Register
from joint_inspection.errors import InvalidInput
from joint_inspection.follow_up.authorities import FILE, Authority, in_words
from joint_inspection.follow_up.deadlines import how_it_follows, time_for
from joint_inspection.follow_up.history import COLUMNS, Asked, agencies_of, as_cells
from joint_inspection.frameworks.document import read_document
from joint_inspection.frameworks.load import find
from joint_inspection.outcomes.load import load_outcomes
from joint_inspection.outcomes.model import Outcome, Unplaced
from joint_inspection.tables import Row, read_table, write_table

NEEDS = ("area_folder", "published", "principal_authority_text", "statement_deadline", "days_to_deadline")


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a published table told: ``read`` = ``asked`` + ``unplaced``."""

    read: int
    asked: tuple[Asked, ...]
    unplaced: tuple[Unplaced, ...]


def read_published(folder: Path, *, register: Register) -> Reading:
    """Read the published table in a folder; raises InvalidInput where it is not there."""
    rows = read_table(folder / _mapping()["table"], needs=NEEDS)
    asked: list[Asked] = []
    unplaced: list[Unplaced] = []
    for row in rows:
        try:
            asked.append(_place(row, register))
        except InvalidInput as error:
            says = " ".join(problem.says for problem in error.problems)
            unplaced.append(Unplaced(file=row.file, row=row.line, says=says))
    asked.sort(key=lambda each: (each.published, each.area))
    return Reading(read=len(rows), asked=tuple(asked), unplaced=tuple(unplaced))


def write(reading: Reading, folder: Path, *, on: date) -> None:
    """Write our own table, with its source, into a folder; ``on`` is the day of gathering."""
    folder.mkdir(parents=True, exist_ok=True)
    write_table(folder / "statements.csv", COLUMNS, map(as_cells, reading.asked))
    write_table(folder / "unplaced.csv", ("file", "row", "says"), (vars(row) for row in reading.unplaced))
    source = {name: _mapping()[name] for name in ("id", "title", "publisher", "licence", "table")}
    sources = [source | {"gathered": on.isoformat(), "letters": len(reading.asked)}]
    (folder / "sources.json").write_text(json.dumps(sources, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


@cache
def _mapping() -> dict[str, Any]:
    return dict(read_document(FILE, begins="offices").data["published"])


def _place(row: Row, register: Register) -> Asked:
    published = row.date("published")
    if published is None:
        raise row.problem("published", "Say when the letter was published")
    area = _area(row, register, published)
    visit = _visit(area, published, register)
    if visit is None:
        raise row.problem("published", "No inspection of this area is known that was published near this day")
    due = _due(row, published)
    authority = _authority(row, area)
    return Asked(
        id=f"statement-{visit.id}", area=area.ons_code, name=area.name, framework=visit.framework, visit=visit.id,
        published=published, received=None, authority=authority,
        deadline=how_it_follows(due, published=published, limit=time_for(find(visit.framework))),
        asked_of=in_words(authority, agencies_of(area.ons_code, register)) if authority else "",
        points=int(row.number("n_need_to_improve_bullets") or 0) or None, source=_mapping()["id"], row=row.line,
    )  # fmt: skip


def _area(row: Row, register: Register, day: date) -> Area:
    """The area of a folder's name: the publisher's number, then the area."""
    return register.find(row["area_folder"].partition("_")[2], on=day)


def _visit(area: Area, published: date, register: Register) -> Outcome | None:
    """The inspection whose letter it is: the one published nearest, within a few days."""
    known = [each for each in load_outcomes().of_area(area.ons_code, register)
             if each.framework_id == _mapping()["framework"] and each.published]  # fmt: skip
    apart = {each.id: abs(((each.published or published) - published).days) for each in known}
    near = [each for each in known if apart[each.id] <= _mapping()["near_days"]]
    return min(near, key=lambda each: apart[each.id], default=None)


def _due(row: Row, published: date) -> date | None:
    due, days = row.date("statement_deadline"), row.number("days_to_deadline")
    if due and days is not None and (due - published).days != days:
        raise row.problem("days_to_deadline", f"{due} is not {days:.0f} days after {published}; correct one")
    return due


def _authority(row: Row, area: Area) -> Authority | None:
    """Who is asked, by body and office; None where the table does not say."""
    text = row["principal_authority_text"].replace("’", "'").lower()
    if not text:
        return None
    rules = [*_read_besides(area), *_mapping()["rules"]]
    rule = next((rule for rule in rules if re.search(rule["words"], text)), None)
    if rule is None:
        says = "Nothing is known of these words for who is asked; add a rule for them to authorities.yaml"
        raise row.problem("principal_authority_text", says)
    delegated = _mapping()["delegated"] if "delegated" in text else ()
    others = (_one(each, area) for each in delegated if re.search(each["words"], text))
    return _one(rule, area).model_copy(update={"delegated_by": tuple(others)})


def _read_besides(area: Area) -> Iterable[dict[str, str]]:
    rule = _mapping()["also_read"].get(area.ons_code)
    return (rule,) if rule else ()


def _one(rule: dict[str, str], area: Area) -> Authority:
    agencies = [each for each in area.agencies if each.kind == rule.get("body")]
    return Authority(body=agencies[0].id if agencies else None, office=rule.get("office"))
