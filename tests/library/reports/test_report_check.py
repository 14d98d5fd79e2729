"""Is everything that stands in the way of a report's going out found, each where it is, and nothing else?"""

import json

import pytest

from factories.reports import COUNCIL, as_record, item, published, report, told, with_report
from joint_inspection.record import check_record
from joint_inspection.record.report import Count, Group, Report
from joint_inspection.reports.check import check_report
from joint_inspection.reports.compose import compose
from joint_inspection.reports.edit import added, reworded, without
from joint_inspection.reports.readability import reading_age


def wrong(record):
    """The problems of a record's report, each as the part before and the words."""
    return [(each.where, each.says) for each in check_report(record.report, record)]


def with_sentence(text, *, section="strengths", record=None, **rests_on):
    """The final report with one sentence more."""
    record = record or published()
    made, sentence = added(record.report, text, section=section, **{"findings": ("f2",)} | rests_on)
    return with_report(record, made), sentence.id


def says_of(record, id):
    return [
        each.says.removeprefix(f"Sentence {id}: ") for each in check_report(record.report, record) if id in each.says
    ]


def test_nothing_is_wrong_with_a_record_and_its_final_report():
    record = published()
    assert check_record(record) == ()
    assert wrong(record) == []


def test_a_sentence_without_evidence_is_told_where_it_stands():
    record, id = with_sentence("Leaders know their services well.", findings=())
    assert wrong(record) == [
        ("report.sections.3.paragraphs.0.sentences.1",
         f"Sentence {id}: it rests on no finding, evidence, recommendation or grade: cite one, or take it out"),
    ]  # fmt: skip


def test_what_tells_of_the_inspection_stands_where_that_belongs():
    record, id = with_sentence("Inspectors were made welcome.", findings=(), about="inspection")
    assert says_of(record, id) == [
        "it tells of the inspection, and this section tells of practice: cite evidence, or move it"
    ]


def test_hearsay_alone_carries_no_sentence():
    record, id = with_sentence("Health staff are slow.", findings=(), evidence=("x1",))
    assert [each[:60] for each in says_of(record, id)] == [
        "all that it rests on is what agencies say of one another, or"
    ]
    both, id = with_sentence("Health staff are slow.", findings=(), evidence=("x1", "h1"))
    assert says_of(both, id) == []


@pytest.mark.parametrize(
    ("cites", "where"),
    [({"findings": ("f9",)}, "findings"), ({"evidence": ("i9",)}, "evidence"), ({"recommendations": ("r9",)},
     "recommendations"), ({"judgements": ("police",)}, "judgements"), ({"tells": ("s99",)}, "tells")],
)  # fmt: skip
def test_what_is_cited_is_in_the_record(cites, where):
    record, _ = with_sentence("Leaders know their services well.", **cites)
    assert [each[0].rpartition(".")[2] for each in wrong(record)] == [where]


TELLING = [
    ("She was seen on 3 May 2025.", "An exact date"), ("They met on 2025-05-03.", "An exact date"),
    ("They met on the 3rd of May.", "An exact date"), ("He was born in 2012.", "A date of birth"),
    ("Officers came to 12 Elm Road at once.", "This looks like an address or"),
    ("Officers came to EL1 4QT at once.", "This looks like an address or"),
    ("Staff rang 07700900123 at once.", "This looks like a number"),
    ("Officers asked what J.S. wanted.", "These look like somebody's initials"),
    ("Officers asked what Child A wanted.", "These look like somebody's initials"),
    ("Officers asked what ash river wanted.", "A child's pseudonym"),
    ("Officers asked what Ash-River wanted.", "A child's pseudonym"),
    ("Officers asked Gwendolen at once.", "word 3 could be somebody's name"),
    ("Gwendolen was asked at once.", "word 1 could be somebody's name"),
    ("Officers helped a seven-year-old girl.", "Two details together"),
    ("Officers helped a deaf boy.", "Two details together"),
    ("Officers helped two sisters aged 4 and 6.", "Two details together"),
    ("They met on the fifth of May.", "An exact date"), ("Officers noted DOB 030512.", "A date of birth"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "says"), TELLING)
def test_what_could_tell_who_a_child_is(text, says):
    record, id = with_sentence(text)
    found = says_of(record, id)
    assert any(each.startswith(says) for each in found)
    assert not any(word in each for each in found for word in ("Gwendolen", "Elm", "07700", "2025", "EL1", "J.S"))


