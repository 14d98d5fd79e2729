"""Do a page, a PDF, a document and JSON say the same, and does each lead back to the report it was made from?"""

import io
import json
import subprocess
import zipfile
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from factories.reports import published, told, with_report
from joint_inspection.cli import main
from joint_inspection.errors import InvalidInput
from joint_inspection.record import read_record
from joint_inspection.reports.docx import as_docx, from_docx
from joint_inspection.reports.edit import added, without
from joint_inspection.reports.edition import Edition, edition_of, edition_schema
from joint_inspection.reports.html import as_html, from_html, plain
from joint_inspection.reports.pdf import as_pdf

RECORD = published()
EDITION = edition_of(RECORD)
PAGE = as_html(EDITION)


class Outline(HTMLParser):
    """What a page is built of: its elements with their attributes, and its words."""

    def __init__(self, page):
        super().__init__()
        self.elements, self.words = [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)

    def all(self, *tags):
        return [each for each in self.elements if each[0] in tags]


def test_an_edition_tells_the_report_and_nothing_of_a_child():
    assert [(line.id, line.text) for line in EDITION.lines if line.id in ("s6", "s18")] == [
        ("s6", "Officers see the child behind each call."), ("s18", "Most children were not asked what they want."),
    ]  # fmt: skip
    said = EDITION.model_dump_json()
    assert not any(child.id in said for child in RECORD.children)
    assert "Nobody asked what the child wanted" not in said
    (most,) = (line for line in EDITION.lines if line.id == "s18")
    assert most.evidence == ("t1", "t2", "v1", "v2", "v3", "v4")
    assert [(each.count, each.of) for each in most.counts] == [(4, 6)]


def test_json_comes_back_and_keeps_to_the_schema():
    assert Edition.model_validate_json(EDITION.model_dump_json()) == EDITION
    assert list(Draft202012Validator(edition_schema()).iter_errors(json.loads(EDITION.model_dump_json()))) == []


def test_a_page_comes_back_as_the_same_edition():
    assert from_html(PAGE) == EDITION


def test_a_document_comes_back_as_the_same_edition():
    assert from_docx(as_docx(EDITION)) == EDITION


@settings(max_examples=6, deadline=None)
@given(text=st.text(min_size=1, max_size=60).filter(lambda text: text.strip()))
def test_whatever_is_written_comes_back(text):
    made, _ = added(RECORD.report, f"It says {text}", section="strengths", findings=("f2",))
    edition = edition_of(with_report(RECORD, made))
    assert from_html(as_html(edition)) == edition
    assert from_docx(as_docx(edition)) == edition


def test_a_page_that_was_changed_by_hand_is_found():
    with pytest.raises(InvalidInput) as found:
        from_html(PAGE.replace(">Officers see the child behind each call.<", ">Officers never see the child.<", 1))
    assert [each.where for each in found.value.problems] == ["s6"]
    with pytest.raises(InvalidInput) as found:
        from_html(PAGE.replace('id="s6"', 'id="s600"'))
    assert [each.where for each in found.value.problems] == ["s6", "s600"]
    with pytest.raises(InvalidInput):
        from_html("<p>Nothing</p>")


def test_a_document_that_was_changed_by_hand_is_found():
    from docx import Document

    document = Document(io.BytesIO(as_docx(EDITION)))
    run = next(r for p in document.paragraphs for r in p.runs if r.text == "Officers see the child behind each call.")
    run.text = "Officers never see the child."
    out = io.BytesIO()
    document.save(out)
    with pytest.raises(InvalidInput) as found:
        from_docx(out.getvalue())
    assert [each.where for each in found.value.problems] == ["s6"]
    with pytest.raises(InvalidInput):
        from_docx(b"PK no document")


def test_a_page_is_built_for_everybody():
    outline = Outline(PAGE)
    assert outline.all("html") == [("html", {"lang": "en-GB"})]
    assert [tag for tag, _ in outline.all("header", "nav", "main", "footer")] == ["header", "nav", "main", "footer"]
    assert outline.all("a")[0] == ("a", {"class": "skip", "href": "#main"})
    assert len(outline.all("h1")) == 1
    _contents, *levels = [int(tag[1]) for tag, _ in outline.all("h1", "h2", "h3")]
    assert [after for before, after in pairwise(levels) if after > before + 1] == []
    assert {said["scope"] for _, said in outline.all("th")} == {"col", "row"}
    assert len(outline.all("caption")) == len(outline.all("table")) == 2
    ids = [said["id"] for _, said in outline.elements if "id" in said]
    assert len(ids) == len(set(ids))
    assert {said["href"] for _, said in outline.all("a")} <= {f"#{id}" for id in ids}


