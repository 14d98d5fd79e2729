"""Coming in: two factors, first sign-in, lock-out, and the administrator's work."""

import re

import pytest
from allauth.account import urls as account_urls
from allauth.mfa import urls as second_factor_urls
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

import factories
from joint_inspection.errors import InvalidInput, NotAllowed, NotPossible
from joint_inspection_web.accounts import actions
from joint_inspection_web.accounts.middleware import REPLACING_PASSWORD, SETTING_UP
from joint_inspection_web.accounts.models import Membership, Organisation, Person
from joint_inspection_web.history.models import Entry
from web.routes import ROUTES

pytestmark = pytest.mark.django_db
NOW = factories.NOW


def code() -> str:
    """What the authenticator app shows now."""
    return format_hotp_value(hotp_value(factories.SECRET, list(yield_hotp_counters_from_time())[1]))


def try_password(person: Person, password: str = factories.PASSWORD, client: Client | None = None):
    return (client or Client()).post(reverse("account_login"), {"login": person.email, "password": password})


def came_in(client: Client) -> bool:
    return client.get(reverse("mfa_index")).status_code == 200


# Signing in


def test_a_password_alone_lets_nobody_in():
    client, person = Client(), factories.person("planner")
    response = try_password(person, client=client)
    assert (response.status_code, response.url) == (302, reverse("mfa_authenticate"))
    assert not came_in(client)


def test_a_password_and_a_code_let_in_and_a_code_works_once():
    person, number = factories.person("planner"), code()
    first, second = Client(), Client()
    for client, expected in ((first, True), (second, False)):
        try_password(person, client=client)
        client.post(reverse("mfa_authenticate"), {"code": number})
        assert came_in(client) == expected


def test_a_recovery_code_works_once():
    person = factories.person("planner")
    recovery = Authenticator.objects.get(user=person, type="recovery_codes").wrap().get_unused_codes()[0]
    for expected in (True, False):
        client = Client()
        try_password(person, client=client)
        client.post(reverse("mfa_authenticate"), {"code": recovery})
        assert came_in(client) == expected


def test_five_wrong_passwords_lock_out_even_the_right_one():
    person = factories.person("planner")
    for _ in range(5):
        assert try_password(person, "wrong").status_code == 200
    response = try_password(person)
    assert response.status_code == 200
    assert "Too many attempts. Wait five minutes, then try again" in response.text


def test_wrong_codes_lock_out_too():
    client, person = Client(), factories.person("planner")
    try_password(person, client=client)
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    client.post(reverse("mfa_authenticate"), {"code": code()})
    assert not came_in(client)


def test_an_unknown_address_and_a_wrong_password_are_answered_alike():
    known = factories.person("planner")
    answers = [
        Client().post(reverse("account_login"), {"login": email, "password": "wrong"}).text.replace(email, "")
        for email in (known.email, "nobody@example.org")
    ]
    assert without_chance(answers[0]) == without_chance(answers[1])


