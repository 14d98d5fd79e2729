"""The play's first half: the area is told, the team is put together, lists are sent, a sample is drawn, work begins."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from play_people import TEAM, Player

PHONE = "020 7946 0000"
LINE = ("enquiries.line", "enquiries.linestate")


@dataclass(kw_only=True)
class Play:
    """Everybody in it, and what they come to know."""

    inspectors: dict[str, Player]
    """By key: the lead first."""
    officers: dict[str, Player]
    """By their agency's kind."""
    planner: Player
    probation_planner: Player
    quality: Player | None
    today: date
    later: date
    """A working day to come."""
    bodies: Mapping[str, tuple[str, int, str]]
    """Code, number and name of the agencies inspected, by kind."""
    lists: Mapping[str, bytes]
    tracked: list[str] = field(default_factory=list)

    @property
    def lead(self) -> Player:
        return self.inspectors["lead"]

    @property
    def everybody(self) -> list[Player]:
        """All who sit at a browser."""
        beside = [self.planner, self.probation_planner, *([self.quality] if self.quality else [])]
        return [*self.inspectors.values(), *self.officers.values(), *beside]


def typed(day: date) -> str:
    """A day as people write it."""
    return f"{day.day} {day.month} {day.year}"


async def all_at_once(*acts) -> None:
    """Everybody at the same time."""
    await asyncio.gather(*acts)


async def first_half(play: Play) -> None:
    """From the notification to the first day of the fieldwork."""
    await all_at_once(*(each.sign_in() for each in play.everybody))
    await tell(play)
    await all_at_once(put_team_together(play), *(answer_the_notice(play, kind) for kind in play.officers))
    await refuse_the_deferral(play)
    await receipts_by_telephone(play)
    await read_beforehand(play)
    await seal(play)
    await all_at_once(*(send_lists(play, kind) for kind in play.officers))
    await draw(play)
    await all_at_once(*(evaluate(play, kind) for kind in play.officers))
    await evaluate_as_inspectors(play)
    await begin(play)


async def tell(play: Play) -> None:
    """Nobody in the area knows of it, and then everybody does."""
    officer = play.officers["council"]
    async with officer.doing("finds nothing before the notification"):
        await officer.open("", status=404)
    async with play.planner.doing("tells the area", "inspections.stage") as page:
        await play.planner.open("")
        await play.planner.press("Tell the area now")
        await page.get_by_text("Its agencies will see").wait_for(state="detached")


async def answer_the_notice(play: Play, kind: str) -> None:
    """What the officer of an agency does on the first day."""
    await confirm(play, kind)
    if kind == "council":
        await offices(play.officers[kind])
    if kind == "police":
        await ask_for_a_deferral(play)


async def confirm(play: Play, kind: str) -> None:
    """An officer reads the notice, confirms it and names whom to ask."""
    officer = play.officers[kind]
    async with officer.doing("confirms the notice", "notices.receipt"):
        await officer.open("notices/")
        await officer.follow("Read it and confirm")
        await officer.fill(who=f"{officer.who.name}, nominated officer")
        await officer.press("We have this notice")
        await officer.sees("nominated officer")
    async with officer.doing("names a contact", "notices.contact"):
        await officer.open("notices/")
        await officer.follow("Name your contact")
        await officer.fill(name="A. Person", post="Head of quality", email=f"{kind}@example.org", phone=PHONE)
        await officer.press("This is our contact")


async def receipts_by_telephone(play: Play) -> None:
    """The lead rings the agencies that nobody has confirmed for."""
    lead = play.lead
    for _ in range(len(play.bodies) - len(play.officers)):
        async with lead.doing("notes by telephone that an agency has its notice", "notices.receipt"):
            await lead.open("notices/")
            await lead.follow("They have it")
            await lead.check("By telephone")
            await lead.fill(who="Duty officer")
            await lead.press("Note that they have it")
    async with lead.doing("sees that every agency has its notice") as page:
        await lead.open("notices/")
        assert await page.get_by_role("link", name="They have it").count() == 0


async def ask_for_a_deferral(play: Play) -> None:
    """The police ask that the inspection be put off."""
    police = play.officers["police"]
    async with police.doing("asks for a deferral", "notices.deferralrequest"):
        await police.open(f"notices/deferral/{play.bodies['police'][1]}/")
        await police.check("The inspection could compromise a police investigation")
        await police.fill(says="Arrests are planned for that week", evidence="Ring the head of crime")
        await police.press("Ask for a deferral")
        await police.sees("Waits for a decision")


