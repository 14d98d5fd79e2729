"""What does an edition look like as a page, and which edition does a page carry?

The page stands alone: its style is in it, and it needs nothing from elsewhere. The edition itself is carried in it as
JSON; reading a page back compares what it shows, sentence by sentence, with what it carries.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from joint_inspection.errors import InvalidInput, Problem, invalid
from joint_inspection.inspections.said import read_day, said
from joint_inspection.reports.edition import Edition
from joint_inspection.reports.rests import in_words

_UNHELD = re.compile("[^\\s\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u0080-\u009f]")
TEMPLATES = Path(__file__).with_name("templates")


def as_html(edition: Edition) -> str:
    """The whole page."""
    from markupsafe import Markup

    carried = edition.model_dump_json().replace("<", "\\u003c").replace("\u2028", "\\u2028")
    return _written(
        "edition.html", edition,
        style=Markup((TEMPLATES / "edition.css").read_text(encoding="utf-8")),  # noqa: S704 - a file of ours
        carried=Markup(carried),  # noqa: S704 - every "<" is escaped
    )  # fmt: skip


def as_body(edition: Edition) -> str:
    """What stands under the title, for a page that has a frame and a style of its own."""
    return _written("body.html", edition)


def _written(template: str, edition: Edition, **more: object) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    pages = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    pages.filters.update(day=day_in_words, in_kinds=in_words)
    names = {each.code: each.name for each in edition.inspectorates}
    return pages.get_template(template).render(edition=edition, names=names, **more)


def from_html(page: str) -> Edition:
    """The edition that a page carries; raises InvalidInput where it shows other sentences."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    if not reader.carried:
        raise invalid("", "This page carries no report: give one that `record report` wrote")
    return compared(Edition.model_validate_json("".join(reader.carried)), reader.shown)


def compared(edition: Edition, shown: dict[str, str]) -> Edition:
    """The edition, if the text shown is its text; raises InvalidInput with every sentence that is not."""
    carried = {line.id: line.text for line in edition.lines}
    found = {id: plain(text) for id, text in shown.items()}
    wrong = [id for id, text in carried.items() if found.get(id) != plain(text)]
    says = "What is shown here is not the sentence that was signed: put it back, or correct the report itself"
    problems = [Problem(where=id, says=says) for id in wrong]
    problems += [
        Problem(where=id, says="No such sentence was signed: take it out") for id in found if id not in carried
    ]
    if problems:
        raise InvalidInput(problems)
    return edition


def plain(text: str) -> str:
    """A text with single spaces, without the control characters that documents cannot hold."""
    return re.sub(r"\s+", " ", _UNHELD.sub(" ", text)).strip()


def day_in_words(written: str) -> str:
    """A day as a letter writes it; what is no day stays as it is."""
    try:
        return said(read_day(written))
    except InvalidInput:
        return written


class _Reader(HTMLParser):
    """What a page carries as JSON, and the text of each sentence that it shows."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.carried: list[str] = []
        self.shown: dict[str, str] = {}
        self._in: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "script" and said.get("id") == "edition":
            self._in = "edition"
        elif tag == "span" and said.get("class") == "sentence":
            self._in = said["id"] or ""
            self.shown[self._in] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "span"):
            self._in = None

    def handle_data(self, data: str) -> None:
        if self._in == "edition":
            self.carried.append(data)
        elif self._in is not None:
            self.shown[self._in] += data
