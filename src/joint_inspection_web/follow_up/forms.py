"""What a principal authority and its partners write."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from joint_inspection.follow_up import statement as library
from joint_inspection_web.fairness.forms import a_day, one_of, words
from joint_inspection_web.follow_up.asked import Asked

EXAMPLE = "For example, 27 3 2026"
NO_CHILD = "Name no child and no worker: it is kept for years, and read by the next inspection"
STATES = {
    "under_way": "It is under way", "done": "It is done", "stopped": "It was stopped", "not_begun": "It has not begun",
}  # fmt: skip
BETTER = [("higher", "Higher is better"), ("lower", "Lower is better")]


def decimal(label: str, *, hint: str = "") -> forms.FloatField:
    """A number that may be left empty."""
    return forms.FloatField(
        label=label, help_text=hint, required=False, widget=forms.NumberInput,
        error_messages={"invalid": "Enter a number, like 66 or 2.5"},
    )  # fmt: skip


class ReceiptForm(forms.Form):
    """When the report came, and by when the statement is due if not by the framework's day."""

    received_on = a_day("When was the report received?", "Enter the day on which the report was received", hint=EXAMPLE)
    due_on = a_day(
        "Another day by which the statement is due", "", required=False,
        hint="Leave it empty for the day that follows from the framework",
    )  # fmt: skip
    because = words("Why there is another day", rows=2)
    noted_because = words("Why you note it for the area", rows=2, hint="For example, it told you by telephone")

    def __init__(self, *given: Any, for_area: bool, **more: Any) -> None:
        super().__init__(*given, **more)
        if for_area:
            del self.fields["noted_because"]


