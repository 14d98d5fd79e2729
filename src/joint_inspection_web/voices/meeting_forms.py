"""What is written about people who are met and about what is observed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms

from joint_inspection.frameworks.load import find
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.evidence.notes import MOST_TEXT
from joint_inspection_web.evidence.words import TEMPLATES
from joint_inspection_web.fairness.forms import bodies_as_choices, criteria_as_choices
from joint_inspection_web.inspections.models import Body, Inspection
from joint_inspection_web.inspections.rules import INSPECTORS
from joint_inspection_web.voices.forms import SAYS_OF_PRACTICE
from joint_inspection_web.voices.meetings import ADVOCATES, AS_EVIDENCE, INTERPRETERS, MOST_LINE
from joint_inspection_web.voices.models import OBSERVED, Consent, Meeting, MeetingKind

WHEN = {"invalid": "Enter a date and a time", "required": "Enter a date and a time"}


class OfferForm(forms.Form):
    """A meeting, or work, that inspectors can watch."""

    kind = forms.ChoiceField(
        choices=[(each.value, each.label) for each in OBSERVED], label="What can be observed?",
        error_messages={"required": "Choose what can be observed"},
    )  # fmt: skip
    whom = forms.CharField(
        max_length=MOST_LINE, label="What it is", help_text="For example, daily meeting at the front door. Name nobody",
        error_messages={"required": "Say in a few words what it is"},
    )  # fmt: skip
    starts_at = forms.DateTimeField(label="When it begins", error_messages=WHEN)
    where = forms.CharField(
        max_length=MOST_LINE, label="Where", help_text="A building, or how to join from elsewhere",
        error_messages={"required": "Say where it is"},
    )  # fmt: skip
    agency = forms.ChoiceField(label="Whose it is", error_messages={"required": "Choose the agency"})

    def __init__(self, *given: Any, bodies: Iterable[Body], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["agency"].choices = bodies_as_choices(bodies)


class AskForm(forms.Form):
    """Whom inspectors want to meet, or what they want to watch."""

    kind = forms.ChoiceField(
        choices=MeetingKind.choices, label="Who is met, or what is observed?",
        error_messages={"required": "Choose who is met, or what is observed"},
    )  # fmt: skip
    whom = forms.CharField(
        max_length=MOST_LINE, label="Who it is, or what it is",
        help_text="For example, her mother; two foster carers; a strategy meeting. Name nobody",
        error_messages={"required": "Say in a few words who it is, or what it is, without a name"},
    )  # fmt: skip
    child = forms.CharField(
        max_length=40, required=False, label="Child",
        help_text="The pseudonym of the sample, for a child or a family. Never a name",
    )  # fmt: skip
    agency = forms.ChoiceField(required=False, label="Agency, for staff and what is observed")
    starts_at = forms.DateTimeField(required=False, label="When, if it is known", error_messages=WHEN)
    where = forms.CharField(
        max_length=MOST_LINE,
        required=False,
        label="Where, if it is known",
        help_text="A place they chose, if they want",
    )

    def __init__(self, *given: Any, inspection: Inspection, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["agency"].choices = bodies_as_choices(inspection.agencies)


class ConsentForm(forms.Form):
    """What somebody says about taking part."""

    answer = forms.ChoiceField(
        choices=[(each.value, each.label) for each in (Consent.Answer.AGREED, Consent.Answer.REFUSED)],
        label="What did they say?", error_messages={"required": "Choose whether they agreed"},
    )  # fmt: skip
    leaflet = forms.BooleanField(required=False, label="They read the leaflet, or it was read to them")
    language = forms.CharField(
        max_length=60, required=False, label="Language in which they agreed", help_text="Leave it empty for English"
    )
    interpreter = forms.ChoiceField(
        choices=list(INTERPRETERS.items()), initial="none", label="Who interpreted?",
        help_text="Never a child, a relative or a member of staff who works with them",
        error_messages={"required": "Choose who interpreted"},
    )  # fmt: skip
    advocate = forms.ChoiceField(
        choices=list(ADVOCATES.items()), initial="not_wanted", label="Did they want an advocate beside them?",
        error_messages={"required": "Choose whether an advocate was there"},
    )  # fmt: skip
    others = forms.CharField(
        max_length=MOST_LINE, required=False, label="Who else was asked, and what they said",
        help_text="For a child: a parent or carer. For what is observed: who was there, by role",
    )  # fmt: skip
    reach = forms.CharField(
        max_length=MOST_LINE, required=False, label="How to reach them again, if they want that",
        help_text="Shown only to who says why. It goes with the child data of this inspection",
    )  # fmt: skip


class GoForm(forms.Form):
    """Who of the team goes there."""

    goes = forms.ModelChoiceField(Person.objects.none(), required=False, label="Who goes there", empty_label="Nobody")

    def __init__(self, *given: Any, inspection: Inspection, **more: Any) -> None:
        super().__init__(*given, **more)
        seats = inspection.seats.filter(role__in=INSPECTORS, ended_at=None)
        self.fields["goes"].queryset = Person.objects.filter(pk__in=seats.values("person"))


class WriteForm(forms.Form):
    """What was said or seen, as it becomes evidence."""

    once = forms.UUIDField(widget=forms.HiddenInput)
    criterion = forms.ChoiceField(label="Criterion", error_messages={"required": "Choose a criterion"})
    agency = forms.ChoiceField(label="Agency it is about", error_messages={"required": "Choose the agency"})
    text = forms.CharField(
        max_length=MOST_TEXT, strip=False, label="What was said or seen",
        help_text="Names of children and families stay out",
        error_messages={"required": "Write what was said or seen"},
    )  # fmt: skip
    direction = forms.ChoiceField(
        choices=SAYS_OF_PRACTICE, label="What it says of the practice",
        error_messages={"required": "Choose what it says of the practice"},
    )  # fmt: skip
    experience = forms.BooleanField(required=False, label="It tells of a child’s experience")
    outcome = forms.BooleanField(required=False, label="It tells what changed for a child")

    def __init__(self, *given: Any, meeting: Meeting, **more: Any) -> None:
        template = TEMPLATES[AS_EVIDENCE[meeting.kind][1]]
        super().__init__(*given, initial={"once": uuid4(), "text": template, "agency": meeting.agency}, **more)
        self.fields["criterion"].choices = criteria_as_choices(find(meeting.inspection.framework))
        self.fields["agency"].choices = bodies_as_choices(meeting.inspection.agencies)
