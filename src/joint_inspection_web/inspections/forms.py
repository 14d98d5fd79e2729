"""What planners and leads write about an inspection."""

from datetime import date
from typing import Any

from django import forms

from joint_inspection.areas import Area, load_register
from joint_inspection.errors import InvalidInput
from joint_inspection.frameworks.load import find, published
from joint_inspection.frameworks.model import Framework
from joint_inspection.inspections.said import is_like_a_day, read_day
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.inspections.models import SeatRole


class AreaField(forms.CharField):
    """An area by its name or ONS code."""

    def clean(self, value: Any) -> Area:
        try:
            return load_register().find(super().clean(value))
        except InvalidInput as error:
            raise forms.ValidationError(str(error.problems[0].says)) from error


class VisitField(forms.ChoiceField):
    """A framework version with one of its kinds of visit."""

    def clean(self, value: Any) -> tuple[Framework, str]:
        ref, _, kind = super().clean(value).partition(" ")
        return find(ref), kind


class DayField(forms.CharField):
    """A day as people write it; a wrong weekday or a year of two digits is answered with advice."""

    default_error_messages = {"invalid": "Enter the day as day, month and year, like 27 3 2027"}

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=40, **more)

    def clean(self, value: Any) -> date | None:
        text = super().clean(value)
        if text and not is_like_a_day(text):
            raise forms.ValidationError(self.error_messages["invalid"])
        try:
            return read_day(text) if text else None
        except InvalidInput as error:
            raise forms.ValidationError(error.problems[0].says) from error


class PersonField(forms.EmailField):
    """Somebody with an account, by email address."""

    def clean(self, value: Any) -> Person:
        found = Person.objects.filter(email__iexact=super().clean(value), is_active=True).first()
        if not found:
            raise forms.ValidationError("Nobody has an account with this email address")
        return found


def visits() -> list[tuple[str, str]]:
    """Every kind of visit that some published framework version makes, those in force first."""
    return [
        (f"{framework.ref} {kind.id}", f"{framework.short_title} ({framework.version}): {kind.title}")
        for framework in sorted(published(), key=lambda one: one.status != "in_force")
        for kind in framework.kinds
    ]


class OpenForm(forms.Form):
    """A new inspection: where, under which framework, and its first day on site."""

    area = AreaField(
        label="Area", help_text="Name or ONS code", error_messages={"required": "Enter the name of an area"}
    )
    visit = VisitField(
        choices=visits, label="Framework and kind of visit", error_messages={"required": "Choose a visit"}
    )
    begins_on = DayField(
        label="First day on site",
        help_text="For example, 27 3 2027. For an assessment off site, the day on which it begins",
        error_messages={
            "required": "Enter the first day on site",
            "invalid": "Enter the first day on site as day, month and year, like 27 3 2027",
        },
    )

    def what(self) -> dict[str, Framework | str | Area | date]:
        """What ``open_inspection`` asks for."""
        framework, kind = self.cleaned_data["visit"]
        return {
            "area": self.cleaned_data["area"],
            "framework": framework,
            "kind": kind,
            "begins_on": self.cleaned_data["begins_on"],
        }


class SeatForm(forms.Form):
    """Somebody for the team."""

    person = PersonField(
        label="Email address of the person",
        error_messages={"required": "Enter the email address of the person", "invalid": "Enter an email address"},
    )
    role = forms.ChoiceField(
        choices=SeatRole.choices, label="Role on the team", error_messages={"required": "Choose a role on the team"}
    )


class AccessForm(forms.Form):
    """Somebody who has to know, and why."""

    person = PersonField(
        label="Email address of the person",
        error_messages={"required": "Enter the email address of the person", "invalid": "Enter an email address"},
    )
    reason = forms.CharField(
        max_length=300,
        label="Why they need to know",
        help_text="Name neither the area nor a date: the data protection officer reads this",
        error_messages={"required": "Say why this person needs to know"},
    )
