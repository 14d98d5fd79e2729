"""Pages of frameworks: a list, one framework to read, two to compare."""

from datetime import date

import pytest
from django.test import Client

from joint_inspection.frameworks.compare import compare
from joint_inspection.frameworks.load import find, published
from joint_inspection.frameworks.model import When
from joint_inspection_web.frameworks import reading
from joint_inspection_web.frameworks.grades import full_title, plain_title, said_grade
from web.reading import read

pytestmark = [pytest.mark.on_sqlite, pytest.mark.django_db]
EARLIER = "ILACS 2018 or Single inspection framework"
REFS = [framework.ref for framework in published()]


def test_the_list_has_a_row_for_every_version(client: Client):
    page = read(client.get("/frameworks/"))
    (rows,) = page.tables.values()
    assert len(rows) - 1 == len(REFS)
    assert page.headings[0] == "Frameworks"


def test_the_list_narrows_by_lead_inspectorate(client: Client):
    (rows,) = read(client.get("/frameworks/?lead=hmi-probation")).tables.values()
    assert [row[1] for row in rows[1:]] == ["Youth justice"]


def test_a_list_that_nothing_fits_says_so(client: Client):
    assert "No framework has this status and lead" in read(client.get("/frameworks/?status=made-up")).text


@pytest.mark.parametrize("ref", REFS)
def test_each_framework_can_be_read(client: Client, ref: str):
    response = client.get(f"/frameworks/{ref}/")
    page = read(response)
    framework = find(ref)
    assert (response.status_code, page.headings[0]) == (200, framework.title)
    assert len(page.tables["What was announced and what happened"]) - 1 == len(framework.life)
    assert len(page.tables["Sources"]) - 1 == len(framework.sources)
    criteria = [rows for caption, rows in page.tables.items() if caption.startswith("Criteria:")]
    assert sum(len(rows) - 1 for rows in criteria) == len(framework.criteria)
    for kind in framework.kinds:
        if kind.timetable:
            assert len(page.tables[f"{kind.title}: timetable"]) - 1 == len(kind.timetable)


@pytest.mark.parametrize("ref", REFS)
def test_every_step_up_to_publication_is_drawn(ref: str):
    framework = find(ref)
    drawn = {kind.id: [bar.name for bar in reading.bars(framework, kind)] for kind in framework.kinds}
    assert drawn == {
        kind.id: [step.what for step in kind.timetable if step.stage not in ("respond", "follow_up")]
        for kind in framework.kinds
    }


def test_a_bare_id_leads_to_a_version(client: Client):
    response = client.get("/frameworks/slac/")
    assert (response.status_code, response["Location"]) == (302, "/frameworks/slac@2009/")


@pytest.mark.parametrize("ref", ["nothing", "slac@1999", "..%2F..%2Fetc%2Fpasswd", "small.yaml", "a@b.yaml"])
def test_what_is_not_published_is_not_found(client: Client, ref: str):
    assert client.get(f"/frameworks/{ref}/").status_code == 404


def test_two_versions_are_compared_in_plain_english(client: Client):
    page = read(client.get("/frameworks/compare/?a=ilacs@2023&b=ilacs@2026"))
    changes = compare(find("ilacs@2023"), find("ilacs@2026"))
    rows = [
        row for caption, rows in page.tables.items() if caption.endswith((" change", " changes")) for row in rows[1:]
    ]
    assert [row[0] for row in rows] == [" ".join(reading.plainly(change.says).split()) for change in changes]
    assert [row[0] for row in rows if "_" in row[0] or "@" in row[0]] == []


def test_no_change_is_shown_as_the_computer_keeps_it(client: Client):
    page = read(client.get("/frameworks/compare/?a=ilacs@2023&b=jtai@2022"))
    assert [word for word in ("{'", "None", "True", "False") if word in page.text] == []


@pytest.mark.parametrize(
    ("query", "status", "says"),
    [
        ("", 200, "Choose"),
        ("?a=ilacs@2023", 400, "Choose a second framework to compare with"),
        ("?a=ilacs@2023&b=made-up", 400, "Choose two frameworks from the lists"),
        ("?a=small.yaml&b=ilacs@2023", 400, "Choose two frameworks from the lists"),
    ],
)
def test_a_choice_that_cannot_be_compared_gets_advice(client: Client, query: str, status: int, says: str):
    response = client.get(f"/frameworks/compare/{query}")
    assert (response.status_code, says in read(response).text) == (status, True)


@pytest.mark.parametrize(
    ("said", "about"),
    [
        (date(2017, 3, 31), date(2017, 3, 31)),
        ("June 2013", date(2013, 6, 15)),
        ("8 December 2017", date(2017, 12, 8)),
        ("before summer 2016", date(2016, 7, 1)),
        ("none given", None),
        (None, None),
    ],
)
def test_words_for_a_date_are_placed_roughly(said: date | str | None, about: date | None):
    assert reading.roughly(said) == about


@pytest.mark.parametrize(
    ("when", "says"),
    [
        (When(never_inspected=True), "never inspected"),
        (When(overall=("good", "outstanding")), "overall good or outstanding"),
        (When(judgements={"leadership": ("inadequate",)}), "leadership inadequate"),
        (When(otherwise=True), "any other outcome"),
        (When(overall=("good",), frameworks=("ilacs@2018", "sif")), f"overall good, under {EARLIER}"),
    ],
)
def test_the_outcome_that_a_rule_speaks_of_is_said_in_words(when: When, says: str):
    assert reading.said_when(when) == says


@pytest.mark.parametrize(
    ("ref", "grade", "letter", "tone"),
    [
        ("ilacs@2023", "outstanding", "O", "4"),
        ("ilacs@2023", "good", "G", "3"),
        ("ilacs@2023", "inadequate", "I", "1"),
        ("child-protection@2012", "adequate", "A", "2"),
        ("nothing@2000", "strange_word", "SW", "plain"),
    ],
)
def test_a_grade_is_coloured_by_its_place_on_its_own_scale(ref: str, grade: str, letter: str, tone: str):
    said = said_grade(ref, "overall", grade)
    assert (said.letter, said.tone) == (letter, tone)


def test_a_title_has_its_version_once():
    assert [full_title(each).count(each.version) for each in published()] == [1] * len(REFS)
    assert [plain_title(each) for each in published() if not plain_title(each)] == []
