"""Play what follows the fieldwork in real browsers: judged together, published, answered, corrected; and what is next.

``scripts/play_judgement.py`` goes on from an inspection of a fictional area whose fieldwork is over: four inspectorates
judge blind and together, the letter is written, its facts are checked by the agencies, it is released, signed and
published; the council answers. A graded inspection of the same council goes from its first views to its publication,
and a planner sees that the next due windows moved. Then the records of both are checked without the service. On
SQLite; ``--postgres`` on a PostgreSQL of its own, ``--headed`` before your eyes. It prints who did what and how long it
took, and exits with 1 where anything went amiss.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
from kill_serving import Service
from play_before import own_service
from play_clock import choose_working_day, set_clock
from play_inspection import ARGUMENTS, BROWSERS, print_timings
from play_people import INSPECTORS, OFFICERS, PLANNERS, QUALITY, Amiss, Player, Told, Who

HERE = Path(__file__).resolve().parent
JUDGES = ("lead", "nurse", "constable", "probation")
"""One inspector of each inspectorate."""
ANSWERING = OFFICERS | {"partnership": "Ottoline Crane"}
"""Who answers for the council, for the police, and for all other agencies together."""


def main() -> int:
    """Prepare, serve, play, compare."""
    given = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    given.add_argument("--postgres", action="store_true", help="on a PostgreSQL of its own")
    given.add_argument("--headed", action="store_true", help="show the browsers")
    said = given.parse_args()
    if said.postgres:
        again = [sys.executable, str(HERE / "play_judgement.py"), *(["--headed"] if said.headed else [])]
        return subprocess.run([sys.executable, str(HERE / "with_postgres.py"), *again], check=False).returncode
    choose_working_day()
    told = Told()
    try:
        with own_service() as service:
            set_clock()
            return carry_out(service, *prepare(), told, headed=said.headed)
    except Amiss as stopped:
        print(*told.wrong, f"It stopped: {stopped}", sep="\n", file=sys.stderr)
        return 1


def carry_out(service: Service, ref: str, graded: str, told: Told, *, headed: bool) -> int:
    """Everything, once both inspections are there."""
    from play_counts import compare, counts
    from play_record import check_next_windows, check_record

    before = counts()
    service.start()
    asyncio.run(perform(service, ref, graded, told, headed=headed))
    print_timings(told)
    problems = [*told.wrong, *compare(ref, graded, told=told, before=before)]
    for each in (ref, graded):
        problems += [*check_record(each), *check_next_windows(each)]
    for each in problems:
        print(f"Amiss: {each}", file=sys.stderr)
    print(f"\n{told.lines} things were done, {len(told.pages)} pages read, {len(problems)} amiss.")
    return 1 if problems else 0


def prepare() -> tuple[str, str]:
    """The accounts, a programme, and two inspections at the end of their fieldwork; their references."""
    import play_before
    import play_prepared
    from django.utils import timezone
    from play_graded import GRADED, GRADING, keep_programme

    at = timezone.now()
    people = play_before.people((*judges(), *GRADING, *officers().values(), PLANNERS[0], QUALITY), at=at)
    speak_for_others(people["partnership-officer"], at=at)
    keep_programme(at=at)
    joint, graded = (play_prepared.inspected(people, visit=each, at=at) for each in (play_prepared.JOINT, GRADED))
    return joint.ref, graded.ref


def speak_for_others(officer: Any, *, at: datetime) -> None:
    """The partnership's officer speaks for every agency that nobody else in the play speaks for."""
    import play_before

    from joint_inspection_web.accounts import actions as accounts
    from joint_inspection_web.accounts.models import Organisation

    for agency in play_before.area().agencies:
        if agency.kind not in officers():
            body = Organisation.objects.get(code=agency.id)
            accounts.give_role(officer, organisation=body, role="nominated_officer", by=None, at=at)


def judges() -> tuple[Who, ...]:
    """One inspector of each inspectorate."""
    return tuple(each for each in INSPECTORS if each.key in JUDGES)


def officers() -> dict[str, Who]:
    """The officers who answer, by their agency's kind."""
    import play_before

    codes = {agency.kind: agency.id for agency in play_before.area().agencies}
    return {kind: Who(key=f"{kind}-officer", name=ANSWERING[kind], at=codes[kind], role="nominated_officer")
            for kind in ("council", "police", "partnership")}  # fmt: skip


async def perform(service: Service, ref: str, graded: str, told: Told, *, headed: bool) -> None:
    """Everybody at a browser of their own."""
    from play_graded import inspect_and_grade
    from play_told import all_at_once
    from playwright.async_api import async_playwright

    path = next(found for name in BROWSERS if (found := shutil.which(name)))
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=ARGUMENTS, headless=not headed)

        async def at(who: Who, ref: str = ref) -> Player:
            context = await browser.new_context(locale="en-GB", accept_downloads=True)
            return await Player.at(context, who, address=service.address, ref=ref, told=told)

        play = await sitting(ref, at)
        besides = await grading(graded, play, at)
        await all_at_once(*(each.sign_in() for each in play.everybody))
        for act in acts():
            await act(play)
        await inspect_and_grade(besides)
        await browser.close()


def acts() -> tuple[Any, ...]:
    """What is played, in order."""
    from play_answered import answer_letter
    from play_judging import judge
    from play_letter import ask_and_answer, check_facts, write_report
    from play_public import correct, publish, read_published

    return (judge, write_report, check_facts, ask_and_answer, publish, read_published, answer_letter, correct)


async def sitting(ref: str, at: Any) -> Any:
    """Everybody who plays the joint inspection."""
    from play_judging import Sitting

    return Sitting(
        inspectors={who.key: await at(who) for who in judges()},
        officers={kind: await at(who) for kind, who in officers().items()},
        quality=await at(QUALITY), planner=await at(PLANNERS[0]),
        public=await at(Who(key="public", name="A resident", at="the public", role="")),
        **await known_of(ref),
    )  # fmt: skip


async def grading(ref: str, play: Any, at: Any) -> Any:
    """Who inspects the council alone; everybody else is there already."""
    from play_graded import GRADING, grade
    from play_judging import Sitting

    return Sitting(
        inspectors={who.key: await at(who, ref) for who in GRADING},
        officers={"council": play.officers["council"].turning_to(ref)},
        quality=play.quality, planner=play.planner, public=play.public, grades=grade, **await known_of(ref),
    )  # fmt: skip


async def known_of(ref: str) -> dict[str, Any]:
    """What everybody knows of an inspection: whom it looks at, under which framework, and what day it is."""
    from asgiref.sync import sync_to_async
    from django.utils import timezone

    from joint_inspection.frameworks.load import find
    from joint_inspection_web.inspections.models import Inspection

    inspection = await Inspection.objects.aget(ref=ref)
    agencies = await sync_to_async(list)(inspection.bodies.exclude(kind="inspectorate"))
    bodies = {each.kind: (each.code, each.pk, each.name) for each in agencies}
    return {"bodies": bodies, "framework": find(inspection.framework), "today": timezone.localdate()}


if __name__ == "__main__":
    sys.exit(main())
