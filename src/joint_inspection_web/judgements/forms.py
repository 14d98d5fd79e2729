"""What inspectors write when they judge together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from joint_inspection_web.accounts.models import Person
from joint_inspection_web.design.words import sentence, title_of
from joint_inspection_web.fairness.forms import words
from joint_inspection_web.judgements.blind import CITED

HOW = {"inspectorate": "One person for each inspectorate", "inspector": "Every inspector on the team"}


class AskForm(forms.Form):
    """Of whom first views are asked for."""

    how = forms.ChoiceField(
        label="Who gives first views", choices=list(HOW.items()), widget=forms.RadioSelect,
        error_messages={"required": "Choose who gives first views"},
    )  # fmt: skip

    def __init__(self, *given: Any, people: Mapping[str, Iterable[Person]], **more: Any) -> None:
        super().__init__(*given, **more)
        for code, found in people.items():
            found = list(found)
            self.fields[f"named_{code}"] = forms.ChoiceField(
                label=f"For {sentence(title_of(code))}", required=False,
                choices=[(each.ref, each.name) for each in found],
                initial=found[0].ref if len(found) == 1 else "",
            )  # fmt: skip

    @property
    def asked(self) -> dict[str, Any]:
        """What was chosen, as the action takes it."""
        said = self.cleaned_data
        named = {name.removeprefix("named_"): ref for name, ref in said.items() if name.startswith("named_")}
        return {"by_inspector": said["how"] == "inspector", "named": named}

    @property
    def names(self) -> list[forms.BoundField]:
        """The fields in which people are named."""
        return [self[name] for name in self.fields if name.startswith("named_")]


class ViewForm(forms.Form):
    """A view of one judgement: its grade, the evidence for it and the strongest against it, and why."""

    grade = forms.ChoiceField(label="Your grade", required=False, widget=forms.RadioSelect)
    supports = forms.MultipleChoiceField(label="For it", required=False)
    against = forms.MultipleChoiceField(label="Against it", required=False)
    findings = forms.MultipleChoiceField(label="Findings for it", required=False)
    findings_against = forms.MultipleChoiceField(label="Findings against it", required=False)
    because = words("Why")

    def __init__(
        self, *given: Any, grades: Mapping[str, str], items: Iterable[str], findings: Iterable[str], in_words: bool,
        **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(*given, **more)
        self.fields["grade"].choices = list(grades.items())
        if in_words:
            self.fields["grade"].label = "How grave is what was found"
            self.fields["because"].label = "Your judgement in words, and why"
        items, findings = [(id, id) for id in items], [(id, id) for id in findings]
        for name in CITED:
            self.fields[name].choices = findings if name.startswith("findings") else items

    @property
    def cited(self) -> list[str]:
        """The notes that are ticked, each once."""
        return list(dict.fromkeys(id for name in ("supports", "against") for id in self[name].value() or ()))

    @classmethod
    def typed(cls, sent: QueryDict) -> dict[str, Any]:
        """What stands in the form, right or wrong."""
        return {name: sent.getlist(name) if name in CITED else sent.get(name, "") for name in cls.base_fields}


class WaitForm(forms.Form):
    """Why somebody's first views are no longer waited for."""

    reason = words("Why", "Say why this person cannot give first views", rows=2,
                   hint="Everybody on the team will read it")  # fmt: skip


class DecideForm(forms.Form):
    """What is agreed of each judgement and of the whole, on which findings, with every reason that is asked for."""

    def __init__(
        self, *given: Any, judgements: Mapping[str, tuple[str, Mapping[str, str]]], result: Mapping[str, str],
        findings: Mapping[str, Mapping[str, str]], turned: Mapping[str, str], **more: Any,
    ) -> None:  # fmt: skip
        super().__init__(*given, **more)
        for name, (title, grades) in judgements.items():
            self.fields[f"grade_{name}"] = forms.ChoiceField(label=title, required=False, choices=list(grades.items()))
            if known := findings.get(name):
                self.fields[f"for_{name}"] = _several(f"Findings for it: {title}", known)
                self.fields[f"against_{name}"] = _several(f"Findings against it: {title}", known)
        if result:
            self.fields["result"] = forms.ChoiceField(
                label="Decided as the result", required=False, choices=list(result.items())
            )
        self.fields["departs_because"] = words("Why, if this departs from what the policy proposes", rows=3)
        for name, says in turned.items():
            self.fields[f"turned_{name}"] = words(says, rows=3)
        self.fields["settled_because"] = words(
            "Why it is decided though the evidence lacks something", rows=3, hint="It is kept with your name"
        )

    @property
    def grades(self) -> dict[str, str]:
        """The grades chosen, by judgement; whatever is no grade is none."""
        chosen = {name: self[name].value() for name in self.fields if name.startswith("grade_")}
        known = {name: dict(self.fields[name].choices) for name in chosen}
        return {n.removeprefix("grade_"): said for n, said in chosen.items() if said and said in known[n]}

    def names(self, judgement: str) -> bool:
        """Whether a finding is ticked for a judgement, or against it."""
        fields = [self[f"{kind}_{judgement}"] for kind in ("for", "against") if f"{kind}_{judgement}" in self.fields]
        return any(field.value() for field in fields)

    @property
    def agreed(self) -> dict[str, Any]:
        """What was written, as the action takes it."""
        said, cited, against = self.cleaned_data, self._of("for_"), self._of("against_")
        named = [name for name in cited if cited[name] or against[name]]
        return {
            "grades": self.grades, "result": said.get("result") or None, "departs_because": said["departs_because"],
            "settled_because": said["settled_because"], "turned_because": self._of("turned_"),
            "findings": {name: tuple(cited[name]) for name in named},
            "findings_against": {name: tuple(against[name]) for name in named},
        }  # fmt: skip

    def _of(self, kind: str) -> dict[str, Any]:
        return {n.removeprefix(kind): said for n, said in self.cleaned_data.items() if n.startswith(kind)}

    @classmethod
    def typed(cls, sent: QueryDict) -> dict[str, Any]:
        """What stands in the form, right or wrong."""
        return {name: sent.getlist(name) if name.startswith(("for_", "against_")) else sent[name] for name in sent}


def _several(label: str, choices: Mapping[str, str]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, required=False, choices=list(choices.items()), widget=forms.CheckboxSelectMultiple
    )