@pytest.mark.parametrize(
    "text",
    ["Officers of Elm Valley Police see the child.", "Practice in Elmshire was better in May.",
     "Officers helped a girl.", "She has friends.", "Officers help girls aged 7 to 15 years.",
     "Officers came at the end of May.", "HMICFRS was told so.", "Police and health meet on each working day."],
)  # fmt: skip
def test_what_tells_nobody_who_a_child_is(text):
    record, id = with_sentence(text)
    assert says_of(record, id) == []


@pytest.mark.parametrize(
    ("groups", "says"),
    [
        ([Group(traits=("age:7", "sex:girl"), children=640)], []),
        ([Group(traits=("age:7", "sex:girl", "disability:hearing"), children=6)], []),
        ([Group(traits=("age:7", "sex:girl"), children=4)], ["Fewer than 5"]),
        ([Group(traits=("age:7",), children=4)], ["Fewer than 5"]),
        ([Group(traits=("age:8", "sex:girl"), children=640)], ["Two details"]),
    ],
)  # fmt: skip
def test_traits_are_held_against_the_count_of_the_areas_children(groups, says):
    record, id = with_sentence("Officers helped a girl aged seven.")
    record = record.model_copy(update={"population": tuple(groups)})
    assert [each[: len(start)] for each, start in zip(says_of(record, id), says, strict=True)] == says


def test_a_name_that_somebody_looked_at_is_let_through():
    record, id = with_sentence("Officers work with the Larkfield project.")
    assert len(says_of(record, id)) == 1
    looked = record.report.model_copy(update={"proper_names": ("Larkfield",)})
    assert wrong(with_report(record, looked)) == []


@pytest.mark.parametrize(
    ("facts", "text", "says"),
    [
        ({"children_tracked": 5}, "They followed five children.", "the record holds 6, not 5"),
        ({"children_tracked": 6}, "They followed many.", "write the number 6 in the sentence"),
        ({"dogs": 6}, "They followed six.", "No number is called 'dogs'"),
    ],
)
def test_numbers_of_the_inspection_are_the_records(facts, text, says):
    record, id = with_sentence(text, section="scope", about="inspection", findings=(), facts=facts)
    assert any(each.startswith(says) for each in says_of(record, id))


def test_scope_states_its_numbers_and_its_limits():
    record = published()
    bare = record.report
    for sentence in record.report.sections[6].sentences:
        bare = without(bare, sentence.id)
    found = [says for where, says in wrong(with_report(record, bare)) if where == "report.sections"]
    assert [says.partition("'")[2].partition("'")[0] for says in found if "number" in says or ", as '" in says] == [
        "children_tracked", "children_sampled", "observations", "agencies",
    ]  # fmt: skip
    assert any("mark it as a limit" in says for says in found)
    assert any(says.startswith("The section 'How many children") for says in found)


def test_what_was_found_and_asked_is_told():
    record = published()
    said = record.report
    for sentence in record.report.sentences:
        if "f3" in sentence.findings or "r1" in sentence.recommendations:
            said = without(said, sentence.id)
    assert {where for where, _ in wrong(with_report(record, said))} >= {"findings.2", "recommendations.0"}


def test_a_priority_action_stands_among_priority_actions_only():
    record = published()
    moved = without(record.report, next(s.id for s in record.report.sentences if "r1" in s.recommendations))
    moved, _ = added(moved, "Ask every child.", section="needs_to_improve", recommendations=("r1",), findings=("f1",))
    assert ("recommendations.0", "Recommendation r1 has no sentence in 'Area for priority action': write it there") in (
        wrong(with_report(record, moved))
    )


def test_everybody_signs_the_text_and_two_people_release_it():
    record = published()
    one = record.model_copy(update={"sign_offs": record.sign_offs[:2], "releases": (record.releases[0],) * 2})
    assert wrong(one) == [
        ("sign_offs", "hmicfrs has not signed; it may sign and write where it differs"),
        ("releases", "One more person has to look through this text for anything that could tell who a child is, and "
                     "release it"),
    ]  # fmt: skip
    nobody = record.model_copy(update={"sign_offs": (), "releases": ()})
    assert [where for where, _ in wrong(nobody)] == ["sign_offs", "sign_offs", "sign_offs", "releases"]
    assert wrong(nobody.model_copy(update={"report": record.report.model_copy(update={"state": "draft"})})) == []


