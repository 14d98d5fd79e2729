"""What a lead inspector says about a draw."""

from __future__ import annotations

from typing import Any

from django import forms

from joint_inspection.frameworks.model import Framework
from joint_inspection.sampling.changes import Change, reasons
from joint_inspection.sampling.population import sample_rules
from joint_inspection.sampling.traits import themes


class DrawForm(forms.Form):
    """Within the framework's rules: a theme, how many tracked and sampled."""

    theme = forms.ChoiceField(required=False, label="Theme", help_text="Only the children that it is about")
    tracked = forms.IntegerField(required=False, label="Children tracked")
    sampled = forms.IntegerField(required=False, label="Children sampled")

    def __init__(self, *given: Any, framework: Framework, chosen: str | None = None, **more: Any) -> None:
        super().__init__(*given, **more)
        known = [(each.id, each.title) for each in framework.cycle.themes if each.id in themes()]
        self.fields["theme"].choices = known
        self.fields["theme"].initial = chosen
        rules = sample_rules(framework)
        for name, (least, most) in (("tracked", rules.tracked), ("sampled", rules.sampled)):
            self.fields[name].help_text = f"{least} to {most}; leave it empty for the usual number at this caseload"

    def what(self) -> dict[str, Any]:
        """What ``draw_sample`` asks for."""
        return {**self.cleaned_data, "theme": self.cleaned_data["theme"] or None}


class ReplaceForm(forms.Form):
    """One child of the sample is replaced, for a listed reason."""

    child = forms.ChoiceField(label="Child", error_messages={"required": "Choose the child to replace"})
    reason = forms.ChoiceField(label="Reason", error_messages={"required": "Choose the reason"})

    def __init__(self, *given: Any, children: list[str], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["child"].choices = [(each, each) for each in children]
        self.fields["reason"].choices = list(reasons().items())

    def what(self) -> Change:
        """The change."""
        return Change(child=self.cleaned_data["child"], reason=self.cleaned_data["reason"])


class PickForm(forms.Form):
    """One child is picked on purpose."""

    child = forms.CharField(
        max_length=40, label="Pseudonym of the child", error_messages={"required": "Enter the child's pseudonym"}
    )
    because = forms.CharField(
        max_length=200, label="Why this child", help_text="One sentence. Name nobody.",
        error_messages={"required": "Say why this child is picked"},
    )  # fmt: skip

    def what(self) -> Change:
        """The change."""
        return Change(child=self.cleaned_data["child"].strip().lower(), because=self.cleaned_data["because"])
