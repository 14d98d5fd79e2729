"""What does a finding look like when it is written, on a page, through the programming interface or in a file?"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from joint_inspection.errors import InvalidInput, Problem
from joint_inspection.evidence.model import Direction
from joint_inspection_web.fairness.actions.possible import LONGEST

ADVICE = {
    "criterion": "Choose a criterion",
    "about": "Say which body or bodies the finding is about",
    "direction": "Say whether it is a strength, a weakness or context",
    "text": f"Write what was found, in at most {LONGEST:,} characters",
    "supports": "Cite at most 100 items of evidence for it, by their ids",
    "against": "Cite at most 100 items of evidence against it, by their ids",
    "waiver": f"Say in at most {LONGEST:,} characters why it stands with less evidence",
}


def _once(ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


Ids = Annotated[tuple[Annotated[str, Field(max_length=80)], ...], Field(max_length=100), AfterValidator(_once)]


class FindingIn(BaseModel):
    """A finding as somebody writes it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    criterion: str = Field(max_length=80)
    about: Ids
    direction: Direction
    text: str = Field(max_length=LONGEST, repr=False)
    supports: Ids
    against: Ids = ()
    waiver: str = Field(default="", max_length=LONGEST, repr=False)

    @classmethod
    def sent(cls, raw: Any) -> FindingIn:
        """A finding as it arrived; raises InvalidInput with everything that is wrong, and never quotes it."""
        try:
            return cls.model_validate(raw)
        except ValidationError as error:
            places = dict.fromkeys(str(each["loc"][0]) if each["loc"] else "finding" for each in error.errors())
        raise InvalidInput(
            [Problem(where=where, says=ADVICE.get(where, "This is not part of a finding")) for where in places]
        )