async def refuse_the_deferral(play: Play) -> None:
    """The lead refuses in writing, with an owner and a day on which it is looked at again."""
    lead = play.lead
    async with lead.doing("refuses the deferral in writing", "notices.deferraldecision"):
        await lead.open("notices/")
        await lead.follow(play.bodies["police"][2], nth=-1)
        await lead.check("Go ahead as planned")
        await lead.fill(reason="The arrests were made", owner=lead.who.email, review_on=typed(play.later))
        await lead.press("Decide")


async def offices(council: Player) -> None:
    """The council says whom to ring for a child at risk."""
    async with council.doing("enters whom to ring for a child at risk") as page:
        await council.open("safety/contacts/")
        kinds = await page.locator("#id_kind option").evaluate_all("all => all.map(one => one.value).filter(Boolean)")
        for kind in kinds:
            await council.choose(kind=kind)
            await council.fill(office=f"{kind.replace('_', ' ').capitalize()} desk", phone=PHONE, hours="always")
            await council.press("Enter this contact")
            council.told.done["safety.contact"] += 1
        await council.press("Confirm")


async def put_team_together(play: Play) -> None:
    """Ask, declare, rule, seat; accept in writing what is missing."""
    planner, theirs = play.planner, play.probation_planner
    async with planner.doing("chooses the theme", "teams.chosentheme"):
        await planner.open("team/")
        await planner.choose(theme="domestic_abuse")
        await planner.press("Choose this theme")
    async with theirs.doing("says whether HMI Probation takes part", "teams.participation"):
        await theirs.open("team/")
        await theirs.unfold("Say whether your inspectorate takes part")
        comes = "probation" in play.inspectors
        await theirs.check("Takes part" if comes else "Not this time")
        if not comes:
            await theirs.fill(reason="The theme does not touch on probation")
        await theirs.choose(inspectorate="hmi-probation")
        await theirs.press("Save")
    wanted = [(play.quality, "quality_assurance")] if play.quality else []
    wanted += [(each, "team_inspector") for key, each in play.inspectors.items() if key != "lead"]
    for each, role in wanted:
        async with planner.doing(f"asks {each.who.name} to join", "teams.ask"):
            await planner.open("team/")
            await planner.fill(person=each.who.email)
            await planner.choose(role=role)
            await planner.press("Ask", exact=True)
    await all_at_once(*(declare(each) for each, _ in wanted))
    if play.quality:
        await seat(planner, play.quality)
    await rule(play.quality or planner, "Tom Ferris")
    for each, _ in wanted:
        if each is not play.quality:
            await seat(planner, each)
    async with planner.doing("accepts in writing what the team lacks") as page:
        await planner.open("team/")
        await planner.unfold("Accept a gap in writing")
        for box in await page.locator("input[name=gaps]").all():
            await box.check()
            planner.told.done["teams.acceptance"] += 1
        await page.get_by_label("Why, and what you do about it").fill("A colleague can be asked by telephone")
        await planner.press("Accept in my name")


async def declare(player: Player) -> None:
    """Somebody asked declares everything, without knowing which area it is about."""
    if player.who.key == "constable":
        async with player.doing("declares a brother in the force", "teams.interest"):
            await player.open("/declarations/")
            await player.check("Family or a close friend works there")
            await player.fill(organisation="Elm Valley Police (fictional)", says="My brother is a constable")
            await player.press("Add this")
    async with player.doing("declares, before the area is known to them"):
        await player.open("/declarations/")
        await player.press("I have declared everything")
    if player.who.role == TEAM:  # quality assurance reads every inspection of its inspectorate
        async with player.doing("finds nothing before they are seated"):
            await player.open("", status=404)


async def rule(by: Player, name: str) -> None:
    """Somebody reads what was declared and decides."""
    async with by.doing(f"rules on what {name} declared", "teams.ruling"):
        await by.open("team/")
        await by.follow(f"Declaration of {name}")
        await by.check("Allowed, with conditions")
        await by.fill(reason="The brother works in another division", conditions="Reads no case of that division")
        await by.press("Rule", exact=True)


async def seat(by: Player, player: Player) -> None:
    """Somebody cleared joins the team."""
    async with by.doing(f"seats {player.who.name}", "inspections.seat"):
        await by.open("team/")
        await by.press(f"Seat {player.who.name}")


