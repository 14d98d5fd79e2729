"""The report: written from evidence, sentence by sentence, signed by all, released by two, published for good."""

import json
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

import factories
from factories import accuracy, child_files, notebook, publishing
from joint_inspection.cli import main
from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible
from joint_inspection.record.check import check_record
from joint_inspection.reports.docx import from_docx
from joint_inspection.reports.html import from_html
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.history.models import Entry
from joint_inspection_web.reports import drafting, releasing
from joint_inspection_web.reports.checking import unready
from joint_inspection_web.reports.models import Draft, Publication
from joint_inspection_web.reports.published import chain_of, publication_of, publications_in_force
from joint_inspection_web.reports.recording import record_of
from joint_inspection_web.reports.texts import recommendations_of, report_of
from web.reading import read

pytestmark = [pytest.mark.on_postgres, pytest.mark.django_db]


def address(name, inspection, **more):
    return reverse(f"reports:{name}", kwargs={"ref": inspection.ref, **more})


def page(inspection, person, name="front", **more):
    """A page as somebody reads it."""
    response = factories.signed_in(person).get(address(name, inspection, **more))
    assert response.status_code == 200
    return read(response).text


def test_the_record_holds_the_whole_inspection_without_the_words_about_children(tmp_path):
    made, people = publishing.inspected()
    record = record_of(made, words=Words(made))
    assert notebook.WORDS not in record.model_dump_json()
    assert {each.text for each in record.evidence} == {None}
    assert [each.text for each in record.findings] == [publishing.COUNCIL_LATE, publishing.OFFICERS_SEE]
    assert check_record(record) == ()
    file = tmp_path / "record.json"
    call_command("inspection_record", made.ref, out=file, open="A judge asks for it")
    assert notebook.WORDS in file.read_text()
    taken = Entry.objects.get(what="reports.open_record")
    assert taken.content["purpose"] == "A judge asks for it"
    client = factories.signed_in(people["ofsted"])
    assert notebook.WORDS not in client.post(address("record", made), {"purpose": ""}).text
    assert client.post(address("record", made), {"purpose": "Because"}).status_code == 200
    assert factories.signed_in(people["cqc"]).get(address("record", made)).status_code == 403


def test_a_report_is_published_and_corrected_and_the_chain_is_seen():
    last = publishing.whole_story()
    first, inspection = last.supersedes, last.inspection
    assert (first.number, last.number, first.reason, last.reason) == (1, 2, "", "A number was wrong")
    edition = last.as_edition()
    assert (edition.state, edition.supersedes, edition.digest) == ("final", first.digest, last.digest)
    assert [each.dissent for each in first.as_edition().signed] == [None, None, "We saw more of it than the others"]
    assert (inspection.stage, publication_of(inspection)) == ("published", last)
    assert (chain_of(first), list(publications_in_force())) == ([first, last], [last])
    assert [each.id for each in last.as_recommendations()] == ["r1", "r2"]
    assert last.as_letter() == first.as_letter()
    assert (last.as_letter().dated, last.as_letter().published) == ("2027-01-04", "2027-01-04")
    assert check_record(record_of(inspection, words=Words(inspection))) == ()
    sentences = [each for section in report_of(inspection).sections for each in section.sentences]
    released = {id: [each.text for each in sentences if id in each.findings] for id in (x.id for x in edition.findings)}
    assert {each["id"]: each["text"] for each in last.found} == {id: " ".join(told) for id, told in released.items()}
    lead = inspection.seats.get(role="lead_inspector").person
    with pytest.raises(NotPossible, match="begin a correction"):
        drafting.take_out(inspection, "s1", seen=1, by=lead, at=timezone.now())
    text = page(inspection, lead, "out")
    assert "Why it was corrected: A number was wrong" in text
    client = factories.signed_in(lead)
    files = {format: client.get(address("published", inspection, number=1, version="report", format=format))
             for format in ("html", "docx", "json", "pdf")}  # fmt: skip
    assert from_html(files["html"].content.decode()) == from_docx(files["docx"].content) == first.as_edition()
    assert json.loads(files["json"].content)["digest"] == first.digest
    assert files["pdf"].content.startswith(b"%PDF")
    assert client.get(address("published", inspection, number=1, version="report", format="exe")).status_code == 404


