"""Who plays an inspection, and what somebody at a browser can do: open, follow, fill, press; every page is timed."""

from __future__ import annotations

import asyncio
import base64
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, Page, Response

PASSWORD = "otter velvet lantern copper"
PATIENCE = 120_000
"""Thousandths of a second after which a page on a busy machine is taken to be gone."""

DOOR = asyncio.Semaphore(1)
"""All sit behind one address, whose tries to sign in are counted one by one: on a busy machine they take turns."""


class Amiss(Exception):
    """A page that answers what it should not: the play stops and says where."""


@dataclass(frozen=True, kw_only=True)
class Who:
    """An invented person."""

    key: str
    name: str
    at: str
    role: str
    knows: tuple[str, ...] = ()

    @property
    def email(self) -> str:
        return f"{self.key}@example.org"

    @property
    def secret(self) -> str:
        """The secret of their second factor."""
        return base64.b32encode(sha256(self.email.encode()).digest()[:20]).decode()


LEAD, TEAM = "lead_inspector", "team_inspector"
INSPECTORS = (
    Who(key="lead", name="Leonora Tebbit", at="ofsted", role=LEAD, knows=("social_care", "front_door")),
    Who(key="nurse", name="Hester Quill", at="cqc", role=TEAM, knows=("health",)),
    Who(key="constable", name="Tom Ferris", at="hmicfrs", role=TEAM, knows=("police",)),
    Who(key="care", name="Idris Marchbank", at="ofsted", role=TEAM, knows=("social_care",)),
    Who(key="schools", name="Sabina Rook", at="ofsted", role=TEAM, knows=("schools",)),
    Who(key="doctor", name="Dorcas Mayhew", at="cqc", role=TEAM, knows=("health",)),
    Who(key="sergeant", name="Silas Penhale", at="hmicfrs", role=TEAM, knows=("police",)),
    Who(key="probation", name="Petra Longford", at="hmi-probation", role=TEAM, knows=("probation",)),
    Who(key="youth", name="Yusuf Tolland", at="hmi-probation", role=TEAM, knows=("youth_justice",)),
)
"""The whole team; the first three are the short play's."""
QUALITY = Who(key="quality", name="Quentin Abara", at="ofsted", role="quality_assurance")
PLANNERS = (
    Who(key="planner", name="Priya Holloway", at="ofsted", role="planner"),
    Who(key="probation-planner", name="Piers Amory", at="hmi-probation", role="planner"),
)
OFFICERS = {
    "council": "Odette Farrow", "police": "Oswin Keld", "health": "Ottilie Marsh", "youth_justice": "Orla Dunmore",
}  # fmt: skip
"""The nominated officers by their agency's kind; the first two are in the short play."""


