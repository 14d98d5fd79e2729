"""What is written about notices: who has one, whom to ask, why an inspection cannot go ahead and what was decided."""

from __future__ import annotations

from typing import Any

from django import forms

from joint_inspection.inspections.notices import notice_settings
from joint_inspection_web.inspections.day_forms import DeviationForm
from joint_inspection_web.inspections.forms import DayField
from joint_inspection_web.notices.models import Decides, How

OUTSIDE = How.choices[1:]
PHONE_HELP = "For example, 020 7946 0000"


class ConfirmForm(forms.Form):
    """An agency has its notice."""

    who = forms.CharField(
        max_length=200, label="Who has it", help_text="Your name, or the office",
        error_messages={"required": "Say who has the notice, by name or office"},
    )  # fmt: skip


class ReceiptForm(ConfirmForm):
    """An agency said, outside the service, that it has its notice."""

    how = forms.ChoiceField(
        choices=OUTSIDE, label="How you know",
        error_messages={"required": "Choose how you were told that it was received"},
    )  # fmt: skip
    field_order = ["how", "who"]

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["who"].help_text = "Their name or office"


class RemindForm(forms.Form):
    """An agency was reminded."""

    how = forms.ChoiceField(
        choices=OUTSIDE, label="How you reminded them", error_messages={"required": "Choose how you reminded them"}
    )
    says = forms.CharField(required=False, max_length=300, label="What came of it")


class ContactForm(forms.Form):
    """Whom inspectors ask in an agency."""

    name = forms.CharField(max_length=200, label="Name", error_messages={"required": "Enter the name of your contact"})
    post = forms.CharField(
        max_length=200, label="What they do", help_text="For example, head of quality assurance",
        error_messages={"required": "Enter what your contact does there"},
    )  # fmt: skip
    email = forms.EmailField(
        label="Email address at work",
        error_messages={
            "required": "Enter an email address",
            "invalid": "Enter an email address, like name@example.org",
        },
    )
    phone = forms.CharField(
        max_length=30, label="Telephone number at work", help_text=PHONE_HELP,
        error_messages={"required": "Enter a telephone number, like 020 7946 0000"},
    )  # fmt: skip


class SupplyForm(forms.Form):
    """Something asked for was sent."""

    says = forms.CharField(
        max_length=300, label="Where inspectors find it",
        help_text="Never by email if it is about children. Name no child",
        error_messages={"required": "Say where inspectors find it"},
    )  # fmt: skip


class DeferralForm(forms.Form):
    """Why an inspection cannot go ahead."""

    reason = forms.ChoiceField(
        label="Why can the inspection not go ahead?",
        error_messages={"required": "Choose why the inspection cannot go ahead"},
    )
    says = forms.CharField(
        max_length=2000, label="What happened, and how long it will stand in the way",
        help_text="Name no child and nobody else. The other agencies do not see this",
        error_messages={"required": "Say what happened, without naming anybody"},
    )  # fmt: skip
    evidence = forms.CharField(
        max_length=1000, label="What shows it", help_text="For example, who can confirm it by telephone",
        error_messages={"required": "Say what shows it, and who can confirm it"},
    )  # fmt: skip

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["reason"].choices = [(each.id, each.title) for each in notice_settings().deferral.reasons]


class DecideForm(DeviationForm):
    """What is decided on a request."""

    decision = forms.ChoiceField(label="Decision", error_messages={"required": "Choose what you decide"})
    field_order = ["decision", "reason", "owner", "review_on"]

    def __init__(self, *given: Any, possible: tuple[str, ...], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["decision"].choices = [(each, Decides(each).label) for each in possible]
        self.fields["owner"].label = "Who answers for it"
        self.fields["owner"].error_messages["required"] = "Name the person who answers for it"


class ReviewForm(forms.Form):
    """A decision was looked at again."""

    says = forms.CharField(
        max_length=1000, label="What you found",
        help_text="The agency may read this. Name no child and nobody’s family",
        error_messages={"required": "Say what you found, in words that the area may read"},
    )  # fmt: skip
    next_on = DayField(
        label="When it is looked at next", required=False, help_text="Leave empty if nothing is left to look at"
    )
