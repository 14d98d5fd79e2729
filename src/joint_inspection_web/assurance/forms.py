"""What quality assurance, and those whom it asks, write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from joint_inspection_web.assurance.models import About
from joint_inspection_web.fairness.forms import one_of, words

MOST_SEED = 2**53


class QueryForm(forms.Form):
    """A query, and what it is about."""

    about = one_of("What it is about", "Choose what the query is about", About.choices, radios=True)
    sentence = forms.CharField(
        label="Sentence", required=False, max_length=10, help_text="Its identifier in the draft, like s12"
    )
    finding = forms.ChoiceField(label="Finding", required=False)
    judgement = forms.ChoiceField(label="Judgement", required=False)
    text = words("What you ask", "Write what you ask", hint="Name no child: the team reads it, and it stays")

    def __init__(self, *given: Any, findings: Mapping[str, str], judgements: Mapping[str, str], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["finding"].choices = list(findings.items())
        self.fields["judgement"].choices = list(judgements.items())

    @property
    def asked(self) -> dict[str, str]:
        """What was written, as the action takes it."""
        said = self.cleaned_data
        return {"about": said["about"], "which": said.get(said["about"], ""), "text": said["text"]}


class TurnForm(forms.Form):
    """Words about a query, and what they do."""

    does = one_of("What you do", "Choose what you do", radios=True)
    text = words("Your words", "Write it down", rows=4)

    def __init__(self, *given: Any, choices: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["does"].choices = list(choices)


def _whole(label: str, *, least: int, hint: str = "") -> forms.IntegerField:
    says = f"Enter a whole number of {least} or more"
    return forms.IntegerField(
        label=label, help_text=hint, min_value=least, max_value=MOST_SEED,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), says),
    )  # fmt: skip


class DrawForm(forms.Form):
    """What is drawn for a second rating."""

    framework = one_of("Framework version", "Choose a framework version")
    number = _whole("How many inspections", least=1)
    seed = _whole("Seed", hint="Any number: with it anybody can repeat the draw", least=0)

    def __init__(self, *given: Any, versions: Mapping[str, str], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["framework"].choices = list(versions.items())


class RaterForm(forms.Form):
    """Who rates an inspection a second time."""

    person = one_of("Second rater", "Choose somebody who never sat on this inspection")

    def __init__(self, *given: Any, people: Iterable[Any], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["person"].choices = [(each.ref, each.name) for each in people]


class GradeForm(forms.Form):
    """What a second rater thinks of one judgement."""

    grade = one_of("Your grade", "Choose a grade", radios=True)
    because = words("Why", "Say why", hint="Quality assurance reads it: name no child")

    def __init__(self, *given: Any, grades: Mapping[str, str], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["grade"].choices = list(grades.items())


class SealForm(forms.Form):
    """What somebody says who seals a second rating."""

    never_saw = forms.BooleanField(
        label="I have not seen the grades that were given, nor read the report", required=False
    )