@dataclass(kw_only=True)
class Told:
    """The protocol of a play: every line, every page's time, whatever went wrong, and what was done how often."""

    quiet: bool = False
    lines: int = 0
    pages: list[tuple[str, float]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    texts: Counter[str] = field(default_factory=Counter)
    """What every note says, and how often it should be there."""

    def say(self, who: str, at: str, what: str, ms: float) -> None:
        """One line: when, who, of which body, what, how long."""
        self.lines += 1
        if not self.quiet:
            print(f"{time.strftime('%H:%M:%S')}  {who:<18} {at:<14} {what:<64} {ms:>7,.0f} ms", flush=True)


@dataclass(kw_only=True)
class Player:
    """Somebody at a browser of their own."""

    who: Who
    page: Page
    address: str
    ref: str
    told: Told
    expected: set[int] = field(default_factory=set)

    @classmethod
    async def at(cls, context: BrowserContext, who: Who, *, address: str, ref: str, told: Told) -> Player:
        """Somebody comes to a browser."""
        page = await context.new_page()
        page.set_default_timeout(PATIENCE)
        made = cls(who=who, page=page, address=address, ref=ref, told=told)
        page.on("response", made._answered)
        page.on("pageerror", lambda error: told.wrong.append(f"{who.key}: script: {error}"))
        return made

    def turning_to(self, ref: str) -> Player:
        """The same person at the same browser, with another inspection before them."""
        return replace(self, ref=ref)

    def _answered(self, response: Response) -> None:
        if response.status >= 500 or (response.status >= 400 and response.status not in self.expected):
            self.told.wrong.append(f"{self.who.key}: {response.status} {response.url}")

    @asynccontextmanager
    async def doing(self, what: str, *counted: str) -> AsyncIterator[Page]:
        """One line of the protocol; ``counted`` is what the database should hold one more of afterwards."""
        began = time.perf_counter()
        try:
            yield self.page
        except Amiss:
            raise
        except Exception as error:
            raise Amiss(f"{self.who.key} {what}, at {self.page.url}: {str(error)[:1500]}") from error
        self.told.done.update(counted)
        self.told.say(self.who.name, self.who.at.partition(":")[0], what, 1000 * (time.perf_counter() - began))

    async def open(self, path: str, *, status: int = 200) -> Page:
        """Open a page of the inspection, or another where the path begins with a slash."""
        self.expected = {status} if status >= 400 else set()
        whole = path if path.startswith("/") else f"/inspections/{self.ref}/{path}"
        response = await self._timed(self.page.goto(self.address + whole))
        if response is None or response.status != status:
            raise Amiss(f"{self.who.key}: {whole} answered {response.status if response else 'nothing'}, not {status}")
        return self.page

    async def follow(self, name: str, *, nth: int = 0, within: str = "main") -> None:
        """Follow a link by its words."""
        await self._leave(self.page.locator(within).get_by_role("link", name=name).nth(nth).click())

    async def press(self, name: str, *, advice: str | None = None, nth: int = 0, exact: bool = False) -> None:
        """Press a button, and read the page that follows; advice is refused unless these words are waited for."""
        await self._leave(self.page.get_by_role("button", name=name, exact=exact).nth(nth).click())
        await self._expect(advice)

    async def _expect(self, advice: str | None) -> None:
        found = self.page.locator(".govuk-error-summary:visible")
        said = " ".join(await found.all_inner_texts()).replace("\n", " ")
        if (advice or "") not in said or bool(said) != bool(advice):
            raise Amiss(f"{self.who.key} sent a form at {self.page.url}: {said or 'no advice was given'}")

    async def submit(self) -> None:
        """Press the button of the page's only form."""
        await self._leave(self.page.locator("main form button").last.click())
        await self._expect(None)

    async def fill(self, **fields: str) -> None:
        """Fill fields by their ids, without ``id_``."""
        for name, value in fields.items():
            await self.page.fill(f"#id_{name}", value)

    async def choose(self, **fields: str) -> None:
        """Choose from lists by the ids of the fields."""
        for name, value in fields.items():
            await self.page.select_option(f"#id_{name}", value)

    async def check(self, label: str, *, nth: int = 0) -> None:
        """Choose a button or box by its label."""
        await self.page.get_by_label(label).nth(nth).check()

    async def unfold(self, words: str) -> None:
        """Open what is folded away under some words."""
        await self.page.locator("summary", has_text=words).first.click()

    async def sees(self, words: str) -> None:
        """Wait until the page says something."""
        await self.page.get_by_text(words).first.wait_for()

    async def _leave(self, act: Awaitable[None]) -> None:
        async with self.page.expect_navigation(wait_until="load"):
            await self._timed(act, leaves=True)
        self._note()

    async def _timed(self, act: Awaitable, *, leaves: bool = False):
        self._began = time.perf_counter()
        found = await act
        if not leaves:
            self._note()
        return found

    def _note(self) -> None:
        """How long this page took, by the name of its address."""
        from django.urls import Resolver404, resolve

        try:
            name = resolve(urlsplit(self.page.url).path).view_name
        except Resolver404:
            name = urlsplit(self.page.url).path
        self.told.pages.append((name, 1000 * (time.perf_counter() - self._began)))

    async def sign_in(self) -> None:
        """Sign in through the form, with a code that is good for some seconds yet."""
        from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

        async with self.doing("signs in with a second factor"):
            page = await self.open("/account/sign-in/")
            await page.get_by_label("Email address").fill(self.who.email)
            await page.get_by_label("Password", exact=True).fill(PASSWORD)
            async with DOOR:
                await self.press("Continue")
            async with DOOR:
                if (left := 30 - time.time() % 30) < 8:
                    await asyncio.sleep(left + 0.2)
                code = format_hotp_value(hotp_value(self.who.secret, int(time.time()) // 30))
                await page.get_by_label("Code").fill(code)
                await self.press("Sign in")
            if "/account/sign-in" in page.url:
                raise Amiss(f"{self.who.key} could not sign in")
