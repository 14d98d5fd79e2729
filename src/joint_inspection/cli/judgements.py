"""``joint-inspection judgements``: what the grades lead to, how much weights matter, how far people agree."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from joint_inspection.cli.output import add_verb, plain, print_json, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from joint_inspection.judgements.agreement import Agreement
    from joint_inspection.judgements.flips import Flip
    from joint_inspection.judgements.model import Grades, Proposal
    from joint_inspection.judgements.replay import Replay
    from joint_inspection.judgements.weights import Nudge, Shares, Stretch


def add_verbs(verbs: Any) -> None:
    """Add the verbs of the noun."""
    parser = add_verb(verbs, "combine", run_combine, "Propose a result from single grades, and explain it.")
    parser.add_argument("--framework", required=True, metavar="ID", help="id@version, or id for its newest version")
    parser.add_argument("file", metavar="GRADES.json", help='{"scale": [worst, …, best], "grades": {judgement: grade}}')
    parser = add_verb(verbs, "weights", run_weights, "Say what share of all weights leads to each grade.")
    parser.add_argument("file", metavar="GRADES.json", help='as above; with "weights" and "bounds" where there are any')
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="for drawing, where too much is bounded")
    parser = add_verb(verbs, "agreement", run_agreement, "Measure how far people agree who rated the same things.")
    parser.add_argument("file", metavar="RATINGS.csv", help="a table with the columns unit, rater and rating")
    parser.add_argument("--scale", metavar="WORST,…,BEST", help="the order of ratings that are words")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="for the intervals: units are drawn again")
    parser = add_verb(verbs, "replay", run_replay, "Try a framework's policy on what inspectors really decided.")
    parser.add_argument("--framework", required=True, metavar="ID", help="id for all its versions, or id@version")
    parser.add_argument("--history", metavar="DIR", help="a folder of the publishers' tables, instead of those carried")


def run_combine(options: argparse.Namespace) -> None:
    """Print what the framework's policy proposes, what every other would have, and what would flip it."""
    from pathlib import Path

    from joint_inspection.frameworks.load import find
    from joint_inspection.judgements import every_policy, flips
    from joint_inspection.judgements.given import grades_under, in_file, read_given

    path = Path(options.file)
    framework, given = find(options.framework), read_given(path)
    policy = framework.judging.combination
    with in_file(path):
        grades = grades_under(framework, given)
        said = every_policy(grades, policy)
    proposal, changes = said.pop(policy.policy), flips(grades, policy)
    if options.json:
        print_json({"framework": framework.ref, "scale": grades.scale, "unresolved": policy.unresolved}
                   | _proposed(proposal, said, changes))  # fmt: skip
    else:
        _print_proposal(proposal, said, changes)


def _proposed(proposal: Proposal, others: Mapping[str, Proposal], changes: Sequence[Flip]) -> dict[str, object]:
    return {
        "policy": proposal.policy, "proposed": proposal.proposed, "limited": proposal.limited,
        "overall_state": "graded" if proposal.proposed else "none_by_design", "because": proposal.because,
        "other_policies": {name: each.proposed for name, each in others.items()},
        "other_policies_because": {name: each.because for name, each in others.items()},
        "flips": [_flip(each) for each in changes],
    }  # fmt: skip


def _flip(flip: Flip) -> dict[str, object]:
    changes = [{"judgement": name, "from": before, "to": to} for name, (before, to) in flip.changes.items()]
    return {"changes": changes, "proposed": flip.proposed, "steps": flip.steps, "says": flip.says}


def _print_proposal(proposal: Proposal, others: Mapping[str, Proposal], changes: Sequence[Flip]) -> None:
    from joint_inspection.judgements.model import words

    print(f"Proposed: {words(proposal.proposed)} (policy: {words(proposal.policy)})")
    for line in proposal.because:
        print(f"  {line}")
    print("\nOther policies would have said")
    for name, each in others.items():
        print(f"  {words(name):<18} {words(each.proposed)}")
    print("\nWhat would have changed it" if changes else "\nNo other grade for one judgement or two would change it.")
    for flip in changes:
        print(f"  {flip.says}")
    say("The system proposes and explains; people decide, and give their reasons where they decide otherwise.")


