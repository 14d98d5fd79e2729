"""Is it enough, and does it agree: who sees it, what is written about it, and what ends the fieldwork."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

import factories
from factories import child_files, notebook, voices
from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible
from joint_inspection_web.accounts.models import Role
from joint_inspection_web.casedata import destruction
from joint_inspection_web.history.models import Entry
from joint_inspection_web.inspections import gates
from joint_inspection_web.inspections.models import FIELDWORK_DONE, Inspection
from joint_inspection_web.samples import actions as samples
from joint_inspection_web.triangulation import actions
from joint_inspection_web.triangulation.models import NotHeard, Told
from joint_inspection_web.triangulation.picture import picture_of, tracked_children
from web.reading import lost, read

pytestmark = [pytest.mark.on_postgres, pytest.mark.django_db]
SECRET = "Gwendolen waited five weeks"
NAMES = ("front", "excuse", "bring_in", "contradictions", "notice", "day", "told")


@pytest.fixture
def inspection() -> Inspection:
    return child_files.announced()


@pytest.fixture
def writer(inspection):
    return child_files.inspector(inspection)


@pytest.fixture
def client(writer) -> Client:
    return factories.signed_in(writer)


def address(inspection: Inspection, name: str = "front", **more: str) -> str:
    return reverse(f"triangulation:{name}", kwargs={"ref": inspection.ref, **more})


def opposites(inspection: Inspection, writer, **more: object) -> None:
    """Praise and blame of the council under one criterion."""
    notebook.kept(inspection, by=writer, direction="strength", **more)
    notebook.kept(inspection, by=writer, **more)


def only(inspection: Inspection):
    """The one contradiction there is."""
    (found,) = picture_of(inspection).opposed
    return found


def resolve(inspection: Inspection, writer, how: str = "Both are true of different teams", seen=None):
    found = only(inspection).found
    return actions.resolve(
        inspection, contradiction=found.id, seen=found.items if seen is None else seen, how=how, by=writer,
        at=timezone.now(),
    )  # fmt: skip


@pytest.fixture
def drawn(inspection):
    """Children tracked, in their order."""
    lead = child_files.inspector(inspection, role="lead_inspector")
    samples.seal_draw(inspection, by=lead, at=factories.NOW)
    child_files.accepted(child_files.council(inspection), content=child_files.lists(child_files.children(28)))
    samples.draw_sample(inspection, theme=None, tracked=None, sampled=None, by=lead, at=timezone.now())
    return sorted(tracked_children(inspection))


# Who sees what


def test_who_sees_which_page(inspection, writer):
    people = {role.value: factories.person(role) for role in Role} | {"seated": writer}
    people["quality"] = factories.person("quality_assurance")
    people["adviser"] = factories.person("sector_adviser", at="council:X99000003")
    for name, role in (("quality", "quality_assurance"), ("adviser", "sector_adviser")):
        inspection.seats.create(person=people[name], role=role, began_at=factories.NOW)
    got = {
        name: {who for who, person in people.items()
               if factories.signed_in(person).get(address(inspection, name)).status_code == 200}
        for name in NAMES
    }  # fmt: skip
    team = {"seated"}
    assert got == dict.fromkeys(NAMES, team) | {
        "front": team | {"quality", "adviser"}, "told": team | {"nominated_officer"},
    }  # fmt: skip


def test_the_adviser_and_quality_assurance_see_no_child(inspection, drawn):
    for role, at in (("sector_adviser", "council:X99000003"), ("quality_assurance", "ofsted")):
        person = factories.person(role, at=at)
        inspection.seats.create(person=person, role=role, began_at=factories.NOW)
        page = factories.signed_in(person).get(address(inspection)).text
        assert f"0 of {len(drawn)} tracked children were heard" in page
        assert [child for child in drawn if child in page] == []


def test_in_the_vault_nobody_finds_it_and_nobody_was_told(inspection):
    hidden = factories.inspection(no_notice=True)
    stranger = factories.signed_in(child_files.inspector(inspection))
    assert {stranger.get(address(hidden, name)).status_code for name in NAMES} == {404}
    with pytest.raises(NotPossible, match="does not know of this inspection yet"):
        actions.tell(hidden, body="x", office="x", what="a b c", on=date(2026, 1, 5), by=None, at=factories.NOW)


# Coverage


def test_the_front_page_counts_and_says_whose_turn_it_is(inspection, writer, client):
    empty = read(client.get(address(inspection)))
    assert "0 of 18" in empty.text
    assert {row[1] for row in empty.tables["What is missing"][1:]} == {"Begin: nothing is noted yet"}
    police = notebook.agency(inspection, "police")
    notebook.kept(inspection, by=writer)
    notebook.kept(inspection, by=writer, agency=police)
    notebook.kept(inspection, by=writer, speaker="agency", speaker_agency=police, directness=None, method="interview")
    page = read(client.get(address(inspection)))
    row = page.tables["Evidence by criterion and agency"][1]
    assert row[1:4] == [
        "1 item (1 record), 1 direct; 1 of hearsay besides", "1 item (1 record), 1 direct", "Nothing yet",
    ]  # fmt: skip
    missing = [row for row in page.tables["What is missing"][1:] if row[0].startswith("Need and risk are recognised")]
    board = inspection.bodies.get(kind="health").name
    assert [row[1:] for row in missing] == [
        ["Use 2 methods, 1 so far; hear one child or family, none so far", "Care Quality Commission", board]
    ]
    assert "+1h" in client.get(address(inspection)).text


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_ask_the_database_no_more_for_more_items(inspection, writer, client, number):
    for _ in range(number):
        opposites(inspection, writer)
    found = {}
    for name in ("front", "contradictions", "day"):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address(inspection, name)).status_code == 200
        found[name] = len(asked)
    assert {name: most for name, most in found.items() if most > 24} == {}


# Contradictions


def test_praise_and_blame_are_found_resolved_and_open_again(inspection, writer, client):
    opposites(inspection, writer)
    found = only(inspection)
    assert (found.is_open, len(found.found.praise), len(found.found.blame)) == (True, 1, 1)
    page = client.get(address(inspection, "resolve", which=found.found.id))
    assert "The record has no plan" in page.text
    sent = {"seen": found.found.items, "how": "The plan came a week later"}
    assert client.post(address(inspection, "resolve", which=found.found.id), sent).status_code == 302
    assert not only(inspection).is_open
    assert "None is open" in client.get(address(inspection, "contradictions")).text
    notebook.kept(inspection, by=writer)
    assert (only(inspection).is_open, len(only(inspection).new)) == (True, 1)
    assert "Open: 1 new item" in client.get(address(inspection, "contradictions")).text
    assert "The plan came a week later" in client.get(address(inspection, "resolve", which=found.found.id)).text


@pytest.mark.parametrize(
    ("how", "seen", "says"),
    [
        ("", None, "Write a sentence"),
        ("x" * 4_001, None, "at most 4,000 characters"),
        ("Both are true of it", [], "Something was noted in the meantime"),
    ],
)
def test_a_contradiction_is_resolved_in_words_by_somebody_who_read_it(inspection, writer, how, seen, says):
    opposites(inspection, writer)
    with pytest.raises(InvalidInput, match=says):
        resolve(inspection, writer, how=how, seen=seen)
    assert only(inspection).is_open


def test_what_is_typed_is_shown_again(inspection, writer, client):
    opposites(inspection, writer)
    page = client.post(address(inspection, "resolve", which=only(inspection).found.id), {"how": SECRET})
    assert (page.status_code, SECRET in page.text) == (200, True)
    assert "Something was noted in the meantime" in page.text


def test_a_contradiction_is_found_by_hand_among_items_that_no_rule_joins(inspection, writer, client):
    receipts = [notebook.kept(inspection, by=writer) for _ in range(3)]
    items = [str(note.pk) for note in inspection.notes.all()][:2]
    practice = {"criterion": notebook.criterion(inspection), "body": child_files.council(inspection).code}
    assert len(receipts) == 3
    page = client.get(address(inspection, "notice"), practice).text
    assert page.count('type="checkbox"') == 3
    refused = client.post(address(inspection, "notice"), practice | {"items": items[:1], "why": "One says no"})
    assert "at least two items" in refused.text
    assert (
        client.post(address(inspection, "notice"), practice | {"items": items, "why": "One says no"}).status_code == 302
    )
    found = only(inspection)
    assert (sorted(found.found.items), found.noticed.says, found.is_open) == (
        sorted(items),
        {"why": "One says no"},
        True,
    )
    resolve(inspection, writer)
    assert not only(inspection).is_open


def test_what_lies_in_another_inspectorates_box_is_counted_and_not_shown(inspection, writer, client):
    police = notebook.colleague(inspection)
    notebook.kept(inspection, by=police, box="hmicfrs", direction="strength", text=SECRET)
    notebook.kept(inspection, by=writer)
    page = client.get(address(inspection, "resolve", which=only(inspection).found.id)).text
    assert "1 item lies in the sealed box of another inspectorate" in page
    assert SECRET not in page


def test_nobody_resolves_what_is_not_there(inspection, writer, client):
    assert client.get(address(inspection, "resolve", which="nothing")).status_code == 404
    with pytest.raises(NotPossible, match="no longer there"):
        actions.resolve(inspection, contradiction="x", seen=[], how="a b c", by=writer, at=timezone.now())


# Children's own voices


def test_each_tracked_child_is_heard_or_excused(inspection, writer, client, drawn):
    first, second, third = drawn[:3]
    heard = {"method": "child", "speaker": "child", "directness": "told_by_subject"}
    notebook.kept(inspection, by=writer, child=first, **heard)
    notebook.kept(inspection, by=writer, child=third, method="family", speaker="family", directness="told_by_subject")
    voices.met(inspection, by=writer, kind="child", child=third)
    said = {"child": second, "reason": "Asked twice and did not want to"}
    assert client.post(address(inspection, "excuse"), said).status_code == 302
    rows = {row[0]: row[1:] for row in read(client.get(address(inspection, "excuse"))).tables["Tracked children"]}
    assert (rows[first], rows[second], rows[third]) == (
        ["Not asked", "1 item", "none", "–"], ["Not asked", "Not heard", "none", "Asked twice and did not want to"],
        ["No answer yet", "Not heard", "1", "No reason yet"],
    )  # fmt: skip
    (row,) = NotHeard.objects.all()
    kept = row.sealed + "".join(Entry.objects.values_list("payload", flat=True))
    assert [word for word in (second, "Asked twice") if word in kept] == []


def test_a_reason_is_about_a_tracked_child_and_says_something(inspection, writer, drawn):
    with pytest.raises(InvalidInput, match="Choose one of the children tracked"):
        actions.excuse(inspection, child="nobody", reason="It was too late", by=writer, at=timezone.now())
    with pytest.raises(InvalidInput, match="Write a sentence"):
        actions.excuse(inspection, child=drawn[0], reason="no", by=writer, at=timezone.now())


# What the area is told, day by day


def test_an_agency_reads_what_it_was_told_and_nothing_about_another(inspection, writer, client):
    council, police = child_files.council(inspection), inspection.bodies.get(kind="police")
    for body, what in ((council, "Plans come late"), (police, "Calls are graded well")):
        said = {"body": body.code, "office": "assistant director", "what": what,
                "on": f"{timezone.localdate():%d %m %Y}"}  # fmt: skip
        assert client.post(address(inspection, "told"), said).status_code == 302
    officer = factories.signed_in(child_files.officer(council))
    page = officer.get(address(inspection, "told")).text
    assert ("Plans come late" in page, "Calls are graded well" in page, writer.name in page) == (True, False, False)
    assert officer.post(address(inspection, "told"), {}).status_code == 403
    rows = read(client.get(address(inspection, "told"))).tables["What the area was told"]
    assert {row[3] for row in rows[1:]} == {"Plans come late", "Calls are graded well"}
    assert "Plans come late" not in "".join(Told.objects.values_list("sealed", flat=True))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"body": "ofsted"}, "Choose the agency that was told"),
        ({"office": ""}, "Say who was told, by office"),
        ({"what": ""}, "Write what was told"),
        ({"what": "late"}, "Write a sentence"),
        ({"on": "tomorrow"}, "Enter day, month and year"),
        ({"on": "1 1 2100"}, "This day has not come yet"),
    ],
)
def test_what_is_wrong_with_something_told_is_said(inspection, client, change, says):
    said = {"body": child_files.council(inspection).code, "office": "director", "what": "Plans come late",
            "on": "5 1 2026"} | change  # fmt: skip
    page = client.post(address(inspection, "told"), said).text
    assert says in page
    assert "There is a problem" in page
    assert Told.objects.count() == 0


def test_the_daily_meeting_shows_the_day_and_keeps_what_was_agreed(inspection, writer, client):
    first = inspection.begins_on
    noon = timezone.now().replace(year=first.year, month=first.month, day=first.day, hour=12)
    notebook.kept(inspection, by=writer, noted_at=noon.isoformat())
    actions.tell(
        inspection, body=child_files.council(inspection).code, office="director", what="Plans come late", on=first,
        by=writer, at=timezone.now(),
    )  # fmt: skip
    here = f"{address(inspection, 'day')}?on={first}"
    assert client.post(here, {"what": "Health reads three records tomorrow"}).status_code == 302
    page = read(client.get(here))
    assert page.tables["Noted this day, by inspectorate"][1:] == [["Ofsted", "0", "1", "0"]]
    assert page.tables["Told to the area this day"][1][2] == "Plans come late"
    assert "Health reads three records tomorrow" in page.text
    assert [day for day in page.links if re.fullmatch(r"\d+ March 2026", day)] == [
        f"{number} March 2026" for number in (3, 4, 5, 6)
    ]
    other = read(client.get(f"{address(inspection, 'day')}?on={first + timedelta(days=1)}"))
    assert "Nothing was noted this day." in other.text


@pytest.mark.parametrize("on", ["2026-03-01", "2026-02-27", "soon", "2026-13-40"])
def test_a_day_that_is_no_day_on_site_is_not_found(inspection, client, on):
    assert client.get(address(inspection, "day"), {"on": on}).status_code == 404


# What ends the fieldwork, and what remains


def test_the_fieldwork_does_not_end_over_open_contradictions_and_unheard_children(inspection, writer, drawn):
    opposites(inspection, writer)
    wrong = {each.where: each.says for each in gates.in_the_way(inspection, FIELDWORK_DONE, at=timezone.now())}
    assert wrong["contradictions"] == "1 contradiction is open: write how each is resolved"
    assert wrong["voices"].startswith(f"{len(drawn)} tracked children were not heard")
    resolve(inspection, writer)
    for child in drawn:
        actions.excuse(inspection, child=child, reason="Asked, and said no", by=writer, at=timezone.now())
    left = {each.where for each in gates.in_the_way(inspection, FIELDWORK_DONE, at=timezone.now())}
    assert left & {"contradictions", "voices"} == set()


def test_after_the_child_data_is_destroyed_every_page_says_so(inspection, writer, client, drawn):
    opposites(inspection, writer)
    resolve(inspection, writer, how=SECRET)
    body = child_files.council(inspection).code
    actions.tell(
        inspection, body=body, office="director", what=SECRET, on=date(2026, 1, 5), by=writer, at=timezone.now()
    )
    actions.excuse(inspection, child=drawn[0], reason=SECRET, by=writer, at=timezone.now())
    proposal = destruction.propose(inspection, reason="The inspection is over", by=None, at=timezone.now())
    destruction.confirm(proposal, by=None, at=timezone.now())
    pages = {name: client.get(address(inspection, name)) for name in NAMES}
    pages["resolve"] = client.get(address(inspection, "resolve", which=only(inspection).found.id))
    assert {page.status_code for page in pages.values()} == {200}
    assert [name for name, page in pages.items() if SECRET in page.text] == []
    assert "Destroyed with the child data of this inspection" in pages["told"].text
    sent = {"body": body, "office": "director", "what": "Plans come late", "on": "5 1 2026"}
    assert lost(client.post(address(inspection, "told"), sent), "Plans come late", says="destroyed") == []


def test_nothing_is_written_once_the_inspection_was_called_off(inspection, writer):
    from joint_inspection_web.inspections.actions import call_off

    opposites(inspection, writer)
    call_off(inspection, by=None, at=timezone.now())
    with pytest.raises(NotPossible, match="called off"):
        resolve(inspection, writer)


def test_whoever_has_no_seat_writes_nothing(inspection, writer):
    opposites(inspection, writer)
    stranger = factories.person("team_inspector")
    with pytest.raises(NotAllowed):
        resolve(inspection, stranger)
    with pytest.raises(NotAllowed):
        actions.notice(inspection, criterion="x", body="x", items=[str(uuid4())], why="a b c", by=stranger,
                       at=timezone.now())  # fmt: skip
