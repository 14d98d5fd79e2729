"""Who may know of an inspection, what is done to it, and that the vault does not leak."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import factories
from factories import publishing
from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible
from joint_inspection.frameworks.check.digests import digest, ref_of
from joint_inspection.frameworks.shelf import published_files
from joint_inspection_web.accounts import actions as accounts
from joint_inspection_web.accounts.models import Person, Role
from joint_inspection_web.history.models import Entry
from joint_inspection_web.inspections import actions
from joint_inspection_web.inspections.models import Inspection, Look
from web.test_accounts import without_chance

pytestmark = [pytest.mark.on_postgres, pytest.mark.django_db]
NOW = factories.NOW
LATER = NOW + timedelta(days=90)
"""After the day on which the area is told."""


def again(person: Person) -> Person:
    """The person as the next request sees them."""
    return Person.objects.get(pk=person.pk)


@pytest.fixture
def cast() -> dict[str, Person]:
    """Everybody who might want to know of an inspection of Elmshire."""
    factories.organisation("cqc"), factories.organisation("elsewhere", name="Elsewhere", kind="inspectorate")
    people = {role.value: factories.person(role) for role in Role}
    people["on the team"] = factories.person("team_inspector")
    people["named"] = factories.person("lead_inspector")
    people["planner elsewhere"] = factories.person("planner", at="elsewhere")
    people["officer elsewhere"] = factories.person("nominated_officer", at=f"council:{factories.WENLOW}")
    people["stranger"] = factories.person()
    return people


def who_sees(inspection: Inspection, cast: dict[str, Person]) -> set[str]:
    return {name for name, who in cast.items() if Inspection.objects.visible_to(again(who)).filter(pk=inspection.pk)}


@pytest.mark.parametrize(
    ("no_notice", "announced", "expected"),
    [
        (False, False, {"planner", "on the team"}),
        (False, True, {"planner", "on the team", "quality_assurance", "nominated_officer"}),
        (True, False, {"named", "on the team"}),
        (True, True, {"named", "planner", "on the team", "quality_assurance", "nominated_officer"}),
    ],
)
def test_who_may_know_of_an_inspection(cast, no_notice, announced, expected):
    inspection = factories.inspection(no_notice=no_notice)
    if no_notice:
        for name in ("named", "on the team"):
            actions.grant_access(inspection, person=cast[name], reason="Needs to", by=None, at=NOW)
    actions.add_person(inspection, person=cast["on the team"], role="team_inspector", by=None, at=NOW)
    if announced:
        actions.announce(inspection, by=None, at=LATER)
    assert who_sees(inspection, cast) == expected


def test_a_planner_sees_what_is_in_the_vault_only_if_named(cast):
    inspection = factories.inspection(no_notice=True, by=cast["planner"])
    assert who_sees(inspection, cast) == {"planner"}
    actions.grant_access(inspection, person=cast["named"], reason="Leads it", by=cast["planner"], at=NOW)
    actions.withdraw_access(inspection.accesses.get(person=cast["planner"]), by=cast["named"], at=NOW)
    assert who_sees(inspection, cast) == {"named"}


def test_an_inspection_called_off_in_the_vault_stays_there(cast):
    inspection = factories.inspection(no_notice=True, by=cast["planner"])
    actions.call_off(inspection, by=cast["planner"], at=NOW)
    assert who_sees(inspection, cast) == {"planner"}


def test_who_left_the_team_or_the_role_sees_nothing_more(cast):
    inspection = factories.inspection()
    seat = actions.add_person(inspection, person=cast["on the team"], role="team_inspector", by=None, at=NOW)
    actions.remove_person(seat, by=None, at=NOW)
    accounts.end_role(cast["planner"].memberships.get(), by=None, at=NOW)
    assert who_sees(inspection, cast) == set()


# No page leaks the vault


def pages_about(ref: str) -> list[tuple[str, str]]:
    """Every address about one inspection, and how it is asked for."""
    one = {"ref": ref}
    return [
        ("get", reverse("inspections:show", kwargs=one)),
        ("post", reverse("inspections:show", kwargs=one)),
        ("post", reverse("inspections:announce", kwargs=one)),
        ("post", reverse("inspections:call_off", kwargs=one)),
        ("get", reverse("inspections:vault", kwargs=one)),
        ("post", reverse("inspections:vault", kwargs=one)),
        ("post", reverse("inspections:remove_person", kwargs={**one, "number": 1})),
        ("post", reverse("inspections:withdraw_access", kwargs={**one, "number": 1})),
    ]


@pytest.mark.parametrize("role", ["planner", "lead_inspector", "administrator", "nominated_officer", "stranger"])
def test_a_hidden_inspection_is_answered_like_one_that_does_not_exist(cast, role):
    hidden = factories.inspection(no_notice=True)
    client = factories.signed_in(cast[role])
    assert hidden.ref != "nobodyhere"
    for (method, real), (_, unreal) in zip(pages_about(hidden.ref), pages_about("nobodyhere"), strict=True):
        answers, queries = [], []
        for address in (real, unreal):
            with CaptureQueriesContext(connection) as asked:
                answers.append(getattr(client, method)(address))
            queries.append(len(asked))
        assert [answer.status_code for answer in answers] == [404, 404]
        assert without_chance(answers[0].text) == without_chance(answers[1].text)
        assert headers(answers[0]) == headers(answers[1])
        assert queries[0] == queries[1]
    assert Look.objects.count() == 0


def headers(answer) -> dict[str, str]:
    """Headers without what differs each time: the request's id and the nonce."""
    return {k: re.sub(r"'nonce-[^']+'", "", v) for k, v in answer.headers.items() if k != "X-Request-ID"}


