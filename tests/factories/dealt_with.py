"""What else is written while an inspection is carried out: each thing once, in one in which something of all stands."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils import timezone

import factories
from factories import carried_out, child_files, fairness, notebook, safety, voices
from factories.world import told_and_asked
from joint_inspection.frameworks.load import find
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.enquiries import logged
from joint_inspection_web.evidence import actions as evidence
from joint_inspection_web.evidence import papers
from joint_inspection_web.evidence.models import Note
from joint_inspection_web.fairness.actions import candour, escalation, evaluation, looks, referrals, replies
from joint_inspection_web.fairness.children import tracked
from joint_inspection_web.fairness.models import Point
from joint_inspection_web.inspections import actions as inspections
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.notices import actions as notices
from joint_inspection_web.notices import deferrals
from joint_inspection_web.safety import alarms
from joint_inspection_web.safety.models import Contact
from joint_inspection_web.sharing import actions as sharing
from joint_inspection_web.triangulation import actions as triangulation
from joint_inspection_web.voices import actions as surveys

NOW = factories.NOW
SAYS = "In a few plain words"


def whole_story() -> Inspection:
    """One in which everything was written that can be."""
    made = carried_out.whole_story()
    lead = made.seats.get(role="lead_inspector").person
    told_and_asked(made)
    _answered_notices(made)
    _asked_people(made, lead)
    _papers_and_words(made, lead)
    _judged_fairly(made, lead)
    _shared(made)
    _kept_safe(made)
    _looked_at_again(made, owner=lead)
    return made


def _answered_notices(made: Inspection) -> None:
    body = child_files.council(made)
    notice = made.notices.get(body=body)
    request = next(duty.id for duty in notice.letter.duties if duty.id.startswith("request:"))
    notices.remind(notice, how="telephone", says=SAYS, by=None, at=NOW)
    notices.confirm(notice, who="The director’s office", by=None, at=NOW)
    notices.supply(notice, duty=request, says=SAYS, by=None, at=NOW)
    reached = {"post": "Business manager", "email": "office@example.org", "phone": "020 7946 0000"}
    notices.name_contact(body, name="The first", **reached, by=None, at=NOW)
    notices.name_contact(body, name="The second", **reached, by=None, at=NOW)


def _looked_at_again(made: Inspection, *, owner: Person) -> None:
    """A request that was decided, and a lead’s own stop; both looked at again."""
    by, later = {"by": None, "at": NOW}, {"owner": owner, "review_on": date(2026, 2, 24)}
    asked = made.deferral_requests.get()
    decided = deferrals.decide(asked, decision="proceed", reason=SAYS, **later, **by)
    deferrals.review(decided, says=SAYS, next_on=None, **by)
    stage = inspections.defer(made, reason=SAYS, **later, **by)
    deferrals.review_stage(stage, says=SAYS, next_on=date(2026, 3, 10), **by)


def _asked_people(made: Inspection, lead: Person) -> None:
    survey, sheet = made.surveys.get(), {"choices": {}, "words": voices.WORDS}
    voices.wrote(survey, "First")
    voices.wrote(survey)
    surveys.enter_sheet(survey, paper=7, **sheet, by=lead, at=NOW)
    surveys.take_back(survey.responses.order_by("pk").first(), at=NOW)
    surveys.reply(survey, says=SAYS, by=lead, at=NOW)
    voices.whole_story(made, by=lead)


def _papers_and_words(made: Inspection, lead: Person) -> None:
    code, at = child_files.council(made).code, timezone.now()
    content, criterion = b"Every child has a plan.", notebook.criterion(made)
    papers.take_document(made, agency=code, name="plans.txt", content=content, boxed=False, by=lead, at=at)
    papers.attach(Note.objects.filter(author=lead).first(), name="seen.txt", content=content, by=lead, at=at)
    evidence.open_words(made, criterion=criterion, purpose="To judge it", by=lead, at=at)
    logged.note_read(made.reading.get(), read_on=NOW.date(), noted=SAYS, by=lead, at=NOW)
    items = [fairness.noted(made, by=lead) for _ in range(2)]
    triangulation.notice(made, criterion=criterion, body=code, items=items, why=SAYS, by=lead, at=at)


def _judged_fairly(made: Inspection, lead: Person) -> None:
    body, at, criterion = child_files.council(made), timezone.now(), notebook.criterion(made)
    by = {"by": lead, "at": at}
    file = ("plan.txt", b"The plan, as it was written")
    replies.answer_point(Point.objects.get(), answer="disagree", text=SAYS, files=[file], by=None, at=at)
    concern = referrals.refer(made, about=body.code, criterion=criterion, text=SAYS, **by)
    referrals.answer_referral(concern, taken="no_action", text=SAYS, given_by="Duty inspector", **by)
    used = {"used": 4, "resolved": 3, "months": 12}
    escalation.note_process(body, exists="yes", **used, text=SAYS, source="Page 4", **by)
    child, police = tracked(made)[0], fairness.body(made, "police").code
    step = {"route": "manager", "raised_on": NOW.date(), "came_of": "resolved", "text": SAYS, "came": SAYS}
    escalation.note_step(made, child=child, raised_by=body.code, raised_with=police, **step, **by)
    told = {"told_on": NOW.date(), "told_in": "public", "text": SAYS, "source": "Page 3"}
    disclosed = candour.note_disclosure(body, criterion=criterion, **told, **by)
    candour.mark_disclosed(disclosed, items=[fairness.noted(made, by=lead)], **by)
    tool = find(made.framework).joint_evaluation
    answers = {each.id: (tool.scale.grades[0].id, SAYS) for each in tool.questions}
    evaluation.save_evaluation(made, body=body, child=child, answers=answers, text=SAYS, send=True, by=None, at=at)
    looks.look(made, children=[child], purpose=SAYS, **by)


def _shared(made: Inspection) -> None:
    """A box that was opened, cited from, and out of which a note was taken."""
    constable = notebook.colleague(made)
    by = {"by": constable, "at": timezone.now()}
    raw = notebook.raw(made, box="hmicfrs")
    sharing.open_box(made, reason="Police intelligence", **by)
    notebook.keep(made, raw, by=constable)
    sharing.cite(made, about=child_files.council(made).code, summary=SAYS, **by)
    sharing.share_note(made, note=UUID(raw["note"]), basis="joint-review", purpose=SAYS, **by)


def _kept_safe(made: Inspection) -> None:
    """An alarm kept from one office, of which another was told, and which somebody else read."""
    office, other = Contact.objects.filter(inspection=made).order_by("pk")[:2]
    raised = safety.alarm(made, by=made.seats.get(role="lead_inspector").person, kept_from=(office,))
    said = {"other": "", "how": "telephone", "happened_at": NOW}
    alarms.note_told(raised, contact=other, **said, by=None, at=NOW)
    senior = child_files.inspector(made, role="quality_assurance")
    alarms.read_alarm(raised, by=senior, at=NOW)
