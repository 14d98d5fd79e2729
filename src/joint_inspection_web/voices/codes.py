"""How does somebody who took part prove that it was them, without anybody knowing who they are?

By a code shown once: sixteen letters and figures that are not mistaken for one another, eighty bits. Only its hash is
kept, so that nobody with the database can read it off.
"""

from __future__ import annotations

import hashlib
import secrets

LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Without i, l, o and u."""
LENGTH = 16
_MISREAD = str.maketrans({"o": "0", "i": "1", "l": "1"})


def new_code() -> str:
    """A code, in four groups."""
    made = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return "-".join(made[at : at + 4] for at in range(0, LENGTH, 4))


def hash_of(code: str) -> str:
    """What is kept of a code, however it was typed."""
    typed = "".join(letter for letter in code.lower() if letter.isalnum()).translate(_MISREAD)
    return hashlib.sha256(f"code of a contributor\n{typed}".encode()).hexdigest()
