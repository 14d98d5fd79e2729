"""Do the files of the earlier and the proposed frameworks say what the record says of them?"""

from datetime import date

import pytest

from joint_inspection.frameworks.load import find

EARLIER = (
    "contact-referral-assessment@2009", "slac@2009", "annual-rating@2009", "child-protection@2011-consulted",
    "child-protection@2012", "looked-after@2012", "adoption-fostering@2012", "multi-inspectorate@2012",
    "integrated@proposed", "single-agency-shared@proposed",
)  # fmt: skip
FRONT_DOOR = [
    "referral_timeliness",
    "assessment_effectiveness",
    "risk_management",
    "immediate_help",
    "multi_agency_work",
]


@pytest.mark.parametrize(
    ("ref", "no_notice", "notice", "on_site"),
    [
        ("contact-referral-assessment@2009", True, 0, 2),
        ("slac@2009", False, 10, 10),
        ("annual-rating@2009", False, 0, 0),
        ("child-protection@2011-consulted", True, 0, 10),
        ("child-protection@2012", True, 0, 10),
        ("looked-after@2012", False, 5, 5),
        ("adoption-fostering@2012", False, 10, 5),
        ("multi-inspectorate@2012", True, 0, 10),
    ],
)
def test_notice_and_days_on_site(ref, no_notice, notice, on_site):
    kind = find(ref).kinds[0]
    assert (kind.notice.no_notice, kind.notice.working_days, kind.on_site_working_days) == (no_notice, notice, on_site)


@pytest.mark.parametrize(
    ("ref", "words"),
    [
        ("slac@2009", ["inadequate", "adequate", "good", "outstanding"]),
        ("annual-rating@2009", ["performs_poorly", "performs_adequately", "performs_well", "performs_excellently"]),
        ("child-protection@2011-consulted", ["inadequate", "satisfactory", "good", "outstanding"]),
        ("child-protection@2012", ["inadequate", "adequate", "good", "outstanding"]),
        ("looked-after@2012", ["inadequate", "adequate", "good", "outstanding"]),
    ],
)
def test_grades_keep_their_words_and_say_what_they_are_today(ref, words):
    grades = find(ref).judging.scales[0].grades
    today = ["inadequate", "requires_improvement", "good", "outstanding"]
    assert [grade.id for grade in grades] == words
    assert [grade.same_grade_as or grade.id for grade in grades] == today


@pytest.mark.parametrize("ref", ["child-protection@2011-consulted", "child-protection@2012"])
def test_the_first_two_days_are_at_the_front_door_and_the_rest_is_planned_with_the_council(ref):
    kind = find(ref).kind("inspection")
    steps = {step.id: step for step in kind.timetable}
    assert [step.id for step in kind.timetable if step.id in FRONT_DOOR and step.days == (1, 2)] == FRONT_DOOR
    assert (steps["plan_with_council"].day, "council" in steps["plan_with_council"].who) == (2, True)
    assert kind.planned_with_area


def test_the_wait_proposed_in_2011_depends_on_the_last_result():
    rules = find("child-protection@2011-consulted").cycle.frequency
    assert {rule.when.overall: rule.due[0].latest_months for rule in rules if rule.when.overall} == {
        ("inadequate",): 18, ("satisfactory",): 36, ("good", "outstanding"): 60,
    }  # fmt: skip


def test_the_four_judgements_proposed_became_three():
    named = {
        ref: {judgement.id for judgement in find(ref).judging.judgements if judgement.kind == "key"}
        for ref in ("child-protection@2011-consulted", "child-protection@2012")
    }
    assert named["child-protection@2012"] == {"help_protection", "practice", "leadership"}
    assert named["child-protection@2011-consulted"] - named["child-protection@2012"] == {"capacity_to_improve"}


def test_looked_after_areas_are_drawn_in_secret_and_nothing_else_is_due():
    cycle = find("looked-after@2012").cycle
    sample = cycle.area_sample
    assert sample is not None
    assert (sample.areas_each_year, sample.selection, sample.secret) == ((20, 25), "random", True)
    assert [rule.due for rule in cycle.frequency] == [(), ()]


def test_adoption_and_fostering_are_looked_at_together_every_three_years_and_with_looked_after_children_if_possible():
    framework = find("adoption-fostering@2012")
    assert framework.judging.combination.inputs == ("adoption", "fostering")
    assert [rule.due[0].latest_months for rule in framework.cycle.frequency] == [36, 36]
    assert [(each.framework, each.strength) for each in framework.cycle.coincide] == [
        ("looked-after", "where_possible")
    ]


