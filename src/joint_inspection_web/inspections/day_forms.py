"""What is written about the stages and the days of an inspection."""

from typing import Any

from django import forms

from joint_inspection_web.inspections.forms import DayField, PersonField
from joint_inspection_web.inspections.models import Part, Says
from joint_inspection_web.inspections.planning import Proposal

LONGEST = 1000


def why(label: str = "Why", *, required: bool = True) -> forms.CharField:
    """A reason that the area may read."""
    return forms.CharField(
        label=label, max_length=LONGEST, required=required, strip=True,
        help_text="The area may read this. Name no child and nobody’s family",
        error_messages={"required": "Say why, in words that the area may read"},
    )  # fmt: skip


class PlainForm(forms.Form):
    """A stage that is reached as planned: nothing to write."""


class EndForm(forms.Form):
    """The end of the fieldwork; why, if it comes before its day."""

    reason = why("Why it ends early, if it does", required=False)


class ReasonForm(forms.Form):
    """A stage that is reached for a reason."""

    reason = why()


class DeviationForm(forms.Form):
    """An inspection put off, or left standing: why, who answers for it, and when it is looked at again."""

    reason = why()
    owner = PersonField(
        label="Who answers for it until it goes on",
        help_text="Email address of somebody in an inspectorate",
        error_messages={
            "required": "Name the person who answers for it until it goes on",
            "invalid": "Enter an email address, like name@example.org",
        },
    )
    review_on = DayField(
        label="When it is looked at again",
        help_text="A working day, for example 27 3 2027",
        error_messages={"required": "Enter the day on which this is looked at again"},
    )


class TakeUpForm(forms.Form):
    """An inspection that was put off begins after all."""

    begins_on = DayField(
        label="New first day on site",
        help_text="The area has the notice of its framework again. For example, 27 3 2027",
        error_messages={"required": "Enter the new first day on site"},
    )
    reason = why("Why now")


class MoveForm(forms.Form):
    """A step on other days."""

    first = DayField(
        label="First day", help_text="For example, 27 3 2027", error_messages={"required": "Enter the first day"}
    )
    last = DayField(label="Last day", required=False, help_text="Leave empty if the step takes one day")
    reason = why("Why it moves")

    def what(self) -> dict[str, Any]:
        """What ``move_step`` asks for."""
        sent = self.cleaned_data
        return {"first": sent["first"], "last": sent["last"] or sent["first"], "reason": sent["reason"]}


class DoneForm(forms.Form):
    """The day on which a step really happened."""

    done_on = DayField(
        label="Day on which it happened",
        help_text="For example, 27 3 2027",
        error_messages={"required": "Enter the day on which it happened"},
    )


class ActivityForm(forms.Form):
    """Something to do on one day on site, proposed to the council."""

    day = DayField(label="Day", help_text="For example, 27 3 2027", error_messages={"required": "Enter the day"})
    part = forms.ChoiceField(
        choices=Part.choices, label="Part of the day", error_messages={"required": "Choose which part of the day"}
    )
    what = forms.CharField(
        max_length=300, label="What", help_text="For example, sit with duty workers as contacts come in",
        error_messages={"required": "Say what inspectors would do"},
    )  # fmt: skip
    whom = forms.CharField(
        max_length=300, label="With whom", help_text="Offices and teams. Name no child, no parent and no carer",
        error_messages={"required": "Say with whom, by their office"},
    )  # fmt: skip
    where = forms.CharField(
        max_length=300, label="Where", help_text="A building or a room, or ‘by video’",
        error_messages={"required": "Say where"},
    )  # fmt: skip

    def what_is_proposed(self) -> Proposal:
        """What ``propose`` asks for."""
        return Proposal(**self.cleaned_data)


class AnswerForm(forms.Form):
    """What the council says about an activity."""

    says = forms.ChoiceField(
        label="Can this take place?", error_messages={"required": "Choose an answer"},
        choices=[
            (Says.AGREED.value, "Yes, at this time"),
            (Says.ANOTHER_TIME.value, "Yes, but at another time"),
            (Says.NOT_POSSIBLE.value, "No, it is not possible"),
        ],
    )  # fmt: skip
    day = DayField(label="Other day", required=False, help_text="Only for another time. For example, 27 3 2027")
    part = forms.ChoiceField(choices=Part.choices, label="Part of the other day", required=False)
    reason = forms.CharField(
        max_length=LONGEST, required=False, label="Why",
        help_text="Needed unless you agree. Name no child and nobody’s family",
    )  # fmt: skip


class WithdrawForm(forms.Form):
    """An activity taken out of the plan."""

    reason = why()
