"""The play's third act: released by two, signed by four, published, read in every form, traced, and corrected."""

from __future__ import annotations

import io
import json
import re

from play_judging import Sitting
from play_letter import DRAFT, SHOULD, addresses, sentence_with
from play_people import Player

FORMS = ("html", "pdf", "docx", "json")
DISSENT = "HMI Probation holds that two weeks is too long for a child who may be at risk"
CORRECTION = "The number of plans was wrong"
CORRECTED = "Most plans for children that inspectors read came too late to help them."


async def publish(play: Sitting) -> None:
    """Two people release the text, four inspectorates sign it, and the lead publishes it."""
    await release_and_sign(play, dissent=DISSENT)
    await put_out(play, "reports.letterdraft", "inspections.stage")
    await find_in_register(play, says=SHOULD)


async def put_out(play: Sitting, *counted: str) -> None:
    """The lead publishes what is released and signed."""
    async with play.lead.doing("publishes it", "reports.publication", *counted):
        await play.lead.open("report/out/")
        await play.lead.press("Publish it")
        await play.lead.sees("What was published")


async def release_and_sign(play: Sitting, *, dissent: str = "") -> None:
    """Nobody publishes before; each does their part."""
    lead, second, *_ = play.inspectors.values()
    async with lead.doing("cannot publish what is not released and signed") as page:
        await lead.open("report/out/")
        assert await page.get_by_role("button", name="Publish it").count() == 0
    for player in (lead, second):
        async with player.doing("reads all of it and releases it", "reports.release") as page:
            await player.open("report/out/")
            await page.check("#id_looked")
            await player.press("Release it")
    for player in play.signing:
        async with player.doing("signs for their inspectorate", "reports.signoff") as page:
            await player.open("report/out/")
            await page.check(f"input[name=inspectorate][value={player.who.at}]")
            if player.who.key == "probation" and dissent:
                await player.fill(dissent=dissent)
            await player.press("Sign it")


async def find_in_register(play: Sitting, *, says: str) -> None:
    """The public finds it in the register, by its area and its framework."""
    public = play.public
    async with public.doing("finds it in the public register") as page:
        await public.open(f"/register/?area=elm&framework={play.framework.ref}")
        found = await page.locator("main a[href^='/register/']").evaluate_all(
            "all => all.map(one => one.getAttribute('href'))"
        )
        mine = [
            each
            for each in found
            if re.fullmatch(r"/register/[a-z0-9]+/", each) and "data" not in each and "compare" not in each
        ]
        play.published = mine[0]
        await public.open(play.published)
        await public.sees(says)


async def read_published(play: Sitting) -> None:
    """The letter in every form, every sentence back to its evidence, and the counts that the public reads."""
    await take_files(play)
    await trace(play)


async def take_files(play: Sitting) -> None:
    """Everybody can take the letter as a page, PDF, Word document and JSON; all say the same."""
    public = play.public
    async with public.doing("takes the letter as HTML, PDF, DOCX and JSON") as page:
        for form in FORMS:
            answer = await page.request.get(f"{public.address}{play.published}report.{form}")
            assert answer.status == 200, f"{form}: {answer.status}"
            play.files[form] = await answer.body()
    for part in ("summary", "children"):
        async with public.doing(f"reads the {part}"):
            await public.open(f"{play.published}{part}/")
    public.told.wrong.extend(_unlike(play.files))


def _unlike(files: dict[str, bytes]) -> list[str]:
    """What differs between the files of one letter; the plain versions have files of their own."""
    import pypdf

    from joint_inspection.reports.docx import from_docx
    from joint_inspection.reports.edition import Edition
    from joint_inspection.reports.html import from_html

    edition = Edition.model_validate_json(files["json"])
    found = []
    if from_html(files["html"].decode()) != edition:
        found.append("the page does not hold what the JSON holds")
    if from_docx(files["docx"]) != edition:
        found.append("the Word document does not hold what the JSON holds")
    pdf = pypdf.PdfReader(io.BytesIO(files["pdf"]))
    root = pdf.trailer["/Root"]
    if not root.get("/MarkInfo", {}).get("/Marked") or "/StructTreeRoot" not in root or not root.get("/Lang"):
        found.append("the PDF is not tagged")
    said = "".join("".join(page.extract_text() for page in pdf.pages).split())
    lines = [line["text"] for line in _lines(json.loads(files["json"])["sections"])]
    found += [f"the PDF lacks: {line}" for line in lines if not _stands_in("".join(line.split()), said)]
    return found


