"""How does a point that names several agencies become recommendations with one accountable body each?

Split, one for each body; or assigned to the partnership, with one member in the lead and the others contributing. Both
are drafts: people word them, and ``check_recommendation`` says what is still missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from joint_inspection.errors import NotPossible, invalid
from joint_inspection.evidence.model import Body
from joint_inspection.follow_up.duties import Control
from joint_inspection.follow_up.named import agencies_named
from joint_inspection.follow_up.recommendations import Inspected, Recommendation


def bodies_named(text: str, bodies: Iterable[Body]) -> tuple[Body, ...]:
    """The bodies inspected that a point names, in the order of its words."""
    bodies = tuple(bodies)
    return tuple(each for kind in agencies_named(text) for each in bodies if each.kind == kind)


def split(point: Recommendation, to: Sequence[str], inspected: Inspected) -> tuple[Recommendation, ...]:
    """One recommendation for each body; a body without any power over it is left out and must be asked for nothing."""
    if len({*to}) < 2:
        raise invalid("to", "Name at least two bodies, or leave the point whole")
    drafts = [(code, _most(point.function, code, inspected)) for code in dict.fromkeys(to)]
    return tuple(
        point.model_copy(update={
            "id": f"{point.id}.{number}", "to": code, "control": control, "lead": None,
            "contributors": _others(code, to, control),
        })
        for number, (code, control) in enumerate(((c, k) for c, k in drafts if k != Control.NONE), start=1)
    )  # fmt: skip


def assign(point: Recommendation, *, lead: str, inspected: Inspected) -> Recommendation:
    """The point as one for the partnership, with a lead; every other body that it names contributes."""
    partnership = next((each.code for each in inspected.agencies if each.kind == "partnership"), None)
    if partnership is None:
        raise NotPossible("No partnership is inspected here: split the point into one for each body")
    named = [each.code for each in bodies_named(point.text, inspected.agencies)]
    others = dict.fromkeys(code for code in (*named, point.to, *point.contributors) if code not in (partnership, lead))
    control = Control.INFLUENCE if _most(point.function, lead, inspected) == Control.INFLUENCE else Control.SHARED
    return point.model_copy(update={"to": partnership, "lead": lead, "contributors": tuple(others), "control": control})


def _most(function: str, code: str, inspected: Inspected) -> Control:
    kind = inspected.kind(code)
    return inspected.register.function(function).most(kind, inspected.on) if kind else Control.NONE


def _others(code: str, to: Sequence[str], control: Control) -> tuple[str, ...]:
    return () if control == Control.FULL else tuple(dict.fromkeys(each for each in to if each != code))
