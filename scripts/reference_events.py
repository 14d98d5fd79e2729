"""The reference page of events: what can happen, which column tells of it, and the tables that the tests run."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

from reference_cases import SPEC, Table, cases


def events(table: Table) -> str:
    """The catalogue with where each event stands on the lists, and every table of cases."""
    import joint_inspection.casedata.events.table as columns
    from joint_inspection.casedata.events.catalogue import catalogue

    before, drawn, after = _parts(inspect.getdoc(columns) or "")
    text = (
        "# Events\n\n`joint-inspection casedata events PATH --out DIR` reads lists and writes one table of events.\n\n"
    )
    text += f"{before}\n\n{table(['column', 'type', 'meaning'], map(_column, drawn))}\n{after}\n"
    text += "\n## The catalogue\n\nOf two events on one day, the one that stands higher here comes first.\n\n"
    text += table(["event", "what happened", "who records it", "told by"], map(_event, catalogue()))
    text += (
        "\n## The tables that the tests run\n\nRows in, events out: child, position, event, agency, day; *known* where "
        "the agency knew later; then the detail. The day of the lists is 1 June 2025.\n"
    )
    for path in sorted((SPEC / "events").glob("*.yaml")):
        text += f"\n### {path.stem.replace('_', ' ').capitalize()}\n\n"
        text += table(["case", "rows", "events"], map(_case, cases(f"events/{path.stem}")))
    return text


def _parts(doc: str) -> tuple[str, list[str], str]:
    """What stands before the drawn table of the columns, its rows, and what stands after it."""
    lines = doc.replace("``", "`").split("\n")[2:]
    rules = [place for place, line in enumerate(lines) if line.startswith("===")]
    return "\n".join(lines[: rules[0]]), lines[rules[1] + 1 : rules[2]], "\n".join(lines[rules[2] + 1 :])


def _column(row: str) -> tuple[str, ...]:
    return f"`{row[:10].strip()}`", row[11:25].strip(), row[26:].strip()


def _event(each: Any) -> tuple[str, str, str, str]:
    from joint_inspection.casedata.events.mapping import mapped_lists

    told = [
        f"`{name}.{reading.at}`" + (f" (known: `{reading.known}`)" if reading.known else "")
        for name, readings in mapped_lists().items()
        for reading in readings
        if reading.event == each.id
    ]
    return f"`{each.id}`", each.title, each.agency.replace("_", " "), ", ".join(told)


def _case(case: dict[str, Any]) -> tuple[str, str, str]:
    events = [f"`{each}`" for each in case["events"]] or ["none"]
    events += [f"child {each}" for each in case.get("children", ())]
    events += [f"left out: {times} {why}" for why, times in case.get("left_out", {}).items()]
    return case["is"], " ".join(_rows(case)), "; ".join(events)


def _rows(case: dict[str, Any]) -> Iterator[str]:
    for name, rows in case["lists"].items():
        said = "; ".join(", ".join(f"{key} {value}" for key, value in row.items()) for row in rows)
        yield f"**{name}**: {said}."
