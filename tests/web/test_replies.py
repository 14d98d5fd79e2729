"""Points are put to the agency they are about, in words that are nobody else's opinion, and the agency answers."""

from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

import factories
from factories import child_files, fairness, notebook
from joint_inspection.dates import add_working_days
from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible
from joint_inspection_web.evidence import reading
from joint_inspection_web.fairness.actions import replies
from joint_inspection_web.fairness.models import Point, PointReply
from joint_inspection_web.history.models import Entry
from joint_inspection_web.inspections import actions as inspections

pytestmark = [pytest.mark.on_postgres, pytest.mark.django_db]
ANSWER = "Our panel looked at every late plan in January"


@pytest.fixture
def inspection():
    return child_files.announced()


@pytest.fixture
def lead(inspection):
    return child_files.inspector(inspection, role="lead_inspector")


@pytest.fixture
def officer(inspection):
    return child_files.officer(fairness.body(inspection))


def address(inspection, name="points", **kwargs):
    return reverse(f"fairness:{name}", kwargs={"ref": inspection.ref, **kwargs})


def answered(point, *, by, answer="disagree", text=ANSWER, **more):
    return replies.answer_point(point, answer=answer, text=text, by=by, at=timezone.now(), **more)


def test_a_lead_puts_a_point_and_the_agency_answers_in_its_own_words(inspection, lead, officer):
    item = fairness.noted(inspection, by=lead)
    code, criterion = fairness.body(inspection).code, notebook.criterion(inspection)
    client, theirs = factories.signed_in(lead), factories.signed_in(officer)
    assert f"?body={quote(code, safe='')}" in client.get(address(inspection, "put")).text
    page = address(inspection, "put") + f"?body={code}&criterion={criterion}"
    assert client.get(page).text.count('name="shown"') == 1
    client.post(page, {"text": fairness.WORDS, "shown": [item], "days": "3"})
    point = Point.objects.get()
    assert point.due_on == add_working_days(timezone.localdate(), 3)
    assert fairness.WORDS in theirs.get(address(inspection, "front")).text
    shown = theirs.get(address(inspection, "point", point=point.ref))
    assert fairness.WORDS in shown.text
    assert "The record has no plan" not in shown.text  # the words of the notebook stay there
    theirs.post(address(inspection, "point", point=point.ref), {"answer": "disagree", "text": ANSWER})
    reply = PointReply.objects.get()
    assert ANSWER in client.get(address(inspection, "point", point=point.ref)).text
    kept = reading.item(inspection, reply.note, person=lead)
    assert (kept.speaker, kept.speaker_agency, kept.directness, kept.about) == (
        "agency", code, "told_by_subject", code
    )  # fmt: skip
    assert ANSWER in kept.text
    with pytest.raises(NotPossible, match="answered this point already"):
        answered(point, by=officer)


NOT_SHOWN = {
    "hearsay": ({"speaker": "agency", "directness": "told_by_another", "method": "interview"}, "another agency says"),
    "first hand": (
        {"speaker": "agency", "directness": "told_by_another", "first_hand": True}, "another agency says"
    ),
    "whistleblower": (
        {"speaker": "whistleblower", "directness": "told_by_another", "method": "interview"}, "not to be named"
    ),
    "child": ({"speaker": "child", "directness": "told_by_subject", "method": "child"}, "not to be named"),
}  # fmt: skip


@pytest.mark.parametrize("case", NOT_SHOWN)
def test_an_agency_is_told_only_of_what_was_seen_of_it_or_told_by_it(inspection, lead, case):
    said, says = NOT_SHOWN[case]
    if said["speaker"] == "agency":
        said = said | {"speaker_agency": fairness.body(inspection, "police").code}
    item = fairness.noted(inspection, by=lead, **said)
    with pytest.raises(InvalidInput, match=says):
        fairness.put(inspection, by=lead, shown=[item])
    page = address(inspection, "put") + (
        f"?body={fairness.body(inspection).code}&criterion={notebook.criterion(inspection)}"
    )
    assert item not in factories.signed_in(lead).get(page).text


def test_what_is_about_another_agency_or_in_a_box_is_not_put(inspection, lead):
    police = fairness.noted(inspection, by=lead, agency=fairness.body(inspection, "police").code)
    with pytest.raises(InvalidInput, match="is not about"):
        fairness.put(inspection, by=lead, shown=[police])
    boxed = fairness.noted(inspection, by=lead, box="ofsted")
    with pytest.raises(InvalidInput, match="not to be named"):
        fairness.put(inspection, by=lead, shown=[boxed])


def test_the_words_of_another_agency_are_not_put_as_fact(inspection, lead):
    fairness.hearsay(inspection, by=lead, text="They never come to strategy meetings when we ask them to come")
    for text, says in [
        ("The police say that you are late", "what another agency says or thinks"),
        ("You never come to strategy meetings when we ask", "are what another agency said of it"),
        ("  ", "Write the point as the agency will read it"),
    ]:
        with pytest.raises(InvalidInput, match=says):
            fairness.put(inspection, by=lead, text=text)
    assert fairness.put(inspection, by=lead, text="In two of three records nobody came to the strategy meeting")