@pytest.mark.parametrize("role", [*map(str, Role), "stranger"])
def test_no_page_names_or_counts_what_is_in_the_vault(cast, role):
    client = factories.signed_in(cast[role])
    addresses = ["/", reverse("inspections:list"), reverse("mfa_index")]
    before = [without_chance(client.get(address).text) for address in addresses]
    hidden = factories.inspection(no_notice=True)
    actions.grant_access(hidden, person=cast["named"], reason="Needs to", by=None, at=NOW)
    after = [without_chance(client.get(address).text) for address in addresses]
    assert after == before


def test_even_to_the_named_the_lists_say_only_the_reference(cast):
    hidden = factories.inspection(no_notice=True, by=cast["planner"])
    client = factories.signed_in(cast["planner"])
    for address in ("/", reverse("inspections:list")):
        page = client.get(address).text
        assert hidden.ref in page
        assert [word for word in ("Elmshire", hidden.framework, "2 March 2026") if word in page] == []
    assert Look.objects.count() == 0


def test_the_register_of_the_vault_names_people_and_no_area(cast):
    hidden = factories.inspection(no_notice=True, by=cast["planner"])
    factories.signed_in(cast["planner"]).get(reverse("inspections:show", kwargs={"ref": hidden.ref}))
    page = factories.signed_in(cast["data_protection_officer"]).get(reverse("inspections:vault_register")).text
    cells = [cell.strip() for cell in re.findall(r"<t[hd] [^>]*>([^<]*)</t[hd]>", page.split("<tbody")[1])]
    assert cells[:3] == [hidden.ref, cast["planner"].name, "Opened the inspection"]
    assert cells[-1] == "1"
    assert [word for word in ("Elmshire", hidden.framework, "2 March 2026") if word in page] == []


def test_every_look_into_the_vault_is_recorded_and_none_afterwards(cast):
    planner = cast["planner"]
    inspection = factories.inspection(no_notice=True, by=planner)
    client, show = factories.signed_in(planner), reverse("inspections:show", kwargs={"ref": inspection.ref})
    client.get(show)
    client.get(reverse("inspections:vault", kwargs={"ref": inspection.ref}))
    assert list(Look.objects.values_list("person", "page")) == [
        (planner.pk, "inspections:show"), (planner.pk, "inspections:vault"),
    ]  # fmt: skip
    assert Entry.objects.filter(what="inspections.look", who=planner.ref).count() == 2
    actions.announce(inspection, by=planner, at=LATER)
    client.get(show)
    assert Look.objects.count() == 2


# What is done


def test_an_inspection_pins_its_version_and_knows_its_days_and_bodies():
    inspection = factories.inspection()
    files = {ref_of(path): digest(path) for path in published_files()}
    assert inspection.digest == files[inspection.framework]
    framework, kind = factories.framework()
    visit = framework.kind(kind)
    assert inspection.begins_on == date(2026, 3, 2)
    assert inspection.notify_on < inspection.begins_on < inspection.ends_on
    assert inspection.no_notice is visit.notice.no_notice is False
    codes = set(inspection.bodies.values_list("code", flat=True))
    inspected = {agency.id for agency in factories.area().agencies if agency.kind in framework.agencies}
    assert codes == set(visit.team.size()) | inspected
    assert re.fullmatch(r"[a-z0-9]{10}", inspection.ref)


@pytest.mark.parametrize(
    ("begins_on", "says"),
    [
        (date(2026, 2, 28), "28 February 2026 is not a working day"),
        (date(2026, 4, 3), "Good Friday"),
        (date(2026, 12, 25), "Christmas Day"),
    ],
)
def test_the_first_day_is_a_working_day(begins_on, says):
    with pytest.raises(InvalidInput, match=says):
        factories.inspection(begins_on=begins_on)


