"""How does an inspectorate bind itself to a secret before the lists arrive, and what exactly arrived?"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from joint_inspection.errors import invalid
from joint_inspection.sampling.chance import written
from joint_inspection.secret_files import new_secret


def commit(out: Path) -> str:
    """Write a new secret to a file that only its owner may read, and return its commitment; never overwrites."""
    return commitment_of(new_secret(out))


def commitment_of(secret: bytes) -> str:
    """What may be told before the draw: it proves the secret later and says nothing about it now."""
    return sha256(written(("joint-inspection commitment 1",)) + secret).hexdigest()


def digest_of(path: Path) -> str:
    """The digest of what arrived: of a file its bytes, of a folder the names and bytes of all files in it.

    A file's own name is left out, so that it may be copied; inside a folder, names say which list is which.
    """
    try:
        if not path.is_dir():
            return sha256(path.read_bytes()).hexdigest()
        whole = sha256(written(("joint-inspection folder 1",)))
        for each in sorted((p for p in path.rglob("*") if not p.is_dir()), key=lambda p: p.relative_to(path).parts):
            whole.update(written(("/".join(each.relative_to(path).parts), sha256(each.read_bytes()).hexdigest())))
        return whole.hexdigest()
    except OSError as error:
        raise invalid("path", f"Give lists that can be read ({error.strerror})", file=str(path)) from None
