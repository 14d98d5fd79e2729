"""What is done with surveys: open, answer, enter a sheet, take an answer back, close, reply, note as evidence."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from uuid import UUID

from joint_inspection.errors import NotPossible, invalid
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.casedata.sealed import Opener, lock
from joint_inspection_web.history.record import action, record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import ANNOUNCED, FIELDWORK, INCOMPLETE, PAUSED, Inspection
from joint_inspection_web.voices.codes import hash_of, new_code
from joint_inspection_web.voices.models import Reply, Response, Survey, SurveyKind
from joint_inspection_web.voices.rules import may_ask, may_hear
from joint_inspection_web.voices.texts import ENGLISH, languages, texts

OPEN_STAGES = (ANNOUNCED, FIELDWORK, PAUSED, INCOMPLETE)
"""While people are asked: nobody outside may learn of an inspection before the area was told."""
MOST_RESPONSES, MOST_WORDS, HIGHEST_SHEET = 5_000, 4_000, 100_000


@action
def open_survey(inspection: Inspection, *, kind: str, by: Person | None, at: datetime) -> Survey:
    """Ask some people, by a link that can be handed out."""
    require(may_ask, by, inspection)
    expect_asking(inspection)
    if kind not in SurveyKind.values:
        raise invalid("kind", "Choose who is asked")
    if inspection.surveys.filter(kind=kind, closed_at=None).exists():
        raise invalid("kind", "A survey of these people is open already: hand out its link")
    made = Survey.objects.create(inspection=inspection, kind=kind, opened_at=at, opened_by=by)
    record("voices.open_survey", by=by, at=at, subject=subject_of(inspection), wrote=[made])
    return made


@action
def close_survey(survey: Survey, *, by: Person | None, at: datetime) -> None:
    """Take no more answers; what came back stays, and can still be taken back."""
    require(may_ask, by, survey.inspection)
    survey.refresh_from_db()
    if survey.closed_at:
        raise NotPossible("This survey is closed already")
    survey.closed_at, survey.closed_by = at, by
    survey.save()
    record("voices.close_survey", by=by, at=at, subject=subject_of(survey.inspection), wrote=[survey])


def is_open(survey: Survey) -> bool:
    """Whether it takes answers now."""
    return survey.closed_at is None and survey.inspection.stage in OPEN_STAGES


@action
def respond(
    survey: Survey, *, id: UUID, choices: Mapping[str, str], words: str, language: str = ENGLISH, at: datetime
) -> str:
    """Keep what somebody answered by the link, once; the code that they are shown, empty if it was kept before."""
    expect_open(survey)
    said, code = _said(survey, choices, words), new_code()
    if Response.objects.filter(pk=id).exists():
        raise NotPossible("Your answers arrived before. They are kept once; your code was shown with them")
    made = Response(id=id, survey=survey, language=_language(language), code_hash=hash_of(code), at=at)
    made.sealed = _lock(made, said, at=at)
    made.save(force_insert=True)
    record("voices.respond", by=None, at=at, subject=subject_of(survey.inspection), wrote=[made])
    return code


@action
def enter_sheet(survey: Survey, *, paper: int, choices: Mapping[str, str], words: str, by: Person, at: datetime) -> str:
    """Type in a sheet of paper; the code for whoever wrote it. Typed in again by somebody else, it has to say the same,
    and there is no code."""
    require(may_hear, by, survey.inspection)
    expect_open(survey)
    if not 0 < paper <= HIGHEST_SHEET:
        raise invalid("paper", f"Number the sheet from 1 to {HIGHEST_SHEET:,}")
    said = _said(survey, choices, words)
    earlier = survey.responses.filter(paper=paper).select_related("survey__inspection").first()
    if earlier is not None:
        _key_again(earlier, said, by=by, at=at)
        return ""
    code = new_code()
    made = Response(survey=survey, language=ENGLISH, code_hash=hash_of(code), paper=paper, keyed_by=by, at=at)
    made.sealed = _lock(made, said, at=at)
    made.save(force_insert=True)
    record("voices.enter_sheet", by=by, at=at, subject=subject_of(survey.inspection), wrote=[made])
    return code


@action
def take_back(response: Response, *, at: datetime) -> None:
    """Whoever answered takes it back: nothing of what they said is left. What was used already stays used."""
    response.refresh_from_db()
    if response.taken_back_at:
        raise NotPossible("Your answers were taken back already")
    response.sealed, response.taken_back_at = "", at
    response.save()
    record("voices.take_back", by=None, at=at, subject=subject_of(response.survey.inspection), wrote=[response])


@action
def reply(survey: Survey, *, says: str, to: Response | None = None, by: Person, at: datetime) -> Reply:
    """Tell one who took part, or all of them, what became of what they said."""
    require(may_ask, by, survey.inspection)
    if not says.strip() or len(says) > MOST_WORDS:
        raise invalid("says", f"Write what you did about it, in at most {MOST_WORDS:,} letters")
    if to is not None and (to.survey_id != survey.pk or to.taken_back_at):
        raise invalid("to", "Choose somebody who took part and has not taken their answers back")
    made = Reply(survey=survey, response=to, at=at, by=by)
    made.sealed = lock({"says": says.strip()}, inspection=survey.inspection, about=about_reply(made), at=at)
    made.save()
    record("voices.reply", by=by, at=at, subject=subject_of(survey.inspection), wrote=[made])
    return made


@action
def read_words(survey: Survey, *, purpose: str, by: Person, at: datetime) -> list[tuple[Response, str]]:
    """What people wrote in their own words, for one look whose purpose is recorded."""
    require(may_hear, by, survey.inspection)
    if len(purpose.split()) < 2:
        raise invalid("purpose", "Say in a few words why you need to read this")
    found = [(response, str(said["words"])) for response, said in answers(survey) if said["words"]]
    subject = subject_of(survey.inspection)
    record("voices.read_words", by=by, at=at, subject=subject, survey=survey.ref, purpose=purpose.strip()[:300])
    return found


def answers(survey: Survey) -> Iterator[tuple[Response, dict]]:
    """What each answered, as far as it was not taken back; raises NotPossible where the key is gone."""
    standing = survey.responses.filter(taken_back_at=None)
    if standing:
        opener = Opener(survey.inspection)
        for response in standing:
            yield response, json.loads(opener.open(response.sealed, about=about_response(response)))


def about_response(response: Response) -> str:
    """The name under which an answer is sealed."""
    return f"response {response.pk}"


def about_reply(made: Reply) -> str:
    """The name under which a reply is sealed."""
    return f"reply {made.ref}"


def _key_again(earlier: Response, said: str, *, by: Person, at: datetime) -> None:
    if earlier.keyed_by_id == by.pk or earlier.keyed_again_by_id or earlier.taken_back_at:
        raise invalid("paper", "This sheet was entered. Somebody else can type it in once more, to be sure")
    opener = Opener(earlier.survey.inspection)
    if opener.open(earlier.sealed, about=about_response(earlier)) != said:
        raise invalid("paper", "This is not what was typed in the first time: look at the sheet together")
    earlier.keyed_again_by = by
    earlier.save()
    record("voices.key_again", by=by, at=at, subject=subject_of(earlier.survey.inspection), wrote=[earlier])


def _said(survey: Survey, choices: Mapping[str, str], words: str) -> str:
    """The answers as they are sealed: questions of the survey and nothing else."""
    asked = texts(survey.kind)
    kept = {name: choices[name] for name in asked.questions if choices.get(name)}
    if set(kept.values()) - asked.choices.keys():
        raise invalid("__all__", "Choose from the answers that there are")
    if len(words) > MOST_WORDS:
        raise invalid("words", f"Write at most {MOST_WORDS:,} letters")
    if not kept and not words.strip():
        raise invalid("words", "Answer one question, or write something")
    return json.dumps({"choices": kept, "words": words.strip()}, sort_keys=True)


def _lock(made: Response, said: str, *, at: datetime) -> str:
    if made.survey.responses.count() >= MOST_RESPONSES:
        raise NotPossible("This survey has had as many answers as it takes")
    return lock(said, inspection=made.survey.inspection, about=about_response(made), at=at)


def _language(language: str) -> str:
    return language if language in languages() else ENGLISH


def expect_open(survey: Survey) -> None:
    """Raise NotPossible where a survey takes no answers."""
    if not is_open(survey):
        raise NotPossible("This survey takes no answers now")


def expect_asking(inspection: Inspection) -> None:
    """Raise NotPossible before the area was told, and after the last day on site."""
    if inspection.stage not in OPEN_STAGES:
        raise NotPossible("People are asked after the area was told, and until the last day on site")
