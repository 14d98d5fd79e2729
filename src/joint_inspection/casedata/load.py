"""What do the lists in a file, a folder or a zip say? Read as they come, and matched to what was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from joint_inspection.casedata.match import Mapping, match
from joint_inspection.casedata.model import CaseData
from joint_inspection.casedata.read import Sent, read_sheets
from joint_inspection.frameworks.model import Framework
from joint_inspection.frameworks.requests import RequestedList, every_list, requested_lists


def load(
    source: Path | Sent, *, framework: Framework, on: date | None = None, mapping: Mapping | None = None
) -> CaseData:
    """Read the lists that a framework asks for; without ``on``, as of the latest day that they speak of."""
    return load_lists(source, requested_lists(framework), on=on, mapping=mapping)


def load_lists(
    source: Path | Sent, asked: Sequence[RequestedList], *, on: date | None = None, mapping: Mapping | None = None
) -> CaseData:
    """Read lists; raises InvalidInput where a file cannot be read or the mapping names what was not asked for."""
    return match(read_sheets(source), asked, others=every_list(), on=on, mapping=mapping)
