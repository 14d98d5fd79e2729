"""What may stand in a framework file, said so that an editor can help to write one?"""

from __future__ import annotations

from typing import Any

from joint_inspection.frameworks.model import Framework


def schema() -> dict[str, Any]:
    """The JSON Schema of a framework file."""
    found = Framework.model_json_schema(by_alias=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:joint-inspection:framework",
        **found,
        "title": "A version of an inspection framework",
        "description": "One YAML file a version. Every fact cites its source or is marked a setting.",
    }
