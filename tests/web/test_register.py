"""The public register: what was published, for everybody; and of what was not, no trace."""

import csv
import io
import json
import re
from datetime import date
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import factories
from factories import following, notebook, publishing, register
from factories.reports import published
from joint_inspection.reports.docx import from_docx
from joint_inspection.reports.edition import Edition, edition_of
from joint_inspection.reports.html import from_html
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.follow_up import actions, after
from joint_inspection_web.register import data
from joint_inspection_web.register.compare import alike
from joint_inspection_web.register.entries import carried, find_entry, of_area
from joint_inspection_web.register.progress import standing_of
from joint_inspection_web.reports import releasing

pytestmark = [pytest.mark.on_postgres, pytest.mark.django_db]
LEEDS = "E08000035"
TABLES = [f"/register/data/{name}.{form}" for name in data.TABLES for form in data.FORMS]
PUBLIC = [
    "/register/", "/register/?words=children", "/register/?area=elmshire", f"/register/areas/{factories.ELMSHIRE}/",
    f"/register/areas/{LEEDS}/", "/register/compare/", "/register/data/", "/register/data/dictionary.json",
    "/register/feed.atom", *TABLES,
]  # fmt: skip
ATOM = {"atom": "http://www.w3.org/2005/Atom"}


def text_of(address: str, *, status: int = 200) -> str:
    """What everybody reads at an address, without what differs each time."""
    response = Client().get(address)
    assert response.status_code == status
    return re.sub(r'nonce="[^"]*"', "", response.content.decode())


def table(name: str) -> list[dict[str, str]]:
    """A table of the open data as a spreadsheet reads it."""
    return list(csv.DictReader(io.StringIO(Client().get(f"/register/data/{name}.csv").content.decode("utf-8-sig"))))


def found_by(**asked: str) -> list[str]:
    """References of the reports that a search leads to."""
    page = Client().get("/register/", asked).content.decode()
    return re.findall(r'<h2 [^>]*>\s*<a class="govuk-link" href="/register/([a-z0-9]{10})/"', page)


def test_a_report_is_read_sentence_by_sentence_with_what_it_rests_on_and_who_differed():
    made = register.publish(register.differing())
    page = text_of(f"/register/{made.ref}/")
    for line in made.as_edition().lines:
        assert f'id="{line.id}"' in page
    assert "<td>6: 2 from records, 4 told by people</td>" in page
    assert "3 pieces: 1 from records, 1 seen in practice, 1 told by people" in page
    assert "We saw more good work than this text tells." in page
    assert "Nobody asked what the child wanted" not in page
    assert not any(f">{id}<" in page or f" {id}," in page for line in made.as_edition().lines for id in line.evidence)
    assert "This text was corrected" not in page
    for part, words in (("summary", "What goes well"), ("children", "Whom you can talk to")):
        assert words in text_of(f"/register/{made.ref}/{part}/")
    assert "0800 1111" in text_of(f"/register/{made.ref}/children/")


def test_a_correction_takes_its_place_and_the_first_text_stays_and_says_so():
    first = register.publish()
    before = {name: [row["id"] for row in table(name)] for name in ("findings", "recommendations")}
    second = register.correct(first)
    old, new = Client().get(f"/register/{first.ref}/"), Client().get(f"/register/{second.ref}/")
    assert (old["X-Robots-Tag"], new.get("X-Robots-Tag")) == ("noindex", None)
    assert "This text was corrected" in old.content.decode()
    assert f'href="/register/{second.ref}/">Read the text in force' in old.content.decode()
    assert register.CORRECTED in old.content.decode()
    assert "This text was corrected" not in new.content.decode()
    assert found_by(area="elmshire") == [second.ref]
    assert {name: [row["id"] for row in table(name)] for name in before} == before
    assert [(row["id"], row["number"], row["supersedes"], row["in_force"]) for row in table("publications")] == [
        (first.ref, "1", "", "no"), (second.ref, "2", first.ref, "yes"),
    ]  # fmt: skip
    assert "superseded" in Client().get(f"/register/{first.ref}/report.json")["Content-Disposition"]


def test_a_report_is_found_by_area_agency_framework_theme_year_and_words():
    made = register.publish()
    theme = made.as_edition().theme
    for asked in (
        {"area": "elm"}, {"area": factories.ELMSHIRE}, {"agency": "ELM VALLEY police"}, {"framework": "jtai@2022"},
        {"framework": "jtai"}, {"theme": theme}, {"year": "2026"}, {"words": "officers CHILD"},
        {"words": "call", "agency": "police", "year": "2026", "theme": theme},
    ):  # fmt: skip
        assert found_by(**asked) == [made.ref], asked
    for asked in ({"words": "officers asked"}, {"words": "%"}, {"words": "_"}, {"area": "elm", "year": "2025"}):
        assert found_by(**asked) == [], asked
    assert found_by(sort="grade", overall="good") == [made.ref]


