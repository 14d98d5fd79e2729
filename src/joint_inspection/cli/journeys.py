"""``joint-inspection journeys``: what happened to children, in which order, and how long each step took."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from joint_inspection.cli.output import add_verb, print_json, say

if TYPE_CHECKING:
    from joint_inspection.journeys.ask import Answer
    from joint_inspection.journeys.measures import Measure


def add_verbs(verbs: Any) -> None:
    """Add the verbs of the noun."""
    parser = add_verb(verbs, "list", print_list, "Print the questions and the clocks.")
    _add_clocks(parser)
    parser = add_verb(verbs, "ask", print_answer, "Answer a question about the events of a cohort.")
    parser.add_argument("question", metavar="QUESTION", help="a question's name, or the id of a clock")
    parser.add_argument("--events", required=True, type=Path, metavar="DIR", help="a folder of events")
    parser.add_argument(
        "--engine", default="duckdb", metavar="duckdb|spark", help="what works it out; DuckDB unless said"
    )
    parser.add_argument(
        "--spill", type=Path, metavar="DIR",
        help="where DuckDB may write, in clear, what does not fit into memory: for invented children only",
    )  # fmt: skip
    _add_clocks(parser)
    parser = add_verb(verbs, "measure", print_measure, "Measure a clock, with small numbers hidden.")
    parser.add_argument("clock", metavar="CLOCK", help="the id of a clock")
    parser.add_argument("--events", required=True, type=Path, metavar="DIR", help="a folder of events")
    _add_clocks(parser)
    parser = add_verb(verbs, "timeline", print_timeline, "Tell one child's journey in words.")
    parser.add_argument("child", metavar="CHILD", help="the child's identifier in the events")
    parser.add_argument("--events", required=True, type=Path, metavar="DIR", help="a folder of events")


def _add_clocks(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--clocks", type=Path, metavar="FILE", help="clocks of your own, in place of those shipped")


def print_list(options: argparse.Namespace) -> None:
    """Print one line a question, then one a clock."""
    from joint_inspection.journeys.clocks import load_clocks
    from joint_inspection.journeys.questions import questions

    clocks = load_clocks(options.clocks).clocks
    if options.json:
        print_json(
            {
                "questions": [{"name": each.name, "title": each.title} for each in questions()],
                "clocks": [_brief(each) for each in clocks],
            }
        )
        return
    for question in questions():
        print(f"{question.name:<30} {question.title}")
    print()
    for clock in clocks:
        print(f"{clock.id:<30} {clock.title} ({clock.limit_in_words or 'no limit'})")


def _brief(clock: Any) -> dict[str, Any]:
    keys = ("id", "title", "starts", "ends", "limit", "unit", "who", "source", "setting", "note")
    return {"name": f"clock_{clock.id}", **{key: getattr(clock, key) for key in keys}}


def print_answer(options: argparse.Namespace) -> None:
    """Print the rows of an answer."""
    from joint_inspection.journeys.ask import ask
    from joint_inspection.journeys.clocks import load_clocks

    clocks = load_clocks(options.clocks)
    answer = ask(options.question, events=options.events, engine=options.engine, clocks=clocks, spill=options.spill)
    if options.json:
        print_json({"question": answer.question.name, "engine": answer.engine, "rows": answer.rows})
        return
    say(answer.question.title)
    _print_table(answer)


def print_measure(options: argparse.Namespace) -> None:
    """Print what may be shown of a clock; None, or a ``c``, is hidden."""
    from joint_inspection.casedata.events.table import read
    from joint_inspection.journeys.clocks import clock, load_clocks
    from joint_inspection.journeys.groups import groups_of, traits
    from joint_inspection.journeys.measures import measure
    from joint_inspection.journeys.prepared import runs_of

    chosen, table = clock(options.clock, load_clocks(options.clocks)), read(options.events)
    groups = {trait.id: groups_of(table.children, trait.id) for trait in traits()}
    found = measure(chosen, (span for _, span in runs_of([chosen], table)), on=table.on, by=groups)
    if options.json:
        print_json(_measured(found))
        return
    say(f"{chosen.title} ({chosen.limit_in_words or 'no limit'})")
    for state, number in found.counts.items():
        print(f"{state:<22} {'c' if number is None else number}")
    if found.share is not None and found.interval:
        low, high = found.interval
        print(f"{'share in time':<22} {found.share:.0%} of {found.can_be_judged} ({low:.0%} to {high:.0%})")


def _measured(found: Measure) -> dict[str, Any]:
    spread = found.spread
    return {
        "clock": found.clock.id, "on": found.on.isoformat(), "counts": found.counts, "beside": found.beside,
        "in_time": found.in_time, "can_be_judged": found.can_be_judged, "share": found.share,
        "interval": found.interval, "counted_in": found.clock.counts, "limit": spread.limit,
        "by_limit": spread.by_limit, "by_limit_interval": spread.by_limit_interval,
        "quantiles": {f"{share:g}": time for share, time in spread.quantiles.items()},
        "waiting": [{"time": step.time, "share": step.waiting} for step in spread.curve.steps],
        "distribution": [
            {"time": band, **{name: number for part in (found.judged, found.recent)
                              for name, number in zip(part.columns, part.row(band), strict=False)}}
            for band in found.recent.rows
        ],
        "groups": {
            part.by: [
                {"group": each.group, "in_time": each.in_time, "can_be_judged": each.judged, "share": each.share,
                 "interval": each.interval}
                for each in part.groups
            ]
            for part in found.breakdowns
        },
    }  # fmt: skip


def print_timeline(options: argparse.Namespace) -> None:
    """Print one sentence a line; days are counted from the first event."""
    from joint_inspection.casedata.events.table import read
    from joint_inspection.journeys.timeline import timeline

    found = timeline(read(options.events), options.child)
    if options.json:
        print_json({"days": found.days, "age": found.age, "says": found.text()})
        return
    print(*found.text(), sep="\n")


def _print_table(answer: Answer) -> None:
    """One line a row, each column as wide as its widest cell."""
    names = list(answer.question.columns)
    lines = [names, *([_cell(row[name]) for name in names] for row in answer.rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _cell(value: object) -> str:
    if value is None:
        return "-"
    return f"{value:g}" if isinstance(value, float) else str(value)
