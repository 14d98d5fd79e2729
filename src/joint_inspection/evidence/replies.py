"""May this point be put to an agency, for it to answer?

An agency answers for its own practice, on evidence that was seen of it or that it told itself. Nobody is shown what
another agency said about it as fact, and nobody who spoke in confidence is given away.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from joint_inspection.errors import Problem
from joint_inspection.evidence.hearsay import is_hearsay
from joint_inspection.evidence.model import Body, Directness, Item, Speaker
from joint_inspection.frameworks.document import read_document

FILE = Path(__file__).with_name("others_words.yaml")
RUN = 7
"""So many words in a row that stand in another agency's opinion are taken for its words."""


def check_point(text: str, *, about: Body, shown: Iterable[Item], others: Iterable[Body],
                heard: Iterable[Item] = ()) -> tuple[Problem, ...]:  # fmt: skip
    """Everything that stands between a point and the agency, each with what to do.

    ``shown`` are the items that the agency is told of, ``others`` the other bodies inspected, ``heard`` all items whose
    words are known: none of what others said of the agency may be repeated. No problem quotes the text.
    """
    found = [*_says_something(text, shown := tuple(shown)), *_shows_its_own(shown, about)]
    return (*found, *_speaks_for_no_other(text, about, tuple(others)), *_repeats_no_other(text, about, heard))


def may_be_shown(item: Item, about: Body) -> bool:
    """Whether an agency may be told of an item: about itself, and seen, published or told by itself."""
    if item.about != about.code or item.by_adviser or item.box:
        return False
    if item.speaker == Speaker.AGENCY:
        return item.speaker_agency == about.code
    return item.speaker == Speaker.PUBLISHED or (
        item.speaker == Speaker.INSPECTOR and item.directness == Directness.SEEN
    )


def _says_something(text: str, shown: tuple[Item, ...]) -> Iterator[Problem]:
    if not text.strip():
        yield Problem(where="text", says="Write the point as the agency will read it")
    if not shown:
        says = "Choose what was seen of the agency, or told by it, that the point rests on"
        yield Problem(where="shown", says=says)


def _shows_its_own(shown: Iterable[Item], about: Body) -> Iterator[Problem]:
    for item in shown:
        if item.about != about.code:
            says = f"Item {item.id} is not about {about.name}: an agency is asked about its own practice alone"
        elif is_hearsay(item) or (item.speaker == Speaker.AGENCY and item.speaker_agency != about.code):
            says = (
                f"Item {item.id} is what another agency says: {about.name} is not shown it. Show what you saw yourself"
            )
        elif not may_be_shown(item, about):
            says = (
                f"Item {item.id} came from somebody who is not to be named to {about.name}: show what you saw yourself"
            )
        else:
            continue
        yield Problem(where="shown", says=says)


def _speaks_for_no_other(text: str, about: Body, others: tuple[Body, ...]) -> Iterator[Problem]:
    if any(pattern.search(_plain(text)) for pattern in _patterns(about, others)):
        says = "This tells what another agency says or thinks: write what was seen, or what the agency said itself"
        yield Problem(where="text", says=says)


def _repeats_no_other(text: str, about: Body, heard: Iterable[Item]) -> Iterator[Problem]:
    own = _runs(text)
    if any(own & _runs(item.text or "") for item in heard if item.about == about.code and is_hearsay(item)):
        says = "Some of these words are what another agency said of it: put the point in words of your own"
        yield Problem(where="text", says=says)


def _patterns(about: Body, others: tuple[Body, ...]) -> Iterator[re.Pattern[str]]:
    words = _words()
    own = {*words["agencies"].get(about.kind, ()), about.name.lower()}
    kinds = {body.kind for body in others} - {about.kind}
    named = [
        *words["anybody"],
        *(body.name.lower() for body in others),
        *(w for k in kinds for w in words["agencies"].get(k, ())),
    ]
    names = _either(sorted({name for name in named if name not in own}, key=len, reverse=True))
    says, views, nouns = (_either(words[key]) for key in ("says", "views", "nouns"))
    yield re.compile(rf"\b{names}(?: (?:who|that|have|has|had|also|often|\w+ly)){{0,2}} {says}\b")
    yield re.compile(rf"\b{views} (?:the |a |our |your |local ){{0,2}}{names}\b")
    yield re.compile(rf"\b{names}(?:'s?)? {nouns}\b")
    yield re.compile(rf"\b{nouns} (?:of|from|by) (?:the |a |local ){{0,2}}{names}\b")


def _either(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(re.escape(word) for word in words)})"


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split())


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[\w']+", _plain(text))
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


@cache
def _words() -> dict[str, Any]:
    return dict(read_document(FILE, begins="agencies, says and setting").data)
