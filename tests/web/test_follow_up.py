"""What follows a published report: received, answered, carried out, looked at again, asked by the next inspection."""

from datetime import date

import pytest
from django.urls import reverse

import factories
from factories import child_files, following
from factories.following import COUNCIL, HEALTH, at
from factories.programmes import programme
from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible
from joint_inspection.follow_up.impact import impact_of
from joint_inspection.frameworks.load import find
from joint_inspection_web.enquiries.suggested import suggested_lines, suggested_reading
from joint_inspection_web.follow_up import actions, after, fresh, repeated
from joint_inspection_web.follow_up.models import Statement
from joint_inspection_web.follow_up.reading import as_statement
from joint_inspection_web.follow_up.waiting import on_desk
from joint_inspection_web.inspections import actions as inspections
from joint_inspection_web.inspections.waiting import waiting
from joint_inspection_web.programmes import known, reading
from joint_inspection_web.samples import actions as samples
from joint_inspection_web.triangulation.export import history_of
from web.reading import read

pytestmark = [pytest.mark.on_postgres, pytest.mark.django_db]
HEADS = ["Action", "Answers", "Owner", "By when", "How it stands"]
ASK, ANSWER = "Ask every child what they want, and write it down.", "Answer staff who ask for advice within a day."


def address(inspection, name="front", **more):
    return reverse(f"follow_up:{name}", kwargs={"ref": inspection.ref, **more})


def page(inspection, person, name="front", **more):
    """A page as somebody reads it."""
    response = factories.signed_in(person).get(address(inspection, name, **more))
    assert response.status_code == 200
    return read(response)


def shown_actions(inspection, person):
    """What somebody sees of every action, without its heads."""
    return page(inspection, person).tables.get("Actions", [HEADS])[1:]


def told(error):
    """What was wrong, by field."""
    return {each.where: each.says for each in error.value.problems}


def waits(inspection, person, on):
    """What waits on the page of an inspection, with whose turn it is."""
    return [(each.says, each.mine) for each in waiting(inspection, person=person, at=on) if "follow-up" in each.href]


def test_the_time_counts_from_receipt_and_another_day_needs_a_reason():
    made, people = following.after_publication()
    council, lead = people["council"], people["lead"]
    assert waits(made, council, at(3, 4)) == [("Note when the report was received", True)]
    with pytest.raises(NotAllowed):
        actions.note_receipt(made, received_on=date(2026, 3, 2), by=people["police"], at=at(3, 4))
    with pytest.raises(InvalidInput) as error:
        actions.note_receipt(made, received_on=date(2026, 3, 5), by=lead, at=at(3, 4))
    assert told(error) == {
        "noted_because": "Say why you note it for the area",
        "received_on": "Today is Wednesday 4 March 2026: enter a day until then",
    }
    with pytest.raises(InvalidInput) as error:
        actions.note_receipt(made, received_on=date(2026, 3, 2), due_on=date(2026, 5, 1), by=council, at=at(3, 4))
    assert list(told(error)) == ["because"]
    client = factories.signed_in(council)
    answer = client.post(address(made, "receipt"), {"received_on": "2 3 2026"})
    assert answer.status_code == 302
    row = Statement.objects.get()
    assert (row.due_on, row.because, row.noted_because) == (date(2026, 6, 12), "", "")
    assert waits(made, council, at(6, 12)) == [("The statement of action", True)]
    assert [each.late for each in on_desk(council, at=at(6, 15))] == [True]
    assert [each.waiting.mine for each in on_desk(people["lead"], at=at(6, 15))] == [False]
    assert on_desk(people["lead"], at=at(6, 12)) == []
    with pytest.raises(NotPossible):
        following.received(made, by=council)
    assert "Overdue" in page(made, lead).text


