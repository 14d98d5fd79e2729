"""The play's second act: recommendations, the letter sentence by sentence, its facts checked, queries answered."""

from __future__ import annotations

import re
from collections.abc import Mapping

from play_judging import Sitting
from play_people import Player
from play_prepared import LATE, OFFICERS_SEE
from play_told import all_at_once, typed

ASKED = "Ask every child what they want before deciding"
READ_AGAIN = "Read each plan again after a month"
PLAIN = {
    "what": ("We looked at how people here keep children safe.", None),
    "who": ("We came to see how adults here keep you safe.", None),
    "well": ("The police think of the child when they come to a home.", OFFICERS_SEE),
    "better": ("The council must ask each child what they want. It must do so now.", ASKED),
    "next": ("The council must write down what it will do. We will read it.", None),
    "you": ("You can talk to us. You can talk to a teacher or to a nurse.", None),
}  # fmt: skip
"""What the plain summary and the children's version say, and which sentence of the report they tell."""
PLANS = "Most plans for children are written too late to help them."
SHOULD = "Most plans for children that inspectors read were written too late to help them."
WRONG = "Four of the seven plans were late, and not five"
MISSING = "Nothing is said of the new team for domestic abuse"
DRAFT = "reports.draft"


async def write_report(play: Sitting) -> None:
    """From the recommendations to a text with which nothing is wrong."""
    await recommend(play)
    await say_what_the_letter_asks(play)
    await compose(play)
    await write_plain_versions(play, PLAIN)
    await work_off(play)
    await see_it_ready(play)


async def recommend(play: Sitting) -> None:
    """One body is asked for what is in its power; what is not in its power is refused."""
    lead, council = play.lead, play.bodies["council"][0]
    async with lead.doing("is refused what is not in the council’s power") as page:
        await lead.open("report/recommendations/new/")
        await lead.fill(text=ASKED)
        await lead.choose(to=council, function="policing")
        await page.check("input[name=control][value=full]")
        await page.check("input[name=severity][value=priority_action]")
        await tick(lead, "findings", LATE)
        await lead.press("Keep the recommendation", advice="no power")
    async with lead.doing("recommends what the council decides alone", "reports.recommended"):
        await lead.choose(function="pre_proceedings")
        await lead.press("Keep the recommendation")
        await lead.sees(ASKED)
    await recommend_improvement(play, play.inspectors["nurse"])


async def recommend_improvement(play: Sitting, player: Player) -> None:
    """Somebody asks the council for what is less grave."""
    async with player.doing("recommends an improvement", "reports.recommended") as page:
        await player.open("report/recommendations/new/")
        await player.fill(text=READ_AGAIN)
        await player.choose(to=play.bodies["council"][0], function="pre_proceedings")
        await page.check("input[name=control][value=full]")
        await page.check("input[name=severity][value=improvement]")
        await tick(player, "findings", LATE)
        await player.press("Keep the recommendation")


async def say_what_the_letter_asks(play: Sitting) -> None:
    """The council's director is asked for a statement of action."""
    lead = play.lead
    async with lead.doing("asks the council’s director for a statement of action", "reports.letterdraft") as page:
        await lead.open("report/letter/")
        await lead.fill(dated=typed(play.today), statement_to="statements@inspection.example")
        await page.check("#id_asks")
        await lead.choose(body=play.bodies["council"][0], office="director_of_childrens_services")
        await lead.press("Keep what the letter asks")
        await lead.sees("Due")


async def compose(play: Sitting) -> None:
    """The first draft is made from the record."""
    async with play.lead.doing("has the first draft composed", DRAFT) as page:
        await play.lead.open("report/")
        await play.lead.press("Write the first draft")
        assert await page.get_by_role("link", name="Open sentence").count() > 5


async def write_plain_versions(play: Sitting, plain: Mapping[str, tuple[str, str | None]]) -> None:
    """The plain summary and the version for children, each sentence with what of the report it tells."""
    lead = play.lead
    for part in ("summary", "children"):
        page = await lead.open("report/")
        sections = await addresses(lead, f"report/add/{part}/")
        for there in sections:
            text, tells = plain[there.rstrip("/").rpartition("/")[2]]
            async with lead.doing(f"writes for the {part}: {text[:30]}", DRAFT):
                await lead.open(there)
                await lead.fill(text=text)
                if tells:
                    await tick(lead, "tells", tells)
                else:
                    await page.check("#id_about")
                await lead.press("Save the sentence")


