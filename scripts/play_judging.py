"""The play's first act: the policy is frozen, first views are sealed blind, revealed, and decided with a dissent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from play_people import Player
from play_told import all_at_once

LATER = "judgements.givenview"
OTHERWISE = "initial_need_and_risk"
"""The judgement on which HMI Probation thinks otherwise, and goes on to."""


def grade_of(key: str, judgement: str) -> str:
    """How grave somebody thinks what was found."""
    if judgement in ("police", "probation_and_youth_justice"):
        return "none"
    if judgement == "theme_response" or (judgement == OTHERWISE and key == "probation"):
        return "priority_action"
    return "improvement"


@dataclass(kw_only=True)
class Sitting:
    """Everybody who judges, reports and answers, and what they come to know."""

    inspectors: dict[str, Player]
    """By key: the lead first, one for each inspectorate."""
    officers: dict[str, Player]
    """By their agency's kind."""
    quality: Player
    planner: Player
    public: Player
    """Somebody without an account."""
    bodies: Mapping[str, tuple[str, int, str]]
    """Code, number and name of the agencies inspected, by kind."""
    framework: Any
    today: Any
    grades: Callable[[str, str], str] = grade_of
    """What somebody, by their key, thinks of a judgement."""
    draft: int = 0
    """The number of the last draft."""
    published: str = ""
    """The reference of what is published, as its address has it."""
    links: int = 0
    """How many links from sentences to what they rest on answered."""
    files: dict[str, bytes] = field(default_factory=dict, repr=False)

    @property
    def lead(self) -> Player:
        return next(iter(self.inspectors.values()))

    @property
    def signing(self) -> list[Player]:
        """One inspector of each inspectorate."""
        return list({each.who.at: each for each in reversed(self.inspectors.values())}.values())[::-1]

    @property
    def everybody(self) -> list[Player]:
        """All who sign in."""
        return [*self.inspectors.values(), *self.officers.values(), self.quality, self.planner]

    def judged_by(self, key: str) -> list[tuple[str, str]]:
        """The judgements of which somebody gives a view: identifiers and titles."""
        at = self.inspectors[key].who.at
        return [(each.id, each.title) for each in self.framework.judging.judgements
                if not each.made_by or at in each.made_by]  # fmt: skip


async def judge(play: Sitting) -> None:
    """From the frozen policy to the decision."""
    await ask(play, how="inspectorate")
    *first, last = play.inspectors
    await all_at_once(*(draft_views(play, key) for key in play.inspectors))
    await refuse_to_tell(play)
    for key in first:
        await seal(play.inspectors[key])
        await learns_nothing(play)
    await seal(play.inspectors[last], "judgements.reveal")
    await see_all(play)
    await decide_with_dissent(play)


async def ask(play: Sitting, *, how: str) -> None:
    """The lead asks one person of each inspectorate, or every inspector; the policy is frozen by then at the latest."""
    asked = ["judgements.asked"] * len(play.inspectors)
    async with play.lead.doing(f"asks for first views by {how}", "judgements.round", *asked) as page:
        await play.lead.open("judgements/")
        await play.lead.follow("Read the framework")
        await page.go_back()
        await play.lead.open("judgements/ask/")
        await page.check(f"input[name=how][value={how}]")
        await play.lead.press("Ask for first views")
        await play.lead.sees("Frozen on")


async def draft_views(play: Sitting, key: str) -> None:
    """Somebody writes their views, each with evidence."""
    player = play.inspectors[key]
    for judgement, title in play.judged_by(key):
        async with player.doing(f"drafts: {title[:50]}", LATER) as page:
            await player.open(f"judgements/views/{judgement}/")
            await fill_view(player, play.grades(key, judgement), because=f"What we saw of it at {player.who.at}")
            await player.press("Keep the draft")
            await player.open("judgements/")
            row = page.get_by_role("row").filter(has_text=title).first
            assert "Ready to seal" in await row.inner_text(), await row.inner_text()


async def fill_view(player: Player, grade: str, *, because: str) -> None:
    """Fill the form of a view, with all evidence that is offered for it."""
    page = player.page
    await page.check(f"input[name=grade][value={grade}]")
    await player.fill(because=because)
    for box in await page.locator("input[name=supports]").all():
        await box.check()


async def refuse_to_tell(play: Sitting) -> None:
    """Nobody can decide, and nobody reads what others drafted."""
    async with play.lead.doing("cannot decide before the reveal"):
        await play.lead.open("judgements/decide/", status=409)
    async with play.officers["police"].doing("cannot open the judgements"):
        await play.officers["police"].open("judgements/", status=403)


async def seal(player: Player, *counted: str) -> None:
    """Somebody seals all their views for good."""
    async with player.doing("seals first views", *counted) as page:
        await player.open("judgements/")
        rows = await page.get_by_role("table", name="Your own views").get_by_role("row").count()
        await player.press("Seal my views")
        player.told.done[LATER] += rows - 1


async def learns_nothing(play: Sitting) -> None:
    """Whoever has not sealed reads no view but their own."""
    last = list(play.inspectors.values())[-1]
    async with last.doing("learns nothing of the others’ views") as page:
        await last.open("judgements/")
        assert await page.get_by_role("table", name="First views beside one another").count() == 0
        assert "What we saw of it at ofsted" not in await page.content()


async def see_all(play: Sitting) -> None:
    """Everybody sees all views beside one another."""
    for player in play.inspectors.values():
        async with player.doing("reads all first views beside one another") as page:
            await player.open("judgements/")
            await page.get_by_role("table", name="First views beside one another").wait_for()
    async with play.lead.doing("reads what follows: the proposal, other policies, what would flip it"):
        await play.lead.open("judgements/follows/")


async def fill_decision(play: Sitting) -> None:
    """The lead says what is agreed, and why though evidence is lacking."""
    page = await play.lead.open("judgements/decide/")
    for judgement in play.framework.judging.judgements:
        await page.select_option(f"#id_grade_{judgement.id}", play.grades(play.lead.who.key, judgement.id))
    await play.lead.fill(settled_because="The criteria with less evidence bear on no judgement that is written down")


async def decide_with_dissent(play: Sitting) -> None:
    """The lead writes down what is agreed; HMI Probation’s dissent is asked for first, and kept."""
    lead, other = play.lead, play.inspectors["probation"]
    async with lead.doing("is told that a dissent needs its reasons first"):
        await fill_decision(play)
        await lead.press("Write down what is decided", advice="thinks otherwise")
    async with other.doing("goes on to think otherwise, with reasons", LATER):
        await other.open(f"judgements/views/{OTHERWISE}/")
        await fill_view(other, "priority_action", because="Two weeks is too long for a child who may be at risk")
        await other.press("Say what I think now")
    async with lead.doing("writes down what is decided, with the dissent", "judgements.decision"):
        await lead.press("Write down what is decided")
        await lead.sees("Dissent: ")
