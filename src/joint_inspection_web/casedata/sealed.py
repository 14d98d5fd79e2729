"""How is something about children kept in a column, so that it cannot be read without its inspection's key?

A sealed column is text: history holds it as it stands, so that an inspection can be built again from history alone,
and once the inspection's key is destroyed neither can be read. It begins with the name of the row that it is about, so
that whoever has the key and a history alone can open it; moved to another row it does not open.
"""

from __future__ import annotations

import base64
from datetime import datetime
from typing import Any

from joint_inspection.inspections.replay import SEALED
from joint_inspection_web.casedata.codec import pack, unpack
from joint_inspection_web.casedata.keys import keys_of, make_keys
from joint_inspection_web.casedata.seal import seal, unseal
from joint_inspection_web.inspections.models import Inspection


def lock(value: Any, *, inspection: Inspection, about: str, at: datetime) -> str:
    """Seal plain values (what JSON can say) under the inspection's key.

    ``about`` names the row they belong to, and stands before them in clear: never a child's pseudonym or a name. Raises
    NotPossible where the key was destroyed.
    """
    key = make_keys(inspection, at=at).files
    locked = base64.b64encode(seal(pack(value), under=key, about=f"{inspection.ref} {about}")).decode()
    return f"{SEALED}{about}:{locked}"


def named_in(sealed: str) -> str:
    """The name of the row that a sealed column says it is about."""
    return sealed.removeprefix(SEALED).rpartition(":")[0]


class Opener:
    """Reads the sealed columns of one inspection; the key is unwrapped once."""

    def __init__(self, inspection: Inspection) -> None:
        self.inspection = inspection
        self._key = keys_of(inspection).files

    def open(self, sealed: str, *, about: str) -> Any:
        """The plain values again; raises NotPossible where the key or the row is another."""
        locked = base64.b64decode(sealed.rpartition(":")[2])
        return unpack(unseal(locked, under=self._key, about=f"{self.inspection.ref} {about}"))
