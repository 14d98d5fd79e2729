"""What is done with people who are met and with what is observed: ask, offer, go, agree, stop, write down, answer.

Consent is recorded apart from the evidence. Without it nothing is written down of a meeting; when somebody stops, what
was not used yet is withdrawn, and it is said what was used.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from joint_inspection.errors import InvalidInput, NotPossible, Problem, invalid
from joint_inspection.evidence.model import Speaker
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.casedata.sealed import Opener, lock
from joint_inspection_web.evidence import actions as evidence
from joint_inspection_web.evidence.kept import mark_of
from joint_inspection_web.evidence.notes import ADVICE, PSEUDONYM, NoteIn
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import Body, Inspection
from joint_inspection_web.inspections.rules import sits_on_it
from joint_inspection_web.voices.actions import MOST_WORDS, about_reply, expect_asking
from joint_inspection_web.voices.codes import hash_of, new_code
from joint_inspection_web.voices.models import (
    ABOUT_A_CHILD,
    OBSERVED,
    Consent,
    Meeting,
    MeetingCode,
    MeetingKind,
    MeetingNote,
    Reply,
)
from joint_inspection_web.voices.rules import may_ask, may_hear, may_offer
from joint_inspection_web.voices.stopping import Stopped, withdraw

AGREED, REFUSED, STOPPED = Consent.Answer.AGREED, Consent.Answer.REFUSED, Consent.Answer.STOPPED
NEEDS_AGENCY = (MeetingKind.STAFF, *OBSERVED)
MOST_LINE, MOST_MEETINGS, MOST_CODES = 300, 2_000, 50
AS_EVIDENCE: Mapping[str, tuple[Speaker, str]] = {
    MeetingKind.CHILD: (Speaker.CHILD, "child"), MeetingKind.FAMILY: (Speaker.FAMILY, "family"),
    MeetingKind.STAFF: (Speaker.AGENCY, "interview"), MeetingKind.OBSERVATION: (Speaker.INSPECTOR, "observation"),
    MeetingKind.MULTI_AGENCY: (Speaker.INSPECTOR, "multi_agency_meeting"),
}  # fmt: skip
"""Who speaks in a note of a meeting, and by which method it was learned."""
INTERPRETERS = {
    "none": "Nobody: we spoke English", "interpreter": "An interpreter",
    "inspector": "Nobody: the inspector speaks their language",
}  # fmt: skip
"""Who interprets. No child and no relative: there is no such choice."""
ADVOCATES = {
    "not_wanted": "They did not want one",
    "there": "One was there",
    "waiting": "They want one, who is not there yet",
}
ENGLISH = ("", "english")
NOT_AGREED = "They have not agreed to take part: record first what they said"
HAS_STOPPED = "They have stopped: nothing more is written down"
CALLED_OFF = "The agency has called this off"


@action
def ask(
    inspection: Inspection, *, kind: str, whom: str, child: str = "", agency: str = "", where: str = "",
    starts_at: datetime | None = None, by: Person, at: datetime,
) -> Meeting:  # fmt: skip
    """Plan to meet somebody, or to watch something: whether they agree is recorded afterwards."""
    require(may_hear, by, inspection)
    expect_asking(inspection)
    child = child.strip().lower()
    _expect_right(inspection, kind=kind, whom=whom, where=where, child=child, agency=agency)
    meeting = Meeting(inspection=inspection, kind=kind, agency=agency, starts_at=starts_at, goes=by, at=at, by=by)
    return _keep(meeting, whom=whom, where=where, child=child, what="voices.ask")


@action
def offer(body: Body, *, kind: str, whom: str, where: str, starts_at: datetime, by: Person, at: datetime) -> Meeting:
    """An agency names a meeting, or work, that inspectors can watch while they are on site."""
    require(may_offer, by, body)
    inspection = body.inspection
    expect_asking(inspection)
    if kind not in OBSERVED:
        raise invalid("kind", "Choose what can be observed")
    _expect_right(inspection, kind=kind, whom=whom, where=where, child="", agency=body.code)
    if not inspection.notify_on <= timezone.localdate(starts_at) <= inspection.ends_on:
        raise invalid("starts_at", "Choose a time between the day you were told and the last day on site")
    meeting = Meeting(
        inspection=inspection, kind=kind, agency=body.code, offered=True, starts_at=starts_at, at=at, by=by
    )  # fmt: skip
    return _keep(meeting, whom=whom, where=where, child="", what="voices.offer")


@action
def call_off(meeting: Meeting, *, by: Person, at: datetime) -> None:
    """An agency says that what it named does not take place after all."""
    inspection = meeting.inspection
    require(may_offer, by, inspection.bodies.get(code=meeting.agency))
    expect_asking(inspection)
    _expect_on(meeting)
    if not meeting.offered or meeting.consent is not None:
        raise NotPossible("Inspectors have been there, or asked for it themselves: tell their lead")
    meeting.called_off_at = at
    meeting.save(update_fields=["called_off_at"])
    record("voices.call_off", by=by, at=at, subject=subject_of(inspection), wrote=[meeting])


@action
def go(meeting: Meeting, *, person: Person | None, by: Person, at: datetime) -> None:
    """Say who of the team goes there, or that nobody does."""
    require(may_hear, by, meeting.inspection)
    expect_asking(meeting.inspection)
    _expect_on(meeting)
    if person is not None and not sits_on_it.test(person, meeting.inspection):
        raise invalid("goes", "Choose an inspector of this team")
    meeting.goes = person
    meeting.save(update_fields=["goes"])
    record("voices.go", by=by, at=at, subject=subject_of(meeting.inspection), wrote=[meeting])


@action
def record_consent(
    meeting: Meeting, *, answer: str, language: str = "", interpreter: str = "none", advocate: str = "not_wanted",
    leaflet: bool = False, others: str = "", reach: str = "", by: Person, at: datetime,
) -> Consent:  # fmt: skip
    """Record whether those who are met, or all those who are watched, agreed to take part."""
    require(may_hear, by, meeting.inspection)
    expect_asking(meeting.inspection)
    _expect_on(meeting)
    said = {
        "language": language.strip(), "interpreter": interpreter, "advocate": advocate, "others": others.strip(),
        "reach": reach.strip(),
    }  # fmt: skip
    if problems := _wrong_consent(answer, said, leaflet=leaflet):
        raise InvalidInput(problems)
    made = _consent(meeting, answer, said, by=by, at=at)
    record("voices.consent", by=by, at=at, subject=subject_of(meeting.inspection), wrote=[made])
    return made


@action
def stop(meeting: Meeting, *, by: Person, at: datetime) -> Stopped:
    """They stop, at any time: what was not used yet is withdrawn, and what was is said."""
    require(may_hear, by, meeting.inspection)
    if not meeting.has_agreed:
        raise NotPossible("They are not taking part, so there is nothing to stop")
    made = _consent(meeting, STOPPED, {}, by=by, at=at)
    record("voices.stop", by=by, at=at, subject=subject_of(meeting.inspection), wrote=[made])
    return withdraw(meeting, by=by, at=at)


@action
def stop_by_code(meeting: Meeting, *, at: datetime) -> None:
    """Whoever was met stops by their code. Nothing more is written down; the team withdraws what was not used."""
    if meeting.is_observed or not meeting.has_agreed:
        raise NotPossible("You have stopped already")
    made = _consent(meeting, STOPPED, {}, by=None, at=at)
    record("voices.stop", by=None, at=at, subject=subject_of(meeting.inspection), wrote=[made])


@action
def withdraw_unused(meeting: Meeting, *, by: Person, at: datetime) -> Stopped:
    """Withdraw what was noted and not used, after they stopped by their code."""
    require(may_hear, by, meeting.inspection)
    if meeting.consent is None or meeting.consent.answer != STOPPED:
        raise NotPossible("They have not stopped: what was noted of it stays")
    record("voices.withdraw", by=by, at=at, subject=subject_of(meeting.inspection), meeting=meeting.ref)
    return withdraw(meeting, by=by, at=at)


@action
def write_down(
    meeting: Meeting, *, once: UUID, criterion: str, agency: str, direction: str, text: str, experience: bool = False,
    outcome: bool = False, by: Person, at: datetime,
) -> MeetingNote:  # fmt: skip
    """Note what was said or seen as evidence; refused where nobody agreed."""
    require(may_hear, by, meeting.inspection)
    expect_agreed(meeting)
    if meeting.notes.filter(note=once).exists():
        raise NotPossible("This was kept already")
    speaker, method = AS_EVIDENCE[meeting.kind]
    raw = {
        "note": str(once), "version": str(uuid4()), "noted_at": at.isoformat(), "criterion": criterion,
        "agency": agency, "direction": direction, "text": text, "experience": experience, "outcome": outcome,
        "speaker": speaker, "speaker_agency": meeting.agency if speaker == Speaker.AGENCY else None, "method": method,
        "child": words_of(meeting)["child"],
    }  # fmt: skip
    evidence.keep(meeting.inspection, note=NoteIn.sent(raw), by=by, at=at)
    made = MeetingNote.objects.create(meeting=meeting, note=once, at=at, by=by)
    record("voices.write_down", by=by, at=at, subject=subject_of(meeting.inspection), wrote=[made])
    return made


@action
def give_code(meeting: Meeting, *, by: Person, at: datetime) -> str:
    """A code to hand to somebody who was met: shown once, and only its hash is kept."""
    require(may_hear, by, meeting.inspection)
    if meeting.consent is None or meeting.consent.answer == REFUSED:
        raise NotPossible(NOT_AGREED)
    if meeting.codes.count() >= MOST_CODES:
        raise NotPossible(f"{MOST_CODES} codes were given for this meeting: that is as many as there are")
    code = new_code()
    made = MeetingCode.objects.create(meeting=meeting, code_hash=hash_of(code), at=at, by=by)
    record("voices.give_code", by=by, at=at, subject=subject_of(meeting.inspection), wrote=[made])
    return code


@action
def tell(meeting: Meeting, *, says: str, by: Person, at: datetime) -> Reply:
    """Tell those who were met what became of what they said."""
    require(may_ask, by, meeting.inspection)
    if not says.strip() or len(says) > MOST_WORDS:
        raise invalid("says", f"Write what you did about it, in at most {MOST_WORDS:,} letters")
    made = Reply(meeting=meeting, at=at, by=by)
    made.sealed = lock({"says": says.strip()}, inspection=meeting.inspection, about=about_reply(made), at=at)
    made.save()
    record("voices.reply", by=by, at=at, subject=subject_of(meeting.inspection), wrote=[made])
    return made


@action
def read_reach(meeting: Meeting, *, purpose: str, by: Person, at: datetime) -> dict[str, str]:
    """How to reach somebody again and who else was asked, for one look whose purpose is recorded."""
    require(may_hear, by, meeting.inspection)
    if len(purpose.split()) < 2:
        raise invalid("purpose", "Say in a few words why you need to read this")
    if meeting.consent is None:
        raise NotPossible(NOT_AGREED)
    opener, subject = Opener(meeting.inspection), subject_of(meeting.inspection)
    said = [opener.open(each.sealed, about=about_consent(each)) for each in meeting.consents.all()]
    record("voices.read_reach", by=by, at=at, subject=subject, meeting=meeting.ref, purpose=purpose.strip()[:300])
    return {name: next((one[name] for one in reversed(said) if one.get(name)), "") for name in ("reach", "others")}


def expect_agreed(meeting: Meeting) -> None:
    """Raise NotPossible where those who are met or watched have not agreed, or have stopped."""
    if meeting.has_agreed:
        return
    raise NotPossible(HAS_STOPPED if meeting.consent and meeting.consent.answer == STOPPED else NOT_AGREED)


def words_of(meeting: Meeting) -> dict[str, Any]:
    """Who is met, where, and the pseudonym of the child; raises NotPossible where the key is gone."""
    return Opener(meeting.inspection).open(meeting.sealed, about=about_meeting(meeting))


def about_meeting(meeting: Meeting) -> str:
    """The name under which it is sealed who is met."""
    return f"meeting {meeting.ref}"


def about_consent(consent: Consent) -> str:
    """The name under which a consent is sealed."""
    return f"consent {consent.ref}"


def _expect_on(meeting: Meeting) -> None:
    if meeting.called_off_at:
        raise NotPossible(CALLED_OFF)


def _keep(meeting: Meeting, *, whom: str, where: str, child: str, what: str) -> Meeting:
    inspection = meeting.inspection
    if inspection.meetings.count() >= MOST_MEETINGS:
        raise NotPossible("This inspection has as many meetings as it takes")
    said = {"whom": whom.strip(), "where": where.strip(), "child": child or None}
    meeting.sealed = lock(said, inspection=inspection, about=about_meeting(meeting), at=meeting.at)
    meeting.child_mark = mark_of(child, inspection=inspection, at=meeting.at)
    meeting.save(force_insert=True)
    record(what, by=meeting.by, at=meeting.at, subject=subject_of(inspection), wrote=[meeting])
    return meeting


def _expect_right(inspection: Inspection, *, kind: str, whom: str, where: str, child: str, agency: str) -> None:
    problems = []
    if kind not in MeetingKind.values:
        problems.append(Problem(where="kind", says="Choose who is met, or what is observed"))
    if not whom.strip() or len(whom) > MOST_LINE:
        problems.append(Problem(where="whom", says="Say in a few words who it is, or what it is, without a name"))
    if len(where) > MOST_LINE:
        problems.append(Problem(where="where", says=f"Say where in at most {MOST_LINE} letters"))
    if (kind in ABOUT_A_CHILD or child) and not re.fullmatch(PSEUDONYM, child):
        problems.append(Problem(where="child", says=ADVICE["child"]))
    if (kind in NEEDS_AGENCY or agency) and not inspection.agencies.filter(code=agency).exists():
        problems.append(Problem(where="agency", says="Choose the agency"))
    if problems:
        raise InvalidInput(problems)


def _wrong_consent(answer: str, said: Mapping[str, str], *, leaflet: bool) -> list[Problem]:
    """Everything that stands between what is said and a consent that counts."""
    found = {}
    if answer not in (AGREED, REFUSED):
        found["answer"] = "Choose whether they agreed"
    if said["interpreter"] not in INTERPRETERS:
        found["interpreter"] = "Choose who interpreted"
    if said["advocate"] not in ADVOCATES:
        found["advocate"] = "Choose whether an advocate was there"
    if any(len(each) > MOST_LINE for each in said.values()):
        found["__all__"] = f"Write at most {MOST_LINE} letters in each line"
    if answer == AGREED:
        if not leaflet:
            found["leaflet"] = "Give them the leaflet, or read it to them, before they agree"
        if said["language"].lower() not in ENGLISH and said["interpreter"] == "none":
            found["interpreter"] = "Agree in a language they speak: bring an interpreter, or somebody who speaks it"
        if said["advocate"] == "waiting":
            found["advocate"] = "Wait until the advocate whom they want is there"
    return [Problem(where=where, says=says) for where, says in found.items()]


def _consent(meeting: Meeting, answer: str, said: Mapping[str, str], *, by: Person | None, at: datetime) -> Consent:
    made = Consent(meeting=meeting, answer=answer, at=at, by=by)
    made.sealed = lock(dict(said), inspection=meeting.inspection, about=about_consent(made), at=at)
    made.save(force_insert=True)
    return made
