"""``joint-inspection frameworks``: what is inspected, and how it is judged."""

from __future__ import annotations

import argparse
from typing import Any

from joint_inspection.cli.output import add_verb, print_json, print_problems


def add_verbs(verbs: Any) -> None:
    """Add the verbs of the noun."""
    add_verb(verbs, "list", list_frameworks, "List every published framework version.")
    check = add_verb(verbs, "check", check_frameworks, "Check framework files; without files, all that are published.")
    check.add_argument("files", nargs="*", metavar="FILE")


def list_frameworks(options: argparse.Namespace) -> None:
    """Print one line a version, or the covers as JSON."""
    from joint_inspection.frameworks.shelf import covers

    found = covers()
    if options.json:
        print_json([_cover_json(cover) for cover in found])
        return
    for cover in found:
        print(f"{cover.id}@{cover.version}  {cover.title}")


def _cover_json(cover: Any) -> dict[str, object]:
    return {
        "id": cover.id, "version": cover.version, "title": cover.title, "inspectorates": cover.inspectorates,
        "status": cover.status, "in_force": [cover.start, cover.end],
    }  # fmt: skip


def check_frameworks(options: argparse.Namespace) -> int:
    """Check files and print every problem; 10 if there are any."""
    from joint_inspection.frameworks.check import check_files

    checked, problems = check_files(options.files)
    if options.json:
        print_json({"checked": checked, "problems": problems})
    else:
        print_problems(problems, as_json=False)
        print(f"{checked} checked, {len(problems)} problems")
    return 10 if problems else 0
