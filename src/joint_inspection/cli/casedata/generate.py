"""``joint-inspection casedata generate``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from joint_inspection.cli.output import add_verb, print_json, say
from joint_inspection.dates import parse_date

ON = "2025-06-01"


def add_verbs(verbs: Any) -> None:
    """Add the verbs."""
    says = "invent children on realistic paths and write the lists an area would send, with the truth beside them"
    parser = add_verb(verbs, "generate", generate, says)
    parser.add_argument("--children", type=int, required=True, metavar="N", help="how many, up to 10 million")
    parser.add_argument("--seed", type=int, required=True, metavar="S", help="the same seed gives the same lists")
    parser.add_argument("--out", type=Path, required=True, metavar="PATH", help="a folder, or a name in .xlsx or .ods")
    parser.add_argument("--errors", type=float, default=0.0, metavar="RATE", help="share of rows that are wrong")
    parser.add_argument("--on", default=ON, metavar="DATE", help=f"day of the lists (default {ON})")
    parser.add_argument("--own-numbers", action="store_true", help="each agency its own numbers, as before linkage")


def generate(options: argparse.Namespace) -> None:
    """Write invented lists and say how many rows each has."""
    from joint_inspection.casedata import generate as invented

    on = parse_date(options.on, where="--on")
    progress = _progress if sys.stderr.isatty() or options.children > 100_000 else None
    made = invented.generate(
        children=options.children, seed=options.seed, out=options.out, errors=options.errors, on=on,
        linked=not options.own_numbers, progress=progress,
    )  # fmt: skip
    if options.json:
        print_json({"lists": made.lists, "truth": made.truth, "wrong_on_purpose": made.errors})
        return
    for name, rows in made.lists.items():
        print(f"{name:20}{rows:>12,}")
    print(f"Wrong on purpose: {made.errors:,} rows. The truth is in {made.truth}")


def _progress(done: int, children: int) -> None:
    if done == children or done % 100_000 == 0:
        say(f"{done:,} of {children:,} children")
