"""May this report go out? Everything that stands in the way, each with the sentence and what to do.

The same rules hold for drafts and for what is published; that everybody signed and two people released it is asked of
a final report alone. No problem repeats what was written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from joint_inspection.errors import Problem
from joint_inspection.evidence.hearsay import ADVICE, counts
from joint_inspection.frameworks.load import find
from joint_inspection.record.model import InspectionRecord
from joint_inspection.record.report import Report, Sentence
from joint_inspection.reports.case import Case
from joint_inspection.reports.facts import ways_to_say
from joint_inspection.reports.identity import check_traits, looks_identifying, name_like, names_a_pseudonym
from joint_inspection.reports.layout import grade_titles, sections_of
from joint_inspection.reports.plain import plain_versions_are_there
from joint_inspection.reports.quantities import check_quantities
from joint_inspection.reports.settings import report_settings
from joint_inspection.reports.signing import a_correction_says_what_and_why, everybody_signed, two_people_release

Rule: TypeAlias = Callable[[Case], Iterator[Problem]]
SentenceRule: TypeAlias = Callable[[Sentence, Case], Iterator[Problem]]
ABOUT_THE_INSPECTION = frozenset({"area", "scope", "next_steps", "dissent", "referrals", "grades"})
"""Sections in which a sentence may tell of the inspection itself."""
MADE_ELSEWHERE = frozenset({"children", "dissent"})
"""What a section prints that is not written in it: the version for children, and what signatures say."""


def check_report(report: Report, record: InspectionRecord) -> tuple[Problem, ...]:
    """Everything wrong with a report, and with its standing in front of what the record holds."""
    case = Case(report=report, record=record, framework=find(record.framework))
    return (*(problem for rule in RULES for problem in rule(case)), *_of_sentences(case))


def _of_sentences(case: Case) -> Iterator[Problem]:
    for where, sentence in case.report.places:
        for rule in OF_SENTENCES:
            for problem in rule(sentence, case):
                place = f"{where}.{problem.where}" if problem.where else where
                yield Problem(where=place, says=f"Sentence {sentence.id}: {problem.says}")


def sections_are_the_frameworks(case: Case) -> Iterator[Problem]:
    """The sections are those of the framework, in its order, and none that is required is empty."""
    known = [each.id for each in sections_of(case.framework)]
    given = [each.id for each in case.report.sections]
    for number, name in enumerate(given):
        if name not in known or name in given[:number]:
            says = f"The framework has these sections, each once: {', '.join(known)}"
            yield Problem(where=f"report.sections.{number}.id", says=says)
    if (placed := [name for name in given if name in known]) != sorted(placed, key=known.index):
        yield Problem(where="report.sections", says=f"Put the sections in the framework's order: {', '.join(known)}")
    written = {each.id for each in case.report.sections if each.sentences}
    for section in sections_of(case.framework):
        if section.required and section.id not in written and not MADE_ELSEWHERE.intersection(section.holds):
            says = f"The section '{section.title}' is empty: write what there is to say, or that there is nothing"
            yield Problem(where="report.sections", says=says)


def identifiers_are_given_once(case: Case) -> Iterator[Problem]:
    """No two sentences have one identifier, and none is beyond those that were given."""
    seen: set[str] = set()
    for where, sentence in case.report.places:
        if sentence.id in seen:
            yield Problem(where=f"{where}.id", says=f"Another sentence is {sentence.id}: give this one the next number")
        if int(sentence.id[1:]) > case.report.given:
            says = f"Raise 'given' to {sentence.id[1:]} at least, so that no identifier is given twice"
            yield Problem(where=f"{where}.id", says=says)
        seen.add(sentence.id)


def everything_is_told(case: Case) -> Iterator[Problem]:
    """No finding, recommendation or grade is left out; what is grave stands where grave things stand."""
    told = [sentence for section in case.report.sections for sentence in section.sentences]
    findings = {id for each in told for id in each.findings}
    for number, finding in enumerate(case.record.findings):
        if finding.id not in findings:
            says = f"No sentence of the report tells finding {finding.id}: write one, or withdraw the finding"
            yield Problem(where=f"findings.{number}", says=says)
    for number, asked in enumerate(case.record.recommendations):
        holds = "priority" if asked.severity == "priority_action" else "improvement"
        places = [each for each in case.sections if holds in each[1].holds]
        if places and not any(asked.id in each.recommendations for own, _ in places for each in own.sentences):
            titles = " or ".join(f"'{section.title}'" for _, section in places)
            says = f"Recommendation {asked.id} has no sentence in {titles}: write it there"
            yield Problem(where=f"recommendations.{number}", says=says)
    judgements = {id for each in told for id in each.judgements}
    for number, graded in enumerate(case.record.grades):
        if graded.judgement not in judgements:
            yield Problem(where=f"grades.{number}", says="No sentence tells this grade: write one that cites it")


def grades_are_there(case: Case) -> Iterator[Problem]:
    """Where judgements are graded, a final report has every grade; where there is no overall, that is no gap."""
    graded = {each.judgement for each in case.record.grades}
    rule, outcome = case.framework.judging.combination, case.framework.judging.outcome
    for judgement in case.framework.judging.judgements if case.report.state == "final" else ():
        needed = judgement.id in rule.inputs or (judgement.id == rule.result and "withheld" not in outcome.states)
        if judgement.scale and needed and judgement.id not in graded:
            yield Problem(where="grades", says=f"Give the grade that was agreed for '{judgement.title}'")


def scope_is_stated(case: Case) -> Iterator[Problem]:
    """The section of scope says what was looked at, in numbers, and what was not."""
    told = [each for own, section in case.sections if "scope" in section.holds for each in own.sentences]
    stated = {name for each in told for name in each.facts}
    for name in report_settings().inspection.stated:
        if name not in stated:
            says = f"Say in the section of scope, as '{name}': {case.titles[name].lower()}: {case.facts[name]}"
            yield Problem(where="report.sections", says=says)
    if not any(each.limit for each in told):
        says = "Say in the section of scope what was not looked at or cannot be told, and mark it as a limit"
        yield Problem(where="report.sections", says=says)


def next_steps_are_told(case: Case) -> Iterator[Problem]:
    """Where a statement of action is asked for, it is told of whom, by when and where to."""
    told = " ".join(
        each.text for own, section in case.sections if "next_steps" in section.holds for each in own.sentences
    )
    for number, letter in enumerate(case.record.letters):
        where = f"letters.{number}"
        if not letter.asks_for_statement:
            continue
        if letter.statement_of is None:
            yield Problem(where=f"{where}.statement_of", says="Say who is asked for the statement, by body and office")
        elif not case.mentions_authority(letter.statement_of, told):
            yield Problem(where=where, says="Name in the next steps who is asked for the statement")
        if letter.statement_due and not case.mentions_day(letter.statement_due, told):
            yield Problem(where=where, says="Write in the next steps by which day the statement is due")
        if letter.statement_to and letter.statement_to not in told:
            yield Problem(where=where, says="Write in the next steps where the statement is sent to")


RULES: tuple[Rule, ...] = (
    sections_are_the_frameworks, identifiers_are_given_once, everything_is_told, grades_are_there, scope_is_stated,
    next_steps_are_told, plain_versions_are_there, everybody_signed, two_people_release, a_correction_says_what_and_why,
)  # fmt: skip


def rests_on_something(sentence: Sentence, case: Case) -> Iterator[Problem]:
    """What is said of practice rests on evidence; what is said of the inspection stands where that belongs."""
    if sentence.about == "practice":
        if not sentence.cites:
            says = "it rests on no finding, evidence, recommendation or grade: cite one, or take it out"
            yield Problem(where="", says=says)
    elif (section := case.section_of(sentence)) and section.holds and not ABOUT_THE_INSPECTION & {*section.holds}:
        says = "it tells of the inspection, and this section tells of practice: cite evidence, or move it"
        yield Problem(where="about", says=says)


def cites_what_is_there(sentence: Sentence, case: Case) -> Iterator[Problem]:
    """Everything cited is in the record."""
    for what, ids in case.known.items():
        for id in getattr(sentence, what):
            if id not in ids:
                yield Problem(where=what, says=f"{id} is not in the record, or was withdrawn: take it out")


def rests_on_more_than_hearsay(sentence: Sentence, case: Case) -> Iterator[Problem]:
    """Not all of what a sentence rests on is what agencies say of each other, or what an adviser wrote."""
    items = case.items_of(sentence)
    if items and not any(map(counts, items)):
        says = f"all that it rests on is what agencies say of one another, or an adviser's note: {ADVICE}"
        yield Problem(where="", says=says)


def counts_what_it_says(sentence: Sentence, case: Case) -> Iterator[Problem]:
    """Words of quantity have their counts; what is asked for the future has none."""
    return iter(()) if sentence.recommendations else check_quantities(sentence)


def states_what_the_record_holds(sentence: Sentence, case: Case) -> Iterator[Problem]:
    """A number about the inspection is the record's, and stands in the words."""
    said = {*case.words_of(sentence)}
    for name, number in sentence.facts.items():
        if name not in case.facts:
            yield Problem(where="facts", says=f"No number is called '{name}'; use one of: {', '.join(case.facts)}")
        elif number != case.facts[name]:
            says = f"the record holds {case.facts[name]}, not {number} ({case.titles[name].lower()})"
            yield Problem(where=f"facts.{name}", says=says)
        elif not said & ways_to_say(number):
            yield Problem(where=f"facts.{name}", says=f"write the number {number} in the sentence")


