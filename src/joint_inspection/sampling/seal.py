"""How does an inspectorate bind itself to a secret before the lists arrive, and what exactly arrived?"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

from joint_inspection.errors import InvalidInput, invalid
from joint_inspection.sampling.chance import written

LENGTH = 32
"""Bytes of a secret: 256 bits."""


def commit(out: Path) -> str:
    """Write a new secret to a file that only its owner may read, and return its commitment; never overwrites."""
    from secrets import token_bytes

    secret = token_bytes(LENGTH)
    try:
        handle = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise invalid("out", "This file is there already; a secret is never overwritten", file=str(out)) from None
    except OSError as error:
        raise invalid("out", f"Cannot write here: {error.strerror}", file=str(out)) from None
    with os.fdopen(handle, "w", encoding="ascii") as file:
        os.fchmod(file.fileno(), 0o600)
        file.write(secret.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
    return commitment_of(secret)


def commitment_of(secret: bytes) -> str:
    """What may be told before the draw: it proves the secret later and says nothing about it now."""
    return sha256(written(("joint-inspection commitment 1",)) + secret).hexdigest()


def read_secret(path: Path) -> bytes:
    """The secret of a file that ``commit`` wrote; raises InvalidInput with advice."""
    try:
        return secret_from(path.read_text(encoding="ascii").strip())
    except OSError as error:
        raise invalid("secret", f"Give the file of the secret ({error.strerror})", file=str(path)) from None
    except (UnicodeDecodeError, InvalidInput):
        raise invalid("secret", "Give the file that `sampling commit` wrote", file=str(path)) from None


def secret_from(text: str) -> bytes:
    """A secret from its 64 hexadecimal digits in small letters."""
    if len(text) == 2 * LENGTH and set(text) <= set("0123456789abcdef"):
        return bytes.fromhex(text)
    raise invalid("secret", f"A secret is {2 * LENGTH} hexadecimal digits")


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