def run_weights(options: argparse.Namespace) -> None:
    """Print how much the result depends on weights that nobody has to choose in one way."""
    from pathlib import Path

    from joint_inspection.judgements.given import grades_alone, in_file, read_given
    from joint_inspection.judgements.weights import admissible, given_weights, nudges, result_of, shares, stretches

    path = Path(options.file)
    given = read_given(path)
    with in_file(path):
        grades = grades_alone(given)
        found = shares(grades, given.bounds, seed=options.seed)
        weights = given_weights(grades, admissible(grades, given.bounds))
        near = nudges(grades, given.bounds)
    alone = {each.id: stretches(grades, each.id) for each in grades.judged}
    if options.json:
        names = (each.id for each in grades.judged)
        print_json(_weighed(found, near, alone)
                   | {"weights": dict(zip(names, map(float, weights), strict=True)),
                      "proposed": result_of(grades, weights)})  # fmt: skip
    else:
        _print_weights(grades, found, near, result_of(grades, weights))
        _print_stretches(grades, alone)


def _weighed(found: Shares, near: Sequence[Nudge], alone: Mapping[str, Sequence[Stretch]]) -> dict[str, object]:
    from joint_inspection.judgements.weights import LABEL

    stretches = {
        name: [{"from": each.start, "to": each.end, "grade": each.grade} for each in every]
        for name, every in alone.items()
    }
    return {"share": found.share, "method": found.method, "error": found.error, "says": LABEL,
            "smallest_changes": near, "one_weight": stretches}  # fmt: skip


def _print_weights(grades: Grades, found: Shares, near: Sequence[Nudge], proposed: str) -> None:
    from joint_inspection.judgements.model import words
    from joint_inspection.judgements.weights import LABEL

    print(f"Of all weights that are allowed ({LABEL}; {found.method}):")
    for grade in reversed(grades.scale):
        print(f"  {words(grade):<24} {found.share[grade]:6.1%}")
    print(f"\nWith the weights given, or equal ones where none are: {words(proposed)}")
    for each in near:
        print(f"  {words(each.grade)}: once more than {each.moved:.1%} of all weight moves between judgements, at the "
              f"least; or weights change by more than {each.largest:.1%} each")  # fmt: skip


def _print_stretches(grades: Grades, alone: Mapping[str, Sequence[Stretch]]) -> None:
    from joint_inspection.judgements.weights import in_words

    print("\nHow much does each judgement count?")
    for name, found in alone.items():
        print(f"  {in_words(grades.by_id[name], found)}")


def run_agreement(options: argparse.Namespace) -> None:
    """Print agreement beyond chance, with intervals."""
    from pathlib import Path

    from joint_inspection.judgements.agreement import agreement
    from joint_inspection.judgements.ratings import read_ratings

    scale = [word.strip() for word in options.scale.split(",")] if options.scale else ()
    ratings = read_ratings(Path(options.file), scale=scale)
    found = agreement(ratings, seed=options.seed)
    if options.json:
        print_json(plain(found) | {"scale": ratings.scale, "seed": options.seed})
    else:
        _print_agreement(found)


def _print_agreement(found: Agreement) -> None:
    print(f"{found.units} units, {found.pairable} rated by two or more; {found.raters} raters, {found.ratings} ratings")
    print(f"{found.observed:.1%} of pairs of ratings of one unit are the same\n")
    for title, values in (("alpha", found.alpha), ("ac2", found.ac2)):
        for name, value in values.items():
            ends = found.intervals[f"{title} {name}"]
            between = f"  95 per cent interval {ends[0]:.3f} to {ends[1]:.3f}" if ends else ""
            print(f"{title} {name:<10} {'nothing could differ' if value is None else f'{value:.3f}'}{between}")
    say("alpha: Krippendorff. ac2: Gwet; identity is AC1. 1 is full agreement, 0 what chance would bring about.")


def run_replay(options: argparse.Namespace) -> None:
    """Print how many decisions of the past the policy would have proposed, and every other."""
    from pathlib import Path

    from joint_inspection.frameworks.load import find, versions
    from joint_inspection.judgements.replay import replay
    from joint_inspection.outcomes import load_outcomes

    ref = options.framework
    one = "@" in ref or ref.endswith((".yaml", ".yml"))
    asked = (find(ref),) if one else versions(ref)
    found = replay(asked, load_outcomes(Path(options.history) if options.history else None))
    print_json(found.as_json()) if options.json else _print_replay(found)


def _print_replay(found: Replay) -> None:
    figures = found.as_json()
    print(f"{found.framework}, policy {figures['policy']}: {figures['reproduced']} of {figures['rows']} as decided")
    for each in found.replayed:
        if not each.reproduced:
            print(f"  {each.outcome.when}  {each.outcome.name}: {each.says()}")
    for why, number in found.left_out.items():
        say(f"{number} left out: {why}")
