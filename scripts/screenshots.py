"""Take the pictures of the README and the docs: real pages of a demonstration, in a real browser."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from kill_serving import wait_for

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
    ("inspection", "/inspections/{ref}/", "lead", 1280, 1500),
    ("timetable", "/inspections/{ref}/timetable/", "lead", 1280, 1500),
    ("team", "/inspections/{ref}/team/", "lead", 1280, 1900),
    ("notebook", "/inspections/{ref}/evidence/", "lead", 1280, 1500),
    ("notebook-phone", "/inspections/{ref}/evidence/write/", "inspector", 375, 1500),
    ("coverage", "/inspections/{ref}/picture/", "lead", 1280, 1500),
    ("daily-meeting", "/inspections/{ref}/picture/day/", "lead", 1280, 1700),
    ("finding", "/inspections/{ref}/findings/points/{point}/", "lead", 1280, 1500),
    ("at-risk-phone", "/inspections/{ref}/safety/report/", "inspector", 375, 1500),
    ("reveal", "/inspections/{ended}/judgements/", "lead", 1280, 1500),
    ("report", "/inspections/{ended}/report/", "lead", 1280, 1500),
    ("letter", "/register/{edition}/", None, 1280, 1500),
    ("letter-children-phone", "/register/{edition}/children/", None, 375, 1300),
    ("follow-up", "/inspections/{ended}/follow-up/", "marlbury-officer", 1280, 1500),
]
"""``{ref}`` is the inspection of the demonstration that is under way, ``{point}`` a point put to its council;
``{ended}`` is one whose report is published, ``{edition}`` its last edition."""
COLOURS = 64
"""So many colours are enough for a page, and keep its picture small."""


def main() -> int:
    """Serve a fresh demonstration, take every picture or those named on the command line, stop the server."""
    names = set(sys.argv[1:])
    if unknown := names - {name for name, *_ in PAGES}:
        raise SystemExit(f"There is no picture called {', '.join(sorted(unknown))}.")
    pages = [page for page in PAGES if not names or page[0] in names]
    with tempfile.TemporaryDirectory() as folder:
        settings = {"DATABASE_URL": f"sqlite:///{folder}/pictures.sqlite3", "DEMO": "1", "SECRET_KEY": "pictures" * 8}
        environment = os.environ | settings | {"PYTHONPATH": str(ROOT / "src")}
        os.environ.update(environment)
        server = subprocess.Popen(
            [sys.executable, "-m", "joint_inspection_web", "start", "--port", str(PORT)], env=environment, cwd=ROOT
        )
        try:
            wait_for(ADDRESS, alive=lambda: server.poll() is None, seconds=600)
            take(pages)
        finally:
            server.terminate()
            server.wait(timeout=30)
    return 0


def take(pages: list[tuple[str, str, str | None, int, int]]) -> None:
    """Open every page and save it as a picture."""
    from playwright.sync_api import sync_playwright

    PICTURES.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = {who: browser.new_page() for who in {who for _, _, who, _, _ in pages}}
        for who in filter(None, page):
            sign_in(page[who], who)
        known = shown() if any(page) else {}
        for name, address, who, width, height in pages:
            path = address.format(**known)
            page[who].set_viewport_size({"width": width, "height": height})
            answer = page[who].goto(ADDRESS + path, timeout=120_000)
            if answer is None or answer.status != 200:
                raise SystemExit(f"{path} answered {answer.status if answer else 'nothing'}")
            save(page[who].screenshot(), PICTURES / f"{name}.png")
        browser.close()


def save(picture: bytes, path: Path) -> None:
    """Write a picture with few colours: a page needs no more."""
    from PIL import Image

    few = Image.open(io.BytesIO(picture)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    print(f"docs/pictures/{path.name}: {path.stat().st_size // 1024} kB", flush=True)


def shown() -> dict[str, str]:
    """The references of what the pictures show: the inspection under way, a point that its council answered, and an
    inspection whose report is published."""
    from joint_inspection_web.fairness.models import PointReply
    from joint_inspection_web.reports.models import Publication

    reply = PointReply.objects.select_related("point__inspection")[0]
    last = Publication.objects.select_related("inspection").latest("published_at")
    under_way = {"ref": reply.point.inspection.ref, "point": reply.point.ref}
    return under_way | {"ended": last.inspection.ref, "edition": last.ref}


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
