"""One child's journey: lanes, bars, gaps and the same in words. Small invented journeys, days after 1 January 2025."""

from datetime import date, datetime, timedelta

import pytest

from joint_inspection.casedata.events.table import EventTable, children_schema, event_schema
from joint_inspection.errors import InvalidInput
from joint_inspection.journeys.clocks import clock, clocks
from joint_inspection.journeys.prepared import runs_of
from joint_inspection.journeys.services import services
from joint_inspection.journeys.silences import quiet
from joint_inspection.journeys.spans import State, spans
from joint_inspection.journeys.timeline import events_of_child, timeline

FIRST = datetime(2025, 1, 6)  # a Monday
ON = date(2025, 6, 2)
AGENCY = {"police_incident": "police", "shared_by_police": "police", "health_concern": "health"}


def table(*events: tuple, on: date = ON, child: str = "a", age: int | None = 9) -> EventTable:
    """Events of one child: day, event, record, and the day on which it was known if later."""
    import pyarrow as pa

    rows = []
    for position, (day, event, record, *known) in enumerate(sorted(events, key=lambda each: each[0])):
        rows.append({
            "child": child, "position": position, "event": event, "agency": AGENCY.get(event, "council"),
            "at": FIRST + timedelta(days=day), "known": FIRST + timedelta(days=known[0] if known else day),
            "list": "a list", "record": record, "detail": None,
        })  # fmt: skip
    children = [{"child": child, "sex": "female", "ethnicity": "wbri", "disability": None, "age": age, "team": "North"}]
    return EventTable(
        events=pa.Table.from_pylist(rows, schema=event_schema()),
        children=pa.Table.from_pylist(children, schema=children_schema()),
        on=on,
    )


def gaps(found) -> list[tuple[str, int, int, bool]]:
    return [(lane.agency, gap.first, gap.last, gap.ended) for lane in found.lanes for gap in lane.gaps]


def test_events_stand_in_the_lane_of_the_agency_that_recorded_them():
    found = timeline(table((0, "police_incident", 0, 2), (5, "contact", 1), (5, "referral", 2)), "a")
    assert [(lane.title, [(each.day, each.known, each.title) for each in lane.moments]) for lane in found.lanes] == [
        ("Council", [(5, 5, "Contact"), (5, 5, "Referral")]), ("Police", [(0, 2, "Police incident")]),
    ]  # fmt: skip
    assert (found.age, found.days) == (9, (ON - FIRST.date()).days)


def test_clocks_with_a_limit_are_bars_that_say_how_they_stand():
    found = timeline(
        table((0, "referral", 0), (3, "assessment_started", 1), (10, "assessment_authorised", 1), on=date(2025, 2, 3)),
        "a",
    )
    (council,) = found.lanes
    assert [(bar.title, bar.first, bar.last, bar.due, bar.state) for bar in council.bars] == [
        (clock("referral_decision").title, 0, 3, 1, State.LATE),
        (clock("assessment").title, 0, 10, 63, State.IN_TIME),
    ]  # fmt: skip


def test_an_open_clock_runs_to_the_last_day():
    found = timeline(table((0, "strategy_discussion", 0), on=date(2025, 2, 3)), "a")
    assert [(bar.first, bar.last, bar.due, bar.says) for lane in found.lanes for bar in lane.bars] == [
        (0, 28, 21, "open, limit passed"),
    ]  # fmt: skip


# Silences


def test_an_agency_that_knew_and_never_told_is_silent_from_when_it_knew():
    assert gaps(timeline(table((0, "police_incident", 0, 4)), "a")) == [("police", 4, 147, False)]


@pytest.mark.parametrize(("told", "expected"), [(30, []), (31, [("police", 0, 31, True)])])
def test_telling_within_thirty_days_is_no_silence(told, expected):
    assert gaps(timeline(table((0, "police_incident", 0), (told, "shared_by_police", 0)), "a")) == expected


def test_telling_of_something_else_ends_no_silence():
    assert gaps(timeline(table((0, "police_incident", 0), (9, "shared_by_police", 1)), "a")) == [
        ("police", 0, 147, False)
    ]


