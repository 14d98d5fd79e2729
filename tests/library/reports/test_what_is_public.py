"""What may the public know of what a report rests on, and which words of it were never released?"""

from typing import get_args

from factories.reports import COUNCIL, as_record, published, report, told, with_report
from joint_inspection.evidence.model import Method
from joint_inspection.reports.edit import without
from joint_inspection.reports.edition import edition_of
from joint_inspection.reports.html import as_body, as_html
from joint_inspection.reports.rests import KIND_TITLES, KINDS, kinds_of

RECORD = published()
EDITION = edition_of(RECORD)


def test_every_method_is_of_a_kind_and_no_kind_tells_that_a_child_spoke():
    assert set(KINDS) == set(get_args(Method))
    assert {KINDS["child"], KINDS["family"]} == {KINDS["interview"]} == {"heard"}
    assert set(KINDS.values()) == set(KIND_TITLES)


def test_each_sentence_says_how_many_pieces_of_which_kinds_it_rests_on():
    (most,) = (line for line in EDITION.lines if line.id == "s18")
    assert most.rests_on == {"read": 2, "heard": 4}
    assert all(sum(line.rests_on.values()) == len(line.evidence) for line in EDITION.lines)
    assert kinds_of(()) == {}


def test_findings_stand_beside_the_report_without_words_that_nobody_released():
    first, *_ = EDITION.findings
    assert [each.id for each in EDITION.findings] == ["f1", "f2", "f3"]
    assert (first.criterion, first.direction, [body.code for body in first.about]) == ("voice", "weakness", [COUNCIL])
    assert first.rests_on == {"read": 2, "heard": 2}
    assert "text" not in type(first).model_fields


def test_a_finding_that_no_sentence_tells_is_not_told():
    record = as_record(told())
    made = report(record)
    for sentence in made.sentences:
        if "f2" in sentence.findings:
            made = without(made, sentence.id)
    assert [each.id for each in edition_of(with_report(record, made)).findings] == ["f1", "f3"]


def test_the_plain_versions_read_the_same_from_the_report_as_from_the_record():
    for version in ("summary", "children"):
        assert EDITION.reading(version) == edition_of(RECORD, version=version)
        assert EDITION.reading(version).reading("report").version == version
    assert EDITION.reading("report") is EDITION


def test_a_page_says_how_much_each_sentence_rests_on_and_never_names_a_piece():
    page = as_body(EDITION)
    assert "<td>6: 2 from records, 4 told by people</td>" in page
    assert not any(f"{id}," in page or f" {id}<" in page for line in EDITION.lines for id in line.evidence)
    assert page in as_html(EDITION)
