"""How is something about children kept, so that it cannot be read without its inspection's key?

Everything sealed has a random key of its own, wrapped by the key it is sealed under, and says what it is ``about``
(the inspection, the upload, the part): moved to another place it does not open.
"""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from joint_inspection.errors import NotPossible

KEY, NONCE, TAG = 32, 12, 16
MARK = b"JISEAL1\n"
WRAPPED = NONCE + KEY + TAG


def new_key() -> bytes:
    """256 random bits."""
    return secrets.token_bytes(KEY)


def seal(content: bytes, *, under: bytes, about: str) -> bytes:
    """Encrypt something with a key of its own, which is wrapped and put before it."""
    own = new_key()
    return MARK + _lock(own, key=under, about=f"key of {about}") + _lock(content, key=own, about=about)


def unseal(sealed: bytes, *, under: bytes, about: str) -> bytes:
    """Read it again; raises NotPossible where the key or the place is another, or a byte was changed."""
    if not sealed.startswith(MARK):
        raise NotPossible("This file was not sealed by the service")
    wrapped, content = sealed[len(MARK) :][:WRAPPED], sealed[len(MARK) + WRAPPED :]
    own = _unlock(wrapped, key=under, about=f"key of {about}")
    return _unlock(content, key=own, about=about)


def _lock(content: bytes, *, key: bytes, about: str) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, about.encode())


def _unlock(locked: bytes, *, key: bytes, about: str) -> bytes:
    try:
        return AESGCM(key).decrypt(locked[:NONCE], locked[NONCE:], about.encode())
    except (InvalidTag, ValueError):
        raise NotPossible("This does not open: it was changed, moved, or sealed under another key") from None