def test_a_page_needs_nothing_from_elsewhere_and_wears_no_crown():
    outline = Outline(PAGE)
    assert [said.get("type") for _, said in outline.all("script")] == ["application/json"]
    assert outline.all("link", "img", "iframe", "form") == []
    assert not any(word in PAGE.lower() for word in ("gds transport", "crown", "govuk", "http://", "https://"))


def test_each_sentence_leads_to_its_evidence_and_back():
    hrefs = [said["href"] for _, said in Outline(PAGE).all("a")]
    for line in EDITION.lines:
        if line.evidence:
            assert hrefs.count(f"#rests-{line.id}") == 1
            assert hrefs.count(f"#{line.id}") == 1


def test_markup_in_a_sentence_stays_words():
    made, sentence = added(RECORD.report, "They <b>act</b> </script><script>alert(1)</script> & listen.",
                           section="strengths", findings=("f2",))  # fmt: skip
    page = as_html(edition_of(with_report(RECORD, made)))
    assert [said.get("type") for _, said in Outline(page).all("script")] == ["application/json"]
    assert {line.id: line.text for line in from_html(page).lines}[sentence.id] == sentence.text


def test_a_draft_says_that_it_is_one():
    draft = with_report(RECORD, RECORD.report.model_copy(update={"state": "draft"}))
    assert "Draft: not signed and not released." in as_html(edition_of(draft))
    assert "Draft:" not in PAGE


def test_who_differs_is_printed_for_everybody():
    first, *others = RECORD.sign_offs
    differing = first.model_copy(update={"dissent": "We saw more good work."})
    edition = edition_of(RECORD.model_copy(update={"sign_offs": (differing, *others)}))
    assert (edition.sections[-1].title, edition.lines[-1].text) == (
        "Where an inspectorate differed", "We saw more good work.",
    )  # fmt: skip
    assert from_docx(as_docx(edition)) == from_html(as_html(edition)) == edition


def test_the_versions_for_children_and_in_plain_words():
    children, summary = (edition_of(RECORD, version=version) for version in ("children", "summary"))
    assert [each.title for each in children.sections] == [
        "Who came and why", "What adults do well", "What adults must do better", "What happens now",
        "Whom you can talk to",
    ]  # fmt: skip
    assert children.title.startswith("For children and young people: ")
    assert [line.tells for line in summary.lines] == [(), ("s9",), ("s4",), ()]
    assert "What each sentence rests on" not in as_html(children)
    (section,) = (each for each in EDITION.sections if each.id == "for_children")
    assert [line.text for each in section.paragraphs for line in each.lines] == [line.text for line in children.lines]


def test_a_version_that_nobody_wrote_is_refused_with_what_is_missing():
    bare = RECORD.report
    for sentence in RECORD.report.children[1].sentences:
        bare = without(bare, sentence.id)
    with pytest.raises(InvalidInput) as found:
        edition_of(with_report(RECORD, bare), version="children")
    assert [each.says for each in found.value.problems] == [
        "Write 'What adults do well' of the version for children: it is missing"
    ]


def kinds_in(node, found):
    """The kinds of structure element in a tagged PDF, from its root."""
    node = node.get_object()
    if isinstance(node, list):
        for each in node:
            kinds_in(each, found)
    elif isinstance(node, dict):
        if "/S" in node:
            found.append(node["/S"])
        if "/K" in node:
            kinds_in(node["/K"], found)
    return found


def test_a_pdf_is_tagged_and_says_the_same():
    read = pypdf.PdfReader(io.BytesIO(as_pdf(EDITION)))
    root = read.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], root["/ViewerPreferences"]["/DisplayDocTitle"]) == (
        "en-GB", True, True,
    )  # fmt: skip
    assert read.metadata.title == EDITION.title
    kinds = kinds_in(root["/StructTreeRoot"], [])
    assert kinds.count("/H1") == 1
    assert kinds.count("/H2") == len(EDITION.sections) + 3
    assert {"/Table", "/TH", "/TD", "/P", "/Link"} <= set(kinds)
    text = plain(" ".join(page.extract_text() for page in read.pages))
    assert [line.id for line in EDITION.lines if plain(line.text) not in text] == []


WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_a_document_is_what_its_own_markup_says():
    with zipfile.ZipFile(io.BytesIO(as_docx(EDITION))) as package:
        body = ElementTree.fromstring(package.read("word/document.xml"))
        styles = ElementTree.fromstring(package.read("word/styles.xml"))
        assert len(package.namelist()) == len(set(package.namelist()))
    text = plain(" ".join("".join(t.text or "" for t in p.iter(f"{WORD}t")) for p in body.iter(f"{WORD}p")))
    assert [line.id for line in EDITION.lines if plain(line.text) not in text] == []
    marks = [each.get(f"{WORD}name") for each in body.iter(f"{WORD}bookmarkStart")]
    assert marks == [line.id for line in EDITION.lines]
    headings = [each.get(f"{WORD}val") for each in body.iter(f"{WORD}pStyle")]
    assert headings.count("Heading1") == len(EDITION.sections) + 2
    assert [each.get(f"{WORD}val") for each in body.iter(f"{WORD}tblHeader")] == ["true"]
    assert {each.get(f"{WORD}val") for each in styles.iter(f"{WORD}lang")} == {"en-GB"}