def _stands_in(line: str, said: str) -> bool:
    """Whether a sentence is there; between two pages stand their numbers."""
    return line in said or (line[: len(line) // 3] in said and line[-len(line) // 3 :] in said)


def _lines(said: object) -> list[dict]:
    """Every sentence in an edition's JSON."""
    if isinstance(said, dict):
        own = [said] if {"id", "text", "evidence"} <= set(said) else []
        return [*own, *(line for each in said.values() for line in _lines(each))]
    return [line for each in said for line in _lines(each)] if isinstance(said, list) else []


async def trace(play: Sitting) -> None:
    """Every sentence of practice leads an inspector to its evidence, and the public reads as many pieces."""
    lead = play.lead
    told = await counts_on_public_page(play)
    await lead.open("report/")
    pages = await addresses(lead, "report/sentences/")
    shown = {line["id"]: line for line in _lines(json.loads(play.files["json"]))}
    for there in pages or [f"/inspections/{lead.ref}/report/sentences/{id}/" for id in shown]:
        id = there.rstrip("/").rpartition("/")[2]
        if id not in shown or not shown[id]["evidence"]:
            continue
        async with lead.doing(f"follows sentence {id} to its evidence") as page:
            await lead.open(there)
            own = await page.locator("main .govuk-grid-column-one-third .ji-cited").all_inner_texts()
            await follow_links(play, page)
        if len(own) != told.get(id):
            lead.told.wrong.append(
                f"sentence {id}: {len(own)} pieces of evidence for inspectors, {told.get(id)} for the public"
            )


async def counts_on_public_page(play: Sitting) -> dict[str, int]:
    """How many pieces of evidence the public page says that each sentence rests on."""
    page = await play.public.open(play.published)
    rows = await page.locator("tr[id^='rests-']").all()
    found = {}
    for row in rows:
        id, text = (
            (await row.get_attribute("id") or "").removeprefix("rests-"),
            await row.locator("td").last.inner_text(),
        )
        found[id] = int(text.partition(":")[0] or 0)
    return found


async def follow_links(play: Sitting, page) -> None:
    """Every link from a sentence to a finding or to a note answers."""
    links = await page.locator("main .govuk-grid-column-one-third a").evaluate_all("all => all.map(one => one.href)")
    for link in dict.fromkeys(each.partition("#")[0] for each in links):
        answer = await page.request.get(link)
        play.links += 1
        if answer.status != 200:
            play.lead.told.wrong.append(f"{link} answered {answer.status}")


async def correct(play: Sitting) -> None:
    """A correction is written with a reason, released and signed again, and takes the place of the letter."""
    lead, first = play.lead, play.published
    async with lead.doing("begins a correction with a reason", DRAFT):
        await lead.open("report/correct/")
        await lead.fill(reason=CORRECTION)
        await lead.press("Begin a correction")
    async with lead.doing("words the sentence again", DRAFT):
        await lead.open(await sentence_with(lead, SHOULD))
        await lead.fill(text=CORRECTED)
        await lead.press("Save the sentence")
    await release_and_sign(play, dissent=DISSENT)
    await put_out(play)
    await read_chain(play, first)


async def read_anew(public: Player, there: str) -> None:
    """Read a page of the register as it is now: a browser keeps what it read for some minutes."""
    await public.open(there)
    await public.page.reload()


async def read_chain(play: Sitting, first: str) -> None:
    """The first letter stays where it was, and says what took its place."""
    public: Player = play.public
    async with public.doing("reads the first letter, what took its place, and why") as page:
        await read_anew(public, first)
        await public.sees(SHOULD)
        await public.sees(CORRECTION)
        edition = page.locator("#editions ~ * a[href^='/register/']").first
        play.published = await edition.get_attribute("href") or ""
        await public.open(play.published)
        await public.sees(CORRECTED)