class ActionForm(forms.Form):
    """An action: what, for what, by whom, with what, how it is measured, by when."""

    says = words("What is to be done", "Write what is to be done", hint=NO_CHILD, rows=4)
    answers = forms.MultipleChoiceField(
        label="Which recommendations it answers", required=False, widget=forms.CheckboxSelectMultiple
    )
    owner = one_of("Who owns it", "Choose who owns it", hint="An office, not a person")
    with_others = forms.MultipleChoiceField(
        label="Who does it together with them", required=False, widget=forms.CheckboxSelectMultiple
    )
    resources = words("With what: people, money, or none needed", rows=2)
    measure_what = words("By what it will be seen whether it helped", rows=2)
    unit = forms.CharField(
        label="Counted in", required=False, max_length=80, help_text="For example, per cent, or days"
    )
    better = one_of("Which way is better", "Choose which way is better", BETTER, radios=True)
    baseline = decimal("Where it stands now")
    baseline_on = a_day("Counted on", "", hint=EXAMPLE, required=False)
    target = decimal("What it shall come to")
    due = a_day("By when it is done", "", hint=EXAMPLE, required=False)

    def __init__(self, *given: Any, asked: Asked, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["answers"].choices = [(each.id, f"{each.id}: {each.text}") for each in asked.recommendations]
        self.fields["owner"].choices = asked.owners()
        self.fields["with_others"].choices = [(each.code, each.name) for each in asked.agencies]
        for name in ("owner", "better"):
            self.fields[name].required = False

    @property
    def what(self) -> dict[str, Any]:
        """The action as the library takes it."""
        said = self.cleaned_data
        body, _, office = said["owner"].partition("|")
        measure = {
            "what": said["measure_what"].strip(), "unit": said["unit"].strip() or "number",
            "better": said["better"] or "higher", "baseline": said["baseline"], "baseline_on": said["baseline_on"],
            "target": said["target"],
        }  # fmt: skip
        return {
            "says": said["says"].strip(), "answers": tuple(said["answers"]), "due": said["due"],
            "owner": {"body": body, "office": office or None} if body else None,
            "with_others": tuple(code for code in said["with_others"] if code != body),
            "resources": said["resources"].strip() or None, "measure": measure if measure["what"] else None,
        }  # fmt: skip

    @staticmethod
    def initial_of(action: library.Action) -> dict[str, Any]:
        """What stands in the form of an action that is worded again."""
        measure, owner = action.measure, action.owner
        found: dict[str, Any] = {
            "says": action.says, "answers": list(action.answers), "with_others": list(action.with_others),
            "resources": action.resources or "", "due": _day(action.due),
            "owner": f"{owner.body}|{owner.office or ''}" if owner else "",
        }  # fmt: skip
        if measure:
            found |= {
                "measure_what": measure.what, "unit": measure.unit, "better": measure.better,
                "baseline": measure.baseline, "baseline_on": _day(measure.baseline_on), "target": measure.target,
            }  # fmt: skip
        return found


class ProgressForm(forms.Form):
    """How an action goes on."""

    state = one_of("How it stands", "Say how it stands", list(STATES.items()), radios=True)
    on = a_day("On which day", "Enter the day of which you tell", hint=EXAMPLE)
    reached = decimal("What was measured then")
    says = words("In a few words", rows=3, hint=NO_CHILD)

    def __init__(self, *given: Any, unit: str = "", **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["reached"].help_text = f"In {unit}" if unit else ""
        if not unit:
            del self.fields["reached"]


class VerifyForm(forms.Form):
    """What somebody saw who looked whether an action was done."""

    confirmed = one_of(
        "Was it done?", "Say whether it was done", [("yes", "Yes, it was done"), ("no", "No, it was not found done")],
        radios=True,
    )  # fmt: skip
    because = words("What you saw", "Say what you saw", rows=3, hint=NO_CHILD)


class ReviewForm(forms.Form):
    """Whether a plan reflects the findings."""

    reflects = one_of(
        "Does the plan reflect the findings?", "Say whether the plan reflects the findings",
        [("yes", "Yes"), ("no", "No: another statement is asked for")], radios=True,
    )  # fmt: skip
    because = words("Why", rows=4, hint="The area reads this. Name no child")
    left_out = forms.MultipleChoiceField(
        label="Recommendations that it leaves out", required=False, widget=forms.CheckboxSelectMultiple
    )
    again_by = a_day("If not: by when another statement is to come", "", hint=EXAMPLE, required=False)

    def __init__(self, *given: Any, asked: Asked, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["left_out"].choices = [(each.id, f"{each.id}: {each.text}") for each in asked.recommendations]


class VisitForm(forms.Form):
    """A monitoring visit."""

    on = a_day("First day", "Enter the first day", hint=EXAMPLE)
    until = a_day("Last day, if it was another", "", hint=EXAMPLE, required=False)
    looked_at = forms.MultipleChoiceField(
        label="Actions that you looked at", required=False, widget=forms.CheckboxSelectMultiple
    )
    found = words("What you found", "Say what you found", rows=5, hint="The area reads this. Name no child")

    def __init__(self, *given: Any, actions: Iterable[library.Action], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["looked_at"].choices = [(each.id, f"{each.id}: {each.says}") for each in actions]


class AfreshForm(forms.Form):
    """Whose cases are drawn afresh."""

    stratum = one_of("Which group of the sample", "Choose a group of the sample")
    number = forms.IntegerField(label="How many children", min_value=1, widget=forms.NumberInput)

    def __init__(self, *given: Any, strata: Iterable[str], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["stratum"].choices = [(each, each) for each in strata]


class ImpactForm(forms.Form):
    """The same cases before and now, counted."""

    what = words("What was looked for in each case", "Say what was looked for in each case", rows=2)
    stratum = forms.CharField(
        label="Whose cases", max_length=300, help_text="The same both times: for example, referred children under 5",
        error_messages={"required": "Say whose cases were read"},
    )  # fmt: skip
    better = one_of("Which way is better", "Choose which way is better", BETTER, radios=True)
    before_part = forms.IntegerField(label="Before: in how many cases", min_value=0)
    before_whole = forms.IntegerField(label="Before: of how many read", min_value=1)
    after_part = forms.IntegerField(label="Now: in how many cases", min_value=0)
    after_whole = forms.IntegerField(
        label="Now: of how many read", min_value=1, help_text="Drawn afresh: none read before"
    )
    target = forms.FloatField(label="Target, in per cent", required=False, min_value=0, max_value=100)


class RepeatForm(forms.Form):
    """How a finding relates to an earlier one."""

    kind = one_of("How do they relate?", "Choose how they relate", radios=True)
    because = words("Why", "Say why", rows=3, hint="Name no child")

    def __init__(self, *given: Any, kinds: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["kind"].choices = list(kinds)


def _day(day: Any) -> str:
    return f"{day.day} {day.month} {day.year}" if day else ""
