"""Is a finding put right only when everything that it led to was verified, and from that day on?"""

from datetime import date

import pytest

from factories.follow_up import action, recommendation, statement
from joint_inspection.follow_up.resolved import in_force, resolved_on

ASKED = [
    recommendation(), recommendation(id="r2", findings=["council", "police"]),
    recommendation(id="r3", findings=["health"]),
]  # fmt: skip


def done(action, on, verified=None, *, confirmed=True):
    progress = {"action": action, "on": on, "by": "ben", "state": "done"}
    looked = {"action": action, "on": verified, "by": "eve", "confirmed": confirmed, "because": "Read."}
    return [progress], [looked] if verified else []


def answered(*parts, **given):
    actions = [action(), action(id="a2", answers=["r2"]), action(id="a3", answers=["r2"])]
    told = {
        "progress": [each for part in parts for each in part[0]],
        "verifications": [each for part in parts for each in part[1]],
    }
    return statement(actions=actions, **told | given)


ALL = (
    done("a1", "2026-07-01", "2026-07-08"),
    done("a2", "2026-08-03", "2026-08-10"),
    done("a3", "2026-07-01", "2026-09-01"),
)


@pytest.mark.parametrize(
    ("finding", "parts", "day", "expected"),
    [
        ("council", ALL, "2026-12-01", "2026-09-01"),
        ("council", ALL, "2026-08-31", None),
        ("council", ALL[:2], "2026-12-01", None),
        ("police", ALL[1:], "2026-12-01", "2026-09-01"),
        ("police", (ALL[1], done("a3", "2026-07-01", "2026-09-01", confirmed=False)), "2026-12-01", None),
        ("police", (*ALL, done("a2", "2026-10-01")), "2026-12-01", None),
        ("health", ALL, "2026-12-01", None),
        ("nobody asked", ALL, "2026-12-01", None),
    ],
)
def test_a_finding_is_put_right_when_all_is_verified(finding, parts, day, expected):
    found = resolved_on(finding, ASKED, [answered(*parts)], on=date.fromisoformat(day))
    assert (found.isoformat() if found else None) == expected


def test_a_statement_that_another_took_the_place_of_no_longer_counts():
    first, second = answered(), answered(*ALL, id="s2", supersedes="s1")
    assert in_force([first, second]) == (second,)
    assert resolved_on("council", ASKED, [first, second], on=date(2026, 12, 1)) == date(2026, 9, 1)
    assert resolved_on("council", ASKED, [first, answered(*ALL, id="s2")], on=date(2026, 12, 1)) is None
