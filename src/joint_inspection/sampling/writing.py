"""How does a file with a secret reach the disk: whole or not at all, and for its owner's eyes alone?"""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from joint_inspection.errors import invalid


def write_private(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read; raises InvalidInput where it cannot be written."""
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as draft:
            draft.write(content)
        try:
            os.replace(draft.name, path)
        except BaseException:
            os.unlink(draft.name)
            raise
    except OSError as error:
        says = f"Cannot write here: {error.strerror}; name a file in a folder that exists"
        raise invalid("out", says, file=str(path)) from None
