"""``joint-inspection frameworks``: what is inspected, and how it is judged."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from joint_inspection.cli.output import add_verb, print_json, print_problems, say

if TYPE_CHECKING:
    from joint_inspection.frameworks.crosswalk import Covering
    from joint_inspection.frameworks.model import DataField, Framework, VisitKind
    from joint_inspection.frameworks.shelf import Cover

SHOWN_CODES = 4
"""Codes that are written out; of more, the number is told."""
ID = "id@version, id for its newest version, or a YAML file of your own"


def add_verbs(verbs: Any) -> None:
    """Add the verbs of the noun."""
    add_verb(verbs, "list", list_frameworks, "List every published framework version.")
    check = add_verb(verbs, "check", check_frameworks, "Check framework files; without files, all that are published.")
    check.add_argument("files", nargs="*", metavar="FILE")
    check.add_argument("--record", action="store_true", help="first record the new published files as never to change")
    show = add_verb(verbs, "show", show_framework, "Show one framework.")
    show.add_argument("framework", metavar="ID", help=ID)
    compare = add_verb(verbs, "compare", compare_frameworks, "Tell what changed between two frameworks.")
    compare.add_argument("before", metavar="A", help=ID)
    compare.add_argument("after", metavar="B", help=ID)
    add_verb(verbs, "schema", print_schema, "Print the JSON Schema of a framework file, for editors.")
    walk = add_verb(verbs, "crosswalk", print_crosswalk, "Tell how much of what A looks at a visit under B covers.")
    walk.add_argument("framework", metavar="A", help=ID)
    walk.add_argument("by", metavar="B", help=ID)


def list_frameworks(options: argparse.Namespace) -> None:
    """Print one line a version, or the covers as JSON."""
    from joint_inspection.frameworks.shelf import covers

    found = covers()
    if options.json:
        print_json([_cover_json(cover) for cover in found])
        return
    width = max((len(cover.id) + len(cover.version) + 1 for cover in found), default=0)
    for cover in found:
        name = f"{cover.id}@{cover.version}"
        print(f"{name:<{width}}  {_span(cover):<24}  {cover.title}")
    say(f"{len(found)} versions of {len({cover.id for cover in found})} frameworks")


def _cover_json(cover: Cover) -> dict[str, object]:
    return {
        "id": cover.id, "version": cover.version, "title": cover.title, "inspectorates": cover.inspectorates,
        "status": cover.status, "in_force": [cover.start, cover.end],
    }  # fmt: skip


def _span(cover: Cover) -> str:
    if cover.start is None:
        return cover.status.replace("_", " ")
    return f"{cover.start} to {cover.end}" if cover.end else f"since {cover.start}"


def check_frameworks(options: argparse.Namespace) -> int:
    """Check files and print every problem; 10 if there are any."""
    from joint_inspection.frameworks.check import check_files, record_new

    if options.record:
        say(f"Recorded: {', '.join(record_new()) or 'nothing new without problems'}")
    checked, problems = check_files(options.files)
    if options.json:
        print_json({"checked": checked, "problems": problems})
    else:
        print_problems(problems, as_json=False)
        say(f"{_count(checked, 'framework')} checked, {_count(len(problems), 'problem')}")
    return 10 if problems else 0


def show_framework(options: argparse.Namespace) -> None:
    """Print one framework: whole as JSON, else what a reader asks first."""
    from joint_inspection.frameworks.load import find
    from joint_inspection.frameworks.requests import written_out

    framework = written_out(find(options.framework))
    if options.json:
        print_json(framework)
        return
    print(f"{framework.title}\n{framework.ref}, {_life(framework)}\n")
    _print_text(framework.summary)
    print(f"\nInspected by: {', '.join(framework.inspectorates.all)}")
    print(f"Agencies: {', '.join(framework.agencies)}")
    print("\nVisits")
    for kind in framework.kinds:
        _print_text(_visit(kind), hanging=True)
    _print_list("When", (rule.says for rule in framework.cycle.frequency))
    _print_list("What is judged", (each.title for each in framework.judging.judgements))
    _print_text(f"How it is combined: {framework.judging.combination.says}")
    _print_list("What inspectors look for", (criterion.title for criterion in framework.criteria))
    _print_lists(framework)
    _print_list("Sources", (f"{source.title} ({source.confidence})" for source in framework.sources))


def _print_lists(framework: Framework) -> None:
    """The child-level lists asked for, with their columns."""
    for request in framework.data_requests:
        lists = [each for each in request.lists if each.fields]
        if lists:
            print(f"\nLists asked of {request.agency.replace('_', ' ')}: {request.title} ({request.lists_from})")
        for each in lists:
            back = f", {each.months_back} months back" if each.months_back else ""
            _print_text(f"{each.title} ({each.id}{back}): {each.who}", hanging=True)
            for field in each.fields:
                print(f"      {field.id}: {_column(field)}")


def _column(field: DataField) -> str:
    """One column: its heading, what it holds and whether it must be filled."""
    holds = f"{len(field.codes)} codes" if field.codes else field.type
    if 0 < len(field.codes) <= SHOWN_CODES:
        holds = " | ".join(code.title for code in field.codes)
    return f"{field.title} ({holds}{', required' if field.required else ''})"


def _life(framework: Framework) -> str:
    span = framework.in_force
    if span.start is None:
        return framework.status.replace("_", " ")
    return f"in force from {span.start}" + (f" to {span.end}" if span.end else "")


def _visit(kind: VisitKind) -> str:
    notice = "no notice" if kind.notice.no_notice else f"{_count(kind.notice.working_days, 'working day')} of notice"
    team = ", ".join(f"{number} {who}" for who, number in kind.team.size().items())
    return f"{kind.title} ({kind.id}): {notice}, {_count(kind.on_site_working_days, 'day')} on site; {team}"


def _print_list(heading: str, items: Iterable[str]) -> None:
    items = tuple(items)
    if items:
        print(f"\n{heading}")
    for item in items:
        _print_text(item, hanging=True)


def _print_text(text: str, *, hanging: bool = False) -> None:
    import textwrap

    first, rest = ("  - ", "    ") if hanging else ("", "")
    print(textwrap.fill(" ".join(text.split()), width=110, initial_indent=first, subsequent_indent=rest))


def compare_frameworks(options: argparse.Namespace) -> None:
    """Print what changed between two frameworks."""
    from joint_inspection.frameworks.compare import compare
    from joint_inspection.frameworks.load import find

    before, after = find(options.before), find(options.after)
    changes = compare(before, after)
    if options.json:
        print_json({"changes": changes})
        return
    print(f"From {before.ref} to {after.ref}: {_count(len(changes), 'change')}\n")
    for change in changes:
        _print_text(change.says, hanging=True)


def print_schema(options: argparse.Namespace) -> None:
    """Print the JSON Schema, with or without ``--json``."""
    from joint_inspection.frameworks.schema import schema

    print_json(schema())


def print_crosswalk(options: argparse.Namespace) -> None:
    """Print which criteria of one framework a visit under another covers."""
    from joint_inspection.frameworks.crosswalk import crosswalk
    from joint_inspection.frameworks.load import find

    found = crosswalk(find(options.framework), by=find(options.by))
    if options.json:
        print_json(found.as_json())
        return
    fully = len(found.criteria) - len(found.left)
    print(f"A visit under {found.by} covers {fully} of {len(found.criteria)} criteria of {found.framework} fully.\n")
    for each in found.criteria:
        _print_text(_covering(each), hanging=True)


def _covering(each: Covering) -> str:
    by = f" by {', '.join(each.by)}" if each.by else ""
    left = f"; left: {', '.join(each.left)}" if each.left and each.by else ""
    return f"{each.title}: {'not covered' if each.covered == 'not' else each.covered + ' covered'}{by}{left}"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
