"""What does an Excel workbook say about itself: its sheets, its calendar, whether it was ever calculated?"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import NamedTuple

from joint_inspection.casedata.read.package import Package
from joint_inspection.casedata.read.xml import local, parse


class _Relation(NamedTuple):
    id: str
    kind: str
    target: str


@dataclass(frozen=True, kw_only=True)
class Workbook:
    """What a workbook says about itself."""

    sheets: dict[str, str]
    """The part that holds each worksheet, by the sheet's name."""
    begins_in_1904: bool
    uncalculated: bool
    """Whether it was written by a program that leaves calculating to Excel."""
    macros: bool


def describe(package: Package) -> Workbook:
    """Read the workbook's own part and where its sheets are."""
    main = _main_part(package)
    folder, name = posixpath.split(main)
    relations = _relations(package, posixpath.join(folder, "_rels", f"{name}.rels"), folder=folder)
    targets = {relation.id: relation.target for relation in relations if relation.kind == "worksheet"}
    sheets: dict[str, str] = {}
    settings: dict[str, dict[str, str]] = {}

    def start(tag: str, given: dict[str, str]) -> None:
        name = local(tag)
        if name == "sheet":
            ref = next((value for key, value in given.items() if local(key) == "id"), "")
            sheets.update({given.get("name", ""): targets[ref]} if ref in targets else {})
        elif name in ("workbookPr", "calcPr"):
            settings[name] = given

    parse(package, main, start)
    return Workbook(
        sheets=sheets,
        begins_in_1904=_true(settings.get("workbookPr", {}).get("date1904")),
        uncalculated=_true(settings.get("calcPr", {}).get("fullCalcOnLoad")),
        macros=any(part.lower().endswith("vbaproject.bin") for part in package),
    )


def _main_part(package: Package) -> str:
    for relation in _relations(package, "_rels/.rels", folder=""):
        if relation.kind == "officeDocument":
            return relation.target
    raise package.damaged()


def _relations(package: Package, part: str, *, folder: str) -> list[_Relation]:
    found: list[_Relation] = []

    def start(tag: str, given: dict[str, str]) -> None:
        if local(tag) == "Relationship":
            kind = posixpath.basename(given.get("Type", ""))
            found.append(_Relation(given.get("Id", ""), kind, _resolve(folder, given.get("Target", ""))))

    parse(package, part, start)
    return found


def _resolve(folder: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _true(value: str | None) -> bool:
    return value in ("1", "true", "on")
