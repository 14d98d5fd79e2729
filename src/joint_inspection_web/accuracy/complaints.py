"""What is done about a complaint on a published letter: one route for every body, one inspectorate that answers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from joint_inspection.errors import InvalidInput, NotPossible, Problem, invalid
from joint_inspection.frameworks.load import find
from joint_inspection.reports.complaints import FOLLOWS, ComplaintState, Reached, due, last_day_to_complain
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person, Role
from joint_inspection_web.accuracy.models import Complaint, ComplaintStep, Outcome
from joint_inspection_web.accuracy.rules import complained, deals_with_it, oversees_it
from joint_inspection_web.casedata.rules import is_its_officer
from joint_inspection_web.design.words import day
from joint_inspection_web.fairness.actions.possible import text_problems
from joint_inspection_web.fairness.kept import keep
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import Body, Inspection
from joint_inspection_web.reports.models import Publication
from joint_inspection_web.reports.published import publication_of

TO_BODY = "Write what you say to the body that complains"


@action
def complain(body: Body, *, text: str, wants: str, by: Person | None, at: datetime) -> Complaint:
    """Complain for a body inspected about what is published; its lead inspectorate answers for all."""
    require(is_its_officer, by, body)
    published = publication_of(body.inspection)
    if published is None:
        raise NotPossible("Nothing is published yet: say what is wrong while the draft is out")
    last = last_day_to_complain(timezone.localdate(published.published_at))
    if timezone.localdate(at) > last:
        raise NotPossible(f"Complaints about this letter could be raised until {day(last)}")
    problems = text_problems(text, says="Say what you complain about")
    problems += text_problems(wants, where="wants", says="Say what you ask for")
    if problems:
        raise InvalidInput(problems)
    lead = find(body.inspection.framework).inspectorates.lead
    made = Complaint(inspection=body.inspection, publication=published, body=body, lead=lead, by=by, at=at)
    keep(made, {"text": text.strip(), "wants": wants.strip()})
    _reach(made, ComplaintState.RAISED, "complain", by=by, at=at, wrote=[made])
    return made


@action
def acknowledge(complaint: Complaint, *, person: Person | None, text: str, by: Person | None, at: datetime) -> None:
    """Name who answers a complaint, and tell its body what happens next."""
    require(oversees_it, by, complaint)
    _expect_named(complaint, person, text)
    _reach(complaint, ComplaintState.ACKNOWLEDGED, "acknowledge", by=by, at=at, text=text, person=person)


@action
def answer(
    complaint: Complaint, *, outcome: str, text: str, correction: Publication | None, by: Person | None, at: datetime
) -> None:
    """Answer a complaint: its outcome, why, and the corrected letter where one came of it."""
    require(deals_with_it, by, complaint)
    _expect_outcome(complaint, outcome, text, correction)
    said = {"outcome": outcome, "correction": correction}
    _reach(complaint, ComplaintState.ANSWERED, "answer_complaint", by=by, at=at, text=text, **said)


@action
def ask_review(complaint: Complaint, *, text: str, by: Person | None, at: datetime) -> None:
    """Ask for the answer to be looked at by somebody independent of those who gave it."""
    require(complained, by, complaint)
    if problems := text_problems(text, says="Say what you do not accept in the answer, and why"):
        raise InvalidInput(problems)
    if state_of(complaint) == ComplaintState.ANSWERED and timezone.localdate(at) > (last := due_on(complaint)):
        raise NotPossible(f"A review could be asked for until {day(last)}")
    _reach(complaint, ComplaintState.REVIEW_ASKED, "ask_review", by=by, at=at, text=text)


@action
def name_reviewer(complaint: Complaint, *, person: Person | None, text: str, by: Person | None, at: datetime) -> None:
    """Name who reviews the answer."""
    require(oversees_it, by, complaint)
    _expect_named(complaint, person, text)
    _reach(complaint, ComplaintState.IN_REVIEW, "name_reviewer", by=by, at=at, text=text, person=person)


@action
def review(
    complaint: Complaint, *, outcome: str, text: str, correction: Publication | None, by: Person | None, at: datetime
) -> None:
    """Say what the independent review found; this ends the complaint."""
    require(deals_with_it, by, complaint)
    _expect_outcome(complaint, outcome, text, correction)
    said = {"outcome": outcome, "correction": correction}
    _reach(complaint, ComplaintState.REVIEWED, "review_complaint", by=by, at=at, text=text, **said)


@action
def close(complaint: Complaint, *, text: str, by: Person | None, at: datetime) -> None:
    """End a complaint that was answered: its body accepts the answer, or asked for no review in time."""
    own = by is None or complained.test(by, complaint)
    require(complained if own else oversees_it, by, complaint)
    last = due_on(complaint)
    if not own and last and timezone.localdate(at) <= last:
        raise NotPossible(f"The body that complained may ask for a review until {day(last)}")
    _reach(complaint, ComplaintState.CLOSED, "close_complaint", by=by, at=at, text=text)


def state_of(complaint: Complaint) -> ComplaintState:
    """How far a complaint is."""
    return ComplaintState(complaint.steps.order_by("pk").last().state)


def due_on(complaint: Complaint) -> date | None:
    """By when its next step is due; None once it has ended."""
    return due([
        Reached(state=ComplaintState(each.state), on=timezone.localdate(each.at))
        for each in complaint.steps.order_by("pk")
    ])  # fmt: skip


def complaints_of(inspection: Inspection) -> list[Complaint]:
    """Every complaint about what is published of an inspection, the oldest first."""
    rows = Complaint.objects.filter(inspection=inspection).select_related(
        "body__inspection", "publication", "inspection"
    )
    return list(rows.prefetch_related("steps__person", "steps__correction", "steps__by"))


def could_deal(complaint: Complaint) -> list[Person]:
    """Who may answer a complaint, or review the answer: quality assurance that had no part in the inspection.

    Those of the lead inspectorate answer; those of the others review, as far as there are any, and nobody does both.
    """
    taking_part = [body.code for body in complaint.inspection.bodies.all() if body.kind == "inspectorate"]
    others = [code for code in taking_part if code != complaint.lead]
    reviews = complaint.steps.filter(state=ComplaintState.REVIEW_ASKED).exists()
    return (reviews and _free(complaint, others)) or _free(complaint, [complaint.lead])


def corrections_of(complaint: Complaint) -> list[Publication]:
    """The publications that took the place of the one complained about."""
    rows = Publication.objects.filter(inspection=complaint.inspection, number__gt=complaint.publication.number)
    return list(rows.order_by("number"))


def _free(complaint: Complaint, codes: list[str]) -> list[Person]:
    rows = Person.objects.filter(
        is_active=True, memberships__ended_at=None, memberships__role=Role.QUALITY_ASSURANCE,
        memberships__organisation__code__in=codes,
    )  # fmt: skip
    named = complaint.steps.exclude(person=None).values("person")
    return list(rows.exclude(pk__in=complaint.inspection.seats.values("person")).exclude(pk__in=named).distinct())


def _expect_named(complaint: Complaint, person: Person | None, text: str) -> None:
    problems = text_problems(text, says=TO_BODY)
    if person is None or person not in could_deal(complaint):
        says = "Choose somebody of quality assurance who had no part in the inspection and has not dealt with this"
        problems.append(Problem(where="person", says=says))
    if problems:
        raise InvalidInput(problems)


def _expect_outcome(complaint: Complaint, outcome: str, text: str, correction: Publication | None) -> None:
    problems = text_problems(text, says=TO_BODY)
    if outcome not in Outcome.values:
        problems.append(Problem(where="outcome", says="Say whether the complaint is upheld, in part, or not"))
    if problems:
        raise InvalidInput(problems)
    if correction is not None and correction not in corrections_of(complaint):
        raise invalid("correction", "Choose a correction of this letter: it is published first, then named here")
    if correction is not None and outcome == Outcome.NOT_UPHELD:
        raise invalid("correction", "A complaint that led to a correction is upheld, at least in part")


def _reach(
    complaint: Complaint, state: ComplaintState, verb: str, *, by: Person | None, at: datetime, text: str = "",
    wrote: Any = (), **said: Any,
) -> None:  # fmt: skip
    """Reach a state, if it follows from the last one."""
    before = complaint.steps.order_by("pk").last()
    if before and state not in FOLLOWS[ComplaintState(before.state)]:
        raise NotPossible(f"This complaint is at “{before.get_state_display().lower()}”: that does not come next")
    step = ComplaintStep(inspection=complaint.inspection, complaint=complaint, state=state, by=by, at=at, **said)
    keep(step, {"text": text.strip()})
    record(f"accuracy.{verb}", by=by, at=at, subject=subject_of(complaint.inspection), wrote=[*wrote, step])
