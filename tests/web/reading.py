"""How tests read a page: its title, headings, tables and links."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.http import HttpResponse

VOID = {"meta", "link", "input", "br", "wbr", "hr", "img"}


@dataclass
class Read(HTMLParser):
    """A page as a person reads it."""

    headings: list[str] = field(default_factory=list)
    tables: dict[str, list[list[str]]] = field(default_factory=dict)
    """Rows by caption; the first is the head."""
    links: dict[str, str] = field(default_factory=dict)
    """Addresses by text."""
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[str] = []
        self._words: dict[str, str] = {}
        self._rows: list[list[str]] = []
        self._caption = ""
        self._href = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        self._open.append(tag)
        if tag in ("h1", "h2", "h3", "caption", "th", "td", "a"):
            self._words[tag] = ""
        if tag == "table":
            self._rows = []
        if tag == "tr":
            self._rows.append([])
        if tag == "a":
            self._href = dict(attrs).get("href") or ""

    def handle_data(self, data: str) -> None:
        if {"script", "title", "desc"} & set(self._open):
            return
        self.text += data
        for tag in self._words:
            self._words[tag] += data

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        self._open.pop()
        self.text += " "
        words = " ".join(self._words.pop(tag, "").split())
        if tag in ("h1", "h2", "h3"):
            self.headings.append(words)
        if tag in ("th", "td"):
            self._rows[-1].append(words)
        if tag == "caption":
            self._caption = words
        if tag == "table":
            self.tables[self._caption] = self._rows
        if tag == "a":
            self.links[words] = self._href


def read(response: HttpResponse) -> Read:
    """Read a page; every tag must be closed."""
    page = Read()
    page.feed(response.content.decode())
    assert page._open == []
    return page


class Filled(HTMLParser):
    """What a browser would send from one form if nobody changed anything in it."""

    def __init__(self, form: str) -> None:
        super().__init__()
        self.form, self.inside = form, False
        self.said: dict[str, str] = {}
        self._name: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.inside = given.get("id") == self.form
        if not self.inside:
            return
        name = given.get("name") or ""
        if tag == "input" and (given.get("type") not in ("checkbox", "radio") or "checked" in given):
            self.said[name] = given.get("value") or ""
        if tag in ("select", "textarea"):
            self._name, self.said[name] = name, ""
        if tag == "option" and "selected" in given and self._name:
            self.said[self._name] = given.get("value") or ""
            self._name = None

    def handle_data(self, data: str) -> None:
        if self.inside and self._name and self.lasttag == "textarea":
            self.said[self._name] += data

    def handle_endtag(self, tag: str) -> None:
        if tag in ("select", "textarea", "form"):
            self._name = None
        if tag == "form":
            self.inside = False


def filled(response: HttpResponse, form: str) -> dict[str, str]:
    """What is filled into a form of a page, by the names of its fields."""
    page = Filled(form)
    page.feed(response.content.decode())
    return page.said


class Typed(HTMLParser):
    """What stands in the fields of a page, and what its error summary says."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: list[str] = []
        self.summary = ""
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "input":
            self.fields.append(given.get("value") or "")
        if tag == "textarea":
            self.fields.append("")
        if tag == "div" and (self._depth or "govuk-error-summary" in (given.get("class") or "").split()):
            self._depth += 1

    def handle_data(self, data: str) -> None:
        if self.lasttag == "textarea":
            self.fields[-1] += data
        if self._depth:
            self.summary += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self._depth:
            self._depth -= 1


def lost(response: HttpResponse, typed: str, *, says: str) -> list[str]:
    """What is lost of a form that came at the wrong time: what was typed, the advice above it, the page's own title."""
    page = Typed()
    page.feed(response.content.decode())
    wrong = {
        f"the page answers {response.status_code}": response.status_code != 200,
        "what was typed is gone": all(typed not in field for field in page.fields),
        f"the summary says “{' '.join(page.summary.split())}”": says not in page.summary,
        "the title says nothing of an error": "<title>Error: " not in " ".join(response.text.split()),
    }
    return [what for what, is_wrong in wrong.items() if is_wrong]