def test_the_command_line_checks_the_file_of_a_published_inspection_and_writes_its_report(tmp_path, capsys):
    made, _, published = publishing.published()
    file, report = tmp_path / "record.json", tmp_path / "report.html"
    call_command("inspection_record", made.ref, out=file)
    assert main(["record", "verify", str(file)]) == 0
    assert "0 problems" in capsys.readouterr().err
    assert main(["record", "report", str(file), "--format", "html", "--out", str(report)]) == 0
    assert from_html(report.read_text()) == published.as_edition()


def test_two_people_editing_never_overwrite_each_other():
    made, people = publishing.drafted()
    lead, cqc = people["ofsted"], people["cqc"]
    report, number = report_of(made), Draft.objects.count()
    one, other = report.sections[0].sentences[0], report.summary[0].sentences[0]
    client = factories.signed_in(cqc)
    form = {"seen": number, "recommendations": one.recommendations, "findings": one.findings}
    drafting.reword(made, one.id, text="Theirs.", rests_on={}, seen=number, by=lead, at=timezone.now())
    drafting.reword(made, other.id, text="Other.", rests_on={}, seen=number, by=cqc, at=timezone.now())
    refused = client.post(address("sentence", made, sentence=one.id), form | {"text": "Mine."})
    said = read(refused).text
    assert f"{lead} changed this sentence while you wrote" in said
    assert "Theirs." in said
    assert "Mine." in said
    assert report_of(made).sentence(one.id).text == "Theirs."
    now = Draft.objects.count()
    assert f'name="seen" value="{now}"' in refused.text
    again = client.post(address("sentence", made, sentence=one.id), form | {"text": "Both.", "seen": now})
    assert again.status_code == 302
    assert [report_of(made).sentence(each.id).text for each in (one, other)] == ["Both.", "Other."]


def test_a_recommendation_asks_one_body_for_what_is_in_its_power():
    made, people = publishing.inspected()
    lead = people["ofsted"]
    client, council = factories.signed_in(lead), child_files.council(made).code
    weak = record_of(made, words=Words(made)).findings[0].id
    sent = {"text": "Give advice within a day", "to": council, "function": "policing", "control": "full",
            "severity": "improvement", "findings": [weak]}  # fmt: skip
    there = address("recommend", made)
    said = read(client.post(there, sent)).text
    assert "The council has no power over this. The power lies with the police" in said
    none = sent | {"function": "own_safeguarding", "control": "none"}
    assert "out of their hands" in read(client.post(there, none)).text
    several = sent | {"text": "The council and the police share what they know"}
    alone = several | {"function": "own_safeguarding"}
    assert "split it into one for each body" in read(client.post(there, alone)).text
    several |= {"function": "safeguarding_arrangements"}
    shown = client.post(there, several | {"how": "split"})
    police = made.bodies.get(kind="police").code
    assert f"text_{police}" in shown.text
    words = {f"text_{council}": "Tell others what you know", f"text_{police}": "Tell others what you know too"}
    assert client.post(there, several | {"how": "split"} | words).status_code == 302
    offered = client.post(there, sent | {"text": "The council and the police meet each week", "how": "partnership",
                                         "function": "safeguarding_arrangements"})  # fmt: skip
    assert "Who leads, where the partnership is asked" in offered.text
    assert [(each.id, each.to, each.control) for each in recommendations_of(made)] == [
        ("r1", council, "shared"), ("r2", police, "shared"),
    ]  # fmt: skip
    text = page(made, lead, "recommendations")
    assert "Whoever else has a part, the council keeps its duty" in text
    assert client.post(address("withdraw", made, asked_for="r2"), {"reason": "Said before"}).status_code == 302
    assert [each.id for each in recommendations_of(made)] == ["r1"]
    national = {"text": "Pay is set nationally", "to": "education", "function": "national_funding", "findings": [weak]}
    assert client.post(address("blocker", made), national).status_code == 302
    assert "Secretary of State for Education" in page(made, lead, "recommendations")


