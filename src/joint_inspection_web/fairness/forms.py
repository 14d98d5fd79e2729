"""What inspectors and nominated officers write so that each agency is judged fairly."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from joint_inspection.evidence.model import Item
from joint_inspection.frameworks.model import Framework, JointEvaluation
from joint_inspection_web.design.words import sentence, title_of
from joint_inspection_web.evidence.words import METHODS
from joint_inspection_web.fairness.actions.evaluation import CANNOT_SAY
from joint_inspection_web.fairness.actions.possible import LONGEST
from joint_inspection_web.fairness.models import Answer, CameOf, Exists, FindingVersion, Route, Taken, ToldIn
from joint_inspection_web.inspections.models import Body

LONG = f"Write at most {LONGEST:,} characters"


def words(label: str, says: str = "", *, hint: str = "", rows: int = 5) -> forms.CharField:
    """Several lines of text; ``says`` is the advice where it is missing, without which it may be left empty."""
    return forms.CharField(
        label=label, help_text=hint, required=bool(says), max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}), error_messages={"required": says, "max_length": LONG},
    )  # fmt: skip


def one_of(label: str, says: str, choices: Any = (), *, hint: str = "", radios: bool = False) -> forms.ChoiceField:
    """One choice that has to be made."""
    return forms.ChoiceField(
        label=label, help_text=hint, choices=choices, widget=forms.RadioSelect if radios else forms.Select,
        error_messages={"required": says, "invalid_choice": says},
    )  # fmt: skip


def a_day(label: str, says: str, *, hint: str, required: bool = True) -> forms.DateField:
    """A day as people write it."""
    return forms.DateField(
        label=label, help_text=hint, required=required, input_formats=["%d %m %Y", "%d/%m/%Y", "%Y-%m-%d", "%d %B %Y"],
        error_messages={"required": says, "invalid": "Enter day, month and year, like 27 3 2026"},
    )  # fmt: skip


def number(label: str, *, hint: str = "", required: bool = False, initial: int | None = None) -> forms.IntegerField:
    """A whole number."""
    return forms.IntegerField(
        label=label, help_text=hint, required=required, initial=initial,
        error_messages={"invalid": "Enter a whole number", "required": "Enter a whole number"},
    )  # fmt: skip


def bodies_as_choices(bodies: Iterable[Body]) -> list[tuple[str, str]]:
    """Bodies by their codes."""
    return [(body.code, body.name) for body in bodies]


def criteria_as_choices(framework: Framework) -> list[tuple[str, str]]:
    """The criteria of a framework."""
    return [(each.id, each.title) for each in framework.criteria]


class FindingForm(forms.Form):
    """A finding under one criterion."""

    text = words("What was found", "Write what was found", hint="One practice, in words that the agency could read")
    about = forms.MultipleChoiceField(
        label="About", widget=forms.CheckboxSelectMultiple, required=False, help_text="Whose practice it is"
    )
    direction = one_of(
        "It is", "Say whether it is a strength, a weakness or context",
        FindingVersion._meta.get_field("direction").choices, radios=True,
    )  # fmt: skip
    supports = forms.MultipleChoiceField(label="For it", required=False)
    against = forms.MultipleChoiceField(label="Against it", required=False)
    waiver = words(
        "Why it stands with less evidence than the framework asks for", rows=2,
        hint="For the lead inspector. It excuses too little evidence; it never excuses hearsay",
    )  # fmt: skip

    def __init__(self, *given: Any, bodies: Iterable[Body], items: Iterable[str], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["about"].choices = bodies_as_choices(bodies)
        for name in ("supports", "against"):
            self.fields[name].choices = [(id, id) for id in items]

    @property
    def cited(self) -> list[str]:
        """What is ticked, each once."""
        return list(dict.fromkeys(id for name in ("supports", "against") for id in self[name].value() or ()))

    @classmethod
    def typed(cls, sent: QueryDict) -> dict[str, Any]:
        """What stands in the form, right or wrong."""
        many = ("about", "supports", "against")
        return {name: sent.getlist(name) if name in many else sent.get(name, "") for name in cls.base_fields}


class OnlyForm(forms.Form):
    """Which evidence to choose from."""

    only_agency = forms.ChoiceField(label="About", required=False)
    only_method = forms.ChoiceField(
        label="How learned", required=False, choices=[(each, sentence(title_of(each))) for each in METHODS]
    )

    def __init__(self, *given: Any, bodies: Iterable[Body]) -> None:
        super().__init__(*given)
        self.fields["only_agency"].choices = bodies_as_choices(bodies)

    def of(self, items: Iterable[Item]) -> list[Item]:
        """Those of the items that are asked for; what cannot be chosen is as if it were not asked."""
        self.is_valid()
        agency, method = (self.cleaned_data.get(name) for name in ("only_agency", "only_method"))
        return [item for item in items if agency in ("", None, item.about) and method in ("", None, item.method)]


class ReasonForm(forms.Form):
    """Why something is taken back."""

    reason = words("Why it is withdrawn", "Say in a few words why the finding is withdrawn", rows=2)


class PointForm(forms.Form):
    """A point for an agency."""

    text = words("The point, as the agency will read it", "Write the point as the agency will read it",
                 hint="What you saw, or what the agency told you itself. Leave out what others say of it")  # fmt: skip
    shown = forms.MultipleChoiceField(label="What it rests on", required=False)
    days = number("Working days to answer", required=True, initial=2)

    def __init__(self, *given: Any, items: Iterable[str], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["shown"].choices = [(id, id) for id in items]


class AnswerForm(forms.Form):
    """What an agency says to a point."""

    answer = one_of("Your answer", "Say whether you agree, agree in part or disagree", Answer.choices, radios=True)
    text = words("In your own words", hint="What is right, what is not, and where that can be seen", rows=8)


class ReferralForm(forms.Form):
    """A concern for the inspectorate that inspects the agency."""

    about = one_of("Agency it is about", "Choose the agency it is about")
    criterion = one_of("Criterion", "Choose a criterion")
    text = words("The concern, and where it comes from", "Say what the concern is and where it comes from")
    days = number("Working days to answer", required=True, initial=2)

    def __init__(self, *given: Any, bodies: Iterable[Body], framework: Framework, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["about"].choices = bodies_as_choices(bodies)
        self.fields["criterion"].choices = criteria_as_choices(framework)


class ReferralAnswerForm(forms.Form):
    """What a host inspectorate does with a concern."""

    taken = one_of("What becomes of it", "Say what becomes of the concern", Taken.choices, radios=True)
    text = words("Why, and what follows", "Say what becomes of the concern, and why")
    given_by = forms.CharField(
        label="Who answered, by office", required=False, max_length=200,
        help_text="Only where you write down the answer of an inspectorate that is not on this inspection",
    )  # fmt: skip


class ProcessForm(forms.Form):
    """How an agency raises a concern with another."""

    exists = one_of("Is there a way of raising a concern with another agency?",
                    "Say whether the agency has a way of raising a concern", Exists.choices, radios=True)  # fmt: skip
    text = words("How it works", hint="Who may use it, and where it goes when it is not answered", rows=3)
    used = number("How often it was used")
    resolved = number("How often the concern was resolved")
    months = number("Counted over how many months", hint="For example, 12")
    source = forms.CharField(
        label="Where this is written, or who said it by office", max_length=300,
        error_messages={"required": "Say where this is written, or who said it by office"},
    )  # fmt: skip


class StepForm(forms.Form):
    """One agency took up another's part in a tracked case."""

    child = one_of("Child", "Choose a child whose case is tracked")
    raised_by = one_of("Who raised it", "Choose the agency that raised it, or ought to have")
    raised_with = one_of("With whom", "Choose the agency whose part it was")
    route = one_of("By which way", "Say by which way it was raised", Route.choices)
    raised_on = a_day("When", "", hint="For example, 27 3 2026. Leave it empty if it is not known", required=False)
    text = words("What the concern was", "Say what the concern was", rows=3)
    came_of = one_of("What came of it", "Say what came of it", CameOf.choices, radios=True)
    came = words("What was done then", rows=3)

    def __init__(self, *given: Any, bodies: Iterable[Body], children: Iterable[str], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["child"].choices = [(each, each) for each in children]
        for name in ("raised_by", "raised_with"):
            self.fields[name].choices = bodies_as_choices(bodies)
        self.fields["route"].required = False


class DisclosureForm(forms.Form):
    """What an agency told of itself before it was notified."""

    body = one_of("Agency", "Choose the agency that told it")
    criterion = one_of("Criterion", "Choose a criterion")
    told_on = a_day("When it was told", "Enter the day on which it was told", hint="For example, 27 3 2026")
    told_in = one_of("Where it was told", "Say where it was told", ToldIn.choices, radios=True)
    text = words("What was told", "Say what was told", rows=4)
    source = forms.CharField(
        label="Where it can be found", max_length=300, help_text="The document, and the page or paragraph in it",
        error_messages={"required": "Say where it can be found: the document, and where in it"},
    )  # fmt: skip

    def __init__(self, *given: Any, bodies: Iterable[Body], framework: Framework, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["body"].choices = bodies_as_choices(bodies)
        self.fields["criterion"].choices = criteria_as_choices(framework)


class EvaluationForm(forms.Form):
    """What one side says of a child, question by question."""

    def __init__(self, *given: Any, tool: JointEvaluation, **more: Any) -> None:
        super().__init__(*given, **more)
        self.tool = tool
        steps = [(each.id, each.title) for each in reversed(tool.scale.grades)] + [(CANNOT_SAY, "We cannot say")]
        for question in tool.questions:
            self.fields[question.id] = forms.ChoiceField(
                label=question.asks, choices=steps, required=False, widget=forms.RadioSelect
            )
            self.fields[f"{question.id}_why"] = words("What shows it", rows=2)
        self.fields["text"] = words("Anything else that matters for this child", rows=3)

    def what(self) -> dict[str, Any]:
        """The answers as ``save_evaluation`` takes them."""
        said = self.cleaned_data
        answers = {each.id: (said[each.id], said[f"{each.id}_why"].strip()) for each in self.tool.questions}
        return {"answers": {name: given for name, given in answers.items() if any(given)}, "text": said["text"]}
