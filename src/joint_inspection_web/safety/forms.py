"""What people write when a child is at risk, when a case goes back, and when they say whom to ring."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from joint_inspection_web.accounts.models import Person
from joint_inspection_web.design.fields import WhenField
from joint_inspection_web.inspections.forms import AreaField
from joint_inspection_web.inspections.models import Body, Inspection
from joint_inspection_web.safety.alarms import FEW, MOST, Report
from joint_inspection_web.safety.cases import WITHIN
from joint_inspection_web.safety.models import Contact, ContactKind, Danger, How, Of, Outcome


class ReportForm(forms.Form):
    """A child is at risk: short, and without any field that invites questions to the child or anybody else."""

    child = forms.CharField(
        max_length=FEW, required=False, label="Which child",
        help_text="The pseudonym if you have it, or words by which the authority will know the child",
    )  # fmt: skip
    worry = forms.CharField(
        max_length=MOST, strip=True, label="What makes you worried now",
        help_text="What you saw, or what was said to you, in the words used",
        error_messages={"required": "Say what makes you worried now"},
    )  # fmt: skip
    danger = forms.ChoiceField(
        choices=Danger.choices, label="Is the child in immediate danger?",
        error_messages={"required": "Say whether the child is in immediate danger"},
    )  # fmt: skip
    of = forms.ChoiceField(
        choices=Of.choices, label="Of whom are you afraid for the child?",
        error_messages={"required": "Say of whom you are afraid for the child, or that you do not know"},
    )  # fmt: skip
    area = AreaField(
        label="Where the child lives", help_text="The authority, by name or ONS code",
        error_messages={"required": "Enter the authority where the child lives"},
    )  # fmt: skip
    kept_from = forms.MultipleChoiceField(
        required=False, label="Keep it from",
        help_text="Choose anybody here whom you are afraid of, or who is close to them. They will see nothing of it",
    )  # fmt: skip
    uuid = forms.UUIDField(required=False)

    def __init__(self, *given: Any, inspection: Inspection, writer: Person, contacts: Iterable[Contact], **more: Any):
        super().__init__(*given, **more)
        self.fields["area"].initial = inspection.area_name
        self.fields["uuid"].initial = uuid.uuid4
        people = _people(inspection, but=writer)
        self._who: dict[str, Person | Contact] = {f"office-{one.pk}": one for one in contacts}
        self._who |= {f"person-{one.ref}": one for one in people}
        self.fields["kept_from"].choices = [(key, str(one)) for key, one in self._who.items()]

    def what(self) -> Report:
        """What was said."""
        said = dict(self.cleaned_data)
        said["kept_from"] = tuple(self._who[key] for key in said["kept_from"])
        said["uuid"] = said["uuid"] or uuid.uuid4()
        return Report(**said, noted_at=timezone.now())


def _people(inspection: Inspection, *, but: Person) -> list[Person]:
    seats = inspection.seats.filter(ended_at=None).exclude(person=but).select_related("person")
    return [seat.person for seat in seats]


class ToldForm(forms.Form):
    """Somebody was told."""

    contact = forms.ChoiceField(label="Whom you told", error_messages={"required": "Say whom you told"})
    other = forms.CharField(max_length=FEW, required=False, label="If somebody else: who, and of which authority")
    how = forms.ChoiceField(choices=How.choices, label="How", error_messages={"required": "Say how you told them"})
    happened_at = WhenField(label="When")

    def __init__(self, *given: Any, offices: Iterable[Contact], **more: Any) -> None:
        super().__init__(*given, **more)
        self._offices = {str(one.pk): one for one in offices}
        named = [(key, f"{one.get_kind_display()}: {one.office}") for key, one in self._offices.items()]
        self.fields["contact"].choices = [*named, ("other", "Somebody else")]

    def what(self) -> dict[str, Any]:
        """What ``note_told`` asks for."""
        return {**self.cleaned_data, "contact": self._offices.get(self.cleaned_data["contact"])}


class ReceiptForm(forms.Form):
    """Somebody took it."""

    who = forms.CharField(
        max_length=FEW, label="Who took it", help_text="Name or post",
        error_messages={"required": "Enter the name or post of the person who took it"},
    )  # fmt: skip
    reference = forms.CharField(max_length=FEW, required=False, label="Their reference, if they gave one")
    happened_at = WhenField(label="When")


class SaysForm(forms.Form):
    """A few sentences."""

    says = forms.CharField(
        max_length=MOST, label="What was found done", error_messages={"required": "Write what was done"}
    )


class ContactForm(forms.Form):
    """An office that is told of a child at risk."""

    area = AreaField(label="Area", error_messages={"required": "Enter the name of an area"})
    kind = forms.ChoiceField(
        choices=ContactKind.choices, label="Which office", error_messages={"required": "Choose which office it is"}
    )
    office = forms.CharField(
        max_length=120, label="Name of the office", help_text="What they answer the telephone with; no person’s name",
        error_messages={"required": "Enter the name of the office"},
    )  # fmt: skip
    phone = forms.CharField(
        max_length=30, label="Telephone number", error_messages={"required": "Enter the telephone number"}
    )
    hours = forms.CharField(max_length=80, required=False, label="When somebody answers")

    def __init__(self, *given: Any, inspection: Inspection, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["area"].initial = inspection.area_name


class CaseForm(forms.Form):
    """A child's case goes back to an agency."""

    body = forms.ChoiceField(label="Which agency has to act", error_messages={"required": "Choose the agency"})
    child = forms.CharField(
        max_length=80, label="The child’s pseudonym", help_text="Only this agency’s officer can say who it is",
        error_messages={"required": "Enter the child’s pseudonym"},
    )  # fmt: skip
    needs = forms.CharField(
        max_length=MOST, label="What needs doing", help_text="The agency reads this word for word",
        error_messages={"required": "Say what needs doing"},
    )  # fmt: skip
    within = forms.ChoiceField(
        choices=list(WITHIN.items()), label="Within", error_messages={"required": "Choose by when it has to be done"}
    )

    def __init__(self, *given: Any, bodies: Iterable[Body], **more: Any) -> None:
        super().__init__(*given, **more)
        self._bodies = {str(one.pk): one for one in bodies}
        self.fields["body"].choices = [(key, one.name) for key, one in self._bodies.items()]

    def what(self) -> dict[str, Any]:
        """What ``refer_back`` asks for."""
        return {**self.cleaned_data, "body": self._bodies[self.cleaned_data["body"]]}


class AnswerForm(forms.Form):
    """The agency closes the case."""

    outcome = forms.ChoiceField(
        choices=Outcome.choices, label="What became of it", error_messages={"required": "Choose what was done"}
    )
    says = forms.CharField(
        max_length=MOST, label="What was done, by whom and when",
        error_messages={"required": "Say what was done, by whom and when"},
    )  # fmt: skip
