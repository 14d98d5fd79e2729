"""What is written in surveys and about them."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms

from joint_inspection.evidence.model import Direction
from joint_inspection.frameworks.load import find
from joint_inspection_web.fairness.forms import bodies_as_choices, criteria_as_choices
from joint_inspection_web.voices.actions import HIGHEST_SHEET, MOST_WORDS
from joint_inspection_web.voices.models import Response, Survey, SurveyKind
from joint_inspection_web.voices.texts import ENGLISH, texts

NO_NAMES = "Please do not write anybody’s name"
SAYS_OF_PRACTICE = [
    (Direction.STRENGTH.value, "Speaks for it"), (Direction.WEAKNESS.value, "Speaks against it"),
    (Direction.CONTEXT.value, "Context"),
]  # fmt: skip


class SurveyForm(forms.Form):
    """Answers by the link: nothing has to be answered."""

    once = forms.UUIDField(widget=forms.HiddenInput)
    words = forms.CharField(required=False, max_length=MOST_WORDS, help_text=NO_NAMES)

    def __init__(self, *given: Any, survey: Survey, language: str = ENGLISH, **more: Any) -> None:
        super().__init__(*given, initial={"once": uuid4()}, **more)
        said = texts(survey.kind, language)
        self.asked = tuple(said.questions)
        self.fields["words"].label = said.words
        for name, asks in said.questions.items():
            self.fields[name] = forms.ChoiceField(required=False, label=asks, choices=list(said.choices.items()))

    def answers(self) -> dict[str, Any]:
        """The choices and the words."""
        said = self.cleaned_data
        return {"choices": {name: said[name] for name in self.asked if said[name]}, "words": said["words"]}


class SheetForm(SurveyForm):
    """The same from a sheet of paper."""

    once = None  # type: ignore[assignment]
    paper = forms.IntegerField(
        min_value=1, max_value=HIGHEST_SHEET, label="Number of the sheet",
        help_text="Write one on it. Somebody else can type the same sheet in again, to be sure",
        error_messages={"required": "Enter the number of the sheet"},
    )  # fmt: skip

    def answers(self) -> dict[str, Any]:
        """The choices, the words and the number."""
        return super().answers() | {"paper": self.cleaned_data["paper"]}


class OpenForm(forms.Form):
    """Who is asked."""

    kind = forms.ChoiceField(
        choices=SurveyKind.choices, label="Who is asked?", error_messages={"required": "Choose who is asked"}
    )


class ReadForm(forms.Form):
    """Why somebody reads what people wrote."""

    purpose = forms.CharField(
        max_length=300, label="Why do you need to read this?", help_text="Recorded in the register of looks",
        error_messages={"required": "Say in a few words why you need to read this"},
    )  # fmt: skip


class ReplyForm(forms.Form):
    """What became of what was said."""

    to = forms.UUIDField(required=False)
    says = forms.CharField(
        max_length=MOST_WORDS, label="You said, we did",
        help_text="Whoever has a code reads this, without an account. Plain words, nobody’s name",
        error_messages={"required": "Write what you did about it"},
    )  # fmt: skip


class UseForm(forms.Form):
    """The counts of one question become evidence."""

    question = forms.ChoiceField(label="Which question", error_messages={"required": "Choose the question"})
    criterion = forms.ChoiceField(label="Criterion", error_messages={"required": "Choose a criterion"})
    agency = forms.ChoiceField(label="Agency it is about", error_messages={"required": "Choose the agency"})
    direction = forms.ChoiceField(
        label="What it says of the practice", error_messages={"required": "Choose what it says of the practice"},
        choices=SAYS_OF_PRACTICE,
    )  # fmt: skip

    def __init__(self, *given: Any, survey: Survey, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["question"].choices = list(texts(survey.kind).questions.items())
        self.fields["criterion"].choices = criteria_as_choices(find(survey.inspection.framework))
        self.fields["agency"].choices = bodies_as_choices(survey.inspection.agencies)


class CodeForm(forms.Form):
    """The code that somebody was shown when they took part."""

    code = forms.CharField(
        max_length=60, label="Your code", help_text="It looks like 7k3m-9p2q-xw4t-5hna",
        error_messages={"required": "Enter your code"},
    )  # fmt: skip


def response_of(survey: Survey, id: object) -> Response | None:
    """Somebody who took part, by the id of what they answered."""
    return survey.responses.filter(pk=id).first() if id else None
