"""What an inspector writes in the notebook.

A form only carries what was written: what is right is decided once, for pages, devices and files alike, when the note
is kept. The fields have the names that devices use.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django import forms

from joint_inspection.evidence.model import Direction, Speaker, Strength
from joint_inspection.indicators import indicator_register
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.design.words import sentence, title_of
from joint_inspection_web.evidence.heads import inspectorate_of
from joint_inspection_web.evidence.kept import Words
from joint_inspection_web.evidence.models import Kind, Version
from joint_inspection_web.evidence.notes import ADVICE, MOST_REASON, MOST_TEXT
from joint_inspection_web.evidence.state import criteria_of
from joint_inspection_web.evidence.words import METHODS, SAYS_SO
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.inspections.rules import advises_it

FOLLOWED = (
    "criterion", "agency", "method", "direction", "speaker", "speaker_agency", "strength", "experience", "outcome",
    "disclosed", "first_hand", "indicator",
)  # fmt: skip
"""What a correction starts with, beside words."""
QUOTE = ("quote_document", "quote_passage", "quote_words")


class NoteForm(forms.Form):
    """One version of a note."""

    criterion = forms.ChoiceField(label="Criterion", required=False)
    agency = forms.ChoiceField(label="Agency it is about", required=False)
    method = forms.ChoiceField(
        label="How you learned it", required=False, choices=[(each, sentence(title_of(each))) for each in METHODS]
    )
    indicator = forms.ChoiceField(label="Which indicator", required=False)
    text = forms.CharField(
        label="What you saw or were told",
        help_text="Names of children and families stay out: use the pseudonym",
        max_length=MOST_TEXT,
        strip=False,
        required=False,
    )
    direction = forms.ChoiceField(
        label="What it says of the practice",
        required=False,
        choices=[
            (Direction.STRENGTH.value, "Speaks for it"),
            (Direction.WEAKNESS.value, "Speaks against it"),
            (Direction.CONTEXT.value, "Context"),
        ],
    )
    speaker = forms.ChoiceField(
        label="Who says so",
        required=False,
        initial=Speaker.INSPECTOR.value,
        choices=[(each.value, SAYS_SO[each]) for each in Speaker],
    )
    speaker_agency = forms.ChoiceField(label="Which agency says so", required=False)
    strength = forms.ChoiceField(
        label="How much it can carry",
        required=False,
        initial=Strength.MODERATE.value,
        choices=[(each.value, each.value.capitalize()) for each in Strength],
    )
    child = forms.CharField(
        label="Child",
        help_text="The pseudonym, if it is about one child. Never a name",
        max_length=40,
        required=False,
    )
    happened_on = forms.CharField(label="Day it happened", max_length=10, required=False)
    experience = forms.BooleanField(required=False)
    outcome = forms.BooleanField(required=False)
    disclosed = forms.BooleanField(required=False)
    first_hand = forms.BooleanField(required=False)
    because = forms.CharField(
        label="Why the area had not told us of it before, if you take that back",
        max_length=MOST_REASON, required=False,
    )  # fmt: skip
    box = forms.CharField(max_length=80, required=False)
    note = forms.CharField(max_length=40, required=False)
    version = forms.CharField(max_length=40, required=False)
    bases = forms.CharField(max_length=1000, required=False)
    quote_document = forms.CharField(max_length=10, required=False)
    quote_passage = forms.CharField(max_length=20, required=False)
    quote_words = forms.CharField(label="Words you quote", required=False)

    def __init__(self, *args: Any, inspection: Inspection, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = [(body.code, body.name) for body in inspection.bodies.all() if body.kind != "inspectorate"]
        self._choose("criterion", [(each["id"], each["title"]) for each in criteria_of(inspection)])
        self._choose("agency", agencies)
        self._choose("speaker_agency", agencies)
        self._choose("indicator", [(each.id, each.title) for each in indicator_register().indicators])
        for name in ("method", "direction", "speaker", "strength"):
            self._choose(name, list(self.fields[name].choices))
        self.own_box = inspectorate_of(inspection, person)
        if advises_it.test(person, inspection):
            del self.fields["child"]

    @property
    def follows_candour(self) -> bool:
        """Whether what it follows was marked as told beforehand, so that to take that back needs a reason."""
        return bool(self.initial.get("disclosed")) or "because" in self.data

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices
        self.fields[name].error_messages["invalid_choice"] = ADVICE[name]

    def said(self, *, kind: Kind, noted_at: str) -> dict[str, Any]:
        """The note as a device would send it."""
        same = {name: self.cleaned_data.get(name) for name in self.fields if name not in (*QUOTE, "bases")}
        return same | {
            "kind": kind.value, "noted_at": noted_at, "bases": self.cleaned_data["bases"].split(),
            "quotes": self._quotes(), "directness": None, "strength": same["strength"] or Strength.MODERATE.value,
            "text": same["text"].replace("\r\n", "\n"),
        }  # fmt: skip

    def _quotes(self) -> list[dict[str, str]]:
        words = self.cleaned_data["quote_words"].replace("\r\n", "\n")
        if not words:
            return []
        document, passage = self.cleaned_data["quote_document"], self.cleaned_data["quote_passage"]
        return [{"document": document, "passage": passage, "words": words}]

    def write_anew(self) -> None:
        """Show the form again with what was typed, under an id of its own."""
        self.data = self.data.copy()
        self.data["version"] = str(uuid4())


def blank(**said: Any) -> dict[str, Any]:
    """What a new note starts with."""
    return {"note": str(uuid4()), "version": str(uuid4()), "bases": "", **said}


def following(version: Version, words: Words, *, bases: list[Version]) -> dict[str, Any]:
    """What a version that follows others starts with: what one of them says."""
    same = {name: getattr(version, name) for name in FOLLOWED}
    quote = words.quotes[0] if words.quotes else None
    return same | {
        "note": str(version.note_id), "version": str(uuid4()), "bases": " ".join(str(base.pk) for base in bases),
        "text": words.text, "child": words.child or "",
        "happened_on": words.happened_on.isoformat() if words.happened_on else "",
        "quote_document": quote.document if quote else "", "quote_passage": quote.passage if quote else "",
        "quote_words": quote.words if quote else "",
    }  # fmt: skip


class OpeningForm(forms.Form):
    """Which words of others about children to open, and why."""

    criterion = forms.ChoiceField(label="Criterion", error_messages={"required": ADVICE["criterion"]})
    child = forms.CharField(
        label="Child", help_text="A pseudonym, or leave it empty for every child", max_length=40, required=False
    )
    purpose = forms.CharField(
        max_length=300,
        label="Why you need to read it",
        help_text="For example, writing the finding on this criterion. It is recorded. Name nobody",
        error_messages={"required": "Say in a few words why you need to read this"},
    )

    def __init__(self, *args: Any, inspection: Inspection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["criterion"].choices = [(each["id"], each["title"]) for each in criteria_of(inspection)]


class WithdrawForm(forms.Form):
    """Why a note is withdrawn."""

    reason = forms.CharField(
        label="Why it is withdrawn",
        max_length=2000,
        help_text="The note stays to be read, and supports nothing any more",
        error_messages={"required": "Say why it is withdrawn"},
    )


class FilterForm(forms.Form):
    """Which notes to list."""

    which = forms.ChoiceField(
        label="Notes",
        required=False,
        choices=[("all", "All"), ("mine", "Mine"), ("two", "With two versions"), ("withdrawn", "Withdrawn")],
    )
    criterion = forms.ChoiceField(label="Criterion", required=False)
    agency = forms.ChoiceField(label="Agency", required=False)
    method = forms.ChoiceField(
        label="How learned", required=False, choices=[(each, sentence(title_of(each))) for each in METHODS]
    )
    child = forms.ChoiceField(label="Child", required=False)

    def __init__(self, *args: Any, inspection: Inspection, children: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agencies = [(body.code, body.name) for body in inspection.bodies.all() if body.kind != "inspectorate"]
        self.fields["criterion"].choices = [(each["id"], each["title"]) for each in criteria_of(inspection)]
        self.fields["agency"].choices = agencies
        self.fields["child"].choices = children

    def chosen(self) -> dict[str, str]:
        """What was chosen and can be; anything else is as if it were not asked."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
