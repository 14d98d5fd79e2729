"""Take the pictures of the README and the docs: real pages of a demonstration, in a real browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
PORT = 8765
ADDRESS = f"http://127.0.0.1:{PORT}"

# name, path, whom to sign in as (None: nobody), width and height of the window
PAGES = [
    ("home", "/", None, 1280, 900),
    ("framework", "/frameworks/jtai@2022/", None, 1280, 3000),
    ("compare", "/frameworks/compare/?a=ilacs@2023&b=ilacs@2026", None, 1280, 1300),
    ("area", "/areas/E06000023/", None, 1280, 1700),
    ("area-phone", "/areas/E06000023/", None, 375, 1600),
    ("programme", "/programme/", "planner", 1280, 2200),
    ("weeks", "/programme/weeks/", "planner", 1280, 1500),
    ("lists", "/inspections/{ref}/lists/", "lead", 1280, 1500),
    ("clocks", "/inspections/{ref}/children/clocks/", "lead", 1280, 1800),
]
"""``{ref}`` is the announced inspection of the demonstration, for which invented lists were accepted."""


def main() -> int:
    """Serve a fresh demonstration, take every picture, stop the server."""
    with tempfile.TemporaryDirectory() as folder:
        settings = {"DATABASE_URL": f"sqlite:///{folder}/pictures.sqlite3", "DEMO": "1", "SECRET_KEY": "pictures" * 8}
        environment = os.environ | settings | {"PYTHONPATH": str(ROOT / "src")}
        os.environ.update(environment)
        server = subprocess.Popen(
            [sys.executable, "-m", "joint_inspection_web", "start", "--port", str(PORT)], env=environment, cwd=ROOT
        )
        try:
            wait(server)
            take()
        finally:
            server.terminate()
            server.wait(timeout=30)
    return 0


def wait(server: subprocess.Popen[bytes], *, seconds: int = 600) -> None:
    """Wait until the service answers; stop waiting if it has died."""
    for _ in range(seconds):
        if server.poll() is not None:
            break
        try:
            urllib.request.urlopen(f"{ADDRESS}/health", timeout=2)
            return
        except OSError:
            time.sleep(1)
    raise SystemExit("The service did not start.")


def take() -> None:
    """Open every page and save it as a picture."""
    from playwright.sync_api import sync_playwright

    PICTURES.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = {who: browser.new_page() for who in {who for _, _, who, _, _ in PAGES}}
        for who in filter(None, page):
            sign_in(page[who], who)
        ref = announced()
        for name, address, who, width, height in PAGES:
            path = address.format(ref=ref)
            page[who].set_viewport_size({"width": width, "height": height})
            answer = page[who].goto(ADDRESS + path)
            if answer is None or answer.status != 200:
                raise SystemExit(f"{path} answered {answer.status if answer else 'nothing'}")
            page[who].screenshot(path=PICTURES / f"{name}.png")
            print(f"docs/pictures/{name}.png")
        browser.close()


def announced() -> str:
    """The reference of the inspection in the demonstration that was announced."""
    from joint_inspection_web.inspections.models import Inspection

    return Inspection.objects.with_announced().filter(announced=True).values_list("ref", flat=True)[0]


def sign_in(page: Page, who: str) -> None:
    """Sign a demonstration person in, with the second factor."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "joint_inspection_web.settings"
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    django.setup()
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    from joint_inspection_web.demo.load import invented, password

    person = invented(who)
    page.goto(f"{ADDRESS}/account/sign-in/")
    page.get_by_label("Email address").fill(person.email)
    page.get_by_label("Password", exact=True).fill(password())
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Code").fill(format_hotp_value(hotp_value(person.secret, int(time.time()) // 30)))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/account/sign-in" not in url)


if __name__ == "__main__":
    sys.exit(main())
