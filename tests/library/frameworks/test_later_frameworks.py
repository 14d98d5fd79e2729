"""Do the files of the later frameworks say what the record says of them?"""

from datetime import date

import pytest

from joint_inspection.frameworks.load import find
from joint_inspection.frameworks.timetable import timetable

LATER = (
    "sif@2013", "jtai@2016", "jtai@2022", "ilacs@2018", "ilacs@2023", "ilacs@2026", "area-send@2023",
    "youth-justice@2018",
)  # fmt: skip


@pytest.mark.parametrize(
    ("ref", "kind", "full", "notice", "on_site"),
    [
        ("sif@2013", "inspection", True, 0, 19),
        ("sif@2013", "reinspection", True, 0, 19),
        ("jtai@2016", "thematic", True, 9, 5),
        ("jtai@2022", "front_door", True, 10, 5),
        ("jtai@2022", "thematic", True, 10, 5),
        ("ilacs@2018", "short", True, 5, 5),
        ("ilacs@2023", "standard", True, 5, 10),
        ("ilacs@2023", "focused", False, 5, 2),
        ("ilacs@2026", "monitoring", False, 5, 2),
        ("area-send@2023", "full", True, 10, 5),
        ("area-send@2023", "monitoring", False, 10, 3),
        ("youth-justice@2018", "inspection", True, 20, 5),
    ],
)
def test_what_a_visit_is(ref, kind, full, notice, on_site):
    visit = find(ref).kind(kind)
    assert (visit.full, visit.notice.working_days, visit.on_site_working_days) == (full, notice, on_site)


@pytest.mark.parametrize(
    ("ref", "judged", "policy", "ends_with"),
    [
        ("sif@2013", ["help_protection", "looked_after", "leadership"], "limiting", "grade"),
        ("ilacs@2018", ["leadership", "help_protection", "looked_after"], "median", "grade"),
        ("ilacs@2023", ["leadership", "help_protection", "looked_after", "care_leavers"], "median", "grade"),
        ("ilacs@2026", ["leadership", "help_protection", "looked_after", "care_leavers"], "profile", "no_overall"),
        ("area-send@2023", ["overall"], "three_way", "three_way"),
    ],
)
def test_what_is_judged_and_how_it_is_combined(ref, judged, policy, ends_with):
    judging = find(ref).judging
    combination = judging.combination
    assert (list(combination.inputs), combination.policy, judging.outcome.kind) == (judged, policy, ends_with)


def test_from_april_2026_there_is_no_overall_by_design():
    framework = find("ilacs", on=date(2026, 4, 1))
    judging = framework.judging
    assert framework.ref == "ilacs@2026"
    assert [judgement.id for judgement in judging.judgements if judgement.kind == "overall"] == []
    assert (judging.combination.result, judging.outcome.states[0]) == (None, "none_by_design")


def test_in_the_single_inspection_only_key_judgements_bind_and_the_board_stands_beside():
    judging = find("sif@2013").judging
    kinds = {judgement.id: judgement.kind for judgement in judging.judgements}
    limit = judging.combination.limits[0]
    assert sorted(limit.any) == sorted(each for each, kind in kinds.items() if kind == "key")
    assert (limit.grades, limit.at_most) == (("inadequate",), "inadequate")
    assert (kinds["adoption"], kinds["care_leavers"], kinds["lscb"]) == ("sub", "sub", "beside")


def test_the_end_of_the_single_inspection_was_promised_twice_and_came_later():
    done = next(event for event in find("sif@2013").life if event.stage == "completed")
    assert done.announced_for == "November 2016"
    assert [move.to for move in done.moved] == [date(2017, 3, 31)]
    assert done.happened == date(2017, 10, 19)


def test_joint_inspections_were_promised_for_the_autumn_before():
    launched = next(event for event in find("jtai@2016").life if event.stage == "launched")
    assert (launched.announced_for, launched.announced_on) == ("autumn 2015", date(2015, 7, 15))
    assert [(move.to, move.why) for move in launched.moved] == [("February 2016", "none given")]
    assert launched.happened == date(2016, 2, 22)


def test_the_single_inspection_joins_three_and_every_area_passes_to_it():
    replaced = {each.framework: each for each in find("sif@2013").replaces if each.how == "combines"}
    assert set(replaced) == {"child-protection", "looked-after", "adoption-fostering"}
    assert {each.carries_history for each in replaced.values()} == {False}