def test_each_agency_sees_its_own_points_alone(inspection, lead, officer):
    point = fairness.put(inspection, by=lead, kind="police")
    answered(point, by=child_files.officer(fairness.body(inspection, "police")), text="Ours is another view")
    theirs = factories.signed_in(officer)
    assert "Ours is another view" not in theirs.get(address(inspection, "front")).text
    assert fairness.WORDS not in theirs.get(address(inspection, "front")).text
    assert theirs.get(address(inspection, "point", point=point.ref)).status_code == 404
    assert theirs.get(address(inspection)).status_code == 403
    with pytest.raises(NotAllowed):
        answered(fairness.put(inspection, by=lead, kind="police"), by=officer)
    answer = factories.signed_in(lead).post(address(inspection, "point", point=point.ref), {"answer": "agree"})
    assert answer.status_code == 403


def test_only_the_lead_puts_points_and_none_before_the_area_knows(inspection, lead):
    with pytest.raises(NotAllowed):
        fairness.put(inspection, by=child_files.inspector(inspection))
    early = factories.inspection()
    with pytest.raises(NotPossible, match="has not been told"):
        replies.put_point(early, body=fairness.body(early).code, criterion="x", text="x", shown=["x"], by=None,
                          at=timezone.now())  # fmt: skip


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"answer": "perhaps"}, "Say whether you agree"),
        ({"answer": "partly", "text": " "}, "Say in your own words"),
        ({"text": "x" * 5001}, "at most 5,000 characters"),
        ({"files": [("photo.exe", b"MZ")]}, "Send files of these kinds"),
        ({"files": [("a.txt", b"")]}, "not empty"),
        ({"files": [("a.txt", b"a")] * 4}, "at most 3 files"),
    ],
)
def test_what_is_wrong_with_an_answer_is_said(inspection, lead, officer, change, says):
    point = fairness.put(inspection, by=lead)
    with pytest.raises(InvalidInput, match=says):
        answered(point, by=officer, **change)
    assert PointReply.objects.count() == 0


def test_a_file_comes_with_the_answer_and_is_sealed(inspection, lead, officer):
    point = fairness.put(inspection, by=lead)
    theirs = factories.signed_in(officer)
    sent = {"answer": "partly", "text": ANSWER, "files": SimpleUploadedFile("Panel minutes.txt", b"Seven plans")}
    theirs.post(address(inspection, "point", point=point.ref), sent)
    row = PointReply.objects.get().files.get()
    assert b"Seven plans" not in bytes(row.content)
    file = address(inspection, "file", point=point.ref, file=row.ref)
    for client in (theirs, factories.signed_in(lead)):
        assert "Panel minutes.txt" in client.get(address(inspection, "point", point=point.ref)).text
        assert client.get(file).content == b"Seven plans"
        assert client.get(file)["Content-Disposition"] == 'attachment; filename="Panel minutes.txt"'
    police = child_files.officer(fairness.body(inspection, "police"))
    assert factories.signed_in(police).get(file).status_code == 404
    told = "".join(entry.payload for entry in Entry.objects.all())
    assert [word in told for word in (ANSWER, "Panel minutes", fairness.WORDS)] == [False, False, False]


def test_an_answer_after_the_last_day_is_kept_and_not_among_the_evidence(inspection, lead, officer):
    point = fairness.put(inspection, by=lead)
    for stage in ("fieldwork", "fieldwork_done"):
        inspection.stages.create(stage=stage, at=timezone.now())
    assert answered(point, by=officer).note is None


def test_an_agreed_point_about_a_finding_counts_as_the_finding_does(inspection, lead, officer):
    version = fairness.drafted(inspection, by=lead)
    point = fairness.put(inspection, by=lead, finding=version.finding)
    reply = answered(point, by=officer, answer="agree", text="")
    assert reading.item(inspection, reply.note, person=lead).direction == "weakness"
    page = factories.signed_in(lead).get(address(inspection, "finding", finding=version.finding.ref)).text
    assert "We agree" in page


def test_the_answer_is_kept_although_whoever_put_the_point_has_left(inspection, lead, officer):
    point = fairness.put(inspection, by=lead)
    child_files.inspector(inspection, role="lead_inspector")
    inspections.remove_person(inspection.seats.get(person=lead), by=None, at=timezone.now())
    assert answered(point, by=officer).note is not None


@pytest.mark.parametrize("number", [1, 3])
def test_the_lists_take_the_same_queries_however_long(inspection, lead, officer, number, django_assert_max_num_queries):
    for _ in range(number):
        fairness.put(inspection, by=lead)
    for who, page in ((lead, "points"), (officer, "front")):
        client = factories.signed_in(who)
        with django_assert_max_num_queries(26):
            assert client.get(address(inspection, page)).text.count(fairness.WORDS) == number
