"""Which lists of children are asked for, column by column? Defined once, named by the frameworks that ask."""

from __future__ import annotations

from pydantic import model_validator

from joint_inspection.frameworks.model.base import AgencyKind, Id, Source, Text, Value
from joint_inspection.frameworks.model.content import DataList


class RequestLists(Value):
    """One version of a set of lists: ``annex-a@2019``."""

    id: Id
    version: Text
    title: Text
    setting: Text | None = None
    agency: AgencyKind = "council"
    """Who holds the lists that do not say it themselves."""
    sources: tuple[Source, ...]
    lists: tuple[DataList, ...]

    @model_validator(mode="before")
    @classmethod
    def _name_code_sets(cls, data: object) -> object:
        """Write each column's codes out where it names a set of them."""
        if not isinstance(data, dict) or "code_sets" not in data:
            return data
        sets = data["code_sets"]
        lists = [
            {**each, "fields": [_with_codes(field, sets) for field in each.get("fields", ())]}
            for each in data.get("lists", ())
        ]
        return {**{key: value for key, value in data.items() if key != "code_sets"}, "lists": lists}

    @property
    def ref(self) -> str:
        """``id@version``."""
        return f"{self.id}@{self.version}"


def _with_codes(field: dict[str, object], sets: dict[str, object]) -> dict[str, object]:
    named = field.get("codes")
    if not isinstance(named, str):
        return field
    if named not in sets:
        raise ValueError(f"There is no set of codes '{named}'; the file has {', '.join(sets)}")
    return {**field, "codes": sets[named]}