def test_areas_come_over_from_the_single_inspection_by_rules_of_their_own():
    framework = find("ilacs@2018")
    rules = [rule for rule in framework.cycle.frequency if "sif" in rule.when.frameworks]
    assert [(rule.when.overall, rule.due[0].kind, rule.due[1].kind) for rule in rules] == [
        (("outstanding", "good"), "short", "focused"),
        (("requires_improvement",), "standard", "focused"),
        (("inadequate",), "monitoring", "standard"),
    ]
    lesser = [due for rule in rules for due in rule.due if not framework.kind(due.kind).full]
    assert {due.since for due in lesser} == {"launch"}


def test_the_pause_after_six_was_asked_for_and_is_no_fact():
    framework = find("jtai@2016")
    series = framework.cycle.series[0]
    gate = series.gates[0]
    assert (series.planned, series.done, series.announced_for, series.moved_to) == (
        6, 5, "by March 2016", "before summer 2016",
    )  # fmt: skip
    assert (gate.after_visits, gate.standing, gate.asked_by) == (6, "proposed", ("ADCS", "LGA", "Solace"))


@pytest.mark.parametrize("ref", ["jtai@2016", "jtai@2022"])
def test_a_joint_inspection_ends_in_a_letter_signed_by_all_and_any_body_may_answer(ref):
    framework = find(ref)
    assert (framework.judging.scales, framework.judging.combination.policy) == ((), "narrative")
    assert framework.report.signed_by == framework.inspectorates.all
    assert (framework.statement.asked, framework.statement.working_days) == ("decided_each_time", 70)
    assert framework.statement.counted_from == "report_received"


def test_probation_takes_part_by_inspection():
    framework = find("jtai@2022")
    partners = {partner.inspectorate: partner.participation for partner in framework.inspectorates.partners}
    assert partners == {"cqc": "always", "hmicfrs": "always", "hmi-probation": "per_inspection"}
    assert framework.kind("front_door").team.size() == {"ofsted": 3, "cqc": 2, "hmicfrs": 2}
    assert framework.kind("thematic").team.size(with_optional=False) == {"ofsted": 3, "cqc": 2, "hmicfrs": 2}


def test_inspectors_have_the_agencies_evaluation_before_they_come():
    rows = timetable(find("jtai@2022"), notify=date(2023, 9, 25), kind="thematic")
    when = {row.step: row.date for row in rows if not row.what.startswith("First day")}
    first = next(row.date for row in rows if row.step == "on_site")
    assert first == date(2023, 10, 9)  # Manchester
    assert (when["joint_evaluation_in"] < first, when["on_site"]) == (True, date(2023, 10, 13))
    assert when["publish"] == date(2023, 11, 30)


@pytest.mark.parametrize(
    ("outcome", "due"),
    [
        ("positive", [("full", 60.0)]),
        ("inconsistent", [("full", 36.0)]),
        ("widespread_failings", [("monitoring", 18.0), ("full", 36.0)]),
    ],
)
def test_the_printed_interval_is_the_middle_of_the_window(outcome, due):
    rules = find("area-send@2023").cycle.frequency
    rule = next(rule for rule in rules if rule.when.overall == (outcome,))
    assert [(each.kind, (each.earliest_months + each.latest_months) / 2) for each in rule.due] == due


@pytest.mark.parametrize(
    ("points", "grade"),
    [
        (0, "inadequate"),
        (6, "inadequate"),
        (7, "requires_improvement"),
        (18, "requires_improvement"),
        (19, "good"),
        (30, "good"),
        (31, "outstanding"),
        (36, "outstanding"),
    ],
)
def test_points_of_twelve_standards_fall_into_bands(points, grade):
    bands = find("youth-justice@2018").judging.combination.bands
    reached = [band for band in bands if 100 * points / 36 >= band.from_score]
    assert max(reached, key=lambda band: band.from_score).grade == grade


def test_the_council_is_asked_for_eleven_lists():
    request = next(request for request in find("ilacs@2023").data_requests if request.id == "child_level_lists")
    months = {each.number: each.months_back for each in request.lists}
    assert months == {**dict.fromkeys(range(1, 9), 6), 9: None, 10: 12, 11: 12}


@pytest.mark.parametrize("ref", LATER)
def test_every_version_has_content_in_every_part(ref):
    framework = find(ref)
    parts = (
        framework.legal_basis, framework.cycle.frequency, framework.cycle.bring_forward, framework.lines_of_enquiry,
        framework.data_requests, framework.case_sample, framework.report.deadlines, framework.recommendations,
        framework.follow_up, *(kind.timetable for kind in framework.kinds),
    )  # fmt: skip
    assert [part for part in parts if not part] == []
