"""A sentence is moved within its version, and keeps its identifier and what it rests on."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from joint_inspection.errors import InvalidInput
from joint_inspection.record.report import Paragraph, Report, Section, Sentence
from joint_inspection.reports.edit import moved

LENGTHS = st.lists(st.lists(st.integers(0, 3), max_size=3), min_size=1, max_size=3)


def report_of(lengths: list[list[int]]) -> Report:
    """Sections of paragraphs of so many sentences, numbered in their order; and one in the summary."""
    number, sections = 0, []
    for place, paragraphs in enumerate(lengths):
        made = []
        for length in paragraphs:
            ids = range(number + 1, number + 1 + length)
            made.append(Paragraph(sentences=tuple(Sentence(id=f"s{id}", text=f"Words {id}.") for id in ids)))
            number += length
        sections.append(Section(id=f"part{place}", paragraphs=tuple(made)))
    plain = Section(id="what", paragraphs=(Paragraph(sentences=(Sentence(id="s99", text="Plain."),)),))
    return Report(sections=tuple(sections), summary=(plain,), given=99)


def ids(report: Report) -> list[list[str]]:
    return [[each.id for each in section.sentences] for section in report.sections]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(LENGTHS, st.data())
def test_it_stands_where_it_was_put_and_all_others_as_before(lengths: list[list[int]], data: st.DataObject):
    report = report_of(lengths)
    known = [id for section in ids(report) for id in section]
    if not known:
        return
    id = data.draw(st.sampled_from(known))
    place = data.draw(st.integers(0, len(lengths) - 1))
    others = [each for each in ids(report)[place] if each != id]
    before = data.draw(st.sampled_from([*others, ""]))
    expected = [[each for each in section if each != id] for section in ids(report)]
    expected[place].insert(expected[place].index(before) if before else len(expected[place]), id)
    found = moved(report, id, section=f"part{place}", before=before)
    assert ids(found) == expected
    assert [found.sentence(each) for each in known] == [report.sentence(each) for each in known]
    assert (found.summary, found.given) == (report.summary, report.given)


@pytest.mark.parametrize(
    ("id", "section", "before", "says"),
    [
        ("s7", "part0", "", "was it taken out"), ("s1", "what", "", "within its own version"),
        ("s99", "part0", "", "within its own version"), ("s1", "part0", "s3", "does not stand in that section"),
        ("s1", "part0", "s1", "does not stand in that section"),
    ],
)  # fmt: skip
def test_a_place_that_is_not_there_is_refused(id: str, section: str, before: str, says: str):
    with pytest.raises(InvalidInput, match=says):
        moved(report_of([[2], [1]]), id, section=section, before=before)
