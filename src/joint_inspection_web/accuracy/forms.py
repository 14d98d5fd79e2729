"""What agencies and inspectors write about the facts of a draft, and about a complaint."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from joint_inspection.reports.accuracy import Answer, Changed
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.accuracy.models import OnJudgement, Outcome, Says
from joint_inspection_web.design.words import day
from joint_inspection_web.fairness.forms import bodies_as_choices, one_of, words
from joint_inspection_web.inspections.models import Body
from joint_inspection_web.judgements.models import Decision
from joint_inspection_web.reports.models import Publication

SHOWN = 240
"""Characters of a sentence that a choice shows."""


class PointForm(forms.Form):
    """What is wrong, for an agency."""

    body = one_of("You write for", "Choose the agency for which you write")
    wrong = words("What is wrong, and how you know", "Say what is wrong, and how you know", rows=5,
                  hint="Facts and how the inspection was done. Name no child")  # fmt: skip
    should = words("What it should say", hint="In full, as it should stand in the report", rows=3)

    def __init__(self, *given: Any, bodies: Iterable[Body], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["body"].choices = bodies_as_choices(bodies)


class AnswerForm(forms.Form):
    """What inspectors answer to a point."""

    decision = one_of("The point is", "Say whether the point is accepted, accepted in part or rejected", Says.choices,
                      radios=True)  # fmt: skip
    because = words("Why", "Give the reasons, in words that the agency will read", rows=5)
    sentences = forms.MultipleChoiceField(
        label="Sentences that were changed for it", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="Only sentences that read otherwise than in the draft that was sent",
    )  # fmt: skip
    on_judgement = one_of("What it did to the judgements", "Say what the point did to the judgements",
                          OnJudgement.choices, radios=True)  # fmt: skip
    decided = forms.ChoiceField(label="The decision that changed it", required=False)

    def __init__(
        self, *given: Any, changed: Iterable[Changed], decisions: Iterable[Decision], sentence: str, **more: Any
    ) -> None:
        super().__init__(*given, **more)
        first = sorted(changed, key=lambda each: each.sentence != sentence)
        self.fields["sentences"].choices = [(each.sentence, _reads(each)) for each in first]
        self.decisions = {str(each.pk): each for each in decisions}
        self.fields["decided"].choices = [
            ("", "None"), *((pk, f"Written down on {day(each.at)}") for pk, each in self.decisions.items())
        ]  # fmt: skip

    @property
    def said(self) -> dict[str, Any]:
        """The answer as the action takes it."""
        given = dict(self.cleaned_data)
        decided = self.decisions.get(given.pop("decided"))
        return {"answer": Answer(**given), "decided": decided}


def _reads(each: Changed) -> str:
    if each.after is None:
        return f"{each.sentence} was taken out"
    words = each.after if len(each.after) <= SHOWN else each.after[:SHOWN].rsplit(" ", 1)[0] + "…"
    return f"{each.sentence} {'now reads' if each.before is not None else 'is new'}: “{words}”"


class RemarkForm(forms.Form):
    """A further word on a point."""

    text = words("Your remark", "Write what you want to add", rows=3, hint="It stays as you write it")


class ComplaintForm(forms.Form):
    """What a body complains about."""

    body = one_of("You write for", "Choose the body for which you write")
    text = words("What you complain about", "Say what you complain about", rows=8,
                 hint="What was done or written, when, and why it was wrong. Name no child")  # fmt: skip
    wants = words("What you ask for", "Say what you ask for", rows=3)

    def __init__(self, *given: Any, bodies: Iterable[Body], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["body"].choices = bodies_as_choices(bodies)


class NameForm(forms.Form):
    """Who deals with a complaint."""

    person = one_of("Who", "Choose who deals with it")
    text = words("What the body is told", "Write what you say to the body that complains", rows=4,
                 hint="What happens next, and by when")  # fmt: skip

    def __init__(self, *given: Any, people: Iterable[Person], **more: Any) -> None:
        super().__init__(*given, **more)
        self.people = {each.ref: each for each in people}
        self.fields["person"].choices = [(ref, each.name) for ref, each in self.people.items()]

    @property
    def said(self) -> dict[str, Any]:
        """Who, and what is told."""
        return {"person": self.people[self.cleaned_data["person"]], "text": self.cleaned_data["text"]}


class OutcomeForm(forms.Form):
    """What was found of a complaint."""

    outcome = one_of("The complaint is", "Say whether the complaint is upheld, in part, or not", Outcome.choices,
                     radios=True)  # fmt: skip
    text = words("What you found, and why", "Write what you say to the body that complains", rows=8)
    correction = forms.ChoiceField(label="The correction that came of it", required=False)

    def __init__(self, *given: Any, corrections: Iterable[Publication], **more: Any) -> None:
        super().__init__(*given, **more)
        self.corrections = {each.ref: each for each in corrections}
        self.fields["correction"].choices = [
            ("", "None"), *((ref, f"Published on {day(each.published_at)}") for ref, each in self.corrections.items())
        ]  # fmt: skip

    @property
    def said(self) -> dict[str, Any]:
        """The outcome as the action takes it."""
        return {**self.cleaned_data, "correction": self.corrections.get(self.cleaned_data["correction"])}


class VerdictForm(forms.Form):
    """What a body does with the answer to its complaint."""

    accepts = one_of("What do you do?", "Say whether you accept the answer",
                     [("yes", "We accept the answer: the complaint is closed"),
                      ("no", "We do not accept it, and ask for an independent review")], radios=True)  # fmt: skip
    text = words("Why", rows=4, hint="What you do not accept in the answer, if you ask for a review")

    @property
    def said(self) -> dict[str, Any]:
        """Whether it accepts, and why."""
        return {"text": self.cleaned_data["text"], "accepts": self.cleaned_data["accepts"] == "yes"}


class CloseForm(forms.Form):
    """The last words on a complaint."""

    text = words("What the body is told", rows=4)

    @property
    def said(self) -> dict[str, Any]:
        """The words."""
        return self.cleaned_data
