"""Of thousands of notes, only those are opened whose words are shown."""

from dataclasses import replace

import pytest

import factories
from factories import child_files, fairness, many_notes, notebook
from joint_inspection_web.casedata.sealed import Opener
from joint_inspection_web.evidence import reading
from joint_inspection_web.evidence.enquired import labels
from joint_inspection_web.history.verify import verify_chain

pytestmark = pytest.mark.django_db
NUMBER = 150


@pytest.fixture
def inspection():
    return child_files.announced()


@pytest.fixture
def lead(inspection):
    return child_files.inspector(inspection, role="lead_inspector")


@pytest.fixture
def opened(inspection, lead, monkeypatch) -> list[str]:
    """What was opened since the notes were written."""
    many_notes.notes(inspection, NUMBER, by=[lead])
    found: list[str] = []
    before = Opener.open
    monkeypatch.setattr(
        Opener, "open", lambda self, sealed, *, about: (found.append(about), before(self, sealed, about=about))[1]
    )
    return found


def test_outlines_say_what_items_say_without_words_days_and_children(inspection, lead, opened):
    outlines = reading.outlines(inspection, person=lead)
    assert opened == []
    bare = {"text": None, "happened_on": None, "child": None, "quotes": ()}
    assert outlines == tuple(replace(item, **bare) for item in reading.items(inspection, person=lead))
    assert (len(outlines), len(opened), verify_chain()) == (NUMBER, NUMBER, [])


@pytest.mark.parametrize(
    ("path", "number"),
    [
        ("evidence/", 20),
        ("picture/", 0),
        ("picture/contradictions/", 0),
        ("picture/day/", 0),
        ("findings/", 0),
        ("findings/hearsay/", 20),
    ],
)
def test_a_page_opens_the_notes_it_shows_and_no_other(inspection, lead, opened, path, number):
    answer = factories.signed_in(lead).get(f"/inspections/{inspection.ref}/{path}")
    assert (answer.status_code, len([each for each in opened if "version" in each])) == (200, number)


def test_a_page_to_choose_evidence_on_opens_what_it_offers(inspection, lead, opened):
    criterion, council = notebook.criterion(inspection), fairness.body(inspection).code
    near = [
        item.id for item in reading.outlines(inspection, person=lead)
        if (item.criterion, item.about) == (criterion, council)
    ]  # fmt: skip
    page = f"/inspections/{inspection.ref}/picture/contradictions/notice/"
    answer = factories.signed_in(lead).get(page, {"criterion": criterion, "body": council})
    assert ([id for id in near if id in answer.text], len(opened)) == (near, len(near))
    assert set(labels(inspection, lead, near)) == set(near)
    assert (len(labels(inspection, lead, None)), len(opened)) == (NUMBER, len(near))
