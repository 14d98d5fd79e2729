"""Can an inspection be judged by what the framework says?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from joint_inspection.frameworks.advice import unknown
from joint_inspection.frameworks.check.surroundings import Flaw, Rule, Surroundings, grades_for, grades_of
from joint_inspection.frameworks.model import Framework

FEWEST_WORDS = 3
COMBINATION = ("judging", "combination")


def judgements_exist(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """Every judgement that is named is one that the framework makes."""
    known = [each.id for each in framework.judging.judgements]
    for steps, name in _judgements_named(framework):
        if name not in known:
            yield Flaw(steps, unknown("judgement", name, known))


def _judgements_named(framework: Framework) -> Iterator[tuple[tuple[str | int, ...], str]]:
    for number, criterion in enumerate(framework.criteria):
        if criterion.judgement:
            yield ("criteria", number, "judgement"), criterion.judgement
    for number, judgement in enumerate(framework.judging.judgements):
        if judgement.part_of:
            yield ("judging", "judgements", number, "part_of"), judgement.part_of
    rule = framework.judging.combination
    if rule.result:
        yield (*COMBINATION, "result"), rule.result
    for number, name in enumerate(rule.inputs):
        yield (*COMBINATION, "inputs", number), name
    for number, limit in enumerate(rule.limits):
        for place, name in enumerate(limit.any):
            yield (*COMBINATION, "limits", number, "any", place), name
    for name in rule.weights:
        yield (*COMBINATION, "weights", name), name
    for number, section in enumerate(framework.report.sections):
        for place, name in enumerate(section.judgements):
            yield ("report", "sections", number, "judgements", place), name


def judgements_have_a_whole(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """A sub-judgement is part of another, and no judgement is part of itself."""
    parents = {each.id: each.part_of for each in framework.judging.judgements}
    for number, judgement in enumerate(framework.judging.judgements):
        steps = ("judging", "judgements", number)
        if judgement.kind == "sub" and not judgement.part_of:
            yield Flaw(steps, f"Say in 'part_of' which judgement '{judgement.id}' belongs to")
        if judgement.id in _wholes(judgement.id, parents):
            yield Flaw((*steps, "part_of"), f"'{judgement.id}' is part of itself in the end; name another whole")


def _wholes(name: str, parents: dict[str, str | None]) -> Iterator[str]:
    above = parents.get(name)
    for _ in parents:
        if above is None:
            return
        yield above
        above = parents.get(above)


def judgements_have_criteria(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """Whatever is judged rests on a criterion, on another judgement, or on a combination."""
    fed = {criterion.judgement for criterion in framework.criteria}
    fed |= {each.part_of for each in framework.judging.judgements} | {framework.judging.combination.result}
    for number, judgement in enumerate(framework.judging.judgements):
        if judgement.id not in fed:
            says = f"No criterion feeds '{judgement.id}'; name it in the 'judgement' of what inspectors look for"
            yield Flaw(("judging", "judgements", number, "id"), says)


def scales_exist(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """A judgement uses a scale that is described, and every scale is used."""
    known = [scale.id for scale in framework.judging.scales]
    used = {judgement.scale for judgement in framework.judging.judgements}
    for number, judgement in enumerate(framework.judging.judgements):
        if judgement.scale and judgement.scale not in known:
            yield Flaw(("judging", "judgements", number, "scale"), unknown("scale", judgement.scale, known))
    for number, scale in enumerate(framework.judging.scales):
        if scale.id not in used:
            says = f"No judgement uses the scale '{scale.id}'; use it or take it out"
            yield Flaw(("judging", "scales", number, "id"), says)


def grades_are_described(framework: Framework, around: Surroundings) -> Iterator[Flaw]:
    """Each word of a scale says what it means, in words of its own."""
    today = {grade for each in (framework, *around.frameworks) for grade in grades_of(each)}
    for number, scale in enumerate(framework.judging.scales):
        texts: dict[str, str] = {}
        for place, grade in enumerate(scale.grades):
            steps = ("judging", "scales", number, "grades", place)
            if len(grade.describes.split()) < FEWEST_WORDS:
                yield Flaw((*steps, "describes"), f"Say in a sentence what '{grade.title}' means")
            elif grade.describes in texts:
                says = f"'{grade.id}' is described exactly as '{texts[grade.describes]}'; say what sets it apart"
                yield Flaw((*steps, "describes"), says)
            texts[grade.describes] = grade.id
            if grade.same_grade_as and grade.same_grade_as not in today:
                yield Flaw((*steps, "same_grade_as"), unknown("grade", grade.same_grade_as, today))


def combination_is_complete(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """A policy has what it works with."""
    rule = framework.judging.combination
    needs = {
        "limiting": (rule.limits, "limits"), "weighted": (rule.weights, "weights"),
        "points_bands": (rule.points and rule.bands, "points' and 'bands"), "three_way": (rule.result, "result"),
        "paired": (len(rule.inputs) > 1, "inputs"), "median": (rule.inputs, "inputs"),
    }  # fmt: skip
    present, name = needs.get(rule.policy, (True, ""))
    if not present:
        yield Flaw(COMBINATION, f"The policy '{rule.policy}' needs '{name}'; add what it works with")
    if rule.weights and not sum(rule.weights.values()) > 0:
        yield Flaw((*COMBINATION, "weights"), "Weights must add up to more than nothing")
    for name, weight in rule.weights.items():
        if weight < 0:
            yield Flaw((*COMBINATION, "weights", name), f"A weight cannot be less than nothing; got {weight}")
    scores = [band.from_score for band in rule.bands]
    if scores != sorted(set(scores)):
        yield Flaw((*COMBINATION, "bands"), "Put bands in order of 'from_score', the lowest first, each with its own")


def combination_uses_known_grades(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """Limits, points and bands speak of grades that the judgements concerned can have."""
    rule = framework.judging.combination
    result = grades_for(framework, rule.result) if rule.result else tuple(grades_of(framework))
    for number, limit in enumerate(rule.limits):
        can_be = {grade for name in limit.any for grade in grades_for(framework, name)}
        yield from _grades_known(limit.grades, can_be, (*COMBINATION, "limits", number, "grades"))
        if limit.at_most not in result:
            yield Flaw((*COMBINATION, "limits", number, "at_most"), unknown("grade", limit.at_most, result))
    for number, band in enumerate(rule.bands):
        if band.grade not in result:
            yield Flaw((*COMBINATION, "bands", number, "grade"), unknown("grade", band.grade, result))
    all_grades = grades_of(framework)
    for name in rule.points:
        if name not in all_grades:
            yield Flaw((*COMBINATION, "points", name), unknown("grade", name, all_grades))
    inputs = {grade for name in rule.inputs for grade in grades_for(framework, name)} if rule.points else set()
    for name in sorted(inputs - set(rule.points)):
        yield Flaw((*COMBINATION, "points"), f"Say how many points '{name}' counts")


def _grades_known(grades: Iterable[str], known: Iterable[str], steps: tuple[str | int, ...]) -> Iterator[Flaw]:
    known = tuple(known)
    for number, grade in enumerate(grades):
        if grade not in known:
            yield Flaw((*steps, number), unknown("grade", grade, known))


def outcome_agrees(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """What an inspection ends with agrees with whether there is a result to grade."""
    outcome, result = framework.judging.outcome, framework.judging.combination.result
    steps = ("judging", "outcome")
    graded = outcome.kind in ("grade", "three_way", "rating")
    if graded and result is None:
        yield Flaw((*COMBINATION, "policy"), f"The outcome is a {outcome.kind}; name its judgement in 'result'")
    if result and grades_for(framework, result) == () and graded:
        yield Flaw((*COMBINATION, "result"), f"The judgement '{result}' has no scale to be graded on; give it one")
    if outcome.kind == "no_overall" and result:
        yield Flaw((*COMBINATION, "result"), "The outcome has no overall; take 'result' out")
    expected = "graded" if graded else "none_by_design"
    if expected not in outcome.states:
        yield Flaw(
            (*steps, "states") if graded else steps, f"With this kind of outcome the states include '{expected}'"
        )


def follow_up_comes_after_something(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """What happens after is tied to a grade, a state of the outcome or a kind of recommendation."""
    known = {*grades_of(framework), *framework.judging.outcome.states}
    known |= {each.id for each in framework.recommendations} | {each.severity for each in framework.recommendations}
    for number, follow_up in enumerate(framework.follow_up):
        for place, name in enumerate(follow_up.after):
            if name not in known:
                yield Flaw(("follow_up", number, "after", place), unknown("grade or outcome", name, known))


def sufficiency_can_be_met(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """No criterion asks for more methods or agencies than it names."""
    if framework.sufficiency.agencies > len(framework.agencies):
        says = (
            f"Evidence from {framework.sufficiency.agencies} agencies is asked for; {len(framework.agencies)} in scope"
        )
        yield Flaw(("sufficiency", "agencies"), says)
    for number, criterion in enumerate(framework.criteria):
        rule = criterion.sufficiency or framework.sufficiency
        if rule.methods > len(criterion.methods):
            says = f"It takes {rule.methods} methods and {len(criterion.methods)} named here; name more or need less"
            yield Flaw(("criteria", number, "methods"), says)
        if criterion.sufficiency and criterion.agencies and criterion.sufficiency.agencies > len(criterion.agencies):
            says = "More agencies are needed to judge it than are named; name more or need less"
            yield Flaw(("criteria", number, "sufficiency", "agencies"), says)


def joint_evaluation_has_its_tool(framework: Framework, _: Surroundings) -> Iterator[Flaw]:
    """Where agencies evaluate children together, the file says by which questions; and not otherwise."""
    planned = any(step.stage == "joint_evaluation" for kind in framework.kinds for step in kind.timetable)
    if planned and framework.joint_evaluation is None:
        yield Flaw(("kinds",), "A step of joint evaluation is planned; say in 'joint_evaluation' what is asked")
    if framework.joint_evaluation is not None and not planned:
        says = "No kind of visit plans a step of joint evaluation; plan one or take this out"
        yield Flaw(("joint_evaluation",), says)


RULES: tuple[Rule, ...] = (
    judgements_exist, judgements_have_a_whole, judgements_have_criteria, scales_exist, grades_are_described,
    combination_is_complete, combination_uses_known_grades, outcome_agrees, follow_up_comes_after_something,
    sufficiency_can_be_met, joint_evaluation_has_its_tool,
)  # fmt: skip
