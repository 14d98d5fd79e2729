"""What holds whatever is asked of whom, and whatever is reported when?"""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories.follow_up import KINDS, inspected, recommendation, statement
from joint_inspection.follow_up.check import breaches
from joint_inspection.follow_up.duties import Control, duty_register
from joint_inspection.follow_up.standing import counts, overdue, reflects_findings, stands

REGISTER, INSPECTED = duty_register(), inspected()
BODIES = [kind for kind in KINDS if kind != "partnership"]
FIRST = date(2026, 6, 15)
DAYS = st.dates(FIRST, date(2027, 3, 31)).map(date.isoformat)
STATES = st.sampled_from(["not_begun", "under_way", "done", "stopped"])


def accepted(function, kind):
    """The levels of control at which a body may be asked, everybody else contributing."""
    others = [each for each in BODIES if each != kind]
    asked = (
        recommendation(to=kind, function=function, control=control, contributors=others, findings=[kind])
        for control in Control
    )
    return {each.control for each in asked if not list(breaches(each, INSPECTED))}


@pytest.mark.parametrize("function", [each.id for each in REGISTER.functions])
def test_a_body_is_asked_for_as_much_as_it_controls_and_no_more(function):
    duties = REGISTER.function(function)
    today = [duty for duty in duties.duties if (duty.since or date.min) <= INSPECTED.on <= (duty.until or date.max)]
    holding = {duty.holder for duty in today if duty.part == "holds"}
    for kind in BODIES:
        alone = holding == {kind} or (duties.each and kind in holding)
        helps = any(duty.holder == kind for duty in today)
        levels = [Control.INFLUENCE] * helps + [Control.SHARED] * (kind in holding) + [Control.FULL] * alone
        assert accepted(function, kind) == {*levels}, kind


def test_whatever_the_government_does_not_hold_somebody_can_be_asked_for():
    elsewhere = {"care_orders", "holding_police_to_account", "family_court_advice"}
    for function in REGISTER.functions:
        full = [kind for kind in BODIES if accepted(function.id, kind) & {Control.FULL, Control.SHARED}]
        assert bool(full) != (function.is_national(INSPECTED.on) or function.id in elsewhere), function.id


@pytest.mark.parametrize(("control", "lead"), list(product(Control, BODIES)))
def test_the_partnership_never_has_full_control(control, lead):
    for function in REGISTER.functions:
        asked = recommendation(
            to="partnership", lead=lead, function=function.id, control=control, findings=["partnership"],
            contributors=[each for each in BODIES if each != lead],
        )  # fmt: skip
        most = function.most(lead, INSPECTED.on)
        allowed = {Control.INFLUENCE} if most == Control.INFLUENCE else {Control.INFLUENCE, Control.SHARED}
        expected = most != Control.NONE and control in allowed
        assert (not list(breaches(asked, INSPECTED))) == expected, function.id


@settings(max_examples=60, deadline=None)
@given(told=st.lists(st.tuples(DAYS, STATES), max_size=6), looked=st.lists(st.tuples(DAYS, st.booleans()), max_size=3),
       day=st.dates(FIRST, date(2027, 3, 31)))  # fmt: skip
def test_what_comes_later_changes_nothing_of_a_day(told, looked, day):
    progress = [{"action": "a1", "on": on, "by": "ben", "state": state} for on, state in told]
    checks = [{"action": "a1", "on": on, "by": "eve", "confirmed": yes, "because": "Read."} for on, yes in looked]
    reviews = [{"on": on, "by": "lea", "reflects": yes, "because": "So."} for on, yes in looked]
    whole = statement(progress=progress, verifications=checks, reviews=reviews)
    until = statement(
        progress=[each for each in progress if each["on"] <= day.isoformat()],
        verifications=[each for each in checks if each["on"] <= day.isoformat()],
        reviews=[each for each in reviews if each["on"] <= day.isoformat()],
    )
    (action,) = whole.actions
    assert stands(whole, action, on=day) == stands(until, action, on=day)
    assert reflects_findings(whole, on=day) == reflects_findings(until, on=day)
    assert sum(counts(whole, on=day).values()) == 1
    after = day + timedelta(days=1)
    if overdue(whole, on=day) and not any(each["on"] == after.isoformat() for each in progress):
        assert overdue(whole, on=after)
