"""History: only added to, tied together, and enough to build the tables again."""

import threading
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

import factories
from factories import accuracy, assurance, child_files, days, dealt_with, following, judgements, publishing, teams
from factories.emptying import refusal_lifted
from joint_inspection.programmes.model import Programme, Unmet, Visit
from joint_inspection_web.accounts import actions as accounts
from joint_inspection_web.accounts.models import Organisation
from joint_inspection_web.casedata.store import open_case_data
from joint_inspection_web.history.models import Entry
from joint_inspection_web.history.record import action, record
from joint_inspection_web.history.verify import rebuild, verify_chain
from joint_inspection_web.inspections import actions as inspections
from joint_inspection_web.journeys import actions as journeys
from joint_inspection_web.programmes import actions as programmes
from joint_inspection_web.samples import actions as samples

NOW = factories.NOW
RECORDED = tuple(
    model for model in apps.get_models() if model.__module__.startswith("joint_inspection_web.") and model is not Entry
)
"""Every table of the service. One that is not recorded fails the test that builds them again."""


@action
def say(word: str) -> Entry:
    """An action that does nothing but enter history."""
    return record("tests.say", by=None, at=NOW, subject="test", word=word)


def told() -> list[str]:
    return [str(problem) for problem in verify_chain()]


@pytest.mark.django_db
def test_each_entry_follows_the_one_before():
    first, second = say("one"), say("two")
    assert (first.seq, second.seq, second.previous) == (1, 2, first.hash)
    assert first.content == {"rows": [], "word": "one"}
    assert told() == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        lambda: Entry.objects.filter(seq=1).update(who="nobody"),
        lambda: Entry.objects.filter(seq=2).delete(),
        lambda: Entry.objects.get(seq=1).save(),
    ],
)
def test_the_database_refuses_to_change_or_remove_an_entry(change):
    say("one"), say("two")
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        change()
    assert list(Entry.objects.values_list("seq", "who")) == [(1, "system"), (2, "system")]


@pytest.mark.django_db
def test_the_database_refuses_to_replace_or_empty_history():
    entry = say("one")
    empty = "TRUNCATE history_entry" if connection.vendor == "postgresql" else "DELETE FROM history_entry"
    replace = (
        "INSERT INTO history_entry SELECT * FROM history_entry ON CONFLICT (seq) DO UPDATE SET who = 'nobody'"
        if connection.vendor == "postgresql"
        else "INSERT OR REPLACE INTO history_entry SELECT * FROM history_entry"
    )
    for statement in (empty, replace):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    assert Entry.objects.get() == entry


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"payload": '{"rows":[],"word":"three"}'}, ["entry 2: What it says is not what was recorded"]),
        ({"at": NOW + timedelta(microseconds=1)}, ["entry 2: What it says is not what was recorded"]),
        (
            {"previous": "f" * 64},
            ["entry 2: It does not follow the entry before it", "entry 2: What it says is not what was recorded"],
        ),
    ],
)
def test_a_changed_entry_is_found(change, says):
    for word in ("one", "two", "three"):
        say(word)
    with refusal_lifted(connection):
        Entry.objects.filter(seq=2).update(**change)
    assert told() == says


@pytest.mark.django_db
def test_a_removed_entry_is_found_and_so_is_a_cut_end_if_it_was_noted():
    for word in ("one", "two", "three"):
        last = say(word)
    with refusal_lifted(connection):
        Entry.objects.filter(seq=3).delete()
        assert told() == []
        head = (last.seq, last.hash)
        assert [str(p) for p in verify_chain(head=head)] == ["entry 3: The entry noted earlier is no longer there"]
        say("four")
        Entry.objects.filter(seq=2).delete()
    assert told() == ["entry 3: Entry 2 is missing before it", "entry 3: It does not follow the entry before it"]


@pytest.mark.django_db
def test_the_command_says_whether_history_is_whole(capsys):
    call_command("history", "verify")
    assert capsys.readouterr().out == "History is empty\n"
    entry = say("one")
    call_command("history", "verify")
    assert capsys.readouterr().out == f"History is whole: 1:{entry.hash}\n"
    call_command("history", "verify", head=f"1:{entry.hash}")
    with pytest.raises(CommandError, match="broken in 1 places"):
        call_command("history", "verify", head="2:" + "0" * 64)


@pytest.mark.django_db
def test_an_action_that_records_nothing_is_undone():
    @action
    def forget() -> None:
        factories.organisation("cqc")
        Organisation.objects.update(name="changed")
        # factories.organisation recorded its own entry, but this action recorded none

    with pytest.raises(RuntimeError, match="forget is an action and recorded nothing"):
        forget()
    assert Organisation.objects.count() == 0