@pytest.mark.trial
def test_another_word_processor_reads_the_same_sentences(tmp_path):
    (tmp_path / "letter.docx").write_bytes(as_docx(EDITION))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "txt:Text",
         "--outdir", str(tmp_path), str(tmp_path / "letter.docx")], check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    text = plain((tmp_path / "letter.txt").read_text(encoding="utf-8-sig"))
    assert [line.id for line in EDITION.lines if plain(line.text) not in text] == []
    assert "(4 of 6 children followed closely)" in text


@pytest.fixture
def files(tmp_path):
    """A record with its final report, and one before."""
    (tmp_path / "final.json").write_text(RECORD.model_dump_json(indent=1), encoding="utf-8")
    (tmp_path / "before.json").write_text(json.dumps(told()), encoding="utf-8")
    return tmp_path


def test_a_record_is_verified_and_written_by_command(files, capsys):
    assert main(["record", "verify", str(files / "final.json"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"items": 19, "findings": 3, "sentences": 27, "problems": []}
    for form in ("json", "html", "docx"):
        out = files / f"out.{form}"
        assert main(["record", "report", str(files / "final.json"), "--format", form, "--out", str(out), "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["digest"] == RECORD.report.digest
    assert json.loads((files / "out.json").read_text("utf-8")) == json.loads(EDITION.model_dump_json())
    for form in ("html", "docx"):
        assert main(["record", "extract", str(files / f"out.{form}")]) == 0
        assert Edition.model_validate_json(capsys.readouterr().out) == EDITION


def test_without_a_report_a_draft_is_written(files, capsys):
    assert main(["record", "verify", str(files / "before.json")]) == 0
    out = files / "draft.html"
    assert main(["record", "report", str(files / "before.json"), "--format", "html", "--out", str(out)]) == 0
    assert "This is a draft" in capsys.readouterr().err
    assert from_html(out.read_text("utf-8")).state == "draft"
    assert main(["record", "compose", str(files / "before.json"), "--out", str(files / "c.json")]) == 0
    assert main(["record", "compose", str(files / "c.json"), "--out", str(files / "d.json")]) == 11
    assert main(["record", "verify", str(files / "c.json")]) == 10
    assert (files / "d.json").exists() is False


def test_a_final_report_with_something_wrong_is_not_written(files, capsys):
    made, _ = added(RECORD.report, "Gwendolen was asked.", section="strengths")
    (files / "wrong.json").write_text(with_report(RECORD, made).model_dump_json(indent=1), encoding="utf-8")
    out = files / "out.pdf"
    assert main(["record", "report", str(files / "wrong.json"), "--format", "pdf", "--out", str(out), "--json"]) == 10
    said = capsys.readouterr().out
    assert [each["line"] > 1 and each["file"].endswith("wrong.json") for each in json.loads(said)["problems"]] == [
        True
    ] * 2
    assert "Gwendolen" not in said
    assert not out.exists()


@pytest.mark.parametrize(("form", "module"), [("pdf", "weasyprint"), ("docx", "docx")])
def test_a_missing_extra_is_said_and_nothing_is_written(files, capsys, monkeypatch, form, module):
    monkeypatch.setitem(__import__("sys").modules, module, None)
    out = files / f"out.{form}"
    assert main(["record", "report", str(files / "final.json"), "--format", form, "--out", str(out), "--json"]) == 11
    assert f"joint-inspection[{form}]" in json.loads(capsys.readouterr().out)["problems"][0]["says"]
    assert list(files.glob("*out*")) == []


@pytest.mark.parametrize("wrong", [{"kind": "short"}, {"framework": "jtai@1999"}, {"ref": ""}])
@pytest.mark.parametrize("verb", [["verify"], ["compose", "--out"], ["report", "--format", "json", "--out"]])
def test_a_record_that_says_nothing_true_of_its_framework_is_refused(files, wrong, verb):
    (files / "wrong.json").write_text(json.dumps(told() | wrong), encoding="utf-8")
    name, *options = verb
    out = [str(files / "made.json")] if options else []
    assert main(["record", name, str(files / "wrong.json"), *options, *out]) == 10
    assert not (files / "made.json").exists()


def test_the_schema_is_published(capsys):
    assert main(["record", "schema"]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(edition_schema()))


def test_the_example_of_the_documentation_is_this_record():
    example = Path(__file__).parents[3] / "docs" / "examples" / "elmshire.json"
    assert read_record(example) == RECORD
    assert main(["record", "verify", str(example)]) == 0