def test_the_paired_grades_have_no_overall():
    judging = find("slac@2009").judging
    assert (judging.combination.policy, judging.combination.inputs) == ("paired", ("safeguarding", "looked_after"))
    assert "none_by_design" in judging.outcome.states


def test_the_annual_rating_is_limited_may_be_withheld_and_feeds_the_area_assessment():
    framework = find("annual-rating@2009")
    assert framework.judging.combination.policy == "limiting"
    assert framework.judging.outcome.states == ("graded", "withheld")
    assert "area_assessment" in {each.id for each in framework.follow_up}


def test_the_multi_inspectorate_inspection_was_deferred_with_no_timeframe_and_weights_unresolved():
    framework = find("multi-inspectorate@2012")
    deferral = next(event for event in framework.life if event.stage == "deferred")
    first = deferral.moved[0]
    assert (deferral.announced_for, first.on, first.to, deferral.happened) == (
        "June 2013", date(2013, 4, 12), "none given", "none given",
    )  # fmt: skip
    assert framework.in_force.start is None
    assert framework.judging.combination.unresolved is not None
    assert framework.case_sample is not None
    assert framework.case_sample.shared_by_all


@pytest.mark.parametrize(
    ("ref", "replaced"),
    [
        ("integrated@proposed", {"ilacs", "sif", "jtai", "area-send", "youth-justice"}),
        ("single-agency-shared@proposed", {"jtai"}),
    ],
)
def test_what_the_sector_proposed_would_replace(ref, replaced):
    framework = find(ref)
    assert {each.framework for each in framework.replaces if each.how == "would_replace"} == replaced
    assert framework.judging.combination.policy == "per_inspectorate"
    assert framework.judging.combination.result is None


@pytest.mark.parametrize(
    ("ref", "steps", "criteria"),
    [
        ("contact-referral-assessment@2009", {"arrive", "sample_files"}, {"multi_agency_files"}),
        ("slac@2009", {"surveys"}, {"health_safeguarding"}),
        (
            "child-protection@2012",
            {"children_and_families", "shadow_visits", "multi_agency_meetings", "board", "education"},
            {"board", "schools"},
        ),
        (
            "looked-after@2012",
            {"care_planning", "out_of_area", "childrens_wishes", "corporate_parents"},
            {"care_planning", "out_of_area", "wishes", "corporate_parenting"},
        ),
        ("multi-inspectorate@2012", {"second_arrival", "third_arrival", "shared_sample"}, {"police_practice"}),
        ("single-agency-shared@proposed", {"shared_questions", "refer"}, {"shared_information", "shared_escalation"}),
    ],
)
def test_what_an_inspection_was_known_for_is_in_its_timetable_and_its_criteria(ref, steps, criteria):
    framework = find(ref)
    assert steps - {step.id for step in framework.kinds[0].timetable} == set()
    assert criteria - {criterion.id for criterion in framework.criteria} == set()


@pytest.mark.parametrize(
    ("ref", "rule"), [("contact-referral-assessment@2009", "every_year"), ("annual-rating@2009", "every_year")]
)
def test_every_council_has_its_turn_in_every_year_whatever_was_found(ref, rule):
    last = find(ref).cycle.frequency[-1]
    assert (last.id, last.when.otherwise) == (rule, True)
    assert [(due.earliest_months, due.latest_months, due.since) for due in last.due] == [(12, 24, "year_start")]


def test_the_worst_alone_would_be_assessed_every_year():
    rules = find("single-agency-shared@proposed").cycle.frequency
    assert [rule.id for rule in rules if "annual_assessment" in {due.kind for due in rule.due}] == ["worst"]


def test_three_inspectors_came_in_2012_the_lead_a_day_before_the_others():
    kind = find("child-protection@2012").kind("inspection")
    days = {step.id: step.day for step in kind.timetable}
    assert kind.team.size(with_optional=False) == {"ofsted": 3}
    assert (days["arrive"], days["team_follows"]) == (1, 2)


@pytest.mark.parametrize("ref", EARLIER)
def test_every_criterion_can_be_set_beside_those_of_other_frameworks(ref):
    assert [criterion.id for criterion in find(ref).criteria if not criterion.shared] == []
