"""What inspectors write of a report: sentences, recommendations, the letter, a signature."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from joint_inspection.evidence.model import Direction
from joint_inspection.follow_up.authorities import Authority, offices, offices_of_any_body
from joint_inspection.follow_up.duties import Control
from joint_inspection.follow_up.recommendations import Inspected, Recommendation, Severity
from joint_inspection.record.model import InspectionRecord, Letter
from joint_inspection.record.report import Count, Group, Sentence
from joint_inspection.reports.facts import TITLES, facts_of
from joint_inspection.reports.quantities import quantities_in
from joint_inspection_web.design.words import sentence, title_of
from joint_inspection_web.fairness.forms import a_day, number, one_of, words

CITES = ("findings", "evidence", "recommendations", "judgements", "tells")
"""What a sentence can rest on."""


def _short(text: str) -> str:
    return text if len(text) <= 120 else f"{text[:117].rstrip()}…"


def some(label: str, *, hint: str = "") -> forms.MultipleChoiceField:
    """Any number of choices."""
    return forms.MultipleChoiceField(label=label, required=False, widget=forms.CheckboxSelectMultiple, help_text=hint)


class SentenceForm(forms.Form):
    """One sentence and what it rests on; for each word of quantity in it, how many of how many."""

    text = words("Sentence", "Write the sentence", rows=4)
    seen = forms.IntegerField(widget=forms.HiddenInput)
    """The draft on which it was written."""
    findings = some("The findings that it tells")
    evidence = some("More evidence that it rests on", hint="Besides what the findings rest on already")
    recommendations = some("The recommendations that it states")
    judgements = some("The judgements whose grade it tells")
    tells = some("The sentences of the report that it tells in plain words")
    facts = some("Numbers about the inspection that stand in it", hint="They are taken from the record")
    about = forms.BooleanField(
        label="It tells of the inspection itself, and rests on the record as a whole", required=False
    )
    limit = forms.BooleanField(label="It says what was not looked at, or cannot be told", required=False)
    names = forms.CharField(
        label="Words in it with a capital letter that name nobody", required=False, max_length=300,
        help_text="Only where the check asks: a place, a body, a programme. With commas between them",
    )  # fmt: skip

    def __init__(
        self, *given: Any, record: InspectionRecord, plain: bool, evidence: Iterable[tuple[str, str]],
        titles: Mapping[str, str], **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(*given, **more)
        told = [] if record.report is None else [each for s in record.report.sections for each in s.sentences]
        facts = facts_of(record)
        choices: dict[str, list[tuple[str, str]]] = {
            "findings": [(each.id, _short(each.text)) for each in record.findings],
            "evidence": list(evidence),
            "recommendations": [(each.id, f"{each.id}: {_short(each.text)}") for each in record.recommendations],
            "judgements": [(each.judgement, titles.get(each.judgement, each.judgement)) for each in record.grades],
            "tells": [(each.id, f"{each.id}: {_short(each.text)}") for each in told],
            "facts": [(name, f"{title}: {facts[name]}") for name, title in TITLES.items()],
        }
        left_out = ("findings", "evidence", "recommendations", "judgements") if plain else ("tells",)
        for name, known in choices.items():
            self.fields[name].choices = known
            if name in left_out or not known:
                del self.fields[name]
        self._facts = facts
        text = self["text"].value() or ""
        self.quantities = tuple(dict.fromkeys(quantities_in(text)))
        for place, word in enumerate(self.quantities):
            self._ask_for(place, word)

    def _ask_for(self, place: int, word: str) -> None:
        """The count that stands for a word of quantity."""
        self.fields[f"count_{place}"] = number(f"“{word}”: how many")
        self.fields[f"of_{place}"] = number("of how many")
        self.fields[f"what_{place}"] = forms.CharField(label="of what", required=False, max_length=200)
        self.fields[f"in_area_{place}"] = forms.BooleanField(
            label="They are children of the whole area, and not of those whom inspectors looked at", required=False
        )

    def clean(self) -> dict[str, Any]:
        """A count is whole, or is not given."""
        said = super().clean() or {}
        for place, word in enumerate(self.quantities):
            given = [said.get(f"{name}_{place}") not in (None, "") for name in ("count", "of", "what")]
            if any(given) and not all(given):
                self.add_error(f"count_{place}", f"Give all three for “{word}”: how many, of how many, of what")
            elif all(given) and (said[f"of_{place}"] < 1 or said[f"count_{place}"] < 0):
                self.add_error(f"of_{place}", "Enter how many there are in all: one or more")
        return said

    @property
    def rests_on(self) -> dict[str, Any]:
        """What it rests on, as the library takes it."""
        said = self.cleaned_data
        cited = {name: tuple(said.get(name) or ()) for name in CITES}
        return cited | {
            "about": "inspection" if said["about"] else "practice", "limit": said["limit"],
            "facts": {name: self._facts[name] for name in said.get("facts") or ()}, "counts": self._counts,
        }  # fmt: skip

    @property
    def _counts(self) -> tuple[Count, ...]:
        said = self.cleaned_data
        return tuple(
            Count(word=word, count=said[f"count_{place}"], of=said[f"of_{place}"], what=said[f"what_{place}"],
                  in_area=said[f"in_area_{place}"])
            for place, word in enumerate(self.quantities) if said.get(f"what_{place}")
        )  # fmt: skip

    @property
    def proper_names(self) -> tuple[str, ...]:
        """Words that name nobody."""
        return tuple(each.strip() for each in self.cleaned_data["names"].split(",") if each.strip())

    @property
    def counted(self) -> list[list[forms.BoundField]]:
        """The fields of each word of quantity."""
        return [[self[f"{name}_{place}"] for name in ("count", "of", "what", "in_area")]
                for place in range(len(self.quantities))]  # fmt: skip


def as_initial(found: Sentence, *, seen: int) -> dict[str, Any]:
    """A sentence as its form shows it first."""
    said: dict[str, Any] = {name: list(getattr(found, name)) for name in CITES}
    said |= {"text": found.text, "seen": seen, "about": found.about == "inspection", "limit": found.limit,
             "facts": list(found.facts)}  # fmt: skip
    counts = {each.word.lower(): each for each in found.counts}
    for place, word in enumerate(dict.fromkeys(quantities_in(found.text))):
        if each := counts.get(word):
            said |= {f"count_{place}": str(each.count), f"of_{place}": each.of, f"what_{place}": each.what,
                     f"in_area_{place}": each.in_area}  # fmt: skip
    return said


CONTROLS = {Control.FULL: "Full: it decides alone", Control.SHARED: "Shared: it decides together with others",
            Control.INFLUENCE: "Influence: it can help and press, others decide",
            Control.NONE: "None: it is out of its hands"}  # fmt: skip
SEVERITIES = {Severity.PRIORITY_ACTION: "Priority action: children are or may be at risk",
              Severity.IMPROVEMENT: "Improvement"}  # fmt: skip


class RecommendationForm(forms.Form):
    """What one body is asked to do."""

    text = words("What is asked for", "Write what is asked for", rows=3, hint="One thing, in words for everybody")
    to = one_of("The accountable body", "Choose the body that is accountable")
    function = one_of("What of it is asked", "Choose the function, so that it is known who holds the power")
    control = one_of("How far it can do it by itself", "Choose how far it can do it", radios=True)
    severity = one_of("How grave it is", "Choose how grave it is", radios=True)
    contributors = some("Bodies without which it cannot be done")
    lead = forms.ChoiceField(label="Who leads, where the partnership is asked", required=False)
    findings = some("The findings that it follows from")

    def __init__(self, *given: Any, inspected: Inspected, **more: Any) -> None:
        super().__init__(*given, **more)
        bodies = [(each.code, each.name) for each in inspected.agencies]
        own = [each for each in inspected.register.functions if not each.is_national(inspected.on)]
        self.fields["to"].choices = self.fields["contributors"].choices = bodies
        self.fields["lead"].choices = [*bodies]
        self.fields["function"].choices = [(each.id, each.title) for each in own]
        self.fields["control"].choices = [(each.value, says) for each, says in CONTROLS.items()]
        self.fields["severity"].choices = [(each.value, says) for each, says in SEVERITIES.items()]
        weak = [each for each in inspected.findings if each.direction != Direction.STRENGTH]
        self.fields["findings"].choices = [(each.id, _short(each.text)) for each in weak]

    def says(self, id: str) -> Recommendation:
        """What was written, as the library takes it."""
        said = self.cleaned_data
        return Recommendation(
            id=id, text=said["text"].strip(), to=said["to"], function=said["function"],
            control=Control(said["control"]), severity=Severity(said["severity"]),
            contributors=tuple(said["contributors"]), lead=said["lead"] or None, findings=tuple(said["findings"]),
        )  # fmt: skip


def recommendation_initial(found: Recommendation) -> dict[str, Any]:
    """A recommendation as its form shows it first."""
    return {
        "text": found.text, "to": found.to, "function": found.function, "control": found.control.value,
        "severity": found.severity.value, "contributors": list(found.contributors), "lead": found.lead or "",
        "findings": list(found.findings),
    }  # fmt: skip


class SplitForm(forms.Form):
    """A point that names several bodies, in words for each of them."""

    def __init__(self, *given: Any, bodies: Mapping[str, str], text: str, **more: Any) -> None:
        super().__init__(*given, **more)
        for code, name in bodies.items():
            self.fields[f"text_{code}"] = words(f"What {name} is asked for", "Write what is asked of this body", rows=3)
            self.fields[f"text_{code}"].initial = text

    @property
    def texts(self) -> dict[str, str]:
        """The words for each body."""
        return {name.removeprefix("text_"): said for name, said in self.cleaned_data.items()}


class BlockerForm(forms.Form):
    """What only the government can change."""

    text = words("What stands in the way", "Write what stands in the way", rows=3)
    to = one_of("The department", "Choose the department that could change it")
    function = one_of("What it concerns", "Choose what it concerns")
    blocks = some("The recommendations that it holds up")
    findings = some("The findings that it follows from")

    def __init__(self, *given: Any, inspected: Inspected, known: Iterable[Recommendation], **more: Any) -> None:
        super().__init__(*given, **more)
        register = inspected.register
        national = [each for each in register.functions if each.is_national(inspected.on)]
        self.fields["to"].choices = list(register.departments.items())
        self.fields["function"].choices = [(each.id, each.title) for each in national]
        self.fields["blocks"].choices = [(each.id, f"{each.id}: {_short(each.text)}") for each in known]
        self.fields["findings"].choices = [(each.id, _short(each.text)) for each in inspected.findings]


class WithdrawForm(forms.Form):
    """Why something is no longer recommended."""

    reason = words("Why", "Say in a few words why it is withdrawn", rows=2)


LIKE = "For example 27 3 2026"
DELEGATED = (1, 2, 3)
"""For how many others an office can act."""


class LetterForm(forms.Form):
    """Of whom a statement of action is asked, by when, and where it is sent."""

    dated = a_day("The day that the letter carries", "", hint=f"{LIKE}. Empty: the day of publication", required=False)
    received = a_day("When the area received it", "", required=False,
                     hint=f"{LIKE}. The time for the statement counts from here")  # fmt: skip
    asks = forms.BooleanField(label="It asks for a written statement of proposed action", required=False)
    body = forms.ChoiceField(label="Of whom: the principal authority", required=False)
    office = forms.ChoiceField(label="Its office", required=False)
    statement_to = forms.CharField(label="Where it is sent", required=False, max_length=300)
    due = a_day("By which day", "", hint=f"{LIKE}. Empty: worked out from receipt", required=False)
    statement_because = words("Why another day than the rule gives", rows=2)

    def __init__(self, *given: Any, inspected: Inspected, **more: Any) -> None:
        super().__init__(*given, **more)
        bodies = [(each.code, each.name) for each in inspected.agencies]
        kinds = dict.fromkeys(each.kind for each in inspected.agencies)
        known = {id: f"{title} ({title_of(kind)})" for kind in kinds for id, title in _own(kind).items()}
        held = [*known.items(), *offices_of_any_body().items()]
        for place in DELEGATED:
            self.fields[f"for_body_{place}"] = forms.ChoiceField(label=f"It acts for ({place})", required=False)
            self.fields[f"for_office_{place}"] = forms.ChoiceField(label="Their office", required=False)
        for name, field in self.fields.items():
            if "body" in name:
                field.choices = bodies
            elif "office" in name:
                field.choices = held

    @property
    def delegates(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """For whom the office acts: body and office."""
        return [(self[f"for_body_{place}"], self[f"for_office_{place}"]) for place in DELEGATED]

    @property
    def says(self) -> Letter:
        """The letter, as the library takes it."""
        said = self.cleaned_data
        made: dict[str, Any] = {"id": "letter", "dated": _iso(said["dated"]), "received": _iso(said["received"])}
        if said["asks"]:
            pairs = [(said[f"for_body_{place}"], said[f"for_office_{place}"]) for place in DELEGATED]
            others = tuple(_authority(body, office) for body, office in pairs if body or office)
            asked = said["body"] or said["office"]
            who = _authority(said["body"], said["office"], delegated_by=others) if asked else None
            made |= {
                "asks_for_statement": True, "statement_of": who, "statement_to": said["statement_to"].strip() or None,
                "statement_due": _iso(said["due"]), "statement_because": said["statement_because"].strip() or None,
            }  # fmt: skip
        return Letter(**made)


def _own(kind: str) -> dict[str, str]:
    any_body = offices_of_any_body()
    return {id: title for id, title in offices().get(kind, {}).items() if id not in any_body}


def _authority(body: str, office: str, **more: Any) -> Authority:
    return Authority(body=body or None, office=office or None, **more)


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None


def _as_typed(day: str | None) -> str:
    """A day as its field shows how to write it: ``27 3 2026``."""
    return " ".join(str(int(part)) for part in reversed(day.split("-"))) if day else ""


def letter_initial(found: Letter | None) -> dict[str, Any]:
    """A letter as its form shows it first."""
    if found is None:
        return {}
    who = found.statement_of
    said = {
        "dated": _as_typed(found.dated), "received": _as_typed(found.received), "asks": found.asks_for_statement,
        "body": (who and who.body) or "", "office": (who and who.office) or "",
        "statement_to": found.statement_to, "due": _as_typed(found.statement_due),
        "statement_because": found.statement_because,
    }  # fmt: skip
    for place, each in enumerate(who.delegated_by if who else (), start=1):
        said |= {f"for_body_{place}": each.body or "", f"for_office_{place}": each.office or ""}
    return {name: value or "" for name, value in said.items()}


class PopulationForm(forms.Form):
    """How many children of the area have the traits that the report speaks of."""

    groups = forms.CharField(
        label="How many children of the area are like this", required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="One line for each group, for example age:7, sex:girl = 120. The check of the text names the traits",
    )  # fmt: skip

    def clean_groups(self) -> tuple[Group, ...]:
        """The groups, line by line."""
        found = []
        for place, line in enumerate(self.cleaned_data["groups"].splitlines(), start=1):
            if not line.strip():
                continue
            match = re.fullmatch(r"\s*([a-z]+:[\w-]+(?:\s*,\s*[a-z]+:[\w-]+)*)\s*=\s*(\d{1,7})\s*", line)
            if match is None:
                raise forms.ValidationError(f"Line {place}: write traits and a number, like age:7, sex:girl = 120")
            traits = tuple(each.strip() for each in match[1].split(","))
            found.append(Group(traits=traits, children=int(match[2])))
        return tuple(found)


class ReleaseForm(forms.Form):
    """Somebody looked through the text."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    looked = forms.BooleanField(
        label="I read every sentence, and nothing in it could tell who a child is",
        error_messages={"required": "Read the whole text first, and say so"},
    )  # fmt: skip


class SignForm(forms.Form):
    """An inspectorate agrees, or says where it differs."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    inspectorate = one_of("For which inspectorate", "Choose your inspectorate", radios=True)
    dissent = words("Where your inspectorate differs, and why", rows=4,
                    hint="Empty where it agrees. The report prints what you write")  # fmt: skip

    def __init__(self, *given: Any, inspectorates: Mapping[str, str], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["inspectorate"].choices = [(code, sentence(name)) for code, name in inspectorates.items()]


class CorrectForm(forms.Form):
    """Why what is published is corrected."""

    reason = words("What was wrong", "Say in a few words what was wrong", rows=3, hint="Everybody will read it")


class PurposeForm(forms.Form):
    """For what what is about children is opened, if it is."""

    purpose = forms.CharField(
        label="Why the words about children have to be in it", required=False, max_length=300,
        help_text="Empty: they stay out. What you write is kept in history",
    )  # fmt: skip