def test_what_is_typed_comes_back_as_words():
    page = text_of("/register/?words=<script>alert(1)</script>&area=%22%3E<b>&year=x&page=-9")
    assert "<script>alert" not in page
    assert "<b>" not in page
    assert "0 inspections and visits" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_past_inspections_are_there_with_their_framework_and_never_in_order_of_grades():
    assert f"{len(carried()):,} inspections and visits" in text_of("/register/")
    assert "ji-key" not in text_of("/register/")
    page = text_of(f"/register/areas/{LEEDS}/")
    assert "Who inspected Leeds, and when" in page
    assert page.count("/frameworks/") > 4
    published_days = [row["published"] or row["began"] for row in table("inspections")]
    assert published_days == sorted(published_days, reverse=True)


def test_grades_of_two_versions_are_not_set_beside_one_another():
    ids = {each.framework: each.id for each in carried() if each.area == LEEDS}
    refused = text_of(f"/register/compare/?one={ids['ilacs@2018']}&other={ids['sif@2013']}", status=409)
    assert "Choose two inspections under the same version" in refused
    assert "<table" not in refused
    same = alike(of_area(LEEDS))
    assert {find_entry(id).framework for id in same} == {"ilacs@2018"}
    shown = text_of(f"/register/compare/?one={same[0]}&other={same[1]}")
    assert "What each found, in the words of ILACS 2018" in shown
    assert text_of("/register/compare/?one=nobodyhere&other=x", status=404)


def test_the_tables_hold_what_the_dictionary_says_and_nothing_that_a_spreadsheet_would_calculate():
    made = register.publish(recommendations=[register.recommended(text='=HYPERLINK("http://bad.example")')])
    assert list(data.dictionary()["tables"]) == list(data.TABLES)
    for name, about in data.dictionary()["tables"].items():
        told = json.loads(text_of(f"/register/data/{name}.json"))
        assert told["licence"]["title"] == "Open Government Licence v3.0"
        assert all(list(row) == list(about["columns"]) for row in told["rows"])
        assert len(table(name)) == len(told["rows"])
        assert set(table(name)[0] if table(name) else about["columns"]) == set(about["columns"])
    (asked,) = table("recommendations")
    assert (asked["id"], asked["text"]) == (f"{made.ref}/r1", '\'=HYPERLINK("http://bad.example")')
    assert [(row["id"], row["read"], row["heard"]) for row in table("findings")] == [
        (f"{made.ref}/f1", "2", "2"), (f"{made.ref}/f2", "1", "1"), (f"{made.ref}/f3", "1", "1"),
    ]  # fmt: skip


def test_the_files_are_the_edition():
    made, edition = register.publish(), edition_of(published())
    files = {form: Client().get(f"/register/{made.ref}/report.{form}") for form in ("html", "docx", "json")}
    assert from_html(files["html"].content.decode()) == from_docx(files["docx"].content) == edition
    assert Edition.model_validate_json(files["json"].content) == edition
    children = Client().get(f"/register/{made.ref}/children.json").content
    assert Edition.model_validate_json(children) == edition_of(published(), version="children")
    for wrong in ("report.exe", "draft.json", "report.pdf.html"):
        assert Client().get(f"/register/{made.ref}/{wrong}").status_code == 404


@pytest.mark.slow
def test_the_report_is_there_as_pdf():
    made = register.publish()
    assert Client().get(f"/register/{made.ref}/report.pdf").content[:5] == b"%PDF-"


def test_the_feed_tells_of_every_publication_and_correction():
    assert ElementTree.fromstring(text_of("/register/feed.atom")).findall("atom:entry", ATOM) == []
    first = register.publish()
    second = register.correct(first)
    entries = ElementTree.fromstring(text_of("/register/feed.atom")).findall("atom:entry", ATOM)
    assert [(each.find("atom:id", ATOM).text, each.find("atom:summary", ATOM).text) for each in entries] == [
        (f"http://testserver/register/{second.ref}/", f"Correction: {register.CORRECTED}"),
        (f"http://testserver/register/{first.ref}/", "A new report was published."),
    ]


def test_others_may_keep_what_is_public_for_a_while_and_ask_whether_it_changed():
    made = register.publish()
    for address in (*PUBLIC, f"/register/{made.ref}/", f"/register/{made.ref}/children/"):
        assert Client().get(address)["Cache-Control"] == "public, max-age=300", address
    tag = Client().get("/register/data/findings.csv")["ETag"]
    assert Client().get("/register/data/findings.csv", headers={"if-none-match": tag}).status_code == 304
    assert "no-store" in factories.signed_in(factories.person("planner")).get("/register/")["Cache-Control"]


