"""Does a draft have the framework's sections, tell everything the record holds, and keep its identifiers for good?"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories.reports import as_record, told
from joint_inspection.errors import InvalidInput
from joint_inspection.frameworks.load import published
from joint_inspection.record.report import Report
from joint_inspection.reports.compose import compose
from joint_inspection.reports.edit import added, reworded, without
from joint_inspection.reports.facts import facts_of, in_words
from joint_inspection.reports.layout import sections_of

FRAMEWORKS = [each for each in published() if each.judging.judgements]


def under(framework, **given):
    """The inspection of Elmshire as if it had been made under another framework."""
    criteria = [each.id for each in framework.criteria]
    said = told(framework=framework.ref, kind=framework.kinds[0].id, theme=None, **given)
    for number, finding in enumerate(said["findings"]):
        finding["criterion"] = criteria[number % len(criteria)]
    return as_record(said)


def graded(framework):
    """The best grade for every judgement that has a scale."""
    scales = {scale.id: scale.grades for scale in framework.judging.scales}
    return [
        {"judgement": each.id, "grade": scales[each.scale][-1].id}
        for each in framework.judging.judgements if each.scale in scales
    ]  # fmt: skip


def texts(report, section):
    return [each.text for own in report.sections if own.id == section for each in own.sentences]


@pytest.mark.parametrize("framework", FRAMEWORKS, ids=lambda each: each.ref)
def test_every_framework_has_its_report(framework):
    record = under(framework, grades=graded(framework))
    report = compose(record)
    assert [each.id for each in report.sections] == [each.id for each in sections_of(framework)]
    assert {id for each in report.sentences for id in each.findings} == {"f1", "f2", "f3"}
    assert {id for each in report.sentences for id in each.judgements} == {each.judgement for each in record.grades}
    assert {id for each in report.sentences for id in each.recommendations} in ({"r1", "r2"}, {"r2"})
    assert sum("children_tracked" in each.facts for each in report.sentences) == 1
    assert [each.id for each in report.sentences] == [f"s{n}" for n in range(1, report.given + 1)]


def test_a_letter_has_all_its_sections():
    report = compose(as_record(told()))
    assert [each.id for each in report.sections] == [
        "headline_findings", "priority_action", "needs_to_improve", "strengths", "main_findings", "case_studies",
        "scope", "next_steps", "for_children",
    ]  # fmt: skip
    assert texts(report, "priority_action") == ["Ask every child what they want before deciding."]
    assert texts(report, "needs_to_improve") == ["Give health staff advice within a day."]
    assert texts(report, "strengths") == ["Officers see the child behind each call."]
    assert texts(report, "case_studies") == ["Children are asked too late what they want."]
    assert texts(report, "next_steps") == [
        "Director of children's services, Elmshire council, is asked for a written statement of proposed action by "
        "Friday 12 June 2026.",
        "It is sent to statements@inspection.example.",
    ]


def test_a_graded_report_tells_sub_judgements_beside_their_whole():
    (framework,) = (each for each in FRAMEWORKS if any(j.id == "lscb" for j in each.judging.judgements))
    report = compose(under(framework, grades=graded(framework)))
    titles = {each.id: each.title for each in framework.judging.judgements}
    assert [each for each in texts(report, "looked_after") if each.endswith(": outstanding.")] == [
        f"{titles[name]}: outstanding." for name in ("looked_after", "adoption", "care_leavers")
    ]
    assert len(texts(report, "summary")) >= len(graded(framework))


def test_a_three_way_outcome_is_told_first():
    (framework,) = (each for each in FRAMEWORKS if each.judging.outcome.kind == "three_way")
    report = compose(under(framework, grades=graded(framework)))
    titles = {grade.id: grade.title for scale in framework.judging.scales for grade in scale.grades}
    assert titles[graded(framework)[0]["grade"]].lower() in texts(report, "outcome")[0]
    assert texts(report, "priority_actions") == ["Ask every child what they want before deciding."]


def test_the_numbers_are_those_of_the_record():
    facts = facts_of(as_record(told()))
    assert [facts[f"children_{each}"] for each in ("tracked", "sampled", "heard", "not_heard")] == [6, 12, 6, 0]
    assert (facts["observations"], facts["interviews"], facts["findings"]) == (2, 2, 3)
    assert (facts["agencies"], facts["inspectorates"], facts["inspectors"], facts["evidence"]) == (3, 3, 7, 18)
    assert [in_words(each) for each in (0, 1, 12, 20, 21, 1200)] == ["no", "one", "twelve", "twenty", "21", "1,200"]


def test_children_who_could_not_be_heard_are_a_limit():
    said = told()
    said["evidence"] = [each for each in said["evidence"] if each["id"] not in ("v1", "v2")]
    report = compose(as_record(said))
    assert [each.text for each in report.sentences if each.facts == {"children_not_heard": 2} and each.limit] == [
        "Two children followed closely could not be heard."
    ]


def test_other_words_keep_the_identifier():
    report = compose(as_record(told()))
    changed = reworded(report, "s6", "Officers look for the child behind each call.")
    assert [each.id for each in changed.sentences] == [each.id for each in report.sentences]
    assert changed.sentence("s6").text == "Officers look for the child behind each call."
    assert changed.sentence("s6").findings == ("f2",)
    assert changed.digest != report.digest
    assert reworded(changed, "s6", report.sentence("s6").text).digest == report.digest


def test_an_identifier_that_was_taken_out_is_not_given_again():
    report = compose(as_record(told()))
    last = report.sentences[-1].id
    shorter = without(report, last)
    longer, new = added(shorter, "Officers listen.", section="strengths", findings=("f2",))
    assert (last, new.id, longer.given) == ("s17", "s18", 18)
    assert last not in {each.id for each in longer.sentences}


@pytest.mark.parametrize("change", [lambda r: reworded(r, "s99", "No."), lambda r: without(r, "s99"),
                                    lambda r: added(r, "No.", section="nowhere")])  # fmt: skip
def test_what_is_not_there_cannot_be_changed(change):
    with pytest.raises(InvalidInput):
        change(compose(as_record(told())))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["add", "drop", "reword"]), max_size=12), st.randoms(use_true_random=False))
def test_no_course_of_edits_gives_an_identifier_twice(steps, chance):
    report, ever = SMALL, {each.id for each in SMALL.sentences}
    for step in steps:
        ids = [each.id for each in report.sentences]
        if step == "add":
            report, new = added(report, "Officers listen.", section="strengths", findings=("f2",))
            assert new.id not in ever
            ever.add(new.id)
        elif ids and step == "drop":
            report = without(report, chance.choice(ids))
        elif ids:
            report = reworded(report, chance.choice(ids), "Officers see the child.")
            assert [each.id for each in report.sentences] == ids
    assert len({each.id for each in report.sentences}) == len(report.sentences)
    assert Report.model_validate_json(report.model_dump_json()) == report


SMALL = compose(as_record(told()))
