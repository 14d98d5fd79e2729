"""``joint-inspection judgements``: what the grades lead to, how much weights matter, how far people agree."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from joint_inspection.cli.output import add_verb, print_json, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from joint_inspection.judgements.flips import Flip
    from joint_inspection.judgements.model import Proposal


def add_verbs(verbs: Any) -> None:
    """Add the verbs of the noun."""
    parser = add_verb(verbs, "combine", run_combine, "Propose a result from single grades, and explain it.")
    parser.add_argument("--framework", required=True, metavar="ID", help="id@version, or id for its newest version")
    parser.add_argument("file", metavar="GRADES.json", help='{"scale": [worst, …, best], "grades": {judgement: grade}}')


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
