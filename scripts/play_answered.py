"""The play's fourth act: the council answers the letter, its plan is judged, carried out, verified and visited."""

from __future__ import annotations

from play_judging import Sitting
from play_letter import ASKED, READ_AGAIN, tick
from play_public import read_anew
from play_told import typed

DAYS = 70
"""Working days that the framework gives for a statement, from receipt."""
ENTRY = "follow_up.entry"


async def answer_letter(play: Sitting) -> None:
    """From receipt to the monitoring visit."""
    await receive(play)
    await write_action(play, says="Ask every child what they want, and write it down", answers=ASKED, partner="health")
    await write_action(play, says="Read every plan again after a month", answers=READ_AGAIN)
    await send_and_judge(play)
    await carry_out(play)
    await visit(play)
    await read_progress(play)


async def receive(play: Sitting) -> None:
    """The day on which the statement is due follows from receipt."""
    from joint_inspection.dates import add_working_days

    council, police = play.officers["council"], play.officers["police"]
    due = add_working_days(play.today, DAYS)
    async with police.doing("cannot note the receipt for the council"):
        await police.open("follow-up/received/", status=403)
    async with council.doing("notes when the letter was received", "follow_up.statement") as page:
        await council.open("follow-up/received/")
        await council.fill(received_on=typed(play.today))
        await council.press("Note it")
        await council.sees(f"{due.day} {due:%B %Y}")
        assert await page.get_by_text("Overdue").count() == 0


async def write_action(play: Sitting, *, says: str, answers: str, partner: str = "") -> None:
    """The council writes an action, with owner, measure and day."""
    from joint_inspection.dates import add_working_days

    council = play.officers["council"]
    async with council.doing(f"writes an action: {says[:36]}", ENTRY) as page:
        await council.open("follow-up/")
        await page.get_by_role("button", name="Write an action").click()
        await page.wait_for_url("**/actions/")
        await council.fill(says=says, resources="None needed", measure_what="Plans that hold it", unit="per cent",
                           baseline="43", baseline_on=typed(play.today), target="90")  # fmt: skip
        await tick(council, "answers", answers)
        await council.choose(owner=f"{play.bodies['council'][0]}|director_of_childrens_services")
        await page.check("input[name=better][value=higher]")
        if partner:
            await tick(council, "with_others", play.bodies[partner][2])
        await council.fill(due=typed(add_working_days(play.today, 80)))
        await council.press("Keep the action")


async def send_and_judge(play: Sitting) -> None:
    """The statement is sent; inspectors say that it reflects the findings."""
    council, lead = play.officers["council"], play.lead
    async with council.doing("sends the statement of action", ENTRY):
        await council.open("follow-up/")
        await council.press("Send the statement")
    async with lead.doing("judges that the plan reflects the findings", ENTRY) as page:
        await lead.open("follow-up/")
        await page.get_by_role("button", name="Judge the plan").click()
        await page.wait_for_url("**/review/")
        await page.check("input[name=reflects][value=yes]")
        await lead.fill(because="Both actions go to what was found")
        await lead.press("Say so")
        await lead.sees("The plan reflects the findings")


async def carry_out(play: Sitting) -> None:
    """The council reports the first action as done; whoever wrote it cannot verify it, an inspector does."""
    council, lead = play.officers["council"], play.lead
    async with council.doing("reports an action as done, with what was measured", ENTRY) as page:
        await council.open("follow-up/")
        await council.follow("a1: ")
        there = page.url.partition(f"/{council.ref}/")[2]
        await page.check("input[name=state][value=done]")
        await council.fill(on=typed(play.today), reached="91", says="All teams do it")
        await council.press("Report it")
        await council.sees("The target is met")
        assert await page.get_by_role("button", name="Verify it").count() == 0
    async with lead.doing("verifies it, as somebody else has to", ENTRY) as page:
        await lead.open(there)
        await page.get_by_role("button", name="Verify it").click()
        await page.wait_for_url("**/verify/")
        await page.check("input[name=confirmed][value=yes]")
        await lead.fill(because="Ten files of ten hold it")
        await lead.press("Say so")
        await lead.sees("Verified as done")
    async with lead.doing("compares cases read afresh, with an interval", ENTRY) as page:
        await lead.open(f"{there}impact/")
        await lead.fill(what="Wishes are written down", stratum="Referred children under 10")
        for label, given in (("Before: in how many", "8"), ("Before: of how many", "20"),
                             ("Now: in how many", "18"), ("Now: of how many", "20")):  # fmt: skip
            await page.get_by_label(label).fill(given)
        await page.get_by_label("Higher is better").check()
        await lead.press("Compare")
        await lead.sees("It got better")


async def visit(play: Sitting) -> None:
    """Inspectors come again, and say what they found."""
    nurse = play.inspectors["nurse"]
    async with nurse.doing("notes a monitoring visit", ENTRY) as page:
        await nurse.open("follow-up/")
        await page.get_by_role("button", name="Note a monitoring visit").click()
        await page.wait_for_url("**/visit/")
        await nurse.fill(on=typed(play.today), found="Children are asked; the second action has begun")
        await tick(nurse, "looked_at", "a1")
        await nurse.press("Note the visit")
        await nurse.sees("Monitoring visit, ")


async def read_progress(play: Sitting) -> None:
    """The public reads how the actions stand."""
    async with play.public.doing("reads in the register what became of the recommendations") as page:
        await read_anew(play.public, play.published)
        await page.get_by_role("table", name="Progress of recommendations").wait_for()