def test_a_plan_is_written_by_who_is_asked_read_by_partners_in_part_and_by_inspectors_once_it_is_sent():
    made, people = following.after_publication()
    council, health, police, lead = (people[who] for who in ("council", "health", "police", "lead"))
    row = following.received(made, by=council)
    with pytest.raises(NotAllowed):
        actions.write_action(row, says=following.says(), by=health, at=at(5, 6))
    with pytest.raises(InvalidInput) as error:
        actions.write_action(row, says=following.says(says="See Child A, born 2015"), by=council, at=at(5, 6))
    assert list(told(error)) == ["says"]
    actions.write_action(row, says=following.says(answers=(), due=None), by=council, at=at(5, 6))
    actions.write_action(row, says=following.says(**following.OF_HEALTH), by=council, at=at(5, 6))
    with pytest.raises(InvalidInput) as error:
        actions.send(row, by=council, at=at(6, 10))
    assert [each.says for each in error.value.problems] == [
        "Nothing answers recommendation r1: add an action for it", "Action a1: Say which recommendation it answers",
        "Action a1: Say by when it is done",
    ]  # fmt: skip

    # Before it is sent
    assert shown_actions(made, lead) == []
    assert ASK not in str(history_of(made))
    assert [each[0] for each in shown_actions(made, council)] == [f"a1: {ASK}", f"a2: {ANSWER}"]
    assert [each[0] for each in shown_actions(made, health)] == [f"a2: {ANSWER}"]
    assert shown_actions(made, police) == []
    hidden = factories.signed_in(police).get(address(made, "action", statement=row.ref, action="a1"))
    assert hidden.status_code == 404

    # When it is worded again through its form, and sent
    client, again = factories.signed_in(council), address(made, "again", statement=row.ref, action="a1")
    said = {
        "says": ASK, "answers": ["r1"], "owner": f"{COUNCIL}|director_of_childrens_services", "resources": "None",
        "with_others": [HEALTH], "measure_what": "Wishes written down", "unit": "per cent", "better": "higher",
        "baseline": "66", "baseline_on": "2 3 2026", "target": "90", "due": "30 9 2026",
    }  # fmt: skip
    assert client.post(again, said | {"target": "many"}).status_code == 200
    assert client.post(again, said).status_code == 302
    actions.send(row, by=council, at=at(6, 10))
    owner = "Director of children's services, Elmshire council (fictional)"
    assert shown_actions(made, lead)[0][:4] == [f"a1: {ASK}", "r1", owner, "30 September 2026"]
    assert [each[0] for each in shown_actions(made, health)] == [f"a1: {ASK}", f"a2: {ANSWER}"]
    assert ASK in str(history_of(made))
    with pytest.raises(NotPossible):
        actions.drop_action(row, name="a1", by=council, at=at(6, 11))


def test_a_plan_that_does_not_reflect_the_findings_is_written_anew():
    made, people = following.after_publication()
    council, lead = people["council"], people["lead"]
    first = following.sent(made, by=council)
    assert waits(made, lead, at(6, 11)) == [("Judge whether the plan reflects the findings", True)]
    with pytest.raises(InvalidInput) as error:
        after.review(first, reflects=False, again_by=date(2026, 8, 1), by=lead, at=at(6, 20))
    assert list(told(error)) == ["again_by", "because"]
    said = {"because": "Nobody checks it", "left_out": ("r2",), "again_by": date(2026, 7, 31)}
    after.review(first, reflects=False, **said, by=lead, at=at(6, 20))
    second = Statement.objects.get(supersedes=first)
    assert (second.due_on, as_statement(second).supersedes) == (date(2026, 7, 31), first.ref)
    assert waits(made, council, at(7, 1)) == [("The statement of action", True)]
    with pytest.raises(NotPossible):
        after.review(first, reflects=True, by=lead, at=at(6, 21))
    actions.take_over(second, by=council, at=at(7, 1))
    assert as_statement(second).actions == as_statement(first).actions
    assert "Nobody checks it" in page(made, council, "statement", statement=first.ref).text
    actions.send(second, by=council, at=at(7, 3))
    with pytest.raises(NotPossible):
        following.done(first, by=council)
    assert "Judge the plan" in page(made, lead).links
    after.review(second, reflects=True, by=lead, at=at(7, 9))
    assert "The plan reflects the findings" in page(made, people["health"]).text


