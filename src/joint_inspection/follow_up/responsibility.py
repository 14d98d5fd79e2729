"""Who is accountable for what is asked, who else has a part, and which duty of the council stands beside it?

Responsibility that is divided among agencies does not lessen what statutes lay on the council; both are shown together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from joint_inspection.evidence.model import Body
from joint_inspection.follow_up.duties import Control, Duty, DutyRegister, in_words
from joint_inspection.follow_up.recommendations import Recommendation


@dataclass(frozen=True, kw_only=True)
class DutySaid:
    """One duty in words: whose it is, by what statute, how sure."""

    holder: str
    """Kind of body."""
    function: str
    """The function's title."""
    statute: str | None
    helps: bool
    sure: str | None = None
    """None where the statute was read."""


@dataclass(frozen=True, kw_only=True)
class Responsibility:
    """Who has which part in one recommendation."""

    accountable: str
    of_council: bool
    """Whether the council is accountable."""
    lead: str | None
    control: Control
    contributors: tuple[str, ...]
    duties: tuple[DutySaid, ...]
    """Every holder's duty for what is asked; where each body has its own, of those alone that have a part."""
    each: bool = False
    """Every holder has the power for itself, and none for another."""
    council: tuple[DutySaid, ...]
    """The council's own duties: for this, and those that stand beside everything."""

    @property
    def is_divided(self) -> bool:
        """Whether anybody but the council has a part."""
        return bool(self.contributors or self.lead) or not self.of_council


def responsibility(
    recommendation: Recommendation, *, bodies: Iterable[Body], register: DutyRegister, on: date
) -> Responsibility:
    """Who is accountable, who contributes, and the council's duty beside it."""
    function = register.function(recommendation.function)
    known = {each.code: each for each in bodies}
    names = {code: each.name for code, each in known.items()}
    beside = [register.function(id) for id in register.beside if id != function.id]
    parts = {known[code].kind for code in _parts(recommendation) if code in known}
    own = [_told(duty, function.title) for duty in function.on(on) if not function.each or duty.holder in parts]
    return Responsibility(
        accountable=names.get(recommendation.to, recommendation.to),
        of_council=recommendation.to in known and known[recommendation.to].kind == "council",
        lead=names.get(recommendation.lead, recommendation.lead) if recommendation.lead else None,
        control=recommendation.control,
        contributors=tuple(names.get(code, code) for code in recommendation.contributors),
        duties=tuple(own), each=function.each,
        council=tuple(
            each for each in (*own, *(_told(duty, each.title) for each in beside for duty in each.on(on)))
            if each.holder == "council"
        ),
    )  # fmt: skip


def _parts(recommendation: Recommendation) -> tuple[str | None, ...]:
    """The codes of all who have a part."""
    return (recommendation.to, recommendation.lead, *recommendation.contributors)


def _told(duty: Duty, title: str) -> DutySaid:
    return DutySaid(
        holder=duty.holder, function=title, statute=duty.statute, helps=duty.part == "helps", sure=duty.sure
    )


def as_text(found: Responsibility) -> tuple[str, ...]:
    """Responsibility in sentences, the council's last."""
    lines = [f"Accountable: {found.accountable}, with {found.control.value} control."]
    if found.lead:
        lines.append(f"In the lead: {found.lead}.")
    if found.contributors:
        lines.append(f"Without whom it cannot be done: {', '.join(found.contributors)}.")
    lines += [_for_itself(found.duties)] if found.each else [_said(each) for each in found.duties]
    if found.is_divided:
        lines += [f"Whoever else has a part, the council keeps its duty: {each.function.lower()} ({each.statute})."
                  for each in found.council if not each.helps]  # fmt: skip
    return tuple(lines)


def _said(duty: DutySaid) -> str:
    return f"{'A duty to help' if duty.helps else 'The power'} lies with {_by_statute(duty)}."


def _for_itself(duties: Iterable[DutySaid]) -> str:
    """Where nobody holds the power for another: whose own it is here."""
    own = ", ".join(_by_statute(each) for each in duties)
    return f"Each body itself holds the power for its own part{f': {own}' if own else ''}."


def _by_statute(duty: DutySaid) -> str:
    unsure = "" if duty.sure in (None, "high") else f"; how sure: {duty.sure}"
    return f"{in_words((duty.holder,))} ({duty.statute or 'no statute named'}{unsure})"


def by_controller(recommendations: Iterable[Recommendation], bodies: Iterable[Body]) -> dict[str, int]:
    """How many recommendations each kind of body is accountable for, the most first."""
    kinds = {each.code: each.kind for each in bodies}
    counted = Counter(kinds.get(each.to, "unknown") for each in recommendations)
    return dict(counted.most_common())
