"""Does a virus scanner object to a file? Asked of clamd over its socket, without writing the file anywhere."""

from __future__ import annotations

import socket
import struct

from django.conf import settings

from joint_inspection.errors import NotPossible, invalid

CHUNK, SECONDS = 1 << 16, 60


def scan(content: bytes) -> bool:
    """Whether the file was scanned and found clean; False where the service runs without a scanner on purpose.

    Raises InvalidInput for an infected file, NotPossible where a scanner should be there and is not.
    """
    if not settings.CLAMD_SOCKET:
        if not settings.UPLOADS_NOT_SCANNED:
            raise NotPossible("Files cannot be taken: no virus scanner is set up (CLAMD_SOCKET)")
        return False
    answer = _ask(content)
    if answer.endswith("FOUND"):
        raise invalid("file", "The virus scanner found something in this file: have it looked at before you send it")
    if not answer.endswith("OK"):
        raise NotPossible("Files cannot be taken at the moment: the virus scanner gave no clear answer")
    return True


def _ask(content: bytes) -> str:
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(SECONDS)
            line.connect(settings.CLAMD_SOCKET)
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), CHUNK):
                chunk = content[start : start + CHUNK]
                line.sendall(struct.pack("!L", len(chunk)) + chunk)
            line.sendall(struct.pack("!L", 0))
            return _whole_answer(line).decode("ascii", "replace").strip("\0\n ")
    except OSError:
        raise NotPossible("Files cannot be taken at the moment: the virus scanner does not answer") from None


def _whole_answer(line: socket.socket) -> bytes:
    found = b""
    while not found.endswith(b"\0") and (more := line.recv(4096)):
        found += more
    return found
