"""Does every policy propose what its table of cases says, and is everything else shown beside it?"""

from itertools import product
from pathlib import Path

import pytest
import yaml

from joint_inspection.errors import InvalidInput
from joint_inspection.frameworks.load import find, published
from joint_inspection.frameworks.model import Combination
from joint_inspection.judgements import Grades, Judged, combine, every_policy, flips
from joint_inspection.judgements.combine import POLICIES
from joint_inspection.judgements.given import Given, grades_under
from joint_inspection.judgements.others import bands, plain_policy

SPEC = Path(__file__).parents[2] / "spec/judgements"
TABLES = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(SPEC.glob("*.yaml"))}
SIDE = {"other_policies", "flips"}
FOUR = ("inadequate", "requires_improvement", "good", "outstanding")


def cases(*tables):
    return [pytest.param(case, id=f"{name}: {case['is']}") for name in tables for case in TABLES[name]]


def read(case):
    framework = find(case["framework"])
    given = Given(**{key: case[key] for key in ("grades", "weights", "score") if key in case})
    return grades_under(framework, given), framework.judging.combination


def judged(**grades):
    return tuple(Judged(id=name, title=name, grade=grade, scale=FOUR) for name, grade in grades.items())


@pytest.mark.parametrize("case", cases(*sorted(set(TABLES) - SIDE)))
def test_a_policy_proposes_what_its_case_says(case):
    if "refused" in case:
        with pytest.raises(InvalidInput) as error:
            combine(*read(case))
        assert [problem.where for problem in error.value.problems] == case["refused"]
    else:
        assert combine(*read(case)).proposed == case["proposed"]


def test_every_policy_has_a_table_and_every_table_is_of_its_policy():
    assert set(TABLES) - SIDE == set(POLICIES)
    for name in POLICIES:
        assert {find(case["framework"]).judging.combination.policy for case in TABLES[name]} == {name}


def test_every_published_framework_has_a_policy_that_works():
    """Whatever is graded, all the worst leads to the worst, and all the best to the best, or to none by design."""
    for framework in published():
        policy = framework.judging.combination
        for end in (0, -1):
            scales = grades_under(framework, Given(grades={})).scale
            own = {each: grades_of(framework, each)[end] for each in policy.inputs}
            proposal = combine(grades_under(framework, Given(grades=own)), policy)
            assert proposal.proposed in (scales[end], None)
            assert (proposal.proposed is None) == (framework.judging.outcome.states[0] == "none_by_design")


def grades_of(framework, judgement):
    from joint_inspection.judgements.given import scale_of

    return scale_of(framework, judgement) or grades_under(framework, Given(grades={})).scale


@pytest.mark.parametrize("case", cases("other_policies"))
def test_what_every_other_policy_would_have_said(case):
    grades, policy = read(case)
    said = {name: each.proposed for name, each in every_policy(grades, policy).items()}
    assert said == {**case["others"], policy.policy: combine(grades, policy).proposed}


@pytest.mark.parametrize("case", cases("flips"))
def test_the_smallest_changes_that_flip(case):
    grades, policy = read(case)
    found = [
        {name: to for name, (_, to) in flip.changes.items()} | {"to": flip.proposed} for flip in flips(grades, policy)
    ]
    assert found == case["flips"]


@pytest.mark.parametrize("policy", ["limiting", "median", "weighted", "points_bands"])
@pytest.mark.parametrize("row", [FOUR, (*FOUR[:1], *FOUR[:1], *FOUR[2:]), FOUR[1:3] * 2, FOUR[2:3] * 4])
def test_no_small_change_that_flips_is_missed(policy, row):
    """Against trying everything: a change of one grade or two flips if, and only if, it holds one that is told."""
    plain = plain_policy(policy, inputs=NAMES, scale=FOUR)
    told = flips(alike(row), plain)
    now = combine(alike(row), plain).proposed
    for other in product(FOUR, repeat=4):
        if sum(here != there for here, there in zip(row, other, strict=True)) in (1, 2):
            there = combine(alike(other), plain).proposed
            held = [flip for flip in told if flip.proposed == there and holds(flip, row, other)]
            assert bool(held) == (there != now)
    assert all(combine(alike(moved(row, flip)), plain).proposed == flip.proposed != now for flip in told)


