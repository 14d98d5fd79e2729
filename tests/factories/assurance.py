"""Invented inspections on which quality assurance asks, and which are rated a second time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

import factories
from factories import child_files
from joint_inspection.frameworks.load import find
from joint_inspection.record.report import Paragraph, Report, Section, Sentence
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.assurance import queries, second
from joint_inspection_web.assurance.models import Drawn, Query, SecondRater
from joint_inspection_web.fairness.kept import keep
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.judgements.models import Asked, Decision, GivenView, Reveal, Round, Step
from joint_inspection_web.judgements.policy import choices_of, viewed
from joint_inspection_web.reports.models import Draft


def assurer(inspection: Inspection) -> Person:
    """Quality assurance with a seat on an inspection."""
    return child_files.inspector(inspection, role="quality_assurance")


def queried(inspection: Inspection, *, by: Person, **said: str) -> Query:
    """Quality assurance asked about the whole."""
    made = {"about": "whole", "which": "", "text": "Why is this so sure?"} | said
    return queries.ask(inspection, **made, by=by, at=timezone.now())


@action
def written(inspection: Inspection, text: str = "Most children were heard.") -> Draft:
    """There is a draft of the report with one sentence, s12."""
    sentence = Sentence(id="s12", text=text, about="inspection")
    report = Report(given=12, sections=(Section(id="what", paragraphs=(Paragraph(sentences=(sentence,)),)),))
    row = Draft(inspection=inspection, by=None, at=factories.NOW, number=1, corrects=None)
    keep(row, {"report": report.model_dump(mode="json")})
    record("reports.draft", by=None, at=factories.NOW, subject=subject_of(inspection), wrote=[row])
    return row


@action
def rated(
    inspection: Inspection, *people: Person, places: Sequence[int], decided: int = 0, at: datetime = factories.NOW
) -> Inspection:
    """Every inspector has sealed one grade for all judgements, and one was decided, without evidence and in haste."""
    judged = viewed(find(inspection.framework))
    round = keep(Round(inspection=inspection, by_inspector=True, by=None, at=at), {})
    rows = []
    for person, place in zip(people, places, strict=True):
        asked = Asked.objects.create(round=round, person=person, inspectorate="ofsted")
        rows += [asked, *(_view(asked, each.id, place, at=at) for each in judged)]
    decision = Decision(inspection=inspection, by=None, at=at)
    grades = {each.id: _grade(inspection, each.id, decided) for each in judged}
    keep(decision, {"grades": grades, "result": None, "departs_because": "", "turned_because": {},
                    "settled_because": "", "lacking": [], "dissent": []})  # fmt: skip
    wrote = [round, *rows, Reveal.objects.create(round=round, at=at), decision]
    record("judgements.decide", by=None, at=at, subject=subject_of(inspection), wrote=wrote)
    return inspection


def _view(asked: Asked, judgement: str, place: int, *, at: datetime) -> GivenView:
    inspection = asked.round.inspection
    row = GivenView(inspection=inspection, asked=asked, judgement=judgement, step=Step.FIRST, by=asked.person, at=at)
    keep(row, {"grade": _grade(inspection, judgement, place), "supports": [], "against": [], "because": "Seen"})
    return row


def _grade(inspection: Inspection, judgement: str, place: int) -> str:
    return list(choices_of(find(inspection.framework), judgement))[place]


def drawn(inspection: Inspection, *, by: Person) -> Drawn:
    """It was drawn, with all others under its framework that could be."""
    among = second.could_be_drawn(by).filter(framework=inspection.framework).count()
    second.draw(framework=inspection.framework, number=among, seed=7, by=by, at=timezone.now())
    return Drawn.objects.get(inspection=inspection)


def named(drawn: Drawn, person: Person, *, by: Person) -> SecondRater:
    """Somebody is named to rate it."""
    return second.name_rater(drawn, person=person.ref, by=by, at=timezone.now())


def drafted(rater: SecondRater, *, place: int = 1, because: str = "So I read it") -> None:
    """The second rater opened all evidence and drafted a grade for every judgement."""
    inspection, by = rater.drawn.inspection, rater.person
    for name in second.to_rate(inspection):
        second.open_evidence(rater, judgement=name, by=by, at=timezone.now())
        grade = _grade(inspection, name, place)
        second.draft(rater, judgement=name, grade=grade, because=because, by=by, at=timezone.now())


def sealed(rater: SecondRater, *, place: int = 1) -> None:
    """The second rating is in."""
    drafted(rater, place=place)
    second.seal(rater, never_saw=True, by=rater.person, at=timezone.now())


def whole_story() -> Inspection:
    """A query that was answered and resolved, and a second rating to its end."""
    made = child_files.announced()
    lead, quality = child_files.inspector(made, role="lead_inspector"), assurer(made)
    rated(made, lead, places=[0])
    query = queried(made, by=quality)
    queries.answer(query, text="Twelve children say so", by=lead, at=timezone.now())
    queries.resolve(query, text="The number now stands there", by=quality, at=timezone.now())
    sealed(named(drawn(made, by=quality), factories.person("lead_inspector"), by=quality))
    return made
