"""Did every inspectorate that took part sign this text, and did two people let it go out?"""

from __future__ import annotations

from collections.abc import Iterator

from joint_inspection.errors import Problem
from joint_inspection.reports.case import Case

PEOPLE = 2
"""How many people look through a report before it goes out."""


def everybody_signed(case: Case) -> Iterator[Problem]:
    """Each inspectorate that took part signed this very text, or wrote where it differs."""
    taking_part = [body.code for body in case.record.bodies if body.kind == "inspectorate"]
    for number, each in enumerate(case.record.sign_offs):
        if each.inspectorate not in taking_part:
            says = f"This inspectorate did not take part; these sign: {', '.join(sorted(taking_part))}"
            yield Problem(where=f"sign_offs.{number}.inspectorate", says=says)
    if case.report.state != "final":
        return
    signed = {each.inspectorate for each in case.record.sign_offs if each.digest == case.report.digest}
    before = {each.inspectorate for each in case.record.sign_offs} - signed
    for code in taking_part:
        if code in before:
            says = f"{code} signed another text: the report changed since, ask it to sign this one"
            yield Problem(where="sign_offs", says=says)
        elif code not in signed:
            yield Problem(where="sign_offs", says=f"{code} has not signed; it may sign and write where it differs")


def two_people_release(case: Case) -> Iterator[Problem]:
    """Two different people looked through this very text for anything that could tell who a child is."""
    if case.report.state != "final":
        return
    people = {each.by for each in case.record.releases if each.digest == case.report.digest}
    if len(people) < PEOPLE:
        more = "Two people have" if not people else "One more person has"
        says = f"{more} to look through this text for anything that could tell who a child is, and release it"
        yield Problem(where="releases", says=says)


def a_correction_says_what_and_why(case: Case) -> Iterator[Problem]:
    """What was published never changes: a correction names the text that it supersedes, and says why."""
    report = case.report
    if (report.supersedes is None) != (report.correction is None):
        where, says = (
            ("correction", "Say why the published text is corrected")
            if report.correction is None
            else ("supersedes", "Give the fingerprint of the published text that this one corrects")
        )
        yield Problem(where=f"report.{where}", says=says)