def test_a_text_that_changed_after_it_was_signed_is_signed_again():
    record = published()
    changed = reworded(record.report, "s6", "Officers see the child behind every single call.", counts=(
        Count(word="every", count=6, of=6, what="calls read"),
    ))  # fmt: skip
    assert wrong(record.model_copy(update={"report": changed})) == [
        *(("sign_offs", f"{code} signed another text: the report changed since, ask it to sign this one")
          for code in ("ofsted", "cqc", "hmicfrs")),
        ("releases", "Two people have to look through this text for anything that could tell who a child is, and "
                     "release it"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"supersedes": "a" * 64}, ["report.correction"]),
        ({"correction": "A number was wrong."}, ["report.supersedes"]),
        ({"supersedes": "a" * 64, "correction": "A number was wrong."}, []),
    ],
)
def test_a_correction_names_what_it_supersedes_and_says_why(given, where):
    record = published()
    made = record.report.model_copy(update=given)
    assert made.digest != record.report.digest
    assert [each[0] for each in wrong(with_report(record, made))] == where


def test_who_differs_signs_too():
    record = published()
    first, *others = record.sign_offs
    differing = first.model_copy(update={"dissent": "We saw more good work than this letter tells."})
    assert wrong(record.model_copy(update={"sign_offs": (differing, *others)})) == []


def test_the_plain_versions_are_asked_for():
    record = as_record(told())
    draft = compose(record)
    found = [(each.where, each.says) for each in check_report(draft, record)]
    assert {where for where, _ in found} == {"report.summary", "report.children"}
    assert sum("it is missing" in says for _, says in found) == 9
    assert sum("Priority action r1 is not told" in says for _, says in found) == 2


def test_words_that_children_do_not_read_are_told():
    record = published()
    hard = "Multidisciplinary safeguarding arrangements necessitate considerable organisational reconsideration."
    made, _ = added(record.report, hard, section="you", part="children", about="inspection")
    (says,) = (says for where, says in wrong(with_report(record, made)) if where == "report.children")
    age = reading_age([each.text for own in made.children for each in own.sentences])
    assert says.startswith(f"It reads easily at the age of {age:.0f}, and should at 11 (Coleman and Liau)")


def test_identifiers_are_never_given_twice():
    record = published()
    said = json.loads(record.report.model_dump_json())
    said["sections"][0]["paragraphs"][0]["sentences"][0]["id"] = "s2"
    said["given"] = 3
    found = wrong(with_report(record, Report.model_validate_json(json.dumps(said))))
    assert any("Another sentence is s2" in says for _, says in found)
    assert any("Raise 'given' to 24 at least" in says for _, says in found)


def test_who_is_asked_by_when_and_where_stands_in_the_next_steps():
    record = published()
    bare = record.report
    for sentence in record.report.sections[7].sentences:
        bare = reworded(bare, sentence.id, "A statement is asked for.")
    assert [says for where, says in wrong(with_report(record, bare)) if where == "letters.0"] == [
        "Name in the next steps who is asked for the statement",
        "Write in the next steps by which day the statement is due",
        "Write in the next steps where the statement is sent to",
    ]


def test_no_problem_repeats_what_was_written():
    secret = "Gwendolen Ashcroft of 3 Elm Road said most of it on 3 May 2025."
    record, _ = with_sentence(secret)
    said = " ".join(says for _, says in wrong(record))
    assert not any(word in said for word in ("Gwendolen", "Ashcroft", "Elm", "May"))


def test_an_advisers_note_carries_no_sentence():
    record = as_record(told(evidence=[*told()["evidence"], item("a1", by_adviser=True)]))
    made, sentence = added(report(record), "Children wait.", section="strengths", evidence=("a1",))
    assert "an adviser's note" in says_of(with_report(record, made), sentence.id)[0]
    assert COUNCIL in {each.code for each in record.bodies}


def test_a_number_of_the_inspection_that_is_nought_counts_the_word_for_it():
    record, id = with_sentence("They saw no children.", section="scope", findings=(), about="inspection",
                               facts={"children_not_heard": 0})  # fmt: skip
    assert says_of(record, id) == []
    other, id = with_sentence("They saw most children.", section="scope", findings=(), about="inspection",
                              facts={"children_not_heard": 0})  # fmt: skip
    assert [each[:14] for each in says_of(other, id)] == ["Give the count", "write the numb"]


def test_a_title_of_the_framework_may_begin_a_sentence():
    record, id = with_sentence("Recognising and answering the first signs of need and risk: one weakness.")
    assert says_of(record, id) == []
