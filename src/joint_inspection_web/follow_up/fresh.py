"""Whose cases are read again, to see whether an action helped? Drawn afresh from newer lists, nobody read before.

The draw is made with a secret of its own, drawn in the same moment and kept in history with it: nobody could know it
before, and anybody with the lists can repeat it. Whose cases were drawn is not kept: it goes with the lists.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from joint_inspection.errors import NotPossible, invalid
from joint_inspection.follow_up.impact import fresh_sample
from joint_inspection.frameworks.load import find
from joint_inspection.sampling.chance import chance_of
from joint_inspection.sampling.draw import Sample
from joint_inspection.sampling.population import population
from joint_inspection.sampling.strata import Stratum
from joint_inspection.secret_files import LENGTH
from joint_inspection_web.accounts.actions import require
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.casedata.store import digests, open_case_data
from joint_inspection_web.follow_up.actions import add
from joint_inspection_web.follow_up.models import Entry, Kind, Statement
from joint_inspection_web.follow_up.possible import expect_in_force
from joint_inspection_web.follow_up.rules import may_judge
from joint_inspection_web.history.record import action
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.samples.actions import chosen, latest
from joint_inspection_web.samples.kept import drawn_of, order_of

PURPOSE = "To read cases afresh after an action"


def strata_of(inspection: Inspection) -> dict[str, Stratum]:
    """The groups of the sample that was read, by name; none where newer lists did not come, or the sample is gone."""
    sample = latest(inspection)
    if sample is None or sample.arrived == _arrived(inspection) or not _arrived(inspection):
        return {}
    try:
        return {each.name: each for each in drawn_of(sample).sample.strata}
    except NotPossible:
        return {}


def draw_of(statement: Statement, name: str) -> Entry | None:
    """What was drawn last for an action."""
    return statement.entries.filter(kind=Kind.DRAWN, name=name).last()


@action
def draw_afresh(
    statement: Statement, *, name: str, stratum: str, number: int, by: Person, at: datetime
) -> tuple[Entry, Sample]:
    """Draw so many children of a group of the sample as it is now; once from the same lists for an action."""
    require(may_judge, by, statement.inspection)
    expect_in_force(statement)
    inspection, before = statement.inspection, draw_of(statement, name)
    if stratum not in strata_of(inspection):
        raise invalid("stratum", "Choose a group of the sample")
    if before and before.says["arrived"] == _arrived(inspection):
        raise NotPossible("Cases were drawn from these lists already, and are not drawn twice")
    secret = secrets.token_bytes(LENGTH).hex()
    says = {"stratum": stratum, "number": number, "secret": secret, "arrived": _arrived(inspection)}
    drawn = _draw(statement, name, says, by=by, at=at)
    says |= {"population": drawn.population}
    return add(statement, Kind.DRAWN, "draw_afresh", name=name, says=says, by=by, at=at), drawn


def drawn_again(statement: Statement, made: Entry, *, by: Person, at: datetime) -> Sample:
    """The same draw once more; raises NotPossible where its lists were replaced or destroyed."""
    require(may_judge, by, statement.inspection)
    if made.says["arrived"] != _arrived(statement.inspection):
        raise NotPossible("The lists that these cases were drawn from are not here any more")
    return _draw(statement, made.name, made.says, by=by, at=at)


def _draw(statement: Statement, name: str, says: dict[str, Any], *, by: Person, at: datetime) -> Sample:
    inspection = statement.inspection
    sample, stratum = latest(inspection), strata_of(inspection).get(says["stratum"])
    if sample is None or stratum is None:
        raise NotPossible("The sample that was read, or its lists, are not here any more")
    data = open_case_data(inspection, person=by, purpose=PURPOSE, at=at)
    people = population(data, find(inspection.framework), of_theme=order_of(sample).theme)
    chance = chance_of(bytes.fromhex(says["secret"]), "afresh", statement.ref, name, says["stratum"])
    return fresh_sample(
        people, stratum=stratum, number=says["number"], chance=chance, read_before=chosen(inspection) or ()
    )


def _arrived(inspection: Inspection) -> list[list[str]]:
    return [list(each) for each in digests(inspection)]
