"""``joint-inspection indicators``: what numbers about services stand for, and who agreed which way is better."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from joint_inspection.cli.output import add_verb, plain, print_json, say

if TYPE_CHECKING:
    from joint_inspection.indicators import Indicator


def add_verbs(verbs: Any) -> None:
    """Add the verbs of the noun."""
    parser = add_verb(verbs, "list", print_list, "Print every indicator and which way is better, if anybody agreed.")
    parser.add_argument("--context-only", action="store_true", help="only those without an agreed direction")
    parser = add_verb(verbs, "show", print_one, "Print one indicator: what it stands for, and who says what is right.")
    parser.add_argument("id", metavar="ID")


def print_list(options: argparse.Namespace) -> None:
    """Print one line an indicator."""
    from joint_inspection.indicators import indicator_register

    every = indicator_register().indicators
    found = [each for each in every if each.is_context_only or not options.context_only]
    if options.json:
        print_json([as_json(each) for each in found])
        return
    for each in found:
        print(f"{each.id:<28} {each.title:<58} {each.better}")
    say(f"{len(found)} indicators. None supports a finding or a grade alone.")


def print_one(options: argparse.Namespace) -> None:
    """Print everything about one indicator."""
    from joint_inspection.indicators import indicator

    found = indicator(options.id)
    if options.json:
        print_json(as_json(found))
    else:
        _print(found)


def as_json(found: Indicator) -> dict[str, Any]:
    """An indicator with everything that it cites, for programs."""
    from joint_inspection.indicators import indicator_register

    ids = dict.fromkeys(id for part in found.cited for id in part.source_ids)
    sources = [indicator_register().source(id) for id in ids]
    return dict(plain(found)) | {"context_only": found.is_context_only, "sources": plain(sources)}


def _print(found: Indicator) -> None:
    from joint_inspection.indicators import indicator_register
    from joint_inspection.indicators.register import origin, who_says

    level = found.right_level
    print(f"{found.title}\n")
    for title, text in (
        ("Stands for", found.stands_for),
        ("Counted", f"{found.counts}, of {found.of}"),
        ("Direction", f"{found.better}. {who_says(found, indicator_register())}"),
        ("Right level", level.in_words if level else "Nobody set one."),
        ("Misleads", found.misleads),
        ("From", origin(found, indicator_register())),
    ):  # fmt: skip
        print(f"{title:<12} {text}")
    say("It supports no finding and no grade alone.")
