"""What does somebody else's software read of the register, table by table?

The dictionary beside this file says what each column means; a table has its columns and no others.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from django.utils.timezone import localdate

from joint_inspection_web.register.entries import Entry, entries, first_refs, in_force
from joint_inspection_web.register.progress import sent, standing_of
from joint_inspection_web.register.shown import Shown
from joint_inspection_web.reports.models import Publication

Row = Mapping[str, object]
FORMS = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With these a spreadsheet begins a formula."""
MOVING = ("actions",)
"""What changes from day to day."""


@cache
def dictionary() -> dict[str, Any]:
    """Every table with its columns, and the licence."""
    import yaml

    said: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("data.yaml").read_text(encoding="utf-8"))
    return said


def as_table(name: str, form: str) -> bytes:
    """One table as a file; made once for as long as nothing new is published."""
    if name in MOVING:
        return _made(name, form)
    return _kept(name, form, tuple(Publication.objects.order_by("pk").values_list("ref", flat=True)))


@lru_cache(maxsize=16)
def _kept(name: str, form: str, published: tuple[str, ...]) -> bytes:
    return _made(name, form)


def _made(name: str, form: str) -> bytes:
    columns, rows = list(dictionary()["tables"][name]["columns"]), TABLES[name]()
    return _csv(columns, rows) if form == "csv" else _json(name, rows)


def _csv(columns: list[str], rows: Iterable[Row]) -> bytes:
    """With a mark at its start by which a spreadsheet knows the letters, and no cell that it would calculate."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(row[column]) for column in columns] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    said = " ".join(map(str, value)) if isinstance(value, tuple) else "" if value is None else str(value)
    return f"'{said}" if said.startswith(FORMULA) else said


def _json(name: str, rows: Iterable[Row]) -> bytes:
    said = {"table": name, "licence": dictionary()["licence"], "rows": list(rows)}
    return json.dumps(said, ensure_ascii=False, indent=1, default=str).encode()


def publications() -> Iterator[Row]:
    """Each edition, the first one first."""
    first = first_refs()
    for each in Publication.objects.select_related("superseded_by", "supersedes").order_by("published_at", "pk"):
        yield {
            "id": each.ref, "inspection": first[each.inspection_id], "number": each.number,
            "published": localdate(each.published_at), "supersedes": each.supersedes.ref if each.supersedes else None,
            "reason": each.reason or None, "in_force": "no" if hasattr(each, "superseded_by") else "yes",
            "digest": each.digest,
        }  # fmt: skip


def inspections() -> Iterator[Row]:
    """Each inspection or visit, the newest first."""
    for each in entries():
        yield {
            "id": each.first, "edition": each.id if each.here else None, "from": "here" if each.here else "carried",
            "area": each.area, "area_name": each.area_name, "framework": each.framework, "visit": each.visit,
            "theme": each.theme, "inspectorates": each.inspectorates, "began": each.on, "published": each.published,
            "url": each.url,
        }  # fmt: skip


def judgements() -> Iterator[Row]:
    """Each grade, by inspection and never by grade."""
    for each in entries():
        for id, title, grade in _graded(each):
            yield {"inspection": each.first, "framework": each.framework, "judgement": id, "judgement_title": title,
                   "grade_title": grade}  # fmt: skip


def _graded(entry: Entry) -> Iterator[tuple[str, str, str]]:
    if entry.overall.tone not in ("plain", "soft"):
        yield "overall", "Overall", entry.overall.title
    yield from ((id, title, said.title) for id, title, said in entry.grades)


def _in_force() -> Iterator[tuple[str, Shown]]:
    """Each report in force, and the id of its inspection."""
    first = first_refs()
    for each in in_force():
        yield first[each.inspection_id], Shown(publication=each, edition=each.as_edition(), chain=(each,))


def findings() -> Iterator[Row]:
    """Each finding of each report in force."""
    for id, shown in _in_force():
        for finding, lines in shown.findings:
            yield {
                "id": f"{id}/{finding.id}", "inspection": id,
                "criterion": finding.criterion, "criterion_title": finding.criterion_title,
                "direction": finding.direction.value, "about": tuple(body.code for body in finding.about),
                "sentences": tuple(line.id for line in lines), "text": " ".join(line.text for line in lines),
                **{kind: finding.rests_on.get(kind, 0) for kind in ("read", "seen", "heard", "data")},
            }  # fmt: skip


def recommendations() -> Iterator[Row]:
    """Each recommendation of each report in force."""
    for id, shown in _in_force():
        for each in shown.publication.as_recommendations():
            yield {
                "id": f"{id}/{each.id}", "inspection": id, "text": each.text,
                "to": each.to, "to_name": shown.names.get(each.to, each.to), "contributors": each.contributors,
                "function": each.function, "control": each.control.value, "severity": each.severity.value,
                "findings": each.findings,
            }  # fmt: skip


def actions() -> Iterator[Row]:
    """How many actions stand how, by recommendation."""
    first, answered = first_refs(), set(sent().values_list("inspection_id", flat=True))
    for publication in in_force().filter(inspection__in=answered):
        for each in standing_of(publication, on=localdate()):
            id = f"{first[publication.inspection_id]}/{each.recommendation}"
            for stands, number in each.counts.items():
                yield {"recommendation": id, "stands": stands.value, "actions": number}


TABLES: dict[str, Callable[[], Iterator[Row]]] = {
    "publications": publications, "inspections": inspections, "judgements": judgements, "findings": findings,
    "recommendations": recommendations, "actions": actions,
}  # fmt: skip