def test_nothing_that_is_not_published_leaves_a_trace():
    made = register.publish()
    addresses = [*PUBLIC, f"/register/{made.ref}/", f"/register/{made.ref}/report.json", "/robots.txt", "/areas/"]
    before = {address: text_of(address) for address in addresses}
    secret = factories.inspection(no_notice=True, area_code=factories.ELMSHIRE)
    factories.inspection(area_code=factories.MARLBURY)
    assert {address: text_of(address) for address in addresses} == before
    ours, never = (told_of(ref) for ref in (secret.ref, "nobodyhere"))
    assert ours == never


def told_of(ref: str) -> list[tuple[int, bytes, list[str]]]:
    """What is answered, and asked of the database, for a reference at every address."""
    told = []
    for end in ("", "summary/", "children/", "report.pdf", "children.json"):
        with CaptureQueriesContext(connection) as asked:
            response = Client().get(f"/register/{ref}/{end}")
        content = re.sub(rb'nonce="[^"]*"', b"", response.content)
        told.append((response.status_code, content, [each["sql"].replace(ref, "REF") for each in asked]))
    return told


def test_the_register_reads_publications_and_whether_a_statement_was_sent_and_no_other_table():
    made = register.correct(register.publish())
    with CaptureQueriesContext(connection) as asked:
        for address in (*PUBLIC, *(f"/register/{made.ref}/{end}" for end in ("", "summary/", "children/"))):
            assert Client().get(address).status_code == 200
    tables = {name for each in asked for name in re.findall(r'(?:FROM|JOIN) "(\w+)"', each["sql"])}
    assert tables == {"reports_publication", "follow_up_statement", "follow_up_entry"}


def test_a_list_asks_the_database_as_often_for_three_reports_as_for_one():
    asked = []
    for code in (factories.ELMSHIRE, factories.MARLBURY, factories.WENLOW):
        register.publish(inspection=factories.inspection(area_code=code))
        with CaptureQueriesContext(connection) as queries:
            assert Client().get("/register/").status_code == 200
        asked.append(len(queries))
    assert asked == [3, 3, 3]


def test_progress_is_told_in_counts_once_a_statement_was_sent(monkeypatch: pytest.MonkeyPatch):
    for module in ("views", "data"):
        monkeypatch.setattr(f"joint_inspection_web.register.{module}.localdate", lambda *_: date(2026, 10, 1))
    made, people = following.after_publication()
    publication = made.publications.get()
    row = following.received(made, by=people["council"])
    following.written(row, by=people["council"])
    assert "What became of what was recommended" not in text_of(f"/register/{publication.ref}/")
    assert table("actions") == []
    actions.send(row, by=people["council"], at=following.at(6, 10))
    following.done(row, by=people["council"])
    after.verify(
        row, name="a1", confirmed=True, because="Ten files hold it", by=people["inspector"], at=following.at(9, 9)
    )
    page = text_of(f"/register/{publication.ref}/")
    assert "How the actions stand, by recommendation" in page
    assert "1 verified as done" in page
    assert [(each["recommendation"], each["stands"], each["actions"]) for each in table("actions")] == [
        (f"{publication.ref}/r1", "verified", "1"), (f"{publication.ref}/r2", "overdue", "1"),
    ]  # fmt: skip
    for secret in ("Ask every child what they want, and", "Ten files", "All teams", "Two more workers", "Answer staff"):
        assert secret not in page
        assert secret not in text_of("/register/data/actions.json")
    assert standing_of(publication, on=date(2026, 6, 9)) == ()
    assert [each.says for each in standing_of(publication, on=date(2026, 6, 11))] == ["1 not begun", "1 not begun"]


def test_a_report_is_nowhere_while_it_is_written_and_everywhere_once_it_went_out():
    before = {address: text_of(address) for address in PUBLIC}
    made, people = publishing.drafted()
    publishing.passed(made, people)
    assert {address: text_of(address) for address in PUBLIC} == before
    assert told_of(made.ref) == told_of("nobodyhere")
    out = releasing.publish(made, by=people["ofsted"], at=publishing.MONDAY)
    assert found_by(words="officers see the child") == [out.ref]
    page = text_of(f"/register/{out.ref}/")
    assert publishing.OFFICERS_SEE in page
    assert [row["id"] for row in table("publications")] == [out.ref]
    said = [f"/register/{out.ref}/{end}" for end in ("report.json", "summary/", "children/", "report.html")]
    assert notebook.WORDS not in "".join(map(text_of, [*said, *PUBLIC]))
    assert_no_person_is_named("".join(map(text_of, [*said, *PUBLIC])) + page, people)


def assert_no_person_is_named(text: str, people: dict[str, Person]) -> None:
    """Neither names nor references of inspectors and officers."""
    assert [each.ref for each in people.values() if each.ref in text] == []
    assert [each.email for each in people.values() if each.email in text] == []
