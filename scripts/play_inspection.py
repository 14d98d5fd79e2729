"""Play a whole joint inspection in real browsers at once, from the notification to the last day.

``scripts/play_inspection.py`` plays it with nine inspectors of four inspectorates and the officers of four agencies on
SQLite; ``--postgres`` on a PostgreSQL of its own, ``--people 3`` in short, ``--headed`` before your eyes. It prints who
did what and how long it took, how long pages took, and whether the database and the history alone hold what was done.
It exits with 1 where anything is lost or a page answers what it should not.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import statistics
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
from kill_serving import Service
from play_before import own_service
from play_people import INSPECTORS, OFFICERS, PLANNERS, QUALITY, Amiss, Player, Told, Who

HERE = Path(__file__).resolve().parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]


def main() -> int:
    """Prepare, serve, play, compare."""
    given = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    given.add_argument("--postgres", action="store_true", help="on a PostgreSQL of its own")
    given.add_argument("--headed", action="store_true", help="show the browsers")
    given.add_argument("--people", type=int, choices=(3, 9), default=9, help="how many inspectors")
    said = given.parse_args()
    if said.postgres:
        return on_postgres(said.people, headed=said.headed)
    told = Told()
    try:
        with own_service() as service:
            return carry_out(service, told, people=said.people, headed=said.headed)
    except Amiss as stopped:
        print(*told.wrong, f"It stopped: {stopped}", sep="\n", file=sys.stderr)
        return 1


def on_postgres(people: int, *, headed: bool) -> int:
    """The same with a PostgreSQL that is there for the play alone."""
    more = ["--headed"] if headed else []
    again = [sys.executable, str(HERE / "play_inspection.py"), "--people", str(people), *more]
    return subprocess.run([sys.executable, str(HERE / "with_postgres.py"), *again], check=False).returncode


def carry_out(service: Service, told: Told, *, people: int, headed: bool) -> int:
    """Everything, once the tables are there."""
    ref, cast = prepare(people)
    service.start()
    asyncio.run(perform(service.address, ref, cast, told, headed=headed))
    print_timings(told)
    from play_counts import compare

    problems = [*told.wrong, *compare(ref, told=told)]
    for each in problems:
        print(f"Amiss: {each}", file=sys.stderr)
    print(f"\n{told.lines} things were done, {len(told.pages)} pages read, {len(problems)} amiss.")
    return 1 if problems else 0


def prepare(people: int) -> tuple[str, dict[str, Any]]:
    """Accounts, the planned inspection, and what the play has to know of it."""
    import play_before
    from django.utils import timezone

    from joint_inspection.dates import add_working_days

    at = timezone.now()
    kinds = list(OFFICERS)[: 4 if people == 9 else 2]
    codes = {agency.kind: agency.id for agency in play_before.area().agencies}
    officers = {kind: Who(key=f"{kind}-officer", name=OFFICERS[kind], at=codes[kind], role="nominated_officer")
                for kind in kinds}  # fmt: skip
    inspectors = INSPECTORS[:people]
    quality = (QUALITY,) if people == 9 else ()
    made = play_before.people((*inspectors, *PLANNERS, *quality, *officers.values()), at=at)
    inspection = play_before.planned(made["lead"], at=at)
    bodies = {body.kind: (body.code, body.pk, body.name) for body in inspection.bodies.exclude(kind="inspectorate")}
    today = timezone.localdate(at)
    return inspection.ref, {
        "inspectors": inspectors, "officers": officers, "quality": quality, "bodies": bodies, "today": today,
        "later": add_working_days(today, 5), "lists": play_before.lists(today),
    }  # fmt: skip


async def perform(address: str, ref: str, cast: dict[str, Any], told: Told, *, headed: bool) -> None:
    """Everybody at a browser of their own, all at once."""
    from play_fieldwork import second_half
    from play_told import Play, first_half
    from playwright.async_api import async_playwright

    path = next(found for name in BROWSERS if (found := shutil.which(name)))
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS, headless=not headed)

        async def at(who: Who) -> Player:
            context = await browser.new_context(locale="en-GB")
            return await Player.at(context, who, address=address, ref=ref, told=told)

        play = Play(
            inspectors={who.key: await at(who) for who in cast["inspectors"]},
            officers={kind: await at(who) for kind, who in cast["officers"].items()},
            planner=await at(PLANNERS[0]), probation_planner=await at(PLANNERS[1]),
            quality=await at(cast["quality"][0]) if cast["quality"] else None,
            today=cast["today"], later=cast["later"], bodies=cast["bodies"], lists=cast["lists"],
        )  # fmt: skip
        await first_half(play)
        await second_half(play, browser)
        await browser.close()


def print_timings(told: Told) -> None:
    """How long pages took: all of them, and the slowest by their median."""
    if len(told.pages) < 2:
        return
    by_page: dict[str, list[float]] = defaultdict(list)
    for name, ms in told.pages:
        by_page[name].append(ms)
    every = [ms for _, ms in told.pages]
    slowest = max(told.pages, key=lambda each: each[1])
    print(f"\nPages: {len(every):,} read; median {statistics.median(every):,.0f} ms, 95 of 100 within "
          f"{centile(every):,.0f} ms; the slowest {slowest[0]} with {slowest[1]:,.0f} ms")  # fmt: skip
    for name, found in sorted(by_page.items(), key=lambda each: -statistics.median(each[1]))[:12]:
        print(f"  {name:<32} {len(found):>4} times  median {statistics.median(found):>6,.0f} ms"
              f"  95 of 100 {centile(found):>6,.0f} ms")  # fmt: skip


def centile(found: list[float], part: int = 95) -> float:
    """The time within which so many of a hundred stay."""
    ordered = sorted(found)
    return ordered[min(len(ordered) - 1, len(ordered) * part // 100)]


if __name__ == "__main__":
    sys.exit(main())
