"""Story: somebody new comes in for the first time, and comes back."""

import re

import pytest
from playwright.sync_api import expect

import factories
from browser.conftest import Visitor, code_now

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_first_sign_in_sets_up_a_second_factor_and_an_own_password(visitor: Visitor):
    # Given an account that an administrator has just made
    person = factories.person("lead_inspector", ready=False)
    page = visitor.open("/account/sign-in/")

    # When the person signs in with the temporary password
    page.get_by_label("Email address").fill(person.email)
    page.get_by_label("Password", exact=True).fill(factories.PASSWORD)
    page.get_by_role("button", name="Continue").click()

    # Then they set up a second factor before anything else, from the picture or the key in words
    expect(page.get_by_role("heading", name="Set up your second factor")).to_be_visible()
    visitor.check()
    assert page.locator("img.ji-second-factor").evaluate("image => image.naturalWidth") > 0
    page.get_by_label("Code").fill(code_now(page.locator("#secret-key").inner_text()))
    page.get_by_role("button", name="Continue").click()

    # And they see their recovery codes once
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    visitor.check()
    assert len([code for code in page.locator("main code").all_inner_texts() if re.fullmatch(r"\d{8}", code)]) == 10
    page.get_by_role("link", name="Continue to the service").click()

    # And they choose a password that only they know
    expect(page.get_by_role("heading", name="Change your password")).to_be_visible()
    visitor.check()
    page.get_by_label("Present password").fill(factories.PASSWORD)
    page.get_by_label("New password", exact=True).fill("otter velvet lantern")
    page.get_by_label("New password again").fill("otter velvet lantern")
    page.get_by_role("button", name="Change password").click()
    expect(page.get_by_role("heading", name="Your account")).to_be_visible()
    visitor.check()


def test_signing_in_takes_a_password_and_a_code(visitor: Visitor):
    person = factories.person("planner")
    visitor.sign_in(person)
    visitor.open("/account/")
    expect(visitor.page.get_by_text(person.email)).to_be_visible()


def test_a_wrong_password_is_explained(visitor: Visitor):
    page = visitor.open("/account/sign-in/")
    page.get_by_label("Email address").fill("nobody@example.org")
    page.get_by_label("Password", exact=True).fill("wrong")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the email address and password of your account")
    visitor.check()
