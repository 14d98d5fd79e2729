"""What inspectors write about sharing and boxes, and what a data protection officer looks for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from joint_inspection_web.design.fields import WhenField
from joint_inspection_web.inspections.models import Body
from joint_inspection_web.sharing.actions import LONGEST
from joint_inspection_web.sharing.bases import bases


def basis_choices() -> list[tuple[str, str]]:
    """Every basis with its citation."""
    return [(one.id, f"{one.title} ({one.citation})") for one in bases().values()]


class BasisForm(forms.Form):
    """Why, and on what legal basis."""

    basis = forms.ChoiceField(
        choices=basis_choices, label="Legal basis", error_messages={"required": "Choose the legal basis"}
    )
    purpose = forms.CharField(
        max_length=LONGEST, label="What for", error_messages={"required": "Say what it was shared for"}
    )


class SharedForm(BasisForm):
    """One's own inspectorate told others something."""

    receivers = forms.MultipleChoiceField(label="Who was told", error_messages={"required": "Choose who was told"})
    what = forms.CharField(
        max_length=LONGEST, label="What was shared", help_text="A description. Name nobody, and no child’s pseudonym",
        error_messages={"required": "Say what was shared, without naming anybody"},
    )  # fmt: skip
    shared_at = WhenField(label="When")
    field_order = ["what", "receivers", "basis", "purpose", "shared_at"]

    def __init__(self, *given: Any, others: Iterable[Body], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["receivers"].choices = [(body.code, body.name) for body in others]


class BoxForm(forms.Form):
    """An inspectorate keeps evidence of its own apart."""

    reason = forms.CharField(
        max_length=LONGEST, label="Why your inspectorate keeps evidence of its own apart",
        help_text="For example, police intelligence that only HMICFRS may hold. Name nobody",
        error_messages={"required": "Say why this evidence has to be kept apart"},
    )  # fmt: skip


class CiteForm(forms.Form):
    """What the team may read of a box."""

    about = forms.ChoiceField(label="About which agency", error_messages={"required": "Choose the agency"})
    summary = forms.CharField(
        max_length=4000, label="Your inspectorate’s own summary", help_text="The whole team reads it",
        error_messages={"required": "Write what the team may read"},
    )  # fmt: skip

    def __init__(self, *given: Any, agencies: Iterable[Body], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["about"].choices = [(body.code, body.name) for body in agencies]


class LooksForm(forms.Form):
    """Which looks a data protection officer asks for."""

    inspection = forms.SlugField(max_length=10, required=False, label="Inspection")
    person = forms.CharField(max_length=100, required=False, label="Who")
    since = forms.DateField(
        required=False, label="Since", input_formats=["%Y-%m-%d", "%d %m %Y", "%d/%m/%Y"],
        error_messages={"invalid": "Enter a day, like 27 3 2026"},
    )  # fmt: skip