@pytest.mark.django_db
def test_only_an_action_records():
    with pytest.raises(RuntimeError, match="Only an action may record"):
        record("tests.say", by=None, at=NOW, subject="test")


@pytest.mark.django_db
def test_an_action_that_fails_leaves_nothing():
    before = Entry.objects.count()

    @action
    def fail() -> None:
        record("tests.say", by=None, at=NOW, subject="test")
        raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        fail()
    assert Entry.objects.count() == before


def programme() -> Programme:
    """A programme of one visit, with one thing it could not give."""
    visit = Visit(
        id="one", area=factories.ELMSHIRE, framework="framework@1", kind="full", start=date(2026, 3, 2),
        end=date(2026, 3, 6), rule="rule",
    )  # fmt: skip
    unmet = Unmet(area=factories.MARLBURY, rule="rule", says="No team is free", framework="framework@1", kind="full")
    return Programme(
        start=date(2026, 1, 1), end=date(2026, 12, 31), visits=(visit,), unmet=(unmet,), notes={"seed": 1, "gap": 0.5}
    )


def read_children() -> None:
    """An inspection whose draw was sealed, whose sample was drawn and one of whose journeys was opened."""
    inspection = child_files.announced()
    lead = child_files.inspector(inspection, role="lead_inspector")
    samples.seal_draw(inspection, by=lead, at=NOW)
    child_files.accepted(child_files.council(inspection), content=child_files.lists(child_files.children(12)))
    samples.draw_sample(inspection, theme=None, tracked=None, sampled=None, by=lead, at=NOW)
    child = open_case_data(inspection, person=lead, purpose="Reads", at=NOW).of("referrals")[0].child
    journeys.open_journey(inspection, child=child, purpose="Reads", by=lead, at=NOW)


@pytest.mark.django_db
def test_the_tables_are_built_again_from_history_alone():
    planner, lead = factories.person("planner"), factories.person("lead_inspector")
    administrator, other = factories.person("administrator"), factories.person("team_inspector")
    accounts.give_role(other, organisation=factories.organisation(), role="analyst", by=administrator, at=NOW)
    accounts.end_role(other.memberships.first(), by=administrator, at=NOW + timedelta(days=1))
    accounts.reset_sign_in(lead, password="temporary again", by=administrator, at=NOW)
    accounts.close_account(other, by=administrator, at=NOW)
    hidden = factories.inspection(no_notice=True, by=planner)
    inspections.grant_access(hidden, person=lead, reason="Leads it", by=planner, at=NOW)
    seat = inspections.add_person(hidden, person=lead, role="lead_inspector", by=planner, at=NOW)
    inspections.look(hidden, person=lead, page="tests", at=NOW)
    inspections.remove_person(seat, by=planner, at=NOW)
    inspections.withdraw_access(hidden.accesses.get(person=lead), by=planner, at=NOW)
    inspections.call_off(hidden, by=planner, at=NOW)
    factories.inspection()
    programmes.keep_programme(programme(), by=planner, at=NOW)
    child_files.whole_life()
    read_children()
    teams.whole_story()
    days.whole_story()
    dealt_with.whole_story()
    judgements.whole_story()
    accuracy.whole_story()
    publishing.whole_story()
    following.whole_story()
    assurance.whole_story()

    built = {table: {} for table in (model._meta.label_lower for model in RECORDED)} | rebuild()
    assert built == factories.stored(*RECORDED)
    assert [table for table, rows in built.items() if not rows] == []  # every table has its story
    assert told() == []


@pytest.mark.django_db
def test_history_holds_no_secret():
    person = factories.person("planner")
    accounts.reset_sign_in(person, password="temporary again", by=None, at=NOW)
    person.refresh_from_db()
    said = " ".join(Entry.objects.values_list("payload", flat=True))
    assert [
        word for word in (person.password, factories.PASSWORD, factories.SECRET, "temporary again") if word in said
    ] == []
    assert "password" not in {
        field for entry in Entry.objects.all() for row in entry.content["rows"] for field in row["fields"]
    }


@pytest.mark.django_db(transaction=True)
def test_writers_at_the_same_time_keep_the_chain_whole():
    failed: list[Exception] = []

    def write(name: str) -> None:
        try:
            for number in range(20):
                say(f"{name} {number}")
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write, args=(name,)) for name in ("a", "b", "c")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert (Entry.objects.count(), told()) == (60, [])
