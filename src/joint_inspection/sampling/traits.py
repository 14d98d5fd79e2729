"""What is a child like, as far as the lists tell? Traits for strata, quotas, themes and the mirror, defined as data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from joint_inspection.casedata.model import CaseData, Record
from joint_inspection.errors import invalid

FILE = Path(__file__).with_name("traits.yaml")
NOT_KNOWN = "not known"
YES = "yes"


@dataclass(frozen=True, kw_only=True)
class Condition:
    """Something that holds for a child if it holds for one of its records."""

    list: str | None = None
    field: str | None = None
    codes: tuple[str, ...] = ()
    has: bool = False
    lacks: bool = False
    above: float | None = None

    def holds(self, record: Record) -> bool:
        """Whether one record meets it."""
        if self.list not in (None, record.list):
            return False
        if self.field is None:
            return True
        answer = record.answers.get(self.field)
        if self.codes:
            return answer in self.codes
        if self.above is not None:
            return isinstance(answer, int | float) and answer > self.above
        return answer is None if self.lacks else answer is not None


@dataclass(frozen=True, kw_only=True)
class Trait:
    """What is told about a child in one word, and how it is read from the lists."""

    id: str
    title: str
    field: str | None = None
    lists: tuple[str, ...] = ()
    groups: Mapping[str, str]
    """The value that each answer counts as."""
    not_known: tuple[str, ...] = ()
    ages: tuple[tuple[int, str], ...] = ()
    first: tuple[tuple[str, tuple[Condition, ...]], ...] = ()
    otherwise: str = NOT_KNOWN
    agencies: bool = False
    at_least: int | None = None
    untold: str | None = None
    """Why no list tells it."""

    @property
    def order(self) -> tuple[str, ...]:
        """Its values in their own order, where they have one."""
        return tuple(value for _, value in self.ages) or tuple(value for value, _ in self.first)


@dataclass(frozen=True, kw_only=True, repr=False)
class Lists:
    """The records of each child, and what is needed to understand them."""

    data: CaseData
    of_child: Mapping[str, Sequence[Record]]
    agencies: Mapping[str, str]
    """The agency that each list comes from."""


def trait(name: str) -> Trait:
    """A trait by its name; one that nobody defined is never told."""
    found = _traits().get(name)
    return found or Trait(id=name, title=name, groups={}, untold="nobody said how lists tell it")


@cache
def _traits() -> Mapping[str, Trait]:
    named = _file()["traits"]
    return {name: _trait(name, each | (named[each["as"]] if "as" in each else {})) for name, each in named.items()}


def mirrored() -> tuple[str, ...]:
    """The traits on which a sample is compared with all."""
    return tuple(_file()["mirror"])


def themes() -> tuple[str, ...]:
    """The themes of which it is said which children they are about."""
    return tuple(_file()["themes"])


def theme(name: str) -> tuple[Condition, ...]:
    """Which children a theme is about; raises InvalidInput for one that nobody defined."""
    if name not in themes():
        raise invalid("theme", f"No list says which children the theme '{name}' is about; known: {', '.join(themes())}")
    return tuple(_condition(each) for each in _file()["themes"][name])


def why_untold(each: Trait, lists: Lists) -> str | None:
    """Why the lists that came cannot tell a trait; None where they can."""
    if each.untold:
        return each.untold
    if each.agencies:
        many = {lists.agencies[name] for name in lists.data.records if name in lists.agencies}
        return None if len(many) > 1 else "lists of one agency came"
    if each.first:
        return (
            None
            if any(_may_hold(c, lists.data) for _, all_of in each.first for c in all_of)
            else "no list that came says so"
        )
    wanted = "born" if each.ages else each.field or ""
    names = each.lists or tuple(lists.data.records)
    told = any(wanted in record.answers for name in names for record in lists.data.of(name))
    return None if told else f"no list that came says {wanted.replace('_', ' ')}"


def _may_hold(condition: Condition, data: CaseData) -> bool:
    names = (condition.list,) if condition.list else tuple(data.records)
    if condition.field is None or condition.lacks:
        return any(data.has(name) for name in names)
    return any(condition.field in record.answers for name in names for record in data.of(name))


def value_of(each: Trait, child: str, lists: Lists) -> str:
    """What a trait is for one child."""
    records = lists.of_child[child]
    if each.agencies:
        return _agencies(each, {lists.agencies[record.list] for record in records if record.list in lists.agencies})
    if each.ages:
        return _age(each, records, lists)
    if each.first:
        return next((value for value, any_of in each.first if meets(any_of, records)), each.otherwise)
    return _most_given(
        each,
        (record.answers.get(each.field or "") for record in records if not each.lists or record.list in each.lists),
    )


def meets(any_of: Sequence[Condition], records: Iterable[Record]) -> bool:
    """Whether one of the conditions holds for one of the records."""
    return any(condition.holds(record) for record in records for condition in any_of)


def _agencies(each: Trait, agencies: set[str]) -> str:
    if each.at_least:
        return YES if len(agencies) >= each.at_least else "no"
    return str(len(agencies)) if len(agencies) < 3 else "3 or more"


def _age(each: Trait, records: Iterable[Record], lists: Lists) -> str:
    born = Counter(day for record in records if (day := record.date("born")))
    if not born:
        return NOT_KNOWN
    day, on = min(born, key=lambda day: (-born[day], day)), lists.data.on
    years = on.year - day.year - ((on.month, on.day) < (day.month, day.day))
    return next((value for start, value in reversed(each.ages) if years >= start), NOT_KNOWN)


def _most_given(each: Trait, answers: Iterable[Any]) -> str:
    given = Counter(str(answer) for answer in answers if answer is not None and answer not in each.not_known)
    if not given:
        return NOT_KNOWN
    said = min(given, key=lambda answer: (-given[answer], answer))
    return each.groups.get(said, said)


def _trait(name: str, each: Mapping[str, Any]) -> Trait:
    return Trait(
        id=name, title=each["title"], field=each.get("field"), lists=tuple(each.get("lists", ())),
        groups={code: group for group, codes in each.get("groups", {}).items() for code in codes},
        not_known=tuple(each.get("not_known", ())), ages=tuple((start, value) for start, value in each.get("ages", ())),
        first=tuple((value, tuple(_condition(c) for c in any_of)) for value, any_of in each.get("first", {}).items()),
        otherwise=each.get("otherwise", NOT_KNOWN), agencies=each.get("agencies", False),
        at_least=each.get("at_least"), untold=each.get("untold"),
    )  # fmt: skip


def _condition(each: Mapping[str, Any]) -> Condition:
    renamed = {("codes" if key == "is" else key): value for key, value in each.items()}
    return Condition(**renamed | {"codes": tuple(renamed.get("codes", ()))})


@cache
def _file() -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return content
