"""The reference pages of questions and clocks, each with the small tables that the tests hold every engine to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reference_cases import Table, cases

LAST_DAY = "2025-06-01"
SPAN = ("child", "started", "ended", "due", "elapsed", "state")


def questions(table: Table) -> str:
    """Every question with its columns and its cases."""
    from joint_inspection.journeys.questions import clock, questions

    every = questions()
    text = (
        "# Questions of journeys\n\n`joint-inspection journeys ask QUESTION --events DIR` answers these questions, and "
        "how each [clock](clocks.md) stands. Every question is defined once; the cases below are what the tests hold "
        f"DuckDB and Spark to. The day of the lists is {LAST_DAY} unless a case says otherwise.\n\n"
    )
    text += table(["question", "what it asks"], [(f"[{each.name}](#{each.name})", each.title) for each in every])
    for each in every:
        text += f"\n## {each.name}\n\n{each.title} {each.says}\n\n" + table(["column", "meaning"], each.columns.items())
        text += "".join(_case(case, "rows", tuple(each.columns), table) for case in cases(f"questions/{each.name}"))
    text += "\n## clock_…\n\nHow does a clock stand? Ask with `clock_` and the clock's id.\n\n"
    return text + table(["column", "meaning"], clock.COLUMNS.items())


def clocks(table: Table) -> str:
    """Every clock with its source and its cases, and the states of a span."""
    from joint_inspection.journeys.clocks import clocks, load_clocks
    from joint_inspection.journeys.spans import State

    text = (
        "# Clocks\n\nA clock says how long one step may take and who owes it. A limit is the longest time allowed, "
        "never a target. One without a confirmed source is marked a setting; give your own file with `--clocks`. "
        f"The day of the lists in the cases is {LAST_DAY} unless a case says otherwise.\n\n"
    )
    text += table(["clock", "step", "limit"], [(f"[{c.id}](#{c.id})", c.title, c.limit_in_words) for c in clocks()])
    text += "\n## How a span stands\n\n" + table(["state", "meaning"], _states(State))
    for clock in clocks():
        text += f"\n## {clock.id}\n\n" + table(["", clock.title], _said(clock))
        text += "".join(_case(case, "spans", SPAN, table) for case in cases(f"clocks/{clock.id}"))
    return (
        text
        + "\n## Sources\n\n"
        + table(
            ["source", "what", "trust"],
            [(s.id, f"[{s.title}]({s.url})" if s.url else s.title, s.confidence) for s in load_clocks().sources],
        )
    )


def _said(clock: Any) -> Iterable[tuple[str, object]]:
    how = {"record": "on the same record", "next": "next in the child's journey"}[clock.pairing]
    sources = (clock.source,) if isinstance(clock.source, str) else clock.source or ()
    said = {
        "starts": f"`{clock.starts}`",
        "ends": _words(clock.ends) + f", {how}",
        "stops": _words(clock.stops),
        "counts only if followed by": _words(clock.needs),
        "does not count with the detail": _words(clock.ignores),
        "counts only starts within": clock.months_back and f"{clock.months_back} months",
        "the lists tell of the latest answer only": "yes" if clock.latest_only else "",
        "limit": clock.limit_in_words or "none: measured only",
        "counted in": clock.counts,
        "owed by": clock.who.replace("_", " "),
        "source": ", ".join(sources),
        "setting": clock.setting,
        "note": clock.note,
    }
    return [(name, text) for name, text in said.items() if text]


def _words(events: Iterable[str]) -> str:
    return ", ".join(f"`{event}`" for event in events)


def _states(states: Any) -> list[tuple[str, str]]:
    from reference import attribute_docs

    notes = attribute_docs(states)
    return [(f"`{state.value}`", notes[state.name]) for state in states]


def _case(case: dict[str, Any], expects: str, columns: tuple[str, ...], table: Table) -> str:
    """One case: its events, and what comes out."""
    day = f" (on {case['as_at']})" if "as_at" in case else ""
    children = table(case["children"][0], [each.values() for each in case["children"]]) if "children" in case else ""
    rows = [[_written(cell) for cell in row] for row in case[expects]]
    given = f"\n*{case['says']}*{day}\n\n{_events(case['events'], table)}\n{children}\n"
    return given + (table(columns, rows) if rows else "No rows.\n")


def _events(events: list[list[Any]], table: Table) -> str:
    if not events:
        return "No events.\n"
    return table(["child", "day", "event", ""], [(*row[:3], _more(*row[3:])) for row in events])


def _more(said: dict[str, Any] | None = None) -> str:
    return ", ".join(f"{name} {value}" for name, value in (said or {}).items())


def _written(cell: object) -> object:
    return "–" if cell is None else cell
