"""How do views stand beside one another? A lane for each judgement, a place for each grade, a mark for each author."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from markupsafe import Markup

from joint_inspection.frameworks.model import Framework
from joint_inspection.judgements.views import View
from joint_inspection_web.design.drawings.svg import badge, element, line, lines_of, picture, text
from joint_inspection_web.design.words import initials
from joint_inspection_web.judgements.policy import choices_of, said, viewed

WIDTH, LINE = 360.0, 18.0
"""As wide as a phone, so that nothing is made smaller there; the height of a line of words."""
LANE = 30.0
"""The height that one author's mark takes; two of one grade stand under one another."""
MARK, LETTER = 40.0, 7.6
"""The widths of a mark, and of a letter of words."""
HEAD = 4
"""Lines of a grade's title at most."""
Views = Mapping[str, Sequence[View]]


def letters_of(names: Mapping[str, str]) -> dict[str, str]:
    """A mark for each author: initials, with a number where several have the same."""
    found: dict[str, str] = {}
    for by, name in names.items():
        same = sum(each.rstrip("23456789") == initials(name) for each in found.values())
        found[by] = f"{initials(name)}{same + 1 if same else ''}"
    return found


def drawn_views(
    framework: Framework, first: Views, last: Views, names: Mapping[str, str], *, decided: Mapping[str, str]
) -> list[Markup]:
    """A picture for each scale on which views were given."""
    scales: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for each in viewed(framework):
        if first.get(each.id):
            scales[tuple(choices_of(framework, each.id))].append((each.id, each.title))
    return [
        _picture(framework, scale, judged, first, last, names, decided, id=f"views-{number}")
        for number, (scale, judged) in enumerate(scales.items())
    ]


def _picture(
    framework: Framework, scale: tuple[str, ...], judged: Sequence[tuple[str, str]], first: Views, last: Views,
    names: Mapping[str, str], decided: Mapping[str, str], *, id: str,
) -> Markup:  # fmt: skip
    wide = WIDTH / len(scale)
    middle = {grade: wide * (place + 0.5) for place, grade in enumerate(scale)}
    heads, y = _heads([(said(framework, judged[0][0], grade), x) for grade, x in middle.items()], wide=wide)
    letters, lanes = letters_of(names), []
    for number, (name, title) in enumerate(judged):
        before, now = {view.by: view for view in first[name]}, {view.by: view for view in last.get(name, ())}
        words = lines_of(title, int((WIDTH - 12) / LETTER), lines=2)
        over, high = LINE * len(words) + 4, LANE * len(before)
        if number % 2 == 0:
            lanes.append(element("rect", x=0.0, y=y, width=WIDTH, height=over + high, class_="draw-band"))
        lanes += [text(each, x=6.0, y=y + LINE * (place + 1) - 2) for place, each in enumerate(words)]
        y += over
        if decided.get(name) in middle:
            x = middle[decided[name]]
            lanes.append(element("rect", element("title", "Decided"), x=x - wide * 0.45, y=y + 2, width=wide * 0.9,
                                 height=high - 4, class_="draw-line--limit"))  # fmt: skip
        for place, (by, view) in enumerate(before.items()):
            lanes.append(_mark(view, now.get(by, view), names[by], letters[by], middle, y=y + LANE * (place + 0.5)))
        y += high
    describes = ("For each judgement a mark for each who gave a view, under its grade. A hollow mark and a line show "
                 "from where a view moved; a frame shows what is decided. The table has the same.")  # fmt: skip
    return picture(
        *heads, *lanes, id=id, width=WIDTH, height=y + 4, title="Views beside one another", describes=describes
    )


def _heads(titles: Sequence[tuple[str, float]], *, wide: float) -> tuple[list[Markup], float]:
    """The titles of the grades over their places, ending on one line; and the height at which they end."""
    told = [(lines_of(title, max(int(wide / LETTER), 1), lines=HEAD), x) for title, x in titles]
    most = max(len(lines) for lines, _ in told)
    drawn = [
        text(each, x=x, y=LINE * (most - len(lines) + place + 1) - 2, class_="draw-text draw-text--middle")
        for lines, x in told for place, each in enumerate(lines)
    ]  # fmt: skip
    return drawn, LINE * most + 6


def _mark(before: View, now: View, name: str, letters: str, middle: Mapping[str, float], *, y: float) -> Markup:
    """Where somebody stands now; where they stood first, hollow, if they moved."""
    here, there = middle.get(now.grade or ""), middle.get(before.grade or "")
    if here is None or there is None:
        return Markup("")
    if here == there:
        return badge(letters, x=here, y=y, tone="main", says=name, width=MARK)
    return element(
        "g",
        line(there, y, here, y, class_="draw-line--strong"),
        badge(letters, x=there, y=y, tone="plain", says=f"{name}: first view", hollow=True, width=MARK),
        badge(letters, x=here, y=y, tone="main", says=f"{name}: now", width=MARK),
    )