async def read_beforehand(play: Play) -> None:
    """The lead puts two things on the list and opens lines of enquiry; everybody reads; somebody asks of their own."""
    lead = play.lead
    async with lead.doing("puts two things on the reading list", "enquiries.reading", "enquiries.reading") as page:
        await lead.open("enquiries/reading/")
        for place in (0, 1):
            await page.get_by_role("checkbox").nth(place).check()
        await lead.press("Put these on the list")
    async with lead.doing("opens two suggested lines of enquiry", *LINE, *LINE) as page:
        await lead.open("enquiries/")
        for place in (0, 1):
            await page.get_by_role("checkbox").nth(place).check()
        await lead.press("Open these lines")
    await all_at_once(*(read(each) for each in play.inspectors.values()))
    nurse = play.inspectors["nurse"]
    async with nurse.doing("asks a question of her own", *LINE):
        await nurse.open("enquiries/new/")
        await nurse.fill(asks="Do children wait for health visitors?")
        await nurse.choose(origin="team")
        await nurse.submit()


async def read(player: Player) -> None:
    """Somebody reads what is on the list, and notes it."""
    for nth in (0, 1):
        async with player.doing("reads beforehand", "enquiries.read"):
            await player.open("enquiries/reading/")
            await player.page.get_by_role("region", name="Who has read what: table").wait_for()
            await player.follow("", nth=nth, within="main table")
            await player.page.get_by_label("What you noted").fill("Says little of children’s own words")
            await player.press("I have read it")


async def seal(play: Play) -> None:
    """The lead commits to a draw before any list is there."""
    async with play.lead.doing("seals the draw before the lists", "samples.seal"):
        await play.lead.open("sample/")
        await play.lead.press("Seal the draw")
        await play.lead.sees("Nobody yet. The draw needs lists that their sender accepted.")


async def send_lists(play: Play, kind: str) -> None:
    """An officer sends what the agency was asked for and lets inspectors open it."""
    officer, (_, number, _) = play.officers[kind], play.bodies[kind]
    for request, content in play.lists.items():
        if not request.startswith(kind):
            continue
        async with officer.doing(f"sends {request.replace('_', ' ')}", "casedata.upload") as page:
            await officer.open(f"lists/{number}/{request}/")
            file = {"name": f"{request}.zip", "mimeType": "application/zip", "buffer": content}
            await page.get_by_label("File with the lists").set_input_files(files=[file])
            await officer.press("Send and check")
        async with officer.doing(f"accepts {request.replace('_', ' ')}") as page:
            if await page.locator("#id_explanation").count():
                await officer.fill(explanation="Known, and being mended")
            await officer.press("Accept: let inspectors open these lists")
            await officer.sees("You accepted these lists")


async def draw(play: Play) -> None:
    """The lead draws; the council learns whose files to have ready."""
    lead, council = play.lead, play.officers["council"]
    async with lead.doing("draws the sample", "samples.sample") as page:
        await lead.open("sample/")
        await lead.follow("Draw the sample")
        await lead.choose(theme="")  # so few children were invented that the theme may be about none of them
        await lead.press("Draw now")
        rows = page.get_by_role("row").filter(has=page.get_by_role("cell", name="Tracked"))
        play.tracked = [(await row.get_by_role("rowheader").inner_text()).strip() for row in await rows.all()]
        assert play.tracked, "no child is tracked"
    async with council.doing("finds the children on its own lists"):
        await council.open("sample/")
        await council.press("Find them on your own lists")


async def evaluate(play: Play, kind: str) -> None:
    """An agency evaluates the first child."""
    officer = play.officers[kind]
    async with officer.doing("evaluates a child", "fairness.evaluation") as page:
        await officer.open("findings/evaluation/")
        await officer.follow("Write it")
        for each in await page.get_by_label("Mostly met", exact=True).all():
            await each.check()
        await officer.press("Send it")


async def evaluate_as_inspectors(play: Play) -> None:
    """The inspectors read what agencies sent, and set their own view beside it."""
    lead = play.lead
    async with lead.doing("evaluates the same child for the inspectors", "fairness.evaluation") as page:
        await lead.open("findings/evaluation/")
        await lead.follow("Write")
        for each in await page.get_by_label("Partly met", exact=True).all():
            await each.check()
        await lead.press("Send it")
        await lead.open("findings/evaluation/")
        await lead.follow("Side by side")


async def begin(play: Play) -> None:
    """The fieldwork begins."""
    async with play.lead.doing("begins the fieldwork", "inspections.stage"):
        await play.lead.open("stage/begin/")
        await play.lead.submit()
