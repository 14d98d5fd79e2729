"""Which lists of children are asked for, column by column? Defined once, named by the frameworks that ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import model_validator

from joint_inspection.frameworks.model.base import AgencyKind, Id, Source, Text, Value
from joint_inspection.frameworks.model.content import Code, DataList


class RequestLists(Value):
    """One version of a set of lists: ``annex-a@2019``."""

    id: Id
    version: Text
    title: Text
    setting: Text | None = None
    sources: tuple[Source, ...]
    agency: AgencyKind = "council"
    """Who holds the lists that do not say it themselves."""
    headings: dict[Id, tuple[Text, ...]] = {}
    """Other headings under which a column arrives on whichever list it is, by the column's id."""
    code_sets: dict[Id, tuple[Code, ...]] = {}
    """Codes that several columns share, by the name that those columns give."""
    lists: tuple[DataList, ...]

    @model_validator(mode="before")
    @classmethod
    def _write_out(cls, data: object) -> object:
        """Write each column's codes out where it names a set of them, and the headings that all lists share."""
        if not isinstance(data, Mapping) or not isinstance(data.get("lists"), tuple | list):
            return data
        sets, headings = (data[key] if isinstance(data.get(key), Mapping) else {} for key in ("code_sets", "headings"))
        return {**data, "lists": tuple(_written_out(each, sets, headings) for each in data["lists"])}

    @property
    def ref(self) -> str:
        """``id@version``."""
        return f"{self.id}@{self.version}"

    def held_by(self, each: DataList) -> AgencyKind:
        """The agency that is asked for one of the lists."""
        return each.agency or self.agency


def _written_out(each: Any, sets: Mapping[str, Any], headings: Mapping[str, Any]) -> Any:
    if not isinstance(each, Mapping) or not isinstance(each.get("fields"), tuple | list):
        return each
    return {**each, "fields": tuple(_with_codes(_with_headings(field, headings), sets) for field in each["fields"])}


def _with_headings(field: Any, headings: Mapping[str, Any]) -> Any:
    more = headings.get(str(field.get("id"))) if isinstance(field, Mapping) else None
    own = field.get("also", ()) if more else ()
    both = isinstance(more, tuple | list) and isinstance(own, tuple | list)
    return {**field, "also": (*own, *more)} if both and more else field


def _with_codes(field: Any, sets: Mapping[str, Any]) -> Any:
    named = field.get("codes") if isinstance(field, Mapping) else None
    return {**field, "codes": sets[named]} if isinstance(named, str) and named in sets else field