def test_an_inspection_has_a_kind_of_its_framework():
    framework, _ = factories.framework()
    with pytest.raises(InvalidInput, match="has no visit of kind 'nothing'"):
        actions.open_inspection(
            area=factories.area(), framework=framework, kind="nothing", begins_on=date(2026, 3, 2), by=None, at=NOW
        )


@pytest.mark.parametrize("role", sorted(set(map(str, Role)) - {"planner"}))
def test_only_planners_open_inspections(role):
    with pytest.raises(NotAllowed):
        factories.inspection(by=factories.person(role))


def test_whoever_worked_for_the_inspected_council_is_not_on_the_team(cast):
    inspector = cast["on the team"]
    council = factories.organisation(f"council:{factories.ELMSHIRE}")
    accounts.give_role(inspector, organisation=council, role="nominated_officer", by=None, at=NOW)
    accounts.end_role(inspector.memberships.get(organisation=council), by=None, at=NOW)
    with pytest.raises(InvalidInput, match="works or worked for Elmshire council"):
        actions.add_person(factories.inspection(), person=inspector, role="team_inspector", by=None, at=NOW)


def test_whoever_worked_for_the_inspected_council_is_not_named_for_the_vault(cast):
    council = factories.organisation(f"council:{factories.ELMSHIRE}")
    accounts.give_role(cast["named"], organisation=council, role="nominated_officer", by=None, at=NOW)
    with pytest.raises(InvalidInput, match="works or worked for Elmshire council"):
        actions.grant_access(
            factories.inspection(no_notice=True), person=again(cast["named"]), reason="Leads it", by=None, at=NOW
        )


@pytest.mark.parametrize(
    ("who", "role", "says"),
    [
        ("on the team", "king", "Choose a role on the team"),
        ("on the team", "lead_inspector", "is not lead inspector in an inspectorate that takes part"),
        ("nominated_officer", "team_inspector", "is not team inspector in an inspectorate that takes part"),
        ("planner elsewhere", "team_inspector", "is not team inspector in an inspectorate that takes part"),
        ("named", "team_inspector", None),
        ("quality_assurance", "quality_assurance", None),
    ],
)
def test_who_may_sit_on_a_team(cast, who, role, says):
    inspection = factories.inspection()
    if says is None:
        seat = actions.add_person(inspection, person=cast[who], role=role, by=None, at=NOW)
        assert (seat.person, seat.role) == (cast[who], role)
        with pytest.raises(InvalidInput, match="is on the team already"):
            actions.add_person(inspection, person=cast[who], role=role, by=None, at=NOW)
    else:
        with pytest.raises(InvalidInput, match=says):
            actions.add_person(inspection, person=cast[who], role=role, by=None, at=NOW)


def test_in_the_vault_nobody_is_seated_who_is_not_named(cast):
    inspection = factories.inspection(no_notice=True, by=cast["planner"])
    with pytest.raises(InvalidInput, match="This inspection is in the vault: name"):
        actions.add_person(inspection, person=cast["named"], role="lead_inspector", by=cast["planner"], at=NOW)


def test_who_is_named_for_the_vault_is_named_by_somebody_who_is(cast):
    inspection = factories.inspection(no_notice=True, by=cast["planner"])
    with pytest.raises(NotAllowed):
        actions.grant_access(inspection, person=cast["named"], reason="Curious", by=cast["named"], at=NOW)
    with pytest.raises(InvalidInput, match="does not work for an inspectorate"):
        actions.grant_access(inspection, person=cast["nominated_officer"], reason="Curious", by=cast["planner"], at=NOW)
    with pytest.raises(InvalidInput, match="Say why"):
        actions.grant_access(inspection, person=cast["named"], reason=" ", by=cast["planner"], at=NOW)
    with pytest.raises(NotPossible, match="name another person first"):
        actions.withdraw_access(inspection.accesses.get(), by=cast["planner"], at=NOW)
    with pytest.raises(NotPossible, match="is not in the vault"):
        actions.grant_access(factories.inspection(), person=cast["named"], reason="Needs to", by=None, at=NOW)


def test_calling_off_is_offered_while_it_is_possible(cast):
    inspection, client = factories.inspection(), factories.signed_in(cast["planner"])
    show = reverse("inspections:show", kwargs={"ref": inspection.ref})
    assert "Call it off" in client.get(show).text
    publishing.reach(inspection, "announced", "fieldwork", "fieldwork_done", "published")
    assert "Call it off" not in client.get(show).text


