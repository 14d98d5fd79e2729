"""The report: written from evidence, sentence by sentence, signed by all, released by two, published for good."""

import pytest

from factories import notebook, publishing
from joint_inspection.record.check import check_record
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.reports.recording import record_of

pytestmark = pytest.mark.django_db


def test_the_record_holds_the_whole_inspection_without_the_words_about_children():
    made, _ = publishing.inspected(sampled=True)
    record = record_of(made, words=Words(made))
    assert notebook.WORDS not in record.model_dump_json()
    assert {each.text for each in record.evidence} == {None}
    assert [each.text for each in record.findings] == [publishing.COUNCIL_LATE, publishing.OFFICERS_SEE]
    assert (len(record.children), record.area) == (17, made.area)
    assert check_record(record) == ()
