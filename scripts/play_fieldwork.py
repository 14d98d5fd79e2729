"""The play's second half: evidence by all at once, points, concerns, contradictions, a child at risk, the last day."""

from __future__ import annotations

from play_people import PATIENCE, Player, Who
from play_told import Play, all_at_once
from playwright.async_api import Browser, expect

PASSPHRASE = "otter velvet lantern"
SECRET = "A source names the man at the garage"
NOTE = ("evidence.note", "evidence.version")


async def second_half(play: Play, browser: Browser) -> None:
    """From the first day of the fieldwork to the last."""
    link = await ask_children(play)
    await all_at_once(
        *(write_notes(play, key) for key in play.inspectors),
        write_offline(play, browser),
        answer_survey(play, browser, link),
    )
    await edit_together(play)
    await all_at_once(
        find_and_put(play), raise_alarm(play), keep_a_box_and_refer(play), disclose(play.officers["council"])
    )
    await all_at_once(answer_for_council(play), follow_up(play))
    await settle(play)
    await end(play)


async def write(player: Player, **said: str) -> str:
    """Write one note on the page, and give its id."""
    async with player.doing(said.pop("doing", "notes evidence"), *NOTE) as page:
        await player.open("evidence/write/")
        await fill_note(player, **said)
        await player.press("Save and finish")
        return page.url.partition("/notes/")[2].partition("/")[0]


async def fill_note(
    player: Player, *, text: str, about: str, place: int = 1, method: str = "record", says: str = "weakness",
    speaker: str = "inspector", by_agency: str = "", child: str = "", boxed: bool = False,
) -> None:  # fmt: skip
    """Fill the form of a note; the criterion by its place in the list."""
    page = player.page
    player.told.texts[text] += 1
    await page.select_option("#id_criterion", index=place)
    await player.choose(agency=about, method=method)
    await player.fill(text=text)
    await page.check(f"input[name=direction][value={says}]")
    await page.check(f"input[name=speaker][value={speaker}]")
    if by_agency:
        await player.choose(speaker_agency=by_agency)
    if child:
        await player.fill(child=child)
    if boxed:
        await page.check("input[name=box]")


async def write_notes(play: Play, key: str) -> None:
    """What one inspector notes, each with their own eyes on the same children."""
    player, council = play.inspectors[key], play.bodies["council"][0]
    if key == "lead":
        play.shared = await write(player, text="The plan came six weeks late", about=council)
    if key == "constable":
        await write(player, text="The strategy discussion was not recorded", about=council)
        police = play.bodies["police"][0]
        told = {"method": "interview", "speaker": "agency", "by_agency": police, "doing": "notes hearsay"}
        await write(player, text="They never come when we ask them to", about=council, **told)
        await write(player, text="No record names the aim of the plan", about=council, place=2)
        await write(player, text=SECRET, about=council, place=5, boxed=True,
                    doing="notes police intelligence in a sealed box")  # fmt: skip
    if key == "nurse":
        voice = {"method": "child", "speaker": "child", "child": play.tracked[0], "doing": "notes a child’s own words"}
        await write(player, text="Nobody asked me what I wanted", about=council, **voice)
        await write(player, text="Every record I read had a plan", about=council, place=2, says="strength")
    for place, child in enumerate(play.tracked[1:-1]):
        if list(play.inspectors)[place % len(play.inspectors)] == key:
            voice = {"method": "child", "speaker": "child", "child": child, "doing": "notes a child’s own words"}
            text = f"They came when they told {child} that they would"
            await write(player, text=text, about=council, place=3, says="strength", **voice)
    for place in range(3):
        await write(player, text=f"Seen by {key}, {place}", about=council, place=6, says="context")


async def write_offline(play: Play, browser: Browser) -> None:
    """Somebody's tablet loses its connection; they write on, and what they wrote is sent when it is back."""
    who = list(play.inspectors.values())[-1]
    context = await browser.new_context(locale="en-GB", storage_state=await who.page.context.storage_state())
    tablet = await Player.at(context, who.who, address=who.address, ref=who.ref, told=who.told)
    async with tablet.doing("sets a tablet up for writing without a connection") as page:
        await tablet.open("evidence/write/")
        await page.wait_for_selector("#device[data-ready]")
        await tablet.unfold("Set this device up for writing without a connection")
        await page.get_by_label("Choose a passphrase").fill(PASSPHRASE)
        await page.get_by_label("The same passphrase again").fill(PASSPHRASE)
        await page.get_by_role("button", name="Set this device up").click()
        await page.wait_for_selector("#device[data-stands=sent]")
    await context.set_offline(True)
    for place in range(2):
        async with tablet.doing("writes without a connection", *NOTE) as page:
            text = f"Written without a connection, {place}"
            await fill_note(tablet, text=text, about=play.bodies["police"][0], place=7)
            await page.locator("#id_text").press("Control+Enter")
            await expect(page.locator("#id_text")).to_have_value("", timeout=PATIENCE)
    await page.wait_for_selector("#device[data-waiting='2']")
    async with tablet.doing("is connected again, and both notes are sent") as page:
        await context.set_offline(False)
        await page.evaluate("dispatchEvent(new Event('online'))")
        await page.wait_for_selector("#device[data-waiting='0'][data-stands=sent]")
    await context.close()


