"""Are invented children as published figures say, and do their lists agree with each other?"""

from collections import Counter
from datetime import date

import numpy as np
import pytest

from joint_inspection.casedata.check import check
from joint_inspection.casedata.generate import invent
from joint_inspection.casedata.generate.cohort import asked, blocks
from joint_inspection.casedata.generate.rates import rates, share
from joint_inspection.dates import add_months, working_days_between

ON = date(2025, 6, 1)


@pytest.fixture(scope="module")
def story():
    """One whole block, before it is cut to what the lists show."""
    return next(blocks(children=20_000, seed=2, on=ON, linked=True)).story


@pytest.fixture(scope="module")
def cohort():
    return invent(children=3_000, seed=4)


def as_often(happened, of, name):
    """Whether a count lies within five standard deviations of what the rates say: a false alarm in two million."""
    expected = share(name) if isinstance(name, str) else name
    return abs(happened - of * expected) <= 5 * (of * expected * (1 - expected)) ** 0.5


def test_assessments_take_as_long_as_published(story):
    whole = story.course.whole[(story.routes.way == 0) & ~story.routes.no_further_action]
    assert as_often(int((whole <= 45).sum()), len(whole), "assessment_in_45")
    assert 32 <= float(np.median(whole)) <= 37


def test_conferences_are_held_as_soon_as_published(story):
    course = story.course
    long_ago = (story.on - course.strategy > 120) & ~np.isnan(course.conference)
    waits = [
        working_days_between(date.fromordinal(719163 + int(start)), date.fromordinal(719163 + int(end)))
        for start, end in zip(course.strategy[long_ago], course.conference[long_ago], strict=True)
    ]
    assert as_often(sum(wait <= 15 for wait in waits), len(waits), "conference_in_15")


def test_referrals_come_again_as_often_as_published(story):
    course = story.course
    referred = ~np.isnan(course.referral) & (story.routes.age > 366)
    again = referred & ~np.isnan(course.earlier_contact)
    assert as_often(int(again.sum()), int(referred.sum()), "re_referral")


def test_need_protection_and_care_stand_to_each_other_as_in_england(story):
    """402,400 in need, 49,420 on a plan and 81,770 in care on one day of 2025; a fifth either way is close enough."""
    course = story.course
    open_need = (~np.isnan(course.assessment) & np.isnan(course.need_end)).sum()
    on_plan = (~np.isnan(course.plan_start) & np.isnan(course.plan_end)).sum()
    in_care = (~np.isnan(course.care_start) & np.isnan(course.care_end)).sum()
    assert 0.8 * 49_420 / 402_400 <= on_plan / open_need <= 1.2 * 49_420 / 402_400
    assert 0.8 * 81_770 / 402_400 <= in_care / open_need <= 1.2 * 81_770 / 402_400


def test_steps_follow_each_other_as_published(story):
    """Among those who came to notice in the period: of all on the lists, those who stay long are more."""
    routes, new = story.routes, (story.children.noticed >= story.since) & (story.routes.way == 0)
    assessed = new & ~routes.no_further_action
    steps = (
        ("no_further_action", routes.no_further_action, new), ("not_in_need", ~routes.supported, assessed),
        ("enquiry", routes.enquiry, assessed), ("conference", routes.conference, assessed & routes.enquiry),
        ("plan", routes.plan, assessed & routes.conference),
    )  # fmt: skip
    for name, follows, of in steps:
        often = share(name) * (1 - 0.349 * 0.322 * 0.86) if name == "not_in_need" else name
        assert as_often(int((follows & of).sum()), int(of.sum()), often), name


def test_every_rate_cites_a_source_or_says_that_it_is_a_setting():
    for block in ("routes", "shares", "lengths"):
        assert [name for name, each in rates()[block].items() if not ({"source", "setting"} & set(each))] == []


@pytest.mark.parametrize("children", [1, 10, 999])
def test_every_child_is_on_some_list(children):
    made = invent(children=children, seed=children)
    named = {record.child for name, records in made.records.items() if name != "adopters" for record in records}
    assert len(named) == children


def test_every_list_has_its_columns_and_nothing_after_the_day_of_the_lists(cohort):
    for each in asked():
        fields = {field.id for field in each.list.fields}
        for record in cohort.of(each.list.id):
            assert set(record.answers) <= fields
            assert max((answer for answer in record.answers.values() if isinstance(answer, date)), default=ON) <= ON


def test_codes_are_those_that_are_asked_for(cohort):
    for each in asked():
        for field in each.list.fields:
            written = {record.text(field.id) for record in cohort.of(each.list.id)} - {None}
            assert field.type != "code" or written <= {code.id for code in field.codes}


@pytest.mark.parametrize("linked", [True, False])
def test_lists_without_errors_give_nothing_to_put_right(linked):
    findings = check(invent(children=1_500, seed=9, linked=linked))
    assert Counter(each.rule for each in findings if each.severity == "must_fix") == {}


def test_lists_look_back_as_far_as_they_say(cohort):
    since = add_months(ON, -6)
    starts = {"contacts": "contact_date", "referrals": "referral_date", "police_incidents": "incident_date"}
    for name, column in starts.items():
        assert min(record.date(column) for record in cohort.of(name)) >= since


def test_the_latest_only_lists_have_a_child_once(cohort):
    for name in ("child_protection", "children_in_care", "care_leavers", "children_in_need"):
        assert Counter(Counter(record.child for record in cohort.of(name)).values()).keys() == {1}


def test_agencies_know_children_under_numbers_of_their_own():
    made = invent(children=300, seed=1, linked=False)
    council = {record.child for record in made.of("contacts")}
    police = {record.child for record in made.of("police_incidents")}
    assert council & police == set()
    together = invent(children=300, seed=1)
    assert {record.child for record in together.of("contacts")} & {
        record.child for record in together.of("police_incidents")
    }


def test_police_tell_the_council_before_or_on_the_day_of_the_contact_that_comes_of_it(cohort):
    contacts = {
        (record.child, record.date("contact_date"))
        for record in cohort.of("contacts")
        if record.text("contact_source") == "6"
    }
    shared = [record for record in cohort.of("police_incidents") if record.date("shared_date")]
    assert [each for each in shared if each.date("shared_date") < each.date("recorded_date")] == []
    led = [each for each in shared if (each.child, each.date("shared_date")) in contacts]
    silent = [each for each in cohort.of("police_incidents") if not each.date("shared_date")]
    assert len(led) > 100
    assert len(silent) > 50


def test_the_same_seed_gives_the_same_lists_and_another_others():
    once, again, other = (invent(children=80, seed=seed) for seed in (3, 3, 4))
    said = [
        {name: [dict(each.answers) for each in made.of(name)] for name in made.records} for made in (once, again, other)
    ]
    assert said[0] == said[1] != said[2]


@pytest.mark.parametrize("on", [date(2016, 2, 29), date(2030, 12, 31)])
def test_any_day_will_do(on):
    made = invent(children=50, seed=1, on=on)
    assert made.on == on
    assert max(record.date("contact_date") for record in made.of("contacts")) <= on
