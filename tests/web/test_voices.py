"""Surveys by link and on paper, their counts as evidence, and the code by which somebody reads what became of it."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import factories
from factories import child_files, notebook, voices
from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.casedata import destruction
from joint_inspection_web.evidence.models import Version
from joint_inspection_web.evidence.reading import items
from joint_inspection_web.history.models import Entry
from joint_inspection_web.inspections.models import Inspection, Seat
from joint_inspection_web.sharing.looks import looks
from joint_inspection_web.voices import actions
from joint_inspection_web.voices.codes import LENGTH, LETTERS, hash_of, new_code
from joint_inspection_web.voices.models import Response, Survey, SurveyKind
from joint_inspection_web.voices.results import results, use
from joint_inspection_web.voices.texts import languages, speaker_of, texts

pytestmark = [pytest.mark.on_postgres, pytest.mark.django_db]
NOW = factories.NOW
CODE = re.compile(r"(?<![\w-])[0-9a-z]{4}(?:-[0-9a-z]{4}){3}(?![\w-])")
SAID = reverse("heard:said")


@pytest.fixture
def inspection() -> Inspection:
    return child_files.announced()


@pytest.fixture
def lead(inspection: Inspection) -> Person:
    return child_files.inspector(inspection, role="lead_inspector")


@pytest.fixture
def survey(inspection: Inspection, lead: Person) -> Survey:
    return voices.survey(inspection, by=lead)


def address(survey: Survey, name: str = "survey") -> str:
    return reverse(f"voices:{name}", kwargs={"ref": survey.inspection.ref, "survey": survey.ref})


def link(survey: Survey) -> str:
    return reverse("heard:answer", kwargs={"token": survey.token})


def look(code: str, **more: str) -> str:
    """What the public page answers to a code, without what differs from one request to another."""
    page = Client().post(SAID, {"code": code, **more}).content.decode()
    return re.sub(r'(nonce|value)="[^"]*"', "", page)


# Texts and codes


@pytest.mark.parametrize("kind", SurveyKind.values)
def test_every_kind_of_survey_has_words_in_every_language_offered(kind):
    assert [code for code in languages() if not (texts(kind, code).title and texts(kind, code).words)] == []
    assert speaker_of(kind) in ("child", "family", "agency", "whistleblower")


def test_what_a_language_lacks_is_in_english():
    file = {
        "choices": {"en": {"yes": "Yes", "no": "No"}, "xx": {"yes": "Y!"}},
        "kinds": {"children": {
            "en": {"title": "T", "intro": "I", "words": "W", "questions": {"a": "A?", "b": "B?"}},
            "xx": {"title": "T!", "questions": {"a": "A!"}},
        }},
    }  # fmt: skip
    found = texts("children", "xx", file=file)
    assert (found.title, found.intro, found.questions, found.choices) == (
        "T!", "I", {"a": "A!", "b": "B?"}, {"yes": "Y!", "no": "No"},
    )  # fmt: skip
    assert texts("children", "nothing") == texts("children")


def test_a_code_has_eighty_bits_and_is_known_however_it_is_typed():
    assert len(set(LETTERS)) ** LENGTH == 2**80
    code = new_code()
    assert CODE.fullmatch(code) is not None
    assert hash_of(code.upper().replace("-", " ")) == hash_of(code)
    assert hash_of("O1lI-0000-0000-0000") == hash_of("0111-0000-0000-0000")


# Opening and closing


def test_only_the_lead_opens_a_survey(inspection, lead):
    inspector = child_files.inspector(inspection)
    officer = child_files.officer(child_files.council(inspection))
    for person in (inspector, officer, factories.person("planner")):
        with pytest.raises(NotAllowed):
            voices.survey(inspection, by=person)
    made = voices.survey(inspection, by=lead)
    assert (made.closed_at, len(made.token)) == (None, 32)


def test_one_survey_of_the_same_people_is_open_at_a_time(survey, lead):
    with pytest.raises(InvalidInput, match="open already"):
        voices.survey(survey.inspection, by=lead)
    actions.close_survey(survey, by=lead, at=NOW)
    assert voices.survey(survey.inspection, by=lead).ref != survey.ref
    with pytest.raises(NotPossible):
        actions.close_survey(survey, by=lead, at=NOW)


def test_nobody_outside_is_asked_before_the_area_is_told(survey, lead):
    survey.inspection.stages.filter(stage="announced").delete()
    survey.inspection.stages.create(stage="planned", at=NOW)
    assert Client().get(link(survey)).status_code == 410
    with pytest.raises(NotPossible, match="after the area was told"):
        actions.open_survey(survey.inspection, kind="staff", by=lead, at=NOW)


@pytest.mark.parametrize("stage", ["deferred", "fieldwork_done", "called_off"])
def test_a_link_takes_nothing_at_these_stages(survey, stage):
    survey.inspection.stages.create(stage=stage, at=NOW)
    assert Client().post(link(survey), {"once": uuid4(), "words": "Hello"}).status_code == 410
    assert Response.objects.count() == 0


# Answering by the link


def test_a_child_answers_without_an_account_and_gets_a_code_once(survey):
    once = uuid4()
    page = Client().post(link(survey), {"once": once, "safe": "yes", "words": voices.WORDS})
    assert (page.status_code, page["Cache-Control"].count("no-store")) == (200, 1)
    assert len(CODE.findall(page.content.decode())) == 1
    again = Client().post(link(survey), {"once": once, "safe": "yes"})
    assert (again.status_code, CODE.findall(again.content.decode())) == (409, [])
    assert Response.objects.get().pk == once


def test_the_link_shows_the_area_and_nothing_of_the_service(survey):
    page = Client().get(link(survey)).content.decode()
    assert survey.inspection.area_name in page
    assert [word for word in (survey.inspection.ref, "Sign in", "Frameworks") if word in page] == []


def test_an_unknown_link_is_not_found():
    assert Client().get(reverse("heard:answer", kwargs={"token": "0" * 32})).status_code == 404


@pytest.mark.parametrize(
    "given", [{}, {"words": "  "}, {"safe": "perhaps"}, {"words": "x" * 4001}, {"words": "Hello", "once": "1"}]
)
def test_an_answer_that_says_nothing_or_too_much_is_shown_again(survey, given):
    assert Client().post(link(survey), {"once": uuid4()} | given).status_code == 200
    assert Response.objects.count() == 0


def test_words_stand_in_no_column_and_no_history_in_clear(survey):
    voices.wrote(survey)
    assert [r for r in Response.objects.all() if voices.WORDS in str(vars(r))] == []
    assert [e for e in Entry.objects.all() if voices.WORDS in e.payload or "sealed:response" in e.payload] == []


def test_too_many_answers_from_one_place_have_to_wait(survey, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"answer_survey": "1/h/ip"}
    statuses = [Client().post(link(survey), {"once": uuid4(), "words": "A"}).status_code for _ in range(2)]
    assert (statuses, Response.objects.count()) == ([200, 429], 1)


# On paper


def test_a_sheet_typed_in_by_two_says_the_same(survey, lead):
    other = child_files.inspector(survey.inspection)
    sheet = {"paper": 7, "choices": {"safe": "no"}, "words": ""}
    assert CODE.fullmatch(actions.enter_sheet(survey, **sheet, by=lead, at=NOW)) is not None
    with pytest.raises(InvalidInput, match="Somebody else"):
        actions.enter_sheet(survey, **sheet, by=lead, at=NOW)
    with pytest.raises(InvalidInput, match="look at the sheet together"):
        actions.enter_sheet(survey, **sheet | {"choices": {"safe": "yes"}}, by=other, at=NOW)
    assert actions.enter_sheet(survey, **sheet, by=other, at=NOW) == ""
    kept = Response.objects.get()
    assert (kept.keyed_by, kept.keyed_again_by) == (lead, other)


def test_the_page_for_sheets(survey, lead):
    client = factories.signed_in(lead)
    page = client.post(address(survey, "sheet"), {"paper": "3", "safe": "no"}).content.decode()
    assert len(CODE.findall(page)) == 1
    assert "Number the sheet" not in page
    assert "Enter the number" in client.post(address(survey, "sheet"), {"safe": "no"}).content.decode()


def test_a_sheet_to_print_asks_what_the_link_asks(survey, lead):
    page = factories.signed_in(lead).get(address(survey, "paper")).content.decode()
    assert [asks for asks in texts("children").questions.values() if asks not in page] == []
    assert ("Number of this sheet" in page, "Sign out" in page) == (True, False)


# Counts, and counts as evidence


def test_small_counts_are_hidden_so_that_they_cannot_be_worked_out(survey):
    for choice in ["yes"] * 6 + ["no"] * 5 + ["unsure"] * 2:
        voices.answered(survey, safe=choice)
    found = {each.id: each for each in results(survey)}["safe"]
    shown = list(found.counts.values())
    assert shown.count(None) >= 2  # the small one, and one so that it is not the rest
    assert {n for n in shown if n is not None} <= {0, 6, 5}


def test_counts_become_evidence_when_somebody_notes_them(survey, lead):
    for choice in ["yes"] * 6 + ["no"] * 7:
        voices.answered(survey, safe=choice)
    assert Version.objects.count() == 0
    given = {"question": "safe", "criterion": notebook.criterion(survey.inspection), "direction": "strength"}
    given["agency"] = child_files.council(survey.inspection).code
    factories.signed_in(lead).post(address(survey), given)
    (item,) = items(survey.inspection, person=lead)
    assert (item.method, item.speaker, item.directness, item.experience) == ("survey", "child", "told_by_subject", True)
    assert "Of 13 who answered: Yes: 6; Partly: 0; No: 7; I do not know: 0." in str(item.text)


def test_so_few_answers_are_no_evidence(survey, lead):
    for _ in range(4):
        voices.answered(survey, safe="yes")
    with pytest.raises(NotPossible, match="So few"):
        use(
            survey, question="safe", criterion=notebook.criterion(survey.inspection), direction="strength",
            agency=child_files.council(survey.inspection).code, by=lead, at=NOW,
        )  # fmt: skip


@pytest.mark.parametrize(("kind", "speaker"), [("families", "family"), ("staff", "agency")])
def test_who_speaks_in_evidence_follows_from_who_was_asked(inspection, lead, kind, speaker):
    made = voices.survey(inspection, kind=kind, by=lead)
    for _ in range(5):
        voices.answered(made, better="yes")
    use(
        made, question="better", criterion=notebook.criterion(inspection), direction="context",
        agency=child_files.council(inspection).code, by=lead, at=NOW,
    )  # fmt: skip
    assert [item.speaker for item in items(inspection, person=lead)] == [speaker]


# Words are read for a purpose


def test_words_are_read_for_a_purpose_that_is_recorded(survey, lead):
    voices.wrote(survey)
    client = factories.signed_in(lead)
    assert voices.WORDS not in client.get(address(survey)).content.decode()
    assert voices.WORDS not in client.post(address(survey, "words"), {"purpose": "Why"}).content.decode()
    assert voices.WORDS in client.post(address(survey, "words"), {"purpose": "To prepare the meeting"}).content.decode()
    (row,) = looks(inspection=survey.inspection)
    assert (row.what, row.purpose) == ("what people wrote in a survey", "To prepare the meeting")


def test_no_agency_no_adviser_and_nobody_without_a_seat_comes_near(survey):
    adviser = factories.person("sector_adviser", at=f"council:{factories.WENLOW}")
    Seat.objects.create(inspection=survey.inspection, person=adviser, role="sector_adviser", began_at=NOW)
    people = [adviser, child_files.officer(child_files.council(survey.inspection)), factories.person("lead_inspector")]
    assert [factories.signed_in(one).get(address(survey)).status_code for one in people] == [403, 403, 404]


def test_a_survey_of_another_inspection_is_not_found(survey, lead):
    other = child_files.announced(area_code=factories.WENLOW)
    Seat.objects.create(inspection=other, person=lead, role="lead_inspector", began_at=NOW)
    there = reverse("voices:survey", kwargs={"ref": other.ref, "survey": survey.ref})
    assert factories.signed_in(lead).get(there).status_code == 404


# What became of it


def test_whoever_has_the_code_reads_what_the_lead_wrote_to_them(survey, lead):
    one, other = voices.wrote(survey), voices.wrote(survey, "Another story")
    actions.reply(survey, says="We asked for one worker a child", to=_of(one), by=lead, at=NOW)
    actions.reply(survey, says="Thank you all", by=lead, at=NOW)
    assert ["one worker a child" in look(code) for code in (one, other)] == [True, False]
    assert ["Thank you all" in look(code) for code in (one, other)] == [True, True]
    assert voices.WORDS not in look(one)


def test_only_the_lead_answers_and_only_this_survey(survey, lead):
    code = voices.wrote(survey)
    with pytest.raises(NotAllowed):
        actions.reply(survey, says="Hello", by=child_files.inspector(survey.inspection), at=NOW)
    other = voices.survey(survey.inspection, kind="staff", by=lead)
    with pytest.raises(InvalidInput, match="took part"):
        actions.reply(other, says="Hello", to=_of(code), by=lead, at=NOW)
    sent = {"says": "From the page", "to": str(_of(code).pk)}
    assert factories.signed_in(lead).post(address(survey, "reply"), sent).status_code == 302
    refused = factories.signed_in(lead).post(address(other, "reply"), sent).content.decode()
    assert "Nobody answered this survey under this id" in refused


def test_wrong_codes_are_answered_alike_and_soon_have_to_wait(survey):
    code = voices.wrote(survey)
    other = ("0" if code[0] != "0" else "1") + code[1:]
    assert look(other) == look("nothing like a code")
    cache.clear()
    statuses = [Client().post(SAID, {"code": f"wrong-{n}"}).status_code for n in range(21)]
    assert statuses == [200] * 20 + [429]
    assert "Too many tries" in look(code)  # also for the right one


def test_a_code_of_an_inspection_that_went_back_into_the_vault_is_unknown(survey):
    code = voices.wrote(survey)
    Inspection.objects.filter(pk=survey.inspection_id).update(no_notice=True)
    survey.inspection.stages.filter(stage="announced").delete()
    assert "We do not know this code" in look(code)


def test_answers_are_taken_back_altogether(survey, lead):
    code = voices.wrote(survey)
    for _ in range(5):
        voices.answered(survey, safe="yes")
    assert "We have deleted them" in look(code, take_back="yes")
    assert _of(code).sealed == ""
    assert actions.read_words(survey, purpose="To prepare it", by=lead, at=NOW) == []
    assert "We have deleted them" in look(code)
    with pytest.raises(InvalidInput, match="taken their answers back"):
        actions.reply(survey, says="Hello", to=_of(code), by=lead, at=NOW)


def test_nothing_opens_once_the_key_is_destroyed(survey, lead):
    code = voices.wrote(survey)
    actions.reply(survey, says="We asked for one worker a child", by=lead, at=NOW)
    survey.inspection.stages.create(stage="called_off", at=NOW)
    _destroy(survey.inspection)
    assert "is not kept any more" in look(code)
    assert factories.signed_in(lead).get(address(survey)).status_code == 200
    with pytest.raises(NotPossible):
        actions.read_words(survey, purpose="To prepare it", by=lead, at=timezone.now())


# Pages


@pytest.mark.parametrize("number", [1, 3])
def test_the_front_asks_the_database_no_more_for_more_surveys(inspection, lead, number, django_assert_max_num_queries):
    for kind in SurveyKind.values[:number]:
        voices.answered(voices.survey(inspection, kind=kind, by=lead), better="yes")
    client = factories.signed_in(lead)
    with django_assert_max_num_queries(30):
        page = client.get(reverse("voices:front", kwargs={"ref": inspection.ref})).content.decode()
    assert page.count("/voices/surveys/") == number


def test_the_lead_opens_and_closes_on_the_pages(inspection, lead):
    client = factories.signed_in(lead)
    front = reverse("voices:front", kwargs={"ref": inspection.ref})
    assert "Choose who is asked" in client.post(front, {"kind": ""}).content.decode()
    assert client.post(front, {"kind": "whistleblower"}).status_code == 302
    made = Survey.objects.get()
    assert link(made) in client.get(address(made)).content.decode()
    assert "words alone" in client.get(address(made)).content.decode()
    assert client.post(address(made, "close")).status_code == 302
    assert link(made) not in client.get(address(made)).content.decode()
    assert Client().get(link(made)).status_code == 410


def _of(code: str) -> Response:
    return Response.objects.select_related("survey__inspection").get(code_hash=hash_of(code))


def _destroy(inspection: Inspection) -> None:
    proposal = destruction.propose(inspection, reason="Over", by=None, at=NOW)
    destruction.confirm(proposal, by=None, at=NOW)
