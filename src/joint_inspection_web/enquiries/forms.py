"""What is written about reading and about lines of enquiry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from joint_inspection_web.enquiries.actions import MOST
from joint_inspection_web.enquiries.models import Kind, Origin, State
from joint_inspection_web.inspections.forms import DayField

NO_CHILD = "Name no child and nobody’s family: this is kept longer than data about children"
BY_HAND = [each for each in Origin.choices if each[0] not in (Origin.FRAMEWORK, Origin.CARRIED_ON, Origin.HEARSAY)]


class LineForm(forms.Form):
    """A question of the team's own."""

    asks = forms.CharField(
        max_length=MOST, label="What do you want to know?", help_text=NO_CHILD,
        error_messages={"required": "Write the question"},
    )  # fmt: skip
    origin = forms.ChoiceField(
        choices=BY_HAND, label="Where does it come from?",
        error_messages={"required": "Choose where the question comes from"},
    )  # fmt: skip
    source = forms.CharField(
        required=False, max_length=300, label="Where exactly", help_text="For example, the letter of May 2024, page 3"
    )


OFFERED = 100
"""How much evidence a page offers to choose from, the newest first."""


class EndForm(forms.Form):
    """How a line ends."""

    state = forms.ChoiceField(label="What becomes of it?", error_messages={"required": "Choose what becomes of it"})
    says = forms.CharField(
        max_length=1000, label="The answer, or why", help_text=NO_CHILD,
        error_messages={"required": "Write the answer, or say why"},
    )  # fmt: skip
    items = forms.MultipleChoiceField(required=False, label="Evidence that answers it")

    def __init__(self, *given: Any, leads: bool, evidence: Mapping[str, str], find: str = "", **more: Any) -> None:
        super().__init__(*given, **more)
        ends = (State.ANSWERED, State.DROPPED, State.CARRIED_ON) if leads else (State.ANSWERED,)
        self.fields["state"].choices = [(each.value, each.label) for each in ends]
        self.find, chosen = find, self["items"].value() or []
        found = [id for id in reversed(evidence) if id not in chosen and find.casefold() in evidence[id].casefold()]
        self.left_out = max(0, len(found) - OFFERED)
        """How many older ones there are besides."""
        offered = [*(id for id in chosen if id in evidence), *found[:OFFERED]]
        self.fields["items"].choices = [(id, evidence[id]) for id in offered]


class AgainForm(forms.Form):
    """Why a line is followed again."""

    says = forms.CharField(max_length=1000, label="Why", help_text=NO_CHILD, error_messages={"required": "Say why"})


class ReadingForm(forms.Form):
    """Something to read."""

    kind = forms.ChoiceField(
        choices=Kind.choices, label="What is it?", error_messages={"required": "Choose what it is"}
    )
    title = forms.CharField(
        max_length=300, label="Title and date", error_messages={"required": "Say what is to be read"}
    )
    where = forms.CharField(
        required=False, max_length=300, label="Where it is", help_text="An address, or where it lies"
    )


class ReadForm(forms.Form):
    """Somebody has read something."""

    read_on = DayField(
        label="When you read it", help_text="For example, 27 3 2027",
        error_messages={"required": "Enter the day on which you read it",
                        "invalid": "Enter the day as day, month and year, like 27 3 2027"},
    )  # fmt: skip
    noted = forms.CharField(
        required=False, max_length=4000, label="What you noted", help_text="Kept under the key of this inspection"
    )
