"""Is it enough: counted by hand, what is missing and whose turn it is."""

import pytest

from factories.evidence import BODIES, COUNCIL, OFSTED, POLICE, framework, item
from joint_inspection.evidence.coverage import coverage
from joint_inspection.evidence.hosts import host_of

HEARSAY = {"speaker": "agency", "speaker_agency": "police", "directness": "told_by_another", "method": "interview"}


def covered(*items, children=(), reasons=None, bodies=BODIES, rules=None):
    return coverage(items, rules or framework(), bodies, children, reasons=reasons)


def test_nothing_noted_is_nowhere_enough():
    found = covered()
    assert [(short.criterion, short.what, short.about, short.turn) for short in found.shortfalls] == [
        ("heard", "items", "council", "ofsted"),
        ("led", "items", "council", "ofsted"),
    ]
    assert (found.items, found.share_direct) == (0, None)
    assert [(cell.criterion, cell.about, cell.items) for cell in found.cells] == [
        ("heard", "council", 0), ("heard", "health", 0), ("led", "council", 0),
    ]  # fmt: skip


def test_two_methods_with_one_direct_are_enough_and_hearsay_counts_for_nothing():
    found = covered(
        item("a"), item("b", method="child", speaker="child", directness="told_by_subject", experience=True),
        item("c", **HEARSAY), item("d", by_adviser=True),
    )  # fmt: skip
    heard, led = found.criteria
    assert (heard.is_enough, led.is_enough) == (True, False)
    assert vars(heard.amount) == {
        "items": 2, "agencies": 1, "methods": 2, "direct": 2, "child_or_family": 1, "records": 1,
    }  # fmt: skip
    cell = found.cell("heard", "council")
    assert (cell.methods, cell.direct, cell.hearsay) == ({"child": 1, "record": 1}, 2, 1)
    assert (found.items, found.direct, found.hearsay, found.share_direct) == (2, 2, 1, 1.0)
    assert [(each.judgement, each.experience, each.outcome) for each in found.judgements] == [
        ("help", 1, 0), ("leaders", 0, 0),
    ]  # fmt: skip


@pytest.mark.parametrize(("noted", "turn"), [([item("a")], "cqc"), ([item("a"), item("b", about="health")], "ofsted")])
def test_the_turn_is_with_the_host_of_the_body_of_which_least_is_known(noted, turn):
    rule = framework().sufficiency.model_copy(update={"records": 9})
    found = covered(*noted, rules=framework().model_copy(update={"sufficiency": rule}))
    (short,) = (short for short in found.shortfalls if (short.criterion, short.what) == ("heard", "records"))
    assert short.turn == turn


def test_no_more_agencies_are_asked_for_than_the_area_has():
    rule = framework().sufficiency.model_copy(update={"agencies": 2, "methods": 1, "direct": 0})
    found = covered(item("a"), rules=framework().model_copy(update={"sufficiency": rule}), bodies=(OFSTED, COUNCIL))
    assert [short.criterion for short in found.shortfalls] == ["led"]


def test_what_nobody_asked_for_is_shown_where_it_was_noted():
    found = covered(item("a", about="police", method="data"), bodies=(*BODIES, POLICE))
    assert [(cell.about, cell.expected) for cell in found.cells if cell.items] == [("police", False)]


def test_the_host_is_the_lead_where_the_inspectorate_does_not_take_part():
    assert host_of("probation", among=["ofsted", "cqc"], otherwise="ofsted") == "ofsted"
    assert host_of("police", among=["ofsted", "hmicfrs"]) == "hmicfrs"


def test_each_tracked_child_was_heard_or_it_is_written_why_not():
    found = covered(
        item("a", method="child", speaker="child", directness="told_by_subject", child="ash"),
        item("b", method="family", speaker="family", directness="told_by_subject", child="oak"),
        item("c", method="child", speaker="child", directness="told_by_subject", child="elm", by_adviser=True),
        item("d", method="child", child="yew"),
        item("e", child="fir"),
        children=["oak", "ash", "elm", "yew", "fir"], reasons={"elm": "Asleep each time", "ash": "Not needed"},
    )  # fmt: skip
    assert [(each.child, each.own, each.family, each.is_missing) for each in found.voices] == [
        ("ash", ("a",), (), False), ("elm", (), (), False), ("fir", (), (), True), ("oak", (), ("b",), True),
        ("yew", ("d",), (), False),
    ]  # fmt: skip


def test_where_several_bodies_are_alike_the_turns_go_round():
    every = framework().model_copy(
        update={"criteria": tuple(framework().criteria[0].model_copy(update={"id": f"c{n}"}) for n in range(4))}
    )
    assert [short.turn for short in covered(rules=every).shortfalls] == ["ofsted", "cqc", "ofsted", "cqc"]
