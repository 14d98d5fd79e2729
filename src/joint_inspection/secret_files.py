"""How do files reach the disk: whole or not at all, and secrets and what is about children for their owner alone?"""

from __future__ import annotations

import os
from pathlib import Path
from secrets import token_bytes
from tempfile import NamedTemporaryFile

from joint_inspection.errors import InvalidInput, invalid

LENGTH = 32
"""Bytes of a secret: 256 bits."""


def new_secret(out: Path) -> bytes:
    """Write a new secret to a file that only its owner may read; never overwrites."""
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
    return secret


def read_secret(path: Path, *, made_by: str) -> bytes:
    """The secret of such a file; raises InvalidInput with advice."""
    try:
        return secret_from(path.read_text(encoding="ascii").strip())
    except OSError as error:
        raise invalid("secret", f"Give the file of the secret ({error.strerror})", file=str(path)) from None
    except (UnicodeDecodeError, InvalidInput):
        raise invalid("secret", f"Give the file that `{made_by}` wrote", file=str(path)) from None


def secret_from(text: str) -> bytes:
    """A secret from its 64 hexadecimal digits in small letters."""
    if len(text) == 2 * LENGTH and set(text) <= set("0123456789abcdef"):
        return bytes.fromhex(text)
    raise invalid("secret", f"A secret is {2 * LENGTH} hexadecimal digits")


def write_private(path: Path, content: bytes) -> None:
    """Write a file that only its owner may read; raises InvalidInput where it cannot be written."""
    write_whole(path, content, mode=0o600)


def write_whole(path: Path, content: bytes, *, mode: int = 0o644) -> None:
    """Write a file so that nobody ever sees half of it; raises InvalidInput where it cannot be written."""
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as draft:
            draft.write(content)
        try:
            os.chmod(draft.name, mode)
            os.replace(draft.name, path)
        except BaseException:
            os.unlink(draft.name)
            raise
    except OSError as error:
        says = f"Cannot write here: {error.strerror}; name a file in a folder that exists"
        raise invalid("out", says, file=str(path)) from None
