"""May people decide so, and what do they have to write down?

A departure from what the policy proposes needs its reason. So does a dissent, and a practice that was good in the eyes
of any inspectorate before and is not good now (or the other way round), unless the practice itself changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from joint_inspection.errors import Problem
from joint_inspection.frameworks.advice import unknown
from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.model import Framework
from joint_inspection.judgements.given import scale_of
from joint_inspection.judgements.model import Proposal, words
from joint_inspection.outcomes import Outcome


@dataclass(frozen=True, kw_only=True)
class Reversal:
    """A judgement that turned from good to not good, or back, since an inspection that was published."""

    judgement: str
    before: str
    now: str
    earlier: str
    """Id of the outcome that said otherwise."""
    worse: bool


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What people decided, with the reasons that they wrote."""

    result: str | None
    """The overall result; None where there is none."""
    departs_because: str = field(default="", repr=False)
    dissent_because: Mapping[str, str] = field(default_factory=dict, repr=False)
    """Minority reasons by author of a view that dissents."""
    turned_because: Mapping[str, str] = field(default_factory=dict, repr=False)
    """By judgement that turned: the reason, or what changed in practice."""


def check_decision(
    decision: Decision, proposal: Proposal, framework: Framework, *,
    turned: Iterable[Reversal] = (), dissenting: Iterable[str] = (),
) -> tuple[Problem, ...]:  # fmt: skip
    """Everything that stands between a decision and its being recorded; no reason is repeated."""
    return (*_possible(decision, framework), *_departs(decision, proposal), *_turns(decision, turned),
            *_dissents(decision, dissenting))  # fmt: skip


def _possible(decision: Decision, framework: Framework) -> Iterator[Problem]:
    rule, states = framework.judging.combination, framework.judging.outcome.states
    scale = scale_of(framework, rule.result) if rule.result else ()
    if decision.result is None:
        if scale and not {"withheld", "none_by_design"} & set(states):
            yield Problem(where="result", says=f"Decide one of: {', '.join(scale)}")
    elif not scale:
        yield Problem(where="result", says=f"{framework.ref} has no overall grade by design: take the result out")
    elif decision.result not in scale:
        yield Problem(where="result", says=unknown("grade", decision.result, scale))


def _departs(decision: Decision, proposal: Proposal) -> Iterator[Problem]:
    if decision.result != proposal.proposed and not decision.departs_because.strip():
        says = f"The policy proposes {words(proposal.proposed)}; write why you decide {words(decision.result)}"
        yield Problem(where="departs_because", says=says)


def _turns(decision: Decision, turned: Iterable[Reversal]) -> Iterator[Problem]:
    for each in turned:
        if not decision.turned_because.get(each.judgement, "").strip():
            says = (f"It was {words(each.before)} in {each.earlier} and is {words(each.now)} now: write why, or what "
                    "changed in practice since")  # fmt: skip
            yield Problem(where=f"turned_because.{each.judgement}", says=says)


def _dissents(decision: Decision, dissenting: Iterable[str]) -> Iterator[Problem]:
    for author in dissenting:
        if not decision.dissent_because.get(author, "").strip():
            says = "This view differs from what was decided: its author writes the minority's reasons"
            yield Problem(where=f"dissent_because.{author}", says=says)


def reversals(grades: Mapping[str, str], framework: Framework, earlier: Iterable[Outcome]) -> tuple[Reversal, ...]:
    """Judgements that turned since they were last published, under this or any other framework, for this area.

    A judgement is compared with the one of the same name. Good is the upper half of its own scale.
    """
    found = []
    for name, grade in grades.items():
        last = next((each for each in _latest_first(earlier) if name in _said(each)), None)
        if last is None:
            continue
        before, now = _said(last)[name], grade
        was_good, is_good = _is_good(find(last.framework), name, before), _is_good(framework, name, now)
        if was_good != is_good:
            found.append(Reversal(judgement=name, before=before, now=now, earlier=last.id, worse=was_good))
    return tuple(found)


def _latest_first(earlier: Iterable[Outcome]) -> list[Outcome]:
    return sorted((each for each in earlier if each.when), key=lambda each: str(each.when), reverse=True)


def _said(outcome: Outcome) -> dict[str, str]:
    return dict(outcome.judgements) | ({"overall": outcome.overall} if outcome.overall else {})


def _is_good(framework: Framework, judgement: str, grade: str) -> bool:
    scale = scale_of(framework, judgement)
    return 2 * scale.index(grade) >= len(scale)