def test_a_plan_is_judged_once():
    made, people = following.after_publication()
    row, lead = following.sent(made, by=people["council"]), people["lead"]
    after.review(row, reflects=True, by=lead, at=at(6, 20))
    with pytest.raises(NotPossible, match="This plan was judged on Saturday 20 June 2026: note a monitoring visit"):
        after.review(
            row, reflects=False, because="Seen otherwise now", again_by=date(2026, 7, 31), by=lead, at=at(7, 1)
        )
    assert "Judge the plan" not in page(made, lead).links
    refused = factories.signed_in(lead).get(address(made, "review", statement=row.ref))
    assert (refused.status_code, "was judged on Saturday 20 June 2026" in read(refused).text) == (409, True)


def test_it_is_done_when_somebody_else_saw_it_and_it_helped_when_a_fresh_sample_tells():
    made, people = following.after_publication()
    council, health, police, lead = (people[who] for who in ("council", "health", "police", "lead"))
    row = following.sent(made, by=council)
    after.review(row, reflects=True, by=lead, at=at(6, 20))
    assert waits(made, health, at(10, 1)) == [("1 action overdue: a2", True)]
    assert waits(made, lead, at(10, 1)) == [("2 actions overdue: a1, a2", False)]
    with pytest.raises(NotAllowed):
        following.done(row, by=police)
    with pytest.raises(InvalidInput) as error:
        after.verify(row, name="a1", confirmed=True, because="Seen", by=lead, at=at(8, 3))
    assert told(error) == {"on": "Nobody had reported it as done by that day: verify it afterwards"}
    following.done(row, by=council)
    with pytest.raises(InvalidInput) as error:
        following.done(row, by=council, on=date(2026, 8, 27), state="under_way", says="")
    assert told(error) == {"says": "This was done before: say why it is not any more"}
    for who in (council, child_files.officer(made.bodies.get(kind="council"))):
        with pytest.raises(NotAllowed):
            after.verify(row, name="a1", confirmed=True, because="Seen", by=who, at=at(9, 9))
        assert "Verify it" not in page(made, who, "action", statement=row.ref, action="a1").text
    assert "Verify it" in page(made, lead, "action", statement=row.ref, action="a1").text
    after.verify(row, name="a1", confirmed=False, because="Five of ten lack it", by=health, at=at(9, 9))
    assert waits(made, council, at(9, 10)) == []
    after.verify(row, name="a1", confirmed=True, because="Ten of ten hold it", by=lead, at=at(9, 16))

    said = {"name": "a1", "what": "Wishes are written down", "stratum": "Under 10", "better": "higher"}
    with pytest.raises(InvalidInput) as error:
        after.check_impact(row, **said, before=after.Counted(part=9, whole=8), after=after.Counted(part=1, whole=8),
                           by=lead, at=at(10, 5))  # fmt: skip
    assert told(error) == {"before_part": "9 of 8 is no share: count the children again"}
    for part, whole in ((3, 4), (18, 20)):
        counted = {"before": after.Counted(part=8, whole=20), "after": after.Counted(part=part, whole=whole)}
        after.check_impact(row, **said, **counted, target=0.5, by=lead, at=at(10, 5))
    assert [impact_of(each).verdict for each in as_statement(row).impact] == ["cannot_tell", "better"]
    with pytest.raises(InvalidInput) as error:
        after.note_visit(row, on=date(2026, 10, 1), until=None, looked_at=(), found="", by=lead, at=at(10, 2))
    assert list(told(error)) == ["looked_at", "found"]
    shown = page(made, police, "statement", statement=row.ref)
    assert shown.tables.get("Actions") is None
    shown = page(made, council, "action", statement=row.ref, action="a1")
    assert shown.tables["The measure day by day"] == [
        ["Day", "Per cent"],
        ["2 March 2026", "66"],
        ["20 August 2026", "91"],
    ]
    assert "Verified as done" in shown.text


