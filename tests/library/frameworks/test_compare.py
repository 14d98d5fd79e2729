"""What changed between two versions, in plain English."""

from dataclasses import astuple

import pytest

from joint_inspection.frameworks.compare import compare
from joint_inspection.frameworks.load import find, load_framework

CASES = [
    ([], []),
    (
        [("    notice: {working_days: 5", "    notice: {working_days: 10")],
        [
            (
                "kinds.full.notice.working_days",
                5,
                10,
                "Kind of visit 'Full check': working days of notice was 5, now 10.",
            )
        ],
    ),
    (
        [("on_site_working_days: 3", "on_site_working_days: 4"), ("days: [6, 8]", "days: [6, 9]")],
        [
            (
                "kinds.full.on_site_working_days",
                3,
                4,
                "Kind of visit 'Full check': working days on site was 3, now 4.",
            ),
            (
                "kinds.full.timetable.fieldwork.days",
                [6, 8],
                [6, 9],
                "Kind of visit 'Full check', step 'Inspectors meet children and staff.': days: was 6 to 8, now 6 to 9.",
            ),
        ],
    ),
    (
        [("inspectorate: cqc, count: 2", "inspectorate: cqc, count: 1")],
        [
            (
                "kinds.full.team.roles.health.count",
                2,
                1,
                "Kind of visit 'Full check', seat on the team 'Health inspector': count was 2, now 1.",
            )
        ],
    ),
    (
        [("  - id: led\n    title: Leaders know", "  - id: leads\n    title: Leaders act")],
        [
            ("criteria.led", "Leaders know", None, "Removed the criterion 'Leaders know'."),
            ("criteria.leads", None, "Leaders act", "Added the criterion 'Leaders act'."),
        ],
    ),
    (
        [("agencies: [council, health]\n    methods", "agencies: [council, police]\n    methods")],
        [
            (
                "criteria.heard.agencies",
                ["council", "health"],
                ["council", "police"],
                "Criterion 'Children are heard': agencies: now with police and without health.",
            )
        ],
    ),
    (
        [("earliest_months: 30, latest_months: 42", "earliest_months: 30, latest_months: 48")],
        [
            (
                "cycle.frequency.good-areas.due.full.latest_months",
                42.0,
                48.0,
                "Frequency rule 'A good area is seen again after three years.', visit due 'full': latest months was "
                "42.0, now 48.0.",
            )
        ],
    ),
    (
        [("title: Weak,", "title: Poor,")],
        [
            (
                "judging.scales.two-words.grades.weak.title",
                "Weak",
                "Poor",
                "Scale 'Good or weak', grade 'Poor': title was 'Weak', now 'Poor'.",
            )
        ],
    ),
    (
        [("from_event: published, working_days: 20", "from_event: published, working_days: 30")],
        [
            (
                "report.deadlines.reply.working_days",
                20,
                30,
                "Deadline 'The council answers the report.': working days was 20, now 30.",
            )
        ],
    ),
    (
        [("case_sample: {cohort: Children being helped, tracked: [5, 7], sampled: [10, 20], source: guide}\n", "")],
        [
            (
                "case_sample",
                {
                    "cohort": "Children being helped",
                    "tracked": [5, 7],
                    "sampled": [10, 20],
                    "bands": [],
                    "strata": [],
                    "quotas": [],
                    "shared_by_all": False,
                },
                None,
                "Case sample is gone.",
            ),
        ],
    ),
    (
        [
            (
                "summary: Two inspectorates look",
                "summary: Three inspectorates, and sometimes four of them together, look",
            )
        ],
        [
            (
                "summary",
                "Two inspectorates look together at how an area helps its children.",
                "Three inspectorates, and sometimes four of them together, look together at how an area helps its "
                "children.",
                "Summary is worded differently.",
            )
        ],
    ),
    (
        [("due_day: 3", "due_day: 0"), ("months_back: 6", "number: 1")],
        [
            (
                "data_requests.council-lists.due_day",
                3,
                0,
                "Data request 'Lists of children': due day was 3, now 0.",
            ),
            (
                "data_requests.council-lists.lists.helped.months_back",
                6,
                None,
                "Data request 'Lists of children', list 'Children being helped': months back is gone; it was 6.",
            ),
            (
                "data_requests.council-lists.lists.helped.number",
                None,
                1,
                "Data request 'Lists of children', list 'Children being helped': number is new: 1.",
            ),
        ],
    ),
    ([("source: guide", "source: [guide]"), ("stage: consulted, says: Asked", "stage: proposed, says: Asked")], []),
]


@pytest.mark.parametrize(("changes", "expected"), CASES, ids=lambda value: str(value)[:40])
def test_each_change_is_told_once(edit, small, changes, expected):
    assert [astuple(each) for each in compare(small, load_framework(edit(*changes)))] == expected


def test_a_part_that_only_moved_has_not_changed(edit, small):
    text = edit().read_text(encoding="utf-8")
    criteria = text[text.index("  - id: heard") : text.index("sufficiency:")]
    first, second = criteria[: criteria.index("  - id: led")], criteria[criteria.index("  - id: led") :]
    assert compare(small, load_framework(edit((criteria, second + first)))) == ()


def test_what_is_added_one_way_is_removed_the_other(edit, small):
    other = load_framework(edit(("  - id: led", "  - id: leads"), ("full: false", "full: true")))
    there, back = compare(small, other), compare(other, small)
    assert {(c.where, c.before, c.after) for c in there} == {(c.where, c.after, c.before) for c in back}
    assert [change.where for change in there] == ["kinds.look.full", "criteria.led", "criteria.leads"]


def test_care_leavers_became_a_judgement_of_their_own():
    changes = compare(find("ilacs@2018"), find("ilacs@2023"))
    told = {change.where: change.says for change in changes}
    assert told["judging.judgements.care_leavers"].startswith("Added the judgement")
    assert told["judging.combination.inputs"] == "What is combined: now with care_leavers."


def test_the_overall_grade_went():
    where = {change.where for change in compare(find("ilacs@2023"), find("ilacs@2026"))}
    assert {"judging.judgements.overall", "judging.combination.policy", "judging.outcome.kind"} <= where
