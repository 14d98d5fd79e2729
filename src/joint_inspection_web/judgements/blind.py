"""Who may read whose first view? Until all that are asked for are in, everybody reads their own and no more.

Whether they are all in is asked once, when somebody seals or is no longer waited for, and then kept as the reveal:
no page looks at anybody else's views before it, not even to count them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from joint_inspection.judgements.views import View, is_complete, readable
from joint_inspection_web.accounts.models import Person
from joint_inspection_web.fairness.kept import Words
from joint_inspection_web.history.record import record
from joint_inspection_web.inspections.actions import subject_of
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.judgements.models import Asked, GivenView, Reveal, Round, Step

CITED = ("supports", "against", "findings", "findings_against")
"""What a view cites: notes and findings, for it and against it."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How far the first views of an inspection are, as everybody may know it."""

    round: Round | None
    asked: tuple[Asked, ...] = ()
    is_revealed: bool = False

    def of(self, person: Person) -> Asked | None:
        """What somebody is asked for, if anything."""
        return next((each for each in self.asked if each.person_id == person.pk), None)

    @property
    def expected(self) -> frozenset[str]:
        """The authors whose views are waited for."""
        return frozenset(each.author for each in self.asked if not is_waived(each))


def is_waived(asked: Asked) -> bool:
    """Whether somebody's views are no longer waited for."""
    return hasattr(asked, "waiver")


def standing_of(inspection: Inspection) -> Standing:
    """How far first views are, without looking at any."""
    row = Round.objects.filter(inspection=inspection).select_related("inspection", "reveal").first()
    if row is None:
        return Standing(round=None)
    asked = tuple(row.asked.select_related("person", "waiver", "round"))
    return Standing(round=row, asked=asked, is_revealed=hasattr(row, "reveal"))


def drafts_of(asked: Asked, words: Words) -> dict[str, View]:
    """What somebody drafted, by judgement: the last of each."""
    rows = GivenView.objects.filter(asked=asked, step=Step.DRAFT)
    return {row.judgement: as_view(row, asked, words) for row in rows}


def has_sealed(asked: Asked | None) -> bool:
    """Whether somebody sealed their own views; asked for nobody else before the reveal."""
    return asked is not None and GivenView.objects.filter(asked=asked, step=Step.FIRST).exists()


def first_views(standing: Standing, words: Words, *, reader: Person) -> dict[str, tuple[View, ...]]:
    """The first views that somebody may read, by judgement."""
    return _by_judgement(_rows(standing, Step.FIRST, reader=reader), standing, words, reader=reader)


def last_views(standing: Standing, words: Words, *, reader: Person) -> dict[str, tuple[View, ...]]:
    """The views as they stand now: those given after the reveal, else the first ones."""
    found = _rows(standing, Step.FIRST, Step.LATER, reader=reader)
    last = {(row.asked_id, row.judgement): row for row in found}
    return _by_judgement(last.values(), standing, words, reader=reader)


def moved_authors(standing: Standing) -> frozenset[tuple[str, str]]:
    """Who spoke again after the reveal, and of which judgement."""
    rows = GivenView.objects.filter(asked__round=standing.round, step=Step.LATER).values_list("asked", "judgement")
    authors = {each.pk: each.author for each in standing.asked}
    return frozenset((authors[asked], judgement) for asked, judgement in rows)


def _rows(standing: Standing, *steps: Step, reader: Person) -> list[GivenView]:
    rows = GivenView.objects.filter(asked__round=standing.round, step__in=steps)
    if not standing.is_revealed:
        rows = rows.filter(asked__person=reader)
    return list(rows.order_by("pk"))


def _by_judgement(
    rows: Iterable[GivenView], standing: Standing, words: Words, *, reader: Person
) -> dict[str, tuple[View, ...]]:
    asked = {each.pk: each for each in standing.asked}
    views = [as_view(row, asked[row.asked_id], words) for row in rows]
    names = dict.fromkeys(view.judgement for view in views)
    mine = standing.of(reader)
    return {
        name: readable(
            [view for view in views if view.judgement == name], reader=mine.author if mine else "",
            expected=_expected(standing, [view for view in views if view.judgement == name]),
        )
        for name in names
    }  # fmt: skip


def _expected(standing: Standing, views: Collection[View]) -> frozenset[str]:
    """Whose views of one judgement have to be in: after the reveal those that are, before it everybody's."""
    return frozenset(view.by for view in views) if standing.is_revealed else standing.expected


def as_view(row: GivenView, asked: Asked, words: Words) -> View:
    """A row as the library knows it; empty where it can no longer be read."""
    said = words.of(row)
    return View(
        judgement=row.judgement, by=asked.author, grade=said.get("grade") or None, because=said.get("because", ""),
        **{name: tuple(said.get(name, ())) for name in CITED},
    )  # fmt: skip


def reveal_if_complete(inspection: Inspection, *, at: datetime) -> None:
    """Show all first views together if everybody sealed theirs, or is waited for no longer; inside an action."""
    standing = standing_of(inspection)
    if standing.round is None or standing.is_revealed:
        return
    sealed = GivenView.objects.filter(asked__round=standing.round, step=Step.FIRST).values_list("asked", flat=True)
    who = {each.pk: each.author for each in standing.asked}
    views = [View(judgement="", by=who[pk], grade=None, supports=()) for pk in set(sealed)]
    if standing.expected and not is_complete(views, expected=standing.expected):
        return
    row = Reveal.objects.create(round=standing.round, at=at)
    record("judgements.reveal", by=None, at=at, subject=subject_of(inspection), wrote=[row])


def held_back(inspection: Inspection) -> tuple[str, ...]:
    """What of history is in no file: drafts, which are for their author alone, and until the reveal what is sealed."""
    return ("judgements.draft",) if standing_of(inspection).is_revealed else ("judgements.draft", "judgements.seal")
