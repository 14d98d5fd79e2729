"""Would a framework's policy have proposed what inspectors really decided?

Every inspection of the past with complete grades is combined again. Where people decided otherwise it is an exception,
and no error: the policy proposes. A version that has no overall by design is reproduced where none was given.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from joint_inspection.frameworks.model import Framework
from joint_inspection.judgements.combine import combine, needed
from joint_inspection.judgements.given import Given, grades_under
from joint_inspection.judgements.model import Grades, Proposal, words
from joint_inspection.judgements.others import every_policy
from joint_inspection.outcomes import Outcome, Outcomes
from joint_inspection.outcomes.place import ELSEWHERE


@dataclass(frozen=True, kw_only=True)
class Replayed:
    """One inspection of the past: what was decided, what the policy proposes, and what each policy would have."""

    outcome: Outcome
    proposal: Proposal
    others: dict[str, Proposal]

    @property
    def reproduced(self) -> bool:
        """What people decided is what the policy proposes; no overall where there is none by design counts."""
        return self.proposal.proposed == self.outcome.overall

    def as_json(self) -> dict[str, object]:
        """The outside shape of an exception."""
        outcome, known = self.outcome, self.outcome.area != ELSEWHERE
        return {
            "area": outcome.area if known else None, "name": outcome.name, "framework": outcome.framework,
            "kind": outcome.kind, "date": outcome.when, "overall": outcome.overall, "proposed": self.proposal.proposed,
            "judgements": dict(outcome.judgements), "score": outcome.score, "says": self.says(),
            "source": outcome.source, "row": outcome.row, "url": outcome.url,
        }  # fmt: skip

    def says(self) -> str:
        """How the decision and the proposal differ."""
        agreeing = [words(name) for name, each in self.others.items()
                    if each.proposed == self.outcome.overall is not None]  # fmt: skip
        beside = f" That is what {' and '.join(agreeing)} would have said." if agreeing else ""
        return (f"{self.proposal.because[0]} Inspectors decided {words(self.outcome.overall)}, and "
                f"{words(self.proposal.proposed)} would have been proposed.{beside}")  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Replay:
    """Every inspection of the past under one framework, judged again by its policy."""

    framework: str
    policies: tuple[str, ...]
    """Of each version: ``median (2018)``."""
    replayed: tuple[Replayed, ...]
    left_out: dict[str, int]
    """How many visits could not be replayed, by why."""

    @property
    def exceptions(self) -> tuple[Replayed, ...]:
        """Where people decided otherwise."""
        return tuple(each for each in self.replayed if not each.reproduced)

    def as_json(self) -> dict[str, object]:
        """The outside shape of the contract, with more beside it."""
        limited = [each for each in self.replayed if each.proposal.limited]
        return {
            "framework": self.framework, "policy": ", ".join(self.policies), "rows": len(self.replayed),
            "reproduced": len(self.replayed) - len(self.exceptions),
            "limited": {"rows": len(limited), "reproduced": sum(each.reproduced for each in limited)},
            "without_overall": sum(each.outcome.overall is None for each in self.replayed),
            "by_version": self.by_version(), "by_policy": self.by_policy(), "left_out": self.left_out,
            "exceptions": [each.as_json() for each in self.exceptions],
        }  # fmt: skip

    def by_version(self) -> dict[str, dict[str, int]]:
        """Rows and those reproduced, by version of the framework."""
        rows = Counter(each.outcome.framework for each in self.replayed)
        same = Counter(each.outcome.framework for each in self.replayed if each.reproduced)
        return {ref: {"rows": number, "reproduced": same[ref]} for ref, number in sorted(rows.items())}

    def by_policy(self) -> dict[str, int]:
        """How many of the graded rows each policy that proposes a grade would have reproduced."""
        graded = [each for each in self.replayed if each.outcome.overall]
        found = Counter(
            name for each in graded for name, said in each.others.items() if said.proposed == each.outcome.overall
        )
        return dict(sorted(found.items()))


def replay(versions: Sequence[Framework], outcomes: Outcomes) -> Replay:
    """Combine again whatever was found under these versions of one framework."""
    known = {each.ref: each for each in versions}
    replayed: list[Replayed] = []
    left_out: Counter[str] = Counter()
    for outcome in _once((*outcomes, *outcomes.elsewhere)):
        if framework := known.get(outcome.framework):
            why = _why_not(outcome, framework)
            left_out.update([why] if why else [])
            replayed += [] if why else [_replayed(outcome, framework)]
    name = versions[0].ref if len(versions) == 1 else versions[0].id
    policies = tuple(f"{each.judging.combination.policy} ({each.version})" for each in versions)
    return Replay(framework=name, policies=policies, replayed=tuple(replayed), left_out=dict(sorted(left_out.items())))


def _once(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Each inspection once, however many areas share the service that was inspected."""
    seen: set[tuple[str, int | None]] = set()
    for outcome in outcomes:
        if outcome.row is None or (outcome.source, outcome.row) not in seen:
            seen.add((outcome.source, outcome.row))
            yield outcome


def _why_not(outcome: Outcome, framework: Framework) -> str | None:
    """Why an inspection cannot be judged again; None where it can."""
    policy = framework.judging.combination
    given = _given(outcome, framework)
    if policy.result and outcome.overall is None:
        return f"{words(outcome.kind)}: there is no overall to compare with ({words(outcome.overall_state)})"
    if not given.grades and not (policy.policy == "points_bands" and given.score is not None):
        return f"{words(outcome.kind)}: told in words, or no grade in the source"
    missing = [each for each in needed(policy) if each not in given.grades]
    if policy.policy == "points_bands" and given.score is None:
        missing = [each for each in policy.inputs if each not in given.grades]
    return f"{words(outcome.kind)}: no grade in the source for {', '.join(missing)}" if missing else None


def _given(outcome: Outcome, framework: Framework) -> Given:
    """The grades that the policy works with; an agreed outcome is its own."""
    policy = framework.judging.combination
    grades = dict(outcome.judgements)
    if policy.result in policy.inputs and outcome.overall:
        grades[policy.result] = outcome.overall
    return Given(grades=grades, score=outcome.score)


def _replayed(outcome: Outcome, framework: Framework) -> Replayed:
    """Judged again; what others would have said is left out where a score stands for grades that are not known."""
    policy = framework.judging.combination
    grades: Grades = grades_under(framework, _given(outcome, framework))
    proposal = combine(grades, policy)
    whole = all(each in grades.by_id for each in policy.inputs)
    others: dict[str, Proposal] = every_policy(grades, policy) if whole else {str(policy.policy): proposal}
    return Replayed(outcome=outcome, proposal=proposal, others=others)