def test_the_days_after_which_nothing_is_heard_are_a_setting():
    told = table((0, "police_incident", 0), (9, "shared_by_police", 0))
    assert gaps(timeline(told, "a", quiet_after=5)) == [("police", 0, 9, True)]


def test_a_plan_without_contact_is_a_silence_of_the_council():
    assert gaps(timeline(table((0, "plan_started", 0)), "a")) == [("council", 0, 147, False)]


def test_the_silence_is_counted_from_the_latest_contact_and_never_between():
    journey = table((0, "plan_started", 0), (100, "plan_visit", 0), (140, "plan_ended", 0))
    assert gaps(timeline(journey, "a")) == [("council", 100, 140, False)]


def test_contact_until_shortly_before_the_end_is_no_silence():
    journey = table((0, "plan_started", 0), (130, "plan_review", 0), (140, "plan_ended", 0))
    assert gaps(timeline(journey, "a")) == []


def test_in_care_contact_is_owed_every_six_weeks():
    assert gaps(timeline(table((0, "care_started", 0), (105, "care_visit", 0)), "a")) == []
    assert gaps(timeline(table((0, "care_started", 0), (104, "care_visit", 0)), "a")) == [("council", 104, 147, False)]


def test_every_rule_of_silence_names_a_clock_and_a_service():
    assert {each.service for each in quiet().contacts} <= {each.id for each in services()}
    assert {clock(each).id for each in quiet().tells} == set(quiet().tells)


# The same in words, and nobody else's


def test_the_same_in_words():
    journey = table((0, "police_incident", 0, 2), (40, "shared_by_police", 0), (40, "strategy_discussion", 1))
    assert timeline(journey, "a").text() == (
        "Days are counted from the first event. The lists were drawn up on day 147; the child was then 9.",
        "Day 0. Police: Police incident, known on day 2.",
        "Days 2 to 40. Silence of Police: knew of something long before it told the council.",
        "Day 40. Police: Police told the council.",
        "Day 40. Council: Strategy discussion.",
        "Days 40 to 147. Clock of Council: From the strategy discussion to the initial child protection conference:"
        " open, limit passed, limit on day 60.",
    )


def test_nothing_says_a_date_or_the_pseudonym():
    journey = timeline(table((0, "police_incident", 0, 2), (40, "plan_started", 0), child="pseudonym"), "pseudonym")
    said = " ".join(journey.text())
    assert [word for word in ("2025", "January", "pseudonym", "wbri", "female", "North") if word in said] == []
    assert "pseudonym" not in repr(journey)


def test_what_is_dated_after_the_lists_has_not_happened():
    found = timeline(table((0, "contact", 0), (400, "referral", 1)), "a")
    assert [each.title for lane in found.lanes for each in lane.moments] == ["Contact"]


def test_a_child_who_is_not_on_the_lists_is_not_found():
    with pytest.raises(InvalidInput, match="No child of the lists has this pseudonym"):
        timeline(table((0, "contact", 0)), "b")


def test_only_one_childs_events_are_looked_at():
    import pyarrow as pa

    both = [table((0, "contact", 0)), table((0, "contact", 0), (9, "referral", 0), child="b")]
    together = EventTable(
        events=pa.concat_tables(each.events for each in both),
        children=pa.concat_tables(each.children for each in both),
        on=ON,
    )
    own = events_of_child(together, "b")
    assert own.counts == {"events": 2, "children": 1}


def test_prepared_queries_give_the_spans_of_the_engine():
    journey = table(
        (0, "referral", 0), (1, "assessment_started", 1), (2, "strategy_discussion", 2), (30, "initial_conference", 2),
        (31, "plan_started", 3), (60, "referral", 4), (75, "assessment_started", 5), (99, "assessment_authorised", 5),
    )  # fmt: skip
    chosen = [each for each in clocks() if each.id in ("assessment", "conference", "plan_first_review")]
    expected = tuple((each, span) for each in chosen for span in spans(each, journey))
    assert runs_of(chosen, journey) == expected
    assert len(expected) == 4