def test_the_day_of_a_statement_follows_from_receipt_and_another_needs_its_reason():
    made, people = publishing.inspected()
    client = factories.signed_in(people["ofsted"])
    sent = {"received": "1 4 2026", "asks": "on", "body": child_files.council(made).code, "office": "chief_executive",
            "statement_to": "statements@inspection.example"}  # fmt: skip
    assert client.post(address("letter", made), sent).status_code == 302
    assert "14 July 2026" in page(made, people["ofsted"], "letter")
    said = read(client.post(address("letter", made), sent | {"due": "15 7 2026"})).text
    assert "say why" in said.lower()
    reasoned = sent | {"due": "15 7 2026", "statement_because": "A holiday"}
    assert client.post(address("letter", made), reasoned).status_code == 302
    assert "15 July 2026" in page(made, people["ofsted"], "letter")
    wrong = read(client.post(address("letter", made), sent | {"office": "chief_constable"})).text
    assert "There is a problem" in wrong


@pytest.mark.usefixtures("on_a_working_day")
def test_a_report_goes_out_after_two_released_and_every_inspectorate_signed():
    made, people = publishing.drafted()
    lead, cqc, police = people["ofsted"], people["cqc"], people["hmicfrs"]
    digest = report_of(made).digest
    clients = {code: factories.signed_in(person) for code, person in people.items()}
    publish, release, sign = (address(name, made) for name in ("publish", "release", "sign"))
    accuracy.settled(made)
    said = read(clients["ofsted"].post(publish)).text
    assert "It cannot be published yet" in said
    assert "Two people have to look through this text" in said
    assert "Read the whole text first" in read(clients["ofsted"].post(release, {"digest": digest})).text
    looked = {"digest": digest, "looked": "on"}
    assert clients["ofsted"].post(release, looked).status_code == 302
    assert "another person looks through it too" in read(clients["ofsted"].post(release, looked)).text
    assert clients["cqc"].post(release, looked).status_code == 302
    for code in ("ofsted", "cqc"):
        assert clients[code].post(sign, {"digest": digest, "inspectorate": code}).status_code == 302
    with pytest.raises(NotAllowed):
        releasing.sign(made, inspectorate="hmicfrs", digest=digest, dissent="", by=cqc, at=timezone.now())
    assert "1 of 3" not in page(made, police, "out")
    assert "2 of 3" in page(made, police, "out")
    differs = {"digest": digest, "inspectorate": "hmicfrs", "dissent": "We saw more"}
    assert clients["hmicfrs"].post(sign, differs).status_code == 302
    assert clients["cqc"].post(publish).status_code == 403
    quality = notebook.colleague(made, at="ofsted", role="quality_assurance")
    assert publishing.ASKED in page(made, quality, "recommendations")
    assert publishing.COUNCIL_LATE not in page(made, quality, "recommendations")
    publishing.letter(made, by=lead)  # the text is the same: what was signed stands
    assert clients["ofsted"].post(publish).status_code == 302
    assert Publication.objects.get().as_edition().signed[2].dissent == "We saw more"
    drafted = Draft.objects.count()
    assert clients["ofsted"].post(address("correct", made), {"reason": "A wrong number"}).status_code == 302
    assert Draft.objects.count() == drafted + 1
    with pytest.raises(InvalidInput, match="Two people"):
        releasing.publish(made, by=lead, at=timezone.now())


@pytest.mark.parametrize(("days", "off", "on"), [
    (-1, "Sunday 3 January 2027", "Monday 4 January 2027"),
    (-3, "Friday 1 January 2027 (New Year's Day)", "Monday 4 January 2027"),
    (81, "Friday 26 March 2027 (Good Friday)", "Tuesday 30 March 2027"),
])  # fmt: skip
def test_nothing_is_published_on_a_day_off(days, off, on, monkeypatch):
    made, people = publishing.drafted()
    publishing.passed(made, people)
    lead, at = people["ofsted"], publishing.MONDAY + timedelta(days=days)
    advice = f"{off} is not a working day: publish it on {on} or later"
    with pytest.raises(InvalidInput) as raised:
        releasing.publish(made, by=lead, at=at)
    assert [each.says for each in raised.value.problems] == [advice]
    monkeypatch.setattr(timezone, "now", lambda: at)
    text = page(made, lead, "out")
    assert (advice in text, "Once everything above is done" in text, "Publish it" in text) == (True, True, False)
    assert "It cannot be published yet" in read(factories.signed_in(lead).post(address("publish", made))).text
    monkeypatch.setattr(timezone, "now", lambda: publishing.MONDAY)
    assert "Publish it" in page(made, lead, "out")


