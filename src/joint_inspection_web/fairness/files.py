"""How is a file that an agency sends with an answer checked and kept: of a known kind, small, scanned, sealed?"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from joint_inspection.errors import InvalidInput, Problem, invalid
from joint_inspection_web.casedata.keys import keys_of
from joint_inspection_web.casedata.receive import plain_name
from joint_inspection_web.casedata.scan import scan
from joint_inspection_web.casedata.seal import seal, unseal
from joint_inspection_web.fairness.kept import Words, about, keep

MOST_FILES, MOST_BYTES = 3, 5 * 1024 * 1024
KINDS = (".pdf", ".docx", ".odt", ".xlsx", ".ods", ".csv", ".txt", ".png", ".jpg", ".jpeg")


def check_files(files: Sequence[tuple[str, bytes]]) -> list[Problem]:
    """Everything that keeps files from being sent; none quotes a name."""
    problems = []
    if len(files) > MOST_FILES:
        problems.append(Problem(where="files", says=f"Send at most {MOST_FILES} files"))
    if any(PurePosixPath(name).suffix.lower() not in KINDS for name, _ in files):
        problems.append(Problem(where="files", says=f"Send files of these kinds: {', '.join(KINDS)}"))
    if any(not content or len(content) > MOST_BYTES for _, content in files):
        problems.append(Problem(where="files", says="Send files that are not empty and not over 5 megabytes each"))
    return problems


def keep_file(row: Any, *, name: str, content: bytes) -> Any:
    """Scan and seal a file into its row, which has ``size``, ``scanned`` and ``content``; sealed too: name, digest."""
    try:
        row.scanned = scan(content)
    except InvalidInput as error:
        raise invalid("files", error.problems[0].says) from None
    row.size = len(content)
    row.content = seal(content, under=keys_of(row.inspection).files, about=file_about(row))
    return keep(row, {"name": plain_name(name), "digest": hashlib.sha256(content).hexdigest()})


def file_about(row: Any) -> str:
    """The place of a file's content, so that it opens nowhere else."""
    return f"{row.inspection.ref} {about(row)} content"


def sent_back(row: Any) -> HttpResponse:
    """A file as whoever may read it saves it: never shown inside the service."""
    content = unseal(bytes(row.content), under=keys_of(row.inspection).files, about=file_about(row))
    response = HttpResponse(content, content_type="application/octet-stream")
    name = Words(row.inspection).of(row).get("name", "answer")
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
