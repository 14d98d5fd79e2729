"""What officers, leads and the data protection officer write about lists."""

from __future__ import annotations

from typing import Any

from django import forms

from joint_inspection_web.casedata.models import HoldKind


class FileForm(forms.Form):
    """The file with the lists."""

    file = forms.FileField(
        label="File with the lists",
        help_text="A workbook (xlsx, xls or ods), csv, or a zip with several of them",
        error_messages={
            "required": "Choose the file with the lists",
            "empty": "The file is empty: choose the one with the lists",
        },
    )


class AcceptForm(forms.Form):
    """The sender lets inspectors have the lists."""

    linked = forms.ChoiceField(
        choices=[("no", "Our own identifiers"), ("yes", "Identifiers that the agencies agreed for this inspection")],
        label="Which identifiers do the children have on these lists?",
        help_text="Only agreed ones are compared between agencies",
        error_messages={"required": "Say which identifiers the children have"},
    )
    explanation = forms.CharField(
        required=False,
        max_length=500,
        label="What should inspectors know about the problems?",
        help_text="One or two sentences. Name no child and no worker.",
    )

    def what(self) -> dict[str, Any]:
        """What ``accept`` asks for."""
        return {"linked": self.cleaned_data["linked"] == "yes", "explanation": self.cleaned_data["explanation"]}


class HoursForm(forms.Form):
    """Hours of work on one request."""

    hours = forms.FloatField(
        label="Hours of work on this request",
        help_text="All people together, like 7.5. They are added to those noted before.",
        error_messages={"required": "Enter the hours of work", "invalid": "Enter the hours as a number, like 7.5"},
    )


class PseudonymForm(forms.Form):
    """A pseudonym that an inspector named to the agency."""

    pseudonym = forms.CharField(
        max_length=40, label="Pseudonym", error_messages={"required": "Enter the pseudonym that inspectors gave you"}
    )
    purpose = forms.CharField(
        max_length=300, label="Why you need to know", help_text="Name no child",
        error_messages={"required": "Say why you need to know"},
    )  # fmt: skip


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(
        max_length=300,
        label="Reason",
        help_text="Name no child",
        error_messages={"required": "Say why: it is recorded"},
    )


class HoldForm(ReasonForm):
    """A hold, and what it is for."""

    kind = forms.ChoiceField(
        choices=HoldKind.choices, label="What the hold is for", error_messages={"required": "Choose what it is for"}
    )
    field_order = ["kind", "reason"]