def test_cases_are_drawn_afresh_from_newer_lists_and_nobody_twice():
    made, people = following.after_publication(sampled=True)
    lead, row = people["lead"], following.sent(made, by=people["council"])
    there = {"statement": row.ref, "action": "a1"}
    assert fresh.strata_of(made) == {}
    assert "once the area has sent newer lists" in page(made, lead, "afresh", **there).text
    read_before = set(samples.chosen(made))
    child_files.accepted(child_files.council(made), content=child_files.lists(child_files.children(60)))
    group = next(iter(fresh.strata_of(made)))
    said = {"name": "a1", "stratum": group, "by": lead, "at": at(10, 1)}
    with pytest.raises(InvalidInput) as error:
        fresh.draw_afresh(row, **said, number=1000)
    assert list(told(error)) == ["number"]
    entry, drawn = fresh.draw_afresh(row, **said, number=3)
    ids = {each.id for each in drawn.chosen}
    assert (len(ids), ids & read_before) == (3, set())
    assert fresh.drawn_again(row, entry, by=lead, at=at(10, 2)) == drawn
    with pytest.raises(NotPossible):
        fresh.draw_afresh(row, **said, number=4)
    shown = page(made, lead, "afresh", **there).text
    assert [each for each in ids if each not in shown] == []
    assert [each for each in ids if each in str(history_of(made))] == []


def test_what_comes_back_is_flagged_and_asked_by_the_next_inspection():
    made = following.whole_story()
    lead = made.seats.get(role="lead_inspector").person
    (link,) = repeated.links_of(made).values()
    (back,) = repeated.returned(made, on=date(2026, 10, 7))
    assert (back.finding, back.earlier, back.months, back.other_inspectorate) == (link.later, link.earlier, 13, False)
    shown = " ".join(page(made, lead, "repeats").text.split())
    assert ("Came back after 13 months" in shown, "The same words" in shown) == (True, True)
    with pytest.raises(InvalidInput) as error:
        repeated.say_repeat(made, later=link.later, earlier=link.earlier, kind="contradicts", because="No", by=lead,
                            at=at(10, 7))  # fmt: skip
    assert list(told(error)) == ["kind"]
    client, form = factories.signed_in(lead), address(made, "link", finding=link.later, earlier=link.earlier)
    assert client.post(form, {"kind": "none", "because": "Looked at again"}).status_code == 302
    assert repeated.returned(made, on=date(2026, 10, 7)) == ()
    client.post(form, {"kind": "same", "because": "The same words after all"})

    after_it = child_files.announced()
    asked = [each for each in suggested_lines(after_it, on=date(2026, 12, 1)) if "Statement of action" in each.source]
    assert [each.asks for each in asked] == [
        f"What became of action a2, which is overdue? It promised: {ANSWER}",
        f"Finding {link.later} came back 13 months after {link.earlier}: why did what was done not last?",
    ]
    titles = [each.title for each in suggested_reading(after_it, on=date(2026, 12, 1))]
    assert sum("JTAI" in each for each in titles) >= 2


def test_the_planner_sees_that_a_publication_moved_the_next_window():
    framework = find("ilacs@2026")
    made = inspections.open_inspection(
        area=factories.area(), framework=framework, kind="standard", begins_on=date(2026, 5, 11), by=None,
        at=factories.NOW,
    )  # fmt: skip
    planner, before = factories.person("planner"), reading.full_windows(date(2026, 6, 30))
    programme()
    judged = dict.fromkeys((each.id for each in framework.judging.judgements), "inadequate")
    following.published(made, on=at(6, 29), grades=judged)
    (moved,) = known.moved()
    assert (moved.area.name, moved.before == moved.now) == ("Elmshire (fictional)", False)
    expected = [(each.kind, each.end) for each in moved.now if "ilacs" in each.framework]
    assert expected == [("monitoring", date(2026, 11, 29)), ("standard", date(2029, 11, 11))]
    assert known.outcomes()[-1].judgements == judged
    caption = "Areas of which the rules expect something else since a publication"
    shown = read(factories.signed_in(planner).get(reverse("programmes:show"))).tables[caption]
    assert [row[:2] for row in shown[1:]] == [["Elmshire (fictional)", "ILACS, 29 June 2026"]]
    assert reading.full_windows(date(2026, 6, 30)) == before  # fictional areas are in no programme