def tells_the_grade_agreed(sentence: Sentence, case: Case) -> Iterator[Problem]:
    """A sentence about a grade writes the one that was agreed."""
    agreed = {each.judgement: each.grade for each in case.record.grades}
    titles = grade_titles(case.framework)
    for name in sentence.judgements:
        title = titles.get((name, agreed.get(name, "")))
        if title and title.lower() not in sentence.text.lower():
            yield Problem(where="judgements", says=f"the grade agreed is '{title}': write it as it is")


def tells_nobody_who_it_was(sentence: Sentence, case: Case) -> Iterator[Problem]:
    """Nothing could tell who a child is."""
    text = case.without_own(sentence.text)
    for says in looks_identifying(text):
        yield Problem(where="text", says=says)
    if names_a_pseudonym(text, (child.id for child in case.record.children)):
        yield Problem(where="text", says="A child's pseudonym stands here: write 'a child' instead")
    for place in name_like(text, proper=case.proper_names, ordinary=case.ordinary_words):
        says = f"word {place} could be somebody's name: take it out, or list it under 'proper_names' if it is nobody's"
        yield Problem(where="text", says=says)
    yield from check_traits(text, case.record.population)


OF_SENTENCES: tuple[SentenceRule, ...] = (
    rests_on_something, cites_what_is_there, rests_on_more_than_hearsay, counts_what_it_says,
    states_what_the_record_holds, tells_the_grade_agreed, tells_nobody_who_it_was,
)  # fmt: skip
