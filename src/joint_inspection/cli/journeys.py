"""``joint-inspection journeys``: what happened to children, in which order, and how long each step took."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from joint_inspection.cli.output import add_verb, print_json, say

if TYPE_CHECKING:
    from joint_inspection.journeys.ask import Answer


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