def test_an_area_is_told_on_its_day_and_once(cast):
    inspection, planner = factories.inspection(), cast["planner"]
    with pytest.raises(NotPossible, match="not before"):
        actions.announce(inspection, by=planner, at=NOW)
    with pytest.raises(NotAllowed):
        actions.announce(inspection, by=cast["named"], at=LATER)
    actions.announce(inspection, by=planner, at=LATER)
    with pytest.raises(NotPossible, match="This inspection is announced: it cannot become announced"):
        actions.announce(inspection, by=planner, at=LATER)
    actions.call_off(inspection, by=planner, at=LATER)
    assert list(inspection.stages.values_list("stage", flat=True)) == ["planned", "announced", "called_off"]
    with pytest.raises(NotPossible, match="called off"):
        actions.add_person(inspection, person=cast["on the team"], role="team_inspector", by=planner, at=LATER)


# The pages


def test_a_planner_opens_staffs_and_reads_an_inspection(cast):
    client = factories.signed_in(cast["planner"])
    framework, kind = factories.framework()
    sent = {"area": "Elmshire (fictional)", "visit": f"{framework.ref} {kind}", "begins_on": "2 3 2026"}
    response = client.post(reverse("inspections:open"), sent)
    inspection = Inspection.objects.get()
    show = reverse("inspections:show", kwargs={"ref": inspection.ref})
    assert response.url == show
    client.post(show, {"person": cast["on the team"].email, "role": "team_inspector"})
    page = client.get(show).text
    assert page.count(cast["on the team"].name) == 2  # in the row, and in what its button says
    assert "Inspection of Elmshire (fictional)" in page
    assert "2 March 2026 to" in page
    number = inspection.seats.get().pk
    client.post(reverse("inspections:remove_person", kwargs={"ref": inspection.ref, "number": number}))
    assert "Nobody is on the team yet." in client.get(show).text
    assert Client().get(show).status_code == 302


def test_whoever_may_only_read_an_inspection_learns_nothing_by_writing(cast):
    inspection = factories.inspection()
    actions.announce(inspection, by=None, at=LATER)
    client = factories.signed_in(cast["nominated_officer"])
    show = reverse("inspections:show", kwargs={"ref": inspection.ref})
    assert client.get(show).status_code == 200
    answers = [
        client.post(show, {"person": email, "role": "team_inspector"})
        for email in (cast["named"].email, "nobody@example.org")
    ]
    assert [answer.status_code for answer in answers] == [403, 403]
    for name in ("announce", "call_off"):
        assert client.post(reverse(f"inspections:{name}", kwargs={"ref": inspection.ref})).status_code == 403
    assert '<form method="post" novalidate' not in client.get(show).text


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"area": "Nowhere at all"}, "Nowhere at all"),
        ({"visit": ""}, "Choose a visit"),
        ({"begins_on": "soon"}, "Enter the first day on site as day, month and year, like 27 3 2027"),
        ({"begins_on": "1 3 2026"}, "1 March 2026 is not a working day (Sunday); choose another first day"),
    ],
)
def test_what_is_wrong_with_a_new_inspection_is_said(cast, change, says):
    framework, kind = factories.framework()
    sent = {"area": factories.ELMSHIRE, "visit": f"{framework.ref} {kind}", "begins_on": "2 3 2026"} | change
    page = factories.signed_in(cast["planner"]).post(reverse("inspections:open"), sent).text
    assert "There is a problem" in page
    assert says in page
    assert Inspection.objects.count() == 0


def test_a_holder_names_another_and_withdraws_on_the_page(cast):
    client = factories.signed_in(cast["planner"])
    inspection = factories.inspection(no_notice=True, by=cast["planner"])
    vault = reverse("inspections:vault", kwargs={"ref": inspection.ref})
    page = client.post(vault, {"person": cast["named"].email, "reason": ""}).text
    assert page.count("Say why this person needs to know") == 2
    client.post(vault, {"person": cast["named"].email, "reason": "Leads it"})
    number = inspection.accesses.get(person=cast["named"]).pk
    assert "Leads it" in client.get(vault).text
    client.post(reverse("inspections:withdraw_access", kwargs={"ref": inspection.ref, "number": number}))
    assert inspection.accesses.filter(withdrawn_at=None).count() == 1


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_the_same_queries_however_long_it_is(cast, number, django_assert_num_queries):
    client = factories.signed_in(cast["planner"])
    for _ in range(number):
        factories.inspection()
    with django_assert_num_queries(5):
        page = client.get(reverse("inspections:list")).text
    assert len(re.findall(r"/inspections/[a-z0-9]{10}/", page)) == number