async def ask_children(play: Play) -> str:
    """The lead opens a survey of children; its link."""
    async with play.lead.doing("opens a survey of children", "voices.survey") as page:
        await play.lead.open("voices/")
        await page.check("input[name=kind][value=children]")
        await play.lead.press("Open the survey")
        await play.lead.follow("", within="main table")
        return await page.locator("p.ji-break strong").inner_text()


async def answer_survey(play: Play, browser: Browser, link: str) -> None:
    """Two children answer on a telephone, without an account."""
    who = Who(key="child", name="A child", at="the public", role="")
    for _ in range(2):
        context = await browser.new_context(locale="en-GB", viewport={"width": 375, "height": 812})
        child = await Player.at(context, who, address=play.lead.address, ref=play.lead.ref, told=play.lead.told)
        async with child.doing("answers a survey by its link", "voices.response") as page:
            await child.open(link.removeprefix(child.address))
            await page.get_by_role("radio").first.check()
            await child.fill(words="I want the same worker")
            await child.press("Send")
            await child.sees("This is your code")
        await context.close()


async def edit_together(play: Play) -> None:
    """Two correct one note at the same time: both versions are kept, and one of the two brings them together."""
    two = [play.lead, play.inspectors["constable"]]
    path = f"evidence/notes/{play.shared}/"

    async def correct(player: Player, text: str) -> None:
        async with player.doing("corrects the note that somebody else corrects too", "evidence.version"):
            await player.fill(text=text)
            await player.press("Keep this correction")

    for each in two:
        await each.open(f"{path}correct/")
    await all_at_once(correct(two[0], "The plan came five weeks late"), correct(two[1], "A draft came in time"))
    async with play.lead.doing("reads both versions and brings them together", "evidence.version"):
        await play.lead.open(path)
        await play.lead.follow("Read both side by side")
        for text in ("The plan came five weeks late", "A draft came in time"):
            await play.lead.sees(text)
        await play.lead.fill(text="A draft came in time; the plan came five weeks late")
        await play.lead.press("Keep this instead of both")


async def find_and_put(play: Play) -> None:
    """A finding on hearsay alone is refused; one that stands is put to the council."""
    lead = play.lead
    async with lead.doing("is refused a finding that rests on hearsay alone") as page:
        await lead.open("findings/new/")
        await lead.follow("", within="main table")
        await lead.fill(text="Plans are written late and nobody tells the family")
        await page.get_by_label(play.bodies["council"][2], exact=True).check()
        await lead.check("Weakness")
        await lead.check("For it: Interview")
        await lead.press("Keep the finding", advice="supports no finding")
    async with lead.doing("drafts a finding that stands", "fairness.finding", "fairness.findingversion") as page:
        for each in await page.get_by_label("For it: ").all():
            await each.check()
        await lead.press("Keep the finding")
    async with lead.doing("puts a point to the council", "fairness.point"):
        await lead.follow("Put a point to")
        await lead.fill(text="In two of three records the plan came late.")
        await lead.check("Rests on this")
        await lead.press("Put the point to")


async def raise_alarm(play: Play) -> None:
    """A child is at risk: who is told, and who took it; and a case goes back to the council."""
    nurse = play.inspectors["nurse"]
    async with nurse.doing("says that a child is at risk", "safety.alarm") as page:
        await nurse.open("safety/report/")
        await nurse.fill(worry="She said he has a knife")
        await page.get_by_role("group", name="Is the child in immediate danger?").get_by_label("Yes").check()
        await nurse.check("A parent, a carer or somebody close to the child")
        await nurse.press("Save, and see whom to tell")
    async with nurse.doing("tells the police", "safety.step"):
        await nurse.check("Police: ")
        await nurse.check("By telephone")
        await nurse.press("Note it")
    async with nurse.doing("notes who took it", "safety.step"):
        await nurse.page.get_by_label("Who took it").fill("The duty sergeant")
        await nurse.press("Note the receipt")
    async with nurse.doing("refers a case back to the council", "safety.referredback") as page:
        await nurse.open("safety/back/")
        await page.get_by_label("Which agency has to act").select_option(label=play.bodies["council"][2])
        await page.get_by_label("The child’s pseudonym").fill(play.tracked[0])
        await page.get_by_label("What needs doing").fill("Visit her, and tell us what the plan is")
        await page.get_by_label("Within").select_option("3_days")
        await nurse.press("Send it to the agency")


