"""What the team writes about its evidence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from joint_inspection.frameworks.load import find
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.triangulation.actions import LONGEST, LONGEST_OFFICE
from joint_inspection_web.triangulation.picture import bodies_of

DAY = "Enter day, month and year, like 27 3 2026"


def _text(label: str, says: str, *, hint: str = "") -> forms.CharField:
    errors = {"required": says, "max_length": f"Write at most {LONGEST:,} characters"}
    return forms.CharField(label=label, help_text=hint, max_length=LONGEST, error_messages=errors)


def _day() -> forms.DateField:
    return forms.DateField(
        label="On which day", input_formats=["%d %m %Y", "%d/%m/%Y", "%Y-%m-%d", "%d %B %Y"],
        help_text="For example, 27 3 2026",
        error_messages={"required": DAY, "invalid": DAY},
    )  # fmt: skip


def _choose(label: str, says: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, error_messages={"required": says, "invalid_choice": says})


def agencies(inspection: Inspection) -> list[tuple[str, str]]:
    """The agencies inspected, to choose from."""
    return [(body.code, body.name) for body in bodies_of(inspection) if body.kind != "inspectorate"]


class PracticeForm(forms.Form):
    """Of which practice the items speak: a criterion and a body."""

    criterion = _choose("Criterion", "Choose a criterion")
    body = _choose("Agency it is about", "Choose an agency")

    def __init__(self, *given: Any, inspection: Inspection, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["criterion"].choices = [(each.id, each.title) for each in find(inspection.framework).criteria]
        self.fields["body"].choices = agencies(inspection)


class NoticeForm(PracticeForm):
    """Items that contradict one another."""

    items = forms.MultipleChoiceField(
        label="Items that contradict one another",
        error_messages={"required": "Choose at least two items", "invalid_choice": "Choose items from the list"},
    )
    why = _text("What they contradict one another in", "Write in what they contradict one another")

    def __init__(self, *given: Any, items: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["items"].choices = list(items)


class ResolveForm(forms.Form):
    """How a contradiction is resolved."""

    how = _text(
        "How it is resolved", "Write how it is resolved",
        hint="What each side saw, which of them stands and why, or why both are true",
    )  # fmt: skip


class ExcuseForm(forms.Form):
    """Why a child was not heard."""

    child = _choose("Child", "Choose one of the children tracked")
    reason = _text("Why the child could not be heard", "Write why the child could not be heard")

    def __init__(self, *given: Any, children: Iterable[str], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["child"].choices = [(child, child) for child in children]


class TellForm(forms.Form):
    """What an agency was told about itself."""

    body = _choose("Agency that was told", "Choose the agency that was told")
    office = forms.CharField(
        label="Who was told, by office", max_length=LONGEST_OFFICE, help_text="For example, assistant director",
        error_messages={"required": "Say who was told, by office"},
    )  # fmt: skip
    on = _day()
    what = _text("What was told", "Write what was told", hint="About this agency alone; no child’s name or pseudonym")

    def __init__(self, *given: Any, inspection: Inspection, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["body"].choices = agencies(inspection)


class AgreeForm(forms.Form):
    """What a daily meeting agreed."""

    what = _text("What we agreed", "Write what was agreed", hint="Who looks at what tomorrow")


class BringInForm(forms.Form):
    """A file of evidence."""

    file = forms.FileField(label="File", error_messages={
        "required": "Choose the file to bring in", "empty": "The file is empty: choose another",
    })  # fmt: skip
