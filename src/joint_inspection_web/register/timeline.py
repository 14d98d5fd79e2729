"""Which inspectorate came to an area when? One lane an inspectorate; a joint inspection stands in each lane."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from joint_inspection_web.design.drawings.timeline import Lane, Mark, timeline
from joint_inspection_web.design.words import day, initials, sentence, title_of
from joint_inspection_web.frameworks.grades import SaidGrade
from joint_inspection_web.frameworks.reading import said_ref
from joint_inspection_web.register.entries import Entry


def picture(entries: Sequence[Entry], *, area_name: str) -> Markup | None:
    """The drawing; None where nothing has a date."""
    dated = sorted((entry for entry in entries if entry.on), key=lambda entry: (entry.on or date.min, entry.id))
    codes = dict.fromkeys(code for entry in dated for code in entry.inspectorates)
    if not codes:
        return None
    return timeline(
        [_lane(code, dated) for code in codes], id="who-came",
        title=f"Who inspected {area_name}, and when",
        describes="Each inspection or visit on the line of every inspectorate that took part, by its first day on "
        "site or, where that is not known, by publication. The table below says the same.",
    )  # fmt: skip


def _lane(code: str, dated: Sequence[Entry]) -> Lane:
    marks = tuple(_mark(entry) for entry in dated if code in entry.inspectorates)
    return Lane(name=sentence(title_of(code)), marks=marks)


def _mark(entry: Entry) -> Mark:
    drawn = drawn_as(entry)
    says = f"{day(entry.on)}: {said_ref(entry.framework)}, {entry.visit}, {entry.overall.title}"
    return Mark(on=entry.on or date.min, letter=drawn.letter, tone=drawn.tone, says=says)


def drawn_as(entry: Entry) -> SaidGrade:
    """Its overall grade, else the letter of its kind of visit."""
    if entry.overall.tone not in ("plain", "soft"):
        return entry.overall
    return SaidGrade(title=entry.visit, letter=initials(entry.visit)[:1].lower(), tone="soft")


def legend(entries: Sequence[Entry]) -> list[tuple[str, str, str]]:
    """What each letter and tone stands for."""
    found: dict[tuple[str, str], list[str]] = {}
    for drawn in map(drawn_as, entries):
        titles = found.setdefault((drawn.letter, drawn.tone), [])
        if drawn.title not in titles:
            titles.append(drawn.title)
    return [(letter, tone, " or ".join(sorted(titles))) for (letter, tone), titles in sorted(found.items())]