async def keep_a_box_and_refer(play: Play) -> None:
    """What the constable does in turn."""
    await keep_a_box(play)
    await refer(play)


async def keep_a_box(play: Play) -> None:
    """Police intelligence stays with HMICFRS: the team may cite a summary, and one note is shared on a legal basis."""
    constable = play.inspectors["constable"]
    async with constable.doing("opens a sealed box", "sharing.box") as page:
        await constable.open("sharing/box/")
        await page.get_by_label("Why your inspectorate keeps evidence of its own apart").fill("Police intelligence")
        await constable.press("Open the box")
    async with constable.doing("lets the team cite it", "sharing.citation") as page:
        await page.get_by_label("About which agency").select_option(label=play.bodies["council"][2])
        await page.get_by_label("Your inspectorate’s own summary").fill("Intelligence of ours supports this")
        await constable.press("Show this summary to the team")
    out_of_the_box = (*NOTE, "evidence.version")  # noted once more for all, and withdrawn in the box
    async with constable.doing("shares the note on a legal basis", "sharing.shared", *out_of_the_box) as page:
        await constable.open("sharing/box/")
        await constable.follow("Share it")
        await page.get_by_label("Legal basis").select_option("joint-review")
        await page.get_by_label("What for").fill("It bears on the council")
        await constable.press("Share it with the team")
        constable.told.texts[SECRET] += 1


async def refer(play: Play) -> None:
    """A concern about another agency goes to the inspectorate that inspects it."""
    constable = play.inspectors["constable"]
    async with constable.doing("refers what the police said to Ofsted", "fairness.referral"):
        await constable.open("findings/hearsay/")
        await constable.follow("Refer to Ofsted")
        await constable.press("Refer the concern")


async def disclose(council: Player) -> None:
    """The council says what it had told of its own weakness before."""
    async with council.doing("says what it had told before", "fairness.disclosure") as page:
        await council.open("findings/candour/new/")
        await page.get_by_label("Criterion").select_option(index=1)
        await page.get_by_label("When it was told").fill("3 1 2026")
        await council.check("Self-evaluation")
        await page.get_by_label("What was told").fill("Our plans are late")
        await page.get_by_label("Where it can be found").fill("Self-evaluation, page 4")
        await council.press("Note it")


async def answer_for_council(play: Play) -> None:
    """The council answers the point in its own words, and the case that was referred back."""
    council = play.officers["council"]
    answer = "One plan was late because the family had moved."
    council.told.texts[answer] += 1  # what an agency says of itself is evidence too
    async with council.doing("answers the point in its own words", "fairness.pointreply", *NOTE):
        await council.open("findings/")
        await council.follow("Read and answer")
        await council.check("We agree in part")
        await council.fill(text=answer)
        await council.press("Send the answer")
    async with council.doing("acknowledges the case referred back") as page:
        await council.open("safety/")
        await page.get_by_role("table", name="Cases referred back").get_by_role("link").click()
        await council.press("We have it and are acting on it")
    async with council.doing("answers, which closes the case") as page:
        await council.check("Done as asked")
        await page.get_by_label("What was done, by whom and when").fill("Visited by her worker on Tuesday")
        await council.press("Send the answer, which closes the case")


async def follow_up(play: Play) -> None:
    """The lead follows the alarm up and closes it, answers the concern, and confirms what the council had told."""
    lead = play.lead
    async with lead.doing("follows up the child at risk", "safety.step") as page:
        await lead.open("safety/")
        await lead.follow("", within="[aria-label='Children at risk: table']")
        await page.get_by_label("What you found done for the child, and what you asked for").fill(
            "Seen at home tonight"
        )
        await lead.press("Note the follow-up")
    async with lead.doing("closes it with what the authority answered", "safety.step") as page:
        await page.get_by_label("What the authority answered").fill("A conference is on Thursday")
        await lead.press("Close it")
    async with lead.doing("answers the concern for its host inspectorate", "fairness.referralanswer") as page:
        await lead.open("findings/referrals/")
        await lead.follow("", within="main table")
        await lead.check("It is looked into in this inspection")
        await page.get_by_label("Why, and what follows").fill("We look at the record of contacts")
        await lead.press("Answer")
    async with lead.doing("confirms what the council had told before"):
        await lead.open("findings/candour/")
        await lead.follow("", within="main table")
        await lead.press("I found it: confirm")