def test_what_is_published_is_worded_again_in_a_correction_alone():
    made, people, _ = publishing.published()
    lead = people["ofsted"]
    client, forms = factories.signed_in(lead), ("letter", "population", "recommend", "blocker")
    refused = [client.get(address(name, made)) for name in forms]
    assert {each.status_code for each in refused} == {409}
    assert {"begin a correction, and say why" in read(each).text for each in refused} == {True}
    assert "What the letter asks" not in read(client.get(address("front", made))).links
    told = next(each for each in report_of(made).sentences if each.findings)
    shown = client.get(address("sentence", made, sentence=told.id)).text
    assert (told.text in shown, "pieces of evidence" in shown, "Save the sentence" in shown) == (True, True, False)
    releasing.correct(made, reason="A number was wrong", by=lead, at=publishing.MONDAY)
    assert {client.get(address(name, made)).status_code for name in forms} == {200}
    assert "What the letter asks" in read(client.get(address("front", made))).links
    assert client.get(address("correct", made)).status_code == 409


def test_a_correction_waits_for_no_working_day_unless_the_letter_changes():
    made, people, first = publishing.published()
    lead, sunday = people["ofsted"], publishing.MONDAY + timedelta(days=6)
    releasing.correct(made, reason="It told who a child is", by=lead, at=sunday)
    publishing.passed(made, people)
    last = releasing.publish(made, by=lead, at=sunday)
    assert (last.supersedes, last.as_letter()) == (first, first.as_letter())
    assert check_record(record_of(made, words=Words(made))) == ()
    releasing.correct(made, reason="The letter came a day later", by=lead, at=sunday)
    assert "day" not in {each.where for each in unready(made, sunday)}
    publishing.letter(made, by=lead, received="2026-04-02")
    assert "day" in {each.where for each in unready(made, sunday)}


def test_a_sentence_is_edited_beside_what_is_wrong_with_it():
    made, people = publishing.drafted()
    lead = people["ofsted"]
    client, report = factories.signed_in(lead), report_of(made)
    sentence = next(each for each in report.sentences if each.findings and not each.recommendations)
    there, number = address("sentence", made, sentence=sentence.id), Draft.objects.count()
    assert "What it rests on" in client.get(there).text
    sent = {"seen": number, "text": "Most plans are late.", "findings": sentence.findings}
    assert client.post(there, sent).headers["Location"] == there
    assert "Give the count and of how many for ‘most’".replace("‘", "'").replace("’", "'") in page(
        made, lead, "sentence", sentence=sentence.id
    )
    counted = {"seen": number + 1, "count_0": "1", "of_0": "6", "what_0": "plans read"}
    client.post(there, sent | counted)
    assert "1 of 6 is not 'most'" in page(made, lead)
    assert (
        client.post(there, sent | counted | {"seen": number + 2, "count_0": "5"})
        .headers["Location"]
        .endswith(f"#{sentence.id}")
    )
    assert report_of(made).sentence(sentence.id).counts[0].count == 5
    new = address("add", made, part="sections", section="case_studies")
    said = {"seen": 1, "text": "We saw Gwendolen.", "findings": sentence.findings}
    assert client.get(new).status_code == 200
    assert client.post(new, said).status_code == 302
    assert "Word 3 could be somebody's name" in page(made, lead)
    last = report_of(made).sentences[-1]
    added = next(each for each in report_of(made).sentences if each.text == "We saw Gwendolen.")
    first = report_of(made).sentences[0]
    section = next(each.id for each in report_of(made).sections if first in each.sentences)
    assert f'value="{section} {first.id}"' in client.get(address("sentence", made, sentence=added.id)).text
    sent = {"seen": Draft.objects.count(), "place": f"{section} {first.id}"}
    assert client.post(address("move", made, sentence=added.id), sent | {"place": "what"}).status_code == 400
    assert client.post(address("move", made, sentence=added.id), sent).status_code == 302
    assert [each.id for each in report_of(made).sentences[:2]] == [added.id, first.id]
    assert report_of(made).sentence(added.id) == added
    assert client.post(address("take_out", made, sentence=added.id), {"seen": Draft.objects.count()}).status_code == 302
    assert report_of(made).sentence(added.id) is None
    assert report_of(made).sentence(last.id) == last
    assert client.post(address("population", made), {"groups": "age:7 = 900"}).status_code == 302
    assert "Line 1" in client.post(address("population", made), {"groups": "seven"}).text
