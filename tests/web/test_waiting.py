"""What waits on an inspection: each sees what they may know of, with whose turn it is; a child at risk comes first."""

from datetime import timedelta

import pytest

import factories
from factories import fairness, safety
from factories.world import world
from joint_inspection_web.inspections.waiting import Waiting, waiting
from joint_inspection_web.safety import alarms

pytestmark = [pytest.mark.on_postgres, pytest.mark.django_db]
NOW = factories.NOW


def waits(world, who, *, at=NOW):
    """What somebody is told, with whether it is theirs to do."""
    return [(each.says, each.mine) for each in waiting(world.inspection, person=world.people[who], at=at)]


@pytest.fixture
def made():
    return world("fieldwork")


def test_the_lead_sees_everything_a_child_at_risk_first(made):
    told = waits(made, "lead")
    assert told[0] == ("A child may be at risk. Tell the authority where the child lives", False)
    assert ("A case referred back: answer", False) in told
    assert ("1 line of enquiry open", False) in told
    assert ("1 thing that you have not read", True) in told
    assert (f"{made.inspection.bodies.get(kind='police').name} asks for a deferral: decide", True) in told


def test_an_agency_sees_its_own_and_no_alarm(made):
    for who, mine in (("council’s officer", True), ("police’s officer", False)):
        told = waits(made, who)
        assert (("A case referred back: answer", True) in told) == mine
        assert [says for says, _ in told if "risk" in says or "deferral" in says or "enquiry" in says] == []
        others = [says for says, is_mine in told if not is_mine]
        assert [says for says in others if not says.startswith("Complaint of")] == []  # it may see how its own stands


def test_it_is_the_turn_of_who_raised_an_alarm_then_of_somebody_senior(made):
    first = ("A child may be at risk. Tell the authority where the child lives", True)
    assert waits(made, "inspector")[0] == first
    by, when = made.people["inspector"], {"happened_at": NOW, "at": NOW}
    alarms.note_told(made.alarm, contact=made.contact, other="", how="telephone", by=by, **when)
    alarms.note_receipt(made.alarm, who="Duty manager", reference="", by=by, **when)
    assert waits(made, "inspector")[0] == ("A child may be at risk. A senior inspector follows up", False)
    assert waits(made, "lead")[0] == ("A child may be at risk. A senior inspector follows up", True)


def test_points_wait_for_the_agency_that_they_were_put_to(made):
    fairness.put(made.inspection, by=made.people["lead"])
    point = ("A point put to the agency: answer", True)
    assert point in waits(made, "council’s officer")
    assert point not in waits(made, "police’s officer")
    assert ("A point put to the agency: answer", False) in waits(made, "inspector")


def test_what_is_overdue_comes_before_what_is_not(made):
    later = waiting(made.inspection, person=made.people["lead"], at=NOW + timedelta(days=30))
    late = [each.overdue(NOW + timedelta(days=30)) for each in later if not each.first]
    assert late == sorted(late, reverse=True)
    assert True in late


def test_a_day_is_overdue_on_the_next_and_a_moment_at_once():
    day = Waiting(says="a", whose="b", href="/", due=NOW.date())
    assert [day.overdue(NOW), day.overdue(NOW + timedelta(days=1))] == [False, True]
    moment = Waiting(says="a", whose="b", href="/", due=NOW)
    assert [moment.overdue(NOW), moment.overdue(NOW + timedelta(minutes=1))] == [False, True]
    assert not Waiting(says="a", whose="b", href="/").overdue(NOW)


def test_the_front_page_shows_it_to_each_as_their_own(made):
    address = f"/inspections/{made.inspection.ref}/"
    page = factories.signed_in(made.people["inspector"]).get(address)
    assert "What waits, and for whom" in page.content.decode()
    assert "Your turn" in page.content.decode()
    adviser = factories.signed_in(made.people["adviser"]).get(address)
    assert "A case referred back" not in adviser.content.decode()
    safety.alarm(made.inspection, by=made.people["inspector"])
    officer = factories.signed_in(made.people["council’s officer"]).get(address)
    assert "child may be at risk" not in officer.content.decode()
