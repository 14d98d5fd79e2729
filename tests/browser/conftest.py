"""A real browser that complains about everything.

``visitor.open("/areas/")`` opens a page and checks it: every response is good, nothing is written to the console, the
page is styled, and at the width of a desk and of a phone no accessibility rule is broken and nothing scrolls sideways.
``visitor.sign_in_as("planner")`` signs a new person in without the form; ``visitor.sign_in(person)`` goes through the
form with a code. Stories are told at a desk, and in the trial with a phone as well.
"""

import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.cache import cache
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, Response, expect, sync_playwright

import factories
from joint_inspection_web.accounts.models import Person

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright runs a loop of its own; only tests reach the database so
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SMALLEST = 12
"""Pixels: letters smaller than this are not read on a phone."""
WIDTHS = {"desk": (1280, 900), "phone": (375, 812)}


@dataclass(kw_only=True)
class Visitor:
    """Somebody at a browser, and whatever went wrong on their way."""

    page: Page
    address: str
    device: str = "desk"
    wrong: list[str] = field(default_factory=list)
    expected: set[int] = field(default_factory=set)
    may_lose_connection: bool = False
    """Whether the story is about having no connection; else the browser's word of it is wrong."""

    def open(self, path: str, *, status: int = 200) -> Page:
        """Open a page and check it; a status other than 200 has to be said."""
        if status >= 400:
            self.expected.add(status)
        response = self.page.goto(self.address + path)
        assert response is not None
        assert response.status == status
        self.check()
        return self.page

    def check(self) -> None:
        """Check the page as it is now."""
        self.page.wait_for_load_state("networkidle")
        assert self.wrong == []
        for width in self.at_each_width():
            assert self.broken_rules() == []
            assert self.page.evaluate("document.documentElement.scrollWidth") <= width
            assert self.smallest_letters() >= SMALLEST
        assert "helvetica" in self.page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily").lower()

    def smallest_letters(self) -> float:
        """How large, on the screen, the smallest letters are in drawings that are made to be read on a phone."""
        return self.page.evaluate(
            "Math.min(99, ...[...document.querySelectorAll('.ji-picture--narrow svg text')].map(each =>"
            " parseFloat(getComputedStyle(each).fontSize) * each.ownerSVGElement.getScreenCTM().a))"
        )

    def at_each_width(self) -> Iterator[int]:
        """Make the page as wide as on each device in turn, and in the end as wide as on the visitor’s own."""
        for device in sorted(WIDTHS, key=self.device.__eq__):
            width, height = WIDTHS[device]
            self.page.set_viewport_size({"width": width, "height": height})
            yield width

    def broken_rules(self) -> list[str]:
        """Every accessibility rule that the page breaks, and where."""
        found = Axe().run(self.page).response["violations"]
        return [f"{rule['id']}: {[node['target'] for node in rule['nodes']]}" for rule in found]

    def sign_in_as(self, role: str | None, **more: str) -> Person:
        """Sign a new person with this role in, without the form."""
        person = factories.person(role, **more)
        self.go_on_as(person)
        return person

    def go_on_as(self, person: Person) -> None:
        """Be somebody from now on, and nobody else, without the form."""
        cookie = factories.signed_in(person).cookies[settings.SESSION_COOKIE_NAME]
        self.page.context.clear_cookies()
        self.page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": self.address}])

    def kept(self, name: str) -> None:
        """Check the page, and keep a picture of it where somebody asked for pictures."""
        self.check()
        self.pictured(name)

    def pictured(self, name: str) -> None:
        """Keep a picture of a page that was checked as it was opened, where somebody asked for pictures."""
        if folder := os.environ.get("PICTURES_TO"):
            for width in self.at_each_width():
                self.page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)

    def sign_in(self, person: Person, *, password: str = factories.PASSWORD) -> None:
        """Sign somebody in through the form, with their second factor."""
        cache.clear()
        self.open("/account/sign-in/")
        self.page.get_by_label("Email address").fill(person.email)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.page.get_by_role("button", name="Continue").click()
        expect(self.page.get_by_role("heading", name="Enter your code")).to_be_visible()
        self.check()
        self.page.get_by_label("Code").fill(code_now())
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_url(lambda url: "/account/sign-in" not in url)

    def heard(self, message: ConsoleMessage) -> None:
        """Note what the page wrote to the console; the browser also writes there about a status we expect."""
        if self.may_lose_connection and "net::ERR_" in message.text:
            return
        if not any(f"status of {status}" in message.text for status in self.expected):
            self.wrong.append(f"console: {message.text}")

    def answered(self, response: Response) -> None:
        """Note a response that is not good."""
        if response.status >= 400 and response.status not in self.expected:
            self.wrong.append(f"{response.status} {response.url}")


def code_now(secret: str = factories.SECRET) -> str:
    """What an authenticator app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


@pytest.fixture(scope="session")
def playwright_of() -> Iterator[Playwright]:
    """What drives browsers."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright_of: Playwright) -> Iterator[Browser]:
    """The machine's own browser. Without one the tests fail: `make system` installs it."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        pytest.fail("No browser on this machine: make system, or apt install chromium")
    arguments = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
    browser = playwright_of.chromium.launch(executable_path=path, args=arguments)
    yield browser
    browser.close()


@pytest.fixture(params=["desk", pytest.param("phone", marks=pytest.mark.trial)])
def visitor(request: pytest.FixtureRequest, browser: Browser, live_server) -> Iterator[Visitor]:
    """Somebody at a desk, and in the trial somebody with a phone as well."""
    width, height = WIDTHS[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="en-GB")
    visitor = Visitor(page=context.new_page(), address=live_server.url, device=request.param)
    visitor.page.on("console", visitor.heard)
    visitor.page.on("pageerror", lambda error: visitor.wrong.append(f"script: {error}"))
    visitor.page.on("response", visitor.answered)
    cache.clear()
    yield visitor
    context.close()
    assert visitor.wrong == []
