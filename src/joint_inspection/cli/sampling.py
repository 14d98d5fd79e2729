"""``joint-inspection sampling``: whose cases are read, by a draw that nobody can steer and anybody can repeat."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from joint_inspection.cli.output import add_verb, print_json, say

if TYPE_CHECKING:
    from pathlib import Path

    from joint_inspection.sampling.changes import Change
    from joint_inspection.sampling.document import Drawn, Order

PROBLEMS = 10
LISTS = "a workbook or a folder of lists, or a population that the service wrote"


def add_verbs(verbs: Any) -> None:
    """Add the verbs of the noun."""
    parser = add_verb(verbs, "commit", run_commit, "Make a secret before the lists arrive, and its commitment.")
    parser.add_argument("--out", required=True, metavar="SECRET", help="a new file; keep it to yourself until the draw")
    _add_draw(verbs)
    parser = add_verb(verbs, "verify", run_verify, "Draw again from the lists, and compare every byte.")
    parser.add_argument("file", metavar="FILE", help="what `sampling draw` wrote")
    parser.add_argument("path", metavar="PATH", help=LISTS)
    parser = add_verb(verbs, "replace", run_replace, "Replace a child that was drawn, for a listed reason.")
    _add_change(parser)
    parser.add_argument("--reason", required=True, metavar="REASON", help="one that `sampling reasons` lists")
    parser = add_verb(verbs, "add", run_add, "Pick a child on purpose; it is marked so and counts in no estimate.")
    _add_change(parser)
    parser.add_argument("--because", required=True, metavar="TEXT", help="why; name nobody")
    parser = add_verb(verbs, "mirror", run_mirror, "Compare a sample with everybody it was drawn from.")
    parser.add_argument("file", metavar="FILE", help="what `sampling draw` wrote")
    parser.add_argument("path", metavar="PATH", help=LISTS)
    add_verb(verbs, "reasons", run_reasons, "List the reasons for which a child may be replaced.")


def _add_draw(verbs: Any) -> None:
    parser = add_verb(verbs, "draw", run_draw, "Draw whose cases are read.")
    parser.add_argument("path", metavar="PATH", help=LISTS)
    parser.add_argument("--framework", required=True, metavar="ID", help="id@version, or id for its newest version")
    chance = parser.add_mutually_exclusive_group(required=True)
    chance.add_argument("--secret", metavar="SECRET", help="the file that `sampling commit` wrote")
    chance.add_argument("--seed", type=int, metavar="S", help="for trying out: it repeats a draw and hides nothing")
    parser.add_argument("--theme", metavar="THEME", help="only the children that a theme of the framework is about")
    parser.add_argument("--on", metavar="DATE", help="the day of the lists (default: as the lists say)")
    parser.add_argument("--tracked", type=int, metavar="N", help="so many tracked, within the framework's rules")
    parser.add_argument("--sampled", type=int, metavar="N", help="so many sampled, within the framework's rules")
    parser.add_argument("--out", required=True, metavar="FILE", help="where the draw is written, with its secret")


def _add_change(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="what `sampling draw` wrote; it is kept")
    parser.add_argument("path", metavar="PATH", help=LISTS)
    parser.add_argument("--child", required=True, metavar="CHILD", help="the child's identifier on the lists")
    parser.add_argument("--out", required=True, metavar="FILE", help="where the new document is written")


def run_commit(options: argparse.Namespace) -> None:
    """Write a secret and print its commitment."""
    from pathlib import Path

    from joint_inspection.sampling.seal import commit

    commitment = commit(Path(options.out))
    if options.json:
        print_json({"commitment": commitment})
        return
    print(commitment)
    say(f"Tell everybody this commitment before the lists arrive, and keep {options.out} to yourself until the draw.")


def run_draw(options: argparse.Namespace) -> None:
    """Draw, write the document, and print who was chosen."""
    from pathlib import Path

    from joint_inspection.dates import parse_date
    from joint_inspection.frameworks.load import find
    from joint_inspection.sampling.document import Order
    from joint_inspection.sampling.seal import digest_of
    from joint_inspection.secret_files import read_secret

    path, out = Path(options.path), Path(options.out)
    _check_apart(path, out, options.secret)
    on = parse_date(options.on, where="on") if options.on else None
    order = Order(
        framework=find(options.framework, on).ref, lists=digest_of(path), theme=options.theme, on=on,
        secret=read_secret(Path(options.secret), made_by="sampling commit") if options.secret else None,
        seed=options.seed, tracked=options.tracked, sampled=options.sampled,
    )  # fmt: skip
    _carry_out(order, path, out, as_json=options.json)


def _check_apart(path: Path, *others: Any) -> None:
    """Nothing of the draw may lie among the lists: their digest would change."""
    from pathlib import Path

    from joint_inspection.errors import invalid

    for other in (Path(each).resolve() for each in others if each):
        if other == path.resolve() or path.resolve() in other.parents:
            raise invalid("out", "Keep the secret and the draw outside the lists", file=str(other))


def _carry_out(order: Order, path: Path, out: Path, *, as_json: bool) -> None:
    from joint_inspection.sampling.check import check
    from joint_inspection.sampling.document import as_bytes, as_document
    from joint_inspection.sampling.verify import draw_lists
    from joint_inspection.secret_files import write_private

    drawn = draw_lists(path, order)
    problems = check(drawn.sample, drawn.population, drawn.plan)
    if problems:
        raise RuntimeError(f"A draw broke its own rules: {problems[0]}")
    write_private(out, as_bytes(drawn))
    if as_json:
        document = as_document(drawn)
        print_json({k: v for k, v in document.items() if k != "order"} | _said(drawn))
        return
    _print_drawn(drawn, out)


def _said(drawn: Drawn) -> dict[str, Any]:
    """What was ordered, without the secret."""
    order = drawn.order
    return {"framework": order.framework, "theme": order.theme, "on": order.on, "lists": order.lists}


def _print_drawn(drawn: Drawn, out: Path) -> None:
    for each in drawn.sample.read:
        chance = "picked" if each.probability is None else f"1 in {1 / each.probability:.1f}"
        print(f"{each.id:<20} {each.part:<10} {chance:<10} {each.stratum}")
    for note in (*drawn.population.notes, *drawn.plan.notes):
        say(note)
    say(f"{len(drawn.sample.read)} of {drawn.sample.population} children; written to {out} with the secret revealed: "
        "keep it to yourself until nobody could use it")  # fmt: skip


def run_verify(options: argparse.Namespace) -> int:
    """Print whether the draw is what it says; exit 10 if it is not."""
    from pathlib import Path

    from joint_inspection.sampling.verify import verify

    verdict = verify(Path(options.file), Path(options.path))
    print_json(verdict) if options.json else print(verdict.says)
    return 0 if verdict.same else PROBLEMS


def run_replace(options: argparse.Namespace) -> None:
    """Write a new document in which a child is replaced."""
    from joint_inspection.sampling.changes import Change

    _change(options, Change(child=options.child, reason=options.reason))


def run_add(options: argparse.Namespace) -> None:
    """Write a new document with a child picked on purpose."""
    from joint_inspection.sampling.changes import Change

    _change(options, Change(child=options.child, because=options.because))


def _change(options: argparse.Namespace, made: Change) -> None:
    from dataclasses import replace
    from pathlib import Path

    path, out = Path(options.path), Path(options.out)
    _check_apart(path, out)
    order = _verified(options)
    _carry_out(replace(order, changes=(*order.changes, made)), path, out, as_json=options.json)


def _verified(options: argparse.Namespace) -> Order:
    """The order of a draw that is what it says; raises InvalidInput for any other."""
    from pathlib import Path

    from joint_inspection.errors import invalid
    from joint_inspection.sampling.document import read_bytes, read_order
    from joint_inspection.sampling.verify import verify

    verdict = verify(Path(options.file), Path(options.path))
    if not verdict.same:
        raise invalid("file", verdict.says, file=options.file)
    return read_order(read_bytes(Path(options.file)), file=options.file)[0]


def run_mirror(options: argparse.Namespace) -> None:
    """Print how the sample compares with everybody."""
    from pathlib import Path

    from joint_inspection.sampling.mirror import mirror
    from joint_inspection.sampling.verify import draw_lists

    drawn = draw_lists(Path(options.path), _verified(options))
    seen = mirror(drawn.sample, drawn.population)
    if options.json:
        print_json(seen)
        return
    for each in seen.traits:
        print(each.title)
        for row in each.rows:
            print(f"  {row.value:<24} {row.population:6.1%} of all, {row.sample:6.1%} of the sample; {row.says}")
    for line in seen.cannot_tell:
        print(line)


def run_reasons(options: argparse.Namespace) -> None:
    """Print the reasons for which a child may be replaced."""
    from joint_inspection.sampling.changes import reasons

    if options.json:
        print_json(reasons())
        return
    for name, says in reasons().items():
        print(f"{name:<22} {says}")
