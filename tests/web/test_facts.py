"""Agencies say what is wrong in a draft, inspectors answer, both read the same log; nothing is published before."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

import factories
from factories import accuracy, child_files, fairness, notebook
from factories.accuracy import FILE, OFFICERS, SHOULD, TWELVE, WRONG
from joint_inspection.dates import add_working_days
from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible
from joint_inspection_web.accuracy import points, rounds
from joint_inspection_web.accuracy.models import AccuracyPoint, PointAnswer, Remark
from joint_inspection_web.history.models import Entry
from joint_inspection_web.inspections import gates
from joint_inspection_web.inspections.models import PUBLISHED
from joint_inspection_web.inspections.waiting import waiting
from joint_inspection_web.judgements.models import Decision

pytestmark = [pytest.mark.on_postgres, pytest.mark.django_db]
MINE = "We were never asked about the calls"


def address(inspection, name="front", **kwargs):
    return reverse(f"accuracy:{name}", kwargs={"ref": inspection.ref, **kwargs})


def main(page):
    """What stands on a page beside who is signed in."""
    return re.search(r"<main.*</main>", page.text, re.DOTALL).group()


def stands_in_the_way(inspection):
    return [each.says for each in gates.in_the_way(inspection, PUBLISHED, at=timezone.now())
            if each.where == "accuracy"]  # fmt: skip


@pytest.mark.slow
def test_agencies_comment_inspectors_answer_and_both_read_the_same_log():
    made, lead = accuracy.over()
    council, police = (child_files.officer(fairness.body(made, kind)) for kind in ("council", "police"))
    inspectors, theirs, others = (factories.signed_in(each) for each in (lead, council, police))

    # Before the round no agency finds that there is a draft
    before = theirs.get(reverse("inspections:show", args=[made.ref])).text
    accuracy.saved(made, accuracy.text())
    assert theirs.get(address(made)).status_code == 404
    assert theirs.get(reverse("inspections:show", args=[made.ref])).text.count("accuracy/") == before.count("accuracy/")
    assert "Send draft 1 to the agencies" in inspectors.get(address(made)).text
    assert inspectors.post(address(made, "send")).status_code == 302

    # Each says what is wrong, and sees its own alone
    assert "Are the facts right?" in theirs.get(reverse("inspections:show", args=[made.ref])).text
    shown = theirs.get(address(made))
    assert (TWELVE in shown.text, "working days left" in shown.text) == (True, True)
    page = address(made, "comment_on", sentence="s1")
    assert TWELVE in theirs.get(page).text
    code = fairness.body(made).code
    wrong = theirs.post(page, {"body": code, "wrong": WRONG, "should": ""})
    assert "Write what the sentence should say" in wrong.text
    bad = SimpleUploadedFile("minutes.exe", b"Ten plans")
    assert "Send files of these kinds" in theirs.post(
        page, {"body": code, "wrong": WRONG, "should": SHOULD, "files": bad}
    ).text  # fmt: skip
    sent = {"body": code, "wrong": WRONG, "should": SHOULD, "files": SimpleUploadedFile(*FILE)}
    assert theirs.post(page, sent).status_code == 302
    own = {"body": fairness.body(made, "police").code, "wrong": MINE}
    assert others.post(address(made, "comment"), own).status_code == 302
    assert "Choose the agency" in others.post(address(made, "comment"), {**own, "body": code}).text
    point, of_police = AccuracyPoint.objects.order_by("pk")
    assert [(each.number, each.sentence) for each in (point, of_police)] == [(1, "s1"), (1, "")]
    assert (WRONG in theirs.get(address(made)).text, WRONG in others.get(address(made)).text) == (True, False)
    assert others.get(address(made, "point", point=point.ref)).status_code == 404
    assert others.get(address(made, "log", number=point.body_id)).status_code == 404
    file = {"point": point.ref, "file": point.files.get().ref}
    assert others.get(address(made, "file", **file)).status_code == 404
    assert inspectors.get(address(made, "file", **file)).content == FILE[1]

    # An inspector answers: first the text, then the point
    answers = address(made, "answer", point=point.ref)
    said = {"decision": "accepted", "because": "The minutes say ten", "on_judgement": "none"}
    assert "change the draft first" in inspectors.post(answers, said).text
    accuracy.changed(made)
    assert f"now reads: “{SHOULD}”" in inspectors.get(answers).text
    assert inspectors.post(answers, said | {"sentences": ["s1"]}).status_code == 302
    assert theirs.get(answers).status_code == 403
    remark = address(made, "point", point=point.ref)
    assert theirs.post(remark, {"text": "=Thank you"}).status_code == 302
    assert inspectors.post(remark, {"text": "We thank you"}).status_code == 302

    # Both read the same page and take away the same table
    log = address(made, "log", number=point.body_id)
    pages = [main(client.get(log)) for client in (theirs, inspectors)]
    assert pages[0] == pages[1]
    assert [words in pages[0] for words in (WRONG, SHOULD, "The minutes say ten", "minutes.txt", MINE)] == [
        True, True, True, True, False,
    ]  # fmt: skip
    tables = [client.get(f"{log}?form=csv").content.decode("utf-8-sig") for client in (theirs, inspectors)]
    assert tables[0] == tables[1]
    assert (tables[0].count("\r\n"), "'=Thank you" in tables[0], lead.name in tables[0]) == (5, True, False)
    assert f"s1: “{TWELVE}” became “{SHOULD}”" in tables[0]

    # The report stays unpublished until every point is answered and the round is over
    assert stands_in_the_way(made) == [
        "The agencies are still reading the draft: end that round first", "Answer 1 point about the facts"
    ]  # fmt: skip
    accuracy.answered(of_police, by=lead)
    for body in made.agencies:
        if body.code == code:
            theirs.post(address(made, "finish", number=body.pk))
        else:
            rounds.finish(of_police.round, body=body, by=None, at=timezone.now())
    assert "We have nothing to add" not in theirs.get(address(made)).text
    assert inspectors.post(address(made, "end")).status_code == 302
    assert stands_in_the_way(made) == []
    accuracy.changed(made, words=TWELVE)
    assert stands_in_the_way(made) == [
        "These read again as before a point was accepted: s1. Correct them, or answer it anew"
    ]  # fmt: skip
    assert "This is wrong" not in theirs.get(address(made)).text


def test_a_round_has_its_time_and_its_order():
    made, lead = accuracy.over()
    assert stands_in_the_way(made) == ["Send the draft to the agencies, for them to say if it is right"]
    now = {"by": lead, "at": timezone.now()}
    with pytest.raises(NotPossible, match="no draft to send"):
        rounds.send_draft(made, **now)
    accuracy.saved(made, accuracy.text())
    with pytest.raises(NotAllowed):
        rounds.send_draft(made, by=child_files.officer(child_files.council(made)), at=timezone.now())
    round = rounds.send_draft(made, **now)
    assert round.due_on == add_working_days(timezone.localdate(), 5)
    with pytest.raises(NotPossible, match="is out already"):
        rounds.send_draft(made, **now)
    with pytest.raises(NotPossible, match=r"Agencies have until .*: 6 agencies have not finished|agencies have"):
        rounds.end_round(round, **now)
    after = round.at + timedelta(days=40)
    late = accuracy.pointed(round, at=after)
    assert "Point, after the last day" in factories.signed_in(lead).get(address(made, "point", point=late.ref)).text
    rounds.end_round(round, by=lead, at=after)
    with pytest.raises(NotPossible, match="This round has ended"):
        accuracy.pointed(rounds.last_round(made))
    with pytest.raises(NotPossible, match="have seen this draft"):
        rounds.send_draft(made, **now)
    accuracy.changed(made, "s2", "Officers listen.")
    again = rounds.send_draft(made, **now)
    assert (again.number, again.draft.number) == (2, 2)
    assert accuracy.pointed(again, sentence="s2").number == 2
    made.stages.create(stage="called_off", at=factories.NOW)
    with pytest.raises(NotPossible, match="after the fieldwork and before"):
        accuracy.answered(late, by=lead)


def test_what_is_said_stays_and_what_is_answered_has_to_fit():
    out = accuracy.out()
    inspection, lead = out.inspection, out.lead
    for said, where in [
        ({"wrong": " "}, "wrong"), ({"sentence": "s9"}, "sentence"), ({"should": ""}, "should"),
        ({"wrong": "a" * 5001}, "wrong"), ({"files": [FILE] * 4}, "files"),
    ]:  # fmt: skip
        with pytest.raises(InvalidInput) as wrong:
            accuracy.pointed(out.round, by=out.council, **said)
        assert [each.where for each in wrong.value.problems] == [where]
    with pytest.raises(NotAllowed):
        accuracy.pointed(out.round, by=out.police)
    point = accuracy.pointed(out.round, by=out.council)
    decided = [Decision.objects.create(inspection=inspection, at=at, sealed="")
               for at in (out.round.at - timedelta(hours=1), timezone.now())]  # fmt: skip
    with pytest.raises(InvalidInput, match="made since the draft went"):
        accuracy.answered(point, by=lead, decision="accepted", on_judgement="changed", decided=decided[0])
    with pytest.raises(NotAllowed):
        accuracy.answered(point, by=out.council)
    accuracy.answered(point, by=lead)
    accuracy.answered(point, by=lead, decision="accepted", on_judgement="changed", decided=decided[1])
    page = main(factories.signed_in(out.council).get(address(inspection, "point", point=point.ref)))
    assert ("A judgement was changed by the decision of" in page, page.count("Rejected")) == (True, 1)
    assert rounds.unanswered(inspection) == []
    with pytest.raises(NotAllowed):
        points.add_remark(point, text="Ours too", by=out.police, at=timezone.now())
    assert (PointAnswer.objects.count(), Remark.objects.count()) == (2, 0)


def test_quality_assurance_follows_and_nobody_else_finds_anything():
    out = accuracy.out()
    point = accuracy.pointed(out.round, by=out.council)
    quality = child_files.inspector(out.inspection, role="quality_assurance")
    colleague, adviser = notebook.colleague(out.inspection), factories.person("planner")
    log = address(out.inspection, "log", number=point.body_id)
    got = {
        name: [factories.signed_in(who).get(there).status_code
               for there in (address(out.inspection), log, address(out.inspection, "point", point=point.ref))]
        for name, who in (("quality", quality), ("colleague", colleague), ("planner", adviser))
    }  # fmt: skip
    assert got == {"quality": [200] * 3, "colleague": [200] * 3, "planner": [404] * 3}
    remark = factories.signed_in(quality).post(address(out.inspection, "point", point=point.ref), {"text": "So it is"})
    assert remark.status_code == 403


def test_the_desk_tells_whose_turn_it_is():
    out = accuracy.out()
    accuracy.pointed(out.round, by=out.council)

    def told(person, at=None):
        found = waiting(out.inspection, person=person, at=at or timezone.now())
        return [(each.says, each.mine) for each in found if "accuracy" in each.href]

    draft = "The draft report: say whether its facts are right"
    assert told(out.council) == [(draft, True)]
    assert (told(out.lead)[-1], len(told(out.lead))) == (
        ("1 point about the facts: answer", False), out.inspection.agencies.count() + 1
    )  # fmt: skip
    over = told(out.lead, at=out.round.at + timedelta(days=30))
    assert ("The agencies have read the draft: end the round", True) in over
    rounds.finish(out.round, body=child_files.council(out.inspection), by=out.council, at=timezone.now())
    assert told(out.council) == []


def test_no_word_of_it_stands_open_in_the_database():
    out = accuracy.out()
    point = accuracy.pointed(out.round, by=out.council, files=[FILE])
    accuracy.answered(point, by=out.lead)
    kept = "".join(Entry.objects.values_list("payload", flat=True))
    with connection.cursor() as cursor:
        for table in [name for name in connection.introspection.table_names() if name.startswith("accuracy_")]:
            cursor.execute(f"SELECT * FROM {table}")
            kept += repr(cursor.fetchall())
    assert [
        words for words in (WRONG, SHOULD, OFFICERS, "The minutes say", FILE[0], "Ten plans") if words in kept
    ] == []
