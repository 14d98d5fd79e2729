"""``joint-inspection programme plan``, ``check``, ``explain``, ``replan``, ``guess``, ``export``: the national plan."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from joint_inspection.cli.output import add_verb, print_json, say

if TYPE_CHECKING:
    from datetime import date

    from joint_inspection.programmes.model import Programme
    from joint_inspection.programmes.world import World

PROBLEMS = 10


def add_verbs(verbs: Any) -> None:
    """Add the verbs of planning."""
    parser = add_verb(verbs, "plan", run_plan, "Plan the visits of the coming years.")
    parser.add_argument(
        "--from", required=True, dest="start", metavar="DATE", help="the first day; nothing later is known"
    )
    parser.add_argument("--years", required=True, type=int, metavar="N", help="1 to 5")
    parser.add_argument("--seed", type=int, metavar="S", help="repeats a plan; drawn secretly if it is not given")
    parser.add_argument("--time-limit", type=float, default=60, metavar="SECONDS", help="for the search (default: 60)")
    parser.add_argument("--out", required=True, metavar="FILE", help="where the programme is written")
    _add_world(parser)

    parser = add_verb(verbs, "check", run_check, "List every breach of a rule in a programme.")
    parser.add_argument("file", metavar="FILE")
    _add_world(parser)

    parser = add_verb(verbs, "explain", run_explain, "Say why a visit is when it is, and why not earlier.")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("visit", metavar="VISIT", help="the visit's id")
    _add_world(parser)

    parser = add_verb(verbs, "replan", run_replan, "Change a programme after a shock, as little as can be.")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument(
        "--shock", required=True, metavar="SHOCK.yaml", help="what happened, and from when visits may move"
    )
    parser.add_argument("--out", required=True, metavar="FILE", help="where the new programme is written")
    parser.add_argument("--seed", type=int, default=0, metavar="S")
    parser.add_argument("--time-limit", type=float, default=30, metavar="SECONDS", help="for the search (default: 30)")
    _add_world(parser)

    parser = add_verb(verbs, "guess", run_guess, "Measure how well an outsider could guess the next visits.")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument(
        "--time-limit", type=float, default=20, metavar="SECONDS", help="for the comparison (default: 20)"
    )
    _add_world(parser)

    parser = add_verb(verbs, "export", run_export, "Write a programme as a table or a calendar.")
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--format", required=True, choices=("csv", "ics"))
    parser.add_argument("--area", metavar="NAME_OR_CODE", help="only this area")
    parser.add_argument("--inspectorate", metavar="ID", help="only visits in which this inspectorate takes part")
    parser.add_argument("--out", required=True, metavar="FILE")
    _add_world(parser)


def _add_world(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--settings", metavar="FILE", help="the choices that differ from the defaults, in YAML")
    parser.add_argument("--history", metavar="DIR", help="a folder of the publishers' tables, instead of those carried")


def _world(options: argparse.Namespace, *, start: date, end: date) -> World:
    from pathlib import Path

    from joint_inspection.areas import load_register
    from joint_inspection.frameworks.load import published
    from joint_inspection.outcomes import load_outcomes
    from joint_inspection.programmes.settings import load_settings
    from joint_inspection.programmes.world import World

    return World(
        start=start, end=end, register=load_register(), frameworks=published(),
        outcomes=tuple(load_outcomes(Path(options.history) if options.history else None).all),
        settings=load_settings(options.settings),
    )  # fmt: skip


def run_plan(options: argparse.Namespace) -> None:
    """Plan, write the file, and print the plan with its proof."""
    from pathlib import Path

    from joint_inspection.programmes.file import as_document, write_programme
    from joint_inspection.programmes.plan import plan

    world = _planned_world(options)
    made = plan(world, seed=_seed(options), time_limit=options.time_limit, say=say)
    names = {area.ons_code: area.name for area in world.areas}
    write_programme(made.programme, Path(options.out), names=names)
    document = as_document(made.programme, names=names)
    solution = made.solution
    result = {
        "visits": document["visits"], "objective": solution.objective, "bound": solution.bound, "gap": solution.gap,
        "seconds": round(solution.seconds, 2), "repeatable": solution.repeatable, "unmet": document["unmet"],
        "notes": document["notes"],
    }  # fmt: skip
    print_json(result) if options.json else _print_plan(made.programme, result, out=options.out)


def _planned_world(options: argparse.Namespace) -> World:
    from joint_inspection.dates import parse_date
    from joint_inspection.errors import InvalidInput, Problem
    from joint_inspection.programmes.world import years_on

    start = parse_date(options.start, where="from")
    problems = []
    if not 1 <= options.years <= 5:
        problems.append(Problem(where="years", says=f"Plan 1 to 5 years; got {options.years}"))
    if not 0 < options.time_limit < float("inf"):
        problems.append(Problem(where="time-limit", says=f"Give more than 0 seconds; got {options.time_limit}"))
    if not 1900 <= start.year <= 2200:
        problems.append(Problem(where="from", says=f"Give a year from 1900 to 2200; got {start.year}"))
    if problems:
        raise InvalidInput(problems)
    return _world(options, start=start, end=years_on(start, options.years))


def _seed(options: argparse.Namespace) -> int:
    if options.seed is not None:
        return int(options.seed)
    from secrets import randbelow

    seed = randbelow(2**31)
    say(f"Drawn in secret, and kept in the programme's notes: --seed {seed}")
    return seed


def _print_plan(programme: Programme, result: dict[str, Any], *, out: str) -> None:
    from collections import Counter

    print(f"{programme.notes['illustration']}\n")
    for (framework, kind), number in sorted(Counter((each.framework, each.kind) for each in programme.visits).items()):
        print(f"  {number:4} {framework} {kind}")
    print(f"\n{len(programme.visits)} visits from {programme.start} to {programme.end}, written to {out}")
    print(f"{result['objective']:,} points; at most {result['gap']:.1%} more than the best possible")
    for rule, number in Counter(each.rule for each in programme.unmet).most_common():
        print(f"  {number:4} unmet or late: {rule}")


def run_check(options: argparse.Namespace) -> int:
    """Print every breach; exit 10 if there is one."""
    from pathlib import Path

    from joint_inspection.programmes.check import RULES, check
    from joint_inspection.programmes.file import read_programme

    programme = read_programme(Path(options.file))
    breaches = check(programme, world=_world(options, start=programme.start, end=programme.end))
    if options.json:
        print_json({"visits": len(programme.visits), "rules": len(RULES), "breaches": breaches})
    else:
        for breach in breaches:
            print(f"{breach.rule}: {breach.area}: {breach.says}")
        print(f"{len(programme.visits)} visits, {len(RULES)} rules, {len(breaches)} breaches")
    return PROBLEMS if breaches else 0


def _read(options: argparse.Namespace) -> tuple[Programme, World]:
    from pathlib import Path

    from joint_inspection.programmes.check import must_exist
    from joint_inspection.programmes.file import read_programme

    programme = read_programme(Path(options.file))
    world = _world(options, start=programme.start, end=programme.end)
    must_exist(programme, world=world)
    return programme, world


def run_explain(options: argparse.Namespace) -> None:
    """Print why a visit is when it is."""
    from joint_inspection.programmes.explain import explain

    programme, world = _read(options)
    explanation = explain(programme, options.visit, world=world)
    if options.json:
        print_json(explanation)
        return
    print(f"{explanation.why}\n\nNot earlier:")
    for line in explanation.not_earlier:
        print(f"  {line}")
    print("\nWould have to change:")
    for line in explanation.would_have_to_change:
        print(f"  {line}")


def run_replan(options: argparse.Namespace) -> None:
    """Write the programme after a shock, and print what moved."""
    from pathlib import Path

    from joint_inspection.programmes.file import write_programme
    from joint_inspection.programmes.replan import replan
    from joint_inspection.programmes.shock import read_shocks

    shocks = read_shocks(Path(options.shock))
    programme, world = _read(options)
    result = replan(programme, shocks, world=world, seed=options.seed, time_limit=options.time_limit, say=say)
    names = {area.ons_code: area.name for area in world.areas}
    write_programme(result.programme, Path(options.out), names=names)
    if options.json:
        print_json({"moved": [each.as_json() for each in result.moved], "kept": result.kept})
        return
    for each in result.moved:
        print(f"{names.get(each.area, each.area)}: {each.start or 'new'} → {each.to or 'given up'}: {each.because}")
    print(f"{len(result.moved)} moved, {result.kept} kept; written to {options.out}")


def run_guess(options: argparse.Namespace) -> None:
    """Print how well an outsider could guess."""
    from joint_inspection.programmes.guess import guess

    programme, world = _read(options)
    result = guess(programme, world=world, time_limit=options.time_limit, say=say)
    if options.json:
        print_json(result)
        return
    print(
        f"Of {result.weeks} weeks on average, an outsider who picks by chance is right {result.chance:.1%} of the time."
    )
    print(f"The best of several outsiders is right {result.best_guesser:.1%} of the time;")
    print(f"without the secret draw it would be {result.best_guesser_without_randomisation:.1%}.")


def run_export(options: argparse.Namespace) -> None:
    """Write the programme as a table or a calendar."""
    from pathlib import Path

    from joint_inspection.programmes.export import as_calendar, as_csv, only
    from joint_inspection.secret_files import write_whole

    programme, world = _read(options)
    area = world.register.find(options.area).ons_code if options.area else None
    programme = only(programme, world=world, area=area, inspectorate=options.inspectorate)
    is_csv = options.format == "csv"
    content = as_csv(programme, world=world).encode() if is_csv else as_calendar(programme, world=world)
    write_whole(Path(options.out), content)
    result = {"visits": len(programme.visits), "out": options.out}
    print_json(result) if options.json else print(f"{result['visits']} visits written to {options.out}")
