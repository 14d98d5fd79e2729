"""Two who write while everything around them is killed: one through the page in a real browser, one through the API."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import shutil
import signal
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page, Playwright

PASSPHRASE = "otter velvet lantern"
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
SOON = 4000
"""Thousandths of a second after which a page is taken to be gone."""
LONG = 180_000
"""In such a time something has to be sent, however busy the machine."""
WORKER_READY = """Promise.race([
    navigator.serviceWorker.ready.then(() => true),
    new Promise((_, no) => setTimeout(() => no(new Error("The worker of the notebook did not come")), 60000)),
])"""
NOTHING = "[id='device'][data-waiting='0'][data-stands='sent']"


class PageWriter:
    """Somebody who writes note after note in a browser whose folder outlives it."""

    def __init__(self, playwright: Playwright, *, folder: Path, address: str, ref: str, cookie: dict[str, str]) -> None:
        self.playwright, self.folder, self.address, self.cookie = playwright, folder, address, cookie
        self.path = f"{address}/inspections/{ref}/evidence/write/"
        self.saved: list[str] = []
        """What the page said was saved on the device."""
        self.receipts: set[str] = set()
        """The versions whose receipts the page showed."""
        self.page: Page | None = None

    def set_up(self) -> None:
        """Open the page and set the device up."""
        page = self.open()
        page.get_by_text("Set this device up for writing without a connection").click()
        page.get_by_label("Choose a passphrase").fill(PASSPHRASE)
        page.get_by_label("The same passphrase again").fill(PASSPHRASE)
        page.get_by_role("button", name="Set this device up").click()
        page.wait_for_selector(NOTHING, timeout=60_000)
        page.evaluate(WORKER_READY)

    def open(self) -> Page:
        """A browser at the page on which notes are written, however often that takes."""
        while True:
            try:
                if self.page is None:
                    self.page = self._browser()
                self.page.goto(self.path, timeout=30_000)
                self.page.wait_for_selector("#device[data-ready]", timeout=10_000)
                self._unlock(self.page)
                return self.page
            except Error:
                self._forget_the_dead()

    def write(self, text: str) -> None:
        """Write one note; what happens on the way may happen."""
        try:
            page = self.page or self.open()
            self._unlock(page)
            for name in ("criterion", "agency"):
                page.select_option(f"#id_{name}", index=1, timeout=SOON)
            page.select_option("#id_method", "record", timeout=SOON)
            page.get_by_label("Speaks against it").check(timeout=SOON)
            page.fill("#id_text", text, timeout=SOON)
            page.locator("#id_text").press("Control+Enter", timeout=SOON)
            self._wait_until_saved(page)
            self.saved.append(text)
            self.receipts |= self._receipts(page)
        except Error:
            self._forget_the_dead()
            self.open()

    def waiting(self) -> list[str]:
        """What the journal holds that has no receipt."""
        page = self.open()
        page.wait_for_timeout(500)
        self.receipts |= self._receipts(page)
        return [line.split("“")[1].split("”")[0] for line in page.locator("#device-list li").all_inner_texts()]

    def drain(self) -> list[str]:
        """Wait until the journal has let go of everything, as long as it lets go of something; what stays there."""
        device, left = self.open().locator("#device"), None
        while left != "0":
            before, left = left, device.get_attribute("data-waiting")
            if left != "0" and left == before:
                return [device.inner_text(), *self._page().locator("#device-list li").all_inner_texts()]
            with contextlib.suppress(Error):
                self._page().wait_for_selector(NOTHING, timeout=LONG)
        self.receipts |= self._receipts(self._page())
        return []

    def _page(self) -> Page:
        assert self.page is not None
        return self.page

    def kill(self) -> None:
        """Kill the browser, every process of it at once. May be asked by another thread."""
        for process in processes_of(self.folder):
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)

    def close(self) -> None:
        """Leave."""
        if self.page is not None:
            with contextlib.suppress(Error):
                self.page.context.close()

    def _wait_until_saved(self, page: Page) -> None:
        deadline = time.monotonic() + SOON / 1000
        while page.input_value("#id_text", timeout=SOON):
            if time.monotonic() > deadline:
                raise Error("It was not said to be saved")
            page.wait_for_timeout(20)

    def _receipts(self, page: Page) -> set[str]:
        found = page.locator("#device-receipts li").evaluate_all("all => all.map(each => each.dataset.version)")
        return set(found)

    def _unlock(self, page: Page) -> None:
        if page.locator("#device-unlock").is_visible():
            page.get_by_label("Passphrase of your journal").fill(PASSPHRASE)
            page.get_by_role("button", name="Open my journal").click()
            page.wait_for_selector("#device-lock:visible", timeout=30_000)
            page.wait_for_selector("#device[data-stands]", timeout=40_000)

    def _browser(self) -> Page:
        path = next(found for name in ("chromium", "google-chrome") if (found := shutil.which(name)))
        context = self.playwright.chromium.launch_persistent_context(
            self.folder, executable_path=path, args=ARGUMENTS, timeout=60_000
        )
        context.add_cookies([{**self.cookie, "url": self.address}])  # type: ignore[list-item]
        return context.new_page()

    def _forget_the_dead(self) -> None:
        if self.page is None or self.page.is_closed() or not processes_of(self.folder):
            self.close()
            self.page = None
            self.kill()
            time.sleep(0.2)


def processes_of(folder: Path) -> list[int]:
    """The processes of the browser that lives in a folder."""
    return [process for process, line in _lines() if f"--user-data-dir={folder}" in line]


def _lines() -> Iterator[tuple[int, str]]:
    for each in Path("/proc").iterdir():
        if each.name.isdigit():
            with contextlib.suppress(OSError):
                yield int(each.name), (each / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")


class ApiWriter(threading.Thread):
    """A program that writes through the API, and sends each note until it has a receipt."""

    patience = 10
    """Seconds until it takes a service that does not answer for dead, and sends again."""

    def __init__(
        self, *, address: str, ref: str, cookie: dict[str, str], note: Callable[[str], dict[str, Any]]
    ) -> None:
        super().__init__(daemon=True)
        self.address, self.note = f"{address}/inspections/{ref}/evidence", note
        self.cookie = f"{cookie['name']}={cookie['value']}"
        self.receipts: dict[str, str] = {}
        """Texts by the versions that were receipted."""
        self.written = self.sent = 0
        self.enough = threading.Event()

    def run(self) -> None:
        while not self.enough.is_set():
            self.written += 1
            self._send(self.note(f"api {self.written}"))
            time.sleep(0.05)

    def _send(self, note: dict[str, Any]) -> None:
        while note["version"] not in self.receipts:
            with contextlib.suppress(OSError, ValueError, KeyError, http.client.HTTPException):
                self.sent += 1
                token, cookies = self._token()
                body = {"device": "program", "sent_at": note["noted_at"], "notes": [note]}
                answer = self._ask("/sync/", cookies, json.dumps(body).encode(), token)[0]
                self.receipts |= {each["version"]: note["text"] for each in answer["receipts"]}
                return
            time.sleep(0.3)

    def _token(self) -> tuple[str, str]:
        state, headers = self._ask("/state/", self.cookie)
        return state["csrf"], "; ".join([self.cookie, *(each.split(";")[0] for each in headers)])

    def _ask(self, path: str, cookies: str, data: bytes | None = None, token: str = "") -> tuple[Any, list[str]]:
        headers = {"Cookie": cookies, "Content-Type": "application/json", "X-CSRFToken": token}
        request = urllib.request.Request(self.address + path, data=data, headers=headers)
        with urllib.request.urlopen(request, timeout=self.patience) as response:
            return json.loads(response.read()), response.headers.get_all("Set-Cookie") or []
