"""``joint-inspection programme due`` and ``paths``: what the published rules expect, and whether history followed."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from joint_inspection.cli.output import add_verb, print_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from joint_inspection.outcomes import Outcome
    from joint_inspection.programmes.model import DueWindow
    from joint_inspection.programmes.paths import PathCheck


def add_verbs(verbs: Any) -> None:
    """Add the verbs of what is due."""
    parser = add_verb(verbs, "due", print_due, "Print the visits that published rules and outcomes make due.")
    parser.add_argument("--on", required=True, metavar="DATE", help="only what had been published by then is used")
    parser.add_argument("--framework", metavar="ID", help="only this framework, id or id@version")
    parser.add_argument("--area", metavar="NAME_OR_CODE", help="only this area")
    parser.add_argument("--overrides", metavar="FILE", help="decisions, with reasons, that replace windows")
    add_history(parser)
    parser = add_verb(verbs, "paths", print_paths, "Try the rule of each framework on what really happened.")
    add_history(parser)


def add_history(parser: argparse.ArgumentParser) -> None:
    """Let a command read another history than the one carried."""
    parser.add_argument("--history", metavar="DIR", help="a folder of the publishers' tables, instead of those carried")


def read_history(options: argparse.Namespace) -> tuple[Outcome, ...]:
    """The past visits that a command is to use."""
    from pathlib import Path

    from joint_inspection.outcomes import load_outcomes

    return load_outcomes(Path(options.history) if options.history else None).all


def print_due(options: argparse.Namespace) -> None:
    """Print one line a window."""
    from joint_inspection.dates import parse_date

    windows = _windows(options)
    if options.json:
        print_json([window.as_json() for window in windows])
    else:
        _print_windows(windows, on=parse_date(options.on, where="on"))


def _windows(options: argparse.Namespace) -> list[DueWindow]:
    from pathlib import Path

    from joint_inspection.areas import load_register
    from joint_inspection.dates import parse_date
    from joint_inspection.errors import invalid
    from joint_inspection.frameworks.load import find, published
    from joint_inspection.programmes.due import due
    from joint_inspection.programmes.overrides import read_overrides

    on = parse_date(options.on, where="on")
    register = load_register()
    area = register.find(options.area, on=on).ons_code if options.area else None
    frameworks = published()
    if options.framework and not any(options.framework in (each.id, each.ref) for each in frameworks):
        find(options.framework)
        raise invalid("framework", "Ask for a published framework, as id or id@version")
    windows = due(
        on=on, frameworks=frameworks, register=register, outcomes=read_history(options),
        overrides=read_overrides(Path(options.overrides)) if options.overrides else (),
    )  # fmt: skip
    return [
        window
        for window in windows
        if area in (None, window.area)
        and options.framework in (None, window.framework, window.framework.partition("@")[0])
    ]


def _print_windows(windows: Sequence[DueWindow], *, on: object) -> None:
    import textwrap

    area = None
    for window in windows:
        if window.area != area:
            area = window.area
            print(f"\n{window.name} ({window.area})")
        mark = ", overridden" if window.overridden else ""
        print(f"  {window.start} to {window.end}  {window.framework} {window.kind}{mark}")
        print(textwrap.fill(window.because, width=110, initial_indent="    ", subsequent_indent="    "))
    areas = len({window.area for window in windows})
    counted = f"{_number(len(windows), 'visit')} due in {_number(areas, 'area')}"
    print(f"\n{counted}, by what had been published by {on}.")


def _number(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


def print_paths(options: argparse.Namespace) -> None:
    """Print how far history followed the rules, and each exception."""
    from joint_inspection.areas import load_register
    from joint_inspection.frameworks.load import published
    from joint_inspection.programmes.paths import check_paths

    checks = check_paths(frameworks=published(), register=load_register(), outcomes=read_history(options))
    if options.json:
        print_json([check.as_json() for check in checks])
    else:
        _print_checks(checks)


def _print_checks(checks: Sequence[PathCheck]) -> None:
    import textwrap

    for check in checks:
        matched = len(check.counted) - len(check.exceptions)
        print(f"{check.framework}: {check.compared} as the rule says in {matched} of {len(check.counted)}")
        for previous, figures in check.by_previous().items():
            print(f"  after {previous}: {figures['matched']} of {figures['transitions']}")
        for each in check.exceptions:
            text = f"{each.name} ({each.area}): {each.says()}"
            print(textwrap.fill(text, width=110, initial_indent="  - ", subsequent_indent="    "))
