"""Do the rules about when an area is visited cover every outcome, and can each of them apply?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from math import prod

from joint_inspection.frameworks import frequency
from joint_inspection.frameworks.advice import unknown
from joint_inspection.frameworks.check.surroundings import Flaw, Rule, Surroundings, grades_for, grades_of
from joint_inspection.frameworks.model import Framework, When

FREQUENCY = ("cycle", "frequency")
MOST_OUTCOMES = 50_000
SHOWN = 3
UNGRADED = {"withheld", "incomplete"}


@dataclass(frozen=True, kw_only=True)
class Past:
    """A previous full outcome as it could be; without a framework, no inspection yet."""

    framework: Framework | None = None
    grades: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        if self.framework is None:
            return "an area never inspected"
        found = ", ".join(f"{judgement} {grade}" for judgement, grade in self.grades.items())
        return f"an outcome of {self.framework.ref}" + (f" with {found}" if found else " without grades")


def every_past(framework: Framework, around: Surroundings) -> Iterator[Past]:
    """Every previous outcome that the rules must meet, by the judgements that they mention."""
    yield Past()
    if UNGRADED & set(framework.judging.outcome.states):
        yield Past(framework=framework)
    mentioned = sorted({name for rule in framework.cycle.frequency for name in _judgements(rule.when)})
    for each in around.carried_by(framework):
        scales = {name: grades for name in mentioned if (grades := grades_for(each, name))}
        if prod(len(grades) for grades in scales.values()) <= MOST_OUTCOMES:
            for grades in product(*scales.values()):
                yield Past(framework=each, grades=dict(zip(scales, grades, strict=True)))


def _judgements(when: When) -> Iterator[str]:
    if when.overall:
        yield "overall"
    yield from when.judgements
    yield from when.any_of
    for condition in when.at_least:
        yield from condition.of


def fits(when: When, past: Past, framework: Framework) -> bool:
    """Say whether every condition holds for a previous outcome."""

    def has(judgement: str, grades: Iterable[str]) -> bool:
        grade = past.grades.get(judgement)
        return grade is not None and _today(grade, past.framework) in {_today(each, framework) for each in grades}

    refs = (past.framework.id, past.framework.ref) if past.framework else ()
    return frequency.fits(when, own=framework.id, refs=refs, has=has)


def _today(grade: str, framework: Framework | None) -> str:
    known = grades_of(framework) if framework else {}
    return (known[grade].same_grade_as or grade) if grade in known else grade


def every_outcome_is_covered(framework: Framework, around: Surroundings) -> Iterator[Flaw]:
    """After any outcome, and before the first, a rule says what is due."""
    rules = framework.cycle.frequency
    if not rules:
        return
    left = [past for past in every_past(framework, around) if not any(fits(r.when, past, framework) for r in rules)]
    for past in left[:SHOWN]:
        yield Flaw(FREQUENCY, f"No rule covers {past}; add one, or end with one whose 'when' is otherwise: true")
    if len(left) > SHOWN:
        yield Flaw(FREQUENCY, f"No rule covers other outcomes either; how many: {len(left) - SHOWN}")


def every_rule_applies(framework: Framework, around: Surroundings) -> Iterator[Flaw]:
    """Every rule is the first that fits some outcome, be it one that has lost its grades."""
    pasts = [*every_past(framework, around), *(Past(framework=each) for each in around.carried_by(framework))]
    for number, rule in enumerate(framework.cycle.frequency):
        left = [past for past in pasts if not fits(rule.when, past, framework)]
        if len(left) == len(pasts):
            says = f"The rule '{rule.id}' never applies: no outcome fits it that an earlier rule has not caught"
            yield Flaw((*FREQUENCY, number, "when"), says)
        pasts = left


def rules_speak_of_known_grades(framework: Framework, around: Surroundings) -> Iterator[Flaw]:
    """Grades and judgements in a rule are those of this framework or of one whose history it carries."""
    carried = around.carried_by(framework)
    grades = {
        name for each in carried for grade in grades_of(each).values() for name in (grade.id, grade.same_grade_as)
    }
    judgements = {judgement.id for each in carried for judgement in each.judging.judgements}
    for number, rule in enumerate(framework.cycle.frequency):
        for steps, name in _grades_named(rule.when):
            if name not in grades:
                yield Flaw((*FREQUENCY, number, "when", *steps), unknown("grade", name, filter(None, grades)))
        for steps, name in _judgements_named(rule.when):
            if name not in judgements:
                yield Flaw((*FREQUENCY, number, "when", *steps), unknown("judgement", name, judgements))


def _grades_named(when: When) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for place, name in enumerate(when.overall):
        yield ("overall", place), name
    for key, by_judgement in (("judgements", when.judgements), ("any_of", when.any_of)):
        for judgement, names in by_judgement.items():
            for place, name in enumerate(names):
                yield (key, judgement, place), name
    for number, condition in enumerate(when.at_least):
        for place, name in enumerate(condition.grades):
            yield ("at_least", number, "grades", place), name


def _judgements_named(when: When) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for key, by_judgement in (("judgements", when.judgements), ("any_of", when.any_of)):
        for judgement in by_judgement:
            yield (key, judgement), judgement
    for number, condition in enumerate(when.at_least):
        for place, name in enumerate(condition.of):
            yield ("at_least", number, "of", place), name


def rules_say_when(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """A rule has a condition, and its conditions can hold together."""
    for number, rule in enumerate(framework.cycle.frequency):
        steps, when = (*FREQUENCY, number, "when"), rule.when
        conditions = bool(when.frameworks or list(_judgements(when)))
        if not conditions and not when.never_inspected and not when.otherwise:
            yield Flaw(steps, "Say after which outcome: overall, judgements, never_inspected: true or otherwise: true")
        if when.never_inspected and (conditions or when.otherwise):
            yield Flaw(steps, "An area never inspected has no outcome; leave never_inspected alone in its rule")
        for place, condition in enumerate(when.at_least):
            if condition.count > len(condition.of):
                says = f"{condition.count} of {len(condition.of)} judgements cannot be; correct the count"
                yield Flaw((*steps, "at_least", place, "count"), says)


def a_cycle_is_said(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """It is said somehow when areas are visited, and one kind of visit starts the cycle again."""
    cycle = framework.cycle
    if not (cycle.frequency or cycle.area_sample or cycle.series or cycle.coincide):
        yield Flaw(("cycle",), "Say when areas are visited: frequency rules, an area_sample, a series or coincide")
    if not any(kind.full for kind in framework.kinds):
        yield Flaw(("kinds",), "At least one kind of visit must be a full one (full: true)")


def repeats_are_of_lesser_visits(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """Only visits between full ones repeat within one rule."""
    full = {kind.id for kind in framework.kinds if kind.full}
    for number, rule in enumerate(framework.cycle.frequency):
        for place, due in enumerate(rule.due):
            steps = (*FREQUENCY, number, "due", place)
            if due.repeat_every_months is not None and due.kind in full:
                says = f"'{due.kind}' is a full visit, after which the rules start again; take the repeat out"
                yield Flaw((*steps, "repeat_every_months"), says)
            if due.repeat_every_months is None and due.repeat_at_most is not None:
                yield Flaw((*steps, "repeat_at_most"), "Say in 'repeat_every_months' how often it is repeated")


def samples_are_ranges(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """The fewest are not more than the most."""
    sample, cases = framework.cycle.area_sample, framework.case_sample
    ranges: dict[tuple[str, ...], tuple[int, int]] = {}
    if sample:
        ranges["cycle", "area_sample", "areas_each_year"] = sample.areas_each_year
    if cases:
        ranges |= {("case_sample", "tracked"): cases.tracked, ("case_sample", "sampled"): cases.sampled}
    for steps, (fewest, most) in ranges.items():
        if fewest > most or fewest < 0:
            yield Flaw(steps, f"The fewest come first, and none is below nothing; got {fewest} and {most}")


RULES: tuple[Rule, ...] = (
    every_outcome_is_covered, every_rule_applies, rules_speak_of_known_grades, rules_say_when, a_cycle_is_said,
    repeats_are_of_lesser_visits, samples_are_ranges,
)  # fmt: skip