async def work_off(play: Sitting) -> None:
    """What is wrong with the text is worked off, sentence by sentence."""
    lead = play.lead
    async with lead.doing("tells a child’s experience", DRAFT):
        await lead.open("report/add/sections/case_studies/")
        await lead.fill(text="The plan came too late to help.")
        await tick(lead, "findings", LATE)
        await lead.press("Save the sentence")
    async with lead.doing("writes that most plans are late, and is asked for the count", DRAFT):
        await lead.open("report/")
        await lead.open(await sentence_with(lead, LATE))
        await lead.fill(text=PLANS)
        await lead.press("Save the sentence")
        await lead.sees("Give the count")
    async with lead.doing("says of how many", DRAFT):
        await lead.fill(count_0="5", of_0="7", what_0="plans read")
        await lead.press("Save the sentence")


async def see_it_ready(play: Sitting) -> None:
    """Nothing is wrong with the text."""
    lead = play.lead
    async with lead.doing("sees that nothing is left to put right") as page:
        await lead.open("report/")
        if wrong := await page.locator("#wrong + ul li").all_inner_texts():
            lead.told.wrong.append(f"left to put right in the text: {wrong}")
        await lead.sees("Next it is")


async def check_facts(play: Sitting) -> None:
    """Council and police say what is wrong, the lead answers, and both sides keep the same log."""
    council, police = play.officers["council"], play.officers["police"]
    async with council.doing("learns nothing of a draft before it is sent"):
        await council.open("accuracy/", status=404)
    await send_draft(play)
    await all_at_once(comment(council, wrong=WRONG, should=SHOULD, sentence=PLANS), comment(police, wrong=MISSING))
    await all_at_once(finish(council), finish(police))
    await answer(play)
    await speak_for_others(play)
    await end_round(play)
    await compare_logs(play)


async def send_draft(play: Sitting) -> None:
    """Agencies can read the draft from now on."""
    async with play.lead.doing("sends the draft to every agency", "accuracy.round"):
        await play.lead.open("accuracy/")
        await play.lead.press("Send draft")


async def comment(player: Player, *, wrong: str, should: str = "", sentence: str = "") -> None:
    """An officer says what is wrong with one sentence, or with the draft as a whole."""
    async with player.doing(
        f"says what is wrong with {'a sentence' if sentence else 'the whole draft'}", "accuracy.accuracypoint"
    ) as page:
        await player.open("accuracy/")
        if sentence:
            await (
                page.locator("main li")
                .filter(has_text=sentence)
                .get_by_role("link", name="This is wrong")
                .first.click()
            )
            await page.wait_for_url("**/comment/**")
        else:
            await page.get_by_role("button", name="Say what is wrong with the draft as a whole").click()
            await page.wait_for_url("**/comment/")
        await player.fill(wrong=wrong, should=should)
        if sentence:
            file = {"name": "list.csv", "mimeType": "text/csv", "buffer": b"plans,late\n7,4\n"}
            await page.locator("#id_files").set_input_files(files=[file])
            player.told.done["accuracy.accuracyfile"] += 1
        await player.press("Send the point")


async def finish(player: Player) -> None:
    """An agency has nothing to add."""
    async with player.doing("has nothing to add", "accuracy.finished"):
        await player.open("accuracy/")
        await player.press("We have nothing to add")


async def answer(play: Sitting) -> None:
    """The lead changes the sentence, accepts one point for it and rejects the other."""
    lead = play.lead
    async with lead.doing("changes the sentence for the council’s point", DRAFT):
        await lead.open("report/")
        await lead.open(await sentence_with(lead, PLANS))
        await lead.fill(text=SHOULD, count_0="4", of_0="7", what_0="plans read")
        await lead.press("Save the sentence")
    for words, decision in ((WRONG, "accepted"), (MISSING, "rejected")):
        async with lead.doing(f"answers a point: {decision}", "accuracy.pointanswer") as page:
            await lead.open("accuracy/")
            await lead.follow(words[:40], within="main table")
            await page.get_by_role("button", name="Answer this point").click()
            await page.wait_for_url("**/answer/")
            await page.check(f"input[name=decision][value={decision}]")
            await lead.fill(
                because="We read the seven plans once more"
                if decision == "accepted"
                else "It is told in the section on leaders"
            )
            if decision == "accepted":
                await tick(lead, "sentences", SHOULD)
            await page.check("input[name=on_judgement][value=none]")
            await lead.press("Send the answer")


