"""What people write about teams: whom to ask, what they declare, what is ruled and accepted."""

from __future__ import annotations

from typing import Any

from django import forms

from joint_inspection.inspections.settings import team_settings
from joint_inspection.inspections.team import themes_of
from joint_inspection_web.accounts.forms import OrganisationField
from joint_inspection_web.design.words import sentence, title_of
from joint_inspection_web.inspections.forms import SeatForm
from joint_inspection_web.teams.cover import Cover, said
from joint_inspection_web.teams.models import Basis, Decision, Kind

YEAR = {"invalid": "Enter a year in four digits, like 2019", "min_value": "Enter a year after 1950",
        "max_value": "Enter a year in four digits, like 2019"}  # fmt: skip


class AskForm(SeatForm):
    """Somebody to ask."""


class AgainForm(forms.Form):
    """Why somebody has to declare again."""

    because = forms.CharField(
        max_length=300, label="What has changed", help_text="Name neither the area nor a date",
        error_messages={"required": "Say what has changed"},
    )  # fmt: skip


class InterestForm(forms.Form):
    """One thing to declare."""

    kind = forms.ChoiceField(
        choices=Kind.choices, label="What is it?", error_messages={"required": "Choose what sort of interest it is"}
    )
    organisation = OrganisationField(
        required=False, label="Which body?",
        help_text="A council, police force, health board or another agency, by name. Leave it empty for values.",
    )  # fmt: skip
    began = forms.IntegerField(required=False, min_value=1950, max_value=2100, label="First year", error_messages=YEAR)
    ended = forms.IntegerField(
        required=False, min_value=1950, max_value=2100, label="Last year", help_text="Leave it empty if it goes on",
        error_messages=YEAR,
    )  # fmt: skip
    says = forms.CharField(
        required=False, max_length=500, label="In a sentence",
        help_text="No more than somebody needs who decides. Name no child.",
    )  # fmt: skip

    def clean_organisation(self) -> Any:
        return self.cleaned_data["organisation"] or None


class RulingForm(forms.Form):
    """Whether somebody may join."""

    decision = forms.ChoiceField(
        choices=Decision.choices, label="May this person join the team?",
        error_messages={"required": "Choose whether the person may join"},
    )  # fmt: skip
    conditions = forms.CharField(required=False, max_length=1000, label="Under which conditions")
    reason = forms.CharField(max_length=1000, label="Why", error_messages={"required": "Say why"})


class PartForm(forms.Form):
    """Whether an inspectorate takes part this time."""

    inspectorate = forms.ChoiceField(
        label="Inspectorate", error_messages={"required": "Choose the inspectorate", "invalid_choice": "Choose one"}
    )
    takes_part = forms.ChoiceField(
        choices=[("yes", "Takes part"), ("no", "Not this time")], label="Does it take part?",
        error_messages={"required": "Say whether it takes part"},
    )  # fmt: skip
    reason = forms.CharField(required=False, max_length=1000, label="Why not")

    def __init__(self, *given: Any, inspectorates: frozenset[str], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["inspectorate"].choices = [(code, sentence(title_of(code))) for code in sorted(inspectorates)]

    def what(self) -> dict[str, Any]:
        """What ``say_part`` asks for."""
        return {**self.cleaned_data, "takes_part": self.cleaned_data["takes_part"] == "yes"}


class ThemeForm(forms.Form):
    """The theme."""

    theme = forms.ChoiceField(label="Theme", error_messages={"required": "Choose the theme"})

    def __init__(self, *given: Any, cover: Cover, **more: Any) -> None:
        super().__init__(*given, **more)
        themes = themes_of(cover.framework, cover.inspection.begins_on)
        self.fields["theme"].choices = [(each.id, each.title) for each in themes]
        self.fields["theme"].initial = cover.theme


class AcceptForm(forms.Form):
    """Gaps that somebody accepts in writing."""

    gaps = forms.MultipleChoiceField(
        label="Which gaps do you accept?", error_messages={"required": "Choose the gaps that you accept"}
    )
    why = forms.CharField(
        max_length=1000, label="Why, and what you do about it", help_text="The area reads this beside your name",
        error_messages={"required": "Say why the inspection can go on without it, and what you do about it"},
    )  # fmt: skip

    def __init__(self, *given: Any, cover: Cover, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["gaps"].choices = [(gap.id, said(gap)) for gap in cover.still_open]


class CompetenceForm(forms.Form):
    """Something that somebody knows."""

    competence = forms.ChoiceField(label="Competence", error_messages={"required": "Choose the competence"})
    basis = forms.ChoiceField(
        choices=Basis.choices, label="How it shows", error_messages={"required": "Choose how it shows"}
    )
    shown_on = forms.DateField(
        label="Last shown on", help_text="For example, 27 3 2026",
        input_formats=["%d %m %Y", "%d/%m/%Y", "%Y-%m-%d", "%d %B %Y"],
        error_messages={
            "required": "Enter the last day on which it showed",
            "invalid": "Enter a date as day, month and year, like 27 3 2026",
        },
    )  # fmt: skip
    says = forms.CharField(required=False, max_length=200, label="Where, or which training")

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        known = team_settings().competences
        self.fields["competence"].choices = sorted(
            ((id, each.title) for id, each in known.items()), key=lambda pair: pair[1]
        )
