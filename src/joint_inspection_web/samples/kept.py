"""How are the secret and the samples kept, and opened again for one request?"""

from __future__ import annotations

import json

from joint_inspection.frameworks.load import find
from joint_inspection.sampling.document import Drawn, Order, as_bytes, carry_out, population_bytes, read_order
from joint_inspection.sampling.population import from_json
from joint_inspection_web.casedata.keys import keys_of, master_key, newest_version
from joint_inspection_web.casedata.seal import seal, unseal
from joint_inspection_web.inspections.models import Inspection
from joint_inspection_web.samples.models import Sample, Seal

SECRET, DOCUMENT, PEOPLE = "secret of the draw", "sample", "population"


def lock_secret(row: Seal, secret: bytes) -> None:
    """Put a secret into the row of its seal."""
    row.master = newest_version()
    row.secret = seal(secret, under=master_key(row.master), about=_about(row.inspection, SECRET))


def secret_of(row: Seal) -> bytes:
    """The secret; raises NotPossible where the master key is gone."""
    return unseal(bytes(row.secret), under=master_key(row.master), about=_about(row.inspection, SECRET))


def lock_drawn(row: Sample, drawn: Drawn) -> None:
    """Put a draw into the row of its sample, under the inspection's key."""
    key = keys_of(row.inspection).files
    row.document = seal(as_bytes(drawn), under=key, about=_about(row.inspection, DOCUMENT))
    row.people = seal(population_bytes(drawn.population), under=key, about=_about(row.inspection, PEOPLE))


def document_of(row: Sample) -> bytes:
    """The file of the draw, with its secret; raises NotPossible where the lists were destroyed."""
    return unseal(bytes(row.document), under=keys_of(row.inspection).files, about=_about(row.inspection, DOCUMENT))


def people_of(row: Sample) -> bytes:
    """The file of the population; raises NotPossible where the lists were destroyed."""
    return unseal(bytes(row.people), under=keys_of(row.inspection).files, about=_about(row.inspection, PEOPLE))


def order_of(row: Sample) -> Order:
    """What was asked of the draw."""
    return read_order(document_of(row), file="sample.json")[0]


def drawn_of(row: Sample) -> Drawn:
    """The draw, carried out again from its order and its population."""
    people = from_json(json.loads(people_of(row)), file="population.json")
    return carry_out(order_of(row), people, find(row.inspection.framework))


def _about(inspection: Inspection, what: str) -> str:
    return f"{inspection.ref} {what}"
