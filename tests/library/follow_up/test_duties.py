"""Does the register say who holds what on a day, and how far each duty may be relied on?"""

from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from joint_inspection.errors import InvalidInput
from joint_inspection.follow_up.duties import KINDS, Control, Duty, duty_register, in_words, who_holds

REGISTER = duty_register()
DAYS = [date(2009, 4, 1), date(2012, 11, 21), date(2016, 2, 22), date(2022, 6, 30), date(2026, 4, 1)]


def test_every_duty_cites_what_was_read_or_says_how_sure_it_is():
    known = {each.id for each in REGISTER.sources}
    duties = [duty for function in REGISTER.functions for duty in function.duties]
    assert [duty for duty in duties if not known.issuperset(duty.source_ids)] == []
    assert [duty for duty in duties if not duty.source and not duty.sure] == []
    assert {id for duty in duties for id in duty.source_ids} == known


def test_a_setting_without_how_sure_is_refused():
    with pytest.raises(ValidationError, match="how sure"):
        Duty(holder="council", statute="An Act", setting="Not read.")


def test_every_function_that_goes_on_has_a_holder_on_each_day():
    began = {"missing_education", "special_needs", "serious_violence", "domestic_abuse_support", "looked_after_health",
             "holding_police_to_account"}  # fmt: skip
    without = {each.id for each in REGISTER.functions for day in DAYS if not each.holders(day)}
    assert without <= began
    assert [each.id for each in REGISTER.functions if not each.holders(DAYS[-1])] == []


def test_no_holder_has_one_statute_twice_on_one_day():
    for function in REGISTER.functions:
        edges = {duty.since for duty in function.duties} | {
            duty.until + timedelta(days=1) for duty in function.duties if duty.until
        }
        for day in {each for each in edges if each} | {*DAYS}:
            held = [(duty.holder, duty.part) for duty in function.on(day)]
            assert len(held) == len({*held}), (function.id, day)


@pytest.mark.parametrize(
    ("function", "kind", "day", "most"),
    [
        ("enquiries", "council", "2026-03-02", "full"),
        ("enquiries", "health", "2026-03-02", "influence"),
        ("enquiries", "probation", "2026-03-02", "none"),
        ("safeguarding_arrangements", "police", "2026-03-02", "shared"),
        ("safeguarding_arrangements", "police", "2016-03-02", "none"),
        ("own_safeguarding", "police", "2016-03-02", "full"),
        ("serious_violence", "probation", "2023-01-31", "shared"),
        ("serious_violence", "probation", "2023-01-30", "none"),
        ("holding_police_to_account", "policing_body", "2012-11-22", "full"),
    ],
)
def test_the_most_control_that_a_body_can_have(function, kind, day, most):
    assert REGISTER.function(function).most(kind, date.fromisoformat(day)) == Control(most)


def test_who_holds_the_power_is_said_with_the_statute():
    assert who_holds(REGISTER.function("safeguarding_arrangements"), date(2020, 1, 1)) == (
        "the council, the health body and the police (Children Act 2004, section 16E(1))"
    )
    assert who_holds(REGISTER.function("serious_violence"), date(2020, 1, 1)) == "nobody on that day"
    assert {in_words((duty.holder,)) for each in REGISTER.functions for duty in each.duties} <= {*KINDS.values()}


def test_a_misspelt_function_is_pointed_out():
    with pytest.raises(InvalidInput, match="did you mean 'early_help'"):
        REGISTER.function("early_hlep")