async def speak_for_others(play: Sitting) -> None:
    """The partnership's officer says for every other agency that it has nothing to add."""
    other = play.officers["partnership"]
    for kind in play.bodies:
        if kind in play.officers and other is not play.officers[kind]:
            continue
        async with other.doing(f"says that nothing is to add: {kind.replace('_', ' ')}", "accuracy.finished"):
            await other.open("accuracy/")
            await other.press("has nothing to add")


async def end_round(play: Sitting) -> None:
    """The lead ends the round early."""
    lead = play.lead
    async with lead.doing("ends the round, since every agency has finished", "accuracy.roundend"):
        await lead.open("accuracy/")
        await lead.sees("Every point is answered.")
        await lead.press("End the round")


async def compare_logs(play: Sitting) -> None:
    """The council and the inspectors read the same log, and no agency another's."""
    lead, council, police = play.lead, play.officers["council"], play.officers["police"]
    number = play.bodies["council"][1]
    read = []
    for player in (lead, council):
        async with player.doing("reads the log of the council’s points") as page:
            await player.open(f"accuracy/log/{number}/")
            table = await page.request.get(f"{player.address}/inspections/{player.ref}/accuracy/log/{number}/?form=csv")
            read.append((await page.locator("main").inner_text(), await table.text()))
    if read[0] != read[1]:
        lead.told.wrong.append("the log of the council’s points differs between inspectors and council")
    if WRONG not in read[0][1]:
        lead.told.wrong.append("the log of the council’s points lacks what the council wrote")
    async with police.doing("cannot read the council’s log"):
        await police.open(f"accuracy/log/{number}/", status=404)


async def ask_and_answer(play: Sitting) -> None:
    """Quality assurance asks, which stands in the way of publication, the lead answers, quality assurance resolves."""
    quality, lead = play.quality, play.lead
    asked = "On how many plans does this rest?"
    async with quality.doing("asks about a sentence", "assurance.query") as page:
        await quality.open("report/")
        sentence = (await sentence_with(quality, SHOULD)).split("/")[-2]
        await quality.open("assurance/ask/")
        await page.check("input[name=about][value=sentence]")
        await quality.fill(sentence=sentence, text=asked)
        await quality.press("Ask")
        await quality.sees("1 query stands in the way of publication")
    for player, words, does in (
        (lead, "On seven, and the sentence says so", ""),
        (quality, "The number stands there", "resolve"),
    ):
        async with player.doing("resolves it" if does else "answers", "assurance.turn") as page:
            await player.open("assurance/")
            await player.follow(asked)
            if await page.locator("input[type=radio][name=does]").count():
                await page.get_by_label("Resolve it" if does else "Answer").first.check()
            await player.fill(text=words)
            await player.press("Write it down")
    async with lead.doing("sees that no query stands in the way"):
        await lead.open("assurance/")
        await lead.sees("No query stands in the way")


async def tick(player: Player, name: str, words: str) -> None:
    """Tick the box of a group whose label has these words."""
    page = player.page
    box = page.locator(".govuk-checkboxes__item", has=page.locator(f"input[name={name}]"))
    await box.filter(has_text=words).first.locator("input").check()


async def addresses(player: Player, path: str) -> list[str]:
    """Where the links of the page lead whose address goes on from a path of the inspection; each once."""
    whole = f"/inspections/{player.ref}/{path}"
    found = await player.page.locator(f"main a[href^='{whole}']").evaluate_all(
        "all => all.map(one => one.getAttribute('href'))"
    )
    return list(dict.fromkeys(each.partition("#")[0] for each in found))


async def sentence_with(player: Player, words: str) -> str:
    """The address of the page of the first sentence on the draft's page that has these words."""
    span = player.page.locator("main span[id]").filter(has_text=re.compile(re.escape(words))).first
    return f"report/sentences/{await span.get_attribute('id')}/"
