"""Is a first view sealed only on evidence, read by nobody before all are in, and is what becomes of it kept?"""

from itertools import permutations

import pytest

from factories.evidence import finding, framework, item
from joint_inspection.frameworks.load import find
from joint_inspection.judgements.views import View, check_view, is_complete, movements, readable


def view(by="ofsted", grade="weak", **given):
    return View(
        **{"judgement": "help", "by": by, "grade": grade, "supports": ("a",), "because": "Nobody asked."} | given
    )


SEEN = {"experience": True, "outcome": True}
PRAISE = {"direction": "strength", **SEEN}


@pytest.mark.parametrize(
    ("given", "items", "found"),
    [
        ({}, [item("a", **SEEN)], []),
        ({"supports": ()}, [item("a", **SEEN)], ["supports", "supports", "supports"]),
        ({"supports": ("gone",)}, [item("a", **SEEN)], ["supports", "supports", "supports"]),
        ({"against": ("a",)}, [item("a", **SEEN)], ["against"]),
        ({"grade": "poor"}, [item("a", **SEEN)], ["grade"]),
        ({"grade": None}, [item("a", **SEEN)], ["grade"]),
        ({"judgement": "helping"}, [item("a", **SEEN)], ["judgement"]),
        ({}, [item("a", experience=True)], ["supports"]),
        ({}, [item("a", outcome=True)], ["supports"]),
        ({}, [item("a", **SEEN), item("b", direction="strength")], ["against"]),
        ({"against": ("b",)}, [item("a", **SEEN), item("b", direction="strength")], []),
        ({"against": ("b",)}, [item("a", **SEEN), item("b", direction="strength"),
                               item("c", direction="strength", strength="strong")], ["against"]),
        ({"against": ("c",)}, [item("a", **SEEN), item("b", direction="strength"),
                               item("c", direction="strength", strength="strong")], []),
        ({"grade": "good"}, [item("a", **PRAISE), item("b")], ["against"]),
        ({}, [item("a", **SEEN), item("b", direction="strength", criterion="led")], []),
        ({}, [item("a", **SEEN), item("b", direction="strength", by_adviser=True)], []),
        ({}, [item("a", **SEEN), item("b", direction="context")], []),
        ({}, [item("a", method="data", speaker="published", **SEEN)], ["supports"]),
        ({"supports": ("a", "b")}, [item("a", method="data", speaker="published"), item("b", **SEEN)], []),
    ],
)  # fmt: skip
def test_a_view_cites_evidence_for_it_and_the_strongest_against(given, items, found):
    assert [problem.where for problem in check_view(view(**given), items, framework())] == found


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"supports": (), "against": ("b",), "findings": ("late",)}, []),
        ({"against": ("b",), "findings": ("late",)}, []),
        ({"findings_against": ("praised",)}, []),
        ({"findings": ("late",)}, ["against"]),
        ({"findings": ("gone",), "against": ("b",)}, ["findings"]),
        ({"findings": ("praised",), "against": ("b",)}, ["against"]),
        ({"against": ("b",), "findings": ("late",), "findings_against": ("late",)}, ["findings_against", "against"]),
        ({"supports": (), "against": ("b",), "findings": ("empty",)}, ["supports", "supports", "supports"]),
    ],
)
def test_a_finding_that_is_cited_counts_as_the_evidence_that_supports_it(given, found):
    items = [item("a", **SEEN), item("b", direction="strength")]
    findings = [
        finding(id="late", supports=("a", "withdrawn")), finding(id="praised", supports=("b",)),
        finding(id="empty", supports=("withdrawn",)),
    ]  # fmt: skip
    problems = check_view(view(**given), items, framework(), findings=findings)
    assert [problem.where for problem in problems] == found


def test_what_is_told_in_words_has_no_grade_and_weighs_the_opposite_of_what_it_cites():
    letters = find("jtai@2022")
    (criterion, *_) = [each for each in letters.criteria if each.judgement]
    items = [item("a", criterion=criterion.id, **PRAISE), item("b", criterion=criterion.id)]
    told = view(judgement=criterion.judgement, grade=None)
    assert [problem.where for problem in check_view(told, items, letters)] == ["against"]
    assert check_view(view(judgement=criterion.judgement, grade=None, against=("b",)), items, letters) == ()
    (problem,) = check_view(view(judgement=criterion.judgement, against=("b",)), items, letters)
    assert problem.says == "This judgement is told in words: take the grade out"


def test_no_problem_and_no_representation_repeats_what_was_written():
    written = view(because="Sam was left alone", supports=("gone",))
    told = " ".join(problem.says for problem in check_view(written, [item("a", text="Sam")], framework()))
    assert "Sam" not in told + repr(written)


ALL = ("cqc", "hmicfrs", "ofsted")


@pytest.mark.parametrize("sealed", [(), ("ofsted",), ("ofsted", "cqc"), ("cqc", "hmicfrs")])
def test_until_all_are_in_everybody_reads_their_own_alone(sealed):
    views = [view(by) for by in sealed]
    for reader in (*ALL, "lead", "quality_assurance"):
        assert readable(views, reader=reader, expected=ALL) == tuple(each for each in views if each.by == reader)


def test_what_one_reads_does_not_depend_on_who_else_has_sealed_or_what():
    own = view("ofsted")
    others = [[], [view("cqc")], [view("cqc", grade="good")], [view("hmicfrs")]]
    assert {readable([*each, own], reader="ofsted", expected=ALL) for each in others} == {(own,)}


def test_all_are_told_together_in_an_order_that_tells_nothing():
    views = [view(by) for by in ALL]
    told = {readable(order, reader="lead", expected=ALL) for order in permutations(views)}
    assert told == {tuple(views)}
    assert is_complete(views, expected=ALL)
    assert not is_complete(views, expected=())


def test_how_views_moved_and_who_dissents():
    scale = ("inadequate", "requires_improvement", "good", "outstanding")
    first = [view("ofsted", "good"), view("cqc", "inadequate"), view("hmicfrs", "good")]
    last = [view("ofsted", "requires_improvement"), view("cqc", "inadequate"), view("hmicfrs", "good")]
    found = movements(first, last, decided="requires_improvement", scale=scale)
    assert [(each.by, each.steps, each.dissents) for each in found] == [
        ("cqc", 0, True),
        ("hmicfrs", 0, True),
        ("ofsted", -1, False),
    ]
