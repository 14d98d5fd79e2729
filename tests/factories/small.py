"""Small made-up areas, frameworks and outcomes, for tests of what is due."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from joint_inspection.areas import Area, Register
from joint_inspection.frameworks.model import Framework
from joint_inspection.outcomes import Outcome

SMALL = Path(__file__).parents[1] / "library" / "frameworks" / "small.yaml"
NAMES = {"X1": "Elmshire", "X2": "Oakborough", "X3": "Ashford-on-Sea"}


def area(code: str = "X1", **given: Any) -> Area:
    """Elmshire, unless something else is given."""
    return Area(**{"ons_code": code, "name": NAMES.get(code, code), "region": "North", "kind": "county"} | given)


def register(*areas: Area) -> Register:
    """A register of these areas, or of Elmshire alone."""
    return Register(areas=areas or (area(),))


def framework(
    *,
    id: str = "harbour",
    version: str = "1",
    rules: list[dict[str, Any]] | None = None,
    kinds: dict[str, bool] | None = None,
    start: date | None = date(2018, 4, 1),
    end: date | None = None,
    replaces: list[dict[str, Any]] | None = None,
    life: list[dict[str, Any]] | None = None,
    words: dict[str, str] | None = None,
    **changed: Any,
) -> Framework:
    """A framework with these rules; ``kinds`` says which are full, ``words`` what each grade is today."""
    made: dict[str, Any] = yaml.safe_load(SMALL.read_text(encoding="utf-8"))
    full, look = made["kinds"]
    made |= {"id": id, "version": version, "short_title": id.capitalize()}
    made |= {"status": "ended" if end else "in_force" if start else "proposed", "in_force": {"from": start, "to": end}}
    made["kinds"] = [
        {**(full if is_full else look), "id": kind, "full": is_full}
        for kind, is_full in (kinds or {"full": True, "long": True, "look": False}).items()
    ]
    rule = {"says": "A rule.", "setting": "A test.", "when": {"otherwise": True}}
    made["cycle"]["frequency"] = [rule | {"id": f"rule-{n}"} | each for n, each in enumerate(rules or [])]
    made["replaces"] = [
        {"how": "replaces", "transition": "It goes on.", "setting": "A test."} | each for each in replaces or []
    ]
    made["life"] = [{"says": "It happened.", "setting": "A test."} | each for each in life or [{"stage": "launched"}]]
    if words:
        made["judging"]["scales"] = [_scale(words)]
    return Framework.model_validate(made | changed)


def _scale(words: dict[str, str]) -> dict[str, Any]:
    grades = [
        {
            "id": word,
            "title": word.capitalize(),
            "describes": "As it says.",
            "same_grade_as": None if word == today else today,
        }
        for word, today in words.items()
    ]
    return {"id": "scale", "title": "Scale", "setting": "A test.", "grades": grades}


def due(kind: str = "full", earliest: float = 30, latest: float = 42, **more: Any) -> dict[str, Any]:
    """One line of a rule."""
    return {"kind": kind, "earliest_months": earliest, "latest_months": latest} | more


def outcome(overall: str | None = "good", **given: Any) -> Outcome:
    """A full inspection of Elmshire under ``harbour@1``, begun on 4 March 2019 and published in April."""
    made = {
        "area": "X1", "framework": "harbour@1", "kind": "full", "start": date(2019, 3, 4), "end": date(2019, 3, 8),
        "published": date(2019, 4, 15), "overall": overall,
    } | given  # fmt: skip
    made.setdefault("name", NAMES.get(made["area"], made["area"]))
    made.setdefault("id", "-".join(str(made[key]) for key in ("framework", "area", "kind", "start", "published")))
    return Outcome(**made)


@cache
def england() -> tuple[Register, tuple[Outcome, ...], tuple[Framework, ...]]:
    """The register, the history and the frameworks that the package carries."""
    from joint_inspection.areas import load_register
    from joint_inspection.frameworks.load import published
    from joint_inspection.outcomes import load_outcomes

    return load_register(), load_outcomes().all, published()