NAMES = ("a", "b", "c", "d")


def alike(row):
    return Grades(scale=FOUR, judged=judged(**dict(zip(NAMES, row, strict=True))))


def moved(row, flip):
    return [flip.changes[name][1] if name in flip.changes else grade for name, grade in zip(NAMES, row, strict=True)]


def holds(flip, row, other):
    """Each grade that the flip changes is changed as far, or farther the same way."""
    steps = zip(*([FOUR.index(grade) for grade in each] for each in (row, moved(row, flip), other)), strict=True)
    return all(start == near or start < near <= far or start > near >= far for start, near, far in steps)


def test_why_is_said_in_sentences():
    proposal = combine(*read(TABLES["limiting"][0]))
    assert proposal.because == (
        "Leadership, management and governance: inadequate. That limits overall effectiveness to inadequate at most.",
    )
    assert proposal.limited
    between_two = combine(*read(TABLES["median"][2]))
    assert between_two.because[0].endswith(
        "The middle lies between requires improvement and good; the lower is proposed."
    )
    other_weights = combine(*read(TABLES["weighted"][2]))
    assert other_weights.because == (
        "Effectiveness of help and protection counts 16.7 per cent, Quality of practice counts 66.7 per cent and "
        "Leadership, governance and partnerships counts 16.7 per cent. The mean lies on adequate.",
        "The framework's own weights would propose good.",
    )


def test_each_inspectorate_is_named_with_its_own():
    because = combine(*read(TABLES["per_inspectorate"][0])).because
    assert because[:5] == (
        "ofsted. Help and protection: good and Children in care and care leavers: good.",
        "cqc. Health services for children: requires improvement.",
        "hmicfrs. The police and children: inadequate.",
        "hmi-probation. Youth justice and probation: good.",
        "All inspectorates together. The partnership: requires improvement.",
    )


def test_findings_in_words_are_told_by_how_grave_they_are():
    assert combine(*read(TABLES["narrative"][0])).because == (
        "Priority action: Police.",
        "Improvement: Health services.",
        "Nothing to put right: Children's social care.",
        "Told in words; nothing is graded and nothing is added up.",
    )


@pytest.mark.parametrize("length", [2, 3, 4, 5])
def test_even_bands_give_the_mean_rounded_with_half_down(length):
    """Points in even bands are the same as equal weights, wherever a share is a whole number of per cent or not."""
    scale = tuple("abcdefg"[:length])
    names = [f"j{number}" for number in range(6)]
    for row in product(range(length), repeat=3):
        grades = dict(zip(names, [scale[place] for place in row], strict=False))
        given = tuple(Judged(id=name, title=name, grade=grade, scale=scale) for name, grade in grades.items())
        said = {
            name: combine(
                Grades(scale=scale, judged=given), plain_policy(name, inputs=tuple(grades), scale=scale)
            ).proposed
            for name in ("points_bands", "weighted")
        }
        assert said["points_bands"] == said["weighted"]
    assert [band.from_score for band in bands(FOUR)] == [0, 17, 51, 84]


def test_a_framework_of_ones_own_that_lacks_something_is_told_so():
    own = Combination(policy="points_bands", says="x", inputs=("a",), points={"good": 1}, setting="x")
    with pytest.raises(InvalidInput) as error:
        combine(Grades(scale=FOUR, judged=judged(a="outstanding")), own)
    assert [problem.where for problem in error.value.problems] == [
        "judging.combination.points",
        "judging.combination.bands",
    ]
    other = Judged(id="a", title="a", grade="yes", scale=("no", "yes"))
    with pytest.raises(InvalidInput, match="scale of the result"):
        combine(Grades(scale=FOUR, judged=(other,)), Combination(policy="median", says="x", inputs=("a",), setting="x"))