async def settle(play: Play) -> None:
    """Before the end: contradictions, children's voices, what the area was told, the survey, lines of enquiry."""
    await resolve_contradictions(play.lead)
    await hear_children(play)
    await meet(play)
    await tell_children(play.lead)
    await end_lines(play.lead)


async def resolve_contradictions(lead: Player) -> None:
    """Every contradiction is resolved in writing."""
    await lead.open("picture/contradictions/")
    while await lead.page.get_by_role("link", name="Read and resolve").count():
        async with lead.doing("resolves a contradiction in writing", "triangulation.resolution"):
            await lead.follow("Read and resolve")
            await lead.fill(how="The team for the youngest plans; the others do not yet")
            await lead.press("Record how it is resolved")
        await lead.open("picture/contradictions/")
    await lead.sees("None is open.")


async def hear_children(play: Play) -> None:
    """Every tracked child was heard, or somebody answers with a reason for it."""
    lead = play.lead
    async with lead.doing("writes why one child could not be heard", "triangulation.notheard") as page:
        await lead.open("picture/children/")
        assert await page.get_by_role("cell", name="No reason yet").count() == 1
        await lead.choose(child=play.tracked[-1])
        await lead.fill(reason="Asked twice, and did not want to")
        await lead.press("Record the reason")


async def meet(play: Play) -> None:
    """The daily meeting: what is missing, what was told, what is agreed; the council reads what it was told."""
    lead, council = play.lead, play.officers["council"]
    async with lead.doing("records what the council was told", "triangulation.told"):
        await lead.open("picture/told/")
        await lead.choose(body=play.bodies["council"][0])
        await lead.fill(office="assistant director", what="Plans come late in the front door team")
        await lead.press("Record it")
    await all_at_once(*(look_at_coverage(each) for each in play.inspectors.values()))
    async with lead.doing("writes what the daily meeting agreed", "triangulation.agreed"):
        await lead.open("picture/day/")
        await lead.fill(what="Health reads three records tomorrow")
        await lead.press("Record it")
    async with council.doing("reads what it was told"):
        await council.open("picture/told/")
        await council.sees("Plans come late in the front door team")
        await council.open("picture/", status=403)


async def look_at_coverage(player: Player) -> None:
    """Somebody of the team sees what is missing and whose turn it is."""
    async with player.doing("sees whether the evidence is enough"):
        await player.open("picture/")
        await player.open("picture/day/")
        await player.open("evidence/")


async def tell_children(lead: Player) -> None:
    """The lead reads what children wrote and tells them what became of it."""
    async with lead.doing("reads what children wrote") as page:
        await lead.open("voices/")
        await lead.follow("", within="main table")
        await page.get_by_label("Why do you need to read this?").fill("To hear what children say")
        await lead.press("Read what people wrote")
        await lead.sees("I want the same worker")
    async with lead.doing("tells them what became of it", "voices.reply") as page:
        await lead.open("voices/")
        await lead.follow("", within="main table")
        await page.get_by_label("You said, we did: to all who took part").fill("We asked why workers change")
        await lead.press("Tell all who took part")


async def end_lines(lead: Player) -> None:
    """Every line of enquiry is answered with evidence, dropped with a reason or carried on."""
    for state in ("answered", "dropped", "carried_on"):
        async with lead.doing(f"ends a line of enquiry: {state.replace('_', ' ')}", "enquiries.linestate") as page:
            await lead.open("enquiries/")
            await lead.follow("", within="[aria-label='Open: table']")
            await page.check(f"input[name=state][value={state}]")
            if state == "answered":
                await page.get_by_role("checkbox").first.check()
            await lead.fill(says="Children wait for weeks")
            await lead.press("Save")


async def end(play: Play) -> None:
    """The last day; afterwards nobody writes."""
    lead, nurse = play.lead, play.inspectors["nurse"]
    async with lead.doing("ends the fieldwork", "inspections.stage"):
        await lead.open("stage/end/")
        await lead.submit()
    async with nurse.doing("finds the notebook closed"):
        await nurse.open("evidence/write/", status=409)
