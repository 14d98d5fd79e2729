"""What somebody with ill intent might try: each attempt gets them nothing."""

import threading
from collections.abc import Callable

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

import factories
from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible
from joint_inspection_web.accounts import actions as accounts
from joint_inspection_web.accounts.models import Membership, Person
from joint_inspection_web.history.verify import verify_chain
from joint_inspection_web.inspections import actions as inspections
from web.routes import ROUTES
from web.test_accounts import came_in, code, try_password

NOW = factories.NOW
EVERY_ROLE = ("administrator", "planner", "data_protection_officer", "lead_inspector")


def sign_in(client: Client, person: Person, *, after: str = "") -> str:
    """Come in with password and code; where that leads to."""
    address = reverse("account_login") + (f"?next={after}" if after else "")
    client.post(address, {"login": person.email, "password": factories.PASSWORD, "next": after})
    return client.post(reverse("mfa_authenticate"), {"code": code()})["Location"]


@pytest.mark.django_db
@pytest.mark.parametrize("role", EVERY_ROLE)
def test_a_password_alone_opens_nothing_that_is_not_open_to_all(role: str):
    person, client = factories.person(role), Client()
    try_password(person, client=client)
    opened = {
        name: client.get(reverse(name, kwargs=row.kwargs or None)).status_code
        for name, row in ROUTES.items()
        if name not in ("account_login", "mfa_authenticate", "account_logout")
    }
    assert opened == {name: ROUTES[name].statuses["anonymous"] for name in opened}


@pytest.mark.django_db
def test_whoever_left_a_session_behind_is_not_signed_in_with_the_next_person():
    person, client, watcher = factories.person("planner"), Client(), Client()
    try_password(person, client=client)
    before = client.cookies[settings.SESSION_COOKIE_NAME].value
    watcher.cookies[settings.SESSION_COOKIE_NAME] = before
    client.post(reverse("mfa_authenticate"), {"code": code()})
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != before
    assert (came_in(client), came_in(watcher)) == (True, False)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("after", "leads_to"),
    [
        ("/inspections/", "/inspections/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("http:///evil.example", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_signing_in_leads_nowhere_else(after: str, leads_to: str):
    assert sign_in(Client(), factories.person("planner"), after=after) == leads_to


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/areas/%00/", "/areas/?q=%00", "/areas/?q=" + "a" * 3000, "/areas/?q=%F0%9F%98%80%E2%80%AE", "/areas/%ff/",
        "/areas/E08000025/?on=%00", "/areas/E08000025/?on=" + "9" * 2000, "/frameworks/%00/",
        "/frameworks/..%2f..%2fetc%2fpasswd/", "/frameworks/compare/?a=%00&b=../../etc/passwd",
        "/frameworks/?status=%00&lead=<script>alert(1)</script>", "/programme/?framework=<script>alert(1)</script>",
        "/programme/weeks/?year=%C2%B2", "/programme/areas/?region=%00", "/inspections/%00/",
        "/api/v1/outcomes?area=%00", "/api/v1/outcomes?published_from=1e9", "/api/v1/outcomes?limit=-1",
        "/api/v1/outcomes/%00", "/api/v1/areas/E08000025%0a", "/api/v1/frameworks?in_force_on=%E2%80%8B",
    ],
)  # fmt: skip
def test_odd_addresses_get_an_answer_and_never_run(address: str, client_of: Callable[..., Client]):
    answer = client_of("planner").get(address)
    assert answer.status_code in (200, 400, 404, 422)
    assert "<script>alert" not in answer.text
    assert "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.django_db
def test_whoever_leaves_the_inspectorate_sees_the_vault_no_more():
    planner = factories.person("planner")
    inspection = factories.inspection(no_notice=True, by=planner)
    page = reverse("inspections:show", kwargs={"ref": inspection.ref})
    assert factories.signed_in(planner).get(page).status_code == 200
    accounts.end_role(planner.memberships.get(), by=None, at=NOW)
    assert factories.signed_in(planner).get(page).status_code == 404


@pytest.mark.django_db
def test_whoever_goes_to_work_for_the_inspected_council_sees_nothing_before_it_is_told():
    planner = factories.person("planner")
    inspection = factories.inspection(no_notice=True, by=planner)
    council = factories.organisation(f"council:{factories.ELMSHIRE}")
    accounts.give_role(planner, organisation=council, role="nominated_officer", by=None, at=NOW)
    page = reverse("inspections:show", kwargs={"ref": inspection.ref})
    assert factories.signed_in(planner).get(page).status_code == 404
    inspections.announce(inspection, by=None, at=NOW.replace(month=6))
    assert factories.signed_in(planner).get(page).status_code == 200


# Two people at the same moment


def at_once(*doings: Callable[[], object]) -> list[str]:
    """Do several things at the same moment; what became of each."""
    found: list[str] = []

    def attempt(do: Callable[[], object]) -> None:
        try:
            do()
            found.append("done")
        except (NotPossible, NotAllowed, InvalidInput) as error:
            found.append(type(error).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt, args=(do,)) for do in doings]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(found)


@pytest.mark.django_db(transaction=True)
def test_two_administrators_give_the_same_role_once():
    first, second, person = factories.person("administrator"), factories.person("administrator"), factories.person()
    ofsted = factories.organisation()

    def give(by: Person) -> Callable[[], object]:
        return lambda: accounts.give_role(person, organisation=ofsted, role="planner", by=by, at=NOW)

    assert at_once(give(first), give(second)) == ["NotPossible", "done"]
    assert Membership.objects.filter(person=person, role="planner", ended_at=None).count() == 1
    assert verify_chain() == []


@pytest.mark.django_db(transaction=True)
def test_two_people_who_withdraw_each_other_leave_one_who_knows():
    planners = [factories.person("planner"), factories.person("planner")]
    inspection = factories.inspection(no_notice=True)
    accesses = [
        inspections.grant_access(inspection, person=planner, reason="Plans it", by=None, at=NOW) for planner in planners
    ]

    def withdraw(number: int) -> Callable[[], object]:
        access = type(accesses[number]).objects.select_related("inspection").get(pk=accesses[number].pk)
        return lambda: inspections.withdraw_access(access, by=planners[1 - number], at=NOW)

    found = at_once(withdraw(0), withdraw(1))
    assert (found.count("done"), len(found)) == (1, 2)
    assert inspection.accesses.filter(withdrawn_at=None).count() == 1
    assert verify_chain() == []


@pytest.mark.django_db(transaction=True)
def test_an_account_closed_while_its_sign_in_is_reset_stays_closed():
    administrator, person = factories.person("administrator"), factories.person("planner")
    seen_before = Person.objects.get(pk=person.pk)
    accounts.close_account(person, by=administrator, at=NOW)
    accounts.reset_sign_in(seen_before, password="handed over again", by=administrator, at=NOW)
    assert Person.objects.get(pk=person.pk).is_active is False


@pytest.mark.django_db
def test_a_seat_ends_once_however_many_saw_it_taken():
    inspection, person = factories.inspection(), factories.person("team_inspector")
    seat = inspections.add_person(inspection, person=person, role="team_inspector", by=None, at=NOW)
    seen_before = type(seat).objects.get(pk=seat.pk)
    inspections.remove_person(seat, by=None, at=NOW)
    with pytest.raises(NotPossible, match="has left the team already"):
        inspections.remove_person(seen_before, by=None, at=NOW)
