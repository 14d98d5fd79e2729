"""By when agencies say what is wrong, what may be answered, which sentences changed, and how complaints go on."""

from datetime import date, timedelta

import pytest

from factories import reports
from joint_inspection.dates import working_days_between
from joint_inspection.frameworks.load import find, published
from joint_inspection.reports.accuracy import (
    Answer,
    Changed,
    accuracy_settings,
    changes,
    check_answer,
    has_round,
    undone,
    window,
)
from joint_inspection.reports.complaints import FOLLOWS, ComplaintState, Reached, due, last_day_to_complain
from joint_inspection.reports.edit import added, reworded, without

FRIDAY = date(2026, 3, 6)
NEXT = {
    "raised": ["acknowledged"], "acknowledged": ["answered"], "answered": ["review_asked", "closed"],
    "review_asked": ["in_review"], "in_review": ["reviewed"], "reviewed": [], "closed": [],
}  # fmt: skip


@pytest.mark.parametrize(
    ("framework", "kind", "days"),
    [("jtai@2016", "thematic", 9), ("jtai@2022", "front_door", 5), ("youth-justice@2018", "inspection", 10)],
)
def test_the_framework_gives_the_days(framework, kind, days):
    found = window(find(framework), kind)
    assert (found.working_days, found.by_framework) == (days, True)
    assert working_days_between(FRIDAY, found.ends(FRIDAY)) == days


def test_where_a_framework_gives_none_it_is_a_setting():
    framework = next(each for each in published() for kind in each.kinds if not has_round(each, kind.id))
    kind = next(kind.id for kind in framework.kinds if not has_round(framework, kind.id))
    found = window(framework, kind)
    assert (found.working_days, found.by_framework) == (accuracy_settings().comments.working_days, False)


def test_a_window_leaves_out_holidays():
    """Comments on a draft of 21 December 2026: Christmas Day and the substitute for Boxing Day do not count."""
    assert window(find("jtai@2022"), "front_door").ends(date(2026, 12, 21)) == date(2026, 12, 30)


def test_changes_are_told_by_identifier():
    before = reports.report(reports.as_record(reports.told()))
    first, second = before.sentences[:2]
    after, new = added(without(reworded(before, first.id, "Otherwise."), second.id), "New.", section="case_studies")
    assert changes(before, after) == (
        Changed(sentence=first.id, before=first.text, after="Otherwise."),
        Changed(sentence=second.id, before=second.text, after=None),
        Changed(sentence=new.id, before=None, after="New."),
    )
    assert changes(before, before) == ()
    told = changes(before, after)
    assert undone(told, after) == ()
    assert undone(told, before) == (first.id, second.id, new.id)


GOOD = {"decision": "accepted", "because": "It was ten", "sentences": ("s4",)}
FITS: list[tuple[dict, list[str]]] = [
    ({}, []),
    ({"decision": ""}, ["decision"]),
    ({"because": " "}, ["because"]),
    ({"sentences": ("s5",)}, ["sentences"]),
    ({"sentences": ()}, ["sentences"]),
    ({"sentences": (), "on_judgement": "changed", "decided": True}, []),
    ({"on_judgement": "changed"}, ["decided"]),
    ({"on_judgement": "reconsidered", "decided": True}, ["decided"]),
    ({"on_judgement": "perhaps"}, ["on_judgement"]),
    ({"decision": "partly", "sentences": ()}, []),
    ({"decision": "rejected", "sentences": ()}, []),
    ({"decision": "rejected", "sentences": (), "on_judgement": "reconsidered"}, []),
    ({"decision": "rejected"}, ["decision"]),
    ({"decision": "rejected", "sentences": (), "on_judgement": "changed", "decided": True}, ["decision"]),
]


@pytest.mark.parametrize(("said", "where"), FITS)
def test_an_answer_says_what_it_changed(said, where):
    assert [each.where for each in check_answer(Answer(**GOOD | said), changed={"s4"})] == where


def test_answers_and_changes_hide_their_words():
    answer = Answer(**GOOD | {"because": "It was Gwendolen"})
    assert "Gwendolen" not in repr((answer, Changed(sentence="s1", before="Gwendolen", after="Gwendolen")))


def test_a_complaint_goes_one_way():
    assert {str(state): [str(each) for each in then] for state, then in FOLLOWS.items()} == NEXT


def test_each_step_of_a_complaint_has_its_day():
    days = accuracy_settings().complaints
    way = [("raised", days.acknowledged, 0), ("acknowledged", days.answered, 0), ("answered", days.review_asked, 2),
           ("review_asked", days.acknowledged, 3), ("in_review", days.reviewed, 3), ("reviewed", None, 0)]  # fmt: skip
    on = [FRIDAY + timedelta(weeks=number) for number in range(len(way))]
    steps = [Reached(state=ComplaintState(state), on=day) for (state, _, _), day in zip(way, on, strict=True)]
    for number, (_, allowed, since) in enumerate(way):
        last = due(steps[: number + 1])
        assert (last and working_days_between(on[since], last)) == allowed


@pytest.mark.parametrize("published_on", [FRIDAY, date(2026, 3, 7), date(2026, 12, 24), date(2026, 4, 2)])
def test_nobody_has_less_time_to_complain_than_the_setting_says(published_on):
    last = last_day_to_complain(published_on)
    assert working_days_between(published_on, last) == accuracy_settings().complaints.raised
