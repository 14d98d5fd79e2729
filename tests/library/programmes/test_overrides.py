"""A decision replaces a window, and only with a reason."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from factories import small as make
from joint_inspection.errors import InvalidInput
from joint_inspection.programmes.due import due
from joint_inspection.programmes.model import DueWindow
from joint_inspection.programmes.overrides import Override, read_overrides

ON = date(2021, 6, 1)
FILE = """overrides:
  - area: Elmshire
    framework: harbour
    from: 2021-09-13
    to: 2021-10-15
    reason: A serious incident.
    approver: Director of social care
    decided_on: 2021-05-04
"""


def override(**changed: Any) -> Override:
    given = {
        "area": "X1", "framework": "harbour", "start": date(2021, 9, 13), "end": date(2021, 10, 15),
        "reason": "A serious incident.", "approver": "Director of social care", "decided_on": date(2021, 5, 4),
    }  # fmt: skip
    return Override(**given | changed)


def windows(*overrides: Override) -> list[DueWindow]:
    framework = make.framework(rules=[{"due": [make.due("look", 12, 24), make.due()]}])
    found = due(
        on=ON, frameworks=[framework], register=make.register(make.area(), make.area("X2")), overrides=overrides,
        outcomes=[make.outcome(), make.outcome(area="X2")],
    )  # fmt: skip
    return list(found)


def test_the_window_is_replaced_and_says_why() -> None:
    look, full, *others = windows(override())
    assert (full.start, full.end, full.overridden) == (date(2021, 9, 13), date(2021, 10, 15), True)
    assert full.because.startswith(
        "Overridden on 2021-05-04 by Director of social care: A serious incident; "
        "by rule it was due 2021-09-04 to 2022-09-04. The last full inspection, begun 4 March 2019"
    )
    assert full.rule == "rule-0"
    assert [each.overridden for each in (look, *others)] == [False, False, False]


@pytest.mark.parametrize(
    ("changed", "kinds"),
    [
        ({}, ["full"]),
        ({"kind": "look"}, ["look"]),
        ({"area": "elmshire"}, ["full"]),
        ({"framework": "harbour@1"}, ["full"]),
        ({"decided_on": ON}, ["full"]),
        ({"decided_on": date(2021, 6, 2)}, []),
    ],
)
def test_what_an_override_replaces(changed: dict[str, Any], kinds: list[str]) -> None:
    assert [window.kind for window in windows(override(**changed)) if window.overridden] == kinds


def test_the_latest_decision_counts() -> None:
    first, second = override(), override(end=date(2021, 12, 1), decided_on=date(2021, 5, 5))
    for given in ((first, second), (second, first)):
        assert [window.end for window in windows(*given) if window.overridden] == [date(2021, 12, 1)]


@pytest.mark.parametrize("changed", [{"framework": "pier"}, {"framework": "harbour@2"}, {"kind": "long"}])
def test_an_override_of_nothing_is_a_problem(changed: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput, match="nothing to override"):
        windows(override(**changed))


@pytest.mark.parametrize(
    ("changed", "where"),
    [({"reason": " "}, "reason"), ({"approver": ""}, "approver"), ({"end": date(2021, 1, 1)}, "to")],
)
def test_an_override_without_a_reason_is_refused(changed: dict[str, Any], where: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        override(**changed)
    assert [problem.where for problem in caught.value.problems] == [where]


def test_overrides_are_read_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "overrides.yaml"
    path.write_text(FILE)
    assert read_overrides(path) == (override(area="Elmshire"),)


def test_overrides_are_read_from_json(tmp_path: Path) -> None:
    path = tmp_path / "overrides.json"
    path.write_text(
        '{"overrides": [{"area": "X1", "framework": "harbour", "kind": null, "from": "2021-09-13", "to": "2021-10-15",'
        ' "reason": "A serious incident.", "approver": "Director of social care", "decided_on": "2021-05-04"}]}'
    )
    assert read_overrides(path) == (override(),)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("    reason: A serious incident.\n", "", [("overrides.0.reason", 2)]),
        ("A serious incident.", '""', [("overrides.0.reason", 6)]),
        ("reason: A serious", "why: A serious", [("overrides.0.why", 6), ("overrides.0.reason", 2)]),
        ("2021-09-13", "soon", [("overrides.0.from", 4)]),
        ("2021-10-15", "2021-09-01", [("overrides.0.to", 5)]),
        ("harbour", "[harbour]", [("overrides.0.framework", 3)]),
        ("overrides:", "decisions:", [("", 1)]),
        ("  - area: Elmshire", "  - soon\n  - area: Elmshire", [("overrides.0", 2)]),
    ],
)
def test_a_problem_names_its_line(tmp_path: Path, old: str, new: str, expected: list[tuple[str, int]]) -> None:
    path = tmp_path / "overrides.yaml"
    path.write_text(FILE.replace(old, new))
    with pytest.raises(InvalidInput) as caught:
        read_overrides(path)
    assert [(problem.where, problem.line) for problem in caught.value.problems] == expected
