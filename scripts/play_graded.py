"""The play's last act: two inspectors of one inspectorate judge the council alone, and its next inspection moves.

Every judgement is graded, one as inadequate: by the framework's rules the council is then monitored, and its next
inspection falls between other dates than before. All of it is done by page; only the fieldwork is prepared, as that
of the joint inspection is.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from play_before import area
from play_judging import Sitting, ask, draft_views, fill_decision, seal, see_all
from play_letter import (
    PLAIN,
    READ_AGAIN,
    compose,
    end_round,
    finish,
    recommend_improvement,
    see_it_ready,
    send_draft,
    write_plain_versions,
)
from play_people import INSPECTORS, LEAD, Who
from play_prepared import LATE, Seen, Visit
from play_public import find_in_register, put_out, release_and_sign
from play_told import all_at_once

HEAD = Who(key="graded", name="Beatrix Yarrow", at="ofsted", role=LEAD, knows=("social_care",))
SECOND = next(each for each in INSPECTORS if each.key == "schools")
GRADING = (HEAD, SECOND)
KNOWN = "Young people who leave care know who helps them"
GRADES = {"leadership": "requires_improvement", "help_protection": "inadequate",
          "looked_after": "requires_improvement", "care_leavers": "good"}  # fmt: skip
SEEN = (
    Seen(judgement="help_protection", by=HEAD.key, about="council", says="The plan came six weeks after the meeting"),
    Seen(judgement="leadership", by=HEAD.key, about="council", says="No manager had read the late plans"),
    Seen(judgement="looked_after", by=SECOND.key, about="council", says="The school heard of the move a week later"),
    Seen(judgement="care_leavers", by=SECOND.key, about="council", says="The adviser rang her every week",
         weakness=False),
)  # fmt: skip
GRADED = Visit(
    framework="ilacs@2026", kind="standard", lead=HEAD.key, roles={SECOND.key: "team_inspector"}, seen=SEEN,
    found={"help_protection": LATE, "care_leavers": KNOWN},
)  # fmt: skip
WORDS = PLAIN | {
    "what": ("We looked at how the council helps children and young people.", None),
    "who": ("We came to see how the council keeps you safe.", None),
    "well": ("When you leave care you know who helps you.", KNOWN),
    "better": ("The council must read each plan again. It must do so soon.", READ_AGAIN),
}
"""What the plain summary and the children's version say here."""
MOVED = "Areas of which the rules expect something else since a publication"


def keep_programme(*, at: datetime) -> None:
    """A programme of the year to come, without a visit so far: what is due stands beside it."""
    from django.utils import timezone

    from joint_inspection.programmes.model import Programme
    from joint_inspection_web.programmes import actions

    start: date = timezone.localdate(at)
    empty = Programme(start=start, end=start + timedelta(days=364), visits=(), notes={"assumed": "Nothing is placed."})
    actions.keep_programme(empty, by=None, at=at)


def grade(_who: str, judgement: str) -> str:
    """What both inspectors think of a judgement."""
    return GRADES[judgement]


async def inspect_and_grade(play: Sitting) -> None:
    """From the first views to the next due windows."""
    await see_nothing_moved(play)
    await all_at_once(*(each.sign_in() for each in play.inspectors.values()))
    await judge_alone(play)
    await write_graded_report(play)
    await let_council_read(play)
    await release_and_sign(play)
    await put_out(play, "inspections.stage")
    await find_in_register(play, says=LATE)
    await see_what_moved(play)


async def judge_alone(play: Sitting) -> None:
    """Every inspector gives first views; both think alike."""
    await ask(play, how="inspector")
    await all_at_once(*(draft_views(play, key) for key in play.inspectors))
    *first, last = play.inspectors.values()
    for player in first:
        await seal(player)
    await seal(last, "judgements.reveal")
    await see_all(play)
    async with play.lead.doing("writes down the four grades", "judgements.decision"):
        await fill_decision(play)
        await play.lead.press("Write down what is decided")
        await play.lead.sees("Written down on")


async def write_graded_report(play: Sitting) -> None:
    """The report with its grades, and its plain versions."""
    await recommend_improvement(play, play.lead)
    await compose(play)
    await write_plain_versions(play, WORDS)
    await see_it_ready(play)


async def let_council_read(play: Sitting) -> None:
    """The council finds every fact right."""
    await send_draft(play)
    await finish(play.officers["council"])
    await end_round(play)


async def see_nothing_moved(play: Sitting) -> None:
    """What the joint inspection published makes nobody due."""
    async with play.planner.doing("reads that no due window has moved so far") as page:
        await play.planner.open("/programme/")
        assert await page.get_by_role("table", name=MOVED).count() == 0


async def see_what_moved(play: Sitting) -> None:
    """A planner reads of which area the rules expect something else now, and since which publication."""
    planner = play.planner
    async with planner.doing("reads what is due next of the area, before and since") as page:
        await planner.open("/programme/")
        row = page.get_by_role("table", name=MOVED).get_by_role("row").filter(has_text=area().name)
        published, before, now = [" ".join(each.split()) for each in await row.get_by_role("cell").all_inner_texts()]
    print(f"  {published}. Expected before: {before}. Expected now: {now}.")
    if not published.startswith("ILACS") or before == now or "monitoring visit" not in now:
        planner.told.wrong.append(f"the page of the programme says that nothing moved: {published}, {before}, {now}")
