"""How much of what one framework looks at does a visit under another cover?"""

import pytest

from joint_inspection.frameworks.crosswalk import crosswalk
from joint_inspection.frameworks.load import find, load_framework

HEARD = "    judgement: help\n    agencies: [council, health]\n"
LED = "    judgement: leaders\n    agencies: [council]\n"


def walk(edit, ours, theirs):
    """Our criterion *heard* against their two; each side says what its criteria share, and in which agencies."""
    one = load_framework(edit((HEARD, f"    judgement: help\n    {ours}\n"), name="one.yaml"))
    changes = [
        (old, f"    judgement: {name}\n    {new}\n")
        for old, name, new in zip((HEARD, LED), ("help", "leaders"), theirs, strict=True)
    ]
    two = load_framework(edit(*changes, name="two.yaml"))
    found = crosswalk(one, by=two).criteria[0]
    return found.covered, found.by, found.left


NONE = "agencies: [council]"


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("shared: [a]", ("shared: [a]", NONE), ("fully", ("heard",), ())),
        ("shared: [a, b]", ("shared: [a]", "shared: [b]"), ("fully", ("heard", "led"), ())),
        ("shared: [a, b]", ("shared: [a]", NONE), ("partly", ("heard",), ("b",))),
        ("shared: [a]", ("shared: [b]", NONE), ("not", (), ("a",))),
        ("agencies: [council]", ("shared: [a]", NONE), ("not", (), ())),
        (
            "{shared: [a], agencies: [health]}",
            ("{shared: [a], agencies: [council]}", NONE),
            ("not", (), ("a",)),
        ),
        (
            "{shared: [a], agencies: [council, health]}",
            ("{shared: [a], agencies: [council]}", NONE),
            ("partly", ("heard",), ("a (health)",)),
        ),
        (
            "{shared: [a], agencies: [council, health]}",
            ("{shared: [a], agencies: [council]}", "{shared: [a], agencies: [health]}"),
            ("fully", ("heard", "led"), ()),
        ),
        ("{shared: [a], agencies: [health]}", ("shared: [a]", NONE), ("fully", ("heard",), ())),
    ],
)
def test_a_criterion_is_covered_as_far_as_the_same_is_looked_at_in_the_same_agencies(edit, ours, theirs, expected):
    def block(text):
        return text.strip("{}").replace("], agencies", "]\n    agencies")

    assert walk(edit, block(ours), tuple(block(each) for each in theirs)) == expected


def test_share_and_what_is_left(edit):
    one = load_framework(edit((HEARD, HEARD + "    shared: [a]\n"), (LED, LED + "    shared: [b]\n"), name="one.yaml"))
    two = load_framework(edit((HEARD, HEARD + "    shared: [a]\n"), name="two.yaml"))
    found = crosswalk(one, by=two)
    assert (found.share, [each.criterion for each in found.left]) == (0.5, ["led"])
    assert crosswalk(one, by=one).share == 1.0


def test_a_joint_visit_covers_part_of_a_single_agency_one():
    found = crosswalk(find("ilacs@2023"), by=find("jtai@2022"))
    covered = {each.criterion for each in found.criteria if each.covered != "not"}
    assert covered
    assert {each.criterion for each in found.left} != set()
    assert 0 <= found.share < 1
