"""Which rows would the lists of children in care, of children for adoption and of adopters have?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from joint_inspection.casedata.generate.calendar import Days, until
from joint_inspection.casedata.generate.chance import Chance, Flags, Picks
from joint_inspection.casedata.generate.columns import Rows, Words, chosen, joined, picked, rows, yes_no
from joint_inspection.casedata.generate.council import Story, handled_by
from joint_inspection.casedata.generate.partners import Missing
from joint_inspection.casedata.generate.rates import rates, share, words
from joint_inspection.casedata.generate.routes import UNACCOMPANIED

HOMES = ("k2", "h5", "r1", "s1")
POSTCODES = tuple(f"ZZ{a} {b}{letters}" for a in range(1, 9) for b in range(1, 9) for letters in ("AB", "XY"))
"""No postcode in the country begins with ZZ."""
URNS = tuple(f"SC9{each:05d}" for each in range(100, 340))


@dataclass(frozen=True, kw_only=True, repr=False)
class Adopters:
    """Who adopts: for each child the number of the family, -1 where there is none."""

    family: Picks
    rows: Rows


def care_rows(chance: Chance, story: Story, missing: Missing) -> Rows:
    """The list of children in care."""
    course, care, n = story.course, story.care, story.n
    start, left = course.care_start, ~np.isnan(course.care_end)
    alone = story.routes.way == UNACCOMPANIED
    status, status_date = _legal_status(chance, story, alone)
    kind = _placement_type(chance, story)
    out = chance.happens(share("placed_out"), n)
    places = tuple(rates()["places"])
    never = missing.times == 0
    return rows(
        "children_in_care",
        story.shown(start, course.care_end),
        uasc=yes_no(alone & (start > story.on - 365)),
        disability=yes_no(story.children.disabled),
        care_start=start,
        category_of_need=picked("primary_need", story.need),
        second_period=yes_no(chance.happens("second_period", n) & (start > story.on - 365)),
        legal_status_date=status_date,
        legal_status=status,
        last_review=care.review,
        last_visit=care.visit,
        permanence_plan=_permanence(chance, story),
        last_iro_visit=care.officer,
        last_health_assessment=care.health,
        last_dental_check=care.dental,
        placements_12m=care.moved + 0.0,
        care_end=course.care_end,
        reason_ceased=_reason_ceased(chance, story).where(left),
        placement_start=care.placement,
        placement_type=kind,
        placement_provider=picked("placement_provider", chance.pick("placement_provider", n)),
        placement_postcode=Words(at=chance.between(0, len(POSTCODES) - 1, n).astype(np.int64), of=POSTCODES),
        placement_urn=Words(at=chance.between(0, len(URNS) - 1, n).astype(np.int64), of=URNS).where(_is(kind, HOMES)),
        placement_location=chosen(("in", "out"), **{"in": ~out, "out": out}),
        placement_authority=Words(at=np.where(out, 1 + story.children.place % (len(places) - 1), 0), of=places),
        missing_episodes=missing.times + 0.0,
        absent_episodes=chance.happens(0.03, n) + 0.0,
        return_interview_offered=yes_no(missing.offered).where(~never),
        return_interview_accepted=yes_no(missing.held).where(~never & missing.offered),
        **handled_by(story, "care"),
    )


def _is(column: Words, codes: tuple[str, ...]) -> Flags:
    return np.isin(column.at, [column.of.index(each) for each in codes])


def _legal_status(chance: Chance, story: Story, alone: Flags) -> tuple[Words, Days]:
    care, start, n = story.care, story.course.care_start, story.n
    of = ("c1", "c2", "e1", "v2", "l2", "l1", "j1")
    soon = np.array([of.index(each) for each in words("legal_first_year")])[chance.pick("legal_first_year", n)]
    later = np.array([of.index(each) for each in words("legal_later")])[chance.pick("legal_later", n)]
    at = np.where(care.until - start < 300, soon, later)
    order = care.steps["placement_order"]
    at = np.where(np.isnan(order) | ~np.isnan(care.reversal), np.where(alone, of.index("v2"), at), of.index("e1"))
    began = np.where(at == of.index("c2"), until(np.fmin(start + 190, care.until)), start)
    began = np.where(at == of.index("e1"), order, began)
    return Words(at=at, of=of), np.fmax(began, start)


def _placement_type(chance: Chance, story: Story) -> Words:
    of = (*words("placement_type"), "a5", "a6")
    at = chance.pick("placement_type", story.n)
    young = story.care.placement - story.children.born < 16 * 365
    at = np.where(young & np.isin(at, [of.index("h5"), of.index("p2")]), of.index("u6"), at)
    return Words(at=np.where(np.isnan(story.care.steps["placed"]), at, of.index("a6")), of=of)


def _permanence(chance: Chance, story: Story) -> Words:
    of = (*words("permanence_plan"), "adoption")
    wanted = ~np.isnan(story.care.steps["decision"]) & np.isnan(story.care.reversal)
    at = np.where(wanted, of.index("adoption"), chance.pick("permanence_plan", story.n))
    early = story.care.until - story.course.care_start < 90
    return Words(at=at, of=of).where(~early | wanted)


def _reason_ceased(chance: Chance, story: Story) -> Words:
    n = story.n
    of = tuple(dict.fromkeys((*words("reason_ceased"), *words("reason_ceased_18"), "e11", "e12")))
    child = np.array([of.index(each) for each in words("reason_ceased")])[chance.pick("reason_ceased", n)]
    adult = np.array([of.index(each) for each in words("reason_ceased_18")])[chance.pick("reason_ceased_18", n)]
    at = np.where(story.course.care_end >= story.children.grown - 4, adult, child)
    adopted = np.where(chance.happens(0.5, n), of.index("e11"), of.index("e12"))
    return Words(at=np.where(np.isnan(story.care.steps["order"]), at, adopted), of=of)


def adoption_rows(chance: Chance, story: Story, *, since: float, first: int) -> list[Rows]:
    """The lists of children for adoption and of adopters; families are numbered from ``first`` on."""
    steps, reversal = story.care.steps, story.care.reversal
    decided = ~np.isnan(steps["decision"])
    ended = np.fmin(np.where(np.isnan(steps["order"]), np.inf, steps["order"]), np.fmin(reversal, np.inf))
    listed = decided & ~(ended < since)
    matched = listed & ~np.isnan(steps["matched"])
    family = np.where(matched, first + np.arange(story.n), -1)
    fostered = chance.happens("foster_to_adopt", story.n) & matched
    children = rows(
        "adoption", listed, family=family, disability=yes_no(story.children.disabled),
        care_start=story.course.care_start, decision_date=steps["decision"],
        placement_order_date=steps["placement_order"], matched_date=steps["matched"], placed_date=steps["placed"],
        order_date=steps["order"], reversal_date=reversal,
        reversal_reason=picked("reversal_reason", chance.pick("reversal_reason", story.n)).where(~np.isnan(reversal)),
        foster_to_adopt_date=np.where(fostered, _between(steps), np.nan),
    )  # fmt: skip
    return [children, _adopters(chance, story, matched=matched, family=family, fostered=fostered, since=since)]


def _between(steps: dict[str, Days]) -> Days:
    """A child fostered for adoption moves in before the match, once the decision is made."""
    return until(np.fmax(steps["decision"], steps["matched"] - 60))


def _adopters(chance: Chance, story: Story, *, matched: Flags, family: Picks, fostered: Flags, since: float) -> Rows:
    """Two adopters or one for each child matched, and as many people again on their way."""
    n = story.n
    approval = until(story.care.steps["matched"] - 20 - chance.wait(100, n))
    both = [(matched, approval, 0), (matched & ~chance.happens(0.22, n), approval, 1)]
    waiting = chance.happens(np.mean(matched) * 1.2, n)
    begun = story.on - chance.between(0, 360, n)
    parts = [_process(story, those, day, family, fostered, second) for those, day, second in both]
    alone = _waiting(chance, story, waiting, until(begun), family=int(family.max(initial=0)) + 1)
    return joined(*parts, alone)


def _process(story: Story, those: Flags, approval: Days, family: Picks, fostered: Flags, second: int) -> Rows:
    steps = story.care.steps
    table = rows(
        "adopters", those, adopter=family * 2 + second, family=family, foster_to_adopt=yes_no(fostered),
        disability=yes_no(story.children.place % 19 == second),
        enquiry_date=until(approval - 250), stage_1_start=until(approval - 220), stage_1_end=until(approval - 150),
        stage_2_start=until(approval - 140), stage_2_end=until(approval - 25), application_date=until(approval - 14),
        approval_date=approval, matched_date=steps["matched"], placed_date=steps["placed"],
        children_placed=np.where(np.isnan(steps["placed"]), np.nan, 1.0), order_date=steps["order"],
        left_date=np.full(story.n, np.nan), left_reason=picked("left_reason", np.full(story.n, -1)),
    )  # fmt: skip
    return Rows(list=table.list, who=np.full(len(table.who), -1), columns=table.columns)


def _waiting(chance: Chance, story: Story, those: Flags, enquiry: Days, *, family: int) -> Rows:
    """People on their way to approval, some of whom left."""
    n = story.n
    left = np.where(chance.happens(0.25, n), until(enquiry + chance.between(40, 200, n)), np.nan)
    left = np.where(left <= story.on, left, np.nan)
    last = np.fmin(left, story.on)
    gone = (30, 95, 105, 215, 226, 240)
    names = ("stage_1_start", "stage_1_end", "stage_2_start", "stage_2_end", "application_date", "approval_date")
    steps = {name: until(enquiry + after) for name, after in zip(names, gone, strict=True)}
    steps = {name: np.where(day <= last, day, np.nan) for name, day in steps.items()}
    none = np.full(n, np.nan)
    ids = family + np.arange(n)
    table = rows(
        "adopters", those, adopter=ids * 2, family=ids, foster_to_adopt=yes_no(np.zeros(n, dtype=bool)),
        disability=yes_no(story.children.place % 19 == 0), enquiry_date=enquiry, **steps, matched_date=none,
        placed_date=none, children_placed=none, order_date=none, left_date=left,
        left_reason=picked("left_reason", chance.pick("left_reason", n)).where(~np.isnan(left)),
    )  # fmt: skip
    return Rows(list=table.list, who=np.full(len(table.who), -1), columns=table.columns)