def without_chance(page: str) -> str:
    """A page without what differs each time it is asked for: the form's token and the script's nonce."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
    return re.sub(r'nonce="[^"]+"', "", page)


def test_a_closed_account_is_let_in_no_more_and_its_session_ends():
    person, administrator = factories.person("planner"), factories.person("administrator")
    client = factories.signed_in(person)
    assert came_in(client)
    actions.close_account(person, by=administrator, at=NOW)
    assert not came_in(client)
    assert try_password(person).url == reverse("account_inactive")


# The first time


def test_without_a_second_factor_no_page_is_open_but_the_one_that_sets_it_up():
    client = factories.signed_in(factories.person("administrator", ready=False))
    sent = {name: client.get(reverse(name, kwargs=row.kwargs or None)) for name, row in ROUTES.items()}
    open_anyway = {
        name for name, response in sent.items() if getattr(response, "url", "") != reverse("mfa_activate_totp")
    }
    assert open_anyway == SETTING_UP


def test_with_a_handed_over_password_no_page_is_open_but_the_one_that_changes_it():
    person = factories.person("administrator")
    Person.objects.update(password_is_temporary=True)
    client = factories.signed_in(Person.objects.get(pk=person.pk))
    sent = {name: client.get(reverse(name, kwargs=row.kwargs or None)) for name, row in ROUTES.items()}
    change = reverse("account_change_password")
    assert {name for name, response in sent.items() if getattr(response, "url", "") != change} == REPLACING_PASSWORD


def test_the_secret_is_encrypted_in_the_database_and_the_picture_says_the_same_as_the_words():
    client = Client()
    person = factories.person("planner", ready=False)
    try_password(person, client=client)
    page = client.get(reverse("mfa_activate_totp")).text
    secret = re.search(r'<code id="secret-key">(\w+)</code>', page)[1]
    picture = client.get(reverse("second_factor_picture"))
    assert (picture.status_code, picture["Content-Type"], picture.text[:5]) == (200, "image/svg+xml", "<?xml")
    number = format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1]))
    response = client.post(reverse("mfa_activate_totp"), {"code": number})
    assert response.url == reverse("mfa_view_recovery_codes")
    stored = Authenticator.objects.get(user=person, type="totp")
    assert secret not in str(stored.data)
    assert stored.wrap().validate_code(number)
    assert list(Entry.objects.values_list("what", flat=True))[-1] == "accounts.set_up_second_factor"


def test_recovery_codes_are_shown_once():
    client, person = Client(), factories.person("planner")
    try_password(person, client=client)
    client.post(reverse("mfa_authenticate"), {"code": code()})
    shown = [re.findall(r"<code>(\d{8})</code>", client.get(reverse("mfa_view_recovery_codes")).text) for _ in range(2)]
    assert [len(codes) for codes in shown] == [10, 0]


def test_old_sign_ins_are_confirmed_before_new_codes_are_made():
    client = factories.signed_in(factories.person("planner"))
    response = client.post(reverse("mfa_generate_recovery_codes"))
    assert response.url.startswith(reverse("account_reauthenticate"))
    client.post(response.url, {"password": factories.PASSWORD})
    assert client.get(reverse("mfa_generate_recovery_codes")).status_code == 200


# Only the pages in use


def routes_of(patterns, prefix=""):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from routes_of(pattern.url_patterns, prefix + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern)


def test_every_other_page_of_allauth_is_not_found():
    theirs = [*routes_of(account_urls.urlpatterns), *routes_of(second_factor_urls.urlpatterns, "2fa/")]
    addresses = [re.sub(r"\(\?P<\w+>.*?\)", "a1", route).strip("^$") for route in theirs]
    assert len(addresses) > 15
    found = {
        address: Client().get(f"/{folder}/{address}").status_code
        for folder in ("account", "accounts")
        for address in addresses
        if address != "login/code/"
    }
    assert set(found.values()) == {404}


def test_the_temporary_password_is_not_kept_as_ones_own():
    person = factories.person("planner")
    actions.reset_sign_in(person, password="handed over by telephone", by=None, at=NOW)
    factories.TOTP.activate(person, factories.SECRET)
    client = factories.signed_in(Person.objects.get(pk=person.pk))

    def change(new: str) -> str:
        written = {"oldpassword": "handed over by telephone", "password1": new, "password2": new}
        return client.post(reverse("account_change_password"), written).content.decode()

    assert "Choose a password other than the temporary one" in change("handed over by telephone")
    assert "There is a problem" not in change("three words of my own")


# The administrator's work


@pytest.mark.parametrize("role", ["administrator", "planner", "data_protection_officer", "analyst"])
def test_an_agency_gives_no_role_that_could_lead_to_what_is_coming(role):
    with pytest.raises(InvalidInput, match="is a role in an inspectorate"):
        factories.person(role, at=f"council:{factories.ELMSHIRE}")


@pytest.mark.parametrize("role", ["administrator", "planner", "data_protection_officer"])
def test_a_role_counts_only_in_the_body_that_may_give_it(role):
    person = factories.person("team_inspector")
    council = factories.organisation(f"council:{factories.ELMSHIRE}")
    Membership.objects.create(person=person, organisation=council, role=role, began_at=NOW)
    client = factories.signed_in(person)
    pages = ("/account/people/", "/programme/", "/inspections/vault/", "/inspections/open/")
    assert [client.get(page).status_code for page in pages] == [403, 403, 403, 403]


def test_an_administrator_makes_an_account_whose_password_is_shown_once(client_of):
    client = client_of("administrator")
    sent = {"name": "New Person", "email": "New@Example.org", "organisation": "ofsted", "role": "planner"}
    page = client.post(reverse("new_person"), sent).text
    password = re.search(r"\b(\w{4}-\w{4}-\w{4}-\w{4})\b", page)[1]
    person = Person.objects.get(email="new@example.org")
    assert person.roles == {"planner"}
    assert password not in client.get(reverse("person", kwargs={"ref": person.ref})).text
    assert try_password(person, password).url == "/"
    assert password not in " ".join(Entry.objects.values_list("payload", flat=True))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"name": " "}, "Enter the person&#39;s name"),
        ({"email": "nobody"}, "Enter an email address, like name@example.org"),
        ({"email": "person1@example.org"}, "Somebody has an account with this email address already"),
        ({"organisation": "nowhere"}, "Choose a body from the list, by its name or its code"),
        ({"role": "nominated_officer"}, "A nominated officer works for an agency, not for an inspectorate"),
        ({"organisation": "police:X1", "role": "planner"}, "Planner is a role in an inspectorate"),
    ],
)
def test_what_is_wrong_with_a_new_account_is_said_beside_the_field(client_of, change, says):
    client = client_of("administrator")
    factories.organisation("police:X1", name="A police force")
    sent = {"name": "New Person", "email": "new@example.org", "organisation": "ofsted", "role": "planner"} | change
    page = client.post(reverse("new_person"), sent).text
    assert page.count(says) == 2  # in the summary, and beside the field
    assert Person.objects.count() == 1


def test_an_administrator_gives_and_ends_a_role_resets_and_closes(client_of):
    client, person = client_of("administrator"), factories.person("team_inspector")
    here = {"ref": person.ref}
    client.post(reverse("person", kwargs=here), {"organisation": "Ofsted", "role": "analyst"})
    assert Person.objects.get(pk=person.pk).roles == {"team_inspector", "analyst"}
    number = Membership.objects.get(person=person, role="analyst").pk
    client.post(reverse("end_role", kwargs={**here, "number": number}))
    assert Person.objects.get(pk=person.pk).roles == {"team_inspector"}
    assert client.post(reverse("end_role", kwargs={**here, "number": number})).status_code == 409
    page = client.post(reverse("reset_sign_in", kwargs=here)).text
    password = re.search(r"\b(\w{4}-\w{4}-\w{4}-\w{4})\b", page)[1]
    person.refresh_from_db()
    assert (person.check_password(password), person.password_is_temporary) == (True, True)
    assert not Authenticator.objects.filter(user=person).exists()
    client.post(reverse("close_account", kwargs=here))
    person.refresh_from_db()
    assert person.is_active is False


def test_a_role_is_given_at_any_body_of_the_register_and_history_has_the_body_too(client_of):
    client, person = client_of("administrator"), factories.person("team_inspector")
    sent = {"organisation": "elmshire council (FICTIONAL)", "role": "nominated_officer"}
    for _ in range(2):
        client.post(reverse("person", kwargs={"ref": person.ref}), sent)
    council = Organisation.objects.get(code=f"council:{factories.ELMSHIRE}")
    assert council.memberships.count() == 1
    entry = Entry.objects.get(what="accounts.give_role")
    assert [row["table"] for row in entry.content["rows"]] == ["accounts.organisation", "accounts.membership"]


def test_nobody_changes_their_own_roles():
    administrator = factories.person("administrator")
    with pytest.raises(NotAllowed, match="Another administrator"):
        actions.give_role(
            administrator, organisation=factories.organisation(), role="planner", by=administrator, at=NOW
        )
    client = factories.signed_in(administrator)
    assert client.post(reverse("close_account", kwargs={"ref": administrator.ref})).status_code == 403


@pytest.mark.parametrize("role", sorted(set(map(str, factories.Role)) - {"administrator"}))
def test_no_other_role_makes_accounts(role):
    with pytest.raises(NotAllowed):
        actions.add_person(
            email="new@example.org", name="New", organisation=factories.organisation(), role="planner",
            password=factories.PASSWORD, by=factories.person(role), at=NOW,
        )  # fmt: skip


def test_a_role_is_given_once():
    person = factories.person("analyst")
    with pytest.raises(NotPossible, match="already has this role"):
        actions.give_role(person, organisation=factories.organisation(), role="analyst", by=None, at=NOW)
    with pytest.raises(InvalidInput, match="Choose a role"):
        actions.give_role(person, organisation=factories.organisation(), role="king", by=None, at=NOW)


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_of_people_takes_the_same_queries_however_long_it_is(number, client_of, django_assert_num_queries):
    client = client_of("administrator")
    for _ in range(number):
        factories.person("planner")
    with django_assert_num_queries(7):
        page = client.get(reverse("people")).text
    assert page.count("@example.org") == number + 1


def test_the_first_administrator_is_made_from_the_machine(capsys):
    call_command("createperson", "first@example.gov.uk", "First")
    password = re.search(r"temporary password (\S+)", capsys.readouterr().out)[1]
    person = Person.objects.get()
    assert (person.email, person.roles, person.check_password(password)) == (
        "first@example.gov.uk", frozenset({"administrator"}), True,
    )  # fmt: skip
    assert Organisation.objects.get().name == "Ofsted"
    with pytest.raises(CommandError, match="No body is called 'nowhere'"):
        call_command("createperson", "second@example.gov.uk", "Second", at="nowhere")
    with pytest.raises(CommandError, match="already"):
        call_command("createperson", "first@example.gov.uk", "First")
