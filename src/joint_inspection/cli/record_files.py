"""``joint-inspection inspection import | coverage | replay | schema``: one whole inspection as a file."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from joint_inspection.cli.output import add_verb, print_json, print_problems, say
from joint_inspection.errors import InvalidInput, Problem

if TYPE_CHECKING:
    from joint_inspection.evidence.coverage import Coverage
    from joint_inspection.record import InspectionRecord

PROBLEMS = 10


def add_record_verbs(verbs: Any) -> None:
    """Add the verbs that read a file of one inspection."""
    parser = add_verb(verbs, "import", import_record, "Check one whole inspection, by the rules that pages go by.")
    parser.add_argument(
        "file", metavar="FILE", type=Path, help="an inspection as JSON or YAML; see `inspection schema`"
    )
    parser = add_verb(verbs, "coverage", print_coverage, "Say whether the evidence of an inspection is enough.")
    parser.add_argument("file", metavar="FILE", type=Path, help="an inspection as JSON or YAML")
    parser = add_verb(verbs, "replay", print_replay, "Build an inspection again from its history alone.")
    parser.add_argument(
        "file", metavar="FILE", type=Path, help="the history of one inspection, as the service exports it"
    )
    add_verb(verbs, "schema", print_schema, "Print the JSON Schema of an inspection's file.")


def import_record(options: argparse.Namespace) -> int:
    """Print how much a file holds and everything wrong with it."""
    from joint_inspection.record import check_file

    record, problems = check_file(options.file)
    items, findings = (len(record.evidence), len(record.findings)) if record else (0, 0)
    if options.json:
        print_json({"items": items, "findings": findings, "problems": problems})
    else:
        print_problems(problems, as_json=False)
        say(f"{items:,} items of evidence, {findings:,} findings, {len(problems):,} problems")
    return PROBLEMS if problems else 0


def print_coverage(options: argparse.Namespace) -> None:
    """Print what is there, criterion by criterion, and what is missing."""
    from joint_inspection.record import coverage_of, read_record

    record = read_record(options.file)
    found = coverage_of(record)
    if options.json:
        print_json(_coverage(found))
    else:
        _print_coverage(record, found)


def _coverage(found: Coverage) -> dict[str, Any]:
    """The outside shape; a child who was not heard is counted and not named."""
    return {
        "items": found.items, "direct": found.direct, "share_direct": found.share_direct, "hearsay": found.hearsay,
        "cells": [each for each in found.cells if each.items or each.hearsay],
        "criteria": [{"criterion": each.criterion, "enough": each.is_enough, **vars(each.amount)}
                     for each in found.criteria],
        "shortfalls": found.shortfalls, "judgements": found.judgements,
        "children": {"tracked": len(found.voices), "heard": sum(each.is_heard for each in found.voices),
                     "missing": sum(each.is_missing for each in found.voices)},
    }  # fmt: skip


def _print_coverage(record: InspectionRecord, found: Coverage) -> None:
    import textwrap

    names = {body.code: body.name for body in record.bodies}
    share = "–" if found.share_direct is None else f"{found.share_direct:.0%}"
    print(f"{found.items:,} items of evidence carry weight, {share} of them direct; {found.hearsay:,} are hearsay.\n")
    for each in found.criteria:
        print(f"{'enough  ' if each.is_enough else 'not yet '} {each.amount.items:>5}  {each.title}")
        for short in each.shortfalls:
            says = f"{short.advice}: {names.get(short.turn, short.turn)}"
            about = f" at {names.get(short.about, short.about)}" if short.about else ""
            print(textwrap.fill(says + about, width=110, initial_indent=" " * 16, subsequent_indent=" " * 18))
    missing = sum(voice.is_missing for voice in found.voices)
    print(f"\nTracked children: {len(found.voices)}; neither heard nor a reason given: {missing}.")


def print_replay(options: argparse.Namespace) -> int:
    """Print the state that a history leads to, and whatever in it is not as it was recorded."""
    from joint_inspection.inspections.replay import replay_file

    try:
        found = replay_file(options.file)
    except InvalidInput as error:
        return _no_history(error.problems, options)
    if options.json:
        print_json(vars(found))
    else:
        print_problems(found.problems, as_json=False)
        for table, rows in found.state.items():
            print(f"{len(rows):>7,}  {table}")
        say(f"{found.entries:,} entries of history of {found.inspection}; {len(found.problems):,} problems")
    return PROBLEMS if found.problems else 0


def _no_history(problems: tuple[Problem, ...], options: argparse.Namespace) -> int:
    if options.json:
        print_json({"inspection": None, "entries": 0, "problems": problems, "state": {}})
    else:
        print_problems(problems, as_json=False)
    return PROBLEMS


def print_schema(options: argparse.Namespace) -> None:
    """Print the JSON Schema."""
    from joint_inspection.record import schema

    print_json(schema())
